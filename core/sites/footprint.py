"""Gives each site a footprint to measure and says where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from .fields import number
from .locating.origin import COMMUNE, DISC, PARCEL_UNDER_POINT, PARCELS, POINT, SURFACE

if TYPE_CHECKING:
    from .findings import Findings

#: values of ``emprise_origine`` on which a measure that needs a shape is unknown
WITHOUT_SHAPE = (DISC, POINT, COMMUNE)
#: columns that declare an area in m², best first
DECLARED_AREAS = ("site_surface", "unite_fonciere_surface")
#: segments of a quarter of the circle that stands for a site known by its point only
QUARTER_SEGMENTS = 16


def add_footprints(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Add ``surface_m2``, bring ``emprise_origine`` up to date, and make of a point a disc of the declared area.

    ``surface_m2`` is measured on a surface, declared on a disc, unknown on a point. A site placed by its commune only
    loses its point, for nothing can be measured there.
    """
    shapes = sites.geometry.to_numpy().copy()
    dimension = shapely.get_dimensions(shapes)
    said = sites["emprise_origine"].to_numpy(dtype=object) if "emprise_origine" in sites else np.full(len(sites), None)
    declared = declared_area(sites)
    brought = (dimension == 2) & np.isin(said.astype(str), (PARCELS, PARCEL_UNDER_POINT, DISC))
    origin = np.where(dimension == 2, np.where(brought, said, SURFACE), None).astype(object)
    area = np.where((dimension == 2) & (origin != DISC), shapely.area(shapes), np.nan)
    area = np.where(origin == DISC, declared, area)
    commune = (dimension == 0) & (said == COMMUNE)
    shapes[commune], origin[commune] = None, COMMUNE
    disc = (dimension == 0) & ~commune & (declared > 0)
    shapes[disc] = shapely.buffer(
        shapely.centroid(shapes[disc]), np.sqrt(declared[disc] / np.pi), quad_segs=QUARTER_SEGMENTS
    )
    origin[disc], area[disc] = DISC, declared[disc]
    point = (dimension == 0) & ~commune & ~disc
    origin[point] = POINT
    findings.add("emprise_approchee", sites.index[disc], "geometrie", [f"{value:.0f}" for value in declared[disc]])
    findings.add("surface_absente", sites.index[point], "unite_fonciere_surface")
    findings.add("commune_seule", sites.index[commune], "geometrie")
    sites = sites.set_geometry(gpd.GeoSeries(shapes, index=sites.index, crs=sites.crs))
    return sites.assign(emprise_origine=origin, surface_m2=area)


def declared_area(sites: gpd.GeoDataFrame) -> np.ndarray:
    """Give the area that the inventory declares, in m²; NaN where it declares none above zero."""
    area = np.full(len(sites), np.nan)
    for column in DECLARED_AREAS:
        if column in sites:
            said = number(sites[column]).to_numpy()
            area = np.where(np.isnan(area) & (said > 0), said, area)
    return area


def has_shape(sites: gpd.GeoDataFrame) -> np.ndarray:
    """Tell for each site whether its true shape is known."""
    return (~sites["emprise_origine"].isin(WITHOUT_SHAPE) & sites["emprise_origine"].notna()).to_numpy()
