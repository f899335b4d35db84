"""How long it may take: the longest path under durations drawn at random, for all sites at once.

Sites in the same state get the same months, so each state is drawn once. States are taken a few at a time, which keeps
what is drawn of them in the processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from ..report import Report
    from .draws import Durations
    from .state import State
    from .steps import Procedures

if TYPE_CHECKING:
    #: when each step ends in each draw; None where no state needs it
    Ends = list[npt.NDArray[np.float32] | None]

#: states laid out at once
AT_ONCE = 32
MONTH = np.float32(1.0)


@dataclass(frozen=True)
class Simulation:
    """What the draws say of n sites and k steps.

    :param quantiles: name → (n,) months within which that share of the draws is ready.
    :param in_time: (n,) share of the draws that are ready in the months asked for.
    :param criticality: (n, k) share of the draws in which the step is on the path that decides.
    :param gain: (n, k) months by which the mean falls when the step takes one month less.
    """

    quantiles: dict[str, npt.NDArray[np.float64]]
    in_time: npt.NDArray[np.float64]
    criticality: npt.NDArray[np.float64]
    gain: npt.NDArray[np.float64]


def simulate(
    procedures: Procedures,
    state: State,
    chance: npt.NDArray[np.float64],
    drawn: Durations,
    months: float,
    report: Report,
    *,
    steps: bool = True,
) -> Simulation:
    """Lay the steps end to end in each draw.

    :param chance: (n, k) how likely each step is needed, see :class:`.state.State`.
    :param months: by when a site should be ready.
    :param steps: whether to tell how much each step decides; else criticality and gain are empty.
    """
    key = np.column_stack([state.variant, chance, np.nan_to_num(state.fixed, nan=-1.0), state.elapsed, state.earliest])
    _, first, same = np.unique(key, axis=0, return_index=True, return_inverse=True)
    count, shares = len(first), resource("readiness/reglages")["quantiles"]
    quantiles = {name: np.zeros(count) for name in shares}
    in_time = np.zeros(count)
    criticality, gain = (np.zeros((count, len(procedures.steps))) for _ in range(2))
    for some in _parts(count, report):
        paths = _Paths(procedures, state, chance, drawn, first[some])
        total = paths.total()
        for name, share in shares.items():
            quantiles[name][some] = np.quantile(total, share, axis=1)
        in_time[some] = (total <= months + 1e-4).mean(axis=1)
        if steps:
            criticality[some] = paths.criticality(total)
            gain[some] = paths.gain(total, criticality[some])
    same = same.reshape(-1)
    return Simulation(
        {name: each[same] for name, each in quantiles.items()}, in_time[same], criticality[same], gain[same]
    )


def _parts(count: int, report: Report) -> Iterator[slice]:
    for begin in range(0, count, AT_ONCE):
        report.progress(begin / count)
        yield slice(begin, begin + AT_ONCE)


class _Paths:
    """The steps of some states in all draws: arrays are (states, draws)."""

    def __init__(
        self,
        procedures: Procedures,
        state: State,
        chance: npt.NDArray[np.float64],
        drawn: Durations,
        rows: npt.NDArray[np.int64],
    ) -> None:
        self.steps = procedures.steps
        place = {step.id: column for column, step in enumerate(self.steps)}
        self.before = [[place[name] for name in step.after] for step in self.steps]
        least = np.float32(resource("readiness/reglages")["reste_min_mois"]["value"])
        self.needed: list[npt.NDArray[np.bool_] | None] = []
        self.months: list[npt.NDArray[np.float32]] = []
        self.earliest = state.earliest[rows].astype(np.float32)
        for column in range(len(self.steps)):
            likely = chance[rows, column]
            if not likely.any():
                self.needed.append(None)
                self.months.append(np.zeros((1, 1), dtype=np.float32))
                continue
            taken = drawn.months[drawn.first[column] + state.variant[rows, column]]
            begun = state.elapsed[rows, column].astype(np.float32)[:, None]
            taken = np.where(begun > 0, np.maximum(taken - begun, least), taken)
            fixed = state.fixed[rows, column].astype(np.float32)[:, None]
            taken = np.where(np.isnan(fixed), taken, fixed)
            needed = (drawn.chances[column] < likely.astype(np.float32)[:, None]) | (likely >= 1.0)[:, None]
            self.needed.append(needed)
            self.months.append(np.where(needed, taken, np.float32(0.0)))
        self.shape = (len(rows), drawn.chances.shape[1])
        self.ends = self._ends([None] * len(self.steps), list(range(len(self.steps))), self.months)

    def _ends(self, ends: Ends, columns: list[int], months: list[npt.NDArray[np.float32]]) -> Ends:
        """Give when each step ends, None where it is needed nowhere; those of some columns anew."""
        ends = list(ends)
        for column in columns:
            needed = self.needed[column]
            if needed is not None:
                ends[column] = np.where(needed, self._start(column, ends) + months[column], np.float32(0.0))
        return ends

    def _start(self, column: int, ends: Ends) -> npt.NDArray[np.float32]:
        start: npt.NDArray[np.float32] = np.broadcast_to(self.earliest[:, column, None], self.shape)
        for before in self.before[column]:
            end = ends[before]
            if end is not None:
                start = np.maximum(start, end)
        return start

    def total(self) -> npt.NDArray[np.float32]:
        """Give the end of the last step of each state in each draw."""
        return self._last(self.ends)

    def _last(self, ends: Ends) -> npt.NDArray[np.float32]:
        total = np.zeros(self.shape, dtype=np.float32)
        for end in ends:
            if end is not None:
                np.maximum(total, end, out=total)
        return total

    def criticality(self, total: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Give the share of draws (states, k) in which each step decides: the last one, and what it waited for.

        Where two end at the same moment the one that stands first in the procedures is taken to decide.
        """
        share = np.zeros((self.shape[0], len(self.steps)))
        # what each step must have ended at to decide: the end of all, or the start of a step that does
        taken = np.zeros(self.shape, dtype=bool)
        deciding: list[npt.NDArray[np.bool_]] = []
        for end in self.ends:
            mark = np.zeros(self.shape, dtype=bool) if end is None else (end == total) & (end > 0) & ~taken
            taken |= mark
            deciding.append(mark)
        for column in reversed(range(len(self.steps))):
            mark = deciding[column]
            share[:, column] = mark.mean(axis=1)
            if not mark.any():
                continue
            start = self._start(column, self.ends)
            free = mark & (start > 0)
            for before in self.before[column]:
                end = self.ends[before]
                if end is not None:
                    decides = free & (end == start)
                    deciding[before] |= decides
                    free &= ~decides
        return share

    def gain(self, total: npt.NDArray[np.float32], criticality: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Give by how many months (states, k) the mean falls when a step takes one month less."""
        gained = np.zeros(criticality.shape)
        for column in range(len(self.steps)):
            if not criticality[:, column].any():
                continue
            months = list(self.months)
            months[column] = np.maximum(months[column] - MONTH, np.float32(0.0))
            ends = self._ends(self.ends, self._from(column), months)
            gained[:, column] = (total - self._last(ends)).mean(axis=1, dtype=np.float64)
        return gained

    def _from(self, column: int) -> list[int]:
        """Name a step and those that wait for it, at once or in the end."""
        reached = {column}
        for later in range(column + 1, len(self.steps)):
            if reached & set(self.before[later]):
                reached.add(later)
        return sorted(reached)
