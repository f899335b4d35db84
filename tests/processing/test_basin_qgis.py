"""Who reaches a site by road is who QGIS's own shortest paths bring there, on real roads and a real grid of people."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from qgis import processing

from gisement.core.measures import basin
from gisement.core.measures.shared_roads import roads_around
from gisement.core.network.cars import car_speeds, for_cars
from gisement.core.network.catchment import sums_within
from gisement.core.network.places import DECIMALS
from gisement.core.network.search import AT_THE_END
from gisement.core.report import Report
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT.parent / "shared" / "data"
RODEZ = DATA / "aveyron_olemps/bdtopo_v2_olemps_rodez.gpkg"
BANDS = ["ind_18_24", "ind_25_39", "ind_40_54", "ind_55_64"]

pytestmark = [
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
    pytest.mark.skipif(not DATA.is_dir(), reason=f"real data is not here: {DATA}"),
]


@pytest.fixture(scope="module")
def aside() -> Any:
    """What moves bridges aside, so that QGIS does not drive down from them."""
    folder = str(ROOT / "benchmarks")
    sys.path.insert(0, folder)
    try:
        spec = importlib.util.spec_from_file_location("gisement_qgis_network", ROOT / "benchmarks" / "qgis_network.py")
        module: ModuleType = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(folder)
    return module._aside


def test_people_who_reach_the_sites_of_rodez_are_those_of_qgis_shortest_paths(
    plugin: Any, aside: Any, tmp_path: Path
) -> None:
    sites = add_footprints(import_inventory(RODEZ, layer="cartofriches_2024").sites, Findings())
    sources = {
        "troncon_de_route": Source("troncon_de_route", str(RODEZ), "ROUTE"),
        "population": Source("population", str(RODEZ), "population"),
    }
    territory = Territory("t", sources, sites.crs, Report())
    roads = roads_around(sites, territory, Report())
    graph, places = for_cars(roads.graph, roads.rows), roads.join_sites(sites)
    grid = pyogrio.read_dataframe(RODEZ, layer="population").to_crs(sites.crs)
    people = grid[BANDS].sum(axis=1).to_numpy()
    only = np.ones(len(graph.length), dtype=bool)
    where = basin.locate(sites, territory, Report())
    workers = sys.modules[basin.people_by_road.__module__]
    parts = workers._Parts(graph, only, places)
    homes = workers._join_homes(roads, parts, only, grid.centroid.to_numpy(), where)
    layer = _layer(tmp_path / "routes.gpkg", roads.rows, aside)
    ends = gpd.GeoDataFrame({"home": homes.place}, geometry=_on_roads(graph, homes), crs=sites.crs)
    pyogrio.write_dataframe(ends, tmp_path / "fins.gpkg", layer="fins")
    entries = np.bincount(places.place, minlength=len(sites))
    some = np.flatnonzero((entries > 0) & (entries <= 2) & ~parts.isolated)[::5]
    assert len(some) >= 3
    minutes = np.full((len(some), len(grid)), np.inf)
    for at, site in enumerate(some):
        own = places.kept(places.place == site)
        for start in _on_roads(graph, own):
            found = _from(start, layer, tmp_path)
            np.minimum.at(minutes[at], found["home"].to_numpy(), 60.0 * found["cost"].to_numpy())
    # QGIS finds no way from a few places when two of them stand on one stretch, and does when each is asked alone.
    lost = np.isinf(minutes).any(axis=0)
    assert lost.sum() <= 0.01 * len(grid)
    people[lost] = 0.0
    for limit in (3.0, 5.0, 8.0, 12.0, 30.0):
        ours = sums_within(graph, only, places, homes, people[:, None], limit, Report())[some, 0]
        theirs = (minutes <= limit) @ people
        assert ours == pytest.approx(theirs, abs=1e-6), limit
        assert (theirs > 0).all()


def _layer(path: Path, rows: gpd.GeoDataFrame, aside: Any) -> str:
    """Write the drivable roads with their speeds and directions; bridges aside."""
    driven = ~rows["classe"].isin(["impraticable", "chemin"]).to_numpy()
    shapes = rows.geometry.to_numpy().copy()
    raised = (rows["niveau"].fillna(0) != 0).to_numpy()
    shapes[raised] = [aside(shape) for shape in shapes[raised]]
    shapes = shapely.transform(shapely.force_2d(shapes), lambda xy: np.round(xy, DECIMALS))
    fields = rows.assign(kmh=car_speeds(rows))[["sens", "kmh"]]
    layer = gpd.GeoDataFrame(fields, geometry=shapes, crs=rows.crs)[driven]
    pyogrio.write_dataframe(layer.explode(index_parts=False), path, layer="routes")
    return f"{path}|layername=routes"


def _on_roads(graph: Any, entries: Any) -> np.ndarray:
    """Give the place of each entry: the very place where roads meet, or some way before the end of a dead end.

    QGIS leaves out some of the places that stand just at the end of a dead end.
    """
    length, degree = graph.length[entries.edge], np.bincount(np.r_[graph.start, graph.end], minlength=graph.node_count)
    along = shapely.line_interpolate_point(graph.shape[entries.edge], np.clip(entries.offset, 0.01, length - 0.01))
    at = shapely.get_coordinates(along)
    for end, away in ((graph.start, entries.offset), (graph.end, length - entries.offset)):
        node = end[entries.edge]
        there = (away <= AT_THE_END) & (degree[node] > 1)
        at[there] = graph.nodes[node[there]]
    return shapely.points(at)


def _from(start: shapely.Point, layer: str, folder: Path) -> gpd.GeoDataFrame:
    """Let QGIS drive from one place to all homes, every one-way road the other way round: the way from home."""
    done = processing.run(
        "native:shortestpathpointtolayer",
        {
            "INPUT": layer,
            "STRATEGY": 1,
            "DIRECTION_FIELD": "sens",
            "VALUE_FORWARD": "inverse",
            "VALUE_BACKWARD": "direct",
            "VALUE_BOTH": "double",
            "DEFAULT_DIRECTION": 2,
            "SPEED_FIELD": "kmh",
            "TOLERANCE": 0,
            "START_POINT": f"{start.x},{start.y} [EPSG:2154]",
            "END_POINTS": f"{folder / 'fins.gpkg'}|layername=fins",
            "OUTPUT": str(folder / "chemins.gpkg"),
        },
    )
    found = pyogrio.read_dataframe(done["OUTPUT"], read_geometry=False)
    return found[found["cost"].notna()]
