"""How places on the road are come to and left: by which nodes of the graph, in how many minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .search import AT_THE_END

if TYPE_CHECKING:
    from .graph import Floats, Integers, Mask, RoadGraph
    from .joining import Joined

#: minutes that count for nothing: two sums of the same numbers in another order
ROUNDING = 1e-9


@dataclass(frozen=True)
class Ways:
    """How the entries of places are left or reached by the nodes of the graph: place, node, minutes, one row each."""

    place: Integers
    node: Integers
    minutes: Floats


def _share(graph: RoadGraph, entries: Joined) -> Floats:
    length = graph.length[entries.edge]
    return np.divide(entries.offset, length, out=np.zeros(len(length)), where=length > 0)


def arrivals(graph: RoadGraph, only: Mask, places: Joined) -> Ways:
    """Come to the entries from the start of their edge, as it is drawn, or from its end."""
    edge, share = places.edge, _share(graph, places)
    ahead = (graph.forward & only)[edge] | (places.offset <= AT_THE_END)
    behind = (graph.backward & only)[edge] | (graph.length[edge] - places.offset <= AT_THE_END)
    return _ways(graph, places, (ahead, graph.start, share), (behind, graph.end, 1.0 - share))


def leavings(graph: RoadGraph, only: Mask, homes: Joined) -> Ways:
    """Leave the entries by the end of their edge, as it is drawn, or by its start."""
    edge, share = homes.edge, _share(graph, homes)
    ahead = (graph.forward & only)[edge] | (graph.length[edge] - homes.offset <= AT_THE_END)
    behind = (graph.backward & only)[edge] | (homes.offset <= AT_THE_END)
    return _ways(graph, homes, (ahead, graph.end, 1.0 - share), (behind, graph.start, share))


def _ways(graph: RoadGraph, entries: Joined, *ends: tuple[Mask, Integers, Floats]) -> Ways:
    place = np.concatenate([entries.place[open_] for open_, _, _ in ends])
    node = np.concatenate([at[entries.edge[open_]] for open_, at, _ in ends])
    minutes = np.concatenate([(part * graph.minutes[entries.edge])[open_] for open_, _, part in ends])
    return Ways(place, node, minutes)


def two_ways(ways: Ways, homes: int) -> tuple[Integers, Floats]:
    """Lay the ways of each home side by side: (h, 2) nodes and minutes, infinite where there is none."""
    node, minutes = np.zeros((homes, 2), dtype=np.int64), np.full((homes, 2), np.inf)
    order = np.argsort(ways.place, kind="stable")
    place = ways.place[order]
    way = np.arange(len(place)) - np.searchsorted(place, place)
    node[place, way], minutes[place, way] = ways.node[order], ways.minutes[order]
    return node, minutes


def on_the_same_edge(graph: RoadGraph, only: Mask, places: Joined, homes: Joined, limit: float) -> pd.DataFrame:
    """Find the homes from which a place on the same edge is reached in time without leaving it: ``place``, ``home``."""
    here = pd.DataFrame({"place": places.place, "edge": places.edge, "low": places.offset, "high": places.offset})
    here = here.groupby(["place", "edge"], as_index=False).agg({"low": "min", "high": "max"})
    there = pd.DataFrame({"home": homes.place, "edge": homes.edge, "offset": homes.offset})
    both = here.merge(there, on="edge")
    edge, offset = both["edge"].to_numpy(dtype=np.int64), both["offset"].to_numpy(dtype=float)
    pace = np.divide(graph.minutes[edge], graph.length[edge], out=np.zeros(len(edge)), where=graph.length[edge] > 0)
    before, after = both["low"].to_numpy(dtype=float) - offset, offset - both["high"].to_numpy(dtype=float)
    forward, backward = (graph.forward & only)[edge], (graph.backward & only)[edge]
    near = (before <= 0) & (after <= 0)
    near |= forward & (before > 0) & (before * pace <= limit + ROUNDING)
    near |= backward & (after > 0) & (after * pace <= limit + ROUNDING)
    return both.loc[near, ["place", "home"]]
