"""The altitudes of a territory in its working CRS, window by window, from as many tiles as there are.

Tiles already in the working CRS give their own cells, square or not. Others are brought onto square cells of their own
size, laid on multiples of it (as ``gdalwarp -tap``), by bilinear interpolation between the centres of four pixels, each
cell by its own place: ``gdalwarp -r bilinear -et 0 -wo XSCALE=1 -wo YSCALE=1``. Windows so never depend on one another.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import rasterio
import shapely

from .grid import Grid, Window
from .mosaics import open_mosaics
from .tiles import Files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..report import Report
    from .sources import Source
    from .tiles import Mosaic

#: metres by which the places of a tile may differ between its CRS and the working CRS for these to be the same
SAME_CRS = 1e-3
#: metres that stand for the side of a tile that lies where the working CRS has no places
ENDLESS = 1e9
#: significant digits of the side of a cell brought to the working CRS
DIGITS = 3
#: cells around a tile within which a place still counts as its own, so that the neighbours of its last cells are known
MARGIN = 2


class Layer:
    """A mosaic seen from the working CRS.

    :param grid: its cells in the working CRS.
    :param own: whether these are its own pixels.
    """

    def __init__(self, mosaic: Mosaic, crs: pyproj.CRS) -> None:
        self.mosaic = mosaic
        self._from_working = pyproj.Transformer.from_crs(crs, mosaic.crs, always_xy=True)
        to_working = pyproj.Transformer.from_crs(mosaic.crs, crs, always_xy=True)
        extent, a = mosaic.extent, mosaic.affine
        places = np.array([mosaic.bounds(tile.place) for tile in mosaic.tiles])
        moved = np.array([to_working.transform_bounds(*place) for place in places])
        moved = np.nan_to_num(moved, nan=ENDLESS, posinf=ENDLESS, neginf=-ENDLESS)
        same = mosaic.crs.is_projected and bool(np.abs(moved - places).max() < SAME_CRS)
        self.own = same and a.b == a.d == 0.0 and a.a > 0.0 > a.e
        if self.own:
            self.grid = Grid(a.c, a.f, a.a, -a.e)
        else:
            # The sides of the pixel in the middle, as vectors in metres.
            row, column = (extent.top + extent.bottom) / 2, (extent.left + extent.right) / 2
            x, y = to_working.transform(*np.array([a * (column + i, row + j) for i, j in ((0, 0), (1, 0), (0, 1))]).T)
            area = abs((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]))
            side = float(f"{np.sqrt(area):.{DIGITS}g}")
            self.grid = Grid(0.0, 0.0, side, side)
        #: (t, 4) bounds of its tiles in the working CRS, with a margin
        self.bounds = (places if same else moved) + MARGIN * self.grid.dx * np.array([-1, -1, 1, 1])

    def altitudes(self, window: Window, grid: Grid) -> np.ndarray:
        """Give the altitudes at the centres of a window's cells of any grid, NaN where unknown."""
        if self.own and grid is self.grid:
            return self.mosaic.read(window)
        x, y = self._from_working.transform(*grid.centres(window))
        with np.errstate(invalid="ignore"):
            column, row = ~self.mosaic.affine * (x, y)
        extent = self.mosaic.extent
        with np.errstate(invalid="ignore"):
            inside = (row >= extent.top) & (row < extent.bottom) & (column >= extent.left) & (column < extent.right)
        altitudes = np.full(window.shape, np.nan)
        if inside.any():
            altitudes[inside] = self._between(row[inside], column[inside])
        return altitudes

    def _between(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Interpolate at (n,) places in pixels between those known of four centres; NaN in an unknown pixel."""
        top, left = np.floor(rows - 0.5).astype(np.int64), np.floor(columns - 0.5).astype(np.int64)
        down, right = rows - 0.5 - top, columns - 0.5 - left
        pixels = Window(int(top.min()), int(left.min()), int(top.max()) + 2, int(left.max()) + 2)
        known = self.mosaic.read(pixels)
        unknown = np.isnan(
            known[np.floor(rows).astype(np.int64) - pixels.top, np.floor(columns).astype(np.int64) - pixels.left]
        )
        top, left = top - pixels.top, left - pixels.left
        total, weight = np.zeros(len(rows)), np.zeros(len(rows))
        for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
            values = known[top + i, left + j]
            share = np.where(np.isnan(values), 0.0, (down if i else 1.0 - down) * (right if j else 1.0 - right))
            total += share * np.where(np.isnan(values), 0.0, values)
            weight += share
        return np.where(unknown, np.nan, total / np.where(unknown, 1.0, weight))


class Terrain:
    """The altitudes of a territory, and what was read of them so far."""

    def __init__(self, mosaics: list[Mosaic], crs: pyproj.CRS, report: Report, *, digests: bool) -> None:
        layers = [Layer(mosaic, crs) for mosaic in mosaics]
        #: the finest first
        self.layers = sorted(layers, key=lambda layer: layer.grid.dx * layer.grid.dy)
        self.cells = 0
        self._report = report
        self._digest = hashlib.sha256() if digests else None
        self._layer_of = np.repeat(np.arange(len(layers)), [len(layer.bounds) for layer in self.layers])
        self._tiles = shapely.STRtree(shapely.box(*np.concatenate([layer.bounds for layer in self.layers]).T))

    @property
    def sha256(self) -> str | None:
        """The SHA-256 of the altitudes read, window after window; None if it is not wanted."""
        return self._digest.hexdigest() if self._digest else None

    def finest(self, shapes: np.ndarray) -> np.ndarray:
        """Give for n shapes (working CRS) the number of the finest layer with a tile there; -1 where none has one."""
        found = np.full(len(shapes), len(self.layers))
        shape, tile = self._tiles.query(shapely.box(*shapely.bounds(shapes).T))
        np.minimum.at(found, shape, self._layer_of[tile])
        return np.where(found < len(self.layers), found, -1)

    def altitudes(self, number: int, window: Window) -> np.ndarray:
        """Read a window of a layer's grid, in metres; what this layer does not know, the coarser ones say.

        :raises GisementError: ``file_unreadable``.
        """
        self._report.check()
        grid = self.layers[number].grid
        altitudes = self.layers[number].altitudes(window, grid)
        east, south = grid.x(np.array(window.right)), grid.y(np.array(window.bottom))
        west, north = grid.x(np.array(window.left)), grid.y(np.array(window.top))
        for layer in self.layers[number + 1 :]:
            unknown = np.isnan(altitudes)
            xmin, ymin, xmax, ymax = layer.bounds.T
            if not unknown.any():
                break
            if ((xmin < east) & (xmax > west) & (ymin < north) & (ymax > south)).any():
                altitudes[unknown] = layer.altitudes(window, grid)[unknown]
        self.cells += int(np.isfinite(altitudes).sum())
        if self._digest:
            self._digest.update(f"{grid} {window}".encode())
            self._digest.update(altitudes.astype("<f8").tobytes())
        return altitudes


@contextmanager
def open_terrain(source: Source, crs: pyproj.CRS, report: Report, *, digests: bool = True) -> Iterator[Terrain]:
    """Open the tiles of a raster for a while.

    :param crs: the working CRS, projected, in metres.
    :param digests: whether to digest the altitudes read.
    :raises GisementError: ``file_unreadable``, ``layer_missing``, ``layer_without_crs``.
    """
    files = Files()
    try:
        with rasterio.Env():
            yield Terrain(open_mosaics(source, files, report), crs, report, digests=digests)
    finally:
        files.close()
