"""The mixed-integer programme: which pairs are taken, by HiGHS (scipy), one aim after another.

Nothing of Gisement is read here but the programme, so that it also runs in a process that can be stopped
(:mod:`.beside`).

The aims are whole numbers to be made small, the first before the second, the second before the third.

* Successive solves, up to the optimum of each: every aim reached is held while the next is sought.
* By weights, where proving the optimum would take too long: the linear programme without whole numbers says the best
  that there can be of the first aim; with a part of the gap given up, how far the next aim can fall, and what a unit of
  it costs of the first (its dual price). One solve with these prices then weighs all aims, with the variables of each
  group that cost least in the linear programme (their reduced cost). What it gives up of the first aim is measured
  against what the linear programme says; where that is more than the gap, the first aim is solved alone.
"""

from __future__ import annotations

import time
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from .programme import Answer, Programme, answer_to_file, from_file

#: how far a whole number may be missed by the solver's own tolerances
HALF, NEARLY = 0.5, 1e-6
#: status of a solve that ended with what was asked of it
DONE = 0


def solve(programme: Programme) -> Answer:
    """Solve it; choosing nothing is always possible."""
    if not programme.aims.shape[1]:
        return Answer(np.zeros(0, dtype=bool), 0.0, len(programme.aims), ended=True)
    return _one_after_another(programme) if programme.exact else _by_weights(programme)


def _one_after_another(programme: Programme) -> Answer:
    ends = time.monotonic() + programme.seconds
    chosen, bound = np.zeros(programme.aims.shape[1], dtype=bool), float(np.minimum(programme.aims[0], 0).sum())
    held: list[tuple[np.ndarray, float]] = []
    for place, aim in enumerate(programme.aims):
        if not aim.any():
            continue
        kept = _worth_trying(programme, aim, held, float(aim[chosen].sum()), ends) if held else np.arange(len(aim))
        found, least, optimal = _some(programme, kept, aim, held, 0.0, ends)
        chosen = chosen if found is None else found
        if place == 0:
            bound = max(bound, least)
        if not optimal:
            return Answer(chosen, bound, place, ended=False)
        held.append((aim, float(np.round(aim[chosen].sum())) + HALF))
    return Answer(chosen, bound, len(programme.aims), ended=True)


def _worth_trying(
    programme: Programme, aim: np.ndarray, held: list[tuple[np.ndarray, float]], most: float, ends: float
) -> np.ndarray:
    """Leave out the variables with which an aim cannot be as small as it is already: their reduced cost says so."""
    relaxed = _relaxed(programme, aim, held, ends)
    if relaxed is None:
        return np.arange(len(aim))
    return np.flatnonzero(relaxed.costs <= most - relaxed.value + HALF)


def _by_weights(programme: Programme) -> Answer:
    ends = time.monotonic() + programme.seconds
    first = programme.aims[0]
    alone = _relaxed(programme, first, [], ends)
    if alone is None:
        return _one_after_another(programme)
    least, given = alone.value, programme.share * programme.gap
    weighed = first + _prices(programme, least, given, ends) @ programme.aims[1:]
    chosen, ended = _among_cheapest(programme, weighed, given, ends)
    if first[chosen].sum() > least * (1.0 - programme.gap):
        other, ended = _among_cheapest(programme, first, given, ends)
        chosen = other if first[other].sum() < first[chosen].sum() else chosen
    return Answer(chosen, least, 0, ended)


def _among_cheapest(programme: Programme, aim: np.ndarray, gap: float, ends: float) -> tuple[np.ndarray, bool]:
    """Make one aim small with the variables of each group whose reduced costs are the least.

    :returns: what is chosen, nothing where nothing was found; whether the solver ended by itself.
    """
    nothing = np.zeros(len(aim), dtype=bool)
    relaxed = _relaxed(programme, aim, [], ends)
    if relaxed is None:
        return nothing, False
    order = np.lexsort((np.arange(len(aim)), relaxed.costs, programme.groups))
    place = np.arange(len(aim)) - np.searchsorted(programme.groups[order], programme.groups[order])
    keep = (programme.groups < 0) | (relaxed.x > NEARLY)
    keep[order[place < programme.kept]] = True
    found, _, ended = _some(programme, np.flatnonzero(keep), aim, [], gap, ends)
    return (nothing if found is None else found), ended


def _prices(programme: Programme, least: float, given: float, ends: float) -> np.ndarray:
    """Give what a unit of each later aim is worth of the first."""
    held = [(programme.aims[0], least * (1.0 - given))]
    places: list[int] = []
    prices = np.zeros(len(programme.aims) - 1)
    for place, aim in enumerate(programme.aims[1:]):
        if not aim.any():
            continue
        found = _relaxed(programme, aim, held, ends)
        # At most so much that all there is of this aim costs no more of the first than may be given up.
        dear = given * -least / max(float(np.abs(aim).sum()), 1.0)
        if found is None or found.prices[0] < NEARLY:
            prices[place] = dear
            continue
        duals = found.prices
        # In units of the first aim: this one costs 1 / dual, and those before it what they are worth beside it.
        prices[places] = np.where(duals[1:] > 0, duals[1:] / duals[0], prices[places])
        prices[place] = 1.0 / duals[0]
        places.append(place)
        held.append((aim, found.value + given * abs(found.value) + NEARLY))
    return prices


def _some(
    programme: Programme,
    kept: np.ndarray,
    aim: np.ndarray,
    held: list[tuple[np.ndarray, float]],
    gap: float,
    ends: float,
) -> tuple[np.ndarray | None, float, bool]:
    """Make one aim small with some of the variables, the others being 0.

    :returns: what is chosen (None: nothing found), the least it can be, whether that was reached within the gap.
    """
    rows, upper = _with(programme, held)
    found = milp(
        aim[kept],
        constraints=LinearConstraint(rows[:, kept], -np.inf, upper),
        integrality=np.ones(len(kept)),
        bounds=Bounds(0, 1),
        options={"time_limit": max(ends - time.monotonic(), 0.0), "mip_rel_gap": gap},
    )
    bound = found.mip_dual_bound
    least = -np.inf if bound is None or not np.isfinite(bound) else float(np.ceil(bound - NEARLY))
    if found.x is None:
        return None, least, False
    chosen = np.zeros(len(aim), dtype=bool)
    chosen[kept[found.x > HALF]] = True
    return chosen, least, found.status == DONE


class _Relaxed(NamedTuple):
    """The least value, where it is reached, what each variable costs beyond it, what each aim that is held is worth."""

    value: float
    x: np.ndarray
    costs: np.ndarray
    prices: np.ndarray


def _relaxed(
    programme: Programme, aim: np.ndarray, held: list[tuple[np.ndarray, float]], ends: float
) -> _Relaxed | None:
    """Make one aim small without whole numbers; None where there was no time for it."""
    rows, upper = _with(programme, held)
    left = {"time_limit": max(ends - time.monotonic(), NEARLY)}
    found = linprog(aim, A_ub=rows, b_ub=upper, bounds=(0, 1), method="highs", options=left)
    if found.status != DONE:
        return None
    costs = found.lower.marginals + found.upper.marginals
    return _Relaxed(float(found.fun), found.x, costs, -found.ineqlin.marginals[len(programme.upper) :])


def _with(programme: Programme, held: list[tuple[np.ndarray, float]]) -> tuple[sparse.csr_matrix, np.ndarray]:
    if not held:
        return programme.rows, programme.upper
    more = sparse.csr_matrix(np.array([aim for aim, _ in held]))
    return sparse.vstack([programme.rows, more]).tocsr(), np.r_[programme.upper, [most for _, most in held]]


def main(source: str, target: str) -> None:
    """Solve the programme of one file, and write the answer to another."""
    answer_to_file(solve(from_file(source)), target)
