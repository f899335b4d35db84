"""The fields of the CNIG standard for brownfields, and what counts as unknown in them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..resources import resource


def fields() -> list[dict[str, Any]]:
    """Give the 51 fields of the standard: name, type, required, label, list or pattern of its values."""
    return resource("fields/cnig_friches")["fields"]


def standard_first(sites: pd.DataFrame) -> pd.DataFrame:
    """Put the columns of the standard first, in its order."""
    names = [field["name"] for field in fields() if field["name"] in sites]
    return sites[names + [name for name in sites.columns if name not in names]]


def said(values: pd.Series) -> pd.Series:
    """Strip texts, and replace by None those that the standard takes for a missing value (empty, ``NA``)."""
    return _without(values, resource("fields/cnig_friches")["missing"])


def known(values: pd.Series) -> pd.Series:
    """Strip texts, and replace by None those that mean "unknown": missing values and ``inconnu``."""
    standard = resource("fields/cnig_friches")
    return _without(values, standard["missing"] + standard["unknown"])


def _without(values: pd.Series, words: list[str]) -> pd.Series:
    if values.dtype != object:
        return values
    text = values.map(lambda value: value.strip() if isinstance(value, str) else value)
    lower = text.map(lambda value: value.lower() if isinstance(value, str) else value)
    return text.where(~lower.isin(words) & text.notna(), None)


def number(values: pd.Series) -> pd.Series:
    """Read numbers, also from texts with a decimal comma or spaces; what is none becomes NaN."""
    if values.dtype != object:
        return values.astype(float)
    text = known(values).map(
        lambda value: (
            value.replace(",", ".").replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
            if isinstance(value, str)
            else value
        )
    )
    return pd.to_numeric(text, errors="coerce").astype(float).replace([np.inf, -np.inf], np.nan)
