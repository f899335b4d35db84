"""Chooses which edges of the mesh become roads: all is connected, and the number of roads is exactly as asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from .mesh import MAIN, TOWN, ZONE, Mesh

if TYPE_CHECKING:
    from .lines import Lines
    from .settings import Settings

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Joined:
    """Mesh and lines as one graph of `count` nodes: mesh edges (m, 2), and the two ends of each line.

    `node` gives the graph's node of each point of the mesh.
    """

    node: Integers
    edges: Integers
    tail: Integers
    head: Integers
    count: int


def join_graph(mesh: Mesh, lines: Lines) -> Joined:
    """Number the points of the mesh and the ends of the lines together; what coincides to the centimetre is one."""
    start, end = lines.ends()
    everything = np.round(np.vstack([mesh.xy, start, end]) * 100.0).astype(np.int64)
    _, inverse = np.unique(everything, axis=0, return_inverse=True)
    node, tail, head = np.split(inverse.ravel(), [len(mesh.xy), len(mesh.xy) + len(start)])
    return Joined(node, node[mesh.edges], tail, head, int(inverse.max()) + 1)


def choose_edges(settings: Settings, mesh: Mesh, graph: Joined) -> Integers:
    """Choose mesh edges so that lines and edges together number what the size asks for; give their rows.

    A spanning tree joins everything; streets come first among the edges that close loops.
    """
    rng = settings.rng("network")
    edges = graph.edges
    length = np.hypot(*(mesh.xy[mesh.edges[:, 0]] - mesh.xy[mesh.edges[:, 1]]).T)
    weight = length * rng.uniform(0.6, 1.4, len(length)) * np.where(mesh.diagonal, 8.0, 1.0)
    chosen = _spanning(graph, weight)
    linked = _linked(graph, edges[chosen])
    chosen &= linked[edges].all(axis=1)
    spare = np.flatnonzero(~chosen & linked[edges].all(axis=1))
    urban = np.isin(mesh.kind[mesh.edges], [TOWN, ZONE, MAIN]).all(axis=1)
    order = rng.random(len(edges)) + np.where(urban, 0.0, 1.0) + np.where(mesh.diagonal, 2.0, 0.0)
    more = int(settings["troncons"]) - len(graph.tail) - int(chosen.sum())
    chosen[spare[np.argsort(order[spare], kind="stable")][: max(more, 0)]] = True
    return np.flatnonzero(_without_leaves(graph, chosen, -more))


def _spanning(graph: Joined, weight: Floats) -> Mask:
    """Mark the mesh edges of a spanning tree that uses the lines first."""
    a, b = np.r_[graph.tail, graph.edges[:, 0]], np.r_[graph.head, graph.edges[:, 1]]
    lines = len(graph.tail)
    weight = np.r_[np.full(lines, 1e-3), weight]
    low, high = np.minimum(a, b), np.maximum(a, b)
    key = low * graph.count + high
    order = np.lexsort((weight, key))
    first = order[np.r_[True, key[order][1:] != key[order][:-1]]]
    tree = minimum_spanning_tree(csr_matrix((weight[first], (low[first], high[first])), (graph.count, graph.count)))
    tree = tree.tocoo()
    in_tree = np.isin(key[lines:], tree.row.astype(np.int64) * graph.count + tree.col)
    return np.asarray(in_tree & ~np.isin(key[lines:], key[:lines]))


def _linked(graph: Joined, edges: Integers) -> Mask:
    """Tell which nodes are connected to most of the lines."""
    a, b = np.r_[graph.tail, edges[:, 0]], np.r_[graph.head, edges[:, 1]]
    links = coo_matrix((np.ones(len(a)), (a, b)), (graph.count, graph.count))
    label = connected_components(links, directed=False)[1]
    return np.asarray(label == np.bincount(label[graph.tail]).argmax())


def _without_leaves(graph: Joined, chosen: Mask, excess: int) -> Mask:
    """Take dead ends away until `excess` edges are gone."""
    while excess > 0:
        rows = np.flatnonzero(chosen)
        ends = np.r_[graph.edges[rows].ravel(), graph.tail, graph.head]
        degree = np.bincount(ends, minlength=graph.count)
        dead = rows[(degree[graph.edges[rows]] == 1).any(axis=1)][:excess]
        if not len(dead):
            break
        chosen[dead] = False
        excess -= len(dead)
    return chosen
