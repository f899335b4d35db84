"""Projects matched with sites: cases worked out by hand, what is said of those left out, and stopping."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from gisement_tests.demand import ALLOWANCE, example_sites, many, plain_sites, write_projects, write_sites

from gisement.core.errors import Cancelled, GisementError
from gisement.core.matched_inventory import match_inventory
from gisement.core.matching import (
    Allowance,
    Matching,
    Project,
    Question,
    assignments,
    beside,
    candidates,
    match,
    match_sites,
    read_demand,
    solving,
    unmatched,
)
from gisement.core.report import Report
from gisement.core.resources import resource

TODAY = date(2026, 11, 22)
REGIME = "climat_resilience_2023"


def question(projects: list[Project], sites: pd.DataFrame, **options: object) -> Question:
    known = candidates(
        sites, [project.profile for project in projects], TODAY, divide=bool(options.pop("divide", False))
    )
    return Question(projects, known, **options)


def placed(found: Matching) -> dict[str, str]:
    return dict(assignments(found, REGIME)[["projet", "site_id"]].to_numpy().tolist())


def left_out(found: Matching, language: str = "fr") -> pd.DataFrame:
    return unmatched(found, language).set_index("nom")


# --- The example of the help


@pytest.fixture
def example(tmp_path: Path) -> Matching:
    projects = read_demand(write_projects(tmp_path / "projets.csv"))
    return match(question(projects, example_sites(), allowance=Allowance({"": ALLOWANCE})))


def test_example_of_the_help(example: Matching) -> None:
    # Batteries wants 15 ha, and no site has them. Emballages may have any site, Turbines the last two; but on the
    # Tannerie it would newly take 5 × 3/6 = 2.5 ha, more than the 2 ha that are left. So Turbines has the Filature
    # (55 points, 5 × 3/12 = 1.25 ha), and Emballages the Forge (72 points, nothing new) or the Tannerie
    # (64 points, 1.5 ha: 2.75 in all, too much): 127 points, 24 + 18 months, 1.25 ha.
    assert placed(example) == {"Emballages": "F-1", "Turbines": "F-3"}
    assert example.totals == pytest.approx({"aptitude": 127.0, "mois": 42.0, "nouvelle_artif_ha": 1.25})
    assert (example.gap, example.proven) == (0.0, 3)
    table = assignments(example, REGIME).set_index("projet")
    assert table.loc["Turbines", ["projet_part_ha", "projet_aptitude", "projet_mois"]].tolist() == [5.0, 55.0, 18.0]
    assert table.loc["Turbines", "projet_nouvelle_artif_ha"] == pytest.approx(1.25)
    assert table.loc["Turbines", "reste_ha"] == 7.0
    assert table.loc["Emballages", "projet_nouvelle_artif_origine"] == "mesurée"


def test_example_of_the_help_says_why_the_others_are_left_out(example: Matching) -> None:
    rows = left_out(example)
    assert rows.index.tolist() == ["Batteries", "Tannerie"]
    batteries = rows.loc["Batteries"]
    assert batteries[["exigence", "candidats", "echouent", "conviennent"]].tolist() == ["surface", 3, 3, 0]
    assert batteries[["manque", "unite", "le_plus_proche"]].tolist() == [9.0, "ha", "Tannerie (F-2)"]
    assert batteries["motif"] == "Surface\u00a0: 3 sites sur 3 n’y répondent pas."
    assert batteries["remede"] == "Il manque 9 ha à Tannerie (F-2). Il manque aussi\u00a0: enveloppe ZAN."
    tannery = rows.loc["Tannerie"]
    # It suits Emballages, which is better off at the Forge; Turbines lacks half a hectare of allowance there by itself.
    assert tannery[["objet", "site_id", "exigence", "conviennent"]].tolist() == ["site", "F-2", "concurrence", 1]


def test_without_allowance_the_example_takes_the_fittest_sites(tmp_path: Path) -> None:
    projects = read_demand(write_projects(tmp_path / "projets.csv"))
    found = match(question(projects, example_sites()))
    assert placed(found) == {"Emballages": "F-1", "Turbines": "F-2"}
    assert found.totals["aptitude"] == 136.0


# --- The aims, one after another


def test_months_decide_between_equal_fitness_and_new_land_between_equal_months() -> None:
    sites = plain_sites(score=[50.0, 50.0], mois_avant_pret=[24.0, 6.0])
    assert placed(match(question([Project("p", area=2.0)], sites))) == {"p": "B"}
    same = plain_sites(
        score=[50.0] * 2, mois_avant_pret=[6.0] * 2, surface_m2=[100_000.0] * 2, nouvelle_artif_m2=[50_000.0, 20_000.0]
    )
    assert placed(match(question([Project("p", area=2.0)], same))) == {"p": "B"}


def test_fitness_comes_before_months_however_many() -> None:
    sites = plain_sites(score=[50.02, 50.0], mois_avant_pret=[120.0, 1.0])
    assert placed(match(question([Project("p", area=2.0)], sites))) == {"p": "A"}


def test_months_that_nobody_knows_count_as_the_slowest_known() -> None:
    sites = plain_sites(score=[50.0] * 3, mois_avant_pret=[None, 60.0, 59.0])
    found = match(question([Project("p", area=2.0)], sites))
    assert placed(found) == {"p": "C"}
    alone = match(question([Project("p", area=2.0)], sites.iloc[:1]))
    assert assignments(alone, REGIME)["projet_mois"].isna().all(), "what is counted at worst is not known for that"


# --- Divided sites


def test_large_site_is_divided_only_where_it_is_allowed() -> None:
    # 12 ha: 1.2 stay in common, 10.8 for parts; each part must leave 1 ha for another
    sites = plain_sites(score=[60.0], surface_utile_ha=[12.0])
    projects = [Project("a", area=5.0), Project("b", area=5.8), Project("c", area=5.9)]
    assert match(question(projects, sites)).assigned_count == 1
    found = match(question(projects, sites, divide=True))
    assert placed(found) == {"a": "A", "b": "A"}
    assert assignments(found, REGIME)["reste_ha"].tolist() == [1.2, 1.2]


@pytest.mark.parametrize(
    ("columns", "projects"),
    [
        ({"surface_utile_ha": [9.9]}, [Project("a", area=2.0), Project("b", area=2.0)]),
        ({"surface_utile_ha": [12.0], "divisible": ["non"]}, [Project("a", area=2.0), Project("b", area=2.0)]),
        ({"surface_utile_ha": [12.0]}, [Project("a", area=2.0, divisible=False), Project("b", area=2.0)]),
        ({"surface_utile_ha": [12.0]}, [Project("a"), Project("b", area=2.0)]),
        ({"surface_utile_ha": [12.0]}, [Project("a", area=9.9), Project("b", area=0.5)]),
    ],
    ids=["too small", "the site says no", "a project says no", "a project wants it all", "nothing remains for another"],
)
def test_site_is_not_divided(columns: dict[str, list], projects: list[Project]) -> None:
    assert match(question(projects, plain_sites(**columns), divide=True)).assigned_count == 1


def test_site_that_says_it_is_divisible_may_be_small() -> None:
    sites = plain_sites(surface_utile_ha=[6.0], divisible=["oui"])
    assert match(question([Project("a", area=2.0), Project("b", area=2.0)], sites, divide=True)).assigned_count == 2


# --- The allowance


def test_allowance_of_a_municipality_limits_its_sites_alone() -> None:
    place = {
        "comm_insee": ["13001", "13001", "13002"],
        "surface_m2": [100_000.0] * 3,
        "nouvelle_artif_m2": [100_000.0] * 3,
    }
    projects = [Project(name, area=2.0) for name in "abc"]
    found = match(
        question(projects, plain_sites(**place), allowance=Allowance({"13001": 3.0, "13002": 9.0}, listed=True))
    )
    sites = sorted(placed(found).values())
    assert (len(sites), sites[-1]) == (2, "C")
    row = left_out(found).iloc[0]
    assert row[["exigence", "conviennent", "manque", "unite"]].tolist() == ["enveloppe", 3, 1.0, "ha"]
    assert row["remede"].startswith("Il manque 1 ha d’enveloppe pour ")


def test_project_of_national_scope_stands_outside_the_allowance() -> None:
    sites = plain_sites(surface_m2=[100_000.0], nouvelle_artif_m2=[100_000.0])
    project = Project("p", area=2.0, national=True)
    for outside, count in ((True, 1), (False, 0)):
        asked = question([project], sites, allowance=Allowance({"": 0.0}), national_outside=outside)
        assert match(asked).assigned_count == count


# --- What is unknown


def test_pair_whose_need_is_unknown_is_kept_out_and_told_unless_it_is_admitted() -> None:
    sites = plain_sites(port_km=[None, 30.0])
    projects = [Project("p", area=2.0, port=5.0)]
    report = Report()
    made = match_sites(sites, projects, TODAY, regime=REGIME, report=report)
    assert made.matching.assigned_count == 0
    assert ("match_to_verify", {"need": "Port ou quai", "count": 1}) in report.warnings
    row = made.unmatched.iloc[0]
    assert row[["exigence", "echouent", "inconnus", "a_verifier", "le_plus_proche"]].tolist() == ["port", 1, 1, 1, "A"]
    assert row["remede"] == "Mesurer ou confirmer «\u00a0port ou quai\u00a0» pour A\u00a0: rien d’autre ne s’y oppose."
    admitted = match_sites(sites, projects, TODAY, regime=REGIME, admit_unknown=True, report=report)
    assert admitted.assignments[["site_id", "projet_a_verifier"]].iloc[0].tolist() == ["A", "Port ou quai"]
    assert "match_admitted_unknown" in dict(report.warnings)


def test_new_land_that_nobody_knows_counts_as_all_that_a_project_takes() -> None:
    report = Report()
    left = Allowance({"": 2.0})
    made = match_sites(
        plain_sites(score=[50.0]), [Project("p", area=2.0)], TODAY, regime=REGIME, allowance=left, report=report
    )
    row = made.assignments.iloc[0]
    assert (row["projet_nouvelle_artif_ha"], row["projet_nouvelle_artif_origine"]) == (2.0, "inconnue, comptée au pire")
    assert ("match_land_unknown", {"count": 1, "of": 1}) in report.warnings


# --- Who is left out, and why


def test_need_that_most_candidates_fail_is_named_with_the_free_site_that_lacks_least() -> None:
    sites = plain_sites(
        surface_utile_ha=[3.0, 4.5, 9.0, 9.0], port_km=[1.0, 1.0, 40.0, 1.0], score=[50.0, 50.0, 50.0, 90.0]
    )
    # D alone suits either; the other takes less land, so p is left
    found = match(question([Project("other", area=4.8, port=5.0), Project("p", area=5.0, port=5.0)], sites))
    row = left_out(found).loc["p"]
    assert row[["exigence", "conviennent"]].tolist() == ["concurrence", 1]
    assert row["remede"] == "Il manque 0,5 ha à B. Rien d’autre n’y manque."
    alone = match(question([Project("p", area=5.0, port=5.0)], sites.iloc[:3]))
    row = left_out(alone).loc["p"]
    assert row[["exigence", "candidats", "echouent", "manque"]].tolist() == ["surface", 3, 2, 0.5]
    assert left_out(alone, "en").loc["p", "motif"] == "Area: 2 sites of 3 do not meet it."
    assert left_out(alone).loc["C", "remede"] == (
        "Le port ou quai que demande p est 35 km trop loin. Rien d’autre n’y manque."
    )


def test_division_is_proposed_where_it_would_suffice() -> None:
    sites = plain_sites(surface_utile_ha=[12.0], score=[50.0])
    found = match(question([Project("a", area=4.0), Project("b", area=4.0)], sites))
    row = left_out(found).iloc[0]
    assert row["exigence"] == "concurrence"
    assert row["remede"] == "Diviser A, où 8 ha restent libres, suffirait."


def test_site_under_a_veto_is_never_assigned_and_says_its_veto() -> None:
    sites = plain_sites(
        score=[None, 50.0, None],
        veto=["oui", "non", "non"],
        veto_motifs=["zone rouge", None, None],
        hors_classement=[None, "reconvertie", None],
    )
    report = Report()
    made = match_sites(sites, [Project("p")], TODAY, regime=REGIME, report=report)
    assert ("match_no_candidate", {"count": 3, "vetoed": 1, "unranked": 1}) in report.warnings
    rows = made.unmatched.set_index("nom")
    assert rows.loc["p", "exigence"] == "aptitude"
    assert rows.loc["p", "motif"] == (
        "Aucun des 3 sites ne peut être retenu\u00a0: sous veto 1, hors classement 1, sans score 1, d’aptitude nulle 0."
    )
    assert rows.loc["A", "motif"] == "Veto\u00a0: zone rouge."
    assert rows.loc["B", "motif"] == "Hors classement\u00a0: reconvertie."
    assert rows.loc["C", "motif"].startswith("Pas de score")


def test_single_site_is_told() -> None:
    report = Report()
    made = match_sites(plain_sites(score=[50.0]), [Project("p")], TODAY, regime=REGIME, report=report)
    assert made.matching.assigned_count == 1
    assert ("match_single_site", {"site": "A"}) in report.warnings


def test_territories_and_sites_that_do_not_meet_are_told() -> None:
    report = Report()
    sites = plain_sites(comm_insee=["13001", "13002"])
    left = Allowance({"13001": 3.0, "69001": 1.0}, listed=True)
    match_sites(sites, [Project("p")], TODAY, regime=REGIME, allowance=left, report=report)
    told = dict(report.warnings)
    assert told["match_territory_without_site"] == {"count": 1, "codes": ["69001"]}
    assert told["match_outside_allowance"] == {"count": 1, "sites": ["B"]}


def test_unknown_regime_is_refused() -> None:
    with pytest.raises(GisementError) as caught:
        match_sites(plain_sites(score=[1.0]), [Project("p")], TODAY, regime="zan_2050")
    assert caught.value.code == "regime_unknown"


# --- Files


def test_file_of_sites_comes_back_with_its_own_columns_in_the_order_of_identifiers(tmp_path: Path) -> None:
    sites = write_sites(tmp_path / "sites.gpkg", example_sites().iloc[::-1].assign(contact="Mairie"))
    demand = write_projects(tmp_path / "projets.csv")
    made = match_inventory(sites, demand, TODAY, allowance="2 ha")
    assert made.sites.index.tolist() == ["F-1", "F-2", "F-3"]
    assert made.sites["projet"].fillna("").tolist() == ["Emballages", "", "Turbines"]
    assert made.sites["contact"].tolist() == ["Mairie"] * 3
    assert made.sites.geometry.area.round().tolist() == [40_000.0, 60_000.0, 120_000.0]
    again = tmp_path / "encore.gpkg"
    made.sites.reset_index().to_file(again, layer="sites", engine="pyogrio")
    pd.testing.assert_frame_equal(
        pd.DataFrame(match_inventory(again, demand, TODAY, allowance=2.0).sites.drop(columns="geometry")),
        pd.DataFrame(made.sites.drop(columns="geometry")),
        check_dtype=False,
    )


def test_own_column_of_the_name_of_ours_is_kept_under_another(tmp_path: Path) -> None:
    sites = write_sites(tmp_path / "sites.gpkg", example_sites().assign(projet="ZAC"))
    made = match_inventory(sites, write_projects(tmp_path / "projets.csv"), TODAY)
    assert made.sites["projet_origine"].tolist() == ["ZAC"] * 3
    assert made.sites["projet"].tolist()[0] == "Emballages"


# --- The solver beside


def big() -> Question:
    projects, sites = many(150, 300, 1)
    return question(projects, sites, divide=True, allowance=Allowance({f"13{code:03}": 6.0 for code in range(5)}))


class Impatient(Report):
    """Asks to stop some tenths of a second after the solver has begun."""

    def __init__(self) -> None:
        super().__init__()
        self.until = np.inf

    def show_step(self, code: str, facts: dict) -> None:
        """Note when the solver begins."""
        if code == "match_solve":
            self.until = time.monotonic() + 1.0

    def cancelled(self) -> bool:
        """Say whether the time is over."""
        return time.monotonic() > self.until


def test_solver_is_left_within_a_second_when_asked() -> None:
    report = Impatient()
    with pytest.raises(Cancelled):
        match(big(), report=report)
    assert time.monotonic() - report.until < 1.0


def test_process_beside_gives_the_answer_of_this_one() -> None:
    projects, sites = many(12, 25, 2)
    asked = match(question(projects, sites, divide=True)).model.programme(True, 0.0, 30.0)
    here, there = solving.solve(asked), beside._beside(asked, Report())
    assert there is not None
    assert there.proven == here.proven == 3
    assert there.chosen.tolist() == here.chosen.tolist()


def test_where_no_process_starts_the_solver_works_here_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "interpreter", lambda: None)
    limits = resource("matching/solveur")["dans_ce_processus"]
    monkeypatch.setitem(limits, "paires", 0)
    report = Report()
    found = match(question([Project("p", area=2.0)], plain_sites()), report=report)
    assert found.assigned_count == 1
    assert "match_not_stoppable" in dict(report.warnings)


def test_time_that_is_over_leaves_an_assignment_in_which_nothing_free_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report()
    found = match(big(), gap=0.0, seconds=0.0, report=report)
    assert "match_stopped" in dict(report.warnings)
    assert found.assigned_count > 100
    assert 0 < found.gap < 1
    table = unmatched(found)
    assert set(table.loc[table["objet"] == "projet", "exigence"]) <= {"surface", "enveloppe", "concurrence"}
