"""Finds the line that names the columns, below any banner, and makes the names usable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ...report import Report

#: a name that a machine would give, as INSEE writes in a second line below its labels
IDENTIFIER = re.compile(r"[^\W\d]\w*")
#: a value that no column is named after: a geometry, a date
VALUE = re.compile(
    r"(SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON)\s*(Z|M|ZM)?\s*\(.*|\d{1,2}/\d{1,2}/\d{4}", re.I | re.S
)
#: a banner fills no more than this share of a well filled line, and that is one that leaves a quarter above it
FILLED_SHARE, WELL_FILLED = 0.5, 0.75


def find_header(rows: Sequence[Sequence[str | None]], file: str) -> int:
    """Find the line of the column names: the first that fills more than half of the cells that a well
    filled one does (not the widest, which may be broken).

    Of two such lines, the labels above and the technical names below, it is the second.

    :raises GisementError: ``header_missing`` where that line holds values.
    """
    limits = resource("reading/limits")
    filled = [sum(bool(cell and cell.strip()) for cell in row) for row in rows[: limits["sampled_lines"]]]
    if not filled:
        return 0
    wide = sorted(filled)[int(WELL_FILLED * (len(filled) - 1))] * FILLED_SHARE
    header = next((at for at, count in enumerate(filled[: limits["banner_lines"]]) if count > wide), 0)
    below = header + 1
    if below < len(rows) and _technical(rows[below]) and not _technical(rows[header]):
        return below
    value = next((cell for cell in rows[header] if cell and VALUE.fullmatch(cell.strip())), None)
    if value:
        raise GisementError("header_missing", file=file, value=value[:60])
    return header


def _technical(row: Sequence[str | None]) -> bool:
    names = [cell for cell in row if cell]
    return len(names) > 1 and len(set(names)) == len(names) and all(map(IDENTIFIER.fullmatch, names))


def with_usable_names(rows: pd.DataFrame, file: str, report: Report) -> pd.DataFrame:
    """Name the columns of a layer as :func:`usable_names` does; its geometry keeps its name."""
    geometry = getattr(rows, "_geometry_column_name", None)
    places = [at for at, name in enumerate(rows.columns) if name != geometry]
    usable = usable_names([str(rows.columns[at]) for at in places], file, report, taken=[geometry] if geometry else [])
    names = list(rows.columns)
    for at, name in zip(places, usable):
        names[at] = name
    return rows.set_axis(names, axis=1)


def usable_names(names: Sequence[str | None], file: str, report: Report, taken: Sequence[str] = ()) -> list[str]:
    """Name every column, and no two alike: a column without name by its number, a second bearer with ``_2``.

    Two names that differ by case alone count as alike, as they do in a GeoPackage.

    :param taken: names that none may bear.
    """
    used = set(taken)
    final, changed = [], []
    for number, name in enumerate(names, 1):
        own = " ".join((name or "").split())
        free, again = own or f"colonne_{number}", 2
        while free.lower() in used:
            free, again = f"{own or f'colonne_{number}'}_{again}", again + 1
        used.add(free.lower())
        final.append(free)
        if own and free != own:
            changed.append(free)
    if changed:
        report.warn("columns_alike", file=file, columns=changed)
    return final
