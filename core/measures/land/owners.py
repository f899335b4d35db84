"""Who owns a site, as the inventory says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...resources import resource
from ...sites.fields import known

if TYPE_CHECKING:
    import geopandas as gpd


def public_control(sites: gpd.GeoDataFrame) -> pd.Series:
    """Tell from the kinds of owner whether public bodies own all of the site: ``oui``, ``non``, or None (unknown)."""
    if "proprio_type" not in sites:
        return pd.Series(None, index=sites.index, dtype=object)
    figures = resource("measures/land")["maitrise_publique"]
    owners = known(sites["proprio_type"].astype(object)).astype(str).str.findall(r"[A-Z]\d[a-z]")
    public = owners.map(lambda codes: all(code in figures["codes"] or code[0] in figures["familles"] for code in codes))
    return public.map({True: "oui", False: "non"}).where(owners.map(len) > 0, None)
