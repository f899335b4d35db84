"""The seven profiles on two real territories: how many sites each ranks and rules out, and what it says of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gisement.core import study
from gisement.core.scored_inventory import score_inventory
from gisement.core.scoring import profiles
from gisement.core.store import write_study

ON = date(2026, 11, 22)
#: profile → ranked, vetoed; areas are known of every site, so the least area rules out most
COUNTS = {
    "etang_de_berre": {
        "industrie_generale": (20, 29),
        "electro_intensif": (14, 50),
        "logistique_fer_fleuve": (11, 59),
        "mini_usine": (22, 19),
        "pme": (19, 34),
        "procede_seveso": (14, 50),
        "xxl": (2, 84),
    },
    "seine_saint_denis": {
        "industrie_generale": (57, 60),
        "electro_intensif": (21, 118),
        "logistique_fer_fleuve": (9, 131),
        "mini_usine": (78, 29),
        "pme": (40, 90),
        "procede_seveso": (21, 118),
        "xxl": (1, 140),
    },
}


@pytest.fixture(scope="module", params=list(COUNTS))
def scored(
    request: pytest.FixtureRequest, data: Path, territories: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, pd.DataFrame]]:
    """The sites of a territory under each profile, from its study's file."""
    name = request.param
    made = study.run(data / name / f"{name}.gpkg", territories / f"{name}.json", ON, layer="cartofriches_2024")
    path = tmp_path_factory.mktemp("etude") / "etude.gpkg"
    write_study(made, path)
    return name, {
        profile: score_inventory(path, ON, layer="sites", profile=profile, draws=100).sites for profile in profiles()
    }


def test_each_profile_ranks_and_rules_out_as_many(scored: tuple[str, dict[str, pd.DataFrame]]) -> None:
    name, by_profile = scored
    found = {
        profile: (int(sites["rang"].notna().sum()), int((sites["veto"] == "oui").sum()))
        for profile, sites in by_profile.items()
    }
    assert found == COUNTS[name]


def test_ranking_of_what_is_hardly_known_says_that_any_rank_is_possible(
    scored: tuple[str, dict[str, pd.DataFrame]],
) -> None:
    # No layer tells red zones, wetlands or reserves there: every site may yet be ruled out.
    for sites in scored[1].values():
        ranked = sites[sites["rang"].notna()]
        assert (ranked["confiance"] <= 3).all()
        assert (ranked["score_min"] == 0).all()
        assert (ranked["rang_au_pire"].astype(int) >= ranked["rang"].astype(int)).all()
        assert ranked.loc[ranked["score"] > 50, "rang_au_pire"].eq(len(ranked)).all()


def test_no_site_is_ready_for_a_seveso_plant_while_nobody_has_counted_dwellings(
    scored: tuple[str, dict[str, pd.DataFrame]],
) -> None:
    sites = scored[1]["procede_seveso"]
    ranked = sites[sites["rang"].notna()]
    assert ranked["veto_possibles"].str.contains("logement à moins de 200 m").all()
    assert (ranked["a_etudier"] == "oui").all()
