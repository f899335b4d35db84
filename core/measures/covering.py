"""What of a layer covers each site, as a shape, and what is left when it is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from ..report import Report

#: sites overlaid between two questions whether to stop
AT_ONCE = 5_000
#: metres around a site to which a layer is cut: its new edges stay off those of the site
MARGIN = 1.0
EMPTY = shapely.Polygon()


def covering(shapes: np.ndarray, polygons: np.ndarray, report: Report | None = None) -> np.ndarray:
    """Give for each shape what a layer covers there, in one piece or several, overlaps counted once.

    What is given reaches :data:`MARGIN` beyond the shape's extent at most, so that taking it from the shape leaves no
    slivers along the shape's own edges.

    :param shapes: (n,) polygons, or None.
    :param polygons: (m,) geometries in the same CRS; what has no area covers nothing.
    :returns: (n,) polygons, None where the layer covers nothing.
    """
    cover = np.full(len(shapes), None, dtype=object)
    polygons = polygons[shapely.get_dimensions(polygons) == 2]
    if not len(polygons):
        return cover
    tree = shapely.STRtree(polygons)
    for first in range(0, len(shapes), AT_ONCE):
        if report is not None:
            report.check()
        some = shapes[first : first + AT_ONCE]
        site, found = tree.query(some, predicate="intersects")
        around = shapely.box(*(shapely.bounds(some[site]) + np.array([-1, -1, 1, 1]) * MARGIN).T)
        pieces = areal(shapely.intersection(polygons[found], around))
        for row, group in pd.Series(pieces).groupby(site):
            cover[first + row] = group.iloc[0] if len(group) == 1 else shapely.union_all(group.to_numpy())
    return cover


def without(shapes: np.ndarray, cover: np.ndarray) -> np.ndarray:
    """Take from each shape (n,) what covers it (n,), as :func:`covering` gives it; empty where nothing is left."""
    left = shapes.copy()
    touched = ~(shapely.is_missing(cover) | shapely.is_missing(shapes))
    left[touched] = areal(shapely.difference(shapes[touched], cover[touched]))
    return left


def areal(shapes: np.ndarray) -> np.ndarray:
    """Keep the areas of each shape, without the lines and points that an overlay may leave; empty where none is."""
    shapes = shapes.copy()
    shapes[(shapely.get_dimensions(shapes) < 2) & ~shapely.is_missing(shapes)] = EMPTY
    for at in np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION):
        parts = shapely.get_parts(shapes[at])
        shapes[at] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    return shapes
