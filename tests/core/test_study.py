"""The whole stream, from an inventory and a territory to the tables of a study, and their writing."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gisement.core import study
from gisement.core.errors import Cancelled, GisementError
from gisement.core.report import Report
from gisement.core.store import write_study

TODAY = date(2026, 11, 22)
L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0


def layer(path: Path, name: str, shapes: list, **columns: list) -> None:
    gpd.GeoDataFrame(columns, geometry=shapes, crs=L93).to_file(path, layer=name, engine="pyogrio")


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    """A territory of 10 km and three sites on a road that meets an entry ramp 2 000 m east of the first.

    The road runs along y = Y from X to X + 4 000; the ramp leaves it at X + 2 100 for the motorway at y = Y + 500.
    """
    territory = tmp_path / "territoire.gpkg"
    layer(
        territory,
        "commune",
        [shapely.box(X - 5000, Y - 5000, X + 5000, Y + 5000)],
        code_insee=["99001"],
        nom_officiel=["Ville"],
        population=[1],
    )
    road = {
        "importance": "3",
        "etat_de_l_objet": "En service",
        "acces_vehicule_leger": "Libre",
        "vitesse_moyenne_vl": 60,
        "cpx_numero": None,
    }
    rows = [
        ("Route à 1 chaussée", "Double sens", [(X, Y), (X + 2100, Y)]),
        ("Route à 1 chaussée", "Double sens", [(X + 2100, Y), (X + 4000, Y)]),
        ("Bretelle", "Sens direct", [(X + 2100, Y), (X + 2600, Y + 500)]),
        ("Type autoroutier", "Sens direct", [(X - 3000, Y + 500), (X + 2600, Y + 500)]),
        ("Type autoroutier", "Sens direct", [(X + 2600, Y + 500), (X + 4900, Y + 500)]),
    ]
    roads = pd.DataFrame([{**road, "nature": nature, "sens_de_circulation": sens} for nature, sens, _ in rows])
    roads.loc[3:, "cpx_numero"] = "A900"
    gpd.GeoDataFrame(roads, geometry=[shapely.LineString(line) for *_, line in rows], crs=L93).to_file(
        territory, layer="troncon_de_route", engine="pyogrio"
    )
    layer(
        territory,
        "poste_htb",
        [shapely.Point(X + 3050, Y - 100)],
        nom_poste=["Poste"],
        tension=["63kV"],
        etat=["EN EXPLOITATION"],
    )
    layer(territory, "ppr_zone", [shapely.box(X + 1000, Y - 200, X + 1060, Y)], TYPEREG=["03"])
    inventory = tmp_path / "friches.gpkg"
    shapes = [
        shapely.box(X + 50, Y - 100, X + 100, Y - 0.0).union(shapely.box(X + 50, Y - 200, X + 100, Y - 100)),
        shapely.box(X + 1000, Y - 100, X + 1100, Y),
        shapely.box(X + 3500, Y - 100, X + 3600, Y),
    ]
    layer(
        inventory,
        "friches",
        shapes,
        site_id=["a", "b", "c"],
        site_nom=["Forge", "Tannerie", "Filature"],
        site_statut=["friche sans projet", "friche sans projet", "friche potentielle"],
        urba_zone_type=["U"] * 3,
        urba_zone_formdomi=["0201"] * 3,
        proprio_type=["P5a", "G1a", None],
    )
    return inventory, territory


def made(place: tuple[Path, Path], **options: object) -> study.Study:
    return study.run(place[0], place[1], TODAY, **options)


def test_figures_of_a_site_are_those_known_by_hand(place: tuple[Path, Path]) -> None:
    site = made(place).sites.loc["a"]
    # the footprint touches the road from X + 50 to X + 100: it is joined there, 2 000 to 2 050 m from the ramp
    assert 2.0 <= site["autoroute_km"] <= 2.05
    assert site["autoroute_acces"] == "A900"
    assert site["autoroute_min"] == pytest.approx(site["autoroute_km"])
    assert site["htb_km"] == pytest.approx(2.95)
    assert (site["surface_utile_ha"], site["compacite"]) == (1.0, 1.0)
    assert site["ppr_rouge_part"] == 0.0


def test_red_zone_on_more_than_half_rules_a_site_out(place: tuple[Path, Path]) -> None:
    found = made(place)
    assert found.sites.loc["b", "ppr_rouge_part"] == pytest.approx(0.6)
    assert found.sites.loc["b", ["veto", "classe_maturite"]].tolist() == ["oui", "R0"]
    assert (len(found.sites), found.ranked_count, found.veto_count) == (3, 1, 1)


def test_unqualified_site_is_kept_with_its_score_but_not_ranked(place: tuple[Path, Path]) -> None:
    site = made(place).sites.loc["c"]
    assert site["hors_classement"] == "friche potentielle, non qualifiée"
    assert np.isnan(site["rang"])
    assert site["score"] > 0


def test_same_inputs_give_the_same_study(place: tuple[Path, Path]) -> None:
    first, second = made(place), made(place)
    pd.testing.assert_frame_equal(pd.DataFrame(first.sites), pd.DataFrame(second.sites))
    assert first.manifest == second.manifest
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, second.tables[name])


def test_without_roads_access_is_unknown_and_all_else_is_measured(place: tuple[Path, Path], tmp_path: Path) -> None:
    description = tmp_path / "sans_routes.json"
    description.write_text(
        json.dumps({"roles": {"poste_htb": "territoire.gpkg|layername=poste_htb"}}), encoding="utf-8"
    )
    report = Report()
    site = made((place[0], description), report=report).sites.loc["a"]
    assert np.isnan(site["autoroute_km"])
    assert site["htb_km"] == pytest.approx(2.95)
    assert ("role_absent", {"role": "troncon_de_route", "measure": "access"}) in report.warnings


def test_empty_road_layer_is_known_to_hold_no_access(place: tuple[Path, Path], tmp_path: Path) -> None:
    roads = pyogrio.read_dataframe(place[1], layer="troncon_de_route")
    roads.iloc[:0].to_file(place[1], layer="troncon_de_route", engine="pyogrio")
    report = Report()
    found = made(place, report=report)
    criterion = found.tables["criteres"].set_index(["site_id", "critere"]).loc[("a", "autoroute_km")]
    assert (criterion["utilite"], criterion["qualite"]) == (0.0, "aucun dans le territoire")
    assert ("role_empty", {"role": "troncon_de_route"}) in report.warnings
    write_study(found, tmp_path / "e.gpkg")
    assert pyogrio.read_dataframe(tmp_path / "e.gpkg", layer="sites").set_index("site_id")["autoroute_km"].isna().all()


def test_layer_that_no_measure_reads_cannot_stop_a_study(place: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "faux.gpkg").write_text("rien", encoding="utf-8")
    roles = {"poste_htb": "territoire.gpkg|layername=poste_htb", "consommation_enaf": "faux.gpkg"}
    description = tmp_path / "t.json"
    description.write_text(json.dumps({"roles": roles}), encoding="utf-8")
    report = Report()
    manifest = made((place[0], description), report=report).manifest
    assert json.loads(manifest["couche:consommation_enaf"])["etat"] == "illisible"
    assert "layer_not_usable" in [code for code, _ in report.warnings]


def test_site_without_geometry_has_no_distance_even_where_there_is_no_station(place: tuple[Path, Path]) -> None:
    rows = pyogrio.read_dataframe(place[0])
    rows.loc[0, "geometry"] = None
    stations = gpd.GeoDataFrame({"libelle": ["x"], "fret": ["N"]}, geometry=[shapely.Point(X, Y)], crs=L93)
    stations.to_file(place[1], layer="gare_fret", engine="pyogrio")
    sites = study.run(rows, place[1], TODAY).sites
    assert np.isnan(sites.loc["a", "fret_km"])
    assert np.isinf(sites.loc["c", "fret_km"])


def test_state_of_procedures_given_by_the_user_changes_the_months(place: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "procedures.csv"
    steps = made(place).tables["procedures"]["etape"].unique()
    path.write_text(
        "site_id,etape,statut\n" + "".join(f"a,{step},fait\n" for step in steps) + "zzz,foncier,fait\n",
        encoding="utf-8",
    )
    report = Report()
    site = made(place, statuses=path, report=report).sites.loc["a"]
    assert (site["mois_avant_pret"], site["classe_maturite"]) == (0, "R5")
    assert ("statuses_unknown_sites", {"count": 1, "sites": [f"zzz ({len(steps) + 2})"]}) in report.warnings


def test_manifest_says_what_was_read_and_what_was_not(place: tuple[Path, Path]) -> None:
    manifest = made(place).manifest
    roads, absent = json.loads(manifest["couche:troncon_de_route"]), json.loads(manifest["couche:sis"])
    assert (roads["etat"], roads["lignes"], roads["dialecte"], len(roads["sha256"])) == ("presente", 5, "bdtopo_v3", 64)
    assert absent == {"etat": "absente"}
    assert manifest["date_reference"] == "2026-11-22"
    assert manifest["regime"] == "climat_resilience_2023"
    assert manifest["plugin_version"]


@pytest.mark.parametrize(
    ("option", "code"),
    [
        ({"profile": "absent"}, "profile_unknown"),
        ({"regime": "absent"}, "regime_unknown"),
        ({"statuses": "absent.csv"}, "file_not_found"),
    ],
)
def test_choice_that_does_not_exist_is_refused(place: tuple[Path, Path], option: dict, code: str) -> None:
    with pytest.raises(GisementError) as caught:
        made(place, **option)
    assert caught.value.code == code


def test_study_stops_when_the_user_asks(place: tuple[Path, Path]) -> None:
    class Impatient(Report):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def show_step(self, code: str, facts: dict) -> None:
            self.seen.append(code)

        def cancelled(self) -> bool:
            return "score" in self.seen

    report = Impatient()
    with pytest.raises(Cancelled):
        made(place, report=report)
    assert "readiness" not in report.seen


def test_progress_rises_to_the_end(place: tuple[Path, Path]) -> None:
    class Noting(Report):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[float] = []

        def show_progress(self, fraction: float) -> None:
            self.seen.append(fraction)

    report = Noting()
    made(place, report=report)
    assert report.seen == sorted(report.seen)
    assert report.seen[-1] == pytest.approx(1.0)


def test_written_study_reads_back_as_it_was(place: tuple[Path, Path], tmp_path: Path) -> None:
    found = made(place)
    path = tmp_path / "etude.gpkg"
    write_study(found, path)
    names = [name for name, _ in pyogrio.list_layers(path)]
    assert {
        "sites",
        "criteres",
        "procedures",
        "constats",
        "etude",
        "fond_commune",
        "fond_route",
        "fond_poste_htb",
    } <= set(names)
    sites = pyogrio.read_dataframe(path, layer="sites").set_index("site_id")
    assert sites.index.tolist() == found.sites.index.tolist()
    assert sites["rang"].tolist()[0] == 1
    assert sites["rang"].isna().sum() == 2
    assert sites.loc["a", "score"] == pytest.approx(found.sites.loc["a", "score"])
    assert sites.loc["a", "date_prete"] == found.sites.loc["a", "date_prete"].date().isoformat()
    assert sites.crs.to_epsg() == 2154
    criteria = pyogrio.read_dataframe(path, layer="criteres")
    assert len(criteria) == 3 * criteria["critere"].nunique()
    assert criteria[criteria["site_id"] == "a"]["contribution"].sum() == pytest.approx(sites.loc["a", "score"])
    table = dict(sqlite3.connect(path).execute("SELECT cle, valeur FROM etude").fetchall())
    assert table["ranked_count"] == "1"


def test_study_keeps_each_record_of_the_registers_where_the_register_draws_it(
    place: tuple[Path, Path], tmp_path: Path
) -> None:
    layer(place[1], "sis", [shapely.box(X + 40, Y - 200, X + 110, Y)], id_sis=["75SIS1"], nom=["Usine à gaz"])
    layer(
        place[1],
        "casias",
        [shapely.Point(X + 75, Y - 50)],
        identifiant_casias=["IDF1"],
        nom_etablissement=["Garage"],
        geocodage_qualite=["Numéro"],
    )
    path = tmp_path / "etude.gpkg"
    write_study(made(place), path)
    kept = pyogrio.read_dataframe(path, layer="preuves").query("site_id == 'a'")
    assert kept["source"].tolist() == ["SIS", "CASIAS"]
    assert kept["identifiant"].tolist() == ["75SIS1", "IDF1"]
    assert kept.geom_type.tolist() == ["Polygon", "Point"]
    assert kept["niveau"].tolist() == [5, 3]


def test_study_of_a_territory_without_registers_holds_an_empty_layer_of_evidence(
    place: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "etude.gpkg"
    write_study(made(place), path)
    assert len(pyogrio.read_dataframe(path, layer="preuves")) == 0


def test_columns_of_the_inventory_that_a_geopackage_keeps_for_itself_get_another_name(
    place: tuple[Path, Path], tmp_path: Path
) -> None:
    rows = pyogrio.read_dataframe(place[0]).assign(FID=[7, 8, 9], Geom=["x", "y", "z"], SCORE=[1.0, 2.0, 3.0])
    path = tmp_path / "etude.gpkg"
    write_study(study.run(rows, place[1], TODAY), path)
    sites = pyogrio.read_dataframe(path, layer="sites")
    assert sorted(sites["FID_origine"]) == [7, 8, 9]
    assert sorted(sites["Geom_origine"]) == ["x", "y", "z"]
    assert sorted(sites["SCORE_origine"]) == [1.0, 2.0, 3.0]


def test_sources_are_left_as_they_were(place: tuple[Path, Path]) -> None:
    before = [path.read_bytes() for path in place]
    made(place)
    assert [path.read_bytes() for path in place] == before
