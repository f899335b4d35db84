"""What a project needs, judged site by site: figures by hand, and unknown kept apart from no."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from gisement_tests.demand import plain_sites

from gisement.core.errors import GisementError
from gisement.core.matching import Allowance, Project, Question, candidates
from gisement.core.matching.fitness import MAY, UNFIT, UNRANKED, UNSCORED, VETOED
from gisement.core.matching.needs import names
from gisement.core.nearest import NONE_THERE

TODAY = date(2026, 11, 22)
NO, YES, UNKNOWN = 0.0, 1.0, None


def judged(need: str, project: dict[str, Any], **columns: list[Any]) -> tuple[list, list]:
    """Give what is met and what is lacking of one need, None where unknown."""
    sites = candidates(plain_sites(**columns), [None], TODAY)
    verdict = Question([Project("p", **project)], sites).verdict(Project("p", **project))
    place = names().index(need)
    met, lack = verdict.met[place], verdict.lack[place]
    return [None if np.isnan(value) else value for value in met], [
        None if np.isnan(value) else round(value, 3) for value in lack
    ]


def test_nothing_asked_is_met_everywhere_even_where_nothing_is_known() -> None:
    sites = candidates(plain_sites(surface_utile_ha=[None, 3.0]), [None], TODAY)
    assert Question([Project("p")], sites).verdict(Project("p")).suits.all()


def test_area() -> None:
    found = judged("surface", {"area": 4.0}, surface_utile_ha=[4.0, 3.5, None])
    assert found == ([YES, NO, UNKNOWN], [None, 0.5, None])


def test_usable_area_in_square_metres_counts_where_hectares_are_missing() -> None:
    found = judged("surface", {"area": 4.0}, surface_utile_ha=[None, 3.0], surface_utile_m2=[45_000.0, 99_999.0])
    assert found[0] == [YES, NO]


def test_hall_fits_either_way_round_and_is_unknown_where_another_rectangle_may_hold_it() -> None:
    # 100 × 60 m in: 60 × 100 (either way); 90 × 50 = 4 500 m² < 6 000: no; 200 × 50: perhaps another rectangle; unknown
    found = judged(
        "halle",
        {"hall": (60.0, 100.0)},
        rectangle_l_m=[100.0, 90.0, 200.0, None],
        rectangle_w_m=[60.0, 50.0, 50.0, 10.0],
    )
    assert found == ([YES, NO, UNKNOWN, UNKNOWN], [None, 10.0, None, None])


def test_power_asks_for_the_substation_of_its_level() -> None:
    # 5 MW: HTA, a primary substation within 5 km; 30 MW: HTB, within 10 km
    grids = {
        "poste_source_km": [4.0, 6.5, None],
        "poste_source_nom": ["a", "b", None],
        "htb_km": [12.0, 6.5, 9.0],
        "htb_nom": ["a", "b", "c"],
        "htb1_km": [12.0, 6.5, None],
        "htb2_km": [40.0, np.inf, None],
    }
    assert judged("puissance", {"power": 5.0}, **grids) == ([YES, NO, NO], [None, 1.5, 4.0])
    assert judged("puissance", {"power": 30.0}, **grids) == ([NO, YES, YES], [2.0, None, None])
    # 60 MW: 225 kV or more
    assert judged("puissance", {"power": 60.0}, **grids) == ([NO, NO, UNKNOWN], [30.0, None, None])
    assert judged("puissance", {"power": 0.2}, hta_km=[0.2, 0.3, None]) == ([YES, NO, UNKNOWN], [None, 0.05, None])


@pytest.mark.parametrize(
    ("siding", "met"),
    [
        ("oui", [YES, YES, NO, NO, UNKNOWN]),
        ("sur_site", [YES, NO, NO, NO, UNKNOWN]),
        ("train_entier", [NO, YES, NO, NO, UNKNOWN]),
    ],
)
def test_siding(siding: str, met: list) -> None:
    classes = ["sur site, utilisable", "à 1 km, bon état, train entier", "à 2 km, bon état", "aucun", None]
    assert judged("ite", {"siding": siding}, ite=classes)[0] == met


def test_port_that_does_not_exist_is_too_far_and_one_that_nobody_measured_is_unknown() -> None:
    found = judged("port", {"port": 5.0}, port_km=[5.0, 8.25, np.inf, None], port_nom=["a", "b", NONE_THERE, None])
    assert found == ([YES, NO, NO, UNKNOWN], [None, 3.25, None, None])


def test_neighbours() -> None:
    # AE: 10 dwellings within 100 m at most; Seveso: none within 200 m, no school nor hospital either
    around = {
        "logements_100m": [10, 11, None, 0],
        "logements_200m": [0, 30, None, 0],
        "sensibles_200m": [0, 0, 2, None],
    }
    assert judged("voisinage", {"nuisance": "ae"}, **around) == ([YES, NO, UNKNOWN, YES], [None, 1.0, None, None])
    assert judged("voisinage", {"nuisance": "seveso"}, **around) == ([YES, NO, NO, UNKNOWN], [None, 30.0, 2.0, None])


def test_latest_date_is_that_of_readiness_else_counted_in_months_from_the_reference_date() -> None:
    project = {"deadline": date(2027, 12, 31)}
    found = judged(
        "date", project, date_prete=["2027-12-31", "2028-03-01", None, None], mois_avant_pret=[1, 1, 12, None]
    )
    assert found == ([YES, NO, YES, UNKNOWN], [None, round(61 / (365.25 / 12), 3), None, None])
    assert judged("date", {"months": 12.0}, mois_avant_pret=[12.0, 18.0, None]) == (
        [YES, NO, UNKNOWN],
        [None, 6.0, None],
    )


@pytest.mark.parametrize(
    ("columns", "land", "origin"),
    [
        # 2 of 5 ha of the footprint are newly taken: 40 % of what the project takes, 3 ha
        ({"surface_m2": [50_000.0], "nouvelle_artif_m2": [20_000.0], "artif_m2": [0.0]}, 1.2, "mesure"),
        ({"surface_m2": [50_000.0], "artif_m2": [40_000.0]}, 0.6, "part_non_artificialisee"),
        ({"surface_m2": [50_000.0], "artif_pct": [90.0]}, 0.3, "part_non_artificialisee"),
        ({"surface_m2": [50_000.0]}, 3.0, "au_pire"),
        ({"nouvelle_artif_m2": [20_000.0]}, 3.0, "au_pire"),
    ],
)
def test_new_land_of_a_pair(columns: dict[str, list], land: float, origin: str) -> None:
    sites = candidates(plain_sites(**columns), [None], TODAY)
    assert Question([], sites).new_land(Project("p", area=3.0)).tolist() == pytest.approx([land])
    assert sites.new_origin.tolist() == [origin]


def test_allowance_is_that_of_the_tightest_territory_of_the_site() -> None:
    # A and B in 13001, A to C in the grouping; D in none of the table
    place = {
        "comm_insee": ["13001", "13001", "13002", "13003"],
        "site_epci_siren": ["200054807"] * 3 + [None],
        "surface_m2": [100_000.0] * 4,
        "nouvelle_artif_m2": [100_000.0, 0.0, 100_000.0, 100_000.0],
    }
    sites = candidates(plain_sites(**place), [None], TODAY)
    question = Question([], sites, Allowance({"13001": 1.0, "200054807": 2.5}, listed=True), national_outside=True)
    verdict = question.verdict(Project("p", area=2.0))
    assert verdict.met[-1][:3].tolist() == [NO, YES, YES]
    assert np.isnan(verdict.met[-1][3]), "of a territory that the table does not name, nobody knows what is left"
    assert verdict.lack[-1][0] == pytest.approx(1.0)
    national = question.verdict(Project("p", area=2.0, national=True))
    assert national.suits.all()


# --- Fitness


def test_score_that_the_sites_carry_decides_with_their_veto_and_rank() -> None:
    sites = plain_sites(
        score=[71.236, 60.0, 50.0, None, 0.0, 40.0],
        veto=["non", "oui", "non", "non", "non", "non"],
        veto_motifs=[None, "zone rouge", None, None, None, None],
        hors_classement=[None, None, "reconvertie", None, None, None],
        rang=[1, None, None, None, 3, None],
    )
    found = candidates(sites, [None], TODAY).fitness[None]
    assert found.state.tolist() == [MAY, VETOED, UNRANKED, UNSCORED, UNFIT, UNRANKED]
    assert found.score[0] == pytest.approx(71.24)
    assert np.isnan(found.score[1:]).all()
    assert found.reason.tolist() == [None, "zone rouge", "reconvertie", None, None, None]


def test_sites_are_scored_under_the_profile_that_a_project_names() -> None:
    sites = plain_sites(surface_utile_ha=[2.0, 12.0, 60.0], autoroute_km=[1.0, 1.0, 1.0]).drop(columns="score")
    found = candidates(sites, ["mini_usine", "xxl"], TODAY).fitness
    small, large = found["mini_usine"], found["xxl"]
    assert small.state[0] == MAY
    assert large.state.tolist()[:2] == [VETOED, VETOED], "under 50 ha"
    assert large.state[2] == MAY
    assert small.score[0] != large.score[2]


def test_sites_without_score_cannot_serve_a_project_without_profile() -> None:
    sites = plain_sites(surface_utile_ha=[2.0]).drop(columns="score")
    with pytest.raises(GisementError) as caught:
        candidates(sites, [None], TODAY)
    assert caught.value.code == "match_without_score"
