"""Input that cannot be used ends with exit code 1, one sentence that helps, and the previous output intact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio
import pytest
from gisement_tests import tiny
from gisement_tests.qgis_process import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gisement_tests.outputs import Previous

ROADS = "troncon_de_route"
ACCESS = ["autoroute_km", "autoroute_min", "voirie_m", "fret_km"]


def without_geometry(rows: Any) -> pd.DataFrame:
    return pd.DataFrame(rows.drop(columns="geometry"))


def missing_sites(folder: Path) -> dict[str, Any]:
    return {"SITES": folder / "nowhere.gpkg"}


def missing_territory(folder: Path) -> dict[str, Any]:
    return {"TERRITORY": folder / "nowhere.gpkg"}


def empty_sites(folder: Path) -> dict[str, Any]:
    (folder / "empty.gpkg").touch()
    return {"SITES": folder / "empty.gpkg"}


def empty_territory(folder: Path) -> dict[str, Any]:
    (folder / "empty.gpkg").touch()
    return {"TERRITORY": folder / "empty.gpkg"}


def sites_that_are_text(folder: Path) -> dict[str, Any]:
    (folder / "text.gpkg").write_text("a letter, not a GeoPackage", encoding="utf-8")
    return {"SITES": folder / "text.gpkg"}


def sites_without_records(folder: Path) -> dict[str, Any]:
    path = folder / "none.gpkg"
    pyogrio.write_dataframe(tiny.inventory().iloc[:0], path, layer="friches", geometry_type="Unknown")
    return {"SITES": path}


def sites_without_geometry(folder: Path) -> dict[str, Any]:
    pyogrio.write_dataframe(without_geometry(tiny.inventory()), folder / "table.gpkg", layer="friches")
    return {"SITES": folder / "table.gpkg"}


def roads_without_geometry(folder: Path) -> dict[str, Any]:
    layers = tiny.territory()
    return {
        "TERRITORY": tiny.write_territory(folder / "roads.gpkg", {**layers, ROADS: without_geometry(layers[ROADS])})
    }


def territory_without_roles(folder: Path) -> dict[str, Any]:
    return {"TERRITORY": tiny.write_inventory(folder / "other.gpkg")}


def unknown_profile(folder: Path) -> dict[str, Any]:
    return {"PROFILE": "aciérie"}


def broken_profile(folder: Path) -> dict[str, Any]:
    (folder / "profile.json").write_text('{"id": "mine",\n "label": }', encoding="utf-8")
    return {"PROFILE": folder / "profile.json"}


def unknown_parameter(folder: Path) -> dict[str, Any]:
    return {"PROFIL": "industrie_generale"}


def date_that_is_none(folder: Path) -> dict[str, Any]:
    return {"DATE": "tomorrow"}


REFUSED: list[tuple[Callable[[Path], dict[str, Any]], list[str]]] = [
    (missing_sites, ["nowhere.gpkg", "does not exist", "Check its path"]),
    (missing_territory, ["nowhere.gpkg", "does not exist", "Check its path"]),
    (empty_sites, ["empty.gpkg", "is empty", "try again"]),
    (empty_territory, ["empty.gpkg", "is empty", "try again"]),
    (sites_that_are_text, ["text.gpkg", "SITES"]),
    (sites_without_records, ["none.gpkg", "no record", "Choose another"]),
    (sites_without_geometry, ["table.gpkg", "geomsurf", "geompoint", "Give each site"]),
    (roads_without_geometry, ["roads.gpkg", ROADS, "no geometry", "leave this role out"]),
    (territory_without_roles, ["other.gpkg", "friches", "Rename"]),
    (unknown_profile, ["aciérie", "industrie_generale", "Give a JSON file"]),
    (broken_profile, ["profile.json", "line 2", "Correct"]),
    (unknown_parameter, ["PROFIL", "Unknown parameter", "PROFILE"]),
    (date_that_is_none, ["tomorrow", "DATE"]),
]


@pytest.mark.parametrize(("bad", "words"), REFUSED, ids=[bad.__name__ for bad, _ in REFUSED])
def test_input_that_cannot_be_used_is_refused(
    bad: Callable[[Path], dict[str, Any]],
    words: list[str],
    previous: Previous,
    tiny_territory: Path,
    tiny_inventory: Path,
    tmp_path: Path,
) -> None:
    good = {"SITES": tiny_inventory, "TERRITORY": tiny_territory, "OUTPUT": previous.path, "DATE": "2026-11-22"}
    previous.assert_refused(run("study", **{**good, **bad(tmp_path)}), *words)


def study(folder: Path, sites: Path, territory: Path) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Run a study that must succeed; give what it said, its sites and its findings."""
    output = folder / "study.gpkg"
    done = run("study", SITES=sites, TERRITORY=territory, OUTPUT=output, DATE="2026-11-22")
    assert done.code == 0, done.said
    assert "Traceback" not in done.said
    sites_made = pyogrio.read_dataframe(output, layer="sites").set_index("site_id")
    return done.said, sites_made, pyogrio.read_dataframe(output, layer="constats")


def test_without_the_road_layer_access_is_unknown_and_the_rest_is_measured(
    tiny_inventory: Path, tmp_path: Path
) -> None:
    layers = {role: rows for role, rows in tiny.territory().items() if role != ROADS}
    said, sites, _ = study(tmp_path, tiny_inventory, tiny.write_territory(tmp_path / "t.gpkg", layers))
    assert f"({ROADS}): no layer" in said
    assert sites[[*ACCESS, "autoroute_acces"]].isna().all(axis=None)
    assert sites.at["T-001", "htb_km"] == pytest.approx(3.0)
    assert sites.at["T-002", "ppr_rouge_part"] == pytest.approx(0.875)


def test_with_an_empty_road_layer_no_distance_is_made_up(tiny_inventory: Path, tmp_path: Path) -> None:
    layers = tiny.territory()
    layers[ROADS] = layers[ROADS].iloc[:0]
    said, sites, _ = study(tmp_path, tiny_inventory, tiny.write_territory(tmp_path / "t.gpkg", layers))
    assert f"({ROADS}): the layer is empty" in said
    assert sites[ACCESS].isna().all(axis=None)
    # The layer says that there is no motorway; of the freight station, which is there, it says nothing.
    assert sites.at["T-001", "autoroute_acces"] == "aucun dans le territoire"
    assert pd.isna(sites.at["T-001", "fret_nom"])
    assert sites.at["T-001", "htb_km"] == pytest.approx(3.0)


def test_sites_outside_the_territory_keep_what_is_their_own_and_lose_what_rests_on_the_territory(
    tiny_territory: Path, tmp_path: Path
) -> None:
    rows = tiny.inventory()
    rows["geometry"] = rows.geometry.translate(300_000, 100_000)
    pyogrio.write_dataframe(rows, tmp_path / "away.gpkg", layer="friches", geometry_type="Unknown")
    _, sites, findings = study(tmp_path, tmp_path / "away.gpkg", tiny_territory)
    away = [name for name in tiny.SITES if name != "T-008"]
    assert sorted(findings.loc[findings["code"] == "hors_territoire", "site_id"]) == away
    measured = [*ACCESS, "htb_km", "ppr_rouge_part", "pollution_niveau"]
    assert sites.loc[away, measured].isna().all(axis=None)
    assert sites.at["T-001", "surface_utile_ha"] == pytest.approx(2.0)
    # What the inventory itself says of the zoning still counts.
    assert sites.at["T-001", "zone_vocation"] == pytest.approx(1.0)
