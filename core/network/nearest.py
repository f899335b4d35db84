"""Finds for every place the nearest of many targets along the network, in one search whatever their number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .search import AT_THE_END, NONE, Network, Tree

if TYPE_CHECKING:
    from .graph import Floats, Integers, RoadGraph
    from .joining import Joined


@dataclass(frozen=True)
class Nearest:
    """For k places: which target is nearest (-1: none can be reached), metres and minutes along the road to it.

    :param entry: the entry of the place by which its way begins; -1 where there is none.
    :param out: the node at which the way leaves the entry's edge; -1 where it ends on that same edge.
    :param end: the entry of the target on that same edge, where `out` is -1.
    :param tree: the search that the rest of the way follows; None where nothing was searched.
    """

    target: Integers
    metres: Floats
    minutes: Floats
    entry: Integers
    out: Integers
    end: Integers
    tree: Tree | None

    @property
    def reached(self) -> np.ndarray:
        """Whether there is a way at all."""
        return self.target >= 0


def nearest(roads: RoadGraph | Network, places: Joined, targets: Joined) -> Nearest:
    """Find the nearest target of each place by road, and the minutes of that same road.

    One search from all targets at once, against the direction of driving. The gaps between place and road, and between
    road and target, are not counted. A place joined nowhere reaches nothing.

    :param roads: the graph, or the part of it that a vehicle may take.
    """
    network = roads if isinstance(roads, Network) else Network(roads)
    count = places.count
    none = np.full(count, NONE)
    nothing = Nearest(
        none.copy(), np.full(count, np.inf), np.full(count, np.inf), none.copy(), none.copy(), none.copy(), None
    )
    if not len(targets.edge) or not len(places.edge) or not network.graph.node_count:
        return nothing
    tree = network.towards(targets)
    ways = pd.concat(
        [*_ways_out(network, places, tree), _along_the_same_edge(network, places, targets), _abreast(places, targets)]
    )
    ways = ways[np.isfinite(ways["metres"])].sort_values(["place", "metres", "minutes", "target"], kind="stable")
    ways = ways.drop_duplicates("place")
    at = ways["place"].to_numpy(dtype=np.int64)
    for field in ("target", "metres", "minutes", "entry", "out", "end"):
        getattr(nothing, field)[at] = ways[field].to_numpy()
    return replace(nothing, tree=tree)


def _ways_out(network: Network, places: Joined, tree: Tree) -> list[pd.DataFrame]:
    """Leave the edge by its end, or by its start, where driving allows it."""
    graph, edge, offset = network.graph, places.edge, places.offset
    share = np.divide(offset, graph.length[edge], out=np.zeros(len(edge)), where=graph.length[edge] > 0)
    ways = []
    for open_, node, metres, part in (
        (network.forward(edge), graph.end, graph.length[edge] - offset, 1 - share),
        (network.backward(edge), graph.start, offset, share),
    ):
        out = node[edge]
        ways.append(
            pd.DataFrame(
                {
                    "place": places.place,
                    "metres": np.where(open_ | (metres <= AT_THE_END), metres + tree.metres[out], np.inf),
                    "minutes": part * graph.minutes[edge] + tree.minutes[out],
                    "target": tree.target[out],
                    "entry": np.arange(len(edge)),
                    "out": out,
                    "end": NONE,
                }
            )
        )
    return ways


def _along_the_same_edge(network: Network, places: Joined, targets: Joined) -> pd.DataFrame:
    """Drive straight to a target on the place's own edge."""
    graph = network.graph
    here = pd.DataFrame({"place": places.place, "edge": places.edge, "offset": places.offset})
    there = pd.DataFrame({"target": targets.place, "edge": targets.edge, "along": targets.offset})
    both = here.rename_axis("entry").reset_index().merge(there.rename_axis("end").reset_index(), on="edge")
    edge = both["edge"].to_numpy(dtype=np.int64)
    gap = (both["along"] - both["offset"]).to_numpy(dtype=float)
    allowed = np.where(gap >= 0, network.forward(edge), network.backward(edge)) | (gap == 0)
    pace = np.divide(graph.minutes[edge], graph.length[edge], out=np.zeros(len(edge)), where=graph.length[edge] > 0)
    return pd.DataFrame(
        {
            "place": both["place"],
            "metres": np.where(allowed, np.abs(gap), np.inf),
            "minutes": np.abs(gap) * pace,
            "target": both["target"],
            "entry": both["entry"],
            "out": NONE,
            "end": both["end"],
        }
    )


def _abreast(places: Joined, targets: Joined) -> pd.DataFrame:
    """Be at a target that stands on the frontage of the place itself: at no distance, whatever the traffic."""
    here, there = _stretches(places, "entry"), _stretches(targets, "end")
    both = here.merge(there, on="edge", suffixes=("", "_target"))
    both = both[(both["low"] <= both["high_target"]) & (both["low_target"] <= both["high"])]
    return pd.DataFrame(
        {
            "place": both["place"],
            "metres": 0.0,
            "minutes": 0.0,
            "target": both["place_target"],
            "entry": both["entry"],
            "out": NONE,
            "end": both["end"],
        }
    )


def _stretches(joined: Joined, name: str) -> pd.DataFrame:
    """Give the stretch of each edge along each place, from its lowest to its highest entry."""
    table = pd.DataFrame(
        {
            "place": joined.place,
            "edge": joined.edge,
            "low": joined.offset,
            "high": joined.offset,
            name: np.arange(len(joined.edge)),
        }
    )
    return table.groupby(["place", "edge"], as_index=False).agg({"low": "min", "high": "max", name: "first"})
