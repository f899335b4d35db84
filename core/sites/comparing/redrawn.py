"""Which sites have another shape than before, and by how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource

if TYPE_CHECKING:
    import geopandas as gpd


def redrawn(pairs: pd.DataFrame, before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> pd.DataFrame:
    """Give the pairs whose shape changed: areas, area gained and lost in m², and for points how far they moved in m.

    A surface that there was not is gained whole, and one that there is no more is lost whole.

    :param pairs: columns ``site_id_avant``, ``site_id``.
    """
    limits = resource("merging/comparaison")["redessin"]
    was = before.geometry.loc[pairs["site_id_avant"]].to_numpy()
    is_ = after.geometry.loc[pairs["site_id"]].to_numpy()
    areas = [np.where(shapely.get_dimensions(shapes) == 2, shapely.area(shapes), np.nan) for shapes in (was, is_)]
    both = np.isfinite(areas[0]) & np.isfinite(areas[1])
    gained, lost = areas[1].copy(), areas[0].copy()
    gained[both] = shapely.area(shapely.difference(is_[both], was[both]))
    lost[both] = shapely.area(shapely.difference(was[both], is_[both]))
    moved = np.where(both, np.nan, shapely.distance(shapely.centroid(was), shapely.centroid(is_)))
    change = np.nan_to_num(gained) + np.nan_to_num(lost)
    size = np.fmax(areas[0], areas[1])
    there = [~(shapely.is_missing(shapes) | shapely.is_empty(shapes)) for shapes in (was, is_)]
    least = np.minimum(limits["part"] * np.nan_to_num(size), limits["m2_toujours"])
    changed = (change > limits["m2"]) & (change > least)
    changed |= (moved > limits["deplacement_m"]) | (there[0] != there[1])
    return pd.DataFrame(
        {
            "site_id": pairs["site_id"].to_numpy(),
            "site_id_avant": pairs["site_id_avant"].to_numpy(),
            "surface_avant_m2": areas[0],
            "surface_apres_m2": areas[1],
            "gagne_m2": gained,
            "perdu_m2": lost,
            "distance_m": moved,
            "geometry": np.where(there[1], is_, was),
        }
    )[changed]
