"""The import as QGIS runs it: what it writes, what it loads, what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio
import pytest
from qgis import processing
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputLayerDefinition, QgsProject

from gisement.bridge.texts import tr
from gisement.core.errors import GisementError
from gisement.processing.inventory.import_inventory import ImportInventory

if TYPE_CHECKING:
    from pathlib import Path

#: a square of 100 m in Lambert-93, and a place in degrees
RING = "POLYGON ((652000 6862000, 652100 6862000, 652100 6862100, 652000 6862100, 652000 6862000))"
LINES = (
    "Identifiant;Nom du site;comm_insee;statut du jour;geompoint;geomsurf",
    f"75113_1;Gare d'essai;75113;en cours;;{RING}",
    "75113_2;Entrepôt d'essai;75113;rien;POINT (2.37 48.83);",
)
MAPPING = {
    "columns": {"Identifiant": "site_id", "Nom du site": "site_nom", "statut du jour": "site_statut"},
    "values": {"site_statut": {"en cours": "friche avec projet", "rien": "friche sans projet"}},
    "constants": {"source_nom": "Essai"},
}


@pytest.fixture
def inputs(plugin: Any, tmp_path: Path) -> dict[str, Any]:
    file, mapping = tmp_path / "envoi.csv", tmp_path / "correspondances.json"
    file.write_text("\n".join(LINES), encoding="cp1252")
    mapping.write_text(json.dumps(MAPPING), encoding="utf-8")
    return {
        "INPUT": str(file),
        "MAPPING": str(mapping),
        "PRODUCER": "Agence d'essai",
        "OUTPUT": str(tmp_path / "friches.gpkg"),
        "FINDINGS": str(tmp_path / "constats.csv"),
    }


def test_a_table_becomes_sites_in_the_standard(inputs: dict[str, Any]) -> None:
    done = processing.run("gisement:importinventory", inputs)
    assert done["SITES_COUNT"] == 2
    sites = pyogrio.read_dataframe(done["OUTPUT"], layer="friches").set_index("site_id")
    assert sites.crs.to_epsg() == 2154
    assert sites["site_nom"].tolist() == ["Gare d'essai", "Entrepôt d'essai"]
    assert sites["site_statut"].tolist() == ["friche avec projet", "friche sans projet"]
    assert sites["emprise_origine"].tolist() == ["surface", "point"]
    assert sites["source_nom"].tolist() == ["Essai"] * 2
    assert sites["source_producteur"].tolist() == ["Agence d'essai"] * 2
    assert sites.geometry.area.iloc[0] == pytest.approx(10_000.0, abs=0.01)
    assert json.loads(sites["valeurs_origine"].iloc[0])["site_statut"] == "en cours"


def test_the_findings_are_a_table_that_opens_in_a_spreadsheet(inputs: dict[str, Any]) -> None:
    done = processing.run("gisement:importinventory", inputs)
    found = pd.read_csv(done["FINDINGS"], dtype=str)
    assert list(found.columns[:6]) == ["site_id", "code", "gravite", "champ", "valeur", "correction"]
    assert done["ERROR_COUNT"] == (found["gravite"] == "erreur").sum()
    assert done["WARNING_COUNT"] == (found["gravite"] == "avertissement").sum()


def test_points_and_surfaces_are_loaded_apart(inputs: dict[str, Any], qgis_new_project: QgsProject) -> None:
    project, context = QgsProject.instance(), QgsProcessingContext()
    context.setProject(project)
    inputs["OUTPUT"] = QgsProcessingOutputLayerDefinition(inputs["OUTPUT"], project)
    algorithm = ImportInventory().create()
    results, ok = algorithm.run(inputs, context, QgsProcessingFeedback())
    assert ok
    kinds = sorted(place.rpartition("=")[2] for place in context.layersToLoadOnCompletion() if "geometrytype" in place)
    assert kinds == ["Point", "Polygon"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"INPUT": "nowhere.csv"}, "file_not_found"),
        ({"OUTPUT": "friches.shp"}, "output_suffix"),
        ({"FINDINGS": "constats.xlsx"}, "output_suffix"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_runs(
    inputs: dict[str, Any], tmp_path: Path, change: dict[str, str], code: str
) -> None:
    changed = {**inputs, **{name: str(tmp_path / value) for name, value in change.items()}}
    with pytest.raises(GisementError) as caught:
        ImportInventory().create().check(changed, QgsProcessingContext())
    assert caught.value.code == code


def test_an_output_never_replaces_an_input_or_the_other_output(inputs: dict[str, Any]) -> None:
    algorithm, context = ImportInventory().create(), QgsProcessingContext()
    for change in ({"OUTPUT": inputs["INPUT"].replace(".csv", ".gpkg"), "FINDINGS": inputs["INPUT"]},):
        with pytest.raises(GisementError) as caught:
            algorithm.check({**inputs, **change}, context)
        assert caught.value.code == "output_is_input"
    with pytest.raises(GisementError) as caught:
        algorithm.check({**inputs, "FINDINGS": inputs["OUTPUT"]}, context)
    assert caught.value.code == "output_is_input"


def test_the_group_is_named() -> None:
    assert ImportInventory().create().group() == tr("Inventory")
