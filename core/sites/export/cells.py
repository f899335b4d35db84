"""Texts that fit one cell of a table and that no spreadsheet runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...cells import UNFIT, without_formulas
from ..fields import said

if TYPE_CHECKING:
    from .notes import Notes


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
    safe = without_formulas(values)
    at = values.notna() & (safe != values)
    if notes is not None and at.any():
        notes.add("formule", values.index[at], str(values.name), values[at], safe[at])
    return safe


def _line(value: Any) -> str:
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        value = int(value)
    return UNFIT.sub(" ", str(value)).strip()
