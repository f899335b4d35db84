"""Where the sites are, as the standards write it: degrees, longitude first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...resources import resource

if TYPE_CHECKING:
    from .notes import Notes

GEOGRAPHIC = "EPSG:4326"
DECIMALS = 6


@dataclass(frozen=True)
class Places:
    """One row per site, index ``site_id``.

    :param shapes: the footprint where it is surveyed, else the point, in the projected CRS of the inventory.
    :param points: centroids in degrees, None where the place is not known.
    :param surfaces: footprints in degrees at the standards' precision, None where there is none.
    :param by_commune: True where only the commune is known.
    """

    shapes: gpd.GeoSeries
    points: pd.Series
    surfaces: pd.Series
    by_commune: pd.Series

    @property
    def area(self) -> pd.Series:
        """The area of the surveyed footprints in m², measured in the projected CRS; NaN elsewhere."""
        return self.shapes.area.where(self.surfaces.notna())


def places(sites: gpd.GeoDataFrame, notes: Notes) -> Places:
    """Find the points and the surveyed footprints; a footprint that was only deduced is noted and becomes its point."""
    shapes = sites.geometry.to_numpy().copy()
    shapes[shapely.is_empty(shapes)] = None
    origin = (
        sites["emprise_origine"] if "emprise_origine" in sites else pd.Series(None, index=sites.index, dtype=object)
    )
    trusted = (origin.isna() | origin.isin(resource("export/commun")["true_surfaces"])).to_numpy()
    flat = shapely.get_dimensions(shapes) == 2
    deduced = flat & ~trusted
    notes.add("emprise_approchee", sites.index[deduced], "geomsurf")
    points = shapely.centroid(shapes)
    points[shapely.is_missing(shapes)] = None
    degrees = gpd.GeoSeries(np.where(flat & trusted, shapes, None), index=sites.index, crs=sites.crs).to_crs(GEOGRAPHIC)
    surfaces = shapely.set_precision(degrees.to_numpy(), 10.0**-DECIMALS)
    vanished = flat & trusted & ((shapely.get_dimensions(surfaces) != 2) | shapely.is_empty(surfaces))
    notes.add("emprise_trop_fine", sites.index[vanished], "geomsurf")
    surfaces[vanished] = None
    # The grid leaves 49.504149999999996 where 49.50415 is meant.
    surfaces = shapely.transform(surfaces, lambda degree: degree.round(DECIMALS))
    surveyed = ~shapely.is_missing(surfaces)
    return Places(
        shapes=gpd.GeoSeries(np.where(surveyed, shapes, points), index=sites.index, crs=sites.crs),
        points=_series(gpd.GeoSeries(points, index=sites.index, crs=sites.crs).to_crs(GEOGRAPHIC).to_numpy(), sites),
        surfaces=_series(surfaces, sites),
        by_commune=origin.isin(resource("export/commun")["false_places"]),
    )


def point_wkt(points: pd.Series) -> pd.Series:
    """Write points as ``POINT(4.483852 49.524312)``: longitude, then latitude."""
    return _pairs(points, "POINT({:.6f} {:.6f})")


def geopoint(points: pd.Series) -> pd.Series:
    """Write points as ``4.483852, 49.524312``: longitude, then latitude (Table Schema, ``geopoint``)."""
    return _pairs(points, "{:.6f}, {:.6f}")


def surface_wkt(surfaces: pd.Series) -> pd.Series:
    """Write footprints as ``POLYGON((…))`` or ``MULTIPOLYGON(((…)))``."""
    texts = shapely.to_wkt(surfaces.to_numpy(dtype=object), rounding_precision=DECIMALS)
    return pd.Series(texts, index=surfaces.index, dtype=object).str.replace("POLYGON (", "POLYGON(", regex=False)


def surface_geojson(surfaces: pd.Series) -> pd.Series:
    """Write footprints as GeoJSON, outer rings counterclockwise (RFC 7946, § 3.1.6)."""
    # Normal rings run the other way: outer clockwise, inner counterclockwise.
    turned = shapely.reverse(shapely.normalize(surfaces.to_numpy(dtype=object)))
    return pd.Series(shapely.to_geojson(turned), index=surfaces.index, dtype=object)


def _pairs(points: pd.Series, form: str) -> pd.Series:
    there = points.notna()
    texts = pd.Series(None, index=points.index, dtype=object)
    texts[there] = [form.format(x, y) for x, y in shapely.get_coordinates(points[there].to_numpy(dtype=object))]
    return texts


def _series(shapes: np.ndarray, sites: gpd.GeoDataFrame) -> pd.Series:
    return pd.Series(shapes, index=sites.index, dtype=object)
