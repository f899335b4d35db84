"""Second opinions: published cases, pymcdm and scikit-criteria as oracles, and what must hold with unknowns."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pymcdm import methods
from pymcdm.normalizations import minmax_normalization, sum_normalization, vector_normalization

from gisement.core.scoring.aggregation import power_mean
from gisement.core.scoring.second_opinions import METHODS, agreement, ranks, topsis, weighted_product, weighted_sum

UNKNOWN = float("nan")


def utilities_of(matrix: list[list[float]], normalise, costs: tuple[int, ...] = ()) -> np.ndarray:
    """Bring raw values to what the methods take: the more the better."""
    columns = np.array(matrix, dtype=float).T
    return np.array([normalise(column, place in costs) for place, column in enumerate(columns)]).T


# --- Published cases


def test_topsis_of_tzeng_and_huang() -> None:
    # Multiple attribute decision making, 2011; also a case of scikit-criteria.
    values = utilities_of([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], vector_normalization)
    found = topsis(values, np.array([0.3, 0.4, 0.3]))
    assert found == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=1e-4)
    assert ranks(found).tolist() == [3, 2, 1, 4]


def test_topsis_of_two_by_hand() -> None:
    # A case of scikit-criteria. Distance of the first from the best (1, 5, 6): √(5² + 3²); the worst (0, 0, 3): 1.
    # Equal weights of a third divide both alike.
    found = topsis(np.array([[1.0, 0.0, 3.0], [0.0, 5.0, 6.0]]), np.ones(3))
    assert found == pytest.approx([1 / (1 + math.sqrt(34)), math.sqrt(34) / (1 + math.sqrt(34))])


def test_topsis_of_pymcdm() -> None:
    values = utilities_of([[1, 3000], [2, 3750], [5, 4500]], minmax_normalization, costs=(0,))
    assert topsis(values, np.array([0.5, 0.5])) == pytest.approx([0.500, 0.617, 0.500], abs=5e-4)


def test_weighted_sum_of_kracka_brauers_and_zavadskas() -> None:
    # Ranking heating losses in a building, 2010; also a case of scikit-criteria, whose weights there sum to 1.
    heat = [
        [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
        [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
        [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.610],
        [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ]
    found = weighted_sum(utilities_of(heat, sum_normalization, costs=(0, 1, 2, 3, 5)), np.full(7, 20.0))
    assert found == pytest.approx([0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701])
    assert ranks(found).tolist() == [6, 1, 3, 4, 5, 2]


def test_weighted_product_of_the_encyclopaedia() -> None:
    # Wikipedia, "Weighted product model"; also a case of scikit-criteria, which gives the decimal logarithm.
    values = utilities_of([[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]], sum_normalization)
    found = weighted_product(values, np.array([20.0, 15.0, 40.0, 25.0]))
    assert np.log10(found) == pytest.approx([-0.50128589, -0.50448471, -0.52947246])


PYMCDM = [[96, 83, 75, 7], [63, 5, 56, 9], [72, 30, 32, 48], [11, 4, 27, 9], [77, 21, 17, 11]]


def test_weighted_sum_and_product_of_pymcdm() -> None:
    # Its weights sum to 2: a sum is then twice, a product the square of ours.
    values = utilities_of(PYMCDM, sum_normalization, costs=(2, 3))
    weights = np.array([8.0, 5.0, 6.0, 7.0])
    assert 2 * weighted_sum(values, weights) == pytest.approx([0.609, 0.313, 0.334, 0.265, 0.479], abs=5e-4)
    assert weighted_product(values, weights) ** 2 == pytest.approx([0.065, 0.017, 0.019, 0.007, 0.052], abs=5e-4)


# --- Oracles


def cases(low: float):
    """Matrices of utilities with their weights."""
    sizes = st.tuples(st.integers(2, 8), st.integers(1, 6))
    return sizes.flatmap(
        lambda size: st.tuples(
            st.lists(
                st.lists(st.floats(low, 1).map(lambda value: round(value, 3)), min_size=size[1], max_size=size[1]),
                min_size=size[0],
                max_size=size[0],
            ),
            st.lists(st.integers(1, 40), min_size=size[1], max_size=size[1]),
        )
    ).map(lambda case: (np.array(case[0]), np.array(case[1], dtype=float)))


def as_it_is(values: np.ndarray, cost: bool) -> np.ndarray:
    """Leave utilities as they are, for pymcdm."""
    return values


@pytest.mark.filterwarnings("ignore:Alternatives with indices")
@settings(max_examples=150, deadline=None)
@given(cases(0.01))
def test_methods_agree_with_pymcdm(case) -> None:
    values, weights = case
    shares, types = weights / weights.sum(), np.ones(len(weights))
    # pymcdm makes 0 / 0 of rows that are all alike.
    assume((np.ptp(values, axis=0) > 0).any())
    assert topsis(values, weights) == pytest.approx(methods.TOPSIS(as_it_is)(values, shares, types), abs=1e-9)
    assert weighted_sum(values, weights) == pytest.approx(methods.WSM(as_it_is)(values, shares, types), abs=1e-9)
    assert weighted_product(values, weights) == pytest.approx(methods.WPM(as_it_is)(values, shares, types), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(cases(0.01))
def test_methods_agree_with_scikit_criteria(case) -> None:
    skcriteria = pytest.importorskip("skcriteria")
    simple, similarity = (
        pytest.importorskip("skcriteria.madm.simple"),
        pytest.importorskip("skcriteria.madm.similarity"),
    )
    values, weights = case
    assume((np.ptp(values, axis=0) > 0).any())
    problem = skcriteria.mkdm(values, [max] * len(weights), weights / weights.sum())
    assert topsis(values, weights) == pytest.approx(similarity.TOPSIS().evaluate(problem).e_.similarity, abs=1e-9)
    assert weighted_sum(values, weights) == pytest.approx(
        simple.WeightedSumModel().evaluate(problem).e_.score, abs=1e-9
    )
    # It gives the decimal logarithm.
    product = 10 ** simple.WeightedProductModel().evaluate(problem).e_.score
    assert weighted_product(values, weights) == pytest.approx(product, abs=1e-9)


# --- What must hold


def with_gaps(case, data) -> tuple[np.ndarray, np.ndarray]:
    values, weights = case
    gaps = data.draw(st.lists(st.booleans(), min_size=values.size, max_size=values.size))
    return np.where(np.reshape(gaps, values.shape), UNKNOWN, values), weights


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60, deadline=None)
@given(case=cases(0.0), data=st.data())
def test_order_of_rows_and_scale_of_weights_change_nothing(method: str, case, data) -> None:
    values, weights = with_gaps(case, data)
    found = METHODS[method](values, weights)
    order = data.draw(st.permutations(range(len(values))))
    assert METHODS[method](values[order], weights) == pytest.approx(found[order], abs=1e-12, nan_ok=True)
    assert METHODS[method](values, 7.0 * weights) == pytest.approx(found, abs=1e-12, nan_ok=True)


@settings(max_examples=100, deadline=None)
@given(case=cases(0.0), data=st.data())
def test_sum_and_product_are_the_ends_of_the_power_mean_of_the_score(case, data) -> None:
    values, weights = with_gaps(case, data)
    assert weighted_sum(values, weights) == pytest.approx(power_mean(values, weights, 1.0), abs=1e-12, nan_ok=True)
    product = weighted_product(values, weights)
    near_zero = power_mean(np.where(values == 0, UNKNOWN, values), weights, 1e-6)
    without_zero = ~(values == 0).any(axis=1)
    assert product[without_zero] == pytest.approx(near_zero[without_zero], abs=1e-4, nan_ok=True)
    assert (product[(values == 0).any(axis=1)] == 0).all()


def test_unknown_is_left_out_with_its_weight() -> None:
    # Of the first row 0.4 alone is known, of the second both, of the third nothing.
    values = np.array([[0.4, UNKNOWN], [0.4, 0.9], [UNKNOWN, UNKNOWN]])
    weights = np.array([1.0, 3.0])
    assert weighted_sum(values, weights) == pytest.approx([0.4, (0.4 + 3 * 0.9) / 4, UNKNOWN], nan_ok=True)
    assert weighted_product(values, weights) == pytest.approx([0.4, (0.4 * 0.9**3) ** 0.25, UNKNOWN], nan_ok=True)
    # All known values of a column are alike: best and worst are one, and nothing parts the rows.
    assert topsis(values, weights) == pytest.approx([0.5, 0.5, UNKNOWN], nan_ok=True)


def test_criterion_without_weight_counts_for_nothing() -> None:
    values, weights = np.array([[0.0, 0.5], [1.0, 0.5], [1.0, UNKNOWN]]), np.array([0.0, 2.0])
    for method in METHODS.values():
        assert method(values, weights)[0] == method(values, weights)[1]
        assert np.isnan(method(values, weights)[2])


@pytest.mark.parametrize("method", METHODS)
def test_nothing_to_rank_gives_nothing(method: str) -> None:
    assert METHODS[method](np.empty((0, 3)), np.ones(3)).shape == (0,)
    assert np.isnan(METHODS[method](np.full((2, 3), UNKNOWN), np.ones(3))).all()


def test_equal_values_share_the_better_rank_and_unknown_has_none() -> None:
    assert ranks(np.array([0.3, 0.1 + 0.2, 0.5, UNKNOWN, 0.1])) == pytest.approx([2, 2, 1, UNKNOWN, 4], nan_ok=True)


def test_agreement_by_hand() -> None:
    # Ranks 1 2 3 4 and 2 1 3 4: d² = 1 + 1, so ρ = 1 − 6 × 2 / (4 × 15) = 0.8; one pair of six is turned: τ = 4 / 6.
    assert agreement(np.array([1.0, 2, 3, 4]), np.array([2.0, 1, 3, 4])) == pytest.approx((0.8, 4 / 6))
    # The fifth has a rank in one of them only.
    ours, theirs = np.array([1.0, 2, 3, 4, UNKNOWN]), np.array([2.0, 1, 3, 4, 5])
    assert agreement(ours, theirs) == pytest.approx((0.8, 4 / 6))
    assert agreement(np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == pytest.approx((-1.0, -1.0))


@pytest.mark.parametrize("theirs", [[2.0, 2.0, 2.0], [UNKNOWN, UNKNOWN, 1.0], [UNKNOWN] * 3])
def test_ranking_that_parts_nothing_agrees_with_none(theirs: list[float]) -> None:
    assert np.isnan(agreement(np.array([1.0, 2, 3]), np.array(theirs))).all()
