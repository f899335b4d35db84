"""The nearest motorway access by road, and what on the way limits a heavy vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...network import Joined, Network, join, nearest
from ...network.accesses import motorway_accesses
from ...network.limits import named_limits
from ...network.routes import steps
from ...resources import resource
from .facilities import told
from .reaching import Reached, reach

if TYPE_CHECKING:
    from ...network import Nearest
    from ...territory import Territory
    from .roads import Roads


UNNAMED = "accès sans nom"


def to_motorway(
    roads: Roads, places: Joined, located: np.ndarray, territory: Territory
) -> tuple[dict[str, Any], Reached, np.ndarray]:
    """Measure to the nearest access: the columns ``autoroute_…``, the ways, and the names of the accesses."""
    targets, names = _accesses(roads, territory)
    found = reach(roads, places, targets)
    kilometres, minutes, name = told(roads, places, located, found, len(targets.edge), names)
    limit, detour = _limits(roads, places, targets, found)
    columns = {
        "autoroute_km": kilometres,
        "autoroute_min": minutes,
        "autoroute_acces": name,
        "autoroute_limite": limit,
        "autoroute_detour_km": np.where(np.isfinite(kilometres), detour, np.nan),
    }
    return columns, found, names


def _accesses(roads: Roads, territory: Territory) -> tuple[Joined, np.ndarray]:
    """Take the accesses that the territory names, else those that the ramps show."""
    named = territory.read("acces_autoroute")
    if named is not None:
        names = named["nom"].where(named["nom"].notna(), named["numero"])
        names = names.where(names.notna(), UNNAMED)
        return roads.join_accesses(named.geometry.to_numpy()), names.to_numpy(dtype=object)
    found = motorway_accesses(roads.graph, roads.rows)
    nodes = shapely.points(roads.graph.nodes[found["node"].to_numpy()])
    numbers = found["nom"].where(found["nom"].notna(), UNNAMED)
    return join(nodes, roads.graph), numbers.to_numpy(dtype=object)


def _limits(roads: Roads, places: Joined, targets: Joined, found: Reached) -> tuple[np.ndarray, np.ndarray]:
    """Say what bars the vehicle on the way that a car would take, and how much longer its own way is, in km.

    No detour where nothing bars it; an unknown one where every way is barred.
    """
    limit = np.full(places.count, None, dtype=object)
    detour = np.where(found.found, 0.0, np.nan)
    if not roads.barred.any() or not len(targets.edge):
        return limit, detour
    roads.report.check()
    network = Network(roads.graph, ~roads.reserved)
    roads.report.check()
    free = nearest(network, places, targets)
    roads.report.check()
    stuck = found.stuck(roads)
    _tell(roads, places, targets, found.ways[-1], np.flatnonzero(stuck), limit)
    # Whom reserved roads alone serve is not compared: the open way that a car would take is not his.
    detour[stuck | (found.found & ~free.reached)] = np.nan
    both = found.found & ~stuck & free.reached
    longer = np.where(both, found.metres, 0.0) - np.where(both, free.metres, 0.0)
    worth = both & (longer >= resource("measures/access")["detour_min"]["value"])
    _tell(roads, places, targets, free, np.flatnonzero(worth), limit)
    detour[worth] = longer[worth] / 1000.0
    return limit, detour


def _tell(roads: Roads, places: Joined, targets: Joined, ways: Nearest, of: np.ndarray, limit: np.ndarray) -> None:
    """Write into `limit` what bars the vehicle on the ways of some places, in the order of driving."""
    driven = steps(roads.graph, places, targets, ways, of, roads.report)
    driven = driven[roads.barred[driven["edge"].to_numpy(dtype=np.int64)]]
    road = roads.graph.road[driven["edge"].to_numpy(dtype=np.int64)]
    distinct, number = np.unique(road, return_inverse=True)
    said = named_limits(roads.rows.iloc[distinct], roads.vehicle)
    for place, texts in driven.assign(said=said[number]).groupby("place")["said"]:
        limit[place] = " ; ".join(dict.fromkeys(texts.dropna()))
