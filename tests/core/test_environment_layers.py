"""The layers of the environment as producers write them: dialects, codes in every writing, broken layers."""

from __future__ import annotations

import json
import math
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests.inventories import prepare

from gisement.core.measures import Request, environment
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.territory import Territory, catalogue
from gisement.core.territory.dialects import translate
from gisement.core.territory.sources import find_sources

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
BOX = shapely.box(X, Y, X + 200, Y + 100)
#: the roles of which this measure alone settles the dialects
ROLES = (
    *("ppr_zone", "zone_inondable", "natura2000", "znieff", "reserve", "pnr", "captage", "monument_historique"),
    *("abords_mh", "spr", "zppa", "argile", "cavite", "especes_protegees", "servitude"),
)


def read(role: str, layer: str = "x", **columns: object) -> dict | None:
    """Read one row of a producer's table as the fields of a role; None where its dialect leaves it out."""
    frame = pd.DataFrame({name: [value] for name, value in columns.items()})
    dialect = catalogue.recognise(role, frame.columns, file="f.gpkg", layer=layer)
    rows = translate(frame, dialect, catalogue.schema(role)["fields"]).to_dict("records")
    return {**rows[0], "only": dialect.get("only"), "id": dialect["id"]} if rows else None


def measured(folder: Path, report: Report | None = None, shape=BOX, **layers: gpd.GeoDataFrame) -> pd.Series:
    path = folder / "t.gpkg"
    for name, rows in layers.items():
        rows.to_file(path, layer=name, engine="pyogrio")
    sites = prepare(gpd.GeoDataFrame({"site_id": ["s"]}, geometry=[shape], crs=L93)).sites
    report = report or Report()
    place = Territory("t", find_sources(path)[1], L93, report)
    return environment.run(sites, place, Request(), report).values.iloc[0]


def layer(shapes: list, crs: str = L93, **columns: object) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({name: [value] * len(shapes) for name, value in columns.items()}, geometry=shapes, crs=crs)


def half(share: float = 0.5) -> shapely.Polygon:
    return shapely.box(X - 9, Y - 9, X + 200 * share, Y + 150)


def park(nature: str, detail: str | None) -> dict[str, object]:
    """A row of BD TOPO's parks and reserves."""
    return {"nature": nature, "nature_detaillee": detail, "toponyme": "x"}


# --- What the dialects give


def forms(form: object) -> list[dict]:
    """Give a form and those within it."""
    if not isinstance(form, dict):
        return []
    return [form, *(inner for one in form.get("first_of", ()) for inner in forms(one))]


@pytest.mark.parametrize("role", ROLES)
def test_every_value_that_a_dialect_gives_is_in_the_list_of_its_field(role: str) -> None:
    schema = resource(f"catalogue/dialects/{role}")
    for dialect in schema["dialects"]:
        assert set(dialect["fields"]) <= set(schema["fields"]), dialect["id"]
        for field, form in dialect["fields"].items():
            for one in forms(form):
                given = {word for word, _ in one.get("says", ())} | set(one.get("values", {}).values())
                given |= {one["constant"]} if "constant" in one else set()
                listed = schema.get("values", {}).get(field)
                assert listed is None or given <= set(listed), (dialect["id"], field, given)


@pytest.mark.parametrize("code", ["03", "3", "04", "4", 3, 4.0, " 03 ", "Interdiction", "INTERDICTION STRICTE"])
def test_codes_of_plans_are_read_in_every_writing(code: object) -> None:
    for column in ("TYPEREG", "typereg", "TypeReglement", "typereglem"):
        assert read("ppr_zone", **{column: code})["reglement"] == "interdiction" or column == "typereglem"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"typereg": "02"}, "prescription"),
        ({"typereg": "01"}, "prescription hors aléa"),
        ({"typereg": "05"}, "délaissement"),
        ({"typereg": "6"}, "expropriation"),
        ({"typereg": "09"}, None),
        ({"typereg": None}, None),
        ({"typereg": None, "nom": "interdiction - chutes de blocs"}, "interdiction"),
        ({"typereg": None, "nom": "Zone bleue"}, "prescription"),
        ({"codezone": "R", "nom": "Inconstructible sauf exceptions - RT3"}, "interdiction"),
        ({"codezone": "B", "nom": "Constructible sous conditions - Bt"}, "prescription"),
        ({"codezone": "-", "nom": "-"}, None),
        ({"typereglement": "01", "libellezonereglement": "Secteur d'expropriation possible - Ex5"}, "expropriation"),
        ({"typereglement": "02", "libellezonereglement": "Secteur de délaissement possible - De4"}, "délaissement"),
        ({"typereglement": "Zones grisées", "libellezonereglement": "G"}, "interdiction"),
        ({"typereglement": "Recommandations", "libellezonereglement": "v"}, "recommandation"),
        ({"typereglement": None, "libellezonereglement": "Zone d'autorisation limitée - B1"}, "prescription"),
        ({"idass": 1, "typeass": "Enveloppe des zonages réglementaires", "nomass": "PM1_PPRI_x_ass"}, None),
        ({"id_gaspar": "38DDT1", "libelle": "Périmètre"}, None),
    ],
)
def test_rule_of_a_zone_comes_from_its_code_else_from_its_label(columns: dict, expected: str | None) -> None:
    assert read("ppr_zone", **columns)["reglement"] == expected


@pytest.mark.parametrize(
    ("name", "only"),
    [
        ("pprt_69dreal20090005_zonereglementaireurba_s", "pprt"),
        ("n_zone_reg_pprn_20010005_s_038", "pprn"),
        ("PPRI_zonage", "ppri"),
        ("ppr_zone", None),
        ("zonage", None),
    ],
)
def test_name_of_a_layer_tells_of_which_plan_it_is(name: str, only: str | None) -> None:
    assert read("ppr_zone", name, typereg="03")["only"] == only


@pytest.mark.parametrize(
    ("said", "scenario"),
    [
        ("01For", "fréquent"),
        ("01 fort", "fréquent"),
        ("02 moyen", "moyen"),
        ("02Moy", "moyen"),
        ("03Mcc", "moyen, changement climatique"),
        ("04Fai", "rare"),
        ("Fréquent", "fréquent"),
        ("Extrême", "rare"),
        ("crue de 10 ans", "fréquent"),
        ("30 ans", "fréquent"),
        ("100 ans", "moyen"),
        ("1000 ans", "rare"),
        ("1 000 ans", "rare"),
        ("crue centennale", "moyen"),
        ("?", None),
    ],
)
def test_scenarios_of_the_flood_directive_are_read_in_every_writing(said: str, scenario: str | None) -> None:
    assert read("zone_inondable", scenario=said)["scenario"] == scenario


@pytest.mark.parametrize(
    ("columns", "kept"),
    [
        ({"idzonealea": "1", "typealea": "112"}, True),
        ({"idzonealea": "1", "typealea": 117}, True),
        ({"idzonealea": "1", "typealea": "123"}, False),
        ({"id_zone": 1, "coderisque": "1140000"}, True),
        ({"id_zone": 1, "coderisque": "9999999"}, True),
        ({"id_zone": 1, "coderisque": "1230000"}, False),
        ({"alea": "Submersion marine", "date_pac": "2010"}, True),
        ({"alea": "Minier", "date_pac": "2010"}, False),
        ({"nom_azi": "Orvanne"}, True),
    ],
)
def test_hazard_maps_keep_their_floods(columns: dict, kept: bool) -> None:
    assert (read("zone_inondable", **columns) is not None) == kept


@pytest.mark.parametrize(
    ("role", "name", "columns", "type_", "only"),
    [
        ("znieff", "znieff", {"id": "znieff1.43", "id_mnhn": "1", "nom": "x"}, "1", None),
        ("znieff", "znieff2_mer", {"ID_MNHN": "93M", "ID_ORG": "1", "NOM": "x"}, "2", "2"),
        ("znieff", "znieff", {"ID_MNHN": "93M", "NOM": "x"}, None, None),
        ("znieff", "x", {"id_mnhn": "9", "type": "ZNIEFF de type II"}, "2", None),
        ("natura2000", "natura2000", {"id": "sic.174", "sitecode": "FR1", "sitename": "x"}, "habitats", None),
        ("natura2000", "N_ZPS_S_R11", {"sitecode": "FR1", "sitename": "x"}, "oiseaux", "oiseaux"),
        ("natura2000", "x", park("Site Natura 2000", "Site inscrit au titre de la Directive Oiseaux"), "oiseaux", None),
        ("reserve", "reserve", {"id": "rnn.95", "id_mnhn": "FR3600170"}, "réserve naturelle nationale", None),
        ("reserve", "reserve", {"id": "apb.2", "id_mnhn": "FR3699002"}, "arrêté de protection", None),
        (
            "reserve",
            "apb",
            {"ID_MNHN": "FR3800036", "NOMZONE": "APB x"},
            "arrêté de protection",
            "arrêté de protection",
        ),
        ("reserve", "x", {"id_mnhn": "FR3300001", "nom_site": "Vanoise"}, "cœur de parc national", None),
        ("reserve", "x", {"id_mnhn": "FR3400001", "nom_site": "Vanoise"}, "aire d'adhésion de parc national", None),
        ("reserve", "x", park("Parc national", "Cœur de parc national"), "cœur de parc national", None),
        ("reserve", "x", park("Parc national", None), "parc national", None),
        ("reserve", "x", park("Réserve naturelle", "Réserve naturelle régionale"), "réserve naturelle régionale", None),
        ("reserve", "x", park("Zone de silence", None), "zone de silence", None),
        (
            "reserve",
            "x",
            {"NATURE": "Réserve biologique", "NAT_DETAIL": None, "TOPONYME": "x"},
            "réserve biologique",
            None,
        ),
        (
            "reserve",
            "ac3_assiette_sup_s",
            {"IDASS": 1, "TYPEASS": "x", "NOMASS": "AC3_Marais_ass"},
            "réserve naturelle",
            "réserve naturelle",
        ),
        ("reserve", "x", {"nom": "Réserve naturelle nationale du Lac"}, "réserve naturelle nationale", None),
        ("reserve", "x", {"nom": "Le Lac"}, None, None),
    ],
)
def test_kind_of_protected_nature_is_read_from_codes_words_or_the_name_of_the_layer(
    role: str, name: str, columns: dict, type_: str | None, only: str | None
) -> None:
    found = read(role, name, **columns)
    assert (found["type"], found["only"]) == (type_, only)


@pytest.mark.parametrize(
    ("columns", "kept"),
    [
        (park("Parc naturel régional", None), ("pnr",)),
        (park("Site Natura 2000", None), ("natura2000",)),
        (park("Arrêté de protection", None), ("reserve",)),
    ],
)
def test_parks_and_reserves_of_bd_topo_are_shared_out_among_three_roles(columns: dict, kept: tuple) -> None:
    found = [role for role in ("pnr", "natura2000", "reserve") if read(role, **columns) is not None]
    assert tuple(found) == kept


@pytest.mark.parametrize(
    ("said", "ring"),
    [
        ("Périmètre de protection immédiate", "immédiat"),
        ("PÃ©rimÃ¨tre de protection rapprochÃ©e", "rapproché"),
        ("Périmètre de protection éloignéee", "éloigné"),
        ("PPI", "immédiat"),
        ("PPR", "rapproché"),
        ("PPE", "éloigné"),
        ("Zone", None),
    ],
)
def test_perimeters_of_catchments_are_read_in_every_writing(said: str, ring: str | None) -> None:
    assert read("captage", suptype="as1", typeass=said)["perimetre"] == ring
    assert read("servitude", IDASS=1, TYPEASS=said, NOMASS="AS1_x_ass")["perimetre"] == ring
    assert read("captage", nom="x", type=said)["perimetre"] == ring


@pytest.mark.parametrize(
    ("said", "protection"),
    [
        ("classé MH", "classé"),
        ("inscrit MH partiellement", "inscrit"),
        ("inscrit MH ; classé MH", "classé"),
        ("ClassÃ©", "classé"),
        ("Inscrit", "inscrit"),
        ("inconnu", None),
    ],
)
def test_protection_of_monuments_is_the_stronger_that_is_named(said: str, protection: str | None) -> None:
    assert read("monument_historique", nature_de_la_protection=said)["protection"] == protection
    assert read("monument_historique", chpprot=said)["protection"] == protection
    assert read("monument_historique", idgen=1, typegen="Monument", type=said)["protection"] == protection


def test_buildings_of_the_inventory_that_nobody_protects_are_no_monuments() -> None:
    assert read("monument_historique", chpprot="édifice non protégé MH") is None
    assert read("monument_historique", chpprot=None) is None


@pytest.mark.parametrize(
    ("columns", "nature"),
    [
        ({"typeass": "Périmètre des abords", "modegeoass": "Egal au générateur"}, "abords"),
        ({"typeass": "Monument historique", "modegeoass": "Egal au générateur"}, "monument"),
        ({"typeass": "PÃ©rimÃ¨tre de protection", "modegeoass": "Zone tampon"}, "abords"),
        ({"typeass": "PÃ©rimÃ¨tre de protection", "modegeoass": "Egal au gÃ©nÃ©rateur"}, "monument"),
        ({"typeass": "Périmètre de protection", "nomass": "AC1_Abords-Maison_ass"}, "abords"),
        ({"typeass": "Périmètre de protection"}, None),
    ],
)
def test_easements_of_monuments_tell_them_from_their_surroundings(columns: dict, nature: str | None) -> None:
    for role in ("abords_mh", "monument_historique", "servitude"):
        assert read(role, idass=1, suptype="ac1", **columns)["nature"] == nature, role


@pytest.mark.parametrize(
    ("columns", "level"),
    [
        ({"DPT": "99", "NIVEAU": 3, "ALEA": "Fort"}, "fort"),
        ({"ALEA": "MOYEN"}, "moyen"),
        ({"alea": "Faible"}, "faible"),
        ({"ALEA": "A priori nul"}, "aucun"),
        ({"NIVEAU": 2.0}, "moyen"),
        ({"NIVEAU": "1"}, "faible"),
        ({"exposition": "Exposition forte", "codeExposition": "3"}, "fort"),
        ({"exposition": None, "codeExposition": "2"}, "moyen"),
    ],
)
def test_exposure_to_clay_is_read_from_words_and_codes(columns: dict, level: str) -> None:
    assert read("argile", **columns)["niveau"] == level


def test_cavities_placed_at_their_commune_and_those_ruled_out_are_told() -> None:
    assert read("cavite", identifiant="A", reperage_geo="Centre commune")["place"] == "commune"
    assert read("cavite", identifiant="A", reperage_geo="imprécis", statut="Avérée")["place"] is None
    assert read("cavite", identifiant="A", reperage_geo="précis", statut="Infirmée") is None


def test_observations_tell_whether_they_are_sure_and_how_precise() -> None:
    row = read("especes_protegees", cd_nom="1", statut_validation="Certain", precision_m=10)
    assert (row["validation"], row["precision_m"]) == ("certaine", 10.0)
    assert read("especes_protegees", cd_nom="1", statut_validation="Douteux")["validation"] == "douteuse"
    for doubtful in ("Invalide", "Peu probable", "Incertain"):
        assert read("especes_protegees", cd_nom="1", statut_validation=doubtful)["validation"] == "douteuse", doubtful
    assert read("especes_protegees", cd_nom="1", precision="1 km")["precision_m"] == 1_000.0


# --- Layers as they come


def test_invalid_polygons_are_repaired_and_counted(tmp_path: Path) -> None:
    # a bow tie: two triangles of 2 500 m² each
    crossed = shapely.Polygon([(X, Y), (X + 100, Y + 100), (X + 100, Y), (X, Y + 100)])
    report = Report()
    values = measured(tmp_path, report, ppr_zone=layer([crossed], typereg="03", nom="crue"))
    assert values["ppr_rouge_part"] == pytest.approx(5_000 / 20_000)
    assert ("geometries_repaired", {"role": "ppr_zone", "count": 1}) in report.warnings


def test_layers_in_degrees_give_the_same_shares(tmp_path: Path) -> None:
    rows = layer([half()], id_zh="1")
    values = measured(tmp_path, zone_humide=rows.to_crs("EPSG:4326"), natura2000=layer(
        [half(0.3)], sitecode="FR", sitename="x").to_crs("EPSG:3857"))  # fmt: skip
    assert values["zone_humide_part"] == pytest.approx(0.5, abs=1e-4)
    assert values["natura2000_part"] == pytest.approx(0.3, abs=1e-4)


def test_lines_for_polygons_are_told_even_far_from_the_sites(tmp_path: Path) -> None:
    report = Report()
    line = shapely.LineString([(X + 9_000, Y), (X + 9_900, Y)])
    values = measured(tmp_path, report, zone_humide=layer([line, line], id_zh="1"))
    assert math.isnan(values["zone_humide_part"])
    assert ("layer_without_area", {"role": "zone_humide", "count": 2}) in report.warnings


def test_empty_layer_is_none_and_absent_layer_is_unknown(tmp_path: Path) -> None:
    empty = gpd.GeoDataFrame({"typereg": pd.Series(dtype=str)}, geometry=gpd.GeoSeries([], crs=L93))
    pyogrio.write_dataframe(empty, tmp_path / "t.gpkg", layer="ppr_zone", geometry_type="Polygon")
    report = Report()
    values = measured(tmp_path, report)
    assert (values["inondation"], values["ppr_rouge_part"]) == ("aucune", 0.0)
    assert math.isnan(values["zone_humide_part"])
    absent = [facts["role"] for code, facts in report.warnings if code == "role_absent"]
    assert "ppr_zone" not in absent and "zone_humide" in absent


def test_layer_that_covers_a_part_of_the_territory_does_not_say_none_beyond(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    layer([shapely.box(X - 5_000, Y - 5_000, X - 4_000, Y - 4_000)], id_zh="1").to_file(path, layer="zone_humide")
    layer([half()], nom="x").to_file(path, layer="emprise")
    roles = {"zone_humide": {"source": "t.gpkg|layername=zone_humide", "couvre": "t.gpkg|layername=emprise"}}
    (tmp_path / "t.json").write_text(json.dumps({"roles": roles}), encoding="utf-8")
    shapes = [BOX, shapely.box(X, Y, X + 50, Y + 50), shapely.box(X + 900, Y, X + 950, Y + 50)]
    sites = prepare(gpd.GeoDataFrame({"site_id": ["half", "in", "out"]}, geometry=shapes, crs=L93)).sites
    report = Report()
    place = Territory.open(tmp_path / "t.json", L93, report)
    values = environment.run(sites, place, Request(), report).values["zone_humide_part"]
    assert values.isna().tolist() == [True, False, True]
    assert values["in"] == 0.0
    assert ("sites_beyond_layer", {"role": "zone_humide", "count": 2}) in report.warnings


def test_plans_without_codes_are_read_from_their_words(tmp_path: Path) -> None:
    rows = layer([half()], id_zone=1, id_gaspar="38DDT1", codezone="RI", nom="interdiction - inondation")
    values = measured(tmp_path, ppr_zone=rows)
    assert (values["ppr_rouge_part"], values["inondation"]) == (pytest.approx(0.5), "rouge")


@pytest.mark.parametrize(
    ("said", "square_metres"),
    [
        *(("30 000", 30_000), ("30000 m²", 30_000), ("30000m2", 30_000), ("10\u202f000,00", 10_000)),
        *(("30\xa0000 m²", 30_000), ("3 ha", 30_000), ("0,5 hectare", 5_000)),
    ],
)
def test_thresholds_are_read_with_the_blank_of_thousands_and_their_unit(said: str, square_metres: float) -> None:
    assert read("zppa", id_zppa="1", seuil_m2=said)["seuil_m2"] == square_metres


def test_a_threshold_that_is_no_number_stays_as_it_is_said() -> None:
    row = read("zppa", id_zppa="1", seuil_m2="3 arpents")
    assert math.isnan(row["seuil_m2"])
    assert row["seuil_dit"] == "3 arpents"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Site classé", "classé"),
        ("non classé", None),
        ("style classique", None),
        ("inscrit (déclassé en 1990)", "inscrit"),
    ],
)
def test_a_word_that_only_looks_like_a_protection_is_none(said: str, meant: str | None) -> None:
    assert read("servitude", suptype="ac2", typeass="x", nomsuplitt=said)["protection"] == meant


def test_a_flood_of_a_hundred_years_is_not_the_first_scenario() -> None:
    assert read("zone_inondable", scenario="01For")["scenario"] == "fréquent"
    assert read("zone_inondable", scenario="1000")["scenario"] != "fréquent"


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (["PM3_X_ass"], [None, None, "aucun"]),
        (["PM1_X_ass"], ["aucune", "aucun", None]),
        (["PM1_X_ass", "pm3_x_ass"], ["aucune", "aucun", "aucun"]),
    ],
)
def test_envelopes_of_one_easement_are_about_its_risks_whatever_their_layer_is_called(
    held: list, expected: list, tmp_path: Path
) -> None:
    far = shapely.box(X + 9_000, Y, X + 9_100, Y + 100)
    rows = gpd.GeoDataFrame({"IDASS": "1", "TYPEASS": "x", "NOMASS": held}, geometry=[far] * len(held), crs=L93)
    values = measured(tmp_path, ppr_zone=rows)
    assert values[["inondation", "mouvement_terrain", "risque_technologique"]].tolist() == expected


@pytest.mark.parametrize(("name", "only"), [("sup_pm3_eureetloir28", "pm3"), ("pm1_assiette_sup_s_095", "pm1")])
def test_a_layer_of_one_easement_knows_nothing_of_the_hazards_of_the_other(name: str, only: str) -> None:
    assert read("ppr_zone", name, IDASS="1", TYPEASS="x", NOMASS="x")["only"] == only
    assert set(resource("measures/environment")["ppr"]["plans"][only]) < {
        "inondation",
        "mouvement de terrain",
        "technologique",
    }
