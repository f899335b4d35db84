"""Pieces as masks: rows of 63 columns in frames turned to many directions, and the longest run of free columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable

    from .rectangle_placements import Floats, Integers

Masks = npt.NDArray[np.uint64]

#: lines that cut a piece into rows: evenly spaced ones, and those through corners
EVEN_LINES, CORNER_LINES = 25, 24
ROWS = EVEN_LINES + CORNER_LINES - 1
COLUMNS = 63
#: bits of the columns from c on, for c of 0 to 63
FROM = np.array([(1 << COLUMNS) - (1 << column) for column in range(COLUMNS + 1)], dtype=np.uint64)
#: what of a row or column an edge may enter without blocking it: an edge along the line between two blocks neither
SLACK = 1e-6
#: numbers in one array, so that what is at work stays in the processor's cache
AT_ONCE = 60_000


@dataclass(frozen=True)
class Rasters:
    """For d directions of s pieces: rows of 63 columns, a bit being set where the whole cell lies inside."""

    lines: Floats  # (ROWS + 1, s, d) metres, what bounds the rows
    left: Floats  # (s, d) metres, where the first column begins
    cell: Floats  # (s, d) metres, the width of a column
    masks: Masks  # (ROWS, s, d)


def rasterise(edges: Floats, angle: Floats, check: Callable[[], None]) -> Rasters:
    """Rasterise pieces in frames turned by the angles.

    :param edges: (s, n, 4) metres
    :param angle: (s, d) radians
    """
    size = angle.size
    of, turn = np.repeat(np.arange(len(angle)), angle.shape[1]), angle.ravel()
    lines, masks = np.empty((ROWS + 1, size)), np.empty((ROWS, size), dtype=np.uint64)
    left, cell = np.empty(size), np.empty(size)
    step = max(1, AT_ONCE // (edges.shape[1] * ROWS))
    for begin in range(0, size, step):
        check()
        part = slice(begin, begin + step)
        lines[:, part], left[part], cell[part], masks[:, part] = _raster(edges[of[part]], turn[part])
    shape = angle.shape
    return Rasters(lines.reshape(-1, *shape), left.reshape(shape), cell.reshape(shape), masks.reshape(-1, *shape))


def _raster(edges: Floats, angle: Floats) -> tuple[Floats, Floats, Floats, Masks]:
    """Rasterise in f frames: edges (f, n, 4), angle (f,)."""
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    x1, y1 = cos * edges[..., 0] + sin * edges[..., 1], cos * edges[..., 1] - sin * edges[..., 0]
    x2, y2 = cos * edges[..., 2] + sin * edges[..., 3], cos * edges[..., 3] - sin * edges[..., 2]
    turned = y1 > y2
    x1, x2 = np.where(turned, x2, x1), np.where(turned, x1, x2)
    y1, y2 = np.minimum(y1, y2), np.maximum(y1, y2)
    left = np.minimum(x1, x2).min(axis=1)
    cell = (np.maximum(x1, x2).max(axis=1) - left) / COLUMNS
    lines = _lines(y1, y2, (edges[..., :2] != edges[..., 2:]).any(axis=2))
    slack = SLACK * (lines[:, -1:] - lines[:, :1])
    # From here on (f, lines or rows, n), and x in columns.
    x1, x2 = (((x - left[:, None]) / cell[:, None])[:, None, :] for x in (x1, x2))
    y1, y2 = y1[:, None, :], y2[:, None, :]
    # Where each edge meets each line, the ends standing for what lies beyond them.
    at = (lines[:, :, None] - y1) / np.maximum(y2 - y1, 1e-300)
    np.minimum(at, 1.0, out=at)
    np.maximum(at, 0.0, out=at)
    at *= x2 - x1
    at += x1
    first = (np.minimum(at[:, :-1], at[:, 1:]) + SLACK).astype(np.int64)
    past = (np.maximum(at[:, :-1], at[:, 1:]) + (1.0 - SLACK)).astype(np.int64)
    past = FROM[past]
    blocks = FROM[first] & ~past
    # Products with truth values, for masks cost numpy many times as much.
    blocks *= (y1 < (lines[:, 1:] - slack)[:, :, None]) & (y2 > (lines[:, :-1] + slack)[:, :, None])
    blocked = np.bitwise_or.reduce(blocks, axis=2)
    # A free cell is inside as a whole or outside, so that the middle of the row may tell, and where in the blocked
    # columns an edge counts as crossed is all the same.
    middle = ((lines[:, 1:] + lines[:, :-1]) / 2.0)[:, :, None]
    past *= (y1 <= middle) & (y2 > middle)
    inside = np.bitwise_xor.reduce(past, axis=2)
    return lines.T, left, cell, (inside & ~blocked).T


def _lines(low: Floats, high: Floats, real: npt.NDArray[np.bool_]) -> Floats:
    """Choose the lines that bound the rows, (f, ROWS + 1).

    :param low: (f, n) the lower ends of the edges; high: the upper ones
    :param real: (f, n) which edges do not only fill up; these must not choose, or a site would depend on the others
    """
    bottom, top = low.min(axis=1)[:, None], high.max(axis=1)[:, None]
    even = bottom + (top - bottom) * np.linspace(0.0, 1.0, EVEN_LINES)
    corner = (np.linspace(0.0, 1.0, CORNER_LINES) * (real.sum(axis=1)[:, None] - 1)).round().astype(np.int64)
    own = np.take_along_axis(np.sort(np.where(real, low, np.inf), axis=1), corner, axis=1)
    return np.sort(np.concatenate([even, own], axis=1), axis=1)


def longest_run(mask: Masks) -> tuple[Integers, Masks]:
    """Give the length of the longest run of set bits, and the bits at which runs of that length begin.

    First the bits from which 1, 2, 4... set ones follow, by doubling; then the length, from its highest digit down.
    """
    powers = [mask]
    for shift in (1, 2, 4, 8, 16):
        powers.append(powers[-1] & (powers[-1] >> np.uint64(shift)))
    length = np.zeros(mask.shape, dtype=np.uint64)
    begins = np.full(mask.shape, FROM[0])
    for digit in range(5, -1, -1):
        longer = begins & (powers[digit] >> length)
        there = (longer != 0).astype(np.uint64)
        length += there << np.uint64(digit)
        there -= np.uint64(1)  # now no bit where there is such a run, and all where there is none
        begins &= there
        begins |= longer
    return length.astype(np.int64), begins
