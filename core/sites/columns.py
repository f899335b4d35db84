"""Names the columns of a file as the standard does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from ..errors import GisementError
from ..folding import fold_name
from .cleaning import clean, is_absent
from .fields import fields
from .headings import Heading, heading, known_name
from .truncation import cut_headings
from .values.judging import share_understood
from .values.reading import as_texts

if TYPE_CHECKING:
    from collections.abc import Container, Hashable

    from .findings import Findings
    from .mapping import Mapping
    from .reading import Records


def name_columns(records: Records, findings: Findings, mapping: Mapping | None = None) -> pd.DataFrame:
    """Give the columns their names in the standard, the standard's first; every other column keeps its own name.

    The user's names win; then the standard's own and its short names; then its labels and the aliases of `alias.json`
    in their order, where some value bears them out; then names cut by a Shapefile. Of two columns for one field the
    better one is taken, the next fills what is empty in it and stays beside under its own name. Constants of the
    mapping fill what is empty after that.

    :raises GisementError: ``mapping_column_missing``.
    """
    rows = records.rows
    chosen = _candidates(rows, _from_user(records, mapping), mapping.values if mapping else ())
    table: dict[str, pd.Series] = {}
    used: set[Hashable] = set()
    for field, columns in chosen.items():
        best, *others = columns
        values = _with_unit(rows[best], columns[best].unit)
        if fold_name(str(best)) != fold_name(field):
            findings.add("colonne_reconnue", [None], field, [best])
        for other in others:
            empty = _empty(values)
            fill = _with_unit(rows[other], columns[other].unit)
            filled = int((empty & ~_empty(fill)).sum())
            if filled:
                same = values.dtype == fill.dtype
                values = (
                    values.where(~empty, fill) if same else values.astype(object).where(~empty, fill.astype(object))
                )
                findings.add("colonne_de_secours", [None], field, [other], [filled])
        table[field] = values
        used.add(best)
    for field, constant in (mapping.constants if mapping else {}).items():
        given = table.get(field, pd.Series(None, index=rows.index, dtype=object))
        table[field] = given.astype(object).where(~_empty(given), constant)
    standard = {field["name"]: table[field["name"]] for field in fields() if field["name"] in table}
    return _assembled(rows, standard, {column: rows[column] for column in rows.columns if column not in used})


def _from_user(records: Records, mapping: Mapping | None) -> dict[Hashable, Heading]:
    """Give the columns that the user has named, found whatever their case and accents."""
    if mapping is None:
        return {}
    by_fold = {fold_name(str(column)): column for column in reversed(list(records.rows.columns))}
    named = {}
    for rank, (column, field) in enumerate(mapping.columns.items()):
        found = column if column in records.rows.columns else by_fold.get(fold_name(column))
        if found is None:
            columns = [str(name) for name in records.rows.columns if name != _geometry_of(records.rows)]
            raise GisementError("mapping_column_missing", file=records.file, column=column, columns=columns)
        named[found] = Heading(field, rank - len(mapping.columns))
    return named


def _candidates(
    rows: pd.DataFrame, named: dict[Hashable, Heading], translated: Container[str]
) -> dict[str, dict[Hashable, Heading]]:
    """Give for each field its columns, best first.

    :param named: the columns that the user has named.
    :param translated: the fields whose values the user translates, so that they need not be understood yet.
    """
    meant: dict[Hashable, Heading] = {}
    meant.update(cut_headings(rows))
    known = {field["name"]: field for field in fields()}
    for column in rows.columns.drop(_geometry_of(rows), errors="ignore"):
        found = heading(str(column))
        if found is None:
            continue
        if not found.alias or found.field in translated or share_understood(known[found.field], rows[column]) > 0:
            meant[column] = found
    meant.update(named)
    order = sorted(meant, key=lambda column: (meant[column].rank, column != meant[column].field))
    candidates: dict[str, dict[Hashable, Heading]] = {}
    for column in order:
        candidates.setdefault(meant[column].field, {})[column] = meant[column]
    return candidates


def _with_unit(values: pd.Series, unit: str | None) -> pd.Series:
    """Write the unit that the column's name says behind each value."""
    if unit is None:
        return values
    return (as_texts(values) + f" {unit}").where(~_empty(values), None)


def _empty(values: pd.Series) -> pd.Series:
    return values.isna() if values.dtype != object else values.map(_says_nothing).astype(bool)


def _says_nothing(value: object) -> bool:
    if isinstance(value, str):
        return is_absent(clean(value), False)
    return value is None or (isinstance(value, float) and math.isnan(value))


def _geometry_of(rows: pd.DataFrame) -> str | None:
    return rows.geometry.name if isinstance(rows, gpd.GeoDataFrame) else None


def _assembled(rows: pd.DataFrame, columns: dict[str, pd.Series], own: dict[Hashable, pd.Series]) -> pd.DataFrame:
    """Put the file's own columns after the standard's; no two names differ by case alone: a GeoPackage refuses them."""
    geometry = _geometry_of(rows)
    table = dict(columns)
    taken = {name.lower() for name in columns}
    for column, values in own.items():
        bare = str(column) if column == geometry else known_name(str(column)) or clean(str(column)) or "colonne"
        name, again = bare, 1
        while name.lower() in taken:
            again += 1
            name = f"{bare}_{again}"
        taken.add(name.lower())
        table[name] = values
    named = pd.DataFrame(table, index=rows.index)
    return named if geometry is None else gpd.GeoDataFrame(named, geometry=geometry, crs=rows.crs)
