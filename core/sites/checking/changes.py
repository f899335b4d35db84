"""What a repair changes beyond the corrections of the rules: told too, so that no value changes unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..fields import fields
from ..headings import personal_columns
from ..persons import names_a_person
from ..values.reading import NORMALISED, REWRITTEN, as_texts
from .standard import ADDED, says_nothing

if TYPE_CHECKING:
    import geopandas as gpd

    from ..findings import Findings
    from .case import Case

#: code of a value that could not be read, and that the repaired site does not have any more
TAKEN_OUT = "valeur_retiree"


def note_changes(case: Case, repaired: gpd.GeoDataFrame, findings: Findings) -> None:
    """Find the values that the repaired sites say otherwise than the file, and of which no correction is told yet.

    A value that is left out is corrected by an empty text. Blanks around a text and words for "unknown" are no value.
    """
    known = {field["name"]: field for field in fields()}
    told = findings.corrected()
    apart = {case.written.geometry.name, *ADDED, *personal_columns(case.written.columns)}
    for name in case.written.columns.intersection(repaired.columns).drop(apart, errors="ignore"):
        before, after = as_texts(case.written[name]).map(_stripped), as_texts(repaired[name])
        changed = before.notna() & (before != after.to_numpy())
        changed[changed] = [(site, name) not in told for site in before.index[changed]]
        if pd.api.types.is_numeric_dtype(repaired[name].dtype):
            changed[changed] = ~(pd.to_numeric(before[changed], errors="coerce") == repaired.loc[changed, name])
        field = known.get(name)
        out = changed & after.isna()
        out[out] = [not says_nothing(field, text) for text in before[out]]
        _add(findings, TAKEN_OUT, name, before[out], pd.Series("", before.index[out]))
        rewritten = changed & after.notna()
        code = REWRITTEN if field is not None and "several" in field else NORMALISED
        _add(findings, code, name, before[rewritten], after[rewritten])


def _add(findings: Findings, code: str, name: str, before: pd.Series, after: pd.Series) -> None:
    texts, corrections = ([None if names_a_person(text) else text for text in each] for each in (before, after))
    findings.add(code, before.index, name, texts, corrections)


def _stripped(text: str | None) -> str | None:
    return None if text is None else text.strip()
