"""Reads what of a layer lies around the sites: at once where the layer is small, tile by tile where it is large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd

    from ..report import Report
    from ..territory import Territory

#: rows of a layer up to which it is read at once
AT_ONCE = 200_000
#: side of a tile in metres
TILE = 20_000.0


@dataclass(frozen=True)
class Tile:
    """Some sites, and the rows of a layer around them.

    :param sites: positions of the sites.
    :param rows: every row of the layer that touches the extent of these sites, widened by the metres asked for.
    """

    sites: npt.NDArray[np.int64]
    rows: gpd.GeoDataFrame


def tiles(
    shapes: npt.ArrayLike,
    territory: Territory,
    role: str,
    fields: Iterable[str],
    report: Report,
    *,
    metres: float = 0.0,
) -> Iterator[Tile]:
    """Give each site once, with what of a layer lies around it; nothing where the role is absent.

    Memory is that of one tile, however large the layer.

    :param shapes: (n,) geometries of the sites in the working CRS; None and empty ones are in no tile.
    :param metres: how far beyond the sites the layer is read.
    :raises GisementError: as :meth:`Territory.read`.
    """
    if role not in territory.sources:
        return
    shapes, fields = np.asarray(shapes, dtype=object), tuple(fields)
    placed = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    for some in _gathered(shapes, placed, territory.count(role)):
        report.check()
        west, south, east, north = shapely.total_bounds(shapes[some])
        extent = (west - metres, south - metres, east + metres, north + metres)
        yield Tile(some, territory.read(role, extent, fields))


def _gathered(
    shapes: npt.NDArray[np.object_], placed: npt.NDArray[np.int64], count: int
) -> list[npt.NDArray[np.int64]]:
    """Gather the placed sites: all together for a layer of few rows, else by tile of their middles."""
    if not len(placed):
        return []
    if count <= AT_ONCE:
        return [placed]
    middles = shapely.get_coordinates(shapely.centroid(shapes[placed]))
    cells = np.unique(np.floor(middles / TILE).astype(np.int64), axis=0, return_inverse=True)[1].ravel()
    return [placed[cells == cell] for cell in range(cells.max() + 1)]
