"""Roundabouts, and the dual carriageway that runs between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from .lines import Lines
    from .plan import Plan

Floats = npt.NDArray[np.float64]
Point = tuple[float, float]

#: radius of a roundabout, and metres from the axis of a dual carriageway to each of its sides
RING, DUAL_GAP = 24.0, 7.0
#: radians between the axis and the points where the two sides meet a roundabout
FLARE = 0.35


class Roundabouts:
    """Where main roads end on a ring instead of meeting in a point; knows the arms of each ring."""

    def __init__(self, places: set[Point]) -> None:
        self.places = places
        self._arms: dict[Point, list[Floats]] = {place: [] for place in places}

    def at(self, point: npt.ArrayLike) -> bool:
        """Tell whether a roundabout stands at a point."""
        x, y = np.asarray(point, dtype=float)
        return (float(x), float(y)) in self.places

    def end(self, point: Floats, towards: Floats) -> Floats:
        """Give where a road that comes from another point ends: on the ring, or at the point itself where none is."""
        if not self.at(point):
            return point
        away = towards - point
        return self.arm((float(point[0]), float(point[1])), point + RING * away / np.hypot(*away))

    def arm(self, place: Point, at: Floats) -> Floats:
        """Add an arm to a ring, rounded to the centimetre."""
        at = np.round(at, 2)
        self._arms[place].append(at)
        return at

    def draw(self, lines: Lines) -> None:
        """Draw each ring as one-way arcs, counter-clockwise, from arm to arm."""
        for place, ends in sorted(self._arms.items()):
            if ends:
                _ring(np.array(place), np.unique(np.array(ends), axis=0), lines)


def _ring(centre: Floats, points: Floats, lines: Lines) -> None:
    angle = np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0])
    order = np.argsort(angle)
    points, angle = points[order], angle[order]
    for i in range(len(points)):
        following = (i + 1) % len(points)
        turn = (angle[following] - angle[i]) % (2.0 * np.pi) or 2.0 * np.pi
        steps = angle[i] + turn * np.linspace(0.0, 1.0, 5)[1:-1]
        arc = centre + RING * np.column_stack([np.cos(steps), np.sin(steps)])
        lines.add(np.vstack([points[i], arc, points[following]]), "rond_point", sense=1)


def add_dual_carriageway(plan: Plan, west: Point, east: Point, rings: Roundabouts, lines: Lines) -> None:
    """Draw the two one-way sides of the dual carriageway along axis 1, between two roundabouts; traffic keeps right."""
    x = np.linspace(west[0] + RING, east[0] - RING, max(int((east[0] - west[0]) / 100.0), 4))
    middle = np.column_stack([x, plan.axes[1](x)])
    flare = RING * np.array([np.cos(FLARE), np.sin(FLARE)])
    for side, sense in ((-1.0, 1), (1.0, -1)):
        first = rings.arm(west, np.array(west) + flare * (1.0, side))
        last = rings.arm(east, np.array(east) + flare * (-1.0, side))
        line = np.vstack([first, middle[1:-1] + (0.0, side * DUAL_GAP), last])
        lines.add(line[::sense], "express", "N882", "rocade de l'Orvanne", sense=1)
