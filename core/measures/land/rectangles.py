"""The largest rectangle inside a site, in any direction, and the largest hall of given proportions that it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...report import Report
from .rectangle_pieces import Pieces, Shapes, pieces_of
from .rectangle_placements import Floats, Integers, LargestArea, LargestHall, Objective
from .rectangle_search import search

if TYPE_CHECKING:
    from collections.abc import Sequence

#: shapes that are taken apart at once, and pieces and edges in one batch of the search: enough to share the cost of a
#: call, few enough to stay in the processor's cache and to stop soon when asked
SHAPES_AT_ONCE, PIECES_AT_ONCE, EDGES_AT_ONCE = 256, 32, 1200


@dataclass(frozen=True)
class Rectangles:
    """For n shapes: the largest rectangle inside each (None where there is none), its sides and direction."""

    shape: Shapes  # (n,) polygons of 4 corners, or None
    length: Floats  # (n,) long side in metres, NaN where none
    width: Floats  # (n,) short side in metres, NaN where none
    azimuth: Floats  # (n,) direction of the long side, degrees clockwise from grid north, in [0, 180), NaN where none


def largest_rectangles(shapes: Shapes, report: Report | None = None) -> Rectangles:
    """Find the rectangle of the largest area inside each shape, whatever its direction.

    :param shapes: (n,) polygons in a projected CRS in metres, or None; a rectangle lies within one part, off its holes.
    :raises Cancelled: when the user asked to stop.
    """
    shapes = np.asarray(shapes, dtype=object)
    return _Best(shapes, [LargestArea()], report or Report()).rectangles(0)


def hall_factors(shapes: Shapes, length: float, width: float, report: Report | None = None) -> Floats:
    """Give the largest factor by which a hall may be scaled to stand inside each shape, whatever its direction.

    :param shapes: (n,) as for :func:`largest_rectangles`
    :param length: metres
    :param width: metres
    :returns: (n,) 1 or more where the hall fits; NaN for None, 0 where there is nothing to stand in.
    :raises Cancelled: when the user asked to stop.
    """
    shapes = np.asarray(shapes, dtype=object)
    wanted = LargestHall(length, width)
    return _Best(shapes, [wanted], report or Report()).factors(0, wanted)


def rectangles_and_factors(
    shapes: Shapes, length: float, width: float, report: Report | None = None
) -> tuple[Rectangles, Floats]:
    """Give what the two others give, in less time: what comes first in the search is the same for both."""
    shapes = np.asarray(shapes, dtype=object)
    wanted = LargestHall(length, width)
    best = _Best(shapes, [LargestArea(), wanted], report or Report())
    return best.rectangles(0), best.factors(1, wanted)


class _Best:
    """The best rectangle of n shapes for each of o objectives."""

    def __init__(self, shapes: Shapes, objectives: Sequence[Objective], report: Report) -> None:
        self.shapes, self.objectives, self.report = shapes, objectives, report
        self.score = np.zeros((len(objectives), len(shapes)))
        #: x, y of the centre in the CRS, angle in radians, the side along it and the side across
        self.found = np.full((len(objectives), len(shapes), 5), np.nan)
        for begin in range(0, len(shapes), SHAPES_AT_ONCE):
            report.check()
            pieces = pieces_of(shapes, np.arange(begin, min(begin + SHAPES_AT_ONCE, len(shapes))))
            self._search(pieces, np.flatnonzero(pieces.rank == 0))
            # Smaller parts are searched only where they could hold something better than the largest.
            bound = np.stack([objective.bound(pieces.area) for objective in objectives])
            hopeful = (bound > self.score[:, pieces.shape]).any(axis=0)
            self._search(pieces, np.flatnonzero(hopeful & (pieces.rank > 0)))

    def _search(self, pieces: Pieces, which: Integers) -> None:
        """Search some of the pieces, and keep what is better than what their shape has."""
        which = which[np.argsort(pieces.edge_count[which], kind="stable")]
        while len(which):
            # Sorted by their number of edges, so that those of a batch have about as many as its first.
            count = min(max(1, EDGES_AT_ONCE // int(pieces.edge_count[which[0]])), PIECES_AT_ONCE)
            batch, which = which[:count], which[count:]
            found = search(pieces.padded(batch), pieces.inner[batch], self.objectives, self.report.check)
            for score, kept, best in zip(self.score, self.found, found):
                value = best.score[:, 0]
                placed = np.stack([best.x, best.y, best.angle, best.wide, best.high], axis=2)[:, 0]
                placed[:, :2] += pieces.origin[batch]
                # The best last, for that is the one that stays where a shape has several parts in the batch.
                order = np.argsort(value, kind="stable")
                order = order[value[order] > score[pieces.shape[batch[order]]]]
                shape = pieces.shape[batch[order]]
                score[shape], kept[shape] = value[order], placed[order]

    def factors(self, objective: int, hall: LargestHall) -> Floats:
        """Give the factors of the hall that was looked for; NaN without a shape."""
        factor = np.where(self.score[objective] > 0.0, hall.factor(*self.found[objective, :, 3:].T), 0.0)
        return np.where(shapely.is_missing(self.shapes), np.nan, factor)

    def rectangles(self, objective: int) -> Rectangles:
        """Draw what was found."""
        x, y, angle, wide, high = self.found[objective].T
        corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2.0
        along, across = corners[:, 0] * wide[:, None], corners[:, 1] * high[:, None]
        cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
        ring = np.stack([x[:, None] + cos * along - sin * across, y[:, None] + sin * along + cos * across], axis=2)
        there = self.score[objective] > 0.0
        shape = np.full(len(there), None, dtype=object)
        shape[there] = shapely.polygons(ring[there])
        azimuth = np.degrees(np.pi / 2.0 - np.where(wide >= high, angle, angle + np.pi / 2.0)) % 180.0
        # The remainder of what is barely below 0 rounds to 180 itself.
        azimuth = np.where(azimuth >= 180.0, 0.0, azimuth)
        return Rectangles(shape, np.maximum(wide, high), np.minimum(wide, high), azimuth)
