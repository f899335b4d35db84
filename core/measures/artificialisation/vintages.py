"""Tells the cover of today from the one before, also where one layer holds both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt

    from .cover import Cover


def newer_above(cover: Cover) -> npt.NDArray[np.int64]:
    """Count, for each polygon (m,), the later vintages of the layer that cover the place where it is.

    0 is the cover of today, 1 the one before. Places count, not the whole layer: of two départements, each has its own
    years. A polygon is where a point inside it is; one without a vintage is of today.
    """
    count = np.zeros(len(cover), dtype=np.int64)
    years = np.unique(cover.year[~np.isnan(cover.year)])
    if len(years) < 2:
        return count
    inside = shapely.point_on_surface(cover.shape)
    for year in years[1:]:
        older = np.flatnonzero(cover.year < year)
        tree = shapely.STRtree(cover.shape[cover.year == year])
        count[older[np.unique(tree.query(inside[older], predicate="intersects")[0])]] += 1
    return count


def older_than(before: Cover, today: Cover) -> npt.NDArray[np.bool_]:
    """Tell of each polygon (m,) of the layer of before whether it is older than what is there today, and the latest.

    One whose vintage, or that of today's cover, is not known counts as what its layer was given for.
    """
    older = np.ones(len(before), dtype=bool)
    years = np.unique(before.year[~np.isnan(before.year)])
    if len(years) < 2 and not (today.year <= years.max(initial=-np.inf)).any():
        return older
    inside = shapely.point_on_surface(before.shape)
    for year in years:
        rows = np.flatnonzero(before.year == year)
        not_later = shapely.STRtree(today.shape[today.year <= year])
        older[rows[np.unique(not_later.query(inside[rows], predicate="intersects")[0])]] = False
    left = np.flatnonzero(older)
    older[left[newer_above(before.take(left)) > 0]] = False
    return older
