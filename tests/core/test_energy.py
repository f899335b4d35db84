"""The energy measure: each column by hand, unknown told from none, voltages inferred, megawatts, dialect by dialect."""

from __future__ import annotations

import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from gisement_tests.inventories import prepare
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.measures import Request, energy
from gisement.core.measures.energy.power import level_of
from gisement.core.nearest import NONE_THERE
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.territory import Territory, catalogue
from gisement.core.territory.dialects import translate
from gisement.core.territory.sources import find_sources

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
#: 200 m by 100 m; east of its edge lies what is measured
BOX = shapely.box(X, Y, X + 200, Y + 100)
ROLES = (
    "poste_hta",
    "poste_htb",
    "ligne_electrique",
    "reseau_gaz",
    "reseau_chaleur",
    "reseau_eau",
    "reseau_assainissement",
    "reseau_fibre",
)


def site(shape=BOX, **columns: object) -> gpd.GeoDataFrame:
    rows = gpd.GeoDataFrame({"site_id": ["s"], **{k: [v] for k, v in columns.items()}}, geometry=[shape], crs=L93)
    return prepare(rows).sites


def layer(shapes: list, **columns: list) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=L93)


def post(metres: float) -> shapely.Point:
    """A point so many metres east of the site."""
    return shapely.Point(X + 200 + metres, Y + 50)


def wall(metres: float) -> shapely.LineString:
    """A line from south to north, so many metres east of the site."""
    return shapely.LineString([(X + 200 + metres, Y - 5_000), (X + 200 + metres, Y + 5_000)])


def nothing(**columns: list) -> gpd.GeoDataFrame:
    return layer([shapely.Point(0, 0)], **columns).iloc[:0]


def measured(
    folder: Path,
    sites: gpd.GeoDataFrame | None = None,
    report: Report | None = None,
    need: dict | None = None,
    **layers: gpd.GeoDataFrame,
) -> pd.Series:
    path = folder / "t.gpkg"
    for name, rows in layers.items():
        rows.to_file(path, layer=name, engine="pyogrio")
    place = Territory("t", find_sources(path)[1] if layers else {}, L93)
    sites = site() if sites is None else sites
    return energy.run(sites, place, Request(need or {}), report or Report()).values.iloc[0]


def rte(*rows: tuple[float, str, str], **more: list) -> gpd.GeoDataFrame:
    return layer(
        [post(row[0]) for row in rows],
        nom_poste=[row[1] for row in rows],
        tension=[row[2] for row in rows],
        etat=["EN EXPLOITATION"] * len(rows),
        **more,
    )


def bdtopo_posts(*metres: float, names: list | None = None) -> gpd.GeoDataFrame:
    shapes = [shapely.box(X + 200 + m, Y + 40, X + 220 + m, Y + 60) for m in metres]
    return layer(shapes, toponyme=names or [None] * len(metres), etat_de_l_objet=["En service"] * len(metres))


def bdtopo_lines(*rows: tuple[float, str], state: str = "En service", owner: str | None = "RTE") -> gpd.GeoDataFrame:
    return layer(
        [wall(metres) for metres, _ in rows],
        voltage=[volts for _, volts in rows],
        etat_de_l_objet=[state] * len(rows),
        gestionnaire=[owner] * len(rows),
    )


def gas(*rows: tuple[float, str | None]) -> gpd.GeoDataFrame:
    return layer(
        [wall(metres) for metres, _ in rows],
        operateur=["GRDF" if kind == "distribution" else "NaTran" for _, kind in rows],
        type_reseau=[kind for _, kind in rows],
        etat_serv=["En service"] * len(rows),
    )


# --- unknown, none, found --------------------------------------------------------------------------------------------


def test_without_layers_everything_is_unknown_and_each_role_is_told_once(tmp_path: Path) -> None:
    report = Report()
    values = measured(tmp_path, report=report)
    assert values.isna().all()
    told = [facts["role"] for code, facts in report.warnings if code == "role_absent"]
    assert sorted(told) == sorted(ROLES)
    assert {facts["measure"] for _, facts in report.warnings} == {"energy"}


def test_layers_that_hold_nothing_make_all_distances_infinite_and_say_so(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        poste_hta=nothing(nom_poste=["x"]),
        poste_htb=nothing(nom_poste=["x"], tension=["63kV"]),
        ligne_electrique=nothing(voltage=["63 kV"], etat_de_l_objet=["x"]),
        reseau_gaz=nothing(operateur=["x"], type_reseau=["x"]),
        **{role: nothing(nom=["x"]) for role in ROLES[4:]},
    )
    for column in energy.COLUMNS:
        if column.key.startswith("puissance") or column.key == "htb_kv":
            assert pd.isna(values[column.key]), column.key
        elif column.key.endswith("_km"):
            assert values[column.key] == math.inf, column.key
        elif column.key.endswith("_nom"):
            assert values[column.key] == NONE_THERE, column.key
    assert values[["desservi_eau", "desservi_assainissement", "desservi_fibre"]].tolist() == ["non"] * 3
    assert values["reseaux"] == 0.0


def test_site_without_a_place_knows_nothing_of_the_layers_but_what_it_says_itself(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        site(None, reseau_eau_potable="oui"),
        need={"puissance_mw": 5},
        poste_htb=rte((10, "A", "63kV")),
        reseau_eau=layer([wall(10)], nom=["x"]),
    )
    assert math.isnan(values["htb_km"]) and values["htb_nom"] is None
    assert math.isnan(values["eau_km"]) and (values["desservi_eau"], values["reseaux"]) == ("oui", 1.0)
    assert (values["puissance_niveau"], values["puissance_proche"]) == ("HTA", None)


# --- substations and lines -------------------------------------------------------------------------------------------


def test_each_voltage_has_its_nearest_substation(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        poste_htb=rte(
            (100, "Trop bas", "45kV"),
            (200, "Mort", "HORS TENSION"),
            (900, "Grand", "400kV"),
            (1_500, "Moyen", "225kV"),
            (3_000, "Petit", "63kV"),
            (4_000, "Autre", "150kV"),
        ),
    )
    assert (values["htb_km"], values["htb_kv"], values["htb_nom"]) == (0.9, 400.0, "Grand")
    assert (values["htb3_km"], values["htb3_nom"]) == (0.9, "Grand")
    assert (values["htb2_km"], values["htb2_nom"]) == (1.5, "Moyen")
    assert (values["htb1_km"], values["htb1_nom"]) == (3.0, "Petit")
    assert (values["poste_source_km"], values["poste_source_nom"]) == (3.0, "Petit")


def test_substation_on_the_site_is_at_no_distance_and_one_that_is_not_built_is_none(tmp_path: Path) -> None:
    posts = rte((-50, "Dedans", "63kV"), (5, "Promis", "225kV"), (700, "Là", "225kV"))
    posts["etat"] = ["EN EXPLOITATION", "ACCORD ADMINISTRATIF", "EN EXPLOITATION"]
    values = measured(tmp_path, poste_htb=posts)
    assert (values["htb_km"], values["htb_nom"]) == (0.0, "Dedans")
    assert (values["htb2_km"], values["htb2_nom"]) == (0.7, "Là")


def test_tee_off_feeds_no_distribution_grid_whatever_its_voltage(tmp_path: Path) -> None:
    posts = rte((100, "Piquage", "63kV"), (900, "Source", "90kV"))
    posts["fonction_du_poste"] = ["Poste de piquage", "Poste de transformation"]
    values = measured(tmp_path, poste_htb=posts)
    assert (values["htb_nom"], values["poste_source_nom"]) == ("Piquage", "Source")


def test_layer_of_distributors_says_itself_what_a_primary_substation_is(tmp_path: Path) -> None:
    posts = layer([post(100), post(500)], nom_poste=["Répartition", "Source"], type_poste=["HTA/HTA", "HTB/HTA"])
    values = measured(tmp_path, poste_htb=posts)
    assert (values["poste_source_km"], values["poste_source_nom"]) == (0.5, "Source")
    assert (values["htb_km"], values["htb_nom"]) == (0.5, "Source")
    assert math.isnan(values["htb_kv"]) and math.isnan(values["htb1_km"]) and values["htb1_nom"] is None


def test_without_any_voltage_the_layer_is_taken_whole_and_no_domain_is_known(tmp_path: Path) -> None:
    values = measured(tmp_path, poste_htb=bdtopo_posts(1_000, names=["Poste"]))
    assert (values["htb_km"], values["htb_nom"]) == (1.0, "Poste")
    unknown = ["htb_kv", "poste_source_km", "poste_source_nom", "htb1_km", "htb1_nom", "htb2_km", "htb3_km"]
    assert values[unknown].isna().all()


def test_voltage_is_the_highest_of_the_lines_within_50_m(tmp_path: Path) -> None:
    report = Report()
    values = measured(
        tmp_path,
        report=report,
        poste_htb=bdtopo_posts(500, 2_000, 4_000, 6_000, names=["Muet", "A", "B", "C"]),
        # 49 m and 51 m beyond the eastern edges (20 m wide) of A and of the one without a line
        ligne_electrique=bdtopo_lines(
            (571, "400 kV"), (2_069, "90 kV"), (2_010, "225 kV"), (4_010, "400 kV"), (6_010, "63 kV")
        ),
    )
    assert (values["htb_km"], values["htb_nom"]) == (0.5, "Muet")
    assert math.isnan(values["htb_kv"])
    assert (values["htb2_km"], values["htb2_nom"]) == (2.0, "A")
    assert (values["htb3_nom"], values["htb1_nom"]) == ("B", "C")
    # A is of 225 kV, and the line of 90 kV that reaches it makes it feed the distribution grid.
    assert (values["poste_source_km"], values["poste_source_nom"]) == (2.0, "A")
    assert ("voltage_inferred", {"role": "poste_htb", "count": 3, "unknown": 1}) in report.warnings


def test_substation_that_only_lines_below_63_kv_reach_is_no_htb(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        poste_htb=bdtopo_posts(500, 3_000),
        ligne_electrique=bdtopo_lines((510, "<63 kV"), (3_010, "63 kV"), (3_011, "Inconnue")),
    )
    assert (values["htb_km"], values["htb_kv"], values["htb_nom"]) == (3.0, 63.0, "poste sans nom")


def test_voltages_that_the_layer_gives_are_not_inferred(tmp_path: Path) -> None:
    report = Report()
    values = measured(
        tmp_path,
        report=report,
        poste_htb=rte((500, "Mort", "HORS TENSION"), (900, "Vif", "63kV")),
        ligne_electrique=bdtopo_lines((500, "400 kV")),
    )
    assert (values["htb_nom"], values["htb3_km"]) == ("Vif", math.inf)
    assert "voltage_inferred" not in [code for code, _ in report.warnings]


def test_each_voltage_has_its_nearest_line_named_by_voltage_and_operator(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        ligne_electrique=bdtopo_lines(
            (10, "Hors tension"), (300, "150 kV"), (100, "<63 kV"), (800, "225 kV"), (2_000, "400 kV"), (200, "63 kV")
        ),
    )
    assert (values["ligne_htb1_km"], values["ligne_htb1_nom"]) == (0.2, "Ligne 63 kV (RTE)")
    assert (values["ligne_htb2_km"], values["ligne_htb2_nom"]) == (0.8, "Ligne 225 kV (RTE)")
    assert (values["ligne_htb3_km"], values["ligne_htb3_nom"]) == (2.0, "Ligne 400 kV (RTE)")
    assert math.isnan(values["hta_km"]), "lines of the transmission grid are not the whole medium-voltage network"


@pytest.mark.parametrize("state", ["En projet", "En construction", "Non exploité"])
def test_line_that_is_not_in_service_is_no_line(tmp_path: Path, state: str) -> None:
    values = measured(tmp_path, ligne_electrique=bdtopo_lines((10, "225 kV"), state=state))
    assert (values["ligne_htb2_km"], values["ligne_htb2_nom"]) == (math.inf, NONE_THERE)


def test_where_a_line_is_of_unknown_voltage_nobody_knows_that_there_is_none_of_another(tmp_path: Path) -> None:
    values = measured(tmp_path, ligne_electrique=bdtopo_lines((10, "Inconnue"), (500, "63 kV")))
    assert values["ligne_htb1_km"] == 0.5
    assert math.isnan(values["ligne_htb2_km"]) and values["ligne_htb2_nom"] is None


@pytest.mark.parametrize(("line", "km", "name"), [(100, 0.1, "Ligne HTA (Enedis)"), (300, 0.2, "P12")])
def test_medium_voltage_is_the_nearer_of_a_post_and_a_line_below_63_kv(tmp_path: Path, line, km, name) -> None:
    values = measured(
        tmp_path,
        poste_hta=layer([post(200)], nom_poste=["P12"], type_poste=["HTA/BT"]),
        ligne_electrique=bdtopo_lines((line, "<63 kV"), owner="Enedis"),
    )
    assert (values["hta_km"], values["hta_nom"]) == (km, name)


# --- gas, heat, water, waste water, fibre ----------------------------------------------------------------------------


def test_gas_is_the_nearer_of_transport_and_distribution(tmp_path: Path) -> None:
    values = measured(tmp_path, reseau_gaz=gas((400, "transport"), (150, "distribution")))
    assert (values["gaz_km"], values["gaz_nom"]) == (0.15, "GRDF")
    assert (values["gaz_transport_km"], values["gaz_transport_nom"]) == (0.4, "NaTran")
    assert (values["gaz_distribution_km"], values["gaz_distribution_nom"]) == (0.15, "GRDF")


def test_gas_of_no_kind_is_gas_and_its_kinds_are_unknown(tmp_path: Path) -> None:
    values = measured(tmp_path, reseau_gaz=layer([wall(300)], nom=["Réseau communal"]))
    assert (values["gaz_km"], values["gaz_nom"]) == (0.3, "Réseau communal")
    assert values[["gaz_transport_km", "gaz_transport_nom", "gaz_distribution_km"]].isna().all()


def test_layer_of_one_kind_of_gas_knows_nothing_of_the_other(tmp_path: Path) -> None:
    values = measured(tmp_path, reseau_gaz=layer([wall(300)], etat_serv=["En service"]))
    assert (values["gaz_km"], values["gaz_distribution_km"], values["gaz_nom"]) == (0.3, 0.3, "réseau de gaz")
    assert math.isnan(values["gaz_transport_km"])


def test_one_kind_of_gas_that_a_layer_of_both_does_not_hold_is_none(tmp_path: Path) -> None:
    values = measured(tmp_path, reseau_gaz=gas((300, "distribution")))
    assert (values["gaz_transport_km"], values["gaz_transport_nom"]) == (math.inf, NONE_THERE)


@pytest.mark.parametrize(
    ("shape", "km"),
    [(wall(1_200), 1.2), (post(1_200), 1.2), (post(1_200).buffer(200), 1.0), (BOX.buffer(900), 0.0)],
)
def test_heat_network_may_be_lines_points_or_polygons(tmp_path: Path, shape, km: float) -> None:
    values = measured(tmp_path, reseau_chaleur=layer([shape], nom_reseau=["Réseau du Centre"]))
    assert (values["chaleur_km"], values["chaleur_nom"]) == (pytest.approx(km), "Réseau du Centre")


def test_network_of_fifty_metres_serves_the_site_and_one_beyond_does_not(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        reseau_eau=layer([wall(50)], idcana=["C1"], gexploit=["Régie des eaux"], enservice=["O"]),
        reseau_assainissement=layer([wall(51)], nom=["Collecteur"]),
    )
    assert (values["eau_km"], values["eau_nom"], values["desservi_eau"]) == (0.05, "Régie des eaux", "oui")
    assert (values["assainissement_km"], values["desservi_assainissement"]) == (pytest.approx(0.051), "non")
    assert values[["fibre_km", "fibre_nom", "desservi_fibre"]].isna().all()
    assert values["reseaux"] == 0.5


def test_what_the_inventory_says_wins_over_the_layer(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        site(reseau_eau_potable="non", reseau_assainissement="Oui", reseau_fibre_optique="inconnu"),
        reseau_eau=layer([wall(1)], nom=["x"]),
        reseau_assainissement=layer([wall(900)], nom=["x"]),
        reseau_fibre=layer([post(20)], nom=["NRO"]),
    )
    assert values[["desservi_eau", "desservi_assainissement", "desservi_fibre"]].tolist() == ["non", "oui", "oui"]
    assert values["reseaux"] == pytest.approx(2 / 3)
    assert values["eau_km"] == 0.001


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("oui", "oui"),
        (" NON ", "non"),
        (True, "oui"),
        (1, "oui"),
        ("0", "non"),
        ("inconnu", None),
        ("", None),
        (None, None),
    ],
)
def test_answers_of_the_inventory_are_read_in_their_usual_writings(tmp_path: Path, said, answer) -> None:
    assert measured(tmp_path, site(Reseau_Fibre_Optique=said))["desservi_fibre"] == answer


def test_cnig_name_comes_before_ours_and_what_is_no_answer_is_told(tmp_path: Path) -> None:
    report = Report()
    values = measured(tmp_path, site(reseau_eau="oui", reseau_eau_potable="à vérifier"), report)
    assert values["desservi_eau"] == "oui"
    assert ("network_not_understood", {"column": "reseau_eau_potable", "count": 1}) in report.warnings


# --- the megawatts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("megawatts", "level"),
    [(0.0, "BT"), (0.25, "BT"), (0.26, "HTA"), (12, "HTA"), (12.1, "HTB"), (300, "HTB")],
)
def test_level_of_a_power(megawatts: float, level: str) -> None:
    assert level_of(megawatts)["niveau"] == level


def everything(**more: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    return {
        "poste_hta": layer([post(200)], nom_poste=["P1"], type_poste=["HTA/BT"]),
        "poste_htb": rte((1_000, "S63", "63kV"), (800, "T400", "400kV"), (9_000, "T225", "225kV")),
        **more,
    }


@pytest.mark.parametrize(
    ("megawatts", "level", "km", "name", "near"),
    [
        (0.2, "BT", 0.2, "P1", "oui"),
        (5, "HTA", 1.0, "S63", "oui"),
        # 20 MW are not connected at 400 kV, however near.
        (20, "HTB", 1.0, "S63", "oui"),
        (50, "HTB", 0.8, "T400", "oui"),
    ],
)
def test_power_leads_to_what_its_level_connects_to(tmp_path: Path, megawatts, level, km, name, near) -> None:
    values = measured(tmp_path, need={"puissance_mw": megawatts}, **everything())
    assert values["puissance_mw"] == megawatts
    told = values[["puissance_niveau", "puissance_km", "puissance_nom", "puissance_proche"]].tolist()
    assert told == [level, km, name, near]


def test_from_fifty_megawatts_63_kv_is_not_enough(tmp_path: Path) -> None:
    posts = rte((1_000, "S63", "63kV"), (11_000, "T225", "225kV"))
    values = measured(tmp_path, need={"puissance_mw": 50}, poste_htb=posts)
    told = values[["puissance_km", "puissance_nom", "puissance_proche"]].tolist()
    assert told == [11.0, "T225", "non"]


def test_low_voltage_connects_to_a_post_and_not_to_a_line(tmp_path: Path) -> None:
    values = measured(tmp_path, need={"puissance_mw": 0.1}, **everything(ligne_electrique=bdtopo_lines((5, "<63 kV"))))
    assert (values["hta_km"], values["puissance_km"], values["puissance_nom"]) == (0.005, 0.2, "P1")


def test_where_no_primary_substation_can_be_told_an_htb_one_stands_for_it_and_says_so(tmp_path: Path) -> None:
    values = measured(tmp_path, need={"puissance_mw": 5}, poste_htb=bdtopo_posts(1_000, names=["Le Pré"]))
    assert (values["puissance_km"], values["puissance_proche"]) == (1.0, "oui")
    assert values["puissance_nom"] == "Le Pré (poste HTB, faute de poste source connu)"


def test_no_primary_substation_at_all_is_not_near_and_no_layer_is_unknown(tmp_path: Path) -> None:
    values = measured(tmp_path, need={"puissance_mw": 5}, poste_htb=rte((10, "T", "400kV")))
    told = values[["puissance_km", "puissance_nom", "puissance_proche"]].tolist()
    assert told == [math.inf, NONE_THERE, "non"]
    (tmp_path / "b").mkdir()
    values = measured(tmp_path / "b", need={"puissance_mw": 5})
    assert (values["puissance_niveau"], values["puissance_proche"]) == ("HTA", None)
    assert math.isnan(values["puissance_km"])


@pytest.mark.parametrize("asked", ["beaucoup", "20", True, -1])
def test_need_that_is_no_number_of_megawatts_is_refused(tmp_path: Path, asked: object) -> None:
    with pytest.raises(GisementError, match="need_invalid"):
        measured(tmp_path, need={"puissance_mw": asked}, **everything())


def test_need_that_gives_no_megawatts_judges_nothing(tmp_path: Path) -> None:
    values = measured(tmp_path, need={"puissance_mw": None}, **everything())
    assert values[[c.key for c in energy.COLUMNS if c.key.startswith("puissance")]].isna().all()


# --- reading ---------------------------------------------------------------------------------------------------------


class Watched(Territory):
    """A territory that notes what is read of it."""

    def read(self, role, extent=None, fields=None, **more):
        self.__dict__.setdefault("seen", []).append((role, extent is None, fields))
        return super().read(role, extent, fields, **more)


@pytest.mark.parametrize(("metres", "whole"), [(59_000, [False]), (61_000, [False, True])])
def test_layer_is_read_near_the_sites_and_whole_only_where_one_finds_nothing(tmp_path, metres, whole) -> None:
    path = tmp_path / "t.gpkg"
    layer([post(metres)], nom=["Loin"]).to_file(path, layer="reseau_chaleur", engine="pyogrio")
    place = Watched("t", find_sources(path)[1], L93)
    values = energy.run(site(), place, Request(), Report()).values.iloc[0]
    assert (values["chaleur_km"], values["chaleur_nom"]) == (metres / 1_000, "Loin")
    seen = [(far, fields) for role, far, fields in place.seen if role == "reseau_chaleur"]
    assert seen == [(far, ("nom",)) for far in whole]


def test_sites_keep_their_order_and_index(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    rte((1_000, "A", "63kV")).to_file(path, layer="poste_htb", engine="pyogrio")
    rows = gpd.GeoDataFrame({"site_id": ["b", "a", "c"]}, geometry=[post(900), None, BOX], crs=L93)
    values = energy.run(prepare(rows).sites, Territory("t", find_sources(path)[1], L93), Request(), Report()).values
    assert values.index.tolist() == ["b", "a", "c"]
    assert values["htb_km"].round(9).tolist()[::2] == [0.1, 1.0] and math.isnan(values["htb_km"].iloc[1])
    assert values["htb_nom"].tolist() == ["A", None, "A"]


PLACES = st.tuples(st.integers(-40_000, 40_000), st.integers(-40_000, 40_000))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(PLACES, min_size=1, max_size=4),
    st.lists(st.tuples(PLACES, st.sampled_from(["63kV", "90kV", "225kV", "400kV", "<45kV"])), max_size=8),
)
def test_distances_are_those_found_by_measuring_to_every_substation(tmp_path_factory, places, posts) -> None:
    path = tmp_path_factory.mktemp("p") / "t.gpkg"
    shapes = [shapely.Point(X + x, Y + y) for (x, y), _ in posts] or [shapely.Point(0, 0)]
    volts = [v for _, v in posts] or ["63kV"]
    names = [str(i) for i in range(len(shapes))]
    rows = layer(shapes, nom_poste=names, tension=volts).iloc[: len(posts)]
    rows.to_file(path, layer="poste_htb", engine="pyogrio")
    boxes = [shapely.box(X + x, Y + y, X + x + 150, Y + y + 90) for x, y in places]
    sites = prepare(gpd.GeoDataFrame({"site_id": range(len(boxes))}, geometry=boxes, crs=L93)).sites
    values = energy.run(sites, Territory("t", find_sources(path)[1], L93), Request(), Report()).values
    kilovolts = rows["tension"].str.extract(r"(\d+)", expand=False).astype(float).to_numpy()
    for key, low, high in (("htb", 63, 999), ("htb1", 63, 225), ("htb2", 225, 400), ("htb3", 400, 999)):
        meant = np.flatnonzero((kilovolts >= low) & (kilovolts < high))
        for place, box in zip(values.itertuples(), boxes):
            away = [box.distance(shapes[i]) for i in meant]
            km, name = getattr(place, f"{key}_km"), getattr(place, f"{key}_nom")
            if not away:
                assert (km, name) == (math.inf, NONE_THERE)
                continue
            assert km == pytest.approx(min(away) / 1_000, abs=1e-9)
            assert name == names[meant[int(np.argmin(away))]]


# --- dialect by dialect ----------------------------------------------------------------------------------------------


def read(role: str, **row: object) -> tuple[str, dict | None]:
    """Give the dialect recognised and the fields that are known; None for a row that is left out."""
    frame = pd.DataFrame([row])
    dialect = catalogue.recognise(role, frame.columns)
    rows = translate(frame, dialect, resource(f"catalogue/dialects/{role}")["fields"]).to_dict("records")
    return dialect["id"], {k: v for k, v in rows[0].items() if not pd.isna(v)} if rows else None


@pytest.mark.parametrize(
    ("role", "row", "dialect", "fields"),
    [
        (
            "poste_htb",
            {"nom_poste": "A", "tension": "225kV", "etat": "EN EXPLOITATION", "fonction": "Poste de transformation"},
            "rte_postes",
            {"nom": "A", "tension_kv": 225.0, "etat": "EN EXPLOITATION"},
        ),
        (
            "poste_htb",
            {"nom_poste": "A", "tension": "<45kV", "etat": "EN EXPLOITATION", "fonction_du_poste": "Poste de piquage"},
            "rte_postes",
            {"nom": "A", "tension_kv": 45.0, "etat": "EN EXPLOITATION", "poste_source": "non"},
        ),
        ("poste_htb", {"nom_poste": "A", "tension": "63kV", "etat": "ACCORD ADMINISTRATIF"}, "rte_postes", None),
        ("poste_htb", {"ID": "1", "TOPONYME": "A", "ETAT": "En service"}, "bdtopo_v3_shp", {"nom": "A"}),
        ("poste_htb", {"ID": "1", "TOPONYME": "A", "ETAT": "En projet"}, "bdtopo_v3_shp", None),
        (
            "poste_htb",
            {"nom_poste": "A", "type_poste": "HTB/HTA", "grd": "Enedis"},
            "agence_ore_postes_source",
            {"nom": "A", "poste_source": "oui"},
        ),
        ("poste_htb", {"nom_poste": "A", "type_poste": "HTA/HTA"}, "agence_ore_postes_source", None),
        ("poste_htb", {"nom": "A", "tension": "63 kV"}, "nom", {"nom": "A", "tension_kv": 63.0}),
        ("poste_hta", {"nom_poste": "P1", "type_poste": "HTA/BT"}, "enedis_postes", {"nom": "P1"}),
        ("poste_hta", {"nom_poste": "P1", "type_poste": "HTB/HTA"}, "enedis_postes", None),
        ("poste_hta", {"nom_poste": 499, "nom_grd": "GreenAlp"}, "agence_ore_postes", {"nom": "499"}),
        ("poste_hta", {"code_commune": "38185", "nom_commune": "Grenoble"}, "enedis_data_fair", {"nom": "Grenoble"}),
        (
            "ligne_electrique",
            {"code_ligne": "X", "nom_ligne": "LIAISON A-B", "etat": "EN EXPLOITATION", "tension": "225kV"},
            "rte_lignes",
            {"nom": "LIAISON A-B", "tension_kv": 225.0, "gestionnaire": "RTE"},
        ),
        ("ligne_electrique", {"code_ligne": "X", "tension": "HORS TENSION"}, "rte_lignes", None),
        (
            "ligne_electrique",
            {"code_ligne": "X", "tension": "<45kV"},
            "rte_lignes",
            {"niveau": "HTA", "gestionnaire": "RTE"},
        ),
        (
            "ligne_electrique",
            {"ID": "1", "VOLTAGE": "<63 kV", "ETAT": "En service"},
            "bdtopo_v3_shp",
            {"niveau": "HTA"},
        ),
        (
            "ligne_electrique",
            {"ID": "1", "VOLTAGE": "63 kV", "ETAT": "En service"},
            "bdtopo_v3_shp",
            {"tension_kv": 63.0},
        ),
        (
            "reseau_gaz",
            {"operateur": "GRDF", "type_reseau": "distribution", "etat_serv": "En service"},
            "gaz_type",
            {"nom": "GRDF", "type": "distribution"},
        ),
        (
            "reseau_gaz",
            {"etat_serv": "En service", "code_insee_administratif": "1"},
            "grdf_reseau",
            {"type": "distribution"},
        ),
        ("reseau_gaz", {"nom_du_departement": "Gers", "region": "Occitanie"}, "terega_trace", {"type": "transport"}),
        ("reseau_gaz", {"departement": "Nord", "nom_region": "x"}, "grtgaz_trace", {"type": "transport"}),
        (
            "reseau_gaz",
            {"gml_id": None, "Operateur": "GRTgaz", "Type": "Gaz naturel", "Phase": "Gaz"},
            "georisques_canalisations",
            {"nom": "GRTgaz", "type": "transport"},
        ),
        (
            "reseau_gaz",
            {"gml_id": None, "Operateur": "SPSE", "Type": "Hydrocarbures", "Phase": "Gaz"},
            "georisques_canalisations",
            None,
        ),
        (
            "reseau_chaleur",
            {"Identifiant reseau": "7501C", "nom_reseau": "Paris", "Gestionnaire": "x"},
            "france_chaleur_urbaine",
            {"nom": "Paris"},
        ),
        ("reseau_chaleur", {"id_chauff": 72, "gestionnai": "SOMEC"}, "chaufferies", {"nom": "SOMEC"}),
        ("reseau_chaleur", {"Name": "00-01", "Description": "Feeders existants"}, "name", {"nom": "00-01"}),
        ("reseau_chaleur", {"Layer": "0", "EntityHand": "868"}, "traces", {}),
        ("reseau_eau", {"idcana": "C1", "gexploit": "Régie", "enservice": "O"}, "raepa", {"nom": "Régie"}),
        ("reseau_eau", {"idcana": "C1", "gexploit": "Régie", "enservice": "N"}, "raepa", None),
        ("reseau_assainissement", {"idcana": "C1", "typreseau": "01"}, "raepa", {"nom": "C1"}),
        ("reseau_assainissement", {"Layer": "EU"}, "traces", {}),
        ("reseau_fibre", {"cl_code": "CL1", "cl_long": 3.0}, "grace_thd_cables", {"nom": "CL1"}),
        ("reseau_fibre", {"x": 1}, "traces", {}),
        (
            "quai",
            {"nature": "Quai", "toponyme": "Quai Nord", "etat_de_l_objet": "En service"},
            "bdtopo_v3",
            {"nom": "Quai Nord"},
        ),
        ("quai", {"nature": "Pont", "toponyme": "x", "etat_de_l_objet": "En service"}, "bdtopo_v3", None),
        ("quai", {"ID": "1", "NATURE": "Quai", "TOPONYME": "Q", "ETAT": "En service"}, "bdtopo_v3_shp", {"nom": "Q"}),
        (
            "servitude",
            {"suptype": "as1", "typeass": "Périmètre de protection immédiate", "nomsuplitt": "Captage n° 1"},
            "gpu_sup",
            {
                "categorie": "AS1",
                "type": "Périmètre de protection immédiate",
                "nom": "Captage n° 1",
                "perimetre": "immédiat",
            },
        ),
        (
            "servitude",
            {"idAss": "1", "nomAss": "AC1_x_ass", "typeAss": "Périmètre des abords"},
            "cnig_sup",
            {"categorie": "AC1", "type": "Périmètre des abords", "nom": "AC1_x_ass", "nature": "abords"},
        ),
    ],
)
def test_dialect_is_recognised_and_read(role: str, row: dict, dialect: str, fields: dict | None) -> None:
    assert read(role, **row) == (dialect, fields)


def test_layer_without_a_column_is_measured_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    gpd.GeoDataFrame(geometry=[wall(700)], crs=L93).to_file(path, layer="reseau_chaleur", engine="pyogrio")
    values = energy.run(site(), Territory("t", find_sources(path)[1], L93), Request(), Report()).values.iloc[0]
    assert (values["chaleur_km"], values["chaleur_nom"]) == (pytest.approx(0.7), "réseau de chaleur")


def test_columns_and_their_units_are_those_of_the_criteria() -> None:
    units = {column.key: column.unit for column in energy.COLUMNS}
    profile = resource("profiles/industrie_generale")
    criteria = {one["key"]: one["unit"] for group in profile["groups"] for one in group["criteria"]}
    assert {key: criteria[key] for key in ("hta_km", "htb_km", "gaz_km", "reseaux")} == {
        key: units[key] for key in ("hta_km", "htb_km", "gaz_km", "reseaux")
    }
    said = [(column.fr, column.en) for column in energy.COLUMNS]
    assert len({fr for fr, _ in said}) == len({en for _, en in said}) == len(said)
