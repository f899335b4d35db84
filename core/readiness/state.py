"""What is left to do on each site: which steps are needed, in which way, for how long, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..conditions import judge
from ..measures.energy.power import level_of
from ..resources import resource
from .calendar import months_between
from .statuses import DONE, NAMED, NOT_NEEDED, RUNNING, TO_DO, UNKNOWN
from .steps import LEAST, LIKELY, MOST, OF_NEED

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from ..report import Report
    from .steps import Procedures, Step


@dataclass
class State:
    """For n sites and the k steps of the procedures, in their order; all arrays are (n, k).

    :param status: word of the user, else what the measures trigger.
    :param chance_low: the probability that the step is still needed if what is unknown is not; `chance_high`: if it is.
    :param variant: place of the way in which it is carried out, as far as is known; of the usual one where not.
    :param months: (3, n, k) least, likely and most months it still takes, whether needed or not.
    :param fixed: months that the user says are left; NaN where nobody says.
    :param elapsed: months since it began; 0 where it has not, or nobody says when.
    :param earliest: months from the reference date before which it does not begin.
    """

    status: npt.NDArray[np.object_]
    chance_low: npt.NDArray[np.float64]
    chance_high: npt.NDArray[np.float64]
    variant: npt.NDArray[np.int64]
    months: npt.NDArray[np.float64]
    fixed: npt.NDArray[np.float64]
    elapsed: npt.NDArray[np.float64]
    earliest: npt.NDArray[np.float64]

    def left(self, case: int) -> npt.NDArray[np.float64]:
        """Give the months (n, k) that each step still takes in a case; NaN where it takes none.

        The least count what is needed for sure, the likely what is more likely needed than not if all that is unknown
        is needed, the most whatever may be needed.
        """
        counted = {LEAST: self.chance_low >= 1.0, LIKELY: self.chance_high >= 0.5, MOST: self.chance_high > 0.0}[case]
        return np.where(counted, self.months[case], np.nan)

    @property
    def open(self) -> npt.NDArray[np.bool_]:
        """Which steps are to be reckoned with: needed, or nobody knows."""
        return self.chance_high >= 0.5


def facts_of(sites: pd.DataFrame, need: dict[str, Any]) -> pd.DataFrame:
    """Give the facts that conditions read: the columns of the sites, and the need as ``besoin.<key>``.

    ``besoin.niveau`` is the level of connection that the megawatts need.
    """
    facts: dict[str, Any] = {f"{OF_NEED}{key}": value for key, value in need.items() if not isinstance(value, dict)}
    megawatts = need.get("puissance_mw")
    facts[f"{OF_NEED}niveau"] = None if megawatts is None else level_of(float(megawatts))["niveau"]
    extra = {key: pd.Series([value] * len(sites), index=sites.index, dtype=object) for key, value in facts.items()}
    return sites.assign(**extra)


def state_of(
    facts: pd.DataFrame, procedures: Procedures, statuses: pd.DataFrame | None, on: date, report: Report
) -> State:
    """Judge all steps for all sites.

    :param facts: see :func:`facts_of`.
    :param statuses: see :func:`.statuses.read_statuses`; what the user says wins over what the measures trigger.
    """
    steps = procedures.steps
    held = np.column_stack([_held(step.when, facts) for step in steps])
    status = np.select([np.isnan(held), held > 0], [UNKNOWN, TO_DO], NOT_NEEDED).astype(object)
    chance = np.array([step.probability for step in steps])
    low, high = np.where(np.isnan(held), 0.0, held) * chance, np.where(np.isnan(held), 1.0, held) * chance
    chosen = [_variants(step, facts) for step in steps]
    months = np.stack([np.column_stack([each[1][case] for each in chosen]) for case in (LEAST, LIKELY, MOST)])
    nothing = np.full(held.shape, np.nan)
    state = State(
        status=status,
        chance_low=low,
        chance_high=high,
        variant=np.column_stack([each[0] for each in chosen]),
        months=months,
        fixed=nothing,
        elapsed=np.zeros(held.shape),
        earliest=np.zeros(held.shape),
    )
    # What may turn out not to be needed is not yet to be done: nobody knows.
    state.status[(state.status == TO_DO) & (high < 1.0)] = UNKNOWN
    if statuses is not None and len(statuses):
        _say(state, statuses, procedures, facts.index, on, report)
    return state


def _held(when: dict[str, Any], facts: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Tell whether a condition holds: 1, 0, NaN where unknown."""
    return judge(when, facts).astype("Float64").to_numpy(dtype=float, na_value=np.nan)


def _variants(step: Step, facts: pd.DataFrame) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Give the place of the way each site takes, and its months (3, n): those of all the ways that it may take."""
    count, last = len(facts), len(step.variants) - 1
    taken = np.full(count, last)
    may = np.zeros((len(step.variants), count), dtype=bool)
    open_ = np.ones(count, dtype=bool)  # none before it is taken for sure
    for place, variant in enumerate(step.variants):
        held = np.ones(count) if variant.when is None else _held(variant.when, facts)
        may[place] = open_ & ~(held == 0)
        taken = np.where(open_ & (held == 1), place, taken)
        open_ &= ~(held == 1)
    months = np.array([variant.months for variant in step.variants])
    least = np.where(may, months[:, LEAST, None], np.inf).min(axis=0)
    most = np.where(may, months[:, MOST, None], -np.inf).max(axis=0)
    return taken, np.stack([least, months[taken, LIKELY], most])


def _say(
    state: State,
    statuses: pd.DataFrame,
    procedures: Procedures,
    sites: pd.Index,
    on: date,
    report: Report,
) -> None:
    """Let what the user says win; what the user says is needed is surely so."""
    row = sites.get_indexer(statuses["site_id"])
    column = pd.Index([step.id for step in procedures.steps]).get_indexer(statuses["etape"])
    there = (row >= 0) & (column >= 0)
    said, at = statuses[there].reset_index(drop=True), (row[there], column[there])
    word = said["statut"].to_numpy(dtype=object)
    state.status[at] = word
    chance = np.array([step.probability for step in procedures.steps])[at[1]]
    needed, gone = np.isin(word, [TO_DO, RUNNING]), np.isin(word, [DONE, NOT_NEEDED])
    state.chance_low[at] = np.where(needed, 1.0, 0.0)
    state.chance_high[at] = np.where(needed, 1.0, np.where(gone, 0.0, chance))
    start, end = (months_between(on, said[name]) for name in ("debut", "fin_prevue"))
    running, least = word == RUNNING, float(resource("readiness/reglages")["reste_min_mois"]["value"])
    late = running & (end <= 0)
    if late.any():
        report.warn("statuses_overdue", count=int(late.sum()), sites=list(dict.fromkeys(said["site_id"][late]))[:NAMED])
    planned = np.where(running, np.maximum(end, least), np.where(end > start, end - np.maximum(start, 0.0), np.nan))
    left = said["reste_mois"].to_numpy(dtype=float)
    state.fixed[at] = np.where(needed, np.where(np.isnan(left), planned, left), np.nan)
    begun = np.nan_to_num(np.maximum(-start, 0.0))
    state.elapsed[at] = np.where(running & np.isnan(state.fixed[at]), begun, 0.0)
    state.earliest[at] = np.where(word == TO_DO, np.nan_to_num(np.maximum(start, 0.0)), 0.0)
    for case in (LEAST, LIKELY, MOST):
        usual = state.months[case][at]
        remaining = np.where(state.elapsed[at] > 0, np.maximum(usual - state.elapsed[at], least), usual)
        state.months[case][at] = np.where(np.isnan(state.fixed[at]), remaining, state.fixed[at])
