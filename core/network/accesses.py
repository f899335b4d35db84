"""Finds where the ordinary road meets the ramps that lead onto a motorway: the accesses that a lorry can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ..resources import resource

if TYPE_CHECKING:
    import geopandas as gpd

    from .graph import Integers, RoadGraph


def motorway_accesses(graph: RoadGraph, roads: gpd.GeoDataFrame) -> pd.DataFrame:
    """Find the accesses to motorways and to express roads (dual carriageways).

    An access is a node where an ordinary road arrives at a ramp from which, driving along ramps only, one comes onto a
    motorway or express road; or where an ordinary road runs straight into one of these: a crossing or roundabout of a
    dual carriageway, the beginning of a motorway. Exit ramps are none, nor are the service roads of rest areas.

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
    straight = _marked(graph, graph.arcs(main)[0])
    node = np.flatnonzero((reached >= 0) & arrives & (~_marked(graph, main_nodes) | straight))
    return pd.DataFrame({"node": node, "nom": _numbers(graph, roads, main)[reached[node]]})


def without_short_express(roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take for ordinary roads the dual carriageways too short to lead anywhere: the splits of a road at a roundabout.

    What counts is the length of all dual carriageways that bear the same number; one without a number stands alone.
    """
    least = resource("measures/access")["acces"]["voie_express_min_km"]["value"] * 1000.0
    express = (roads["classe"] == "express").to_numpy()
    length = pd.Series(shapely.length(roads.geometry.to_numpy()), index=roads.index)
    number = roads["numero"].where(roads["numero"].notna(), roads.index.astype(str))
    long = length.where(express, 0.0).groupby(number).transform("sum") >= least
    return roads.assign(classe=roads["classe"].where(~express | long, "principale"))


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
