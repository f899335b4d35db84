"""From utilities to one number: the weighted power mean, and what each criterion brings to it.

The mean is taken of Box and Cox's transform of the utilities, t(u) = (uᵖ - 1) / p, whose limit towards p = 0 is log u,
and transformed back: (1 + p t)^(1/p), whose limit is exp t. So one way of computing holds for every p, the geometric
mean included, without loss of digits for a small one (Box and Cox, An analysis of transformations, JRSS B 26, 1964).
From p = 1 on the plain power uᵖ stands for it, which loses none near zero.
Sums run criterion by criterion, so that a site gives the same figure to the last digit wherever its row stands.
"""

from __future__ import annotations

import numpy as np

Floats = np.ndarray
#: below this p, numbers are too small to compute with, and the mean is the geometric one to the last digit
SMALLEST_POWER = 1e-100
#: stands for no weight where it must not meet infinity
LEAST = 1e-300


def power_mean(utilities: Floats, weights: Floats, power: float) -> Floats:
    """Give the weighted power mean over the known utilities of each row: (Σ w uᵖ / Σ w)^(1/p).

    :param utilities: (n, k) between 0 and 1; NaN is left out with its weight.
    :param weights: (k,) not negative.
    :param power: p ≥ 0; 1 is the plain mean, 0 the geometric one, where a single zero costs all.
    :returns: (n,) between 0 and 1; NaN where nothing is known.
    """
    mean = mean_terms(terms(utilities, power).T, np.asarray(weights, dtype=float)[:, None])[0]
    return from_terms(mean, power)


def terms(utilities: Floats, power: float) -> Floats:
    """Transform utilities of any shape: (uᵖ - 1) / p, log u for p = 0, uᵖ from p = 1 on; NaN stays NaN."""
    if power >= 1.0:
        return utilities**power
    with np.errstate(divide="ignore"):
        logs = np.log(utilities)
    return logs if power < SMALLEST_POWER else np.expm1(power * logs) / power


def from_terms(means: Floats, power: float) -> Floats:
    """Undo :func:`terms`."""
    if power >= 1.0:
        return means ** (1.0 / power)
    if power < SMALLEST_POWER:
        return np.exp(means)
    with np.errstate(divide="ignore"):
        return np.exp(np.log1p(np.maximum(power * means, -1.0)) / power)


def mean_terms(transformed: Floats, weights: Floats) -> Floats:
    """Give the weighted mean of what is known, for several sets of weights at once.

    :param transformed: (k, n) of :func:`terms`; NaN is left out with its weight.
    :param weights: (k, d).
    :returns: (d, n); NaN where nothing that weighs is known.
    """
    total = np.zeros((weights.shape[1], transformed.shape[1]))
    weight = np.zeros_like(total)
    for row, shares in zip(transformed, weights):
        if not shares.any():
            continue
        known = ~np.isnan(row)
        part = np.where(known, row, 0.0)
        if np.isneginf(part).any() and not shares.all():  # without weight, a zero utility costs nothing
            total += np.where(shares[:, None] > 0, np.maximum(shares, LEAST)[:, None] * part, 0.0)
        else:
            total += shares[:, None] * part
        weight += shares[:, None] * known
    return np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0)


def contributions(utilities: Floats, weights: Floats, power: float) -> Floats:
    """Share the mean M out among the criteria, so that the shares of a row add up to it: M w uᵖ / Σ w uᵖ.

    M is homogeneous of degree one in the utilities, so by Euler's theorem M = Σ u ∂M/∂u, and these are its terms: what
    a criterion brings is its utility times what a little more of it would bring. For p = 1 that is w u / Σ w; for p = 0
    each criterion brings M in proportion to its weight alone (the shares of a Cobb-Douglas function).

    :returns: (n, k); NaN where the utility is unknown, 0 everywhere in a row whose mean is 0.
    """
    mean = power_mean(utilities, weights, power)[:, None]
    part = np.where(np.isnan(utilities), np.nan, utilities**power * weights)
    total = np.nansum(part, axis=1, keepdims=True)
    share = np.divide(part, total, out=np.zeros_like(part), where=(total > 0) & (mean > 0))
    return np.where(np.isnan(utilities), np.nan, share * mean)


def filled(utilities: Floats, values: Floats) -> Floats:
    """Replace unknown utilities by one value per criterion."""
    return np.where(np.isnan(utilities), values, utilities)
