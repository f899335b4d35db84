"""How a rectangle becomes the best of its surroundings: direction and sides varied, and pushed out against edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .rectangle_frames import Frames, gap
from .rectangle_placements import QUARTER, Floats, Objective, Placements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: what is left of a side before it is pushed out again, so that an angle slightly changed blocks nothing
SHRUNK = 0.97
WAYS = (0, -1, 1)
#: how much of the step direction, lower and upper side take in one round after the other. Where two edges block, the
#: score has a ridge, which fixed directions do not follow; changing ones do (as in mesh-adaptive direct search, Audet
#: and Dennis 2006).
PACES = ((2.0, 1.0, 1.0), (0.5, 1.0, 0.3), (4.0, 0.3, 1.0))
#: the share of its step by which a rectangle must become better for the next step to be as long: less than the little
#: that a hall gains by more room, see :meth:`LargestHall.score`, and more than comes of mere turning in a round shape
ENOUGH = 1e-4
#: numbers in one array, so that what is at work stays in the processor's cache
AT_ONCE = 30_000


def refine(
    edges: Floats, found: Placements, objective: Objective, rounds: int, check: Callable[[], None]
) -> Placements:
    """Vary the direction and two sides of each rectangle; the other two follow, and the centre goes along.

    :param edges: (s, n, 4) metres
    :param found: (s, k)
    """
    result = found.flat()
    chunk = max(1, AT_ONCE // edges.shape[1])
    for begin in range(0, result.x.size, chunk):
        own = result.part(slice(begin, begin + chunk))
        around = _around(edges, own)
        for number in range(rounds):
            check()
            _one_round(around, own, objective, *PACES[number % len(PACES)])
    return result.shaped(found.x.shape)


def _around(edges: Floats, own: Placements) -> Floats:
    """Give each rectangle the edges of its piece, (4, n, b): one end, and the way to the other."""
    around = np.ascontiguousarray(edges[own.piece].transpose(2, 1, 0))
    around[2:] -= around[:2]
    return around


def _one_round(
    around: Floats, own: Placements, objective: Objective, turning: float, lowering: float, raising: float
) -> None:
    """Try the 27 ways to turn by a step, to move a side by one, or not, and take the best.

    Where none is better than what was by as much as such a step should give, the next step is half as long.
    """
    # At the end of the long sides a turn moves about as far as a step of the short ones.
    turn = turning * own.step * np.minimum(own.wide, own.high) / np.maximum(own.wide, own.high)
    lower, raised = lowering * own.step * own.high, raising * own.step * own.high
    half = own.high / 2.0
    seen = around.copy()
    seen[0] -= own.x
    seen[1] -= own.y
    tried = []
    for way in WAYS:
        angle = own.angle + way * turn
        frame = Frames(seen, angle)
        tops = [half + shift * raised for shift in WAYS]
        above = [frame.above(top) for top in tops]
        for shift in WAYS:
            bottom = shift * lower - half
            below = frame.below(bottom)
            tried += [(angle, *gap(below, cut), bottom, top) for top, cut in zip(tops, above)]
    trials = np.array(tried)  # (27, 5, b)
    score = objective.score(trials[:, 2] - trials[:, 1], trials[:, 4] - trials[:, 3])
    best = score.argmax(axis=0)
    at = np.arange(len(best))
    gain = score[best, at] - own.score
    enough = gain > ENOUGH * own.step * own.score
    _settle(own, (own.x.copy(), own.y.copy()), gain > 0.0, score[best, at], trials[best, :, at].T)
    own.step[~enough] /= 2.0


def grow(edges: Floats, found: Placements, angle: Floats, objective: Objective) -> Placements:
    """Turn rectangles to an angle close to theirs and push out their sides until an edge stops each.

    Both orders are tried: the first two sides before the others, and after. Where edges run along the sides, as in
    rectilinear shapes, this is exact, for each side comes to lie on an edge.

    :param edges: (s, n, 4) metres
    :param found: (s, k)
    :param angle: (s, k) radians
    :returns: (s, k), with a score of 0 where an edge lies across.
    """
    own, turned = found.flat(), angle.reshape(-1)
    centre, half_wide, half_high = (own.x.copy(), own.y.copy()), own.wide * SHRUNK / 2.0, own.high * SHRUNK / 2.0
    around = _around(edges, own)
    around[0] -= own.x
    around[1] -= own.y
    along, across = Frames(around, turned), Frames(around, turned + QUARTER)
    own.score[:] = 0.0
    # The frame turned by 90° has the first axis of the other pointing down.
    left, right = gap(along.below(-half_high), along.above(half_high))
    bottom, top = gap(across.below(-right), across.above(-left))
    score = objective.score(right - left, top - bottom)
    _settle(own, centre, score > own.score, score, (turned, left, right, bottom, top))
    bottom, top = gap(across.below(-half_wide), across.above(half_wide))
    left, right = gap(along.below(bottom), along.above(top))
    score = objective.score(right - left, top - bottom)
    _settle(own, centre, score > own.score, score, (turned, left, right, bottom, top))
    return own.shaped(found.x.shape)


def _settle(
    own: Placements, seen_from: tuple[Floats, Floats], moved: npt.NDArray[np.bool_], score: Floats, to: Iterable[Floats]
) -> None:
    """Put the rectangles that have moved where they are now: angle, left, right, bottom, top as seen from a place."""
    angle, left, right, bottom, top = to
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = (left + right) / 2.0, (bottom + top) / 2.0
    own.score[moved], own.angle[moved] = score[moved], angle[moved]
    own.wide[moved], own.high[moved] = (right - left)[moved], (top - bottom)[moved]
    own.x[moved], own.y[moved] = (seen_from[0] + cos * x - sin * y)[moved], (seen_from[1] + sin * x + cos * y)[moved]
