"""Which values of a site are others than before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...resources import resource
from ..fields import fields, known
from ..headings import personal_columns

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report


#: a whole number written with decimals, as a column of floating numbers has it
_WHOLE = re.compile(r"^(-?(?:0|[1-9]\d*))\.0+$")


def changed_values(
    pairs: pd.DataFrame, before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, report: Report
) -> pd.DataFrame:
    """Give one row per site and field whose value changed, with the value of before and of after.

    What is unknown on both sides is unchanged, whether nobody says anything or ``inconnu``; a list in another order,
    and a number written otherwise, are unchanged too. Of a column that may name natural persons only is told that it
    changed: both values stay None.

    :param pairs: columns ``site_id_avant``, ``site_id``.
    """
    left_out = {*resource("merging/comparaison")["champs_ignores"]["champs"], "geometry"}
    personal = personal_columns(after.columns)
    lists = {field["name"] for field in fields() if field.get("several")}
    parts = []
    for name in after.columns:
        if name in left_out or name not in before:
            continue
        report.check()
        old = before[name].loc[pairs["site_id_avant"]].reset_index(drop=True)
        new = after[name].loc[pairs["site_id"]].reset_index(drop=True)
        # Most values are written alike on both sides: only the others are read.
        other = np.flatnonzero((old.astype(object) != new.astype(object)) & (old.notna() | new.notna()))
        was, is_ = _texts(old.iloc[other]), _texts(new.iloc[other])
        if name in lists:
            changed = np.array([_members(old_) != _members(new_) for old_, new_ in zip(was, is_)], dtype=bool)
        else:
            changed = was != is_
        rows = pairs.iloc[other[changed]]
        quoted = name not in personal
        parts.append(
            pd.DataFrame(
                {
                    "site_id": rows["site_id"].to_numpy(),
                    "site_id_avant": rows["site_id_avant"].to_numpy(),
                    "champ": name,
                    "valeur_avant": was[changed] if quoted else None,
                    "valeur_apres": is_[changed] if quoted else None,
                    "geometry": after.geometry.loc[rows["site_id"]].to_numpy(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["champ"])


def _texts(values: pd.Series) -> np.ndarray:
    """Write what is known as text, whole numbers without decimals; None for what is not."""
    return np.array([_text(value) for value in known(values)], dtype=object)


def _text(value: Any) -> str | None:
    if value is None or value != value:
        return None
    return _WHOLE.sub(r"\1", str(value))


def _members(text: str | None) -> frozenset[str]:
    return frozenset() if text is None else frozenset(text.split("|"))
