"""The sites that have a rank, as what ranks them needs them: transformed utilities, weights, caps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .aggregation import from_terms, mean_terms, terms
from .interval import FULL

if TYPE_CHECKING:
    import pandas as pd

#: scores closer than this many decimals are equal
ROUNDING = 9


@dataclass(frozen=True)
class Board:
    """The m ranked sites.

    :param sites: (m,) identifiers.
    :param transformed: (k, m) utilities as :func:`.aggregation.terms` gives them, NaN for unknown.
    :param weights: (k,) brought to a sum of 100.
    :param cap: (m,) the highest score left; infinite where no cap holds.
    """

    sites: pd.Index
    transformed: np.ndarray
    weights: np.ndarray
    cap: np.ndarray
    power: float

    @property
    def transformed_cap(self) -> np.ndarray:
        """The caps, on the scale of the transformed utilities."""
        return np.where(np.isinf(self.cap), np.inf, terms(np.minimum(self.cap, FULL) / FULL, self.power))

    def scores(self, weights: np.ndarray) -> np.ndarray:
        """Give the scores (d, m) under several sets of weights (k, d), rounded to what makes a difference."""
        scores = FULL * from_terms(mean_terms(self.transformed, weights), self.power)
        return np.round(np.minimum(scores, self.cap), ROUNDING)

    def first(self) -> int | None:
        """Give the row of the first site; of several that share the first rank, that of the least identifier."""
        if not len(self.sites):
            return None
        scores = self.scores(self.weights[:, None])[0]
        return min(np.flatnonzero(scores == scores.max()), key=lambda row: str(self.sites[row]))

    def shared_first(self) -> int:
        """Tell how many sites share the first rank."""
        scores = self.scores(self.weights[:, None])[0]
        return int((scores == scores.max(initial=-np.inf)).sum())


def ranks(scores: np.ndarray) -> np.ndarray:
    """Rank (d, m) scores by row, the highest first; equal scores share the better rank.

    :returns: (d, m) ranks from 1.
    """
    order = np.argsort(-scores, axis=1, kind="stable")
    falling = np.take_along_axis(scores, order, axis=1)
    place = np.broadcast_to(np.arange(1, scores.shape[1] + 1), scores.shape).copy()
    place[:, 1:][falling[:, 1:] == falling[:, :-1]] = 0
    found = np.empty_like(place)
    np.put_along_axis(found, order, np.maximum.accumulate(place, axis=1), axis=1)
    return found


def sharing(rank: np.ndarray) -> np.ndarray:
    """Tell (m,) how many sites bear each site's rank, itself included."""
    _, place, count = np.unique(rank, return_inverse=True, return_counts=True)
    return count[place]


def possible_ranks(
    low: np.ndarray, high: np.ndarray, doubtful: np.ndarray | None = None, unknown: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Give (m,) the best and the worst rank that each site may have, whatever its score and those of the others turn
    out to be between their bounds.

    :param low: (m,) least scores; `high` the greatest.
    :param doubtful: (m,) which of them may yet be left out: they are ahead of nobody for sure.
    :param unknown: how many other sites have no score, as nothing of them is known, and may be ahead of anybody.
    """
    sure = np.round(low, ROUNDING)[~doubtful] if doubtful is not None else np.round(low, ROUNDING)
    own_low, own_high = np.sort(sure), np.sort(np.round(high, ROUNDING))
    surely_ahead = len(own_low) - np.searchsorted(own_low, np.round(high, ROUNDING), side="right")
    maybe_ahead = len(low) - np.searchsorted(own_high, np.round(low, ROUNDING), side="right") + unknown
    # Where its own bounds are apart, a site is counted among those that may be ahead of it.
    itself = np.round(high, ROUNDING) > np.round(low, ROUNDING)
    return 1 + surely_ahead, 1 + maybe_ahead - itself
