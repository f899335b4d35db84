"""Builds a road graph from lines: nodes where roads meet, edges between them, directions, lengths, minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ..report import Report
from ..resources import resource

if TYPE_CHECKING:
    import geopandas as gpd

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

#: vertices closer than this are one place, in decimals of a metre: a millimetre
DECIMALS = 3


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
    shape: npt.NDArray[np.object_]

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
    """Build the graph of the roads that a heavy vehicle can drive.

    :param roads: lines in a projected CRS in metres, with the fields of the role ``troncon_de_route``.
    :param report: asked between two long steps whether to stop.
    :param connection: ``"vertices"`` where two roads meet at any vertex they share (OpenStreetMap), ``"ends"`` where
        they meet at their ends only (BD TOPO, cut at every crossing, so that a bridge does not touch what it spans).
    """
    drivable = ~roads["classe"].isin(resource("measures/access")["classes_exclues"]).to_numpy()
    lines, part_of = shapely.get_parts(roads.geometry.to_numpy()[drivable], return_index=True)
    road_of_line = np.flatnonzero(drivable)[part_of]
    xy, line = shapely.get_coordinates(lines, return_index=True)
    xy = np.round(xy, DECIMALS)
    moved = np.ones(len(xy), dtype=bool)
    moved[1:] = (line[1:] != line[:-1]) | (xy[1:] != xy[:-1]).any(axis=1)
    xy, line = xy[moved], line[moved]
    report = report or Report()
    report.check()
    place, is_node = _nodes(xy, line, connection)
    first = np.flatnonzero(is_node[:-1] & (line[:-1] == line[1:])) if len(xy) else np.empty(0, dtype=np.int64)
    last = _next_node(is_node, first)
    report.check()
    node_places, node = np.unique(place[np.concatenate([first, last])], return_inverse=True)
    start, end = node[: len(first)], node[len(first) :]
    road = road_of_line[line[first]] if len(first) else np.empty(0, dtype=np.int64)
    shape = _stretches(xy, first, last)
    report.check()
    length = shapely.length(shape)
    sens = roads["sens"].to_numpy()[road]
    return RoadGraph(
        nodes=_coordinates_of(node_places, place, xy),
        start=start.astype(np.int64),
        end=end.astype(np.int64),
        length=length,
        minutes=length / 1000.0 / speeds(roads)[road] * 60.0,
        forward=sens != "inverse",
        backward=sens != "direct",
        road=road,
        shape=shape,
    )


def speeds(roads: gpd.GeoDataFrame) -> Floats:
    """Give the speed of a heavy vehicle on each road, in km/h.

    The mean speed of light vehicles where the producer gives it, else a share of the legal limit, else the usual speed
    of the class of road; never above what a heavy vehicle may drive there. Figures: `resources/measures/access.json`.
    """
    figures = resource("measures/access")["vitesses"]
    classes = roads["classe"]
    usual = classes.map({name: said["usuelle_kmh"] for name, said in figures["classes"].items()})
    legal = classes.map({name: said["poids_lourd_max_kmh"] for name, said in figures["classes"].items()})
    speed = roads["vitesse_moyenne"].fillna(roads["vitesse_limite"] * figures["part_de_la_limite"]).fillna(usual)
    return np.minimum(speed, legal).to_numpy(dtype=float)


def _nodes(xy: Floats, line: Integers, connection: str) -> tuple[Integers, Mask]:
    """Number the distinct places of the vertices and mark the vertices that are nodes."""
    ends = np.ones(len(xy), dtype=bool)
    ends[1:-1] = (line[1:-1] != line[:-2]) | (line[1:-1] != line[2:])
    keys = np.ascontiguousarray(xy + 0.0).view(np.complex128).ravel()
    _, place, count = np.unique(keys, return_inverse=True, return_counts=True)
    if connection == "vertices":
        return place, ends | (count[place] > 1)
    return place, ends


def _next_node(is_node: Mask, first: Integers) -> Integers:
    """Give, for each vertex of `first`, the next vertex that is a node; lines end on nodes, so it is on the line."""
    nodes = np.flatnonzero(is_node)
    return nodes[np.searchsorted(nodes, first, side="right")] if len(first) else first


def _stretches(xy: Floats, first: Integers, last: Integers) -> npt.NDArray[np.object_]:
    if not len(first):
        return np.empty(0, dtype=object)
    count = last - first + 1
    owner = np.repeat(np.arange(len(first)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return shapely.linestrings(xy[np.repeat(first, count) + step], indices=owner)


def _coordinates_of(places: Integers, place: Integers, xy: Floats) -> Floats:
    vertex = np.zeros(int(place.max()) + 1 if len(place) else 0, dtype=np.int64)
    vertex[place] = np.arange(len(place))
    return xy[vertex[places]] if len(places) else np.empty((0, 2))
