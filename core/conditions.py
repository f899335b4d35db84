"""Conditions written as data, judged for all sites at once in three values: yes, no, unknown.

A condition is ``{"column": …, "op": …, "value": …}`` with op one of ``<  <=  >  >=  ==  !=  in  not_in  known``, or
``{"all": […]}``, ``{"any": […]}``, ``{"not": …}``. A column that is absent, empty or ``inconnu`` makes it unknown,
unless the rest decides (Kleene's logic: no and unknown is no; yes or unknown is yes).
"""

from __future__ import annotations

import operator
from functools import reduce
from math import isfinite
from typing import TYPE_CHECKING, Any

import pandas as pd

from .errors import GisementError
from .sites.fields import known, number

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
OPERATORS = (*_COMPARE, "in", "not_in", "known")


def judge(condition: dict[str, Any], sites: pd.DataFrame) -> pd.Series:
    """Judge a condition for each site: a nullable boolean series; NA is unknown.

    :raises GisementError: ``condition_invalid`` for a condition of another form, ``condition_types`` for one that
        compares a number with texts, or a text with numbers.
    """
    for several, combine in (("all", operator.and_), ("any", operator.or_)):
        if several in condition:
            return reduce(combine, (judge(part, sites) for part in condition[several]))
    if "not" in condition:
        return ~judge(condition["not"], sites)
    try:
        return _judge_column(sites.get(condition["column"]), condition["op"], condition.get("value"), sites.index)
    except (KeyError, TypeError) as error:
        raise GisementError("condition_invalid", condition=str(condition), reason=str(error)) from error


def check(condition: Any) -> None:
    """Refuse a condition of another form before anything is computed.

    :raises GisementError: ``condition_invalid``.
    """
    if not isinstance(condition, dict):
        raise GisementError("condition_invalid", condition=str(condition), reason=type(condition).__name__)
    for several in ("all", "any"):
        if several in condition:
            if not isinstance(condition[several], list) or not condition[several]:
                raise GisementError("condition_invalid", condition=str(condition), reason=several)
            for part in condition[several]:
                check(part)
            return
    if "not" in condition:
        check(condition["not"])
    elif not isinstance(condition.get("column"), str) or condition.get("op") not in OPERATORS:
        raise GisementError("condition_invalid", condition=str(condition), reason="column, op")
    elif not _value_fits(condition["op"], condition.get("value", _NOTHING)):
        raise GisementError("condition_invalid", condition=str(condition), reason="value")


_NOTHING = object()


def _value_fits(op: str, value: Any) -> bool:
    """Tell whether a value is of the kind that an operator compares with."""
    if op == "known":
        return True
    if op in ("in", "not_in"):
        return isinstance(value, list)
    return isinstance(value, (str, bool)) or (isinstance(value, (int, float)) and isfinite(value))


def columns_of(condition: dict[str, Any]) -> list[str]:
    """Name the columns that a condition reads."""
    if "not" in condition:
        return columns_of(condition["not"])
    parts = condition.get("all") or condition.get("any")
    if parts is not None:
        return list(dict.fromkeys(column for part in parts for column in columns_of(part)))
    return [condition["column"]]


def with_numbers(conditions: Iterable[dict[str, Any]], sites: pd.DataFrame) -> pd.DataFrame:
    """Give the sites with numbers in the place of texts that hold some, where a condition compares with a number.

    A table of texts is read so, "5,0" too; what is no number stays a text, which :func:`judge` refuses.
    """
    changed = {}
    for column in dict.fromkeys(name for condition in conditions for name in _compared_with_numbers(condition)):
        if column in sites and sites[column].dtype == object:
            texts = known(sites[column])
            changed[column] = number(sites[column]).astype(object).where(lambda value: value.notna(), texts)
    return sites.assign(**{name: values.infer_objects() for name, values in changed.items()})


def _compared_with_numbers(condition: dict[str, Any]) -> list[str]:
    """Name the columns that a condition compares with a number."""
    if "not" in condition:
        return _compared_with_numbers(condition["not"])
    parts = condition.get("all") or condition.get("any")
    if parts is not None:
        return [column for part in parts for column in _compared_with_numbers(part)]
    value = condition.get("value")
    return [condition["column"]] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


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
        _same_kind(values[given], op, value)
        holds[given] = _COMPARE[op](values[given], value).astype(bool)
    return holds.astype("boolean").where(given, pd.NA)


def _same_kind(values: pd.Series, op: str, value: Any) -> None:
    """Refuse to compare texts with a number: it is never equal to one, which would be taken for a no."""
    if isinstance(value, bool):
        return
    text = isinstance(value, str)
    if pd.api.types.is_numeric_dtype(values):
        others = values if text else values.iloc[:0]
    else:
        others = values[[isinstance(each, str) != text for each in values]]
    if len(others):
        raise GisementError("condition_types", column=str(values.name), op=op, value=value, found=others.iloc[0])
