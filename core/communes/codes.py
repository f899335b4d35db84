"""Brings codes of communes and of zones d'emploi to the form of the official list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..sites.values.codes import read_insee

if TYPE_CHECKING:
    from collections.abc import Callable

#: digits of the code of a zone d'emploi, the first of which a workbook loses where it is a zero
ZONE_DIGITS = 4
_WHOLE = re.compile(r"(\d+)(?:\.0+)?")


def commune_codes(values: pd.Series) -> tuple[pd.Series, int]:
    """Give INSEE codes as the official list writes them: five characters, Corsica's letter written large.

    :returns: the codes (None: unknown; what is no code stays as it is), how many had lost their zero.
    """
    return _brought(values, _commune_code)


def zone_codes(values: pd.Series) -> tuple[pd.Series, int]:
    """Give codes of zones d'emploi in four characters, and say how many different ones had lost zeros."""
    return _brought(values, _zone_code)


def _commune_code(text: str) -> str:
    return str(read_insee(text).value or "")


def _zone_code(text: str) -> str:
    found = _WHOLE.fullmatch(text)
    return found[1].zfill(ZONE_DIGITS) if found else text


def _brought(values: pd.Series, read: Callable[[str], str | None]) -> tuple[pd.Series, int]:
    places, distinct = pd.factorize(values.to_numpy(dtype=object))
    texts = [str(value).strip() for value in distinct]
    codes = [read(text) or None for text in texts]
    lost = [code is not None and len(code) > len(text.split(".")[0]) for code, text in zip(codes, texts)]
    found = np.array([*codes, None], dtype=object)[places]
    return pd.Series(found, index=values.index), sum(lost)
