"""Where friches are found: in activity zones, in towns and at their edges, along the railway, in open country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from .plan import Plan
    from .settlements import Towns
    from .zones import Zones

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


class Kind(NamedTuple):
    """A kind of place: share of the sites, median area (ha) and standard deviation of its logarithm, activities."""

    share: float
    hectares: float
    spread: float
    activities: tuple[int, ...]


KINDS = {
    "zone": Kind(0.34, 3.2, 0.7, (0, 1, 3, 4, 10, 6, 7)),
    "bord": Kind(0.28, 2.8, 0.8, (0, 1, 2, 5, 8, 9, 16, 18)),
    "ville": Kind(0.16, 0.9, 0.7, (2, 5, 8, 9, 15, 16, 18)),
    "rail": Kind(0.10, 3.2, 0.6, (12, 10, 1)),
    "campagne": Kind(0.12, 4.0, 1.1, (13, 14, 17, 7)),
}
#: least and greatest area of an ordinary site, in hectares
AREAS = (0.12, 80.0)


@dataclass(frozen=True)
class Candidates:
    """Places where a site could stand: its kind, its centre, and the rectangle it would fill."""

    kind: npt.NDArray[np.object_]
    centre: Floats
    width: Floats
    height: Floats
    angle: Floats

    @property
    def radius(self) -> Floats:
        """Half the diagonal of each, in metres."""
        return np.asarray(np.hypot(self.width, self.height) / 2.0)

    def only(self, rows: Integers) -> Candidates:
        """Keep these rows, in this order."""
        return Candidates(self.kind[rows], self.centre[rows], self.width[rows], self.height[rows], self.angle[rows])


def draw_candidates(plan: Plan, towns: Towns, zones: Zones, wanted: int, rng: np.random.Generator) -> Candidates:
    """Draw several times as many candidates as sites are wanted; two stand side by side in each zone."""
    tries = {name: int(6 * wanted * said.share) + 60 for name, said in KINDS.items()} | {"zone": 2 * len(zones)}
    kind = np.repeat(np.array(list(tries), dtype=object), list(tries.values()))
    said = [KINDS[name] for name in kind]
    median, spread = np.array([one.hectares for one in said]), np.array([one.spread for one in said])
    area = 10_000.0 * np.clip(median * np.exp(spread * rng.standard_normal(len(kind))), *AREAS)
    ratio = rng.uniform(1.1, 2.2, len(kind))
    drawn = Candidates(
        kind,
        np.zeros((len(kind), 2)),
        np.sqrt(area * ratio),
        np.sqrt(area / ratio),
        rng.uniform(-np.pi / 2.0, np.pi / 2.0, len(kind)),
    )
    _in_zones(drawn, np.flatnonzero(kind == "zone"), zones)
    _by_towns(drawn, np.flatnonzero((kind == "ville") | (kind == "bord")), towns, rng)
    _by_the_railway(drawn, np.flatnonzero(kind == "rail"), plan, rng)
    country = kind == "campagne"
    low, high = (4_000.0, 500.0), (plan.width - 500.0, plan.height - 500.0)
    drawn.centre[country] = rng.uniform(low, high, (int(country.sum()), 2))
    drawn.centre[:] = np.round(drawn.centre, 2)
    return drawn


def _in_zones(drawn: Candidates, rows: Integers, zones: Zones) -> None:
    zone = np.tile(np.arange(len(zones)), 2)
    along = np.repeat([-0.26, 0.26], len(zones)) * zones.width[zone]
    direction = np.column_stack([np.cos(zones.angle[zone]), np.sin(zones.angle[zone])])
    drawn.centre[rows] = zones.centre[zone] + direction * along[:, None]
    drawn.width[rows] = np.minimum(drawn.width[rows], zones.width[zone] * 0.36)
    drawn.height[rows] = np.minimum(drawn.height[rows], zones.height[zone] * 0.62)
    drawn.angle[rows] = zones.angle[zone]


def _by_towns(drawn: Candidates, rows: Integers, towns: Towns, rng: np.random.Generator) -> None:
    """Place sites inside the built-up areas ("ville") or just outside ("bord")."""
    weight = towns.population**0.7 / np.sum(towns.population**0.7)
    town = rng.choice(len(towns), len(rows), p=weight)
    bearing = rng.uniform(0.0, 2.0 * np.pi, len(rows))
    reach = towns.reach(town, bearing)
    inside = reach * np.sqrt(rng.uniform(0.06, 0.8, len(rows)))
    outside = reach + rng.uniform(0.0, 350.0, len(rows)) + drawn.width[rows] / 2.0
    away = np.where(drawn.kind[rows] == "ville", inside, outside)
    drawn.centre[rows] = towns.places[town] + np.column_stack([np.cos(bearing), np.sin(bearing)]) * away[:, None]


def _by_the_railway(drawn: Candidates, rows: Integers, plan: Plan, rng: np.random.Generator) -> None:
    x = rng.uniform(5_000.0, plan.width - 600.0, len(rows))
    line = rng.integers(len(plan.rails), size=len(rows))
    side = rng.choice([-1.0, 1.0], len(rows)) * (drawn.radius[rows] + rng.uniform(16.0, 90.0, len(rows)))
    for number, rail in enumerate(plan.rails):
        own = line == number
        drawn.centre[rows[own]] = np.column_stack([x[own], rail(x[own]) + side[own]])
        drawn.angle[rows[own]] = np.arctan((rail(x[own] + 50.0) - rail(x[own] - 50.0)) / 100.0)
