"""Transformed means of sites as functions of one weight: quotients of two straight lines; see :mod:`.tipping`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .board import Board

#: weights closer than this, as a share of them, are the same point
SAME = 1e-9
#: transformed means closer than this are equal
EQUAL = 1e-12


class Lines:
    """The means (A + a x) / (B + b x) of all sites, x the weight of one criterion; each (m,)."""

    def __init__(self, board: Board, place: int) -> None:
        count = len(board.sites)
        self.constant, self.known = np.zeros(count), np.zeros(count)
        for other, row in enumerate(board.transformed):
            if other != place and board.weights[other] > 0:
                there = ~np.isnan(row)
                self.constant += board.weights[other] * np.where(there, row, 0.0)
                self.known += board.weights[other] * there
        there = ~np.isnan(board.transformed[place])
        self.slope = np.where(there, board.transformed[place], 0.0)
        self.weighs = there.astype(float)
        self.cap = board.transformed_cap
        self.weight = float(board.weights[place])

    def level_with(self, first: int) -> np.ndarray:
        """Give (5, m) weights at which each site may be level with the first one; NaN where there is none.

        They are the two roots where the means meet, those where either mean meets the other's cap, and 0, where a
        geometric mean leaps.
        """
        top, under, slope, weighs = self.constant, self.known, self.slope, self.weighs
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            square = slope[first] * weighs - slope * weighs[first]
            straight = top[first] * weighs + slope[first] * under - top * weighs[first] - slope * under[first]
            constant = top[first] * under - top * under[first]
            roots = _roots(square, straight, constant)
            first_at_cap = (self.cap * under[first] - top[first]) / (slope[first] - self.cap * weighs[first])
            at_cap_of_first = (self.cap[first] * under - top) / (slope - self.cap[first] * weighs)
        found = np.vstack([*roots, first_at_cap, at_cap_of_first, np.zeros(len(top))])
        return np.where(np.isfinite(found) & (found >= 0), found, np.nan)

    def passes(self, first: int, level: np.ndarray) -> np.ndarray:
        """Tell (5, m) whether each site leads the first one just beyond the weights at which they may be level, seen
        from the weight as it is.

        Nothing changes before the next such weight, so half way there it is seen best, however alike two sites are.

        :param level: see :meth:`level_with`.
        """
        onward = np.sign(level - self.weight)
        width = np.maximum(level, 1.0)
        ahead = (level[None] - level[:, None]) * onward[:, None]
        ahead = np.where(ahead > SAME * width[:, None], ahead, np.inf)
        beyond = np.where(level == 0, 0.0, level + onward * np.minimum(ahead.min(axis=1), width) / 2.0)
        means = np.minimum(self._means(slice(None), beyond), self.cap)
        top = np.minimum(self._means(first, beyond), self.cap[first])
        with np.errstate(invalid="ignore"):
            return means - top > EQUAL

    def _means(self, rows: slice | int, weights: np.ndarray) -> np.ndarray:
        """Give the means of some sites; a criterion without weight counts for nothing, whatever its utility."""
        with np.errstate(divide="ignore", invalid="ignore"):
            more = np.where(weights == 0, 0.0, self.slope[rows] * weights)
            return (self.constant[rows] + more) / (self.known[rows] + self.weighs[rows] * weights)


def _roots(square: np.ndarray, straight: np.ndarray, constant: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Solve square x² + straight x + constant = 0 without loss of digits; the one root of a straight line twice."""
    inside = straight**2 - 4.0 * square * constant
    half = -0.5 * (straight + np.where(straight < 0, -1.0, 1.0) * np.sqrt(inside))
    return half / square, constant / half
