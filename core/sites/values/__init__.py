"""Brings the values to the lists and forms of the standard; what the file said is kept where it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ...report import Report
from ..fields import fields
from ..headings import personal_columns
from ..persons import names_a_person
from .originals import ORIGINALS, Originals
from .reader import takes_any_text, whole_reader
from .reading import FAULTS, MIS_ENCODED, Column, read_column

if TYPE_CHECKING:
    from ..findings import Findings
    from ..mapping import Mapping

__all__ = ["ORIGINALS", "to_standard_values"]


def to_standard_values(
    sites: gpd.GeoDataFrame, findings: Findings, mapping: Mapping | None = None, report: Report | None = None
) -> gpd.GeoDataFrame:
    """Give new sites whose values are those of the standard.

    Texts become texts or None, integers and years floats with NaN, dates texts ``YYYY-MM-DD``. Every change of a value
    is a finding, and the text of the file stays in :data:`ORIGINALS`, as JSON by field; blanks around a text, words for
    "unknown" and the type of the column are no change. Columns that are not of the standard are cleaned only.
    """
    report = report or Report()
    known = {field["name"]: field for field in fields()}
    personal = personal_columns(sites.columns)
    originals = Originals(len(sites))
    columns = {name: sites[name] for name in sites.columns if name != ORIGINALS}
    for name, values in columns.items():
        report.check()
        if name == sites.geometry.name:
            continue
        field = known.get(name)
        columns[name], column = _standardised(values, field, _said(field, mapping))
        if column is None:
            continue
        if name in personal:
            _tell_unquoted(findings, sites.index, str(name), column)
            continue
        originals.keep(str(name), pd.notna(column.codes) & (column.values != column.texts), column.texts)
        _tell(findings, sites.index, str(name), column, free=field is None or takes_any_text(field))
    columns[ORIGINALS] = originals.column(sites.get(ORIGINALS))
    table = pd.DataFrame(columns, index=sites.index)
    return gpd.GeoDataFrame(table, geometry=sites.geometry.name, crs=sites.crs)


def _standardised(
    values: pd.Series, field: dict[str, Any] | None, said: dict[str, str | None]
) -> tuple[pd.Series, Column | None]:
    """Give the values of a column in the standard's form, and what was read; numbers of a number's field are not."""
    if field is not None and field["type"] == "integer" and pd.api.types.is_numeric_dtype(values.dtype):
        return _finite(values), None
    if field is None and values.dtype != object:
        return values, None
    texts = values if field is not None else values.where(values.map(_is_written))
    column = read_column(texts, whole_reader(field, said))
    read = pd.Series(column.values, index=values.index, dtype=object)
    if field is None:
        return read.where(texts.notna() | values.isna(), values), column
    return read.astype(float) if field["type"] in ("integer", "year") else read, column


def _said(field: dict[str, Any] | None, mapping: Mapping | None) -> dict[str, str | None]:
    """Give the user's own words for the values of a field."""
    return {} if field is None or mapping is None else mapping.values.get(field["name"], {})


def _tell(findings: Findings, site_ids: pd.Index, name: str, column: Column, free: bool) -> None:
    """Add the findings of a column; a free text that seems to name a person is not quoted."""
    for code in sorted(set(column.codes[pd.notna(column.codes)])):
        of_code = column.codes == code
        texts, values = column.texts[of_code], column.values[of_code]
        if free:
            texts, values = _without_persons(texts), _without_persons(values)
        findings.add(code, site_ids[of_code], name, texts, None if code in FAULTS else values)


def _tell_unquoted(findings: Findings, site_ids: pd.Index, name: str, column: Column) -> None:
    """Tell of a repaired encoding without the text, which may name a person."""
    repaired = column.codes == MIS_ENCODED
    findings.add(MIS_ENCODED, site_ids[repaired], name, corrections=[None] * int(repaired.sum()))


def _without_persons(texts: np.ndarray) -> list[str | None]:
    return [None if text is None or names_a_person(text) else text for text in texts]


def _is_written(value: Any) -> bool:
    """Tell texts and lists from numbers, booleans and dates, which a column of the file's own keeps as they are."""
    return isinstance(value, (str, list, tuple, dict, np.ndarray))


def _finite(values: pd.Series) -> pd.Series:
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    return pd.Series(np.where(np.isinf(numbers), np.nan, numbers), index=values.index)
