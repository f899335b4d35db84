"""Opens an inventory file, whatever its format, and gives its records as the file holds them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...report import Report
from ...resources import resource
from .content import kind_of
from .delimited import read_delimited
from .encodings import check_encoding
from .geojson import read_geojson
from .header import with_usable_names
from .layers import read_vector
from .opened import Opened
from .packed import unpack
from .shapefiles import read_shapefile
from .sheets import read_sheets

if TYPE_CHECKING:
    import pandas as pd

PACKED = ("gzip", "zip")


@dataclass
class Records:
    """The records of one file, before anything is understood.

    :param rows: one row per record, index 0…n-1, columns under their own names. A GeoDataFrame whose active geometry
        is called ``geometry`` where the format carries geometries; its CRS is None when the file does not say.
        Of a text file or a workbook, every value is a text.
    :param file: its name for people; of an archive with that of the member.
    :param layer: the layer, sheet or table that was read.
    :param kind: the format, by its content (see :func:`.content.kind_of`).
    :param encoding: the characters' encoding, where the format does not fix it.
    :param lines: of a text file or a workbook, the line on which each record begins, counted from 1.
    """

    rows: pd.DataFrame
    file: str
    layer: str | None = None
    kind: str | None = None
    encoding: str | None = None
    lines: tuple[int, ...] | None = None


def read_records(
    path: str | Path, *, layer: str | None = None, encoding: str | None = None, report: Report | None = None
) -> Records:
    """Read every record of a file; neither the file nor its folder is changed.

    :param layer: a layer, a sheet, or a file of an archive; when None the only one, else the layer with geometries
        that has most fields of the standard, else the first sheet with records. A text, a GeoJSON or a Shapefile has
        one only, of its own name.
    :param encoding: of a text or a Shapefile; found out when None.
    :raises GisementError: ``file_not_found``, ``file_is_folder``, ``file_empty``, ``inventory_empty``,
        ``layer_missing``, ``encoding_unknown``, and what the reader of the format raises.
    """
    report = report or Report()
    path = Path(path)
    if path.is_dir():
        raise GisementError("file_is_folder", file=str(path))
    if not path.is_file():
        raise GisementError("file_not_found", file=str(path))
    if path.stat().st_size == 0:
        raise GisementError("file_empty", file=str(path))
    if encoding:
        check_encoding(encoding)
    with tempfile.TemporaryDirectory(prefix="gisement-") as folder:
        opened, layer = _unpacked(path, layer, encoding, Path(folder), report)
        records = _read(opened, layer, encoding, report)
    if records.rows.empty:
        raise GisementError("inventory_empty", file=records.file, layer=records.layer or path.stem)
    return records


def _unpacked(
    path: Path, layer: str | None, encoding: str | None, folder: Path, report: Report
) -> tuple[Opened, str | None]:
    """Take a file out of whatever it is packed in; an archive may hold another."""
    shown = str(path)
    packings = resource("reading/limits")["packings"]
    for depth in range(packings + 1):
        opened = Opened(path, shown, folder, kind_of(path, shown, encoding))
        if opened.kind not in PACKED:
            return opened, layer
        inside = folder / str(depth)
        inside.mkdir()
        path, shown, layer = unpack(opened, layer, inside, report)
    raise GisementError("archive_too_deep", file=shown, limit=packings)


def _read(opened: Opened, layer: str | None, encoding: str | None, report: Report) -> Records:
    used: str | None = None
    lines: tuple[int, ...] | None = None
    if opened.kind == "text":
        opened.check_layer(layer)
        layer = opened.path.stem
        rows, used, lines = read_delimited(opened, encoding, report)
    elif opened.kind == "json":
        rows, used = read_geojson(opened, layer, encoding, report)
        layer = opened.path.stem
    elif opened.kind in ("shapefile", "dbf"):
        opened.check_layer(layer)
        rows, layer, used = read_shapefile(opened, encoding, report)
    elif opened.kind in ("xlsx", "ods"):
        rows, layer, lines = read_sheets(opened, layer, report)
    else:
        rows, layer = read_vector(opened, layer, report)
    rows = with_usable_names(rows, opened.shown, report)
    return Records(rows, opened.shown, layer, opened.kind, used, lines)
