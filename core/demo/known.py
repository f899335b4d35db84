"""The sites whose figures are known by construction: where they stand and what shape they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from ..resources import resource
from .placing import Clearance, straight_roads
from .settings import TILE_HEIGHT, TILE_WIDTH

if TYPE_CHECKING:
    from .plan import Plan
    from .settlements import Towns

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """One known site: an upright rectangle (or an L), in metres from the south-west corner of the territory."""

    key: str
    said: dict[str, Any]
    box: tuple[float, float, float, float]

    @property
    def shape(self) -> shapely.Polygon:
        """The site itself; its north-east corner is cut off when it is an L."""
        west, south, east, north = self.box
        notch = float(self.said.get("encoche", 0.0))
        if not notch:
            return shapely.box(*self.box)
        return shapely.Polygon(
            [
                (west, south),
                (east, south),
                (east, north - notch),
                (east - notch, north - notch),
                (east - notch, north),
                (west, north),
            ]
        )

    @property
    def centre(self) -> tuple[float, float]:
        """The centre of its rectangle."""
        return (self.box[0] + self.box[2]) / 2.0, (self.box[1] + self.box[3]) / 2.0

    @property
    def radius(self) -> float:
        """Half its diagonal, in metres."""
        return float(np.hypot(self.box[2] - self.box[0], self.box[3] - self.box[1])) / 2.0

    @property
    def planned(self) -> bool:
        """Whether its planning zone is known."""
        return any(self.said.get(name) for name in ("part_ux", "au_bout_de", "ite", "poste_htb_m"))

    def western_share(self, share: float, beyond: float = 40.0) -> shapely.Polygon:
        """Give a rectangle that covers exactly this share of the site, from its west, and overhangs it elsewhere."""
        west, south, east, north = self.box
        return shapely.box(west - beyond, south - beyond, west + (east - west) * share, north + beyond)


def place_known(plan: Plan, clearance: Clearance, towns: Towns) -> dict[str, Known]:
    """Find a place for each known site: at the end of its straight road, on the island, or in open country.

    In the country each keeps away from towns, roads, rivers and the others, so that nothing blurs its figures.
    """
    said = resource("demo/known")["sites"]
    rng = plan.settings.rng("known")
    roads = straight_roads(plan)
    placed: dict[str, Known] = {}
    for key, one in said.items():
        if "au_bout_de" in one:
            placed[key] = _at_the_end(key, one, roads[one["au_bout_de"]])
        elif one.get("ile"):
            placed[key] = _around(key, one, plan.island[0], plan.island[1] + 180.0)
    largest_first = sorted((key for key in said if key not in placed), key=lambda key: -said[key]["largeur"])
    for key in largest_first:
        x, y = _in_the_country(plan, clearance, towns, said[key], list(placed.values()), rng)
        placed[key] = _around(key, said[key], x, y)
    return {key: placed[key] for key in said}


def _around(key: str, said: dict[str, Any], x: float, y: float) -> Known:
    width, height = said["largeur"] / 2.0, said["hauteur"] / 2.0
    x, y = round(x), round(y)
    return Known(key, said, (x - width, y - height, x + width, y + height))


def _at_the_end(key: str, said: dict[str, Any], road: tuple[float, float, float, float]) -> Known:
    """Put the site beyond the end of its road, which touches it at one point; most of it away from the motorway."""
    x0, y0, x1, y1 = road
    width, height = said["largeur"], said["hauteur"]
    west = {"a": x1 - 60.0, "b": x1 - width + 60.0}.get(key, x1 - width / 2.0)
    south = y1 if y1 > y0 else y1 - height
    return Known(key, said, (west, south, west + width, south + height))


def _in_the_country(
    plan: Plan, clearance: Clearance, towns: Towns, said: dict[str, Any], placed: list[Known], rng: np.random.Generator
) -> tuple[float, float]:
    radius = float(np.hypot(said["largeur"], said["hauteur"])) / 2.0
    free = float(resource("demo/known")["degagement_m"])
    for easing in (1.0, 0.8, 0.6, 0.45):
        places = rng.uniform((0.0, 0.0), (min(TILE_WIDTH, plan.width), min(TILE_HEIGHT, plan.height)), (4_000, 2))
        near_rail = 200.0 if said.get("ite") else 350.0 * easing
        good = clearance.clear(
            places,
            roads=radius + 260.0 * easing,
            motorways=radius + 500.0 * easing,
            rivers=radius + 1_250.0 * (easing if not said.get("ite") else 0.5),
            rails=radius + near_rail,
            coast=radius + 900.0 * easing,
            interchanges=1_200.0,
            avenues=radius + 600.0,
            border=radius + 250.0,
        )
        good &= towns.gap(places) > radius + free * easing
        for other in placed:
            good &= np.hypot(*(places - other.centre).T) > radius + other.radius + 700.0 * easing
        if said.get("ite"):
            good &= clearance.gap("rails", places) < radius + 900.0
        if said.get("poste_htb_m"):
            good &= places[:, 0] + said["poste_htb_m"] + radius < plan.width - 400.0
        if good.any():
            x, y = places[np.argmax(good)]
            return float(x), float(y)
    x, y = places[np.argmax(towns.gap(places))]
    return float(x), float(y)
