"""Gives each site a footprint and says where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from .fields import number

if TYPE_CHECKING:
    from .findings import Findings

#: values of ``emprise_origine``; a measure that needs a shape is unknown on the last two
SURFACE, DISC, POINT = "surface", "disque", "point"
#: columns that declare an area in m², best first
DECLARED_AREAS = ("site_surface", "unite_fonciere_surface")
#: segments of a quarter of the circle that stands for a site known by its point only
QUARTER_SEGMENTS = 16


def add_footprints(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Add ``emprise_origine`` and ``surface_m2``, and make a disc of the declared area of a site that is a point.

    ``surface_m2`` is measured on a surface, declared on a disc, unknown on a point.
    """
    shapes = sites.geometry.to_numpy().copy()
    dimension = shapely.get_dimensions(shapes)
    area = np.where(dimension == 2, shapely.area(shapes), np.nan)
    origin = np.where(dimension == 2, SURFACE, None).astype(object)
    declared = declared_area(sites)
    disc = (dimension == 0) & (declared > 0)
    shapes[disc] = shapely.buffer(
        shapely.centroid(shapes[disc]), np.sqrt(declared[disc] / np.pi), quad_segs=QUARTER_SEGMENTS
    )
    origin[disc], area[disc] = DISC, declared[disc]
    point = (dimension == 0) & ~disc
    origin[point] = POINT
    findings.add("emprise_approchee", sites.index[disc], "geometrie", [f"{value:.0f}" for value in declared[disc]])
    findings.add("surface_absente", sites.index[point], "unite_fonciere_surface")
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
    return (~sites["emprise_origine"].isin([DISC, POINT]) & sites["emprise_origine"].notna()).to_numpy()
