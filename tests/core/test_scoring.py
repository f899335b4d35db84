"""Scores: figures worked out by hand, and what must hold whatever the figures."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.resources import RESOURCES
from gisement.core.scoring import load_profile, score
from gisement.core.scoring.aggregation import contributions, narrowing, power_mean
from gisement.core.scoring.utility import utility

NOWHERE = pd.DataFrame(columns=["source", "millesime", "remarque"])
TODAY = date(2026, 11, 22)
LABEL = {"fr": "x", "en": "x"}
ALWAYS = {"column": "ha", "op": "known"}


def small_profile(folder: Path, **changes: object) -> Path:
    """Write a profile of two criteria, a veto, a cap, and a reason not to be ranked."""
    label = {"fr": "x", "en": "x"}
    content = {
        "id": "petit",
        "label": label,
        "need": {},
        "aggregation": {"p": 0.5},
        "confidence": {"old_after_years": 5},
        "ranking": {
            "key_criteria": ["ha", "km"],
            "key_unknown_max": 2,
            "excluded": [
                {
                    "id": "r",
                    "label": {"fr": "reconvertie", "en": "-"},
                    "when": {"column": "statut", "op": "==", "value": "r"},
                }
            ],
        },
        "vetoes": [
            {"id": "v", "label": {"fr": "rouge", "en": "red"}, "when": {"column": "rouge", "op": ">", "value": 0.5}}
        ],
        "caps": [
            {
                "id": "c",
                "cap": 40,
                "label": {"fr": "étroit", "en": "narrow"},
                "when": {"column": "etroit", "op": "==", "value": "oui"},
            }
        ],
        "groups": [
            {
                "id": "g",
                "label": label,
                "criteria": [
                    {"key": "ha", "weight": 3, "label": {"fr": "Surface", "en": "Area"}, "knots": [[0, 0], [10, 1]]},
                    {"key": "km", "weight": 1, "label": {"fr": "Route", "en": "Road"}, "knots": [[0, 1], [20, 0]]},
                ],
            }
        ],
    }
    content.update(changes)
    path = folder / "petit.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def scored(folder: Path, rows: dict[str, list], **changes: object):
    profile = load_profile(small_profile(folder, **changes))
    count = len(next(iter(rows.values())))
    defaults = {"rouge": [0.0] * count, "etroit": ["non"] * count, "statut": [None] * count}
    sites = pd.DataFrame({**defaults, **rows}, index=[f"s{i}" for i in range(count)])
    return score(sites, profile, TODAY, NOWHERE)


def test_score_is_the_weighted_power_mean_worked_out_by_hand(tmp_path: Path) -> None:
    # utilities 0.64 and 0.25, weights 3 and 1, p = 0.5: ((3 × 0.8 + 1 × 0.5) / 4)² = 0.725² = 0.525625
    found = scored(tmp_path, {"ha": [6.4], "km": [15.0]}).sites.iloc[0]
    assert found["score"] == pytest.approx(52.5625)
    assert found["score_min"] == found["score_max"] == pytest.approx(52.5625)
    assert found["confiance"] == 10.0


def test_unknown_criterion_opens_an_interval_from_its_worst_to_its_best(tmp_path: Path) -> None:
    # km unknown: score √ over ha alone = 0.64; worst ((3 × 0.8 + 0) / 4)² = 0.36; best ((3 × 0.8 + 1) / 4)² = 0.7225
    found = scored(tmp_path, {"ha": [6.4], "km": [np.nan]}).sites.iloc[0]
    assert found["score"] == pytest.approx(64.0)
    assert found["score_min"] == pytest.approx(36.0)
    assert found["score_max"] == pytest.approx(72.25)
    assert found["confiance"] == 7.5
    assert found["a_collecter"] == "Route"


def test_infinite_distance_is_known_to_be_the_worst(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [6.4], "km": [np.inf]})
    assert found.sites.iloc[0]["score"] == pytest.approx(36.0)
    assert found.sites.iloc[0]["confiance"] == 10.0
    road = found.criteria.set_index("critere").loc["km"]
    assert np.isnan(road["valeur"])
    assert road["qualite"] == "aucun dans le territoire"
    assert road["utilite"] == 0.0


def test_unknown_whose_worst_beats_all_that_is_known_does_not_lift_the_least_score_above_the_score(
    tmp_path: Path,
) -> None:
    criteria = [
        {"key": "ha", "weight": 1, "label": LABEL, "knots": [[0, 0], [10, 1]]},
        {"key": "zae", "weight": 1, "label": LABEL, "classes": {"dedans": 1, "aucune": 0.2}},
    ]
    groups = [{"id": "g", "label": LABEL, "criteria": criteria}]
    found = scored(tmp_path, {"ha": [0.0], "zae": [None], "km": [1.0]}, groups=groups).sites.iloc[0]
    assert (found["score"], found["score_min"]) == (0.0, 0.0)


def test_criterion_that_the_inventory_gives_as_text_is_read_as_a_number(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": ["6,4", "beaucoup"], "km": [15.0, 15.0]})
    assert found.sites["score"].tolist() == pytest.approx([52.5625, 25.0])
    assert found.criteria["valeur"].tolist()[0] == 6.4


def test_veto_leaves_no_score_and_says_why(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [6.4], "km": [1.0], "rouge": [0.51]}).sites.iloc[0]
    assert found["veto"] == "oui"
    assert found["veto_motifs"] == "rouge"
    assert found[["score", "score_min", "score_max", "rang"]].isna().all()


def test_threshold_of_a_veto_is_not_itself_a_veto(tmp_path: Path) -> None:
    assert scored(tmp_path, {"ha": [6.4], "km": [1.0], "rouge": [0.5]}).sites.iloc[0]["veto"] == "non"


def test_cap_lowers_the_score_and_its_bounds(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [10.0], "km": [0.0], "etroit": ["oui"]}).sites.iloc[0]
    assert (found["score"], found["score_min"], found["score_max"]) == (40.0, 40.0, 40.0)
    assert found["plafond_motifs"] == "étroit"


def test_veto_and_cap_of_unknown_facts_are_listed_and_lower_the_least_score_only(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [10.0], "km": [0.0], "rouge": [np.nan], "etroit": ["inconnu"]}).sites.iloc[0]
    assert found["veto"] == "non"
    assert found["veto_possibles"] == "rouge ; étroit"
    assert (found["score"], found["score_min"], found["score_max"]) == (100.0, 0.0, 100.0)


def test_possible_cap_alone_lowers_the_least_score_to_the_cap(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [10.0], "km": [0.0], "etroit": [None]}).sites.iloc[0]
    assert (found["score"], found["score_min"]) == (100.0, 40.0)


def test_site_left_out_of_the_ranking_keeps_its_score_but_has_no_rank(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [10.0, 5.0], "km": [0.0, 0.0], "statut": ["r", None]}).sites
    assert found["hors_classement"].tolist() == ["reconvertie", None]
    assert found["score"].notna().all()
    assert np.isnan(found["rang"].iloc[0])
    assert found["rang"].iloc[1] == 1.0


def test_equal_scores_share_the_better_rank(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [5.0, 5.0, 1.0], "km": [0.0, 0.0, 0.0]}).sites
    assert found["rang"].tolist() == [1.0, 1.0, 3.0]


def test_too_many_unknown_key_criteria_mark_a_site_as_to_be_studied(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [np.nan, 1.0], "km": [np.nan, np.nan]}).sites
    assert found["a_etudier"].tolist() == ["oui", "non"]
    assert np.isnan(found["score"].iloc[0])
    assert found["score_min"].iloc[0] == 0.0
    assert found["score_max"].iloc[0] == 100.0


def test_data_older_than_the_profile_allows_count_half_in_the_confidence(tmp_path: Path) -> None:
    profile = load_profile(small_profile(tmp_path))
    sites = pd.DataFrame({"ha": [1.0], "km": [1.0], "rouge": [0.0], "etroit": ["non"], "statut": [None]}, index=["s"])
    origins = pd.DataFrame(
        {"source": ["A", "B"], "millesime": ["2021-11-20", "2021-12-01"], "remarque": ["", ""]}, index=["ha", "km"]
    )
    # 3 of 4 are over five years old: (3 / 2 + 1) / 4 = 0.625 → 6.25 → 6.0 in half points (ties to even)
    assert score(sites, profile, TODAY, origins).sites.iloc[0]["confiance"] == 6.0


def test_criteria_table_explains_every_figure_and_its_contributions_add_up(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [6.4, 2.0], "km": [15.0, np.nan]})
    table = found.criteria
    assert list(table["site_id"]) == ["s0", "s0", "s1", "s1"]
    assert table.groupby("site_id")["contribution"].sum().to_numpy() == pytest.approx(found.sites["score"].to_numpy())
    # shares in proportion to w √u: 3 × 0.8 and 1 × 0.5, of 52.5625
    assert table["contribution"].iloc[0] == pytest.approx(52.5625 * 2.4 / 2.9)
    assert table["qualite"].tolist() == ["connu", "connu", "connu", "inconnu"]


@pytest.mark.parametrize(
    ("raw", "worth"), [(0.1, 0.0), (0.5, 0.0), (0.75, 0.15), (1, 0.3), (2, 0.425), (20, 1.0), (400, 1.0)]
)
def test_area_is_worth_what_the_general_profile_says(raw: float, worth: float) -> None:
    criterion = next(each for each in load_profile("industrie_generale").criteria if each.key == "surface_utile_ha")
    assert utility(pd.Series([raw]), criterion, pd.RangeIndex(1)).iloc[0] == pytest.approx(worth)


@pytest.mark.parametrize(
    ("raw", "worth"), [(0, 1), (1, 1), (1.5, 0.925), (2, 0.85), (3.5, 0.7), (10, 0.3), (20, 0), (np.inf, 0)]
)
def test_road_distance_is_worth_what_the_general_profile_says(raw: float, worth: float) -> None:
    criterion = next(each for each in load_profile("industrie_generale").criteria if each.key == "autoroute_km")
    assert utility(pd.Series([raw]), criterion, pd.RangeIndex(1)).iloc[0] == pytest.approx(worth)


def test_text_that_is_no_class_of_the_criterion_is_unknown() -> None:
    criterion = next(each for each in load_profile("industrie_generale").criteria if each.key == "zae")
    values = utility(pd.Series(["dedans", "inconnu", "ailleurs", None]), criterion, pd.RangeIndex(4))
    assert values.iloc[0] == 1.0
    assert values.iloc[1:].isna().all()


def test_weights_of_the_general_profile_sum_to_100_by_the_groups_of_the_method() -> None:
    profile = load_profile("industrie_generale")
    sums = {group: sum(each.weight for each in profile.criteria if each.group == group) for group in profile.groups}
    assert sums == {
        "foncier": 22,
        "acces": 24,
        "energie": 17,
        "urbanisme": 13,
        "environnement": 11,
        "maitrise": 5,
        "bassin": 8,
    }


def test_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(GisementError) as caught:
        load_profile("industrie_lourde")
    assert caught.value.code == "profile_unknown"
    assert "industrie_generale" in caught.value.facts["choices"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"aggregation": {"p": 0}}, "aggregation.p"),
        ({"aggregation": {}}, "aggregation.p"),
        ({"vetoes": [{"id": "v"}]}, "vetoes[0].when"),
        ({"vetoes": [{"id": "v", "label": {"fr": "x", "en": "x"}, "when": {"any": []}}]}, "vetoes[0].when"),
        ({"vetoes": [{"id": "v", "label": {"fr": "x"}, "when": ALWAYS}]}, "vetoes[0].label"),
        ({"caps": [{"id": "c", "cap": "40", "label": LABEL, "when": ALWAYS}]}, "caps[0].cap"),
        ({"groups": [{"label": LABEL, "criteria": []}]}, "groups[0].id"),
        ({"caps": [{"id": "c", "label": LABEL, "when": ALWAYS}]}, "caps[0].cap"),
        ({"groups": []}, "groups"),
        (
            {"groups": [{"id": "g", "label": LABEL, "criteria": [{"key": "k", "weight": 1, "label": LABEL}]}]},
            "groups[0].criteria[0]",
        ),
        (
            {
                "groups": [
                    {
                        "id": "g",
                        "label": LABEL,
                        "criteria": [{"key": "k", "weight": 1, "label": LABEL, "knots": [[2, 0], [1, 1]]}],
                    }
                ]
            },
            "groups[0].criteria[0].knots",
        ),
    ],
)
def test_faulty_profile_is_refused_with_the_place_of_the_fault(tmp_path: Path, change: dict, place: str) -> None:
    with pytest.raises(GisementError) as caught:
        load_profile(small_profile(tmp_path, **change))
    assert caught.value.code == "profile_invalid"
    assert caught.value.facts["place"] == place


def test_profile_that_is_not_json_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{\n "id": }', encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        load_profile(path)
    assert caught.value.code == "json_invalid"
    assert caught.value.facts["line"] == 2


def test_every_profile_shipped_loads() -> None:
    for path in (RESOURCES / "profiles").glob("*.json"):
        assert load_profile(path.stem).id == path.stem


matrices = st.integers(1, 6).flatmap(
    lambda width: st.tuples(
        st.lists(
            st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=width, max_size=width), min_size=1, max_size=8
        ),
        st.lists(st.floats(0.1, 10), min_size=width, max_size=width),
        st.sampled_from([0.1, 0.5, 1.0, 2.0]),
    )
)


@settings(max_examples=200, deadline=None)
@given(matrices)
def test_known_mean_lies_between_the_worst_and_the_best_fill(case) -> None:
    rows, weights, power = case
    utilities, weights = np.array(rows, dtype=float), np.array(weights)
    low = power_mean(np.where(np.isnan(utilities), 0.0, utilities), weights, power)
    high = power_mean(np.where(np.isnan(utilities), 1.0, utilities), weights, power)
    middle = power_mean(utilities, weights, power)
    known = ~np.isnan(middle)
    assert (low[known] <= middle[known] + 1e-9).all()
    assert (middle[known] <= high[known] + 1e-9).all()


@settings(max_examples=200, deadline=None)
@given(matrices)
def test_contributions_always_add_up_to_the_mean(case) -> None:
    rows, weights, power = case
    utilities, weights = np.array(rows, dtype=float), np.array(weights)
    mean = power_mean(utilities, weights, power)
    known = ~np.isnan(mean)
    assert np.nansum(contributions(utilities, weights, power), axis=1)[known] == pytest.approx(mean[known], abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(matrices)
def test_knowing_more_never_widens_the_interval(case) -> None:
    rows, weights, power = case
    utilities, weights = np.array(rows, dtype=float), np.array(weights)
    zeros, ones = np.zeros(len(weights)), np.ones(len(weights))
    gain = narrowing(utilities, weights, power, zeros, ones)
    assert (np.isnan(gain) == ~np.isnan(utilities)).all()
    if len(weights) == 1 or power == 1.0:
        assert (gain[~np.isnan(gain)] >= -1e-9).all()


def test_plain_mean_is_the_power_mean_at_one() -> None:
    assert power_mean(np.array([[0.2, 0.8]]), np.array([1.0, 3.0]), 1.0) == pytest.approx([0.65])


def test_zero_costs_more_the_smaller_the_power() -> None:
    row, weights = np.array([[0.0, 1.0]]), np.array([1.0, 1.0])
    means = [power_mean(row, weights, power)[0] for power in (1.0, 0.5, 0.1)]
    assert means == pytest.approx([0.5, 0.25, 0.5**10])
