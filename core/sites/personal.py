"""Natural persons' names, which the standard never gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..resources import resource

if TYPE_CHECKING:
    import geopandas as gpd

    from .findings import Findings


def hide_names(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Hide the owner where one of them is a natural person: the standard forbids the name."""
    if "proprio_nom" not in sites:
        return sites
    hidden = resource("measures/land")["personne_physique"]
    person = pd.Series(False, index=sites.index)
    for column in ("proprio_personne", "proprio_type"):
        if column in sites:
            person |= sites[column].astype(str).str.contains(hidden[column], regex=True)
    person &= sites["proprio_nom"].notna() & ~sites["proprio_nom"].astype(str).str.fullmatch(r"\{?_X_\}?")
    findings.add("personne_physique", sites.index[person], "proprio_nom", corrections=["_X_"] * int(person.sum()))
    return sites.assign(proprio_nom=sites["proprio_nom"].where(~person, "_X_"))
