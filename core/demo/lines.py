"""A growing collection of road lines that are drawn one by one, before they become a table."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass
class Lines:
    """Road lines with the few facts that tell them apart; coordinates in metres, rounded to the centimetre.

    `sense`: 0 both ways, 1 as drawn, -1 against the drawing. `level`: 1 on a bridge, 0 on the ground.
    """

    coords: list[Floats] = field(default_factory=list)
    classe: list[str] = field(default_factory=list)
    number: list[str | None] = field(default_factory=list)
    name: list[str | None] = field(default_factory=list)
    sense: list[int] = field(default_factory=list)
    level: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.coords)

    def add(
        self,
        coords: npt.ArrayLike,
        classe: str,
        number: str | None = None,
        name: str | None = None,
        sense: int = 0,
        level: int = 0,
    ) -> None:
        """Add one line."""
        self.coords.append(np.round(np.asarray(coords, dtype=float), 2))
        self.classe.append(classe)
        self.number.append(number)
        self.name.append(name)
        self.sense.append(sense)
        self.level.append(level)

    def ends(self) -> tuple[Floats, Floats]:
        """Give the first and the last point of each line."""
        return np.array([line[0] for line in self.coords]), np.array([line[-1] for line in self.coords])
