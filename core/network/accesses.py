"""Finds where the ordinary road meets the ramps that lead onto a motorway: the accesses that a lorry can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from ..resources import resource

if TYPE_CHECKING:
    import geopandas as gpd

    from .graph import Integers, RoadGraph


def motorway_accesses(graph: RoadGraph, roads: gpd.GeoDataFrame) -> pd.DataFrame:
    """Find the accesses to motorways and to express roads (dual carriageways).

    An access is a node where an ordinary road arrives at a ramp from which, driving along ramps only, one comes onto a
    motorway or express road; or where an ordinary road runs straight into one of these: where it begins, or where a
    road of some importance crosses a dual carriageway on the level. Exit ramps are none, nor are the service roads of
    rest areas, nor the lanes and works tracks that touch a carriageway on its way.

    :returns: columns ``node`` (of the graph) and ``nom`` (number of the road reached, None where unnumbered).
    """
    figures = resource("measures/access")["acces"]
    classe = roads["classe"].to_numpy()[graph.road]
    ramp = classe == "bretelle"
    main = np.isin(classe, figures["voies_principales"])
    ordinary = ~(ramp | main | np.isin(classe, figures["voies_sans_acces"]))
    main_nodes = np.union1d(graph.start[main], graph.end[main])
    if not len(main_nodes):
        return pd.DataFrame({"node": np.empty(0, dtype=np.int64), "nom": np.empty(0, dtype=object)})
    reached = _reached_by_ramps(graph, ramp, main_nodes)
    arrives = _marked(graph, graph.arcs(ordinary)[1])
    tail, head, _ = graph.arcs(main)
    begins = _marked(graph, tail) & ~_marked(graph, head)
    motorway = classe == "autoroute"
    on_motorway = _marked(graph, np.concatenate([graph.start[motorway], graph.end[motorway]]))
    important = (roads["importance"] <= figures["carrefour_importance_max"]["value"]).to_numpy()[graph.road]
    crosses = _marked(graph, tail) & ~on_motorway & _marked(graph, graph.arcs(ordinary & important)[1])
    node = np.flatnonzero((reached >= 0) & arrives & (~_marked(graph, main_nodes) | begins | crosses))
    return pd.DataFrame({"node": node, "nom": _numbers(graph, roads, main)[reached[node]]})


def without_short_express(graph: RoadGraph, roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take for ordinary roads the dual carriageways too short to lead anywhere: the splits of a road at a roundabout.

    What counts is the length of the carriageways of express roads and motorways that follow on one another; a shorter
    stretch goes with a long one of the same number, from which a roundabout parts it.
    """
    figures = resource("measures/access")["acces"]
    classe = roads["classe"].to_numpy(dtype=object)
    main = np.isin(classe[graph.road], figures["voies_principales"])
    size = graph.node_count
    pairs = (np.ones(int(main.sum()), dtype=np.int8), (graph.start[main], graph.end[main]))
    stretch = connected_components(csr_matrix(pairs, shape=(size, size)), directed=False)[1][graph.start]
    length = np.bincount(stretch, weights=np.where(main, graph.length, 0.0), minlength=size)
    long = main & (length[stretch] >= figures["voie_express_min_km"]["value"] * 1000.0)
    number = roads["numero"].to_numpy(dtype=object)[graph.road]
    goes_with = pd.Series(number).isin(set(number[long]) - {None}).to_numpy()
    short = main & ~long & ~(goes_with & (length[stretch] >= figures["voie_express_suite_km"]["value"] * 1000.0))
    classe = classe.copy()
    row = graph.road[short]
    classe[row[classe[row] == "express"]] = "principale"
    return roads.assign(classe=classe)


def _marked(graph: RoadGraph, nodes: Integers) -> np.ndarray:
    mark = np.zeros(graph.node_count, dtype=bool)
    mark[nodes] = True
    return mark


def _reached_by_ramps(graph: RoadGraph, ramp: np.ndarray, main_nodes: Integers) -> Integers:
    """Give for each node the motorway node that ramps alone lead to, or -1."""
    tail, head, _ = graph.arcs(ramp)
    arcs = pd.DataFrame({"from": head, "to": tail}).drop_duplicates()
    size = graph.node_count
    backwards = csr_matrix((np.ones(len(arcs)), (arcs["from"], arcs["to"])), shape=(size, size))
    _, _, source = dijkstra(backwards, indices=main_nodes, min_only=True, return_predecessors=True)
    return np.where(source >= 0, source, -1)


def _numbers(graph: RoadGraph, roads: gpd.GeoDataFrame, main: np.ndarray) -> np.ndarray:
    """Give for each node the number of a main road that passes there."""
    number = np.full(graph.node_count, None, dtype=object)
    names = roads["numero"].to_numpy()[graph.road]
    for nodes in (graph.start, graph.end):
        known = main & pd.notna(names)
        number[nodes[known]] = names[known]
    return number
