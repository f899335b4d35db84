"""How far the values of a column are those of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..cleaning import clean, is_absent
from .reader import reader_of, takes_any_text
from .reading import FAULTS, as_texts

if TYPE_CHECKING:
    import pandas as pd

#: different values that are looked at
SAMPLE = 200
#: what a column without values, or a field that takes any text, counts for
UNDECIDED = 0.5


def share_understood(field: dict[str, Any], values: pd.Series) -> float:
    """Give the share of a column's different values that the field understands (0 to 1)."""
    texts = [clean(text) for text in as_texts(values).dropna().unique()[:SAMPLE]]
    texts = [text for text in texts if not is_absent(text, False)]
    if not texts or takes_any_text(field):
        return UNDECIDED
    reader = reader_of(field)
    return sum(reader(text).code not in FAULTS for text in texts) / len(texts)
