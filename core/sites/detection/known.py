"""Candidates that an inventory already holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..locating.origin import COMMUNE
from ..parcels import REFERENCES, exploded

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from .relations import Mask, Shapes


def is_known(shapes: Shapes, parcels: pd.Series, sites: gpd.GeoDataFrame, overlap: float) -> Mask:
    """Tell which candidates are a site of the inventory: they share area, a parcel, or hold the point of a site.

    :param shapes: (n,) polygons of the candidates.
    :param parcels: ``idu`` of their parcels; index: row of the candidate.
    :param sites: the inventory, in the same CRS.
    :param overlap: share of the smaller of both above which they are the same.
    """
    known = np.zeros(len(shapes), dtype=bool)
    if REFERENCES in sites:
        named = exploded(sites[REFERENCES], sites.get("comm_insee"))["idu"]
        known[parcels.index[parcels.isin(named)].to_numpy(dtype=np.int64)] = True
    placed = sites[sites.geometry.notna() & ~sites.geometry.is_empty]
    if "emprise_origine" in placed:
        placed = placed[placed["emprise_origine"] != COMMUNE]
    places = placed.geometry.to_numpy()
    places = np.where(shapely.is_valid(places), places, shapely.make_valid(places))
    site, candidate = shapely.STRtree(shapes).query(places, predicate="intersects")
    common = shapely.area(shapely.intersection(places[site], shapes[candidate]))
    smaller = np.minimum(shapely.area(places[site]), shapely.area(shapes[candidate]))
    same = (shapely.get_dimensions(places[site]) == 0) | (common > overlap * smaller)
    known[candidate[same]] = True
    return known
