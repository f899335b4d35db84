"""The best rectangle of each piece: seeds, refined in rounds that fewer and fewer take part in, and fitted to edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .rectangle_placements import QUARTER, Floats, Objective, Placements, joined, unlike
from .rectangle_refining import grow, refine
from .rectangle_seeds import find_seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: (rectangles of each piece that take part, rounds)
HEATS = ((32, 6), (12, 6), (6, 10), (3, 12))
#: how much two must differ for both to take part, see :func:`unlike`
UNLIKE = 0.02
#: radians within which a rectangle is turned to the direction of an edge
CLOSE = np.radians(3.0)
#: the share of a rectangle's root of area from which on an edge counts as a direction
SHORT = 0.02


def search(
    edges: Floats, inner: Floats, objectives: Sequence[Objective], check: Callable[[], None]
) -> list[Placements]:
    """Give for each objective the best rectangle of each piece, (s, 1); its score is 0 where there is none.

    :param edges: (s, n, 4) metres
    :param inner: (s, 2) metres, a point inside each piece
    """
    seeds = find_seeds(edges, inner, objectives, check)
    return [_finish(edges, found, objective, check) for found, objective in zip(seeds, objectives)]


def _finish(edges: Floats, found: Placements, objective: Objective, check: Callable[[], None]) -> Placements:
    lost = np.flatnonzero(found.score[:, 0] <= 0.0)
    if len(lost):
        found.put(lost, grow(edges, found.of(lost), found.angle[lost], objective))
    for count, rounds in HEATS:
        found = refine(edges, unlike(found, count, UNLIKE), objective, rounds, check)
    check()
    fitted = [grow(edges, found, angle, objective) for angle in (found.angle, *_edge_angles(edges, found))]
    found = joined([found, *fitted])
    return found.take(found.score.argmax(axis=1)[:, None])


def _edge_angles(edges: Floats, found: Placements) -> tuple[Floats, Floats]:
    """Give the directions of the longest and of the closest edge near that of each rectangle, (s, k) radians."""
    run, rise = (edges[..., 2] - edges[..., 0])[:, None], (edges[..., 3] - edges[..., 1])[:, None]
    length = np.hypot(run, rise)
    turn = (np.arctan2(rise, run) - found.angle[..., None] + QUARTER / 2.0) % QUARTER - QUARTER / 2.0
    close = (np.abs(turn) < CLOSE) & (length > SHORT * np.sqrt(found.wide * found.high)[..., None])
    turn = np.where(close, turn, 0.0)

    def chosen(weight: Floats) -> Floats:
        pick = np.where(close, weight, -np.inf).argmax(axis=2)[..., None]
        return found.angle + np.take_along_axis(turn, pick, axis=2)[..., 0]

    return chosen(np.broadcast_to(length, turn.shape)), chosen(-np.abs(turn))
