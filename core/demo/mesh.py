"""Streets and lanes as a mesh of points: edges that may become roads, and cross nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import Delaunay

from .mesh_points import COUNTRY, MAIN, TOWN, ZONE, street_points
from .motorway import RAMP
from .placing import straight_roads
from .plan import JUNCTION, Plan

if TYPE_CHECKING:
    from .axes import Nodes
    from .settlements import Towns
    from .zones import Zones

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

__all__ = ["COUNTRY", "MAIN", "TOWN", "ZONE", "Mesh", "build_mesh"]

#: metres that lanes keep from known sites, streets from ordinary ones
KNOWN_MARGIN, SITE_MARGIN = 45.0, 9.0


@dataclass(frozen=True)
class Mesh:
    """Points (metres), what each belongs to (MAIN…COUNTRY), the edges that may become roads, and the blocks between.

    `diagonal` edges are the longest side of a triangle: without them the triangles pair up into blocks.
    """

    xy: Floats
    kind: npt.NDArray[np.int8]
    edges: Integers
    diagonal: Mask
    triangles: Integers


def build_mesh(
    plan: Plan, towns: Towns, zones: Zones, nodes: Nodes, sites: npt.NDArray[np.object_], known: Mask
) -> Mesh:
    """Build the mesh of a territory; `sites` are shapes to go round, `known` tells those to keep well away from."""
    main = np.array(nodes.xy)
    grown = shapely.buffer(sites, np.where(known, KNOWN_MARGIN, SITE_MARGIN), quad_segs=2, join_style="mitre")
    tree = shapely.STRtree(grown)
    kept = street_points(plan, towns, zones, main, tree)
    xy = np.vstack([main] + [points for _, points in kept])
    kind = np.repeat(
        np.array([MAIN] + [k for k, _ in kept], dtype=np.int8), [len(main)] + [len(points) for _, points in kept]
    )
    xy, first, place = np.unique(xy, axis=0, return_index=True, return_inverse=True)
    kind = kind[first]
    axis, meridian = _line_of(nodes.axis, place, len(xy)), _line_of(nodes.meridian, place, len(xy))
    triangles = Delaunay(xy).simplices.astype(np.int64)
    edges, diagonal = _edges(xy, triangles)
    good = _same_side(plan, xy, edges, axis, meridian)
    good &= _open_ground(plan, xy, edges)
    edges, diagonal = edges[good], diagonal[good]
    hit = tree.query(shapely.linestrings(xy[edges]), predicate="intersects")[0]
    free = np.ones(len(edges), dtype=bool)
    free[hit] = False
    return Mesh(xy, kind, edges[free], diagonal[free], triangles)


def _line_of(line: list[int], place: Integers, count: int) -> Integers:
    """Give the line that each distinct point stands on, or -1; where two lines meet a point was listed for both."""
    found = np.full(count, -1, dtype=np.int64)
    np.maximum.at(found, place.ravel()[: len(line)], np.array(line, dtype=np.int64))
    return found


def _edges(xy: Floats, triangles: Integers) -> tuple[Integers, Mask]:
    """Give the distinct edges of triangles, and tell the longest of each triangle."""
    corner = np.stack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]], axis=1)
    length = np.hypot(*np.moveaxis(xy[corner[..., 0]] - xy[corner[..., 1]], -1, 0))
    longest = np.zeros(length.shape, dtype=bool)
    longest[np.arange(len(length)), length.argmax(axis=1)] = True
    pairs = np.sort(corner.reshape(-1, 2), axis=1)
    key = pairs[:, 0] * len(xy) + pairs[:, 1]
    unique, inverse = np.unique(key, return_inverse=True)
    diagonal = np.bincount(inverse, weights=longest.ravel()) > 0
    return np.column_stack([unique // len(xy), unique % len(xy)]), diagonal


def _same_side(plan: Plan, xy: Floats, edges: Integers, axis: Integers, meridian: Integers) -> Mask:
    """Tell which edges cross no main road, motorway or river, and do not double a main road.

    Each family of lines cuts the land into bands; a point on line i stands at i + ½, any other at the number of lines
    before it. An edge within a band, or between a band and its border, crosses nothing.
    """
    x, y = xy.T
    good = np.ones(len(edges), dtype=bool)
    for own, on, other, at, across in (
        (plan.meridians, meridian, plan.motorways, x, y),
        (plan.axes, axis, plan.rivers, y, x),
    ):
        lines = [(float(np.mean(curve([0.0, 5_000.0]))), n, curve) for n, curve in enumerate(own)]
        lines += [(float(np.mean(curve([0.0, 5_000.0]))), -2, curve) for curve in other]
        lines.sort(key=lambda line: line[0])
        band = np.zeros(len(xy))
        for _, _, curve in lines:
            band += curve.passed_by(at, across)
        for position, (_, n, _) in enumerate(lines):
            band[on == n] = position + 0.5
        low, high = band[edges].T
        on_line = np.isin(np.mod(band[edges], 1.0), 0.5)
        both = on_line.all(axis=1)
        good &= np.where(both, np.abs(low - high) == 1.0, np.abs(low - high) <= 0.5)
    return good


def _open_ground(plan: Plan, xy: Floats, edges: Integers) -> Mask:
    """Tell which edges are short, stay on land, and touch neither a ramp nor a road of known length."""
    start, end = xy[edges[:, 0]], xy[edges[:, 1]]
    country = float(plan.settings["maille_rurale_m"])
    good = np.hypot(*(end - start).T) < 2.3 * country
    for share in (0.25, 0.5, 0.75):
        good &= plan.inland(*(start + (end - start) * share).T) > 25.0
    middle = (start + end) / 2.0
    for one in plan.interchanges:
        if one.kind != "pont":
            good &= (np.abs(middle[:, 0] - one.x) > JUNCTION + 10.0) | (np.abs(middle[:, 1] - one.y) > RAMP)
    for x0, y0, _, y1 in straight_roads(plan).values():
        span = end[:, 0] - start[:, 0]
        part = np.divide(x0 - start[:, 0], span, out=np.full(len(span), -1.0), where=span != 0.0)
        y = start[:, 1] + part * (end[:, 1] - start[:, 1])
        good &= ~((part >= 0.0) & (part <= 1.0) & (y > min(y0, y1) - 40.0) & (y < max(y0, y1) + 40.0))
    return good
