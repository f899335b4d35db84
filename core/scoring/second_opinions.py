"""Second opinions on a ranking: other ways to make one number of the same utilities, and how alike they rank.

The weighted sum and the weighted product are the power mean with p = 1 and p → 0 (Fishburn 1967; Bridgman 1922); TOPSIS
ranks by the nearness to the best and the distance from the worst of the sites at hand (Hwang and Yoon 1981). An unknown
utility is left out with its weight, as in the score itself, so each site is judged by what is known of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import kendalltau, spearmanr

if TYPE_CHECKING:
    from collections.abc import Callable

Floats = np.ndarray


def weighted_sum(utilities: Floats, weights: Floats) -> Floats:
    """Give Σ w u / Σ w over the known utilities of each row.

    :param utilities: (n, k) between 0 and 1, the more the better; NaN where unknown.
    :param weights: (k,) not negative.
    :returns: (n,); NaN where nothing is known.
    """
    return np.nansum(_shares(utilities, weights) * utilities, axis=1, initial=0.0) + _unknown(utilities, weights)


def weighted_product(utilities: Floats, weights: Floats) -> Floats:
    """Give Π u^(w / Σ w) over the known utilities of each row: one that is 0, and has a weight, makes all 0.

    Parameters and result as for :func:`weighted_sum`.
    """
    with np.errstate(divide="ignore"):
        logarithms = np.log(np.where(np.isnan(utilities), 1.0, utilities))
    shares = _shares(utilities, weights)
    parts = np.multiply(shares, logarithms, out=np.zeros_like(logarithms), where=shares > 0)
    return np.exp(parts.sum(axis=1)) + _unknown(utilities, weights)


def topsis(utilities: Floats, weights: Floats) -> Floats:
    """Give the closeness D⁻ / (D⁺ + D⁻): D⁺ and D⁻ are the distances of the weighted utilities of a row from the
    best and the worst of each column, over what is known of the row.

    Parameters and result as for :func:`weighted_sum`; 0.5 for rows that are all alike.
    """
    known = ~np.isnan(utilities)
    best = np.where(known, utilities, -np.inf).max(axis=0, initial=-np.inf)
    worst = np.where(known, utilities, np.inf).min(axis=0, initial=np.inf)
    shares = _shares(utilities, weights)
    to_best, to_worst = (
        np.sqrt((np.where(known, shares * (utilities - ideal), 0.0) ** 2).sum(axis=1)) for ideal in (best, worst)
    )
    apart = to_best + to_worst
    closeness = np.divide(to_worst, apart, out=np.full(len(utilities), 0.5), where=apart > 0)
    return closeness + _unknown(utilities, weights)


#: name in columns → method
METHODS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "topsis": topsis,
    "produit": weighted_product,
    "somme": weighted_sum,
}


def ranks(values: Floats) -> Floats:
    """Rank by falling value, 1 first; equal values share the better rank, NaN has none.

    Values that differ by a rounding error are equal.
    """
    return pd.Series(values).round(12).rank(ascending=False, method="min").to_numpy()


def agreement(ours: Floats, theirs: Floats) -> tuple[float, float]:
    """Give Spearman's ρ and Kendall's τ-b of two rankings, over the rows that both rank; NaN where either says nothing.

    :param ours: (n,) ranks or values; the direction has to be that of `theirs`.
    """
    both = ~(np.isnan(ours) | np.isnan(theirs))
    ours, theirs = ours[both], theirs[both]
    if len(ours) < 2 or np.ptp(ours) == 0 or np.ptp(theirs) == 0:
        return float("nan"), float("nan")
    return float(spearmanr(ours, theirs)[0]), float(kendalltau(ours, theirs)[0])


def _shares(utilities: Floats, weights: Floats) -> Floats:
    """Give each known utility its share of the known weight of its row; 0 where unknown."""
    known = np.where(np.isnan(utilities), 0.0, weights)
    total = known.sum(axis=1, keepdims=True)
    return np.divide(known, total, out=np.zeros_like(known), where=total > 0)


def _unknown(utilities: Floats, weights: Floats) -> Floats:
    """Give NaN for the rows of which nothing that weighs is known, else 0."""
    known = (~np.isnan(utilities) & (weights > 0)).any(axis=1)
    return np.where(known, 0.0, np.nan)
