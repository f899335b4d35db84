"""Stability of a ranking: ranks under drawn weights, and the weight it takes to change them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from gisement_tests.profiles import NOWHERE, TODAY, scored, small_profile
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled, GisementError
from gisement.core.report import Report
from gisement.core.scoring import load_profile, score
from gisement.core.scoring.aggregation import mean_terms, terms
from gisement.core.scoring.board import Board, possible_ranks, ranks, sharing
from gisement.core.scoring.profile import Draws
from gisement.core.scoring.stability import draw_weights, stability
from gisement.core.scoring.tipping import changes, first_change, smallest_change

QUIET = Report()


def board(utilities: list, weights: list, power: float = 1.0, caps: list | None = None) -> Board:
    """Make a board of sites a, b, c… (rows) with utilities by criterion (columns)."""
    matrix = np.array(utilities, dtype=float)
    names = pd.Index(list("abcdefghij")[: len(matrix)])
    cap = np.full(len(matrix), np.inf) if caps is None else np.array(caps, dtype=float)
    shares = np.array(weights, dtype=float) / sum(weights) * 100
    return Board(names, np.ascontiguousarray(terms(matrix, power).T), shares, cap, power)


# --- Draws


def test_drawn_weights_have_the_mean_and_variance_of_dirichlet_around_the_profile() -> None:
    weights, draws = np.array([50.0, 30.0, 20.0, 0.0]), Draws(20_000, 3, 40.0)
    drawn = draw_weights(weights, draws)
    assert drawn.shape == (4, 20_000)
    assert drawn.sum(axis=0) == pytest.approx(np.ones(20_000))
    assert (drawn[3] == 0).all()
    share = weights / 100
    assert drawn.mean(axis=1) == pytest.approx(share, abs=0.003)
    assert drawn.var(axis=1) == pytest.approx(share * (1 - share) / 41, rel=0.05)


def test_site_better_in_everything_is_first_in_every_draw() -> None:
    found = stability(board([[0.9, 0.8], [0.5, 0.4], [0.1, 0.3]], [1, 1]), Draws(200, 1, 10.0), QUIET)
    assert found.mean.tolist() == [1.0, 2.0, 3.0]
    assert (found.low.tolist(), found.high.tolist()) == ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])


def test_two_sites_each_better_in_one_of_two_equal_criteria_share_the_draws() -> None:
    found = stability(board([[1.0, 0.0], [0.0, 1.0]], [1, 1]), Draws(4000, 1, 20.0), QUIET)
    assert found.mean == pytest.approx([1.5, 1.5], abs=0.03)
    assert (found.low.tolist(), found.high.tolist()) == ([1.0, 1.0], [2.0, 2.0])


def test_share_among_the_first_ten_counts_draws() -> None:
    # Ten sites better in everything leave the eleventh and the twelfth outside, always.
    sites = [[1 - place / 100, 1 - place / 100] for place in range(12)]
    matrix = board(sites[:10], [1, 1])
    whole = replace(
        matrix,
        sites=pd.RangeIndex(12),
        transformed=np.ascontiguousarray(terms(np.array(sites), 1.0).T),
        cap=np.full(12, np.inf),
    )
    found = stability(whole, Draws(50, 1, 10.0), QUIET)
    assert found.among_first.tolist() == [1.0] * 10 + [0.0, 0.0]


def test_ranks_in_draws_are_those_of_scoring_with_the_drawn_weights(tmp_path: Path) -> None:
    # The same sites scored once for each draw, with a profile of its weights.
    profile = replace(load_profile(small_profile(tmp_path)), draws=Draws(25, 5, 8.0))
    values = np.random.default_rng(4).random((12, 2)) * [10, 20]
    sites = pd.DataFrame(
        {"ha": values[:, 0], "km": values[:, 1], "rouge": 0.0, "statut": None}, index=list("abcdefghijkl")
    )
    sites["etroit"] = ["oui", "non"] * 6
    sites.loc["c", "km"] = sites.loc["f", "ha"] = np.nan
    found = score(sites, profile, TODAY, NOWHERE)
    drawn = draw_weights(profile.weights, profile.draws)
    told = []
    for column in drawn.T:
        criteria = tuple(replace(each, weight=weight) for each, weight in zip(profile.criteria, column))
        told.append(score(sites, replace(profile, criteria=criteria), TODAY, NOWHERE, draws=1).sites["rang"])
    by_draw = pd.concat(told, axis=1)
    assert found.sites["rang_moyen"].to_numpy() == pytest.approx(by_draw.mean(axis=1).to_numpy())
    assert found.sites["rang_p05"].tolist() == np.sort(by_draw.to_numpy(), axis=1)[:, 1].tolist()
    assert found.sites["rang_p95"].tolist() == np.sort(by_draw.to_numpy(), axis=1)[:, 23].tolist()


def test_vetoed_and_unranked_sites_have_no_rank_in_any_draw(tmp_path: Path) -> None:
    rows = {"ha": [9.0, 8.0, 7.0, np.nan], "km": [1.0, 1.0, 1.0, np.nan]}
    found = scored(tmp_path, {**rows, "rouge": [0.9, 0, 0, 0], "statut": [None, "r", None, None]}).sites
    columns = ["rang", "ex_aequo", "rang_moyen", "rang_p05", "rang_p95", "p_top10"]
    assert found.loc[["s0", "s1", "s3"], columns].isna().all(axis=None)
    assert found.loc["s2", columns].tolist() == [1.0] * 6


def test_another_seed_gives_other_ranks_and_no_draw_is_refused() -> None:
    random = np.random.default_rng(1).random((40, 6)).tolist()
    matrix = Board(
        pd.RangeIndex(40),
        np.ascontiguousarray(terms(np.array(random), 0.5).T),
        np.full(6, 100 / 6),
        np.full(40, np.inf),
        0.5,
    )
    first, again, other = (stability(matrix, Draws(50, seed, 20.0), QUIET) for seed in (1, 1, 2))
    assert first.mean.tolist() == again.mean.tolist()
    assert first.mean.tolist() != other.mean.tolist()
    for draws, code in ((Draws(0, 1, 20.0), "draws_invalid"), (Draws(10_001, 1, 20.0), "draws_invalid")):
        with pytest.raises(GisementError) as caught:
            stability(matrix, draws, QUIET)
        assert caught.value.code == code
    with pytest.raises(GisementError) as caught:
        stability(matrix, Draws(1, -1, 20.0), QUIET)
    assert caught.value.code == "seed_invalid"


def test_draws_stop_when_asked_to() -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        stability(board([[1.0], [0.5]], [1]), Draws(10, 1, 20.0), Stopped())


def test_equal_scores_share_the_better_rank_in_each_row() -> None:
    found = ranks(np.array([[3.0, 5.0, 3.0, 1.0], [1.0, 1.0, 1.0, 1.0]]))
    assert found.tolist() == [[2, 1, 2, 4], [1, 1, 1, 1]]
    assert sharing(found[0]).tolist() == [2, 1, 2, 1]


# --- The ranks that what is unknown leaves open


def test_possible_ranks_worked_out_by_hand() -> None:
    # a 50–60, b 55–90, c 10–20, d 60 exactly: only c is surely last; a may be first if d and b … d has 60 in any case.
    best, worst = possible_ranks(np.array([50.0, 55.0, 10.0, 60.0]), np.array([60.0, 90.0, 20.0, 60.0]))
    assert best.tolist() == [1, 1, 4, 1]
    assert worst.tolist() == [3, 3, 4, 2]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=6))
def test_rank_of_any_scores_between_the_bounds_is_a_possible_one(rows: list[tuple[int, int, int]]) -> None:
    low, high = np.array([min(a, b) for a, b, _ in rows], float), np.array([max(a, b) for a, b, _ in rows], float)
    best, worst = possible_ranks(low, high)
    scores = low + (high - low) * np.array([share / 2 for *_, share in rows])
    found = ranks(scores[None, :])[0]
    assert (best <= found).all()
    assert (found <= worst).all()
    for site in range(len(rows)):  # and both ends are reached
        others = np.arange(len(rows)) != site
        assert best[site] == 1 + (low[others] > high[site]).sum()
        assert worst[site] == 1 + (high[others] > low[site]).sum()


# --- The weight that changes the ranking


def test_change_of_one_weight_worked_out_by_hand() -> None:
    # p = 1, weights 60 and 40: a has 0.8 and 0.3 → 60; b has 0.5 and 0.6 → 54. With w for the second criterion they are
    # level at 60 × 0.8 + 0.3 w = 60 × 0.5 + 0.6 w, so w = 60: 20 points more. With w for the first:
    # 0.8 w + 12 = 0.5 w + 24, so w = 40: 20 points less. Equal changes: the criterion that comes first is named.
    both = board([[0.8, 0.3], [0.5, 0.6]], [60, 40])
    found = first_change(both, QUIET)
    assert (found.criterion, found.old, found.passing) == (0, 60.0, "b")
    assert found.new == pytest.approx(40.0)
    assert smallest_change(both, "b", "a", QUIET) == smallest_change(both, "a", "b", QUIET) == found


def test_change_between_near_twins_is_found() -> None:
    # b is better by 3 in the first and worse by 3.1 in the second: level where 3 w = 3.1 × 50, or 3.1 w = 3 × 50
    found = first_change(board([[0.5, 0.5], [0.5 + 3e-7, 0.5 - 3.1e-7]], [50, 50]), QUIET)
    assert (found.criterion, found.passing) == (1, "b")
    assert found.new == pytest.approx(50 * 3.0 / 3.1, rel=1e-6)


def test_change_counts_what_is_unknown_of_a_site() -> None:
    # p = 1: a has 0.6 of both; b has 0.5 of the first alone, so 50 whatever the second weighs: no weight makes it pass.
    assert first_change(board([[0.6, 0.6], [0.5, np.nan]], [50, 50]), QUIET) is None
    # a has 0.9 and 0.4 → 65; b has 0.6 of the first alone → 60, always. a falls to 0.6 where the first weighs w:
    # (0.9 w + 20) / (w + 50) at w = 33.3, 16.7 less; or the second: (45 + 0.4 w) / (50 + w) at w = 75, 25 more.
    found = first_change(board([[0.9, 0.4], [0.6, np.nan]], [50, 50]), QUIET)
    assert (found.criterion, found.old, found.new) == (0, 50.0, pytest.approx(100 / 3))


def test_change_counts_caps() -> None:
    # p = 1: a has 0.9 and 0.1 → 74 of weights 80 and 20; b has 1 of both but is capped at 40.
    found = first_change(board([[0.9, 0.1], [1.0, 1.0]], [80, 20], caps=[np.inf, 40.0]), QUIET)
    # a falls to 40 when the first weighs w: (0.9 w + 2) / (w + 20) = 0.4 at w = 12
    assert found.passing == "b"
    assert (found.criterion, found.new) == (0, pytest.approx(12.0))


def test_leap_of_a_geometric_mean_is_found_at_weight_zero() -> None:
    # p = 0: b has 0 of the second, so 0 as long as that weighs anything; without it, 0.9 against 0.5.
    found = first_change(board([[0.5, 0.5], [0.9, 0.0]], [50, 50], power=0.0), QUIET)
    assert (found.criterion, found.new, found.passing) == (1, 0.0, "b")


def test_criterion_without_weight_and_weights_beyond_all_others_are_no_change() -> None:
    # b is better in the second criterion alone: without weight it stays without, and of 1 point it would want 120.
    assert first_change(board([[0.9, 0.1], [0.1, 0.9]], [100, 0]), QUIET) is None
    assert first_change(board([[0.9, 0.4], [0.3, 0.9]], [99, 1]), QUIET).criterion == 0
    far = board([[0.9, 0.5, 0.5], [0.3, 0.5, 0.9]], [50, 49.5, 0.5])
    # level where the third weighs 0.6 × 50 / 0.4 = 75, or where the first weighs 0.4 × 0.5 / 0.6 = 1/3
    assert (first_change(far, QUIET).criterion, first_change(far, QUIET).new) == (0, pytest.approx(1 / 3))
    assert first_change(board([[0.9, 0.5], [0.3, 0.8], [0.1, 0.1]], [80, 20]), QUIET).passing == "b"


def test_site_behind_in_everything_passes_by_no_weight(tmp_path: Path) -> None:
    found = scored(tmp_path, {"ha": [9.0, 5.0], "km": [1.0, 10.0]}).sites
    assert found["bascule_critere"].tolist() == [None, None]
    assert found[["bascule_de", "bascule_vers"]].isna().all(axis=None)


def test_first_site_says_what_would_cost_it_its_rank_and_the_others_what_would_bring_them_level(tmp_path: Path) -> None:
    # √utilities: a 0.9, 0.4; b 0.6, 1.0; weights 75 and 25: a 0.775, b 0.7. Level where the road weighs w:
    # 75 × 0.9 + 0.4 w = 75 × 0.6 + w, so w = 37.5; or where the area does: 0.9 w + 10 = 0.6 w + 25, so w = 50.
    found = scored(tmp_path, {"ha": [8.1, 3.6], "km": [16.8, 0.0]}).sites
    assert found["rang"].tolist() == [1.0, 2.0]
    assert found["bascule_critere"].tolist() == ["Route", "Route"]
    assert found["bascule_de"].tolist() == [25.0, 25.0]
    assert found["bascule_vers"].tolist() == pytest.approx([37.5, 37.5])


def test_shared_first_rank_is_told_and_is_no_change(tmp_path: Path) -> None:
    result = scored(tmp_path, {"ha": [5.0, 5.0, 1.0], "km": [0.0, 0.0, 20.0]})
    assert first_change(result.board, QUIET) is None
    assert result.board.shared_first() == 2
    assert result.board.sites[result.board.first()] == "s0"


@st.composite
def boards(draw: st.DrawFn) -> Board:
    width, count = draw(st.integers(1, 3)), draw(st.integers(2, 5))
    value = st.one_of(st.just(np.nan), st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0]))
    rows = draw(st.lists(st.lists(value, min_size=width, max_size=width), min_size=count, max_size=count))
    rows = [row if not np.isnan(row).all() else [0.5] * width for row in rows]
    weights = draw(st.lists(st.sampled_from([1.0, 2.0, 5.0]), min_size=width, max_size=width))
    caps = draw(st.lists(st.sampled_from([np.inf, 40.0, 60.0]), min_size=count, max_size=count))
    return board(rows, weights, draw(st.sampled_from([0.0, 0.5, 1.0, 2.0])), caps)


@settings(max_examples=80, deadline=None)
@given(boards())
def test_no_smaller_change_is_found_by_trying_all_weights(some: Board) -> None:
    first = some.first()
    criterion, new = changes(some, first, QUIET)
    scores = some.scores(some.weights[:, None])[0]
    tried = np.linspace(0, 100, 4001)
    for site in range(len(some.sites)):
        if scores[site] >= scores[first]:
            assert criterion[site] == -1
            continue
        found = np.inf if criterion[site] < 0 else abs(new[site] - some.weights[criterion[site]])
        for place in range(len(some.weights)):
            weights = np.tile(some.weights[:, None], len(tried))
            weights[place] = tried
            means = np.minimum(mean_terms(some.transformed, weights), some.transformed_cap)
            with np.errstate(invalid="ignore"):
                leads = means[:, site] - means[:, first] > 1e-7
            nearest = np.abs(tried[leads] - some.weights[place]).min(initial=np.inf)
            assert found <= nearest + 1e-6
        if criterion[site] >= 0:
            assert new[site] <= 100
            weights = np.tile(some.weights[:, None], 2)
            side = np.sign(new[site] - some.weights[criterion[site]])
            weights[criterion[site]] = max(new[site] + side * 1e-4 * max(new[site], 1), 0), new[site] - side * 1e-4
            ahead = some.scores(weights)
            assert ahead[0, site] >= ahead[0, first]
            assert ahead[1, site] <= ahead[1, first] + 1e-6
