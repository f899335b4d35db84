"""Shapes as the rectangle search reads them: a piece per part of a polygon, its edges in metres from its middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from .rectangle_placements import Floats, Integers

Shapes = npt.NDArray[np.object_]

POLYGON = 3
#: metres, half the mean width (area over half the perimeter) from which on a part is searched
THREAD = 1e-6


@dataclass(frozen=True)
class Pieces:
    """For p polygon parts, largest first within a shape: whose they are, where they lie, and the edges of their rings.

    Coordinates are taken from the middle of the part's own box: with those of Lambert-93 (6 000 000 m) a double holds
    a nanometre only, and every product of the search would lose from there.
    """

    shape: Integers  # (p,) the shape that the part belongs to
    rank: Integers  # (p,) 0 for the largest part of its shape, then 1, 2...
    area: Floats  # (p,) m², holes taken away
    origin: Floats  # (p, 2) metres, what was subtracted
    inner: Floats  # (p, 2) metres, a point inside
    first: Integers  # (p + 1,) where the edges of each part begin
    edges: Floats  # (m, 4) metres, x and y of one end, x and y of the other

    @property
    def edge_count(self) -> Integers:
        """The number of edges of each part, (p,)."""
        return np.diff(self.first)

    def padded(self, which: Integers) -> Floats:
        """Give the edges of some parts as one array (len(which), n, 4).

        Shorter parts are filled up with edges of no length at their first corner: these block and enclose nothing new.
        """
        count = self.edge_count[which]
        place = np.arange(count.max(initial=0))[None, :]
        edges = self.edges[self.first[which][:, None] + np.where(place < count[:, None], place, 0)]
        filler = place >= count[:, None]
        edges[filler, 2:] = edges[filler, :2]
        return edges


def pieces_of(shapes: Shapes, which: Integers) -> Pieces:
    """Take polygons apart.

    :param shapes: (n,) shapely geometries or None; what is no polygon has no part, what is invalid is repaired first.
    :param which: (m,) the places of those that are asked for
    """
    parts, shape = _polygons(shapes[which])
    shape = which[shape]
    area = shapely.area(parts)
    order = np.lexsort((-area, shape))
    parts, shape, area = parts[order], shape[order], area[order]
    rank = np.arange(len(shape)) - np.searchsorted(shape, shape)
    box = shapely.bounds(parts).reshape(-1, 4)
    origin = (box[:, :2] + box[:, 2:]) / 2.0
    rings, part = shapely.get_rings(parts, return_index=True)
    corner, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    of_edge = part[ring[:-1]][same] if len(ring) else np.zeros(0, dtype=np.int64)
    corner = corner - origin[part[ring]]
    begin, end = corner[:-1][same], corner[1:][same]
    keep = (begin != end).any(axis=1)
    edges, of_edge = np.concatenate([begin, end], axis=1)[keep], of_edge[keep]
    first = np.searchsorted(of_edge, np.arange(len(parts) + 1))
    inner = shapely.get_coordinates(shapely.point_on_surface(parts)) - origin
    return Pieces(shape, rank, area, origin, inner, first, edges)


def _polygons(shapes: Shapes) -> tuple[Shapes, Integers]:
    """Give the valid polygons, wider than a thread, that the shapes consist of, and the shape of each."""
    corner, of = shapely.get_coordinates(shapes, return_index=True)
    finite = np.full(len(shapes), True)
    finite[of[~np.isfinite(corner).all(axis=1)]] = False
    shape = np.flatnonzero(finite)
    kept = shapes[shape]
    wrong = ~(shapely.is_valid(kept) | shapely.is_missing(kept))
    kept[wrong] = shapely.make_valid(kept[wrong])
    # Twice, for a collection may hold multipolygons.
    for _ in range(2):
        kept, of = shapely.get_parts(kept, return_index=True)
        shape = shape[of]
    good = (shapely.get_type_id(kept) == POLYGON) & (shapely.area(kept) > THREAD * shapely.length(kept))
    return kept[good], shape[good]
