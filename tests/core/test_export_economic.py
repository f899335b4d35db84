"""The export in CNIG Sites économiques: what a study knows of a plot, in the words of the standard."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests.exports import X, Y, economic_schema, faults, notes, read, sites, square
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.conditions import check
from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.sites.export import export_sites_economiques

ON = date(2026, 11, 22)


def exported(folder: Path, count: int = 1, procedures: pd.DataFrame | None = None, **columns: list) -> tuple[Any, Any]:
    """Export squares of one hectare; give the rows of the sites and of the plots."""
    export_sites_economiques(sites([square()] * count, **columns), folder, ON, procedures=procedures)
    return read(folder / "site-eco.csv"), read(folder / "terrain-eco.csv")


def test_each_site_holds_one_plot_under_identifiers_of_the_standards_form(tmp_path: Path) -> None:
    sites_, plots = exported(tmp_path, site_id=["63113_22-12.0017"])
    assert sites_["site_id"].tolist() == ["63113_SITE-ECO_22-12.0017"]
    assert plots["terr_id"].tolist() == ["63113_TERRAIN-ECO_22-12.0017"]
    assert plots["site_id"].tolist() == sites_["site_id"].tolist()


def test_the_fields_are_those_of_the_standard_in_their_order(tmp_path: Path) -> None:
    for table, name in zip(exported(tmp_path), ("site_eco", "terrain_eco")):
        assert list(table.columns) == [field["name"] for field in resource("fields/cnig_sites_economiques")[name]]


def test_areas_are_in_hectares(tmp_path: Path) -> None:
    sites_, plots = exported(tmp_path, 2, surface_utile_ha=[0.75, None])
    assert plots["terr_surf_brute"].tolist() == ["1", "1"]
    assert sites_["site_surf_brute"].tolist() == ["1", "1"]
    assert sites_["site_surf_utile"].tolist() == ["0.75", "1"]
    assert ("63113_2", "site_surf_utile", "surface_par_defaut") in notes(tmp_path)
    assert ("63113_1", "site_surf_utile", "surface_par_defaut") not in notes(tmp_path)


def answers(folder: Path, field: str, column: str, cases: dict[Any, str]) -> dict[Any, str]:
    """Export a site per value of a column, and give what the plots say for each."""
    plots = exported(folder, len(cases), **{column: list(cases)})[1]
    return dict(zip(cases, plots[field]))


def test_a_plot_is_turnkey_in_class_r5_alone_and_unknown_is_not_no(tmp_path: Path) -> None:
    cases = {"R5": "oui", "R4": "non", "R0": "non", None: ""}
    assert answers(tmp_path, "terr_cle_en_main", "classe_maturite", cases) == cases


def test_the_stage_of_servicing_comes_from_the_procedures_then_from_the_zoning(tmp_path: Path) -> None:
    cases = [  # serviced by the zoning, number of buildings, state of the procedure, stage
        ("oui", 0, None, "viabilisé non aménagé"),
        ("oui", 3, None, "viabilisé et aménagé"),
        ("oui", None, None, "inconnu"),
        ("non", None, None, "non aménagé, non viabilisé"),
        (None, 3, None, "inconnu"),
        ("non", None, "en_cours", "viabilisation en cours"),
        ("non", 0, "fait", "viabilisé non aménagé"),
        ("non", None, "fait", "inconnu"),
        ("oui", 3, "a_faire", "non aménagé, non viabilisé"),
    ]
    serviced, buildings, step, stage = (list(column) for column in zip(*cases))
    ids = [f"63113_{number}" for number in range(1, len(cases) + 1)]
    procedures = pd.concat(
        [
            pd.DataFrame({"site_id": ids, "etape": "viabilisation", "statut": step}),
            pd.DataFrame({"site_id": ids, "etape": "foncier", "statut": "fait"}),
        ]
    )
    plots = exported(tmp_path, len(cases), procedures, viabilise=serviced, bati_nombre=buildings)[1]
    assert plots["terr_stade_amngt"].tolist() == stage
    presumed = {site for site, field, code in notes(tmp_path) if (field, code) == ("terr_stade_amngt", "presume")}
    assert presumed == {site for site, said in zip(ids, stage) if said != "inconnu"}


def test_land_control_is_that_of_the_only_kind_of_owner(tmp_path: Path) -> None:
    cases = {
        "P5a": "commune",
        "P4a|P4c": "structure intercommunale",
        "P1b": "Etat",
        "P1a": "autre",
        "Z1a": "établissement industriel et commercial",
        "P5a|X1a": "inconnu",
        None: "inconnu",
    }
    assert answers(tmp_path, "terr_maitrise_fonc", "proprio_type", cases) == cases
    assert [site for site, _, code in notes(tmp_path) if code == "plusieurs_proprietaires"] == ["63113_6"]


def test_a_plot_is_a_brownfield_unless_it_may_not_or_no_longer_be_one(tmp_path: Path) -> None:
    cases = {
        None: "friche",
        "friche avec projet": "friche",
        "friche potentielle": "inconnu",
        "friche reconvertie": "inconnu",
    }
    assert answers(tmp_path, "terr_etat_occup", "site_statut", cases) == cases


def test_distances_by_road_and_names_come_from_the_study(tmp_path: Path) -> None:
    site = exported(
        tmp_path,
        2,
        autoroute_acces=["Échangeur 12 (A 75)", "aucun dans le territoire"],
        autoroute_km=[3.04, None],
        fret_nom=["Gare d'Essai", "non relié au réseau routier"],
        fret_km=[12.36, None],
        ite=["sur site, inutilisable", "à 1 km, bon état"],
    )[0]
    columns = ["autoroute_nom", "autoroute_echang_dist", "gare_fret_nom", "gare_fret_dist", "reseau_fret_ferroviaire"]
    assert site[columns].iloc[0].tolist() == ["A75", "3", "Gare d'Essai", "12.4", "oui"]
    assert site[columns].iloc[1].tolist() == ["", "", "", "", "non"]


def test_the_intercommunality_is_that_of_the_record_else_the_one_the_study_puts_around(tmp_path: Path) -> None:
    epci = gpd.GeoDataFrame(
        {"code_siren": ["200000001", "200000002"], "nom": ["Ici", "Ailleurs"]},
        geometry=[shapely.box(X - 900, Y - 900, X + 900, Y + 900), shapely.box(X + 2000, Y, X + 3000, Y + 900)],
        crs="EPSG:2154",
    )
    far = shapely.transform(square(), lambda xy: xy + 9000)
    inventory = sites([square(), square(), far], epci_nom=["Dite", None, None], epci_siren=["200000009", None, None])
    export_sites_economiques(inventory, tmp_path, ON, epci=epci)
    said = read(tmp_path / "site-eco.csv")
    assert said["site_epci_nom"].tolist() == ["Dite", "Ici", "inconnu"]
    assert said["site_epci_siren"].tolist() == ["200000009", "200000001", "inconnu"]


def test_networks_nobody_knows_of_stay_empty_and_those_told_are_kept(tmp_path: Path) -> None:
    site = exported(tmp_path, reseau_gaz=["oui"], reseau_fluvial=["inconnu"])[0].iloc[0]
    assert (site["reseau_gaz"], site["reseau_electrique"], site["reseau_fluvial"]) == ("oui", "", "")


def test_the_page_in_cartofriches_is_given_only_where_it_is_known(tmp_path: Path) -> None:
    page = "https://cartofriches.cerema.fr/cartofriches/?site=63113_2"
    plots = exported(
        tmp_path, 3, site_url=[None, f"https://a.fr/1|{page}", None], nom_prodcartofriches=[None, None, "Cerema"]
    )[1]
    assert plots["terr_url_cartofriches"].tolist() == ["", page, page[:-1] + "3"]


def test_parcels_of_corsica_do_not_have_the_form_that_this_standard_asks_for(tmp_path: Path) -> None:
    plots = exported(tmp_path, unite_fonciere_refcad=["2B2930000D0625|12083000AH0035"])[1]
    assert plots["terr_refcad"].tolist() == ["12083000AH0035"]
    assert ("63113_1", "terr_refcad", "liste_reduite") in notes(tmp_path)


def test_geometries_are_geojson_longitude_first_outer_ring_counterclockwise(tmp_path: Path) -> None:
    site, plots = exported(tmp_path)
    shape = shapely.from_geojson(plots.iloc[0]["terr_geomsurf"])
    assert shape.exterior.is_ccw
    assert (shape.centroid.x, shape.centroid.y) == pytest.approx((3.0, 46.5), abs=1e-6)
    written = json.loads(site.iloc[0]["site_geomsurf"])
    assert written["type"] == "Polygon"
    assert all(len(str(degree).partition(".")[2]) <= 6 for pair in written["coordinates"][0] for degree in pair)
    assert site.iloc[0]["site_geompoint"] == "3.000000, 46.500000"


def test_a_site_without_a_surveyed_footprint_is_no_plot_and_is_named(tmp_path: Path) -> None:
    report = Report()
    inventory = sites([square(), shapely.Point(X, Y), square()], emprise_origine=["surface", "point", "disque"])
    assert export_sites_economiques(inventory, tmp_path, ON, report=report) == 1
    left = read(tmp_path / "non_exportes.csv")
    assert dict(zip(left["site_id"], left["code"])) == {"63113_2": "sans_surface", "63113_3": "sans_surface"}
    assert {site for site, _, _ in notes(tmp_path)} == {"63113_1"}
    assert ("export_rejected", {"count": 2, "file": "non_exportes.csv"}) in report.warnings


def test_an_inventory_of_points_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GisementError, match="export_nothing"):
        export_sites_economiques(sites([shapely.Point(X, Y)]), tmp_path / "new", ON)
    assert not (tmp_path / "new").exists()


def test_both_classes_are_layers_of_one_geopackage(tmp_path: Path) -> None:
    exported(tmp_path, 2, autoroute_km=[3.04, None])
    path = tmp_path / "sites_economiques.gpkg"
    assert sorted(pyogrio.list_layers(path)[:, 0]) == ["site_eco", "terrain_eco"]
    site = pyogrio.read_dataframe(path, layer="site_eco")
    assert site.crs.to_epsg() == 2154
    assert site["autoroute_echang_dist"].iloc[0] == 3.0
    assert pyogrio.read_dataframe(path, layer="terrain_eco").area.tolist() == pytest.approx([10_000.0] * 2)


def test_the_rules_name_fields_of_the_standard_and_values_of_its_lists() -> None:
    known = {
        field["name"]: field
        for fields in ("site_eco", "terrain_eco")
        for field in resource("fields/cnig_sites_economiques")[fields]
    }
    said = resource("export/sites_economiques")
    assert set(said["owners"]["prefixes"].values()) <= set(known["terr_maitrise_fonc"]["values"])
    for name, rule in said["fields"].items():
        values = {case["value"] for case in rule.get("rules", ())} | set(rule.get("values", {}).values())
        assert not values or values <= set(known[name]["values"]), name
        for case in rule.get("rules", ()):
            check(case["when"])


nasty = st.one_of(
    st.text(max_size=10), st.sampled_from(["=1+1", "@x", "NA", "a|b", '","', '";"', "oui", "\ud800", "'"])
)
FREE = (
    "site_nom",
    "comm_nom",
    "site_url",
    "epci_nom",
    "pole_id",
    "site_moa_nom",
    "autoroute_acces",
    "fret_nom",
    "proprio_type",
)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.fixed_dictionaries({"site_id": nasty, **dict.fromkeys(FREE, nasty)}), min_size=1, max_size=5))
def test_any_text_gives_valid_files(rows: list[dict[str, str]]) -> None:
    columns = {name: [row[name] for row in rows] for name in ("site_id", *FREE)}
    with tempfile.TemporaryDirectory() as name:
        tables = exported(Path(name), len(rows), **columns)
        for table, kind, file in zip(tables, ("site_eco", "terrain_eco"), ("site-eco.csv", "terrain-eco.csv")):
            assert len(table) == len(rows)
            assert faults(Path(name) / file, economic_schema(kind)) == []
            texts = table.drop(columns="site_geompoint", errors="ignore").to_numpy().ravel()
            assert not [cell for cell in texts if cell[:1] in tuple("=+-@\t\r＝＋－＠")]
