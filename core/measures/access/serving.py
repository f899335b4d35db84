"""How the road serves the site: its state, and how far a road fit for heavy vehicles is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...resources import resource

if TYPE_CHECKING:
    from ...network import Joined
    from .reaching import Reached
    from .roads import Roads

CONNECTED, ISOLATED, WITHOUT_ROAD = "relié", "réseau isolé", "sans route"


def states(roads: Roads, places: Joined, located: np.ndarray, motorway: Reached) -> np.ndarray:
    """Say of each site how it is connected: to the main network, by reserved roads, to an isolated part, to nothing."""
    told = np.full(places.count, None, dtype=object)
    far = resource("measures/access")["raccordement_max"]["value"]
    told[located] = f"{WITHOUT_ROAD} à moins de {far:g} m"
    if not len(places.edge):
        return told
    length = roads.kilometres_of_part
    part = roads.parts[roads.graph.start[places.edge]]
    # Of the parts that a site touches, the largest is its own.
    order = np.argsort(length[part], kind="stable")
    own = np.full(places.count, -1)
    own[places.place[order]] = part[order]
    joined = own >= 0
    told[joined] = CONNECTED
    # An island that has its own motorway is no isolated part.
    alone = joined & (own != int(np.argmax(length))) & ~motorway.found
    told[alone] = [f"{ISOLATED} de {_kilometres(length[one])} km" for one in own[alone]]
    by_reserved = np.ones(places.count, dtype=bool)
    by_reserved[places.place[~roads.reserved[places.edge]]] = False
    told[joined & ~alone & by_reserved] = "relié par une voie réservée"
    return told


def _kilometres(length: float) -> str:
    return f"{length:.0f}" if length >= 10 else f"{length:.1f}".replace(".", ",")


def lorry_access(roads: Roads, places: Joined, motorway: Reached) -> tuple[np.ndarray, np.ndarray]:
    """Give the class ``desserte_pl`` of each site, and the metres by road to the nearest road fit for heavy vehicles.

    The metres are infinite beyond the last distance of the figures; unknown where the site has no road.
    """
    said = resource("measures/access")["desserte_pl"]
    classes, metres = _classes(roads, places, _fit(roads))
    maybe, _ = (
        _classes(roads, places, _fit(roads, sure=False)) if roads.rows["importance"].isna().any() else (classes, metres)
    )
    classes = np.where(classes == maybe, classes, None)
    classes[_limited(roads, places, motorway)] = said["limitee"]
    return classes, np.where(pd.isna(classes), np.nan, metres)


def _classes(roads: Roads, places: Joined, wide: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the class by distance, and the metres, from the roads that are fit for heavy vehicles."""
    said = resource("measures/access")["desserte_pl"]
    graph, network = roads.graph, roads.open
    fit = wide[graph.road] & network.only
    furthest = said["distances"][-1]["jusqu_a_m"]
    nodes = np.union1d(graph.start[fit], graph.end[fit])
    to_go = network.within(nodes, furthest)
    edge, offset = places.edge, places.offset
    ways = np.minimum(
        np.where(network.forward(edge), graph.length[edge] - offset + to_go[graph.end[edge]], np.inf),
        np.where(network.backward(edge), offset + to_go[graph.start[edge]], np.inf),
    )
    metres = np.full(places.count, np.nan)
    metres[places.place] = np.inf
    np.minimum.at(metres, places.place, np.where(fit[edge], 0.0, ways))
    metres[metres > furthest] = np.inf
    classes = np.full(places.count, None, dtype=object)
    joined = ~np.isnan(metres)
    classes[joined] = said["au_dela"]
    for step in reversed(said["distances"]):
        classes[metres <= step["jusqu_a_m"]] = step["classe"]
    classes[metres == 0] = said["directe"]
    return classes, metres


def _limited(roads: Roads, places: Joined, motorway: Reached) -> np.ndarray:
    """Tell of each site whether every way to the main network is barred to the vehicle.

    The main network is the way to the motorway; where there is none, the largest part of the site's own network that
    the vehicle may drive.
    """
    limited = motorway.stuck(roads)
    if not roads.barred.any() or not len(places.edge):
        return limited
    graph = roads.graph
    part = roads.unbarred.parts()
    length = np.bincount(
        part[graph.start], weights=np.where(roads.barred, 0.0, graph.length), minlength=graph.node_count
    )
    largest = np.zeros(graph.node_count)
    np.maximum.at(largest, roads.parts, length[part])
    entry = part[graph.start[places.edge]]
    reaches = ~roads.barred[places.edge] & (length[entry] >= largest[roads.parts[graph.start[places.edge]]])
    free = np.zeros(places.count, dtype=bool)
    free[places.place[reaches]] = True
    joined = np.zeros(places.count, dtype=bool)
    joined[places.place] = True
    return limited | (joined & ~motorway.found & ~free)


def _fit(roads: Roads, sure: bool = True) -> np.ndarray:
    """Tell of each road whether it is fit for heavy vehicles: important and wide enough.

    Where the width is not given, that which roads of its importance usually have.

    :param sure: whether a road of unknown importance is none, or may be one.
    """
    said = resource("measures/access")["desserte_pl"]
    importance = roads.rows["importance"]
    supposed = importance.map({float(one): width for one, width in said["largeur_supposee_m"].items()})
    width = roads.rows["largeur"].where(roads.rows["largeur"] > 0).fillna(supposed)
    if not sure:
        importance, width = importance.fillna(0), width.fillna(np.inf)
    return ((importance <= said["importance_max"]) & (width >= said["largeur_min_m"])).to_numpy()
