"""Access: figures known by hand on a small network of BD TOPO roads, and what is unknown told apart from what is far.

Local metres. The D1 runs along y 0 from x 0 to the ramp of the A99 at x 4000; the usual site is a box north of it::

    y 110        ┌──────┐
    y  10        └──────┘  x 1000 to 1200
    y   0  ──────────────────────[2000  2100]──────────────4000 ↗ ramp to the A99 (y 1000)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests.inventories import prepare

from gisement.core.measures import Request, access
from gisement.core.measures.access.columns import COLUMNS
from gisement.core.network import search
from gisement.core.report import Report
from gisement.core.territory import Territory
from gisement.core.territory.sources import find_sources

L93 = "EPSG:2154"
X, Y = 880_000.0, 6_270_000.0
IN_USE = {"etat_de_l_objet": "En service"}
USUAL: dict[str, Any] = {
    "nature": "Route à 1 chaussée",
    "importance": "3",
    "sens_de_circulation": "Double sens",
    "vitesse_moyenne_vl": 60,
    "acces_vehicule_leger": "Libre",
    "cpx_numero": "D1",
    "largeur_de_chaussee": 7.0,
    "position_par_rapport_au_sol": "0",
    "restriction_de_hauteur": np.nan,
    "restriction_de_poids_total": np.nan,
    "restriction_de_largeur": np.nan,
    **IN_USE,
}
RAMP = {"nature": "Bretelle", "sens_de_circulation": "Sens direct", "cpx_numero": None, "importance": "2"}
MOTORWAY = {"nature": "Type autoroutier", "sens_de_circulation": "Sens direct", "cpx_numero": "A99", "importance": "1"}
Road = tuple[list[tuple[float, float]], dict[str, Any]]
Layer = list[tuple[Any, dict[str, Any]]]


def main_road(**bridge: Any) -> list[Road]:
    """Give the D1 in three stretches, the second with what is said of it, and the motorway at its end."""
    return [
        ([(0, 0), (2000, 0)], {}),
        ([(2000, 0), (2100, 0)], bridge),
        ([(2100, 0), (4000, 0)], {}),
        ([(4000, 0), (4500, 1000)], RAMP),
        ([(0, 1000), (4500, 1000)], MOTORWAY),
        ([(4500, 1000), (9000, 1000)], MOTORWAY),
    ]


def box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


def point(x: float, y: float) -> shapely.Point:
    return shapely.Point(X + x, Y + y)


def road_layer(roads: list[Road]) -> gpd.GeoDataFrame:
    shapes = [shapely.LineString([(X + x, Y + y, 5.0) for x, y in line]) for line, _ in roads]
    return gpd.GeoDataFrame([{**USUAL, **said} for _, said in roads], geometry=shapes, crs=L93)


def measured(
    folder: Path,
    roads: list[Road] | gpd.GeoDataFrame | None,
    sites: list[Any] | None = None,
    vehicle: dict[str, float] | None = None,
    layers: tuple[str, ...] = (),
    **others: Layer,
) -> tuple[pd.DataFrame, Any, Report]:
    """Measure sites (the usual one unless given) on roads and other layers."""
    path = folder / "t.gpkg"
    tables = {
        name: gpd.GeoDataFrame([f for _, f in rows], geometry=[s for s, _ in rows], crs=L93)
        for name, rows in others.items()
    }
    if roads is not None:
        tables["troncon_de_route"] = roads if isinstance(roads, gpd.GeoDataFrame) else road_layer(roads)
    for name, table in tables.items():
        pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", append=path.exists())
    shapes = [box(1000, 10, 1200, 110)] if sites is None else sites
    names = [f"s{n}" for n in range(len(shapes))]
    inventory = prepare(gpd.GeoDataFrame({"site_id": names}, geometry=shapes, crs=L93)).sites
    report = Report()
    place = Territory("t", find_sources(path)[1] if tables else {}, L93, report)
    made = access.MEASURE.run(inventory, place, Request(vehicle=vehicle or {}, layers=layers), report)
    return made.values, made.layers, report


def test_site_is_left_by_the_end_of_its_frontage_that_is_nearer(tmp_path: Path) -> None:
    values, _, _ = measured(tmp_path, main_road())
    site = values.iloc[0]
    # from x 1200, abreast of the site's corner, to x 4000
    assert site["autoroute_km"] == pytest.approx(2.8)
    assert site["autoroute_min"] == pytest.approx(2.8)
    assert (site["autoroute_acces"], site["voirie_m"], site["acces_etat"]) == ("A99", 10.0, "relié")
    assert (site["desserte_pl"], site["desserte_pl_m"], site["autoroute_limite"]) == ("directe", 0.0, None)
    assert site["autoroute_detour_km"] == 0.0


def test_site_with_two_roads_takes_the_one_that_suits_the_journey(tmp_path: Path) -> None:
    # A lane 5 m behind the site leads away from the motorway: the nearest road, but not the way out.
    lane = ([(1000, 115), (1200, 115), (1200, 900), (0, 900), (0, 0)], {"importance": "5", "cpx_numero": None})
    values, _, _ = measured(tmp_path, [*main_road(), lane])
    assert values["autoroute_km"].iloc[0] == pytest.approx(2.8)
    assert values["voirie_m"].iloc[0] == 5.0


DETOUR = ([(2000, 0), (2000, -500), (2100, -500), (2100, 0)], {"cpx_numero": "D2"})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"restriction_de_hauteur": 3.5}, "hauteur 3,5 m (D1)"),
        ({"restriction_de_poids_total": 19.0}, "poids 19 t (D1)"),
        ({"restriction_de_largeur": 2.5}, "largeur 2,5 m (D1)"),
        ({"restriction_de_hauteur": 3.5, "restriction_de_poids_total": 3.5}, "hauteur 3,5 m, poids 3,5 t (D1)"),
    ],
)
def test_lorry_goes_round_a_low_or_weak_bridge_and_what_bars_it_is_told(tmp_path: Path, said: dict, told: str) -> None:
    values, _, _ = measured(tmp_path, [*main_road(**said), DETOUR])
    site = values.iloc[0]
    assert site["autoroute_km"] == pytest.approx(3.8)
    assert site["autoroute_detour_km"] == pytest.approx(1.0)
    assert (site["autoroute_limite"], site["desserte_pl"]) == (told, "directe")


def test_where_no_other_way_is_the_barred_one_is_measured_and_told(tmp_path: Path) -> None:
    values, _, _ = measured(tmp_path, main_road(restriction_de_hauteur=3.5))
    site = values.iloc[0]
    assert site["autoroute_km"] == pytest.approx(2.8)
    assert np.isnan(site["autoroute_detour_km"])
    assert (site["autoroute_limite"], site["desserte_pl"]) == ("hauteur 3,5 m (D1)", "limitée en chemin")


@pytest.mark.parametrize("limit", [4.0, 4.3, 0.0, np.nan])
def test_vehicle_as_high_as_the_limit_passes_and_a_limit_of_zero_is_none(tmp_path: Path, limit: float) -> None:
    values, _, _ = measured(tmp_path, [*main_road(restriction_de_hauteur=limit), DETOUR])
    assert values["autoroute_km"].iloc[0] == pytest.approx(2.8)
    assert values["autoroute_limite"].iloc[0] is None


def test_vehicle_is_data(tmp_path: Path) -> None:
    values, _, _ = measured(tmp_path, [*main_road(restriction_de_hauteur=3.5), DETOUR], vehicle={"hauteur_m": 3.4})
    assert values["autoroute_km"].iloc[0] == pytest.approx(2.8)


def test_reserved_road_serves_who_lies_on_it_and_is_no_through_road(tmp_path: Path) -> None:
    reserved = {"acces_vehicule_leger": "Restreint aux ayants droit"}
    # A reserved short cut passes no one; a reserved drive leads to the second site.
    cut = ([(1500, 0), (3000, 600), (4000, 0)], {**reserved, "vitesse_moyenne_vl": 90})
    shortcut = [([(0, 0), (500, 900)], {}), cut]
    drive = ([(500, 0), (500, -300)], reserved)
    roads = [([(0, 0), (500, 0)], {}), ([(500, 0), (2000, 0)], {}), *main_road()[1:], shortcut[0], drive]
    values, _, _ = measured(tmp_path, roads, [box(1000, 10, 1200, 110), box(450, -420, 550, -310)])
    assert values["acces_etat"].tolist() == ["relié", "relié par une voie réservée"]
    assert values["autoroute_km"].tolist() == pytest.approx([2.8, 0.3 + 3.5])


def test_part_of_the_network_that_is_cut_off_is_told_apart_from_far(tmp_path: Path) -> None:
    island = ([(1000, -3000), (1200, -3000)], {})
    values, _, report = measured(tmp_path, [*main_road(), island], [box(1000, -2990, 1200, -2890)])
    site = values.iloc[0]
    assert np.isnan(site["autoroute_km"])
    assert (site["autoroute_acces"], site["acces_etat"]) == ("non relié au réseau routier", "réseau isolé de 0,2 km")
    assert ("sites_isolated", {"count": 1}) in report.warnings


def test_site_without_a_road_nearby_is_not_driven_to_over_water(tmp_path: Path) -> None:
    values, _, report = measured(tmp_path, main_road(), [box(1000, -700, 1200, -600)])
    site = values.iloc[0]
    assert site["acces_etat"] == "sans route à moins de 500 m"
    assert site[["autoroute_km", "voirie_m", "desserte_pl_m"]].isna().all()
    assert (site["autoroute_acces"], site["desserte_pl"]) == (None, None)
    assert ("sites_without_road", {"count": 1}) in report.warnings


@pytest.mark.parametrize(
    ("length", "said", "expected"),
    [
        (0, {}, ("directe", 0.0)),
        (150, {}, ("à 200 m", 150.0)),
        (450, {}, ("à 500 m", 450.0)),
        (600, {}, ("au-delà de 500 m", np.inf)),
        # The lane itself is fit: important enough, and as wide as its importance supposes.
        (600, {"importance": "4", "largeur_de_chaussee": np.nan}, ("directe", 0.0)),
        (600, {"importance": "4", "largeur_de_chaussee": 5.0}, ("au-delà de 500 m", np.inf)),
        # A road of unknown importance may be one.
        (600, {"importance": None, "largeur_de_chaussee": 8.0}, (None, np.nan)),
    ],
)
def test_lorry_access_is_the_way_to_the_first_road_fit_for_lorries(
    tmp_path: Path, length: float, said: dict, expected: tuple
) -> None:
    lane = {"importance": "5", "largeur_de_chaussee": 4.0, **said}
    roads = [([(0, 0), (500, 0)], {}), ([(500, 0), (2000, 0)], {}), *main_road()[1:]]
    site = box(1000, 10, 1200, 110)
    if length:
        roads.append(([(500, 0), (500, -length)], lane))
        site = box(400, -length - 210, 600, -length - 10)
    values, _, _ = measured(tmp_path, roads, [site])
    assert values["desserte_pl"].iloc[0] == expected[0]
    assert values["desserte_pl_m"].iloc[0] == pytest.approx(expected[1], nan_ok=True)


def test_bridge_or_motorway_beside_the_site_is_no_frontage(tmp_path: Path) -> None:
    over = ([(1100, -500), (1100, 900)], {"position_par_rapport_au_sol": "1"})
    motorway = ([(0, 112), (900, 112), (4500, 1000)], MOTORWAY)
    values, _, _ = measured(tmp_path, [*main_road(), over, motorway])
    assert values["autoroute_km"].iloc[0] == pytest.approx(2.8)
    assert values["voirie_m"].iloc[0] == 10.0


def test_site_is_not_joined_to_the_road_beyond_a_motorway(tmp_path: Path) -> None:
    # The motorway runs 30 m north of the site and a lane 60 m; on its own side, the D1 lies 100 m south.
    motorway = ([(0, 240), (4500, 240)], MOTORWAY)
    lane = ([(0, 270), (4000, 270), (4000, 900)], {"importance": "5", "cpx_numero": None})
    values, _, _ = measured(tmp_path, [*main_road(), motorway, lane], [box(1000, 100, 1200, 210)])
    assert values["voirie_m"].iloc[0] == pytest.approx(100.0)
    assert values["autoroute_km"].iloc[0] == pytest.approx(2.8, abs=0.21)


def port(x: float, name: str | None, detail: str | None) -> tuple[Any, dict[str, Any]]:
    said = {"nature": "Port", "nature_detaillee": detail, "toponyme": name, **IN_USE}
    return box(x, 10, x + 20, 30), said


def test_yards_ports_quays_and_airports_are_reached_by_road_under_their_names(tmp_path: Path) -> None:
    values, _, _ = measured(
        tmp_path,
        main_road(),
        gare_fret=[
            (point(200, 15), {"libelle": "Triage", "fret": "O"}),
            (point(990, 15), {"libelle": "Halte", "fret": "N"}),
        ],
        port=[port(1300, "Marina", "Port de plaisance"), port(3000, "Grand port", "Port de commerce")],
        quai=[
            (
                shapely.LineString([(X + 1700, Y + 12), (X + 1800, Y + 12)]),
                {"nature": "Quai", "toponyme": None, **IN_USE},
            )
        ],
        aeroport=[
            (
                box(3500, 10, 3900, 300),
                {"nature": "Aérodrome", "categorie": "Régional", "toponyme": "Aéroport", **IN_USE},
            ),
            (
                box(1250, 10, 1260, 20),
                {"nature": "Héliport", "categorie": "Régional", "toponyme": "Héliport", **IN_USE},
            ),
        ],
    )
    site = values.iloc[0]
    assert (site["fret_km"], site["fret_min"], site["fret_nom"]) == (pytest.approx(0.8), pytest.approx(0.8), "Triage")
    assert (site["port_km"], site["port_nom"]) == (pytest.approx(0.5), "quai sans nom")
    assert (site["aeroport_km"], site["aeroport_nom"]) == (pytest.approx(2.3), "Aéroport")


def test_port_of_commerce_counts_where_no_quay_is_known(tmp_path: Path) -> None:
    ports = [port(1300, "Marina", "Port de plaisance"), port(3000, None, None)]
    values, _, _ = measured(tmp_path, main_road(), port=ports)
    assert (values["port_km"].iloc[0], values["port_nom"].iloc[0]) == (pytest.approx(1.8), "port sans nom")


def test_absent_layer_is_unknown_and_empty_one_is_known_to_hold_none(tmp_path: Path) -> None:
    values, _, report = measured(tmp_path, main_road(), port=[port(0, "Marina", "Port de plaisance")])
    site = values.iloc[0]
    assert (site["port_km"], site["port_nom"]) == (np.inf, "aucun dans le territoire")
    assert np.isnan(site["fret_km"])
    assert site["fret_nom"] is None
    assert ("role_absent", {"role": "gare_fret", "measure": "access"}) in report.warnings
    assert ("role_absent", {"role": "port", "measure": "access"}) not in report.warnings


def siding(away: float, state: str | None, full: bool | None = None, length: float = 400) -> tuple[Any, dict[str, Any]]:
    said = {
        "Raison_sociale": f"ITE {away:g}",
        "Etat_ITE": state,
        "si_train_entier_possible": full,
        "longueur_voie": length,
    }
    return point(1100, 110 + away), said


@pytest.mark.parametrize(
    ("sidings", "expected"),
    [
        ([siding(40, "Bon état", True)], "sur site, utilisable, train entier"),
        ([siding(40, "Bon état", False)], "sur site, utilisable"),
        ([siding(40, "Inutilisable")], "sur site, inutilisable"),
        ([siding(40, "Inutilisable"), siding(900, "Neuf")], "à 1 km, bon état"),
        ([siding(900, "Bon état", True)], "à 1 km, bon état, train entier"),
        ([siding(900, "Mauvais état")], "à 1 km, mauvais état"),
        ([siding(1900, "Bon")], "à 2 km, bon état"),
        ([siding(1900, "Mauvais")], "aucun"),
        ([siding(2100, "Bon")], "aucun"),
        # One of unknown state, so near that it might be the best.
        ([siding(40, None)], None),
        ([siding(1900, "Bon"), siding(900, None)], None),
        ([siding(40, "Bon état", True), siding(900, None)], "sur site, utilisable, train entier"),
    ],
)
def test_best_siding_around_gives_the_class(tmp_path: Path, sidings: Layer, expected: str | None) -> None:
    values, _, _ = measured(tmp_path, None, ite=sidings)
    assert values["ite"].iloc[0] == expected


def test_nearest_siding_is_described(tmp_path: Path) -> None:
    values, _, _ = measured(tmp_path, None, ite=[siding(900, "Neuf", True, 650), siding(950, "Bon", False)])
    site = values.iloc[0]
    assert (site["ite_km"], site["ite_nom"], site["ite_etat"]) == (pytest.approx(0.9), "ITE 900", "bon")
    assert (site["ite_train_entier"], site["ite_voie_m"]) == ("oui", 650)


def test_freight_track_is_one_in_service_that_freight_may_use(tmp_path: Path) -> None:
    def track(y: float, nature: str, use: str | None, state: str = "En service") -> tuple[Any, dict[str, Any]]:
        line = shapely.LineString([(X, Y + y), (X + 3000, Y + y)])
        return line, {"nature": nature, "usage": use, "etat_de_l_objet": state, "cpx_toponyme": f"Ligne {y:g}"}

    values, _, _ = measured(
        tmp_path,
        None,
        troncon_de_voie_ferree=[
            track(120, "Tramway", None),
            track(130, "LGV", "Voyageur"),
            track(140, "Voie ferrée principale", "Voyageur"),
            track(150, "Voie de service", "Fret", "Non exploité"),
            track(410, "Voie ferrée principale", None),
            track(900, "Voie de service", "Fret"),
        ],
        voie_navigable=[
            (
                shapely.LineString([(X, Y + 210), (X + 9, Y + 210)]),
                {"nature": "Canal", "navigabilite": False, "cpx_toponyme_de_cours_d_eau": "Rigole"},
            ),
            (
                shapely.LineString([(X, Y + 1110), (X + 3000, Y + 1110)]),
                {"nature": "Canal", "navigabilite": True, "cpx_toponyme_de_cours_d_eau": "Canal"},
            ),
        ],
    )
    site = values.iloc[0]
    assert (site["voie_fret_km"], site["voie_fret_nom"]) == (pytest.approx(0.3), "Ligne 410")
    assert (site["voie_navigable_km"], site["voie_navigable_nom"]) == (pytest.approx(1.0), "Canal")


def test_ways_are_drawn_as_long_as_they_were_measured_with_their_tightest_limits(tmp_path: Path) -> None:
    roads = [*main_road(restriction_de_hauteur=4.2), DETOUR]
    stations = [(point(200, 15), {"libelle": "Triage", "fret": "O"})]
    values, layers, _ = measured(tmp_path, roads, layers=("itineraires",), gare_fret=stations)
    ways = layers["itineraires"].set_index("vers")
    assert ways.crs == L93
    assert ways["site_id"].tolist() == ["s0", "s0"]
    assert (ways.geometry.length / 1000).tolist() == pytest.approx([2.8, 0.8])
    assert ways.loc["autoroute", ["nom", "hauteur_min_m", "limite"]].tolist() == ["A99", 4.2, None]
    assert shapely.get_coordinates(ways.geometry["autoroute"])[[0, -1]].tolist() == [[X + 1200, Y], [X + 4000, Y]]
    assert measured(tmp_path / "b" if (tmp_path / "b").mkdir() is None else tmp_path, main_road())[1] == {}


def test_way_that_is_barred_says_so_on_the_line(tmp_path: Path) -> None:
    _, layers, _ = measured(tmp_path, main_road(restriction_de_hauteur=3.5), layers=("itineraires",))
    way = layers["itineraires"].iloc[0]
    assert (way["limite"], way["hauteur_min_m"]) == ("hauteur 3,5 m (D1)", 3.5)


def test_number_of_searches_does_not_grow_with_the_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    searched = search.dijkstra

    def counted(*args: Any, **more: Any) -> Any:
        calls.append(1)
        return searched(*args, **more)

    monkeypatch.setattr(search, "dijkstra", counted)
    stations = [
        (point(200, 15), {"libelle": "Triage", "fret": "O"}),
        (point(3000, 15), {"libelle": "Port sec", "fret": "O"}),
    ]
    for count in (1, 50):
        calls.clear()
        (tmp_path / str(count)).mkdir()
        measured(
            tmp_path / str(count),
            main_road(),
            [box(10 * n, 10, 10 * n + 5, 30) for n in range(count)],
            gare_fret=stations,
        )
        # one for the motorway, one for the stations, one for the roads fit for lorries
        assert len(calls) == 3


def test_site_alone_finds_what_it_finds_among_others_and_nothing_beyond_the_reach(tmp_path: Path) -> None:
    long = [
        ([(0, 0), (150_000, 0)], {}),
        ([(150_000, 0), (150_500, 1000)], RAMP),
        ([(150_500, 1000), (159_000, 1000)], MOTORWAY),
    ]
    near, far = box(100, 10, 200, 110), box(149_000, 10, 149_100, 110)
    found = []
    for number, sites in enumerate(([near], [near, far])):
        (tmp_path / str(number)).mkdir()
        found.append(measured(tmp_path / str(number), road_layer(long), sites)[0])
    assert found[0]["autoroute_km"].iloc[0] == found[1]["autoroute_km"].iloc[0] == np.inf
    assert found[1]["autoroute_km"].iloc[1] == pytest.approx(0.9)
    assert found[1]["autoroute_acces"].tolist() == ["aucun à moins de 100 km", "A99"]


@pytest.mark.parametrize("limit", ["3,5", "3.5", "3,5 m"])
def test_limit_written_with_a_comma_or_its_unit_bars_the_lorry(tmp_path: Path, limit: str) -> None:
    roads = road_layer(main_road(restriction_de_hauteur=1.0))
    roads["restriction_de_hauteur"] = [None, limit, None, None, None, None]
    values, _, _ = measured(tmp_path, roads)
    assert values["autoroute_limite"].iloc[0] == "hauteur 3,5 m (D1)"


def test_reserved_road_elsewhere_is_no_short_cut_for_a_site_on_another_one(tmp_path: Path) -> None:
    reserved = {"acces_vehicule_leger": "Restreint aux ayants droit"}
    cut = ([(2000, 0), (2900, 0)], reserved)
    roads = [
        ([(0, 0), (500, 0)], {}),
        ([(500, 0), (2000, 0)], {}),
        cut,
        ([(2000, 0), (2000, -400), (2900, -400), (2900, 0)], {}),
    ]
    roads += [([(2900, 0), (4000, 0)], {}), *main_road()[3:], ([(500, 0), (500, -300)], reserved)]
    values, _, _ = measured(tmp_path, roads, [box(450, -420, 550, -310)])
    assert values["autoroute_km"].iloc[0] == pytest.approx(0.3 + 3.5 + 0.8)


def test_reserved_road_of_a_port_leads_to_the_port(tmp_path: Path) -> None:
    reserved = {"acces_vehicule_leger": "Restreint aux ayants droit"}
    roads = [
        ([(0, 0), (500, 0)], {}),
        ([(500, 0), (2000, 0)], {}),
        *main_road()[1:],
        ([(500, 0), (500, -900)], reserved),
    ]
    values, _, _ = measured(
        tmp_path,
        roads,
        port=[
            (box(490, -930, 510, -910), {"nature": "Port", "nature_detaillee": None, "toponyme": "Bassin", **IN_USE})
        ],
    )
    assert (values["port_km"].iloc[0], values["port_nom"].iloc[0]) == (pytest.approx(0.5 + 0.9), "Bassin")


def test_limit_on_the_way_to_the_main_network_is_told_without_any_motorway(tmp_path: Path) -> None:
    roads = [
        ([(0, 0), (2000, 0)], {}),
        ([(2000, 0), (2100, 0)], {"restriction_de_hauteur": 3.5}),
        ([(2100, 0), (9000, 0)], {}),
    ]
    values, _, _ = measured(tmp_path, roads, [box(1000, 10, 1200, 110), box(5000, 10, 5200, 110)])
    assert values["desserte_pl"].tolist() == ["limitée en chemin", "directe"]


def test_what_lies_on_the_frontage_of_the_site_is_at_no_distance(tmp_path: Path) -> None:
    station = [(point(1100, -5), {"libelle": "Triage", "fret": "O"})]
    values, layers, _ = measured(tmp_path, main_road(), layers=("itineraires",), gare_fret=station)
    assert (values["fret_km"].iloc[0], values["fret_nom"].iloc[0]) == (0.0, "Triage")
    assert layers["itineraires"]["vers"].tolist() == ["autoroute"]


def test_island_with_a_motorway_of_its_own_is_no_isolated_part(tmp_path: Path) -> None:
    other = [([(x, y - 20_000) for x, y in line], said) for line, said in main_road()]
    values, _, report = measured(
        tmp_path, [*main_road(), *other[:3], *other[3:], ([(0, 0), (-900, 0)], {})], [box(1000, -19_990, 1200, -19_890)]
    )
    assert (values["acces_etat"].iloc[0], values["autoroute_km"].iloc[0]) == ("relié", pytest.approx(2.8))
    assert "sites_isolated" not in dict(report.warnings)


def test_named_access_is_joined_to_its_ramp_and_not_to_the_carriageway(tmp_path: Path) -> None:
    said = {"nature": "Carrefour", "nature_detaillee": "Échangeur complet", "toponyme": "Échangeur 7", **IN_USE}
    parking = {"nature": "Parking", "nature_detaillee": None, "toponyme": "Parking", **IN_USE}
    named = [(box(3990, -20, 4600, 1020), said), (point(1500, 5), parking)]
    values, _, _ = measured(tmp_path, main_road(), acces_autoroute=named)
    assert values["autoroute_acces"].iloc[0] == "Échangeur 7"
    assert values["autoroute_km"].iloc[0] == pytest.approx(2.8, abs=0.02)


def test_odd_roads_are_counted_and_told(tmp_path: Path) -> None:
    odd: list[Road] = [
        *main_road(),
        ([(100, 0), (100, 0)], {}),
        ([(0, 0), (2000, 0)], {}),
        ([(0, 0), (0, -400)], {"vitesse_moyenne_vl": 0, "importance": None, "restriction_de_hauteur": 0}),
        # a road that crosses itself
        ([(2100, 0), (2300, -200), (2100, -200), (2300, 0)], {}),
    ]
    values, _, report = measured(tmp_path, odd)
    assert values["autoroute_km"].iloc[0] == pytest.approx(2.8)
    told = dict(report.warnings)["roads_odd"]
    assert told == {"zero_length": 1, "doubles": 1, "no_speed": 1, "no_importance": 1, "zero_limits": 1}


def test_roads_in_degrees_with_heights_empty_shapes_and_curves_are_read(tmp_path: Path) -> None:
    roads = road_layer([*main_road(), ([(0, 0), (0, -50)], {})])
    roads.loc[len(roads) - 1, "geometry"] = shapely.LineString()
    values, _, _ = measured(tmp_path, roads.to_crs("EPSG:4326"))
    assert values["autoroute_km"].iloc[0] == pytest.approx(2.8, abs=1e-5)


def test_curved_roads_are_drawn_out(tmp_path: Path) -> None:
    ogr2ogr = pytest.importorskip("subprocess")
    source = tmp_path / "curved.csv"
    rows = ["wkt,nature,importance,sens_de_circulation,vitesse_moyenne_vl,etat_de_l_objet,cpx_numero"]
    line = f"{X} {Y},{X + 1000} {Y + 300},{X + 2000} {Y}"
    rows.append(f'"CIRCULARSTRING ({line})",Route à 1 chaussée,3,Double sens,60,En service,D1')
    source.write_text("\n".join(rows), encoding="utf-8")
    target = tmp_path / "t.gpkg"
    ogr2ogr.run(
        [
            "ogr2ogr",
            "-f",
            "GPKG",
            target,
            source,
            "-nln",
            "troncon_de_route",
            "-a_srs",
            L93,
            "-oo",
            "GEOM_POSSIBLE_NAMES=wkt",
            "-oo",
            "KEEP_GEOM_COLUMNS=NO",
        ],
        check=True,
    )
    assert pyogrio.read_info(target, layer="troncon_de_route")["features"] == 1
    place = Territory("t", find_sources(target)[1], L93)
    roads = place.read("troncon_de_route")
    # an arc of chord 2 000 and sagitta 300: 2 r asin(1000 / r), r = (1000² + 300²) / 600
    radius = (1000**2 + 300**2) / 600
    assert roads.geometry.length.iloc[0] == pytest.approx(2 * radius * np.arcsin(1000 / radius), rel=1e-3)


def test_every_column_is_there_without_any_layer_and_without_any_place(tmp_path: Path) -> None:
    values, layers, _ = measured(tmp_path, None)
    assert list(values.columns) == [column.key for column in COLUMNS]
    assert values.isna().all(axis=None)
    assert layers == {}
    values, _, _ = measured(tmp_path, main_road(), [None, shapely.Point()])
    assert values.isna().all(axis=None)
