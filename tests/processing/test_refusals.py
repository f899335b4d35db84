"""What would destroy or waste something is refused before anything is computed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from gisement_tests.outputs import Previous
from qgis import processing
from qgis.core import QgsProcessingException


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
