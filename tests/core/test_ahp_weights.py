"""From comparisons to the weights of a profile: by hand, and what must hold; the file that comes out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.scoring import load_profile, profiles
from gisement.core.scoring.ahp import ahp_profile, write_profile
from gisement.core.scoring.ahp.hierarchy import rounded, written
from gisement.core.scoring.profile_file import profile_content

GENERAL = load_profile("industrie_generale")
KEYS = [criterion.key for criterion in GENERAL.criteria]
OLD = dict(zip(KEYS, GENERAL.weights))


def weights(content: dict) -> dict[str, float]:
    return {criterion["key"]: criterion["weight"] for group in content["groups"] for criterion in group["criteria"]}


def made(rows: list, report: Report | None = None, **options) -> dict[str, float]:
    profile = options.pop("profile", "industrie_generale")
    return weights(ahp_profile(rows, profile, name="essai", report=report, **options).content)


def user_profile(folder: Path, change) -> Path:
    content = profile_content("industrie_generale")
    change(content)
    path = folder / "mien.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_three_criteria_share_out_the_weight_that_they_had() -> None:
    # The example of the help: area, motorway and substation have 8 + 8 + 6 = 22 in the general profile, and share it
    # as 0.6483 : 0.2297 : 0.1220, that is 14.26, 5.05 and 2.68.
    report = Report()
    found = made(
        ["surface_utile_ha", "autoroute_km", 3, "surface_utile_ha", "htb_km", 5, "autoroute_km", "htb_km", 2], report
    )
    assert found["surface_utile_ha"] == pytest.approx(14.26, abs=0.005)
    assert found["autoroute_km"] == pytest.approx(5.05, abs=0.005)
    assert found["htb_km"] == pytest.approx(2.68, abs=0.005)
    others = [key for key in KEYS if key not in ("surface_utile_ha", "autoroute_km", "htb_km")]
    assert [found[key] for key in others] == [OLD[key] for key in others]
    ((code, facts),) = report.warnings
    assert (code, facts["held"], len(facts["items"])) == ("ahp_not_compared", "22", 23)


GROUPS_ALL = [
    ["", *GENERAL.groups],
    *[[group, *[1] * len(GENERAL.groups)] for group in GENERAL.groups],
]


def test_groups_that_all_matter_alike_get_a_seventh_and_keep_their_proportions_inside() -> None:
    report = Report()
    found = made(GROUPS_ALL, report)
    # 100 / 7 = 14.285714, of which the motorway had 8 of 24.
    assert found["autoroute_km"] == pytest.approx(100 / 7 * 8 / 24, abs=1e-6)
    assert found["durete_fonciere"] == pytest.approx(100 / 7, abs=1e-6)
    assert report.warnings == []


def test_hierarchy_is_the_product_of_the_levels() -> None:
    # Groups: 4, 2 and 1 of what the three had, 22 + 24 + 5 = 51; inside access 5 : 1 : 1 of 14 of 24.
    rows = [
        ["", "foncier", "acces", "maitrise"],
        ["foncier", 1, 2, 4],
        ["acces", None, 1, 2],
        ["maitrise", None, None, 1],
        [],
        ["acces", "autoroute_km", "fret_km", "port_km"],
        ["autoroute_km", 1, 5, 5],
        ["fret_km", None, 1, 1],
        ["port_km", None, None, 1],
    ]
    found = made(rows)
    assert found["durete_fonciere"] == pytest.approx(51 / 7, abs=1e-6)
    assert found["autoroute_km"] == pytest.approx(51 * 2 / 7 * 14 / 24 * 5 / 7, abs=1e-6)
    assert found["ite"] == pytest.approx(51 * 2 / 7 * 6 / 24, abs=1e-6)
    assert found["htb_km"] == 6.0


def test_matrix_of_one_group_leaves_the_weight_of_the_group_as_it_is() -> None:
    found = made(["hta_km", "htb_km", 1, "htb_km", "gaz_km", 1, "gaz_km", "reseaux", 1, "hta_km", "reseaux", 1])
    assert [found[key] for key in ("hta_km", "htb_km", "gaz_km", "reseaux")] == [4.25] * 4
    assert found["autoroute_km"] == 8.0


def test_car_of_the_jones_family_with_its_hierarchy(tmp_path: Path) -> None:
    # Saaty's method as Wikipedia works it out ("AHP - car example"): global weights of the criteria, as printed.
    label = {"fr": "x", "en": "x"}
    inside = {"cost": ["price", "fuel", "maintenance", "resale"], "safety": ["safe"], "style": ["stylish"]}
    inside["capacity"] = ["cargo", "passenger"]

    def cars(content: dict) -> None:
        content["groups"] = [
            {
                "id": group,
                "label": {"fr": group, "en": group},
                "criteria": [
                    {"key": key, "weight": 1, "label": {**label, "fr": key}, "knots": [[0, 0], [1, 1]]} for key in keys
                ],
            }
            for group, keys in inside.items()
        ]
        content["ranking"]["key_criteria"] = ["surface_utile_ha"]
        content["confidence"] = {"old_after_years": 5}

    text = """;cost;safety;style;capacity
cost;1;3;7;3
safety;;1;9;1
style;;;1;1/7
capacity;;;;1

;price;fuel;maintenance;resale
price;1;2;5;3
fuel;;1;2;2
maintenance;;;1;1/2
resale;;;;1

;cargo;passenger
cargo;1;1/5
passenger;;1"""
    path = tmp_path / "cars.csv"
    path.write_text(text, encoding="utf-8")
    found = made(path, profile=user_profile(tmp_path, cars))
    printed = {"price": 0.249, "fuel": 0.129, "maintenance": 0.051, "resale": 0.082, "safe": 0.234, "stylish": 0.041}
    printed |= {"cargo": 0.036, "passenger": 0.179}
    assert {key: weight / 100 for key, weight in found.items()} == pytest.approx(printed, abs=0.001)


# --- What must hold

pairs_of_groups = list(zip(*np.triu_indices(len(GENERAL.groups), 1)))
judged = st.lists(
    st.sampled_from(["1/9", "1/5", "1/3", "1", "2", "4", "7"]),
    min_size=len(pairs_of_groups),
    max_size=len(pairs_of_groups),
)


@settings(max_examples=40, deadline=None)
@given(judged, st.randoms(use_true_random=False))
def test_order_of_lines_changes_nothing_and_weights_sum_to_100(values: list[str], chance) -> None:
    groups = list(GENERAL.groups)
    rows = [[groups[first], groups[second], value] for (first, second), value in zip(pairs_of_groups, values)]
    content = ahp_profile(rows, "industrie_generale", name="x", force=True).content
    chance.shuffle(rows)
    assert json.dumps(ahp_profile(rows, "industrie_generale", name="x", force=True).content) == json.dumps(content)
    assert round(sum(round(weight * 1e6) for weight in weights(content).values())) == 100_000_000


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.floats(0, 50), min_size=1, max_size=40))
def test_rounded_weights_sum_to_100_as_they_are_written(found: dict[str, float]) -> None:
    if sum(found.values()) < 0.01:
        return
    as_written = rounded(found)
    assert sum(round(weight * 1e6) for weight in as_written.values()) == 100_000_000
    for key, weight in found.items():
        assert as_written[key] == pytest.approx(100 * weight / sum(found.values()), abs=1.01e-6)


def test_scale_of_the_weights_of_the_profile_changes_nothing(tmp_path: Path) -> None:
    def thrice(content: dict) -> None:
        for group in content["groups"]:
            for criterion in group["criteria"]:
                criterion["weight"] *= 3

    rows = ["surface_utile_ha", "autoroute_km", 3]
    assert made(rows, profile=user_profile(tmp_path, thrice)) == made(rows)


def test_weight_that_a_group_states_for_its_criteria_does_not_undo_those_of_the_comparisons(tmp_path: Path) -> None:
    path = user_profile(tmp_path, lambda content: content["groups"][0].update(weight=60))
    out = tmp_path / "ahp.json"
    made_ = ahp_profile(["surface_utile_ha", "autoroute_km", 1], path, name="ahp")
    write_profile(made_.content, out)
    read = {criterion.key: criterion.weight for criterion in load_profile(out).criteria}
    assert read == pytest.approx(weights(made_.content))
    assert read["surface_utile_ha"] == pytest.approx(read["autoroute_km"])


# --- Comparisons that contradict one another

CIRCLE = ["surface_utile_ha", "autoroute_km", 3, "autoroute_km", "htb_km", 3, "surface_utile_ha", "htb_km", "1/2"]


def test_contradiction_is_refused_with_the_comparison_and_the_value_that_suits() -> None:
    with pytest.raises(GisementError) as caught:
        made(CIRCLE)
    assert caught.value.code == "ahp_inconsistent"
    # t = (3 × 3 / ½)^⅓ = 2.6207; λmax = 1 + t + 1/t = 4.0023; index 0.5012; ratio 0.5012 / 0.58 = 0.864. Of a circle of
    # three the first is named; the others say ½ / 3 of it.
    expected = {"matrix": "Critères", "ratio": "0.864", "limit": "0.10", "left": "0.000", "others": 0}
    expected |= {
        "first": "Surface utile",
        "second": "Accès autoroutier",
        "value": "3",
        "suited": "1/6",
        "exactly": "1/6",
    }
    assert caught.value.facts == expected


def test_contradiction_can_be_forced_and_is_told() -> None:
    report = Report()
    found = made(CIRCLE, report, force=True)
    assert found["surface_utile_ha"] > 0
    assert [code for code, _ in report.warnings] == ["ahp_inconsistent", "ahp_not_compared"]


def test_ratio_of_the_profile_is_that_of_its_worst_matrix() -> None:
    rows = [
        *(["foncier", "acces", 2], ["acces", "energie", 3], ["foncier", "energie", 5]),
        *(["hta_km", "htb_km", 2], ["htb_km", "gaz_km", 2], ["hta_km", "gaz_km", 4]),
    ]
    found = ahp_profile(rows, "industrie_generale", name="x")
    ratios = {made_.comparisons.level: made_.priorities.consistency_ratio for made_ in found.weighed}
    assert ratios["energie"] == pytest.approx(0.0, abs=1e-9)
    assert found.consistency_ratio == ratios[":groups"] > 0


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (1 / 3, "1/3"), (2.5, "2.5"), (0.4, "1/2.5"), (0.4586718, "1/2.18"), (1.0, "1")]
)
def test_judgement_is_written_as_people_do(value: float, text: str) -> None:
    assert written(value) == text


# --- Nothing to share


def without(*keys: str):
    def change(content: dict) -> None:
        for group in content["groups"]:
            for criterion in group["criteria"]:
                if criterion["key"] in keys:
                    criterion["weight"] = 0

    return change


def test_criteria_without_weight_have_none_to_share(tmp_path: Path) -> None:
    path = user_profile(tmp_path, without("ite", "fret_km"))
    with pytest.raises(GisementError) as caught:
        made(["ite", "fret_km", 3], profile=path)
    assert caught.value.code == "ahp_no_weight"
    assert made(["ite", "autoroute_km", 1], profile=path)["ite"] > 0


def test_group_without_weight_inside_needs_a_matrix_of_its_criteria(tmp_path: Path) -> None:
    path = user_profile(
        tmp_path, without("actifs_30min", "emploi_industriel_pct", "etab_industriels_10km", "territoire_industrie")
    )
    groups = [["bassin", "maitrise", 1]]
    with pytest.raises(GisementError) as caught:
        made(groups, profile=path)
    assert (caught.value.code, caught.value.facts["items"]) == ("ahp_no_weight", ["Bassin d'emploi"])
    found = made([*groups, ["actifs_30min", "emploi_industriel_pct", 3]], profile=path)
    # Control had 5 of 92, shared in halves; of its half the basin gives three quarters to the workers.
    assert found["durete_fonciere"] == pytest.approx(100 * 2.5 / 92, abs=1e-6)
    assert found["actifs_30min"] == pytest.approx(100 * 2.5 / 92 * 0.75, abs=1e-6)
    assert found["territoire_industrie"] == 0


# --- The file


def test_profile_that_comes_out_is_the_one_that_went_in_but_for_its_weights(tmp_path: Path) -> None:
    table = tmp_path / "atelier.csv"
    table.write_text("a;b;valeur\nsurface_utile_ha;autoroute_km;3\n", encoding="utf-8")
    path = tmp_path / "scot.json"
    write_profile(ahp_profile(table, "industrie_generale", name="scot").content, path)
    before, after = profile_content("industrie_generale"), json.loads(path.read_text(encoding="utf-8"))
    assert after.pop("id") == "scot"
    assert after.pop("label") == {"fr": "Industrie générale, poids AHP", "en": "General industry, AHP weights"}
    source = after.pop("source")
    assert "poids : AHP (Saaty 1980) d’après atelier.csv (Critères : ratio de cohérence 0,000)" in source
    told = {}
    for group, old in zip(after["groups"], before["groups"]):
        for criterion, was in zip(group["criteria"], old["criteria"]):
            told[criterion["key"]] = criterion.get("source")
            criterion["weight"] = was["weight"]
            if "source" in was:
                assert told[criterion["key"]].startswith(was["source"])
                criterion["source"] = was["source"]
            else:
                criterion.pop("source", None)
        old.pop("weight", None)
    before = {key: value for key, value in before.items() if key not in ("id", "label", "source")}
    assert after == before
    assert told["surface_utile_ha"].endswith("poids : AHP, ratio de cohérence 0,000")
    assert "AHP" not in (told["htb_km"] or "")


def test_profile_that_comes_out_can_be_loaded_and_weighed_again(tmp_path: Path) -> None:
    first, second = tmp_path / "un.json", tmp_path / "deux.json"
    rows = ["surface_utile_ha", "autoroute_km", 3]
    write_profile(ahp_profile(rows, "industrie_generale", name="un").content, first)
    loaded = load_profile(first)
    assert loaded.id == "un"
    assert loaded.weights.sum() == pytest.approx(100.0)
    write_profile(ahp_profile(rows, first, name="un").content, second)
    # Weighed again by the same comparisons nothing changes, and nothing is said twice.
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", profiles())
def test_profile_that_comes_out_is_one_by_the_schema_whatever_it_starts_from(name: str, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    path = tmp_path / "ahp.json"
    write_profile(ahp_profile([["acces", "foncier", 2]], name, name="ahp").content, path)
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), resource("schemas/profil.schema"))
    before, after = load_profile(name), load_profile(path)
    changed = {"id", "label", "criteria"}
    assert {key: value for key, value in vars(after).items() if key not in changed} == {
        key: value for key, value in vars(before).items() if key not in changed
    }


def test_same_comparisons_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_profile(ahp_profile(GROUPS_ALL, "industrie_generale", name="x").content, tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
