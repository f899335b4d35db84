"""Saaty's analytic hierarchy process: from pairwise comparisons to weights, and how well they agree with one another.

A matrix of comparisons is (n, n): entry (i, j) says how many times more i matters than j, (j, i) is its inverse, the
diagonal is 1, and NaN stands where nobody has compared. Sources of formulas and figures: `resources/scoring/ahp.json`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components

from ...resources import resource

Floats = np.ndarray
#: eigenvalues that differ by less are the same: what remains is the rounding of their computation
ALIKE_DECIMALS = 9


@dataclass(frozen=True)
class Priorities:
    """What a matrix of comparisons says.

    :param weights: (n,) positive, sum 1.
    :param largest_eigenvalue: λmax, n where all comparisons agree, else more.
    :param consistency_index: (λmax − n) / (n − 1).
    :param consistency_ratio: the index, divided by that of random comparisons; 0 where nothing can disagree.
    """

    weights: Floats
    largest_eigenvalue: float
    consistency_index: float
    consistency_ratio: float


@dataclass(frozen=True)
class Spoiler:
    """The comparison of `first` with `second` (their places) that agrees least with the others, which suggest
    `suited` in its stead and leave a consistency ratio of `ratio_without` when it is left out.
    """

    first: int
    second: int
    suited: float
    ratio_without: float


def priorities(comparisons: Floats) -> Priorities:
    """Give the weights by the principal eigenvector, and the consistency.

    A missing comparison is taken for the ratio of the weights that are looked for (Harker 1987): its entry becomes 0
    and 1 is added to the diagonal of its row, which leaves a complete matrix as it is. Its eigenvalue is a little
    above that of the best completion, by which Ágoston and Csató measure: the ratio is judged on the strict side.

    :param comparisons: connected (see :func:`parts`).
    """
    count = len(comparisons)
    missing = np.isnan(comparisons)
    filled = np.where(missing, 0.0, comparisons)
    filled[np.diag_indices(count)] = 1.0 + missing.sum(axis=1)
    values, vectors = np.linalg.eig(filled)
    largest = int(np.argmax(values.real))
    weights = np.abs(vectors[:, largest].real)
    eigenvalue = float(values[largest].real)
    # Below n by a rounding error only.
    index = max(eigenvalue - count, 0.0) / (count - 1) if count > 1 else 0.0
    random = random_index(count, int(missing.sum()) // 2)
    return Priorities(weights / weights.sum(), eigenvalue, index, index / random if random > 0 else 0.0)


def random_index(count: int, missing: int = 0) -> float:
    """Give the mean consistency index of random comparisons of `count` items of which `missing` are not made.

    0 where nothing can disagree: two items, or no more comparisons than join all items.
    """
    if count < 3:
        return 0.0
    figures = resource("scoring/ahp")
    told = figures["random_index"]["values"].get(str(count))
    if told is None:
        line = figures["random_index_beyond"]
        told = (line["slope"] * count + line["intercept"] - count) / (count - 1)
    return float(told) * max(1.0 - 2.0 * missing / ((count - 1) * (count - 2)), 0.0)


def parts(comparisons: Floats) -> list[list[int]]:
    """Give the places of the items that comparisons join, directly or by others; one part is a connected matrix."""
    number, part = connected_components(~np.isnan(comparisons), directed=False)
    return [np.flatnonzero(part == each).tolist() for each in range(number)]


def spoiler(comparisons: Floats) -> Spoiler | None:
    """Find the comparison without which the others agree best, and what they say of it; None where none can be spared.

    Of several as bad as each other (any of a single circle of comparisons) it is the first.
    """
    left: list[tuple[float, int, int]] = []
    for first, second in zip(*np.triu_indices(len(comparisons), 1)):
        if np.isnan(comparisons[first, second]):
            continue
        without = _without(comparisons, first, second)
        if len(parts(without)) == 1:
            left.append((round(priorities(without).largest_eigenvalue, ALIKE_DECIMALS), int(first), int(second)))
    if not left:
        return None
    _, first, second = min(left)
    rest = priorities(_without(comparisons, first, second))
    return Spoiler(first, second, float(rest.weights[first] / rest.weights[second]), rest.consistency_ratio)


def on_scale(ratio: float) -> str:
    """Write a ratio as the nearest judgement of Saaty's scale: ``1/9`` … ``1/2``, ``1`` … ``9``."""
    times = max(ratio, 1.0 / ratio)
    scale = range(1, resource("scoring/ahp")["scale_max"]["value"] + 1)
    # Nearest by ratio, as judgements are: between 1 and 2 the middle is √2.
    nearest = min(scale, key=lambda step: abs(np.log(times / step)))
    return f"{nearest}" if ratio >= 1.0 or nearest == 1 else f"1/{nearest}"


def _without(comparisons: Floats, first: int, second: int) -> Floats:
    rest = comparisons.copy()
    rest[first, second] = rest[second, first] = np.nan
    return rest
