"""Sound shapes: flat, valid, and each a point or an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

if TYPE_CHECKING:
    from .findings import Findings


def with_sound_shapes(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Repair the shapes, and leave out what is neither a point nor an area; each repair is found."""
    shapes = shapely.force_2d(sites.geometry.to_numpy())
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    reasons = shapely.is_valid_reason(shapes[broken])
    shapes[broken] = shapely.make_valid(shapes[broken])
    findings.add("geometrie_invalide", sites.index[broken], "geometrie", reasons, _areas(shapes[broken]))
    shapes = _single_kind(shapes)
    odd = shapely.get_dimensions(shapes) == 1
    findings.add("geometrie_inattendue", sites.index[odd], "geometrie", sites.geom_type[odd])
    shapes[odd] = None
    shapes[shapely.is_empty(shapes)] = None
    return sites.set_geometry(gpd.GeoSeries(shapes, index=sites.index, crs=sites.crs))


def _areas(shapes: np.ndarray) -> list[str]:
    return [f"{area:.0f} m²" for area in shapely.area(shapes)]


def _single_kind(shapes: np.ndarray) -> np.ndarray:
    """Keep of a mixed collection (what a repair may leave) its polygons, and of a multipoint of one its point."""
    shapes = shapes.copy()
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    for at in np.flatnonzero(mixed):
        parts = shapely.get_parts(shapes[at])
        shapes[at] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    alone = (shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    shapes[alone] = shapely.get_geometry(shapes[alone], 0)
    return shapes
