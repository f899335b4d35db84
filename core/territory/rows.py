"""Reads the rows of one layer in parts, so that a run can be stopped between two, and no more of them than wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..vector import read_layer
from .encoding import told_encoding
from .numbers import row_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..report import Report
    from .sources import Source

#: a layer is read in so many parts at most: to reach the next part, most files are gone through from their beginning
PARTS = 8
#: a GeoPackage finds rows by their number; beyond so many numbers a row, most parts would be empty
NUMBERS_A_ROW = 4
#: above this share of a layer, reading it whole is faster than picking rows
SHARE_PICKED = 0.25
#: formats in which rows are found by their place without reading the others
INDEXED = (".gpkg", ".fgb", ".gdb")
#: points are looked up by square cells, at first of this share of their extent, wider until there are few enough
CELL_SHARE, CELLS = 1 / 2_000, 256


@dataclass(frozen=True)
class Rows:
    """The rows of a layer.

    :param info: see :func:`..vector.layer_info`.
    :param at_once: how many rows a part has at least.
    """

    source: Source
    info: dict[str, Any]
    report: Report
    at_once: int

    def read(self, wanted: set[str], **options: Any) -> pd.DataFrame:
        """Read the columns wanted (any case) of all rows, or of those that the reader's options choose."""
        parts = []
        for part in self._parts(options.get("bbox")):
            self.report.check()
            columns = {"columns": self._spelt(wanted)}
            parts.append(self._layer(**columns, **part, **options))
            if len(parts[-1]) < part.get("max_features", 0):
                break
        return _joined(parts, ignore_index="fid_as_index" not in options)

    def _parts(self, bbox: tuple[float, ...] | None = None) -> Iterator[dict[str, Any]]:
        """Give the reader's options for each part, from the first row to the last."""
        features = max(self.info["features"], 1)
        if bbox is not None and self._share(bbox) * features <= self.at_once:
            yield {}
            return
        numbers = row_numbers(self.source.path, self.source.layer) if features > self.at_once else None
        if numbers is not None and features <= numbers.last < NUMBERS_A_ROW * features:
            for first in range(1, numbers.last + 1, self.at_once):
                yield {"where": f'"{numbers.column}" BETWEEN {first} AND {first + self.at_once - 1}'}
            return
        size = max(self.at_once, -(-features // PARTS))
        for first in range(0, features, size):
            yield {"skip_features": first, "max_features": size}

    def _share(self, bbox: tuple[float, ...]) -> float:
        """Give the share of the layer's extent that lies in a box; all of it where the file does not tell any."""
        bounds = self.info.get("total_bounds")
        if bounds is None or not np.isfinite(bounds).all():
            return 1.0
        whole = shapely.box(*bounds)
        return float(whole.intersection(shapely.box(*bbox)).area / whole.area) if whole.area > 0 else 1.0

    def pick(self, wanted: set[str], fids: pd.Index) -> pd.DataFrame:
        """Read the rows of these numbers in the file."""
        if not len(fids):
            columns = self._spelt(wanted)
            return self._layer(columns=columns, max_features=1).iloc[:0]
        if len(fids) > SHARE_PICKED * self.info["features"]:
            return self.read(wanted, fid_as_index=True).loc[fids].reset_index(drop=True)
        parts = []
        for first in range(0, len(fids), self.at_once):
            self.report.check()
            some = fids[first : first + self.at_once].to_numpy()
            parts.append(self._layer(columns=self._spelt(wanted), fids=some))
        return _joined(parts)

    def touching(self, wanted: set[str], points: np.ndarray) -> pd.DataFrame:
        """Read the rows that points (in the layer's CRS) touch, each once."""
        parts = [self.read(wanted, mask=cell, fid_as_index=True) for cell in self._cells(points)]
        rows = _joined(parts, ignore_index=False)
        return rows[~rows.index.duplicated()].reset_index(drop=True)

    def _layer(self, **options: Any) -> pd.DataFrame:
        return read_layer(self.source.path, self.source.layer, **told_encoding(self.source.path), **options)

    def _cells(self, points: np.ndarray) -> list[shapely.Geometry]:
        """Gather points by cell in a large layer with an index of places; else one search is cheapest."""
        if self.info["features"] <= self.at_once or Path(self.source.path).suffix.lower() not in INDEXED:
            return [shapely.union_all(points)]
        at = shapely.get_coordinates(shapely.centroid(points))
        extent = float(np.ptp(at, axis=0).max()) or 1.0
        cells = np.zeros(len(points), dtype=int)
        for halving in range(12):
            keys = np.floor((at - at.min(axis=0)) / (extent * CELL_SHARE * 2**halving)).astype(int)
            cells = np.unique(keys, axis=0, return_inverse=True)[1].ravel()
            if cells.max() < CELLS:
                break
        return [shapely.union_all(points[cells == cell]) for cell in range(cells.max() + 1)]

    def _spelt(self, wanted: set[str]) -> list[str]:
        """Name the columns as the layer spells them."""
        spelt = {name.lower(): name for name in self.info["fields"]}
        return [spelt[column.lower()] for column in sorted(wanted) if column.lower() in spelt]


def _joined(parts: list[pd.DataFrame], *, ignore_index: bool = True) -> pd.DataFrame:
    if len(parts) == 1:
        return parts[0]
    rows = pd.concat(parts, ignore_index=ignore_index)
    return gpd.GeoDataFrame(rows) if "geometry" in rows else rows
