"""The way of an inventory by command line: import, check, merge, compare, detect, export, one after the other."""

from __future__ import annotations

import csv
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
from gisement_tests.qgis_process import Call, call, left_behind, run

if TYPE_CHECKING:
    from pathlib import Path

#: two producers of three sites: the forge is in both, 20 m apart; names and values are each one's own
FIRST = """Identifiant;Nom du site;Code INSEE;Statut;Surface;X;Y
75113_1;Forge Martin;75113;friche sans projet;12 500;652000,5;6862000,5
75113_2;Tannerie du Quai;75113;Friche avec projet;800;653000;6862000
"""
SECOND = """site_id,site_nom,comm_insee,site_statut,bati_etat,geompoint
75113_f7,ancienne forge MARTIN,75113,inconnu,degradation moyenne,"POINT (652020.5 6862000.5)"
75113_f8,=2+5 Halle,75113,friche reconvertie,,"POINT (656000 6862000)"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which each step leaves its output for the next."""
    folder = tmp_path_factory.mktemp("inventaire")
    (folder / "ddt.csv").write_text(FIRST, encoding="cp1252")
    (folder / "epf.csv").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def imported(folder: Path) -> dict[str, Any]:
    done = {}
    for name in ("ddt", "epf"):
        called = run(
            "importinventory",
            INPUT=f"{name}.csv",
            PRODUCER=name.upper(),
            OUTPUT=f"{name}.gpkg",
            FINDINGS=f"{name}_constats.csv",
            cwd=folder,
        )
        assert called.code == 0, called.said
        done[name] = pyogrio.read_dataframe(folder / f"{name}.gpkg").set_index("site_id")
    return done


@pytest.fixture(scope="module")
def merged(folder: Path, imported: dict[str, Any]) -> Call:
    """The merge of both, by JSON on standard input."""
    return call(
        "run",
        "gisement:mergeinventories",
        "-",
        stdin=json.dumps(
            {
                "inputs": {
                    "INPUTS": [str(folder / "ddt.gpkg"), str(folder / "epf.gpkg")],
                    "PRIORITY": "DDT, EPF",
                    "OUTPUT": str(folder / "fusion.gpkg"),
                    "DECISIONS": str(folder / "decisions.csv"),
                }
            }
        ),
    )


def test_import_reads_both_ways_of_writing(imported: dict[str, Any]) -> None:
    forge = imported["ddt"].loc["75113_1"]
    assert (forge["site_nom"], forge["unite_fonciere_surface"], forge["emprise_origine"]) == (
        "Forge Martin",
        12_500,
        "point",
    )
    assert (forge.geometry.x, forge.geometry.y) == pytest.approx((652_000.5, 6_862_000.5), abs=0.01)
    assert imported["ddt"].at["75113_2", "site_statut"] == "friche avec projet"
    assert imported["epf"].at["75113_f7", "bati_etat"] == "dégradation moyenne"


def test_check_counts_what_the_standard_requires_and_writes_its_report(folder: Path, imported: dict[str, Any]) -> None:
    called = run(
        "checkinventory",
        INPUT="ddt.gpkg",
        REPAIR="true",
        OUTPUT="controle.gpkg",
        FINDINGS="controle_constats.gpkg",
        REPORT="controle.html",
        cwd=folder,
    )
    assert called.code == 0, called.said
    found = pyogrio.read_dataframe(folder / "controle_constats.gpkg")
    assert "site_identif_date" in set(found.loc[found["gravite"] == "erreur", "champ"])
    page = (folder / "controle.html").read_text(encoding="utf-8")
    assert "site_identif_date" in page
    assert "<script" not in page


def test_merge_makes_one_site_of_the_two_forges(folder: Path, merged: Call) -> None:
    assert merged.code == 0, merged.said
    assert merged.answer["results"]["MERGED_COUNT"] == 1
    sites = pyogrio.read_dataframe(folder / "fusion.gpkg").set_index("site_id")
    assert sorted(sites.index) == ["75113_1", "75113_2", "75113_f8"]
    assert sites.at["75113_1", "bati_etat"] == "dégradation moyenne"
    assert sites.at["75113_1", "site_statut"] == "friche sans projet"
    with (folder / "decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        decisions = list(csv.DictReader(file))
    assert [row["decision"] for row in decisions] == ["fusion"]


def test_compare_tells_what_the_merge_added_and_changed(folder: Path, merged: Call) -> None:
    assert merged.code == 0, merged.said
    called = run("compareinventories", BEFORE="ddt.gpkg", AFTER="fusion.gpkg", OUTPUT="evolution.gpkg", cwd=folder)
    assert called.code == 0, called.said
    changes = pyogrio.read_dataframe(folder / "evolution.gpkg")
    assert changes.loc[changes["changement"] == "ajoute", "site_id"].tolist() == ["75113_f8"]
    assert "retire" not in set(changes["changement"])


def test_export_writes_the_standard_and_runs_no_formula(folder: Path, imported: dict[str, Any]) -> None:
    called = run("exportcnig", INPUT="epf.gpkg", STANDARD="friches", DATE="2026-11-22", FOLDER="cnig", cwd=folder)
    assert called.code == 0, called.said
    with (folder / "cnig" / "friches.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows[0]) == 51
    assert [row["site_nom"] for row in rows] == ["ancienne forge MARTIN", "'=2+5 Halle"]
    assert rows[0]["geompoint"].startswith("POINT(2.34")


def test_detection_finds_friches_of_the_demonstration_territory(folder: Path) -> None:
    made = run("demoterritory", SEED=1, SIZE="small", OUTPUT="territoire.gpkg", cwd=folder)
    assert made.code == 0, made.said
    called = run(
        "detectsites",
        PARCELS="territoire.gpkg|layername=parcelle",
        TERRITORY="territoire.gpkg",
        OUTPUT="candidats.gpkg",
        cwd=folder,
    )
    assert called.code == 0, called.said
    candidates = pyogrio.read_dataframe(folder / "candidats.gpkg")
    assert len(candidates) > 20
    assert candidates["indices"].notna().all()
    with sqlite3.connect(folder / "candidats.gpkg") as connection:
        assert connection.execute("SELECT COUNT(DISTINCT candidat_id) FROM candidats").fetchone()[0] == len(candidates)


@pytest.mark.parametrize("algorithm", ["importinventory", "checkinventory", "exportcnig"])
def test_a_page_of_a_web_site_is_refused_in_one_sentence(folder: Path, algorithm: str) -> None:
    (folder / "page.csv").write_text("<!DOCTYPE html><html><body>404</body></html>", encoding="utf-8")
    place = {"FOLDER": "refuse"} if algorithm == "exportcnig" else {"OUTPUT": "refuse.gpkg"}
    if algorithm == "checkinventory":
        place["FINDINGS"] = "refuse_constats.gpkg"
    called = run(algorithm, INPUT="page.csv", **place, cwd=folder)
    assert called.code == 1
    assert "page of a web site" in called.said
    assert "Traceback" not in called.said
    assert not (folder / "refuse.gpkg").exists()
    assert left_behind(folder) == []
