"""Weights by comparison and profiles side by side, as the toolbox runs them: parameters, outputs, looks, refusals."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
from gisement_tests.language import speaking
from qgis import processing
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsFileWidget, QgsGui, QgsProcessingGui
from qgis.PyQt.QtWidgets import QLineEdit

from gisement.core import study
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.scoring import load_profile, profiles
from gisement.core.scoring.ahp.comparisons import read_comparisons
from gisement.core.scoring.ahp.names import Names
from gisement.core.scoring.ahp.table import read_table
from gisement.core.store import write_study
from gisement.processing.scoring.ahp_weights import AhpWeights
from gisement.processing.scoring.compare_profiles import CompareProfiles, names_given

ROOT = Path(__file__).resolve().parent.parent.parent
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
TABLE = "a;b;valeur\nsurface_utile_ha;autoroute_km;3\nsurface_utile_ha;htb_km;5\nautoroute_km;htb_km;2\n"


class Feedback(QgsProcessingFeedback):
    """Keeps what is said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def pushInfo(self, info: str) -> None:
        self.said.append(info)

    def pushWarning(self, warning: str) -> None:
        self.said.append(warning)

    def setProgressText(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "comparaisons.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def measured(tiny_inventory: Path, tiny_territory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of the tiny inventory under the general profile."""
    path = tmp_path_factory.mktemp("mesures") / "etude.gpkg"
    write_study(study.run(tiny_inventory, tiny_territory, date(2026, 11, 22)), path)
    return path


def weights(path: str) -> dict[str, float]:
    return {criterion.key: criterion.weight for criterion in load_profile(path).criteria}


# --- Weights


def test_comparisons_of_a_file_become_a_profile(plugin: Any, table: Path, tmp_path: Path) -> None:
    output = tmp_path / "profil_scot.json"
    done = processing.run("gisement:ahpweights", {"MATRIX": str(table), "OUTPUT": str(output)})
    assert set(done) == {"OUTPUT", "CONSISTENCY_RATIO"}
    assert done["CONSISTENCY_RATIO"] == pytest.approx(0.0032, abs=5e-5)
    assert load_profile(output).id == "profil_scot"
    assert weights(done["OUTPUT"])["surface_utile_ha"] == pytest.approx(14.26, abs=0.005)


def test_comparisons_given_as_rows_are_those_of_the_file(plugin: Any, table: Path, tmp_path: Path) -> None:
    rows = [line.split(";") for line in TABLE.splitlines()]
    found = []
    for number, given in enumerate((str(table), rows, [cell for row in rows[1:] for cell in row])):
        output = str(tmp_path / f"{number}.json")
        done = processing.run("gisement:ahpweights", {"MATRIX": given, "OUTPUT": output})
        found.append(weights(done["OUTPUT"]))
    assert found[0] == found[1] == found[2]


def test_temporary_profile_is_made_where_no_file_is_named(plugin: Any, table: Path) -> None:
    done = processing.run("gisement:ahpweights", {"MATRIX": str(table), "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT})
    assert load_profile(done["OUTPUT"]).weights.sum() == pytest.approx(100)


def test_what_each_matrix_says_is_told(plugin: Any, table: Path, tmp_path: Path) -> None:
    feedback = Feedback()
    with speaking("en"):
        processing.run(
            "gisement:ahpweights", {"MATRIX": str(table), "OUTPUT": str(tmp_path / "p.json")}, feedback=feedback
        )
    said = "\n".join(feedback.said)
    assert "Criteria: 3 compared, largest eigenvalue 3.0037, consistency index 0.0018, ratio 0.0032" in said
    assert "not compared, so they keep the weight" in said
    assert "Slope" in said or "slope" in said


def refused(algorithm: str, **parameters: Any) -> str:
    with speaking("en"), pytest.raises(QgsProcessingException) as caught:
        processing.run(f"gisement:{algorithm}", parameters)
    return str(caught.value)


def test_contradiction_is_refused_by_name_and_writes_nothing(plugin: Any, tmp_path: Path) -> None:
    rows = [
        ["surface_utile_ha", "autoroute_km", 3],
        ["autoroute_km", "htb_km", 3],
        ["surface_utile_ha", "htb_km", "1/2"],
    ]
    output = tmp_path / "p.json"
    said = refused("ahpweights", MATRIX=rows, OUTPUT=str(output))
    for words in ("0.864", "above 0.10", "Usable area against Motorway access", "suggest 1/6", "FORCE"):
        assert words in said
    assert not output.exists()
    done = processing.run("gisement:ahpweights", {"MATRIX": rows, "FORCE": True, "OUTPUT": str(output)})
    assert done["CONSISTENCY_RATIO"] == pytest.approx(0.864, abs=5e-4)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"MATRIX": "absent.csv"}, ["absent.csv", "does not exist"]),
        ({"PROFILE": "industrie_lourde"}, ["industrie_lourde", "industrie_generale"]),
        ({"MATRIX": [["surface_utile_ha", "htb_kn", 3]]}, ["B1", "htb_kn", "High-voltage substation (htb_km)"]),
        ({"MATRIX": ["surface_utile_ha", "htb_km"]}, ["2 cells", "threes"]),
        ({"OUTPUT": "profil.csv"}, ["profil.csv", ".json"]),
        ({"MATRICE": "x"}, ["MATRICE", "Unknown parameter"]),
    ],
)
def test_bad_input_is_refused_with_the_remedy(
    change: dict[str, Any], words: list[str], plugin: Any, table: Path, tmp_path: Path
) -> None:
    said = refused("ahpweights", **{"MATRIX": str(table), "OUTPUT": str(tmp_path / "p.json"), **change})
    for word in words:
        assert word in said


def test_table_is_not_overwritten_by_the_profile(plugin: Any, tmp_path: Path) -> None:
    profile = tmp_path / "mien.json"
    profile.write_bytes((ROOT / "resources" / "profiles" / "industrie_generale.json").read_bytes())
    rows = [["surface_utile_ha", "htb_km", 3]]
    assert "both as input and as output" in refused(
        "ahpweights", MATRIX=rows, PROFILE=str(profile), OUTPUT=str(profile)
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_tables_of_the_help_are_read(language: str, tmp_path: Path) -> None:
    text = (ROOT / "resources" / "help" / language / "ahpweights.md").read_text(encoding="utf-8")
    blocks = [block for block in FENCE.findall(text) if ";" in block]
    names = Names(load_profile("industrie_generale"), language)
    levels = []
    for block in blocks:
        path = tmp_path / "m.csv"
        path.write_text(block, encoding="utf-8")
        levels.append([each.level for each in read_comparisons(read_table(path, Report()), names, Report())])
    assert levels == [[":groups", "acces"], [":groups", "acces"]]


@pytest.mark.parametrize(("language", "mark"), [("en", "."), ("fr", ",")])
def test_example_of_the_help_says_what_comes_out(
    language: str, mark: str, plugin: Any, table: Path, tmp_path: Path
) -> None:
    text = (ROOT / "resources" / "help" / language / "ahpweights.md").read_text(encoding="utf-8")
    done = processing.run("gisement:ahpweights", {"MATRIX": str(table), "OUTPUT": str(tmp_path / "p.json")})
    found = weights(done["OUTPUT"])
    for key in ("surface_utile_ha", "autoroute_km", "htb_km"):
        assert f"{found[key]:.2f}".replace(".", mark) in text
        assert f"{found[key] / 22:.3f}".replace(".", mark) in text
    assert f"{done['CONSISTENCY_RATIO']:.3f}".replace(".", mark) in text
    table.write_text(TABLE.replace("htb_km;5", "htb_km;1/2"), encoding="utf-8")
    parameters = {"MATRIX": str(table), "FORCE": True, "OUTPUT": str(tmp_path / "p.json")}
    ratio = processing.run("gisement:ahpweights", parameters)["CONSISTENCY_RATIO"]
    assert f"{ratio:.2f}".replace(".", mark) in text


def test_window_offers_a_file_and_a_line_of_text() -> None:
    ahp, compare = AhpWeights().create(), CompareProfiles().create()
    registry = QgsGui.processingGuiRegistry()
    kind = QgsProcessingGui.WidgetType.Standard
    for definition, widget in (
        (ahp.parameterDefinition("MATRIX"), QgsFileWidget),
        (compare.parameterDefinition("PROFILES"), QLineEdit),
    ):
        wrapper = registry.createParameterWidgetWrapper(definition, kind)
        assert isinstance(wrapper.createWrappedWidget(QgsProcessingContext()), widget)


# --- Profiles side by side


def test_sites_get_their_best_profile_and_profiles_their_best_site(plugin: Any, measured: Path, tmp_path: Path) -> None:
    done = processing.run(
        "gisement:compareprofiles",
        {
            "INPUT": f"{measured}|layername=sites",
            "PROFILES": "industrie_generale, pme",
            "OUTPUT": str(tmp_path / "comparaison.gpkg"),
            "SUMMARY": str(tmp_path / "profils.csv"),
        },
    )
    assert set(done) == {"OUTPUT", "SUMMARY"}
    before = pyogrio.read_dataframe(measured, layer="sites").set_index("site_id")
    sites = pyogrio.read_dataframe(done["OUTPUT"]).set_index("site_id")
    assert sites.index.tolist() == before.index.tolist()
    # Scored again for the profile that they were measured for, the sites have the scores of the study.
    for name in ("score", "score_min", "score_max", "rang", "veto"):
        pd.testing.assert_series_equal(
            sites[f"{name}_industrie_generale"], before[name], check_names=False, check_dtype=False
        )
    assert sites.geometry.geom_equals(before.geometry).sum() == before.geometry.notna().sum()
    both = sites.loc["T-001", ["score_industrie_generale", "score_pme"]]
    assert sites.loc["T-001", "meilleur_score"] == both.max()
    table = pd.read_csv(done["SUMMARY"])
    assert table["profil"].tolist() == ["industrie_generale", "pme"]
    assert table.loc[0, ["sites", "classes", "veto"]].tolist() == [8, 4, 2]
    assert table.loc[0, "meilleur_site"] == "T-001"


def test_all_profiles_that_come_along_are_compared_by_default(plugin: Any, measured: Path, tmp_path: Path) -> None:
    done = processing.run(
        "gisement:compareprofiles", {"INPUT": f"{measured}|layername=sites", "OUTPUT": str(tmp_path / "c.gpkg")}
    )
    assert set(done) == {"OUTPUT"}
    fields = set(pyogrio.read_info(done["OUTPUT"])["fields"])
    for name in profiles():
        assert {f"score_{name}", f"rang_{name}", f"veto_{name}", f"rang_topsis_{name}"} <= fields


def test_profiles_made_by_comparison_are_compared_with_others(plugin: Any, measured: Path, tmp_path: Path) -> None:
    made = processing.run(
        "gisement:ahpweights",
        {"MATRIX": [["autoroute_km", "surface_utile_ha", 9]], "OUTPUT": str(tmp_path / "route.json")},
    )
    parameters = {"INPUT": f"{measured}|layername=sites", "OUTPUT": str(tmp_path / "c.gpkg")}
    done = processing.run(
        "gisement:compareprofiles", {**parameters, "PROFILES": ["industrie_generale", made["OUTPUT"]]}
    )
    sites = pyogrio.read_dataframe(done["OUTPUT"]).set_index("site_id")
    # T-001: the motorway is worth more than the area there, so the score rises with its weight.
    assert sites.loc["T-001", "score_route"] > sites.loc["T-001", "score_industrie_generale"]
    assert sites.loc["T-001", "meilleur_profil"] == "route"


def test_compared_again_the_columns_of_the_first_time_are_replaced(plugin: Any, measured: Path, tmp_path: Path) -> None:
    first = {"INPUT": f"{measured}|layername=sites", "PROFILES": "pme", "OUTPUT": str(tmp_path / "a.gpkg")}
    processing.run("gisement:compareprofiles", first)
    again = {"INPUT": first["OUTPUT"], "PROFILES": "pme", "OUTPUT": str(tmp_path / "b.gpkg")}
    processing.run("gisement:compareprofiles", again)
    one, two = (pyogrio.read_dataframe(path).set_index("site_id") for path in (first["OUTPUT"], again["OUTPUT"]))
    assert set(one.columns) == set(two.columns)
    # The second time nobody says for which profile the hall was measured: only its cap may differ.
    assert one["score_pme"].notna().tolist() == two["score_pme"].notna().tolist()


def test_compared_sites_are_drawn_by_their_best_profile(plugin: Any, measured: Path, tmp_path: Path) -> None:
    context, project = QgsProcessingContext(), QgsProject.instance()
    project.clear()
    context.setProject(project)
    parameters = {"INPUT": f"{measured}|layername=sites", "OUTPUT": str(tmp_path / "c.gpkg")}
    processing.runAndLoadResults("gisement:compareprofiles", parameters, context=context)
    layers = list(project.mapLayers().values())
    assert layers
    for layer in layers:
        assert isinstance(layer, QgsVectorLayer)
        shown = {category.value() for category in layer.renderer().categories()}
        assert shown <= {*profiles(), "plusieurs", ""}
        index = layer.fields().lookupField("score_pme")
        assert layer.editorWidgetSetup(index).config()["Precision"] == 0
    project.clear()


def test_every_profile_that_comes_along_has_its_mark_under_its_name() -> None:
    look = resource("styles/notation")["cartes"]["comparaison"]
    marks = {entry["code"]: entry for entry in look["classes"]}
    for name in profiles():
        assert marks[name]["nom"] == load_profile(name).label
        assert f"'{name}'" in look["expression"]
    assert len({entry["forme"] for entry in look["classes"]} | {"dashed"}) == len(look["classes"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"INPUT": "absent.gpkg"}, ["absent.gpkg", "does not exist"]),
        ({"PROFILES": "pme, industrie_lourde"}, ["industrie_lourde", "mini_usine"]),
        ({"PROFILES": "pme, absent.json"}, ["absent.json", "does not exist"]),
        ({"SUMMARY": "profils.txt"}, ["profils.txt", ".gpkg"]),
    ],
)
def test_bad_profile_or_site_is_refused(
    change: dict[str, Any], words: list[str], plugin: Any, measured: Path, tmp_path: Path
) -> None:
    good = {"INPUT": f"{measured}|layername=sites", "OUTPUT": str(tmp_path / "c.gpkg")}
    said = refused("compareprofiles", **{**good, **change})
    for word in words:
        assert word in said
    assert not (tmp_path / "c.gpkg").exists()


def test_sites_that_nobody_measured_are_refused(plugin: Any, tiny_inventory: Path, tmp_path: Path) -> None:
    said = refused("compareprofiles", INPUT=f"{tiny_inventory}|layername=friches", OUTPUT=str(tmp_path / "c.gpkg"))
    assert "friches" in said


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (None, []),
        ("", []),
        ("pme", ["pme"]),
        ("pme, xxl ; mien.json", ["pme", "xxl", "mien.json"]),
        (["pme", "a, b.json", "pme"], ["pme", "a, b.json"]),
    ],
)
def test_profiles_are_taken_apart(given: Any, names: list[str]) -> None:
    assert names_given(given) == names


def test_what_is_not_needed_is_advanced_or_optional() -> None:
    flag = QgsProcessingParameterDefinition.Flag
    ahp, compare = AhpWeights().create(), CompareProfiles().create()
    assert ahp.parameterDefinition("FORCE").flags() & flag.FlagAdvanced
    assert ahp.parameterDefinition("FORCE").defaultValue() is False
    assert compare.parameterDefinition("PROFILES").flags() & flag.FlagOptional
    assert compare.parameterDefinition("SUMMARY").flags() & flag.FlagOptional
    kinds = [definition.type() for definition in ahp.parameterDefinitions()]
    assert kinds == ["file", "string", "boolean", "fileDestination"]
