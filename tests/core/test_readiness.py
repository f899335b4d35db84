"""Months to "clé en main": paths worked out by hand, prudence before the unknown, classes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.measures.planning.rubric import rubric_39
from gisement.core.readiness import assess, load_procedures, vetoes
from gisement.core.readiness.schedule import schedule
from gisement.core.readiness.statuses import COLUMNS
from gisement.core.readiness.steps import Step

TODAY = date(2026, 11, 22)
NEED = {"autorisation_environnementale": False}
#: a site from which every procedure is purged, by what is known of it
PURGED = {
    "maitrise_publique": "oui",
    "zone_compatible_part": 1.0,
    "surface_m2": 9_000.0,
    "vegetation_part": 0.0,
    "nature_part": 0.0,
    "especes_protegees": "non",
    "pollution_a_diagnostiquer": "non",
    "pollution_a_traiter": "non",
    "bati_a_demolir": "non",
    "archeologie": "non",
    "viabilise": "oui",
    "rubrique_39": "aucune",
    "rubrique_39_systematique": "non",
}


def assessed(statuses: pd.DataFrame | None = None, veto: bool = False, **facts: object):
    sites = pd.DataFrame([{**PURGED, **facts}], index=pd.Index(["s"], name="site_id"))
    return assess(sites, load_procedures(), NEED, pd.Series([veto], index=sites.index), TODAY, statuses)


def said(*rows: dict) -> pd.DataFrame:
    """Give statuses as they are read from a table."""
    table = pd.DataFrame([{"site_id": "s", **row} for row in rows]).reindex(columns=COLUMNS)
    for column in ("debut", "fin_prevue"):
        table[column] = pd.to_datetime(table[column])
    return table.astype({"reste_mois": float})


def test_site_with_everything_purged_is_turnkey_today() -> None:
    found = assessed().sites.iloc[0]
    assert (found["classe_maturite"], found["mois_avant_pret"], found["mois_min"], found["mois_max"]) == ("R5", 0, 0, 0)
    assert found["date_prete"] == pd.Timestamp(TODAY)
    assert found["chemin_critique"] is None


def test_longest_path_runs_through_the_steps_that_wait_for_one_another() -> None:
    # foncier 9 ∥ diagnostic 6 → dépollution 18 → diagnostic archéologique 1+2+4 → (viabilisation 12): 9+18+7+12
    found = assessed(
        maitrise_publique="non",
        pollution_a_diagnostiquer="oui",
        pollution_a_traiter="oui",
        archeologie="oui",
        viabilise="non",
    )
    site = found.sites.iloc[0]
    assert site["mois_avant_pret"] == 46
    assert (
        site["chemin_critique"]
        == "Maîtrise foncière → Dépollution et démolition → Diagnostic archéologique → Viabilisation"
    )
    assert site["classe_maturite"] == "R2"
    table = found.procedures.set_index("etape")
    assert table.loc["depollution", ["debut", "fin"]].tolist() == [
        pd.Timestamp("2027-08-22"),
        pd.Timestamp("2029-02-22"),
    ]
    assert table.loc["diagnostic_pollution", "critique"] == "non"
    assert table.loc["depollution", "critique"] == "oui"


def test_step_that_is_not_needed_keeps_nobody_waiting() -> None:
    # archéologie waits for foncier (9) only, not for the pollution survey of a clean-up that is not needed
    found = assessed(maitrise_publique="non", pollution_a_diagnostiquer="oui", archeologie="oui").sites.iloc[0]
    assert found["mois_avant_pret"] == 9 + 7


def test_unknown_counts_in_the_likely_months_but_not_in_the_least() -> None:
    found = assessed(viabilise=None)
    site = found.sites.iloc[0]
    assert (site["mois_min"], site["mois_avant_pret"], site["mois_max"]) == (0, 12, 18)
    assert found.procedures.set_index("etape").loc["viabilisation", "statut"] == "inconnu"


def test_excavation_that_may_not_be_needed_counts_in_the_most_only() -> None:
    # 3 ha: survey 1+2+4 likely, 5 least, 13 most; excavation 3 + 18 more at most; rubric 39 takes 2 beside
    assessment = assessed(surface_m2=30_000.0, archeologie="oui")
    assert assessment.procedures.set_index("etape").loc["archeo_fouille", "statut"] == "inconnu"
    found = assessment.sites.iloc[0]
    assert (found["mois_min"], found["mois_avant_pret"], found["mois_max"]) == (5, 7, 13 + 21)


def test_excavation_that_the_user_says_is_needed_counts_and_is_heavy() -> None:
    site = assessed(said({"etape": "archeo_fouille", "statut": "a_faire"})).sites.iloc[0]
    assert (site["mois_min"], site["mois_avant_pret"], site["mois_max"]) == (15, 18, 21)
    assert site["classe_maturite"] == "R2"


def test_what_the_user_says_of_a_step_wins_over_what_is_measured() -> None:
    statuses = said(
        {"etape": "foncier", "statut": "fait"},
        {"etape": "viabilisation", "statut": "en_cours", "reste_mois": 5.0},
        {"site_id": "autre", "etape": "foncier", "statut": "a_faire"},
    )
    found = assessed(statuses, maitrise_publique="non", viabilise="non").sites.iloc[0]
    assert found["mois_avant_pret"] == 5


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "R5"),
        ({"maitrise_publique": "non"}, "R4"),
        ({"maitrise_publique": None}, "R4"),
        ({"surface_m2": 20_000.0, "vegetation_part": 0.5, "rubrique_39": "cas par cas"}, "R3"),
        ({"zone_compatible_part": 0.9}, "R2"),
        ({"viabilise": "non"}, "R2"),
        ({"viabilise": None}, "R2"),
        ({"pollution_a_traiter": "oui"}, "R2"),
    ],
)
def test_class_follows_from_months_heavy_works_and_plan_change(facts: dict, expected: str) -> None:
    assert assessed(**facts).sites.iloc[0]["classe_maturite"] == expected


def test_more_than_seventy_two_months_is_the_last_class() -> None:
    statuses = said({"etape": "viabilisation", "statut": "en_cours", "reste_mois": 73.0})
    assert assessed(statuses).sites.iloc[0]["classe_maturite"] == "R1"


@pytest.mark.parametrize(
    ("zone", "months"),
    [
        ("agricole", (24, 30, 36)),
        ("naturelle", (24, 30, 36)),
        ("industrie interdite", (2, 3, 4)),
        ("habitat", (9, 12, 15)),
        # nobody knows in which way the plan is to be changed: from the shortest to the longest
        (None, (2, 12, 36)),
    ],
)
def test_plan_is_changed_in_the_way_that_its_zone_asks_for(zone: str | None, months: tuple) -> None:
    found = assessed(zone_compatible_part=0.5, zone_dominante=zone)
    site = found.sites.iloc[0]
    assert (site["mois_min"], site["mois_avant_pret"], site["mois_max"]) == months


@pytest.mark.parametrize(
    ("megawatts", "near", "months", "way"),
    [
        (None, None, (0, 0, 0), None),
        (0.25, "non", (0, 0, 0), None),
        (2.0, "oui", (1 + 12, 2 + 18, 3 + 24), "en HTA"),
        (2.0, "non", (1 + 24, 2 + 36, 3 + 60), "en HTA, poste source à créer"),
        (2.0, None, (1 + 12, 2 + 18, 3 + 60), "en HTA"),
        (20.0, None, (3 + 36, 6 + 48, 6 + 72), "en HTB"),
    ],
)
def test_power_that_the_profile_needs_brings_its_connection(megawatts, near, months: tuple, way: str | None) -> None:
    sites = pd.DataFrame([{**PURGED, "puissance_proche": near}], index=pd.Index(["s"], name="site_id"))
    need = {**NEED, "puissance_mw": megawatts}
    found = assess(sites, load_procedures(), need, pd.Series([False], index=sites.index), TODAY)
    site = found.sites.iloc[0]
    assert (site["mois_min"], site["mois_avant_pret"], site["mois_max"]) == months
    row = found.procedures.set_index("etape").loc["raccordement_travaux"]
    assert row["variante"] == way
    assert (row["source"] is not None) == (way is not None)


def test_classes_at_worst_and_at_best_say_what_the_unknown_leaves_open() -> None:
    site = assessed(viabilise=None, pollution_a_traiter=None).sites.iloc[0]
    assert site[["classe_min", "classe_maturite", "classe_max"]].tolist() == ["R2", "R2", "R5"]
    assert site["classe_motifs"] == "30 mois ; à savoir : Dépollution et démolition, Viabilisation"
    assert site["classe_manque"] == "R3 : à savoir : Dépollution et démolition, Viabilisation"
    assert (site["virginie_palier"], site["f2030_horizon"]) == (2, "2028-2030")


def judged_by_france(**facts: object) -> pd.Series:
    """Assess one site whose score says that no veto holds."""
    sites = pd.DataFrame([{**PURGED, "veto": "non", **facts}], index=pd.Index(["s"], name="site_id"))
    return assess(sites, load_procedures(), NEED, sites["veto"] == "oui", TODAY).sites.iloc[0]


def test_five_criteria_of_france_2030_by_hand() -> None:
    site = judged_by_france(score=62.0, nouvelle_artif_m2=900.0, projet_territoire="oui")
    names = ["f2030_attractivite", "f2030_sobriete", "f2030_foncier", "f2030_maturite", "f2030_projet"]
    # 900 m² of 9 000 are a tenth, which is the most
    assert site[names].tolist() == ["oui"] * 5
    assert (site["f2030_nombre"], site["f2030_horizon"]) == (5, "disponible")
    site = judged_by_france(score="49,9", nouvelle_artif_m2=901.0, maitrise_publique="non")
    assert site[names].tolist() == ["non", "non", "non", "oui", None]
    site = judged_by_france(maitrise_publique=None, viabilise=None)
    assert site[names].tolist() == [None, None, None, "oui", None]
    assert judged_by_france(score=90.0, veto="oui")["f2030_attractivite"] == "non"


def test_site_that_the_unknown_alone_makes_late_is_neither_in_time_nor_late() -> None:
    on, need = date(2030, 1, 1), NEED
    sites = pd.DataFrame([{**PURGED, "viabilise": None}, PURGED, {**PURGED, "pollution_a_traiter": "oui"}])
    sites.index = pd.Index(["inconnu", "pret", "tard"], name="site_id")
    found = assess(sites, load_procedures(), need, pd.Series(False, index=sites.index), on, by=date(2030, 6, 1)).sites
    assert found["f2030_maturite"].tolist() == [None, "oui", "non"]
    assert found["p_prete"].tolist()[1:] == [1.0, 0.0]
    assert (found["p_prete"].iloc[0], found["p_prete_max"].iloc[0]) == (0.0, 1.0)


def test_veto_that_may_hold_makes_the_worst_class_r0() -> None:
    sites = pd.DataFrame([{**PURGED, "veto": veto} for veto in ("oui", "non", None)])
    sites.index = pd.Index(["sous veto", "sans", "peut-être"], name="site_id")
    found = assess(sites, load_procedures(), NEED, vetoes(sites), TODAY).sites
    assert found["classe_min"].tolist() == ["R0", "R5", "R0"]
    assert found["classe_maturite"].tolist() == ["R0", "R5", "R5"]
    assert found["classe_max"].tolist() == ["R0", "R5", "R5"]
    assert vetoes(sites.drop(columns="veto")).isna().all()


def test_veto_is_class_r0_and_keeps_its_months() -> None:
    found = assessed(veto=True, viabilise="non").sites.iloc[0]
    assert (found["classe_maturite"], found["mois_avant_pret"]) == ("R0", 12)


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        ("2026-11-22", 3, "2027-02-22"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-01-01", 0.5, "2026-01-16"),
        ("2026-11-22", 0, "2026-11-22"),
    ],
)
def test_date_counts_calendar_months(on: str, months: float, expected: str) -> None:
    statuses = said({"etape": "foncier", "statut": "en_cours", "reste_mois": float(months)})
    sites = pd.DataFrame([PURGED], index=pd.Index(["s"], name="site_id"))
    found = assess(
        sites, load_procedures(), NEED, pd.Series([False], index=sites.index), date.fromisoformat(on), statuses
    )
    assert found.sites["date_prete"].iloc[0] == pd.Timestamp(expected)


@pytest.mark.parametrize(
    ("area", "urban", "needed", "open_"),
    [
        (0.99, "oui", [], []),
        # inside, the footprint of the plant alone decides
        (1.0, "oui", [], ["eval_cas_par_cas"]),
        (40.0, "oui", [], ["eval_cas_par_cas"]),
        (0.99, "non", [], []),
        # from here on the footprint of the plant may bring the procedure, and nobody knows it
        (1.0, "non", [], ["eval_cas_par_cas"]),
        (4.99, "non", [], ["eval_cas_par_cas", "eval_environnementale"]),
        (5.0, "non", ["eval_cas_par_cas"], ["eval_environnementale"]),
        (9.99, "non", ["eval_cas_par_cas"], ["eval_environnementale"]),
        (10.0, "non", ["eval_environnementale"], []),
        (12.0, None, [], ["eval_cas_par_cas", "eval_environnementale"]),
        (0.99, None, [], []),
    ],
)
def test_assessment_rests_on_rubric_39(area: float, urban: str | None, needed: list[str], open_: list[str]) -> None:
    site = pd.DataFrame({"surface_m2": [area * 10_000.0]})
    zoning = {
        "zone_u": np.array([urban], dtype=object),
        "zones": [None],
        "zone_libelle": [None],
        "zone_dominante": [None],
        "zone_document": [None],
    }
    regime = {name: values[0] for name, values in rubric_39(site, {}, zoning).items()}
    status = assessed(surface_m2=area * 10_000.0, **regime).procedures.set_index("etape")["statut"]
    steps = ("eval_cas_par_cas", "eval_environnementale")
    assert [name for name in steps if status[name] == "a_faire"] == needed
    assert [name for name in steps if status[name] == "inconnu"] == open_


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 7), st.integers(0, 10_000))
def test_total_is_the_longest_chain_found_by_trying_them_all(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    after = [tuple(str(j) for j in range(i) if random.random() < 0.4) for i in range(count)]
    steps = tuple(Step(str(i), {}, {}, (), after[i]) for i in range(count))
    months = np.where(random.random((3, count)) < 0.25, np.nan, random.integers(0, 20, (3, count)).astype(float))
    plan = schedule(steps, months)

    def longest(site: int, step: int) -> float:
        if np.isnan(months[site, step]):
            return 0.0
        return months[site, step] + max((longest(site, int(name)) for name in after[step]), default=0.0)

    for site in range(3):
        assert plan.total[site] == max(longest(site, step) for step in range(count))
        critical = np.flatnonzero(plan.critical[site])
        assert months[site, critical].sum() == plan.total[site]
