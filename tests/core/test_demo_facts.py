"""The engine measures on the demonstration territory what is known of it by construction."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from gisement.core import study
from gisement.core.measures import columns


@pytest.fixture(scope="module", params=[1, 4])
def built(
    request: pytest.FixtureRequest, demo_territory: Callable[[int], Path]
) -> tuple[study.Study, list[dict[str, Any]]]:
    path = demo_territory(request.param)
    facts = json.loads(Path(path.with_name("territoire_faits.json")).read_text(encoding="utf-8"))
    return study.run(path, path, date(2026, 11, 22), layer="friches"), facts


def test_every_known_figure_of_a_column_that_is_measured_is_found(
    built: tuple[study.Study, list[dict[str, Any]]],
) -> None:
    made, facts = built
    wrong, held = [], 0
    for fact in facts:
        if fact["colonne"] not in {*columns(), "surface_m2", "veto"} or fact["fait"].startswith("defaut"):
            continue
        value, known = made.sites.loc[fact["site_id"], fact["colonne"]], fact["valeur"]
        if known is None:
            same = pd.isna(value)
        elif isinstance(known, (int, float)):
            same = abs(float(value) - known) <= (fact["tolerance"] or 0.0)
        else:
            same = value == known
        held += 1
        if not same:
            wrong.append((fact["site_id"], fact["fait"], fact["colonne"], known, value))
    assert not wrong
    assert held > 60


def test_defects_of_the_inventory_are_found_and_no_record_is_lost(
    built: tuple[study.Study, list[dict[str, Any]]],
) -> None:
    made, _ = built
    assert len(made.sites) == 40
    assert made.sites.index.is_unique
    found = set(made.tables["constats"]["code"])
    assert {"site_id_double", "geometrie_invalide", "personne_physique", "hors_territoire"} <= found
    # Without point or footprint, only its municipality says where a site is: that is no place to measure from.
    assert {"situe_a_la_commune", "commune_seule"} <= found


def test_every_role_that_is_read_is_there(built: tuple[study.Study, list[dict[str, Any]]]) -> None:
    made, _ = built
    states = {key: json.loads(value)["etat"] for key, value in made.manifest.items() if key.startswith("couche:")}
    assert set(states.values()) == {"presente"}


def test_a_site_that_is_a_point_gets_the_footprint_of_its_parcels(
    built: tuple[study.Study, list[dict[str, Any]]],
) -> None:
    sites = built[0].sites
    rebuilt = sites[sites["emprise_origine"] == "parcelles"]
    assert len(rebuilt)
    declared = rebuilt[rebuilt["unite_fonciere_surface"] > 0]
    assert len(declared)
    assert (declared["surface_m2"] - declared["unite_fonciere_surface"]).abs().max() < 1.0
