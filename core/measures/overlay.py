"""Shares of a site's area covered by the polygons of a layer, by class; overlaps within a class counted once."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ..stopping import stoppable
from .covering import AT_ONCE, areal, covering, without

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..report import Report

__all__ = ["AT_ONCE", "Overlay", "areal", "covering", "overlay", "shares", "united_area", "without"]

#: threads at most, and collections that are too few for another one
THREADS, FEW = 4, 200


@dataclass(frozen=True)
class Overlay:
    """What of each polygon of a layer lies on each site: made once, asked for the shares of as many classes as wanted.

    :param area: (n,) m² of the sites; NaN where there is none to cover.
    :param site: (p,) the site of each piece, in rising order.
    :param row: (p,) the polygon that it is part of.
    :param piece: (p,) what of the polygon lies on the site, with an area.
    """

    area: npt.NDArray[np.float64]
    site: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]
    piece: npt.NDArray[np.object_]

    def shares(self, classes: pd.Series, report: Report | None = None) -> pd.DataFrame:
        """Give the share (0 to 1) of each site that each class covers, overlaps within a class counted once.

        :param classes: (m,) the class of each polygon; None is none.
        :returns: n rows in order, one column per class met in the layer; NaN where a site has no area.
        """
        codes, names = pd.factorize(classes.to_numpy(), sort=True)
        result = np.zeros((len(self.area), len(names)))
        code = codes[self.row]
        kept = np.flatnonzero(code >= 0)
        if len(kept):
            cell = self.site[kept] * len(names) + code[kept]
            work = partial(united_area, cell, self.piece[kept], self.area[self.site[kept]])
            cells, square_metres = stoppable(work, report)
            result.flat[cells] = square_metres
        return pd.DataFrame(np.minimum(result / self.area[:, None], 1.0), columns=names)

    def covered(self, chosen: npt.NDArray[np.bool_] | None = None, report: Report | None = None) -> np.ndarray:
        """Give the share (0 to 1) of each site (n,) that the chosen polygons (m,), or all, cover; overlaps once.

        NaN where a site has no area.
        """
        kept = slice(None) if chosen is None else chosen[self.row]
        site, result = self.site[kept], np.zeros(len(self.area))
        work = partial(united_area, site, self.piece[kept], self.area[site])
        cells, square_metres = stoppable(work, report)
        result[cells] = square_metres
        return np.minimum(result / self.area, 1.0)


def overlay(shapes: np.ndarray, polygons: np.ndarray, report: Report | None = None) -> Overlay:
    """Cut the polygons of a layer to the sites.

    :param shapes: (n,) polygons; None and those without area have no pieces.
    :param polygons: (m,) valid geometries in the same CRS; what has no area covers nothing.
    """
    area = shapely.area(shapes)
    area = np.where(area > 0, area, np.nan)
    measured, areas = np.flatnonzero(area > 0), np.flatnonzero(shapely.get_dimensions(polygons) == 2)
    sites, rows, pieces = [measured[:0]], [areas[:0]], [np.empty(0, dtype=object)]
    tree = shapely.STRtree(polygons[areas]) if len(measured) else None
    for first in range(0, len(measured) if len(areas) else 0, AT_ONCE):
        some = measured[first : first + AT_ONCE]
        site, row, piece = stoppable(partial(_pieces, shapes[some], tree), report)
        sites.append(some[site])
        rows.append(areas[row])
        pieces.append(piece)
    return Overlay(area, np.concatenate(sites), np.concatenate(rows), np.concatenate(pieces))


def _pieces(shapes: np.ndarray, tree: shapely.STRtree) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the pieces of the tree's polygons that have an area on the shapes: shape, polygon, piece.

    Where one covers the other nothing has to be cut: telling so of prepared geometries takes no look at all vertices.
    """
    polygons = tree.geometries
    site, found = tree.query(shapes)
    shapely.prepare(polygons[np.unique(found)])
    met = shapely.intersects(polygons[found], shapes[site])
    site, found = site[met], found[met]
    piece = shapes[site]
    apart = np.flatnonzero(~shapely.covers(polygons[found], piece))
    shapely.prepare(shapes[np.unique(site[apart])])
    inner = shapely.covers(shapes[site[apart]], polygons[found[apart]])
    piece[apart[inner]] = polygons[found[apart[inner]]]
    cut = apart[~inner]
    with np.errstate(invalid="ignore"):
        piece[cut] = shapely.intersection(shapes[site[cut]], polygons[found[cut]])
    real = np.flatnonzero(shapely.area(piece) > 0)
    order = real[np.argsort(site[real], kind="stable")]
    return site[order], found[order], piece[order]


def united_area(
    cell: npt.NDArray[np.int64], piece: np.ndarray, whole: npt.NDArray[np.float64] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Give the cells met, in rising order, and the area that the pieces of each cover together, overlaps once.

    :param whole: (p,) m² that the pieces of a cell can cover at most: where one covers it, no other is looked at.
    """
    order = np.argsort(cell, kind="stable")
    cells, start, count = np.unique(cell[order], return_index=True, return_counts=True)
    area = shapely.area(piece[order])
    largest = np.maximum.reduceat(area, start) if len(start) else area
    several = count > 1
    if whole is not None:
        several &= largest < whole[order][start]
    if several.any():
        among = np.repeat(several, count)
        number = np.repeat(np.arange(int(several.sum())), count[several])
        largest[several] = _united(shapely.geometrycollections(piece[order][among], indices=number))
    return cells, largest


def _united(groups: np.ndarray) -> npt.NDArray[np.float64]:
    """Give the area of the union of each collection, on several processors: GEOS lets others run meanwhile."""
    parts = np.array_split(groups, max(1, min(THREADS, os.cpu_count() or 1, len(groups) // FEW)))
    with ThreadPoolExecutor(max_workers=len(parts)) as threads:
        unions = threads.map(lambda part: shapely.union_all(part[:, None], axis=1), parts)
        return np.asarray(shapely.area(np.concatenate(list(unions))))


def shares(shapes: np.ndarray, polygons: np.ndarray, classes: pd.Series, report: Report | None = None) -> pd.DataFrame:
    """Give the share (0 to 1) of each shape that each class covers, overlaps within a class counted once.

    :param shapes: (n,) polygons; None and those without area get NaN.
    :param polygons: (m,) polygons in the same CRS.
    :param classes: (m,) their classes; None is none.
    :param report: asked meanwhile whether to stop.
    :returns: n rows in order, one column per class met in the layer.
    """
    classes = classes.reset_index(drop=True)
    kept = np.flatnonzero(classes.notna())
    found = overlay(shapes, polygons[kept], report)
    return found.shares(classes.iloc[kept], report)
