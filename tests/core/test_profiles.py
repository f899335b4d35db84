"""Profiles: those shipped, what an heir changes, and what is refused with its place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from gisement_tests.profiles import ALWAYS, LABEL, rule, small_content, small_profile, write_profile
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.measures import columns
from gisement.core.resources import RESOURCES, read_json, resource
from gisement.core.scoring import load_profile, profile_content, profiles
from gisement.core.scoring.profile_file import ENTRIES

SCHEMA = jsonschema.Draft202012Validator(read_json(RESOURCES / "schemas" / "profil.schema.json"))
SHIPPED = [
    "industrie_generale",
    "electro_intensif",
    "logistique_fer_fleuve",
    "mini_usine",
    "pme",
    "procede_seveso",
    "xxl",
]
#: criteria that no measure gives yet
UNMEASURED = {"durete_fonciere"}


def refused(path: Path) -> GisementError:
    with pytest.raises(GisementError) as caught:
        load_profile(path)
    return caught.value


def place_of(path: Path) -> tuple[str, str]:
    error = refused(path)
    assert error.code == "profile_invalid"
    return error.facts["place"], error.facts["reason"]


# --- Those that come with Gisement


def test_the_seven_profiles_are_shipped_the_general_one_first() -> None:
    assert profiles() == SHIPPED
    for name in SHIPPED:
        assert load_profile(name).id == name


@pytest.mark.parametrize("name", SHIPPED)
def test_weights_of_every_shipped_profile_sum_to_100(name: str) -> None:
    assert load_profile(name).weights.sum() == pytest.approx(100.0, abs=1e-12)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_profile_follows_the_schema(name: str) -> None:
    SCHEMA.validate(read_json(RESOURCES / "profiles" / f"{name}.json"))
    SCHEMA.validate(profile_content(name))


def test_the_schema_is_one_and_names_all_that_the_reader_takes() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)
    assert set(SCHEMA.schema["properties"]) == set(ENTRIES)
    most = resource("scoring/profils")["puissance_max"]["value"]
    assert SCHEMA.schema["properties"]["aggregation"]["properties"]["p"]["maximum"] == most
    limits = resource("scoring/profils")["tirages"]
    said = SCHEMA.schema["properties"]["stability"]["properties"]
    assert {key: said[key]["maximum"] for key in ("draws", "seed", "concentration")} == {
        key: limits[key]["max"] for key in ("draws", "seed", "concentration")
    }


def figures_without_source(content: Any, place: str, sourced: bool = False) -> list[str]:
    """Name the objects that hold a figure, with no source in them nor in the object around a list of figures."""
    if isinstance(content, dict):
        sourced = bool(str(content.get("source", "")).strip()) or (sourced and "when" not in content)
        wrong = []
        for key, item in content.items():
            is_figure = isinstance(item, (int, float)) and not isinstance(item, bool)
            if is_figure and not sourced:
                wrong.append(f"{place}.{key}")
            elif not is_figure:
                inherits = sourced and key in ("when", "knots", "classes", "value", "all", "any", "not")
                wrong += figures_without_source(item, f"{place}.{key}", inherits)
        return wrong
    if isinstance(content, list):
        flat = [item for item in content if isinstance(item, (int, float)) and not isinstance(item, bool)]
        wrong = [place] if flat and not sourced else []
        return wrong + [
            one
            for number, item in enumerate(content)
            for one in figures_without_source(item, f"{place}[{number}]", sourced)
        ]
    return []


@pytest.mark.parametrize("path", ["scoring/profils", *(f"profiles/{name}" for name in SHIPPED)])
def test_every_figure_says_where_it_comes_from(path: str) -> None:
    assert figures_without_source(read_json(RESOURCES / f"{path}.json"), path) == []


def test_the_walk_finds_a_figure_without_a_source() -> None:
    content = copy.deepcopy(read_json(RESOURCES / "profiles" / "mini_usine.json"))
    del content["groups"][0]["criteria"][1]["source"]
    assert figures_without_source(content, "") == [
        ".groups[0].criteria[1].weight",
        ".groups[0].criteria[1].knots[0]",
        ".groups[0].criteria[1].knots[1]",
        ".groups[0].criteria[1].knots[2]",
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_profiles_score_the_criteria_of_the_method_alone(name: str) -> None:
    keys = [criterion.key for criterion in load_profile(name).criteria]
    assert keys == [criterion.key for criterion in load_profile("industrie_generale").criteria]
    for criterion in load_profile(name).criteria:
        column = columns().get(criterion.key)
        if column is not None:
            assert (column.kind == "text") == (criterion.classes is not None), criterion.key


def test_each_profile_wants_what_the_method_says() -> None:
    general, mini, rail, power, seveso, xxl = (
        load_profile(name)
        for name in (
            "industrie_generale",
            "mini_usine",
            "logistique_fer_fleuve",
            "electro_intensif",
            "procede_seveso",
            "xxl",
        )
    )
    weight = {
        each.id: {criterion.key: criterion.weight for criterion in each.criteria} for each in (general, mini, power)
    }
    assert weight["mini_usine"]["bati_reutilisable"] == 2 * weight["industrie_generale"]["bati_reutilisable"]
    assert weight["mini_usine"]["actifs_30min"] == 2 * weight["industrie_generale"]["actifs_30min"]
    assert weight["mini_usine"]["ite"] == weight["mini_usine"]["fret_km"] == 0
    assert (mini.need["surface_min_ha"], mini.need["surface_max_ha"]) == (0.2, 3)
    assert {rule.id for rule in rail.vetoes} > {rule.id for rule in general.vetoes}
    assert weight["electro_intensif"]["htb_km"] == 2 * weight["industrie_generale"]["htb_km"]
    assert {"column": "htb_km", "op": ">", "value": 20} in [rule.when for rule in power.vetoes]
    assert power.need["puissance_mw"] == 20
    assert seveso.need["autorisation_environnementale"] is True
    assert {"column": "logements_200m", "op": ">", "value": 0} in [rule.when for rule in seveso.vetoes]
    assert xxl.need["surface_min_ha"] == 50
    area = next(criterion for criterion in xxl.criteria if criterion.key == "surface_utile_ha")
    assert area.knots == ((10, 0), (50, 0.8), (200, 1))


# --- Inheritance


def heir(folder: Path, **said: Any) -> Path:
    """Write a profile that inherits from `petit.json` beside it."""
    small_profile(folder)
    return write_profile(folder, {"id": "heritier", "label": LABEL, "inherits": "petit.json", **said}, "heritier.json")


def test_heir_keeps_what_it_does_not_change(tmp_path: Path) -> None:
    own, old = load_profile(heir(tmp_path)), load_profile(tmp_path / "petit.json")
    assert (own.id, own.criteria, own.vetoes, own.caps, own.power) == (
        "heritier",
        old.criteria,
        old.vetoes,
        old.caps,
        old.power,
    )


def test_heir_changes_criteria_by_key_and_rules_by_id(tmp_path: Path) -> None:
    changed = load_profile(
        heir(
            tmp_path,
            need={"puissance_mw": {"value": 3, "source": "essai"}},
            aggregation={"p": 1},
            groups=[{"id": "g", "criteria": [{"key": "km", "weight": 2}, {"key": "ha", "classes": {"grand": 1}}]}],
            caps=[{"id": "c", "cap": 55}],
            vetoes=[rule("w", "neuf", ALWAYS)],
        )
    )
    assert changed.need == {"puissance_mw": 3}
    assert changed.power == 1
    assert [(each.key, each.weight) for each in changed.criteria] == [("ha", 3), ("km", 2)]
    assert (changed.criteria[0].knots, changed.criteria[0].classes) == ((), {"grand": 1})
    assert [each.cap for each in changed.caps] == [55]
    assert changed.caps[0].label["fr"] == "étroit"
    assert [each.id for each in changed.vetoes] == ["v", "w"]


def test_heir_removes_a_rule_a_criterion_or_a_group(tmp_path: Path) -> None:
    two = {"id": "h", "label": LABEL, "criteria": [{"key": "pct", "weight": 1, "label": LABEL, "knots": [[0, 0]]}]}
    base = small_content()
    write_profile(tmp_path, {**base, "groups": [*base["groups"], two]})
    gone = {"removed": True}
    said = {
        "id": "heritier",
        "label": LABEL,
        "inherits": "petit.json",
        "vetoes": [{"id": "v", **gone}],
        "ranking": {"excluded": [{"id": "r", **gone}]},
        "groups": [{"id": "g", "criteria": [{"key": "km", **gone}]}, {"id": "h", **gone}],
    }
    changed = load_profile(write_profile(tmp_path, said, "h.json"))
    assert (changed.vetoes, changed.unranked) == ((), ())
    assert [each.key for each in changed.criteria] == ["ha"]
    assert list(changed.groups) == ["g"]


def test_criterion_goes_to_the_group_that_gives_it_last(tmp_path: Path) -> None:
    said = {"groups": [{"id": "h", "label": {"fr": "H", "en": "H"}, "criteria": [{"key": "km", "weight": 4}]}]}
    changed = load_profile(heir(tmp_path, **said))
    assert [(each.key, each.group, each.weight) for each in changed.criteria] == [("ha", "g", 3), ("km", "h", 4)]


def test_weight_of_a_group_is_shared_among_its_criteria_in_their_proportions(tmp_path: Path) -> None:
    changed = load_profile(heir(tmp_path, groups=[{"id": "g", "weight": 20}]))
    assert [each.weight for each in changed.criteria] == [15.0, 5.0]
    assert place_of(heir(tmp_path, groups=[{"id": "g", "weight": -1}])) == ("groups[0].weight", "below_zero")


def test_profiles_inherit_from_heirs(tmp_path: Path) -> None:
    heir(tmp_path, aggregation={"p": 1}, groups=[{"id": "g", "criteria": [{"key": "km", "weight": 9}]}])
    said = {"id": "petit_fils", "label": LABEL, "inherits": "heritier.json", "aggregation": {"p": 0}}
    found = load_profile(write_profile(tmp_path, said, "petit_fils.json"))
    assert (found.power, [each.weight for each in found.criteria]) == (0, [3, 9])


def test_users_profile_inherits_from_a_shipped_one(tmp_path: Path) -> None:
    said = {"id": "mien", "label": LABEL, "inherits": "electro_intensif", "need": {"puissance_mw": 50}}
    found = load_profile(write_profile(tmp_path, said))
    assert found.need["puissance_mw"] == 50
    assert found.weights.sum() == pytest.approx(100)
    assert profile_content(tmp_path / "petit.json")["need"]["puissance_mw"] == 50
    assert "inherits" not in profile_content(tmp_path / "petit.json")


def test_circle_of_inheritance_is_refused_and_named(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "b")):
        write_profile(tmp_path, {"id": name, "label": LABEL, "inherits": f"{other}.json"}, f"{name}.json")
    error = refused(tmp_path / "a.json")
    assert (error.code, error.facts["cycle"]) == ("profile_cycle", "b.json → c.json → b.json")
    write_profile(tmp_path, {"id": "a", "label": LABEL, "inherits": "a.json"}, "a.json")
    assert refused(tmp_path / "a.json").facts["cycle"] == "a.json → a.json"


def test_parent_that_is_not_there_is_refused_with_those_there_are(tmp_path: Path) -> None:
    error = refused(write_profile(tmp_path, {"id": "a", "label": LABEL, "inherits": "industrie"}))
    assert (error.code, error.facts["value"]) == ("profile_parent_unknown", "industrie")
    assert "industrie_generale" in error.facts["choices"]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"groups": [{"id": "g", "criteria": [{"key": "kmm", "weight": 2}]}]}, "groups[0].criteria[0].key"),
        ({"groups": [{"id": "h", "criteria": []}]}, "groups[0].id"),
        ({"vetoes": [{"id": "vv", "removed": True}]}, "vetoes[0].id"),
        ({"ranking": {"excluded": [{"id": "q", "when": ALWAYS}]}}, "ranking.excluded[0].id"),
    ],
)
def test_change_of_what_is_not_inherited_is_refused(tmp_path: Path, said: dict[str, Any], place: str) -> None:
    assert place_of(heir(tmp_path, **said)) == (place, "not_inherited")


def test_fault_is_told_in_the_file_that_has_it(tmp_path: Path) -> None:
    path = heir(tmp_path, groups=[{"id": "g", "criteria": [{"key": "ha", "weight": -3}]}])
    error = refused(path)
    assert (error.facts["file"], error.facts["place"]) == (str(path), "groups[0].criteria[0].weight")
    path = heir(tmp_path)
    parent = small_profile(tmp_path, caps=[rule("c", "x", ALWAYS, cap=140)])
    error = refused(path)
    assert (error.facts["file"], error.facts["place"], error.facts["reason"]) == (str(parent), "caps[0].cap", "range")


# --- What is refused


def criteria(*some: dict[str, Any]) -> dict[str, Any]:
    whole = [
        {"key": f"k{place}", "weight": 1, "label": LABEL, "knots": [[0, 0], [1, 1]], **each}
        for place, each in enumerate(some)
    ]
    ranking = {"key_criteria": [], "key_unknown_max": 1, "excluded": []}
    return {"groups": [{"id": "g", "label": LABEL, "criteria": whole}], "ranking": ranking}


FIRST = "groups[0].criteria[0]"
NAN, INFINITE = float("nan"), float("inf")
FAULTY: list[tuple[dict[str, Any], str, str]] = [
    ({"aggregation": {"p": -0.1}}, "aggregation.p", "range"),
    ({"aggregation": {"p": 11}}, "aggregation.p", "range"),
    ({"aggregation": {"p": NAN}}, "aggregation.p", "type"),
    ({"aggregation": {"p": True}}, "aggregation.p", "type"),
    ({"aggregation": {"p": 10**400}}, "aggregation.p", "type"),
    ({"aggregation": {}}, "aggregation.p", "missing"),
    ({"aggregation": {"p": 1, "method": "topsis"}}, "aggregation.method", "method"),
    ({"vetoes": [{"id": "v", "label": LABEL}]}, "vetoes[0].when", "missing"),
    ({"vetoes": [rule("v", "x", {"any": []})]}, "vetoes[0].when", "condition"),
    ({"vetoes": [rule("v", "x", {"column": "ha", "op": "==", "value": ["a"]})]}, "vetoes[0].when", "condition"),
    ({"vetoes": [rule("v", "x", {"column": "ha", "op": "<", "value": None})]}, "vetoes[0].when", "condition"),
    (criteria({"weight": 1e308}), f"{FIRST}.weight", "range"),
    ({"need": {"halle_m": {"longueur": 100}}}, "need.halle_m.largeur", "missing"),
    ({"need": {"halle_m": {"longueur": "abc", "largeur": 3}}}, "need.halle_m.longueur", "type"),
    ({"need": {"halle_m": {"longueur": 10, "largeur": -3}}}, "need.halle_m.largeur", "hall"),
    ({"need": {"halle_m": 50}}, "need.halle_m", "hall"),
    ({"need": {"puissance_mw": "vingt"}}, "need.puissance_mw", "type"),
    ({"need": {"puissance_mw": {"value": -1}}}, "need.puissance_mw.value", "below_zero"),
    ({"need": {"autorisation_environnementale": "oui"}}, "need.autorisation_environnementale", "type"),
    ({"vetoes": [{"id": "v", "label": {"fr": "x"}, "when": ALWAYS}]}, "vetoes[0].label", "label"),
    ({"vetoes": [rule("v", "x", ALWAYS, cap=3)]}, "vetoes[0].cap", "not_read"),
    ({"vetoes": [rule("v", "x", ALWAYS), rule("v", "y", ALWAYS)]}, "vetoes[1].id", "repeated"),
    ({"vetoes": "aucun"}, "vetoes", "type"),
    ({"vetoes": ["v"]}, "vetoes[0]", "type"),
    ({"caps": [rule("c", "x", ALWAYS, cap="40")]}, "caps[0].cap", "type"),
    ({"caps": [rule("c", "x", ALWAYS)]}, "caps[0].cap", "missing"),
    ({"caps": [rule("c", "x", ALWAYS, cap=101)]}, "caps[0].cap", "range"),
    ({"groups": []}, "groups", "weights"),
    ({"groups": [{"label": LABEL, "criteria": []}]}, "groups[0].id", "missing"),
    (criteria({"weight": -1}), f"{FIRST}.weight", "below_zero"),
    (criteria({"weight": "8"}), f"{FIRST}.weight", "type"),
    (criteria({"weight": NAN}), f"{FIRST}.weight", "type"),
    (criteria({"weight": INFINITE}), f"{FIRST}.weight", "type"),
    (criteria({"weight": 0}, {"weight": 0}), "groups", "weights"),
    (criteria({"key": "k"}, {"key": "k"}), "groups[0].criteria[1].key", "repeated"),
    (criteria({"key": " "}), f"{FIRST}.key", "missing"),
    (criteria({"knots": []}), f"{FIRST}.knots", "missing"),
    (criteria({"knots": [[2, 0], [1, 1]]}), f"{FIRST}.knots[1][0]", "knots_rise"),
    (criteria({"knots": [[0, 0], [1, 1], [1, 0.5]]}), f"{FIRST}.knots[2][0]", "knots_twice"),
    (criteria({"knots": [[0, 0, 1]]}), f"{FIRST}.knots[0]", "knot"),
    (criteria({"knots": [[0, 1.1]]}), f"{FIRST}.knots[0][1]", "utilities"),
    (criteria({"knots": [[INFINITE, 1]]}), f"{FIRST}.knots[0][0]", "type"),
    (criteria({"classes": {"a": 1}}), FIRST, "knots_or_classes"),
    (criteria({"wieght": 3}), f"{FIRST}.wieght", "not_read"),
    ({"groups": criteria({})["groups"]}, "ranking.key_criteria[0]", "no_column"),
    ({"ranking": {"key_criteria": [], "key_unknown_max": 0, "excluded": []}}, "ranking.key_unknown_max", "range"),
    ({"confidence": {"old_after_years": 5, "old_factor": 2}}, "confidence.old_factor", "range"),
    (
        {"confidence": {"old_after_years": 5, "precision": [{"id": "p", "label": LABEL, "factor": 1}]}},
        "confidence.precision[0].criteria",
        "missing",
    ),
    (
        {
            "confidence": {
                "old_after_years": 5,
                "precision": [{"id": "p", "label": LABEL, "factor": 1, "criteria": ["x"]}],
            }
        },
        "confidence.precision[0].criteria[0]",
        "no_criterion",
    ),
    ({"stability": {"draws": 0}}, "stability.draws", "range"),
    ({"stability": {"concentration": 0.5}}, "stability.concentration", "range"),
    ({"stability": {"seed": 1.5}}, "stability.seed", "type"),
    ({"need": {"puissance_mw": INFINITE}}, "need.puissance_mw", "type"),
    ({"vetos": []}, "vetos", "not_read"),
]


@pytest.mark.parametrize(
    ("change", "place", "reason"), FAULTY, ids=[f"{place}-{reason}" for _, place, reason in FAULTY]
)
def test_faulty_profile_is_refused_with_the_place_of_the_fault(
    tmp_path: Path, change: dict[str, Any], place: str, reason: str
) -> None:
    assert place_of(small_profile(tmp_path, **change)) == (place, reason)


def test_minimum_that_is_not_the_one_of_the_veto_is_refused(tmp_path: Path) -> None:
    heir = {"id": "h", "label": LABEL, "inherits": "industrie_generale", "need": {"surface_min_ha": {"value": 10}}}
    with pytest.raises(GisementError) as caught:
        load_profile(write_profile(tmp_path, heir))
    assert (caught.value.facts["place"], caught.value.facts["reason"]) == ("need.surface_min_ha", "minimum_differs")


def test_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text('{"id": "a", "need": {}, "need": {"puissance_mw": 3}}', encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        load_profile(tmp_path / "p.json")
    assert (caught.value.code, caught.value.facts["reason"]) == ("json_invalid", '"need" stands twice in one object')


def test_missing_weight_is_told_at_its_place(tmp_path: Path) -> None:
    content = small_content()
    del content["groups"][0]["criteria"][1]["weight"]
    assert place_of(write_profile(tmp_path, content)) == ("groups[0].criteria[1].weight", "missing")


@pytest.mark.parametrize("content", [[], "profil", 3, None])
def test_profile_that_is_no_object_is_refused(tmp_path: Path, content: Any) -> None:
    assert place_of(write_profile(tmp_path, content)) == ("{}", "type")


def test_profile_that_is_not_json_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{\n "id": }', encoding="utf-8")
    error = refused(path)
    assert (error.code, error.facts["line"]) == ("json_invalid", 2)


def test_unknown_profile_names_those_there_are() -> None:
    error = refused(Path("industrie_lourde"))
    assert error.code == "profile_unknown"
    assert "industrie_generale" in error.facts["choices"]


@pytest.mark.parametrize("around", ["[]", '{"not": }'])
def test_ten_megabytes_of_nesting_are_refused(tmp_path: Path, around: str) -> None:
    opened, closed = around[:-1], around[-1]
    count = 10_000_000 // len(around)
    path = tmp_path / "p.json"
    path.write_text(opened * count + "1" + closed * count, encoding="utf-8")
    error = refused(path)
    assert (error.code, error.facts["most"]) == ("profile_too_large", "1")


@pytest.mark.parametrize(
    ("depth", "code"), [(100_000, "json_too_deep"), (900, "profile_too_deep"), (60, "profile_too_deep")]
)
def test_nesting_of_a_smaller_file_is_refused_too(tmp_path: Path, depth: int, code: str) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"id": ' + "[" * depth + "]" * depth + "}", encoding="utf-8")
    assert refused(path).code == code


def test_condition_of_ten_levels_is_no_deeper_than_it_may_be(tmp_path: Path) -> None:
    condition = ALWAYS
    for _ in range(10):
        condition = {"any": [{"not": condition}]}
    assert load_profile(small_profile(tmp_path, vetoes=[rule("v", "x", condition)]))


def test_number_of_thousands_of_digits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"id": ' + "9" * 5000 + "}", encoding="utf-8")
    assert refused(path).code == "json_invalid"


# --- The schema and the reader


def test_reader_refuses_what_the_schema_refuses_of_the_faulty_ones(tmp_path: Path) -> None:
    both = 0
    for change, place, _ in FAULTY:
        content = small_content(**change)
        refused_by_schema = not SCHEMA.is_valid(content)
        both += refused_by_schema
        refused(write_profile(tmp_path, content))
        assert refused_by_schema or place, place
    assert both > 25


def spoiled(content: Any, path: list[Any], value: Any) -> Any:
    """Replace what stands at a place, or take it out (``...``)."""
    content = copy.deepcopy(content)
    inside = content
    for step in path[:-1]:
        inside = inside[step]
    if value is ...:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return content


def places(content: Any, path: list[Any]) -> list[list[Any]]:
    """Name every place inside some content."""
    found = [path] if path else []
    inside = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    return found + [place for key, item in inside for place in places(item, [*path, key])]


WHOLE = profile_content("industrie_generale")
HEIR = read_json(RESOURCES / "profiles" / "xxl.json")


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_reader_refuses_whatever_spoiled_profile_the_schema_refuses(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = data.draw(st.sampled_from([WHOLE, HEIR]))
    path = data.draw(st.sampled_from(places(base, [])))
    value = data.draw(st.sampled_from([..., None, True, -1, 1e9, "", "x", [], {}, [[1, 2]], {"id": "x"}]))
    content = spoiled(base, path, value)
    if not SCHEMA.is_valid(content):
        folder = tmp_path_factory.getbasetemp() / "spoiled"
        folder.mkdir(exist_ok=True)
        assert refused(write_profile(folder, content)).code in ("profile_invalid", "profile_parent_unknown")


def test_written_example_of_the_schema_is_json_of_this_house() -> None:
    text = (RESOURCES / "schemas" / "profil.schema.json").read_text(encoding="utf-8")
    assert json.loads(text)["$schema"].endswith("2020-12/schema")
