"""The score before and after caps, and its bounds when what is unknown is at its worst and at its best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .aggregation import from_terms, mean_terms, terms
from .judging import lowest_cap, possible, sure

if TYPE_CHECKING:
    import pandas as pd

    from .profile import Criterion, Profile

FULL = 100.0


@dataclass(frozen=True)
class Bounds:
    """Scores out of 100, each (n,): NaN where a veto holds, or where no criterion is known (`score` alone).

    :param uncapped: the score before caps.
    :param cap: the lowest cap that holds for sure; infinite where none does.
    :param vetoed: whether a veto holds for sure; `may_be_vetoed`: holds, or may for all that is known.
    """

    score: np.ndarray
    low: np.ndarray
    high: np.ndarray
    uncapped: np.ndarray
    cap: np.ndarray
    vetoed: np.ndarray
    may_be_vetoed: np.ndarray

    @property
    def veto(self) -> np.ndarray:
        """Say (n,) whether a veto holds: oui, non, None where nobody knows."""
        return np.where(self.vetoed, "oui", np.where(self.may_be_vetoed, None, "non"))


def bounds(transformed: np.ndarray, profile: Profile, vetoes: pd.DataFrame, caps: pd.DataFrame) -> Bounds:
    """Compute the score and its bounds.

    A cap lowers `score` and `high` where it holds for sure, `low` where it may hold. A veto that may hold makes `low`
    0. What is known always lies between the bounds, also where every unknown would be better, or worse, than it.

    :param transformed: (k, n) utilities as :func:`.aggregation.terms` gives them, NaN for unknown.
    :param vetoes: (n, rules), NA for unknown; `caps` too.
    """
    weights = profile.weights[:, None]

    def score(values: np.ndarray) -> np.ndarray:
        return FULL * from_terms(mean_terms(values, weights)[0], profile.power)

    middle = score(transformed)
    low = np.fmin(score(_filled(transformed, profile, at_worst=True)), middle)
    high = np.fmax(score(_filled(transformed, profile, at_worst=False)), middle)
    cap = lowest_cap(profile.caps, sure(caps))
    vetoed, may_be_vetoed = sure(vetoes).any(axis=1), possible(vetoes).any(axis=1)
    low = np.minimum(low, lowest_cap(profile.caps, possible(caps)))
    low = np.where(may_be_vetoed, 0.0, low)
    none = np.where(vetoed, np.nan, 0.0)
    return Bounds(
        score=np.minimum(middle, cap) + none,
        low=low + none,
        high=np.minimum(high, cap) + none,
        uncapped=middle + none,
        cap=cap,
        vetoed=vetoed,
        may_be_vetoed=may_be_vetoed,
    )


def extreme(criterion: Criterion, power: float, at_worst: bool) -> float:
    """Give the worst or the best utility of a criterion, transformed."""
    return float(terms(np.array(criterion.worst if at_worst else criterion.best), power))


def _filled(transformed: np.ndarray, profile: Profile, at_worst: bool) -> np.ndarray:
    values = np.array([extreme(criterion, profile.power, at_worst) for criterion in profile.criteria])
    return np.where(np.isnan(transformed), values[:, None], transformed)


def width(found: Bounds) -> np.ndarray:
    """Give how far apart the bounds are; 0 where a veto leaves no score, for nothing is then left to know."""
    return np.where(found.vetoed, 0.0, found.high - found.low)
