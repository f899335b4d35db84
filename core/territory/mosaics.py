"""Finds and opens the tiles of a raster, and lays together those that share one grid of pixels."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyproj

from ..errors import GisementError
from .grid import Window
from .sources import raster_tables
from .tiles import GPKG, Files, Mosaic, Tile, file_of, readable

if TYPE_CHECKING:
    from ..report import Report
    from .sources import Source

#: files that lie beside the tiles in a folder and tell of them
BESIDE = (".xml", ".tfw", ".wld", ".prj", ".qpj", ".ovr", ".msk", ".md5", ".qml", ".hdr", ".stx", ".clr", ".aux")
#: tiles share a grid if their pixels have the same size (relative) and lie together (in pixels) but for this
SAME_SIZE, SAME_PLACE = 1e-6, 0.01


def open_mosaics(source: Source, files: Files, report: Report) -> list[Mosaic]:
    """Open every tile of a raster and lay together those that share a grid.

    :raises GisementError: ``file_unreadable``, ``layer_missing``, ``layer_without_crs``.
    """
    paths, skippable = _paths(source)
    mosaics: list[Mosaic] = []
    skipped: list[GisementError] = []
    for path in paths:
        report.check()
        try:
            _add(mosaics, path, source, files)
        except GisementError as error:
            if not skippable or error.code != "file_unreadable":
                raise
            skipped.append(error)
    if not mosaics:
        raise (
            skipped[0]
            if skipped
            else GisementError("file_unreadable", file=source.path, role=source.role, reason="no raster in this folder")
        )
    if skipped:
        names = [Path(str(error.facts["file"])).name for error in skipped]
        report.warn(
            "terrain_tile_skipped", role=source.role, folder=source.path, count=len(names), files=", ".join(names[:5])
        )
    return mosaics


def _paths(source: Source) -> tuple[list[str], bool]:
    """Name what rasterio is to open, and say whether one that is no raster may be left out (in a folder)."""
    path = Path(source.path)
    if source.files:
        return list(source.files), False
    if path.is_dir():
        inside = (one for one in sorted(path.iterdir()) if one.is_file() and not one.name.startswith("."))
        return [str(one) for one in inside if one.suffix.lower() not in BESIDE], True
    if path.suffix.lower() != ".gpkg":
        return [source.path], False
    tables = raster_tables(path)
    names = {name.lower(): name for name in tables}
    layer = source.layer or (tables[0] if len(tables) == 1 else source.role)
    if layer.lower() not in names:
        raise GisementError("layer_missing", file=source.path, layer=layer, layers=", ".join(tables) or "–")
    return [f"{GPKG}{source.path}:{names[layer.lower()]}"], False


def _add(mosaics: list[Mosaic], path: str, source: Source, files: Files) -> None:
    dataset = files.get(path)
    if not dataset.count:
        raise GisementError("file_unreadable", file=file_of(path), role=source.role, reason="no band")
    with readable(path):
        crs = _crs(dataset.crs.to_wkt()) if dataset.crs else None
    if crs is None and source.crs:
        crs = pyproj.CRS(source.crs)
    if crs is None:
        raise GisementError("layer_without_crs", role=source.role, file=file_of(path), layer=source.layer_name)
    affine, rows, columns = dataset.transform, dataset.height, dataset.width
    for mosaic in mosaics:
        column, row = ~mosaic.affine * (affine.c, affine.f)
        sizes = np.array([[getattr(one, name) for name in "abde"] for one in (affine, mosaic.affine)])
        same = np.abs(sizes[0] - sizes[1]).max() <= SAME_SIZE * np.abs(sizes[1]).max()
        together = max(abs(column - round(column)), abs(row - round(row))) <= SAME_PLACE
        if same and together and (crs is mosaic.crs or crs == mosaic.crs):
            mosaic.tiles.append(
                Tile(path, Window(round(row), round(column), round(row) + rows, round(column) + columns))
            )
            return
    mosaics.append(Mosaic(crs, affine, files, [Tile(path, Window(0, 0, rows, columns))]))


@lru_cache(maxsize=8)
def _crs(wkt: str) -> pyproj.CRS | None:
    """Give the horizontal part of a CRS; None where it is one of no place, or called undefined as GeoPackages do."""
    crs = pyproj.CRS.from_wkt(wkt)
    if crs.is_compound:
        crs = crs.sub_crs_list[0]
    return None if crs.name.lower().startswith("undefined") or crs.type_name == "Engineering CRS" else crs
