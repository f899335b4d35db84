"""Texts of cells that no spreadsheet runs."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from .resources import resource

if TYPE_CHECKING:
    import pandas as pd

#: what a file of text cannot hold or what breaks a line: controls, separators of lines, halves of surrogate pairs
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
#: what stands before a text so that a spreadsheet takes it for one
APOSTROPHE = "'"


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a text: its first visible character is a sign of formula, in any form."""
    for character in text:
        if character.isspace() or UNFIT.match(character) or unicodedata.category(character) == "Cf":
            continue
        return unicodedata.normalize("NFKC", character)[0] in resource("export/commun")["formula_signs"]
    return False


def without_formulas(values: pd.Series) -> pd.Series:
    """Put an apostrophe before the texts that a spreadsheet would take for a formula; other values stay."""
    if values.dtype != object:
        return values
    texts = (value for value in values.dropna().unique() if isinstance(value, str))
    formulas = values.isin([text for text in texts if is_formula(text)])
    return values.where(~formulas, APOSTROPHE + values.where(formulas)) if formulas.any() else values
