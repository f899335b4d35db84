"""The communes and their groupings: a coverage of the land, with borders that wander like real ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

from ..resources import resource

if TYPE_CHECKING:
    from .plan import Plan
    from .settlements import Towns

Floats = npt.NDArray[np.float64]
Objects = npt.NDArray[np.object_]

DEPARTEMENT, REGION = "09", "76"


@dataclass(frozen=True)
class Communes:
    """One commune per town: its land, its EPCI and its zone d'emploi (rows of `epci_name` and `basin_name`)."""

    shape: Objects
    epci: npt.NDArray[np.int64]
    basin: npt.NDArray[np.int64]
    epci_name: list[str]
    basin_name: list[str]

    @property
    def epci_siren(self) -> list[str]:
        """Nine-digit codes of the EPCI, of a range that is not assigned."""
        return [f"2009998{i:02d}" if i < 100 else f"200998{i:03d}" for i in range(len(self.epci_name))]

    def at(self, places: Floats) -> npt.NDArray[np.int64]:
        """Give the commune of each place (k, 2); the nearest one where a place is in the sea or outside."""
        at = shapely.points(places)
        commune = np.full(len(places), -1, dtype=np.int64)
        found, point = shapely.STRtree(at).query(self.shape, predicate="intersects")
        commune[point] = found
        lost = np.flatnonzero(commune < 0)
        if len(lost):
            which, nearest = shapely.STRtree(self.shape).query_nearest(at[lost], all_matches=False)
            commune[lost[which]] = nearest
        return commune


def draw_communes(plan: Plan, towns: Towns) -> Communes:
    """Share the land among the towns, and the communes among EPCI and zones d'emploi."""
    rng = plan.settings.rng("communes")
    shape = _land_of_each(plan, towns, rng)
    words = resource("demo/words")
    epci = _groups(towns, max(1, round(len(towns) / 16)))
    basin = _groups(towns, int(plan.settings["zones_emploi"]))
    return Communes(
        shape,
        epci,
        basin,
        _numbered(words["epci"], int(epci.max()) + 1),
        _numbered(words["zone_emploi"], int(basin.max()) + 1),
    )


def land(plan: Plan) -> shapely.Polygon:
    """Give the mainland: the frame east of the coast."""
    y = np.arange(0.0, plan.height + 1.0, 80.0)
    coast = np.round(np.column_stack([plan.coast(y), y]), 2)
    return shapely.Polygon(np.vstack([coast, [(plan.width, plan.height), (plan.width, 0.0)]]))


def island(plan: Plan) -> shapely.Polygon:
    """Give the outline of the island."""
    x, y, reach = plan.island
    angle = np.linspace(0.0, 2.0 * np.pi, 61)[:-1]
    radius = reach * (1.0 + 0.1 * np.sin(2.0 * angle + 0.7) + 0.06 * np.sin(5.0 * angle))
    return shapely.Polygon(np.round(np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)]), 2))


def _land_of_each(plan: Plan, towns: Towns, rng: np.random.Generator) -> Objects:
    ground = land(plan)
    frame = shapely.box(0.0, 0.0, plan.width, plan.height)
    cells = shapely.voronoi_polygons(
        shapely.MultiPoint(towns.places), extend_to=frame.buffer(20_000.0), only_edges=True
    )
    # Cut a little beyond the frame: half of a border that runs far away would wander where nobody sees it.
    cells = shapely.intersection(cells, frame.buffer(2_000.0, join_style="mitre"))
    borders = [
        _wander(np.array([p, q]), rng)
        for line in shapely.get_parts(cells)
        for p, q in zip(line.coords[:-1], line.coords[1:])
    ]
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all([*borders, ground.exterior]))))
    faces = faces[shapely.contains_properly(ground.buffer(1.0), shapely.point_on_surface(faces))]
    owner = np.full(len(faces), -1, dtype=np.int64)
    tree = shapely.STRtree(faces)
    town, face = tree.query(shapely.points(towns.places), predicate="intersects")
    owner[face] = town
    for lost in np.flatnonzero(owner < 0):
        # A wandering border may cut off a scrap: it goes to the neighbour with whom it shares most.
        near = tree.query(faces[lost], predicate="intersects")
        near = near[owner[near] >= 0]
        if len(near):
            owner[lost] = owner[near[np.argmax(shapely.length(shapely.intersection(faces[near], faces[lost])))]]
        else:
            owner[lost] = cKDTree(towns.places).query(shapely.get_coordinates(shapely.point_on_surface(faces[lost])))[
                1
            ][0]
    shapes = np.array([shapely.union_all(faces[owner == town]) for town in range(len(towns))], dtype=object)
    near_island = cKDTree(towns.places).query(plan.island[:2])[1]
    shapes[near_island] = shapely.union_all([shapes[near_island], island(plan)])
    return shapes


def _wander(segment: Floats, rng: np.random.Generator) -> shapely.LineString:
    """Make a straight border wander: midpoints are displaced, five times over; its ends stay."""
    points = segment
    for _ in range(5):
        step = np.diff(points, axis=0)
        sideways = (
            np.column_stack([-step[:, 1], step[:, 0]])
            * np.clip(rng.normal(0.0, 0.085, len(step)), -0.16, 0.16)[:, None]
        )
        middle = (points[:-1] + points[1:]) / 2.0 + sideways
        woven = np.empty((2 * len(points) - 1, 2))
        woven[::2], woven[1::2] = points, middle
        points = woven
    return shapely.LineString(np.round(points, 2))


def _groups(towns: Towns, count: int) -> npt.NDArray[np.int64]:
    """Group the communes around the `count` largest towns that stand apart."""
    seeds = [0]
    while len(seeds) < count:
        gap = cKDTree(towns.places[seeds]).query(towns.places)[0]
        seeds.append(int(np.argmax(gap * towns.population**0.25)))
    return np.asarray(cKDTree(towns.places[seeds]).query(towns.places)[1], dtype=np.int64)


def _numbered(names: list[str], count: int) -> list[str]:
    return [names[i % len(names)] + (f" {i // len(names) + 1}" if i >= len(names) else "") for i in range(count)]
