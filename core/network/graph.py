"""Builds a road graph from lines: nodes where roads meet, edges between them, directions, lengths, minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ..report import Report
from ..resources import resource
from .places import number_places, rounded
from .speeds import speeds

if TYPE_CHECKING:
    import geopandas as gpd

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class RoadGraph:
    """A directed road graph of n nodes and m edges, lengths in metres, times in minutes.

    An edge is a stretch of road between two nodes, drawn from `start` to `end`; `forward` says whether one may drive
    it as drawn, `backward` the other way round. `road` is the row of the source line it comes from.
    """

    nodes: Floats
    start: Integers
    end: Integers
    length: Floats
    minutes: Floats
    forward: Mask
    backward: Mask
    road: Integers
    shape: Shapes

    @property
    def node_count(self) -> int:
        """The number of nodes."""
        return len(self.nodes)

    def arcs(self, only: Mask | None = None) -> tuple[Integers, Integers, Integers]:
        """Give the drivable arcs: tail node, head node and edge of each, two for a road open both ways.

        :param only: (m,) edges to keep; None for all.
        """
        forward = self.forward if only is None else self.forward & only
        backward = self.backward if only is None else self.backward & only
        tail = np.concatenate([self.start[forward], self.end[backward]])
        head = np.concatenate([self.end[forward], self.start[backward]])
        edge = np.concatenate([np.flatnonzero(forward), np.flatnonzero(backward)])
        return tail, head, edge


def build_graph(roads: gpd.GeoDataFrame, connection: str = "vertices", report: Report | None = None) -> RoadGraph:
    """Build the graph of the roads that a heavy vehicle can drive. A stretch of no length is no road.

    :param roads: lines in a projected CRS in metres, with the fields of the role ``troncon_de_route``.
    :param report: asked between two long steps whether to stop.
    :param connection: ``"vertices"`` where two roads meet at any vertex they share (OpenStreetMap), ``"ends"`` where
        they meet at their ends only (BD TOPO, cut at every crossing, so that a bridge does not touch what it spans).
    """
    report = report or Report()
    drivable = np.flatnonzero(~roads["classe"].isin(resource("measures/access")["classes_exclues"]).to_numpy())
    lines, part_of = shapely.get_parts(roads.geometry.to_numpy()[drivable], return_index=True)
    road_of_line = drivable[part_of]
    report.check()
    cut = _whole_lines if connection == "ends" else _stretches_between_nodes
    first, last, road, shape = cut(lines, road_of_line, report)
    node, nodes = number_places(np.concatenate([first, last]))
    report.check()
    length = shapely.length(shape)
    sens = roads["sens"].to_numpy()
    forward, backward = sens != "inverse", sens != "direct"
    return RoadGraph(
        nodes=nodes,
        start=node[: len(first)],
        end=node[len(first) :],
        length=length,
        minutes=length / 1000.0 / speeds(roads)[road] * 60.0,
        forward=forward[road],
        backward=backward[road],
        road=road,
        shape=shape,
    )


Stretches = tuple[Floats, Floats, Integers, Shapes]


def _whole_lines(lines: Shapes, road: Integers, report: Report) -> Stretches:
    """Take each line as one stretch: its first and last places, its road, its shape."""
    long = shapely.length(lines) > 0
    lines, road = lines[long], road[long]
    report.check()
    ends = (shapely.get_coordinates(shapely.get_point(lines, at)) for at in (0, -1))
    first, last = (rounded(xy) for xy in ends)
    return first, last, road, lines


def _stretches_between_nodes(lines: Shapes, road: Integers, report: Report) -> Stretches:
    """Cut the lines at every vertex that two of them, or one of them twice, pass through."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    xy = rounded(xy)
    moved = np.ones(len(xy), dtype=bool)
    moved[1:] = (line[1:] != line[:-1]) | (xy[1:] != xy[:-1]).any(axis=1)
    xy, line = xy[moved], line[moved]
    report.check()
    place, _ = number_places(xy)
    is_node = np.bincount(place)[place] > 1 if len(xy) else np.empty(0, dtype=bool)
    is_node[np.flatnonzero(np.diff(line, prepend=-1))] = True
    is_node[np.flatnonzero(np.diff(line, append=-1))] = True
    report.check()
    first = np.flatnonzero(is_node[:-1] & (line[:-1] == line[1:])) if len(xy) else np.empty(0, dtype=np.int64)
    nodes = np.flatnonzero(is_node)
    # Lines end on nodes, so the next node is on the same line.
    last = nodes[np.searchsorted(nodes, first, side="right")] if len(first) else first
    return xy[first], xy[last], road[line[first]], _drawn(xy, first, last)


def _drawn(xy: Floats, first: Integers, last: Integers) -> Shapes:
    if not len(first):
        return np.empty(0, dtype=object)
    count = last - first + 1
    owner = np.repeat(np.arange(len(first)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return shapely.linestrings(xy[np.repeat(first, count) + step], indices=owner)
