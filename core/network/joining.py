"""Joins places to the road: at every road that runs along them, else at the nearest one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from ..report import Report
    from .graph import Floats, Integers, Mask, RoadGraph, Shapes

#: places joined between two questions whether to stop
AT_ONCE = 2_000


@dataclass(frozen=True)
class Joined:
    """Where places meet the road: one entry for each point at which a place may be left or reached.

    :param place: the number of the place (a place joined nowhere has no entry).
    :param edge: the edge of the graph.
    :param offset: metres along it.
    :param gap: metres between the place and that edge.
    :param count: how many places there are.
    """

    place: Integers
    edge: Integers
    offset: Floats
    gap: Floats
    count: int

    @classmethod
    def one_each(cls, edge: npt.ArrayLike, offset: npt.ArrayLike) -> Joined:
        """Give places that each stand on one edge, so many metres along it."""
        on, along = np.asarray(edge, dtype=np.int64), np.asarray(offset, dtype=float)
        return cls(np.arange(len(on)), on, along, np.zeros(len(on)), len(on))

    def kept(self, entries: Mask) -> Joined:
        """Give the same places with some of their entries alone."""
        return Joined(self.place[entries], self.edge[entries], self.offset[entries], self.gap[entries], self.count)

    def gaps(self) -> Floats:
        """Give for each place the metres to its nearest entry; NaN where it has none."""
        nearest = np.full(self.count, np.inf)
        np.minimum.at(nearest, self.place, self.gap)
        return np.where(np.isfinite(nearest), nearest, np.nan)


def join(places: npt.ArrayLike, graph: RoadGraph, usable: Mask | None = None) -> Joined:
    """Join each place to the nearest point of the nearest usable edge.

    :param places: (k,) shapely geometries in the CRS of the graph; None and empty ones are joined nowhere. A polygon
        is joined where the road comes nearest to it.
    :param usable: (m,) edges that may be joined; None for all.
    """
    return join_fronts(places, graph, usable, front=0.0)


def join_fronts(
    places: npt.ArrayLike,
    graph: RoadGraph,
    usable: Mask | None = None,
    *,
    front: float,
    report: Report | None = None,
) -> Joined:
    """Join each place to every usable edge that fronts it, else to the nearest one.

    An edge fronts a place where it comes as near as `front`; it is entered at either end of the stretch that does, so
    that a site is left by the end of its frontage that suits the journey.

    :param front: metres from a place within which a road runs along it.
    """
    places = np.asarray(places, dtype=object)
    candidates = np.flatnonzero(usable) if usable is not None else np.arange(len(graph.shape))
    there = np.flatnonzero(~(shapely.is_missing(places) | shapely.is_empty(places)))
    found = [_Entries.none()]
    if len(candidates):
        tree = shapely.STRtree(graph.shape[candidates])
        for first in range(0, len(there), AT_ONCE):
            if report is not None:
                report.check()
            found += _joined(places, there[first : first + AT_ONCE], tree, candidates, graph, front)
    place, edge, offset, gap = (np.concatenate(part) for part in zip(*found))
    order = np.lexsort((offset, edge, place))
    return Joined(place[order], edge[order], offset[order], gap[order], len(places))


class _Entries(tuple):
    """Place, edge, offset and gap of some entries."""

    @classmethod
    def none(cls) -> _Entries:
        return cls((np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0)))


def _joined(
    places: Shapes,
    some: Integers,
    tree: shapely.STRtree,
    candidates: Integers,
    graph: RoadGraph,
    front: float,
) -> list[_Entries]:
    entries = []
    alone = np.ones(len(some), dtype=bool)
    if front > 0:
        which, found = tree.query(places[some], predicate="dwithin", distance=front)
        alone[which] = False
        entries.append(_fronted(places, some[which], candidates[found], graph, front))
    rest = some[alone]
    if len(rest):
        which, found = tree.query_nearest(places[rest], all_matches=False)
        place, edge = rest[which], candidates[found]
        bridge = shapely.shortest_line(graph.shape[edge], places[place])
        offset = shapely.line_locate_point(graph.shape[edge], shapely.get_point(bridge, 0))
        entries.append(_Entries((place, edge, offset, shapely.length(bridge))))
    return entries


def _fronted(places: Shapes, place: Integers, edge: Integers, graph: RoadGraph, front: float) -> _Entries:
    """Give both ends of the stretch of each edge that runs along its place."""
    if not len(place):
        return _Entries.none()
    owner, number = np.unique(place, return_inverse=True)
    around = shapely.buffer(places[owner], front)
    shapely.prepare(around)
    lines, gap = graph.shape[edge], shapely.distance(graph.shape[edge], places[place])
    xy, row = shapely.get_coordinates(shapely.intersection(lines, around[number]), return_index=True)
    along = shapely.line_locate_point(lines[row], shapely.points(xy))
    low, high = np.full(len(place), np.inf), np.full(len(place), -np.inf)
    np.minimum.at(low, row, along)
    np.maximum.at(high, row, along)
    # The buffer is a polygon, a little inside the true circle: what only just comes as near has its nearest point.
    lost = ~np.isfinite(low)
    if lost.any():
        bridge = shapely.shortest_line(lines[lost], places[place[lost]])
        low[lost] = high[lost] = shapely.line_locate_point(lines[lost], shapely.get_point(bridge, 0))
    low, high = (_abreast(lines, places[place], along) for along in (low, high))
    low, high = np.minimum(low, high), np.maximum(low, high)
    two = high > low
    return _Entries(
        (
            np.concatenate([place, place[two]]),
            np.concatenate([edge, edge[two]]),
            np.concatenate([low, high[two]]),
            np.concatenate([gap, gap[two]]),
        )
    )


def _abreast(lines: Shapes, places: Shapes, along: Floats) -> Floats:
    """Draw the end of a stretch back to where it is abreast of the place: the foot of the nearest corner."""
    corner = shapely.get_point(shapely.shortest_line(places, shapely.line_interpolate_point(lines, along)), 0)
    return shapely.line_locate_point(lines, corner)
