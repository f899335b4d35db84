"""What would destroy or waste something is refused before anything is computed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from gisement_tests.outputs import Previous
from qgis import processing
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
)


@pytest.fixture
def never_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make sure that the refusal comes before the work."""
    from gisement.core import study
    from gisement.core.errors import GisementError

    def run(*_: Any, **__: Any) -> None:
        raise GisementError("computed_before_the_refusal")

    monkeypatch.setattr(study, "run", run)


@pytest.mark.parametrize("name", ["SITES", "TERRITORY"])
def test_a_study_is_not_written_over_what_it_is_made_from(
    name: str, inputs: dict[str, Any], tmp_path: Path, never_computed: None
) -> None:
    own = Path(shutil.copy(inputs[name].partition("|")[0], tmp_path / "precious.gpkg"))
    content = own.read_bytes()
    for output in (str(own), str(tmp_path / "sub" / ".." / own.name)):
        with pytest.raises(QgsProcessingException, match=r"precious\.gpkg"):
            processing.run("gisement:study", {**inputs, name: str(own), "OUTPUT": output})
    assert own.read_bytes() == content


@pytest.mark.parametrize("given_as", ["layer", "identifier", "selection"])
def test_nor_over_the_file_of_an_inventory_that_is_open_in_qgis(
    given_as: str, inputs: dict[str, Any], tmp_path: Path, never_computed: None, qgis_new_project: QgsProject
) -> None:
    own = Path(shutil.copy(inputs["SITES"].partition("|")[0], tmp_path / "precious.gpkg"))
    layer = QgsVectorLayer(f"{own}|layername=friches", "Friches", "ogr")
    assert qgis_new_project.addMapLayer(layer) is layer
    sites = {
        "layer": layer,
        "identifier": layer.id(),
        "selection": QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True),
    }
    with pytest.raises(QgsProcessingException, match=r"precious\.gpkg"):
        processing.run("gisement:study", {**inputs, "SITES": sites[given_as], "OUTPUT": str(own)})


def test_an_unknown_layout_is_refused_before_the_study_is_made(
    inputs: dict[str, Any], tmp_path: Path, never_computed: None
) -> None:
    chosen = {"LAYOUT": "Plan de masse", "MAP": str(tmp_path / "carte.pdf")}
    with pytest.raises(QgsProcessingException, match="Plan de masse.*Carte de maturité"):
        processing.run("gisement:study", {**inputs, **chosen})


@pytest.mark.parametrize(
    ("name", "value", "ending"), [("OUTPUT", "etude", "gpkg"), ("OUTPUT", "etude.shp", "gpkg"), ("MAP", "c.png", "pdf")]
)
def test_a_file_is_not_written_under_the_ending_of_another_kind(
    name: str, value: str, ending: str, inputs: dict[str, Any], tmp_path: Path, never_computed: None
) -> None:
    with pytest.raises(QgsProcessingException, match=rf"{value}.*\.{ending}"):
        processing.run("gisement:study", {**inputs, name: str(tmp_path / value)})


def test_a_map_is_not_exported_over_its_study_nor_under_the_wrong_ending(
    inputs: dict[str, Any], tmp_path: Path
) -> None:
    study = Previous(tmp_path)
    with pytest.raises(QgsProcessingException, match=r"etude\.gpkg"):
        processing.run("gisement:exportmap", {"STUDY": str(study.path), "OUTPUT": str(study.path)})
    study.assert_whole()
    made = processing.run("gisement:study", {**inputs, "OUTPUT": str(tmp_path / "vraie.gpkg")})
    wrong = {"STUDY": made["OUTPUT"], "FORMAT": "svg", "OUTPUT": str(tmp_path / "carte.pdf")}
    with pytest.raises(QgsProcessingException, match=r"carte\.pdf"):
        processing.run("gisement:exportmap", wrong)
    assert not (tmp_path / "carte.pdf").exists()


def test_a_map_for_which_there_is_no_folder_is_refused_before_the_study_is_made(
    inputs: dict[str, Any], tmp_path: Path, never_computed: None
) -> None:
    earlier = Previous(tmp_path)
    with pytest.raises(QgsProcessingException, match="absent"):
        processing.run("gisement:study", {**inputs, "MAP": str(tmp_path / "absent" / "carte.pdf")})
    earlier.assert_whole()


def test_a_map_of_the_same_name_as_the_study_is_refused(
    inputs: dict[str, Any], tmp_path: Path, never_computed: None
) -> None:
    earlier = Previous(tmp_path)
    with pytest.raises(QgsProcessingException, match=r"etude\.gpkg"):
        processing.run("gisement:study", {**inputs, "MAP": inputs["OUTPUT"]})
    earlier.assert_whole()
