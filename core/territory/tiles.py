"""The tiles of a digital elevation model: files opened when needed, their altitudes laid side by side."""

from __future__ import annotations

import warnings
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import pyproj.exceptions
import rasterio
import rasterio.errors
from rasterio.windows import Window as Pixels

from ..errors import GisementError
from .grid import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rasterio.transform import Affine

#: metres in one unit of altitude, where a tile says another unit than metres
UNITS = {"ft": 0.3048, "foot": 0.3048, "us survey foot": 1200 / 3937, "us-ft": 1200 / 3937, "cm": 0.01, "dm": 0.1}
#: what is not between these is a hole that its producer did not declare (-9999, -99999, 3.4e38), no altitude in metres
LOWEST, HIGHEST = -9_999.0, 9_999.0
#: how many tiles are kept open
OPEN = 64
#: what stands before the file in the name of a raster table
GPKG = "GPKG:"


class Files:
    """Opens tiles and keeps the last few of them open."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Any] = OrderedDict()

    def get(self, path: str) -> Any:
        """Give the open dataset of a tile.

        :raises GisementError: ``file_unreadable``.
        """
        if path in self._open:
            self._open.move_to_end(path)
            return self._open[path]
        with readable(path):
            self._open[path] = rasterio.open(path)
        if len(self._open) > OPEN:
            self._open.popitem(last=False)[1].close()
        return self._open[path]

    def close(self) -> None:
        """Close them all."""
        while self._open:
            self._open.popitem()[1].close()


@dataclass(frozen=True)
class Tile:
    """One file of altitudes, and the pixels of its mosaic that it holds."""

    path: str
    place: Window


@dataclass
class Mosaic:
    """Tiles in one CRS on one grid of pixels.

    :param affine: from pixels (column, row) of the mosaic to coordinates in its CRS; may turn or mirror.
    """

    crs: pyproj.CRS
    affine: Affine
    files: Files
    tiles: list[Tile] = field(default_factory=list)

    @cached_property
    def places(self) -> np.ndarray:
        """The (t, 4) pixels of its t tiles, once all of them are there: top, left, bottom, right."""
        return np.array([tile.place for tile in self.tiles])

    @property
    def extent(self) -> Window:
        """The pixels between the outermost tiles."""
        return Window(*self.places[:, :2].min(axis=0).tolist(), *self.places[:, 2:].max(axis=0).tolist())

    def bounds(self, place: Window) -> tuple[float, float, float, float]:
        """Give (xmin, ymin, xmax, ymax) of some pixels, in the mosaic's CRS."""
        corners = [
            self.affine * (column, row) for column in (place.left, place.right) for row in (place.top, place.bottom)
        ]
        xs, ys = zip(*corners)
        return min(xs), min(ys), max(xs), max(ys)

    def read(self, pixels: Window) -> np.ndarray:
        """Read altitudes in metres, NaN where no tile has any; of tiles that overlap, the first that knows.

        :raises GisementError: ``file_unreadable``.
        """
        altitudes = np.full(pixels.shape, np.nan)
        low, high = np.maximum(self.places[:, :2], pixels[:2]), np.minimum(self.places[:, 2:], pixels[2:])
        for number in np.flatnonzero((low < high).all(axis=1)):
            tile = self.tiles[number]
            common = pixels.meet(tile.place)
            part = altitudes[
                common.top - pixels.top : common.bottom - pixels.top,
                common.left - pixels.left : common.right - pixels.left,
            ]
            values = self._read(tile, common)
            np.copyto(part, values, where=np.isnan(part))
        return altitudes

    def _read(self, tile: Tile, common: Window) -> np.ndarray:
        dataset = self.files.get(tile.path)
        rows, columns = common.shape
        pixels = Pixels(common.left - tile.place.left, common.top - tile.place.top, columns, rows)
        with readable(tile.path):
            raw = dataset.read(1, window=pixels, masked=True)
        values = raw.filled(0).astype(float) * dataset.scales[0] + dataset.offsets[0]
        values *= UNITS.get((dataset.units[0] or "").strip().lower(), 1.0)
        with np.errstate(invalid="ignore"):
            known = ~np.ma.getmaskarray(raw) & (values > LOWEST) & (values < HIGHEST)
        return np.where(known, values, np.nan)


def file_of(path: str) -> str:
    """Give the file in what rasterio opens."""
    return path[len(GPKG) :].rpartition(":")[0] if path.startswith(GPKG) else path


@contextmanager
def readable(path: str) -> Iterator[None]:
    """Turn the library's failures into ours, and keep still its remark on files without a place."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            yield
    except (rasterio.errors.RasterioError, pyproj.exceptions.CRSError, OSError, ValueError) as error:
        raise GisementError("file_unreadable", file=file_of(path), reason=str(error)) from error
