"""The shape of a site: how compact it is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely


def compactness(shapes: np.ndarray) -> npt.NDArray[np.float64]:
    """Give area / area of the convex hull of each shape (n,): 1 where it is convex, NaN where it has no area."""
    hull = shapely.area(shapely.convex_hull(shapes))
    return _ratio(shapely.area(shapes), hull)


def gravelius(shapes: np.ndarray) -> npt.NDArray[np.float64]:
    """Give Gravelius's coefficient of each shape (n,): its perimeter over that of the disc of the same area.

    Perimeter / (2 √(π × area)), holes included (Gravelius 1914): 1 for a disc, 1.128 for a square, more for what is
    drawn out or torn; NaN where there is no area.
    """
    return _ratio(shapely.length(shapes), 2.0 * np.sqrt(np.pi * shapely.area(shapes)))


def largest_part(shapes: np.ndarray) -> npt.NDArray[np.float64]:
    """Give the area in m² of the largest piece in one of each shape (n,); 0 where it is empty, NaN where missing."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    largest = np.where(shapely.is_missing(shapes), np.nan, 0.0)
    np.maximum.at(largest, owner, shapely.area(parts))
    return largest


def _ratio(above: np.ndarray, below: np.ndarray) -> npt.NDArray[np.float64]:
    return np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
