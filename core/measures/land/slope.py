"""Slopes of sites from a digital elevation model, by Horn's formula.

B. K. P. Horn, "Hill shading and the reflectance map", Proceedings of the IEEE 69 (1981), as in ``gdaldem slope -p``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...territory.grid import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...report import Report
    from ...territory import Territory
    from ...territory.grid import Grid
    from ...territory.terrain import Terrain

#: cells read at once, at most; a site larger than that is read in squares of this side
AT_ONCE, SIDE = 1_048_576, 1_024
#: sites are gathered by squares of so many cells, and read together if that reads so few cells that no site needs
SQUARE, SPARE = 256, 8_192


@dataclass(frozen=True)
class Slopes:
    """For n shapes: slopes in per cent over the cells whose centre lies inside; NaN where unknown.

    :param mean: (n,) mean slope.
    :param max: (n,) steepest cell.
    :param covered: (n,) share (0 to 1) of the shape's cells that have a slope; NaN without a shape.
    :param steep: (n,) union of the cells steeper than the threshold, whole cells that may stick out of the shape; None
        where there is none or nothing is known.
    """

    mean: np.ndarray
    max: np.ndarray
    covered: np.ndarray
    steep: np.ndarray


class _Tally:
    """What the windows add up to, for n shapes."""

    def __init__(self, count: int) -> None:
        self.cells, self.known = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        self.total, self.highest = np.zeros(count), np.full(count, -np.inf)
        self.steep: dict[int, list[shapely.Geometry]] = {}


def slopes(shapes: np.ndarray, territory: Territory, threshold_pct: float, report: Report) -> Slopes | None:
    """Measure the slopes of shapes on the territory's elevation model (role ``mnt``).

    A cell belongs to a shape when its centre lies inside, not on the edge. A shape with no centre inside (smaller than
    a cell, thin, a point) has the slope of the cell under a point of its own. A cell without its eight neighbours has
    no slope. Nothing is known outside the tiles.

    :param shapes: (n,) in the territory's CRS; None for no shape.
    :param threshold_pct: slope in per cent above which a cell is steep.
    :returns: None when the role is absent.
    :raises GisementError: ``file_unreadable``, ``layer_missing``, ``layer_without_crs``.
    """
    shapes = np.array(shapes, dtype=object)
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    tally = _Tally(len(shapes))
    with territory.terrain(report=report) as terrain:
        if terrain is None:
            return None
        numbers = np.full(len(shapes), -1)
        numbers[there] = terrain.finest(shapes[there])
        with report.part(0.0, 0.9):
            _measure(shapes, numbers, terrain, threshold_pct, tally, report)
        small = (numbers >= 0) & (tally.cells == 0)
        for number in np.unique(numbers[small]):
            which = small & (numbers == number)
            shapes[which] = terrain.layers[number].grid.cells_under(shapes[which])
        with report.part(0.9, 1.0):
            _measure(shapes, np.where(small, numbers, -1), terrain, threshold_pct, tally, report)
    known = np.where(tally.known > 0, tally.known, np.nan)
    steep = np.full(len(shapes), None, dtype=object)
    for place, parts in tally.steep.items():
        steep[place] = shapely.union_all(parts) if len(parts) > 1 else parts[0]
    covered = np.where(there, tally.known / np.maximum(tally.cells, 1), np.nan)
    highest = np.where(tally.known > 0, tally.highest, np.nan)
    return Slopes(mean=tally.total / known, max=highest, covered=covered, steep=steep)


def horn(altitudes: np.ndarray, dx: float, dy: float) -> np.ndarray:
    """Give the slopes in per cent of the inner cells of a grid, each from its eight neighbours.

    :param altitudes: (r + 2, c + 2) metres; NaN where unknown.
    :param dx: width of a cell in metres.
    :param dy: height of a cell in metres.
    :returns: (r, c); NaN where a cell or one of its neighbours is unknown.
    """
    z = altitudes
    across = z[:-2] + 2.0 * z[1:-1] + z[2:]
    along = z[:, :-2] + 2.0 * z[:, 1:-1] + z[:, 2:]
    slope = np.hypot((across[:, 2:] - across[:, :-2]) / (8.0 * dx), (along[2:] - along[:-2]) / (8.0 * dy))
    slope *= 100.0
    slope[np.isnan(z[1:-1, 1:-1])] = np.nan
    return slope


def _measure(
    shapes: np.ndarray, numbers: np.ndarray, terrain: Terrain, threshold_pct: float, tally: _Tally, report: Report
) -> None:
    """Add to the tally the slopes of the shapes that have the number of a layer."""
    done, count = 0, max(int((numbers >= 0).sum()), 1)
    for number in np.unique(numbers[numbers >= 0]):
        which, grid = np.flatnonzero(numbers == number), terrain.layers[number].grid
        spans = grid.window(shapely.bounds(shapes[which]))
        for window, members, last in _windows(spans):
            if len(members) > 1 or shapely.intersects(shapes[which[members[0]]], grid.box(window)):
                around = Window(window.top - 1, window.left - 1, window.bottom + 1, window.right + 1)
                slope = horn(terrain.altitudes(number, around), grid.dx, grid.dy)
                for member in members:
                    part = window.meet(Window(*spans[member].tolist()))
                    _add(tally, which[member], shapes[which[member]], part, window, slope, grid, threshold_pct)
            done += len(members) if last else 0
            report.progress(done / count)


def _windows(spans: np.ndarray) -> Iterator[tuple[Window, np.ndarray, bool]]:
    """Give windows that cover (n, 4) spans of cells: each with its members, and whether it is the last of these.

    Spans that lie close together share a window; a span too large for one has several.
    """
    sizes = (spans[:, 2] - spans[:, 0] + 2) * (spans[:, 3] - spans[:, 1] + 2)
    for place in np.flatnonzero(sizes > AT_ONCE):
        top, left, bottom, right = spans[place].tolist()
        for row in range(top, bottom, SIDE):
            for column in range(left, right, SIDE):
                window = Window(row, column, min(row + SIDE, bottom), min(column + SIDE, right))
                yield window, np.array([place]), window[2:] == (bottom, right)
    rest = np.flatnonzero(sizes <= AT_ONCE)
    rest = rest[np.lexsort((spans[rest, 1], spans[rest, 1] // SQUARE, spans[rest, 0] // SQUARE))]
    first = 0
    while first < len(rest):
        low, high, needed = spans[rest[first], :2], spans[rest[first], 2:], sizes[rest[first]]
        end = first + 1
        while end < len(rest):
            wider = np.minimum(low, spans[rest[end], :2]), np.maximum(high, spans[rest[end], 2:])
            size = int(np.prod(wider[1] - wider[0] + 2))
            if size > min(needed + sizes[rest[end]] + SPARE, AT_ONCE):
                break
            low, high, needed, end = *wider, size, end + 1
        yield Window(*low.tolist(), *high.tolist()), rest[first:end], True
        first = end


def _add(
    tally: _Tally,
    place: int,
    shape: shapely.Geometry,
    part: Window,
    window: Window,
    slope: np.ndarray,
    grid: Grid,
    threshold_pct: float,
) -> None:
    """Add the cells of a part of a window that belong to a shape."""
    inside = _inside(shape, part, grid)
    found = slope[part.top - window.top : part.bottom - window.top, part.left - window.left : part.right - window.left]
    inside_known = inside & ~np.isnan(found)
    values = found[inside_known]
    tally.cells[place] += int(inside.sum())
    if not len(values):
        return
    tally.known[place] += len(values)
    tally.total[place] += values.sum()
    tally.highest[place] = max(tally.highest[place], values.max())
    above = inside_known & (found > threshold_pct)
    if above.any():
        tally.steep.setdefault(place, []).append(grid.outlines(above, part))


def _inside(shape: shapely.Geometry, part: Window, grid: Grid) -> np.ndarray:
    """Tell which cells of a window have their centre inside a shape."""
    shapely.prepare(shape)
    if shapely.contains_properly(shape, grid.box(part)):
        return np.ones(part.shape, dtype=bool)
    return shapely.contains_xy(shape, *grid.centres(part))
