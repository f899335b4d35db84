"""The rules on what names a site and its municipality."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from ...resources import resource
from ..fields import known
from .case import as_written, note

if TYPE_CHECKING:
    from ..findings import Findings
    from .case import Case


def check_commune_codes(case: Case, findings: Findings) -> None:
    """Find codes that no municipality can have."""
    if "comm_insee" not in case.written:
        return
    form = resource("checking/seuils")["comm_insee"]
    given = known(as_written(case.written["comm_insee"]))
    wrong = given.notna() & ~given.astype(str).str.fullmatch(form)
    proposed = case.texts("comm_insee")
    sound = proposed.astype(str).str.fullmatch(form)
    note(
        findings,
        "comm_insee_mal_forme",
        given.index[wrong],
        "comm_insee",
        given[wrong],
        proposed.where(sound, None)[wrong],
    )


def check_codes(case: Case) -> None:
    """Find identifiers of another form, and names that are identifiers."""
    form = resource("checking/seuils")["comm_insee"]
    ids = pd.Series(case.sites.index, index=case.sites.index, dtype=object)
    other = ~ids.str.fullmatch(f"{form}_.+", flags=re.DOTALL)
    case.note("site_id_sans_commune", ids[other], "site_id", ids[other])
    named = case.texts("site_nom") == ids
    case.note("site_nom_egal_id", ids[named], "site_nom", ids[named])
