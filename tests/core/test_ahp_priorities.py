"""Weights from pairwise comparisons: published examples, matrices by hand, and pymcdm as an oracle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymcdm.weights.subjective import AHP

from gisement.core.resources import resource
from gisement.core.scoring.ahp.priorities import on_scale, parts, priorities, random_index, spoiler


def matrix(rows: str) -> np.ndarray:
    """Read a matrix as it is printed: ``1 1/3``, a dot where nobody has compared."""

    def value(text: str) -> float:
        above, _, below = text.partition("/")
        return float("nan") if text == "." else float(above) / float(below or 1)

    return np.array([[value(text) for text in row.split()] for row in rows.strip().splitlines()])


def reciprocal(size: int, upper: list[float]) -> np.ndarray:
    """Make a matrix of the comparisons above its diagonal."""
    made = np.ones((size, size))
    places = np.triu_indices(size, 1)
    made[places] = upper
    made[places[::-1]] = 1.0 / np.array(upper)
    return made


# Saaty, The Analytic Hierarchy Process, 1980: which school; weights as printed.
SCHOOL = matrix(
    """1 4 3 1 3 4
    1/4 1 7 3 1/5 1
    1/3 1/7 1 1/5 1/5 1/6
    1 1/3 5 1 1 1/3
    1/3 5 5 1 1 3
    1/4 1 6 3 1/3 1"""
)
# Saaty, How to make a decision, EJOR 48, 1990: which house (size, transport, neighbourhood, age, yard, equipment,
# condition, financing).
HOUSE = matrix(
    """1 5 3 7 6 6 1/3 1/4
    1/5 1 1/3 5 3 3 1/5 1/7
    1/3 3 1 6 3 4 6 1/5
    1/7 1/5 1/6 1 1/3 1/4 1/7 1/8
    1/6 1/3 1/3 3 1 1/2 1/5 1/6
    1/6 1/3 1/4 4 2 1 1/5 1/6
    3 5 1/6 7 5 5 1 1/2
    4 7 5 8 6 6 2 1"""
)
# Saaty, Decision making with the AHP, Int. J. Services Sciences 1(1), 2008: consumption of drinks in the USA.
DRINKS = matrix(
    """1 9 5 2 1 1 1/2
    1/9 1 1/3 1/9 1/9 1/9 1/9
    1/5 3 1 1/3 1/4 1/3 1/9
    1/2 9 3 1 1/2 1 1/3
    1 9 4 2 1 2 1/2
    1 9 3 1 1/2 1 1/3
    2 9 9 3 2 3 1"""
)
# Which car for the Jones family, after Saaty (Wikipedia, "AHP - car example"): cost, safety, style, capacity; then
# price, fuel, maintenance, resale.
CAR = matrix("1 3 7 3\n1/3 1 9 1\n1/7 1/9 1 1/7\n1/3 1 7 1")
CAR_COST = matrix("1 2 5 3\n1/2 1 2 2\n1/5 1/2 1 1/2\n1/3 1/2 2 1")
PUBLISHED = {
    "school": (SCHOOL, [0.32, 0.14, 0.03, 0.13, 0.24, 0.14], 0.006, None),
    "house": (HOUSE, [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], 0.0006, (9.669, 0.169)),
    "drinks": (DRINKS, [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], 0.0006, (None, 0.022)),
    "car": (CAR, [0.510, 0.234, 0.041, 0.215], 0.0006, (None, 0.074)),
    "cost of a car": (CAR_COST, [0.488, 0.252, 0.100, 0.161], 0.0006, None),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_examples_give_their_published_weights_and_consistency(name: str) -> None:
    comparisons, weights, rounding, consistency = PUBLISHED[name]
    found = priorities(comparisons)
    assert found.weights == pytest.approx(weights, abs=rounding)
    assert found.weights.sum() == pytest.approx(1.0)
    if consistency:
        eigenvalue, ratio = consistency
        assert eigenvalue is None or found.largest_eigenvalue == pytest.approx(eigenvalue, abs=0.0006)
        assert found.consistency_ratio == pytest.approx(ratio, abs=0.0006)


def test_three_criteria_by_hand() -> None:
    # The example of the help: of three items the eigenvector is the geometric mean of the rows, exactly.
    # Rows: (1 × 3 × 5)^⅓ = 2.4662, (⅓ × 1 × 2)^⅓ = 0.8736, (⅕ × ½ × 1)^⅓ = 0.4642; sum 3.8040.
    # λmax = 1 + t + 1/t with t = (3 × 2 / 5)^⅓ = 1.0627: 3.0037; index 0.0018; ratio 0.0018 / 0.58 = 0.0032.
    found = priorities(matrix("1 3 5\n1/3 1 2\n1/5 1/2 1"))
    assert found.weights == pytest.approx([0.6483, 0.2297, 0.1220], abs=5e-5)
    assert found.largest_eigenvalue == pytest.approx(3.0037, abs=5e-5)
    assert found.consistency_index == pytest.approx(0.0018, abs=5e-5)
    assert found.consistency_ratio == pytest.approx(0.0032, abs=5e-5)


judgements = st.sampled_from([1 / step for step in range(9, 1, -1)] + [float(step) for step in range(1, 10)])
complete = st.integers(2, 9).flatmap(
    lambda size: st.lists(judgements, min_size=size * (size - 1) // 2, max_size=size * (size - 1) // 2).map(
        lambda upper: reciprocal(size, upper)
    )
)


@settings(max_examples=300, deadline=None)
@given(complete)
def test_weights_and_consistency_are_those_of_pymcdm(comparisons: np.ndarray) -> None:
    oracle = AHP(matrix=comparisons)
    found, size = priorities(comparisons), len(comparisons)
    assert found.weights == pytest.approx(oracle(), abs=1e-9)
    # pymcdm divides by another random index (Rao Tummala and Ling 1998): the index before it is one and the same.
    assert found.consistency_index == pytest.approx(oracle.get_cr() * AHP.RI_M[size - 1], abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(complete, st.randoms(use_true_random=False))
def test_order_of_the_items_changes_nothing(comparisons: np.ndarray, chance) -> None:
    order = list(range(len(comparisons)))
    chance.shuffle(order)
    one, other = priorities(comparisons), priorities(comparisons[np.ix_(order, order)])
    assert other.weights == pytest.approx(one.weights[order], abs=1e-9)
    assert other.consistency_ratio == pytest.approx(one.consistency_ratio, abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0.5, 20), min_size=2, max_size=8), st.data())
def test_weights_of_comparisons_that_agree_are_found_again_however_few_are_made(weights: list[float], data) -> None:
    told = np.array(weights) / sum(weights)
    comparisons = told[:, None] / told
    # A chain joins all; of the others some are left out.
    for first, second in zip(*np.triu_indices(len(told), 2)):
        if data.draw(st.booleans()):
            comparisons[first, second] = comparisons[second, first] = np.nan
    found = priorities(comparisons)
    assert found.weights == pytest.approx(told, abs=1e-9)
    assert found.consistency_ratio == pytest.approx(0.0, abs=1e-9)


def test_missing_comparison_is_worth_the_ratio_of_the_weights_that_come_out() -> None:
    # Harker 1987: put w_i / w_j where nobody has compared, and the complete matrix has the same eigenvector.
    comparisons = matrix("1 1 5 2\n1 1 3 4\n1/5 1/3 1 .\n1/2 1/4 . 1")
    found = priorities(comparisons)
    filled = np.where(np.isnan(comparisons), found.weights[:, None] / found.weights, comparisons)
    again = priorities(filled)
    assert again.weights == pytest.approx(found.weights, abs=1e-12)
    assert again.largest_eigenvalue == pytest.approx(found.largest_eigenvalue, abs=1e-12)
    # The best completion (Bozóki, Fülöp and Rónyai 2010, same matrix) is 0.7303, with weights near ours.
    assert found.weights[2] / found.weights[3] == pytest.approx(0.7303, abs=0.02)
    assert found.weights == pytest.approx([0.3738, 0.3920, 0.0985, 0.1357], abs=0.003)


def test_example_of_harker() -> None:
    # Twice as much, twice as much again, the third comparison left open: 4, 2, 1.
    found = priorities(matrix("1 2 .\n1/2 1 2\n. 1/2 1"))
    assert found.weights == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert (found.largest_eigenvalue, found.consistency_ratio) == (pytest.approx(3.0), 0.0)


def test_one_item_has_all_the_weight_and_two_cannot_disagree() -> None:
    assert priorities(np.ones((1, 1))).weights.tolist() == [1.0]
    two = priorities(matrix("1 4\n1/4 1"))
    assert two.weights == pytest.approx([0.8, 0.2])
    assert two.consistency_ratio == 0.0


def test_random_index_is_saatys_and_falls_with_what_is_missing() -> None:
    assert [random_index(size) for size in (1, 2, 3, 4, 9, 15)] == [0.0, 0.0, 0.58, 0.90, 1.45, 1.59]
    # Beyond his table: (2.7699 × 28 − 4.3513 − 28) / 27
    assert random_index(28) == pytest.approx(1.67429, abs=1e-5)
    # Four items, one comparison missing: 0.90 × (1 − 2 / 6); three missing leave a tree, which cannot disagree.
    assert random_index(4, 1) == pytest.approx(0.60)
    assert random_index(4, 3) == 0.0


def test_the_index_beyond_saatys_table_goes_on_where_it_ends() -> None:
    line = resource("scoring/ahp")["random_index_beyond"]
    at_its_end = (line["slope"] * 15 + line["intercept"] - 15) / 14
    assert at_its_end == pytest.approx(random_index(15), abs=0.01)


# --- The comparison that spoils it


def test_comparison_that_spoils_the_house_is_the_one_that_saaty_names() -> None:
    # Saaty 2003: neighbourhood against condition is 6, the others say 1/2, which brings the ratio from 0.169 to 0.083.
    found = spoiler(HOUSE)
    assert (found.first, found.second) == (2, 6)
    assert found.suited == pytest.approx(0.46, abs=0.005)
    assert on_scale(found.suited) == "1/2"
    mended = HOUSE.copy()
    mended[2, 6], mended[6, 2] = 1 / 2, 2
    after = priorities(mended)
    assert after.largest_eigenvalue == pytest.approx(8.811, abs=0.001)
    assert after.consistency_ratio == pytest.approx(0.083, abs=0.001)
    assert after.weights == pytest.approx([0.175, 0.062, 0.103, 0.019, 0.034, 0.041, 0.221, 0.345], abs=0.0006)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(1, 3), min_size=4, max_size=7), st.data())
def test_the_one_comparison_that_is_wrong_is_found_with_the_value_that_it_had(weights: list[float], data) -> None:
    told = np.array(weights)
    comparisons = told[:, None] / told
    pairs = list(zip(*np.triu_indices(len(told), 1)))
    first, second = data.draw(st.sampled_from(pairs))
    right = comparisons[first, second]
    comparisons[first, second] = right * 9
    comparisons[second, first] = 1 / comparisons[first, second]
    found = spoiler(comparisons)
    assert (found.first, found.second) == (first, second)
    assert found.suited == pytest.approx(right)
    assert found.ratio_without == pytest.approx(0.0, abs=1e-9)


def test_of_a_single_circle_each_comparison_could_be_the_wrong_one_and_the_first_is_named() -> None:
    # a is 2 b, b is 2 c, and a is c: the others say of a and b that they are 1/2.
    found = spoiler(matrix("1 2 1\n1/2 1 2\n1 1/2 1"))
    assert (found.first, found.second, found.suited) == (0, 1, pytest.approx(0.5))


def test_comparison_that_alone_joins_two_items_spoils_nothing() -> None:
    assert spoiler(matrix("1 9 .\n1/9 1 1/9\n. 9 1")) is None


@pytest.mark.parametrize(
    ("ratio", "written"), [(1.0, "1"), (1.3, "1"), (1.5, "2"), (0.46, "1/2"), (0.3, "1/3"), (23.7, "9"), (0.01, "1/9")]
)
def test_value_that_suits_is_written_as_a_judgement(ratio: float, written: str) -> None:
    assert on_scale(ratio) == written


def test_items_that_nothing_joins_are_told_apart() -> None:
    comparisons = matrix("1 2 . .\n1/2 1 . .\n. . 1 3\n. . 1/3 1")
    assert parts(comparisons) == [[0, 1], [2, 3]]
    assert parts(SCHOOL) == [[0, 1, 2, 3, 4, 5]]
