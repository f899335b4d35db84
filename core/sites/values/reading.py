"""What a text of the inventory is read as; every different text of a column is read once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

#: codes of a text that was understood and written anew, each the name of a finding
NORMALISED = "valeur_normalisee"
REWRITTEN = "liste_reecrite"
TO_CONFIRM = "valeur_a_confirmer"
MIS_ENCODED = "texte_mal_encode"
NEARLY_DATED = "date_approchee"
#: codes of a text that was not understood: kept where the field holds texts, unknown where it holds numbers or dates
NOT_UNDERSTOOD = "valeur_non_comprise"
NOT_A_NUMBER = "nombre_illisible"
NOT_A_DATE = "date_illisible"
NOT_A_YEAR = "annee_illisible"
FAULTS = frozenset({NOT_UNDERSTOOD, NOT_A_NUMBER, NOT_A_DATE, NOT_A_YEAR})


class Reading(NamedTuple):
    """A text as the standard writes it (None when unknown), and the finding this calls for, if any."""

    value: str | None
    code: str | None = None


Reader = Callable[[str], Reading]


class Column(NamedTuple):
    """A column read: one text, one value and one code per row, each None where there is none."""

    texts: np.ndarray
    values: np.ndarray
    codes: np.ndarray


def read_column(values: pd.Series, reader: Reader) -> Column:
    """Read the texts of a column; numbers, booleans and dates are first written as texts."""
    place, texts = pd.factorize(as_texts(values))
    readings = [reader(text) for text in texts] + [Reading(None)]
    given, understood, codes = (
        np.array(part, dtype=object)
        for part in ([*texts, None], [found.value for found in readings], [found.code for found in readings])
    )
    return Column(given[place], understood[place], codes[place])


def as_texts(values: pd.Series) -> pd.Series:
    """Write the values of a column of any type as texts, None where there is none; whole numbers without point."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        values = values.dt.strftime("%Y-%m-%d")
    values = values.astype(object)
    if pd.api.types.infer_dtype(values, skipna=True) != "string":
        values = values.map(_as_text)
    return values.where(values.notna(), None)


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple, np.ndarray)):
        return "|".join(text for text in map(_as_text, value) if text)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, (bool, np.bool_)):
        return str(value).lower()
    if isinstance(value, (float, np.floating)):
        return str(int(value)) if value.is_integer() else repr(float(value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
