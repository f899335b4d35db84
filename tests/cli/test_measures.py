"""The measures by command line: by KEY=VALUE and by JSON, in a chain, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
from gisement_tests import tiny
from gisement_tests.outputs import Made, Previous
from gisement_tests.qgis_process import call, left_behind, run

COLUMNS = {
    "measureland": ["surface_utile_ha", "compacite", "maitrise_publique"],
    "measureaccess": ["autoroute_km", "autoroute_min", "autoroute_acces", "fret_km", "fret_nom", "voirie_m"],
    "measureenergy": ["htb_km", "htb_nom"],
}


@pytest.fixture(scope="module")
def chain(tiny_inventory: Path, tiny_territory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which each measure has taken the output of the one before, the middle one by JSON."""
    folder = tmp_path_factory.mktemp("mesures")
    land = run(
        "measureland",
        INPUT=f"{tiny_inventory}|layername=friches",
        TERRITORY=tiny_territory,
        OUTPUT="foncier.gpkg",
        RECTANGLES="rectangles.gpkg",
        cwd=folder,
    )
    assert land.code == 0, land.said
    assert "SITES_COUNT:\t8" in land.out
    assert "MEASURED_COUNT:\t6" in land.out
    assert "RECTANGLES:\trectangles.gpkg" in land.out
    inputs = {
        "INPUT": str(folder / "foncier.gpkg"),
        "TERRITORY": str(tiny_territory),
        "VEHICLE_HEIGHT": "4.0",
        "OUTPUT": str(folder / "accès d'essai.gpkg"),
        "ROUTES": str(folder / "itineraires.gpkg"),
    }
    stdin = json.dumps({"inputs": inputs})
    access = call("--json", "run", "gisement:measureaccess", "-", stdin=stdin, language="fr_FR.UTF-8")
    assert access.code == 0, access.said
    assert access.answer["results"] == {
        "OUTPUT": inputs["OUTPUT"],
        "ROUTES": inputs["ROUTES"],
        "SITES_COUNT": 8,
        "MEASURED_COUNT": 6,
    }
    energy = run(
        "measureenergy",
        INPUT=inputs["OUTPUT"],
        TERRITORY=tiny_territory,
        POSTE_HTB=f"{tiny_territory}|layername=poste_htb",
        OUTPUT="energie.gpkg",
        cwd=folder,
    )
    assert energy.code == 0, energy.said
    return folder


def test_the_chain_gives_the_figures_known_by_hand(chain: Path) -> None:
    sites = pyogrio.read_dataframe(chain / "energie.gpkg").set_index("site_id")
    measured = [column for columns in COLUMNS.values() for column in columns]
    checked = 0
    for site, known in tiny.KNOWN.items():
        for column in set(known) & {*measured, "emprise_origine", "surface_m2"}:
            found, value, at = sites.at[site, column], known[column], f"{site} {column}"
            if value is None:
                assert pd.isna(found), at
            else:
                assert found == (pytest.approx(value, abs=1e-3) if isinstance(value, float) else value), at
            checked += 1
    assert checked > 25


def test_the_chain_gives_the_figures_of_the_study(chain: Path, made: Made) -> None:
    study = pyogrio.read_dataframe(made.output, layer="sites").set_index("site_id").loc[list(tiny.SITES)]
    sites = pyogrio.read_dataframe(chain / "energie.gpkg").set_index("site_id")
    known = [*[column for columns in COLUMNS.values() for column in columns], "emprise_origine", "surface_m2"]
    pd.testing.assert_frame_equal(
        pd.DataFrame(sites[known]), pd.DataFrame(study[known]), check_dtype=False, check_exact=True
    )


def test_nothing_is_left_behind(chain: Path) -> None:
    assert left_behind(chain) == []


def test_a_french_machine_reads_the_help_in_french_with_every_parameter() -> None:
    described = call("help", "gisement:measureaccess", language="fr_FR.UTF-8")
    assert described.code == 0, described.said
    for word in ("Mesurer la desserte", "TRONCON_DE_ROUTE", "VEHICLE_WIDTH", "ROUTES", "MEASURED_COUNT"):
        assert word in described.out


def no_territory(folder: Path) -> dict[str, Any]:
    return {"TERRITORY": None}


def missing_layer(folder: Path) -> dict[str, Any]:
    return {"TRONCON_DE_ROUTE": folder / "nowhere.gpkg"}


def unknown_parameter(folder: Path) -> dict[str, Any]:
    return {"POSTE_HTB": folder / "postes.gpkg"}


def lorry_without_height(folder: Path) -> dict[str, Any]:
    return {"VEHICLE_HEIGHT": "haut"}


def sites_without_place(folder: Path) -> dict[str, Any]:
    (folder / "table.csv").write_text("site_id;site_nom\na;Forge\nb;Filature\n", encoding="utf-8")
    return {"INPUT": folder / "table.csv"}


def wrong_layer(folder: Path) -> dict[str, Any]:
    path = folder / "communes.gpkg"
    pyogrio.write_dataframe(tiny.territory()["commune"], path, layer="commune")
    return {"TRONCON_DE_ROUTE": path}


REFUSED = [
    (no_territory, ["neither a territory nor a layer", "Give TERRITORY", "TRONCON_DE_ROUTE"]),
    (missing_layer, ["nowhere.gpkg", "does not exist", "Check its path"]),
    (unknown_parameter, ["POSTE_HTB", "Unknown parameter", "TRONCON_DE_ROUTE"]),
    (lorry_without_height, ["VEHICLE_HEIGHT", "haut", "no number", "for example 4.3"]),
    (sites_without_place, ["table.csv", "geomsurf", "Give each site"]),
    (wrong_layer, ["communes.gpkg", "troncon_de_route", "known schemas", "Give the producer"]),
]


@pytest.mark.parametrize(("bad", "words"), REFUSED, ids=[bad.__name__ for bad, _ in REFUSED])
def test_input_that_cannot_be_used_is_refused(
    bad: Any, words: list[str], previous: Previous, tiny_territory: Path, tiny_inventory: Path, tmp_path: Path
) -> None:
    good = {"INPUT": tiny_inventory, "TERRITORY": tiny_territory, "OUTPUT": previous.path}
    given = {name: value for name, value in {**good, **bad(tmp_path)}.items() if value is not None}
    previous.assert_refused(run("measureaccess", **given), *words)
