"""Shares of a site's area covered by the classes of a polygon layer, and what of a layer covers a site."""

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


def shares(shapes: np.ndarray, polygons: np.ndarray, classes: pd.Series) -> pd.DataFrame:
    """Give the share (0 to 1) of each shape that each class covers, overlaps within a class counted once.

    :param shapes: (n,) polygons; None and those without area get NaN.
    :param polygons: (m,) polygons in the same CRS.
    :param classes: (m,) their classes; None is none.
    :returns: n rows in order, one column per class met in the layer.
    """
    area = shapely.area(shapes)
    classes = classes.reset_index(drop=True)
    kept = np.flatnonzero(classes.notna())
    result = pd.DataFrame(0.0, index=range(len(shapes)), columns=sorted(classes.dropna().unique()))
    result[~(area > 0)] = np.nan
    if not len(kept):
        return result
    site, found = shapely.STRtree(polygons[kept]).query(np.where(area > 0, shapes, None), predicate="intersects")
    pieces = shapely.intersection(shapes[site], polygons[kept[found]])
    table = pd.DataFrame({"site": site, "class": classes.to_numpy()[kept[found]], "piece": pieces})
    covered = table.groupby(["site", "class"])["piece"].agg(
        lambda group: shapely.area(shapely.union_all(group.to_numpy()))
    )
    for (row, name), square_metres in covered.items():
        result.at[row, name] = square_metres / area[row]
    return result


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
