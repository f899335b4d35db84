"""Writes a study as one GeoPackage: the sites, the long tables, the manifest, the background layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .cells import without_formulas
from .output import whole_file
from .readiness.readiness import WHOLE_NUMBERS as OF_READINESS
from .report import Report
from .scoring.score import WHOLE_NUMBERS
from .vector import write_layer

if TYPE_CHECKING:
    from pathlib import Path

    from .study import Study


#: names that a GeoPackage keeps for itself; an inventory's columns of these names get a new one
RESERVED = ("fid", "geom", "ogc_fid")
#: columns of a study that hold whole numbers
INTEGERS = (*WHOLE_NUMBERS, *OF_READINESS, "pollution_niveau", "icpe_nombre")


def write_study(study: Study, path: str | Path, report: Report | None = None) -> None:
    """Write all tables of a study into a new GeoPackage at `path`, which is best a draft (see :mod:`core.output`).

    Unknown is NULL, and so is a distance to what does not exist, which `criteres.qualite` tells apart.

    :raises GisementError: ``output_write_failed``.
    """
    report = report or Report()
    # Points and surfaces share the layer of sites, so it is of no single geometry type.
    sites = _storable(study.sites.astype(dict.fromkeys(INTEGERS, "Int64")).reset_index())
    write_layer(sites, path, "sites", geometry_type="Unknown")
    for name, table in study.tables.items():
        report.check()
        write_layer(_storable(table), path, name)
    write_layer(pd.DataFrame({"cle": study.manifest.keys(), "valeur": study.manifest.values()}), path, "etude")
    for name, layer in {**study.layers, **study.backgrounds}.items():
        report.check()
        write_layer(_storable(layer), path, name, **_geometry(layer))


def write_file(table: pd.DataFrame, path: str | Path, layer: str) -> None:
    """Write one layer or table to a file of its own: a GeoPackage, or a CSV (of a table) by its ending.

    The file appears under its name only when it is whole.

    :raises GisementError: those of :func:`core.output.whole_file`.
    """
    with whole_file(path) as draft:
        if draft.suffix.lower() == ".csv":
            _storable(table).apply(without_formulas).to_csv(draft, index=False, encoding="utf-8-sig")
        elif isinstance(table, gpd.GeoDataFrame):
            write_layer(_storable(table), draft, layer, **_geometry(table))
        else:
            write_layer(_storable(table), draft, layer)


def _geometry(layer: gpd.GeoDataFrame) -> dict[str, object]:
    """Say of which geometry type a layer is written: multiple, as one point or several; any, where kinds are mixed."""
    several = set(shapely.get_dimensions(layer.geometry.dropna().array)) - {-1}
    return {"geometry_type": "Unknown"} if len(several) != 1 else {"promote_to_multi": several != {0}}


def _storable(table: pd.DataFrame) -> pd.DataFrame:
    """Bring the columns to what a GeoPackage holds: dates as ISO text, no infinity, no clash."""
    table = table.copy()
    geometry = table.geometry.name if isinstance(table, gpd.GeoDataFrame) else None
    # A GeoPackage does not tell SCORE from score: the inventory's own column, in whatever case, gives way to ours.
    taken = {*RESERVED, *(name for name in table.columns if name == name.lower() and name not in RESERVED)}
    clashing = [name for name in table.columns if name in RESERVED or (name.lower() != name and name.lower() in taken)]
    table = table.rename(columns={name: f"{name}_origine" for name in clashing if name != geometry})
    for name in table.columns.drop(geometry) if geometry else table.columns:
        values = table[name]
        if pd.api.types.is_datetime64_any_dtype(values):
            table[name] = values.dt.strftime("%Y-%m-%d").astype(object).where(values.notna(), None)
        elif pd.api.types.is_float_dtype(values):
            table[name] = values.where(np.isfinite(values))
        elif values.dtype == object:
            if pd.api.types.infer_dtype(values, skipna=True) != "string":
                values = values.map(str, na_action="ignore").astype(object)
            table[name] = values.where(values.notna(), None)
    return table
