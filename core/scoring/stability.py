"""How far the ranking rests on the weights: ranks under weights drawn at random around those of the profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..errors import GisementError
from ..resources import resource
from .board import Board, ranks

if TYPE_CHECKING:
    from ..report import Report
    from .profile import Draws

#: figures computed at once: enough to fill a processor, few enough to stay in its memory
AT_ONCE = 400_000
#: a share that a draw would bring to 0 stays above it: a criterion that weighs never weighs nothing
LEAST = 1e-300


@dataclass(frozen=True)
class Stability:
    """Of each ranked site (m,): the mean of its ranks, the share of draws in which it is among the first, and the
    ranks between which it stays in most draws.
    """

    mean: np.ndarray
    among_first: np.ndarray
    low: np.ndarray
    high: np.ndarray


def draw_weights(weights: np.ndarray, draws: Draws) -> np.ndarray:
    """Draw sets of weights from Dirichlet's distribution around a profile's: shares of Gamma variates.

    A criterion without weight never gets any.

    :returns: (k, draws), each column with the sum 1.
    """
    shares = weights / weights.sum()
    generator = np.random.default_rng(draws.seed)
    drawn = generator.standard_gamma(draws.concentration * shares, size=(draws.count, len(shares))).T
    drawn = np.where(shares[:, None] > 0, np.maximum(drawn, LEAST), 0.0)
    return drawn / drawn.sum(axis=0)


def stability(board: Board, draws: Draws, report: Report) -> Stability:
    """Rank the sites in every draw.

    The same seed gives the same draws, whatever the sites and their order.
    """
    check_draws(draws)
    count = len(board.sites)
    drawn = draw_weights(board.weights, draws)
    found = np.empty((draws.count, count), dtype=np.uint16 if count < 2**16 else np.uint32)
    step = max(1, AT_ONCE // max(count, 1))
    for start in range(0, draws.count, step):
        report.progress(start / draws.count)
        found[start : start + step] = ranks(board.scores(drawn[:, start : start + step]))
    first = resource("scoring/profils")["premiers"]["value"]
    low, high = _interval(found, report)
    return Stability(
        mean=found.mean(axis=0, dtype=np.float64),
        among_first=(found <= first).mean(axis=0, dtype=np.float64),
        low=low,
        high=high,
    )


def check_draws(draws: Draws) -> None:
    """Refuse a number of draws or a seed that cannot be.

    :raises GisementError: ``draws_invalid``, ``seed_invalid``.
    """
    limits = resource("scoring/profils")["tirages"]
    if not 1 <= draws.count <= limits["draws"]["max"]:
        raise GisementError("draws_invalid", value=draws.count, most=limits["draws"]["max"])
    if not 0 <= draws.seed <= limits["seed"]["max"]:
        raise GisementError("seed_invalid", value=draws.seed, most=limits["seed"]["max"])


def _interval(found: np.ndarray, report: Report) -> tuple[np.ndarray, np.ndarray]:
    """Give the ranks that the asked shares of the draws do not exceed (the inverse of the distribution)."""
    asked = resource("scoring/profils")["intervalle_de_rang"]
    places = [max(int(np.ceil(asked[end] * len(found) - 1e-9)) - 1, 0) for end in ("bas", "haut")]
    low, high = np.empty(found.shape[1]), np.empty(found.shape[1])
    step = max(1, 10 * AT_ONCE // len(found))
    for start in range(0, found.shape[1], step):
        report.check()
        some = np.sort(found[:, start : start + step].T, axis=1)
        low[start : start + step], high[start : start + step] = some[:, places[0]], some[:, places[1]]
    return low, high
