"""The nearest object of a layer, as the crow flies: from the edge of each site, all sites in one search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from ..report import Report

NONE = -1
#: sites searched between two questions whether to stop
AT_ONCE = 5_000


@dataclass(frozen=True)
class NearestObjects:
    """For n sites: the row of the nearest object (-1: none) and the metres to it.

    Metres are 0 where the object touches the site, infinite where the layer holds no object, NaN where the site has no
    place.
    """

    row: npt.NDArray[np.int64]
    metres: npt.NDArray[np.float64]

    @property
    def kilometres(self) -> npt.NDArray[np.float64]:
        """The same in kilometres."""
        return self.metres / 1_000.0

    def of(self, values: npt.ArrayLike) -> npt.NDArray[np.object_]:
        """Give for each site the value of its nearest object; None where there is none."""
        values = np.asarray(values, dtype=object)
        told = np.full(len(self.row), None, dtype=object)
        told[self.row >= 0] = values[self.row[self.row >= 0]]
        return told


def nearest_objects(shapes: npt.ArrayLike, objects: npt.ArrayLike, report: Report | None = None) -> NearestObjects:
    """Find the nearest object of each site, in a straight line between their edges; of equals, the first of the layer.

    :param shapes: (n,) geometries of the sites in a projected CRS in metres; None and empty ones have no place.
    :param objects: (m,) geometries of the layer in the same CRS.
    """
    shapes, objects = np.asarray(shapes, dtype=object), np.asarray(objects, dtype=object)
    row = np.full(len(shapes), NONE, dtype=np.int64)
    placed = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    metres = np.full(len(shapes), np.nan)
    metres[placed] = np.inf
    if not len(objects):
        return NearestObjects(row, metres)
    tree = shapely.STRtree(objects)
    for first in range(0, len(placed), AT_ONCE):
        if report is not None:
            report.check()
        some = placed[first : first + AT_ONCE]
        (which, found), away = tree.query_nearest(shapes[some], return_distance=True, all_matches=True)
        order = np.lexsort((found, which))
        which, found, away = which[order], found[order], away[order]
        once = np.diff(which, prepend=NONE) > 0
        row[some[which[once]]], metres[some[which[once]]] = found[once], away[once]
    return NearestObjects(row, metres)
