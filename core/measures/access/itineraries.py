"""The ways that were measured, as lines: where they lead, how long they are, and the tightest limits on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from ...network.limits import named_limits
from ...network.routes import lines, steps

if TYPE_CHECKING:
    from ...network import Joined
    from .reaching import Reached
    from .roads import Roads

#: column of the layer → limit of the roads whose lowest value on the way it gives
TIGHTEST = {"hauteur_min_m": "hauteur_max", "poids_min_t": "poids_max", "largeur_min_m": "largeur_max"}
#: ways drawn at once: their steps are many
AT_ONCE = 400
COLUMNS = ("site_id", "vers", "nom", "km", "minutes", *TIGHTEST, "limite")


def itineraries(
    roads: Roads, places: Joined, sites: pd.Index, ways: dict[str, tuple[Reached, np.ndarray]]
) -> gpd.GeoDataFrame:
    """Draw every way found.

    :param sites: the identifiers of the places.
    :param ways: what they lead to → what was reached, and the names of the targets.
    :returns: one line for each site and kind of facility; ``limite`` is what bars the vehicle where no other way is.
    """
    drawn = []
    for kind, (reached, names) in ways.items():
        there = np.flatnonzero(reached.found & (reached.metres > 0))
        for first in range(0, len(there), AT_ONCE):
            roads.report.check()
            some = there[first : first + AT_ONCE]
            drawn.append(_of_kind(roads, places, sites, kind, reached, names, some))
    empty = gpd.GeoDataFrame({name: [] for name in COLUMNS}, geometry=[], crs=roads.rows.crs)
    if not drawn:
        return empty
    return gpd.GeoDataFrame(pd.concat(drawn, ignore_index=True), crs=roads.rows.crs)


def _of_kind(
    roads: Roads,
    places: Joined,
    sites: pd.Index,
    kind: str,
    reached: Reached,
    names: np.ndarray,
    some: np.ndarray,
) -> gpd.GeoDataFrame:
    shape = np.full(places.count, None, dtype=object)
    driven = []
    for stage, found in enumerate(reached.ways):
        of = some[reached.stage[some] == stage]
        ways = steps(roads.graph, places, reached.targets, found, of, roads.report)
        shape[of] = lines(roads.graph, ways, places.count)[of]
        driven.append(ways)
    table = pd.concat(driven, ignore_index=True)
    road = roads.graph.road[table["edge"].to_numpy(dtype=np.int64)]
    row = np.flatnonzero([line is not None for line in shape])
    out = gpd.GeoDataFrame(
        {
            "site_id": sites[row],
            "vers": kind,
            "nom": names[reached.target[row]],
            "km": reached.metres[row] / 1000.0,
            "minutes": reached.minutes[row],
        },
        geometry=shape[row],
        crs=roads.rows.crs,
    )
    for column, field in TIGHTEST.items():
        limit = roads.rows[field].to_numpy(dtype=float)[road]
        lowest = pd.Series(np.where(limit > 0, limit, np.nan)).groupby(table["place"].to_numpy()).min()
        out[column] = lowest.reindex(row).to_numpy()
    barring = _barring(roads, table, road).reindex(row)
    out["limite"] = barring.where(barring.notna(), None).to_numpy(dtype=object)
    return out[[*COLUMNS, "geometry"]]


def _barring(roads: Roads, table: pd.DataFrame, road: np.ndarray) -> pd.Series:
    barred = roads.barred[table["edge"].to_numpy(dtype=np.int64)]
    distinct, number = np.unique(road[barred], return_inverse=True)
    said = pd.Series(named_limits(roads.rows.iloc[distinct], roads.vehicle)[number], dtype=object)
    place = table["place"].to_numpy()[barred]
    return said.groupby(place).agg(lambda texts: " ; ".join(dict.fromkeys(texts.dropna()))).astype(object)
