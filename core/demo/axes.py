"""The main roads: axes from west to east, roads from south to north, and the straight roads of known length."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .placing import straight_roads
from .plan import AXES, JUNCTION, Plan
from .roundabouts import Point, Roundabouts, add_dual_carriageway

if TYPE_CHECKING:
    from collections.abc import Callable

    from .lines import Lines
    from .settlements import Towns

Floats = npt.NDArray[np.float64]

#: metres between two points of a main road in open country
STEP = 220.0
#: half the length of a bridge over a motorway that has no ramps there
OVERPASS = 110.0
#: classes of the axes and of the north-south roads, in turn
AXIS_CLASS, MERIDIAN_CLASS = ("principale", "secondaire"), ("secondaire", "principale", "secondaire")


@dataclass
class Nodes:
    """Points of the main roads that streets and lanes may join, and on which line each stands (-1: on none)."""

    xy: list[Point] = field(default_factory=list)
    axis: list[int] = field(default_factory=list)
    meridian: list[int] = field(default_factory=list)

    def add(self, points: Floats, axis: int = -1, meridian: int = -1) -> None:
        """Add points of one road."""
        self.xy += [(float(x), float(y)) for x, y in points]
        self.axis += [axis] * len(points)
        self.meridian += [meridian] * len(points)


def add_main_roads(plan: Plan, towns: Towns, lines: Lines) -> Nodes:
    """Draw the main roads into `lines`, cut wherever they meet, and give the points others may join."""
    meetings = {(m, a): plan.meeting(m, a) for m in range(len(plan.meridians)) for a in range(len(plan.axes))}
    meetings = {at: (round(x, 2), round(y, 2)) for at, (x, y) in meetings.items() if x > float(plan.coast(y)) + 400.0}
    dual = _dual_ends(plan, towns)
    rng = plan.settings.rng("axes")
    outside = towns.gap(np.array(list(meetings.values()))) > 250.0
    rings = {place for place, out in zip(meetings.values(), outside) if out and rng.random() < 0.45}
    roads = _MainRoads(plan, towns, lines, meetings, dual, Roundabouts(rings | set(dual)))
    for a in range(len(plan.axes)):
        roads.axis(a)
    for m in range(len(plan.meridians)):
        roads.meridian(m)
    _straight_roads(plan, lines)
    add_dual_carriageway(plan, *dual, roads.rings, lines)
    roads.rings.draw(lines)
    return roads.nodes


@dataclass
class _MainRoads:
    """The main roads as far as they are drawn."""

    plan: Plan
    towns: Towns
    lines: Lines
    meetings: dict[tuple[int, int], Point]
    dual: tuple[Point, Point]
    rings: Roundabouts
    nodes: Nodes = field(default_factory=Nodes)

    def axis(self, a: int) -> None:
        """Draw an axis from the coast to the eastern border."""
        plan, curve = self.plan, self.plan.axes[a]
        forced = {place[0]: place[1] for (_, axis), place in self.meetings.items() if axis == a}
        start = float(plan.coast(plan.levels["axes"][a]))
        for _ in range(30):
            start = float(plan.coast(curve(start))) + 240.0
        spans = [
            (round(one.x - arm, 2), round(one.x + arm, 2))
            for one in plan.interchanges
            if one.axis == a
            for arm in (JUNCTION if one.kind != "pont" else OVERPASS,)
        ]
        dual = self.dual if a == 1 else ()
        for x in (start, plan.width, *(end for span in spans for end in span), *(end[0] for end in dual)):
            forced[round(x, 2)] = round(float(curve(x)), 2)
        for x, y0, _, y1 in straight_roads(plan).values() if a < len(AXES) else ():
            if min(y0, y1) < float(curve(x)) < max(y0, y1):
                forced[x] = round(float(curve(x)), 2)
        at = np.array(sorted(forced))
        places = np.column_stack([at, [forced[x] for x in at]])
        for p, q in zip(places[:-1], places[1:]):
            if dual and (p[0], q[0]) == (dual[0][0], dual[1][0]):
                continue
            bridge = (p[0], q[0]) in spans
            points = np.array([p, q]) if bridge else self._fill(p, q, lambda x: np.column_stack([x, curve(x)]), 0)
            self._draw(points, AXIS_CLASS[a % 2], f"D{a + 1}", bridge)
            # Nothing joins the road between the ramps of an interchange.
            joinable = ~np.isin(points[:, 0], [end for span in spans for end in span])
            self._join(points[joinable & (not bridge)], axis=a)

    def meridian(self, m: int) -> None:
        """Draw a road from the southern border to the northern one, on a bridge over each river."""
        plan, curve = self.plan, self.plan.meridians[m]
        forced = {place[1]: place[0] for (meridian, _), place in self.meetings.items() if meridian == m}
        banks = []
        for r, river in enumerate(plan.rivers):
            middle = plan.levels["rivers"][r]
            for _ in range(40):
                middle = float(river(curve(middle)))
            half = float(plan.river_half_width(r, curve(middle))) + 30.0
            banks.append((round(middle - half, 2), round(middle + half, 2)))
        for y in (0.0, plan.height, *(bank for pair in banks for bank in pair)):
            forced[round(y, 2)] = round(float(curve(y)), 2)
        at = np.array(sorted(forced))
        places = np.column_stack([[forced[y] for y in at], at])
        for p, q in zip(places[:-1], places[1:]):
            bridge = (p[1], q[1]) in banks
            points = np.array([p, q]) if bridge else self._fill(p, q, lambda y: np.column_stack([curve(y), y]), 1)
            self._draw(points, MERIDIAN_CLASS[m % 3], f"D{100 + m + 1}", bridge)
            self._join(points, meridian=m)

    def _fill(self, p: Floats, q: Floats, curve: Callable[[Floats], Floats], along: int) -> Floats:
        """Give the points of a stretch from p to q: closer together inside towns."""
        coarse = np.linspace(p[along], q[along], max(round((q[along] - p[along]) / STEP), 1) + 1)
        middle = curve((coarse[:-1] + coarse[1:]) / 2.0)
        parts = np.where(self.towns.gap(middle) < 0.0, 2, 1) if len(coarse) > 2 else np.ones(1, dtype=int)
        pieces = [np.linspace(low, high, n + 1)[:-1] for low, high, n in zip(coarse[:-1], coarse[1:], parts)]
        points = np.round(curve(np.r_[np.concatenate(pieces), coarse[-1]]), 2)
        points[0], points[-1] = p, q
        return np.asarray(points)

    def _draw(self, points: Floats, classe: str, number: str, bridge: bool) -> None:
        for p, q in zip(points[:-1], points[1:]):
            self.lines.add([self.rings.end(p, q), self.rings.end(q, p)], classe, number, level=int(bridge))

    def _join(self, points: Floats, axis: int = -1, meridian: int = -1) -> None:
        free = [not self.rings.at(point) for point in points]
        self.nodes.add(points[free], axis, meridian)


def _dual_ends(plan: Plan, towns: Towns) -> tuple[Point, Point]:
    """Give the ends of the dual carriageway: at the edge of the city, and before the central interchange."""
    east = plan.home_interchange(1).x - JUNCTION - 330.0
    edge = float(towns.places[0][0] + towns.reach(np.array([0]), np.zeros(1))[0] + 120.0)
    west, east = round(min(edge, east - 700.0), 2), round(east, 2)
    return (west, round(float(plan.axes[1](west)), 2)), (east, round(float(plan.axes[1](east)), 2))


def _straight_roads(plan: Plan, lines: Lines) -> None:
    """Draw the roads of known length, cut every 250 m and where an axis crosses them."""
    for x, y0, _, y1 in straight_roads(plan).values():
        cuts = set(np.linspace(y0, y1, round(abs(y1 - y0) / 250.0) + 1).tolist())
        for curve in plan.axes[: len(AXES)]:
            crossing = round(float(curve(x)), 2)
            if min(y0, y1) < crossing < max(y0, y1):
                cuts = {y for y in cuts if y in (y0, y1) or abs(y - crossing) > 90.0} | {crossing}
        at = np.array(sorted(cuts))
        points = np.column_stack([np.full(len(at), x), at])
        for p, q in zip(points[:-1], points[1:]):
            lines.add([p, q], "desserte", name="route des Salines")
