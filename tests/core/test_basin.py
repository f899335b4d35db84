"""The basin: figures known by hand around a box of 200 by 100 m, and what nobody can know told from what is none.

Local metres. The site is the box from (0, 0) to (200, 100); roads, where there are any, run along y -10.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests.inventories import prepare

from gisement.core.errors import Cancelled
from gisement.core.measures import Request, access, basin, shared_roads
from gisement.core.measures.basin.columns import COLUMNS
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.territory import Territory
from gisement.core.territory.sources import find_sources

L93 = "EPSG:2154"
X, Y = 880_000.0, 6_270_000.0
Rows = list[tuple[Any, dict[str, Any]]]


def box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


def point(x: float, y: float) -> shapely.Point:
    return shapely.Point(X + x, Y + y)


SITE = box(0, 0, 200, 100)


def run(
    folder: Path, shapes: Any = SITE, report: Report | None = None, said: dict | None = None, **layers: Any
) -> pd.DataFrame:
    """Measure sites (shapes, or one) on layers: rows of (shape, fields), tables, or texts."""
    shapes = shapes if isinstance(shapes, list) else [shapes]
    ids = [f"s{i}" for i in range(len(shapes))]
    sites = prepare(gpd.GeoDataFrame({"site_id": ids, **(said or {})}, geometry=shapes, crs=L93)).sites
    return basin.run(sites, territory(folder, report, **layers), Request(), report or Report()).values.loc[ids]


def territory(folder: Path, report: Report | None = None, **layers: Any) -> Territory:
    """Write a territory; ``couvre`` says of roles which communes they cover."""
    path, couvre = folder / "territoire.gpkg", layers.pop("couvre", {})
    for role, rows in layers.items():
        if isinstance(rows, pd.DataFrame):
            pyogrio.write_dataframe(rows, path, layer=role)
        else:
            fields = pd.DataFrame([one for _, one in rows]) if rows else pd.DataFrame({"a": []})
            pyogrio.write_dataframe(gpd.GeoDataFrame(fields, geometry=[s for s, _ in rows], crs=L93), path, layer=role)
    if couvre:
        said = pd.DataFrame({"role": list(couvre), "couvre": list(couvre.values())})
        pyogrio.write_dataframe(said, path, layer="sources")
    return Territory("t", find_sources(path)[1] if layers else {}, L93, report)


def told(report: Report, code: str) -> list[dict[str, Any]]:
    return [facts for said, facts in report.warnings if said == code]


def empty(role_columns: dict[str, list]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(role_columns, geometry=[shapely.Point(0, 0)], crs=L93).iloc[:0]


def communes(**places: tuple[float, float, float, float]) -> Rows:
    """Draw communes of ``c13001=(x0, y0, x1, y1)``."""
    return [(box(*place), {"code_insee": name[1:], "nom_officiel": name}) for name, place in places.items()]


#: the commune of the site, and its eastern neighbour
TWO = communes(c13001=(-50_000, -50_000, 150, 50_000), c13002=(150, -50_000, 50_000, 50_000))


# --- Nothing, and everything


def test_without_any_layer_all_is_unknown_and_each_role_is_told(tmp_path: Path) -> None:
    report = Report()
    values = run(tmp_path, report=report)
    assert values.isna().all(axis=None)
    assert list(values.columns) == [column.key for column in COLUMNS]
    absent = {facts["role"] for facts in told(report, "role_absent")}
    assert absent == set(basin.MEASURE.roles) - {"mouvement_commune"}


def test_site_without_geometry_is_unknown_whatever_its_record_says(tmp_path: Path) -> None:
    values = run(
        tmp_path,
        [SITE, None],
        said={"comm_insee": ["13001", "13001"]},
        commune=TWO,
        etablissement=[(point(0, 0), {"naf": "25.62B"})],
        territoire_industrie=[(box(-9e3, -9e3, 9e3, 9e3), {"id_ti": "t", "lib_ti": "T"})],
    )
    assert values.loc["s0", "commune_code"] == "13001"
    assert values.loc["s1"].isna().all()


# --- Communes and zones d'emploi


def test_commune_is_the_one_that_holds_most_and_a_disc_goes_by_its_middle(tmp_path: Path) -> None:
    shapes = [SITE, box(120, 0, 200, 100), point(160, 50), point(140, 50)]
    values = run(tmp_path, shapes, said={"unite_fonciere_surface": [None, None, 90_000, None]}, commune=TWO)
    assert values["commune_code"].tolist() == ["13001", "13002", "13002", "13001"]


@pytest.mark.parametrize(
    ("code", "found"), [("13099", "13099"), ("1099", "01099"), ("13002", None), ("99", "99"), (None, None)]
)
def test_beyond_the_layer_the_inventory_says_the_commune_unless_the_layer_contradicts_it(
    tmp_path: Path, code: str | None, found: str | None
) -> None:
    values = run(tmp_path, box(90_000, 0, 90_200, 100), said={"comm_insee": [code]}, commune=TWO)
    assert values["commune_code"].tolist() == [found]


def test_name_of_an_area_without_code_is_no_code(tmp_path: Path) -> None:
    lists = pd.DataFrame({"CODGEO": ["13001"], "ZE2020": ["9301"], "LIBZE2020": ["Aix"]})
    unnumbered = [(box(-900, -900, 900, 900), {"code_insee": None, "nom_officiel": "Aix"})]
    values = run(tmp_path, said={"comm_insee": ["13001"]}, commune=unnumbered, zone_emploi=lists)
    assert values.loc["s0", ["commune_code", "zone_emploi"]].tolist() == ["13001", "9301"]
    (tmp_path / "zone").mkdir()
    drawn = [(box(-900, -900, 900, 900), {"ze2020": None, "libze2020": "Arles"})]
    values = run(tmp_path / "zone", zone_emploi=drawn)
    assert values.loc["s0", ["zone_emploi", "zone_emploi_nom"]].tolist() == [None, "Arles"]


def test_layer_of_points_given_for_communes_holds_nothing_and_is_told(tmp_path: Path) -> None:
    report = Report()
    values = run(tmp_path, report=report, commune=[(point(100, 50), {"code_insee": "13001", "nom_officiel": "x"})])
    assert values["commune_code"].tolist() == [None]
    assert [facts["role"] for facts in told(report, "layer_of_no_areas")] == ["commune"]


def zones() -> Rows:
    return [
        (box(-9_000, -9_000, 120, 9_000), {"ze2020": "0052", "libze2020": "Arles"}),
        (box(120, -9_000, 9_000, 9_000), {"ze2020": "9313", "libze2020": "Martigues-Salon"}),
    ]


def test_zone_drawn_is_the_one_that_holds_most_and_its_figures_are_the_latest_known(tmp_path: Path) -> None:
    jobs = pd.DataFrame(
        [
            (activity, "EMPL3112", "0052", "ZE2020", size, year, value)
            for activity, size, year, value in [
                ("BE", "_T", 2023, 100),
                ("_T", "_T", 2023, 1000),
                ("BE", "_T", 2024, 180),
                ("_T", "_T", 2024, 1000),
                ("BE", "E1T4", 2024, 7),
                ("BE", "_T", 2025, None),
                ("_T", "_T", 2025, 1000),
                ("GU", "_T", 2024, 500),
            ]
        ],
        columns=["ACTIVITY", "FLORES_MEASURE", "GEO", "GEO_OBJECT", "NUMBER_EMPL", "TIME_PERIOD", "OBS_VALUE"],
    )
    rates = pd.DataFrame(
        {"ZE2020": ["52"], "LIBZE2020": ["Arles"], "2025-T2": [8.0], "2025-T3": [9.6], "2025-T4": [None]}
    )
    report = Report()
    values = run(tmp_path, report=report, zone_emploi=zones(), emploi=jobs, chomage=rates).loc["s0"]
    assert (values["zone_emploi"], values["zone_emploi_nom"]) == ("0052", "Arles")
    assert (values["emploi_industriel_pct"], values["emploi_industriel_annee"]) == (18.0, 2024)
    assert (values["chomage_pct"], values["chomage_trimestre"]) == (9.6, "2025-T3")
    assert [(facts["role"], facts["count"]) for facts in told(report, "codes_without_zero")] == [("chomage", 1)]


def test_share_of_a_commune_is_not_that_of_its_zone(tmp_path: Path) -> None:
    jobs = pd.DataFrame(
        {
            "ACTIVITY": ["BE", "_T"],
            "FLORES_MEASURE": "EMPL3112",
            "GEO": "13001",
            "GEO_OBJECT": "COM",
            "NUMBER_EMPL": "_T",
            "OBS_VALUE": [1, 2],
        }
    )
    report = Report()
    values = run(tmp_path, report=report, zone_emploi=zones(), emploi=jobs)
    assert values["emploi_industriel_pct"].isna().all()
    assert told(report, "zones_without_figure") == [{"role": "emploi", "count": 1, "codes": ["0052"]}]


def test_zone_drawn_twice_holds_a_site_once(tmp_path: Path) -> None:
    twice = [(box(-9, -9, 80, 109), {"ze2020": "0052", "libze2020": "Arles"})] * 2
    other = (box(80, -9, 209, 109), {"ze2020": "9313", "libze2020": "Martigues-Salon"})
    assert run(tmp_path, [SITE, point(10, 50)], zone_emploi=[*twice, other])["zone_emploi"].tolist() == ["9313", "0052"]


def test_zone_without_jobs_has_no_share(tmp_path: Path) -> None:
    jobs = pd.DataFrame(
        {
            "ACTIVITY": ["BE", "_T"],
            "FLORES_MEASURE": "EMPL3112",
            "GEO": "0052",
            "GEO_OBJECT": "ZE2020",
            "OBS_VALUE": [0, 0],
        }
    )
    assert run(tmp_path, zone_emploi=zones(), emploi=jobs)["emploi_industriel_pct"].isna().all()


def test_zone_comes_from_the_list_of_communes_through_mergers_and_arrondissements(tmp_path: Path) -> None:
    places = communes(
        c13001=(0, 0, 100, 100), c13055=(100, 0, 200, 100), c08053=(200, 0, 300, 100), c20004=(300, 0, 400, 100)
    )
    lists = pd.DataFrame(
        [
            ("13001", "0052"),
            ("13201", "9312"),
            ("13202", "9312"),
            ("8294", "4421"),
            ("2A004", "9401"),
            ("8001", "4403"),
        ],
        columns=["CODGEO", "ZE2020"],
    )
    moved = pd.DataFrame(
        [("8294", "8053", 2024), ("20004", "2A004", 1976)], columns=["COM_INI", "COM_FIN", "ANNEE_MODIF"]
    )
    report = Report()
    shapes = [box(x, 10, x + 50, 50) for x in (10, 110, 210, 310)]
    values = run(tmp_path, shapes, report, commune=places, zone_emploi=lists, mouvement_commune=moved)
    assert values["zone_emploi"].tolist() == ["0052", "9312", "4421", "9401"]
    assert [(facts["role"], facts["count"]) for facts in told(report, "communes_changed")] == [("zone_emploi", 3)]
    assert {facts["role"]: facts["count"] for facts in told(report, "codes_without_zero")} == {
        "mouvement_commune": 2,
        "zone_emploi": 2,
    }


def test_merged_commune_whose_parts_were_in_two_zones_takes_that_of_its_own_code_else_none(tmp_path: Path) -> None:
    moved = pd.DataFrame(
        [("13003", "13001", 2019), ("13004", "13001", 2019)], columns=["COM_INI", "COM_FIN", "ANNEE_MODIF"]
    )
    for rows, expected in (
        ([("13001", "0052"), ("13003", "9313")], "0052"),
        ([("13003", "9313"), ("13004", "0052")], None),
        ([("13003", "9313"), ("13004", "9313")], "9313"),
    ):
        folder = tmp_path / str(expected)
        folder.mkdir()
        lists = pd.DataFrame(rows, columns=["CODGEO", "ZE2020"])
        values = run(folder, commune=TWO, zone_emploi=lists, mouvement_commune=moved)
        assert values["zone_emploi"].tolist() == [expected]


# --- Industry next door


def plant(x: float, y: float, naf: str = "25.62B", **said: Any) -> tuple[Any, dict[str, Any]]:
    usual = {"siret": "1", "etatAdministratifEtablissement": "A", "caractereEmployeurEtablissement": "O"}
    nomenclature = {"nomenclatureActivitePrincipaleEtablissement": "NAFRev2"}
    return point(x, y), {**usual, **nomenclature, "activitePrincipaleEtablissement": naf, **said}


def test_establishments_count_up_to_ten_kilometres_from_the_edge(tmp_path: Path) -> None:
    near, far = plant(10_200.0, 50), plant(10_200.5, 50)
    values = run(tmp_path, etablissement=[near, far, plant(100, 50, "28.22Z")]).loc["s0"]
    assert values["etab_industriels_10km"] == 2
    assert values["secteurs_voisins"] == "25 produits métalliques (1), 28 machines et équipements (1)"


@pytest.mark.parametrize(
    ("naf", "counted"),
    [
        ("04.99Z", 0),
        ("05.10Z", 1),
        ("39.00Z", 1),
        ("41.20A", 0),
        ("C25.62B", 1),
        ("8.12Z", 1),
        ("812Z", 1),
        ("111Z", 0),
        ("1.11Z", 0),
        ("2562B", 1),
        ("25.62b ", 1),
        ("10.71A", 1),
        ("10.71C", 0),
        ("10.13B", 0),
        ("47.11F", 0),
    ],
)
def test_industry_is_divisions_05_to_39_without_the_trade_of_bread_and_meat(
    tmp_path: Path, naf: str, counted: int
) -> None:
    assert run(tmp_path, etablissement=[plant(0, 0, naf)])["etab_industriels_10km"].tolist() == [counted]


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ({"etatAdministratifEtablissement": "F"}, 0),
        ({"etatAdministratifEtablissement": None}, 1),
        ({"caractereEmployeurEtablissement": "N"}, 0),
        ({"caractereEmployeurEtablissement": None, "trancheEffectifsEtablissement": "NN"}, 0),
        ({"caractereEmployeurEtablissement": None, "trancheEffectifsEtablissement": "00"}, 1),
        ({"caractereEmployeurEtablissement": None}, 1),
        ({"nomenclatureActivitePrincipaleEtablissement": "NAF2025"}, 1),
    ],
)
def test_closed_ones_and_those_without_employees_are_not_counted(tmp_path: Path, said: dict, counted: int) -> None:
    assert run(tmp_path, etablissement=[plant(0, 0, **said)])["etab_industriels_10km"].tolist() == [counted]


@pytest.mark.parametrize(("number", "counted"), [(1, None), (18, None), (19, 19), (100, 100)])
def test_activity_that_nobody_can_read_is_told_and_leaves_unknown_what_it_could_change(
    tmp_path: Path, number: int, counted: int | None
) -> None:
    report = Report()
    old = plant(0, 0, "28.5D", nomenclatureActivitePrincipaleEtablissement="NAFRev1")
    idle = plant(0, 0, None, caractereEmployeurEtablissement="N")
    rows = [old, plant(0, 0, None), idle, *[plant(30_000, i) for i in range(number)]]
    values = run(tmp_path, [box(20_000, 0, 20_200, 100), box(25_000, 0, 25_200, 100), SITE], report, etablissement=rows)
    assert values["etab_industriels_10km"].tolist()[:2] == [number, number]
    assert told(report, "establishments_without_activity") == [{"role": "etablissement", "count": 2}]
    (tmp_path / "near").mkdir()
    near = [old, *[plant(i, 0) for i in range(number)]]
    values = run(tmp_path / "near", etablissement=near).loc["s0"]
    assert (None if pd.isna(values["etab_industriels_10km"]) else values["etab_industriels_10km"]) == counted
    assert pd.isna(values["secteurs_voisins"]) == (counted is None)


def test_establishments_of_which_none_has_a_place_are_not_none(tmp_path: Path) -> None:
    rows = pd.DataFrame({"siret": ["1"], "activitePrincipaleEtablissement": ["25.62B"]})
    rows = rows.assign(longitude=[None], latitude=[None]).astype({"longitude": float, "latitude": float})
    values = run(tmp_path, etablissement=rows)
    assert values[["etab_industriels_10km", "secteurs_voisins"]].isna().all(axis=None)


def test_five_divisions_are_named_those_with_most_first(tmp_path: Path) -> None:
    amounts = {"25.62B": 3, "10.11Z": 2, "20.16Z": 2, "28.22Z": 1, "30.11Z": 1, "31.01Z": 1}
    rows = [plant(i, 0, naf) for naf, count in amounts.items() for i in range(count)]
    values = run(tmp_path, etablissement=rows)
    assert values["secteurs_voisins"].tolist() == [
        "25 produits métalliques (3), 10 industries alimentaires (2), 20 chimie (2), "
        "28 machines et équipements (1), 30 autres matériels de transport (1)"
    ]


def test_none_near_is_known_to_be_none(tmp_path: Path) -> None:
    values = run(tmp_path, etablissement=[plant(60_000, 0)]).loc["s0"]
    assert (values["etab_industriels_10km"], values["secteurs_voisins"]) == (0, "aucun")
    folder = tmp_path / "vide"
    folder.mkdir()
    nothing = empty({"siret": ["1"], "activitePrincipaleEtablissement": ["x"]})
    pyogrio.write_dataframe(nothing, folder / "territoire.gpkg", layer="etablissement")
    values = run(folder, etablissement=nothing).loc["s0"]
    assert (values["etab_industriels_10km"], values["secteurs_voisins"]) == (0, "aucun")


@pytest.mark.parametrize(("number", "counted"), [(99, None), (100, 100)])
def test_where_a_part_of_the_disc_was_not_looked_at_the_count_is_unknown_unless_it_is_enough(
    tmp_path: Path, number: int, counted: int | None
) -> None:
    report = Report()
    rows = [plant(i, 0) for i in range(number)]
    values = run(tmp_path, report=report, commune=TWO, etablissement=rows, couvre={"etablissement": "13001"}).loc["s0"]
    assert (None if pd.isna(values["etab_industriels_10km"]) else values["etab_industriels_10km"]) == counted
    assert pd.isna(values["secteurs_voisins"]) == (counted is None)
    assert len(told(report, "surroundings_partly_covered")) == (counted is None)


# --- Training


def school(x: float, y: float, name: str = "Lycée", **streams: int) -> tuple[Any, dict[str, Any]]:
    said = {"voie_professionnelle": 0, "voie_technologique": 0, "apprentissage": 0, "greta": 0, "post_bac": 0}
    fixed = {
        "identifiant_de_l_etablissement": "0130001A",
        "nom_etablissement": name,
        "libelle_nature": "LYCEE",
        "etat": "OUVERT",
    }
    return point(x, y), {**fixed, **said, **streams}


def test_training_is_counted_up_to_thirty_kilometres_and_the_nearest_is_named(tmp_path: Path) -> None:
    rows = [
        school(1_200, 50, "Lycée pro", voie_professionnelle=1),
        school(500, 50, "Lycée général"),
        school(30_200, 50, "Loin", voie_technologique=1),
        school(30_201, 50, "Plus loin", voie_technologique=1),
        (point(300, 50), {**school(0, 0, "Fermé", voie_professionnelle=1)[1], "etat": "FERME"}),
    ]
    values = run(tmp_path, formation=rows).loc["s0"]
    assert (values["formation_km"], values["formation_nom"], values["formations_30km"]) == (1.0, "Lycée pro", 2)


def test_the_nearest_one_is_found_however_far_it_is(tmp_path: Path) -> None:
    values = run(tmp_path, formation=[school(90_200, 50, "Là-bas", greta=1)]).loc["s0"]
    assert (values["formation_km"], values["formation_nom"], values["formations_30km"]) == (90.0, "Là-bas", 0)


def test_no_training_site_in_the_layer_is_infinitely_far(tmp_path: Path) -> None:
    values = run(tmp_path, formation=[school(500, 50, "Lycée général")]).loc["s0"]
    assert (values["formation_km"], values["formation_nom"], values["formations_30km"]) == (
        math.inf,
        "aucun dans le territoire",
        0,
    )


def test_nearest_training_site_is_sure_as_far_as_was_looked(tmp_path: Path) -> None:
    narrow = communes(c13001=(-50_000, -50_000, 1_000, 50_000), c13002=(1_000, -50_000, 50_000, 50_000))
    for x, known in ((600, True), (-8_000, False)):
        folder = tmp_path / str(x)
        folder.mkdir()
        rows = [school(x, 50, "Lycée pro", voie_professionnelle=1)]
        values = run(folder, commune=narrow, formation=rows, couvre={"formation": "13001"}).loc["s0"]
        assert pd.isna(values["formations_30km"])
        assert pd.notna(values["formation_km"]) == known


# --- Territoire d'industrie


@pytest.mark.parametrize(("width", "answer"), [(99.9, "non"), (100.0, "oui"), (200.0, "oui")])
def test_label_holds_from_half_of_the_site_on(tmp_path: Path, width: float, answer: str) -> None:
    rows = [(box(-5_000, -5_000, width, 5_000), {"id_ti": "ti-1", "lib_ti": "Essai"})]
    values = run(tmp_path, territoire_industrie=rows).loc["s0"]
    assert values["territoire_industrie"] == answer
    assert values["territoire_industrie_nom"] == ("Essai" if answer == "oui" else None)


def test_two_perimeters_hold_a_site_together_and_the_larger_names_it(tmp_path: Path) -> None:
    rows = [
        (box(-9, -9, 60, 109), {"id_ti": "a", "lib_ti": "A"}),
        (box(60, -9, 110, 109), {"id_ti": "b", "lib_ti": "B"}),
    ]
    values = run(tmp_path, territoire_industrie=rows).loc["s0"]
    assert values[["territoire_industrie", "territoire_industrie_nom"]].tolist() == ["oui", "A"]


@pytest.mark.parametrize(("listed", "answer"), [("13001", "oui"), ("1001", "non"), ("13003", "oui"), ("13009", "non")])
def test_list_of_communes_gives_the_label_to_its_members_and_to_what_they_have_merged_into(
    tmp_path: Path, listed: str, answer: str
) -> None:
    rows = pd.DataFrame({"insee_com": [listed, "13002"], "lib_ti": ["Essai", None]})
    moved = pd.DataFrame([("13003", "13001", 2019)], columns=["COM_INI", "COM_FIN", "ANNEE_MODIF"])
    values = run(
        tmp_path, [SITE, box(500, 0, 600, 100)], commune=TWO, territoire_industrie=rows, mouvement_commune=moved
    )
    assert values["territoire_industrie"].tolist() == [answer, "non"]


def test_perimeters_that_overlap_hold_a_site_once(tmp_path: Path) -> None:
    rows = [(box(0, 0, 60, 100), {"id_ti": one, "lib_ti": one}) for one in "aab"]
    assert run(tmp_path, territoire_industrie=rows)["territoire_industrie"].tolist() == ["non"]


@pytest.mark.parametrize(
    ("codes", "answer"), [([None, None], None), (["Marseille", "Aix"], None), (["Aix", "13009"], "non")]
)
def test_list_of_which_no_code_can_be_read_tells_nothing(tmp_path: Path, codes: list, answer: str | None) -> None:
    report = Report()
    rows = pd.DataFrame({"insee_com": pd.Series(codes, dtype=object), "lib_ti": ["A", "B"]})
    values = run(tmp_path, report=report, commune=TWO, territoire_industrie=rows)
    assert values["territoire_industrie"].tolist() == [answer]
    unread = 1 if answer else 2
    assert told(report, "members_without_code") == [{"role": "territoire_industrie", "count": unread}]


def test_perimeter_that_is_drawn_without_area_leaves_unknown_what_it_may_hold(tmp_path: Path) -> None:
    report = Report()
    line = shapely.LineString([(X - 500, Y - 500), (X + 500, Y + 500)])
    rows = [(line, {"id_ti": "a", "lib_ti": "A"}), (box(800, 0, 900, 100), {"id_ti": "b", "lib_ti": "B"})]
    shapes = [SITE, box(820, 10, 850, 50), box(2_000, 0, 2_100, 100)]
    values = run(tmp_path, shapes, report, territoire_industrie=rows)
    assert values["territoire_industrie"].tolist() == [None, "oui", "non"]
    assert told(report, "layer_of_no_areas")[0]["count"] == 1


def test_label_is_unknown_where_the_layer_was_not_collected(tmp_path: Path) -> None:
    shapes = [box(0, 0, 100, 100), box(300, 0, 400, 100)]
    rows = [(box(-900, -900, 50, 900), {"id_ti": "a", "lib_ti": "A"})]
    values = run(tmp_path, shapes, commune=TWO, territoire_industrie=rows, couvre={"territoire_industrie": "13001"})
    assert values["territoire_industrie"].tolist() == ["oui", None]


# --- Vacant dwellings


def test_vacant_dwellings_of_merged_communes_count_together_and_rates_are_taken_as_they_are(tmp_path: Path) -> None:
    moved = pd.DataFrame([("13003", "13001", 2025)], columns=["COM_INI", "COM_FIN", "ANNEE_MODIF"])
    counts = pd.DataFrame(
        {"CODGEO_25": ["13001", "13003"], "pp_vacant_24": ["30", "15"], "pp_total_24": ["400", "100"]}
    )
    rates = pd.DataFrame({"INSEE_C": ["13001", "13003"], "taux_vacance_25_pct": [7.5, 15.0]})
    secret = counts.assign(pp_vacant_24=["30", "s"])
    for name, rows, expected in (("counts", counts, 9.0), ("rates", rates, 7.5), ("secret", secret, None)):
        (tmp_path / name).mkdir()
        report = Report()
        found = run(tmp_path / name, report=report, commune=TWO, logement_vacant=rows, mouvement_commune=moved)
        (value,) = found["logements_vacants_pct"]
        assert (None if np.isnan(value) else value) == expected, name
        hidden = [{"role": "logement_vacant", "count": 1}] if name == "secret" else []
        assert told(report, "dwellings_not_told") == hidden, name


# --- People within half an hour


def road(*places: tuple[float, float], kmh: float = 60, **said: Any) -> tuple[Any, dict[str, Any]]:
    usual = {
        "nature": "Route à 1 chaussée",
        "importance": "3",
        "sens_de_circulation": "Double sens",
        "vitesse_moyenne_vl": kmh,
        "etat_de_l_objet": "En service",
        "acces_vehicule_leger": "Libre",
        "cpx_numero": "D1",
    }
    return shapely.LineString([(X + x, Y + y) for x, y in places]), {**usual, **said}


def square(x: float, y: float, people: float) -> tuple[Any, dict[str, Any]]:
    """A square of the grid around a place, in which so many of four bands live, and others too young or too old."""
    bands = {f"ind_{name}": people / 4 for name in ("18_24", "25_39", "40_54", "55_64")}
    return box(x - 100, y - 100, x + 100, y + 100), {"ind": 9 * people, **bands, "ind_65_79": 5.0}


#: 40 km of road at 60 km/h, cut every 10 km: half an hour is 30 km
ROADS = [road((x, -10), (x + 10_000, -10)) for x in (-10_000, 0, 10_000, 20_000, 30_000)]


def reached(folder: Path, people: Any, roads: Any = ROADS, report: Report | None = None, **layers: Any) -> float | None:
    given = {} if roads is None else {"troncon_de_route": roads}
    (value,) = run(folder, report=report, population=people, **given, **layers)["actifs_30min"]
    return None if np.isnan(value) else float(value)


def test_working_age_people_are_counted_up_to_half_an_hour_by_road(tmp_path: Path) -> None:
    # The frontage runs from x -20 to 220 along the road, seen from 20 m; the site is left by its end.
    people = [square(100, -10, 1), square(30_199, -10, 10), square(30_301, -10, 100), square(-9_000, 500, 1000)]
    assert reached(tmp_path, people) == 1011


def test_without_roads_nobody_knows_who_comes(tmp_path: Path) -> None:
    report = Report()
    assert reached(tmp_path, [square(100, -10, 50)], None, report) is None
    assert {"role": "troncon_de_route", "measure": "basin"} in told(report, "role_absent")


def test_nobody_crosses_water_where_no_road_does(tmp_path: Path) -> None:
    # Across the water 300 m away, on a road of its own.
    far_bank = [road((x, 900), (x + 10_000, 900)) for x in (-10_000, 0)]
    assert reached(tmp_path, [square(100, 900, 500), square(100, -10, 7)], [*ROADS, *far_bank]) == 7


def test_one_way_roads_lead_people_one_way(tmp_path: Path) -> None:
    roads = [road((x, -10), (x + 10_000, -10), sens_de_circulation="Sens direct") for x in (-10_000, 0, 10_000)]
    assert reached(tmp_path, [square(-5_000, -10, 1), square(9_000, -10, 10)], roads) == 1


def test_reserved_road_serves_the_site_at_its_end_and_is_no_through_road(tmp_path: Path) -> None:
    private = {"acces_vehicule_leger": "Restreint aux ayants droit"}
    own = [road((100, -10), (100, -3_000), **private), road((100, -3_000), (5_000, -3_000))]
    people = [square(4_000, -3_000, 5), square(15_000, -3_000, 50)]
    assert reached(tmp_path, people[:1], own) == 5
    through = [*ROADS, road((10_000, -10), (10_000, -3_000), **private), road((10_000, -3_000), (20_000, -3_000))]
    folder = tmp_path / "through"
    folder.mkdir()
    assert reached(folder, people[1:], through) == 0


def test_road_for_buses_alone_brings_nobody_and_tells_nothing(tmp_path: Path) -> None:
    buses = [
        road((-500, -10), (700, -10), reserve_aux_bus="Deux sens"),
        road((700, -10), (9_000, -10), reserve_aux_bus=None),
    ]
    assert reached(tmp_path, [square(5_000, -10, 50)], buses) is None


def test_square_beyond_a_kilometre_of_any_road_reaches_nothing_and_is_told(tmp_path: Path) -> None:
    report = Report()
    assert reached(tmp_path, [square(100, 980, 3), square(100, 1_000, 30)], ROADS, report) == 3
    assert told(report, "people_without_road") == [{"role": "population", "count": 1}]


def test_site_on_a_scrap_of_road_that_leads_nowhere_knows_nothing(tmp_path: Path) -> None:
    report = Report()
    scrap = [road((-500, -10), (700, -10)), *[road((x, -5_000), (x + 10_000, -5_000)) for x in (0, 10_000, 20_000)]]
    assert reached(tmp_path, [square(100, -10, 50)], scrap, report) is None
    assert told(report, "sites_isolated") == [{"count": 1}]


def test_population_without_ages_is_not_taken_for_workers(tmp_path: Path) -> None:
    report = Report()
    rows = pd.DataFrame(
        {"GEO": ["13001"], "GEO_OBJECT": "COM", "SEX": "_T", "PCS": "_T", "AGE": "Y_GE15", "OBS_VALUE": [50_000.0]}
    )
    assert reached(tmp_path, rows, ROADS, report, commune=TWO) is None
    assert told(report, "people_without_ages") == [{"role": "population"}]


def census(**people: float | None) -> pd.DataFrame:
    rows = pd.DataFrame({"GEO": [name[1:] for name in people], "OBS_VALUE": list(people.values())})
    return rows.assign(GEO_OBJECT="COM", SEX="_T", AGE="Y15T64", EMPSTA_ENQ="_T", EDUC="_T", TIME_PERIOD=2023)


def test_people_of_communes_stand_at_a_point_of_each_and_merged_ones_count_together(tmp_path: Path) -> None:
    places = communes(c13001=(-500, -500, 500, 500), c13002=(500, -500, 2_000, 500), c13009=(33_000, -500, 34_000, 500))
    moved = pd.DataFrame([("13003", "13002", 2019)], columns=["COM_INI", "COM_FIN", "ANNEE_MODIF"])
    rows = census(c13001=100.0, c13002=10.0, c13003=1.0, c13009=1000.0)
    assert reached(tmp_path, rows, commune=places, mouvement_commune=moved) == 111
    folder = tmp_path / "secret"
    folder.mkdir()
    report = Report()
    unknown = census(c13001=100.0, c13002=None, c13009=1000.0)
    assert reached(folder, unknown, report=report, commune=places) is None
    assert len(told(report, "surroundings_partly_covered")) == 1


def test_people_of_several_years_are_not_added_up(tmp_path: Path) -> None:
    moved = pd.DataFrame([("13003", "13002", 2019)], columns=["COM_INI", "COM_FIN", "ANNEE_MODIF"])
    places = communes(c13002=(-500, -500, 500, 500))
    before = census(c13002=5_000.0, c13003=500.0).assign(TIME_PERIOD=2012)
    parts = census(c13003=500.0).assign(TIME_PERIOD=2012)
    for name, rows, expected in (
        ("both", pd.concat([before, census(c13002=9_000.0)]), 9_000),
        ("stale part", pd.concat([parts, census(c13002=9_000.0)]), 9_000),
        ("one year", before, 5_500),
    ):
        (tmp_path / name).mkdir()
        assert reached(tmp_path / name, rows, commune=places, mouvement_commune=moved) == expected, name


def test_commune_out_of_reach_may_lack_its_people(tmp_path: Path) -> None:
    places = communes(c13001=(-500, -500, 500, 500), c13009=(33_000, -500, 34_000, 500))
    assert reached(tmp_path, census(c13001=100.0, c13009=None), commune=places) == 100


@pytest.mark.parametrize(("people", "known"), [(99_999, None), (100_000, 100_000)])
def test_where_a_part_of_the_surroundings_was_not_looked_at_only_enough_is_known(
    tmp_path: Path, people: float, known: float | None
) -> None:
    assert reached(tmp_path, [square(100, -10, people)], commune=TWO, couvre={"population": "13001"}) == known


def test_layer_of_lines_is_no_population_and_empty_grid_is_nobody(tmp_path: Path) -> None:
    report = Report()
    lines = [(shapely.LineString([(X, Y), (X + 9, Y)]), square(0, 0, 9)[1])]
    assert reached(tmp_path, lines, ROADS, report) is None
    assert told(report, "layer_of_no_areas")[0]["role"] == "population"
    folder = tmp_path / "vide"
    folder.mkdir()
    nobody = gpd.GeoDataFrame([square(0, 0, 1)[1]], geometry=[SITE], crs=L93).iloc[:0]
    assert reached(folder, nobody) == 0


def test_large_grid_read_piece_by_piece_counts_each_square_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [square(x, -10, 4) for x in range(-9_900, 29_000, 200)]
    whole = reached(tmp_path, people)
    monkeypatch.setattr(basin.homes, "AT_ONCE", 1)
    monkeypatch.setattr(basin.homes, "PIECE", 17_300.0)
    folder = tmp_path / "pieces"
    folder.mkdir()
    assert reached(folder, people) == whole == 4 * len(people)


# --- One run among others


def test_roads_are_read_once_for_all_that_drive_on_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = territory(tmp_path, troncon_de_route=ROADS, population=[square(0, 0, 4)])
    sites = prepare(gpd.GeoDataFrame({"site_id": ["s0"]}, geometry=[SITE], crs=L93)).sites
    read: list[object] = []
    monkeypatch.setattr(
        shared_roads, "read_roads", lambda *given: read.append(given) or access.roads.read_roads(*given)
    )
    first = shared_roads.roads_around(sites, place, Report())
    assert shared_roads.roads_around(sites, place, Report()) is first
    basin.run(sites, place, Request(), Report())
    assert len(read) == 1
    # The last measure that drives lets them go; and other roads are asked for with another lorry.
    shared_roads.roads_around(sites, place, Report())
    assert len(read) == 2
    shared_roads.roads_around(sites, place, Report(), {"hauteur_m": 4.5})
    assert len(read) == 3


def test_run_can_be_stopped_anywhere(tmp_path: Path) -> None:
    class Impatient(Report):
        def __init__(self, patience: int) -> None:
            super().__init__()
            self.patience = patience

        def cancelled(self) -> bool:
            self.patience -= 1
            return self.patience < 0

    layers = {
        "commune": TWO,
        "troncon_de_route": ROADS,
        "population": [square(0, 0, 4)],
        "etablissement": [plant(0, 0)],
    }
    territory(tmp_path, **layers)
    sites = prepare(gpd.GeoDataFrame({"site_id": ["s0"]}, geometry=[SITE], crs=L93)).sites
    sources = find_sources(tmp_path / "territoire.gpkg")[1]
    asked = Impatient(1_000)
    basin.run(sites, Territory("t", sources, L93, asked), Request(), asked)
    questions = 1_000 - asked.patience
    assert questions > 20
    for patience in range(0, questions, 4):
        report = Impatient(patience)
        with pytest.raises(Cancelled):
            basin.run(sites, Territory("t", sources, L93, report), Request(), report)


def test_no_input_is_changed(tmp_path: Path) -> None:
    place = territory(tmp_path, commune=TWO, troncon_de_route=ROADS, population=[square(0, 0, 4)])
    sites = prepare(gpd.GeoDataFrame({"site_id": ["s0"]}, geometry=[SITE], crs=L93)).sites
    before = sites.copy(deep=True)
    basin.run(sites, place, Request(), Report())
    assert before.equals(sites)


def test_empty_layers_hold_nothing_and_are_no_error(tmp_path: Path) -> None:
    path = tmp_path / "territoire.gpkg"
    columns = {
        "commune": {"code_insee": ["1"], "nom_officiel": ["x"]},
        "zone_emploi": {"ze2020": ["1"], "libze2020": ["x"]},
        "territoire_industrie": {"id_ti": ["1"], "lib_ti": ["x"]},
        "formation": {
            name: ["x"] for name in ("identifiant_de_l_etablissement", "nom_etablissement", "libelle_nature")
        },
        "troncon_de_route": road((0, 0), (1, 1))[1],
        "population": {name: [1.0] for name in ("ind_18_24", "ind_25_39", "ind_40_54", "ind_55_64")},
    }
    for role, said in columns.items():
        fields = {name: value if isinstance(value, list) else [value] for name, value in said.items()}
        pyogrio.write_dataframe(empty(fields), path, layer=role, geometry_type="Unknown")
    for role in ("emploi", "chomage"):
        fields = {
            "emploi": ["ACTIVITY", "FLORES_MEASURE", "GEO", "GEO_OBJECT", "OBS_VALUE"],
            "chomage": ["ZE2020", "LIBZE2020"],
        }
        pyogrio.write_dataframe(pd.DataFrame({one: pd.Series([], dtype=str) for one in fields[role]}), path, layer=role)
    sites = prepare(gpd.GeoDataFrame({"site_id": ["s0"]}, geometry=[SITE], crs=L93)).sites
    values = basin.run(sites, Territory("t", find_sources(path)[1], L93), Request(), Report()).values.loc["s0"]
    assert (values["territoire_industrie"], values["formation_nom"]) == ("non", "aucun dans le territoire")
    assert values[["commune_code", "zone_emploi", "actifs_30min", "emploi_industriel_pct", "chomage_pct"]].isna().all()


# --- Code lists


def test_every_value_of_every_list_counts_or_is_said_not_to() -> None:
    figures = resource("measures/basin")
    classes = {
        criterion["key"]: criterion.get("classes")
        for group in resource("profiles/industrie_generale")["groups"]
        for criterion in group["criteria"]
    }
    assert set(classes["territoire_industrie"]) == {"oui", "non"}
    lists = {role: resource(f"catalogue/dialects/{role}").get("values", {}) for role in basin.MEASURE.roles}
    # What each value does: jobs of these levels and sectors alone are used; every kind of training counts.
    assert lists["emploi"] == {"niveau": ["zone d'emploi", "commune"], "secteur": ["ensemble", "industrie"]}
    assert set(lists["formation"]["type"]) == set(figures["formations"]["comptent"])
    assert lists["etablissement"] == {"nomenclature": ["actuelle", "ancienne"], "employeur": ["oui", "non"]}
    assert set(lists["mouvement_commune"]["type_avant"]) == {
        "commune",
        "commune associée",
        "commune déléguée",
        "arrondissement",
    }
    divisions = {f"{number:02d}" for number in range(5, 40)} - {"34"}
    assert set(figures["divisions"]["noms"]) == divisions
