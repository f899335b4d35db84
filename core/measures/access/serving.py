"""How the road serves the site: its state, and how far a road fit for heavy vehicles is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...resources import resource

if TYPE_CHECKING:
    from ...network import Joined
    from .reaching import Reached
    from .roads import Roads

CONNECTED = "relié"


def states(roads: Roads, places: Joined, located: np.ndarray, motorway: Reached) -> np.ndarray:
    """Say of each site how it is connected: to the main network, by reserved roads, to an isolated part, to nothing."""
    told = np.full(places.count, None, dtype=object)
    far = resource("measures/access")["raccordement_max"]["value"]
    told[located] = f"sans route à moins de {far:g} m"
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
    alone = joined & (own != int(np.argmax(length)))
    told[alone] = [f"réseau isolé de {_kilometres(length[one])} km" for one in own[alone]]
    reserved_stage = 1 if roads.reserved.any() else None
    if reserved_stage is not None:
        told[joined & ~alone & motorway.found & (motorway.stage == reserved_stage)] = "relié par une voie réservée"
    return told


def _kilometres(length: float) -> str:
    return f"{length:.0f}" if length >= 10 else f"{length:.1f}".replace(".", ",")


def lorry_access(roads: Roads, places: Joined, motorway: Reached) -> tuple[np.ndarray, np.ndarray]:
    """Give the class ``desserte_pl`` of each site, and the metres by road to the nearest road fit for heavy vehicles.

    The metres are infinite beyond the last distance of the figures; unknown where the site has no road.
    """
    said = resource("measures/access")["desserte_pl"]
    graph, network = roads.graph, roads.networks[0]
    fit = _fit(roads)[graph.road] & network.only
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
    if roads.barred.any():
        classes[joined & motorway.found & (motorway.stage == len(roads.networks) - 1)] = said["limitee"]
    return classes, metres


def _fit(roads: Roads) -> np.ndarray:
    """Tell of each road whether it is fit for heavy vehicles: important and wide enough.

    Where the width is not given, that which roads of its importance usually have; unknown importance is not enough.
    """
    said = resource("measures/access")["desserte_pl"]
    importance = roads.rows["importance"]
    supposed = importance.map({float(one): width for one, width in said["largeur_supposee_m"].items()})
    width = roads.rows["largeur"].where(roads.rows["largeur"] > 0).fillna(supposed)
    return ((importance <= said["importance_max"]) & (width >= said["largeur_min_m"])).to_numpy()
