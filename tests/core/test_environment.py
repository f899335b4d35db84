"""The environment measure: each column by hand, each side of each threshold, unknown told from none."""

from __future__ import annotations

import math
from itertools import product

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from gisement_tests.inventories import prepare
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled
from gisement.core.measures import Request, around, environment
from gisement.core.measures.environment.hazards import hazards, rules
from gisement.core.measures.environment.reading import FIELDS
from gisement.core.nearest import NONE_THERE
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
FIGURES = resource("measures/environment")
#: the fields of each role that this measure reads, and a kind of geometry that it may come in
MORE = {
    "monument_historique": ("nom", "protection", "nature"),
    "cavite": ("nom", "place"),
    "especes_protegees": ("validation", "precision_m", "precision_dit"),
}
ROLES = tuple(environment.MEASURE.roles)


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(X + west, Y + south, X + east, Y + north)


#: 200 m by 100 m, 2 ha
BOX = box(0, 0, 200, 100)


def part(share: float) -> shapely.Polygon:
    """The west of the site, up to a share of it, and what lies beyond its edges."""
    return box(-50, -50, 200 * share, 150)


def at(east: float, north: float = 50.0) -> shapely.Point:
    return shapely.Point(X + east, Y + north)


def layer(shapes: list, **columns: list | object) -> gpd.GeoDataFrame:
    spread = {name: value if isinstance(value, list) else [value] * len(shapes) for name, value in columns.items()}
    return gpd.GeoDataFrame(spread, geometry=shapes, crs=L93)


def site(shape=BOX, **columns: object) -> gpd.GeoDataFrame:
    return sites(shape, **{name: [value] for name, value in columns.items()})


def sites(*shapes, **columns: list) -> gpd.GeoDataFrame:
    ids = [f"s{number}" for number in range(len(shapes))]
    return prepare(gpd.GeoDataFrame({"site_id": ids, **columns}, geometry=list(shapes), crs=L93)).sites


class Given(Territory):
    """A territory of layers in memory, in the fields of their roles; `collected` says how far some of them go."""

    def __init__(self, collected: dict | None = None, only: dict | None = None, **layers: gpd.GeoDataFrame) -> None:
        covers = dict.fromkeys(collected or {}, ("99001",))
        super().__init__("t", {role: Source(role, "memory", covers=covers.get(role)) for role in layers}, L93)
        self.layers, self.collected, self.only = layers, collected or {}, only or {}

    def read(self, role, extent=None, fields=None, **options):
        if role not in self.layers:
            return None
        rows = self.layers[role]
        if extent is not None:
            rows = rows[rows.intersects(shapely.box(*extent))]
        rows = rows.reset_index(drop=True)
        fields = {field: rows.get(field, pd.Series(None, index=rows.index, dtype=object)) for field in fields or ()}
        rows = gpd.GeoDataFrame(fields, geometry=rows.geometry.array, crs=L93)
        rows.attrs["dialect"] = {"id": "memory", "only": self.only.get(role)}
        return rows

    def count(self, role):
        return len(self.layers.get(role, ()))

    def values(self, role, field):
        return self.layers[role].get(field, pd.Series(dtype=object)) if role in self.layers else None

    def drawn_as(self, role):
        kinds = self.layers[role].geom_type.unique()
        return kinds[0] if len(kinds) == 1 else "Unknown"

    def searched(self, role, shapes):
        share = np.where(shapely.is_missing(shapes), np.nan, 1.0)
        if role in self.collected:
            area = shapely.area(shapes)
            inside = shapely.area(shapely.intersection(shapes, self.collected[role]))
            share = np.where(area > 0, inside / np.where(area > 0, area, 1.0), share)
        return share


def run(rows: gpd.GeoDataFrame | None = None, report: Report | None = None, place: Territory | None = None, **layers):
    rows, place = site() if rows is None else rows, place or Given(**layers)
    return environment.run(rows, place, Request(), report or Report()).values


def measured(rows: gpd.GeoDataFrame | None = None, report: Report | None = None, **layers) -> pd.Series:
    return run(rows, report, **layers).iloc[0]


def zone(*shapes, reglement="interdiction", nom="inondation", **more) -> gpd.GeoDataFrame:
    return layer(list(shapes), reglement=reglement, nom=nom, **more)


def easement(categorie: str, *shapes, **more) -> gpd.GeoDataFrame:
    return layer(list(shapes), categorie=categorie, **more)


def told(value) -> object:
    return None if pd.isna(value) else value


def each(values: pd.Series) -> list:
    return [told(value) for value in values]


# --- Plans of risk prevention

EACH = {
    "interdiction": "rouge",
    "prescription": "bleue",
    "prescription hors aléa": "aucune",
    "recommandation": "aucune",
    "aléa exceptionnel": "aucune",
    "délaissement": None,
    "expropriation": None,
    None: None,
}


@pytest.mark.parametrize(("rule", "expected"), EACH.items())
def test_each_rule_of_a_plan_gives_its_class(rule: str | None, expected: str | None) -> None:
    values = measured(ppr_zone=zone(part(0.5), reglement=rule))
    assert told(values["inondation"]) == expected
    assert told(values["ppr_rouge_part"]) == (None if expected is None else 0.5 * (expected == "rouge"))
    blue = told(values["ppr_bleu_part"])
    assert blue == (None if expected is None else 0.5 * (expected == "bleue"))


def test_every_rule_that_a_dialect_can_give_has_its_class() -> None:
    listed = set(resource("catalogue/dialects/ppr_zone")["values"]["reglement"])
    assert listed == set(FIGURES["ppr"]["reglements"])
    assert set(FIGURES["ppr"]["reglements"].values()) == {"rouge", "bleue", "hors aléa", "neutre", "foncier"}
    assert set(EACH) == listed | {None}


@pytest.mark.parametrize(
    ("red", "blue", "expected"),
    [
        (0, 0.01, "aucune"),
        (0, 0.011, "bleue, 20 % au plus"),
        (0, 0.2, "bleue, 20 % au plus"),
        (0, 0.201, "bleue"),
        (0.01, 0.21, "bleue"),
        (0.011, 0.0, "rouge"),
        (1, 1, "rouge"),
    ],
)
def test_each_side_of_each_threshold_of_the_class(red: float, blue: float, expected: str) -> None:
    zones = pd.concat([zone(part(red)), zone(part(blue), reglement="prescription")], ignore_index=True)
    assert measured(ppr_zone=zones)["inondation"] == expected


def test_classes_of_the_profile_are_those_that_the_measure_gives() -> None:
    groups = resource("profiles/industrie_generale")["groups"]
    criteria = {one["key"]: one.get("classes", {}) for group in groups for one in group["criteria"]}
    given = {
        measured(ppr_zone=zone(part(share), reglement=rule))["inondation"]
        for share, rule in ((0, "interdiction"), (0.1, "prescription"), (0.5, "prescription"), (0.5, "interdiction"))
    }
    assert given == set(criteria["inondation"])
    assert set(FIGURES["patrimoine"]["ordre"]) == set(criteria["patrimoine"])
    assert set(FIGURES["sol"]["ordre"]) == set(criteria["sol_geotechnique"])


def test_overlapping_zones_count_once_and_plans_are_told_apart() -> None:
    zones = layer(
        [box(0, 0, 100, 100), box(50, 0, 120, 100), box(0, 0, 200, 10), BOX],
        reglement=["interdiction", "interdiction", "prescription", "prescription"],
        nom=["inondation", "inondation", "glissement de terrain", "effet thermique"],
        plan=["P1", "P1", "P2", "T1"],
        zone=["R", "R", "B", "b"],
    )
    values = measured(ppr_zone=zones)
    assert values["ppr_rouge_part"] == pytest.approx(0.6)
    assert values["ppr_bleu_part"] == pytest.approx(1.0)
    kinds = values[["inondation", "mouvement_terrain", "risque_technologique"]].tolist()
    assert kinds == ["rouge", "bleue, 20 % au plus", "bleue"]
    assert values["ppr_zones"] == (
        "T1 b (bleue, technologique) : 100 % ; P1 R (rouge, inondation) : 60 % ; "
        "P2 B (bleue, mouvement de terrain) : 10 %"
    )


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ({"alea": "112"}, {"inondation"}),
        ({"alea": "1140000"}, {"inondation"}),
        ({"alea": "11", "nom": "glissement"}, {"inondation"}),
        ({"alea": "124"}, {"mouvement de terrain"}),
        ({"alea": "312"}, {"mouvement de terrain"}),
        ({"alea": "21"}, {"technologique"}),
        ({"alea": "14"}, {"autre"}),
        ({"alea": "33"}, {"autre"}),
        ({"alea": "9999999", "nom": "Glissements de terrain, ravinements"}, {"mouvement de terrain", "inondation"}),
        ({"nom": "interdiction - Crues des torrents"}, {"inondation"}),
        ({"nom": "interdiction - avalanches, effondrement"}, {"autre", "mouvement de terrain"}),
        ({"nom": "EFFET THERMIQUE"}, {"technologique"}),
        ({"nom": "Zone rouge", "document": "reglement_ppri_orvanne.pdf"}, {"inondation"}),
        ({"plan": "PPRN-I_2022_0001"}, {"inondation"}),
        ({"plan": "PPRN-Mvt_2022_0001"}, {"mouvement de terrain"}),
        ({"plan": "PPRN-IF_2022_0001"}, {"autre"}),
        ({"plan": "69DREAL20090005"}, {"technologique"}),
        ({"procedure": "PPRM"}, {"mouvement de terrain"}),
        ({"procedure": "pprt"}, {"technologique"}),
        ({"procedure": "PPRi"}, {"inondation"}),
        ({"procedure": "PPRif"}, {"autre"}),
        ({"zone": "RG,v1"}, {"mouvement de terrain", "inondation"}),
        ({"zone": "BaEx,Ir"}, {"autre", "inondation"}),
        ({"zone": "RP, V, g2"}, {"mouvement de terrain", "inondation"}),
        ({"zone": "R2"}, set()),
        ({"zone": "RU"}, set()),
        ({"nom": "-", "plan": "38DDT20180003"}, set()),
        ({}, set()),
    ],
)
def test_hazard_comes_from_code_then_words_then_plan_then_letters(said: dict, kinds: set) -> None:
    row = pd.DataFrame([{**dict.fromkeys(FIELDS["ppr_zone"]), **said}])
    flags = hazards(row).iloc[0]
    assert set(flags.index[flags]) == kinds


def test_every_code_of_the_national_list_of_hazards_is_of_one_kind_or_declared_neutral() -> None:
    codes = [
        *("110", "111", "112", "113", "114", "115", "116", "117"),
        *("120", "121", "122", "123", "124", "125", "126", "127"),
        *("13", "14", "15", "16", "171", "172", "174", "175", "176", "18", "19"),
        *("211", "212", "213", "214", "22", "23", "24", "25"),
        *("311", "312", "313", "314", "315", "316", "317", "321", "322", "33", "34"),
    ]
    for code in codes:
        for written in (code, code.ljust(7, "0")):
            row = pd.DataFrame([{**dict.fromkeys(FIELDS["ppr_zone"]), "alea": written}])
            assert hazards(row).iloc[0].sum() == 1, written
    for code in FIGURES["ppr"]["aleas_neutres"]:
        row = pd.DataFrame([{**dict.fromkeys(FIELDS["ppr_zone"]), "alea": code}])
        assert hazards(row).iloc[0].sum() == 0, code


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "hors aléa"),
        ({"expose": "non"}, "hors aléa"),
        ({"expose": "oui"}, "bleue"),
        ({"procedure": "pprt"}, "bleue"),
        ({"procedure": "pprm"}, "hors aléa"),
    ],
)
def test_zone_of_prescriptions_beyond_the_hazard_is_blue_only_where_it_is_exposed(said: dict, expected: str) -> None:
    row = pd.DataFrame([{**dict.fromkeys(FIELDS["ppr_zone"]), "reglement": "prescription hors aléa", **said}])
    assert rules(row).iloc[0] == expected


def test_zone_of_unknown_rule_leaves_open_what_it_may_be_unless_the_rest_decides() -> None:
    def with_unknown(share: float) -> pd.Series:
        zones = pd.concat([zone(part(share)), zone(box(160, -9, 250, 150), reglement=None)], ignore_index=True)
        return measured(ppr_zone=zones)

    # 20 % may be red, too: 40 % is then at least 40 %, and may be 60 %, which is the veto of the profile
    assert math.isnan(with_unknown(0.4)["ppr_rouge_part"])
    assert with_unknown(0.51)["ppr_rouge_part"] == pytest.approx(0.51)
    assert with_unknown(0.4)["inondation"] == "rouge"
    assert with_unknown(0.0)["inondation"] is None
    assert with_unknown(0.0)["mouvement_terrain"] == "aucun"
    assert "PPR" in with_unknown(0.0)["environnement_inconnu"]


def test_zone_of_unknown_hazard_leaves_every_class_open_but_not_the_share() -> None:
    values = measured(ppr_zone=zone(part(0.3), nom="Zone rouge"))
    assert values["ppr_rouge_part"] == pytest.approx(0.3)
    assert values[["inondation", "mouvement_terrain", "risque_technologique"]].tolist() == [None] * 3


def test_layer_of_one_plan_knows_nothing_of_the_other_hazards() -> None:
    report = Report()
    place = Given(only={"ppr_zone": "pprt"}, ppr_zone=zone(part(0.3), procedure="pprt", nom="Zone rouge"))
    values = run(report=report, place=place).iloc[0]
    assert values[["inondation", "mouvement_terrain"]].tolist() == [None, None]
    assert (values["risque_technologique"], values["ppr_rouge_part"]) == ("rouge", pytest.approx(0.3))
    assert ("layer_of_one_kind", {"role": "ppr_zone", "kind": "pprt"}) in report.warnings


def test_envelopes_of_plans_alone_tell_where_none_is() -> None:
    envelopes = pd.concat([easement("PM1", part(0.5), nom="PM1_PPRI_ass"), easement("PM3", box(900, 0, 950, 9))])
    values = run(sites(BOX, box(300, 0, 500, 100)), servitude=envelopes)
    assert values["inondation"].tolist() == [None, "aucune"]
    assert values["mouvement_terrain"].tolist() == ["aucun", "aucun"]
    assert values["risque_technologique"].tolist() == ["aucun", "aucun"]
    assert each(values["ppr_rouge_part"]) == [None, 0.0]
    # a layer of easements without any PM3 has not looked for them
    values = run(servitude=easement("PM1", box(900, 0, 950, 9))).iloc[0]
    assert (values["inondation"], values["risque_technologique"], told(values["ppr_rouge_part"])) == (
        "aucune",
        None,
        None,
    )


def test_envelope_of_a_plan_whose_zones_are_lacking_leaves_it_open() -> None:
    envelope = easement("PM1", part(0.5), nom="PM1_PPRI_ass")
    values = measured(ppr_zone=zone(box(900, 0, 990, 9)), servitude=envelope)
    assert (values["inondation"], values["mouvement_terrain"]) == (None, "aucun")
    values = measured(ppr_zone=zone(part(0.5), reglement="prescription"), servitude=envelope)
    assert values["inondation"] == "bleue"


# --- Floods


def test_known_floods_count_but_the_rare_one() -> None:
    floods = layer(
        [part(0.1), part(0.2), part(0.4), part(0.9)],
        scenario=["fréquent", "moyen", "moyen, changement climatique", "rare"],
        precision="zone",
    )
    values = measured(zone_inondable=floods)
    assert (values["zone_inondable_part"], values["zone_inondable_scenario"]) == (pytest.approx(0.4), "fréquent")
    values = measured(zone_inondable=floods.iloc[3:])
    assert (values["zone_inondable_part"], values["zone_inondable_scenario"]) == (0.0, "rare")
    values = measured(zone_inondable=layer([part(0.5)], precision="zone"))
    assert (values["zone_inondable_part"], values["zone_inondable_scenario"]) == (pytest.approx(0.5), "moyen")


@pytest.mark.parametrize("said", [{"precision": "commune"}, {"precision": "zone", "alea": "9999999"}])
def test_area_drawn_by_commune_or_of_many_hazards_does_not_tell_of_the_site(said: dict) -> None:
    values = measured(zone_inondable=layer([part(0.5)], **said))
    assert (told(values["zone_inondable_part"]), values["zone_inondable_scenario"]) == (None, None)


def test_every_flood_scenario_is_counted_or_declared_not_to_be() -> None:
    listed = resource("catalogue/dialects/zone_inondable")["values"]["scenario"]
    assert set(listed) == set(FIGURES["zone_inondable"]["scenarios"])
    assert set(FIGURES["zone_inondable"]["ordre"]) == {*listed, "aucun"}


# --- Nature


def test_shares_of_nature_are_those_of_the_union_and_a_regional_park_counts_by_half() -> None:
    values = measured(
        natura2000=layer([box(0, 0, 50, 100), box(25, 0, 60, 100)], nom="A"),
        znieff=layer([box(40, 0, 80, 100), box(0, 0, 20, 100)], type=["1", "2"], nom="B"),
        zone_humide=layer([box(0, 0, 200, 10)]),
        pnr=layer([box(100, 0, 300, 100)], nom="C"),
    )
    assert values["natura2000_part"] == pytest.approx(0.3)
    assert (values["znieff1_part"], values["znieff2_part"]) == (pytest.approx(0.2), pytest.approx(0.1))
    assert (values["zone_humide_part"], values["pnr_part"]) == (pytest.approx(0.1), pytest.approx(0.5))
    # 80 m over the whole height, and 120 m over a tenth of it; the park adds half of 100 m over nine tenths
    assert values["nature_part"] == pytest.approx((80 * 100 + 120 * 10) / 20_000 + 0.5 * 100 * 90 / 20_000)
    assert values["nature_zones"].startswith("PNR C : 50 % ; Natura 2000 A : 30 % ; ZNIEFF 1 B : 20 %")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9), st.integers(1, 9), st.integers(0, 3)),
        max_size=8,
    )
)
def test_nature_is_what_a_count_of_cells_finds(boxes: list) -> None:
    cells = np.zeros((4, 20, 20), dtype=bool)
    rows: dict[int, list] = {kind: [] for kind in range(4)}
    for x, y, width, height, kind in boxes:
        cells[kind, x : x + width, y : y + height] = True
        rows[kind].append(box(10 * x, 10 * y, 10 * (x + width), 10 * (y + height)))
    roles = ("natura2000", "znieff", "zone_humide", "pnr")
    layers = {role: layer(rows[kind], type=["1"] * len(rows[kind])) for kind, role in enumerate(roles)}
    inside = cells[:, 2:8, 2:8]
    union = inside[:3].any(axis=0)
    expected = (union.sum() + 0.5 * (inside[3] & ~union).sum()) / 36
    assert measured(site(box(20, 20, 80, 80)), **layers)["nature_part"] == pytest.approx(expected)


@pytest.mark.parametrize("lacking", ["natura2000", "znieff", "zone_humide", "pnr"])
def test_nature_is_unknown_where_a_layer_lacks_unless_the_others_decide(lacking: str) -> None:
    def layers(share: float) -> dict:
        return {
            role: layer([part(share if role != "pnr" else 0.0)], type="1")
            for role in ("natura2000", "znieff", "zone_humide", "pnr")
            if role != lacking
        }

    assert math.isnan(measured(**layers(0.3))["nature_part"])
    assert math.isnan(measured(**layers(0.5))["nature_part"])
    assert measured(**layers(0.51))["nature_part"] == pytest.approx(0.51)


def test_znieff_of_unknown_type_counts_as_nature_and_as_no_type() -> None:
    values = measured(znieff=layer([part(0.5)], type=[None]))
    assert values[["znieff1_part", "znieff2_part"]].isna().all()
    assert measured(znieff=layer([part(0.5), part(0.2)], type=[None, "1"]))["znieff1_part"] == pytest.approx(0.2)


STRICT = {
    **dict.fromkeys(FIGURES["nature"]["protection_forte"], 0.3),
    **dict.fromkeys(FIGURES["nature"]["protection_autre"], 0.0),
    **dict.fromkeys(FIGURES["nature"]["protection_inconnue"], None),
}


@pytest.mark.parametrize(("kind", "share"), [*STRICT.items(), (None, None)])
def test_each_kind_of_protection_is_strict_or_not_or_unknown(kind: str | None, share: float | None) -> None:
    values = measured(reserve=layer([part(0.3)], type=[kind], nom="x"))
    assert told(values["protection_forte_part"]) == (None if share is None else pytest.approx(share))
    assert "30 %" in values["nature_zones"]


def test_every_kind_of_protection_of_the_dialects_is_declared() -> None:
    assert set(STRICT) == set(resource("catalogue/dialects/reserve")["values"]["type"])


@pytest.mark.parametrize(("share", "expected"), [(0.05, None), (0.051, 0.051)])
def test_easements_show_protections_but_their_absence_tells_of_no_order(share: float, expected: float | None) -> None:
    for category, name in (("EL10", "EL10_Ecrins_ass"), ("AC3", "Réserve du Marais")):
        values = run(sites(BOX, box(300, 0, 500, 100)), servitude=easement(category, part(share), nom=name))
        assert told(values["protection_forte_part"].iloc[0]) == (expected and pytest.approx(expected))
        assert told(values["protection_forte_part"].iloc[1]) is None
    around_it = easement("AC3", part(0.5), nom="Périmètre de protection de la réserve")
    nothing = layer([box(900, 0, 910, 9)], type="réserve naturelle")
    assert measured(servitude=around_it, reserve=nothing)["protection_forte_part"] == 0.0


def test_layer_of_one_kind_shows_what_it_has_and_is_no_proof_of_the_rest() -> None:
    place = Given(
        only={"natura2000": "habitats", "znieff": "1", "reserve": "réserve naturelle nationale"},
        natura2000=layer([part(0.3)]),
        znieff=layer([part(0.3)], type="1"),
        reserve=layer([part(0.04)], type="réserve naturelle nationale"),
    )
    values = run(sites(BOX, box(300, 0, 500, 100)), place=place)
    assert each(values["natura2000_part"]) == [pytest.approx(0.3), None]
    assert values["znieff1_part"].tolist() == [pytest.approx(0.3), 0.0]
    assert values["znieff2_part"].isna().all()
    assert values["protection_forte_part"].isna().all()


# --- Species


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (layer([at(100)]), "oui"),
        (layer([at(200)]), "oui"),
        (layer([at(200.1)]), "non"),
        (layer([at(100)], validation="douteuse"), "non"),
        (layer([at(100)], validation="certaine", precision_m=100), "oui"),
        (layer([at(100)], validation="certaine", precision_m=101), None),
        (layer([at(100), at(50)], precision_m=[500, 10]), "oui"),
        (layer([box(-400, -400, 600, 600)]), "oui"),
        (layer([box(-400, -400, 600, 601)]), None),
        (layer([]), "non"),
    ],
)
def test_species_are_there_where_one_was_seen_precisely(seen: gpd.GeoDataFrame, expected: str | None) -> None:
    assert told(measured(especes_protegees=seen)["especes_protegees"]) == expected


@pytest.mark.parametrize(
    ("said", "expected"), [("oui", "oui"), ("Non", "non"), ("inconnu", "oui"), ("peut-être", "oui"), (1, "oui")]
)
def test_what_the_inventory_says_of_species_wins(said: object, expected: str) -> None:
    rows = site(especes_protegees=said)
    assert measured(rows, especes_protegees=layer([at(100)]))["especes_protegees"] == expected


def test_an_observation_whose_precision_nobody_can_read_leaves_it_open() -> None:
    assert measured(especes_protegees=layer([at(50)], precision_dit=["à la commune"]))["especes_protegees"] is None
    near = layer([at(50)], precision_m=[10.0], precision_dit=["10 m"])
    assert measured(especes_protegees=near)["especes_protegees"] == "oui"


def test_every_word_on_the_worth_of_an_observation_is_kept_or_left_out() -> None:
    listed = resource("catalogue/dialects/especes_protegees")["values"]["validation"]
    assert set(listed) == {*FIGURES["especes"]["ecartees"], *FIGURES["especes"]["retenues"]}


# --- Catchments


@pytest.mark.parametrize(
    ("rings", "expected", "share"),
    [
        ([("éloigné", 0.9)], "éloigné", 0.9),
        ([("éloigné", 0.9), ("rapproché", 0.5)], "rapproché", 0.9),
        ([("éloigné", 0.9), ("rapproché", 0.5), ("immédiat", 0.02)], "immédiat", 0.9),
        ([("éloigné", 0.9), ("immédiat", 0.005)], "immédiat", 0.9),
        ([("éloigné", 0.9), ("immédiat", 0.000_04)], "éloigné", 0.9),
        ([("éloigné", 0.9), (None, 0.005)], None, 0.9),
        ([("aire d'alimentation", 0.9)], "aucun", 0.0),
        ([(None, 0.9)], None, 0.9),
        ([(None, 0.9), ("immédiat", 0.5)], "immédiat", 0.9),
    ],
)
def test_catchment_is_the_strictest_perimeter(rings: list, expected: str | None, share: float) -> None:
    for role in ("captage", "servitude"):
        names = [name for name, _ in rings]
        rows = layer([part(each) for _, each in rings], perimetre=names, categorie="AS1")
        values = measured(**{role: rows})
        assert (told(values["captage"]), values["captage_part"]) == (expected, pytest.approx(share)), role


def test_easements_without_catchments_have_not_looked_for_them() -> None:
    values = measured(servitude=easement("AC1", box(900, 0, 910, 9)))
    assert (values["captage"], told(values["captage_part"])) == (None, None)
    assert measured(servitude=easement("AS1", box(900, 0, 910, 9)))["captage"] == "aucun"


def test_every_perimeter_of_the_dialects_has_its_class() -> None:
    said = FIGURES["captage"]
    assert set(resource("catalogue/dialects/captage")["values"]["perimetre"]) == {*said["classes"], *said["neutres"]}
    assert set(said["ordre"]) == {*said["classes"].values(), "aucun"}


# --- Heritage


def monument(*places, protection: str | None = "inscrit", nom: str = "M") -> gpd.GeoDataFrame:
    return layer(list(places), protection=protection, nom=nom)


FAR = box(90_000, 0, 90_009, 9)


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ({"monument_historique": monument(at(900))}, "aucun"),
        ({"monument_historique": monument(at(100))}, "inscrit"),
        ({"monument_historique": monument(at(100), protection="classé")}, "classé"),
        ({"monument_historique": monument(at(100), protection=None)}, None),
        ({"abords_mh": layer([part(0.01)])}, "aucun"),
        ({"abords_mh": layer([part(0.011)])}, "abords"),
        ({"abords_mh": layer([part(0.5)]), "spr": layer([part(0.02)])}, "site patrimonial remarquable"),
        ({"spr": layer([part(0.5)]), "monument_historique": monument(at(9))}, "inscrit"),
        ({"servitude": easement("AC2", part(0.5), protection="classé")}, "classé"),
        ({"servitude": easement("AC2", part(0.5), protection="inscrit")}, "inscrit"),
        ({"servitude": easement("AC2", part(0.5), protection=None)}, None),
        ({"servitude": easement("AC2", FAR, protection=None)}, "aucun"),
    ],
)
def test_heritage_is_the_worst_that_holds(layers: dict, expected: str | None) -> None:
    nothing = {"monument_historique": monument(at(90_000)), "abords_mh": layer([FAR]), "spr": layer([FAR])}
    assert told(measured(**{**nothing, **layers})["patrimoine"]) == expected


@pytest.mark.parametrize("lacking", ["monument_historique", "abords_mh", "spr"])
def test_heritage_is_unknown_where_a_layer_that_may_be_worse_lacks(lacking: str) -> None:
    nothing = {"monument_historique": monument(at(90_000)), "abords_mh": layer([FAR]), "spr": layer([FAR])}
    del nothing[lacking]
    # without decided surroundings the law's 500 m around each monument stand for them
    assert told(measured(**nothing)["patrimoine"]) == ("aucun" if lacking == "abords_mh" else None)


def test_surroundings_are_500_m_around_monuments_where_none_were_decided() -> None:
    values = run(sites(BOX, box(500, 0, 700, 100)), monument_historique=monument(at(300)))
    assert values["abords_part"].tolist() == [1.0, pytest.approx(1.0)]
    values = run(sites(box(0, 0, 100, 100)), monument_historique=monument(at(598.9))).iloc[0]
    assert 0 < values["abords_part"] < 0.02
    assert run(sites(box(0, 0, 100, 100)), monument_historique=monument(at(601))).iloc[0]["abords_part"] == 0.0


def test_decided_surroundings_of_one_monument_leave_the_500_m_of_the_others() -> None:
    far, own = layer([FAR], nature="abords"), layer([box(290, 40, 310, 60)], nature="abords")
    values = measured(abords_mh=far, spr=layer([FAR]), monument_historique=monument(at(300)))
    assert (values["abords_part"], values["patrimoine"]) == (pytest.approx(1.0), "abords")
    assert measured(abords_mh=own, monument_historique=monument(at(300)))["abords_part"] == 0.0
    assert measured(servitude=own.assign(categorie="AC1"), monument_historique=monument(at(300)))["abords_part"] == 0.0
    near = Given(collected={"monument_historique": box(-50, -50, 250, 150)}, abords_mh=far, monument_historique=own)
    assert told(run(place=near).iloc[0]["abords_part"]) is None
    itself = own.assign(nature="monument", categorie="AC1")
    for role in ("abords_mh", "servitude"):
        values = measured(**{role: itself}, monument_historique=monument(at(300)))
        assert values["abords_part"] == pytest.approx(1.0), role


def test_monument_on_the_site_and_the_nearest_one() -> None:
    values = measured(monument_historique=layer([at(500), at(260)], protection="classé", nom=["Halle", None]))
    assert (values["monument_sur_site"], values["monument_m"], values["monument_nom"]) == (
        "non",
        pytest.approx(60.0),
        "monument sans nom",
    )
    values = measured(monument_historique=monument(at(199)))
    assert (values["monument_sur_site"], values["monument_m"], values["monument_nom"]) == ("oui", 0.0, "M")
    values = measured(monument_historique=monument())
    assert (values["monument_sur_site"], values["monument_m"], values["monument_nom"]) == ("non", math.inf, NONE_THERE)


def test_monument_farther_than_what_is_read_first_is_still_found() -> None:
    assert measured(monument_historique=monument(at(50_200)))["monument_m"] == pytest.approx(50_000)


def test_easements_outline_monuments_and_their_surroundings() -> None:
    rows = layer(
        [box(20, 20, 30, 30), part(0.8), FAR],
        categorie="AC1",
        nature=["monument", "abords", "monument"],
        nom=["Église", "Abords de l'église", "Loin"],
    )
    values = measured(servitude=rows)
    assert (values["monument_sur_site"], values["monument_nom"]) == ("oui", "Église")
    assert values["abords_part"] == pytest.approx(0.8)
    only_around = measured(servitude=rows.iloc[1:2])
    assert (only_around["monument_sur_site"], only_around["abords_part"]) == (None, pytest.approx(0.8))


def test_listed_and_registered_sites_are_told_apart_where_the_easement_says_which() -> None:
    rows = layer([part(0.2), part(0.5)], categorie="AC2", protection=["classé", "inscrit"])
    keys = ["site_protege_part", "site_classe_part", "site_inscrit_part"]
    assert measured(servitude=rows)[keys].tolist() == pytest.approx([0.5, 0.2, 0.5])
    unknown = measured(servitude=layer([part(0.5)], categorie="AC2", protection=[None]))[keys]
    assert each(unknown) == [pytest.approx(0.5), None, None]
    assert measured(servitude=easement("AC4", part(0.5)))["spr_part"] is not None


# --- Archaeology


@pytest.mark.parametrize(("height", "expected"), [(149.9, "non"), (150.0, "oui")])
def test_three_hectares_bring_a_survey(height: float, expected: str) -> None:
    values = measured(site(box(0, 0, 200, height)), zppa=layer([FAR]))
    assert (values["zppa"], values["archeologie"]) == ("non", expected)


@pytest.mark.parametrize(
    ("share", "threshold", "zoned", "surveyed"),
    [
        (0.01, None, "non", "non"),
        (0.011, None, "oui", "oui"),
        (0.5, 20_000, "oui", "oui"),
        (0.5, 20_001, "oui", "non"),
    ],
)
def test_zone_of_presumption_brings_a_survey_from_its_threshold(share, threshold, zoned, surveyed) -> None:
    values = measured(zppa=layer([part(share)], seuil_m2=[threshold]))
    assert (values["zppa"], values["archeologie"]) == (zoned, surveyed)


def test_without_zones_of_presumption_only_the_area_can_tell() -> None:
    assert measured()[["zppa", "archeologie"]].tolist() == [None, None]
    assert measured(site(box(0, 0, 200, 150)))[["zppa", "archeologie"]].tolist() == [None, "oui"]
    disc = site(at(0), unite_fonciere_surface=30_000)
    assert measured(disc, zppa=layer([FAR]))[["zppa", "archeologie"]].tolist() == [None, "oui"]
    assert measured(site(at(0), unite_fonciere_surface=29_999), zppa=layer([FAR]))["archeologie"] is None


def test_readiness_rests_on_the_same_rule() -> None:
    steps = {step["id"]: step["when"] for step in resource("procedures/france_2026")["steps"]}
    rule = {"column": "archeologie", "op": "==", "value": "oui"}
    assert steps["archeo_diagnostic"] == rule == steps["archeo_fouille"]


# --- Subsoil


def clay(*levels: tuple[str | None, float]) -> gpd.GeoDataFrame:
    return layer([part(share) for _, share in levels], niveau=[level for level, _ in levels])


@pytest.mark.parametrize(
    ("levels", "expected", "soil"),
    [
        ([("aucun", 1.0)], "aucun", "aucun"),
        ([("faible", 1.0)], "faible", "aucun"),
        ([("faible", 1.0), ("moyen", 0.01)], "faible", "aucun"),
        ([("faible", 1.0), ("moyen", 0.02)], "moyen", "moyen"),
        ([("moyen", 1.0), ("fort", 0.3)], "fort", "fort"),
        ([(None, 0.5)], None, None),
        ([(None, 0.5), ("fort", 0.3)], "fort", "fort"),
    ],
)
def test_clay_is_the_worst_exposure_and_makes_the_class_of_the_ground(levels, expected, soil) -> None:
    values = measured(argile=clay(*levels), cavite=layer([at(9_000)]))
    assert (told(values["argile"]), told(values["sol_geotechnique"])) == (expected, soil)


@pytest.mark.parametrize(
    ("metres", "count", "soil"),
    [(0, 1, "fort"), (50, 1, "fort"), (50.1, 1, "moyen"), (200, 1, "moyen"), (200.1, 1, "aucun"), (500, 1, "aucun")],
)
def test_cavities_near_make_the_class_of_the_ground(metres: float, count: int, soil: str) -> None:
    values = measured(argile=clay(), cavite=layer([at(200 + metres), at(5_000)], nom=["C1", "C2"]))
    assert values["cavites_500m"] == count
    assert (values["cavite_m"], values["cavite_nom"]) == (pytest.approx(metres), "C1")
    assert values["sol_geotechnique"] == soil


def test_cavity_beyond_500_m_is_not_counted_and_one_placed_by_its_commune_is_nowhere() -> None:
    assert measured(cavite=layer([at(700.1)]))["cavites_500m"] == 0
    report = Report()
    values = measured(report=report, cavite=layer([at(100)], place="commune"))
    assert ("cavities_unplaced", {"count": 1}) in report.warnings
    assert (values["cavites_500m"], values["cavite_m"], values["cavite_nom"]) == (0, math.inf, NONE_THERE)


def test_ground_is_unknown_without_clay_unless_a_cavity_is_under_it() -> None:
    assert measured(cavite=layer([at(300)]))["sol_geotechnique"] is None
    assert measured(cavite=layer([at(100)]))["sol_geotechnique"] == "fort"
    assert measured(argile=clay(("moyen", 1.0)))["sol_geotechnique"] is None
    assert measured(argile=clay(("fort", 1.0)))["sol_geotechnique"] == "fort"


def test_every_level_of_clay_and_place_of_cavity_of_the_dialects_is_known() -> None:
    levels = resource("catalogue/dialects/argile")["values"]["niveau"]
    assert set(levels) == set(FIGURES["sol"]["argile_ordre"]) == set(FIGURES["sol"]["argile"])
    assert set(FIGURES["sol"]["argile"].values()) == set(FIGURES["sol"]["ordre"])
    assert resource("catalogue/dialects/cavite")["values"]["place"] == FIGURES["sol"]["cavite_ignoree"]


# --- What is not known


def nothing_there() -> dict[str, gpd.GeoDataFrame]:
    """Every layer, none of which has anything; the easements have one of each category, far away."""
    names = {role: FIELDS.get(role, MORE.get(role, ())) for role in ROLES}
    empty = {role: layer([], **{field: [] for field in fields}) for role, fields in names.items()}
    categories = FIGURES["servitudes_lues"]
    return {**empty, "servitude": layer([FAR] * len(categories), categorie=categories)}


def test_without_any_layer_nothing_is_known_and_each_is_named() -> None:
    report = Report()
    values = measured(report=report)
    assert values.drop("environnement_inconnu").isna().all()
    absent = {facts["role"] for code, facts in report.warnings if code == "role_absent"}
    assert absent == set(ROLES) - {"servitude"}
    assert all(facts["measure"] == "environment" for code, facts in report.warnings)
    assert values["environnement_inconnu"] == ", ".join(subject["nom"] for subject in FIGURES["sujets"])


def test_empty_layers_say_that_there_is_none() -> None:
    report = Report()
    values = measured(report=report, **nothing_there())
    assert not report.warnings
    shares = [key for key in values.index if key.endswith("_part")]
    assert values[shares].tolist() == [0.0] * len(shares)
    words = {
        "inondation": "aucune",
        "zone_inondable_scenario": "aucun",
        "especes_protegees": "non",
        "captage": "aucun",
        "patrimoine": "aucun",
        "monument_sur_site": "non",
        "zppa": "non",
        "archeologie": "non",
        "argile": "aucun",
        "sol_geotechnique": "aucun",
        "environnement_inconnu": None,
    }
    assert values[list(words)].tolist() == list(words.values())
    assert (values["monument_m"], values["cavite_m"], values["cavites_500m"]) == (math.inf, math.inf, 0)


@pytest.mark.parametrize("shape", [at(100), None])
def test_site_without_shape_knows_distances_alone(shape) -> None:
    rows = site(shape, unite_fonciere_surface=400)
    values = measured(
        rows, **{**nothing_there(), "monument_historique": monument(at(500)), "cavite": layer([at(600)], nom="C")}
    )
    known = {"monument_m", "monument_nom", "cavites_500m", "cavite_m", "cavite_nom", "environnement_inconnu"}
    assert values.drop(list(known)).isna().all()
    assert values[["monument_m", "cavites_500m"]].notna().all() == (shape is not None)


HALF = box(-500, -500, 100, 500)


def test_half_covered_site_is_unknown_unless_what_was_found_decides() -> None:
    def with_wetland(share: float, place: shapely.Polygon = HALF) -> pd.Series:
        report = Report()
        territory = Given(collected={"zone_humide": place}, zone_humide=layer([part(share)]))
        values = run(report=report, place=territory).iloc[0]
        assert ("sites_beyond_layer", {"role": "zone_humide", "count": 1}) in report.warnings or place is not HALF
        return values

    assert math.isnan(with_wetland(0.0)["zone_humide_part"])
    assert math.isnan(with_wetland(0.4)["zone_humide_part"])
    assert with_wetland(0.51)["zone_humide_part"] == pytest.approx(0.51)
    assert "zones humides" in with_wetland(0.51)["environnement_inconnu"]
    assert with_wetland(0.4, box(-9, -9, 198.1, 109))["zone_humide_part"] == pytest.approx(0.4)
    assert math.isnan(with_wetland(0.4, box(-9, -9, 197.9, 109))["zone_humide_part"])


def test_on_a_half_covered_site_the_worst_stands_and_a_fact_is_the_least() -> None:
    collected = dict.fromkeys(ROLES, HALF)
    layers = {
        **nothing_there(),
        "ppr_zone": zone(part(0.1)),
        "natura2000": layer([part(0.2)]),
        "captage": layer([part(0.1)], perimetre="rapproché"),
        "argile": clay(("fort", 0.1)),
        "monument_historique": monument(at(50), protection="classé"),
        "zppa": layer([part(0.1)]),
        "especes_protegees": layer([at(50)]),
    }
    values = run(place=Given(collected=collected, **layers)).iloc[0]
    assert (values["inondation"], values["mouvement_terrain"]) == ("rouge", None)
    assert (told(values["ppr_rouge_part"]), told(values["nature_part"])) == (None, None)
    assert (values["natura2000_part"], told(values["znieff1_part"])) == (pytest.approx(0.2), None)
    assert (values["captage"], values["captage_part"]) == (None, pytest.approx(0.1))
    assert (values["argile"], values["patrimoine"]) == ("fort", "classé")
    assert (values["monument_sur_site"], values["monument_m"]) == ("oui", 0.0)
    assert (values["zppa"], values["archeologie"], values["especes_protegees"]) == ("oui", "oui", "oui")
    assert math.isnan(values["cavites_500m"])


@pytest.mark.parametrize(("beyond", "known"), [(49, False), (400, False), (501, True)])
def test_what_may_lie_around_is_known_where_all_of_it_was_searched(beyond: int, known: bool) -> None:
    collected = dict.fromkeys(("cavite", "monument_historique"), box(-beyond, -beyond, 200 + beyond, 100 + beyond))
    layers = {**nothing_there(), "cavite": layer([at(-3_000)]), "monument_historique": monument(at(-4_000))}
    layers = {role: rows for role, rows in layers.items() if role not in ("abords_mh", "servitude")}
    values = run(place=Given(collected=collected, **layers)).iloc[0]
    assert told(values["cavites_500m"]) == (0 if known else None)
    assert told(values["abords_part"]) == (0 if known else None)
    # Another may be nearer than the one that is known, three and four kilometres away.
    assert (told(values["cavite_m"]), told(values["monument_m"])) == (None, None)


def test_the_nearest_is_known_where_all_that_is_nearer_was_searched() -> None:
    collected = dict.fromkeys(("cavite", "monument_historique"), box(-700, -700, 900, 800))
    layers = {**nothing_there(), "cavite": layer([at(-600)]), "monument_historique": monument(at(-300))}
    values = run(place=Given(collected=collected, **layers)).iloc[0]
    assert (values["cavite_m"], values["monument_m"]) == (pytest.approx(600), pytest.approx(300))


def test_a_threshold_that_nobody_can_read_leaves_the_survey_open() -> None:
    assert measured(zppa=layer([part(0.5)], seuil_dit=["selon l'arrêté"]))["archeologie"] is None
    for none in ("sans seuil", "Sans seuil", "NÉANT", None):
        assert measured(zppa=layer([part(0.5)], seuil_dit=[none]))["archeologie"] == "oui", none
    assert measured(zppa=layer([part(0.5)], seuil_m2=[30_000.0], seuil_dit=["30 000"]))["archeologie"] == "non"


def test_lines_for_areas_are_told_and_taken_for_nothing() -> None:
    report = Report()
    line = shapely.LineString([(X + 5_000, Y), (X + 6_000, Y)])
    values = measured(report=report, zone_humide=layer([line, line]), natura2000=layer([line, part(0.2)]))
    assert math.isnan(values["zone_humide_part"])
    assert ("layer_without_area", {"role": "zone_humide", "count": 2}) in report.warnings
    assert values["natura2000_part"] == pytest.approx(0.2)
    across = shapely.LineString([(X - 50, Y + 50), (X + 250, Y + 50)])
    report = Report()
    values = measured(report=report, zone_humide=layer([across, part(0.2)]))
    assert math.isnan(values["zone_humide_part"])
    assert ("objects_without_area", {"role": "zone_humide", "count": 1}) in report.warnings


# --- As a whole


def test_figures_are_the_same_read_at_once_and_tile_by_tile(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(7)
    places = rng.uniform(0, 4_000, (60, 2))
    rows = sites(*(box(x, y, x + 90, y + 60) for x, y in places))
    spots = rng.uniform(0, 4_000, (300, 2))
    shapes = [box(x, y, x + w, y + h) for (x, y), (w, h) in zip(spots, rng.uniform(20, 300, (300, 2)))]
    layers = {
        **nothing_there(),
        "natura2000": layer(shapes[:60]),
        "znieff": layer(shapes[60:120], type="1"),
        "zone_humide": layer(shapes[120:180]),
        "ppr_zone": zone(*shapes[180:240]),
        "argile": layer(shapes[240:], niveau="moyen"),
        "especes_protegees": layer([shape.centroid for shape in shapes]),
    }
    whole = run(rows, place=Given(**layers))
    monkeypatch.setattr(around, "AT_ONCE", 10)
    monkeypatch.setattr(around, "TILE", 700.0)
    pd.testing.assert_frame_equal(run(rows, place=Given(**layers)), whole)


def test_one_row_per_site_in_their_order_and_the_sites_stay_as_they_are() -> None:
    rows = sites(BOX, at(5), None, box(300, 0, 310, 10))
    before = rows.copy(deep=True)
    values = run(rows, **nothing_there())
    assert values.index.equals(rows.index)
    assert list(values.columns) == [column.key for column in environment.COLUMNS]
    pd.testing.assert_frame_equal(pd.DataFrame(rows), pd.DataFrame(before))
    assert each(values["zone_humide_part"]) == [0.0, None, None, 0.0]


def test_it_stops_when_asked_to() -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        run(report=Stopped(), **nothing_there())


def test_every_column_that_is_scored_or_judged_is_given() -> None:
    keys = {column.key for column in environment.COLUMNS}
    profile = resource("profiles/industrie_generale")
    group = next(group for group in profile["groups"] if group["id"] == "environnement")
    assert {criterion["key"] for criterion in group["criteria"]} <= keys
    judged = {"ppr_rouge_part", "zone_humide_part", "especes_protegees", "protection_forte_part", "monument_sur_site"}
    assert judged <= keys
    assert set(FIGURES["decide"]["parts"]) <= keys
    subjects = [key for subject in FIGURES["sujets"] for key in subject["colonnes"]]
    assert set(subjects) <= keys
    assert len(list(product(subjects))) == len(set(subjects))
