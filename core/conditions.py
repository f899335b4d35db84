"""Conditions written as data, judged for all sites at once in three values: yes, no, unknown.

A condition is ``{"column": …, "op": …, "value": …}`` with op one of ``<  <=  >  >=  ==  !=  in  not_in  known``, or
``{"all": […]}``, ``{"any": […]}``, ``{"not": …}``. A column that is absent, empty or ``inconnu`` makes it unknown,
unless the rest decides (Kleene's logic: no and unknown is no; yes or unknown is yes).
"""

from __future__ import annotations

import operator
from typing import Any

import pandas as pd

from .errors import GisementError
from .sites.fields import known

_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def judge(condition: dict[str, Any], sites: pd.DataFrame) -> pd.Series:
    """Judge a condition for each site: a nullable boolean series; NA is unknown.

    :raises GisementError: ``condition_invalid`` for a condition of another form.
    """
    for several, combine in (("all", operator.and_), ("any", operator.or_)):
        if several in condition:
            parts = [judge(part, sites) for part in condition[several]]
            result = parts[0]
            for part in parts[1:]:
                result = combine(result, part)
            return result
    if "not" in condition:
        return ~judge(condition["not"], sites)
    try:
        return _judge_column(sites.get(condition["column"]), condition["op"], condition.get("value"), sites.index)
    except (KeyError, TypeError) as error:
        raise GisementError("condition_invalid", condition=str(condition), reason=str(error)) from error


def columns_of(condition: dict[str, Any]) -> list[str]:
    """Name the columns that a condition reads."""
    if "not" in condition:
        return columns_of(condition["not"])
    parts = condition.get("all") or condition.get("any")
    if parts is not None:
        return list(dict.fromkeys(column for part in parts for column in columns_of(part)))
    return [condition["column"]]


def _judge_column(values: pd.Series | None, op: str, value: Any, index: pd.Index) -> pd.Series:
    if values is None:
        values = pd.Series(None, index=index, dtype=object)
    values = known(values)
    given = values.notna()
    if op == "known":
        return given.astype("boolean")
    if op in ("in", "not_in"):
        holds = values.isin(value) == (op == "in")
    else:
        holds = pd.Series(False, index=index)
        holds[given] = _COMPARE[op](values[given], value)
    return holds.astype("boolean").where(given, pd.NA)
