"""Everything that the layers are drawn from, handed from one module to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from ..resources import resource
from .communes import Communes, land
from .writing import CRS, Writer

if TYPE_CHECKING:
    from .known import Known
    from .mesh import Mesh
    from .motorway import Access
    from .places import Places
    from .plan import Plan
    from .roads import Roads
    from .settings import Settings
    from .settlements import Towns
    from .terrain import Terrain
    from .zones import Zones

Floats = npt.NDArray[np.float64]
Objects = npt.NDArray[np.object_]


@dataclass
class Stage:
    """The territory as drawn so far; metres from its south-west corner."""

    settings: Settings
    plan: Plan
    towns: Towns
    zones: Zones
    known: dict[str, Known]
    places: Places
    communes: Communes
    terrain: Terrain
    mesh: Mesh
    roads: Roads
    accesses: list[Access]
    writer: Writer
    #: shapes of some layers, by what they are, for those that are drawn around them
    drawn: dict[str, Objects] = field(default_factory=dict)

    def code_at(self, places: Floats) -> Objects:
        """Give the INSEE code of the commune of each place."""
        return np.array(self.towns.code, dtype=object)[self.communes.at(places)]

    def name_at(self, places: Floats) -> Objects:
        """Give the name of the commune of each place."""
        return np.array(self.towns.name, dtype=object)[self.communes.at(places)]

    @cached_property
    def land(self) -> shapely.Polygon:
        """The mainland."""
        return land(self.plan)

    @cached_property
    def quiet(self) -> shapely.Geometry:
        """Surroundings of the known sites, which no random layer may touch."""
        return shapely.union_all(
            [shapely.box(*one.box).buffer(150.0, join_style="mitre") for one in self.known.values()]
        )

    @cached_property
    def forests(self) -> Objects:
        """Woods in open country."""
        rng = self.settings.rng("forests")
        count = 7 * self.settings.columns * self.settings.rows
        places = rng.uniform((4_000.0, 400.0), (self.plan.width - 400.0, self.plan.height - 400.0), (6 * count, 2))
        places = places[(self.towns.gap(places) > 900.0) & (self.plan.river_gap(*places.T) > 500.0)][:count]
        return self.kept_quiet(blobs(places, rng.uniform(380.0, 1_150.0, len(places)), rng))

    def kept_quiet(self, shapes: Objects) -> Objects:
        """Cut the land around known sites, and the sea, out of random shapes; empty shapes are dropped."""
        shapes = shapely.intersection(shapely.difference(shapes, self.quiet), self.land)
        return np.asarray(shapes[shapely.area(shapes) > 400.0])

    def lon_lat(self, places: Floats) -> tuple[Floats, Floats]:
        """Give longitudes and latitudes (WGS 84) of places."""
        x, y = lambert93(places).T
        lon, lat = pyproj.Transformer.from_crs(CRS, "EPSG:4326", always_xy=True).transform(x, y)
        return np.round(lon, 6), np.round(lat, 6)


def lambert93(places: Floats) -> Floats:
    """Give Lambert-93 coordinates of places."""
    origin = resource("demo/sizes")["origine_lambert93"]
    return np.round(np.asarray(places) + (origin["x"], origin["y"]), 2)


def blobs(places: Floats, radius: Floats, rng: np.random.Generator) -> Objects:
    """Make rounded, uneven shapes around places."""
    angle = np.linspace(0.0, 2.0 * np.pi, 41)[:-1]
    phase = rng.uniform(0.0, 2.0 * np.pi, (len(places), 3, 1))
    reach = (
        1.0
        + 0.22 * np.sin(2 * angle + phase[:, 0])
        + 0.12 * np.sin(3 * angle + phase[:, 1])
        + 0.06 * np.sin(7 * angle + phase[:, 2])
    )
    reach *= np.asarray(radius)[:, None]
    xy = np.asarray(places)[:, None, :] + np.stack([np.cos(angle) * reach, np.sin(angle) * reach], axis=-1)
    return np.asarray(shapely.polygons(np.round(xy, 2))) if len(places) else np.empty(0, dtype=object)


def band(x: Floats, south: Floats, north: Floats) -> shapely.Polygon:
    """Make the shape between two lines that run from west to east."""
    return shapely.Polygon(np.round(np.vstack([np.column_stack([x, south]), np.column_stack([x, north])[::-1]]), 2))


def points(places: npt.ArrayLike) -> Objects:
    """Make points."""
    return np.asarray(shapely.points(np.round(np.asarray(places, dtype=float), 2)))


def codes(prefix: str, count: int, digits: int = 16) -> Objects:
    """Make identifiers: a prefix and a number."""
    return np.array([f"{prefix}{n:0{digits}d}" for n in range(count)], dtype=object)
