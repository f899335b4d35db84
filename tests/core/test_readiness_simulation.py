"""The months under durations drawn at random: closed forms, longest paths found by others, what decides."""

from __future__ import annotations

from datetime import date

import networkx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from gisement.core.readiness.draws import Draws, Durations, durations, read_draws, triangular
from gisement.core.readiness.schedule import schedule
from gisement.core.readiness.simulation import simulate
from gisement.core.readiness.state import State, state_of
from gisement.core.readiness.steps import Procedures, ReadinessClass, Step, Variant
from gisement.core.report import Report

ON = date(2026, 11, 27)
ALWAYS, NEVER = {"column": "oui", "op": "==", "value": "oui"}, {"column": "oui", "op": "==", "value": "non"}
LABEL = {"fr": "x", "en": "x"}
VETOED = ReadinessClass("R0", LABEL, None, False, False, ())
MANY = Draws(20_000, 7)


def step(name: str, *parts: tuple, after: tuple = (), when: dict = ALWAYS, probability: float = 1.0) -> Step:
    return Step(name, LABEL, when, (Variant(name, LABEL, None, parts),), after, False, probability)


def state(procedures: Procedures, count: int = 1) -> State:
    facts = pd.DataFrame({"oui": ["oui"] * count}, index=[f"s{place}" for place in range(count)])
    return state_of(facts, procedures, None, ON, Report())


def simulated(*steps: Step, by: float = 12.0, draws: Draws = MANY):
    procedures = Procedures("p", LABEL, steps, (), VETOED)
    found = state(procedures)
    return simulate(procedures, found, found.chance_high, durations(procedures, draws), by, Report())


def within(share: float, draws: int = MANY.count) -> float:
    """Give four standard errors of a share."""
    return 4.0 * float(np.sqrt(share * (1.0 - share) / draws)) + 1e-9


def scipy_triangular(least: float, likely: float, most: float):
    return stats.triang((likely - least) / (most - least), loc=least, scale=most - least)


@pytest.mark.parametrize("months", [(3, 9, 24), (1, 1, 2), (3, 6, 6), (12, 12, 14), (0, 0, 1)])
def test_triangular_quantiles_are_those_of_scipy(months: tuple[float, float, float]) -> None:
    shares = np.linspace(0, 1, 101)
    assert triangular(shares, *months) == pytest.approx(scipy_triangular(*months).ppf(shares), abs=1e-9)


def test_fixed_duration_is_drawn_as_it_is() -> None:
    assert triangular(np.array([0.0, 0.3, 1.0]), 3, 3, 3).tolist() == [3, 3, 3]


def test_one_step_has_the_quantiles_of_its_distribution() -> None:
    found = simulated(step("a", (3, 9, 24)), by=12.0)
    law = scipy_triangular(3, 9, 24)
    for name, share in (("mois_p50", 0.5), ("mois_p80", 0.8)):
        assert law.cdf(found.quantiles[name][0]) == pytest.approx(share, abs=within(share))
    assert found.in_time[0] == pytest.approx(law.cdf(12.0), abs=within(law.cdf(12.0)))
    assert (found.criticality[0, 0], found.gain[0, 0]) == (1.0, pytest.approx(1.0, abs=1e-5))


def test_steps_in_a_row_have_the_law_of_the_sum() -> None:
    one, other = scipy_triangular(3, 9, 24), scipy_triangular(6, 18, 24)
    found = simulated(step("a", (3, 9, 24)), step("b", (6, 18, 24), after=("a",)), by=30.0)
    # P(A + B ≤ t) = ∫ f_A(x) F_B(t − x) dx, by the trapezium rule
    places = np.linspace(3, 24, 20_001)

    def law(total: float) -> float:
        return float(np.trapz(one.pdf(places) * other.cdf(total - places), places))

    assert law(found.quantiles["mois_p50"][0]) == pytest.approx(0.5, abs=within(0.5))
    assert law(found.quantiles["mois_p80"][0]) == pytest.approx(0.8, abs=within(0.8))
    assert found.in_time[0] == pytest.approx(law(30.0), abs=within(law(30.0)))
    assert found.criticality[0].tolist() == [1.0, 1.0]
    assert found.gain[0] == pytest.approx([1.0, 1.0], abs=1e-5)


def test_parts_of_one_step_are_drawn_each_for_itself() -> None:
    whole = simulated(step("a", (1, 1, 2), (2, 2, 3), (2, 4, 8)))
    rows = simulated(step("a", (1, 1, 2)), step("b", (2, 2, 3), after=("a",)), step("c", (2, 4, 8), after=("b",)))
    assert whole.quantiles["mois_p80"] == pytest.approx(rows.quantiles["mois_p80"], abs=0.1)


def test_steps_beside_one_another_have_the_law_of_the_later() -> None:
    laws = scipy_triangular(3, 9, 24), scipy_triangular(6, 10, 20)
    found = simulated(step("a", (3, 9, 24)), step("b", (6, 10, 20)), by=14.0)
    both = laws[0].cdf(14.0) * laws[1].cdf(14.0)
    assert found.in_time[0] == pytest.approx(both, abs=within(both))
    places = np.linspace(3, 24, 20_001)
    later = float(np.trapz(laws[0].pdf(places) * laws[1].cdf(places), places))  # P(B ≤ A)
    assert found.criticality[0, 0] == pytest.approx(later, abs=within(later))
    assert found.criticality[0].sum() == pytest.approx(1.0)


def test_step_that_may_not_be_needed_is_needed_in_its_share_of_the_draws() -> None:
    found = simulated(step("a", (5, 5, 5)), step("b", (10, 10, 10), after=("a",), probability=0.22), by=5.0)
    assert found.in_time[0] == pytest.approx(0.78, abs=within(0.22))
    assert found.criticality[0] == pytest.approx([1.0, 0.22], abs=within(0.22))
    assert (found.quantiles["mois_p50"][0], found.quantiles["mois_p80"][0]) == (5.0, 15.0)
    assert found.gain[0, 1] == pytest.approx(0.22, abs=within(0.22))


def test_month_gained_beside_a_step_nearly_as_long_is_worth_the_difference() -> None:
    # 10 months decide over 9.4: a month less brings 0.6; on the other step it brings nothing
    found = simulated(step("a", (10, 10, 10)), step("b", (9.4, 9.4, 9.4)))
    assert found.gain[0] == pytest.approx([0.6, 0.0], abs=1e-5)


def test_step_shorter_than_a_month_can_gain_no_more_than_it_takes() -> None:
    assert simulated(step("a", (0.5, 0.5, 0.5))).gain[0, 0] == pytest.approx(0.5)


def test_site_without_any_step_is_ready() -> None:
    found = simulated(step("a", (3, 9, 24), when=NEVER), by=0.0)
    assert (found.in_time[0], found.quantiles["mois_p80"][0]) == (1.0, 0.0)
    assert found.criticality[0, 0] == 0.0


def graphs():
    return st.integers(1, 8).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.lists(st.floats(0, 40, width=32), min_size=count, max_size=count),
            st.lists(st.booleans(), min_size=count, max_size=count),
            st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))),
        )
    )


def network(count: int, months: list, needed: list, arrows: set) -> networkx.DiGraph:
    """Draw the steps that are needed as a graph; an arrow bears the months of the step that it leaves."""
    graph = networkx.DiGraph()
    graph.add_node("fin")
    for place in range(count):
        if needed[place]:
            graph.add_edge(place, "fin", weight=months[place])
    for one, other in arrows:
        if one < other and needed[one] and needed[other]:
            graph.add_edge(one, other, weight=months[one])
    return graph


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_path_is_the_longest_one_of_networkx(case: tuple) -> None:
    count, months, needed, arrows = case
    after = [tuple(str(one) for one, other in arrows if other == place and one < place) for place in range(count)]
    steps = tuple(Step(str(place), LABEL, ALWAYS, (), after[place]) for place in range(count))
    taken = np.where(needed, months, np.nan)[None, :]
    plan = schedule(steps, taken)
    graph = network(count, months, needed, arrows)
    longest = networkx.dag_longest_path_length(graph, weight="weight")
    assert plan.total[0] == pytest.approx(longest, abs=1e-4)
    decides = [place for place in range(count) if plan.critical[0, place]]
    assert sum(months[place] for place in decides) == pytest.approx(longest, abs=1e-4)
    assert all(graph.has_edge(one, other) for one, other in zip(decides, decides[1:]))


@settings(max_examples=40, deadline=None)
@given(graphs(), st.integers(0, 1000))
def test_each_draw_is_the_longest_path_of_its_durations(case: tuple, seed: int) -> None:
    count, likely, needed, arrows = case
    after = [tuple(str(one) for one, other in arrows if other == place and one < place) for place in range(count)]
    steps = tuple(
        Step(str(place), LABEL, ALWAYS if needed[place] else NEVER,
             (Variant("v", LABEL, None, ((likely[place] / 2, likely[place], likely[place] * 2),)),), after[place])
        for place in range(count)
    )  # fmt: skip
    procedures = Procedures("p", LABEL, steps, (), VETOED)
    found = state(procedures)
    drawn = durations(procedures, Draws(25, seed))
    got = simulate(procedures, found, found.chance_high, drawn, 20.0, Report())
    totals, gains = [], np.zeros(count)
    for draw in range(25):
        months = drawn.months[:, draw].astype(float).tolist()
        total = networkx.dag_longest_path_length(network(count, months, needed, arrows), weight="weight")
        totals.append(total)
        for place in np.flatnonzero(needed):
            less = list(months)
            less[place] = max(less[place] - 1.0, 0.0)
            shorter = networkx.dag_longest_path_length(network(count, less, needed, arrows), weight="weight")
            gains[place] += (total - shorter) / 25
    assert got.quantiles["mois_p50"][0] == pytest.approx(np.quantile(totals, 0.5), abs=1e-3)
    assert got.gain[0] == pytest.approx(gains, abs=1e-3)
    assert ((got.criticality[0] > 0) <= np.array(needed)).all()
    assert any(needed) == bool(got.criticality[0].sum() >= 1.0 - 1e-9) or max(totals) == 0


def test_same_seed_gives_the_same_figures_and_another_gives_others() -> None:
    steps = (step("a", (3, 9, 24)), step("b", (6, 18, 24), after=("a",)))
    one, same, other = (simulated(*steps, draws=Draws(500, seed)) for seed in (3, 3, 4))
    assert one.quantiles["mois_p50"].tobytes() == same.quantiles["mois_p50"].tobytes()
    assert one.quantiles["mois_p50"][0] != other.quantiles["mois_p50"][0]


def test_site_has_the_same_months_whatever_sites_it_comes_with() -> None:
    steps = (step("a", (3, 9, 24)), step("b", (6, 18, 24), after=("a",), when={"column": "b", "op": "known"}))
    procedures = Procedures("p", LABEL, steps, (), VETOED)
    drawn = durations(procedures, Draws(300, 1))
    facts = pd.DataFrame({"oui": ["oui"] * 90, "b": ["x", None, "y"] * 30}, index=range(90))

    def quantiles(rows: pd.DataFrame) -> pd.Series:
        found = state_of(rows, procedures, None, ON, Report())
        values = simulate(procedures, found, found.chance_high, drawn, 20.0, Report()).quantiles["mois_p80"]
        return pd.Series(values, index=rows.index)

    every, turned, one = quantiles(facts), quantiles(facts.iloc[::-1]), quantiles(facts.iloc[[4]])
    assert every.equals(turned.sort_index())
    assert every.loc[4] == one.loc[4]


def test_chance_of_one_is_never_missed_by_rounding() -> None:
    procedures = Procedures("p", LABEL, (step("a", (1, 1, 1)),), (), VETOED)
    found = state(procedures)
    drawn = Durations(np.ones((1, 3), np.float32), np.array([0]), np.ones((1, 3), np.float32))
    assert simulate(procedures, found, found.chance_high, drawn, 0.0, Report()).in_time[0] == 0.0


def test_draws_are_those_of_the_resources_unless_given() -> None:
    assert read_draws(None, None) == Draws(1000, 1)
    assert read_draws(5, 9) == Draws(5, 9)
