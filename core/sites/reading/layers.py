"""Reads the layer of a vector file that holds the inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from ...errors import GisementError
from ...resources import resource
from ...vector import has_driver, layer_info, layer_names, read_shapes
from ..fields import fields

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ...report import Report
    from .opened import Opened

#: where an SQLite file says whether it was last written with a journal beside it
WAL_VERSION_AT, WAL_VERSION = 18, 2
DATABASES = (".gpkg", ".sqlite", ".db")
TEXTS = (".csv", ".tsv", ".txt", ".json", ".geojson")


def read_vector(opened: Opened, layer: str | None, report: Report) -> tuple[pd.DataFrame, str]:
    """Read a layer of a GeoPackage, a FlatGeobuf, a GeoParquet, or whatever else the vector library knows.

    :returns: the rows, and the name of the layer.
    :raises GisementError: ``format_without_driver``, ``file_without_layer``, ``layer_missing``,
        ``file_unreadable``.
    """
    driver = resource("reading/formats")["drivers"].get(opened.kind)
    if driver and not has_driver(driver):
        raise GisementError("format_without_driver", file=opened.shown, format=driver)
    path = _safe(opened)
    with opened.named(path):
        layer = layer or _best_layer(path, opened.shown, report)
        return read_rows(path, layer, opened.shown, report), layer


def read_rows(path: Path, layer: str | None, shown: str, report: Report, **options: Any) -> pd.DataFrame:
    """Read the records of a layer: dates as ISO texts, the geometry as ``geometry``, its CRS None when not said.

    :raises GisementError: ``layer_missing``, ``file_unreadable``.
    """
    info = layer_info(path, layer)
    report.check()
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
    standard = {
        name.lower()
        for field in fields()
        for name in (field["name"], field.get("short") or field["name"], *field.get("aliases", ()))
    }
    infos = [layer_info(path, name) for name in names]
    places = np.array([info["geometry_type"] is not None for info in infos])
    known = np.array([len(standard & {str(name).lower() for name in info["fields"]}) for info in infos])
    best = names[int(np.lexsort((-np.arange(len(names)), known, places))[-1])]
    report.warn("layer_chosen", file=shown, layer=best, others=[name for name in names if name != best])
    return best


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
    ending = formats["endings"].get(opened.kind)
    if ending is None:
        companions = {added: path for added, path in opened.companions().items() if path != opened.path}
        # The library takes whatever ends like a text for a table.
        return opened.copy_as(".xml" if suffix in TEXTS else opened.path.suffix, companions)
    return opened.ending_in(str(ending))
