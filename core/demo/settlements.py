"""The towns: where they stand, how large they are, what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

from ..resources import resource
from .plan import COAST, RIVER, Plan

if TYPE_CHECKING:
    from .placing import Clearance

Floats = npt.NDArray[np.float64]

#: first INSEE code: real codes of département 09 end before, and its leading zero is one that files lose
FIRST_CODE = 9_400
CITY_POPULATION, PORT_POPULATION = 38_000.0, 13_000.0


@dataclass(frozen=True)
class Towns:
    """The towns of the territory, the largest first; one commune each.

    `radius` is the mean radius of the built-up area in metres, `wobble` the two phases that give it a shape.
    """

    places: Floats
    population: npt.NDArray[np.int64]
    radius: Floats
    wobble: Floats
    name: list[str]
    code: list[str]

    def __len__(self) -> int:
        return len(self.radius)

    def reach(self, town: npt.NDArray[np.int64], angle: Floats) -> Floats:
        """Give the radius of the built-up area in a direction (radians), in metres."""
        first, second = self.wobble[town].T
        shape = 1.0 + 0.2 * np.sin(2.0 * angle + first) + 0.1 * np.sin(3.0 * angle + second)
        return np.asarray(self.radius[town] * shape)

    def outline(self, town: int, scale: float = 1.0) -> shapely.Polygon:
        """Give the outline of the built-up area of one town."""
        angle = np.linspace(0.0, 2.0 * np.pi, 49)[:-1]
        reach = self.reach(np.full(48, town), angle) * scale
        return shapely.Polygon(self.places[town] + np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None])

    def gap(self, places: Floats) -> Floats:
        """Give the metres from each place to the nearest built-up area, below zero inside."""
        near = cKDTree(self.places).query(places, k=min(4, len(self)))[1].reshape(len(places), -1)
        gap = np.full(len(places), np.inf)
        for town in near.T:
            east, north = (places - self.places[town]).T
            gap = np.minimum(gap, np.hypot(east, north) - self.reach(town, np.arctan2(north, east)))
        return gap


def draw_towns(plan: Plan, clearance: Clearance) -> Towns:
    """Choose the places of the towns: the city, the port, then meetings of roads, then villages in the gaps."""
    rng = plan.settings.rng("towns")
    count = int(plan.settings["communes"])
    places = _places(plan, clearance, count, rng)
    rank = 1.0 + np.arange(count) / (plan.settings.columns * plan.settings.rows)
    population = CITY_POPULATION * rank**-1.35 * np.r_[1.0, rng.uniform(0.85, 1.15, count - 1)]
    population[1] = PORT_POPULATION
    density = 900.0 + 2_200.0 * (population / CITY_POPULATION) ** 0.3
    return Towns(
        places=places,
        population=np.round(population).astype(np.int64),
        radius=1_000.0 * np.sqrt(population / density / np.pi),
        wobble=rng.uniform(0.0, 2.0 * np.pi, (count, 2)),
        name=_names(count, rng),
        code=[f"{FIRST_CODE + number:05d}" for number in range(count)],
    )


def _places(plan: Plan, clearance: Clearance, count: int, rng: np.random.Generator) -> Floats:
    city = plan.meeting(1, 1)
    port_y = RIVER + 1_900.0
    port = (float(plan.meridians[0](port_y)), port_y)
    meetings = np.array([plan.meeting(m, a) for m in range(len(plan.meridians)) for a in range(len(plan.axes))])
    meetings = rng.permutation(meetings[_buildable(clearance, meetings)])
    chosen = [np.array(city), np.array(port)]
    for place in meetings:
        if len(chosen) < 2 + 0.5 * (count - 2) and _distance(place, chosen) > 4_300.0:
            chosen.append(place)
    candidates = rng.uniform((COAST + 800.0, 900.0), (plan.width - 900.0, plan.height - 900.0), (60 * count, 2))
    candidates = candidates[_buildable(clearance, candidates) & (clearance.gap("roads", candidates) > 350.0)]
    gap = cKDTree(np.array(chosen)).query(candidates)[0]
    while len(chosen) < count:
        best = int(np.argmax(gap))
        chosen.append(candidates[best])
        gap = np.minimum(gap, np.hypot(*(candidates - candidates[best]).T))
    return np.array(chosen)


def _buildable(clearance: Clearance, places: Floats) -> npt.NDArray[np.bool_]:
    clear = clearance.clear(places, coast=1_300.0, motorways=1_300.0, rivers=900.0, avenues=1_300.0, border=900.0)
    return np.asarray(clear)


def _distance(place: Floats, others: list[Floats]) -> float:
    return float(min(np.hypot(*(place - other)) for other in others))


def _names(count: int, rng: np.random.Generator) -> list[str]:
    words = resource("demo/words")
    names = [words["ville"], words["port"]]
    while len(names) < count:
        prefix = str(rng.choice(words["prefixes"]))
        core = (
            str(rng.choice(words["saints"]))
            if prefix == "Saint-"
            else str(rng.choice(words["racines"])) + str(rng.choice(words["finales"]))
        )
        name = prefix + core + str(rng.choice(words["suffixes"]))
        if name not in names:
            names.append(name)
    return names
