"""From utilities to one number: the weighted power mean, its bounds, and what each criterion brings to it."""

from __future__ import annotations

import numpy as np

Floats = np.ndarray


def power_mean(utilities: Floats, weights: Floats, power: float) -> Floats:
    """Give the weighted power mean over the known utilities of each row: (Σ w uᵖ / Σ w)^(1/p).

    :param utilities: (n, k) between 0 and 1; NaN is left out with its weight.
    :param weights: (k,) not negative.
    :param power: p > 0; 1 is the plain mean, towards 0 the geometric one, where a single zero costs all.
    :returns: (n,) between 0 and 1; NaN where nothing is known.
    """
    known = ~np.isnan(utilities)
    weight = np.where(known, weights, 0.0).sum(axis=1)
    total = (np.where(known, utilities, 0.0) ** power * weights).sum(axis=1)
    mean = np.divide(total, weight, out=np.full(len(utilities), np.nan), where=weight > 0)
    return mean ** (1.0 / power)


def contributions(utilities: Floats, weights: Floats, power: float) -> Floats:
    """Share the mean out among the criteria, in proportion to w uᵖ, so that the shares of a row add up to its mean.

    :returns: (n, k); NaN where the utility is unknown, 0 everywhere in a row whose mean is 0.
    """
    part = utilities**power * weights
    total = np.nansum(part, axis=1, keepdims=True)
    share = np.divide(part, total, out=np.zeros_like(part), where=total > 0)
    return np.where(np.isnan(utilities), np.nan, share * power_mean(utilities, weights, power)[:, None])


def filled(utilities: Floats, values: Floats) -> Floats:
    """Replace unknown utilities by one value per criterion."""
    return np.where(np.isnan(utilities), values, utilities)


def narrowing(utilities: Floats, weights: Floats, power: float, worst: Floats, best: Floats) -> Floats:
    """Tell how much each unknown criterion, once known, would narrow the interval of the mean.

    The narrowing is averaged over the criterion turning out at its worst and at its best.

    :returns: (n, k) in units of the mean; NaN where the criterion is known already.
    """
    low, high = filled(utilities, worst), filled(utilities, best)
    width = power_mean(high, weights, power) - power_mean(low, weights, power)
    gain = np.full(utilities.shape, np.nan)
    for column in np.flatnonzero(np.isnan(utilities).any(axis=0)):
        left = np.zeros(len(utilities))
        for value in (worst[column], best[column]):
            fixed_low, fixed_high = low.copy(), high.copy()
            fixed_low[:, column] = fixed_high[:, column] = value
            left += (power_mean(fixed_high, weights, power) - power_mean(fixed_low, weights, power)) / 2.0
        gain[:, column] = np.where(np.isnan(utilities[:, column]), width - left, np.nan)
    return gain
