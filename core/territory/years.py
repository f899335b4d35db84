"""Schemas whose columns bear a year in their names: ``cs_2018``, ``us_2018``, ``cs_2021``, ``us_2021``.

A dialect with ``"annee": "dernier"`` writes ``AAAA`` where its columns have the latest of their years, one with
``"annee": "avant"`` where they have the one before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

#: stands for the year
YEAR = "AAAA"
#: which of the years, the latest first, a dialect is about
RANK = {"dernier": 0, "avant": 1}


def dated(dialect: dict[str, Any], present: Collection[str]) -> dict[str, Any]:
    """Put the year of its columns into a dialect; one that is of no year, or of a year that is not there, stays.

    :param present: the columns of the layer, in lower case.
    :returns: the dialect, with ``millesimes``: the years of the layer, the latest first.
    """
    if "annee" not in dialect:
        return dialect
    years = _years(dialect["columns"], present)
    rank = RANK[dialect["annee"]]
    if len(years) <= rank:
        return dialect
    fields = {field: _written(form, years[rank]) for field, form in dialect["fields"].items()}
    columns = [column.replace(YEAR, years[rank]) for column in dialect["columns"]]
    return {**dialect, "columns": columns, "fields": fields, "millesimes": years}


def _years(columns: list[str], present: Collection[str]) -> list[str]:
    """Find the years for which every column is there, the latest first."""
    found = []
    for column in columns:
        pattern = re.compile(re.escape(column).replace(YEAR, r"((?:19|20)\d{2})"), re.IGNORECASE)
        found.append({match[1] for match in map(pattern.fullmatch, present) if match})
    return sorted(set.intersection(*found), reverse=True)


def _written(form: Any, year: str) -> Any:
    """Write the year wherever a form has :data:`YEAR`."""
    if isinstance(form, str):
        return form.replace(YEAR, year)
    if isinstance(form, list):
        return [_written(one, year) for one in form]
    if isinstance(form, dict):
        return {key: _written(value, year) for key, value in form.items()}
    return form
