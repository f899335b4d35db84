"""Grids of cells in the working CRS, windows of them, and the shapes of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import rasterio.features
import shapely


class Window(NamedTuple):
    """A rectangle of cells; its last row and column are not in it."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns it has."""
        return max(self.bottom - self.top, 0), max(self.right - self.left, 0)

    @property
    def size(self) -> int:
        """How many cells it has."""
        return self.shape[0] * self.shape[1]

    def meet(self, other: Window) -> Window:
        """Give what two windows have in common; its size is 0 where that is nothing."""
        return Window(*np.maximum(self[:2], other[:2]).tolist(), *np.minimum(self[2:], other[2:]).tolist())


@dataclass(frozen=True)
class Grid:
    """Cells without end in the working CRS, in metres: row 0 lies south of `y0`, column 0 east of `x0`."""

    x0: float
    y0: float
    dx: float
    dy: float

    def window(self, bounds: np.ndarray) -> np.ndarray:
        """Give the (n, 4) windows (top, left, bottom, right) of the cells that (n, 4) bounds touch."""
        west, south, east, north = np.asarray(bounds, dtype=float).reshape(-1, 4).T
        top, bottom = np.floor((self.y0 - north) / self.dy), np.floor((self.y0 - south) / self.dy)
        left, right = np.floor((west - self.x0) / self.dx), np.floor((east - self.x0) / self.dx)
        return np.column_stack([top, left, bottom + 1, right + 1]).astype(np.int64)

    def x(self, columns: np.ndarray) -> np.ndarray:
        """Give the x of columns: of their west sides when whole, of their centres half a cell on."""
        return self.x0 + columns * self.dx

    def y(self, rows: np.ndarray) -> np.ndarray:
        """Give the y of rows: of their north sides when whole, of their centres half a cell on."""
        return self.y0 - rows * self.dy

    def centres(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Give the x and the y of the centres of a window's cells, both in its shape."""
        x = self.x(np.arange(window.left, window.right) + 0.5)
        y = self.y(np.arange(window.top, window.bottom) + 0.5)
        return np.broadcast_to(x, window.shape), np.broadcast_to(y[:, None], window.shape)

    def box(self, window: Window) -> shapely.Geometry:
        """Draw the outline of a window."""
        west, east = self.x(np.array([window.left, window.right])).tolist()
        north, south = self.y(np.array([window.top, window.bottom])).tolist()
        return shapely.box(west, south, east, north)

    def outlines(self, cells: np.ndarray, window: Window) -> shapely.Geometry:
        """Draw the outlines of some cells of a window, with their holes; those that touch at a corner stay apart.

        :param cells: which of the window's cells, in its shape; one at least.
        """
        found = rasterio.features.shapes(cells.astype(np.uint8), mask=cells, connectivity=4)
        pieces = [piece["coordinates"] for piece, _ in found]
        lines = [line for piece in pieces for line in piece]
        # Of whole numbers, so that parts of neighbouring windows meet exactly.
        corners = np.concatenate(lines).astype(np.int64)
        at = np.column_stack([self.x(window.left + corners[:, 0]), self.y(window.top + corners[:, 1])])
        rings = shapely.linearrings(at, indices=np.repeat(np.arange(len(lines)), [len(line) for line in lines]))
        piece_of = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
        return shapely.multipolygons(shapely.polygons(rings, indices=piece_of))

    def cells_under(self, shapes: np.ndarray) -> np.ndarray:
        """Draw for each of n shapes the cell under a point of its own."""
        points = shapely.get_coordinates(shapely.point_on_surface(shapes))
        cells = self.window(np.column_stack([points, points]))
        return shapely.box(self.x(cells[:, 1]), self.y(cells[:, 2]), self.x(cells[:, 3]), self.y(cells[:, 0]))
