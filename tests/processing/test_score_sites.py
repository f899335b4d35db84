"""`scoresites` as the toolbox runs it: outputs, refusals, looks, and the example of its help."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio
import pytest
from gisement_tests.profiles import scored, small_content, write_profile
from qgis import processing
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProcessingException,
    QgsVectorLayer,
)

from gisement.bridge.styles.fitness import fitness_expression
from gisement.bridge.styles.form import name_columns
from gisement.bridge.styles.inventory import style_output
from gisement.core.report import Report
from gisement.core.scoring import load_profile

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def study(plugin: Any, tiny_territory: Path, tiny_inventory: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The study of the tiny territory."""
    path = tmp_path_factory.mktemp("etude") / "etude.gpkg"
    given = {"SITES": f"{tiny_inventory}|layername=friches", "TERRITORY": str(tiny_territory), "DATE": "2026-11-22"}
    return processing.run("gisement:study", {**given, "OUTPUT": str(path)})["OUTPUT"]


@pytest.fixture
def inputs(study: str, tmp_path: Path) -> dict[str, Any]:
    return {"INPUT": f"{study}|layername=sites", "OUTPUT": str(tmp_path / "notes.gpkg")}


def run(inputs: dict[str, Any], **more: Any) -> dict[str, Any]:
    return processing.run("gisement:scoresites", {**inputs, **more})


def test_scores_of_a_study_are_those_of_the_study(study: str, inputs: dict[str, Any], tmp_path: Path) -> None:
    done = run(inputs, CRITERIA=str(tmp_path / "criteres.csv"), SITE="T-001", RIVAL="T-003")
    assert (done["SITES_COUNT"], done["RANKED_COUNT"], done["VETO_COUNT"]) == (8, 4, 2)
    before = pyogrio.read_dataframe(study, layer="sites").set_index("site_id")
    after = pyogrio.read_dataframe(done["OUTPUT"]).set_index("site_id").loc[before.index]
    columns = before.columns.drop("geometry")
    pd.testing.assert_frame_equal(pd.DataFrame(after[columns]), pd.DataFrame(before[columns]), check_exact=True)
    assert after.geometry.dropna().geom_equals(before.geometry.dropna()).all()
    table = pd.read_csv(done["CRITERIA"])
    total = table.groupby("site_id")["contribution"].sum(min_count=1)
    assert total[after.index].to_numpy() == pytest.approx(after["score"].to_numpy(), nan_ok=True)
    assert done["FIRST_CHANGE"].startswith("T-001 is first.")
    assert re.search(r"Between T-001 and T-003: .+ from 8 to \d", done["PAIR_CHANGE"])


def test_seed_and_draws_are_the_profiles_unless_given(inputs: dict[str, Any], tmp_path: Path) -> None:
    usual, same, other = (
        pyogrio.read_dataframe(run({**inputs, "OUTPUT": str(tmp_path / f"{name}.gpkg")}, **more)["OUTPUT"])
        for name, more in (("a", {}), ("b", {"DRAWS": 1000, "SEED": 1}), ("c", {"DRAWS": "50", "SEED": "9"}))
    )
    columns = ["rang_moyen", "rang_p05", "rang_p95", "p_top10"]
    pd.testing.assert_frame_equal(usual[columns], same[columns])
    assert not usual["rang_moyen"].equals(other["rang_moyen"])


def test_layer_of_a_measure_is_scored_under_a_profile_of_the_user(
    inputs: dict[str, Any], tiny_territory: Path, tiny_inventory: Path, tmp_path: Path
) -> None:
    measured = processing.run(
        "gisement:measureaccess",
        {"INPUT": str(tiny_inventory), "TERRITORY": str(tiny_territory), "OUTPUT": str(tmp_path / "acces.gpkg")},
    )["OUTPUT"]
    criterion = {"key": "autoroute_km", "weight": 1, "label": {"fr": "A", "en": "A"}, "knots": [[0, 1], [10, 0]]}
    content = small_content(
        groups=[{"id": "g", "label": {"fr": "G", "en": "G"}, "criteria": [criterion]}],
        ranking={"key_criteria": [], "key_unknown_max": 1, "excluded": []},
        aggregation={"p": 1},
        vetoes=[],
        caps=[],
    )
    done = run({**inputs, "INPUT": measured}, PROFILE=str(write_profile(tmp_path, content)))
    scores = pyogrio.read_dataframe(done["OUTPUT"]).set_index("site_id")["score"]
    # 3.0 and 5.0 km from the motorway
    assert scores[["T-001", "T-002"]].tolist() == pytest.approx([70.0, 50.0])


def unmeasured(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    return {"INPUT": str(inventory)}


def broken_profile(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    content = small_content()
    content["groups"][0]["criteria"][1]["weight"] = -1
    return {"PROFILE": str(write_profile(folder, content))}


def circle(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    return {
        "PROFILE": str(write_profile(folder, {"id": "a", "label": {"fr": "a", "en": "a"}, "inherits": "petit.json"}))
    }


def nested(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    path = folder / "p.json"
    path.write_text("[" * 5_000_000 + "]" * 5_000_000, encoding="utf-8")
    return {"PROFILE": str(path)}


def no_profile(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    return {"PROFILE": "usine"}


def too_many_draws(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    return {"DRAWS": 10_001}


def one_of_a_pair(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    return {"SITE": "T-001"}


def vetoed_site(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    return {"SITE": "T-001", "RIVAL": "T-002"}


def own_input(inputs: dict[str, Any], folder: Path, inventory: Path) -> dict[str, Any]:
    return {"OUTPUT": inputs["INPUT"].split("|")[0]}


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (unmeasured, ["friches.gpkg", "no measured sites", "Give the output of a measure"]),
        (broken_profile, ["petit.json", "groups[0].criteria[1].weight", "must not be below zero", "Correct it there"]),
        (circle, ["petit.json → petit.json", "Take the inherits out"]),
        (nested, ["p.json", "10.0 MB", "Check that it is the file you mean"]),
        (no_profile, ["usine", "electro_intensif", "Give a JSON file"]),
        (too_many_draws, ["10001", "Ask for 1 to 10000"]),
        (one_of_a_pair, ["SITE and RIVAL"]),
        (vetoed_site, ["T-002", "has no rank", "T-001", "Name two"]),
        (own_input, ["etude.gpkg", "Give the output another name"]),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_cannot_be_is_refused_with_place_and_remedy(
    bad: Callable[..., dict[str, Any]], words: list[str], inputs: dict[str, Any], tiny_inventory: Path, tmp_path: Path
) -> None:
    with pytest.raises(QgsProcessingException) as caught:
        run(inputs, **bad(inputs, tmp_path, tiny_inventory))
    assert [word for word in words if word not in str(caught.value)] == []
    assert not Path(inputs["OUTPUT"]).exists()


# --- How a score is written


def shown(expression: str, layer: QgsVectorLayer, row: int = 0) -> Any:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(list(layer.getFeatures())[row])
    return QgsExpression(expression).evaluate(context)


def test_score_is_never_written_without_its_interval(inputs: dict[str, Any]) -> None:
    layer = QgsVectorLayer(run(inputs)["OUTPUT"], "notes", "ogr")
    columns = set(layer.fields().names())
    row = [feature["site_id"] for feature in layer.getFeatures()].index("T-001")
    assert shown(fitness_expression(columns), layer, row) == "80 [0–90]"
    name_columns(layer)
    tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), tip_context(layer, row))
    assert "80 [0–90]" in tip
    assert "79.5" not in tip
    style_output(layer, "notation")
    label = layer.labeling().settings()
    assert shown(label.fieldName, layer, row) == "1 : 80 [0–90]"
    vetoed = [feature["site_id"] for feature in layer.getFeatures()].index("T-002")
    assert shown(label.fieldName, layer, vetoed) in (None, "") or str(shown(label.fieldName, layer, vetoed)) == "NULL"


def tip_context(layer: QgsVectorLayer, row: int) -> QgsExpressionContext:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(list(layer.getFeatures())[row])
    return context


def test_score_without_bounds_says_that_it_is_about() -> None:
    layer = QgsVectorLayer("Point?field=score:double", "x", "memory")
    added, _ = layer.dataProvider().addFeatures([feature_with(layer, 71.4)])
    assert added
    assert shown(fitness_expression({"score"}), layer) == "≈ 71"
    assert fitness_expression({"rang"}) == "NULL"


def feature_with(layer: QgsVectorLayer, *values: Any) -> Any:
    from qgis.core import QgsFeature

    made = QgsFeature(layer.fields())
    made.setAttributes(list(values))
    return made


def test_tables_show_scores_in_whole_points(inputs: dict[str, Any], tmp_path: Path) -> None:
    done = run(inputs, CRITERIA=str(tmp_path / "criteres.gpkg"))
    layer = QgsVectorLayer(done["OUTPUT"], "notes", "ogr")
    style_output(layer, "notation")
    registry = QgsApplication.fieldFormatterRegistry()
    told = {}
    for name in ("score", "score_min", "score_max", "rang_moyen"):
        index = layer.fields().lookupField(name)
        setup = layer.editorWidgetSetup(index)
        told[name] = registry.fieldFormatter(setup.type()).representValue(layer, index, setup.config(), None, 79.5556)
    assert told == {"score": "80", "score_min": "80", "score_max": "80", "rang_moyen": "79.6"}
    assert layer.renderer().type() == "categorizedSymbol"
    criteria = QgsVectorLayer(done["CRITERIA"], "criteres", "ogr")
    style_output(criteria, "criteres")
    assert criteria.attributeAlias(criteria.fields().lookupField("fiabilite")).startswith("Counts in the confidence")


# --- The example of the help


@pytest.mark.parametrize("language", ["en", "fr"])
def test_example_of_the_help_is_what_the_engine_computes(language: str, tmp_path: Path) -> None:
    text = (ROOT / "resources" / "help" / language / "scoresites.md").read_text(encoding="utf-8")

    def written(value: float) -> str:
        return f"{value:.1f}".replace("-", "−").replace(".", "," if language == "fr" else ".")

    rows = {"ha": [6.4, 6.4, 6.4], "km": [15.0, 15.0, None], "etroit": ["non", "oui", "non"]}
    found = scored(tmp_path, rows)
    plain, narrow, unknown = (found.sites.iloc[row] for row in range(3))
    table = found.criteria.set_index(["site_id", "critere"])["contribution"]
    told = [plain["score"], table["s0", "ha"], table["s0", "km"], table["s1", "plafond"]]
    told += [unknown["score"], unknown["score_min"], unknown["score_max"], unknown["confiance"]]
    assert narrow["score"] == 40
    assert unknown["a_collecter"] == "Route"
    two = scored(tmp_path, {"ha": [8.1, 3.6], "km": [16.8, 0.0]}).sites
    told += [*two["score"], two["bascule_vers"].iloc[0]]
    assert [written(value) for value in told if written(value) not in text] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_profile_of_the_help_can_be_used(language: str, tmp_path: Path) -> None:
    text = (ROOT / "resources" / "help" / language / "scoresites.md").read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"^```\n(\{.*?)^```", text, re.DOTALL | re.MULTILINE)]
    said = next(block for block in blocks if "inherits" in block)
    profile = load_profile(write_profile(tmp_path, said))
    weights = {group: sum(each.weight for each in profile.criteria if each.group == group) for group in profile.groups}
    assert (weights["acces"], weights["energie"]) == (pytest.approx(30), 23)
    assert profile.need["puissance_mw"] == 35
    assert "monument" not in [rule.id for rule in profile.caps]
    assert Report().warnings == []
