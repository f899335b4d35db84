"""Published inventories: their columns understood, their values on the standard's lists, no name let through."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from gisement.core.sites.columns import name_columns
from gisement.core.sites.fields import fields
from gisement.core.sites.findings import Findings
from gisement.core.sites.identity import identify
from gisement.core.sites.personal import hide_names
from gisement.core.sites.reading import read_records
from gisement.core.sites.values import to_standard_values
from gisement.core.sites.values.words import listed_values

NATIONAL = "friches/cartofriches_national_2024-03-10.gpkg"
FILES = (
    NATIONAL,
    "friches/cartofriches_export_cnig_test_2024_utf8_semicolon.csv",
    "friches/ddt08_obs_friches/data.csv",
    "friches/ddt08_obs_friches/data_2025-12-12.csv",
    "friches/ddt08_obs_friches/friches.geojson",
    "friches/ddt08_obs_friches/friches_2025-12-15_v1.geojson",
    "friches/ademe_sites_pollues.geojson",
)


def opened(path: Path) -> tuple[gpd.GeoDataFrame, Findings]:
    findings = Findings()
    sites = identify(name_columns(read_records(path), findings), findings)
    if not isinstance(sites, gpd.GeoDataFrame):
        sites = gpd.GeoDataFrame(sites, geometry=gpd.GeoSeries([None] * len(sites), index=sites.index))
    return sites, findings


@cache
def standard(path: Path) -> tuple[gpd.GeoDataFrame, Findings]:
    sites, findings = opened(path)
    return to_standard_values(sites, findings), findings


@pytest.mark.parametrize("file", FILES)
def test_nothing_remains_outside_the_lists(data: Path, file: str) -> None:
    sites, findings = standard(data / file)
    assert "valeur_non_comprise" not in set(findings.table()["code"])
    for field in fields():
        if listed_values(field) and field["name"] in sites:
            met = set(sites[field["name"]].dropna().str.split("|").explode())
            assert met <= set(listed_values(field)), field["name"]


def test_the_national_inventory_loses_no_column_and_no_value(data: Path) -> None:
    given = read_records(data / NATIONAL).rows
    sites, findings = standard(data / NATIONAL)
    known = {"site_id": None, "l_idpar": "unite_fonciere_refcad", "local_ancienne_annee": "local_ancien_annee"}
    known["site_projet"] = "site_projet_url"
    expected = {known.get(name, name) for name in given.columns} - {None} | {"valeurs_origine"}
    assert set(sites.columns) == expected
    table = findings.table()
    counts = table.groupby(["code", "champ"]).size()
    assert counts["valeur_a_confirmer", "site_type"] == 769
    assert counts["valeur_normalisee", "urba_doc_type"] == 12
    assert counts["valeur_normalisee", "urba_zone_type"] == 41
    assert counts["date_illisible", "site_identif_date"] == 3
    assert counts["annee_illisible", "activite_fin_annee"] == 1
    assert counts["liste_reecrite", "unite_fonciere_refcad"] == given["l_idpar"].notna().sum() == 23_686
    assert sites["urba_zone_formdomi"].value_counts().to_dict() == given["urba_zone_formdomi"].value_counts().to_dict()
    assert sites["site_projet_etude"].str.contains("Ã©").sum() == 0


def test_the_owners_of_the_national_inventory_that_are_persons_are_hidden(data: Path) -> None:
    sites = hide_names(standard(data / NATIONAL)[0], Findings())
    natural = sites["proprio_personne"] == "personne physique"
    assert natural.sum() == 7_697
    assert set(sites.loc[natural, "proprio_nom"]) == {"_X_"}
    assert not sites["proprio_nom"].str.contains(r"\b(?:MME|SUCCESSION|EPOUX)\b", na=False).any()
    assert sites["proprio_nom"].str.contains("LES COPROPRIETAIRES", na=False).sum() > 400


def test_short_codes_of_the_polluted_sites_get_their_zero_back(data: Path) -> None:
    sites, findings = opened(data / "friches/ademe_sites_pollues.geojson")
    given = sites["comm_insee"].astype(str)
    sites = to_standard_values(sites, findings)
    assert (given.str.len() == 4).sum() == 22
    assert sites["comm_insee"].str.fullmatch(r"(?:\d{2}|2[AB])\d{3}").all()
    assert sites["unite_fonciere_surface"].isna().sum() == _unknown(data)
    assert "nombre_illisible" not in set(findings.table()["code"])


def _unknown(data: Path) -> int:
    """Count areas that are absent or told unknown, by the file's own words."""
    given = gpd.read_file(data / "friches/ademe_sites_pollues.geojson")["Surface_site_m2"]
    return int(
        pd.to_numeric(given.str.replace(",", ".").str.replace(r"\s", "", regex=True), errors="coerce").isna().sum()
    )
