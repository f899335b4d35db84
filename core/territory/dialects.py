"""Translates a producer's columns into the fields of a role.

A field of a dialect is written in `resources/catalogue/dialects/<role>.json` in one of these forms:

* ``"libelle"``: the column as it is;
* ``{"column": "fret", "values": {"O": "oui"}, "otherwise": null}``: a value list (``otherwise``: what is not in it);
* ``{"column": "tension", "number": true}``: the first number of a text ("225kV" is 225);
* ``{"column": "maxspeed", "null": [0]}``: values that mean unknown;
* ``{"first_of": ["nom", "nom_ets"]}``: the first column that is there and not null, or the first form that tells;
* ``{"join": ["code_dep", "code_com"]}``: the columns one after the other, unknown where one of them is;
* ``{"sum": ["ind_18_24", "ind_25_39"]}``: the numbers of the columns together, unknown where one of them is;
* ``{"first_match": ["categorie", "nomass"], "pattern": "^(AC1)"}``: what the pattern finds in the
  first column that has it;
* ``{"says": [["classé", "class"], ["inscrit", "inscri"]], "in": ["protection", "nom"]}``: the word whose pattern is the
  first to stand in one of the columns, written without capitals and accents (``otherwise``: none does);
* ``{"layer_name": "znieff[12]", "values": {…}}``: what the pattern finds in the name of the layer, or of its file;
* ``{"constant": "natura2000"}``: one value for all rows;
* ``{"rules": [[{"nature": ["Bretelle"]}, "bretelle"], …], "otherwise": "locale"}``: the first rule that holds.

A dialect with ``"tags": "other_tags"`` finds the columns that lack in the ``"key"=>"value"`` pairs of that one (GDAL's
reader of OpenStreetMap). Words are compared by :mod:`.words`: producers write "Échangeur" with its accent or without.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .words import are_among, plain_texts, said_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: a number and its unit, as producers write them in texts
_NUMBER = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*(m[²2]?|ha|hectares?|t|kg|km/h|km|kV|MW)?\s*", re.IGNORECASE)
#: how many of the unit of its field each of these is: tonnes, square metres, metres
_UNITS = {"kg": 0.001, "ha": 10_000.0, "hectare": 10_000.0, "hectares": 10_000.0, "km": 1_000.0}
#: the blank between thousands ("30 000")
_THOUSANDS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")


def columns_read(dialect: dict[str, Any], fields: Iterable[str]) -> set[str]:
    """Name the source columns (as the dialect spells them) that these fields and the row filter need."""
    needed = {condition["column"] for condition in dialect.get("where", ())}
    for field in fields:
        needed |= _columns_of(dialect["fields"].get(field))
    return needed | {dialect["tags"]} if "tags" in dialect else needed


def _columns_of(form: Any) -> set[str]:
    if form is None:
        return set()
    if isinstance(form, str):
        return {form}
    if "rules" in form:
        return {column for when, _ in form["rules"] for column in when}
    if "first_of" in form:
        return set().union(*map(_columns_of, form["first_of"]))
    for several in ("join", "sum", "first_match", "in"):
        if several in form:
            return set(form[several])
    return {form["column"]} if "column" in form else set()


def translate(
    frame: pd.DataFrame, dialect: dict[str, Any], types: dict[str, str], between: Callable[[], None] = lambda: None
) -> pd.DataFrame:
    """Give the rows kept by the dialect's filter, with the role's fields as columns.

    :param frame: source rows; its columns may be spelt in any case, and some may lack (the field is then unknown).
    :param types: field → ``text`` or ``number``.
    :param between: called between two fields, so that long work can be stopped there.
    :returns: one column per field, index of the rows kept; unknown is None (text) or NaN (number).
    """
    frame = frame.copy(deep=False)
    frame.columns = frame.columns.str.lower()
    if "tags" in dialect:
        frame = _with_tags(frame, dialect, types)
    keep = np.ones(len(frame), dtype=bool)
    for condition in dialect.get("where", ()):
        values = frame.get(condition["column"].lower())
        if values is None:
            continue
        keep &= are_among(values, condition["in"]) if "in" in condition else ~are_among(values, condition["not_in"])
    frame = frame if keep.all() else frame[keep]
    fields = {}
    for name, kind in types.items():
        between()
        fields[name] = _field(frame, dialect["fields"].get(name), kind)
    return pd.DataFrame(fields, index=frame.index, copy=False)


def _with_tags(frame: pd.DataFrame, dialect: dict[str, Any], types: dict[str, str]) -> pd.DataFrame:
    """Add the columns that lack and that the tags hold."""
    pairs = frame.get(dialect["tags"])
    if pairs is None:
        return frame
    lacking = {column.lower() for column in columns_read(dialect, types)} - set(frame.columns)
    texts = pairs.astype(object).where(pairs.notna(), "").astype(str)
    return frame.assign(**{key: texts.str.extract(rf'"{re.escape(key)}"=>"([^"]*)"', expand=False) for key in lacking})


def _field(frame: pd.DataFrame, form: Any, kind: str) -> pd.Series:
    values = _values(frame, form)
    if values.dtype != object and kind == "number":
        return values.astype(float)
    # Few values stand in many rows: each is brought to its kind once.
    codes, distinct = pd.factorize(values.to_numpy())
    if kind == "number":
        numbers = np.array([*map(_number, distinct), np.nan], dtype=float)
        return pd.Series(numbers[codes], index=values.index)
    texts = np.array([*(str(value) for value in distinct), None], dtype=object)
    return pd.Series(texts[codes], index=values.index)


def _number(value: Any) -> float:
    """Read a number, also from a text with a decimal comma or its unit ("3,5 m"); NaN for any other text.

    Kilogrammes become tonnes, hectares square metres, kilometres metres. Feet and inches are not understood, and better
    unknown than taken for metres.
    """
    if not isinstance(value, str):
        return float(pd.to_numeric(value, errors="coerce"))
    found = _NUMBER.fullmatch(_THOUSANDS.sub("", value))
    if found is None:
        return float("nan")
    return float(found[1].replace(",", ".")) * _UNITS.get((found[2] or "").lower(), 1.0)


def _values(frame: pd.DataFrame, form: Any) -> pd.Series:
    unknown = pd.Series(None, index=frame.index, dtype=object)
    if form is None:
        return unknown
    if isinstance(form, str):
        return frame.get(form.lower(), unknown)
    if "rules" in form:
        return _by_rules(frame, form)
    if "first_of" in form:
        found = unknown
        for one in form["first_of"]:
            found = found.where(found.notna(), _values(frame, one))
        return found
    if "says" in form:
        return _said(frame, form)
    if "sum" in form:
        return reduce(add, (_field(frame, column, "number") for column in form["sum"]))
    if "column" not in form and "join" not in form and "first_match" not in form:
        return pd.Series(form.get("constant"), index=frame.index, dtype=object)
    if "first_match" in form:
        found = unknown
        for column in form["first_match"]:
            codes, distinct = pd.factorize(frame.get(column.lower(), unknown).to_numpy())
            texts = pd.Series([*map(str, distinct), None], dtype=object).str.extract(form["pattern"], expand=False)
            found = found.where(found.notna(), pd.Series(texts.to_numpy()[codes], index=frame.index))
        return found
    if "join" in form:
        parts = [frame.get(column.lower(), unknown) for column in form["join"]]
        joined = reduce(add, (part.where(part.isna(), part.astype(str)) for part in parts))
        return joined.where(joined.notna(), None)
    values = frame.get(form["column"].lower(), unknown)
    if form.get("number"):
        return values.astype(str).str.extract(r"(\d+(?:[.,]\d+)?)", expand=False).str.replace(",", ".", regex=False)
    if "null" in form:
        values = values.where(~values.isin(form["null"]))
    if "values" in form:
        values = said_as(values, form["values"], form.get("otherwise"))
    return values


def _said(frame: pd.DataFrame, form: dict[str, Any]) -> pd.Series:
    """Give the first of the words whose pattern one of the columns holds."""
    texts = [plain_texts(frame[column.lower()]) for column in form["in"] if column.lower() in frame]
    said = np.full(len(frame), form.get("otherwise"), dtype=object)
    for word, pattern in reversed(form["says"]):
        for text in texts:
            codes, distinct = pd.factorize(text.to_numpy())
            held = np.array([re.search(pattern, one) is not None for one in distinct], dtype=bool)
            said[held[codes]] = word
    return pd.Series(said, index=frame.index, dtype=object)


def _by_rules(frame: pd.DataFrame, form: dict[str, Any]) -> pd.Series:
    conditions = []
    for when, _ in form["rules"]:
        holds = np.ones(len(frame), dtype=bool)
        for column, accepted in when.items():
            values = frame.get(column.lower())
            holds &= False if values is None else are_among(values, accepted)
        conditions.append(holds)
    outcome = np.full(len(frame), form.get("otherwise"), dtype=object)
    for holds, (_, value) in reversed(list(zip(conditions, form["rules"]))):
        outcome[holds] = value
    return pd.Series(outcome, index=frame.index)
