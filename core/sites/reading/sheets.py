"""Reads the sheet of a workbook that holds the inventory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from ...errors import GisementError
from ...resources import resource
from ...vector import layer_names, read_sheet
from .header import find_header, usable_names
from .packed import check_size

if TYPE_CHECKING:
    from ...report import Report
    from .opened import Opened

#: a date as the library writes it, of which midnight is no part
DATE = re.compile(r"(\d{4})[/-](\d\d)[/-](\d\d)(?:[ T](\d\d:\d\d:\d\d))?")
MIDNIGHT = "00:00:00"
#: a number with decimals; where the library wrote sixteen of them, the last are zeros
DECIMAL, ZEROS = re.compile(r"-?\d+\.\d+"), "0" * 6


def read_sheets(opened: Opened, layer: str | None, report: Report) -> tuple[pd.DataFrame, str, tuple[int, ...]]:
    """Read a sheet: the one asked for, else the first that holds more than a header.

    Lines of a banner above the header, empty lines and empty columns without name are left out. Every value is a
    text, a date as ``YYYY-MM-DD``, a number as it is written.

    :returns: the rows, the name of the sheet, and the line of each row.
    :raises GisementError: ``header_missing``, ``file_without_layer``, ``layer_missing``, ``archive_too_large``,
        ``file_damaged``, ``file_unreadable``.
    """
    check_size(opened)
    path = opened.ending_in(resource("reading/formats")["endings"][opened.kind])
    with opened.named(path):
        sheets = layer_names(path)
        if not sheets:
            raise GisementError("file_without_layer", file=str(path))
        if layer and layer not in sheets:
            raise GisementError("layer_missing", file=str(path), layer=layer, layers=", ".join(sheets))
        for sheet in [layer] if layer else sheets:
            report.check()
            rows, lines = _table(read_sheet(path, sheet), opened.shown, report)
            if not rows.empty:
                break
    others = [name for name in sheets if name != sheet]
    if others and not layer:
        report.warn("layer_chosen", file=opened.shown, layer=sheet, others=others)
    return rows, sheet, lines


def _table(cells: pd.DataFrame, file: str, report: Report) -> tuple[pd.DataFrame, tuple[int, ...]]:
    cells = cells.astype(object).where(cells.notna(), None)
    filled = cells.apply(lambda column: column.str.strip())
    cells = cells[filled.ne("").any(axis=1) & cells.notna().any(axis=1)]
    if cells.empty:
        return pd.DataFrame(), ()
    lines = [list(line) for line in cells.head(resource("reading/limits")["sampled_lines"]).itertuples(index=False)]
    header = find_header(lines, file)
    numbers = tuple(int(at) + 1 for at in cells.index[header + 1 :])
    names, rows = lines[header], cells.iloc[header + 1 :].reset_index(drop=True)
    kept = [at for at, name in enumerate(names) if (name and name.strip()) or rows.iloc[:, at].notna().any()]
    rows = rows.iloc[:, kept]
    rows.columns = usable_names([names[at] for at in kept], file, report)
    return rows.apply(_plain), numbers


def _plain(values: pd.Series) -> pd.Series:
    """Write dates as ISO texts and numbers without the zeros that the library adds."""
    written = {value: _written(value) for value in values.dropna().unique()}
    return values.map(written, na_action="ignore").astype(object).where(values.notna(), None)


def _written(value: str) -> str:
    date = DATE.fullmatch(value)
    if date:
        year, month, day, time = date.groups()
        return f"{year}-{month}-{day}" + (f"T{time}" if time and time != MIDNIGHT else "")
    if value.endswith(ZEROS) and DECIMAL.fullmatch(value):
        return value.rstrip("0").rstrip(".")
    return value
