"""The training sites around each site: the nearest one, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...nearest import nearest_objects
from ...resources import resource
from ..around import tiles
from .held import MEASURE

if TYPE_CHECKING:
    import geopandas as gpd

    from .where import Told, Where

ROLE, FIELDS = "formation", ("nom", "type")


def training_around(where: Where) -> Told:
    """Give ``formation_km``, ``formation_nom`` and ``formations_30km``."""
    count = len(where.shapes)
    told: Told = {
        "formation_km": np.full(count, np.nan),
        "formation_nom": np.full(count, None, dtype=object),
        "formations_30km": np.full(count, np.nan),
    }
    if ROLE not in where.territory.sources:
        where.report.warn("role_absent", role=ROLE, measure=MEASURE)
        return told
    reach = float(resource("measures/basin")["formations"]["rayon_km"]["value"])
    placed = ~(shapely.is_missing(where.shapes) | shapely.is_empty(where.shapes))
    kilometres, name, number = np.full(count, np.inf), np.full(count, None, dtype=object), np.zeros(count)
    for tile in tiles(where.shapes, where.territory, ROLE, FIELDS, where.report, metres=1_000.0 * reach):
        some, rows = where.shapes[tile.sites], _training(tile.rows)
        kilometres[tile.sites], name[tile.sites] = _nearest(where, some, rows)
        site = shapely.STRtree(rows.geometry.to_numpy()).query(some, predicate="dwithin", distance=1_000.0 * reach)[0]
        number[tile.sites] = np.bincount(site, minlength=len(some))
    # Beyond what was read, another may be nearer than the one that is farthest away in it.
    far = np.flatnonzero(placed & (kilometres > reach))
    if len(far):
        rows = _training(where.territory.read(ROLE, fields=FIELDS))
        kilometres[far], name[far] = _nearest(where, where.shapes[far], rows)
    whole = where.collected(ROLE, reach)
    # One that is nearer than the edge of what was looked at is the nearest of all.
    sure = placed & (whole | _nearer_than_unseen(where, kilometres))
    told["formation_km"] = np.where(sure, kilometres, np.nan)
    told["formation_nom"] = np.where(sure, name, None)
    told["formations_30km"] = np.where(placed & whole, number, np.nan)
    if (placed & ~whole).any():
        where.report.warn("surroundings_partly_covered", role=ROLE, count=int((placed & ~whole).sum()))
    return told


def _training(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the sites that train for a trade; a primary school or a college does not."""
    return rows[rows["type"].isin(resource("measures/basin")["formations"]["comptent"])].reset_index(drop=True)


def _nearest(where: Where, shapes: np.ndarray, rows: gpd.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    found = nearest_objects(shapes, rows.geometry.to_numpy(), where.report)
    unnamed = resource("measures/basin")["formations"]["sans_nom"]
    names = rows["nom"].where(rows["nom"].notna(), unnamed).to_numpy(dtype=object)
    return found.kilometres, np.where(pd.isna(found.kilometres), None, found.named(names))


def _nearer_than_unseen(where: Where, kilometres: np.ndarray) -> np.ndarray:
    """Tell of each site whether the layer was collected in the whole disc up to what was found nearest."""
    if where.territory.sources[ROLE].covers is None:
        return np.ones(len(kilometres), dtype=bool)
    known = np.isfinite(kilometres)
    discs = np.full(len(kilometres), None, dtype=object)
    discs[known] = shapely.buffer(where.shapes[known], 1_000.0 * np.maximum(kilometres[known], 1e-3))
    least = resource("measures/basin")["couverture"]["part_min"]["value"]
    return known & (where.territory.searched(ROLE, discs) >= least)
