"""What could still be taken beside what is assigned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..report import Report
    from .model import Model

#: how far the solver's own tolerances may carry a sum of whole numbers
TOLERANCE = 1e-6


class Way(NamedTuple):
    """Variables that are taken, and variables that are left, so that a project has a site."""

    added: list[int]
    left: list[int]


class Room:
    """The rows of a model, and how far they are used."""

    def __init__(self, model: Model, chosen: np.ndarray) -> None:
        """Count what is chosen."""
        self.model, self.chosen = model, chosen.copy()
        self._columns = model.rows.tocsc()
        self._used = model.rows @ chosen.astype(float)
        self._part = {int(pair): len(model.pairs) + place for place, pair in enumerate(model.shared)}
        self._own = len(model.upper) - model.territories

    def way_in(self, pair: int, allowance: bool = True) -> Way | None:
        """Give a way by which a pair can be taken.

        :param allowance: whether the allowance counts.
        """
        last = len(self.model.upper) if allowance else self._own
        for way in self._ways(pair):
            rows, change = self._change(way)
            # Only the rows that change can be broken, and those that become less are not.
            if (
                (self._used[rows] + change <= self.model.upper[rows] + TOLERANCE) | (rows >= last) | (change <= 0)
            ).all():
                return way
        return None

    def take(self, way: Way) -> None:
        """Take variables, and leave others."""
        rows, change = self._change(way)
        self._used[rows] += change
        self.chosen[way.added], self.chosen[way.left] = True, False

    def _change(self, way: Way) -> tuple[np.ndarray, np.ndarray]:
        """Give the rows that a way changes, each once, and by how much."""
        sums: dict[int, float] = {}
        for sign, variables in ((1.0, way.added), (-1.0, way.left)):
            for variable in variables:
                inside = slice(self._columns.indptr[variable], self._columns.indptr[variable + 1])
                for row, value in zip(self._columns.indices[inside].tolist(), self._columns.data[inside].tolist()):
                    sums[row] = sums.get(row, 0.0) + sign * value
        return np.fromiter(sums, dtype=int, count=len(sums)), np.fromiter(sums.values(), dtype=float, count=len(sums))

    def _ways(self, pair: int) -> Iterator[Way]:
        """A site of its own; a part of a site that is divided; or one of a site that another has for itself so far."""
        yield Way([pair], [])
        part = self._part.get(pair)
        if part is None:
            return
        site = self.model.pairs.site[pair]
        division = len(self.chosen) - len(self.model.divided) + int(np.searchsorted(self.model.divided, site))
        if self.chosen[division]:
            yield Way([part], [])
            return
        alone = np.flatnonzero((self.model.pairs.site == site) & self.chosen[: len(self.model.pairs)])
        other = [int(one) for one in alone if int(one) in self._part]
        if len(other) == len(alone):
            yield Way([part, division, *(self._part[one] for one in other)], other)


def filled(model: Model, chosen: np.ndarray, report: Report) -> np.ndarray:
    """Give every project that is left a site that is free, if there is one: the fittest pair first."""
    room, pairs = Room(model, chosen), model.pairs
    fitness, months, land = (aim[: len(pairs)] for aim in model.aims)
    placed = set(pairs.project[model.taken(chosen)].tolist())
    for pair in np.lexsort((np.arange(len(pairs)), land, months, fitness)):
        project = int(pairs.project[pair])
        if project in placed:
            continue
        report.check()
        way = room.way_in(int(pair))
        if way is not None:
            room.take(way)
            placed.add(project)
    return room.chosen
