"""The nearest object: ties, what has no place, what holds nothing, what lies inside; and against brute force."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled
from gisement.core.nearest import NONE, NONE_THERE, nearest_objects
from gisement.core.report import Report

SQUARE = shapely.box(0, 0, 100, 100)


def points(*xy: tuple[float, float]) -> np.ndarray:
    return np.array([shapely.Point(*one) for one in xy], dtype=object)


def test_distance_runs_from_the_edge_and_of_equals_the_first_of_the_layer_wins() -> None:
    found = nearest_objects([SQUARE], points((150, 500), (150, 50), (-50, 50), (50, 150)))
    assert (found.row.tolist(), found.metres.tolist()) == ([1], [50.0])
    assert found.kilometres.tolist() == [0.05]


@pytest.mark.parametrize(
    "thing",
    [
        shapely.Point(50, 50),
        shapely.Point(100, 50),
        shapely.LineString([(-10, 50), (500, 50)]),
        shapely.box(-1_000, -1_000, 1_000, 1_000),
        shapely.box(40, 40, 60, 60),
    ],
)
def test_what_touches_holds_or_lies_in_the_site_is_at_no_distance(thing: shapely.Geometry) -> None:
    found = nearest_objects([SQUARE], np.array([shapely.Point(101, 50), thing], dtype=object))
    assert (found.row.tolist(), found.metres.tolist()) == ([1], [0.0])


def test_hole_of_a_polygon_is_outside_of_it() -> None:
    ring = shapely.box(-100, -100, 200, 200).difference(shapely.box(-10, -10, 110, 110))
    assert nearest_objects([SQUARE], [ring]).metres.tolist() == [10.0]


def test_site_without_a_place_is_unknown_and_the_others_keep_theirs() -> None:
    found = nearest_objects([None, SQUARE, shapely.Polygon()], points((150, 50)))
    assert found.row.tolist() == [NONE, 0, NONE]
    assert np.isnan(found.metres).tolist() == [True, False, True]
    assert found.of(["A"]).tolist() == [None, "A", None] == found.named(["A"]).tolist()


@pytest.mark.parametrize("objects", [[], [None], [shapely.Point()]])
def test_layer_that_holds_nothing_is_infinitely_far_and_says_so(objects: list) -> None:
    found = nearest_objects([SQUARE, None], np.array(objects, dtype=object))
    assert found.metres.tolist()[0] == np.inf and np.isnan(found.metres[1])
    assert found.named(["A"] * len(objects)).tolist() == [NONE_THERE, None]
    assert found.of(["A"] * len(objects)).tolist() == [None, None]


def test_objects_without_a_place_are_passed_over() -> None:
    found = nearest_objects([SQUARE], np.array([None, shapely.Point(), shapely.Point(0, 130)], dtype=object))
    assert (found.row.tolist(), found.metres.tolist()) == ([2], [30.0])


def test_no_site_asks_for_nothing() -> None:
    assert len(nearest_objects([], points((0, 0))).row) == 0


def test_search_in_several_turns_is_the_search_at_once_and_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    sites, objects = shapely.points(rng.uniform(0, 1e5, (50, 2))), shapely.points(rng.uniform(0, 1e5, (80, 2)))
    once = nearest_objects(sites, objects)
    monkeypatch.setattr("gisement.core.nearest.AT_ONCE", 7)
    turns = nearest_objects(sites, objects)
    assert (once.row == turns.row).all() and (once.metres == turns.metres).all()

    class Impatient(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        nearest_objects(sites, objects, Impatient())


GRID = st.tuples(st.integers(0, 8), st.integers(0, 8))
KINDS = st.sampled_from(["point", "line", "box", "none"])


def drawn(kind: str, one: tuple[int, int], other: tuple[int, int]) -> shapely.Geometry | None:
    if kind == "none":
        return None
    if kind == "point":
        return shapely.Point(one)
    if kind == "line":
        return shapely.LineString([one, (other[0] + 0.5, other[1])])
    return shapely.box(*one, one[0] + 1 + other[0] % 3, one[1] + 1 + other[1] % 3)


SHAPES = st.lists(st.builds(drawn, KINDS, GRID, GRID), max_size=9)


@settings(max_examples=150, deadline=None)
@given(SHAPES, SHAPES)
def test_nearest_is_the_first_of_the_least_distances_to_every_object(sites: list, objects: list) -> None:
    found = nearest_objects(np.array(sites, dtype=object), np.array(objects, dtype=object))
    for site, row, metres in zip(sites, found.row, found.metres):
        away = [np.inf if site is None or one is None else site.distance(one) for one in objects]
        if site is None:
            assert row == NONE and np.isnan(metres)
        elif not np.isfinite(away).any():
            assert row == NONE and metres == np.inf
        else:
            assert metres == min(away)
            assert row == int(np.argmin(away))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_nearest_line_is_that_of_brute_force_inside_and_far_from_a_dense_network(seed: int) -> None:
    random = np.random.default_rng(seed)
    start = random.uniform(0, 1_000, (300, 2))
    lines = shapely.linestrings(np.stack([start, start + random.uniform(-60, 60, (300, 2))], axis=1))
    # One long line that begins far away, and sites in, beside and far from the others.
    lines = np.append(lines, shapely.LineString([(-50_000, -9), (2_000, -9)]))
    corner = np.concatenate([random.uniform(0, 1_000, (20, 2)), random.uniform(-5_000, 5_000, (10, 2)), [[90_000, 0]]])
    sites = shapely.box(*corner.T, *(corner + random.uniform(1, 80, corner.shape)).T)
    found = nearest_objects(sites, lines)
    metres = shapely.distance(sites[:, None], lines[None, :])
    assert found.metres.tolist() == pytest.approx(metres.min(axis=1).tolist())
    assert found.row.tolist() == metres.argmin(axis=1).tolist()
