"""Brings values to the form that a field of a standard asks for; what has not that form is left out and noted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...cells import is_formula
from ...resources import resource
from ..fields import number
from .cells import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from .notes import Notes

Field = dict[str, Any]
UNKNOWN, OTHER = "inconnu", "autre"
#: whole numbers beyond this are not told apart by the floats that hold them
LARGEST = 2.0**53
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
URI = re.compile(r"https?://[^\s|\"<>\\^`{}\[\]]+")


def conform(values: pd.Series, field: Field, notes: Notes, default: str | None = None) -> pd.Series:
    """Give the texts to write for a field: index ``site_id``, None where the cell stays empty.

    A value of another form is left out; where the field is required, ``autre`` or the default stands in. Decimals are
    rounded as the field asks.

    :param field: name, type, required, and values, item(s), pattern as in `resources/fields/cnig_*.json`.
    :param default: for a required field whose value is unknown.
    """
    given = plain(values)
    numeric = field["type"] in _NUMERIC and values.dtype != object
    texts = _reader(field)(values if numeric else given, field)
    said_ = given.notna() & ~given.str.lower().isin(resource("fields/cnig_friches")["unknown"])
    lost = said_ & texts.isna()
    code = "hors_liste" if "values" in field else "hors_forme"
    stand_in = (OTHER if OTHER in field.get("values", ()) else default) if field["required"] else None
    notes.add(code, given.index[lost], field["name"], given[lost], stand_in)
    if field.get("several") or "values" in field:
        part = said_ & ~lost & (texts != given)
        notes.add("liste_reduite", given.index[part], field["name"], given[part], texts[part])
    texts = texts.where(~lost, stand_in)
    if field["required"] and default is not None:
        absent = texts.isna() & ~lost
        notes.add("inconnu_par_defaut", given.index[absent], field["name"], None, default)
        texts = texts.where(~absent, default)
    return texts.where(texts.notna(), None)


def _reader(field: Field) -> Callable[[pd.Series, Field], pd.Series]:
    if field["type"] in _READERS:
        return _READERS[field["type"]]
    if "values" in field:
        return _listed
    if field.get("several") and {"item", "items", "pattern"} & set(field):
        return _items
    return _patterned if "pattern" in field or field["type"] == "uri" else _text


def _text(texts: pd.Series, field: Field) -> pd.Series:
    return texts


def _dates(texts: pd.Series, field: Field) -> pd.Series:
    days = texts.map(_day, na_action="ignore")
    read = pd.to_datetime(days, format="%Y-%m-%d", errors="coerce")
    return days.where(read.notna(), None)


def _day(text: str) -> str | None:
    found = DAY.fullmatch(text)
    return found[1] if found else None


def _years(values: pd.Series, field: Field) -> pd.Series:
    return _formatted(number(values), lambda year: (year >= 1) & (year <= 9999) & (year % 1 == 0), "{:04.0f}")


def _integers(values: pd.Series, field: Field) -> pd.Series:
    return _formatted(number(values).round(), lambda whole: (whole >= 0) & (whole < LARGEST), "{:.0f}")


def _numbers(values: pd.Series, field: Field) -> pd.Series:
    form = f"{{:.{field['decimals']}f}}"
    texts = _formatted(number(values), lambda value: (value >= 0) & (value < LARGEST), form)
    return texts.map(_without_zeros, na_action="ignore").astype(object)


def _formatted(values: pd.Series, allowed: Callable[[pd.Series], pd.Series], form: str) -> pd.Series:
    texts = pd.Series(None, index=values.index, dtype=object, name=values.name)
    held = (allowed(values) & np.isfinite(values)).to_numpy(dtype=bool)
    texts[held] = values[held].map(form.format).astype(object)
    return texts


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _listed(texts: pd.Series, field: Field) -> pd.Series:
    """Keep a value of the list; of several, as the standard takes one alone, the first that is in the list."""
    allowed = set(field["values"])

    def first(text: str) -> str | None:
        return next((item for item in (text, *map(str.strip, text.split("|"))) if item in allowed), None)

    return _by_value(texts, first)


def _items(texts: pd.Series, field: Field) -> pd.Series:
    """Keep the items that have the form of the field."""
    whole = re.compile(field["pattern"]) if "pattern" in field else None
    item_form = re.compile(field.get("item") or field.get("pattern", ""))
    allowed = set(field.get("items", ()))

    def kept(text: str) -> str | None:
        items = [item.strip() for item in text.split("|")]
        items = [item for item in items if (item in allowed if allowed else item_form.fullmatch(item))]
        joined = "|".join(items)
        return joined if joined and (whole is None or whole.fullmatch(joined)) else None

    return _by_value(texts, kept)


def _patterned(texts: pd.Series, field: Field) -> pd.Series:
    form = re.compile(field["pattern"]) if "pattern" in field else None

    def kept(text: str) -> str | None:
        fits = (form is None or form.fullmatch(text)) and (field["type"] != "uri" or URI.fullmatch(text))
        return text if fits and not is_formula(text) else None

    return _by_value(texts, kept)


def _by_value(texts: pd.Series, read: Callable[[str], str | None]) -> pd.Series:
    place, found = pd.factorize(texts)
    kept = np.array([*map(read, found), None], dtype=object)
    return pd.Series(kept[place], index=texts.index, name=texts.name, dtype=object)


_NUMERIC = ("year", "integer", "number")
_READERS: dict[str, Callable[[pd.Series, Field], pd.Series]] = {
    "date": _dates,
    "year": _years,
    "integer": _integers,
    "number": _numbers,
}
