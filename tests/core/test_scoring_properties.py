"""What holds of every score, whatever the sites, the weights, the power, the caps and the vetoes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
from gisement_tests.profiles import LABEL, NOWHERE, TODAY
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gisement.core.scoring import Profile, Scored, score
from gisement.core.scoring.aggregation import contributions, from_terms, power_mean, terms
from gisement.core.scoring.profile import Criterion, Draws, Rule, Trust

POWERS = [0.0, 1e-9, 0.1, 0.5, 1.0, 2.0, 7.0]
BOUNDS = ["score_min", "score", "score_max"]


@dataclass(frozen=True)
class Case:
    """Sites with criteria ``c0``… of values 0 to 1, the facts of two caps and of a veto, and the profile on them."""

    sites: pd.DataFrame
    profile: Profile

    def scored(self, sites: pd.DataFrame | None = None, **changes: object) -> Scored:
        return score(self.sites if sites is None else sites, replace(self.profile, **changes), TODAY, NOWHERE)


values = st.one_of(st.none(), st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1))
facts = st.sampled_from(["oui", "non", None])


@st.composite
def cases(draw: st.DrawFn, least: int = 1, most: int = 9) -> Case:
    width, count = draw(st.integers(1, 4)), draw(st.integers(least, most))
    columns = {f"c{place}": draw(st.lists(values, min_size=count, max_size=count)) for place in range(width)}
    sites = pd.DataFrame(columns, index=[f"s{row}" for row in range(count)], dtype=float)
    for fact in ("mur", "pli", "veto_fait"):
        sites[fact] = pd.Series(draw(st.lists(facts, min_size=count, max_size=count)), index=sites.index, dtype=object)
    weights = draw(st.lists(st.sampled_from([0.0, 1.0, 2.0, 5.5]), min_size=width, max_size=width))
    assume(sum(weights) > 0)
    criteria = tuple(
        Criterion(key, "g", weight, "", LABEL, knots=((0.0, low), (1.0, 1.0)))
        for key, weight, low in zip(
            columns, weights, draw(st.lists(st.sampled_from([0.0, 0.2]), min_size=4)) + [0.0] * 4
        )
    )
    rules = [Rule(fact, {"fr": fact, "en": fact}, {"column": fact, "op": "==", "value": "oui"}) for fact in sites][
        width:
    ]
    profile = Profile(
        id="essai",
        label=LABEL,
        need={},
        power=draw(st.sampled_from(POWERS)),
        criteria=criteria,
        groups={"g": LABEL},
        vetoes=(rules[2],),
        caps=(replace(rules[0], cap=40.0), replace(rules[1], cap=70.0)),
        unranked=(),
        key_criteria=(),
        key_unknown_max=1,
        trust=Trust(5.0, 0.5, 1.0),
        draws=Draws(20, 7, 50.0),
    )
    return Case(sites, profile)


@settings(max_examples=30, deadline=None)
@given(cases())
def test_score_lies_between_its_bounds_and_a_veto_has_none(case: Case) -> None:
    found = case.scored().sites
    vetoed = (case.sites["veto_fait"] == "oui").to_numpy()
    assert found.loc[vetoed, [*BOUNDS, "rang", "rang_moyen", "p_top10"]].isna().all(axis=None)
    rest = found[~vetoed]
    assert rest[["score_min", "score_max"]].notna().all(axis=None)
    assert ((rest["score_min"] >= 0) & (rest["score_max"] <= 100 + 1e-9)).all()
    known = rest[rest["score"].notna()]
    assert (known["score_min"] <= known["score"] + 1e-9).all()
    assert (known["score"] <= known["score_max"] + 1e-9).all()


@settings(max_examples=30, deadline=None)
@given(cases(most=12), st.integers(0, 3), st.floats(0, 1))
def test_better_value_never_lowers_a_score_nor_its_bounds(case: Case, place: int, more: float) -> None:
    key = case.profile.criteria[place % len(case.profile.criteria)].key
    better = case.sites.assign(**{key: case.sites[key] + more * (1 - case.sites[key])})
    before, after = case.scored().sites, case.scored(better).sites
    for column in BOUNDS:
        assert not (after[column] < before[column] - 1e-9).any()


@settings(max_examples=40, deadline=None)
@given(cases(most=12), st.data())
def test_unknown_filled_in_lies_within_the_interval(case: Case, data: st.DataObject) -> None:
    filled = case.sites.copy()
    for column in filled:
        fill = st.sampled_from(["oui", "non", None]) if filled[column].dtype == object else st.floats(0, 1)
        found = data.draw(st.lists(fill, min_size=len(filled), max_size=len(filled)))
        filled[column] = filled[column].where(filled[column].notna(), pd.Series(found, index=filled.index))
    before, after = case.scored().sites, case.scored(filled).sites
    newly_vetoed = (after["veto"] == "oui") & (before["veto"] != "oui")
    assert before.loc[newly_vetoed, "veto"].isna().all()
    assert (after.loc[before["veto"] == "non", "veto"] == "non").all()
    assert (before.loc[newly_vetoed, "score_min"] == 0).all()
    for column in BOUNDS:
        assert not (after[column] < before["score_min"] - 1e-9).any()
        assert not (after[column] > before["score_max"] + 1e-9).any()


@settings(max_examples=30, deadline=None)
@given(cases(), st.sampled_from([0.001, 3.0, 1000.0]))
def test_scaling_all_weights_changes_nothing(case: Case, factor: float) -> None:
    criteria = tuple(replace(each, weight=each.weight * factor) for each in case.profile.criteria)
    before, after = case.scored().sites, case.scored(criteria=criteria).sites
    pd.testing.assert_frame_equal(before, after, rtol=1e-9, atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(cases(least=2), st.randoms())
def test_order_of_rows_changes_nothing_to_the_last_digit(case: Case, shuffle: object) -> None:
    order = list(case.sites.index)
    shuffle.shuffle(order)
    before, after = case.scored(), case.scored(case.sites.loc[order])
    pd.testing.assert_frame_equal(before.sites, after.sites.loc[before.sites.index], check_exact=True)
    by_site = after.criteria.set_index(["site_id", "critere"]).loc[
        pd.MultiIndex.from_frame(before.criteria[["site_id", "critere"]])
    ]
    pd.testing.assert_frame_equal(before.criteria, by_site.reset_index()[before.criteria.columns], check_exact=True)


@settings(max_examples=10, deadline=None)
@given(cases(least=2))
def test_same_seed_gives_the_same_bytes(case: Case) -> None:
    written = [(found.sites.to_csv(), found.criteria.to_csv()) for found in (case.scored(), case.scored())]
    assert written[0] == written[1]


@settings(max_examples=30, deadline=None)
@given(cases())
def test_contributions_add_up_to_the_score_whatever_the_power_and_the_caps(case: Case) -> None:
    found = case.scored()
    total = found.criteria.groupby("site_id")["contribution"].sum(min_count=1).reindex(found.sites.index)
    assert total.to_numpy() == pytest.approx(found.sites["score"].to_numpy(), abs=1e-9, nan_ok=True)


@settings(max_examples=30, deadline=None)
@given(cases(least=2))
def test_ranks_fall_with_the_score_and_ties_are_counted(case: Case) -> None:
    found = case.scored().sites
    ranked = found[found["rang"].notna()]
    for site in ranked.itertuples():
        scores = ranked["score"].round(9)
        assert site.rang == 1 + (scores > round(site.score, 9)).sum()
        assert site.ex_aequo == (scores == round(site.score, 9)).sum()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.data(), st.sampled_from(POWERS))
def test_power_mean_is_the_textbook_one(utilities: list[float], data: st.DataObject, power: float) -> None:
    weights = np.array(data.draw(st.lists(st.floats(0.1, 10), min_size=len(utilities), max_size=len(utilities))))
    row = np.array([utilities])
    share = weights / weights.sum()
    with np.errstate(divide="ignore"):
        expected = np.exp(share @ np.log(row[0])) if power < 1e-6 else (share @ row[0] ** power) ** (1 / power)
    assert power_mean(row, weights, power)[0] == pytest.approx(expected, abs=1e-7)
    assert np.nansum(contributions(row, weights, power)) == pytest.approx(power_mean(row, weights, power)[0])


def test_geometric_mean_is_the_limit_of_the_power_mean() -> None:
    row, weights = np.array([[0.2, 0.9, 0.5]]), np.array([1.0, 2.0, 3.0])
    limit = power_mean(row, weights, 0.0)[0]
    for power in (1e-3, 1e-6, 1e-12, 1e-50, 1e-200, 5e-324):
        assert power_mean(row, weights, power)[0] == pytest.approx(limit, rel=power + 1e-12)


def test_mean_of_zeros_is_zero_and_of_ones_one_whatever_the_power_and_the_weights() -> None:
    weights = np.array([1.0, 2.6875, 0.1])
    for power in POWERS:
        assert power_mean(np.array([[0.0] * 3, [1.0] * 3]), weights, power).tolist() == [0.0, 1.0]


def test_transform_is_undone() -> None:
    row = np.array([0.0, 1e-12, 0.3, 1.0])
    for power in POWERS:
        assert from_terms(terms(row, power), power) == pytest.approx(row, abs=1e-12)


def test_euler_shares_are_the_utility_times_what_a_little_more_of_it_brings() -> None:
    row, weights = np.array([[0.3, 0.8, 0.5]]), np.array([1.0, 2.0, 4.0])
    for power in (0.0, 0.5, 1.0, 3.0):
        step = 1e-6
        slopes = [
            (power_mean(row + step * one, weights, power)[0] - power_mean(row - step * one, weights, power)[0])
            / (2 * step)
            for one in np.eye(3)
        ]
        assert contributions(row, weights, power)[0] == pytest.approx(row[0] * slopes, rel=1e-6)
