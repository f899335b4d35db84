"""Profiles side by side: figures by hand, the same figures as the score's own, and what must hold."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gisement.core.errors import Cancelled
from gisement.core.report import Report
from gisement.core.scoring import load_profile, profiles, score
from gisement.core.scoring.comparing import compare_profiles, keys
from gisement.core.scoring.profile_file import profile_content

LABEL = {"fr": "x", "en": "x"}
METHODS = ("topsis", "produit", "somme")


def plant(folder: Path, name: str, area: float, road: float, id_: str | None = None, **changes):
    """Write a profile of two criteria, by the plain mean, and load it."""
    content = profile_content("industrie_generale")
    content |= {
        "id": id_ or name,
        "label": {"fr": name.capitalize(), "en": name},
        "aggregation": {"p": 1},
        "confidence": {"old_after_years": 5},
        "ranking": {"key_criteria": ["surface_utile_ha"], "key_unknown_max": 1, "excluded": []},
        "vetoes": [],
        "caps": [],
        "groups": [
            {
                "id": "g",
                "label": LABEL,
                "criteria": [
                    {"key": "surface_utile_ha", "weight": area, "label": LABEL, "knots": [[0, 0], [10, 1]]},
                    {"key": "autoroute_km", "weight": road, "label": LABEL, "knots": [[0, 1], [20, 0]]},
                ],
            }
        ],
        **changes,
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return load_profile(path)


#: the example of the help: utilities 0.8 and 0.8; 1 and 0.1; 0.3 and 1
SITES = pd.DataFrame({"surface_utile_ha": [8.0, 10.0, 3.0], "autoroute_km": [4.0, 18.0, 0.0]}, index=["A", "B", "C"])


@pytest.fixture
def two(tmp_path: Path) -> list:
    """A plant for which area counts three times as much as the motorway, and one the other way round."""
    return [plant(tmp_path, "vaste", 3, 1), plant(tmp_path, "route", 1, 3)]


def test_three_sites_and_two_plants_by_hand(two: list) -> None:
    found = compare_profiles(SITES, two)
    # vaste: (3 × 0.8 + 0.8) / 4, (3 × 1 + 0.1) / 4, (3 × 0.3 + 1) / 4; route: the weights the other way round
    assert found.sites["score_vaste"].tolist() == pytest.approx([80.0, 77.5, 47.5])
    assert found.sites["score_route"].tolist() == pytest.approx([80.0, 32.5, 82.5])
    assert found.sites["rang_vaste"].tolist() == [1, 2, 3]
    assert found.sites["rang_route"].tolist() == [2, 3, 1]
    assert found.sites["meilleur_profil"].tolist() == ["vaste ; route", "vaste", "route"]
    assert found.sites["meilleur_profil_libelle"].tolist() == ["Vaste ; Route", "Vaste", "Route"]
    assert found.sites["meilleur_ecart"].tolist() == pytest.approx([0.0, 45.0, 35.0])
    assert found.sites["meilleur_rang"].tolist() == [1, 2, 1]
    # Nothing is unknown: a higher score is sure to be higher.
    assert found.sites["meilleur_sur"].tolist() == ["non", "oui", "oui"]
    assert found.profiles["meilleur_site"].tolist() == ["A", "C"]
    assert found.profiles["meilleur_score"].tolist() == pytest.approx([80.0, 82.5])
    assert found.profiles["meilleur_pour"].tolist() == [2, 2]


def test_second_opinions_of_the_three_sites_by_hand(two: list) -> None:
    found = compare_profiles(SITES, two)
    # Products for route: 0.8; 1^¼ × 0.1^¾ = 0.178; 0.3^¼ × 1 = 0.740: A, then C, then B.
    assert found.sites["rang_produit_route"].tolist() == [1, 3, 2]
    # TOPSIS for vaste: best (1, 1), worst (0.3, 0.1); closeness of A: D⁺ = √(0.15² + 0.05²) = 0.158 and
    # D⁻ = √(0.375² + 0.175²) = 0.414, so 0.724; of B 0.525 / (0.525 + 0.225) = 0.7; of C 0.3.
    assert found.sites["rang_topsis_vaste"].tolist() == [1, 2, 3]
    route = found.profiles.set_index("profil").loc["route"]
    # Ranks 2 3 1 against 1 3 2: d² = 1 + 0 + 1, so ρ = 1 − 6 × 2 / (3 × 8) = 0.5; of three pairs one is turned: 1 / 3.
    assert (route["spearman_produit"], route["kendall_produit"]) == (pytest.approx(0.5), pytest.approx(1 / 3))
    assert route["premier_produit"] == "A"
    # With p = 1 the score is the weighted sum itself.
    assert (route["spearman_somme"], route["kendall_somme"]) == (pytest.approx(1.0), pytest.approx(1.0))


def test_unknown_opens_the_interval_and_makes_the_best_unsure(two: list) -> None:
    sites = SITES.copy()
    sites.loc["B", "autoroute_km"] = np.nan
    found = compare_profiles(sites, two).sites.loc["B"]
    # vaste: 100, from 75 to 100; route: 100, from 25 to 100.
    assert found[["score_min_vaste", "score_max_vaste", "score_min_route"]].tolist() == pytest.approx([75, 100, 25])
    assert (found["meilleur_profil"], found["meilleur_sur"]) == ("vaste ; route", "non")


def test_profile_under_which_nothing_is_known_leaves_the_best_unsure(tmp_path: Path) -> None:
    rail = {"key": "fret_km", "weight": 1, "label": LABEL, "knots": [[0, 1], [20, 0]]}
    groups = [{"id": "g", "label": LABEL, "criteria": [rail]}]
    pair = [plant(tmp_path, "vaste", 3, 1), plant(tmp_path, "rail", 1, 1, groups=groups)]
    found = compare_profiles(SITES, pair).sites.loc["A"]
    assert (found["meilleur_profil"], found["meilleur_sur"]) == ("vaste", "non")
    assert (found["score_min_rail"], found["score_max_rail"]) == (0.0, 100.0)


def test_best_profile_is_one_under_which_the_site_has_a_rank(tmp_path: Path) -> None:
    near = {"id": "loin", "label": LABEL, "when": {"column": "autoroute_km", "op": ">", "value": 10}}
    small = {"id": "petit", "label": LABEL, "when": {"column": "surface_utile_ha", "op": "<", "value": 5}}
    excluded = {"key_criteria": ["autoroute_km"], "key_unknown_max": 1, "excluded": [small]}
    pair = [plant(tmp_path, "vaste", 3, 1, vetoes=[near]), plant(tmp_path, "route", 1, 3, ranking=excluded)]
    found = compare_profiles(SITES, pair)
    assert found.sites["veto_vaste"].tolist() == ["non", "oui", "non"]
    assert found.sites["score_vaste"].isna().tolist() == [False, True, False]
    # C is left out of the ranking of route, B vetoed for vaste.
    assert found.sites["meilleur_profil"].tolist() == ["vaste ; route", "route", "vaste"]
    assert found.sites["meilleur_sur"].tolist() == ["non", "oui", "oui"]
    assert found.sites["meilleur_ecart"].isna().tolist() == [False, True, True]
    assert found.profiles["classes"].tolist() == [2, 2]
    assert found.profiles["veto"].tolist() == [1, 0]
    assert found.profiles["hors_classement"].tolist() == [0, 1]
    assert found.sites["rang_topsis_vaste"].isna().tolist() == [False, True, False]


def test_site_that_all_profiles_rule_out_is_for_none(tmp_path: Path) -> None:
    never = {"id": "v", "label": LABEL, "when": {"column": "surface_utile_ha", "op": "known"}}
    found = compare_profiles(SITES, [plant(tmp_path, "vaste", 3, 1, vetoes=[never])])
    best = [name for name in found.sites if name.startswith("meilleur")]
    assert found.sites[best].isna().all(axis=None)
    assert found.profiles.loc[0, "meilleur_site"] is None
    assert found.profiles.loc[0, "meilleur_pour"] == 0
    assert np.isnan(found.profiles.loc[0, "spearman_topsis"])


def test_caps_count_in_the_rank_and_not_in_the_second_opinions(tmp_path: Path) -> None:
    cap = {"id": "c", "cap": 40, "label": LABEL, "when": {"column": "surface_utile_ha", "op": "==", "value": 8}}
    found = compare_profiles(SITES, [plant(tmp_path, "vaste", 3, 1, caps=[cap])])
    assert found.sites["rang_vaste"].tolist() == [3, 1, 2]
    assert found.sites["rang_somme_vaste"].tolist() == [1, 2, 3]
    assert found.profiles.loc[0, "spearman_somme"] == pytest.approx(1.0)
    assert found.profiles.loc[0, "plafonnes"] == 1


def test_sites_that_share_the_first_rank_are_all_named_up_to_five(tmp_path: Path) -> None:
    alike = pd.DataFrame({"surface_utile_ha": [5.0] * 7, "autoroute_km": [5.0] * 7}, index=list("gfedcba"))
    vaste = plant(tmp_path, "vaste", 3, 1)
    assert compare_profiles(alike, [vaste]).profiles.loc[0, "meilleur_site"] == "a ; b ; c ; d ; e ; …"
    assert compare_profiles(alike.iloc[:2], [vaste]).profiles.loc[0, ["meilleur_site", "ex_aequo"]].tolist() == [
        "f ; g",
        2,
    ]


def test_one_site_is_the_best_and_no_correlation_is_told(two: list) -> None:
    found = compare_profiles(SITES.iloc[:1], two)
    assert found.profiles["meilleur_site"].tolist() == ["A", "A"]
    assert found.profiles[[f"spearman_{method}" for method in METHODS]].isna().all(axis=None)


def test_no_site_and_no_column_give_empty_tables(two: list) -> None:
    assert len(compare_profiles(SITES.iloc[:0], two).sites) == 0
    blind = compare_profiles(pd.DataFrame(index=["A"]), two)
    assert blind.sites.loc["A", ["score_vaste", "meilleur_profil"]].isna().all()
    assert blind.sites.loc["A", "score_max_vaste"] == 100.0


def test_profiles_of_one_name_are_told_apart(tmp_path: Path) -> None:
    several = [plant(tmp_path, name, 1, 1, id_="Mon profil, été") for name in ("a", "b", "c")]
    assert keys(several) == ["mon_profil_ete", "mon_profil_ete_2", "mon_profil_ete_3"]
    assert "score_mon_profil_ete_2" in compare_profiles(SITES, several).sites


# --- What must hold


def measured(count: int, seed: int = 1) -> pd.DataFrame:
    """Make sites at random, with unknowns, by what the general profile reads."""
    chance = np.random.default_rng(seed)
    columns = {}
    for criterion in load_profile("industrie_generale").criteria:
        if criterion.classes:
            columns[criterion.key] = chance.choice([*criterion.classes, None], count)
        else:
            values = chance.uniform(criterion.knots[0][0], criterion.knots[-1][0], count)
            columns[criterion.key] = np.where(chance.random(count) < 0.2, np.nan, values)
    columns["site_statut"] = chance.choice(["friche sans projet", "friche reconvertie", None], count)
    columns["monument_sur_site"] = chance.choice(["oui", "non", None], count)
    return pd.DataFrame(columns, index=[f"S{number:05}" for number in range(count)])


def test_figures_are_those_of_the_score() -> None:
    sites, origins = measured(120), pd.DataFrame(columns=["source", "millesime", "remarque"])
    chosen = [load_profile(name) for name in profiles()]
    found = compare_profiles(sites, chosen).sites
    for key, profile in zip(keys(chosen), chosen):
        own = score(sites, profile, date(2026, 11, 22), origins).sites
        for name in ("score", "score_min", "score_max", "rang", "veto"):
            pd.testing.assert_series_equal(
                found[f"{name}_{key}"], own[name], check_names=False, check_dtype=False, rtol=1e-12
            )


def test_order_of_sites_changes_nothing() -> None:
    sites, chosen = measured(80), [load_profile(name) for name in profiles()[:3]]
    one, turned = compare_profiles(sites, chosen), compare_profiles(sites.iloc[::-1], chosen)
    pd.testing.assert_frame_equal(one.sites, turned.sites.loc[one.sites.index], check_exact=False, rtol=1e-12)
    pd.testing.assert_frame_equal(one.profiles, turned.profiles, check_exact=False, rtol=1e-12)


def test_scale_of_the_weights_changes_nothing(tmp_path: Path) -> None:
    one, thrice = plant(tmp_path, "vaste", 3, 1), plant(tmp_path, "trois", 9, 3, id_="vaste")
    sites = measured(50)
    pd.testing.assert_frame_equal(
        compare_profiles(sites, [one]).sites.drop(columns="meilleur_profil_libelle"),
        compare_profiles(sites, [thrice]).sites.drop(columns="meilleur_profil_libelle"),
        rtol=1e-12,
    )


def test_it_stops_when_asked_to(two: list) -> None:
    class Stopping(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        compare_profiles(SITES, two, report=Stopping())
