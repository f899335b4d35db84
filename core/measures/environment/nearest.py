"""Points around the sites: the nearest of them, and how many lie near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...nearest import nearest_objects

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import numpy.typing as npt
    import pandas as pd

    from ...nearest import NearestObjects
    from .reading import Ground


def around(
    ground: Ground, role: str, fields: tuple[str, ...], reach: float, meant: Callable[[gpd.GeoDataFrame], pd.Series]
) -> tuple[gpd.GeoDataFrame, NearestObjects] | None:
    """Give the objects meant of a layer, and the nearest of them for each site; None where the role is absent.

    They are read within the reach of the sites, and all of them only where a site finds none as near.

    :param reach: metres.
    """
    if role not in ground.territory.sources:
        return None
    west, south, east, north = shapely.total_bounds(ground.places)
    near = (west - reach, south - reach, east + reach, north + reach)
    for extent in (near, None) if np.isfinite(near).all() else (None,):
        rows = ground.territory.read(role, extent, fields)
        if rows is None:
            return None
        rows = rows[meant(rows).to_numpy(dtype=bool)].reset_index(drop=True)
        found = nearest_objects(ground.places, rows.geometry.to_numpy(), ground.report)
        if extent is None or not (found.metres > reach).any():
            return rows, found
    return None


def metres_told(ground: Ground, role: str, found: NearestObjects) -> npt.NDArray[np.float64]:
    """Give the metres to the nearest object where the layer was collected all the way to it; NaN where it was not."""
    reach = np.where(np.isfinite(found.metres), found.metres, 0.0)
    discs = shapely.buffer(ground.places, reach) if ground.partly_collected(role) else ground.places
    beyond = ground.unsearched(role, discs) > 0
    endless = np.isinf(found.metres) & ground.partly_collected(role)
    return np.where((beyond & (found.metres > 0)) | endless, np.nan, found.metres)


def count_within(
    places: npt.NDArray[np.object_], objects: npt.NDArray[np.object_], metres: float
) -> npt.NDArray[np.float64]:
    """Count the objects within some metres of each place; NaN where a place is missing."""
    there = ~(shapely.is_missing(places) | shapely.is_empty(places))
    counts = np.where(there, 0.0, np.nan)
    if len(objects):
        near = shapely.STRtree(objects).query(places, predicate="dwithin", distance=metres)[0]
        counts[there] = np.bincount(near, minlength=len(places))[there]
    return counts
