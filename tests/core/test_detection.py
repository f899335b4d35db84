"""Candidate brownfields: which parcels bear evidence, how they make land units, and which units are proposed."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests import tiny

from gisement.core.errors import Cancelled, GisementError
from gisement.core.report import Report
from gisement.core.sites.detection import detect
from gisement.core.sites.detection.rules import load_evidence
from gisement.core.store import write_file
from gisement.core.territory import catalogue
from gisement.core.territory.dialects import translate
from gisement.core.territory.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 100.0
#: what an OCS GE polygon of abandoned land says
ABANDONED = {"code_cs": "CS1.1.1.2", "code_us": "US6.2"}


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(tiny.X + west, tiny.Y + south, tiny.X + east, tiny.Y + north)


def point(x: float, y: float) -> shapely.Point:
    return shapely.Point(tiny.X + x, tiny.Y + y)


def idu(number: int) -> str:
    return f"13999000AA{number:04d}"


def row_of_parcels(count: int, owners: list[str | None] | None = None, gap: float = 0.0) -> list[tuple[Any, dict]]:
    """Parcels 1 … count of one hectare, from west to east."""
    return [
        (
            box(n * (SIDE + gap), 0, n * (SIDE + gap) + SIDE, SIDE),
            {"idu": idu(n + 1), "code_insee": "13999", "idprocpte": owners[n] if owners else None},
        )
        for n in range(count)
    ]


class Place:
    """A cadastre and a territory that a test fills."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.layers: dict[str, gpd.GeoDataFrame] = {}

    def put(self, role: str, *rows: tuple[Any, dict[str, Any]]) -> Place:
        self.layers[role] = tiny.layer(list(rows))
        return self

    def detect(self, parcels: list[tuple[Any, dict]], **options: Any) -> gpd.GeoDataFrame:
        whole = box(-1000, -1000, 5000, 5000)
        self.layers.setdefault("commune", tiny.layer([(whole, {"code_insee": "13999", "nom_officiel": "Essai"})]))
        territory = tiny.write_territory(self.folder / "territoire.gpkg", self.layers)
        cadastre = self.folder / "cadastre.gpkg"
        pyogrio.write_dataframe(tiny.layer(parcels), cadastre, layer="parcelle", driver="GPKG")
        return detect(Source("parcelle", str(cadastre), "parcelle"), territory, **options)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def units(candidates: gpd.GeoDataFrame) -> list[list[int]]:
    """Give the numbers of the parcels of each candidate."""
    return [[int(one[-4:]) for one in said.split("|")] for said in candidates["parcelles"]]


def abandoned(*parcels: int) -> list[tuple[Any, dict]]:
    """Abandoned land that fills these parcels but for a metre at the edge."""
    return [(box((n - 1) * SIDE + 1, 1, n * SIDE - 1, SIDE - 1), ABANDONED) for n in parcels]


def building(x: float, y: float, width: float, height: float, **said: Any) -> tuple[Any, dict]:
    usual = {"usage_1": "Industriel", "etat_de_l_objet": "En ruine", "nature": "Industriel, agricole ou commercial"}
    return box(x, y, x + width, y + height), {**usual, **said}


def casias(x: float, y: float, **said: Any) -> tuple[Any, dict]:
    usual = {
        "identifiant_casias": "SSP1",
        "nom_etablissement": "Atelier",
        "code_insee": "13999",
        "geocodage_qualite": "localisation à la parcelle",
        "statut": "En arrêt",
    }
    return point(x, y), {**usual, **said}


def icpe(x: float, y: float, state: str) -> tuple[Any, dict]:
    said = {"codeAIOT": "1", "raisonSociale": "Usine", "codeInsee": "13999", "regime": "Autorisation"}
    return point(x, y), {**said, "statutSeveso": "Non Seveso", "etatActivite": state}


def zone(*corners: float, state: str = "En service") -> tuple[Any, dict]:
    said = {"categorie": "Industriel et commercial", "nature": "Zone industrielle", "toponyme": "ZI"}
    return box(*corners), {**said, "etat_de_l_objet": state}


@pytest.mark.parametrize(("width", "found"), [(31.0, [[1]]), (29.0, [])])
def test_abandoned_land_counts_from_three_tenths_of_the_parcel(place: Place, width: float, found: list) -> None:
    place.put("ocsge", (box(0, 0, width, SIDE), ABANDONED))
    assert units(place.detect(row_of_parcels(1))) == found


def test_land_described_twice_counts_once(place: Place) -> None:
    place.put("ocsge", (box(0, 0, 20, SIDE), ABANDONED), (box(0, 0, 20, SIDE), ABANDONED))
    assert place.detect(row_of_parcels(1)).empty


def test_pieces_that_only_together_cover_enough_count_together(place: Place) -> None:
    place.put("ocsge", (box(0, 0, 20, SIDE), ABANDONED), (box(50, 0, 65, SIDE), ABANDONED))
    assert units(place.detect(row_of_parcels(1))) == [[1]]


def test_contiguous_parcels_with_evidence_are_one_candidate_and_others_stay_out(place: Place) -> None:
    place.put("ocsge", *abandoned(1, 2, 4))
    found = place.detect(row_of_parcels(5))
    assert units(found) == [[1, 2], [4]]
    assert found["surface_m2"].tolist() == [20_000.0, 10_000.0]
    assert found.geometry.iloc[0].equals(box(0, 0, 2 * SIDE, SIDE))


def test_a_street_parts_two_candidates(place: Place) -> None:
    place.put("ocsge", (box(-10, 0, 500, SIDE), ABANDONED))
    assert units(place.detect(row_of_parcels(2, gap=8.0))) == [[1], [2]]


def test_neighbours_of_two_owners_are_two_candidates(place: Place) -> None:
    place.put("ocsge", *abandoned(1, 2, 3))
    assert units(place.detect(row_of_parcels(3, ["A", "A", "B"]))) == [[1, 2], [3]]


def test_an_owners_unit_is_whole_when_half_of_it_bears_evidence(place: Place) -> None:
    place.put("ocsge", *abandoned(1, 2))
    assert units(place.detect(row_of_parcels(5, ["A", "A", "A", "A", "B"]))) == [[1, 2, 3, 4]]


def test_the_owner_of_a_whole_zone_does_not_make_it_one_candidate(place: Place) -> None:
    place.put("ocsge", *abandoned(1, 5))
    assert units(place.detect(row_of_parcels(6, ["A"] * 6))) == [[1], [5]]


def test_history_alone_is_not_proposed_and_in_a_business_park_it_is_weak(place: Place) -> None:
    place.put("casias", casias(50, 50), casias(150, 50), casias(350, 50)).put("zae", zone(0, 0, SIDE, SIDE))
    found = place.detect(row_of_parcels(4))
    assert units(found) == [[1, 2]]
    assert found[["force", "classe"]].iloc[0].tolist() == [3.0, "faible"]
    assert found["indices"].iloc[0] == "casias_arret|zone_activite"


def test_a_business_park_alone_proposes_nothing(place: Place) -> None:
    assert place.put("zae", zone(0, 0, 300, SIDE)).detect(row_of_parcels(3)).empty


@pytest.mark.parametrize(
    "said", [{"statut": "En activité"}, {"statut": "Indéterminé"}, {"geocodage_qualite": "localisation à la commune"}]
)
def test_history_that_has_not_ended_or_is_not_located_is_no_evidence(place: Place, said: dict) -> None:
    place.put("casias", casias(50, 50, **said)).put("zae", zone(0, 0, 300, SIDE))
    assert place.detect(row_of_parcels(1)).empty


def test_two_registers_that_tell_the_same_count_once(place: Place) -> None:
    place.put("icpe", icpe(50, 50, "En fin d'exploitation")).put("zae", zone(0, 0, SIDE, SIDE, state="Non exploité"))
    found = place.detect(row_of_parcels(1)).iloc[0]
    # 3 for the activity, told twice, and 1 for the zone
    assert (found["force"], found["indices"]) == (4.0, "site_non_exploite|icpe_cessation|zone_activite")


def test_an_installation_in_operation_speaks_against(place: Place) -> None:
    place.put("ocsge", *abandoned(1)).put("icpe", icpe(50, 50, "En exploitation avec titre"))
    assert place.detect(row_of_parcels(1)).empty


@pytest.mark.parametrize(
    ("buildings", "found"),
    [
        ([building(10, 10, 20, 10)], [[1]]),
        ([building(10, 10, 20, 10), building(40, 10, 20, 10, etat_de_l_objet="En service")], [[1]]),
        ([building(10, 10, 20, 10), building(40, 10, 21, 10, etat_de_l_objet="En service")], []),
        ([building(10, 10, 7, 7)], []),
        ([building(10, 10, 20, 10, usage_1="Résidentiel")], []),
        ([building(10, 10, 20, 10, usage_1="Indifférencié")], [[1]]),
        ([building(10, 10, 20, 10, usage_1="Indifférencié", nature="Indifférenciée")], []),
        ([building(60, 10, 40.2, 30)], [[1]]),
    ],
    ids=["ruin", "half", "under half", "hut", "house", "business by nature", "unknown use", "overhang"],
)
def test_ruined_business_buildings_count_where_they_are_half_of_what_is_built(
    place: Place, buildings: list, found: list
) -> None:
    assert units(place.put("batiment", *buildings).detect(row_of_parcels(2))) == found


@pytest.mark.parametrize(("length", "found"), [(31.0, [[1]]), (29.0, [])])
def test_disused_track_counts_from_thirty_metres(place: Place, length: float, found: list) -> None:
    track = shapely.LineString([(tiny.X + SIDE - length, tiny.Y + 50), (tiny.X + SIDE, tiny.Y + 50)])
    said = {"nature": "Sans objet", "etat_de_l_objet": "Non exploité", "cpx_toponyme": None}
    place.put("troncon_de_voie_ferree", (track, said)).put("zae", zone(0, 0, SIDE, SIDE))
    assert units(place.detect(row_of_parcels(1))) == found


@pytest.mark.parametrize(("away", "used", "found"), [(19.0, False, [[1]]), (21.0, False, []), (5.0, True, [])])
def test_unused_siding_counts_within_twenty_metres(place: Place, away: float, used: bool, found: list) -> None:
    place.put("ite", (point(-away, 50), {"Etat_ITE": "Bon état", "si_utilisee": used}))
    assert units(place.put("zae", zone(0, 0, SIDE, SIDE)).detect(row_of_parcels(1))) == found


def test_evidence_that_could_not_be_searched_is_listed_and_an_empty_layer_was_searched(place: Place) -> None:
    nobody = tiny.layer([icpe(0, 0, "En fin d'exploitation")]).iloc[:0]
    place.put("ocsge", *abandoned(1)).layers["icpe"] = nobody
    # BD TOPO v2 does not know the state of a building.
    place.put("batiment", (box(10, 10, 60, 60), {"nature": "Bâtiment industriel", "origin_bat": "x", "hauteur": 9}))
    missing = place.detect(row_of_parcels(1))["indices_non_cherches"].iloc[0].split("|")
    assert missing == [
        "bati_ruine",
        "bati_non_exploite",
        "site_non_exploite",
        "casias_arret",
        "voie_desaffectee",
        "ite_inutilisee",
        "vacance_longue",
        "zone_activite",
        "instruction_pollution",
        "casias_en_activite",
    ]


def test_small_units_are_left_out(place: Place) -> None:
    place.put("ocsge", *abandoned(1))
    assert units(place.detect(row_of_parcels(1), min_area=10_000)) == [[1]]
    assert place.detect(row_of_parcels(1), min_area=10_001).empty


def known_site(shape: Any, **said: Any) -> gpd.GeoDataFrame:
    return tiny.layer([(shape, said)]).set_index(pd.Index(["s"], name="site_id"))


@pytest.mark.parametrize(
    ("site", "proposed"),
    [
        (known_site(box(89, 0, 500, SIDE)), False),
        (known_site(box(91, 0, 500, SIDE)), True),
        (known_site(point(50, 50)), False),
        (known_site(point(150, 50)), True),
        (known_site(point(50, 50), emprise_origine="commune"), True),
        (known_site(None, unite_fonciere_refcad="13999000ZZ0001|13999000AA0001"), False),
        (known_site(None, unite_fonciere_refcad="['13999000AA0002']"), True),
    ],
    ids=["overlap", "edge", "point inside", "point beside", "commune only", "parcel", "other parcel"],
)
def test_a_site_of_the_inventory_is_not_proposed_again(place: Place, site: gpd.GeoDataFrame, proposed: bool) -> None:
    place.put("ocsge", *abandoned(1))
    # A site that begins 89 m along overlaps 11 % of the candidate, which is the smaller of both.
    assert len(place.detect(row_of_parcels(1), known_sites=site)) == proposed


def evidence(folder: Path, **content: Any) -> Path:
    path = folder / "indices.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_table_of_vacant_premises_is_evidence(place: Place, tmp_path: Path) -> None:
    lines = ["IDPAR;duree", f"{idu(1)};2,5", f"{idu(2)};1,9", f"{idu(3)};", "n'importe quoi;9"]
    (tmp_path / "lovac.csv").write_text("\n".join(lines), encoding="utf-8")
    table = {"file": "lovac.csv", "key": "idpar", "condition": {"column": "duree", "op": ">=", "value": 2}}
    found = place.detect(row_of_parcels(4), evidence=evidence(tmp_path, tables=[{**table, "points": 5}]))
    assert units(found) == [[1]]
    assert found[["force", "indices"]].iloc[0].tolist() == [5.0, "vacance_longue"]
    assert "vacance_longue" not in found["indices_non_cherches"].iloc[0].split("|")


def test_a_search_that_finds_nothing_tells_what_it_could_not_look_for(place: Place) -> None:
    report = Report()
    place.layers["ocsge"] = tiny.layer(abandoned(1)).iloc[:0]
    assert place.detect(row_of_parcels(1), language="en", report=report).empty
    code, facts = report.warnings[-1]
    assert (code, facts["count"], facts["total"]) == ("detection_not_searched", 12, 13)
    assert not any("OCS GE" in label for label in facts["evidence"])


@pytest.mark.parametrize(("names", "told"), [("13999000AA0001", False), ("13998000AA0001", True), ("1", True)])
def test_a_table_that_names_no_parcel_of_the_cadastre_is_told(
    names: str, told: bool, place: Place, tmp_path: Path
) -> None:
    (tmp_path / "lovac.csv").write_text(f"idpar\n{names}\n", encoding="utf-8")
    report = Report()
    said = evidence(tmp_path, tables=[{"file": "lovac.csv", "key": "idpar"}])
    place.detect(row_of_parcels(1), evidence=said, report=report)
    assert ("detection_table_useless" in [code for code, _ in report.warnings]) == told


def test_a_table_without_its_column_is_refused_with_those_it_has(place: Place, tmp_path: Path) -> None:
    (tmp_path / "lovac.csv").write_text(f"parcelle;duree\n{idu(1)};3\n", encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        place.detect(row_of_parcels(1), evidence=evidence(tmp_path, tables=[{"file": "lovac.csv", "key": "idpar"}]))
    assert caught.value.code == "evidence_column"
    assert caught.value.facts["columns"] == "parcelle, duree"


def test_thresholds_and_rules_are_the_users_to_change(place: Place, tmp_path: Path) -> None:
    place.put("casias", casias(50, 50))
    assert place.detect(row_of_parcels(1)).empty
    changed = evidence(tmp_path, indices=[{"id": "casias_arret", "points": 3}])
    assert units(place.detect(row_of_parcels(1), evidence=changed)) == [[1]]
    lower = evidence(tmp_path, seuils={"points_min": 2})
    assert place.detect(row_of_parcels(1), evidence=lower)["classe"].tolist() == ["faible"]


NEW_RULE = {
    "id": "x",
    "famille": "x",
    "points": 1,
    "label": {"fr": "x", "en": "x"},
    "a_confirmer": {"fr": "x", "en": "x"},
    "role": "zae",
    "relation": {"type": "part", "min": 0.1},
}


@pytest.mark.parametrize(
    ("content", "code", "place_"),
    [
        ({"seuil": {"points_min": 3}}, "evidence_key", "{}"),
        ({"seuils": {"points": 3}}, "evidence_key", "seuils"),
        ({"seuils": {"points_min": "3"}}, "evidence_value", "seuils.points_min"),
        ({"seuils": {"part_porteuse_min": 40}}, "evidence_value", "seuils.part_porteuse_min"),
        ({"seuils": {"surface_min_m2": -1}}, "evidence_value", "seuils.surface_min_m2"),
        ({"indices": [{**NEW_RULE, "points": float("inf")}]}, "evidence_value", "indices[x].points"),
        ({"indices": {}}, "evidence_value", "indices"),
        ({"indices": [3]}, "evidence_value", "indices[0]"),
        ({"indices": [{"id": "nouveau"}]}, "evidence_incomplete", "indices[nouveau].famille"),
        ({"indices": [{**NEW_RULE, "points": True}]}, "evidence_value", "indices[x].points"),
        ({"indices": [{**NEW_RULE, "role": "usine"}]}, "evidence_choice", "indices[x].role"),
        ({"indices": [{**NEW_RULE, "relation": {"type": "pres"}}]}, "evidence_choice", "indices[x].relation"),
        ({"indices": [{**NEW_RULE, "relation": {"type": "part"}}]}, "evidence_incomplete", "indices[x].relation.min"),
        ({"indices": [{**NEW_RULE, "point": 2}]}, "evidence_key", "indices[x]"),
        (
            {"indices": [{**NEW_RULE, "relation": {"type": "part", "min": 0.1, "max": 1}}]},
            "evidence_key",
            "indices[x].relation",
        ),
        (
            {"indices": [{**NEW_RULE, "condition": {"column": "titre", "op": "known"}}]},
            "evidence_choice",
            "indices[x].condition",
        ),
        (
            {"indices": [{**NEW_RULE, "renseigne": {"site_nom": "titre"}}]},
            "evidence_choice",
            "indices[x].renseigne.site_nom",
        ),
        ({"indices": [{**NEW_RULE, "renseigne": {"site_nom": 3}}]}, "evidence_value", "indices[x].renseigne.site_nom"),
        ({"indices": [{**NEW_RULE, "renseigne": {"geometry": "nom"}}]}, "evidence_key", "indices[x].renseigne"),
        (
            {"indices": [{"id": "vacance_longue", "renseigne": {"site_nom": "x"}}]},
            "evidence_incomplete",
            "indices[vacance_longue].role",
        ),
        ({"indices": [{**NEW_RULE, "condition": {"column": "etat"}}]}, "condition_invalid", None),
        ({"tables": [{"key": "idpar"}]}, "evidence_incomplete", "tables[0].file"),
        ({"tables": [{"file": "absent.csv", "key": "idpar"}]}, "file_not_found", None),
        ({"tables": [{"file": "indices.json", "key": "idpar", "seuil": 2}]}, "evidence_key", "tables[0]"),
    ],
)
def test_a_file_of_evidence_that_cannot_be_used_says_where(
    tmp_path: Path, content: dict, code: str, place_: str | None
) -> None:
    with pytest.raises(GisementError) as caught:
        load_evidence(evidence(tmp_path, **content))
    assert (caught.value.code, caught.value.facts.get("place")) == (code, place_)


def test_every_shipped_figure_names_its_source() -> None:
    from gisement.core.resources import resource

    shipped = resource("detection/indices")
    for said in (*shipped["seuils"].values(), *shipped["classes"], *shipped["indices"]):
        assert "[S]" in said["source"] or "[A]" in said["source"], said


def test_candidates_are_records_of_an_inventory(place: Place) -> None:
    place.put("ocsge", *abandoned(2, 3)).put("casias", casias(150, 50), casias(160, 60, identifiant_casias="SSP0"))
    found = place.detect(row_of_parcels(3), language="en", day=date(2026, 11, 22))
    assert found.index.tolist() == ["13999_000AA0002"]
    assert found.index.name == "site_id"
    site = found.iloc[0]
    assert site[
        [
            "site_statut",
            "site_identif_date",
            "comm_nom",
            "comm_insee",
            "unite_fonciere_surface",
            "unite_fonciere_refcad",
            "site_numero_basias",
            "candidat_id",
            "emprise_origine",
            "classe",
            "indices_texte",
        ]
    ].tolist() == [
        "friche potentielle",
        "2026-11-22",
        "Essai",
        "13999",
        20_000,
        f"{idu(2)}|{idu(3)}",
        "SSP0|SSP1",
        idu(2),
        "parcelles",
        "forte",
        "abandoned use in the OCS GE (US6.2) (+4) ; former industrial activity that has ended (CASIAS) (+2)",
    ]


def test_the_order_of_the_parcels_changes_nothing(place: Place, tmp_path: Path) -> None:
    place.put("ocsge", *abandoned(1, 2, 4, 5))
    parcels = row_of_parcels(5)
    first = place.detect(parcels)
    other = Place(tmp_path / "autre")
    other.folder.mkdir()
    other.layers = place.layers
    second = other.detect([parcels[n] for n in (3, 0, 4, 2, 1)])
    pd.testing.assert_frame_equal(
        pd.DataFrame(first).drop(columns="geometry"), pd.DataFrame(second).drop(columns="geometry")
    )
    assert first.geometry.geom_equals(second.geometry).all()


def test_a_parcel_written_in_several_rows_is_one(place: Place) -> None:
    place.put("ocsge", *abandoned(1, 3))
    first, _, third = row_of_parcels(3, ["A", "A", "B"])
    parts = [first, (third[0], {**first[1]}), (first[0], {**first[1], "idprocpte": "C"})]
    found = place.detect(parts)
    assert units(found) == [[1]]
    assert found["surface_m2"].tolist() == [20_000.0]


def test_no_candidate_is_an_empty_layer_with_all_its_columns(place: Place, tmp_path: Path) -> None:
    none = place.detect(row_of_parcels(2))
    some = place.put("ocsge", *abandoned(1)).detect(row_of_parcels(2))
    assert none.empty
    assert none.columns.tolist() == some.columns.tolist()
    write_file(none.reset_index(), tmp_path / "candidats.gpkg", "candidats")
    assert pyogrio.read_info(tmp_path / "candidats.gpkg", layer="candidats")["features"] == 0


def test_a_cadastre_without_parcels_or_elsewhere_is_refused(place: Place) -> None:
    far = [(box(90_000, 0, 90_100, 100), {"idu": idu(1), "code_insee": "13999"})]
    with pytest.raises(GisementError) as caught:
        place.detect(far)
    assert caught.value.code == "parcels_empty"


class Impatient(Report):
    """A user who asks to stop at the n-th question."""

    def __init__(self, patience: int) -> None:
        super().__init__()
        self.patience = patience

    def cancelled(self) -> bool:
        self.patience -= 1
        return self.patience < 0


@pytest.mark.parametrize("patience", [0, 5, 20, 40])
def test_a_run_can_be_stopped_anywhere(place: Place, patience: int) -> None:
    place.put("ocsge", *abandoned(1, 2))
    with pytest.raises(Cancelled):
        place.detect(row_of_parcels(3), report=Impatient(patience))


@pytest.mark.parametrize(
    ("role", "columns", "expected"),
    [
        (
            "batiment",
            {"USAGE1": "Industriel", "ETAT": "En ruine", "NATURE": "Silo"},
            ("industriel", "en ruine", "silo"),
        ),
        (
            "batiment",
            {"usage_1": "Annexe", "etat_de_l_objet": "En service", "nature": "?"},
            ("annexe", "en service", None),
        ),
        (
            "batiment",
            {"NATURE": "Bâtiment commercial", "ORIGIN_BAT": "x", "HAUTEUR": 3},
            ("commercial", None, "activite"),
        ),
        ("batiment", {"ORIGIN_BAT": "x", "HAUTEUR": 3}, (None, None, None)),
    ],
)
def test_buildings_are_read_in_the_schemas_of_bd_topo(role: str, columns: dict, expected: tuple) -> None:
    dialect = catalogue.recognise(role, columns)
    row = translate(pd.DataFrame([columns]), dialect, catalogue.schema(role)["fields"]).iloc[0]
    assert tuple(row[["usage", "etat", "nature"]]) == expected


@pytest.mark.parametrize(
    "names", [("code_cs", "code_us"), ("CODE_CS", "CODE_US"), ("couverture", "usage"), ("CS", "US")]
)
@pytest.mark.parametrize(("cover", "use"), [("CS1.1.1.2", "US6.2"), ("1.1.1.2", "6.2")])
def test_land_cover_is_read_with_and_without_its_prefix(names: tuple, cover: str, use: str) -> None:
    frame = pd.DataFrame([dict(zip(names, (cover, use)))])
    row = translate(frame, catalogue.recognise("ocsge", frame.columns), catalogue.schema("ocsge")["fields"]).iloc[0]
    assert (row["couverture"], row["usage"]) == ("CS1.1.1.2", "US6.2")


def test_only_business_zones_are_read_from_the_zones_of_activity_or_interest(place: Place) -> None:
    school = (box(0, 0, SIDE, SIDE), {**zone(0, 0, 1, 1)[1], "categorie": "Science et enseignement"})
    place.put("zae", school).put("casias", casias(50, 50))
    assert place.detect(row_of_parcels(1)).empty


def test_detection_finds_the_sites_of_the_demonstration_territory(tmp_path: Path) -> None:
    from gisement.core.demo import build

    path = tmp_path / "demo.gpkg"
    build(path, seed=1, size="small")
    sites = pyogrio.read_dataframe(path, layer="friches")
    found = detect(Source("parcelle", str(path), "parcelle"), path)
    parcels = found["parcelles"].str.split("|")
    listed = sites["unite_fonciere_refcad"].dropna().str.split("|")
    proposed = set(np.concatenate(parcels.to_list()))
    # The land of every site with parcels is partly abandoned; one record lost its parcels and its shape.
    assert listed.map(lambda each: bool(proposed & set(each))).all()
    real = set(np.concatenate(listed.to_list()))
    strangers = found[~parcels.map(lambda each: bool(real & set(each)))]
    assert strangers["indices"].tolist() == ["ocsge_abandon", "ite_inutilisee|zone_activite"]
