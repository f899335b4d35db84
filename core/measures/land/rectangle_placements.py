"""Rectangles on trial, and what is asked of them: the largest area, or the largest hall of given proportions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

QUARTER = np.pi / 2.0
#: what the factor of a whole area adds to that of the hall, see :meth:`LargestHall.score`
ROOM = 1e-3


class Objective(Protocol):
    """What makes a rectangle better: a score that grows with both sides."""

    def score(self, wide: Floats, high: Floats) -> Floats:
        """Give the score of rectangles from their sides in metres; 0 when a side is 0."""
        ...

    def bound(self, area: Floats) -> Floats:
        """Give what no rectangle of such an area (m²) exceeds."""
        ...


@dataclass(frozen=True)
class LargestArea:
    """The area in m²."""

    def score(self, wide: Floats, high: Floats) -> Floats:
        """Give the area."""
        return wide * high

    def bound(self, area: Floats) -> Floats:
        """Give the area itself."""
        return area


@dataclass(frozen=True)
class LargestHall:
    """The factor by which a hall of the two sides (metres) may be scaled, lengthwise or crosswise."""

    length: float
    width: float

    def factor(self, wide: Floats, high: Floats) -> Floats:
        """Give the better factor of the two ways to lay the hall."""
        lengthwise = np.minimum(wide / self.length, high / self.width)
        return np.maximum(lengthwise, np.minimum(wide / self.width, high / self.length))

    def score(self, wide: Floats, high: Floats) -> Floats:
        """Give the factor and a little for the area.

        The factor alone does not change with the side that has room to spare, so that the search would stand still
        where it should make this room larger first.
        """
        return self.factor(wide, high) + ROOM * self._whole(wide * high)

    def bound(self, area: Floats) -> Floats:
        """Give the score of a hall that takes the whole area."""
        return (1.0 + ROOM) * self._whole(area)

    def _whole(self, area: Floats) -> Floats:
        return np.sqrt(area / (self.length * self.width))


@dataclass
class Placements:
    """Rectangles on trial, all arrays of one shape: (s, k) for k rectangles in each of s pieces, or flat."""

    piece: Integers
    angle: Floats  # radians, counter-clockwise from east, of the first side
    x: Floats  # metres in the coordinates of the piece: the centre
    y: Floats
    wide: Floats  # metres along the angle
    high: Floats  # metres across it
    score: Floats
    step: Floats  # the share of the height by which a side is moved next

    def take(self, which: Integers) -> Placements:
        """Give for each piece those at the places `which` (s, m) along the second axis."""
        return Placements(*(np.take_along_axis(values, which, axis=1) for values in vars(self).values()))

    def of(self, pieces: Integers) -> Placements:
        """Give a copy of the placements in some of the pieces."""
        return Placements(*(values[pieces] for values in vars(self).values()))

    def put(self, pieces: Integers, fresh: Placements) -> None:
        """Replace the placements in some of the pieces."""
        for values, others in zip(vars(self).values(), vars(fresh).values()):
            values[pieces] = others

    def flat(self) -> Placements:
        """Give a copy of which every array has one axis."""
        return Placements(*(values.reshape(-1).copy() for values in vars(self).values()))

    def part(self, which: slice) -> Placements:
        """Give a view on some of flat placements."""
        return Placements(*(values[which] for values in vars(self).values()))

    def shaped(self, shape: tuple[int, ...]) -> Placements:
        """Give flat placements their axes back."""
        return Placements(*(values.reshape(shape) for values in vars(self).values()))


def joined(several: list[Placements]) -> Placements:
    """Put the placements of the same pieces side by side."""
    return Placements(*(np.concatenate(values, axis=1) for values in zip(*(vars(each).values() for each in several))))


def unlike(found: Placements, count: int, apart: float) -> Placements:
    """Keep for each piece the best `count` that differ from each other in place, direction or sides, best first.

    :param apart: two are alike when what differs is less than this share of the root of their area.
    """
    long, short = np.maximum(found.wide, found.high), np.minimum(found.wide, found.high)
    # Twice the angle, for a rectangle turned by 180° is the same.
    turn = 2.0 * (found.angle + np.where(found.wide < found.high, QUARTER, 0.0))
    feature = np.stack([found.x, found.y, long * np.cos(turn) / 2.0, long * np.sin(turn) / 2.0, short / 2.0])
    reach = apart**2 * found.wide * found.high
    left = found.score.copy()
    picks = []
    for _ in range(count):
        pick = left.argmax(axis=1)[:, None]
        away = ((feature - np.take_along_axis(feature, pick[None], axis=2)) ** 2).sum(axis=0)
        alike = away <= np.take_along_axis(reach, pick, axis=1)
        # Those alike come last, not never: there may be no others.
        left[alike] *= 1e-9
        np.put_along_axis(left, pick, -np.inf, axis=1)
        picks.append(pick)
    return found.take(np.concatenate(picks, axis=1))
