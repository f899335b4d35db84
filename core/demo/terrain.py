"""The relief: a coast that rises into hills, valleys along the rivers, and one slope that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from .known import Known
    from .plan import Plan

Floats = npt.NDArray[np.float64]
#: metres around a site of known slope where the ground is a plane, and where the plane fades out
PLANE, FADE = 220.0, 600.0


class Terrain:
    """Gives the altitude of any place, in metres."""

    def __init__(self, plan: Plan, known: dict[str, Known]) -> None:
        rng = plan.settings.rng("terrain")
        self.plan = plan
        self.planes = [
            (one.centre, float(one.said["pente_pct"]) / 100.0) for one in known.values() if "pente_pct" in one.said
        ]
        angle, length = rng.uniform(0.0, np.pi, 6), rng.uniform(2_500.0, 9_000.0, 6)
        self._waves = np.column_stack([np.cos(angle), np.sin(angle)]) * (2.0 * np.pi / length)[:, None]
        self._phases = rng.uniform(0.0, 2.0 * np.pi, 6)

    def __call__(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
        """Give the altitude at places given in metres from the south-west corner."""
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        inland = self.plan.inland(x, y)
        hills = np.zeros(x.shape)
        for (east, north), phase in zip(self._waves, self._phases):
            hills += 0.5 + 0.5 * np.sin(east * x + north * y + phase)
        land = np.maximum(inland, 0.0)
        height = 4.0 + 45.0 * (1.0 - np.exp(-land / 9_000.0)) + 14.0 * hills * (1.0 - np.exp(-land / 5_000.0))
        valley = 1.0 - np.exp(-((self.plan.river_gap(x, y) / 1_500.0) ** 2))
        height = 2.0 + (height - 2.0) * (0.12 + 0.88 * valley)
        height = np.where(inland < 0.0, np.maximum(-18.0, inland * 0.012), height)
        ix, iy, reach = self.plan.island
        bump = 14.0 * (1.0 - np.hypot(x - ix, y - iy) / (reach * 1.05))
        height = np.where((inland < 0.0) & (bump > 0.0), bump, height)
        for (cx, cy), slope in self.planes:
            level = 60.0 + slope * (x - cx)
            away = np.maximum(np.abs(x - cx), np.abs(y - cy))
            share = np.clip((FADE - away) / (FADE - PLANE), 0.0, 1.0)
            height = height * (1.0 - share) + level * share
        return np.asarray(height)

    def grid(self, step: float) -> npt.NDArray[np.float32]:
        """Give the altitude at the centres of square cells, the first row in the north."""
        x = np.arange(step / 2.0, self.plan.width, step)
        y = np.arange(self.plan.height - step / 2.0, 0.0, -step)
        rows = [self(x, np.full(len(x), value)) for value in y]
        return np.array(rows, dtype=np.float32)
