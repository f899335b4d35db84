"""The largest rectangle in a shape: by hand, against an exhaustive search, and what must hold of any shape."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from gisement.core.errors import Cancelled
from gisement.core.measures.land.rectangles import hall_factors, largest_rectangles, rectangles_and_factors
from gisement.core.report import Report

#: where France lies in Lambert-93
EAST, NORTH = 880_000.123, 6_270_000.456
#: metres by which a rectangle may stick out
OUT = 1e-3


def box(*sides: float) -> shapely.Polygon:
    return shapely.box(*sides)


# name: shape, area of its largest rectangle, and factor of a hall of 100 m × 30 m in it
KNOWN = {
    "rectangle": (box(0, 0, 120, 45), 120 * 45, 1.2),
    "L": (shapely.union_all([box(0, 0, 100, 40), box(0, 0, 50, 80)]), 100 * 40, 1.0),
    "T": (shapely.union_all([box(0, 60, 120, 90), box(45, 0, 75, 60)]), 120 * 30, 1.0),
    "U": (shapely.union_all([box(0, 0, 100, 30), box(0, 0, 30, 90), box(70, 0, 100, 90)]), 100 * 30, 1.0),
    "ring": (box(0, 0, 100, 100).difference(box(30, 30, 70, 70)), 100 * 30, 1.0),
    "plus": (shapely.union_all([box(40, 0, 80, 120), box(0, 40, 120, 80)]), 120 * 40, 1.2),
}


def sticks_out(rectangles: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    return ~shapely.covers(shapely.buffer(shapes, OUT), rectangles)


def turned_and_moved(shape: shapely.Geometry, degrees: np.ndarray) -> np.ndarray:
    return np.array(
        [affinity.translate(affinity.rotate(shape, each, origin=(0, 0)), EAST, NORTH) for each in degrees], dtype=object
    )


def random_shape(seed: int) -> shapely.Polygon:
    """Draw a star, a heap of rectangles or a band, with up to three holes or notches, turned at random."""
    random = np.random.default_rng(seed)
    kind = seed % 4
    if kind == 0:
        angle = np.sort(random.uniform(0, 2 * np.pi, random.integers(5, 30)))
        radius = random.uniform(0.3, 1, len(angle)) * 100
        shape = shapely.Polygon(np.c_[radius * np.cos(angle) * random.uniform(0.2, 1), radius * np.sin(angle)])
    elif kind == 3:
        way = np.cumsum(random.normal(0, 60, (random.integers(3, 8), 2)), axis=0)
        shape = shapely.LineString(way).buffer(random.uniform(5, 40), join_style="mitre", cap_style="flat")
    else:
        turn = random.uniform(0, 90, 5) * (kind == 1)
        heap = [
            affinity.translate(
                affinity.rotate(box(0, 0, *random.uniform(20, 200, 2)), each), *random.uniform(-80, 80, 2)
            )
            for each in turn[: random.integers(1, 6)]
        ]
        shape = shapely.union_all(heap)
    shape = shape.buffer(0)
    left, low, right, top = shape.bounds
    for _ in range(random.integers(0, 4)):
        hole = box(0, 0, *random.uniform(0.02, 0.2, 2) * max(right - left, top - low))
        hole = affinity.rotate(hole, random.uniform(0, 90))
        shape = shape.difference(affinity.translate(hole, random.uniform(left, right), random.uniform(low, top)))
    shape = max(shapely.get_parts(shape), key=shapely.area)
    return affinity.rotate(shape, random.uniform(0, 360))


@pytest.mark.parametrize("name", KNOWN)
def test_known_shapes_are_measured_to_the_centimetre_at_any_rotation(name: str) -> None:
    shape, area, factor = KNOWN[name]
    shapes = turned_and_moved(shape, np.r_[0.0, 90.0, 45.0, 1e-7, np.linspace(3.21, 357.0, 20)])
    found, factors = rectangles_and_factors(shapes, 100.0, 30.0)
    length = 120.0 if name in ("rectangle", "T", "plus") else 100.0
    assert found.length == pytest.approx(length, abs=0.01)
    assert found.width == pytest.approx(area / length, abs=0.01)
    assert shapely.area(found.shape) == pytest.approx(area, abs=1.0)
    assert not sticks_out(found.shape, shapes).any()
    assert factors == pytest.approx(factor, rel=1e-4)
    assert hall_factors(shapes, 30.0, 100.0) == pytest.approx(factor, rel=1e-4)


def test_azimuth_is_that_of_the_long_side_clockwise_from_north() -> None:
    degrees = np.array([0.0, 30.0, 90.0, 120.0, 179.0, 200.0])
    found = largest_rectangles(turned_and_moved(box(0, 0, 120, 45), degrees))
    apart = (found.azimuth - (90.0 - degrees)) % 180.0
    assert np.minimum(apart, 180.0 - apart) == pytest.approx(0.0, abs=1e-6)
    assert ((found.azimuth >= 0.0) & (found.azimuth < 180.0)).all()


def test_corners_are_those_of_the_sides_and_the_direction_told() -> None:
    found = largest_rectangles(np.array([random_shape(seed) for seed in range(8)], dtype=object))
    for shape, length, width, azimuth in zip(found.shape, found.length, found.width, found.azimuth):
        corner = shapely.get_coordinates(shape)
        assert len(corner) == 5
        side = np.diff(corner, axis=0)
        metres = np.hypot(side[:, 0], side[:, 1])
        assert sorted(metres) == pytest.approx([width, width, length, length], abs=1e-6)
        long = side[metres.argmax()]
        apart = (np.degrees(np.arctan2(long[0], long[1])) - azimuth) % 180.0
        assert min(apart, 180.0 - apart) == pytest.approx(0.0, abs=1e-4)


@pytest.mark.parametrize(("length", "width"), [(100.0, 30.0), (300.0, 20.0), (50.0, 50.0), (120.0, 60.0)])
@pytest.mark.parametrize(("long", "short"), [(100.0, 100.0), (120.0, 45.0), (100.0, 80.0), (200.0, 20.0)])
def test_hall_stands_askew_in_a_rectangle_where_that_gives_it_more_room(
    long: float, short: float, length: float, width: float
) -> None:
    shapes = turned_and_moved(box(0, 0, long, short), np.array([0.0, 17.0, 45.0, 133.7]))
    assert hall_factors(shapes, length, width) == pytest.approx(by_carver(long, short, length, width), rel=5e-4)


def by_carver(long: float, short: float, length: float, width: float) -> float:
    """Scale a rectangle by what lets it into another (Carver, Mathematics Magazine 30, 1957)."""
    a, b = np.linspace(0.0, 3.0, 600_001)[1:] * long / length * np.array([[length], [width]])
    root = np.sqrt(np.maximum(a**2 + b**2 - long**2, 0.0))
    askew = (b <= short) & (short >= (2.0 * a * b * long + (a**2 - b**2) * root) / (a**2 + b**2))
    return a[(a <= long) & (b <= short) | (a > long) & askew].max() / length


def test_triangle_holds_half_its_area() -> None:
    random = np.random.default_rng(7)
    triangles = shapely.polygons(random.uniform(0, 300, (60, 3, 2)))
    found = largest_rectangles(triangles)
    assert shapely.area(found.shape) == pytest.approx(shapely.area(triangles) / 2.0, rel=0.005)


@pytest.mark.parametrize("corners", [64, 720, 3000])
def test_circle_holds_its_inscribed_square(corners: int) -> None:
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    circle = shapely.Polygon(np.c_[np.cos(angle), np.sin(angle)] * 50.0 + [EAST, NORTH])
    found, factors = rectangles_and_factors(np.array([circle], dtype=object), 40.0, 30.0)
    assert shapely.area(found.shape) / (np.pi * 50.0**2) == pytest.approx(2.0 / np.pi, rel=0.002)
    assert found.length == pytest.approx(found.width, rel=0.05)
    assert factors == pytest.approx(2.0, rel=0.002)


def test_what_has_no_area_has_no_rectangle() -> None:
    shapes = np.array(
        [
            None,
            shapely.Polygon(),
            shapely.MultiPolygon(),
            shapely.Point(1, 2),
            shapely.LineString([(0, 0), (10, 0)]),
            shapely.Polygon([(0, 0), (10, 0), (20, 0), (0, 0)]),
            shapely.Polygon([(0, 0), (1000, 1000), (1000, 1000 + 1e-10)]),
            shapely.Polygon([(0, 0), (np.nan, 0), (20, 5), (0, 0)]),
        ],
        dtype=object,
    )
    found, factors = rectangles_and_factors(shapes, 10.0, 5.0)
    assert found.shape.tolist() == [None] * len(shapes)
    assert np.isnan(np.r_[found.length, found.width, found.azimuth]).all()
    assert np.isnan(factors[0])
    assert factors[1:].tolist() == [0.0] * (len(shapes) - 1)
    nothing = largest_rectangles(np.array([], dtype=object))
    assert len(nothing.shape) == len(nothing.azimuth) == len(hall_factors(np.array([], dtype=object), 10.0, 5.0)) == 0


@pytest.mark.parametrize("size", [1.0, 10_000.0])
def test_size_is_all_the_same(size: float) -> None:
    shapes = np.array([affinity.scale(random_shape(seed), size / 200.0, size / 200.0) for seed in range(12)])
    unit = np.array([random_shape(seed) for seed in range(12)])
    found, like = largest_rectangles(shapes), largest_rectangles(unit)
    assert not sticks_out(found.shape, shapes).any()
    assert shapely.area(found.shape) == pytest.approx(shapely.area(like.shape) * (size / 200.0) ** 2, rel=0.02)


def test_slivers_are_filled() -> None:
    slivers = np.array([box(0, 0, 1000, 0.01), shapely.Polygon([(0, 0), (1000, 0), (0, 0.01)])], dtype=object)
    slivers = np.concatenate([slivers, [affinity.rotate(sliver, 33.0) for sliver in slivers]])
    found = largest_rectangles(slivers)
    assert shapely.area(found.shape) == pytest.approx(shapely.area(slivers) * [1.0, 0.5, 1.0, 0.5], rel=0.01)


def test_superfluous_and_repeated_corners_change_nothing() -> None:
    plain = affinity.rotate(KNOWN["L"][0], 12.3)
    corner = shapely.get_coordinates(shapely.segmentize(plain, 0.7))
    repeated = shapely.Polygon(np.repeat(corner, 3, axis=0))
    found = largest_rectangles(np.array([plain, repeated], dtype=object))
    assert found.length == pytest.approx(100.0, abs=0.01)
    assert found.width == pytest.approx(40.0, abs=0.01)


def test_self_touching_and_self_crossing_shapes() -> None:
    touching = shapely.Polygon([(0, 0), (60, 0), (60, 30), (30, 30), (60, 60), (0, 60), (30, 30), (0, 30)])
    bow_tie = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    found = largest_rectangles(np.array([touching, bow_tie], dtype=object))
    assert shapely.area(found.shape) == pytest.approx([60 * 30, 100 * 50 / 4], rel=0.005)


def test_rectangle_lies_within_one_part_and_the_best_one() -> None:
    parts = shapely.MultiPolygon([box(0, 0, 50, 50), box(50.5, 0, 100, 49), box(200, 0, 320, 18)])
    found, factors = rectangles_and_factors(np.array([parts, None, parts.geoms[1]], dtype=object), 120.0, 15.0)
    assert found.length[[0, 2]] == pytest.approx([50.0, 49.5], abs=0.01)
    assert found.width[[0, 2]] == pytest.approx([50.0, 49.0], abs=0.01)
    # The long hall stands in the part that is not the largest.
    assert factors[0] == pytest.approx(1.0, rel=1e-4)
    # A star is larger than the square beside it, and holds less.
    star = shapely.Polygon([(0, 0), (100, 8), (0, 16), (-100, 8)]).union(box(500, 0, 530, 30))
    assert largest_rectangles(np.array([star], dtype=object)).length == pytest.approx(30.0, abs=0.01)


def test_hole_too_thin_for_a_raster_still_blocks() -> None:
    cut = box(0, 0, 100, 100).difference(box(10, 49.99, 90, 50.01))
    found = largest_rectangles(np.array([cut], dtype=object))
    assert shapely.area(found.shape) == pytest.approx(100.0 * 49.99, rel=1e-4)


def test_both_at_once_are_the_two_alone() -> None:
    shapes = np.array([random_shape(seed) for seed in range(30)], dtype=object)
    found, factors = rectangles_and_factors(shapes, 80.0, 40.0)
    assert shapely.area(found.shape) == pytest.approx(shapely.area(largest_rectangles(shapes).shape), rel=1e-9)
    assert factors == pytest.approx(hall_factors(shapes, 80.0, 40.0), rel=1e-9)


def test_what_is_found_in_a_site_does_not_depend_on_the_others() -> None:
    shapes = [random_shape(seed) for seed in range(20)] + [shapely.Polygon([(0, 0), (1000, 1000), (1000, 1000.00001)])]
    together, factors = rectangles_and_factors(np.array(shapes, dtype=object), 80.0, 40.0)
    for row, shape in enumerate(shapes):
        alone, factor = rectangles_and_factors(np.array([shape], dtype=object), 80.0, 40.0)
        assert shapely.equals_exact(alone.shape, together.shape[row : row + 1], 1e-6).all()
        assert factor == pytest.approx(factors[row : row + 1], rel=1e-9)


class Impatient(Report):
    """A report whose user asks to stop at the check of that number."""

    def __init__(self, patience: int) -> None:
        super().__init__()
        self.left = patience

    def cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("patience", [0, 1, 10, 25])
def test_search_can_be_stopped_within_a_single_shape(patience: int) -> None:
    shapes = np.array([random_shape(1)], dtype=object)
    with pytest.raises(Cancelled):
        largest_rectangles(shapes, Impatient(patience))
    with pytest.raises(Cancelled):
        hall_factors(shapes, 50.0, 20.0, Impatient(patience))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(0, 360), st.floats(0.1, 30))
def test_rectangle_is_inside_and_turns_moves_and_grows_with_the_shape(seed: int, degrees: float, scale: float) -> None:
    shape = random_shape(seed)
    other = affinity.scale(affinity.rotate(shape, degrees), scale, scale)
    shapes = np.array([shape, affinity.translate(other, EAST, NORTH)], dtype=object)
    found, factors = rectangles_and_factors(shapes, 70.0, 40.0)
    assert not sticks_out(found.shape, shapes).any()
    area = shapely.area(found.shape)
    assert area[1] / scale**2 == pytest.approx(area[0], rel=0.02)
    assert factors[1] / scale == pytest.approx(factors[0], rel=0.02)
    # The largest rectangle holds a hall itself, and none is larger than it.
    inside = np.minimum(found.length / 70.0, found.width / 40.0)
    assert (factors >= 0.98 * inside).all()
    assert (factors**2 * 70.0 * 40.0 <= 1.02 * area).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_shape_that_contains_another_holds_no_less(seed: int, added: int) -> None:
    shape = random_shape(seed)
    larger = shape.union(affinity.translate(random_shape(added), *shapely.get_coordinates(shape)[0]))
    shapes = np.array([shape, larger], dtype=object)
    found, factors = rectangles_and_factors(shapes, 70.0, 40.0)
    assert shapely.area(found.shape[1]) >= 0.98 * shapely.area(found.shape[0])
    assert factors[1] >= 0.98 * factors[0]


def test_within_two_percent_of_an_exhaustive_search() -> None:
    shapes = np.array([random_shape(seed) for seed in range(200)], dtype=object)
    found = largest_rectangles(shapes)
    assert not sticks_out(found.shape, shapes).any()
    area, wanted = shapely.area(found.shape), np.array([exhaustive(shape) for shape in shapes])
    assert (area >= 0.98 * wanted).all(), np.flatnonzero(area < 0.98 * wanted)
    # It is a yardstick worth the name.
    assert np.median(wanted / area) > 0.99


def exhaustive(shape: shapely.Polygon, cells: int = 48, tried: int = 12) -> float:
    """Give the area of the largest rectangle found at every degree and along every edge.

    In each direction a raster of points, and under the histogram of those inside above each row the largest rectangle
    of every width. The best of them, shrunk until GEOS says that they lie inside, are pushed out side by side.
    """
    shape = affinity.translate(shape, *-np.array(shape.centroid.coords[0]))
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shape)]
    begin, end = np.concatenate([ring[:-1] for ring in rings]), np.concatenate([ring[1:] for ring in rings])
    way = end - begin
    angle = np.unique(np.r_[np.radians(np.arange(90)), np.arctan2(way[:, 1], way[:, 0]) % (np.pi / 2)].round(9))
    turn = np.stack([np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)], axis=1).reshape(-1, 2, 2)
    begin, end = begin @ turn, end @ turn  # (angles, edges, 2)
    low, size = begin.min(axis=1), np.ptp(begin, axis=1) / cells
    height = np.zeros((len(angle), cells, cells), dtype=np.int64)
    inside = _points_inside(begin, end, low, size, cells)
    for row in range(cells):
        height[:, row] = np.where(inside[:, row], height[:, row - 1] + 1 if row else 1, 0)
    best, level, candidates = 0.0, height, []
    for width in range(1, cells + 1):
        level = height if width == 1 else np.minimum(level[:, :, :-1], height[:, :, width - 1 :])
        place = level.reshape(len(angle), -1).argmax(axis=1)
        row, column = np.divmod(place, level.shape[2])
        tall = level[np.arange(len(angle)), row, column]
        area = tall * width * size.prod(axis=1)
        candidates.append(
            np.stack([area, np.arange(len(angle)), column, row + 1 - tall, column + width, row + 1], axis=1)
        )
    table = np.concatenate(candidates)
    table = table[np.argsort(-table[:, 0])]
    # Of one direction and about the same width, the best.
    kind = table[:, 1] * 100 + (table[:, 4] - table[:, 2]) // 6
    table = table[np.sort(np.unique(kind, return_index=True)[1])]
    shapely.prepare(shape)
    for area, at, *cell in table[:tried]:
        if area < 0.9 * best:
            break
        at = int(at)
        sides = np.tile(low[at], 2) + np.array(cell) * np.tile(size[at], 2)
        best = max(best, *(_pushed_out(shape, sides, turn[at], order) for order in ((0, 2, 1, 3), (1, 3, 0, 2))))
    return best


def _points_inside(begin: np.ndarray, end: np.ndarray, low: np.ndarray, size: np.ndarray, cells: int) -> np.ndarray:
    """Tell which centres of cells lie inside, (angles, rows, columns), by counting the edges to their left."""
    line = (low[:, 1, None] + (np.arange(cells) + 0.5) * size[:, 1, None])[:, :, None]
    x1, y1, x2, y2 = (values[:, None, :] for values in (*np.moveaxis(begin, 2, 0), *np.moveaxis(end, 2, 0)))
    crosses = (y1 <= line) != (y2 <= line)
    share = np.divide(line - y1, y2 - y1, out=np.zeros(crosses.shape), where=crosses)
    column = np.ceil((x1 + share * (x2 - x1) - low[:, 0, None, None]) / size[:, 0, None, None] - 0.5)
    column = np.clip(column, 0, cells).astype(np.int64)
    slot = np.arange(column.shape[0] * cells).reshape(-1, cells, 1) * (cells + 1) + column
    count = np.bincount(slot[crosses], minlength=column.shape[0] * cells * (cells + 1))
    return np.cumsum(count.reshape(-1, cells, cells + 1), axis=2)[:, :, :cells] % 2 == 1


def _pushed_out(shape: shapely.Polygon, sides: np.ndarray, turn: np.ndarray, order: tuple[int, ...]) -> float:
    """Give the area of a rectangle (left, bottom, right, top) pushed out against the shape; 0 if it is not inside."""

    def fits(each: np.ndarray) -> bool:
        return shape.covers(shapely.Polygon(each[[[0, 1], [2, 1], [2, 3], [0, 3]]] @ turn.T))

    middle, reach = np.tile((sides[:2] + sides[2:]) / 2, 2), np.tile(sides[2:] - sides[:2], 2)
    shrunk = next((part for part in np.arange(1.0, 0.5, -0.04) if fits(middle + (sides - middle) * part)), None)
    if shrunk is None:
        return 0.0
    sides = middle + (sides - middle) * shrunk
    for side in order:
        out = np.zeros(4)
        out[side] = (1 if side > 1 else -1) * reach[side] / 2
        low, high = 0.0, 1.0
        for _ in range(12):
            part = (low + high) / 2
            low, high = (part, high) if fits(sides + part * out) else (low, part)
        sides = sides + low * out
    return float((sides[2] - sides[0]) * (sides[3] - sides[1]))
