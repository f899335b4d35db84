"""Land: every figure known by hand, the sums that must hold, and unknown where nobody can know."""

from __future__ import annotations

import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely
from gisement_tests.inventories import prepare
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.measures import Measured, Request, land
from gisement.core.measures.land.forbidden import prohibitions
from gisement.core.measures.land.narrow import narrow_strips
from gisement.core.measures.land.usable import NAMES, subtract
from gisement.core.measures.overlay import covering
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.scoring import load_profile
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source, find_sources

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
HALL = {"halle_m": {"longueur": 60, "largeur": 40}}
TAKEN = [f"deduit_{name}_m2" for name in NAMES]


def box(x0: float, y0: float, x1: float, y1: float):
    """Draw a box in metres from the corner of the sites."""
    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


#: 2 ha
BOX = box(0, 0, 200, 100)


def site(shape=BOX, **columns: object) -> gpd.GeoDataFrame:
    return sites(shape, **{name: [value] for name, value in columns.items()})


def sites(*shapes, **columns: list) -> gpd.GeoDataFrame:
    ids = [f"s{number}" for number in range(len(shapes))]
    return prepare(gpd.GeoDataFrame({"site_id": ids, **columns}, geometry=list(shapes), crs=L93)).sites


def layer(shapes: list, **columns: list) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=L93)


class Given(Territory):
    """A territory of layers in memory, in the fields of their roles."""

    def __init__(self, **layers: gpd.GeoDataFrame) -> None:
        super().__init__("t", {role: Source(role, "memory") for role in layers}, L93)
        self.layers = layers

    def read(self, role, extent=None, fields=None, **options):
        if role not in self.layers:
            return None
        rows = self.layers[role]
        rows = rows[rows.intersects(shapely.box(*extent))].reset_index(drop=True)
        rows.attrs["dialect"] = {"id": "bdtopo_v3"}
        return rows


def red(*shapes, reglement: str = "interdiction") -> gpd.GeoDataFrame:
    return layer(list(shapes), reglement=[reglement] * len(shapes))


def easement(*shapes, categorie: str = "A5", type: str | None = None) -> gpd.GeoDataFrame:
    return layer(list(shapes), categorie=[categorie] * len(shapes), type=[type] * len(shapes))


def built(*rows: tuple) -> gpd.GeoDataFrame:
    """Make buildings of (shape, state, light, height)."""
    return layer(
        [row[0] for row in rows],
        etat=[row[1] for row in rows],
        legere=[row[2] for row in rows],
        hauteur=[row[3] for row in rows],
    )


def run(
    rows: gpd.GeoDataFrame, place: Territory, need: dict | None = None, report: Report | None = None, **options
) -> Measured:
    request = Request(HALL if need is None else need, **options)
    return land.MEASURE.run(rows, place, request, report or Report())


def measured(rows: gpd.GeoDataFrame, place: Territory | None = None, need: dict | None = None) -> pd.Series:
    return run(rows, place or Given(), need).values.iloc[0]


def mnt(folder: Path, altitude, west: float = -50, east: float = 250) -> Source:
    """Write a raster of cells of 10 m, from y -50 to 150: `altitude` gives metres at x, metres from the corner."""
    columns = int((east - west) / 10)
    x = west + 5 + 10 * np.arange(columns)
    values = np.tile([altitude(each) for each in x], (20, 1)).astype("float32")
    transform = rasterio.transform.from_origin(X + west, Y + 150, 10, 10)
    options = {"driver": "GTiff", "dtype": "float32", "count": 1, "crs": L93, "transform": transform, "nodata": -9999}
    with rasterio.open(folder / "mnt.tif", "w", height=20, width=columns, **options) as file:
        file.write(values, 1)
    return Source("mnt", str(folder / "mnt.tif"))


# What is taken off


def test_what_an_earlier_subtraction_took_is_not_counted_again(tmp_path: Path) -> None:
    place = Given(
        ppr_zone=red(box(0, 0, 50, 100)),
        zone_humide=layer([box(25, 0, 75, 100)]),
        servitude=easement(box(0, 90, 200, 110)),
    )
    values = measured(site(), place)
    # red: 50 × 100; wetland: 50 × 100, of which 25 × 100 are red; easement: 200 × 10 inside, of which 75 × 10 are gone
    assert values[TAKEN].tolist() == pytest.approx([5000, 2500, 1250, np.nan, 0], nan_ok=True)
    assert values["surface_utile_m2"] == pytest.approx(11_250)
    assert values["surface_utile_ha"] == pytest.approx(1.125)
    assert values["surface_utile_part_max"] == pytest.approx(0.5625)
    assert math.isnan(values["surface_utile_part"])
    assert values["deductions_inconnues"] == "pente"


def test_share_is_known_where_all_five_subtractions_are(tmp_path: Path) -> None:
    nothing = {"ppr_zone": red(), "zone_humide": layer([]), "servitude": easement()}
    place = Given(**nothing)
    place.sources["mnt"] = mnt(tmp_path, lambda x: 0.0)
    values = measured(site(), place)
    assert values[TAKEN].tolist() == [0.0] * 5
    assert (values["surface_utile_part"], values["surface_utile_part_max"]) == (1.0, 1.0)
    assert values["deductions_inconnues"] is None


def test_without_layers_only_the_narrow_strips_are_known_and_the_others_are_named() -> None:
    report = Report()
    values = run(site(), Given(), report=report).values.iloc[0]
    assert values["deductions_inconnues"] == "ppr, zone humide, servitude, pente"
    assert values["deduit_etroit_m2"] == 0.0
    assert (values["surface_utile_ha"], values["surface_utile_part_max"]) == (2.0, 1.0)
    absent = [facts["role"] for code, facts in report.warnings if code == "role_absent"]
    assert absent == ["ppr_zone", "zone_humide", "servitude", "mnt", "batiment"]


def test_zone_that_lets_build_under_conditions_is_not_taken_off() -> None:
    values = measured(site(), Given(ppr_zone=red(BOX, reglement="prescription")))
    assert values["deduit_ppr_m2"] == 0.0
    assert measured(site(), Given(ppr_zone=red(BOX)))["surface_utile_ha"] == 0.0


def test_zones_that_overlap_or_lie_side_by_side_count_once() -> None:
    zones = [box(0, 0, 50, 100), box(25, 0, 60, 100), box(60, 0, 100, 100), box(300, 0, 400, 100)]
    assert measured(site(), Given(ppr_zone=red(*zones)))["deduit_ppr_m2"] == pytest.approx(10_000, abs=1e-6)


@pytest.mark.parametrize(
    ("category", "kind", "forbids"),
    [
        ("AS1", "Périmètre de protection immédiate", True),
        ("as1", "Perimetre de protection immediat", True),
        ("AS1", "PPI", True),
        ("AS1", "Périmètre de protection rapprochée", False),
        ("AS1", "Périmètre de protection éloignéee", False),
        ("AS1", None, None),
        ("A5", "Zone de pose", True),
        ("I3", None, True),
        ("EL3", "Marchepied", True),
        ("A7", "Zone de protection", True),
        ("I1", "Zone de protection", False),
        ("I4", "Zone de protection", False),
        ("T1", "Zone de protection", False),
        ("AC1", "Périmètre des abords", False),
        ("PM1", "Enveloppe des zonages réglementaires", False),
        ("A10", "Zone de protection", True),
        ("A1", "Zone de protection", False),
        (None, "Zone de protection", None),
    ],
)
def test_easement_is_taken_off_only_where_it_forbids_building(category, kind, forbids: bool | None) -> None:
    found = prohibitions(easement(BOX, categorie=category, type=kind)).iloc[0]
    assert found is pd.NA if forbids is None else bool(found) == forbids


def test_zone_of_which_nobody_says_what_it_forbids_makes_the_subtraction_the_least() -> None:
    rows = sites(BOX, box(300, 0, 400, 100), box(400, 0, 500, 100))
    zones = [box(0, 0, 50, 100), box(300, 0, 350, 100), box(350, 0, 400, 100)]
    place = Given(
        ppr_zone=layer(zones, reglement=["interdiction", "interdiction", None]),
        servitude=layer(zones[:2], categorie=[None, "A5"], type=[None, None]),
    )
    values = run(rows, place).values
    # the second site holds a zone without a rule, which the third only touches
    assert values["deduit_ppr_m2"].tolist() == pytest.approx([5000, 5000, 0])
    assert values["deduit_servitude_m2"].tolist() == pytest.approx([0, 0, 0])
    assert values["surface_utile_m2"].tolist() == pytest.approx([15_000, 5000, 10_000])
    assert values["surface_utile_part"].isna().all()
    assert values["deductions_inconnues"].tolist()[:2] == ["zone humide, servitude, pente", "ppr, zone humide, pente"]


@pytest.mark.parametrize(
    "columns",
    [
        {"suptype": ["as1"], "typeass": ["Périmètre de protection immédiate"], "idass": ["1"]},
        {"CATEGORIE": ["A5"], "TYPEASS": ["Zone de pose"], "IDASS": ["1"]},
    ],
)
def test_easements_are_read_as_their_producers_write_them(tmp_path: Path, columns: dict) -> None:
    layer([box(0, 0, 50, 100)], **columns).to_file(tmp_path / "t.gpkg", layer="servitude", engine="pyogrio")
    values = measured(site(), Territory("t", find_sources(tmp_path / "t.gpkg")[1], L93))
    assert values["deduit_servitude_m2"] == pytest.approx(5000)


@pytest.mark.parametrize(("width", "narrow"), [(4.0, 240.0), (5.9, 354.0), (6.0, 0.0), (6.1, 0.0)])
@pytest.mark.parametrize("angle", [0.0, 33.3])
def test_strip_narrower_than_six_metres_is_taken_off_exactly(width: float, narrow: float, angle: float) -> None:
    shape = shapely.union_all([BOX, box(200, 40, 260, 40 + width)])
    values = measured(site(shapely.affinity.rotate(shape, angle, origin=(X, Y))))
    assert values["deduit_etroit_m2"] == pytest.approx(narrow, abs=1e-6)


@pytest.mark.parametrize(
    "shape",
    [
        BOX,
        box(0, 0, 200, 100).difference(box(50, 30, 150, 70)),
        shapely.union_all([box(0, 0, 200, 100), box(0, 0, 100, 200)]),
        shapely.union_all([box(0, 0, 200, 100), box(90, 100, 96, 160)]),
        shapely.Polygon([(X, Y), (X + 200, Y), (X + 100, Y + 150)]),
    ],
)
def test_what_is_wide_enough_everywhere_comes_back_whole(shape) -> None:
    assert narrow_strips(np.array([shape], dtype=object)).tolist() == [None]


def test_small_notches_of_an_outline_are_no_strips() -> None:
    # a wall drawn with a step of 4 cm every 5 m
    steps = [(X + 5 * (i // 2) + 5 * (i % 2), Y + 100 + 0.04 * ((i // 2) % 2)) for i in range(80)]
    shape = shapely.Polygon([*steps, (X + 200, Y), (X, Y)])
    assert measured(site(shape))["deduit_etroit_m2"] == 0.0


def test_end_of_a_tip_sharper_than_the_mitre_allows_is_narrow() -> None:
    # Half as wide as 0.05 of the way from the tip: shrunk by 3 m it begins at 3 √(1 + 0.05²) / 0.05 = 60.07 m, of which
    # 5 × 3 m come back; 45.07 m long and 4.507 m wide, the end is gone.
    wedge = shapely.Polygon([(X, Y), (X + 200, Y - 10), (X + 200, Y + 10)])
    assert measured(site(wedge))["deduit_etroit_m2"] == pytest.approx(45.07 * 4.507 / 2, rel=1e-3)


def test_site_that_is_narrow_everywhere_is_all_taken_off() -> None:
    values = measured(site(box(0, 0, 400, 5)))
    assert (values["deduit_etroit_m2"], values["surface_utile_m2"]) == (2000.0, 0.0)
    assert (values["surface_utile_part_max"], values["plus_grand_tenant_ha"]) == (0.0, 0.0)
    assert values[["rectangle_l_m", "rectangle_w_m", "rectangle_petit_cote_m"]].tolist() == [0.0, 0.0, 0.0]
    assert (values["halle_possible"], values["halle_marge_pct"]) == ("non", -100.0)


def test_strip_that_a_subtraction_leaves_is_narrow_too() -> None:
    values = measured(site(), Given(zone_humide=layer([box(0, 4, 200, 90)])))
    assert values["deduit_zone_humide_m2"] == pytest.approx(17_200)
    assert values["deduit_etroit_m2"] == pytest.approx(800, abs=1e-6)
    assert values["surface_utile_m2"] == pytest.approx(2000, abs=1e-6)


def test_largest_piece_is_what_lies_in_one() -> None:
    # an easement of 10 m cuts off 60 × 100, and 130 × 100 are left; a second part of 50 × 50 lies apart
    shape = shapely.MultiPolygon([BOX, box(300, 0, 350, 50)])
    values = measured(site(shape), Given(servitude=easement(box(60, -10, 70, 110))))
    assert values["deduit_servitude_m2"] == pytest.approx(1000)
    assert values["plus_grand_tenant_ha"] == pytest.approx(1.3)
    assert values["surface_utile_ha"] == pytest.approx(2.15)


# Relief


def test_slopes_above_the_threshold_are_taken_off(tmp_path: Path) -> None:
    place = Given()
    # flat to the west of x = 100, 16 % to the east; by Horn's formula, over two cells: 4 % at 95 and 12 % at 105
    place.sources["mnt"] = mnt(tmp_path, lambda x: 0.16 * max(x - 100, 0))
    values = measured(site(), place)
    assert values["deduit_pente_m2"] == pytest.approx(10_000)
    assert values["pente_max_pct"] == pytest.approx(16.0, abs=1e-4)
    # 9 columns at 0, then 4, 12, and 9 columns at 16
    assert values["pente_moyenne_pct"] == pytest.approx((4 + 12 + 9 * 16) / 20, abs=1e-4)
    assert (values["terrassement"], values["pente_couverte_part"]) == ("moyen", 1.0)


@pytest.mark.parametrize(
    ("percent", "expected"), [(0.0, "nul"), (1.9, "nul"), (2.1, "léger"), (5.1, "moyen"), (10.5, "lourd")]
)
def test_earthworks_follow_from_the_mean_slope(tmp_path: Path, percent: float, expected: str) -> None:
    place = Given()
    place.sources["mnt"] = mnt(tmp_path, lambda x: x * percent / 100)
    assert measured(site(), place)["terrassement"] == expected


def test_slope_of_less_than_half_a_site_is_unknown_and_told(tmp_path: Path) -> None:
    place, report = Given(), Report()
    # altitudes to x = 80, slopes to x = 70: 7 columns of 20
    place.sources["mnt"] = mnt(tmp_path, lambda x: 0.2 * x, east=80)
    values = run(site(), place, report=report).values.iloc[0]
    assert values["pente_couverte_part"] == pytest.approx(0.35)
    assert values[["pente_moyenne_pct", "pente_max_pct"]].isna().all()
    # what is seen to be too steep is taken off all the same: the least
    assert values["deduit_pente_m2"] == pytest.approx(7_000)
    assert (values["terrassement"], values["deductions_inconnues"]) == (None, "ppr, zone humide, servitude, pente")
    assert ("slope_partly_covered", {"count": 1, "percent": 50}) in report.warnings


def test_slope_of_half_a_site_or_more_stands_for_it(tmp_path: Path) -> None:
    place, report = Given(), Report()
    place.sources["mnt"] = mnt(tmp_path, lambda x: 0.03 * x, east=120)
    values = run(site(), place, report=report).values.iloc[0]
    assert values["pente_couverte_part"] == pytest.approx(0.55)
    assert values["pente_moyenne_pct"] == pytest.approx(3.0, abs=1e-4)
    assert "slope_partly_covered" not in [code for code, _ in report.warnings]


# Shape


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (BOX, 1.0),
        # an L of 3 squares of 100 m in a hull of 3.5
        (shapely.union_all([box(0, 0, 200, 100), box(0, 0, 100, 200)]), 3 / 3.5),
        # two squares 100 m apart: 2 of 3
        (shapely.MultiPolygon([box(0, 0, 100, 100), box(200, 0, 300, 100)]), 2 / 3),
        # a ring
        (box(0, 0, 100, 100).difference(box(25, 25, 75, 75)), 0.75),
    ],
)
def test_compactness_is_area_over_convex_hull(shape, expected: float) -> None:
    assert measured(site(shape))["compacite"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (box(0, 0, 80, 80), 1.1284),
        # 600 m around 20 000 m²
        (BOX, 600 / math.sqrt(4 * math.pi * 20_000)),
        # a ring: 400 m outside, 200 m inside, 7 500 m²
        (box(0, 0, 100, 100).difference(box(25, 25, 75, 75)), 600 / math.sqrt(4 * math.pi * 7500)),
        (shapely.Point(X, Y).buffer(100, quad_segs=500), 1.0),
    ],
)
def test_gravelius_compares_the_perimeter_with_that_of_a_disc(shape, expected: float) -> None:
    assert measured(site(shape))["gravelius"] == pytest.approx(expected, abs=1e-4)


# Hall and rectangle


@pytest.mark.parametrize(
    ("shape", "possible", "margin"),
    [
        # 100 / 40 is less than 200 / 60
        (BOX, "oui", 150.0),
        # 50 / 60
        (box(0, 0, 50, 50), "non", -100 / 6),
        # 30 / 40, however long
        (box(0, 0, 500, 30), "non", -25.0),
        # the hole leaves 80 × 100 at each end, where a hall stands across: 100 / 60 is less than 80 / 40
        (BOX.difference(box(80, 10, 120, 90)), "oui", 200 / 3),
    ],
)
def test_hall_fits_or_lacks_so_much(shape, possible: str, margin: float) -> None:
    values = measured(site(shape))
    assert values["halle_possible"] == possible
    assert values["halle_marge_pct"] == pytest.approx(margin, abs=0.5)


def test_hall_just_as_large_as_the_site_fits() -> None:
    values = measured(site(shapely.affinity.rotate(box(0, 0, 60, 40), 27.0)))
    assert values["halle_possible"] == "oui"
    assert values["halle_marge_pct"] == pytest.approx(0.0, abs=0.01)


def test_rectangle_lies_on_the_usable_area_and_is_drawn_when_asked_for() -> None:
    rows = sites(BOX, shapely.Point(X, Y), unite_fonciere_surface=[None, 34_000])
    found = run(rows, Given(zone_humide=layer([box(0, 60, 200, 100)])), layers=("rectangles",))
    values, drawn = found.values.iloc[0], found.layers["rectangles"]
    assert values[["rectangle_l_m", "rectangle_w_m"]].tolist() == pytest.approx([200, 60], rel=1e-3)
    assert values["rectangle_petit_cote_m"] == values["rectangle_w_m"]
    assert values["rectangle_azimut"] == pytest.approx(90.0, abs=0.1)
    assert drawn.columns.tolist() == ["site_id", "longueur_m", "largeur_m", "azimut", "halle_possible", "geometry"]
    assert (drawn["site_id"].tolist(), drawn["halle_possible"].tolist()) == (["s0"], ["oui"])
    assert box(-0.01, -0.01, 200.01, 60.01).contains(drawn.geometry.iloc[0])
    assert drawn.geometry.area.iloc[0] == pytest.approx(12_000, rel=1e-3)
    assert drawn.crs == rows.crs
    assert run(rows, Given()).layers == {}


def test_hall_that_nobody_asks_for_is_not_judged() -> None:
    values = measured(site(), need={"puissance_mw": 3})
    assert (values["halle_possible"], math.isnan(values["halle_marge_pct"])) == (None, True)
    assert values["rectangle_l_m"] == pytest.approx(200, rel=1e-3)


@pytest.mark.parametrize(
    "said", [60, {"longueur": 60}, {"longueur": 60, "largeur": "40"}, {"longueur": 60, "largeur": 0}]
)
def test_hall_that_is_not_two_lengths_is_refused(said: object) -> None:
    with pytest.raises(GisementError) as caught:
        measured(site(), need={"halle_m": said})
    assert (caught.value.code, caught.value.facts["name"]) == ("need_invalid", "halle_m")


# Buildings


def test_buildings_count_by_what_of_them_lies_on_the_site() -> None:
    place = Given(
        batiment=built(
            (box(-40, 0, 40, 50), "en service", "non", 8.0),  # half inside: 40 × 50
            (box(100, 0, 120, 50), "en service", None, 5.0),  # wholly: 20 × 50
            (box(150, 0, 180, 50), "en service", "oui", 9.0),  # light
            (box(50, 99.9, 90, 130), "en service", "non", 30.0),  # a neighbour that overhangs by 4 m²
            (box(190, 90, 193, 93), "en service", "non", np.nan),  # a hut, wholly inside: 9 m²
            (box(500, 0, 600, 50), "en ruine", "non", 4.0),  # elsewhere
        )
    )
    values = measured(site(), place)
    assert values["bati_emprise_m2"] == pytest.approx(3009)
    assert values["bati_compte"] == 3
    assert values["bati_hauteur_m"] == pytest.approx((2000 * 8 + 1000 * 5) / 3000)
    assert values["bati_hauteur_max_m"] == 8.0
    assert values["bati_etat_mesure"] == "en service"


def test_buildings_drawn_over_one_another_cover_their_ground_once() -> None:
    twice = built((box(0, 0, 50, 50), None, None, 4.0), (box(25, 0, 75, 50), None, None, 8.0))
    values = measured(site(), Given(batiment=twice))
    assert (values["bati_emprise_m2"], values["bati_compte"]) == (pytest.approx(3750), 2)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["en service", "en service"], "en service"),
        (["en ruine", "en ruine"], "en ruine"),
        (["non exploite"], "non exploité"),
        (["en ruine", "en service"], "mixte"),
        (["en ruine", "en service", None], "mixte"),
        (["en ruine", None], None),
        ([None], None),
        ([], None),
    ],
)
def test_state_of_the_buildings_is_told_where_it_is_known_of_all(states: list, expected: str | None) -> None:
    rows = built(*((box(30 * i, 0, 30 * i + 20, 50), state, "non", 5.0) for i, state in enumerate(states)))
    assert measured(site(), Given(batiment=rows))["bati_etat_mesure"] == expected


@pytest.mark.parametrize(
    ("state", "count", "built_m2", "layer_state", "expected"),
    [
        ("dégradation inexistante ou faible", 1, 10_000, "en service", "bon, 10 000 m² et plus"),
        ("dégradation inexistante ou faible", 1, 9_999, "en ruine", "bon, 5 000 m² et plus"),
        ("dégradation inexistante ou faible", 1, 4_999, None, "bon, moins de 5 000 m²"),
        ("dégradation inexistante ou faible", 1, 0, None, "aucun"),
        ("dégradation inexistante ou faible", 1, None, None, None),
        ("dégradation moyenne", None, 9_000, "en service", "moyen"),
        ("dégradation moyenne", None, None, None, "moyen"),
        ("dégradation très importante", None, 9_000, "en service", "très dégradé"),
        ("dégradation hétérogène", None, 9_000, "en service", None),
        ("inconnu", None, 9_000, "en ruine", "très dégradé"),
        (None, None, 9_000, "en service", None),
        (None, None, 9_000, None, None),
        (None, 0, 9_000, "en service", "aucun"),
        (None, 0, None, None, "aucun"),
        (None, None, 0, None, "aucun"),
        (None, None, None, None, None),
    ],
)
def test_reusable_buildings_by_the_state_of_the_inventory_else_of_the_layer(
    state, count, built_m2, layer_state, expected
) -> None:
    layers = {}
    if built_m2 is not None:
        shown = [(box(0, 0, built_m2 / 100, 100), layer_state, "non", 6.0)] if built_m2 else []
        layers = {"batiment": built(*shown)}
    assert measured(site(bati_etat=state, bati_nombre=count), Given(**layers))["bati_reutilisable"] == expected


def test_every_class_of_reusable_buildings_is_one_of_the_general_profile() -> None:
    said = resource("measures/land")["bati"]
    classes = {*(step["classe"] for step in said["bon"]), *said["etats"].values(), said["aucun"], said["ruine"]}
    criteria = {criterion.key: criterion for criterion in load_profile("industrie_generale").criteria}
    assert classes - {"bon"} == set(criteria["bati_reutilisable"].classes)


def test_layer_of_some_buildings_only_never_says_that_there_are_none(tmp_path: Path) -> None:
    rows = layer([box(0, 0, 50, 100)], NATURE=["Bâtiment industriel"], ORIGIN_BAT=["Cadastre"], HAUTEUR=[7])
    rows.to_file(tmp_path / "t.gpkg", layer="batiment", engine="pyogrio")
    place = Territory("t", find_sources(tmp_path / "t.gpkg")[1], L93)
    rows = sites(BOX, box(300, 0, 400, 100), bati_etat=["dégradation inexistante ou faible", None])
    values = run(rows, place).values
    assert values["bati_emprise_m2"].tolist() == pytest.approx([5000, np.nan], nan_ok=True)
    # at least 5 000 m² are there, perhaps 10 000
    assert values["bati_reutilisable"].tolist() == [None, None]


# Owners, and what the inventory says of the buildings


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        ("P5a", "oui"),
        ("{P1b,P4a}", "oui"),
        ("F2a|P5a", "oui"),
        ("P5a|X1a", "non"),
        ("{G1a}", "non"),
        (None, None),
        ("inconnu", None),
    ],
)
def test_public_control_is_whole_or_not_or_unknown(owners: str | None, expected: str | None) -> None:
    assert land.public_control(site(proprio_type=owners)).iloc[0] == expected


@pytest.mark.parametrize(
    ("state", "count", "expected"),
    [
        ("dégradation très importante", 2, "oui"),
        ("dégradation moyenne", 2, "non"),
        ("inconnu", 2, None),
        ("inconnu", 0, "non"),
        (None, None, None),
    ],
)
def test_buildings_to_be_cleared_follow_from_the_inventory(
    state: str | None, count: int | None, expected: str | None
) -> None:
    assert land.to_be_cleared(site(bati_etat=state, bati_nombre=count)).iloc[0] == expected


# Unknown, absent, odd


def test_disc_that_stands_for_a_point_keeps_its_declared_area_and_knows_nothing_else() -> None:
    place = Given(ppr_zone=red(BOX), zone_humide=layer([BOX]), batiment=built((BOX, "en ruine", "non", 5.0)))
    values = measured(site(shapely.Point(X + 50, Y + 50), unite_fonciere_surface=34_000), place)
    assert (values["surface_utile_ha"], values["surface_utile_m2"]) == (3.4, 34_000)
    assert values["deductions_inconnues"] == "ppr, zone humide, servitude, pente, étroit"
    known = set(values.index[values.notna()])
    assert known == {"surface_utile_ha", "surface_utile_m2", "deductions_inconnues"}


def test_site_without_place_or_area_knows_nothing() -> None:
    values = measured(site(None))
    assert set(values.index[values.notna()]) == {"deductions_inconnues"}


def test_empty_layers_say_that_there_is_nothing_and_absent_ones_say_nothing(tmp_path: Path) -> None:
    # what producers write, as files
    path = tmp_path / "t.gpkg"
    far = box(5000, 0, 5100, 100)
    for role, columns in {
        "ppr_zone": {"TYPEREG": ["03"]},
        "zone_humide": {"id_zh": ["1"]},
        "batiment": {"usage_1": ["Industriel"], "etat_de_l_objet": ["En service"]},
    }.items():
        layer([far], **columns).iloc[:0].to_file(path, layer=role, engine="pyogrio")
    values = measured(site(), Territory("t", find_sources(path)[1], L93))
    assert values[["deduit_ppr_m2", "deduit_zone_humide_m2", "bati_emprise_m2", "bati_compte"]].tolist() == [0.0] * 4
    assert (values["bati_reutilisable"], values["bati_etat_mesure"]) == ("aucun", None)
    values = measured(site(), Territory("t", {}, L93))
    assert values[["deduit_ppr_m2", "deduit_zone_humide_m2", "bati_emprise_m2", "bati_compte"]].isna().all()
    assert values["bati_reutilisable"] is None


@pytest.mark.parametrize(
    "columns", [{"id_zh": ["1"], "typologie": ["marais"]}, {"type_zone": ["tourbière"]}, {"autre": [1]}]
)
def test_wetlands_are_read_in_any_schema(tmp_path: Path, columns: dict) -> None:
    layer([box(0, 0, 50, 100)], **columns).to_file(tmp_path / "t.gpkg", layer="zone_humide", engine="pyogrio")
    values = measured(site(), Territory("t", find_sources(tmp_path / "t.gpkg")[1], L93))
    assert values["deduit_zone_humide_m2"] == pytest.approx(5000)


def test_odd_geometries_are_measured_or_left_unknown_without_a_failure() -> None:
    line, point = shapely.LineString([(X, Y), (X + 500, Y)]), shapely.Point(X + 10, Y + 10)
    odd = [
        shapely.GeometryCollection([BOX, line, point]),
        shapely.GeometryCollection([line, point]),
        box(0, 0, 0.01, 0.01),
        box(0, 0, 1e-7, 1e-7),
        box(0, 0, 300, 1e-9),
        shapely.Polygon(),
        None,
    ]
    rows = sites(*[BOX] * len(odd))
    rows = rows.set_geometry(gpd.GeoSeries(odd, index=rows.index, crs=L93))
    place = Given(
        ppr_zone=red(shapely.GeometryCollection([box(0, 0, 50, 100), line]), line, point),
        batiment=built((line, None, None, 3.0), (box(0, 0, 20, 20), None, None, 3.0)),
    )
    values = run(rows, place, layers=("rectangles",)).values
    first = values.iloc[0]
    assert (first["surface_utile_m2"], first["deduit_ppr_m2"]) == (pytest.approx(15_000), pytest.approx(5000))
    assert first["gravelius"] == pytest.approx(600 / math.sqrt(4 * math.pi * 20_000))
    assert values["surface_utile_m2"].iloc[1:6].tolist() == pytest.approx([0.0] * 5, abs=1e-3)


def test_no_geometry_is_edited() -> None:
    rows = sites(BOX, box(300, 0, 400, 5))
    before = shapely.to_wkb(rows.geometry.to_numpy())
    run(rows, Given(ppr_zone=red(box(0, 0, 50, 100))))
    assert (shapely.to_wkb(rows.geometry.to_numpy()) == before).all()


def test_need_that_holds_a_hall_does_not_disturb_the_procedures() -> None:
    assert load_profile("industrie_generale").need["halle_m"]["longueur"] == 60


# What must hold whatever the layers

CELLS = 12
boxes = st.lists(
    st.tuples(st.integers(-2, CELLS), st.integers(-2, CELLS), st.integers(1, 9), st.integers(1, 9)), max_size=6
)


def drawn(some: list) -> np.ndarray:
    return np.array([box(10 * x, 10 * y, 10 * (x + w), 10 * (y + h)) for x, y, w, h in some], dtype=object)


def on_grid(some: list) -> np.ndarray:
    cells = np.zeros((CELLS, CELLS), dtype=bool)
    for x, y, width, height in some:
        cells[max(x, 0) : max(x + width, 0), max(y, 0) : max(y + height, 0)] = True
    return cells


@settings(max_examples=80, deadline=None)
@given(boxes, boxes, boxes, st.randoms(use_true_random=False))
def test_areas_are_those_of_a_grid_counted_cell_by_cell_in_any_order_of_the_features(
    red_boxes: list, wet: list, forbidden: list, shuffle
) -> None:
    shapes = np.array([box(0, 0, 10 * CELLS, 10 * CELLS), None], dtype=object)
    known = np.array([True, False])
    layers = {"ppr": red_boxes, "zone_humide": wet, "servitude": forbidden}
    covers = {name: (covering(shapes, drawn(some)), known) for name, some in layers.items()}
    found = subtract(shapes, covers)
    gone = np.zeros((CELLS, CELLS), dtype=bool)
    for name, some in layers.items():
        cells = on_grid(some) & ~gone
        assert found.taken[name][0] == pytest.approx(100 * cells.sum(), abs=1e-5)
        gone |= cells
    # Whole cells of 10 m are wide enough, but for the points at which two of them meet.
    assert found.taken["etroit"][0] == pytest.approx(0.0, abs=1e-5)
    assert found.area[0] == pytest.approx(100 * (~gone).sum(), abs=1e-5)
    assert np.isnan(found.area[1])
    for some in layers.values():
        shuffle.shuffle(some)
    again = subtract(shapes, {name: (covering(shapes, drawn(some)), known) for name, some in layers.items()})
    assert again.area[0] == pytest.approx(found.area[0], abs=1e-6)


def slanted(x: int, y: int, length: int, width: int, angle: int):
    return shapely.affinity.rotate(box(x, y, x + length, y + width), angle)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(slanted, *[st.integers(-20, 150)] * 2, st.integers(5, 120), st.integers(2, 60), st.integers(0, 179)),
        min_size=1,
        max_size=9,
    )
)
def test_gross_is_usable_plus_what_is_taken_off_as_an_independent_overlay_finds_it(some: list) -> None:
    shapes = np.array([some[0], shapely.union_all(some[:3])], dtype=object)
    layers = {"ppr": some[3:5], "zone_humide": some[5:7], "servitude": some[7:]}
    known = np.ones(2, dtype=bool)
    covers = {
        name: (covering(shapes, np.array(each, dtype=object)), known) for name, each in layers.items() if len(each)
    }
    found = subtract(shapes, covers)
    total = np.nansum(list(found.taken.values()), axis=0)
    assert found.area + total == pytest.approx(found.gross, abs=1e-6)
    assert (found.area <= found.gross + 1e-9).all()
    assert (np.nan_to_num(list(found.taken.values())) >= -1e-6).all()
    rows = gpd.GeoDataFrame({"site": [0, 1]}, geometry=list(shapes), crs=L93)
    left = rows
    for each in layers.values():
        if each and not left.empty:
            left = gpd.overlay(left, layer(each), how="difference", keep_geom_type=True)
    wide = found.area + found.taken["etroit"]
    assert left.dissolve("site").area.reindex([0, 1], fill_value=0.0).to_numpy() == pytest.approx(wide, abs=1e-4)
