"""Names of the standard cut to ten characters by a Shapefile, told apart by order and by what the columns hold."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from .fields import fields
from .headings import CUT, Heading
from .values.judging import share_understood

if TYPE_CHECKING:
    import pandas as pd

#: rank of a cut name: after every whole one
RANK = 10_000


def cut_headings(rows: pd.DataFrame) -> dict[str, Heading]:
    """Give the field of each column whose name is one of the standard's, cut to ten characters.

    The writers of Shapefiles number equal cuts (``unite_fonc``, ``unite_fo_1``) in the order of the columns. Where
    there are fewer columns than fields, those are taken, in the standard's order, that understand the values best.
    """
    found: dict[str, Heading] = {}
    for cut, kin in _families().items():
        columns = [name for name in rows.columns if isinstance(name, str) and _is_cut_as(name, cut, len(kin))]
        if not columns or len(columns) > len(kin):
            continue
        best = max(
            combinations(kin, len(columns)),
            key=lambda chosen: sum(share_understood(field, rows[name]) for field, name in zip(chosen, columns)),
        )
        for field, name in zip(best, columns):
            if share_understood(field, rows[name]) > 0:
                found[name] = Heading(field["name"], RANK)
    return found


def _is_cut_as(name: str, cut: str, count: int) -> bool:
    lower = name.lower()
    return lower == cut or (count > 1 and re.fullmatch(re.escape(cut[: CUT - 2]) + r"_[0-9]", lower) is not None)


@cache
def _families() -> dict[str, list[dict[str, Any]]]:
    """Give, for each cut, the fields whose names are cut to it, in the standard's order."""
    families: dict[str, list[dict[str, Any]]] = {}
    for field in fields():
        if len(field["name"]) > CUT:
            families.setdefault(field["name"][:CUT], []).append(field)
    return families
