"""The points that streets and lanes join: jittered grids in towns and zones, a loose one in the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

from .motorway import RAMP
from .placing import straight_roads
from .plan import JUNCTION, Plan
from .shapes import turned

if TYPE_CHECKING:
    from .settlements import Towns
    from .zones import Zones

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

MAIN, TOWN, ZONE, COUNTRY = 0, 1, 2, 3


def street_points(
    plan: Plan, towns: Towns, zones: Zones, main: Floats, sites: shapely.STRtree
) -> list[tuple[int, Floats]]:
    """Give the points of towns, zones and country that stand on free ground.

    :param main: (k, 2) points of the main roads, from which others keep away.
    :param sites: tree of the shapes that no point may stand in.
    """
    rng = plan.settings.rng("mesh")
    parts = (
        (TOWN, _town_points(plan, towns, zones, rng)),
        (ZONE, _zone_points(plan, zones, rng)),
        (COUNTRY, _country_points(plan, towns, zones, rng)),
    )
    return [(kind, np.round(points[_free(plan, points, kind, main, sites)], 2)) for kind, points in parts]


def _town_points(plan: Plan, towns: Towns, zones: Zones, rng: np.random.Generator) -> Floats:
    step = float(plan.settings["maille_ville_m"])
    parts = []
    for town in range(len(towns)):
        own = step * (0.85 + 0.3 * rng.random())
        points = _grid(
            towns.places[town],
            1.35 * towns.radius[town],
            1.35 * towns.radius[town],
            own,
            rng.uniform(0.0, np.pi / 2.0),
            rng,
            0.11,
        )
        east, north = (points - towns.places[town]).T
        distance = np.hypot(east, north)
        ragged = towns.reach(np.full(len(points), town), np.arctan2(north, east)) * rng.uniform(0.9, 1.06, len(points))
        parts.append(points[distance < ragged])
    points = np.vstack(parts)
    # Where two towns touch, their grids would mix: the second one gives way.
    owner = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    pairs = cKDTree(points).query_pairs(0.62 * step, output_type="ndarray")
    later = pairs[owner[pairs[:, 0]] != owner[pairs[:, 1]]].max(axis=1) if len(pairs) else []
    keep = np.ones(len(points), dtype=bool)
    keep[later] = False
    return np.asarray(points[keep & ~_in_zones(zones, points, 15.0)])


def _zone_points(plan: Plan, zones: Zones, rng: np.random.Generator) -> Floats:
    step = float(plan.settings["maille_zae_m"])
    parts = [
        _grid(zones.centre[z], zones.width[z] / 2.0, zones.height[z] / 2.0, step, float(zones.angle[z]), rng, 0.05)
        for z in range(len(zones))
    ]
    return np.vstack(parts)


def _country_points(plan: Plan, towns: Towns, zones: Zones, rng: np.random.Generator) -> Floats:
    step = float(plan.settings["maille_rurale_m"])
    x = np.arange(step / 2.0, plan.width, step)
    y = np.arange(step / 2.0, plan.height, step * 0.866)
    grid = np.stack(np.meshgrid(x, y), axis=-1)
    grid[1::2, :, 0] += step / 2.0
    points = grid.reshape(-1, 2) + rng.uniform(-0.3, 0.3, (grid.size // 2, 2)) * step
    points = points[
        (points > 30.0).all(axis=1) & (points[:, 0] < plan.width - 30.0) & (points[:, 1] < plan.height - 30.0)
    ]
    points = points[plan.inland(*points.T) > 90.0]
    return np.asarray(points[(towns.gap(points) > 0.55 * step) & ~_in_zones(zones, points, 0.4 * step)])


def _grid(
    centre: Floats,
    half_width: float,
    half_height: float,
    step: float,
    angle: float,
    rng: np.random.Generator,
    jitter: float,
) -> Floats:
    columns, rows = max(int(2 * half_width / step), 1), max(int(2 * half_height / step), 1)
    x, y = np.linspace(-half_width, half_width, columns + 1), np.linspace(-half_height, half_height, rows + 1)
    points = (
        np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        + rng.uniform(-jitter, jitter, ((columns + 1) * (rows + 1), 2)) * step
    )
    return np.asarray(turned(points[None, :, :], np.array([angle]), np.asarray(centre)[None, :])[0])


def _in_zones(zones: Zones, points: Floats, margin: float) -> Mask:
    tree = shapely.STRtree(shapely.buffer(zones.shapes, margin, join_style="mitre"))
    inside = np.zeros(len(points), dtype=bool)
    inside[tree.query(shapely.points(points), predicate="within")[0]] = True
    return inside


def _free(plan: Plan, points: Floats, kind: int, main: Floats, sites: shapely.STRtree) -> Mask:
    """Tell which points are on free ground: land, off the main roads, rivers, motorways, ramps and sites."""
    x, y = points.T
    inside = (x > 20.0) & (x < plan.width - 20.0) & (y > 20.0) & (y < plan.height - 20.0)
    free = inside & (plan.inland(x, y) > (35.0 if kind == ZONE else 75.0))
    for r, river in enumerate(plan.rivers):
        free &= ~river.within(plan.river_half_width(r, x) * 1.15 + 40.0, y, x)
    for curve in plan.motorways:
        free &= ~curve.within(80.0 if kind != COUNTRY else 110.0, x, y)
    free &= cKDTree(main).query(points)[0] > (48.0 if kind != COUNTRY else 125.0)
    for curve in plan.axes:
        free &= ~curve.within(38.0 if kind != COUNTRY else 80.0, y, x)
    for curve in plan.meridians:
        free &= ~curve.within(38.0 if kind != COUNTRY else 80.0, x, y)
    for one in plan.interchanges:
        if one.kind != "pont":
            free &= (np.abs(x - one.x) > 1.7 * JUNCTION) | (np.abs(y - one.y) > RAMP + 120.0)
        if one.home and one.axis == 1:
            free &= (np.abs(y - one.y) > 60.0) | (x > one.x) | (x < one.x - 6_000.0)
    for x0, y0, _, y1 in straight_roads(plan).values():
        free &= (np.abs(x - x0) > 130.0) | (y < min(y0, y1) - 150.0) | (y > max(y0, y1) + 150.0)
    free[sites.query(shapely.points(points), predicate="within")[0]] = False
    return free
