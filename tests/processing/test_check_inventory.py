"""The check as QGIS runs it: what it writes, in which language, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from gisement_tests.language import speaking
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from gisement.core.vector import layer_names, read_layer
from gisement.processing.inventory.check_inventory import CheckInventory

X, Y = 652_000.0, 6_862_000.0


@pytest.fixture
def parameters(tmp_path: Path) -> dict[str, Any]:
    """An inventory of three sites, with a defect or more each, and the only municipality around."""
    sites = gpd.GeoDataFrame(
        {
            "site_id": ["78001_1", "78001_2", "78001_3"],
            "site_nom": ["<script>alert(1)</script>", "Halle & quai", None],
            "site_type": ["Friche industrielle", "friche logistique", "friche logistique"],
            "comm_insee": ["78001"] * 3,
            "comm_nom": ["Essai"] * 3,
            "proprio_nom": ["DUPONT JEAN", "COMMUNE D'ESSAI", None],
            "proprio_personne": ["personne physique", "personne morale", None],
        },
        geometry=[shapely.Point(X, Y), shapely.Point(X + 5000, Y), shapely.Point(X + 9, Y)],
        crs="EPSG:2154",
    )
    communes = gpd.GeoDataFrame(
        {"code": ["78001"], "nom": ["Essai"]}, geometry=[shapely.Point(X, Y).buffer(1000)], crs="EPSG:2154"
    )
    sites.to_file(tmp_path / "friches.gpkg", layer="friches", engine="pyogrio")
    communes.to_file(tmp_path / "communes.gpkg", layer="commune", engine="pyogrio")
    return {
        "INPUT": f"{tmp_path / 'friches.gpkg'}|layername=friches",
        "COMMUNES": str(tmp_path / "communes.gpkg"),
        "OUTPUT": str(tmp_path / "controle.gpkg"),
        "FINDINGS": str(tmp_path / "constats.csv"),
        "REPORT": str(tmp_path / "controle.html"),
    }


def run(parameters: dict[str, Any]) -> dict[str, Any]:
    result, done = CheckInventory().create().run(parameters, QgsProcessingContext(), QgsProcessingFeedback())
    assert done
    return result


def test_sites_findings_and_report_are_written(plugin: Any, parameters: dict[str, Any]) -> None:
    result = run(parameters)
    found = pd.read_csv(parameters["FINDINGS"])
    assert result["ERROR_COUNT"] == (found["gravite"] == "erreur").sum() > 0
    assert result["WARNING_COUNT"] == (found["gravite"] == "avertissement").sum() > 0
    sites = read_layer(parameters["OUTPUT"]).set_index("site_id")
    assert layer_names(parameters["OUTPUT"]) == ["friches"]
    assert sites["site_type"].tolist()[0] == "Friche industrielle"
    assert found[found["code"] == "hors_commune"]["site_id"].tolist() == ["78001_2"]
    counted = found[found["gravite"] == "erreur"]["site_id"].value_counts()
    assert sites["nb_erreurs"].to_dict() == counted.reindex(sites.index, fill_value=0).to_dict()


def test_repairs_are_made_only_when_asked_for_and_are_listed(plugin: Any, parameters: dict[str, Any]) -> None:
    run({**parameters, "REPAIR": True})
    assert read_layer(parameters["OUTPUT"])["site_type"].tolist()[0] == "friche industrielle"
    found = pd.read_csv(parameters["FINDINGS"])
    mended = found[(found["gravite"] == "repare") & (found["champ"] == "site_type")]
    assert mended[["site_id", "valeur", "correction"]].values.tolist() == [
        ["78001_1", "Friche industrielle", "friche industrielle"]
    ]


@pytest.mark.parametrize("repair", [False, True])
def test_no_output_names_a_natural_person(plugin: Any, parameters: dict[str, Any], repair: bool) -> None:
    run({**parameters, "REPAIR": repair})
    for name in ("OUTPUT", "FINDINGS", "REPORT"):
        assert b"DUPONT" not in Path(parameters[name]).read_bytes()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_report_is_one_page_in_the_language_of_the_user_that_runs_nothing(
    plugin: Any, parameters: dict[str, Any], language: str
) -> None:
    with speaking(language):
        run(parameters)
    page = Path(parameters["REPORT"]).read_text(encoding="utf-8")
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
    assert ("Contrôle d’un inventaire" if language == "fr" else "Check of an inventory") in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "Halle &amp; quai" in page
    assert "src=" not in page
    assert "url(" not in page
    assert page.count('<li class="required">') + page.count('<li><span class="name">') == 51


def test_municipalities_and_report_are_optional(plugin: Any, parameters: dict[str, Any]) -> None:
    del parameters["COMMUNES"], parameters["REPORT"]
    result = run(parameters)
    assert "REPORT" not in result
    assert "hors_commune" not in set(pd.read_csv(parameters["FINDINGS"])["code"])


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("OUTPUT", "controle.csv"),
        ("OUTPUT", "friches.gpkg"),
        ("FINDINGS", "constats.html"),
        ("FINDINGS", "communes.gpkg"),
        ("REPORT", "controle.pdf"),
        ("REPORT", "nulle_part/controle.html"),
    ],
)
def test_a_place_where_nothing_should_be_written_is_refused(
    plugin: Any, parameters: dict[str, Any], tmp_path: Path, name: str, file: str
) -> None:
    accepted, sentence = (
        CheckInventory()
        .create()
        .checkParameterValues({**parameters, name: str(tmp_path / file)}, QgsProcessingContext())
    )
    assert not accepted
    assert file in sentence
