"""Energy: the nearest high-voltage substation, as the crow flies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ..resources import resource
from .measure import Column, Measure, Measured, Request

if TYPE_CHECKING:
    import geopandas as gpd

    from ..report import Report
    from ..territory import Territory


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the distance from each footprint to the nearest substation of the voltage that counts.

    A layer that gives no voltage at all (BD TOPO) is taken whole; in one that does, an unknown voltage is left out.
    """
    values = pd.DataFrame(
        {"htb_km": np.nan, "htb_kv": np.nan, "htb_nom": pd.Series(None, index=sites.index, dtype=object)},
        index=sites.index,
    )
    posts = territory.read("poste_htb")
    if posts is None:
        report.warn("role_absent", role="poste_htb", measure="energy")
        return Measured(values)
    if posts["tension_kv"].notna().any():
        posts = posts[posts["tension_kv"] >= resource("measures/energy")["tension_min_kv"]["value"]]
    shapes = sites.geometry.to_numpy()
    located = np.flatnonzero(~shapely.is_missing(shapes))
    if posts.empty:
        values.iloc[located, values.columns.get_loc("htb_km")] = np.inf
        return Measured(values)
    (which, found), metres = shapely.STRtree(posts.geometry.to_numpy()).query_nearest(
        shapes[located], return_distance=True, all_matches=False
    )
    at = values.index[located[which]]
    values.loc[at, "htb_km"] = metres / 1000.0
    values.loc[at, "htb_kv"] = posts["tension_kv"].to_numpy()[found]
    values.loc[at, "htb_nom"] = posts["nom"].to_numpy()[found]
    return Measured(values)


MEASURE = Measure(
    name="energy",
    run=run,
    columns=(
        Column(
            "htb_km",
            "real",
            "km",
            "Poste HTB le plus proche, à vol d'oiseau",
            "Nearest high-voltage substation, straight line",
            ("poste_htb",),
        ),
        Column("htb_kv", "real", "kV", "Tension du poste HTB", "Voltage of the substation", ("poste_htb",)),
        Column("htb_nom", "text", "", "Poste HTB", "High-voltage substation", ("poste_htb",)),
    ),
)
