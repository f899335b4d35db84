"""Shares of sites covered by classes of polygons: exact, overlaps counted once, stopped when asked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled
from gisement.core.measures.overlay import overlay, shares, united_area
from gisement.core.report import Report

SITE = shapely.box(0, 0, 10, 10)


def array(*shapes: object) -> np.ndarray:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def test_site_inside_a_polygon_is_wholly_covered_and_a_polygon_inside_the_site_counts_by_its_area() -> None:
    polygons = array(shapely.box(-5, -5, 15, 15), shapely.box(2, 2, 4, 7), shapely.box(8, 0, 20, 5))
    found = shares(array(SITE), polygons, pd.Series(["all", "in", "part"]))
    assert found.iloc[0].to_dict() == {"all": 1.0, "in": 0.1, "part": 0.1}


def test_what_only_touches_covers_nothing_and_neither_does_a_line() -> None:
    polygons = array(shapely.box(10, 0, 20, 10), shapely.LineString([(0, 5), (10, 5)]), shapely.Point(5, 5))
    found = overlay(array(SITE), polygons)
    assert len(found.piece) == 0
    assert found.covered().tolist() == [0.0]


def test_site_without_area_is_unknown_and_a_polygon_of_no_class_counts_for_none() -> None:
    sites = array(None, shapely.Point(1, 1), SITE)
    found = shares(sites, array(SITE, shapely.box(0, 0, 5, 10)), pd.Series([None, "a"]))
    assert found["a"].isna().tolist() == [True, True, False]
    assert found["a"].iloc[2] == 0.5
    assert shares(sites, array(), pd.Series([], dtype=object)).shape == (3, 0)


def test_one_overlay_answers_for_several_classes_of_the_same_layer() -> None:
    found = overlay(array(SITE), array(shapely.box(0, 0, 5, 10), shapely.box(3, 0, 8, 10)))
    assert found.shares(pd.Series(["a", "b"])).iloc[0].tolist() == [0.5, 0.5]
    assert found.shares(pd.Series(["a", "a"]))["a"].tolist() == [0.8]
    assert found.covered(np.array([False, True])).tolist() == [0.5]
    assert found.covered().tolist() == [0.8]


def test_cells_are_united_each_by_itself_and_a_full_one_needs_no_union() -> None:
    half, rest = shapely.box(0, 0, 5, 10), shapely.box(4, 0, 10, 10)
    cells, area = united_area(np.array([7, 2, 7, 2]), array(half, SITE, rest, half), np.full(4, 100.0))
    assert (cells.tolist(), area.tolist()) == ([2, 7], [100.0, 100.0])
    cells, area = united_area(np.array([], dtype=np.int64), array())
    assert (len(cells), len(area)) == (0, 0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(0, 40))
def test_shares_are_those_of_uniting_and_cutting_one_by_one(seed: int, count: int, many: int) -> None:
    rng = np.random.default_rng(seed)
    sites = shapely.buffer(shapely.points(rng.uniform(0, 60, (count, 2))), rng.uniform(1, 12, count), quad_segs=3)
    polygons = shapely.buffer(shapely.points(rng.uniform(0, 60, (many, 2))), rng.uniform(0.5, 25, many), quad_segs=4)
    classes = pd.Series(rng.choice(["a", "b"], many), dtype=object)
    found = shares(sites, polygons, classes)
    for name in found.columns:
        whole = shapely.union_all(polygons[classes == name])
        expected = shapely.area(shapely.intersection(sites, whole)) / shapely.area(sites)
        assert found[name].to_numpy() == pytest.approx(expected, abs=1e-9)


def test_it_stops_when_asked_to() -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    rng = np.random.default_rng(1)
    many = shapely.buffer(shapely.points(rng.uniform(0, 900, (3_000, 2))), 30)
    with pytest.raises(Cancelled):
        shares(many, many, pd.Series(["a"] * len(many)), Stopped())
