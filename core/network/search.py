"""Searches a road graph backwards: from every node, how far it is to the nearest of many targets, in one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

if TYPE_CHECKING:
    from .graph import Floats, Integers, Mask, RoadGraph
    from .joining import Joined

NONE = -1
#: metres from the end of an edge within which a place is at the node itself, where every road of the node is open to it
AT_THE_END = 0.001


@dataclass(frozen=True)
class Tree:
    """From each node of a search: the shortest way to the nearest target (Dijkstra, several sources at once).

    The nodes are those of the graph, then one for each target, where it stands on its edge. Metres are infinite where
    no road leads to a target; minutes are those of the same way, not of the fastest.

    :param ahead: the next node on the way; -1 at a target and where there is no way.
    :param edge: the edge driven to that node.
    """

    metres: Floats
    minutes: Floats
    target: Integers
    ahead: Integers
    edge: Integers


class Network:
    """The roads of a graph that one kind of vehicle may take, made ready for searches.

    :param only: (m,) edges that may be driven; None for all.
    """

    def __init__(self, graph: RoadGraph, only: Mask | None = None) -> None:
        self.graph = graph
        self.only = np.ones(len(graph.length), dtype=bool) if only is None else only
        tail, head, edge = graph.arcs(only)
        # Backwards: an arc runs from where one comes to, to where one comes from. Of two roads between the same nodes
        # the shorter stays, for a sparse matrix would add them up.
        key = head * max(graph.node_count, 1) + tail
        order = np.argsort(graph.length[edge], kind="stable")
        order = order[np.argsort(key[order], kind="stable")]
        order = order[np.diff(key[order], prepend=-1) > 0]
        self._key, self._edge = key[order], edge[order]
        self._to = tail[order]
        self._rows = np.searchsorted(head[order], np.arange(graph.node_count + 1))

    def forward(self, edge: Integers) -> Mask:
        """Tell of edges whether they may be driven as drawn."""
        return self.graph.forward[edge] & self.only[edge]

    def backward(self, edge: Integers) -> Mask:
        """Tell of edges whether they may be driven against their drawing."""
        return self.graph.backward[edge] & self.only[edge]

    def parts(self) -> Integers:
        """Number for each node the part of the network, cut off from all others, in which it lies."""
        size = self.graph.node_count
        matrix = csr_matrix((np.ones(len(self._to), dtype=np.int8), self._to, self._rows), shape=(size, size))
        return connected_components(matrix, directed=False)[1].astype(np.int64)

    def towards(self, targets: Joined) -> Tree:
        """Search the way to the nearest target; see :class:`Tree`. `target` is the place of the target."""
        graph, on = self.graph, targets.edge
        share = np.divide(targets.offset, graph.length[on], out=np.zeros(len(on)), where=graph.length[on] > 0)
        count = graph.node_count
        own = count + np.arange(len(on))
        ahead = self.forward(on) | (targets.offset <= AT_THE_END)
        behind = self.backward(on) | (graph.length[on] - targets.offset <= AT_THE_END)
        # A row for each target holds up to two arcs: from the end at which its edge is entered, to the target.
        both = np.column_stack([ahead, behind])
        to = np.column_stack([graph.start[on], graph.end[on]])[both]
        metres = np.column_stack([targets.offset, graph.length[on] - targets.offset])[both]
        minutes = (np.column_stack([share, 1.0 - share]) * graph.minutes[on][:, None])[both]
        twice = both.all(axis=1) & (graph.start[on] == graph.end[on])
        if twice.any():
            to, metres, minutes, both = _without_longer_half(to, metres, minutes, both, twice)
        rows = np.concatenate([self._rows, self._rows[-1] + np.cumsum(both.sum(axis=1))])
        size = count + len(on)
        matrix = csr_matrix(
            (np.concatenate([graph.length[self._edge], metres]), np.concatenate([self._to, to]), rows),
            shape=(size, size),
        )
        distance, previous, source = dijkstra(matrix, indices=own, min_only=True, return_predecessors=True)
        reached = np.isfinite(distance)
        target = np.full(size, NONE)
        target[reached] = targets.place[source[reached] - count]
        edge, time = self._driven(previous, on, rows, np.concatenate([self._to, to]), minutes)
        return Tree(distance, time, target, previous.astype(np.int64), edge)

    def within(self, nodes: Integers, limit: float) -> Floats:
        """Give for each node the metres to the nearest of some nodes; infinite beyond the limit."""
        size = self.graph.node_count
        if not len(nodes):
            return np.full(size, np.inf)
        matrix = csr_matrix((self.graph.length[self._edge], self._to, self._rows), shape=(size, size))
        return np.asarray(dijkstra(matrix, indices=nodes, min_only=True, limit=limit))

    def _driven(
        self, previous: Integers, on: Integers, rows: Integers, to: Integers, minutes: Floats
    ) -> tuple[Integers, Floats]:
        """Give for each node the edge driven to the next, and the minutes from the node to its target."""
        count, size = self.graph.node_count, len(previous)
        edge = np.full(size, NONE)
        step = np.zeros(size)
        node = np.flatnonzero(previous >= 0)
        inner = node[previous[node] < count]
        arc = np.searchsorted(self._key, previous[inner].astype(np.int64) * max(count, 1) + inner)
        edge[inner] = self._edge[arc]
        step[inner] = self.graph.minutes[edge[inner]]
        last = node[previous[node] >= count]
        goal = previous[last].astype(np.int64)
        edge[last] = on[goal - count]
        first_arc = rows[goal]
        second = to[first_arc] != last
        step[last] = minutes[first_arc + second - len(self._to)]
        return edge, _along(step, previous)


def _without_longer_half(
    to: Integers, metres: Floats, minutes: Floats, both: Mask, twice: Mask
) -> tuple[Integers, Floats, Floats, Mask]:
    """Leave a target on a loop (an edge that ends where it starts) the shorter way round."""
    place = np.zeros(both.shape, dtype=np.int64)
    place[both] = np.arange(len(to))
    first, second = place[twice, 0], place[twice, 1]
    drop = np.where(metres[first] <= metres[second], second, first)
    keep = np.ones(len(to), dtype=bool)
    keep[drop] = False
    both = both.copy()
    both[np.flatnonzero(twice), np.where(metres[first] <= metres[second], 1, 0)] = False
    return to[keep], metres[keep], minutes[keep], both


def _along(step: Floats, previous: Integers) -> Floats:
    """Add up what each step costs along each node's own way, by doubling the stride towards the target."""
    stride = np.where(previous >= 0, previous, np.arange(len(previous))).astype(np.int64)
    total = step.copy()
    while True:
        further = stride[stride]
        if np.array_equal(further, stride):
            return total
        total = total + total[stride]
        stride = further
