"""Reads the layer of a vector file that holds the inventory."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ...errors import GisementError
from ...resources import resource
from ...vector import has_driver, layer_info, layer_names, read_shapes
from ..headings import heading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ...report import Report
    from .opened import Opened

#: a large layer is read in parts of so many rows, so that a run can be stopped between two
ROWS_AT_ONCE = 8_000
#: where an SQLite file says whether it was last written with a journal beside it
WAL_VERSION_AT, WAL_VERSION = 18, 2
DATABASES = (".gpkg", ".sqlite", ".db")
#: what makes a virtual table, in the text that creates it
MODULE = re.compile(r"\s*CREATE\s+VIRTUAL\s+TABLE\s.*?\sUSING\s+[\"'`\[]?(\w+)", re.IGNORECASE | re.DOTALL)


def read_vector(opened: Opened, layer: str | None, report: Report) -> tuple[pd.DataFrame, str]:
    """Read a layer of a GeoPackage or other SQLite file, a FlatGeobuf, a GeoParquet or an old Excel workbook.

    :returns: the rows, and the name of the layer.
    :raises GisementError: ``format_without_driver``, ``file_without_layer``, ``layer_missing``,
        ``tables_elsewhere``, ``file_unreadable``.
    """
    driver = resource("reading/formats")["drivers"][opened.kind]
    if not has_driver(driver):
        raise GisementError("format_without_driver", file=opened.shown, format=driver)
    path = _safe(opened)
    if opened.kind == "sqlite":
        _check_tables(path, opened.shown)
    with opened.named(path):
        layer = layer or _best_layer(path, opened.shown, report)
        return read_rows(path, layer, opened.shown, report), layer


def read_rows(path: Path, layer: str | None, shown: str, report: Report, **options: Any) -> pd.DataFrame:
    """Read the records of a layer: dates as ISO texts, the geometry as ``geometry``, its CRS None when not said.

    :raises GisementError: ``layer_missing``, ``file_unreadable``.
    """
    info = layer_info(path, layer)
    report.check()
    if info["features"] > ROWS_AT_ONCE:
        rows, closed = _in_parts(path, layer, report, datetime_as_string=True, **options)
    else:
        rows, closed = read_shapes(path, layer, datetime_as_string=True, **options)
    report.check()
    if len(rows) < info["features"]:
        report.warn("records_fewer", file=shown, found=len(rows), expected=info["features"])
    if closed:
        report.warn("rings_closed", file=shown, count=closed)
    for name, kind in zip(info["fields"], info["dtypes"]):
        if str(kind).startswith("datetime64") and name in rows:
            rows[name] = rows[name].astype(object).str.replace(r"T00:00:00(\.0+)?(Z|\+00:00)?$", "", regex=True)
    if not isinstance(rows, gpd.GeoDataFrame):
        return rows
    if info["crs"] is None:
        rows = rows.set_crs(None, allow_override=True)
    return _named_geometry(rows)


def _in_parts(path: Path, layer: str | None, report: Report, **options: Any) -> tuple[pd.DataFrame, int]:
    parts: list[pd.DataFrame] = []
    closed = 0
    while not parts or len(parts[-1]) == ROWS_AT_ONCE:
        report.check()
        first = len(parts) * ROWS_AT_ONCE
        part, count = read_shapes(path, layer, skip_features=first, max_features=ROWS_AT_ONCE, **options)
        parts.append(part)
        closed += count
    return pd.concat([part for part in parts if len(part)], ignore_index=True), closed


def _named_geometry(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Call the geometry ``geometry``; a column of this name that is none keeps its values under another."""
    active = rows.geometry.name
    if active == "geometry":
        return rows
    taken = {name: "geometry_texte" for name in rows.columns if name == "geometry"}
    return rows.rename(columns=taken).rename_geometry("geometry")


def _best_layer(path: Path, shown: str, report: Report) -> str:
    """Choose the layer with geometries that has most fields of the standard, else the first with geometries.

    :raises GisementError: ``file_without_layer``.
    """
    names = layer_names(path)
    if not names:
        raise GisementError("file_without_layer", file=str(path))
    if len(names) == 1:
        return names[0]
    infos = [layer_info(path, name) for name in names]
    places = np.array([info["geometry_type"] is not None for info in infos])
    known = np.array([_known_fields(info["fields"]) for info in infos])
    best = names[int(np.lexsort((-np.arange(len(names)), known, places))[-1])]
    report.warn("layer_chosen", file=shown, layer=best, others=[name for name in names if name != best])
    return best


def _known_fields(names: Iterable[str]) -> int:
    """Count the fields of the standard that the columns of a layer stand for, whatever their writing."""
    found = (heading(str(name)) for name in names)
    return len({meant.field for meant in found if meant is not None})


def _safe(opened: Opened) -> Path:
    """Give a path that the library can open without leaving anything beside the source, and under a true ending."""
    formats = resource("reading/formats")
    suffix = opened.path.suffix.lower()
    if opened.kind == "sqlite":
        beside = {
            f"{suffix if suffix in DATABASES else '.gpkg'}{added}": opened.path.with_name(opened.path.name + added)
            for added in formats["database_companions"]
        }
        beside = {added: path for added, path in beside.items() if path.is_file()}
        with opened.path.open("rb") as stream:
            head = stream.read(WAL_VERSION_AT + 1)
        if suffix in DATABASES and not beside and head[WAL_VERSION_AT:] != bytes([WAL_VERSION]) and opened.is_plain:
            return opened.path
        return opened.copy_as(suffix if suffix in DATABASES else ".gpkg", beside)
    return opened.ending_in(formats["endings"][opened.kind])


def _check_tables(path: Path, shown: str) -> None:
    """Refuse a database of which a table stands for another file, which would be read in its stead."""
    known = resource("reading/formats")["virtual_tables"]
    found = {module.lower() for module in _modules(path)} - set(known)
    if found:
        raise GisementError("tables_elsewhere", file=shown, modules=sorted(found))


def _modules(path: Path) -> list[str]:
    """Name the modules of a database's virtual tables; what is no database names none, and is told by the library."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            texts = database.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL"
            ).fetchall()
    except sqlite3.Error:
        return []
    found = [MODULE.match(str(text)) for (text,) in texts]
    return [module.group(1) for module in found if module]
