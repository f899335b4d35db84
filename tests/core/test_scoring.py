"""Scores: figures worked out by hand, and what must hold whatever the figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from gisement_tests.profiles import LABEL, TODAY, rule, scored, small_profile
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.scoring import load_profile, score
from gisement.core.scoring.aggregation import contributions, power_mean
from gisement.core.scoring.utility import utility


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
    changes = {
        "groups": [{"id": "g", "label": LABEL, "criteria": criteria}],
        "ranking": {"key_criteria": ["ha"], "key_unknown_max": 2, "excluded": []},
    }
    found = scored(tmp_path, {"ha": [0.0], "zae": [None]}, **changes).sites.iloc[0]
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
    assert found["veto"] is None
    assert found["veto_possibles"] == "rouge ; étroit ; reconvertie"
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


def test_equal_scores_share_the_better_rank_and_say_how_many_they_are(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [5.0, 5.0, 1.0], "km": [0.0, 0.0, 0.0]}).sites
    assert found["rang"].tolist() == [1.0, 1.0, 3.0]
    assert found["ex_aequo"].tolist() == [2.0, 2.0, 1.0]


def test_geometric_mean_is_allowed_and_one_zero_costs_all(tmp_path: Path) -> None:
    # 0.64 and 0.25 with weights 3 and 1: 0.64^0.75 × 0.25^0.25 = exp(0.75 ln 0.64 + 0.25 ln 0.25)
    found = scored(tmp_path, {"ha": [6.4, 10.0], "km": [15.0, 20.0]}, aggregation={"p": 0}).sites
    assert found["score"].tolist() == pytest.approx([100 * 0.64**0.75 * 0.25**0.25, 0.0])


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
    # 3 of 4 are over five years old: (3 / 2 + 1) / 4 = 0.625 → 6.25 → 6.5 in half points, halves up
    assert score(sites, profile, TODAY, origins).sites.iloc[0]["confiance"] == 6.5


def test_what_is_imprecise_counts_less_in_the_confidence_and_says_why(tmp_path: Path) -> None:
    precision = [
        {"id": "vol", "label": {"fr": "à vol d'oiseau", "en": "-"}, "remarks": ["à vol d'oiseau"], "factor": 0.75},
        {
            "id": "disque",
            "label": {"fr": "emprise supposée", "en": "-"},
            "criteria": ["ha"],
            "when": {"column": "origine", "op": "==", "value": "disque"},
            "factor": 0.5,
        },
    ]
    profile = load_profile(small_profile(tmp_path, confidence={"old_after_years": 5, "precision": precision}))
    rows = {"ha": [1.0, 1.0], "km": [1.0, 1.0], "origine": ["disque", None]}
    sites = pd.DataFrame({**rows, "rouge": 0.0, "etroit": "non", "statut": None}, index=["a", "b"])
    origins = pd.DataFrame(
        {"source": ["A", "B"], "millesime": ["2019-01-01", None], "remarque": ["", "à vol d'oiseau"]},
        index=["ha", "km"],
    )
    found = score(sites, profile, TODAY, origins)
    # a: 3 old and of a guessed footprint: 3 / 4; 1 as the crow flies: 3 / 4 → 1.5 of 4 → 3.75 → 4.0 (ties to even)
    # b: 3 old: 3 / 2; 3 / 4 → 2.25 of 4 → 5.625 → 5.5
    assert found.sites["confiance"].tolist() == [4.0, 5.5]
    table = found.criteria.set_index(["site_id", "critere"])
    assert table.loc[("a", "ha"), "fiabilite"] == 0.25
    assert table.loc[("a", "ha"), "qualite"] == "connu ; emprise supposée ; données anciennes"
    assert table.loc[("b", "km"), "qualite"] == "à vol d'oiseau"
    counted = (found.criteria["poids"] * found.criteria["fiabilite"]).groupby(found.criteria["site_id"]).sum() / 4
    assert (10 * counted).tolist() == pytest.approx([3.75, 5.625])


def test_what_the_inventory_says_is_as_old_as_the_record_of_the_site(tmp_path: Path) -> None:
    profile = load_profile(small_profile(tmp_path))
    dates = {"site_actu_date": ["2025-03-01", None, None], "site_identif_date": [None, "2010-05-06", "1650-01-01"]}
    sites = pd.DataFrame({"ha": 1.0, "km": 1.0, **dates}, index=["new", "old", "beyond"])
    origins = pd.DataFrame({"source": ["inventaire"], "millesime": [None], "remarque": [""]}, index=["ha"])
    found = score(sites, profile, TODAY, origins)
    assert found.sites["confiance"].tolist() == [10.0, 6.5, 10.0]
    assert found.criteria.loc[found.criteria["critere"] == "ha", "millesime"].tolist() == [
        "2025-03-01",
        "2010-05-06",
        None,
    ]


def test_contributions_add_up_to_the_score_after_caps_too(tmp_path: Path) -> None:
    # before caps 52.5625; the cap of 40 takes 12.5625 away
    found = scored(tmp_path, {"ha": [6.4, 6.4], "km": [15.0, 15.0], "etroit": ["oui", "non"]})
    total = found.criteria.groupby("site_id")["contribution"].sum()
    assert total.tolist() == pytest.approx([40.0, 52.5625])
    row = found.criteria[found.criteria["critere"] == "plafond"].iloc[0]
    assert (row["site_id"], row["libelle"], row["groupe"], row["valeur"]) == ("s0", "étroit", "Plafonds", 40.0)
    assert row["contribution"] == pytest.approx(-12.5625)


def test_lowest_of_several_caps_is_the_one_that_is_told(tmp_path: Path) -> None:
    held = {"column": "etroit", "op": "==", "value": "oui"}
    caps = [rule("c", "haut", held, cap=50), rule("d", "bas", held, cap=30), rule("e", "aussi bas", held, cap=30)]
    found = scored(tmp_path, {"ha": [10.0], "km": [0.0], "etroit": ["oui"]}, caps=caps)
    assert found.sites["score"].iloc[0] == 30.0
    assert found.criteria.iloc[-1]["libelle"] == "bas ; aussi bas"


def test_cap_above_the_score_takes_nothing_away_and_has_no_row(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [1.0], "km": [20.0], "etroit": ["oui"]})
    assert found.sites["plafond_motifs"].iloc[0] == "étroit"
    assert "plafond" not in set(found.criteria["critere"])


def test_vetoed_site_has_no_contributions_as_it_has_no_score(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [6.4], "km": [1.0], "rouge": [0.9]})
    assert found.criteria["contribution"].isna().all()
    assert found.criteria["utilite"].notna().all()


def test_facts_that_may_rule_a_site_out_are_collected_before_criteria(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [6.4], "km": [np.nan], "rouge": [np.nan]}).sites.iloc[0]
    # Whether it is in the red decides all of the interval, the road a part of it.
    assert found["a_collecter"] == "rouge ; Route"


def test_fact_of_a_cap_that_would_change_nothing_is_not_worth_collecting(tmp_path: Path) -> None:
    # The score is under 40 whatever the road is: the cap cannot matter.
    found = scored(tmp_path, {"ha": [0.5], "km": [0.0], "etroit": [None]}).sites.iloc[0]
    assert found["score"] < 40
    assert found["a_collecter"] is None


def test_profile_without_any_rule_scores(tmp_path: Path) -> None:
    ranking = {"key_criteria": [], "key_unknown_max": 1, "excluded": []}
    found = scored(tmp_path, {"ha": [6.4], "km": [15.0]}, vetoes=[], caps=[], ranking=ranking).sites.iloc[0]
    assert (found["score"], found["rang"]) == (pytest.approx(52.5625), 1.0)
    assert found[["veto_motifs", "veto_possibles", "plafond_motifs", "hors_classement"]].isna().all()


def test_no_site_at_all_gives_tables_with_all_their_columns(tmp_path: Path) -> None:
    full, none = scored(tmp_path, {"ha": [1.0], "km": [1.0]}), scored(tmp_path, {"ha": [], "km": []})
    assert none.sites.empty
    assert none.criteria.empty
    assert list(none.sites.columns) == list(full.sites.columns)
    assert list(none.criteria.columns) == list(full.criteria.columns)


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


def test_plain_mean_is_the_power_mean_at_one() -> None:
    assert power_mean(np.array([[0.2, 0.8]]), np.array([1.0, 3.0]), 1.0) == pytest.approx([0.65])


def test_zero_costs_more_the_smaller_the_power() -> None:
    row, weights = np.array([[0.0, 1.0]]), np.array([1.0, 1.0])
    means = [power_mean(row, weights, power)[0] for power in (1.0, 0.5, 0.1)]
    assert means == pytest.approx([0.5, 0.25, 0.5**10])
