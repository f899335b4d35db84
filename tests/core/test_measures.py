"""Measures: figures known by hand, and unknown where nobody can know."""

from __future__ import annotations

import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from gisement_tests.inventories import prepare
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.measures import MEASURES, Request, columns, energy, environment, measure_all, planning, pollution
from gisement.core.measures.overlay import shares
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.sites import Findings
from gisement.core.territory import Territory, catalogue
from gisement.core.territory.sources import find_sources

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
BOX = shapely.box(X, Y, X + 200, Y + 100)


def site(shape=BOX, **columns: object) -> gpd.GeoDataFrame:
    rows = gpd.GeoDataFrame(
        {"site_id": ["s"], **{name: [value] for name, value in columns.items()}}, geometry=[shape], crs=L93
    )
    return prepare(rows).sites


def territory(folder: Path, **layers: gpd.GeoDataFrame) -> Territory:
    path = folder / "t.gpkg"
    for name, layer in layers.items():
        layer.to_file(path, layer=name, engine="pyogrio")
    return Territory("t", find_sources(path)[1] if layers else {}, L93)


def layer(shapes: list, **columns: list) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=L93)


def measured(measure, sites: gpd.GeoDataFrame, place: Territory) -> pd.Series:
    return measure.MEASURE.run(sites, place, Request(), Report()).values.iloc[0]


def posts(*rows: tuple[float, str, str]) -> gpd.GeoDataFrame:
    return layer(
        [shapely.Point(X + 200 + metres, Y + 50) for metres, _, _ in rows],
        nom_poste=[row[1] for row in rows],
        tension=[row[2] for row in rows],
        etat=["EN EXPLOITATION"] * len(rows),
    )


def test_substation_is_measured_from_the_edge_of_the_footprint_and_63_kv_counts(tmp_path: Path) -> None:
    place = territory(
        tmp_path,
        poste_htb=posts(
            (900, "Trop bas", "45kV"), (3000, "Juste", "63kV"), (5000, "Loin", "225kV"), (10, "Mort", "HORS TENSION")
        ),
    )
    values = measured(energy, site(), place)
    assert (values["htb_km"], values["htb_nom"], values["htb_kv"]) == (3.0, "Juste", 63.0)


def test_substations_that_give_no_voltage_all_count(tmp_path: Path) -> None:
    place = territory(
        tmp_path, poste_htb=layer([shapely.Point(X + 1200, Y)], toponyme=["Poste"], etat_de_l_objet=["En service"])
    )
    assert measured(energy, site(), place)["htb_km"] == 1.0


def test_no_substation_in_a_layer_is_infinitely_far_and_no_layer_is_unknown(tmp_path: Path) -> None:
    assert measured(energy, site(), territory(tmp_path, poste_htb=posts((9, "x", "20kV"))))["htb_km"] == math.inf
    assert math.isnan(measured(energy, site(), territory(tmp_path))["htb_km"])


@pytest.mark.parametrize(
    ("kind", "purpose", "worth", "compatible", "served"),
    [
        ("U", "0201", 1.0, 1.0, "oui"),
        ("U", "201", 1.0, 1.0, "oui"),
        ("U", "02", 1.0, 1.0, "oui"),
        ("U", None, 0.5, 1.0, "oui"),
        ("U", "01", 0.5, 1.0, "oui"),
        ("U", "0101", 0.0, 0.0, "oui"),
        ("U", "Habitat", 0.0, 0.0, "oui"),
        ("AUc", None, 0.5, 1.0, "non"),
        ("AUs", "0200", 1.0, 0.0, "non"),
        ("A", None, 0.0, 0.0, "non"),
        ("N", "01", 0.0, 0.0, "non"),
        ("RNU", None, None, None, None),
        (None, "0201", None, None, None),
        ("inconnu", None, None, None, None),
    ],
)
def test_zoning_of_the_inventory_is_used_where_no_layer_is(
    tmp_path: Path, kind, purpose, worth, compatible, served
) -> None:
    values = measured(planning, site(urba_zone_type=kind, urba_zone_formdomi=purpose), territory(tmp_path))
    assert [
        None if pd.isna(value) else value
        for value in (values["zone_vocation"], values["zone_compatible_part"], values["viabilise"])
    ] == [worth, compatible, served]


@pytest.mark.parametrize(
    ("label", "code", "expected"),
    [
        ("UE5 : Sous-secteur à vocation d'activités (Les Rigons)", "01", "activité"),
        ("UI - secteurs à dominante d?activités économiques industrielles", "01", "activité"),
        ("UC - Zone à vocation d'habitat sous forme collective", None, "habitat"),
        ("UBa - zone à caractère central, d'habitat, d'activités commerciales", "01", "urbaine générale"),
        ("UBa - zone à caractère central, d'habitat, d'activités commerciales", None, "urbaine générale"),
        ("UD - UD", "02", "activité"),
        (None, "01", "urbaine générale"),
        (None, "0101", "habitat"),
    ],
)
def test_label_of_the_inventory_wins_over_its_code_where_it_speaks_of_one_purpose(
    tmp_path: Path, label: str | None, code: str | None, expected: str
) -> None:
    rows = site(urba_zone_type="U", urba_zone_lib=label, urba_zone_formdomi=code)
    assert measured(planning, rows, territory(tmp_path))["zone_dominante"] == expected


def test_zones_count_by_their_share_of_the_footprint_and_win_over_the_inventory(tmp_path: Path) -> None:
    west, east = shapely.box(X, Y, X + 150, Y + 100), shapely.box(X + 150, Y, X + 400, Y + 100)
    zones = layer([west, east], libelle=["UX", "A"], typezone=["U", "A"], formdomi=["0201", "0700"])
    values = measured(planning, site(urba_zone_type="N"), territory(tmp_path, zone_urba=zones))
    assert values["zone_vocation"] == pytest.approx(0.75)
    assert values["zone_compatible_part"] == pytest.approx(0.75)
    assert (values["zone_dominante"], values["viabilise"]) == ("activité", "oui")


def test_red_zone_counts_by_share_and_overlapping_zones_once(tmp_path: Path) -> None:
    half = shapely.box(X, Y, X + 100, Y + 100)
    zones = layer([half, shapely.box(X + 50, Y, X + 100, Y + 100), BOX], TYPEREG=["03", "04", "02"])
    assert measured(environment, site(), territory(tmp_path, ppr_zone=zones))["ppr_rouge_part"] == pytest.approx(0.5)


def test_red_zone_elsewhere_is_none_here_and_no_layer_is_unknown(tmp_path: Path) -> None:
    far = layer([shapely.box(X + 900, Y, X + 999, Y + 9)], TYPEREG=["03"])
    place = territory(tmp_path, ppr_zone=far)
    assert measured(environment, site(), place)["ppr_rouge_part"] == 0.0
    assert math.isnan(
        measured(environment, site(shapely.Point(X, Y), unite_fonciere_surface=100), place)["ppr_rouge_part"]
    )
    absent = Territory("t", {}, L93)
    assert math.isnan(measured(environment, site(), absent)["ppr_rouge_part"])


def register(kind: str, shape, **more: object) -> gpd.GeoDataFrame:
    base = {
        "sis": {"id_sis": "SIS1", "nom": "x"},
        "instruction_pollution": {"identifiant_ssp": "SSP1", "nom": "x"},
        "casias": {"identifiant_casias": "C1", "nom_etablissement": "x", "geocodage_qualite": "numéro"},
        "icpe": {"code_aiot": "A1", "nom_ets": "x", "lib_regime": "Autorisation"},
    }[kind]
    return layer([shape], **{name: [value] for name, value in {**base, **more}.items()})


MIDDLE, AT_99, AT_101 = shapely.Point(X + 100, Y + 50), shapely.Point(X + 299, Y + 50), shapely.Point(X + 301, Y + 50)


@pytest.mark.parametrize(
    ("kind", "shape", "more", "level"),
    [
        ("sis", shapely.box(X, Y, X + 10, Y + 100), {}, 5),
        ("sis", shapely.box(X, Y, X + 9.9, Y + 100), {}, 1),
        ("instruction_pollution", MIDDLE, {}, 4),
        ("instruction_pollution", AT_99, {}, 1),
        ("casias", MIDDLE, {}, 3),
        ("casias", MIDDLE, {"geocodage_qualite": "commune"}, 1),
        ("casias", MIDDLE, {"geocodage_qualite": None}, 1),
        ("icpe", MIDDLE, {}, 3),
        ("icpe", MIDDLE, {"lib_regime": "Déclaration"}, 1),
        ("icpe", AT_99, {}, 1),
        ("icpe", AT_101, {}, None),
    ],
)
def test_evidence_is_graded_by_register_relation_and_precision(tmp_path: Path, kind, shape, more, level) -> None:
    values = measured(pollution, site(), territory(tmp_path, **{kind: register(kind, shape, **more)}))
    assert (None if pd.isna(values["pollution_niveau"]) else values["pollution_niveau"]) == level


def test_nothing_found_is_zero_only_when_every_register_was_searched(tmp_path: Path) -> None:
    far = shapely.Point(X + 5000, Y)
    all_ = {kind: register(kind, far.buffer(9) if kind == "sis" else far) for kind in pollution.ROLES}
    values = measured(pollution, site(), territory(tmp_path, **all_))
    assert (values["pollution_niveau"], values["pollution_complet"], values["pollution_a_traiter"]) == (
        0.0,
        "oui",
        "non",
    )
    (tmp_path / "b").mkdir()
    del all_["sis"]
    values = measured(pollution, site(), territory(tmp_path / "b", **all_))
    assert pd.isna(values["pollution_niveau"])
    assert (values["pollution_complet"], values["pollution_a_traiter"]) == ("non", None)


def test_disc_that_stands_for_a_point_claims_no_record_as_its_own(tmp_path: Path) -> None:
    place = territory(tmp_path, instruction_pollution=register("instruction_pollution", shapely.Point(X, Y)))
    values = measured(pollution, site(shapely.Point(X, Y), unite_fonciere_surface=5000), place)
    assert values["pollution_niveau"] == 1
    assert "sur le site ou à côté" in values["pollution_preuves"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [("pollution avérée", "oui"), ("pollution traitée", "non"), ("pollution supposée", None), ("inconnu", None)],
)
def test_what_the_inventory_says_of_pollution_wins(tmp_path: Path, said: str, expected: str | None) -> None:
    assert measured(pollution, site(sol_pollution_existe=said), territory(tmp_path))["pollution_a_traiter"] == expected


def test_numbers_of_registers_in_the_inventory_are_evidence(tmp_path: Path) -> None:
    values = measured(pollution, site(site_numero_basol="13.0001", site_numero_basias="PAC13"), territory(tmp_path))
    assert values["pollution_niveau"] == 4
    assert values["pollution_preuves"] == "BASOL 13.0001 (inventaire) ; BASIAS PAC13 (inventaire)"


def test_site_outside_the_territory_knows_nothing_of_its_layers(tmp_path: Path) -> None:
    communes = layer([shapely.box(X, Y, X + 1000, Y + 1000)], code_insee=["99001"], nom_officiel=["x"])
    place = territory(tmp_path, commune=communes, poste_htb=posts((10, "x", "63kV")))
    rows = gpd.GeoDataFrame(
        {"site_id": ["in", "out"], "urba_zone_type": ["U", "U"]},
        geometry=[BOX, shapely.box(X + 3000, Y, X + 3100, Y + 100)],
        crs=L93,
    )
    sites, findings = prepare(rows).sites, Findings()
    values, _ = measure_all(sites, place, Request(), findings, Report())
    assert values["htb_km"].notna().tolist() == [True, False]
    assert values["surface_utile_ha"].notna().all()
    assert values["zone_vocation"].tolist() == [0.5, 0.5]
    assert values["emprise_origine"].tolist() == ["surface", "surface"]
    assert findings.table()[["site_id", "code"]].to_numpy().tolist() == [["out", "hors_territoire"]]


def test_measuring_changes_neither_the_sites_nor_their_order(tmp_path: Path) -> None:
    sites = site(urba_zone_type="U")
    before = sites.copy(deep=True)
    values, _ = measure_all(sites, territory(tmp_path), Request(), Findings(), Report())
    pd.testing.assert_frame_equal(pd.DataFrame(sites), pd.DataFrame(before))
    assert values.index.equals(sites.index)


def test_every_measure_yields_just_the_columns_it_announces_for_any_site(tmp_path: Path) -> None:
    sites = prepare(
        gpd.GeoDataFrame({"site_id": ["a", "b", "c"]}, geometry=[BOX, shapely.Point(X, Y), None], crs=L93)
    ).sites
    for measure in MEASURES:
        values = measure.run(sites, territory(tmp_path), Request(), Report()).values
        assert list(values.columns) == [column.key for column in measure.columns], measure.name
        assert values.index.equals(sites.index)
        assert set(measure.roles) <= set(catalogue.roles())


def test_criteria_and_conditions_that_are_measured_read_columns_that_exist() -> None:
    keys = set(columns())
    profile = resource("profiles/industrie_generale")
    measured_now = {"surface_utile_ha", "compacite", "autoroute_km", "fret_km", "htb_km", "zone_vocation"}
    criteria = {criterion["key"] for group in profile["groups"] for criterion in group["criteria"]}
    assert measured_now <= criteria & keys


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 6), st.integers(1, 6), st.sampled_from("ab")),
        max_size=6,
    )
)
def test_shares_are_those_of_a_grid_counted_cell_by_cell(boxes: list) -> None:
    shape = shapely.box(2, 2, 8, 8)
    covered = {name: np.zeros((20, 20), dtype=bool) for name in "ab"}
    for x, y, width, height, name in boxes:
        covered[name][x : x + width, y : y + height] = True
    found = shares(
        np.array([shape], dtype=object),
        np.array([shapely.box(x, y, x + w, y + h) for x, y, w, h, _ in boxes], dtype=object),
        pd.Series([name for *_, name in boxes], dtype=object),
    )
    for name in found.columns:
        assert found[name].iloc[0] == pytest.approx(covered[name][2:8, 2:8].sum() / 36)
