"""Who lies within so many minutes of many places: one bounded search for each place, backwards along the roads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from .doors import ROUNDING, arrivals, leavings, on_the_same_edge, two_ways

if TYPE_CHECKING:
    from ..report import Report
    from .doors import Ways
    from .graph import Floats, Integers, Mask, RoadGraph
    from .joining import Joined

#: cells of the matrix of minutes that are held at once, and places searched from between two questions whether to stop
CELLS_AT_ONCE, PLACES_AT_ONCE = 8_000_000, 16
#: side in metres of the tiles by which places are gathered that share what lies around them
TILE = 20_000.0


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
    matrix = _backwards(graph, only, arrivals(graph, only, places), places.count)
    # Each home is left by the end of its edge, by its start, or by both.
    node, minutes = two_ways(leavings(graph, only, homes), homes.count)
    beside = on_the_same_edge(graph, only, places, homes, limit)
    sums = np.full((places.count, amounts.shape[1]), np.nan)
    for some in _gathered(graph, places):
        report.check()
        own = beside[np.isin(beside["place"], some)]
        part, at = _around(matrix, graph.node_count + some, limit)
        near = np.flatnonzero((at[node] >= 0).any(axis=1))
        here = np.union1d(near, own["home"].to_numpy(dtype=np.int64))
        ways = at[node[here]], minutes[here]
        at_once = int(np.clip(CELLS_AT_ONCE // max(part.shape[0], 1), 1, PLACES_AT_ONCE))
        for first in range(0, len(some), at_once):
            report.check()
            few = some[first : first + at_once]
            away = dijkstra(part, indices=at[graph.node_count + few], limit=limit + ROUNDING)
            reached = _reached(away, *ways, limit)
            direct = own[np.isin(own["place"], few)]
            reached[np.searchsorted(few, direct["place"]), np.searchsorted(here, direct["home"])] = True
            sums[few] = reached.astype(float) @ amounts[here]
    return sums


def _gathered(graph: RoadGraph, places: Joined) -> list[Integers]:
    """Gather the places that have entries by tile, each tile in rising order."""
    place, first = np.unique(places.place, return_index=True)
    if not len(place):
        return []
    cells = np.floor(graph.nodes[graph.start[places.edge[first]]] / TILE).astype(np.int64)
    tile = np.unique(cells, axis=0, return_inverse=True)[1].ravel()
    return [place[tile == one] for one in range(tile.max() + 1)]


def _around(matrix: csr_matrix, starts: Integers, limit: float) -> tuple[csr_matrix, Integers]:
    """Cut the matrix to what lies within the limit of any of the starts: a way to one of them passes nothing else.

    :returns: the part, and the place in it of each row of the matrix; -1 where it is none.
    """
    away = dijkstra(matrix, indices=starts, min_only=True, limit=limit + ROUNDING)
    kept = np.flatnonzero(np.isfinite(away))
    at = np.full(matrix.shape[0], -1)
    at[kept] = np.arange(len(kept))
    return matrix[kept][:, kept], at


def _reached(away: Floats, node: Integers, minutes: Floats, limit: float) -> Mask:
    """Tell which homes lie within the limit of which places by one of their two ways.

    :param away: (b, n) minutes from each node to each place.
    :param node: (h, 2) the nodes by which homes are left; -1 for one out of reach.
    """
    away = np.column_stack([away, np.full(len(away), np.inf)])
    return np.logical_or(*(away[:, node[:, way]] + minutes[:, way] <= limit + ROUNDING for way in range(2)))


def _backwards(graph: RoadGraph, only: Mask, ends: Ways, places: int) -> csr_matrix:
    """Make the matrix of minutes against the direction of driving; its last rows are the places, which none passes."""
    tail, head, edge = graph.arcs(only)
    row = np.concatenate([head, graph.node_count + ends.place])
    column = np.concatenate([tail, ends.node])
    minutes = np.concatenate([graph.minutes[edge], ends.minutes])
    # Of two arcs between the same nodes the faster stays, for a sparse matrix would add them up.
    order = np.lexsort((minutes, column, row))
    row, column, minutes = row[order], column[order], minutes[order]
    first = np.ones(len(row), dtype=bool)
    first[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    row, column, minutes = row[first], column[first], minutes[first]
    size = graph.node_count + places
    return csr_matrix((minutes, column, np.searchsorted(row, np.arange(size + 1))), shape=(size, size))
