"""Rectangles, slightly uneven, at any angle: the shapes of zones, sites, parcels and buildings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

Floats = npt.NDArray[np.float64]

#: what shapely calls polygons and multipolygons
SURFACES = (3, 6)
CORNERS = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])


def turned(local: Floats, angle: npt.ArrayLike, centre: Floats) -> Floats:
    """Turn local coordinates (k, n, 2) by angles (k,) in radians and move them to centres (k, 2)."""
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    x, y = local[..., 0], local[..., 1]
    return np.stack([x * cos - y * sin, x * sin + y * cos], axis=-1) + np.asarray(centre)[:, None, :]


def rectangles(
    centre: Floats, width: Floats, height: Floats, angle: Floats, uneven: Floats | None = None
) -> npt.NDArray[np.object_]:
    """Make rectangles; `uneven` (k, 4, 2) moves their corners by shares of their sides."""
    local = np.broadcast_to(CORNERS, (len(centre), 4, 2)).copy()
    if uneven is not None:
        local += uneven
    local *= np.column_stack([width, height])[:, None, :]
    return np.asarray(shapely.polygons(np.round(turned(local, angle, centre), 2)))


def strips(
    shapes: npt.NDArray[np.object_], centre: Floats, length: Floats, angle: Floats, count: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.int64]]:
    """Cut shapes into strips across their length; nothing is lost and nothing overlaps.

    :returns: the pieces (polygons or multipolygons) and the row of the shape that each comes from.
    """
    owner = np.repeat(np.arange(len(shapes)), count)
    rank = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    many = count[owner]
    low, high = rank / many - 0.5, (rank + 1) / many - 0.5
    low, high = np.where(rank == 0, -2.0, low), np.where(rank == many - 1, 2.0, high)
    reach = 2.0 * np.ones(len(owner))
    local = np.stack(
        [
            np.column_stack([low, -reach]),
            np.column_stack([high, -reach]),
            np.column_stack([high, reach]),
            np.column_stack([low, reach]),
        ],
        axis=1,
    )
    local *= np.asarray(length)[owner][:, None, None]
    blades = shapely.polygons(turned(local, angle[owner], centre[owner]))
    pieces = shapely.intersection(np.asarray(shapes)[owner], blades)
    good = shapely.area(pieces) > 1.0
    return pieces[good], owner[good]


def surfaces(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Keep the valid polygons of what overlays give: a line or a point where two zones only touch is dropped."""
    shapes = np.asarray(shapes, dtype=object).copy()
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    shapes[broken] = shapely.make_valid(shapes[broken])
    for row in np.flatnonzero(~np.isin(shapely.get_type_id(shapes), SURFACES)):
        parts = shapely.get_parts(shapely.get_parts(shapes[row]))
        shapes[row] = shapely.union_all(parts[shapely.get_type_id(parts) == SURFACES[0]])
    return shapes
