"""Opens an inventory file, whatever its format, and gives its records as the file holds them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from ...errors import GisementError
from ...report import Report
from ...vector import layer_info, layer_names, read_layer


@dataclass
class Records:
    """The records of one file, before anything is understood.

    :param rows: one row per record, index 0…n-1, columns under their own names. A GeoDataFrame whose active geometry
        is called ``geometry`` where the format carries geometries; its CRS is None when the file does not say.
        Of a text file, every value is a text.
    """

    rows: pd.DataFrame
    file: str
    layer: str | None = None


def read_records(
    path: str | Path, *, layer: str | None = None, encoding: str | None = None, report: Report | None = None
) -> Records:
    """Read every record of a file.

    :param layer: the only one, else the first with geometries, when None.
    :param encoding: of a text or a Shapefile; found out when None.
    :raises GisementError: ``file_not_found``, ``file_empty``, ``file_unreadable``, ``layer_missing``,
        ``inventory_empty``, ``csv_invalid``.
    """
    path = Path(path)
    if not path.is_file():
        raise GisementError("file_not_found", file=str(path))
    if path.stat().st_size == 0:
        raise GisementError("file_empty", file=str(path))
    is_text = path.suffix.lower() in (".csv", ".txt", ".tsv")
    layer = path.stem if is_text else layer or _first_layer(path)
    rows = _read_csv(path) if is_text else _read_vector(path, layer)
    if rows.empty:
        raise GisementError("inventory_empty", file=str(path), layer=layer or path.stem)
    return Records(rows, str(path), layer)


def _read_vector(path: Path, layer: str | None) -> pd.DataFrame:
    rows = read_layer(path, layer)
    if not isinstance(rows, gpd.GeoDataFrame):
        return rows
    if layer_info(path, layer)["crs"] is None:
        rows = rows.set_crs(None, allow_override=True)
    return rows.rename_geometry("geometry") if rows.geometry.name != "geometry" else rows


def _first_layer(path: Path) -> str | None:
    layers = layer_names(path)
    for name in layers:
        if layer_info(path, name)["geometry_type"] is not None:
            return name
    return layers[0] if layers else None


def _read_csv(path: Path) -> pd.DataFrame:
    data = path.read_bytes()
    try:
        text, encoding = data.decode("utf-8-sig"), "utf-8-sig"
    except UnicodeDecodeError:
        text, encoding = data.decode("cp1252", errors="replace"), "cp1252"
    header = text.splitlines()[0]
    separator = max(";,\t", key=header.count)
    try:
        rows = pd.read_csv(
            path,
            sep=separator,
            dtype=str,
            encoding=encoding,
            keep_default_na=False,
            encoding_errors="replace",
            quoting=csv.QUOTE_MINIMAL,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise GisementError("csv_invalid", file=str(path), reason=str(error)) from error
    return rows
