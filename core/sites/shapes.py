"""Sound shapes: flat, valid, and each a point or an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from .findings import Findings

#: pieces below this area (m²) are what a repair leaves of a crossing, not land
SLIVER = 0.01


def with_sound_shapes(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Repair the shapes, and leave out what is neither a point nor an area; each repair is found.

    :param sites: in a projected CRS, in metres.
    """
    shapes = shapely.force_2d(sites.geometry.to_numpy())
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    reasons = shapely.is_valid_reason(shapes[broken])
    shapes[broken] = shapely.make_valid(shapes[broken])
    given = shapes
    shapes = _single_kind(given)
    _tell_mixed(sites.index, given, shapes, broken, findings)
    shapes[broken], dropped = _without_slivers(shapes[broken])
    findings.add("geometrie_invalide", sites.index[broken], "geometrie", reasons, _areas(shapes[broken]))
    told = [f"{count}" for count in dropped[dropped > 0]]
    findings.add("eclats_ecartes", sites.index[broken][dropped > 0], "geometrie", told, [""] * len(told))
    odd = shapely.get_dimensions(shapes) == 1
    findings.add("geometrie_inattendue", sites.index[odd], "geometrie", sites.geom_type[odd])
    shapes[odd] = None
    shapes[shapely.is_empty(shapes)] = None
    return sites.set_geometry(gpd.GeoSeries(shapes, index=sites.index, crs=sites.crs))


def _tell_mixed(
    site_ids: pd.Index, given: np.ndarray, kept: np.ndarray, broken: np.ndarray, findings: Findings
) -> None:
    """Tell of sound collections of which a part was left out; a repair's are told with the repair."""
    mixed = (shapely.get_type_id(given) == shapely.GeometryType.GEOMETRYCOLLECTION) & ~broken
    parts, owner = shapely.get_parts(given[mixed], return_index=True)
    kinds = pd.Series(gpd.GeoSeries(parts).geom_type.to_numpy(), dtype=object).groupby(owner).unique()
    kinds = kinds[kinds.map(len) > 1]
    at = np.flatnonzero(mixed)[kinds.index]
    left = gpd.GeoSeries(kept[at]).geom_type
    findings.add("geometrie_mixte", site_ids[at], "geometrie", kinds.map(", ".join), left)


def _areas(shapes: np.ndarray) -> list[str]:
    return [f"{area:.0f} m²" for area in shapely.area(shapes)]


def _without_slivers(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Leave out the pieces of areas that are below :data:`SLIVER`, unless nothing else is left; count them."""
    shapes, dropped = shapes.copy(), np.zeros(len(shapes), dtype=int)
    pieces, owner = shapely.get_parts(shapes, return_index=True)
    small = (shapely.get_dimensions(pieces) == 2) & (shapely.area(pieces) < SLIVER)
    for at in np.unique(owner[small]):
        kept = pieces[(owner == at) & ~small]
        if len(kept):
            shapes[at] = shapely.multipolygons(kept) if len(kept) > 1 else kept[0]
            dropped[at] = int((owner == at).sum()) - len(kept)
    return shapes, dropped


def _single_kind(shapes: np.ndarray) -> np.ndarray:
    """Keep of a mixed collection, which a repair may leave, its areas, else its points; unpack a multipoint of one."""
    shapes = shapes.copy()
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    for at in np.flatnonzero(mixed):
        parts = shapely.get_parts(shapes[at])
        dimensions = shapely.get_dimensions(parts)
        shapes[at] = shapely.union_all(parts[dimensions == (2 if (dimensions == 2).any() else 0)])
    alone = (shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    shapes[alone] = shapely.get_geometry(shapes[alone], 0)
    return shapes
