"""Shares of a site's area covered by the classes of a polygon layer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely


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
