"""The smallest change of a single weight that makes one site pass another.

With the weight of one criterion as the unknown x and the others as they are, a site's transformed mean is a quotient of
two straight lines, (A + a x) / (B + b x), where b is 1 if the criterion is known of the site, else 0. Two sites are
level at the roots of a quadratic equation, and a site is level with a cap at that of a linear one. After Triantaphyllou
and Sánchez, A sensitivity analysis approach for some deterministic multi-criteria decision-making methods, Decision
Sciences 28(1), 1997, who ask it of the weighted sum; here unknowns, the power mean and caps count too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..resources import resource
from .board import Board
from .lines import Lines

if TYPE_CHECKING:
    from ..report import Report

#: changes closer than this, in points of 100, are equal: the criterion that stands first in the profile is then named
EQUAL = 1e-9


@dataclass(frozen=True)
class Change:
    """A weight changed alone: criterion (its place in the profile), from what to what, in points of 100.

    At `new` the two sites are level; beyond it the other one leads.
    """

    criterion: int
    old: float
    new: float
    passing: str


def changes(board: Board, first: int, report: Report) -> tuple[np.ndarray, np.ndarray]:
    """Find for each site the smallest change of one weight that makes it pass the first one.

    A criterion that the profile leaves without weight stays so, and none gets more than it may have by
    `resources/scoring/profils.json`: that would be another profile.

    :param first: row of the site to be passed.
    :returns: (m,) places of the criteria, -1 where no single weight does it or where the site does not stand behind;
        and (m,) the new weights in points of 100 (the others unchanged), NaN there.
    """
    count, rows = len(board.sites), np.arange(len(board.sites))
    criterion, new, smallest = np.full(count, -1), np.full(count, np.nan), np.full(count, np.inf)
    scores = board.scores(board.weights[:, None])[0]
    behind = scores < scores[first]
    most = resource("scoring/profils")["bascule_max"]["value"]
    for place in np.flatnonzero(board.weights > 0):
        report.check()
        weight = board.weights[place]
        lines = Lines(board, place)
        level = lines.level_with(first)
        passes = lines.passes(first, level) & behind & (level <= most)
        distance = np.where(passes, np.abs(level - weight), np.inf)
        best = distance.argmin(axis=0)
        better = distance[best, rows] < smallest - EQUAL
        criterion[better], new[better] = place, level[best, rows][better]
        smallest[better] = distance[best, rows][better]
    return criterion, new


def smallest_change(board: Board, one: str, other: str, report: Report) -> Change | None:
    """Find the smallest change of one weight that makes the lower of two sites pass the higher.

    :returns: None where they are level already, or where no single weight does it.
    :raises KeyError: for a site that has no rank.
    """
    rows = np.array([board.sites.get_loc(name) for name in (one, other)])
    pair = Board(board.sites[rows], board.transformed[:, rows], board.weights, board.cap[rows], board.power)
    scores = pair.scores(pair.weights[:, None])[0]
    criterion, new = changes(pair, int(scores.argmax()), report)
    return least(pair, criterion, new)


def first_change(board: Board, report: Report) -> Change | None:
    """Find the smallest change of one weight that brings another site to the first rank.

    :returns: None where several share it already, where no single weight does it, or where there is no other site.
    """
    first = board.first()
    if first is None or board.shared_first() > 1:
        return None
    return least(board, *changes(board, first, report))


def least(board: Board, criterion: np.ndarray, new: np.ndarray) -> Change | None:
    """Give the smallest of the changes that :func:`changes` found; of equal ones, that of the least identifier."""
    distance = np.where(criterion < 0, np.inf, np.abs(new - board.weights[criterion]))
    if not np.isfinite(distance).any():
        return None
    nearest = np.flatnonzero(distance <= distance.min() + EQUAL)
    row = min(nearest, key=lambda each: str(board.sites[each]))
    place = int(criterion[row])
    return Change(place, float(board.weights[place]), float(new[row]), str(board.sites[row]))
