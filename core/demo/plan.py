"""The geography: coast, rivers, motorways, axes, railway and island of a fictional intercommunalité.

Everything is in metres from the south-west corner; :mod:`writing` moves it to Lambert-93. The sea is in the west,
rivers run from east to west, motorways from south to north. The first tile ("home") carries the places whose figures
are known by construction, whatever the seed and the size.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from .curves import Curve, crossing, wandering
from .settings import TILE_HEIGHT, TILE_WIDTH, Settings

Floats = npt.NDArray[np.float64]

#: south to north within a tile: east-west axes, and how each passes the motorway
AXES = ((2_400.0, "partiel"), (7_600.0, "complet"), (13_200.0, "pont"), (17_600.0, "complet"))
RIVER, RAIL = 5_200.0, 6_450.0
#: west to east within a tile: north-south roads; the first only where there is land on the west
MERIDIANS, EASTERN_MERIDIAN = (5_500.0, 9_800.0, 18_700.0, 22_800.0), 1_200.0
MOTORWAY, COAST = 14_500.0, 2_600.0
#: metres from the motorway's axis to the junctions of its ramps, and to each carriageway
JUNCTION, CARRIAGEWAY = 180.0, 14.0
#: the straight road of 5 000 m to the freight yard stands here
FREIGHT_X, FREIGHT_ROAD = 20_750.0, 5_000.0
#: metres north and south of a river where anything depends on it
VALLEY = 7_000.0


@dataclass(frozen=True)
class Interchange:
    """Where an axis passes a motorway: ``complet``, ``partiel`` (no entry northwards) or ``pont`` (no ramp at all)."""

    motorway: int
    axis: int
    x: float
    y: float
    kind: str

    @property
    def home(self) -> bool:
        """Whether the places with known figures may lean on it."""
        return self.motorway == 0 and self.axis < len(AXES)


@dataclass
class Plan:
    """The lines of the land, and what is placed on it step by step."""

    settings: Settings
    coast: Curve
    rivers: list[Curve]
    rails: list[Curve]
    motorways: list[Curve]
    axes: list[Curve]
    meridians: list[Curve]
    levels: dict[str, list[float]]
    interchanges: list[Interchange]
    island: tuple[float, float, float]
    placed: dict[str, Any] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """West to east, in metres."""
        return self.settings.width

    @property
    def height(self) -> float:
        """South to north, in metres."""
        return self.settings.height

    def river_half_width(self, river: int, x: npt.ArrayLike) -> Floats:
        """Give half the width of a river, in metres: an estuary near the coast, a stream in the east."""
        inland = np.asarray(x, dtype=float) - float(self.coast(self.levels["rivers"][river]))
        return np.clip(30.0 + 170.0 * np.exp(-np.maximum(inland, -500.0) / 1_600.0), 30.0, 260.0)

    def river_gap(self, x: Floats, y: Floats) -> Floats:
        """Give the metres (north-south) from each place to the axis of the nearest river; infinite beyond 7 km."""
        gap = np.full(np.shape(x), np.inf)
        for curve in self.rivers:
            near = (y > curve.least - VALLEY) & (y < curve.most + VALLEY)
            gap[near] = np.minimum(gap[near], np.abs(y[near] - curve(x[near])))
        return gap

    def inland(self, x: Floats, y: Floats) -> Floats:
        """Give the metres (west-east) from each place to the coast; below zero in the sea."""
        return x - self.coast(y)

    def home_interchange(self, axis: int) -> Interchange:
        """Give the interchange of an axis with the first motorway."""
        return next(one for one in self.interchanges if one.home and one.axis == axis)

    def meeting(self, meridian: int, axis: int) -> tuple[float, float]:
        """Give where a north-south road meets an axis."""
        return crossing(self.meridians[meridian], self.axes[axis], self.levels["meridians"][meridian])


def draw_plan(settings: Settings) -> Plan:
    """Draw the lines of the land for a seed and a size."""
    rng = settings.rng("plan")
    width, height = settings.width, settings.height
    axes = [(row * TILE_HEIGHT + level, kind) for row in range(settings.rows) for level, kind in AXES]
    every = int(settings["autoroute_toutes_les_tuiles"])
    motorways = [column * TILE_WIDTH + MOTORWAY for column in range(0, settings.columns, every)]
    meridians = sorted(
        column * TILE_WIDTH + level
        for column in range(settings.columns)
        for level in (
            *MERIDIANS,
            *((EASTERN_MERIDIAN,) if column else ()),
            *(() if column % every == 0 else (MOTORWAY,)),
        )
    )
    passages = [
        Interchange(j, k, round(x + rng.uniform(-350.0, 350.0)), round(y + rng.uniform(-350.0, 350.0)), kind)
        for j, x in enumerate(motorways)
        for k, (y, kind) in enumerate(axes)
    ]
    river_levels = [row * TILE_HEIGHT + RIVER for row in range(settings.rows)]
    rail_levels = [row * TILE_HEIGHT + RAIL for row in range(settings.rows)]
    rails = []
    for row, level in enumerate(rail_levels):
        yard = [(FREIGHT_X - 900.0, FREIGHT_X + 900.0, float(round(level)))] if row == 0 else []
        rails.append(wandering(rng, width, level, 230.0, 3_200.0, yard))
    return Plan(
        settings=settings,
        coast=wandering(rng, height, COAST, 620.0, 1_900.0),
        rivers=[wandering(rng, width, level, 380.0, 2_300.0) for level in river_levels],
        rails=rails,
        motorways=[
            _motorway(rng, height, x, [one for one in passages if one.motorway == j]) for j, x in enumerate(motorways)
        ],
        axes=[_axis(rng, width, y, [one for one in passages if one.axis == k]) for k, (y, _) in enumerate(axes)],
        meridians=[wandering(rng, height, level, 560.0, 2_900.0) for level in meridians],
        levels={"rivers": river_levels, "axes": [y for y, _ in axes], "meridians": meridians, "motorways": motorways},
        interchanges=passages,
        island=(round(rng.uniform(820.0, 950.0)), round(rng.uniform(11_500.0, 15_000.0)), 620.0),
    )


def _motorway(rng: np.random.Generator, height: float, level: float, passages: list[Interchange]) -> Curve:
    """Draw a motorway, straight at its interchanges, and along the roads of known length that run beside it."""
    straight = []
    for one in passages:
        south, north = (300.0, 300.0) if one.kind == "pont" else (900.0, 900.0)
        if one.home and one.axis == 1:
            north = 1_300.0
        if one.home and one.axis == 3:
            south = 2_500.0
        straight.append((one.y - south, one.y + north, one.x))
    return wandering(rng, height, level, 450.0, 2_400.0, straight)


def _axis(rng: np.random.Generator, width: float, level: float, passages: list[Interchange]) -> Curve:
    straight = [(one.x - 800.0, one.x + 800.0, one.y) for one in passages]
    return wandering(rng, width, level, 480.0, 2_700.0, straight)
