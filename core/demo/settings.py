"""The size of a demo territory, and the chance that draws it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import GisementError
from ..resources import resource

#: metres of one tile: the pattern of axes, rivers and motorways that a larger territory repeats with other draws
TILE_WIDTH, TILE_HEIGHT = 26_000.0, 20_000.0


@dataclass(frozen=True)
class Settings:
    """What distinguishes one demo territory from another.

    :param seed: the same seed and size give the same territory.
    :param figures: the figures of the size, from ``resources/demo/sizes.json``.
    """

    seed: int
    size: str
    figures: dict[str, Any]

    @property
    def columns(self) -> int:
        """How many tiles lie side by side."""
        return int(self.figures["tuiles_est_ouest"])

    @property
    def rows(self) -> int:
        """How many tiles lie one above the other."""
        return int(self.figures["tuiles_nord_sud"])

    @property
    def width(self) -> float:
        """West to east, in metres."""
        return self.columns * TILE_WIDTH

    @property
    def height(self) -> float:
        """South to north, in metres."""
        return self.rows * TILE_HEIGHT

    def __getitem__(self, name: str) -> Any:
        return self.figures[name]

    def rng(self, topic: str) -> np.random.Generator:
        """Give the chance of one topic: what one layer draws does not move the others."""
        return np.random.default_rng([self.seed, zlib.crc32(topic.encode())])


def settings_of(seed: int, size: str) -> Settings:
    """Find the figures of a size.

    :raises GisementError: ``demo_size_unknown`` with the sizes there are.
    """
    sizes = resource("demo/sizes")["tailles"]
    if size not in sizes:
        raise GisementError("demo_size_unknown", value=size, choices=list(sizes))
    return Settings(seed=abs(int(seed)), size=size, figures=sizes[size])
