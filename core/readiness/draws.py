"""The durations of steps drawn at random, the same draws for all sites: sites differ by what they need alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..errors import GisementError
from ..resources import resource

if TYPE_CHECKING:
    import numpy.typing as npt

    from .steps import Procedures


@dataclass(frozen=True)
class Draws:
    """How often durations are drawn, and from which seed."""

    count: int
    seed: int


@dataclass(frozen=True)
class Durations:
    """What was drawn.

    :param months: (v, draws) months of each way in which a step is carried out, all parts together.
    :param first: (k,) place in it of the first way of each step.
    :param chances: (k, draws) numbers of 0 to 1: a step whose probability is larger is needed in that draw.
    """

    months: npt.NDArray[np.float32]
    first: npt.NDArray[np.int64]
    chances: npt.NDArray[np.float32]


def read_draws(count: int | None, seed: int | None) -> Draws:
    """Give the draws asked for, else those of `resources/readiness/reglages.json`.

    :raises GisementError: ``draws_invalid``, ``seed_invalid``.
    """
    said = resource("readiness/reglages")
    count = int(said["tirages"]["value"]) if count is None else count
    seed = int(said["graine"]["value"]) if seed is None else seed
    if not 1 <= count <= said["tirages"]["max"]:
        raise GisementError("draws_invalid", value=count, most=said["tirages"]["max"])
    if not 0 <= seed < 2**32:
        raise GisementError("seed_invalid", value=seed, most=2**32 - 1)
    return Draws(count, seed)


def durations(procedures: Procedures, draws: Draws) -> Durations:
    """Draw each part of each way of each step from its triangular distribution (least, likely, most).

    The same seed and the same procedures give the same draws, in whatever order and number sites come.
    """
    generator = np.random.default_rng(draws.seed)
    months: list[npt.NDArray[np.float64]] = []
    first = []
    for step in procedures.steps:
        first.append(len(months))
        for variant in step.variants:
            parts = [triangular(generator.random(draws.count), *part) for part in variant.parts]
            months.append(np.sum(parts, axis=0))
    chances = generator.random((len(procedures.steps), draws.count))
    return Durations(np.array(months, dtype=np.float32), np.array(first), chances.astype(np.float32))


def triangular(shares: npt.NDArray[np.float64], least: float, likely: float, most: float) -> npt.NDArray[np.float64]:
    """Give the quantiles of the triangular distribution between `least` and `most` with its peak at `likely`.

    :param shares: numbers from 0 to 1.
    """
    width = most - least
    if width == 0:
        return np.full(shares.shape, likely)
    rising = least + np.sqrt(shares * width * (likely - least))
    falling = most - np.sqrt((1.0 - shares) * width * (most - likely))
    return np.where(shares < (likely - least) / width, rising, falling)
