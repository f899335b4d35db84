"""Joins places to the road: each at the nearest point of the nearest road it may be joined to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from .graph import Floats, Integers, Mask, RoadGraph


@dataclass(frozen=True)
class Joined:
    """Where k places meet the road: the edge (-1: nowhere), metres along it, metres between place and road."""

    edge: Integers
    offset: Floats
    gap: Floats

    def __len__(self) -> int:
        return len(self.edge)


def join(places: npt.ArrayLike, graph: RoadGraph, usable: Mask | None = None) -> Joined:
    """Join each place to the nearest point of the nearest usable edge.

    :param places: (k,) shapely geometries in the CRS of the graph; None and empty ones are joined nowhere. A polygon
        is joined where the road comes nearest to it.
    :param usable: (m,) edges that may be joined; None for all.
    """
    places = np.asarray(places, dtype=object)
    edge = np.full(len(places), -1, dtype=np.int64)
    offset, gap = np.full(len(places), np.nan), np.full(len(places), np.nan)
    candidates = np.flatnonzero(usable) if usable is not None else np.arange(len(graph.shape))
    there = np.flatnonzero(~(shapely.is_missing(places) | shapely.is_empty(places)))
    if not len(candidates) or not len(there):
        return Joined(edge, offset, gap)
    tree = shapely.STRtree(graph.shape[candidates])
    (which, found), distance = tree.query_nearest(places[there], return_distance=True, all_matches=False)
    edge[there[which]] = candidates[found]
    gap[there[which]] = distance
    bridge = shapely.shortest_line(graph.shape[edge[there]], places[there])
    offset[there] = shapely.line_locate_point(graph.shape[edge[there]], shapely.get_point(bridge, 0))
    return Joined(edge, offset, gap)
