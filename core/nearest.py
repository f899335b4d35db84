"""The nearest object of a layer, as the crow flies: from the edge of each site, all sites in one search."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .report import Report

NONE = -1
#: stands for the name of what a layer holds none of
NONE_THERE = "aucun dans le territoire"
#: sites that a thread searches between two questions whether to stop
AT_ONCE = 1_000
#: threads at most; GEOS lets others run while it searches
THREADS = 4
#: lines that may lie around a site, at the mean density of their layer, for all of them to be measured
FEW = 50

Found = tuple["npt.NDArray[np.int64]", "npt.NDArray[np.int64]", "npt.NDArray[np.float64]"]


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

    def named(self, names: npt.ArrayLike) -> npt.NDArray[np.object_]:
        """Give for each site the name of its nearest object; :data:`NONE_THERE` where the layer holds none."""
        told = self.of(names)
        told[np.isinf(self.metres)] = NONE_THERE
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
    search, gathered = _Search(objects), [placed[at : at + AT_ONCE] for at in range(0, len(placed), AT_ONCE)]
    for some, (which, found, away) in zip(gathered, _searched(search, [shapes[some] for some in gathered], report)):
        order = np.lexsort((found, away, which))
        which, found, away = which[order], found[order], away[order]
        once = np.diff(which, prepend=NONE) > 0
        row[some[which[once]]], metres[some[which[once]]] = found[once], away[once]
    return NearestObjects(row, metres)


def _searched(search: _Search, gathered: list[npt.NDArray[np.object_]], report: Report | None) -> Iterator[Found]:
    """Search for some sites after the others, on several processors, in their order; stop when the user asks to."""

    def one(shapes: npt.NDArray[np.object_]) -> Found | None:
        return None if report is not None and report.cancelled() else search(shapes)

    with ThreadPoolExecutor(max_workers=min(THREADS, os.cpu_count() or 1)) as threads:
        for found in threads.map(one, gathered):
            if report is not None:
                report.check()
            if found is not None:
                yield found


class _Search:
    """Gives for each shape the objects among which its nearest are, with their distances.

    What touches a shape is found without measuring. For the others, the tree measures to the lines of many boxes before
    it is sure; but the line that begins nearest to a shape is near it, and only what lies as near has to be measured:
    twice as fast, unless that is a large part of the layer.
    """

    def __init__(self, objects: npt.NDArray[np.object_]) -> None:
        self.objects, self.tree = objects, shapely.STRtree(objects)
        self.starts = None
        if (shapely.get_dimensions(objects) == 1).all():
            xy, row = shapely.get_coordinates(objects, return_index=True)
            starts = xy[np.flatnonzero(np.diff(row, prepend=NONE))]
            self.starts = shapely.STRtree(shapely.points(starts)) if len(starts) == len(objects) else None
            self.a_square_metre = len(objects) / max(float(np.prod(np.ptp(xy, axis=0))), 1.0)

    def __call__(self, shapes: npt.NDArray[np.object_]) -> Found:
        which, found = self.tree.query(shapes, predicate="intersects")
        apart = np.setdiff1d(np.arange(len(shapes)), which)
        one, other, away = self._of_apart(shapes[apart])
        return (
            np.concatenate([which, apart[one]]),
            np.concatenate([found, other]),
            np.concatenate([np.zeros(len(which)), away]),
        )

    def _of_apart(self, shapes: npt.NDArray[np.object_]) -> Found:
        if self.starts is None or not len(shapes):
            return self._by_tree(shapes, np.arange(len(shapes)))
        near = self.starts.query_nearest(shapely.centroid(shapes), all_matches=False)[1]
        # A touch more, for a box drawn just so far may miss what it touches.
        most = shapely.distance(shapes, self.objects[near]) * (1 + 1e-9) + 1e-6
        west, south, east, north = shapely.bounds(shapes).T
        few = (east - west + 2 * most) * (north - south + 2 * most) * self.a_square_metre <= FEW
        boxes = shapely.box(west - most, south - most, east + most, north + most)
        which, found = self.tree.query(np.where(few, boxes, None))
        rest = self._by_tree(shapes, np.flatnonzero(~few))
        here = which, found, shapely.distance(shapes[which], self.objects[found])
        return tuple(np.concatenate(pair) for pair in zip(here, rest))

    def _by_tree(self, shapes: npt.NDArray[np.object_], some: npt.NDArray[np.int64]) -> Found:
        (which, found), away = self.tree.query_nearest(shapes[some], return_distance=True, all_matches=True)
        return some[which], found, away
