"""The planning measure: shares of zones by hand, purposes by every code, neighbours, unknown told from none."""

from __future__ import annotations

import json
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

from gisement.core.errors import Cancelled, GisementError
from gisement.core.measures import Request, planning
from gisement.core.measures.planning.covers import Cover
from gisement.core.measures.planning.wording import percent
from gisement.core.measures.planning.zoning import zoning
from gisement.core.nearest import NONE_THERE
from gisement.core.report import Report
from gisement.core.territory import Territory, catalogue
from gisement.core.territory.sources import find_sources

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
#: 200 m by 100 m
BOX = shapely.box(X, Y, X + 200, Y + 100)


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(X + west, Y + south, X + east, Y + north)


def site(shape=BOX, **columns: object) -> gpd.GeoDataFrame:
    rows = gpd.GeoDataFrame({"site_id": ["s"], **{k: [v] for k, v in columns.items()}}, geometry=[shape], crs=L93)
    return prepare(rows).sites


def layer(*rows: tuple[shapely.Geometry, dict[str, object]]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame([fields for _, fields in rows], geometry=[shape for shape, _ in rows], crs=L93)


def zones(*rows: tuple[shapely.Geometry, str, str | None], **more: object) -> gpd.GeoDataFrame:
    """Rows of geometry, label, type, with the same further columns each."""
    return layer(*((shape, {"libelle": name, "typezone": kind, **more}) for shape, name, kind in rows))


def measured(
    folder: Path,
    sites: gpd.GeoDataFrame | None = None,
    report: Report | None = None,
    need: dict | None = None,
    covers: dict[str, list[str]] | None = None,
    vocations: list[dict[str, str]] | None = None,
    **layers: gpd.GeoDataFrame,
) -> pd.Series:
    """Measure the first site; `covers` and `vocations` are what the territory says of its layers."""
    path = folder / "t.gpkg"
    for name, rows in layers.items():
        rows.to_file(path, layer=name, engine="pyogrio")
    said = {role: {"source": f"t.gpkg|layername={role}"} for role in layers}
    for role, codes in (covers or {}).items():
        said[role]["couvre"] = codes
    if vocations:
        said["zone_urba"]["vocations"] = vocations
    (folder / "t.json").write_text(json.dumps({"roles": said}), encoding="utf-8")
    report = report or Report()
    place = Territory("t", find_sources(folder / "t.json")[1] if layers else {}, L93, report)
    return planning.run(site() if sites is None else sites, place, Request(need or {}), report).values.iloc[0]


def warned(report: Report) -> set[str]:
    return {code for code, _ in report.warnings}


# --- Zones by share


def test_zones_are_told_with_their_shares_and_the_largest_is_the_majority(tmp_path: Path) -> None:
    plan = zones((box(0, 0, 124, 100), "UE", "U"), (box(124, 0, 300, 100), "A", "A"), formdomi="0201")
    values = measured(tmp_path, zone_urba=plan)
    assert values["zones"] == "UE 62 %, A 38 %"
    assert (values["zone_libelle"], values["zone_libelle_part"]) == ("UE", pytest.approx(0.62))
    assert values["zone_couverte_part"] == pytest.approx(1.0)
    assert values["zone_superposee_part"] == 0.0
    assert values["zone_vocation"] == pytest.approx(0.62)
    assert (values["zone_dominante"], values["zone_u"], values["viabilise"]) == ("activité", "oui", "oui")


def test_pieces_of_one_label_count_together_and_once_where_they_overlap(tmp_path: Path) -> None:
    plan = zones((box(0, 0, 80, 100), "UE", "U"), (box(60, 0, 100, 100), "UE", "U"), (box(100, 0, 200, 100), "N", "N"))
    values = measured(tmp_path, zone_urba=plan)
    assert values["zones"] == "N 50 %, UE 50 %"
    assert values["zone_superposee_part"] == 0.0


def test_zones_that_overlap_are_told_and_weigh_no_more_than_the_site(tmp_path: Path) -> None:
    # all of it UE, all of it A: neither knows better, so half a purpose each
    plan = zones((box(-9, -9, 209, 109), "UE", "U"), (box(-9, -9, 209, 109), "A", "A"), libelong="zone d'activités")
    report = Report()
    values = measured(tmp_path, report=report, zone_urba=plan)
    assert values["zones"] == "A 100 %, UE 100 % (zones superposées)"
    assert values["zone_superposee_part"] == pytest.approx(1.0)
    assert values["zone_couverte_part"] == pytest.approx(1.0)
    assert values["zone_vocation"] == pytest.approx(0.5)
    assert ("zones_overlap", {"count": 1}) in report.warnings


def test_what_no_zone_covers_is_unknown_not_none(tmp_path: Path) -> None:
    values = measured(tmp_path, zone_urba=zones((box(0, 0, 120, 100), "UE", "U"), formdomi="0200"))
    assert values["zones"] == "UE 60 %, non couvert 40 %"
    assert values["zone_couverte_part"] == pytest.approx(0.6)
    assert math.isnan(values["zone_vocation"])
    assert math.isnan(values["zone_compatible_part"])
    # whatever the rest is, more than half of the site is UE
    assert (values["zone_dominante"], values["zone_u"]) == ("activité", "oui")


def test_less_than_half_in_zones_decides_nothing(tmp_path: Path) -> None:
    values = measured(tmp_path, zone_urba=zones((box(0, 0, 98, 100), "UE", "U"), formdomi="0200"))
    assert values["zone_libelle"] == "UE"
    assert values[["zone_dominante", "zone_u", "viabilise"]].tolist() == [None, None, None]


@pytest.mark.parametrize(("covered", "known"), [(179.9, False), (180.1, True)])
def test_a_tenth_without_zone_is_roads_and_verges_more_is_unknown(tmp_path: Path, covered: float, known: bool) -> None:
    values = measured(tmp_path, zone_urba=zones((box(0, 0, covered, 100), "UE", "U"), formdomi="0200"))
    assert (values["zone_vocation"] == pytest.approx(1.0)) == known
    assert math.isnan(values["zone_vocation"]) != known


def test_the_inventory_fills_what_no_zone_covers(tmp_path: Path) -> None:
    rows = site(urba_zone_type="N", urba_zone_lib="N - zone naturelle", urba_doc_type="PLUI")
    values = measured(tmp_path, rows, zone_urba=zones((box(0, 0, 120, 100), "UE", "U"), formdomi="0200"))
    assert values["zone_vocation"] == pytest.approx(0.6)
    assert values["zone_libelle"] == "UE"
    nowhere = measured(tmp_path, rows, zone_urba=zones((box(500, 0, 600, 100), "UE", "U")))
    assert nowhere[["zone_dominante", "zone_u", "zone_libelle", "zone_document"]].tolist() == [
        "naturelle", "non", "N - zone naturelle", "PLUi",
    ]  # fmt: skip
    assert (nowhere["zone_couverte_part"], nowhere["zones"]) == (0.0, "non couvert 100 %")
    assert math.isnan(nowhere["zone_libelle_part"])


def test_slivers_of_less_than_a_square_metre_are_no_zone_of_the_site(tmp_path: Path) -> None:
    plan = zones((box(0, 0, 200, 100), "UE", "U"), (box(199.995, 0, 300, 100), "A", "A"))
    assert measured(tmp_path, zone_urba=plan)["zones"] == "UE 100 %"


def test_empty_and_absent_layers_leave_the_zoning_unknown_and_say_which(tmp_path: Path) -> None:
    empty, absent = Report(), Report()
    values = measured(tmp_path, report=empty, zone_urba=zones((BOX, "U", "U")).iloc[:0])
    assert values["zone_couverte_part"] == 0.0
    assert math.isnan(values["zone_vocation"])
    values = measured(tmp_path, report=absent)
    assert math.isnan(values["zone_couverte_part"])
    assert values["zones"] is None
    roles = {facts["role"] for code, facts in absent.warnings if code == "role_absent"}
    assert roles == set(planning.MEASURE.roles)
    assert {facts["role"] for _, facts in empty.warnings} == roles - {"zone_urba"}


def test_a_disc_a_point_and_no_place_have_no_shares(tmp_path: Path) -> None:
    plan = zones((box(-500, -500, 500, 500), "UE", "U"))
    for rows in (site(shapely.Point(X, Y), unite_fonciere_surface=5_000), site(shapely.Point(X, Y)), site(None)):
        values = measured(tmp_path, rows, zone_urba=plan, prescription_surf=codes((BOX, "18", "00")))
        assert math.isnan(values["zone_couverte_part"])
        assert values[["zones", "zone_dominante", "prescriptions"]].tolist() == [None, None, None]


def test_zones_in_degrees_and_invalid_zones_give_the_same(tmp_path: Path) -> None:
    # a bow tie: two triangles of 5 000 m² each, repaired before they are measured
    bow = shapely.Polygon([(X, Y), (X + 200, Y + 100), (X + 200, Y), (X, Y + 100)])
    plan = zones((bow, "UE", "U")).to_crs(4326)
    report = Report()
    values = measured(tmp_path, report=report, zone_urba=plan)
    assert values["zone_couverte_part"] == pytest.approx(0.5, abs=1e-6)
    assert "geometries_repaired" in warned(report)


def test_points_and_lines_among_zones_are_told_and_a_layer_of_them_is_unknown(tmp_path: Path) -> None:
    line = shapely.LineString([(X, Y), (X + 200, Y + 100)])
    some, all_ = Report(), Report()
    values = measured(tmp_path, report=some, zone_urba=zones((BOX, "UE", "U"), (line, "A", "A")))
    assert values["zones"] == "UE 100 %"
    assert ("objects_without_area", {"role": "zone_urba", "count": 1}) in some.warnings
    values = measured(tmp_path, report=all_, zone_urba=zones((line, "A", "A")))
    assert math.isnan(values["zone_couverte_part"])
    assert ("layer_without_area", {"role": "zone_urba", "count": 1}) in all_.warnings


SITE = site()


@settings(max_examples=20, deadline=None)
@given(
    cuts=st.lists(st.floats(1.0, 199.0), min_size=1, max_size=6, unique=True),
    overlaps=st.lists(st.floats(0.0, 60.0), min_size=7, max_size=7),
)
def test_shares_never_make_more_than_the_site(cuts: list[float], overlaps: list[float]) -> None:
    edges = [0.0, *sorted(cuts), 200.0]
    parts = [
        {
            "piece": box(west, 0, min(east + more, 200), 100),
            "libelle": f"Z{place}",
            "vocation": ("activité", "agricole")[place % 2],
        }
        for place, (west, east, more) in enumerate(zip(edges, edges[1:], overlaps))
        if east - west > 0.5
    ]
    pieces = pd.DataFrame(parts).assign(site=0, type="U", document="PLU")
    found = Cover(np.array([BOX.area]), pieces, np.ones(1), Report())
    values = {name: column[0] for name, column in zoning(SITE, found, Report()).items()}
    lengths = [part["piece"].bounds[2] - part["piece"].bounds[0] for part in parts]
    assert values["zone_libelle_part"] == pytest.approx(max(lengths) / 200.0, abs=1e-9)
    assert 0.0 <= values["zone_couverte_part"] <= 1.0
    assert values["zone_superposee_part"] == pytest.approx(
        max(sum(lengths) / 200.0 - values["zone_couverte_part"], 0.0), abs=1.1e-3
    )
    if not math.isnan(values["zone_vocation"]):
        assert 0.0 <= values["zone_vocation"] <= 1.0 + 1e-9


# --- Documents


@pytest.mark.parametrize(
    ("fields", "document"),
    [
        ({"idurba": "44712_PLU_20041103"}, "PLU"),
        ({"idurba": "244400189_PLUI_20111215_A"}, "PLUi"),
        ({"idurba": "244400189_PLUi_20111215"}, "PLUi"),
        ({"idurba": "75056_PSMV_20200101"}, "PSMV"),
        ({"idurba": "01001_POS_19990101"}, "POS"),
        ({"partition": "DU_31555"}, "PLU"),
        ({"partition": "DU_200057875"}, "PLUi"),
        ({"idurba": "?", "partition": None}, "PLU ou PLUi"),
    ],
)
def test_document_is_read_from_its_identifier_or_its_maker(tmp_path: Path, fields: dict, document: str) -> None:
    assert measured(tmp_path, zone_urba=zones((BOX, "UE", "U"), **fields))["zone_document"] == document


def test_the_inventory_says_which_of_two_documents_it_is(tmp_path: Path) -> None:
    assert measured(tmp_path, site(urba_doc_type="PLUI"), zone_urba=zones((BOX, "UE", "U")))["zone_document"] == "PLUi"


@pytest.mark.parametrize(
    ("sector", "purpose", "urban", "compatible", "document"),
    [
        ("01", "urbaine générale", "oui", 1.0, "CC"),
        ("02", "activité", "oui", 1.0, "CC"),
        ("03", "naturelle", "non", 0.0, "CC"),
        ("99", None, None, None, "RNU"),
        (2, "activité", "oui", 1.0, "CC"),
    ],
)
def test_sectors_of_a_municipal_map(tmp_path: Path, sector, purpose, urban, compatible, document) -> None:
    values = measured(tmp_path, secteur_cc=layer((BOX, {"libelle": "S", "typesect": sector})))
    part = values["zone_compatible_part"]
    assert (values["zone_dominante"], values["zone_u"], None if math.isnan(part) else part) == (
        purpose,
        urban,
        compatible,
    )
    assert (values["zone_document"], values["zones"], values["viabilise"]) == (document, "S 100 %", None)


def test_a_site_in_a_plan_and_in_a_municipal_map_has_both(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        zone_urba=zones((box(0, 0, 120, 100), "UE", "U"), idurba="44712_PLU_20041103"),
        secteur_cc=layer((box(120, 0, 200, 100), {"libelle": "ZnC", "typesect": "03"})),
    )
    assert values["zones"] == "UE 60 %, ZnC 40 %"
    assert values["zone_document"] == "PLU, CC"


# --- The territory's own rules


RULES = [{"libelle": "^UE", "vocation": "activité"}]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (None, "loisirs ou équipements"),
        (RULES, "activité"),
        ([{"libelle": "^UX", "vocation": "activité"}], "loisirs ou équipements"),
        ([{"libelle": "^UE", "idurba": "^44712_", "vocation": "activité"}], "activité"),
        ([{"libelle": "^UE", "idurba": "^44713_", "vocation": "activité"}], "loisirs ou équipements"),
        ([{"libelong": "communal", "vocation": "habitat"}], "habitat"),
        ([{"libelle": "^UEa", "vocation": "habitat"}, {"libelle": "^UE", "vocation": "activité"}], "habitat"),
    ],
)
def test_ue_means_what_the_territory_says(tmp_path: Path, rules, expected: str) -> None:
    plan = zones((BOX, "UEa", "U"), formdomi="0500", libelong="équipement communal", idurba="44712_PLU_20041103")
    assert measured(tmp_path, vocations=rules, zone_urba=plan)["zone_dominante"] == expected


def test_a_rule_wins_over_the_type_of_the_zone(tmp_path: Path) -> None:
    rules = [{"libelle": "^Ax", "vocation": "activité"}]
    values = measured(tmp_path, vocations=rules, zone_urba=zones((BOX, "Ax", "A")))
    assert (values["zone_vocation"], values["zone_u"]) == (1.0, "non")


def test_rules_may_stand_in_the_table_of_sources_of_a_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    zones((BOX, "UE", "U"), formdomi="0500").to_file(path, layer="zone_urba", engine="pyogrio")
    said = gpd.GeoDataFrame({"role": ["zone_urba", "zae"], "vocations": [json.dumps(RULES), None]})
    said.to_file(path, layer="sources", engine="pyogrio")
    place = Territory("t", find_sources(path)[1], L93)
    assert place.sources["zone_urba"].vocations == tuple(RULES)
    assert planning.run(site(), place, Request(), Report()).values.iloc[0]["zone_dominante"] == "activité"


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([{"libelle": "^UE", "vocation": "économie"}], "vocation_unknown"),
        ([{"libelle": "^UE(", "vocation": "activité"}], "vocations_invalid"),
        ([{"vocation": "activité"}], "vocations_invalid"),
        ([{"libelle": "^UE"}], "vocations_invalid"),
        ([{"zone": "^UE", "vocation": "activité"}], "vocations_invalid"),
        (["^UE"], "vocations_invalid"),
        ({"^UE": "activité"}, "vocations_invalid"),
    ],
)
def test_a_rule_that_cannot_be_applied_is_refused(tmp_path: Path, rules, code: str) -> None:
    with pytest.raises(GisementError) as caught:
        measured(tmp_path, vocations=rules, zone_urba=zones((BOX, "UE", "U")))
    assert caught.value.code == code
    assert caught.value.facts["role"] == "zone_urba"


# --- Prescriptions, annexes, easements


def codes(*rows: tuple[shapely.Geometry, object, object], name: object = None) -> gpd.GeoDataFrame:
    return layer(*((shape, {"libelle": name, "typepsc": kind, "stypepsc": sub}) for shape, kind, sub in rows))


def test_prescriptions_are_told_with_their_shares_and_neutral_ones_are_not(tmp_path: Path) -> None:
    rows = codes(
        (box(0, 0, 20, 100), "05", "01"),
        (box(-9, -9, 300, 300), "18", "03"),
        (box(0, 0, 200, 50), "15", "01"),
        (box(0, 0, 20, 100), 5, 1),
    )
    assert measured(tmp_path, prescription_surf=rows)["prescriptions"] == (
        "OAP de réhabilitation ou d'aménagement 100 % ; emplacement réservé (voie) 10 %"
    )


def test_names_that_say_more_than_the_code_follow_it(tmp_path: Path) -> None:
    rows = pd.concat(
        [codes((BOX, "18", "00"), name=name) for name in ("OAP Gare", "OAP Canal", "oap", "OAP Pont", "OAP Mairie")]
    )
    assert measured(tmp_path, prescription_surf=rows)["prescriptions"] == (
        "OAP 100 % (OAP Canal, OAP Gare, OAP Mairie…)"
    )


@pytest.mark.parametrize(
    ("kind", "sub", "told"),
    [
        ("60", "00", "code 60-00 hors liste 100 % (Nouveau)"),
        (None, None, "sans code 100 % (Nouveau)"),
        ("05", None, "emplacement réservé 100 % (Nouveau)"),
        ("99", "03", "autre prescription 100 % (Nouveau)"),
    ],
)
def test_what_no_list_knows_is_told_all_the_same(tmp_path: Path, kind, sub, told: str) -> None:
    assert measured(tmp_path, prescription_surf=codes((BOX, kind, sub), name="Nouveau"))["prescriptions"] == told


def test_none_is_known_only_where_the_layer_and_the_plan_reach(tmp_path: Path) -> None:
    far = codes((box(900, 0, 999, 9), "18", "00"))
    assert measured(tmp_path, prescription_surf=far)["prescriptions"] == "aucune"
    neutral = codes((BOX, "15", "01"), (box(900, 0, 999, 9), "18", "00"))
    assert measured(tmp_path, prescription_surf=neutral)["prescriptions"] == "aucune notable"
    touching = codes((box(-9, 0, 1e-6, 100), "15", "01"))
    assert measured(tmp_path, prescription_surf=touching)["prescriptions"] == "aucune"
    here = measured(tmp_path, prescription_surf=far, zone_urba=zones((BOX, "UE", "U")))
    assert here["prescriptions"] == "aucune"
    unplanned = measured(tmp_path, prescription_surf=far, zone_urba=zones((box(900, 0, 999, 9), "UE", "U")))
    assert unplanned["prescriptions"] is None


def communes(west: float) -> gpd.GeoDataFrame:
    """Two communes, the border so many metres east of the site's western edge."""
    return layer(
        (box(-3_000, -3_000, west, 3_000), {"code_insee": "99001", "nom_officiel": "a"}),
        (box(west, -3_000, 3_000, 3_000), {"code_insee": "99002", "nom_officiel": "b"}),
    )


def test_a_layer_of_half_the_territory_knows_nothing_of_the_rest(tmp_path: Path) -> None:
    easements = layer((box(0, 0, 40, 100), {"suptype": "pm1", "typeass": "x", "nomsuplitt": "PPRI"}))
    covers = {"servitude": ["99001"]}
    half = measured(tmp_path, covers=covers, commune=communes(100.0), servitude=easements)
    assert half["servitudes"] == (
        "PM1 plan de prévention des risques naturels ou miniers 20 % (au moins : la couche ne couvre pas tout le site)"
    )
    outside = measured(tmp_path, covers={"servitude": ["99001"]}, commune=communes(-50.0), servitude=easements.iloc[:0])
    assert outside["servitudes"] is None
    inside = measured(tmp_path, covers=covers, commune=communes(900.0), servitude=easements.iloc[:0])
    assert inside["servitudes"] == "aucune"


def test_layer_of_one_category_of_easements_tells_nothing_of_the_others(tmp_path: Path) -> None:
    elsewhere = layer((box(5000, 0, 5050, 100), {"suptype": "ac1", "typeass": "x"}))
    assert measured(tmp_path, servitude=elsewhere)["servitudes"] == "aucune parmi AC1"


def test_names_are_told_by_the_area_that_they_cover_and_not_where_they_only_touch(tmp_path: Path) -> None:
    code = {"typepsc": "18", "stypepsc": "00"}
    values = measured(
        tmp_path,
        prescription_surf=layer(
            (box(0, 0, 20, 100), {"libelle": "A", **code}),
            (box(0, 0, 30, 100), {"libelle": "B", **code}),
            (BOX, {"libelle": "Z", **code}),
            (box(0, 0, 40, 100), {"libelle": "C", **code}),
            (box(199.999, 0, 300, 100), {"libelle": "frôlé", **code}),
        ),
    )
    assert values["prescriptions"].endswith("100 % (Z, C, B…)")


def test_two_uses_that_cover_as_much_leave_the_main_one_open(tmp_path: Path) -> None:
    plan = zones((box(0, 0, 100, 100), "UE", "U"), (box(100, 0, 200, 100), "N", "N"), formdomi=None)
    values = measured(tmp_path, zone_urba=plan)
    assert (values["zone_dominante"], values["zone_u"]) == (None, None)
    assert values["zone_vocation"] == pytest.approx(0.25)


def test_housing_code_that_inventories_put_everywhere_tells_nothing(tmp_path: Path) -> None:
    rows = site(urba_zone_type="U", urba_zone_formdomi="01", urba_zone_lib="UP Bd1 - Secteur de projet")
    assert measured(tmp_path, rows)["zone_dominante"] == "urbaine générale"
    rows = site(urba_zone_type="U", urba_zone_formdomi="01", urba_zone_lib="Zone pavillonnaire")
    assert measured(tmp_path, rows)["zone_dominante"] == "habitat"
    rows = site(urba_zone_type="ZCa")
    assert measured(tmp_path, rows)["zone_dominante"] == "activité"


def test_site_wholly_beyond_the_buildings_of_the_layer_has_unknown_neighbours(tmp_path: Path) -> None:
    homes = layer(
        (
            box(250, 0, 260, 10),
            {
                "usage_1": "Résidentiel",
                "nombre_de_logements": 3,
                "nature": "Indifférenciée",
                "etat_de_l_objet": "En service",
            },
        )
    )
    assert measured(tmp_path, batiment=homes)["logements_100m"] == 3
    far = homes.translate(60_000.0)
    assert np.isnan(measured(tmp_path, batiment=homes.set_geometry(far))["logements_100m"])


def test_easements_and_annexes_are_told_by_category(tmp_path: Path) -> None:
    values = measured(
        tmp_path,
        servitude=layer(
            (box(0, 0, 50, 100), {"suptype": "ac1", "typeass": "x"}),
            (box(0, 0, 150, 100), {"suptype": "I4", "typeass": "x"}),
            (box(0, 0, 10, 100), {"suptype": "zz9", "typeass": "x", "nomsuplitt": "Inconnue"}),
        ),
        information_surf=layer(
            (BOX, {"libelle": "Droit de préemption", "typeinf": "04", "stypeinf": "00"}),
            (box(0, 0, 100, 100), {"libelle": "ZAC des Rives", "typeinf": "02", "stypeinf": None}),
            (BOX, {"libelle": "Bruit", "typeinf": "14", "stypeinf": "00"}),
        ),
    )
    assert values["servitudes"] == (
        "I4 ouvrages électriques 75 % ; AC1 monuments historiques et abords 25 % ; sans code 5 % (Inconnue)"
    )
    assert values["informations"] == "DPU 100 % (Droit de préemption) ; ZAC 50 % (ZAC des Rives)"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "moins de 1 %"),
        (0.0049, "moins de 1 %"),
        (0.0051, "1 %"),
        (0.62, "62 %"),
        (0.9951, "plus de 99 %"),
        (0.9996, "100 %"),
        (1.0, "100 %"),
    ],
)
def test_percents_round_neither_to_nothing_nor_to_all(share: float, words: str) -> None:
    assert percent([share]).tolist() == [words]


# --- Business parks


def park(shape: shapely.Geometry, nature: str | None = "Zone industrielle", name: str | None = "Parc") -> tuple:
    base = {"categorie": "Industriel et commercial", "etat_de_l_objet": "En service"}
    return shape, {**base, "nature": nature, "toponyme": name}


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (box(-500, -500, 500, 500), "dedans"),
        (box(0, 0, 100, 100), "dedans"),
        (box(0, 0, 99.9, 100), "au contact"),
        (box(209.9, 0, 300, 100), "au contact"),
        (box(210.1, 0, 300, 100), "aucune"),
    ],
)
def test_in_a_business_park_by_half_or_touching_it_across_a_street(tmp_path: Path, shape, said: str) -> None:
    values = measured(tmp_path, zae=layer(park(shape)))
    assert (values["zae"], values["zae_nom"]) == (said, None if said == "aucune" else "Parc")


def test_the_park_with_most_of_the_site_gives_its_name(tmp_path: Path) -> None:
    near = park(box(200, 0, 300, 100), name="Voisin")
    values = measured(
        tmp_path, zae=layer(near, park(box(0, 0, 30, 100), name="Petit"), park(box(30, 0, 120, 100), name=None))
    )
    assert (values["zae"], values["zae_nom"]) == ("dedans", "zone d'activité sans nom")
    assert measured(tmp_path, zae=layer(near))["zae_nom"] == "Voisin"


@pytest.mark.parametrize(
    ("nature", "said"), [("Usine", "aucune"), ("Carrière", "aucune"), ("Divers commercial", "dedans")]
)
def test_a_plant_of_its_own_is_no_business_park(tmp_path: Path, nature: str, said: str) -> None:
    assert measured(tmp_path, zae=layer(park(BOX, nature)))["zae"] == said


def test_a_layer_without_attributes_holds_business_parks_alone(tmp_path: Path) -> None:
    assert measured(tmp_path, zae=layer((BOX, {})))["zae"] == "dedans"


def test_a_disc_is_in_a_park_where_the_whole_of_it_is(tmp_path: Path) -> None:
    disc = site(shapely.Point(X + 100, Y + 50), unite_fonciere_surface=5_000)
    assert measured(tmp_path, disc, zae=layer(park(box(-500, -500, 500, 500))))["zae"] == "dedans"
    for shape in (box(100, -500, 500, 500), box(800, 0, 900, 100)):
        assert measured(tmp_path, disc, zae=layer(park(shape)))["zae"] is None


def test_without_a_layer_the_inventory_may_say_that_it_is_in_a_park(tmp_path: Path) -> None:
    assert [measured(tmp_path, site(zone_activites=word))["zae"] for word in ("oui", "non", None)] == [
        "dedans",
        None,
        None,
    ]


def test_no_park_is_known_only_where_the_layer_was_collected(tmp_path: Path) -> None:
    covers = {"zae": ["99001"]}
    far = layer(park(box(900, 0, 999, 9)))
    assert measured(tmp_path, covers=covers, commune=communes(211.0), zae=far)["zae"] == "aucune"
    assert measured(tmp_path, covers=covers, commune=communes(150.0), zae=far)["zae"] is None


# --- Dwellings


def house(shape: shapely.Geometry, homes: float | None, use: str = "Résidentiel", **more: object) -> tuple:
    base = {"usage_1": use, "usage_2": None, "nature": "Indifférenciée", "etat_de_l_objet": "En service"}
    return shape, {**base, "nombre_de_logements": homes, "construction_legere": False, **more}


def at(metres: float) -> shapely.Polygon:
    """A house so many metres east of the site."""
    return box(200 + metres, 40, 210 + metres, 50)


def test_dwellings_are_counted_within_each_distance_of_the_edge(tmp_path: Path) -> None:
    metres = (5, 99.9, 100.1, 199.9, 200.1, 499.9, 500.1)
    rows = [house(at(away), 2.0**place) for place, away in enumerate(metres)]
    values = measured(tmp_path, batiment=layer(*rows))
    assert values[["logements_100m", "logements_200m", "logements_500m"]].tolist() == [3.0, 15.0, 63.0]
    assert values[["logements_supposes_100m", "logements_supposes_500m"]].tolist() == [0.0, 0.0]


def test_a_residential_building_without_number_is_one_assumed_dwelling(tmp_path: Path) -> None:
    rows = [
        house(at(10), None),
        house(at(20), None, "Commercial et services", usage_2="Résidentiel"),
        house(at(30), None, "Indifférencié"),
        house(at(40), None, "Annexe"),
        house(at(50), None, construction_legere=True),
        house(at(60), None, etat_de_l_objet="En ruine"),
        house(at(70), 3.0, etat_de_l_objet="En ruine"),
        house(at(80), 0.0),
        house(at(85), 4.0, "Indifférencié"),
    ]
    values = measured(tmp_path, batiment=layer(*rows))
    assert (values["logements_100m"], values["logements_supposes_100m"]) == (6.0, 2.0)


@pytest.mark.parametrize(("east", "counted"), [(204.9, 0.0), (205.1, 7.0)])
def test_a_building_that_lies_mostly_on_the_site_is_no_neighbour(tmp_path: Path, east: float, counted: float) -> None:
    assert measured(tmp_path, batiment=layer(house(box(195, 0, east, 10), 7.0)))["logements_100m"] == counted


def test_around_a_disc_every_dwelling_counts(tmp_path: Path) -> None:
    disc = site(shapely.Point(X + 100, Y + 50), unite_fonciere_surface=5_000)
    rows = layer(house(box(95, 45, 105, 55), 7.0))
    assert measured(tmp_path, disc, batiment=rows)["logements_100m"] == 7.0


def test_buildings_of_bd_topo_2_do_not_say_where_people_live(tmp_path: Path) -> None:
    report = Report()
    rows = layer((at(10), {"origin_bat": "x", "hauteur": 3}))
    assert math.isnan(measured(tmp_path, report=report, batiment=rows)["logements_100m"])
    assert "dwellings_not_told" in warned(report)


def test_dwellings_are_known_as_far_as_the_layer_was_collected(tmp_path: Path) -> None:
    values = measured(
        tmp_path, covers={"batiment": ["99001"]}, commune=communes(350.0), batiment=layer(house(at(10), 2.0))
    )
    known = [values[f"logements_{metres}m"] for metres in (100, 200, 500)]
    assert known[0] == 2.0
    assert math.isnan(known[1]) and math.isnan(known[2])


def test_no_building_is_no_dwelling_and_no_layer_is_unknown(tmp_path: Path) -> None:
    assert measured(tmp_path, batiment=layer(house(at(10), 2.0)).iloc[:0])["logements_500m"] == 0.0
    assert math.isnan(measured(tmp_path)["logements_500m"])


# --- Sensitive facilities


def school(metres: float, name: str | None = "École", nature: str = "Enseignement primaire") -> tuple:
    base = {"categorie": "Science et enseignement", "etat_de_l_objet": "En service"}
    return at(metres), {**base, "nature": nature, "toponyme": name}


def test_sensitive_facilities_are_counted_and_the_nearest_is_named(tmp_path: Path) -> None:
    rows = layer(school(199.9, "Loin"), school(120, None), school(200.1), school(5, "Fac", "Université"))
    values = measured(tmp_path, equipement_sensible=rows)
    assert (values["sensibles_200m"], values["sensible_nom"]) == (2.0, "Enseignement primaire")
    assert values["sensible_m"] == pytest.approx(120.0)


def test_a_facility_beyond_what_is_read_at_first_is_found(tmp_path: Path) -> None:
    values = measured(tmp_path, equipement_sensible=layer(school(40_000, "Lycée")))
    assert (values["sensibles_200m"], values["sensible_nom"]) == (0.0, "Lycée")
    assert values["sensible_m"] == pytest.approx(40_000.0)


def test_none_in_the_layer_is_infinitely_far_and_none_collected_is_unknown(tmp_path: Path) -> None:
    none = layer(school(5)).iloc[:0]
    values = measured(tmp_path, equipement_sensible=none)
    assert values[["sensibles_200m", "sensible_nom", "sensible_m"]].tolist() == [0.0, NONE_THERE, math.inf]
    covers = {"equipement_sensible": ["99001"]}
    values = measured(tmp_path, covers=covers, commune=communes(250.0), equipement_sensible=layer(school(40)))
    assert math.isnan(values["sensibles_200m"])
    assert values["sensible_m"] == pytest.approx(40.0), "nothing nearer can lie outside"
    values = measured(tmp_path, covers=covers, commune=communes(230.0), equipement_sensible=layer(school(40)))
    assert math.isnan(values["sensible_m"])
    assert values["sensible_nom"] is None


# --- All together


def test_many_sites_are_measured_as_each_alone_and_the_sites_stay_as_they_are(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    corners = rng.uniform(0, 3_000, (8, 2))
    shapes = [box(x, y, x + 150, y + 90) for x, y in corners]
    rows = gpd.GeoDataFrame({"site_id": [f"s{i}" for i in range(8)]}, geometry=shapes, crs=L93)
    plan = zones(*((box(i * 300, 0, i * 300 + 300, 3_300), f"Z{i}", ("U", "A", "N", "AUc")[i % 4]) for i in range(11)))
    homes = layer(*(house(box(x, y, x + 9, y + 9), 1.0) for x, y in rng.uniform(0, 3_300, (400, 2))))
    sites = prepare(rows).sites
    before = sites.copy(deep=True)
    path = tmp_path / "t.gpkg"
    for name, found in (("zone_urba", plan), ("batiment", homes)):
        found.to_file(path, layer=name, engine="pyogrio")
    place = Territory("t", find_sources(path)[1], L93)
    together = planning.run(sites, place, Request(), Report()).values
    alone = pd.concat([planning.run(sites.iloc[[i]], place, Request(), Report()).values for i in range(8)])
    pd.testing.assert_frame_equal(together, alone, check_exact=False, rtol=1e-12)
    pd.testing.assert_frame_equal(pd.DataFrame(sites), pd.DataFrame(before))


def test_it_stops_when_asked_to(tmp_path: Path) -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        measured(tmp_path, report=Stopped(), zone_urba=zones((BOX, "UE", "U")))


def test_every_layer_it_reads_has_its_dialects() -> None:
    for role in planning.MEASURE.roles:
        assert catalogue.schema(role)["dialects"], role
