"""Finds for every place the nearest of many targets along the network, in one search whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from .graph import Floats, Integers, RoadGraph
    from .joining import Joined

NONE = -1
#: metres from the end of an edge within which a place is at the node itself, where every road of the node is open to it
AT_THE_END = 0.001


@dataclass(frozen=True)
class Nearest:
    """For k places: which target is nearest (-1: none can be reached), metres and minutes along the road to it."""

    target: Integers
    metres: Floats
    minutes: Floats


def nearest(graph: RoadGraph, places: Joined, targets: Joined) -> Nearest:
    """Find the nearest target of each place by road, and the minutes of that same road.

    One search from all targets at once, against the direction of driving (Dijkstra, several sources). The gaps between
    place and road, and between road and target, are not counted. A place joined nowhere reaches nothing.
    """
    onto = np.flatnonzero(targets.edge >= 0)
    nothing = Nearest(np.full(len(places), NONE), np.full(len(places), np.inf), np.full(len(places), np.inf))
    if not len(onto) or not graph.node_count:
        return nothing
    to_go = _search(graph, targets, onto)
    best = _ways_out(graph, places, to_go) + _along_the_same_edge(graph, places, targets, onto)
    ways = pd.concat([pd.DataFrame(way) for way in best], ignore_index=True)
    ways = ways[np.isfinite(ways["metres"])].sort_values(["place", "metres", "minutes", "target"], kind="stable")
    ways = ways.drop_duplicates("place")
    at = ways["place"].to_numpy(dtype=np.int64)
    nothing.target[at] = ways["target"].to_numpy(dtype=np.int64)
    nothing.metres[at] = ways["metres"].to_numpy()
    nothing.minutes[at] = ways["minutes"].to_numpy()
    return nothing


@dataclass(frozen=True)
class _ToGo:
    """From each node: metres and minutes still to go, and the target they lead to."""

    metres: Floats
    minutes: Floats
    target: Integers


def _search(graph: RoadGraph, targets: Joined, onto: Integers) -> _ToGo:
    """Search backwards from the targets, each standing as a node of its own on its edge."""
    tail, head, edge = graph.arcs()
    metres, minutes = graph.length[edge], graph.minutes[edge]
    on_edge, along = targets.edge[onto], targets.offset[onto]
    share = np.divide(along, graph.length[on_edge], out=np.zeros(len(along)), where=graph.length[on_edge] > 0)
    own = graph.node_count + np.arange(len(onto))
    ahead = graph.forward[on_edge] | (along <= AT_THE_END)
    behind = graph.backward[on_edge] | (graph.length[on_edge] - along <= AT_THE_END)
    size = graph.node_count + len(onto)
    tail_of, head_of = (
        np.concatenate([head, own[ahead], own[behind]]),
        np.concatenate([tail, graph.start[on_edge][ahead], graph.end[on_edge][behind]]),
    )
    metres = np.concatenate([metres, along[ahead], (graph.length[on_edge] - along)[behind]])
    on_edge_minutes = graph.minutes[on_edge]
    minutes = np.concatenate([minutes, (on_edge_minutes * share)[ahead], (on_edge_minutes * (1 - share))[behind]])
    # Two roads between the same nodes: the search would add them up, so only the shorter one stays.
    key = tail_of * size + head_of
    order = np.lexsort((minutes, metres, key))
    order = order[np.diff(key[order], prepend=-1) > 0]
    key, minutes = key[order], minutes[order]
    length = csr_matrix((metres[order], (tail_of[order], head_of[order])), shape=(size, size))
    distance, previous, source = dijkstra(length, indices=own, min_only=True, return_predecessors=True)
    time = _minutes_along(key, minutes, size, previous)
    reached = np.isfinite(distance)
    target = np.full(size, NONE)
    target[reached] = onto[source[reached] - graph.node_count]
    return _ToGo(distance, time, target)


def _minutes_along(key: Integers, minutes: Floats, size: int, previous: Integers) -> Floats:
    """Add up the minutes of each node's own shortest road, by doubling the stride towards the target at each round.

    :param key: tail × size + head of each arc, rising; `minutes` are theirs.
    """
    node = np.flatnonzero(previous >= 0)
    ahead = previous.astype(np.int64)
    found = np.searchsorted(key, ahead[node] * size + node)
    time = np.zeros(size)
    time[node] = minutes[found]
    stride = np.where(ahead >= 0, ahead, np.arange(size))
    while True:
        further = stride[stride]
        if np.array_equal(further, stride):
            return time
        time = time + time[stride]
        stride = further


def _ways_out(graph: RoadGraph, places: Joined, to_go: _ToGo) -> list[dict[str, np.ndarray]]:
    """Leave the edge by its end, or by its start, where driving allows it."""
    place = np.flatnonzero(places.edge >= 0)
    edge, offset = places.edge[place], places.offset[place]
    share = np.divide(offset, graph.length[edge], out=np.zeros(len(edge)), where=graph.length[edge] > 0)
    ways = []
    for open_, node, metres, part in (
        (graph.forward, graph.end, graph.length[edge] - offset, 1 - share),
        (graph.backward, graph.start, offset, share),
    ):
        out = node[edge]
        ways.append(
            {
                "place": place,
                "metres": np.where(open_[edge] | (metres <= AT_THE_END), metres + to_go.metres[out], np.inf),
                "minutes": part * graph.minutes[edge] + to_go.minutes[out],
                "target": to_go.target[out],
            }
        )
    return ways


def _along_the_same_edge(
    graph: RoadGraph, places: Joined, targets: Joined, onto: Integers
) -> list[dict[str, np.ndarray]]:
    """Drive straight to a target on the place's own edge."""
    here = pd.DataFrame({"place": np.arange(len(places)), "edge": places.edge, "offset": places.offset})
    there = pd.DataFrame({"target": onto, "edge": targets.edge[onto], "along": targets.offset[onto]})
    both = here[here["edge"] >= 0].merge(there, on="edge")
    edge = both["edge"].to_numpy(dtype=np.int64)
    gap = (both["along"] - both["offset"]).to_numpy(dtype=float)
    allowed = np.where(gap >= 0, graph.forward[edge], graph.backward[edge]) | (gap == 0)
    pace = np.divide(graph.minutes[edge], graph.length[edge], out=np.zeros(len(edge)), where=graph.length[edge] > 0)
    return [
        {
            "place": both["place"].to_numpy(),
            "metres": np.where(allowed, np.abs(gap), np.inf),
            "minutes": np.abs(gap) * pace,
            "target": both["target"].to_numpy(),
        }
    ]
