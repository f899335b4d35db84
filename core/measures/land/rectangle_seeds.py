"""Where to look for the best rectangle of a piece: a coarse search over all places in many directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .rectangle_placements import QUARTER, Floats, Integers, Objective, Placements, unlike
from .rectangle_rasters import FROM, ROWS, Rasters, longest_run, rasterise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: directions tried per piece: those of its own edges, and a fan turned from its longest edge
EDGE_DIRECTIONS, FAN = 14, 18
#: of each direction the best of some bands of rows, of all these the best, and of them those unlike each other
BANDS, SHORT_LIST, SEEDS = 6, 100, 32
UNLIKE = 0.1
FIRST_STEP = 1.0 / 8.0
#: metres, the sides of what stands at the inner point before it grows
SPECK = 1e-5


def find_seeds(
    edges: Floats, inner: Floats, objectives: Sequence[Objective], check: Callable[[], None]
) -> list[Placements]:
    """Give for each objective the most promising rectangles of each piece, (s, SEEDS), best first.

    Every pair of lines that bound rows is tried, with the longest run of columns that is free between the two.

    :param edges: (s, n, 4) metres
    :param inner: (s, 2) metres, a point inside each piece: where the raster sees nothing free, the search begins there.
    """
    angle = directions(edges)
    raster = rasterise(edges, angle, check)
    best = np.full((len(objectives), *raster.masks.shape), -1.0)
    more_rows = np.zeros(best.shape, dtype=np.int64)
    free = raster.masks
    for more in range(ROWS):
        if more % 8 == 0:
            check()
        if more:
            free = free[:-1] & raster.masks[more:]
        if not free.any():
            break
        wide = longest_run(free)[0] * raster.cell
        high = raster.lines[more + 1 :] - raster.lines[: ROWS - more]
        for objective, value, rows in zip(objectives, best, more_rows):
            score = objective.score(wide, high)
            value, rows = value[: ROWS - more], rows[: ROWS - more]
            np.maximum(rows, more * (score > value), out=rows)
            np.maximum(value, score, out=value)
    found = []
    for objective, value, rows in zip(objectives, best, more_rows):
        check()
        seeds = unlike(_short_list(raster, angle, objective, value, rows), SEEDS, UNLIKE)
        found.append(_sound(edges, inner, angle, seeds))
    return found


def directions(edges: Floats) -> Floats:
    """Give the directions to try, (s, d) radians: those that carry most length of edges, modulo 90°, then the fan.

    All are told from the longest edge, so that a shape turned as a whole is searched in the same way.
    """
    count = len(edges)
    run, rise = edges[..., 2] - edges[..., 0], edges[..., 3] - edges[..., 1]
    length, angle = np.hypot(run, rise), np.arctan2(rise, run)
    main = np.take_along_axis(angle, length.argmax(axis=1)[:, None], axis=1)
    degree = np.floor(np.degrees(angle - main) + 0.5).astype(np.int64) % 90
    slot = (np.arange(count)[:, None] * 90 + degree).ravel()
    weight = np.bincount(slot, length.ravel(), minlength=90 * count).reshape(count, 90)
    # The longest edge of each degree gives the exact direction: a short one may have been turned by its rounding.
    exact = (main + np.radians(np.arange(90))).ravel()
    order = np.argsort(length.ravel(), kind="stable")
    order = order[length.ravel()[order] > 0.0]
    exact[slot[order]] = angle.ravel()[order]
    heaviest = np.argsort(-weight, axis=1, kind="stable")[:, :EDGE_DIRECTIONS]
    own = np.take_along_axis(exact.reshape(count, 90), heaviest, axis=1)
    return np.concatenate([own, main + QUARTER * np.arange(1, FAN + 1) / (FAN + 1)], axis=1)


def _short_list(raster: Rasters, angle: Floats, objective: Objective, best: Floats, more_rows: Integers) -> Placements:
    """Take the best of each direction and band of rows, and the best of these, (s, SHORT_LIST).

    :param best: (ROWS, s, d) the best score of the rectangles that begin with a row
    :param more_rows: (ROWS, s, d) how many rows this takes besides
    """
    _, pieces, fan = best.shape
    low = best.reshape(BANDS, ROWS // BANDS, pieces, fan).argmax(axis=1)
    low += (np.arange(BANDS) * (ROWS // BANDS))[:, None, None]
    value = np.take_along_axis(best, low, axis=0)
    low, value = (values.transpose(1, 0, 2).reshape(pieces, -1) for values in (low, value))
    chosen = np.argsort(-value, axis=1, kind="stable")[:, :SHORT_LIST]
    low = np.take_along_axis(low, chosen, axis=1)
    piece = np.broadcast_to(np.arange(pieces)[:, None], low.shape)
    frame = piece, chosen % fan
    past = low + more_rows[(low, *frame)] + 1
    row = np.arange(ROWS)[:, None, None]
    free = np.bitwise_and.reduce(np.where((row >= low) & (row < past), raster.masks[(slice(None), *frame)], FROM[0]))
    columns, begins = longest_run(free)
    # The lowest bit set, for of equal runs one will do.
    column = np.log2((begins & (~begins + np.uint64(1))).astype(float))
    wide = columns * raster.cell[frame]
    bottom, top = raster.lines[(low, *frame)], raster.lines[(past, *frame)]
    x, y = raster.left[frame] + column * raster.cell[frame] + wide / 2.0, (bottom + top) / 2.0
    turn = angle[frame]
    cos, sin = np.cos(turn), np.sin(turn)
    score = objective.score(wide, top - bottom)
    step = np.full(x.shape, FIRST_STEP)
    return Placements(piece, turn, cos * x - sin * y, sin * x + cos * y, wide, top - bottom, score, step)


def _sound(edges: Floats, inner: Floats, angle: Floats, seeds: Placements) -> Placements:
    """Replace the seeds whose centre is not inside by the best that is; where none is, begin at the inner point.

    Everything later rests on this: a rectangle that grows from a centre inside, across no edge, stays inside.
    """
    sound = (seeds.score > 0.0) & _inside(edges, seeds.x, seeds.y)
    seeds = seeds.take(np.where(sound, np.arange(SEEDS), sound.argmax(axis=1)[:, None]))
    lost = ~sound.any(axis=1)
    if lost.any():
        seeds.x[lost], seeds.y[lost] = inner[lost, :1], inner[lost, 1:]
        seeds.angle[lost] = angle[lost][:, np.arange(SEEDS) % angle.shape[1]]
        seeds.wide[lost] = seeds.high[lost] = SPECK
        seeds.score[lost] = 0.0
    return seeds


def _inside(edges: Floats, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
    """Tell which points (s, k) lie inside their piece: a ray to the east crosses an odd number of edges."""
    x1, y1, x2, y2 = (edges[:, None, :, end] for end in range(4))
    crosses = (y1 <= y[..., None]) != (y2 <= y[..., None])
    share = np.divide(y[..., None] - y1, y2 - y1, out=np.zeros(crosses.shape), where=crosses)
    return (crosses & (x1 + share * (x2 - x1) > x[..., None])).sum(axis=2) % 2 == 1
