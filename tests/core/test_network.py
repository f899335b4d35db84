"""Roads as a graph: what meets, which way one may drive, how far it is, against networkx and by hand."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.network import Joined, build_graph, join, nearest
from gisement.core.network.accesses import motorway_accesses, without_short_express
from gisement.core.network.routes import lines, steps
from gisement.core.network.speeds import speeds


def roads(*rows: tuple[str, str, str]) -> gpd.GeoDataFrame:
    """Make roads of (WKT, classe, sens); all at 60 km/h on average."""
    return gpd.GeoDataFrame(
        {
            "classe": [row[1] for row in rows],
            "sens": [row[2] for row in rows],
            "vitesse_moyenne": 60.0,
            "vitesse_limite": np.nan,
            "importance": 3.0,
            "numero": [None] * len(rows),
            "nom": [None] * len(rows),
        },
        geometry=shapely.from_wkt([row[0] for row in rows]),
        crs="EPSG:2154",
    )


def points(*xy: tuple[float, float]) -> np.ndarray:
    return shapely.points(np.array(xy, dtype=float))


def test_roads_that_share_a_vertex_meet_in_openstreetmap_and_only_at_ends_in_bd_topo() -> None:
    crossing = roads(
        ("LINESTRING (0 0, 50 0, 100 0)", "locale", "double"), ("LINESTRING (50 -50, 50 0, 50 50)", "locale", "double")
    )
    assert build_graph(crossing, "vertices").node_count == 5
    assert build_graph(crossing, "ends").node_count == 4


def test_bridge_without_a_shared_vertex_does_not_meet_what_it_spans() -> None:
    graph = build_graph(
        roads(("LINESTRING (0 0, 100 0)", "locale", "double"), ("LINESTRING (50 -50, 50 50)", "locale", "double"))
    )
    found = nearest(graph, join(points((0, 0)), graph), join(points((50, 50)), graph))
    assert found.target.tolist() == [-1]
    assert np.isinf(found.metres[0])


def test_one_way_road_is_driven_one_way_only() -> None:
    graph = build_graph(
        roads(
            ("LINESTRING (0 0, 100 0)", "locale", "direct"),
            ("LINESTRING (100 0, 100 100, 0 100, 0 0)", "locale", "direct"),
        )
    )
    there = nearest(graph, join(points((10, 0)), graph), join(points((90, 0)), graph))
    back = nearest(graph, join(points((90, 0)), graph), join(points((10, 0)), graph))
    assert there.metres == pytest.approx([80.0])
    assert back.metres == pytest.approx([10 + 300 + 10])


def test_road_drawn_against_its_traffic_is_driven_backwards() -> None:
    graph = build_graph(roads(("LINESTRING (0 0, 100 0)", "locale", "inverse")))
    found = nearest(graph, join(points((90, 0), (10, 0)), graph), join(points((50, 0)), graph))
    assert found.metres[0] == pytest.approx(40.0)
    assert np.isinf(found.metres[1])


def test_minutes_are_those_of_the_shortest_road_and_not_of_a_faster_longer_one() -> None:
    network = roads(
        ("LINESTRING (0 0, 1000 0)", "locale", "double"),
        ("LINESTRING (0 0, 0 500, 1000 500, 1000 0)", "locale", "double"),
    )
    network["vitesse_moyenne"] = [20.0, 80.0]
    graph = build_graph(network)
    found = nearest(graph, join(points((0, 0)), graph), join(points((1000, 0)), graph))
    assert found.metres == pytest.approx([1000.0])
    assert found.minutes == pytest.approx([3.0])


def test_shorter_of_two_roads_between_the_same_nodes_counts() -> None:
    graph = build_graph(
        roads(("LINESTRING (0 0, 50 50, 100 0)", "locale", "double"), ("LINESTRING (0 0, 100 0)", "locale", "double"))
    )
    found = nearest(graph, join(points((0, -1)), graph), join(points((100, -1)), graph))
    assert found.metres == pytest.approx([100.0])


def test_place_on_a_loop_leaves_it_by_the_shorter_side() -> None:
    graph = build_graph(
        roads(
            ("LINESTRING (0 0, 100 0, 100 100, 0 100, 0 0)", "locale", "double"),
            ("LINESTRING (0 0, -100 0)", "locale", "double"),
        )
    )
    found = nearest(graph, join(points((0, 90)), graph), join(points((-100, 0)), graph))
    assert found.metres == pytest.approx([190.0])


def test_place_and_target_at_the_very_same_point_are_at_zero_even_on_a_one_way_road() -> None:
    graph = build_graph(roads(("LINESTRING (0 0, 100 0)", "locale", "direct")))
    found = nearest(graph, join(points((40, 3)), graph), join(points((40, -3)), graph))
    assert found.metres == pytest.approx([0.0])
    assert found.minutes == pytest.approx([0.0])


def test_target_at_a_crossing_is_reached_by_every_road_of_the_crossing() -> None:
    network = roads(
        ("LINESTRING (0 0, 100 0)", "locale", "direct"), ("LINESTRING (100 0, 100 100)", "locale", "double")
    )
    graph = build_graph(network)
    for edge in (0, 1):
        crossing = Joined.one_each([edge], [100.0 if edge == 0 else 0.0])
        found = nearest(graph, join(points((101, 60)), graph), crossing)
        assert found.metres == pytest.approx([60.0])


def test_place_at_a_crossing_leaves_by_every_road_of_the_crossing() -> None:
    network = roads(("LINESTRING (0 0, 100 0)", "locale", "direct"), ("LINESTRING (0 0, 0 100)", "locale", "double"))
    graph = build_graph(network)
    for edge in (0, 1):
        crossing = Joined.one_each([edge], [0.0])
        assert nearest(graph, crossing, join(points((-1, 60)), graph)).metres == pytest.approx([60.0])


def test_paths_and_stairs_are_no_road_for_a_lorry() -> None:
    graph = build_graph(
        roads(("LINESTRING (0 0, 100 0)", "impraticable", "double"), ("LINESTRING (0 9, 100 9)", "chemin", "double"))
    )
    assert graph.node_count == 0
    joined = join(points((0, 0)), graph)
    assert joined.edge.tolist() == []
    assert nearest(graph, joined, joined).target.tolist() == [-1]


def test_places_without_geometry_are_joined_nowhere() -> None:
    graph = build_graph(roads(("LINESTRING (0 0, 100 0)", "locale", "double")))
    joined = join(np.array([None, shapely.Point(), shapely.Point(50, 7)], dtype=object), graph)
    assert joined.place.tolist() == [2]
    assert joined.gaps()[2] == pytest.approx(7.0)
    assert np.isnan(joined.gaps()[:2]).all()
    assert joined.offset.tolist() == pytest.approx([50.0])


def test_footprint_is_joined_where_the_road_comes_nearest_to_its_edge() -> None:
    graph = build_graph(roads(("LINESTRING (0 0, 100 0)", "locale", "double")))
    joined = join(np.array([shapely.box(110, 20, 200, 90)], dtype=object), graph)
    assert joined.gap[0] == pytest.approx(np.hypot(10, 20))
    assert joined.offset[0] == pytest.approx(100.0)


def test_speed_is_the_mean_else_a_share_of_the_limit_else_usual_and_never_above_what_a_lorry_may_drive() -> None:
    network = roads(
        ("LINESTRING (0 0, 1 0)", "autoroute", "direct"),
        ("LINESTRING (0 0, 1 0)", "secondaire", "double"),
        ("LINESTRING (0 0, 1 0)", "locale", "double"),
    )
    network["vitesse_moyenne"] = [125.0, np.nan, 0.0]  # zero says nothing
    network["vitesse_limite"] = [130.0, 80.0, np.nan]
    assert speeds(network) == pytest.approx([90.0, 68.0, 35.0])


def interchange(entry: str, exit_: str) -> gpd.GeoDataFrame:
    """Lay a motorway along y = 0, a road along x = 0 over it by a bridge, an entry and an exit ramp."""
    network = roads(
        ("LINESTRING (-2000 0, 300 0)", "autoroute", "direct"),
        ("LINESTRING (300 0, 2000 0)", "autoroute", "direct"),
        ("LINESTRING (0 -1000, 0 -200)", "secondaire", "double"),
        ("LINESTRING (0 -200, 0 200)", "secondaire", "double"),
        ("LINESTRING (0 200, 0 1000)", "secondaire", "double"),
        ("LINESTRING (0 -200, 300 0)", "bretelle", entry),
        ("LINESTRING (0 200, 300 0)", "bretelle", exit_),
    )
    network["numero"] = ["A900", "A900", None, None, None, None, None]
    return network


def test_access_is_where_the_road_meets_the_entry_ramp_not_the_exit_ramp() -> None:
    network = interchange(entry="direct", exit_="inverse")
    graph = build_graph(network, "ends")
    found = motorway_accesses(graph, network)
    assert graph.nodes[found["node"]].tolist() == [[0.0, -200.0]]
    assert found["nom"].tolist() == ["A900"]


def test_road_that_runs_straight_into_a_motorway_is_an_access() -> None:
    network = roads(
        ("LINESTRING (0 0, 500 0)", "principale", "double"), ("LINESTRING (500 0, 900 0)", "autoroute", "direct")
    )
    graph = build_graph(network)
    assert graph.nodes[motorway_accesses(graph, network)["node"]].tolist() == [[500.0, 0.0]]


def test_roundabout_of_a_dual_carriageway_is_an_access_and_where_it_only_ends_is_none() -> None:
    network = roads(
        ("LINESTRING (0 0, 500 0)", "secondaire", "double"),
        ("LINESTRING (500 0, 900 0)", "express", "direct"),
        ("LINESTRING (900 9, 500 9)", "express", "direct"),
        ("LINESTRING (500 9, 0 9)", "secondaire", "double"),
    )
    graph = build_graph(network)
    assert graph.nodes[motorway_accesses(graph, network)["node"]].tolist() == [[500.0, 0.0]]


def test_service_road_of_a_rest_area_is_no_access() -> None:
    network = roads(
        ("LINESTRING (0 0, 500 0)", "autoroute", "direct"),
        ("LINESTRING (500 0, 900 0)", "autoroute", "direct"),
        ("LINESTRING (500 0, 600 50)", "desserte", "double"),
        ("LINESTRING (500 0, 600 -50)", "locale", "direct"),
    )
    assert motorway_accesses(build_graph(network), network).empty


def test_end_of_a_motorway_is_no_access_to_it() -> None:
    network = roads(
        ("LINESTRING (0 0, 500 0)", "principale", "double"), ("LINESTRING (900 0, 500 0)", "autoroute", "direct")
    )
    graph = build_graph(network)
    assert motorway_accesses(graph, network).empty


def test_dual_carriageway_counts_by_the_length_that_follows_on() -> None:
    network = roads(
        ("LINESTRING (0 0, 900 0)", "express", "direct"),
        ("LINESTRING (900 0, 1500 0)", "express", "direct"),
        ("LINESTRING (0 500, 400 500)", "express", "direct"),
        ("LINESTRING (600 500, 1900 500)", "express", "direct"),
        ("LINESTRING (0 900, 100 900)", "autoroute", "direct"),
        ("LINESTRING (100 900, 200 900)", "express", "direct"),
        # beyond a roundabout of the N88: a stretch that goes with the long one, and a split that does not
        ("LINESTRING (1600 0, 2700 0)", "express", "direct"),
        ("LINESTRING (2800 0, 3000 0)", "express", "direct"),
    )
    network["numero"] = ["N88", "N88", "D323", "D323", "A1", "A1", "N88", "N88"]
    told = without_short_express(build_graph(network), network)["classe"]
    assert told.tolist() == ["express", "express", "principale", "principale", "autoroute", "principale"] + [
        "express",
        "principale",
    ]


def touched_on_its_way(main: str, importance: float) -> list[str]:
    """Give the accesses of a carriageway that a road touches in the middle."""
    network = roads(
        ("LINESTRING (0 0, 1000 0)", main, "direct"),
        ("LINESTRING (1000 0, 2000 0)", main, "direct"),
        ("LINESTRING (1000 -500, 1000 0)", "locale", "double"),
    )
    network["importance"] = [1.0, 1.0, importance]
    network["numero"] = ["N88", "N88", None]
    return motorway_accesses(build_graph(network), network)["nom"].tolist()


def test_lane_that_touches_a_carriageway_on_its_way_is_no_access_and_a_crossing_road_is_one() -> None:
    assert touched_on_its_way("express", 4.0) == ["N88"]
    assert touched_on_its_way("express", 5.0) == touched_on_its_way("express", np.nan) == []
    assert touched_on_its_way("autoroute", 3.0) == []


def test_ramps_that_lead_to_no_motorway_give_no_access() -> None:
    network = roads(
        ("LINESTRING (0 0, 500 0)", "principale", "double"), ("LINESTRING (500 0, 900 0)", "bretelle", "direct")
    )
    graph = build_graph(network)
    assert motorway_accesses(graph, network).empty


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_distances_and_minutes_agree_with_networkx(seed: int) -> None:
    networkx = pytest.importorskip("networkx")
    random = np.random.default_rng(seed)
    # Places without symmetry: no two ways between them are equally long, so that there is one right answer.
    place = random.uniform(0, 500, size=(12, 2)).round(3)
    ends = np.array([random.choice(12, 2, replace=False) for _ in range(30)])
    ends = ends[np.unique(np.sort(ends, axis=1), axis=0, return_index=True)[1]]
    corner = place[ends]
    sens = random.choice(["double", "direct", "inverse"], size=len(corner), p=[0.5, 0.25, 0.25])
    network = roads(*((shapely.LineString(line).wkt, "locale", way) for line, way in zip(corner, sens)))
    network["vitesse_moyenne"] = random.integers(10, 70, size=len(corner)).astype(float)
    graph = build_graph(network, "ends")
    places = Joined.one_each(random.integers(0, len(graph.start), 6), np.zeros(6))
    places.offset[:] = random.uniform(0, 1, 6) * graph.length[places.edge]
    targets = Joined.one_each(random.integers(0, len(graph.start), 3), np.zeros(3))
    targets.offset[:] = random.uniform(0, 1, 3) * graph.length[targets.edge]
    found = nearest(graph, places, targets)
    reference = _split_graph(networkx, graph, places, targets)
    for place in range(6):
        lengths = networkx.single_source_dijkstra_path_length(reference, ("place", place))
        by_hand = min((lengths.get(("target", target), np.inf) for target in range(3)), default=np.inf)
        assert found.metres[place] == pytest.approx(by_hand, abs=1e-6)
        if np.isfinite(by_hand):
            ways = networkx.all_shortest_paths(
                reference, ("place", place), ("target", int(found.target[place])), "weight"
            )
            minutes = [sum(reference.edges[step]["minutes"] for step in zip(way, way[1:])) for way in ways]
            assert min(abs(found.minutes[place] - each) for each in minutes) < 1e-6


def _split_graph(networkx, graph, places: Joined, targets: Joined):
    """Build the same network the slow way: every edge cut at each place and target that lies on it."""
    reference = networkx.DiGraph()

    def arc(tail, head, length: float, minutes: float) -> None:
        if not reference.has_edge(tail, head) or reference.edges[tail, head]["weight"] > length:
            reference.add_edge(tail, head, weight=length, minutes=minutes)

    reference.add_nodes_from(
        [("place", i) for i in range(places.count)] + [("target", i) for i in range(targets.count)]
    )
    for edge in range(len(graph.start)):
        stops = [(0.0, int(graph.start[edge])), (float(graph.length[edge]), int(graph.end[edge]))]
        stops += [(float(places.offset[i]), ("place", i)) for i in np.flatnonzero(places.edge == edge)]
        stops += [(float(targets.offset[i]), ("target", i)) for i in np.flatnonzero(targets.edge == edge)]
        pace = graph.minutes[edge] / graph.length[edge]
        stops.sort(key=lambda stop: stop[0])
        for (a, tail), (b, head) in zip(stops, stops[1:]):
            if graph.forward[edge]:
                arc(tail, head, b - a, (b - a) * pace)
            if graph.backward[edge]:
                arc(head, tail, b - a, (b - a) * pace)
    return reference


def grid(seed: int) -> tuple[gpd.GeoDataFrame, np.random.Generator]:
    """Make a network without symmetry: no two ways between two places are equally long."""
    random = np.random.default_rng(seed)
    place = random.uniform(0, 500, size=(12, 2)).round(3)
    ends = np.array([random.choice(12, 2, replace=False) for _ in range(30)])
    ends = ends[np.unique(np.sort(ends, axis=1), axis=0, return_index=True)[1]]
    bent = np.stack(
        [place[ends[:, 0]], place[ends].mean(axis=1) + random.uniform(-9, 9, (len(ends), 2)), place[ends[:, 1]]], 1
    )
    sens = random.choice(["double", "direct", "inverse"], size=len(ends), p=[0.5, 0.25, 0.25])
    network = roads(*((shapely.LineString(line).wkt, "locale", way) for line, way in zip(bent, sens)))
    # A loop, entered and left at one node.
    around = roads(
        (shapely.LineString([place[0], place[0] + (30, 0), place[0] + (30, 40), place[0]]).wkt, "locale", "double")
    )
    return gpd.GeoDataFrame(pd.concat([network, around], ignore_index=True), crs="EPSG:2154"), random


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_way_driven_is_as_long_as_the_distance_found_and_leads_from_the_place_to_the_target(seed: int) -> None:
    network, random = grid(seed)
    graph = build_graph(network, "ends")
    on, to = random.integers(0, len(graph.length), 8), random.integers(0, len(graph.length), 3)
    on[0] = to[0] = len(graph.length) - 1
    places = Joined.one_each(on, random.uniform(0, 1, 8) * graph.length[on])
    targets = Joined.one_each(to, random.uniform(0, 1, 3) * graph.length[to])
    found = nearest(graph, places, targets)
    ways = steps(graph, places, targets, found, np.arange(8))
    drawn = lines(graph, ways, 8)
    start = shapely.line_interpolate_point(graph.shape[places.edge], places.offset)
    goal = shapely.line_interpolate_point(graph.shape[targets.edge], targets.offset)
    for place in np.flatnonzero(found.reached & (found.metres > 0.01)):
        assert shapely.length(drawn[place]) == pytest.approx(found.metres[place], abs=1e-4)
        assert shapely.distance(shapely.get_point(drawn[place], 0), start[place]) < 1e-6
        assert shapely.distance(shapely.get_point(drawn[place], -1), goal[found.target[place]]) < 1e-6
        own = ways[ways["place"] == place]
        forward = graph.forward[own["edge"]] | (own["begin"] > own["end"]).to_numpy()
        backward = graph.backward[own["edge"]] | (own["begin"] < own["end"]).to_numpy()
        # Nothing is driven against its direction, but within a millimetre of a node.
        assert (forward & backward).all()
    assert [line for place, line in enumerate(drawn) if not found.reached[place] and line is not None] == []
