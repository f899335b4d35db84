"""Tables of the user whose rows name parcels, such as a list of long vacant premises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ...conditions import judge
from ...errors import GisementError
from ..fields import known, number
from ..parcels import exploded
from ..reading import read_records

if TYPE_CHECKING:
    from ...report import Report
    from .rules import VacancyTable


def parcels_named(table: VacancyTable, report: Report) -> set[str]:
    """Give the parcels (``idu``) that the rows name for which the table's condition holds; all rows without one.

    Columns are found whatever their case. A column compared with a number is read as numbers.

    :raises GisementError: ``evidence_column``, ``condition_invalid``, and those of :func:`..reading.read_records`.
    """
    rows = read_records(table.path, report=report).rows
    spelt = {str(name).lower(): name for name in rows.columns}
    columns = [table.key, *_compared(table.condition)]
    for column in columns:
        if column.lower() not in spelt:
            listed = ", ".join(map(str, rows.columns))
            raise GisementError("evidence_column", file=str(table.path), column=column, columns=listed)
    values = pd.DataFrame({column: rows[spelt[column.lower()]] for column in columns}, index=rows.index)
    for column, with_numbers in _compared(table.condition).items():
        values[column] = number(values[column]) if with_numbers else known(values[column].astype(object))
    if table.condition is not None:
        values = values[judge(table.condition, values).fillna(False).to_numpy(dtype=bool)]
    return set(exploded(values[table.key])["idu"])


def _compared(condition: dict[str, Any] | None) -> dict[str, bool]:
    """Give each column of a condition, and whether it is compared with numbers."""
    if condition is None:
        return {}
    for several in ("all", "any"):
        if several in condition:
            return {column: kind for part in condition[several] for column, kind in _compared(part).items()}
    if "not" in condition:
        return _compared(condition["not"])
    value = condition.get("value")
    values = value if isinstance(value, list) else [value]
    return {condition["column"]: all(isinstance(each, (int, float)) for each in values)}
