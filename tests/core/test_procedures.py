"""The file of procedures: what it may say, and how a faulty one is refused."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from gisement.core.errors import GisementError
from gisement.core.readiness import load_procedures
from gisement.core.resources import resource

LABEL = {"fr": "x", "en": "x"}
STEP: dict[str, Any] = {
    "label": LABEL,
    "when": {"column": "a", "op": "known"},
    "months": [{"part": "p", "values": [1, 2, 4], "source": "hypothèse"}],
}
CONTENT: dict[str, Any] = {
    "id": "c",
    "label": LABEL,
    "steps": [{**STEP, "id": "a", "after": ["b"]}, {**STEP, "id": "b", "after": []}],
    "classes": [{"class": "R5", "label": LABEL, "months_max": 3}, {"class": "R1", "label": LABEL}],
    "vetoed": {"class": "R0", "label": LABEL},
}


def written(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def refused(path: Path) -> GisementError:
    with pytest.raises(GisementError) as caught:
        load_procedures(path)
    return caught.value


def test_steps_come_after_those_they_wait_for(tmp_path: Path) -> None:
    found = load_procedures(written(tmp_path / "p.json", CONTENT))
    assert [step.id for step in found.steps] == ["b", "a"]
    assert found.steps[0].variants[0].months == (1.0, 2.0, 4.0)
    assert (found.classes[1].months_max, found.vetoed.id) == (None, "R0")
    assert found.steps[0].variants[0].source == "hypothèse"


def test_shipped_procedures_have_the_steps_and_months_of_the_method() -> None:
    found = {step.id: step for step in load_procedures().steps}
    months = {name: [way.months for way in step.variants] for name, step in found.items()}
    assert months == {
        "foncier": [(3, 9, 24)],
        "urbanisme": [(24, 30, 36), (2, 3, 4), (9, 12, 15)],
        "faune_flore": [(12, 12, 14)],
        "derogation_especes": [(4, 6, 9)],
        "diagnostic_pollution": [(3, 6, 9)],
        "depollution": [(6, 18, 24)],
        "archeo_diagnostic": [(5, 7, 13)],
        "archeo_fouille": [(15, 18, 21)],
        "eval_cas_par_cas": [(1, 2, 3)],
        "eval_environnementale": [(9, 12, 18)],
        "autorisation_env": [(5, 9, 17)],
        "raccordement_demande": [(3, 6, 6), (1, 2, 3)],
        "raccordement_travaux": [(36, 48, 72), (24, 36, 60), (12, 18, 24)],
        "viabilisation": [(6, 12, 18)],
    }
    after = {name: set(step.after) for name, step in found.items() if step.after}
    assert after == {
        "derogation_especes": {"faune_flore"},
        "depollution": {"foncier", "diagnostic_pollution"},
        "archeo_diagnostic": {"foncier", "depollution"},
        "archeo_fouille": {"archeo_diagnostic"},
        "eval_cas_par_cas": {"faune_flore"},
        "eval_environnementale": {"faune_flore"},
        "autorisation_env": {"faune_flore", "eval_environnementale"},
        "raccordement_demande": {"foncier"},
        "raccordement_travaux": {"raccordement_demande"},
        "viabilisation": {"urbanisme", "archeo_diagnostic", "archeo_fouille", "depollution"},
    }
    assert 0.20 <= found["archeo_fouille"].probability <= 0.25


def test_every_duration_says_where_it_comes_from() -> None:
    for step in resource("procedures/france_2026")["steps"]:
        for way in step.get("variants", [step]):
            assert all(part["source"].strip() for part in way["months"]), step["id"]


def test_circle_is_named(tmp_path: Path) -> None:
    content = copy.deepcopy(CONTENT)
    content["steps"] = [{**STEP, "id": name, "after": [before]} for name, before in ("ab", "bc", "ca")]
    error = refused(written(tmp_path / "c.json", content))
    assert error.code == "procedures_cycle"
    assert error.facts["cycle"] == "a → b → c → a"


def test_step_that_waits_for_itself_is_a_circle(tmp_path: Path) -> None:
    content = copy.deepcopy(CONTENT)
    content["steps"] = [{**STEP, "id": "a", "after": ["a"]}]
    assert refused(written(tmp_path / "c.json", content)).facts["cycle"] == "a → a"


def changed(path: str, value: Any) -> Any:
    """Change one entry of the content; ``del`` takes it away."""
    content = copy.deepcopy(CONTENT)
    *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    at: Any = content
    for part in way:
        at = at[part]
    if value == "del":
        del at[last]
    else:
        at[last] = value
    return content


@pytest.mark.parametrize(
    ("path", "value", "place", "reason"),
    [
        ("steps/0/after", ["z"], "steps[0].after[0]", "no_step"),
        ("steps/0/after", "b", "steps[0].after", "type"),
        ("steps/1/id", "a", "steps[0].id", "repeated"),
        ("steps/0/when", {"column": "a"}, "steps[0].when", "condition"),
        ("steps/0/when", "del", "steps[0].when", "missing"),
        ("steps/0/months", "del", "steps[0]", "months_or_variants"),
        ("steps/0/months", [], "steps[0].months", "missing"),
        ("steps/0/months/0/values", [1, 2], "steps[0].months[0].values", "three_months"),
        ("steps/0/months/0/values", [3, 2, 4], "steps[0].months[0].values", "months_rise"),
        ("steps/0/months/0/values", [1, 5, 4], "steps[0].months[0].values", "months_rise"),
        ("steps/0/months/0/values", [-1, 2, 4], "steps[0].months[0].values", "months_rise"),
        ("steps/0/months/0/values", [1, "2", 4], "steps[0].months[0].values[1]", "type"),
        ("steps/0/probability", {"value": 1.5}, "steps[0].probability.value", "range"),
        ("steps/0/heavy", "oui", "steps[0].heavy", "type"),
        ("steps/0/apres", ["b"], "steps[0].apres", "not_read"),
        ("steps/0/label", {"fr": "x"}, "steps[0].label", "label"),
        ("steps", [], "steps", "missing"),
        ("classes/0/none_of", ["z"], "classes[0].none_of[0]", "no_step"),
        ("classes/0/months_max", -3, "classes[0].months_max", "below_zero"),
        ("vetoed", "del", "vetoed", "missing"),
        ("id", 3, "id", "type"),
    ],
)
def test_fault_is_told_with_its_place(tmp_path: Path, path: str, value: Any, place: str, reason: str) -> None:
    error = refused(written(tmp_path / "p.json", changed(path, value)))
    assert (error.code, error.facts["place"], error.facts["reason"]) == ("procedures_invalid", place, reason)


def test_last_way_of_a_step_is_the_one_taken_where_no_other_is(tmp_path: Path) -> None:
    way = {"id": "v", "label": LABEL, "months": STEP["months"]}
    when = {"column": "a", "op": "known"}
    for variants in ([{**way, "when": when}], [way, {**way, "id": "w"}], []):
        content = copy.deepcopy(CONTENT)
        del content["steps"][0]["months"]
        content["steps"][0]["variants"] = variants
        assert refused(written(tmp_path / "p.json", content)).facts["reason"] == "last_variant"


def test_file_that_is_not_there_and_one_nested_too_deeply_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "absent.json").code == "procedures_unknown"
    deep: Any = 1
    for _ in range(60):
        deep = [deep]
    assert refused(written(tmp_path / "p.json", {**CONTENT, "note": deep})).code == "json_too_deep"
    (tmp_path / "q.json").write_text("[" * 100_000, encoding="utf-8")
    assert refused(tmp_path / "q.json").code in ("json_too_deep", "json_invalid")
    assert refused(written(tmp_path / "l.json", [1])).facts["place"] == "{}"
