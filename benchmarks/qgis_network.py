"""QGIS's own network analysis, set up on the roads that the engine drives, to hold the engine against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.analysis import (
    QgsGraphAnalyzer,
    QgsGraphBuilder,
    QgsNetworkDistanceStrategy,
    QgsVectorLayerDirector,
)
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from gisement.core.network.places import DECIMALS
from gisement.core.network.search import AT_THE_END
from gisement.core.resources import resource

if TYPE_CHECKING:
    import geopandas as gpd

    from gisement.core.network import Joined, RoadGraph


class QgisNetwork:
    """A graph of QGIS in which entries of places stand as vertices.

    :param layer: see :func:`qgis_layer`.
    :param graph: the engine's graph of the same roads.
    :param entries: where places meet it. One at the end of a road is the vertex there; others are tied by QGIS.
    """

    def __init__(self, layer: QgsVectorLayer, graph: RoadGraph, *entries: Joined) -> None:
        edge, offset = (np.concatenate([getattr(one, name) for one in entries]) for name in ("edge", "offset"))
        first, last = offset <= AT_THE_END, graph.length[edge] - offset <= AT_THE_END
        node = np.where(first, graph.start[edge], graph.end[edge])
        xy = shapely.get_coordinates(shapely.line_interpolate_point(graph.shape[edge], offset))
        xy = np.where((first | last)[:, None], graph.nodes[node], xy)
        director = QgsVectorLayerDirector(
            layer, 0, "direct", "inverse", "double", QgsVectorLayerDirector.Direction.DirectionBoth
        )
        director.addStrategy(QgsNetworkDistanceStrategy())
        builder = QgsGraphBuilder(QgsCoordinateReferenceSystem(layer.crs()), True, 0.0, "NONE")
        between = np.flatnonzero(~(first | last))
        tied = director.makeGraph(builder, [QgsPointXY(x, y) for x, y in xy[between]])
        points = [QgsPointXY(x, y) for x, y in xy]
        for place, point in zip(between, tied):
            points[place] = point
        self.graph = builder.graph()
        self.vertex = [self.graph.findVertex(point) for point in points]
        if -1 in self.vertex:
            raise RuntimeError("a place is no vertex of QGIS's graph")

    def tree(self, start: int) -> list[float]:
        """Grow the tree of shortest ways from one entry: metres to each vertex, infinite where there is no way."""
        return QgsGraphAnalyzer.dijkstra(self.graph, self.vertex[start], 0)[1]


#: metres by which QGIS's bridges are moved aside
ASIDE = 0.005


def qgis_layer(roads: gpd.GeoDataFrame) -> QgsVectorLayer:
    """Give QGIS the roads that the engine drives, as a layer in memory.

    QGIS joins lines at every place that two of them pass through: in BD TOPO it would drive down from a bridge. The
    inner vertices of what does not lie on the ground are therefore moved 5 mm aside.
    """
    drivable = roads[~roads["classe"].isin(resource("measures/access")["classes_exclues"])]
    if roads.attrs["dialect"].get("connection") == "ends":
        raised = (drivable["niveau"].fillna(0) != 0).to_numpy()
        shapes = drivable.geometry.to_numpy().copy()
        shapes[raised] = [_aside(shape) for shape in shapes[raised]]
        drivable = drivable.set_geometry(shapes, crs=roads.crs)
    layer = QgsVectorLayer(f"LineString?crs={roads.crs.to_string()}&field=sens:string", "roads", "memory")
    lines, row = shapely.get_parts(drivable.geometry.to_numpy(), return_index=True)
    features = []
    for shape, sens in zip(lines, drivable["sens"].to_numpy()[row]):
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(shapely.transform(shape, lambda xy: np.round(xy, DECIMALS))))
        feature.setGeometry(geometry)
        feature.setAttributes([sens])
        features.append(feature)
    added, _ = layer.dataProvider().addFeatures(features)
    if not added:
        raise RuntimeError("the roads could not be put into the layer")
    return layer


def _aside(shape: shapely.Geometry) -> shapely.Geometry:
    """Move the inner vertices of the lines of a shape aside; their ends stay."""
    moved = []
    for line in shapely.get_parts(shape):
        xy = shapely.get_coordinates(line)
        xy[1:-1] += ASIDE
        moved.append(xy)
    return shapely.multilinestrings([shapely.linestrings(xy) for xy in moved])
