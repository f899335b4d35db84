"""Who lies within so many minutes by road: by hand on a few roads, and as networkx finds on many."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled
from gisement.core.network import Joined, build_graph
from gisement.core.network import catchment as module
from gisement.core.network.cars import car_speeds, closed_to_cars, for_cars, reserved_to_some
from gisement.core.network.catchment import sums_within
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.territory import catalogue
from gisement.core.territory.dialects import translate


def roads(*lines: tuple[str, str, float], **said: object) -> gpd.GeoDataFrame:
    """Make roads of (WKT, direction, km/h)."""
    rows = gpd.GeoDataFrame(
        {
            "classe": "locale",
            "sens": [way for _, way, _ in lines],
            "vitesse_moyenne": [speed for _, _, speed in lines],
            "vitesse_limite": np.nan,
            "acces": None,
            "acces_voiture": None,
        },
        geometry=shapely.from_wkt([line for line, _, _ in lines]),
        crs="EPSG:2154",
    )
    return rows.assign(**said)


def within(
    network: gpd.GeoDataFrame,
    places: Joined,
    homes: Joined,
    limit: float,
    people: object = None,
    report: Report | None = None,
) -> np.ndarray:
    graph = for_cars(build_graph(network, "ends"), network)
    amounts = np.ones(homes.count) if people is None else np.asarray(people, dtype=float)
    only = np.ones(len(graph.length), dtype=bool)
    return sums_within(graph, only, places, homes, amounts[:, None], limit, report or Report())[:, 0]


#: 6 km driven at 60 km/h from x 0 to x 6000: six minutes, in stretches of two
LINE = [(f"LINESTRING ({x} 0, {x + 2000} 0)", "double", 60.0) for x in (0, 2000, 4000)]


@pytest.mark.parametrize(("limit", "people"), [(3.999, 0.0), (4.0, 7.0), (4.001, 7.0)])
def test_who_lives_just_at_the_limit_is_within_it(limit: float, people: float) -> None:
    # From 500 m along the first stretch to 500 m along the third: 4 km, 4 minutes.
    place, home = Joined.one_each([0], [500.0]), Joined.one_each([2], [500.0])
    assert within(roads(*LINE), place, home, limit, [7.0]).tolist() == [people]


def test_people_drive_to_the_site_and_not_from_it() -> None:
    lines = [(line, "direct", speed) for line, _, speed in LINE]
    homes = Joined.one_each([0, 2], [0.0, 1000.0])
    # Driving eastwards only: from the first home to a place in the middle, never from the last one back to it.
    assert within(roads(*lines), Joined.one_each([1], [1000.0]), homes, 60.0, [1.0, 10.0]).tolist() == [1.0]
    back = [(line, "inverse", speed) for line, _, speed in LINE]
    assert within(roads(*back), Joined.one_each([1], [1000.0]), homes, 60.0, [1.0, 10.0]).tolist() == [10.0]


@pytest.mark.parametrize(("way", "people"), [("double", 111.0), ("direct", 11.0), ("inverse", 101.0)])
def test_on_the_road_of_the_site_itself_the_direction_counts_too(way: str, people: float) -> None:
    homes = Joined.one_each([0, 0, 0], [400.0, 1000.0, 1600.0])
    assert within(roads((LINE[0][0], way, 60.0)), Joined.one_each([0], [1000.0]), homes, 5.0, [10, 1, 100]) == people


def test_who_lives_on_the_frontage_is_at_the_site_whatever_the_traffic() -> None:
    front = Joined(np.array([0, 0]), np.array([0, 0]), np.array([500.0, 1500.0]), np.zeros(2), 1)
    homes = Joined.one_each([0, 0], [1000.0, 1600.0])
    assert within(roads((LINE[0][0], "direct", 60.0)), front, homes, 0.5, [1.0, 10.0]).tolist() == [1.0]


def test_the_fastest_way_counts_and_not_the_shortest() -> None:
    network = roads(
        ("LINESTRING (0 0, 3000 0)", "double", 10.0),
        ("LINESTRING (0 0, 0 3000, 3000 3000, 3000 0)", "double", 90.0),
        ("LINESTRING (3000 0, 6000 0)", "double", 90.0),
    )
    # 9 km at 90 km/h are 6 minutes, 3 km at 10 km/h are 18; then 2 minutes more.
    place, home = Joined.one_each([0], [0.0]), Joined.one_each([2], [3000.0])
    assert within(network, place, home, 8.0).tolist() == [1.0]
    assert within(network, place, home, 7.9).tolist() == [0.0]


def test_site_without_road_knows_nothing_and_site_without_people_near_knows_that() -> None:
    network = roads(*LINE)
    places = Joined(np.array([0]), np.array([0]), np.array([0.0]), np.zeros(1), 2)
    sums = within(network, places, Joined.one_each([2], [2000.0]), 1.0)
    assert sums[0] == 0.0
    assert np.isnan(sums[1])


def test_homes_joined_to_no_road_are_not_counted() -> None:
    homes = Joined(np.array([1]), np.array([0]), np.array([100.0]), np.zeros(1), 3)
    assert within(roads(*LINE), Joined.one_each([0], [0.0]), homes, 30.0, [1.0, 10.0, 100.0]).tolist() == [10.0]


def test_places_searched_one_by_one_give_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    network, places, homes, people = network_of(3)
    at_once = within(network, places, homes, 4.0, people)
    monkeypatch.setattr(module, "PLACES_AT_ONCE", 1)
    np.testing.assert_array_equal(within(network, places, homes, 4.0, people), at_once)


def test_search_can_be_left_between_two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient(Report):
        asked = 0

        def cancelled(self) -> bool:
            self.asked += 1
            return self.asked > 2

    monkeypatch.setattr(module, "PLACES_AT_ONCE", 1)
    network, places, homes, _ = network_of(3)
    with pytest.raises(Cancelled):
        within(network, places, homes, 4.0, report=Impatient())


def network_of(seed: int) -> tuple[gpd.GeoDataFrame, Joined, Joined, np.ndarray]:
    """Make a network without symmetry, with places (two entries each, some none) and homes on it."""
    random = np.random.default_rng(seed)
    node = random.uniform(0, 2000, size=(14, 2)).round(3)
    ends = np.array([random.choice(14, 2, replace=False) for _ in range(36)])
    ends = ends[np.unique(np.sort(ends, axis=1), axis=0, return_index=True)[1]]
    sens = random.choice(["double", "direct", "inverse"], size=len(ends), p=[0.5, 0.25, 0.25])
    speed = random.integers(10, 70, size=len(ends)).astype(float)
    lines = [(shapely.LineString(node[pair]).wkt, way, each) for pair, way, each in zip(ends, sens, speed)]
    # A loop, and the same road twice at other speeds: the faster counts.
    loop = np.array([node[0], node[0] + (300, 0), node[0] + (300, 400), node[0]])
    lines += [(shapely.LineString(loop).wkt, "double", 30.0), (lines[0][0], "double", 5.0)]
    network = roads(*lines)
    graph = build_graph(network, "ends")
    place = np.repeat(np.arange(8), 2)[2:]
    edge = random.integers(0, len(graph.length), len(place))
    places = Joined(place, edge, random.uniform(0, 1, len(place)) * graph.length[edge], np.zeros(len(place)), 8)
    on = random.integers(0, len(graph.length), 40)
    share = random.choice([0.0, 1.0, 0.5, 0.25, 0.7], 40)
    homes = Joined.one_each(on, share * graph.length[on])
    return network, places, homes, random.integers(1, 100, 40).astype(float)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.7, 2.0, 5.0, 9.0]))
def test_sums_are_those_of_networkx(seed: int, limit: float) -> None:
    networkx = pytest.importorskip("networkx")
    network, places, homes, people = network_of(seed)
    graph = for_cars(build_graph(network, "ends"), network)
    reference = cut_graph(networkx, graph, places, homes)
    sums = within(network, places, homes, limit, people)
    for place in range(places.count):
        entries = [("place", entry) for entry in np.flatnonzero(places.place == place)]
        if not entries:
            assert np.isnan(sums[place])
            continue
        away = networkx.multi_source_dijkstra_path_length(reference, entries, cutoff=limit + 1e-9)
        near = [
            home for home in range(homes.count) if ("home", home) in away or on_frontage(places, homes, place, home)
        ]
        assert sums[place] == people[near].sum()


def on_frontage(places: Joined, homes: Joined, place: int, home: int) -> bool:
    own = (places.place == place) & (places.edge == homes.edge[home])
    return bool(own.any()) and places.offset[own].min() <= homes.offset[home] <= places.offset[own].max()


def cut_graph(networkx, graph, places: Joined, homes: Joined):
    """Build the network backwards, the slow way: every edge cut at each entry and each home that lies on it."""
    reference = networkx.DiGraph()

    def arc(tail, head, minutes: float) -> None:
        if not reference.has_edge(head, tail) or reference.edges[head, tail]["weight"] > minutes:
            reference.add_edge(head, tail, weight=minutes)

    reference.add_nodes_from(
        [("place", i) for i in range(len(places.edge))] + [("home", i) for i in range(homes.count)]
    )
    for edge in range(len(graph.start)):
        stops = [(0.0, int(graph.start[edge])), (float(graph.length[edge]), int(graph.end[edge]))]
        stops += [(float(places.offset[i]), ("place", int(i))) for i in np.flatnonzero(places.edge == edge)]
        stops += [(float(homes.offset[i]), ("home", int(i))) for i in np.flatnonzero(homes.edge == edge)]
        pace = graph.minutes[edge] / graph.length[edge]
        stops.sort(key=lambda stop: stop[0])
        for (a, tail), (b, head) in zip(stops, stops[1:]):
            if graph.forward[edge] or b - a == 0:
                arc(tail, head, (b - a) * pace)
            if graph.backward[edge] or b - a == 0:
                arc(head, tail, (b - a) * pace)
    return reference


# --- How cars drive


def test_cars_drive_the_given_speed_else_a_share_of_the_limit_else_what_is_usual() -> None:
    network = roads(*[("LINESTRING (0 0, 1000 0)", "double", speed) for speed in (115.0, 0.0, np.nan)])
    network = network.assign(vitesse_limite=[130.0, 100.0, 0.0], classe=["autoroute", "autoroute", "secondaire"])
    usual = resource("measures/access")["vitesses"]["classes"]["secondaire"]["usuelle_kmh"]
    assert car_speeds(network).tolist() == [115.0, 85.0, usual]


def test_limits_for_lorries_bar_no_car_and_what_is_closed_does() -> None:
    rows = pd.DataFrame(
        {"acces": ["interdit", "interdit", "restreint", None], "acces_voiture": ["libre", None, None, None]}
    )
    assert closed_to_cars(rows).tolist() == [False, True, False, False]
    assert reserved_to_some(rows).tolist() == [False, False, True, False]


@pytest.mark.parametrize(
    ("tags", "lorry", "car"),
    [
        ({"hgv": "no"}, "interdit", "libre"),
        ({"access": "no"}, "interdit", "interdit"),
        ({"access": "no", "motor_vehicle": "yes"}, "interdit", "libre"),
        ({"access": "private"}, "restreint", "restreint"),
        ({"motorcar": "no"}, None, "interdit"),
        ({"motor_vehicle": "destination"}, "restreint", "restreint"),
        ({}, None, "libre"),
    ],
)
def test_openstreetmap_tells_lorries_from_cars(tags: dict, lorry: str | None, car: str) -> None:
    names = ("hgv", "access", "motor_vehicle", "motorcar")
    frame = pd.DataFrame([{"highway": "residential", **{name: tags.get(name) for name in names}}])
    schema = resource("catalogue/dialects/troncon_de_route")
    rows = translate(frame, catalogue.recognise("troncon_de_route", frame.columns), schema["fields"])
    assert rows.loc[0, ["acces", "acces_voiture"]].tolist() == [lorry, car]
