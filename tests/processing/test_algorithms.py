"""What holds for every algorithm of the provider, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from gisement_tests.language import speaking
from qgis import processing
from qgis.core import QgsProcessingException, QgsProcessingOutputDefinition

from gisement.processing.provider import ALGORITHMS, GisementProvider

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def algorithms(language: str) -> list[Any]:
    """The algorithms, made in the language."""
    provider = GisementProvider()
    provider.refreshAlgorithms()
    # The provider takes its own algorithms along when it goes.
    return [algorithm.create() for algorithm in provider.algorithms()]


def test_the_provider_gives_every_algorithm_under_a_name_of_its_own(algorithms: list[Any]) -> None:
    names = [algorithm.name() for algorithm in algorithms]
    assert len(names) == len(set(names)) == len(ALGORITHMS)
    assert {"study", "demoterritory", "exportmap"} <= set(names)


def test_identifiers_and_parameters_are_written_as_scripts_need_them(algorithms: list[Any]) -> None:
    for algorithm in algorithms:
        assert re.fullmatch(r"[a-z0-9_]+", algorithm.name())
        assert re.fullmatch(r"[a-z0-9_]+", algorithm.groupId())
        for definition in (*algorithm.parameterDefinitions(), *algorithm.outputDefinitions()):
            assert re.fullmatch(r"[A-Z][A-Z0-9_]*", definition.name()), (algorithm.name(), definition.name())


def test_every_text_that_a_person_reads_is_there(algorithms: list[Any]) -> None:
    for algorithm in algorithms:
        assert algorithm.displayName().strip()
        assert algorithm.group().strip()
        help_ = algorithm.shortHelpString()
        assert len(re.sub(r"<[^>]+>", "", help_)) > 200, algorithm.name()
        # QGIS makes a paragraph of each line, and shows a style sheet as text.
        assert "\n" not in help_ and "<style" not in help_
        for definition in algorithm.parameterDefinitions():
            assert definition.description().strip()
            assert definition.help().strip().endswith("."), (algorithm.name(), definition.name())
        for output in algorithm.outputDefinitions():
            assert output.description().strip()


def test_an_instance_is_of_the_same_kind_and_not_the_same_object(algorithms: list[Any]) -> None:
    for algorithm in algorithms:
        made = algorithm.createInstance()
        assert type(made) is type(algorithm)
        assert made is not algorithm


def test_the_french_texts_are_not_the_english_ones() -> None:
    texts: dict[str, dict[str, str]] = {}
    for language in ("en", "fr"):
        with speaking(language):
            made = [algorithm() for algorithm in ALGORITHMS]
            texts[language] = {f"name of {a.name()}": a.displayName() for a in made}
            texts[language] |= {f"help of {a.name()}": a.shortHelpString() for a in made}
    assert [text for text in texts["en"] if texts["en"][text] == texts["fr"][text]] == []


def outputs_of(name: str) -> set[str]:
    """Name the outputs that an algorithm declares."""
    made = next(algorithm() for algorithm in ALGORITHMS if algorithm().name() == name)
    made.initAlgorithm()
    declared: list[QgsProcessingOutputDefinition] = made.outputDefinitions()
    return {output.name() for output in declared}


def test_each_algorithm_returns_what_it_declares_with_all_values_as_text(
    inputs: dict[str, Any], tmp_path: Path
) -> None:
    study = processing.run(
        "gisement:study", {**inputs, "MAP": str(tmp_path / "carte.pdf"), "REGIME": "climat_resilience_2023"}
    )
    assert set(study) == outputs_of("study")
    chosen = {"STUDY": study["OUTPUT"], "FORMAT": "svg", "TITLE": "Essai", "OUTPUT": str(tmp_path / "carte.svg")}
    exported = processing.run("gisement:exportmap", chosen)
    assert set(exported) == outputs_of("exportmap")
    demo = processing.run(
        "gisement:demoterritory", {"SEED": "2", "SIZE": "small", "OUTPUT": str(tmp_path / "demo.gpkg")}
    )
    assert set(demo) == outputs_of("demoterritory")
    for result in (study["OUTPUT"], study["MAP"], exported["OUTPUT"], demo["OUTPUT"]):
        assert (tmp_path / result).is_file()


def test_an_output_that_is_not_asked_for_is_not_returned(inputs: dict[str, Any]) -> None:
    assert set(processing.run("gisement:study", inputs)) == outputs_of("study") - {"MAP"}


@pytest.mark.parametrize("name", ["study", "demoterritory", "exportmap"])
def test_a_parameter_that_does_not_exist_is_refused_by_name(name: str, plugin: Any, inputs: dict[str, Any]) -> None:
    with pytest.raises(QgsProcessingException, match="TERRITOIRE"):
        processing.run(f"gisement:{name}", {**inputs, "STUDY": "x", "TERRITOIRE": "x"})
