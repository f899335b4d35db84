"""Rubric 39: both sides of every threshold, inside and outside U zones, with a known footprint and without."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisement.core.measures.planning.rubric import REGIMES, regimes, rubric_39

NEVER, CASE, ALWAYS = REGIMES
HALL = {"halle_m": {"longueur": 60, "largeur": 40}}


def told(
    plot: float | None, urban: str | None, footprint: float | None = None, need: dict | None = None, **zoning: object
) -> tuple[str | None, str | None, str | None]:
    """Give the regime, whether it is systematic, and the reason, of one site."""
    columns: dict[str, list] = {"surface_m2": [np.nan if plot is None else plot]}
    if footprint is not None:
        columns["emprise_projet_m2"] = [footprint]
    unsaid = dict.fromkeys(("zones", "zone_libelle", "zone_dominante", "zone_document"))
    said = {name: [value] for name, value in {**unsaid, **zoning}.items()}
    found = rubric_39(pd.DataFrame(columns), need or {}, {"zone_u": np.array([urban], dtype=object), **said})
    return tuple(values[0] for values in found.values())


@pytest.mark.parametrize(
    ("plot", "footprint", "regime"),
    [
        (500_000.0, 0.0, NEVER),
        (500_000.0, 9_999.9, NEVER),
        (500_000.0, 10_000.0, CASE),
        (10_000.0, 9_999.9, NEVER),
        (10_000.0, 10_000.0, CASE),
        (500_000.0, 200_000.0, CASE),
    ],
)
def test_inside_a_u_zone_it_is_case_by_case_at_most(plot: float, footprint: float, regime: str) -> None:
    assert told(plot, "oui", footprint)[:2] == (regime, "non")


@pytest.mark.parametrize(
    ("plot", "footprint", "regime", "always"),
    [
        (49_999.9, 9_999.9, NEVER, "non"),
        (49_999.9, 10_000.0, CASE, "non"),
        (50_000.0, 0.0, CASE, "non"),
        (99_999.9, 39_999.9, CASE, "non"),
        (99_999.9, 40_000.0, ALWAYS, "oui"),
        (100_000.0, 0.0, ALWAYS, "oui"),
    ],
)
def test_outside_by_the_plot_or_by_the_footprint(plot: float, footprint: float, regime: str, always: str) -> None:
    assert told(plot, "non", footprint)[:2] == (regime, always)


@pytest.mark.parametrize(
    ("plot", "regime", "always"),
    [
        # a footprint cannot be larger than the plot
        (9_999.9, NEVER, "non"),
        (10_000.0, None, "non"),
        (39_999.9, None, "non"),
        (40_000.0, None, None),
        (49_999.9, None, None),
        (50_000.0, CASE, None),
        (99_999.9, CASE, None),
        (100_000.0, ALWAYS, "oui"),
    ],
)
def test_outside_with_an_unknown_footprint_what_is_certain_is_told(plot, regime, always) -> None:
    assert told(plot, "non", need=HALL)[:2] == (regime, always)


def test_the_hall_of_the_profile_is_the_least_footprint() -> None:
    large = {"halle_m": {"longueur": 200, "largeur": 60}}
    huge = {"halle_m": {"longueur": 400, "largeur": 100}}
    assert told(45_000.0, "non", need=large)[0] == CASE
    assert told(45_000.0, "non", need=huge)[:2] == (ALWAYS, "oui")
    assert told(9_000.0, "non", need=huge)[0] == NEVER, "the hall does not fit: the plot is the most"


@pytest.mark.parametrize(
    ("plot", "regime", "always"),
    [(9_000.0, NEVER, "non"), (20_000.0, None, "non"), (60_000.0, None, None), (120_000.0, None, None)],
)
def test_an_unknown_zone_tells_what_both_kinds_of_zone_have_in_common(plot, regime, always) -> None:
    assert told(plot, None, need=HALL)[:2] == (regime, always)


def test_without_plot_and_zone_nothing_is_known() -> None:
    assert told(None, None) == (None, None, None)
    assert told(None, "oui")[:2] == (None, "non")
    assert told(None, "non")[:2] == (None, None)


@pytest.mark.parametrize(
    ("purpose", "urban", "paradox"),
    [("agricole", "non", True), ("naturelle", "non", True), ("à urbaniser", "non", False), ("activité", "oui", False)],
)
def test_the_reason_tells_the_paradox_of_a_sealed_brownfield_in_a_or_n(purpose, urban, paradox) -> None:
    reason = told(60_000.0, urban, zones="N 100 %", zone_dominante=purpose)[2]
    assert reason.startswith("terrain de 6,00 ha, ")
    assert "(N 100 %)" in reason
    assert ("même entièrement imperméabilisée, une friche classée A ou N est hors zone U" in reason) == paradox


def test_the_reason_speaks_of_sectors_under_a_municipal_map_and_of_built_up_parts_without_a_plan() -> None:
    outside = told(60_000.0, "non", zones="ZnC 100 %", zone_dominante="naturelle", zone_document="CC")[2]
    assert outside.startswith("terrain de 6,00 ha, hors secteur constructible (ZnC 100 %)")
    assert outside.endswith("une friche classée ZnC est hors secteur constructible")
    assert ", en secteur constructible : " in told(20_000.0, "oui", footprint=0.0, zone_document="CC")[2]
    without = told(60_000.0, None, zone_document="RNU")[2]
    assert without.endswith("à savoir : si le terrain est dans les parties urbanisées de la commune")


def test_the_reason_tells_the_rule_and_what_is_still_to_be_known() -> None:
    reason = told(60_000.0, "non", need=HALL)[2]
    assert "systématique dès 10 ha de terrain ou 40 000 m² d'emprise au sol" in reason
    assert "cas par cas dès 5 ha de terrain ou 10 000 m² d'emprise au sol" in reason
    assert reason.endswith("à savoir : l'emprise au sol du projet")
    assert told(60_000.0, None)[2].endswith("à savoir : le zonage")
    inside = told(60_000.0, "oui", footprint=12_000.0)[2]
    assert inside.endswith("en zone U : cas par cas dès 10 000 m² d'emprise au sol")


@pytest.mark.parametrize(
    ("plot", "outside", "regime", "always"),
    [
        # 40 ha, of which 18 lie outside U zones: that part alone is systematic
        (400_000.0, 0.45, ALWAYS, "oui"),
        # 20 ha, 8 outside: case by case for itself; as a whole it would be systematic
        (200_000.0, 0.4, CASE, None),
        # 6 ha, 2.4 outside: nothing is sure but that it is not systematic by the plot
        (60_000.0, 0.4, None, None),
        # a tenth at most is a margin: 40 ha with 4 outside are judged as inside
        (400_000.0, 0.1, None, "non"),
        (400_000.0, 0.101, None, None),
    ],
)
def test_site_astride_is_judged_by_its_part_outside(plot: float, outside: float, regime: str, always: str) -> None:
    found = told(plot, "oui", need=HALL, hors_zone_u_part=outside)
    assert found[:2] == (regime, always)
    assert ("à cheval" in found[2]) == (outside > 0.1)


def test_site_mostly_outside_is_judged_by_its_part_outside_too() -> None:
    # 12 ha, 9.6 outside: not the systematic rule of 10 ha for itself, which all of it would meet
    assert told(120_000.0, "non", need=HALL, hors_zone_u_part=0.8)[:2] == (CASE, None)


areas = st.one_of(st.floats(0.0, 300_000.0), st.just(float("nan")))


@given(areas, st.sampled_from(["oui", "non", None]), areas, areas)
def test_the_least_is_never_stricter_than_the_most(plot, urban, one, other) -> None:
    low, high = sorted([0.0 if np.isnan(one) else one, 300_000.0 if np.isnan(other) else other])
    zone = np.array([urban], dtype=object)
    found = regimes(zone, np.array([plot]), np.array([low]), np.array([high]))
    assert found.least[0] <= found.most[0]
    if urban is None:
        for known in ("oui", "non"):
            inside = regimes(np.array([known], dtype=object), np.array([plot]), np.array([low]), np.array([high]))
            assert found.least[0] <= inside.least[0]
            assert inside.most[0] <= found.most[0]
