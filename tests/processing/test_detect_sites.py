"""`gisement:detectsites`, as the toolbox and qgis_process run it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
import shapely
from gisement_tests import tiny
from gisement_tests.language import speaking
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from gisement.core.sites import import_inventory
from gisement.processing.inventory.detect_sites import DetectSites

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def inputs(qgis_processing: None, tmp_path: Path) -> dict[str, Any]:
    """Two parcels of one hectare a street apart; the eastern one is abandoned, the western one in the inventory too."""
    squares = [shapely.box(tiny.X + x, tiny.Y, tiny.X + x + 100, tiny.Y + 100) for x in (0, 108)]
    path = tmp_path / "territoire.gpkg"
    parcels = [(square, {"idu": f"13999000AA000{n}", "code_insee": "13999"}) for n, square in enumerate(squares, 1)]
    ground = [(square, {"code_cs": "CS1.1.1.2", "code_us": "US6.2"}) for square in squares]
    known = [(squares[0].centroid, {"site_id": "13999_1", "site_nom": "Ancienne usine", "comm_insee": "13999"})]
    layers = {"parcelle": parcels, "ocsge": ground, "friches": known}
    tiny.write_territory(path, {name: tiny.layer(rows) for name, rows in layers.items()})
    return {
        "PARCELS": f"{path}|layername=parcelle",
        "TERRITORY": str(path),
        "OUTPUT": str(tmp_path / "candidats.gpkg"),
    }


def run(parameters: dict[str, Any]) -> tuple[dict[str, Any], bool, str]:
    algorithm, context, feedback = DetectSites().create(), QgsProcessingContext(), QgsProcessingFeedback()
    fits, why = algorithm.checkParameterValues(parameters, context)
    if not fits:
        return {}, False, why
    results, done = algorithm.run(parameters, context, feedback)
    return results, done, feedback.textLog()


def test_candidates_are_written_and_counted(inputs: dict[str, Any]) -> None:
    results, done, log = run(inputs)
    assert done, log
    rows = pyogrio.read_dataframe(results["OUTPUT"], layer="candidats")
    assert results["COUNT"] == len(rows) == 2
    assert rows["candidat_id"].tolist() == ["13999000AA0001", "13999000AA0002"]
    assert rows["site_statut"].tolist() == ["friche potentielle"] * 2
    assert rows.crs.to_epsg() == 2154


@pytest.mark.parametrize(("language", "said"), [("en", "abandoned use"), ("fr", "usage abandonné")])
def test_log_and_layer_speak_the_language_of_the_user(inputs: dict[str, Any], language: str, said: str) -> None:
    with speaking(language):
        results, _, log = run(inputs)
    assert said in pyogrio.read_dataframe(results["OUTPUT"])["indices_texte"].iloc[0]
    assert said in log


def test_known_sites_are_not_proposed_and_the_log_says_how_many(inputs: dict[str, Any]) -> None:
    known = inputs["PARCELS"].replace("layername=parcelle", "layername=friches")
    results, done, log = run({**inputs, "SITES": known})
    assert done, log
    assert results["COUNT"] == 1
    assert pyogrio.read_dataframe(results["OUTPUT"])["candidat_id"].tolist() == ["13999000AA0002"]
    assert "not proposed again: 1" in log or "1 unité" in log


def test_the_least_area_may_come_as_text(inputs: dict[str, Any]) -> None:
    assert run({**inputs, "MIN_AREA": "10000.5"})[0]["COUNT"] == 0
    assert run({**inputs, "MIN_AREA": 10_000})[0]["COUNT"] == 2


def test_candidates_are_an_inventory(inputs: dict[str, Any]) -> None:
    output = run(inputs)[0]["OUTPUT"]
    imported = import_inventory(output)
    assert imported.sites.index.tolist() == ["13999_000AA0001", "13999_000AA0002"]
    findings = imported.findings.table()
    assert findings[findings["gravite"] == "erreur"].empty


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"TERRITORY": "/nowhere/territoire.gpkg"}, "territoire.gpkg"),
        ({"EVIDENCE": "/nowhere/indices.json"}, "indices.json"),
        ({"OUTPUT": "/nowhere/candidats.gpkg"}, "/nowhere"),
        ({"OUTPUT": "candidats.shp"}, ".gpkg"),
        ({"SEUIL": 3}, "SEUIL"),
    ],
)
def test_what_cannot_do_is_refused_before_anything_runs(
    inputs: dict[str, Any], changes: dict[str, Any], said: str
) -> None:
    _, done, why = run({**inputs, **changes})
    assert not done
    assert said in why


def test_an_output_that_is_the_cadastre_is_refused(inputs: dict[str, Any]) -> None:
    _, done, why = run({**inputs, "OUTPUT": inputs["TERRITORY"]})
    assert not done
    assert inputs["TERRITORY"] in why


def test_a_wrong_evidence_file_ends_in_one_sentence_that_says_where(inputs: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "indices.json"
    path.write_text('{"seuils": {"points": 3}}', encoding="utf-8")
    _, done, log = run({**inputs, "EVIDENCE": str(path)})
    assert not done
    assert "seuils" in log
    assert "points_min" in log
    assert "Traceback" not in log
