"""The blocks between streets and lanes: triangles of the mesh, paired across their longest side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from .mesh import COUNTRY, MAIN, TOWN, ZONE

if TYPE_CHECKING:
    from .stage import Stage

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Blocks:
    """Shape, centre and kind (TOWN, ZONE or COUNTRY) of each block; they do not overlap."""

    shape: npt.NDArray[np.object_]
    centre: Floats
    kind: npt.NDArray[np.int8]

    def shrunk(self, rows: npt.NDArray[np.int64], share: float) -> npt.NDArray[np.object_]:
        """Give blocks drawn back from their streets: each corner moves towards the centre."""
        xy, owner = shapely.get_coordinates(self.shape[rows], return_index=True)
        centre = self.centre[rows][owner]
        return np.asarray(shapely.set_coordinates(self.shape[rows].copy(), np.round(centre + (xy - centre) * share, 2)))


def blocks_of(stage: Stage) -> Blocks:
    """Pair the triangles of the mesh into blocks, on land and away from wide gaps."""
    mesh = stage.mesh
    triangles, xy = mesh.triangles, mesh.xy
    sides = xy[triangles[:, [1, 2, 0]]] - xy[triangles]
    length = np.hypot(sides[..., 0], sides[..., 1])
    longest = length.argmax(axis=1)
    rows = np.arange(len(triangles))
    a, b, c = (triangles[rows, (longest + k) % 3] for k in range(3))
    key = np.minimum(a, b) * len(xy) + np.maximum(a, b)
    order = np.argsort(key, kind="stable")
    twin = key[order][1:] == key[order][:-1]
    first, second = order[:-1][twin], order[1:][twin]
    single = np.ones(len(triangles), dtype=bool)
    single[first] = single[second] = False
    four = np.column_stack([a[first], c[second], b[first], c[first]])
    shapes = np.concatenate([shapely.polygons(xy[four]), shapely.polygons(xy[triangles[single]])])
    corner = mesh.kind[four], mesh.kind[triangles[single]]
    kind = np.concatenate([_kind(found) for found in corner])
    centre = np.vstack([xy[four].mean(axis=1), xy[triangles[single]].mean(axis=1)])
    wide = np.concatenate([length.max(axis=1)[first], length.max(axis=1)[single]])
    keep = (
        (wide < 3.0 * float(stage.settings["maille_rurale_m"]))
        & (stage.plan.inland(*centre.T) > 30.0)
        & shapely.is_valid(shapes)
    )
    return Blocks(shapes[keep], centre[keep], kind[keep])


def _kind(corners: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """A block belongs to a town or a zone when all its corners do; main roads count as either."""
    town = np.isin(corners, [TOWN, MAIN]).all(axis=1) & (corners == TOWN).any(axis=1)
    zone = np.isin(corners, [ZONE, MAIN]).all(axis=1) & (corners == ZONE).any(axis=1)
    return np.where(town, TOWN, np.where(zone, ZONE, COUNTRY)).astype(np.int8)
