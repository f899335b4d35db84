"""Pollution: each rung of the ladder of evidence, each side of its thresholds, and what nobody can know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
import shapely.affinity
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled, GisementError
from gisement.core.measures import Request, around, columns, pollution
from gisement.core.measures.pollution import ROLES, parcels
from gisement.core.measures.pollution.places import class_of, insee
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.territory import Territory, catalogue
from gisement.core.territory.dialects import translate
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
#: a site of 200 by 100 metres
BOX = shapely.box(X, Y, X + 200, Y + 100)
TOWN = "93010"
FAR = shapely.Point(X + 9_000, Y)
FIGURES = resource("measures/pollution")


def at(dx: float, dy: float = 50.0) -> shapely.Point:
    """Give a point `dx` metres east of the site's western edge."""
    return shapely.Point(X + dx, Y + dy)


def beside(metres: float) -> shapely.Point:
    """Give a point so many metres east of the site."""
    return at(200 + metres)


def sites_of(*shapes: Any, origin: str = "surface", **said: Any) -> gpd.GeoDataFrame:
    index = pd.Index([f"s{i}" for i in range(len(shapes))], name="site_id")
    fields = {"emprise_origine": origin, "comm_insee": TOWN, **said}
    return gpd.GeoDataFrame(
        {name: value if isinstance(value, list) else [value] * len(shapes) for name, value in fields.items()},
        geometry=list(shapes),
        crs=L93,
        index=index,
    )


BASE: dict[str, dict[str, Any]] = {
    "sis": {"id_sis": "SIS", "nom": "Secteur", "statut_classification": "Évalué"},
    "instruction_pollution": {
        "identifiant_ssp": "SSP",
        "identifiant_basol": "93.0001",
        "nom": "Dépôt",
        "code_insee": TOWN,
        "statut": "En cours",
    },
    "casias": {
        "identifiant_casias": "CAS",
        "nom_etablissement": "Garage",
        "adresse": "1 rue",
        "code_insee": TOWN,
        "geocodage_qualite": "Localisation à la plaque adresse",
    },
    "icpe": {
        "code_aiot": "AIOT",
        "nom_ets": "Usine",
        "adresse": "1 rue",
        "cd_insee": TOWN,
        "lib_regime": "Autorisation",
        "cd_regime": "A",
        "lib_seveso": "Non Seveso",
        "etat_activite": "En exploitation avec titre",
    },
    "parcelle": {"id": "P", "commune": TOWN, "section": "A", "numero": "1"},
}


def rows(role: str, *records: tuple[Any, dict[str, Any]]) -> gpd.GeoDataFrame:
    """Make the layer of a role: (geometry, what differs from an ordinary record)."""
    table = pd.DataFrame([{**BASE[role], **said} for _, said in records], columns=list(BASE[role]))
    return gpd.GeoDataFrame(table, geometry=[shape for shape, _ in records], crs=L93)


def elsewhere(role: str) -> gpd.GeoDataFrame:
    """Make a layer that was searched and holds nothing near the site."""
    shape = FAR.buffer(9) if role in ("sis", "parcelle") else FAR
    other = {"sis": {}, "parcelle": {}, "icpe": {"cd_insee": "93099"}}.get(role, {"code_insee": "93099"})
    return rows(role, (shape, other))


@pytest.fixture(scope="module", autouse=True)
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The layers that were searched and hold nothing near the site, written once for all tests."""
    Place.ordinary = tmp_path_factory.mktemp("ailleurs")
    for role in (*ROLES, "parcelle"):
        write(elsewhere(role), Place.ordinary / f"{role}.gpkg", role)
    return Place.ordinary


def write(layer: gpd.GeoDataFrame, path: Path, role: str) -> None:
    pyogrio.write_dataframe(layer, path, layer=role, geometry_type="Unknown")


class Place:
    """A territory in files, and the measure of sites by it: layers that hold nothing near, but for those given."""

    ordinary: Path

    def __init__(self, folder: Path, **layers: gpd.GeoDataFrame | None) -> None:
        self.folder, self.layers = folder, layers
        self.covers: dict[str, Any] = {}
        self.report = Report()

    def territory(self) -> Territory:
        sources = {}
        for role in (*ROLES, "parcelle"):
            own, layer = self.folder / f"{role}.gpkg", self.layers.get(role)
            if layer is None and role in self.layers:
                continue
            if layer is not None and not own.exists():
                write(layer, own, role)
            path = own if own.exists() else self.ordinary / own.name
            sources[role] = Source(role, str(path), role, covers=self.covers.get(role))
        return Territory("t", sources, L93)

    def all(self, sites: gpd.GeoDataFrame, *layers: str) -> Any:
        return pollution.MEASURE.run(sites, self.territory(), Request(layers=layers), self.report)

    def one(self, **said: Any) -> pd.Series:
        return self.all(sites_of(BOX, **said)).values.iloc[0]

    def warned(self, code: str) -> list[dict[str, Any]]:
        return [facts for said, facts in self.report.warnings if said == code]


def level_of(values: pd.Series) -> float | None:
    return None if pd.isna(values["pollution_niveau"]) else float(values["pollution_niveau"])


# --- The ladder

NEXT = shapely.box(X + 200, Y, X + 300, Y + 100)
LADDER: list[tuple[str, Any, dict[str, Any], int, str | None]] = [
    # 5: a soil information sector on 5 % of the site
    ("sis", shapely.box(X, Y, X + 10, Y + 100), {}, 5, "pollution avérée"),
    ("sis", shapely.box(X, Y, X + 9.99, Y + 100), {}, 1, "pollution peu probable"),
    ("sis", shapely.box(X - 50, Y, X, Y + 100), {}, 1, "pollution peu probable"),
    ("sis", BOX, {"statut_classification": None}, 5, "pollution avérée"),
    ("sis", BOX, {"statut_classification": "À évaluer"}, 4, "pollution avérée"),
    ("sis", BOX, {"statut_classification": "En cours d’évaluation"}, 4, "pollution avérée"),
    ("sis", BOX, {"statut_classification": "Non concerné"}, 0, "inconnu"),
    # 4: a case of the State on it
    ("instruction_pollution", at(100), {}, 4, "pollution avérée"),
    ("instruction_pollution", at(200), {}, 4, "pollution avérée"),
    ("instruction_pollution", at(200.01), {}, 1, "pollution peu probable"),
    ("instruction_pollution", at(100), {"statut": None}, 4, "pollution avérée"),
    ("instruction_pollution", at(100), {"statut": "Clôturée"}, 4, "pollution traitée"),
    ("instruction_pollution", at(100), {"statut": "Instruction clôturée"}, 4, "pollution traitée"),
    ("instruction_pollution", at(100), {"statut": "Site traité et libre de toute restriction"}, 4, "pollution traitée"),
    # an area lies on the site when it covers 1 % of it, or has its half there
    ("instruction_pollution", shapely.box(X + 198, Y, X + 400, Y + 100), {}, 4, "pollution avérée"),
    ("instruction_pollution", shapely.box(X + 198.1, Y, X + 400, Y + 100), {}, 1, "pollution peu probable"),
    ("instruction_pollution", shapely.box(X + 195, Y, X + 205, Y + 10), {}, 4, "pollution avérée"),
    ("instruction_pollution", shapely.box(X + 195, Y, X + 205.1, Y + 10), {}, 1, "pollution peu probable"),
    # 3: CASIAS by parcel or house number, ICPE under authorisation or registration, on it
    ("casias", at(100), {}, 3, "pollution supposée"),
    ("casias", at(100), {"geocodage_qualite": "Localisation à la parcelle"}, 3, "pollution supposée"),
    ("casias", at(100), {"geocodage_qualite": "Localisation au bâtiment"}, 3, "pollution supposée"),
    ("casias", at(100), {"geocodage_qualite": "Localisation à la rue (sans numéro)"}, 1, "pollution peu probable"),
    ("casias", at(100), {"geocodage_qualite": "Localisation à la commune"}, 1, "pollution peu probable"),
    ("casias", at(100), {"geocodage_qualite": None}, 1, None),
    ("casias", shapely.box(X, Y, X + 50, Y + 50), {"geocodage_qualite": None}, 3, "pollution supposée"),
    ("icpe", at(100), {}, 3, "pollution supposée"),
    ("icpe", at(100), {"lib_regime": "Enregistrement", "cd_regime": "E"}, 3, "pollution supposée"),
    ("icpe", at(100), {"lib_regime": "Déclaration", "cd_regime": "D"}, 1, "pollution peu probable"),
    ("icpe", at(100), {"lib_regime": "Autres régimes", "cd_regime": "AUTRE"}, 1, "pollution peu probable"),
    ("icpe", at(100), {"lib_regime": None, "cd_regime": None}, 1, None),
    ("icpe", at(100), {"lib_regime": "Non ICPE", "cd_regime": None}, 0, "inconnu"),
    # 2: the same on a parcel next door, and 1 for what is near and not worth it there
    ("casias", beside(50), {}, 2, "pollution supposée"),
    ("icpe", beside(50), {}, 2, "pollution supposée"),
    ("casias", beside(50), {"geocodage_qualite": "rue"}, 1, "pollution peu probable"),
    ("icpe", beside(50), {"lib_regime": "Autres régimes", "cd_regime": None}, 1, "pollution peu probable"),
    ("instruction_pollution", beside(50), {}, 1, "pollution peu probable"),
    # 1: within 100 m
    ("icpe", at(50, 200), {"lib_regime": "Autres régimes", "cd_regime": None}, 1, "pollution peu probable"),
    ("icpe", at(50, 200.01), {"lib_regime": "Autres régimes", "cd_regime": None}, 0, "inconnu"),
    ("sis", shapely.box(X, Y + 200, X + 9, Y + 300), {}, 1, "pollution peu probable"),
    ("sis", shapely.box(X, Y + 200.01, X + 9, Y + 300), {}, 0, "inconnu"),
]


@pytest.fixture(scope="module")
def climbed(ordinary: Path, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Measure all cases of the ladder at once, each in a municipality of its own, 20 km from the next."""
    towns = [f"{10_000 + case}" for case in range(len(LADDER))]
    moved = [shapely.affinity.translate(case[1], 0, 20_000.0 * i) for i, case in enumerate(LADDER)]
    records: dict[str, list] = {role: [] for role in ROLES}
    for shape, town, (role, _, said, _, _) in zip(moved, towns, LADDER):
        code = {"sis": {}, "icpe": {"cd_insee": town}}.get(role, {"code_insee": town})
        records[role].append((shape, {**code, **said}))
    sites = [shapely.affinity.translate(BOX, 0, 20_000.0 * i) for i in range(len(LADDER))]
    doors = [shapely.affinity.translate(NEXT, 0, 20_000.0 * i) for i in range(len(LADDER))]
    land = rows("parcelle", *[(shape, {}) for shape in [*sites, *doors]])
    layers = {role: rows(role, *some) for role, some in records.items()}
    place = Place(tmp_path_factory.mktemp("echelle"), parcelle=land, **layers)
    return place.all(sites_of(*sites, comm_insee=towns)).values


@pytest.mark.parametrize("case", range(len(LADDER)), ids=[f"{c[0]}-{i}-{c[3]}" for i, c in enumerate(LADDER)])
def test_each_rung_of_the_ladder(climbed: pd.DataFrame, case: int) -> None:
    *_, level, proposed = LADDER[case]
    values = climbed.iloc[case]
    assert (level_of(values), values["sol_pollution_propose"]) == (level, proposed)
    assert values["pollution_complet"] == "oui"


@pytest.mark.parametrize(
    ("left", "right", "level", "share"),
    [(5.0, 5.0, 5, 0.05), (5.0, 4.9, 1, 0.0495), (6.0, 6.0, 5, 0.06)],
)
def test_sectors_count_together_and_what_two_cover_once(
    tmp_path: Path, left: float, right: float, level: int, share: float
) -> None:
    # Two sectors of so many metres side by side; of 6 m, two that stand on each other, and a third one.
    east = X + left if left == 5.0 else X
    both = [(shapely.box(X, Y, X + left, Y + 100), {}), (shapely.box(east, Y, east + right, Y + 100), {})]
    both += [] if left == 5.0 else [(shapely.box(X + 100, Y, X + 106, Y + 100), {})]
    values = Place(tmp_path, sis=rows("sis", *both)).one()
    assert level_of(values) == level
    assert values["sis_part"] == pytest.approx(share, abs=1e-12)


def test_a_case_that_is_open_outweighs_one_that_is_closed(tmp_path: Path) -> None:
    cases = rows("instruction_pollution", (at(50), {"statut": "Clôturée"}), (at(60), {"identifiant_ssp": "B"}))
    values = Place(tmp_path, instruction_pollution=cases).one()
    assert values["sol_pollution_propose"] == "pollution avérée"
    assert (
        values["pollution_preuves"]
        == "Instruction B Dépôt (sur le site) ; Instruction SSP Dépôt (sur le site, clôturée)"
    )


def test_a_closed_case_does_not_hide_a_soil_information_sector(tmp_path: Path) -> None:
    cases = rows("instruction_pollution", (at(50), {"statut": "Clôturée"}))
    values = Place(tmp_path, instruction_pollution=cases, sis=rows("sis", (BOX, {}))).one()
    assert (level_of(values), values["sol_pollution_propose"]) == (5, "pollution avérée")


# --- Parcels next door


@pytest.mark.parametrize(
    ("gap", "level"),
    [(0.0, 2), (2.0, 2), (2.01, 1)],
)
def test_parcels_touch_within_the_contact_of_the_resources(tmp_path: Path, gap: float, level: int) -> None:
    land = rows("parcelle", (BOX, {}), (shapely.box(X + 200 + gap, Y, X + 300, Y + 100), {}))
    values = Place(tmp_path, parcelle=land, casias=rows("casias", (beside(80), {}))).one()
    assert level_of(values) == level


def test_a_record_on_the_pavement_belongs_to_the_parcel_that_it_stands_before(tmp_path: Path) -> None:
    land = rows("parcelle", (BOX, {}), (NEXT, {}))
    for metres, level in ((1.99, 2), (2.01, 1)):
        folder = tmp_path / str(level)
        folder.mkdir()
        record = shapely.Point(X + 250, Y + 100 + metres)
        assert level_of(Place(folder, parcelle=land, casias=rows("casias", (record, {}))).one()) == level


@pytest.mark.parametrize(("width", "level"), [(400, 2), (401, 1)])
def test_a_parcel_of_which_the_site_covers_half_is_its_own(tmp_path: Path, width: float, level: int) -> None:
    # The site lies in its parcel, which ends so far east; the neighbour's parcel begins where that ends.
    own, other = shapely.box(X, Y, X + width, Y + 100), shapely.box(X + width, Y, X + width + 50, Y + 100)
    record = rows("casias", (at(width + 20), {}))
    values = Place(tmp_path, parcelle=rows("parcelle", (own, {}), (other, {})), casias=record).one()
    # 1 % of doubt: beyond 100 m nothing is near, so the record then counts for nothing
    assert level_of(values) == (level if level == 2 else 0)


def test_a_record_beyond_the_reach_is_not_looked_for_next_door(tmp_path: Path) -> None:
    land = rows("parcelle", (BOX, {}), (shapely.box(X + 200, Y, X + 900, Y + 100), {}))
    for metres, level in ((500, 2), (500.1, 0)):
        folder = tmp_path / str(level)
        folder.mkdir()
        values = Place(folder, parcelle=land, casias=rows("casias", (beside(metres), {}))).one()
        assert level_of(values) == level


def test_a_record_on_the_second_parcel_is_not_on_the_first_however_near(tmp_path: Path) -> None:
    second = shapely.box(X + 300, Y, X + 400, Y + 100)
    land = rows("parcelle", (BOX, {}), (NEXT, {}), (second, {}))
    values = Place(tmp_path, parcelle=land, casias=rows("casias", (beside(101), {}))).one()
    assert level_of(values) == 0


def test_a_record_across_the_street_is_not_next_door(tmp_path: Path) -> None:
    land = rows("parcelle", (BOX, {}), (shapely.box(X + 210, Y, X + 300, Y + 100), {}))
    values = Place(tmp_path, parcelle=land, icpe=rows("icpe", (beside(20), {}))).one()
    assert (level_of(values), values["pollution_preuves"]) == (1, "ICPE AIOT Usine (à 20 m)")


def test_without_parcels_nobody_knows_whether_a_record_near_by_is_next_door(tmp_path: Path) -> None:
    place = Place(tmp_path, parcelle=None, casias=rows("casias", (beside(99), {})))
    values = place.one()
    assert (level_of(values), values["pollution_complet"]) == (1, "oui")
    assert [values[name] for name in ("sol_pollution_propose", "pollution_a_traiter", "pollution_a_diagnostiquer")] == [
        None
    ] * 3
    assert [facts["role"] for facts in place.warned("role_absent")] == ["parcelle"]


def test_without_parcels_nothing_near_is_still_nothing(tmp_path: Path) -> None:
    values = Place(tmp_path, parcelle=None, casias=rows("casias", (beside(101), {}))).one()
    assert (level_of(values), values["pollution_a_traiter"]) == (0, "non")


# --- Lost in the municipality


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"geocodage_qualite": "Localisation à la commune"}, 1),
        ({"geocodage_qualite": "Localisation au lieu-dit"}, 1),
        ({"geocodage_qualite": "Non localisé"}, 1),
        ({"geocodage_qualite": "Localisation à la rue (sans numéro)"}, 0),
        ({"geocodage_qualite": None}, 0),
        ({"geocodage_qualite": "Localisation à la commune", "code_insee": "93099"}, 0),
    ],
)
def test_records_that_are_badly_located_speak_of_the_whole_municipality(
    tmp_path: Path, said: dict[str, Any], level: int
) -> None:
    values = Place(tmp_path, casias=rows("casias", (FAR, said))).one()
    assert level_of(values) == level
    expected = "CASIAS CAS Garage (mal localisée dans la commune)" if level else None
    assert values["pollution_preuves"] == expected


@pytest.mark.parametrize("role", ["instruction_pollution", "casias", "icpe"])
def test_a_record_without_a_geometry_speaks_of_its_municipality(tmp_path: Path, role: str) -> None:
    values = Place(tmp_path, **{role: rows(role, (None, {}), (FAR, {}))}).one()
    assert (level_of(values), values["pollution_complet"]) == (1, "oui")


def test_a_record_with_neither_geometry_nor_code_is_told(tmp_path: Path) -> None:
    place = Place(tmp_path, casias=rows("casias", (None, {"code_insee": None}), (FAR, {})))
    assert level_of(place.one()) == 0
    assert place.warned("records_without_place") == [{"role": "casias", "count": 1}]


def test_a_badly_located_record_of_little_account_says_nothing_of_a_town(tmp_path: Path) -> None:
    lost = rows("icpe", (None, {"lib_regime": "Autres régimes", "cd_regime": None}), (FAR, {"cd_insee": "93099"}))
    assert level_of(Place(tmp_path, icpe=lost).one()) == 0


def test_the_point_of_a_badly_located_record_is_not_believed(tmp_path: Path) -> None:
    lost = {"geocodage_qualite": "Centroïde de la commune"}
    values = Place(tmp_path, casias=rows("casias", (at(100), lost))).one()
    assert values["pollution_preuves"] == "CASIAS CAS Garage (mal localisée dans la commune)"
    (tmp_path / "b").mkdir()
    other = Place(tmp_path / "b", casias=rows("casias", (at(100), {**lost, "code_insee": "93099"}))).one()
    assert (level_of(other), other["icpe_nombre"]) == (1, 0)
    assert other["pollution_preuves"] == "CASIAS CAS Garage (sur le site ou à côté, mal localisée)"


def test_several_addresses_at_one_point_are_in_the_middle_of_their_municipality(tmp_path: Path) -> None:
    for count, level, number in ((3, 1, 0.0), (2, 3, 2.0)):
        crowd = rows("icpe", *[(at(100), {"code_aiot": str(i), "adresse": f"{i} rue"}) for i in range(count)])
        folder = tmp_path / str(count)
        folder.mkdir()
        values = Place(folder, icpe=crowd).one()
        assert (level_of(values), values["icpe_nombre"]) == (level, number)


def test_establishments_of_one_address_share_their_point(tmp_path: Path) -> None:
    platform = rows("icpe", *[(at(100), {"code_aiot": str(i), "adresse": "Plateforme, rue A"}) for i in range(5)])
    values = Place(tmp_path, icpe=platform).one()
    assert (level_of(values), values["icpe_nombre"]) == (3, 5)


def test_where_records_are_lost_a_site_of_unknown_municipality_is_not_wholly_searched(tmp_path: Path) -> None:
    lost = rows("casias", (FAR, {"geocodage_qualite": "commune"}))
    sites = sites_of(BOX, shapely.box(X, Y + 2000, X + 200, Y + 2100), comm_insee=[None, TOWN])
    values = Place(tmp_path, casias=lost).all(sites).values
    assert values["pollution_complet"].tolist() == ["non", "oui"]
    assert values["pollution_niveau"].tolist()[1] == 1 and np.isnan(values["pollution_niveau"].iloc[0])


def test_many_lost_records_are_counted_and_all_stand_in_the_layer(tmp_path: Path) -> None:
    most = FIGURES["preuves"]["communales_max"]
    lost = [(FAR, {"identifiant_casias": f"C{i}", "geocodage_qualite": "commune"}) for i in range(most + 1)]
    place = Place(tmp_path, casias=rows("casias", *lost))
    found = place.all(sites_of(BOX), "preuves")
    assert found.values["pollution_preuves"].iloc[0] == f"CASIAS : {most + 1} fiches mal localisées dans la commune"
    assert found.layers["preuves"]["relation"].tolist() == ["dans la commune"] * (most + 1)


def test_codes_are_the_same_however_they_are_written() -> None:
    said = pd.Series(["01004", "1004", 1004, 1004.0, "2a004", "75101", "69383", "x", "", None, "inconnu", 93010])
    expected = ["01004", "01004", "01004", "01004", "2A004", "75056", "69123", None, None, None, None, "93010"]
    assert insee(said).tolist() == expected


# --- One rule for what follows


@pytest.mark.parametrize(
    ("said", "level", "treat", "survey"),
    [
        (None, 5, "oui", "oui"),
        (None, 4, "oui", "oui"),
        (None, 3, None, "oui"),
        (None, 0, "non", "non"),
        ("inconnu", 0, "non", "non"),
        ("pollution avérée", 0, "oui", "oui"),
        ("pollution supposée", 0, None, "oui"),
        ("pollution supposée", 4, "oui", "oui"),
        ("pollution inexistante", 4, "non", "oui"),
        ("pollution traitée", 4, "non", "oui"),
        ("pollution peu probable", 3, "non", "oui"),
        ("pollution inexistante", 0, "non", "non"),
    ],
)
def test_what_the_inventory_says_wins_and_the_proposal_stays_beside_it(
    tmp_path: Path, said: str | None, level: int, treat: str | None, survey: str
) -> None:
    found = {
        5: {"sis": rows("sis", (BOX, {}))},
        4: {"instruction_pollution": rows("instruction_pollution", (at(9), {}))},
        3: {"casias": rows("casias", (at(9), {}))},
        0: {},
    }[level]
    sites = sites_of(BOX, sol_pollution_existe=said)
    values = Place(tmp_path, **found).all(sites).values.iloc[0]
    assert (values["pollution_a_traiter"], values["pollution_a_diagnostiquer"]) == (treat, survey)
    assert values["sol_pollution_propose"] == FIGURES["propose"]["niveaux"][str(level)]
    assert "sol_pollution_existe" not in columns()
    assert sites["sol_pollution_existe"].tolist() == [said]


def test_the_procedures_rest_on_the_columns_of_this_measure() -> None:
    steps = {step["id"]: step for step in resource("procedures/france_2026")["steps"]}
    keys = {column.key for column in pollution.COLUMNS}
    assert steps["diagnostic_pollution"]["when"]["column"] in keys
    assert {part["column"] for part in steps["depollution"]["when"]["any"]} & keys == {"pollution_a_traiter"}


def test_a_closed_case_reassures_only_where_all_was_searched(tmp_path: Path) -> None:
    closed = rows("instruction_pollution", (at(50), {"statut": "Clôturée"}))
    known = Place(tmp_path, instruction_pollution=closed).one()
    assert (known["sol_pollution_propose"], known["pollution_a_traiter"]) == ("pollution traitée", "non")
    (tmp_path / "b").mkdir()
    partly = Place(tmp_path / "b", instruction_pollution=closed, sis=None).one()
    assert (partly["sol_pollution_propose"], partly["pollution_a_traiter"]) == (None, None)
    assert (level_of(partly), partly["pollution_a_diagnostiquer"]) == (4, "oui")


# --- What nobody knows


@pytest.mark.parametrize("absent", ROLES)
def test_a_register_that_is_absent_leaves_nothing_found_unknown(tmp_path: Path, absent: str) -> None:
    place = Place(tmp_path, **{absent: None})
    values = place.one()
    assert (level_of(values), values["pollution_complet"], values["sol_pollution_propose"]) == (None, "non", None)
    assert place.warned("role_absent") == [{"role": absent, "measure": "pollution"}]


def test_an_empty_register_is_known_to_hold_nothing(tmp_path: Path) -> None:
    empty = {role: elsewhere(role).iloc[:0] for role in ROLES}
    values = Place(tmp_path, **empty).one()
    assert (level_of(values), values["pollution_complet"], values["sis_part"]) == (0, "oui", 0.0)
    assert (values["icpe_nombre"], values["icpe_regime"], values["seveso"]) == (0, "aucun", "non")
    assert (values["seveso_m"], values["seveso_nom"]) == (np.inf, "aucun dans le territoire")


def test_points_and_discs_have_no_record_of_their_own(tmp_path: Path) -> None:
    layers = {
        "sis": rows("sis", (BOX, {})),
        "instruction_pollution": rows("instruction_pollution", (at(100), {})),
        "icpe": rows("icpe", (at(100), {})),
    }
    place = Place(tmp_path, **layers)
    values = place.all(sites_of(BOX, at(100), origin=["disque", "point"])).values
    assert values["pollution_niveau"].tolist() == [1, 1]
    assert values["pollution_complet"].tolist() == ["non", "non"]
    assert values[["sis_part", "icpe_nombre"]].isna().all(axis=None)
    assert values[["icpe_regime", "seveso", "sol_pollution_propose"]].isna().all(axis=None)
    assert values["seveso_m"].tolist() == [np.inf, np.inf]


def test_a_site_without_a_place_is_wholly_unknown(tmp_path: Path) -> None:
    place = Place(tmp_path, sis=rows("sis", (BOX, {})))
    values = place.all(sites_of(None, BOX, comm_insee=[None, TOWN], origin=[None, "surface"])).values.iloc[0]
    assert values.drop("pollution_complet").isna().all() and values["pollution_complet"] == "non"


def test_a_register_that_covers_half_of_the_territory_knows_the_other_half_not(tmp_path: Path) -> None:
    place = Place(tmp_path)
    west = gpd.GeoDataFrame(geometry=[shapely.box(X - 5_000, Y - 5_000, X + 1_000, Y + 5_000)], crs=L93)
    west.to_file(tmp_path / "ouest.gpkg", layer="zone", engine="pyogrio")
    place.covers["icpe"] = f"{tmp_path / 'ouest.gpkg'}|layername=zone"
    # inside, with its neighbourhood; inside, but not its neighbourhood; partly; outside
    boxes = [shapely.box(X + dx, Y, X + dx + 100, Y + 100) for dx in (800, 801, 950, 2_000)]
    values = place.all(sites_of(*boxes)).values
    assert values["pollution_complet"].tolist() == ["oui", "non", "non", "non"]
    assert values["pollution_niveau"].fillna(-1).tolist() == [0, -1, -1, -1]
    assert values["icpe_nombre"].fillna(-1).tolist() == [0, -1, -1, -1]
    place.layers["icpe"] = rows("icpe", (shapely.Point(X + 1_010, Y + 50), {"lib_seveso": "Seveso seuil bas"}))
    found = place.all(sites_of(*boxes)).values
    # It is on the parcel of none, so the first is sure to have nothing; the third has it on its own ground.
    assert found["pollution_niveau"].fillna(-1).tolist() == [0, -1, 3, -1]
    assert found["seveso"].tolist() == ["non", None, "bas", None]
    assert found["seveso_m"].fillna(-1).tolist()[1:] == [-1, 0, -1]


@pytest.mark.parametrize(
    ("role", "shape"),
    [
        ("sis", shapely.LineString([(X, Y), (X + 200, Y + 100)])),
        ("sis", shapely.Point(X + 100, Y + 50)),
        ("casias", shapely.LineString([(X, Y), (X + 200, Y + 100)])),
    ],
)
def test_a_register_in_the_wrong_geometry_is_told_and_not_taken_for_none(tmp_path: Path, role: str, shape: Any) -> None:
    place = Place(tmp_path, **{role: rows(role, (shape, {}))})
    values = place.one()
    assert (level_of(values), values["pollution_complet"]) == (1, "non")
    assert place.warned("register_wrong_shapes") == [{"role": role, "count": 1}]


def test_words_of_location_that_nobody_knows_are_told_and_count_as_unknown(tmp_path: Path) -> None:
    place = Place(tmp_path, casias=rows("casias", (at(100), {"geocodage_qualite": "à vue de nez"})))
    values = place.one()
    assert (level_of(values), values["pollution_a_traiter"]) == (1, None)
    assert place.warned("location_not_understood") == [{"role": "casias", "count": 1, "words": "à vue de nez"}]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Localisation à la parcelle", "parcelle"),
        ("LOCALISATION AU BATIMENT", "parcelle"),
        ("Localisation à la plaque adresse", "numéro"),
        ("Localisation à la rue (sans numéro)", "rue"),
        ("Localisation au lieu-dit", "lieu-dit"),
        ("Localisation à la commune", "commune"),
        ("Non localisé", "non localisé"),
        ("Centroïde Commune", "commune"),
        ("Centroïde de la commune", "commune"),
        ("Coordonnées précises", "parcelle"),
        ("Coordonnée précise", "parcelle"),
        ("Valeur Initiale", "parcelle"),
        ("Adresse postale", "numéro"),
        ("numéro", "numéro"),
        ("rue", "rue"),
        ("housenumber", "numéro"),
        ("street", "rue"),
        ("municipality", "commune"),
        ("Polygone", "parcelle"),
        ("Mairie", "commune"),
        ("inconnu", "inconnue"),
        ("sans objet", "inconnue"),
        ("à vue de nez", None),
    ],
)
def test_how_a_record_was_located_is_understood_in_every_wording(word: str, meant: str | None) -> None:
    assert class_of(word) == meant


def test_every_class_of_location_is_reached_and_each_is_precise_lost_or_neither() -> None:
    said = FIGURES["localisations"]
    classes = {entry["classe"] for entry in said["classes"]}
    used = {*FIGURES["registres"]["casias"]["si"]["precision"], *said["sans_place"], *said["a_la_rue"], "inconnue"}
    assert classes == used


def test_a_table_without_geometries_speaks_of_the_municipality(tmp_path: Path) -> None:
    table = pd.DataFrame(rows("icpe", (None, {}), (None, {"cd_insee": "93099"})).drop(columns="geometry"))
    place = Place(tmp_path)
    pyogrio.write_dataframe(table, tmp_path / "icpe.gpkg", layer="icpe")
    values = place.one()
    assert (level_of(values), values["pollution_complet"], values["icpe_nombre"]) == (
        1,
        "non",
        pytest.approx(np.nan, nan_ok=True),
    )
    assert values["pollution_preuves"] == "ICPE AIOT Usine (mal localisée dans la commune)"


def test_a_table_with_neither_geometries_nor_codes_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "icpe.csv").write_text(
        "Numéro d'établissement;Nom établissement;Commune;Régime en vigueur;Statut SEVESO\n"
        "0001;Usine;Bondy;Autorisation;Non Seveso\n",
        encoding="utf-8-sig",
    )
    territory = Territory("t", {"icpe": Source("icpe", str(tmp_path / "icpe.csv"))}, L93)
    with pytest.raises(GisementError) as caught:
        pollution.MEASURE.run(sites_of(BOX), territory, Request(), Report())
    assert (caught.value.code, caught.value.facts["role"]) == ("register_without_place", "icpe")


@pytest.mark.parametrize(
    ("role", "table"),
    [
        (
            "instruction_pollution",
            {"id": ["1"], "Nom_site": ["Wipelec"], "Code_INSEE": [TOWN], "Etat_operation": ["En cours"]},
        ),
        ("icpe", {"id_aiot": [7408360], "nom": ["Revival"]}),
        ("icpe", {"nom_ets": ["Revival"], "adresse": ["1 rue"]}),
    ],
)
def test_a_register_that_holds_a_part_tells_what_it_has_and_never_that_there_is_none(
    tmp_path: Path, role: str, table: dict[str, Any]
) -> None:
    layer = gpd.GeoDataFrame(table, geometry=[FAR], crs=L93)
    values = Place(tmp_path, **{role: layer.assign(Code_INSEE="93099") if "Code_INSEE" in table else layer}).one()
    assert (level_of(values), values["pollution_complet"]) == (None, "non")
    (tmp_path / "b").mkdir()
    here = Place(tmp_path / "b", **{role: layer.set_geometry([at(100)], crs=L93)}).one()
    assert level_of(here) == (4 if role == "instruction_pollution" else 1)


# --- Classified installations


@pytest.mark.parametrize(
    ("dialect", "said", "regime", "tier", "state"),
    [
        (
            "georisques_aiot",
            {"lib_regime": "Autorisation", "lib_seveso": "Seveso seuil haut"},
            "autorisation",
            "haut",
            None,
        ),
        ("georisques_aiot", {"cd_regime": "E", "seveso": "2"}, "enregistrement", "bas", None),
        ("georisques_aiot", {"cd_regime": "AUTRE", "seveso": "3"}, "autre", "non", None),
        ("georisques_aiot", {"lib_regime": "Autres régimes", "seveso": 1}, "autre", "haut", None),
        ("georisques_aiot", {"lib_regime": "Soumis à Enregistrement", "seveso": 2.0}, "enregistrement", "bas", None),
        ("s3ic", {"regime": "A", "seveso": "SH"}, "autorisation", "haut", None),
        ("s3ic", {"regime": "AS", "seveso": "SB"}, "autorisation", "bas", None),
        ("s3ic", {"regime": "NC", "seveso": "NS"}, "non classe", "non", None),
        ("s3ic", {"lib_regime": "Déclaration avec contrôle", "seveso": None}, "declaration", None, None),
        ("s3ic", {"regime": "DC"}, "declaration", None, None),
        ("georisques_api", {"regime": "Non ICPE", "statutSeveso": "Non Seveso"}, "non classe", "non", None),
        ("georisques_api", {"regime": "Autorisation", "statutSeveso": "1"}, "autorisation", "haut", None),
        ("georisques_api", {"etatActivite": "En exploitation avec titre"}, None, None, "en exploitation"),
        ("georisques_api", {"etatActivite": "En exploitation sans titre"}, None, None, "en exploitation"),
        ("georisques_api", {"etatActivite": "En fin d'exploitation"}, None, None, "en cessation"),
        ("georisques_api", {"etatActivite": "Cessation d'activité déclarée"}, None, None, "en cessation"),
        ("georisques_api", {"etatActivite": "A l’arrêt"}, None, None, "en cessation"),
        ("georisques_api", {"etatActivite": "En construction"}, None, None, "en projet"),
        ("georisques_aiot", {"etat_activite": "En fonctionnement"}, None, None, "en exploitation"),
        (
            "georisques_csv",
            {"Régime en vigueur": "Autres régimes", "Statut SEVESO": "Non Seveso"},
            "autre",
            "non",
            None,
        ),
        ("georisques_csv", {"Régime en vigueur": "Non ICPE", "Statut SEVESO": None}, "non classe", None, None),
    ],
)
def test_regime_tier_and_state_are_read_in_every_spelling(
    dialect: str, said: dict[str, Any], regime: str | None, tier: str | None, state: str | None
) -> None:
    schema = catalogue.schema("icpe")
    spoken = next(one for one in schema["dialects"] if one["id"] == dialect)
    row = translate(pd.DataFrame([{spoken["columns"][0]: "1", **said}]), spoken, schema["fields"]).iloc[0]
    assert (row["regime"], row["seveso"], row["etat"]) == (regime, tier, state)


def test_every_value_of_the_lists_is_graded_or_declared_neutral() -> None:
    values = catalogue.schema("icpe")["values"]
    said = FIGURES["icpe"]
    assert set(values["regime"]) == {*said["regimes"], *said["neutres"]}
    assert set(values["etat"]) == set(said["etats"])
    assert set(values["seveso"]) == {"haut", "bas", "non"}
    states = set(FIGURES["registres"]["sis"]["statuts"]) - {"source"}
    assert set(catalogue.schema("sis")["values"]["statut"]) == states
    official = next(
        field for field in resource("fields/cnig_friches")["fields"] if field["name"] == "sol_pollution_existe"
    )
    proposed = {*FIGURES["propose"]["niveaux"].values(), FIGURES["propose"]["clos"]}
    assert proposed <= {str(value) for value in official["values"]} if "values" in official else proposed
    assert set(FIGURES["propose"]["niveaux"]) == {"0", "1", "2", "3", "4", "5"}


def test_installations_on_a_site_are_counted_and_described_by_the_strictest(tmp_path: Path) -> None:
    here = rows(
        "icpe",
        (at(10), {"lib_regime": "Autres régimes", "cd_regime": None, "lib_seveso": None}),
        (at(20), {"lib_regime": "Enregistrement", "etat_activite": "En fin d'exploitation"}),
        (at(30), {"lib_seveso": "Seveso seuil bas", "etat_activite": None}),
        (at(40), {"lib_regime": "Non ICPE", "cd_regime": None}),
        (at(201), {"lib_seveso": "Seveso seuil haut"}),
    )
    values = Place(tmp_path, icpe=here).one()
    assert (values["icpe_nombre"], values["icpe_regime"], values["icpe_etat"]) == (3, "autorisation", "en exploitation")
    assert (values["seveso"], values["seveso_m"], values["seveso_nom"]) == ("bas", 0, "Usine")


@pytest.mark.parametrize(
    ("regime", "tier", "expected"),
    [
        ("Autorisation", None, None),
        ("Autres régimes", None, "non"),
        ("Autorisation", "Non Seveso", "non"),
        (None, None, None),
        ("Déclaration", None, "non"),
    ],
)
def test_an_installation_that_does_not_say_its_tier_is_none_only_where_its_regime_knows_none(
    tmp_path: Path, regime: str | None, tier: str | None, expected: str | None
) -> None:
    said = {"lib_regime": regime, "cd_regime": None, "lib_seveso": tier}
    values = Place(tmp_path, icpe=rows("icpe", (at(10), said))).one()
    assert values["seveso"] == expected
    # That none is there at all is told by the same rule.
    assert (values["seveso_nom"] == "aucun dans le territoire") == (expected == "non")


def test_states_of_installations_are_told_from_the_most_active(tmp_path: Path) -> None:
    for states, expected in (
        (["En fin d'exploitation", None], "en cessation"),
        (["En fin d'exploitation", "En construction"], "en projet"),
        ([None, None], None),
    ):
        folder = tmp_path / str(expected)
        folder.mkdir()
        here = rows("icpe", *[(at(10 + i), {"etat_activite": state}) for i, state in enumerate(states)])
        assert Place(folder, icpe=here).one()["icpe_etat"] == expected


def test_the_nearest_seveso_is_looked_for_in_the_whole_register(tmp_path: Path) -> None:
    far = shapely.Point(X + 60_200, Y + 50)
    register = rows("icpe", (FAR, {}), (far, {"nom_ets": None, "lib_seveso": "Seveso seuil haut"}))
    values = Place(tmp_path, icpe=register).one()
    assert values["seveso_m"] == pytest.approx(60_000.0, abs=1e-6)
    assert values["seveso_nom"] == "AIOT"


# --- Numbers that the inventory gives


def test_a_number_that_the_register_has_is_told_with_its_state_and_stands_once(tmp_path: Path) -> None:
    case = rows("instruction_pollution", (beside(50), {"statut": "Clôturée"}))
    place = Place(tmp_path, instruction_pollution=case)
    found = place.all(sites_of(BOX, site_numero_basol="93.0001"), "preuves")
    values, layer = found.values.iloc[0], found.layers["preuves"]
    assert (level_of(values), values["sol_pollution_propose"]) == (4, "pollution traitée")
    assert values["pollution_preuves"] == "BASOL 93.0001 Dépôt (inventaire, clôturée)"
    assert layer["relation"].tolist() == ["cité par l'inventaire"]
    assert layer.geometry.iloc[0].equals(beside(50))


def test_a_record_on_the_site_stands_for_the_number_that_cites_it(tmp_path: Path) -> None:
    place = Place(tmp_path, casias=rows("casias", (at(50), {})))
    values = place.one(site_numero_basias="CAS")
    assert values["pollution_preuves"] == "CASIAS CAS Garage (sur le site)"


def test_several_numbers_stand_in_one_cell(tmp_path: Path) -> None:
    for text in ("RHA1 RHA2", "RHA1|RHA2", "RHA1 ; RHA2"):
        values = Place(tmp_path).one(site_numero_basias=text)
        assert values["pollution_preuves"] == "BASIAS RHA1 (inventaire) ; BASIAS RHA2 (inventaire)"
        assert level_of(values) == 3


# --- What is told


def test_the_layer_tells_each_piece_with_the_record_it_comes_from(tmp_path: Path) -> None:
    land = rows("parcelle", (BOX, {}), (NEXT, {}))
    sector = shapely.box(X, Y, X + 24, Y + 100)
    place = Place(
        tmp_path,
        parcelle=land,
        sis=rows("sis", (sector, {})),
        casias=rows("casias", (beside(50), {}), (FAR, {"identifiant_casias": "LOST", "geocodage_qualite": "commune"})),
        icpe=rows("icpe", (at(50, 160), {"lib_regime": "Autres régimes", "cd_regime": None})),
    )
    found = place.all(sites_of(BOX), "preuves")
    layer = found.layers["preuves"]
    told = layer[["source", "identifiant", "nom", "relation", "niveau"]].to_records(index=False).tolist()
    assert told == [
        ("SIS", "SIS", "Secteur", "sur le site, 12 %", 5),
        ("CASIAS", "CAS", "Garage", "parcelle contiguë", 2),
        ("ICPE", "AIOT", "Usine", "à proximité", 1),
        ("CASIAS", "LOST", "Garage", "dans la commune", 1),
    ]
    assert layer["distance_m"].tolist()[:3] == [0, 50, 60] and np.isnan(layer["distance_m"].iloc[3])
    assert layer["precision"].tolist() == ["parcelle", "numéro", None, "commune"]
    assert layer["site_id"].tolist() == ["s0"] * 4 and layer.crs == L93
    assert shapely.equals(layer.geometry.iloc[0], sector) and layer.geometry.iloc[3].equals(FAR)
    assert found.values["pollution_preuves"].iloc[0] == (
        "SIS SIS Secteur (12 % du site) ; CASIAS CAS Garage (parcelle contiguë, à 50 m) ; ICPE AIOT Usine (à 60 m) ; "
        "CASIAS LOST Garage (mal localisée dans la commune)"
    )


def test_names_are_cut_cleaned_and_hidden_where_they_are_a_persons(tmp_path: Path) -> None:
    names = ["M. DIDI Maurice", "A ; B", "x" * 70, None]
    some = rows(
        "casias", *[(at(10 + i), {"identifiant_casias": str(i), "nom_etablissement": n}) for i, n in enumerate(names)]
    )
    told = Place(tmp_path, casias=some).one()["pollution_preuves"].split(" ; ")
    assert told == [
        "CASIAS 0 _X_ (sur le site)",
        "CASIAS 1 A , B (sur le site)",
        f"CASIAS 2 {'x' * 59}… (sur le site)",
        "CASIAS 3 (sur le site)",
    ]


def test_a_record_without_number_or_name_is_told_all_the_same(tmp_path: Path) -> None:
    nameless = rows("sis", (BOX, {"id_sis": None, "nom": None}))
    assert Place(tmp_path, sis=nameless).one()["pollution_preuves"] == "SIS sans numéro (100 % du site)"


# --- However the layers come


def random_layers(seed: int, count: int = 300) -> tuple[gpd.GeoDataFrame, dict[str, gpd.GeoDataFrame]]:
    """Draw sites on a grid of parcels, and records of all registers among them."""
    rng = np.random.default_rng(seed)
    corner = rng.integers(0, 50, (20, 2)) * 50.0
    boxes = shapely.box(X + corner[:, 0], Y + corner[:, 1], X + corner[:, 0] + 50, Y + corner[:, 1] + 50)
    cells = [
        shapely.box(X + 50 * i, Y + 50 * j, X + 50 * i + 50, Y + 50 * j + 50) for i in range(52) for j in range(52)
    ]
    words = ["Localisation à la parcelle", "Localisation à la rue", "Localisation à la commune", None]
    regimes = ["Autorisation", "Enregistrement", "Autres régimes", "Non ICPE", None]

    def points() -> list[Any]:
        return list(shapely.points(X + rng.uniform(-200, 2_700, count), Y + rng.uniform(-200, 2_700, count)))

    layers = {
        "sis": rows("sis", *[(shape.buffer(30), {}) for shape in points()[:30]]),
        "instruction_pollution": rows(
            "instruction_pollution",
            *[(shape, {"statut": ["Clôturée", "En cours"][i % 2]}) for i, shape in enumerate(points()[:40])],
        ),
        "casias": rows("casias", *[(p, {"geocodage_qualite": words[i % 4]}) for i, p in enumerate(points())]),
        "icpe": rows("icpe", *[(p, {"lib_regime": regimes[i % 5], "cd_regime": None}) for i, p in enumerate(points())]),
        "parcelle": rows("parcelle", *[(cell, {}) for cell in cells]),
    }
    return sites_of(*boxes, comm_insee=["93010", "93099"] * 10), layers


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000))
def test_levels_are_those_that_a_plain_search_finds(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    sites, layers = random_layers(seed)
    values = Place(tmp_path_factory.mktemp("p"), **layers).all(sites).values
    assert values["pollution_niveau"].tolist() == [
        _by_hand(one, town, layers) for one, town in zip(sites.geometry, sites["comm_insee"])
    ]


def _by_hand(site: Any, town: str, layers: dict[str, gpd.GeoDataFrame]) -> float:
    """Grade one site by geopandas, register by register."""
    levels = [0.0]
    sectors = layers["sis"][layers["sis"].intersects(site)]
    if len(sectors) and sectors.union_all().intersection(site).area >= 0.05 * site.area:
        levels.append(5)
    if layers["instruction_pollution"].intersects(site).any():
        levels.append(4)
    precise = layers["casias"][layers["casias"]["geocodage_qualite"] == "Localisation à la parcelle"]
    heavy = layers["icpe"][layers["icpe"]["lib_regime"].isin(["Autorisation", "Enregistrement"])]
    ground = layers["parcelle"]
    own = ground[ground.intersection(site).area >= 0.5 * ground.area]
    touching = ground[ground.dwithin(site, 2)]
    touching = pd.concat([touching, ground[ground.dwithin(own.union_all(), 2)]]) if len(own) else touching
    around_, all_ = touching.union_all(), ground.union_all()
    for register in (precise, heavy):
        if register.intersects(site).any():
            levels.append(3)
        on_it = register.intersects(around_) | (register.dwithin(around_, 2) & ~register.intersects(all_))
        if (on_it & register.dwithin(site, 500)).any():
            levels.append(2)
    near = [
        layers["sis"],
        layers["instruction_pollution"],
        layers["casias"][layers["casias"]["geocodage_qualite"] != "Localisation à la commune"],
        layers["icpe"][layers["icpe"]["lib_regime"] != "Non ICPE"],
    ]
    lost = (layers["casias"]["geocodage_qualite"] == "Localisation à la commune") & (
        layers["casias"]["code_insee"] == town
    )
    lost_near = layers["casias"][(layers["casias"]["geocodage_qualite"] == "Localisation à la commune")]
    if any(register.dwithin(site, 100).any() for register in [*near, lost_near]) or lost.any():
        levels.append(1)
    return max(levels)


def test_layers_read_in_tiles_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites, layers = random_layers(7)
    place = Place(tmp_path, **layers)
    whole = place.all(sites, "preuves")
    monkeypatch.setattr(around, "AT_ONCE", 10)
    monkeypatch.setattr(around, "TILE", 800.0)
    monkeypatch.setattr(parcels, "AT_ONCE", 200)
    tiled = place.all(sites, "preuves")
    pd.testing.assert_frame_equal(whole.values, tiled.values)
    for found in (whole, tiled):
        found.layers["preuves"] = found.layers["preuves"].sort_values(["site_id", "source", "distance_m", "relation"])
    pd.testing.assert_frame_equal(
        pd.DataFrame(whole.layers["preuves"].drop(columns="geometry")).reset_index(drop=True),
        pd.DataFrame(tiled.layers["preuves"].drop(columns="geometry")).reset_index(drop=True),
    )


def test_layers_in_degrees_give_the_same(tmp_path: Path) -> None:
    sites, layers = random_layers(3, count=60)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    metres = Place(tmp_path / "a", **layers).all(sites).values
    degrees = Place(tmp_path / "b", **{role: layer.to_crs(4326) for role, layer in layers.items()}).all(sites).values
    assert degrees["pollution_niveau"].tolist() == metres["pollution_niveau"].tolist()
    assert degrees["sis_part"].to_numpy() == pytest.approx(metres["sis_part"].to_numpy(), abs=1e-6)


def test_broken_sectors_are_repaired_and_counted(tmp_path: Path) -> None:
    bow = shapely.Polygon([(X, Y), (X + 200, Y + 100), (X + 200, Y), (X, Y + 100)])
    place = Place(tmp_path, sis=rows("sis", (bow, {})))
    values = place.all(sites_of(BOX)).values.iloc[0]
    assert values["sis_part"] == pytest.approx(0.5, abs=1e-9)


def test_the_sites_given_stay_as_they_are(tmp_path: Path) -> None:
    sites, layers = random_layers(1, count=60)
    before = sites.copy(deep=True)
    Place(tmp_path, **layers).all(sites)
    pd.testing.assert_frame_equal(pd.DataFrame(sites), pd.DataFrame(before))


def test_it_stops_when_asked_to(tmp_path: Path) -> None:
    class Stopped(Report):
        asked = 0

        def cancelled(self) -> bool:
            self.asked += 1
            return self.asked > 3

    sites, layers = random_layers(2, count=60)
    place = Place(tmp_path, **layers)
    place.report = Stopped()
    with pytest.raises(Cancelled):
        place.all(sites)


def test_no_sites_give_no_rows(tmp_path: Path) -> None:
    values = Place(tmp_path).all(sites_of(BOX).iloc[:0]).values
    assert values.empty and list(values.columns) == [column.key for column in pollution.COLUMNS]


@pytest.mark.parametrize(
    ("share", "words"), [(0.049, "4,9 %"), (0.05, "5 %"), (0.0996, "10 %"), (0.12, "12 %"), (0.004, "moins de 1 %")]
)
def test_share_near_a_threshold_is_not_rounded_onto_it(share: float, words: str) -> None:
    from gisement.core.measures.pollution.around import _percent

    assert _percent(np.array([share]))[0] == words
