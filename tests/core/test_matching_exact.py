"""The assignment is the best there is: small cases against every assignment that can be made, and against networkx."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from gisement_tests.demand import many, plain_sites
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.matching import (
    Allowance,
    Matching,
    Project,
    Question,
    assignments,
    candidates,
    match,
    solving,
    unmatched,
)
from gisement.core.matching.matching import filled
from gisement.core.matching.model import model
from gisement.core.matching.pairs import find_pairs
from gisement.core.report import Report

TODAY = date(2026, 11, 22)
#: data of `resources/matching/exigences.json`: a divided site keeps a tenth in common, and 1 ha beside each part
COMMON, REST, LARGE = 0.1, 1.0, 10.0


@dataclass(frozen=True)
class Case:
    """Projects (area, willing to share, of national scope), sites, hectares left in all and in one municipality."""

    projects: list[tuple[float, bool, bool]]
    sites: pd.DataFrame
    left: float | None
    left_in_one: float | None
    divide: bool

    def question(self) -> Question:
        """Ask it of the engine."""
        hectares = {}
        if self.left is not None:
            hectares["200000000"] = self.left
        if self.left_in_one is not None:
            hectares["13001"] = self.left_in_one
        projects = [
            Project(f"P{place}", area=area, divisible=shares, national=national)
            for place, (area, shares, national) in enumerate(self.projects)
        ]
        known = candidates(self.sites, [None], TODAY, divide=self.divide)
        return Question(projects, known, Allowance(hectares) if hectares else None, national_outside=True)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw few values often, so that sums tie and the later aims decide."""
    projects = draw(
        st.lists(st.tuples(st.sampled_from([1.0, 2.5, 4.0, 6.5]), st.booleans(), st.booleans()), min_size=1, max_size=6)
    )
    count = draw(st.integers(1, 6))

    def each(*values: float | None) -> list:
        return draw(st.lists(st.sampled_from(values), min_size=count, max_size=count))

    area = each(2.0, 5.0, 8.0, 11.0, 14.0)
    share = each(0.0, 0.25, 0.5, 1.0)
    sites = plain_sites(
        surface_utile_ha=area,
        score=each(30.0, 40.0, 40.0, 50.0, None),
        mois_avant_pret=each(6.0, 12.0, 12.0, 24.0),
        surface_m2=[value * 10_000.0 for value in area],
        nouvelle_artif_m2=[value * part * 10_000.0 for value, part in zip(area, share)],
        comm_insee=each("13001", "13002"),
        site_epci_siren=["200000000"] * count,
    )
    limits = st.sampled_from([None, 0.0, 1.0, 2.5, 6.0])
    return Case(projects, sites, draw(limits), draw(limits), draw(st.booleans()))


def best_by_trying_all(case: Case) -> tuple[int, int, int]:
    """Try every assignment: the least of (fitness below zero, months, new land), in whole hundredths, tenths, 10 m²."""
    sites, count = case.sites, len(case.sites)
    area = sites["surface_utile_ha"].to_numpy()
    score = sites["score"].to_numpy(dtype=float)
    need = np.array([project[0] for project in case.projects])
    tried = np.indices((count + 1,) * len(need)).reshape(len(need), -1).T  # (assignments, projects); count: no site
    placed = tried < count
    at = np.minimum(tried, count - 1)
    fits = (need <= area[at]) & ~np.isnan(score[at])
    good = (fits | ~placed).all(axis=1)
    for site in range(count):
        here = (tried == site) & placed
        several = here.sum(axis=1) > 1
        large = case.divide and area[site] >= LARGE
        room = area[site] * (1 - COMMON)
        shares = np.array([project[1] for project in case.projects]) & (need + REST <= room + 1e-9) & large
        good &= ~several | (~(here & ~shares).any(axis=1) & ((here * need).sum(axis=1) <= room + 1e-9))
    share = (sites["nouvelle_artif_m2"] / sites["surface_m2"]).to_numpy()
    land = np.where(placed, need * share[at], 0.0)
    counts = ~np.array([project[2] for project in case.projects])
    one = (sites["comm_insee"] == "13001").to_numpy()
    for left, inside in ((case.left, np.ones(count, dtype=bool)), (case.left_in_one, one)):
        if left is not None:
            good &= (land * counts * inside[at]).sum(axis=1) <= left + 1e-9
    if case.left is None and case.left_in_one is not None:
        # What is left of a territory that the table does not name is unknown: no new land is admitted there.
        good &= ~((land > 0) & counts & ~one[at]).any(axis=1)
    sums = [
        -np.round(np.where(placed, np.nan_to_num(score[at]), 0.0).sum(axis=1) * 100),
        np.round(np.where(placed, sites["mois_avant_pret"].to_numpy()[at], 0.0).sum(axis=1) * 10),
        np.round(land.sum(axis=1) * 1000),
    ]
    return min(zip(*(values[good].astype(int).tolist() for values in sums)))


def reached(found: Matching) -> tuple[int, int, int]:
    totals = found.totals
    return (
        -round(totals["aptitude"] * 100),
        round(totals["mois"] * 10),
        round(totals["nouvelle_artif_ha"] * 1000),
    )


@settings(max_examples=100, deadline=None)
@given(cases())
def test_no_assignment_is_better(case: Case) -> None:
    found = match(case.question())
    assert (found.gap, found.proven) == (0.0, 3)
    assert reached(found) == best_by_trying_all(case)


@settings(max_examples=20, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_order_of_projects_and_sites_changes_nothing(case: Case, chance: object) -> None:
    def tables(shuffled: bool) -> list[pd.DataFrame]:
        question = case.question()
        if shuffled:
            rows = list(range(len(case.sites)))
            chance.shuffle(rows)
            sites = case.sites.iloc[rows]
            known = candidates(sites, [None], TODAY, divide=case.divide)
            question = Question(question.projects, known, question.allowance, national_outside=True)
        found = match(question)
        return [assignments(found, "r"), unmatched(found)]

    for one, other in zip(tables(False), tables(True)):
        pd.testing.assert_frame_equal(one, other)


@settings(max_examples=30, deadline=None)
@given(cases())
def test_every_project_and_site_is_either_assigned_or_told_why_not(case: Case) -> None:
    found = match(case.question())
    assigned, left_out = assignments(found, "r"), unmatched(found, "en")
    projects = left_out[left_out["objet"] == "projet"]
    assert sorted([*assigned["projet"], *projects["nom"]]) == [project.name for project in found.question.projects]
    sites = left_out[left_out["objet"] == "site"]
    assert sorted({*assigned["site_id"]} | {*sites["site_id"]}) == sorted(case.sites.index)
    assert left_out[["motif", "remede"]].notna().all().all()
    assert not left_out["motif"].str.contains(r"[{}]").any()
    # Nothing that could be placed is left: a project that suits a free site lacks the allowance for it.
    for project in projects.itertuples():
        assert project.conviennent == 0 or project.exigence in ("concurrence", "enveloppe")
        assert project.conviennent > 0 or project.exigence != "concurrence"


def test_with_one_site_for_one_project_it_is_the_assignment_of_networkx() -> None:
    projects, table = many(12, 20, 3)
    found = match(Question(projects, candidates(table, [None], TODAY)))
    graph = nx.Graph()
    for project in projects:
        for site, row in table.iterrows():
            if project.area <= row["surface_utile_ha"]:
                graph.add_edge(project.name, site, weight=round(row["score"] * 100))
    best = nx.max_weight_matching(graph)
    assert -reached(found)[0] == sum(graph.edges[pair]["weight"] for pair in best)


@pytest.mark.parametrize("seed", [1, 2])
def test_solve_by_weights_keeps_within_its_gap_and_bounds_the_optimum(seed: int) -> None:
    projects, table = many(25, 40, seed)
    left = Allowance({f"13{code:03}": 4.0 for code in range(5)})
    question = Question(projects, candidates(table, [None], TODAY, divide=True), left)
    asked = model(question, find_pairs(question, Report()))
    assert asked.tied
    best = solving.solve(asked.programme(True, 0.0, 60.0))
    quick = solving.solve(asked.programme(False, 0.05, 60.0))
    chosen = filled(asked, quick.chosen, Report())
    assert best.proven == 3
    assert (asked.rows @ chosen <= asked.upper + 1e-6).all()
    optimum, first = float(asked.aims[0] @ best.chosen), asked.aims[0]
    assert quick.bound <= optimum <= float(first @ chosen)
    assert float(first @ chosen) <= 0.95 * quick.bound
    # the part of the gap given up buys months
    assert asked.aims[1] @ quick.chosen < asked.aims[1] @ best.chosen
