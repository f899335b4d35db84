"""Access: how lorries, trains and ships reach the site.

By road, distances and times run along the network from the road frontage of the site, as a heavy vehicle may drive;
to sidings, tracks and waterways they run as the crow flies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...network.limits import standard_vehicle
from ..measure import Measure, Measured, Request, unknown
from ..shared_roads import roads_around
from .columns import COLUMNS
from .facilities import KINDS, NOT_CONNECTED, facilities, placed, to_facilities
from .itineraries import itineraries
from .motorway import to_motorway
from .rail import freight_track, sidings, waterway
from .serving import ISOLATED, WITHOUT_ROAD, lorry_access, states

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np

    from ...network import Joined
    from ...report import Report
    from ...territory import Territory
    from .reaching import Reached
    from .roads import Roads

__all__ = ["COLUMNS", "MEASURE", "run"]
ITINERARIES = "itineraires"
Ways = dict[str, "tuple[Reached, np.ndarray]"]


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the access of each site."""
    values = unknown(COLUMNS, sites.index)
    located, shapes = placed(sites), sites.geometry.to_numpy()
    for told in (sidings, freight_track, waterway):
        values = values.assign(**told(shapes, located, territory, report))
    report.progress(0.1)
    with report.part(0.1, 1.0):
        roads = roads_around(sites, territory, report, {**standard_vehicle(), **request.vehicle})
        if roads is None:
            return Measured(values)
        places = roads.join_sites(sites)
        report.progress(0.55)
        told_, ways = _by_road(roads, places, located, territory)
    values = values.assign(**told_)
    _tell(values, report)
    layers = {}
    if ITINERARIES in request.layers:
        layers[ITINERARIES] = itineraries(roads, places, sites.index, ways)
    return Measured(values[[column.key for column in COLUMNS]], layers)


def _by_road(roads: Roads, places: Joined, located: np.ndarray, territory: Territory) -> tuple[dict[str, Any], Ways]:
    """Measure all that is reached by road: one search for each kind of facility, whatever the number of sites."""
    told, motorway, names = to_motorway(roads, places, located, territory)
    ways: Ways = {"autoroute": (motorway, names)}
    roads.report.progress(0.7)
    told["voirie_m"] = places.gaps()
    told["acces_etat"] = states(roads, places, located, motorway)
    told["desserte_pl"], told["desserte_pl_m"] = lorry_access(roads, places, motorway)
    for number, kind in enumerate(KINDS):
        there = facilities(territory, kind)
        if there is not None:
            found, reached = to_facilities(roads, places, located, *there, kind)
            told.update(found)
            ways[kind] = (reached, there[1])
        roads.report.progress(0.75 + 0.25 * (number + 1) / len(KINDS))
    return told, ways


def _tell(values: Any, report: Report) -> None:
    """Warn of the sites that no road, or no motorway access, can be found for."""
    state = values["acces_etat"].astype(str)
    without, isolated = int(state.str.startswith(WITHOUT_ROAD).sum()), int(state.str.startswith(ISOLATED).sum())
    cut_off = int((values["autoroute_acces"] == NOT_CONNECTED).sum())
    if without:
        report.warn("sites_without_road", count=without)
    if isolated:
        report.warn("sites_isolated", count=isolated)
    if cut_off:
        report.warn("sites_not_connected", count=cut_off)


MEASURE = Measure("access", COLUMNS, run, layers=(ITINERARIES,), also_reads=("acces_autoroute",))
