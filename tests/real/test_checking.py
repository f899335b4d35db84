"""The check on real inventories: beside frictionless on the official schema, and on the municipalities at hand."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from gisement_tests.official import by_frictionless, by_the_check, descriptor

from gisement.core.sites import Findings, open_inventory
from gisement.core.sites.checking import check_inventory
from gisement.core.sites.checking.page import write_page
from gisement.core.sites.checking.standard import written_columns
from gisement.core.sites.personal import hide_names
from gisement.core.territory.sources import Source
from gisement.core.vector import read_layer

ON = date(2026, 11, 22)
NATIONAL = "friches/cartofriches_national_2024-03-10.gpkg"
#: territories whose municipalities are whole here
TERRITORIES = ("etang_de_berre", "ardennes", "seine_saint_denis")


@pytest.fixture(scope="module")
def communes(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Source:
    """The municipalities of three territories in one layer."""
    parts = [read_layer(data / f"{name}/{name}.gpkg", "communes")[["code", "nom", "geometry"]] for name in TERRITORIES]
    path = tmp_path_factory.mktemp("communes") / "communes.gpkg"
    gpd.GeoDataFrame(pd.concat(parts)).to_file(path, layer="communes", engine="pyogrio")
    return Source("commune", str(path), "communes")


def test_the_rules_are_those_of_the_official_schema(data: Path) -> None:
    official = json.loads((data.parent / "schemas/friches/schema.json").read_text(encoding="utf-8"))
    ours = descriptor()
    assert ours["missingValues"] == official["missingValues"]
    assert ours["primaryKey"] == official["primaryKey"]
    for field, expected in zip(ours["fields"], official["fields"]):
        told = {name: expected[name] for name in ("name", "type", "format", "constraints") if name in expected}
        assert field == told


def too_long_for_frictionless(sites: pd.DataFrame) -> pd.Series:
    """Tell where a list has so many items that the schema's pattern would take for ever to refuse it."""
    lists = sites.reindex(columns=["proprio_type", "activite_code", "unite_fonciere_refcad"]).astype(str)
    return lists.apply(lambda texts: texts.str.count(r"\|") > 12).any(axis=1)


@pytest.mark.parametrize(
    "file",
    [
        "../schemas/friches/fichier-valide.csv",
        "friches/cartofriches_export_cnig_test_2024_utf8_semicolon.csv",
        "friches/cartofriches_liste_latin1_geomR.csv",
        "friches/ddt08_obs_friches/data.csv",
        "friches/ddt08_obs_friches/friches.geojson",
        NATIONAL,
    ],
)
def test_real_files_are_judged_as_frictionless_judges_them(data: Path, file: str) -> None:
    pytest.importorskip("frictionless", reason="frictionless, which judges the schema beside us")
    opened = open_inventory(data / file)
    opened.sites = opened.sites[~too_long_for_frictionless(opened.sites)].iloc[:1000]
    table = written_columns(hide_names(opened.sites, Findings())).reset_index()
    checked = check_inventory(data / file, on=ON).table()
    checked = checked[checked["site_id"].isna() | checked["site_id"].isin(opened.sites.index)]
    checked = checked[checked["code"] != "comm_insee_deduit"]
    found = by_the_check(checked, list(opened.sites.index))
    # Identifiers and absent codes are judged, and given, when the file is opened; geometries stand for the column.
    apart = {(None, "geompoint", "missing-label")}
    of_ids = {verdict for verdict in found if verdict[1] == "site_id"}
    assert found - apart - of_ids == by_frictionless(table) - apart


def test_points_of_the_national_inventory_that_lie_elsewhere_are_found(
    data: Path, communes: Source, tmp_path: Path
) -> None:
    checked = check_inventory(data / NATIONAL, on=ON, sources={"commune": communes})
    codes = checked.table()["code"].value_counts()
    # Measured beside: points of which the declared municipality is at hand and does not hold them.
    layer = read_layer(communes.path, communes.layer).to_crs(2154).set_index("code")
    sites = checked.sites[checked.sites["comm_insee"].isin(layer.index)]
    inside = sites.geometry.intersects(
        gpd.GeoSeries(layer.geometry.reindex(sites["comm_insee"]).to_numpy(), sites.index, crs=2154)
    )
    outside = set(sites.index[~inside])
    table = checked.table()
    told = set(table["site_id"][(table["code"] == "hors_commune") & table["valeur"].str.contains(r"\d m\)")])
    assert told == outside
    assert len(outside) >= 10
    assert codes["code_insee_obsolete"] >= 1
    # The page stays one that a browser opens at once, however many sites there are.
    write_page(checked, tmp_path / "controle.html", file=NATIONAL, on=ON)
    assert (tmp_path / "controle.html").stat().st_size < 2_000_000


@pytest.mark.parametrize("repair", [False, True])
def test_owners_who_are_natural_persons_stand_nowhere(data: Path, tmp_path: Path, repair: bool) -> None:
    opened, found = open_inventory(data / NATIONAL).sites, Findings()
    hide_names(opened, found)
    concerned = opened.loc[sorted(found.sites_with("personne_physique"))]
    names = {part.strip() for owners in concerned["proprio_nom"] for part in re.split(r"[|,;{}\"]", owners)}
    shown = {part.strip() for owners in hide_names(concerned, Findings())["proprio_nom"] for part in owners.split("|")}
    hidden = names - shown - {""}
    assert hidden
    checked = check_inventory(concerned.reset_index(), on=ON, repair=repair)
    page = tmp_path / "controle.html"
    write_page(checked, page, file=NATIONAL, on=ON)
    everything = checked.sites.to_csv() + checked.table().to_csv() + page.read_text(encoding="utf-8")
    assert [name for name in hidden if name in everything] == []


def test_a_vanished_parcel_of_bondy_is_told(data: Path) -> None:
    file = data / "seine_saint_denis/seine_saint_denis.gpkg"
    parcels = {"parcelle": Source("parcelle", str(file), "cadastre_parcelles_bondy_2025")}
    table = check_inventory(file, layer="cartofriches_2024", sources=parcels, on=ON).table()
    gone = table[table["code"].isin(["parcelle_disparue", "parcelle_absente"])]
    assert gone["valeur"].str.match("93010").all()
