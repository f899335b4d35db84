"""The artificialisation measure: areas by hand, gaps, overlaps, unknown, two vintages, the programme."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from gisement_tests.cover import BUILT, FIELD, L93, LAWN, PAVED, WOOD, X, Y, box, layer, measured, sites
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled, GisementError
from gisement.core.measures import Request, artificialisation
from gisement.core.measures.artificialisation import COLUMNS
from gisement.core.measures.artificialisation.areas import areas_of
from gisement.core.measures.artificialisation.cover import Cover
from gisement.core.measures.overlay import overlay
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source, find_sources

#: a site of one hectare, and four quarters of 2 500 m² that cover it
SITE = box(0, 0, 100, 100)
QUARTERS = [box(0, 0, 50, 50), box(50, 0, 100, 50), box(0, 50, 50, 100), box(50, 50, 100, 100)]
PARTITION = ("ocsge_inconnu_m2", "ocsge_lacune_m2")
NUMBERS = [column.key for column in COLUMNS if column.kind == "real"]


def only(folder: Path, *rows: Any, need: dict | None = None, report: Report | None = None, **more: Any) -> pd.Series:
    """Measure the one site on rows of land cover."""
    return measured(folder, sites(SITE), need, report, ocsge=layer(*rows, **more)).iloc[0]


def warned(report: Report) -> dict[str, dict[str, Any]]:
    return dict(report.warnings)


# --- Areas


def test_four_quarters_are_measured_each_for_what_it_is(tmp_path: Path) -> None:
    report = Report()
    values = only(tmp_path, *zip(QUARTERS, (BUILT, PAVED, LAWN, WOOD)), report=report, millesime=[2021] * 4)
    known = {
        "artif_m2": 7_500,
        "artif_pct": 75,
        "artif_seuil_m2": 0,
        "imper_m2": 5_000,
        "imper_pct": 50,
        "vegetation_part": 0.5,
        "ocsge_couverte_part": 1,
        **dict.fromkeys(("ocsge_lacune_m2", "ocsge_inconnu_m2", "ocsge_recouvrement_m2", "ocsge_desaccord_m2"), 0),
        # 90 % of the hectare is built or sealed: 7 500 m² of it are so already.
        "nouvelle_artif_m2": 1_500,
        "desartif_possible_m2": 0,
        "enaf_evite_ha": 0.75,
    }
    assert values[list(known)].to_dict() == pytest.approx(known)
    assert (values["artif_origine"], values["ocsge_millesime"]) == ("matrice", "2021")
    assert values[["artif_avant_m2", "ocsge_millesime_avant", "artif_evolution_m2"]].isna().all()
    assert set(warned(report)) == {"role_absent"}
    assert warned(report)["role_absent"]["role"] == "ocsge_avant"


def test_every_column_is_there_with_its_kind(tmp_path: Path) -> None:
    values = measured(tmp_path, sites(SITE), ocsge=layer(*zip(QUARTERS, (BUILT, PAVED, LAWN, WOOD))))
    assert list(values.columns) == [column.key for column in COLUMNS]
    assert all(pd.api.types.is_float_dtype(kind) for kind in values[NUMBERS].dtypes)


def test_abandoned_grass_counts_unless_the_profile_says_otherwise(tmp_path: Path) -> None:
    rows = [(SITE, LAWN)]
    assert only(tmp_path, *rows)["artif_pct"] == pytest.approx(100)
    other = only(tmp_path, *rows, need={"artificialisation": {"herbe_delaissee": False}})
    assert other["artif_pct"] == 0


# --- Gaps, overlaps, codes


def test_a_gap_is_measured_and_makes_the_rest_the_least(tmp_path: Path) -> None:
    report = Report()
    values = only(tmp_path, *zip(QUARTERS[:3], (BUILT, PAVED, WOOD)), report=report)
    known = {"artif_m2": 5_000, "imper_m2": 5_000, "ocsge_lacune_m2": 2_500, "ocsge_couverte_part": 0.75}
    assert values[list(known)].to_dict() == pytest.approx(known)
    assert values[["artif_pct", "imper_pct", "nouvelle_artif_m2", "enaf_evite_ha"]].isna().all()
    # A quarter with vegetation is more than the tenth that decides.
    assert values["vegetation_part"] == pytest.approx(0.25)
    # Whatever is in the gap, not more than 90 % is artificialised.
    assert values["desartif_possible_m2"] == 0
    assert warned(report)["cover_gaps"] == {"role": "ocsge", "count": 1}


def test_nothing_found_on_a_part_is_not_nothing(tmp_path: Path) -> None:
    values = only(tmp_path, (box(0, 0, 5, 100), WOOD))
    assert values[["artif_m2", "imper_m2", "vegetation_part", "artif_seuil_m2"]].isna().all()
    assert values["ocsge_couverte_part"] == pytest.approx(0.05)


@pytest.mark.parametrize(("width", "known"), [(98.99, False), (99.0, True), (99.01, True)])
def test_a_share_is_told_from_99_per_cent_of_the_site_on(tmp_path: Path, width: float, known: bool) -> None:
    values = only(tmp_path, (box(0, 0, width, 100), ("CS1.1.2.1", "US2")))
    assert (not math.isnan(values["artif_pct"])) == known
    assert (not math.isnan(values["vegetation_part"])) == known
    assert values["artif_m2"] == pytest.approx(100 * width)
    if known:
        # What is not known counts as not artificialised yet.
        assert values["nouvelle_artif_m2"] == pytest.approx(0)
        assert values["desartif_possible_m2"] == pytest.approx(100 * width - 9_000)
        assert values["enaf_evite_ha"] == pytest.approx(width / 100)


@pytest.mark.parametrize(("width", "told"), [(10.0, None), (10.01, 0.1001)])
def test_vegetation_on_more_than_a_tenth_stands_whatever_the_rest_is(tmp_path: Path, width: float, told: Any) -> None:
    share = only(tmp_path, (box(0, 0, width, 100), WOOD))["vegetation_part"]
    assert math.isnan(share) if told is None else share == pytest.approx(told)


def test_overlaps_count_once_and_what_is_not_artificialised_wins(tmp_path: Path) -> None:
    report = Report()
    rows = [(SITE, PAVED), (box(0, 0, 50, 100), WOOD), (box(0, 0, 100, 20), LAWN)]
    values = only(tmp_path, *rows, report=report)
    known = {
        "artif_m2": 5_000,
        "ocsge_recouvrement_m2": 6_000,
        "ocsge_desaccord_m2": 5_000,
        "ocsge_lacune_m2": 0,
        # Unsealed ground wins over sealed, vegetation over bare ground.
        "imper_m2": 4_000,
        "vegetation_part": 0.6,
    }
    assert values[list(known)].to_dict() == pytest.approx(known)
    assert warned(report)["cover_overlaps"] == {"role": "ocsge", "count": 1, "disputed": "5000"}


def test_polygons_drawn_twice_change_nothing_but_the_overlap(tmp_path: Path) -> None:
    rows = list(zip(QUARTERS, (BUILT, PAVED, LAWN, WOOD)))
    once, twice = only(tmp_path, *rows), only(tmp_path, *rows, *rows)
    assert twice["ocsge_recouvrement_m2"] == pytest.approx(10_000)
    assert twice["ocsge_desaccord_m2"] == 0
    same = [key for key in NUMBERS if key != "ocsge_recouvrement_m2"]
    assert twice[same].to_dict() == pytest.approx(once[same].to_dict(), nan_ok=True)


def test_codes_that_say_nothing_are_measured_and_named(tmp_path: Path) -> None:
    report = Report()
    said = [("CS9.9", "US2"), PAVED, (None, None), ("CS2.2.1", "INDETERMINE")]
    values = only(tmp_path, *zip(QUARTERS, said), report=report)
    assert values["ocsge_inconnu_m2"] == pytest.approx(7_500)
    assert values["artif_m2"] == pytest.approx(2_500)
    told = warned(report)["cover_codes_unknown"]
    assert (told["role"], told["count"]) == ("ocsge", 3)
    assert all(code in told["codes"] for code in ("CS9.9 × US2", "– × –", "CS2.2.1 × INDETERMINE"))


def test_a_use_that_nobody_knows_is_no_matter_where_the_cover_decides(tmp_path: Path) -> None:
    report = Report()
    said = [("CS1.1.1.2", "INDETERMINE"), ("CS2.1.1", None), ("CS1.1.1", "US4"), ("CS2.1", "US6")]
    values = only(tmp_path, *zip(QUARTERS, said), report=report)
    assert values["artif_m2"] == pytest.approx(5_000)
    assert values["ocsge_inconnu_m2"] == 0
    assert "cover_codes_unknown" not in warned(report)


@st.composite
def covers(draw: Any) -> tuple[Any, list[Any], list[float]]:
    """A site of any shape, and rectangles with a status, that overlap and leave gaps as they come."""
    number = st.integers(0, 20)
    corners = draw(st.lists(st.tuples(number, number), min_size=3, max_size=6, unique=True))
    site = shapely.convex_hull(shapely.multipoints([(X + x, Y + y) for x, y in corners]))
    shapes = []
    for _ in range(draw(st.integers(0, 7))):
        x, y, w, h = draw(number), draw(number), draw(st.integers(1, 12)), draw(st.integers(1, 12))
        shapes.append(box(x, y, x + w, y + h))
    return site, shapes, [draw(st.sampled_from([1.0, 0.0, math.nan])) for _ in shapes]


@given(covers())
@settings(max_examples=120, deadline=None)
def test_the_parts_make_the_site_and_each_is_what_a_drawing_by_hand_gives(said: tuple) -> None:
    site, shapes, status = said
    if not site.area > 0:
        return
    states = np.array(status, dtype=float)
    no = np.zeros(len(shapes), dtype=bool)
    polygons = np.array(shapes, dtype=object)
    cover = Cover(polygons, states, states, states, no, ~no, no, states, np.array([""] * len(shapes), dtype=object))
    areas = areas_of(overlay(np.array([site]), cover.shape), cover, Report())

    natural, artificial = (
        shapely.union_all([shape for shape, value in zip(shapes, status) if value == kind]) for kind in (0.0, 1.0)
    )
    whole = shapely.union_all(shapes)
    assert areas.natural[0] == pytest.approx(natural.intersection(site).area, abs=1e-6)
    assert areas.artificial[0] == pytest.approx(artificial.difference(natural).intersection(site).area, abs=1e-6)
    assert areas.gap[0] == pytest.approx(site.difference(whole).area, abs=1e-6)
    total = areas.artificial[0] + areas.natural[0] + areas.unknown[0] + areas.gap[0]
    assert total == pytest.approx(site.area, rel=1e-9)
    assert (areas.artificial[0], areas.natural[0], areas.unknown[0], areas.gap[0]) >= (0, 0, 0, 0)
    pairs = [a.intersection(b) for n, a in enumerate(shapes) for b in shapes[n + 1 :]]
    assert areas.overlapping[0] == pytest.approx(shapely.union_all(pairs).intersection(site).area, abs=1e-6)
    assert areas.disputed[0] == pytest.approx(artificial.intersection(natural).intersection(site).area, abs=1e-6)
    assert areas.vegetated[0] == pytest.approx(artificial.intersection(site).area, abs=1e-6)


# --- Who is measured, and by what


def test_a_site_without_its_true_shape_is_unknown(tmp_path: Path) -> None:
    shapes = shapely.Point(X + 50, Y + 50), shapely.Point(X, Y), None, SITE
    places = sites(*shapes, unite_fonciere_surface=[900, None, None, None])
    values = measured(tmp_path, places, ocsge=layer((box(-500, -500, 500, 500), PAVED)))
    assert values.iloc[:3].isna().all(axis=None)
    assert values.iloc[3]["artif_pct"] == pytest.approx(100)


def test_no_layer_is_unknown_and_an_empty_one_covers_nothing(tmp_path: Path) -> None:
    report = Report()
    absent = measured(tmp_path, sites(SITE), report=report).iloc[0]
    assert absent.isna().all()
    assert [facts["role"] for code, facts in report.warnings if code == "role_absent"] == ["ocsge", "ocsge_avant"]
    report = Report()
    empty = measured(tmp_path, sites(SITE), report=report, ocsge=layer((SITE, PAVED)).iloc[:0]).iloc[0]
    assert (empty["ocsge_couverte_part"], empty["ocsge_lacune_m2"]) == (0, 10_000)
    assert empty[["artif_m2", "artif_pct", "imper_m2", "artif_origine", "ocsge_millesime"]].isna().all()
    assert "cover_gaps" in warned(report)


def test_lines_and_points_cover_nothing_and_are_told(tmp_path: Path) -> None:
    report = Report()
    rows = layer((SITE.boundary, PAVED), (SITE.centroid, PAVED), (SITE, WOOD))
    values = measured(tmp_path, sites(SITE), report=report, ocsge=rows).iloc[0]
    assert values["artif_m2"] == 0
    assert warned(report)["cover_without_area"] == {"role": "ocsge", "count": 2}


def test_a_polygon_that_crosses_itself_is_mended_and_counts(tmp_path: Path) -> None:
    bow = shapely.Polygon([(X, Y), (X + 100, Y + 100), (X + 100, Y), (X, Y + 100)])
    spike = shapely.Polygon(
        [(X, Y + 100), (X + 50, Y + 50), (X + 100, Y + 100), (X + 50, Y + 100), (X + 50, Y + 150), (X + 50, Y + 100)]
    )
    report = Report()
    values = only(tmp_path, (bow, LAWN), (spike, WOOD), report=report)
    assert values["artif_m2"] == pytest.approx(5_000)
    assert values["ocsge_lacune_m2"] == pytest.approx(2_500)
    assert warned(report)["geometries_repaired"]["count"] == 2


def test_a_layer_in_degrees_gives_the_same(tmp_path: Path) -> None:
    rows = list(zip(QUARTERS, (BUILT, PAVED, LAWN, WOOD)))
    flat = measured(tmp_path, sites(SITE), ocsge=layer(*rows)).iloc[0]
    round_ = measured(tmp_path, sites(SITE), ocsge=layer(*rows).to_crs(4326)).iloc[0]
    assert round_[NUMBERS].to_dict() == pytest.approx(flat[NUMBERS].to_dict(), abs=1e-2, nan_ok=True)


def test_a_layer_of_half_the_territory_leaves_the_other_half_unknown(tmp_path: Path) -> None:
    communes = gpd.GeoDataFrame(
        {"code_insee": ["33001", "33002"]}, geometry=[box(-900, -900, 100, 900), box(100, -900, 900, 900)], crs=L93
    )
    communes.to_file(tmp_path / "t.gpkg", layer="commune", engine="pyogrio")
    layer((box(-900, -900, 100, 900), PAVED)).to_file(tmp_path / "t.gpkg", layer="ocsge", engine="pyogrio")
    said = {"commune": "t.gpkg|layername=commune", "ocsge": {"source": "t.gpkg|layername=ocsge", "couvre": ["33001"]}}
    (tmp_path / "t.json").write_text(json.dumps({"roles": said}))
    territory = Territory.open(tmp_path / "t.json", L93)
    places = sites(SITE, box(50, 0, 150, 100), box(200, 0, 300, 100))
    values = artificialisation.run(places, territory, Request(), Report()).values
    assert values["artif_pct"].tolist() == pytest.approx([100, math.nan, math.nan], nan_ok=True)
    assert values["artif_m2"].tolist() == pytest.approx([10_000, 5_000, math.nan], nan_ok=True)
    assert values["ocsge_lacune_m2"].tolist() == pytest.approx([0, 5_000, 10_000])


def test_the_tiles_of_a_large_layer_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gisement.core.measures import around as tiling

    rng = np.random.default_rng(5)
    at = rng.integers(0, 60, (40, 2)) * 40.0
    places = sites(*(box(x, y, x + 130, y + 70) for x, y in at))
    kinds = [BUILT, PAVED, LAWN, WOOD, FIELD]
    cells = [
        (box(40 * c, 40 * r, 40 * c + 40, 40 * r + 40), kinds[n])
        for (c, r), n in zip(np.ndindex(64, 64), rng.integers(0, 5, 4096))
    ]
    rows = layer(*cells)
    at_once = measured(tmp_path, places, ocsge=rows)
    monkeypatch.setattr(tiling, "AT_ONCE", 10)
    monkeypatch.setattr(tiling, "TILE", 300.0)
    by_tiles = measured(tmp_path, places, ocsge=rows)
    pd.testing.assert_frame_equal(by_tiles, at_once, rtol=1e-12)
    assert at_once["artif_seuil_m2"].gt(0).any()


def test_a_run_that_is_stopped_stops(tmp_path: Path) -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        measured(tmp_path, sites(SITE), report=Stopped(), ocsge=layer((SITE, PAVED)))


# --- Two vintages


NOW, THEN = (
    [(box(0, 0, 100, 60), PAVED), (box(0, 60, 100, 100), WOOD)],
    [(box(0, 0, 100, 30), PAVED), (box(0, 30, 100, 100), FIELD)],
)
CHANGE = {"artif_m2": 6_000, "artif_avant_m2": 3_000, "artif_evolution_m2": 3_000}


def holds(values: pd.Series, years: tuple[str | None, str | None] = ("2021", "2018")) -> None:
    assert values[list(CHANGE)].to_dict() == pytest.approx(CHANGE)
    assert (values["ocsge_millesime"], values["ocsge_millesime_avant"]) == years


def test_two_layers_give_the_change(tmp_path: Path) -> None:
    report = Report()
    now, then = layer(*NOW, millesime=[2021] * 2), layer(*THEN, millesime=[2018] * 2)
    values = measured(tmp_path, sites(SITE), report=report, ocsge=now, ocsge_avant=then).iloc[0]
    holds(values)
    assert not report.warnings


def test_rows_of_two_vintages_in_one_layer_give_the_change_and_are_told(tmp_path: Path) -> None:
    report = Report()
    both = layer(*NOW, *THEN, millesime=["2021-01-01"] * 2 + ["2018-01-01"] * 2)
    values = measured(tmp_path, sites(SITE), report=report, ocsge=both).iloc[0]
    holds(values)
    assert values["ocsge_recouvrement_m2"] == 0, "an older vintage is no overlap"
    assert warned(report) == {"cover_of_two_vintages": {"role": "ocsge", "years": "2018, 2021"}}
    # The same layer given for both roles says the same.
    again = measured(tmp_path, sites(SITE), ocsge=both, ocsge_avant=both).iloc[0]
    pd.testing.assert_series_equal(again, values)


def test_of_three_vintages_the_last_two_are_compared(tmp_path: Path) -> None:
    oldest = [(SITE, WOOD)]
    rows = layer(*oldest, *NOW, *THEN, millesime=[2015] + [2021] * 2 + [2018] * 2)
    report = Report()
    holds(measured(tmp_path, sites(SITE), report=report, ocsge=rows).iloc[0])
    assert warned(report) == {"cover_of_two_vintages": {"role": "ocsge", "years": "2015, 2018, 2021"}}
    holds(measured(tmp_path, sites(SITE), ocsge=layer(*NOW, millesime=[2021] * 2), ocsge_avant=rows).iloc[0])


def test_each_departement_has_years_of_its_own(tmp_path: Path) -> None:
    def east(rows: list) -> list:
        return [(shapely.affinity.translate(shape, 100), said) for shape, said in rows]

    years = [2021] * 2 + [2018] * 2 + [2020] * 2 + [2017] * 2
    rows = layer(*NOW, *THEN, *east(NOW), *east(THEN), millesime=years)
    values = measured(tmp_path, sites(SITE, box(100, 0, 200, 100), box(50, 0, 150, 100)), ocsge=rows)
    holds(values.iloc[0])
    holds(values.iloc[1], ("2020", "2017"))
    holds(values.iloc[2], ("2020, 2021", "2017, 2018"))


def test_columns_of_two_years_give_the_change_and_are_told(tmp_path: Path) -> None:
    pieces = [box(0, 0, 100, 30), box(0, 30, 100, 60), box(0, 60, 100, 100)]
    now, then = (PAVED, PAVED, WOOD), (PAVED, FIELD, FIELD)
    columns = {"CS_2018": [one for one, _ in then], "US_2018": [one for _, one in then]}
    rows = layer(*zip(pieces, now), names=("CS_2021", "US_2021"), **columns)
    report = Report()
    values = measured(tmp_path, sites(SITE), report=report, ocsge=rows).iloc[0]
    holds(values)
    assert warned(report) == {"cover_of_two_vintages": {"role": "ocsge", "years": "2018, 2021"}}
    again = measured(tmp_path, sites(SITE), ocsge=rows, ocsge_avant=rows).iloc[0]
    pd.testing.assert_series_equal(again, values)


@pytest.mark.parametrize("years", [{}, {"millesime": [2021, 2021]}])
def test_the_same_vintage_twice_is_no_change_of_nothing(tmp_path: Path, years: dict[str, list[int]]) -> None:
    path = tmp_path / "t.gpkg"
    layer(*NOW, **years).to_file(path, layer="ocsge", engine="pyogrio")
    sources = {role: Source(role, str(path), "ocsge") for role in ("ocsge", "ocsge_avant")}
    report = Report()
    territory = Territory("t", sources, L93, report)
    values = artificialisation.run(sites(SITE), territory, Request(), report).values.iloc[0]
    assert values["artif_m2"] == pytest.approx(6_000)
    assert values[["artif_avant_m2", "artif_evolution_m2", "ocsge_millesime_avant"]].isna().all()
    assert warned(report)["cover_not_older"] == {"role": "ocsge_avant", "count": 2}


def test_the_vintage_of_the_source_stands_for_that_of_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    layer(*NOW).to_file(path, layer="ocsge", engine="pyogrio")
    layer(*THEN).to_file(path, layer="ocsge_avant", engine="pyogrio")
    sources = {
        role: Source(role, str(path), role, vintage=year)
        for role, year in (("ocsge", "2021-01-01"), ("ocsge_avant", "2018"))
    }
    holds(artificialisation.run(sites(SITE), Territory("t", sources, L93), Request(), Report()).values.iloc[0])


def test_the_change_is_unknown_where_one_vintage_does_not_cover_the_site(tmp_path: Path) -> None:
    values = measured(tmp_path, sites(SITE), ocsge=layer(*NOW), ocsge_avant=layer(*THEN[:1])).iloc[0]
    assert values["artif_avant_m2"] == pytest.approx(3_000)
    assert math.isnan(values["artif_evolution_m2"])


def test_two_ways_of_judging_are_told(tmp_path: Path) -> None:
    report = Report()
    now = layer(*NOW, artif=["artif", "non artif"])
    values = measured(tmp_path, sites(SITE), report=report, ocsge=now, ocsge_avant=layer(*THEN)).iloc[0]
    holds(values, (None, None))
    assert warned(report)["cover_methods_differ"] == {"role": "ocsge_avant", "count": 1}


# --- The programme


@pytest.mark.parametrize(
    ("paved", "new", "back", "spared"),
    [(0, 9_000, 0, 0.0), (50, 4_000, 0, 0.5), (90, 0, 0, 0.9), (95, 0, 500, 0.95), (100, 0, 1_000, 1.0)],
)
def test_the_programme_takes_what_is_artificialised_first(
    tmp_path: Path, paved: float, new: float, back: float, spared: float
) -> None:
    rows = [(box(0, -400, paved, 400), PAVED)] if paved else []
    values = only(tmp_path, *rows, (box(paved, -400, 400, 400), WOOD))
    assert values["artif_pct"] == pytest.approx(paved)
    found = values[["nouvelle_artif_m2", "desartif_possible_m2", "enaf_evite_ha"]].tolist()
    assert found == pytest.approx([new, back, spared], abs=1e-6)


def test_the_profile_may_say_another_programme_and_another_ratio(tmp_path: Path) -> None:
    rows = [(box(0, -400, 80, 400), PAVED), (box(80, -400, 400, 400), WOOD)]
    programme = {"bati_part": 0.3, "impermeable_part": 0.3, "vert_part": 0.4}
    values = only(tmp_path, *rows, need={"programme": programme, "artificialisation": {"enaf_ratio": 0.7}})
    found = values[["nouvelle_artif_m2", "desartif_possible_m2", "enaf_evite_ha"]].tolist()
    assert found == pytest.approx([0, 2_000, 0.5])


@pytest.mark.parametrize(
    "need",
    [
        {"programme": {"bati_part": 0.6, "impermeable_part": 0.3}},
        {"programme": {"bati_part": 0.6, "impermeable_part": 0.3, "vert_part": 0.2}},
        {"programme": {"bati_part": -0.1, "impermeable_part": 1.0, "vert_part": 0.1}},
        {"programme": {"bati_part": "60 %", "impermeable_part": 0.3, "vert_part": 0.1}},
        {"programme": {"bati_part": True, "impermeable_part": 0, "vert_part": 0}},
        {"programme": "usine"},
        {"artificialisation": {"enaf_ratio": -1}},
        {"artificialisation": {"enaf_ratio": "1"}},
    ],
)
def test_a_programme_that_makes_no_sense_is_refused(tmp_path: Path, need: dict[str, Any]) -> None:
    with pytest.raises(GisementError) as refused:
        only(tmp_path, (SITE, PAVED), need=need)
    assert refused.value.code == "programme_invalid"


def test_the_usual_programme_makes_a_whole() -> None:
    said = resource("measures/artificialisation")["programme"]
    assert sum(said[part] for part in ("bati_part", "impermeable_part", "vert_part")) == pytest.approx(1.0)


# --- The demonstration territory


def test_the_thresholds_find_what_the_producer_of_the_demonstration_territory_says(
    demo_territory: Callable[[int], Path], tmp_path: Path
) -> None:
    from gisement.core.sites import Findings, add_footprints, import_inventory

    path = demo_territory(1)
    places = add_footprints(import_inventory(path, layer="friches").sites, Findings())
    told = artificialisation.run(places, Territory("t", find_sources(path)[1], L93), Request(), Report()).values
    for role in ("ocsge", "ocsge_avant"):
        rows = gpd.read_file(path, layer=role, engine="pyogrio")[["code_cs", "code_us", "geometry"]]
        rows.to_file(tmp_path / "t.gpkg", layer=role, engine="pyogrio")
    found = artificialisation.run(
        places, Territory("t", find_sources(tmp_path / "t.gpkg")[1], L93), Request(), Report()
    ).values
    assert set(told["artif_origine"].dropna()) == {"IGN"}
    assert set(found["artif_origine"].dropna()) == {"matrice"}
    pd.testing.assert_frame_equal(found[NUMBERS], told[NUMBERS], atol=1e-6)
    assert told["artif_seuil_m2"].gt(0).any()
    assert told["artif_evolution_m2"].lt(0).any()
