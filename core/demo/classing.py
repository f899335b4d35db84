"""Classes the streets and lanes: what leads from where people live to the main roads is a road, the rest a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from .mesh import COUNTRY, MAIN, TOWN, ZONE, Mesh

if TYPE_CHECKING:
    from .network import Joined
    from .settings import Settings

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def class_edges(
    settings: Settings, mesh: Mesh, graph: Joined, rows: Integers, centres: Floats
) -> npt.NDArray[np.object_]:
    """Give the class of each chosen mesh edge.

    Roads that a lorry can drive are connected without the lanes: all edges on the shortest way from a street, a zone
    or a hamlet to the main roads are roads.

    :param rows: rows of the chosen edges.
    :param centres: (t, 2) centres of towns, linked to the main roads by minor departmental roads.
    """
    rng = settings.rng("classes")
    ends, edges = mesh.edges[rows], graph.edges[rows]
    before = _ways(graph, edges, np.hypot(*(mesh.xy[ends[:, 0]] - mesh.xy[ends[:, 1]]).T))
    kind = np.full(graph.count, COUNTRY, dtype=np.int8)
    kind[graph.node] = mesh.kind
    used = _upstream(before, (kind != COUNTRY) | (rng.random(graph.count) < 0.3))
    in_centre = np.zeros(graph.count, dtype=bool)
    in_centre[graph.node[cKDTree(mesh.xy).query(centres)[1]]] = True
    trunk = _upstream(before, in_centre)
    first_is_child = before[edges[:, 0]] == edges[:, 1]
    on_way = first_is_child | (before[edges[:, 1]] == edges[:, 0])
    child = np.where(first_is_child, edges[:, 0], edges[:, 1])
    drawn, kinds = rng.random(len(edges)), mesh.kind[ends]
    lane = np.where(drawn < 0.62, "chemin", np.where(drawn < 0.85, "empierree", "sentier"))
    both_used = used[edges].all(axis=1)
    classe = np.where((drawn < 0.3) & both_used, "rurale", lane).astype(object)
    classe[on_way & used[child]] = "rurale"
    town = np.isin(kinds, [TOWN, MAIN]).all(axis=1) & (kinds == TOWN).any(axis=1)
    classe[town] = np.where(on_way[town] | (drawn[town] < 0.97), "rue", "sentier")
    classe[(kinds == ZONE).any(axis=1) & (both_used | on_way)] = "desserte"
    classe[on_way & trunk[child]] = "locale"
    return classe


def _ways(graph: Joined, edges: Integers, length: Floats) -> npt.NDArray[np.int32]:
    """Give the node before each on its shortest way from the main roads; negative for the main roads themselves."""
    a, b = np.r_[edges[:, 0], edges[:, 1]], np.r_[edges[:, 1], edges[:, 0]]
    links = csr_matrix((np.r_[length, length], (a, b)), (graph.count, graph.count))
    sources = np.unique(np.r_[graph.tail, graph.head])
    return np.asarray(dijkstra(links, indices=sources, min_only=True, return_predecessors=True)[1])


def _upstream(before: npt.NDArray[np.int32], marked: Mask) -> Mask:
    """Mark all nodes on the way from the marked ones to the main roads."""
    marked = marked.copy()
    front = np.flatnonzero(marked)
    while len(front):
        up = before[front]
        up = np.unique(up[up >= 0])
        front = up[~marked[up]]
        marked[front] = True
    return marked
