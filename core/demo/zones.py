"""The activity zones: rectangles near towns and interchanges, and the port on its estuary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ..resources import resource
from .placing import Clearance, apart
from .shapes import rectangles

if TYPE_CHECKING:
    from .known import Known
    from .plan import Plan
    from .settlements import Towns

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Zones:
    """The activity zones; the first is the port."""

    centre: Floats
    width: Floats
    height: Floats
    angle: Floats
    name: list[str]

    def __len__(self) -> int:
        return len(self.width)

    @property
    def radius(self) -> Floats:
        """Half the diagonal of each, in metres."""
        return np.asarray(np.hypot(self.width, self.height) / 2.0)

    def centre_points(self) -> npt.NDArray[np.object_]:
        """Give the centres as points."""
        return np.asarray(shapely.points(self.centre))

    @property
    def shapes(self) -> npt.NDArray[np.object_]:
        """The outlines."""
        return rectangles(self.centre, self.width, self.height, self.angle)


def draw_zones(plan: Plan, clearance: Clearance, towns: Towns, known: dict[str, Known]) -> Zones:
    """Place the zones around towns, the larger towns first, and near interchanges."""
    rng = plan.settings.rng("zones")
    tiles = plan.settings.columns * plan.settings.rows
    count = int(plan.settings["zae_par_tuile"]) * tiles
    tries = 60 * count
    width, height = rng.uniform(450.0, 1_000.0, tries), rng.uniform(300.0, 620.0, tries)
    radius = np.hypot(width, height) / 2.0
    centres = _candidates(plan, towns, radius, rng)
    good = clearance.clear(
        centres,
        roads=radius + 12.0,
        motorways=radius + 90.0,
        rivers=radius + 330.0,
        coast=radius + 150.0,
        avenues=radius + 450.0,
        rails=radius + 30.0,
        border=radius + 200.0,
    )
    good &= towns.gap(centres) > radius * 0.85
    for one in known.values():
        good &= np.hypot(*(centres - one.centre).T) > radius + one.radius + 450.0
    port = _port(plan)
    kept = np.flatnonzero(good)
    fixed, fixed_radius = np.array([port[:2]]), np.array([np.hypot(port[2], port[3]) / 2.0])
    kept = kept[apart(centres[kept], radius[kept] + 150.0, fixed, fixed_radius)][: count - 1]
    names = resource("demo/words")["zae"]
    return Zones(
        centre=np.vstack([fixed, centres[kept]]),
        width=np.r_[port[2], width[kept]],
        height=np.r_[port[3], height[kept]],
        angle=np.r_[0.0, rng.uniform(-0.6, 0.6, len(kept))],
        name=["Port de commerce"]
        + [names[i % len(names)] + (f" {i // len(names) + 1}" if i >= len(names) else "") for i in range(len(kept))],
    )


def _candidates(plan: Plan, towns: Towns, radius: Floats, rng: np.random.Generator) -> Floats:
    weight = towns.population**0.5 / np.sum(towns.population**0.5)
    town = rng.choice(len(towns), len(radius), p=weight)
    away = towns.radius[town] * 1.2 + radius + rng.uniform(0.0, 500.0, len(radius))
    angle = rng.uniform(0.0, 2.0 * np.pi, len(radius))
    places = towns.places[town] + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
    gates = np.array([(one.x, one.y) for one in plan.interchanges if one.kind == "complet"])
    near = rng.random(len(radius)) < 0.3
    side = np.column_stack([rng.choice([-1.0, 1.0], len(radius)), rng.choice([-1.0, 1.0], len(radius))])
    offset = side * (rng.uniform(320.0, 900.0, (len(radius), 2)) + radius[:, None] * 0.7)
    places[near] = (gates[rng.integers(len(gates), size=len(radius))] + offset)[near]
    return np.asarray(places)


def _port(plan: Plan) -> tuple[float, float, float, float]:
    """Give centre, width and height of the port: on the north bank, at the mouth of the first river."""
    level = plan.levels["rivers"][0]
    y = np.linspace(level, level + 1_500.0, 30)
    west = float(plan.coast(y).max()) + 70.0
    x = np.linspace(west, west + 1_150.0, 30)
    south = float((plan.rivers[0](x) + plan.river_half_width(0, x)).max()) + 45.0
    return west + 575.0, south + 210.0, 1_150.0, 420.0


def port_outline(zones: Zones) -> shapely.Polygon:
    """Give the outline of the port."""
    return zones.shapes[0]
