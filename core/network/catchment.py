"""Who lies within so many minutes of many places: one bounded search for each place, backwards along the roads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from .search import AT_THE_END

if TYPE_CHECKING:
    from ..report import Report
    from .graph import Floats, Integers, Mask, RoadGraph
    from .joining import Joined

#: cells of the matrix of minutes that are held at once, and places searched from between two questions whether to stop
CELLS_AT_ONCE, PLACES_AT_ONCE = 8_000_000, 16
#: minutes that count for nothing: two sums of the same numbers in another order
ROUNDING = 1e-9


@dataclass(frozen=True)
class _Ways:
    """How the entries of places are left or reached by the nodes of the graph: place, node, minutes, one row each."""

    place: Integers
    node: Integers
    minutes: Floats


def sums_within(
    graph: RoadGraph, only: Mask, places: Joined, homes: Joined, amounts: Floats, limit: float, report: Report
) -> Floats:
    """Add up what lies within so many minutes of each place, driving from there to the place.

    Times are those of the fastest way along the roads. The way between a place and its road is not counted. Of two
    entries of a place, the one that is nearer in time counts; a home on the frontage of a place is at it.

    :param only: (m,) edges that may be driven.
    :param places: where k places are reached; one without entries gets NaN.
    :param homes: where each of h homes is left: one entry each, or none.
    :param amounts: (h, a) what each home counts for.
    :param limit: minutes.
    :returns: (k, a) sums.
    """
    count = graph.node_count
    arrivals, leavings = _arrivals(graph, only, places), _leavings(graph, only, homes)
    matrix = _backwards(graph, only, arrivals, places.count)
    # Each home is left by the end of its edge, by its start, or by both.
    node, minutes = _two_ways(leavings, homes.count)
    beside = _on_the_same_edge(graph, only, places, homes, limit)
    sums = np.full((places.count, amounts.shape[1]), np.nan)
    joined = np.unique(places.place)
    at_once = int(np.clip(CELLS_AT_ONCE // max(matrix.shape[0], 1), 1, PLACES_AT_ONCE))
    for first in range(0, len(joined), at_once):
        report.check()
        some = joined[first : first + at_once]
        away = dijkstra(matrix, indices=count + some, limit=limit + ROUNDING)
        near = np.zeros((len(some), homes.count), dtype=bool)
        for way in range(2):
            near |= away[:, node[:, way]] + minutes[:, way] <= limit + ROUNDING
        here = beside[np.isin(beside["place"], some)]
        near[np.searchsorted(some, here["place"]), here["home"]] = True
        sums[some] = near.astype(float) @ amounts
    return sums


def _share(graph: RoadGraph, entries: Joined) -> Floats:
    length = graph.length[entries.edge]
    return np.divide(entries.offset, length, out=np.zeros(len(length)), where=length > 0)


def _arrivals(graph: RoadGraph, only: Mask, places: Joined) -> _Ways:
    """Come to the entries from the start of their edge, as it is drawn, or from its end."""
    edge, share = places.edge, _share(graph, places)
    ahead = (graph.forward & only)[edge] | (places.offset <= AT_THE_END)
    behind = (graph.backward & only)[edge] | (graph.length[edge] - places.offset <= AT_THE_END)
    return _ways(graph, places, (ahead, graph.start, share), (behind, graph.end, 1.0 - share))


def _leavings(graph: RoadGraph, only: Mask, homes: Joined) -> _Ways:
    """Leave the entries by the end of their edge, as it is drawn, or by its start."""
    edge, share = homes.edge, _share(graph, homes)
    ahead = (graph.forward & only)[edge] | (graph.length[edge] - homes.offset <= AT_THE_END)
    behind = (graph.backward & only)[edge] | (homes.offset <= AT_THE_END)
    return _ways(graph, homes, (ahead, graph.end, 1.0 - share), (behind, graph.start, share))


def _ways(graph: RoadGraph, entries: Joined, *ends: tuple[Mask, Integers, Floats]) -> _Ways:
    place = np.concatenate([entries.place[open_] for open_, _, _ in ends])
    node = np.concatenate([at[entries.edge[open_]] for open_, at, _ in ends])
    minutes = np.concatenate([(part * graph.minutes[entries.edge])[open_] for open_, _, part in ends])
    return _Ways(place, node, minutes)


def _backwards(graph: RoadGraph, only: Mask, arrivals: _Ways, places: int) -> csr_matrix:
    """Make the matrix of minutes against the direction of driving; its last rows are the places, which none passes."""
    tail, head, edge = graph.arcs(only)
    row = np.concatenate([head, graph.node_count + arrivals.place])
    column = np.concatenate([tail, arrivals.node])
    minutes = np.concatenate([graph.minutes[edge], arrivals.minutes])
    # Of two arcs between the same nodes the faster stays, for a sparse matrix would add them up.
    order = np.lexsort((minutes, column, row))
    row, column, minutes = row[order], column[order], minutes[order]
    first = np.ones(len(row), dtype=bool)
    first[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    row, column, minutes = row[first], column[first], minutes[first]
    size = graph.node_count + places
    return csr_matrix((minutes, column, np.searchsorted(row, np.arange(size + 1))), shape=(size, size))


def _two_ways(leavings: _Ways, homes: int) -> tuple[Integers, Floats]:
    """Lay the ways of each home side by side: (h, 2) nodes and minutes, infinite where there is none."""
    node, minutes = np.zeros((homes, 2), dtype=np.int64), np.full((homes, 2), np.inf)
    order = np.argsort(leavings.place, kind="stable")
    place = leavings.place[order]
    way = np.arange(len(place)) - np.searchsorted(place, place)
    node[place, way], minutes[place, way] = leavings.node[order], leavings.minutes[order]
    return node, minutes


def _on_the_same_edge(graph: RoadGraph, only: Mask, places: Joined, homes: Joined, limit: float) -> pd.DataFrame:
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
