"""Texts that fit one cell of a table and that no spreadsheet runs."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...resources import resource
from ..fields import said

if TYPE_CHECKING:
    from .notes import Notes

#: what a file of text cannot hold or what breaks a line: controls, separators of lines, halves of surrogate pairs
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
#: what stands before a text so that a spreadsheet takes it for one
APOSTROPHE = "'"


def plain(values: pd.Series) -> pd.Series:
    """Give texts of one line without control characters; what says nothing (empty, ``NA``) is None."""
    place, found = pd.factorize(values.to_numpy(dtype=object))
    lines = said(pd.Series([*map(_line, found), None], dtype=object))
    return pd.Series(lines.to_numpy()[place], index=values.index, name=values.name, dtype=object)


def column(sites: pd.DataFrame, name: str) -> pd.Series:
    """Give a column as :func:`plain` texts; all unknown where there is none of that name."""
    return plain(sites[name]) if name in sites else pd.Series(None, index=sites.index, dtype=object, name=name)


def neutral(values: pd.Series, notes: Notes | None = None) -> pd.Series:
    """Put an apostrophe before the texts that a spreadsheet would take for a formula; each is noted.

    :param values: texts of one line, index ``site_id``, named as their field.
    """
    at = values.isin([value for value in values.dropna().unique() if is_formula(value)])
    if not at.any():
        return values
    safe = values.where(~at, APOSTROPHE + values.where(at))
    if notes is not None:
        notes.add("formule", values.index[at], str(values.name), values[at], safe[at])
    return safe


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a text: its first visible character is a sign of formula, in any form."""
    for character in text:
        if character.isspace() or UNFIT.match(character) or unicodedata.category(character) == "Cf":
            continue
        return unicodedata.normalize("NFKC", character)[0] in resource("export/commun")["formula_signs"]
    return False


def _line(value: Any) -> str:
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        value = int(value)
    return UNFIT.sub(" ", str(value)).strip()
