"""Columns are given the standard's names whatever those of the file, and none is lost."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from gisement.core.resources import RESOURCES
from gisement.core.sites.columns import name_columns
from gisement.core.sites.fields import fields
from gisement.core.sites.findings import Findings
from gisement.core.sites.headings import heading
from gisement.core.sites.identity import identify
from gisement.core.sites.mapping import Mapping
from gisement.core.sites.reading import Records


def named(mapping: Mapping | None = None, **columns: list) -> tuple[pd.DataFrame, pd.DataFrame]:
    return named_rows(pd.DataFrame(columns), mapping)


def named_rows(rows: pd.DataFrame, mapping: Mapping | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    findings = Findings()
    return name_columns(Records(rows, "sites.csv"), findings, mapping), findings.table()


def found(table: pd.DataFrame, code: str) -> list[tuple]:
    return [tuple(row) for row in table.loc[table["code"] == code, ["champ", "valeur", "correction"]].to_numpy()]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("site_nom", "site_nom"),
        ("SITE_NOM", "site_nom"),
        ("Site nom ", "site_nom"),
        ("\ufeffsite_id", "site_id"),
        ("ï»¿site_id", "site_id"),
        ("SITENOM", "site_nom"),
        ("UFREFCAD", "unite_fonciere_refcad"),
        ("SITRECDATE", "site_reconv_annee"),
        ("Nom du site", "site_nom"),
        ("Références cadastrales", "unite_fonciere_refcad"),
        ("RÃ©fÃ©rences cadastrales", "unite_fonciere_refcad"),
        ("Surface de l’unité foncière (m²)", "unite_fonciere_surface"),
        ("local_ancienne_annee", "local_ancien_annee"),
        ("l_idpar", "unite_fonciere_refcad"),
        ("proprio_type(catpro3)", "proprio_type"),
        ("FRICHE", "site_nom"),
        ("COMMUNE", "comm_nom"),
        ("ID", "site_id"),
        ("Code INSEE", "comm_insee"),
        ("nom_commun", "comm_nom"),
        ("code_metie", "site_id"),
        ("raison_soc_ent", "site_nom"),
        ("Numeros_parcelles_cadastrales", "unite_fonciere_refcad"),
        ("Surface_site_m2", "unite_fonciere_surface"),
    ],
)
def test_a_name_is_known_in_any_writing(name: str, field: str) -> None:
    meant = heading(name)
    assert meant is not None
    assert meant.field == field


@pytest.mark.parametrize(
    "name", ["desserte_distance_route", "surface_m2", "surf_calc", "fid", "pk", "nature", "", "??"]
)
def test_a_name_that_means_something_else_or_nothing_is_not_taken(name: str) -> None:
    assert heading(name) is None


def test_every_alias_is_of_a_field_of_the_standard() -> None:
    aliases = json.loads((RESOURCES / "fields/alias.json").read_text(encoding="utf-8"))
    known = {field["name"] for field in fields()}
    for source in aliases["sources"]:
        assert set(source["alias"]) <= known, source["nom"]
    assert set(aliases["unites"]) - {"source"} <= known


def test_the_standard_comes_first_and_nothing_is_lost() -> None:
    sites, _ = named(surf_calc=[1], COMMUNE=["Rethel"], Remarque=["x"], site_nom=["A"])
    assert sites.columns.tolist() == ["site_nom", "comm_nom", "surf_calc", "Remarque"]


def test_of_two_columns_the_better_is_taken_and_the_other_fills_and_stays() -> None:
    sites, findings = named(nom=["n1", "n2", "n3"], site_nom=["s1", "", "NA"], Nom_site=["", "", "t3"])
    assert sites["site_nom"].tolist() == ["s1", "n2", "t3"]
    assert sites["nom"].tolist() == ["n1", "n2", "n3"]
    assert sites["Nom_site"].tolist() == ["", "", "t3"]
    assert found(findings, "colonne_de_secours") == [("site_nom", "Nom_site", "1"), ("site_nom", "nom", "1")]


def test_numbers_filled_from_another_column_stay_numbers() -> None:
    sites, _ = named(unite_fonciere_surface=[1.5, np.nan], site_surface=[2.0, 3.0])
    assert sites["unite_fonciere_surface"].tolist() == [1.5, 3.0]
    assert sites["site_surface"].tolist() == [2.0, 3.0]


def test_names_that_differ_by_case_alone_are_told_apart() -> None:
    sites, _ = named(Site_Nom=["a"], site_nom=["b"], Note=["c"], NOTE=["d"])
    assert sites.columns.tolist() == ["site_nom", "Site_Nom_2", "Note", "NOTE_2"]
    assert sites.iloc[0].tolist() == ["b", "a", "c", "d"]


def test_an_alias_whose_values_say_something_else_is_not_taken() -> None:
    casias, _ = named(nom_commune=["Bondy"], statut=["En arrêt"], surface=["petite"])
    assert casias.columns.tolist() == ["comm_nom", "statut", "surface"]
    translated, _ = named(Mapping(values={"site_statut": {"En arrêt": "friche sans projet"}}), statut=["En arrêt"])
    assert translated.columns.tolist() == ["site_statut"]
    ddt, _ = named(statut=["Avec projet"], surface=[""])
    assert ddt.columns.tolist() == ["site_statut", "unite_fonciere_surface"]


def test_an_area_in_hectares_keeps_its_unit() -> None:
    sites, _ = named(surface_ha=["1,2", "", None])
    assert sites["unite_fonciere_surface"].tolist() == ["1,2 ha", None, None]


def test_shapefile_numbers_equal_cuts_in_the_order_of_the_columns() -> None:
    sites, _ = named(
        unite_fonc=[1200.0],
        unite_fo_1=["08362000AI0001"],
        urba_zone_=["U"],
        urba_zon_1=["UX"],
        urba_zon_2=["0200"],
        site_ident=["2020-01-01"],
    )
    assert sites.iloc[0].to_dict() == {
        "site_identif_date": "2020-01-01",
        "unite_fonciere_surface": 1200.0,
        "unite_fonciere_refcad": "08362000AI0001",
        "urba_zone_type": "U",
        "urba_zone_lib": "UX",
        "urba_zone_formdomi": "0200",
    }


def test_a_cut_name_alone_is_the_field_whose_values_it_holds() -> None:
    parcels, _ = named(unite_fonc=["08362000AI0001"])
    pollution, _ = named(SOL_POLLUT=["pollution avérée", "inconnu"])
    assert parcels.columns.tolist() == ["unite_fonciere_refcad"]
    assert pollution.columns.tolist() == ["sol_pollution_existe"]


def test_a_cut_name_whose_values_fit_no_field_stays() -> None:
    sites, _ = named(local_anci=["oui", "peut-être"])
    assert sites.columns.tolist() == ["local_anci"]


def test_the_user_s_name_wins_and_its_column_is_found_in_any_case() -> None:
    mapping = Mapping(columns={"Désignation": "site_nom"}, constants={"source_nom": "DDT 08"})
    sites, _ = named(mapping, DESIGNATION=["u", ""], site_nom=["s1", "s2"], source_nom=["", "autre"])
    assert sites["site_nom"].tolist() == ["u", "s2"]
    assert sites["site_nom_2"].tolist() == ["s1", "s2"]
    assert sites["source_nom"].tolist() == ["DDT 08", "autre"]


def test_geometry_and_crs_are_kept() -> None:
    rows = gpd.GeoDataFrame({"NOM": ["a"]}, geometry=[shapely.Point(1, 2)], crs="EPSG:2154").rename_geometry("geom")
    sites, _ = named_rows(rows)
    assert isinstance(sites, gpd.GeoDataFrame)
    assert (sites.geometry.name, sites.crs.to_epsg(), sites["site_nom"].tolist()) == ("geom", 2154, ["a"])


def test_the_commune_is_read_from_the_identifier_or_the_parcels() -> None:
    findings = Findings()
    sites = identify(
        pd.DataFrame(
            {
                "site_id": ["08362_06", "2B042_1", "x", "y", "33063_1"],
                "unite_fonciere_refcad": [None, None, "{2A004000AB0012,2A004000AB0013}", "AB 12", None],
                "comm_insee": ["", None, "NA", None, "33000"],
            }
        ),
        findings,
    )
    assert sites["comm_insee"].tolist() == ["08362", "2B042", "2A004", None, "33000"]
    table = findings.table()
    assert table["code"].tolist() == ["comm_insee_deduit"] * 3
    assert table["site_id"].tolist() == ["08362_06", "2B042_1", "x"]


def test_identifiers_are_texts_of_one_line_and_each_its_own() -> None:
    findings = Findings()
    given = ["16063.0", " a\n", "a", None, "a~2", "sans_id_4", "NA"]
    sites = identify(pd.DataFrame({"site_id": given}), findings)
    assert sites.index.tolist() == ["16063", "a", "a~3", "sans_id_4~2", "a~2", "sans_id_4", "sans_id_7"]
    numbers = identify(pd.DataFrame({"site_id": [16063.0, np.nan, 7.0]}), Findings())
    assert numbers.index.tolist() == ["16063", "sans_id_2", "7"]
