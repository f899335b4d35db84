"""Where polygons touch one another along a border, and how long it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...stopping import stoppable

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report

#: pairs of polygons compared between two questions whether to stop
AT_ONCE = 20_000


@dataclass(frozen=True)
class Borders:
    """Pairs of neighbours: the border of `one` that `other` shares or covers.

    :param one: (p,) rows.
    :param other: (p,) rows.
    :param metres: (p,) length, greater than the tolerance.
    """

    one: npt.NDArray[np.int64]
    other: npt.NDArray[np.int64]
    metres: npt.NDArray[np.float64]

    @staticmethod
    def joined(parts: list[Borders]) -> Borders:
        """Put pairs together."""
        return Borders(*(np.concatenate([getattr(part, name) for part in parts]) for name in vars(parts[0])))


class Neighbours:
    """Finds the neighbours of polygons.

    :param shapes: (m,) polygons.
    :param near: metres; borders that are no farther from each other are one, a contact no longer than this is none.
    """

    def __init__(self, shapes: npt.NDArray[np.object_], near: float, report: Report) -> None:
        self.shapes, self.near, self.report = shapes, near, report

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)

    def of(self, rows: npt.NDArray[np.int64]) -> Borders:
        """Give the borders of some polygons with all others."""
        place, other = self._tree.query(self.shapes[rows], predicate="dwithin", distance=self.near)
        kept = rows[place] != other
        place, other = place[kept], other[kept]
        lines = shapely.boundary(self.shapes[rows])
        metres = self._shared(lines, place, other, np.arange(len(place)))
        bare = shapely.length(lines) - np.bincount(place, weights=metres, minlength=len(rows))
        unsure = np.flatnonzero((bare > self.near)[place])
        metres[unsure] = self._shared(lines, place, other, unsure, grid_size=self.near)
        touching = metres > self.near
        return Borders(rows[place[touching]], other[touching], metres[touching])

    def _shared(
        self,
        lines: npt.NDArray[np.object_],
        place: npt.NDArray[np.int64],
        other: npt.NDArray[np.int64],
        pairs: npt.NDArray[np.int64],
        **options: float,
    ) -> npt.NDArray[np.float64]:
        """Measure what of the line of the one lies on the other, or inside.

        Lines that run along one another but for a corner on a side, or a gap of millimetres, share nothing to the last
        digit. Where a border is left bare, a second look (`grid_size`) brings both to a grid first, for the comparison
        alone; it takes several times as long.
        """
        metres = np.zeros(len(pairs))
        for first in range(0, len(pairs), AT_ONCE):
            some = pairs[first : first + AT_ONCE]
            work = partial(shapely.intersection, lines[place[some]], self.shapes[other[some]], **options)
            metres[first : first + AT_ONCE] = shapely.length(stoppable(work, self.report))
        return metres
