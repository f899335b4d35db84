"""Road distance to the nearest motorway access: the engine against QGIS's own network analysis, in one run.

Both get the same drivable roads in memory, in the same projection, with the same directions; both join each site to
the nearest point of the nearest road, whatever its class; both look for the same accesses. Prints the seconds of
each, the ratio, and the largest difference between the two answers.

    dev/python benchmarks/access.py TERRITORY INVENTORY [LAYER]
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.analysis import (
    QgsGraphAnalyzer,
    QgsGraphBuilder,
    QgsNetworkDistanceStrategy,
    QgsVectorLayerDirector,
)
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
)

from gisement.core.network import build_graph, join, nearest
from gisement.core.network.accesses import motorway_accesses
from gisement.core.network.graph import DECIMALS
from gisement.core.resources import resource
from gisement.core.sites import import_inventory
from gisement.core.territory import Territory

if TYPE_CHECKING:
    import geopandas as gpd


def main(territory: str, inventory: str, layer: str | None = None) -> int:
    """Compare and print; the exit code is 1 when an answer differs by a metre or more."""
    sites = import_inventory(inventory, layer=layer).sites
    roads = Territory.open(territory, sites.crs).read("troncon_de_route")
    places = shapely.centroid(sites.geometry[sites.geometry.notna()].to_numpy())
    accesses, ours, *seconds = by_engine(roads, places)
    theirs, *seconds_there = by_qgis(qgis_layer(roads), places, accesses)
    for name, (graph, search) in (("engine", seconds), ("QGIS", seconds_there)):
        print(f"{name:7s} graph {graph:8.3f} s   {len(places)} sites {search:8.3f} s   all {graph + search:8.3f} s")
    print(f"ratio   {sum(seconds_there) / sum(seconds):.0f}")
    together = np.isfinite(ours) == np.isfinite(theirs)
    both = np.isfinite(ours) & np.isfinite(theirs)
    apart = np.abs(ours[both] - theirs[both]).max()
    print(
        f"answers {both.sum()} reached by both, {(together & ~both).sum()} by neither, {(~together).sum()} by one; "
        f"largest difference {apart:.4f} m"
    )
    return int(not together.all() or apart >= 1.0)


def by_engine(roads: gpd.GeoDataFrame, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, float, float]:
    """Give the accesses, the metres from each place to the nearest, the seconds of the graph and of the search."""
    began = time.perf_counter()
    graph = build_graph(roads, roads.attrs["dialect"].get("connection", "vertices"))
    accesses = graph.nodes[motorway_accesses(graph, roads)["node"].to_numpy()]
    built = time.perf_counter()
    found = nearest(graph, join(places, graph), join(shapely.points(accesses), graph))
    return accesses, found.metres, built - began, time.perf_counter() - built


def by_qgis(layer: QgsVectorLayer, places: np.ndarray, accesses: np.ndarray) -> tuple[np.ndarray, float, float]:
    """Give the metres, the seconds of the graph and of the search: one search a site, as QGIS's algorithms do."""
    began = time.perf_counter()
    director = QgsVectorLayerDirector(
        layer, 0, "direct", "inverse", "double", QgsVectorLayerDirector.Direction.DirectionBoth
    )
    director.addStrategy(QgsNetworkDistanceStrategy())
    builder = QgsGraphBuilder(QgsCoordinateReferenceSystem(layer.crs()), True, 0.0, "NONE")
    tied = director.makeGraph(builder, [QgsPointXY(x, y) for x, y in shapely.get_coordinates(places)])
    network = builder.graph()
    targets = [network.findVertex(QgsPointXY(x, y)) for x, y in accesses]
    if -1 in targets:
        raise RuntimeError("an access is no vertex of QGIS's graph")
    built = time.perf_counter()
    metres = []
    for site in tied:
        _, costs = QgsGraphAnalyzer.dijkstra(network, network.findVertex(site), 0)
        metres.append(min((costs[target] for target in targets), default=np.inf))
    return np.array(metres), built - began, time.perf_counter() - built


def qgis_layer(roads: gpd.GeoDataFrame) -> QgsVectorLayer:
    """Give QGIS the roads that the engine drives, as a layer in memory."""
    drivable = roads[~roads["classe"].isin(resource("measures/access")["classes_exclues"])]
    layer = QgsVectorLayer(f"LineString?crs={roads.crs.to_string()}&field=sens:string", "roads", "memory")
    features = []
    for shape, sens in zip(shapely.get_parts(drivable.geometry.to_numpy()), drivable["sens"]):
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


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    sys.exit(main(*sys.argv[1:]))
