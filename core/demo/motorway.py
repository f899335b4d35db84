"""The motorways: two one-way carriageways, their ramps, and the points where the ordinary road meets an entry ramp."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..resources import resource
from .plan import CARRIAGEWAY, JUNCTION, Interchange, Plan

if TYPE_CHECKING:
    from .lines import Lines

Floats = npt.NDArray[np.float64]
#: metres along the motorway from the axis that crosses it to the ends of the ramps
RAMP = 520.0


@dataclass(frozen=True)
class Access:
    """A point where the ordinary road meets an entry ramp."""

    x: float
    y: float
    number: str
    exit: int
    kind: str
    heading: str


def motorway_number(motorway: int) -> str:
    """Give the number of a motorway, from west to east."""
    numbers = resource("demo/words")["autoroutes"]
    return str(numbers[motorway % len(numbers)])


def add_motorways(plan: Plan, lines: Lines) -> list[Access]:
    """Draw carriageways and ramps into `lines` and give the accesses.

    An interchange called partial has an exit northwards and an entry southwards: its eastern junction is no access.
    """
    accesses = []
    for j in range(len(plan.motorways)):
        passages = [one for one in plan.interchanges if one.motorway == j and one.kind != "pont"]
        number = motorway_number(j)
        _carriageways(plan, j, passages, number, lines)
        for rank, one in enumerate(passages, start=1):
            _ramps(one, lines)
            west = Access(one.x - JUNCTION, one.y, number, rank, one.kind, "sud")
            accesses += [west] + (
                [Access(one.x + JUNCTION, one.y, number, rank, one.kind, "nord")] if one.kind == "complet" else []
            )
    return accesses


def _carriageways(plan: Plan, j: int, passages: list[Interchange], number: str, lines: Lines) -> None:
    curve = plan.motorways[j]
    banks = []
    for r, river in enumerate(plan.rivers):
        middle = float(river(curve(plan.levels["rivers"][r])))
        half = float(plan.river_half_width(r, curve(middle))) + 60.0
        banks.append((middle - half, middle + half))
    for side in (1.0, -1.0):
        cuts = {0.0, plan.height, *(bank for pair in banks for bank in pair)}
        for one in passages:
            entry_or_exit = (one.y - RAMP, one.y + RAMP)
            # A partial interchange has ramps on its southern side only.
            cuts |= set(entry_or_exit if one.kind == "complet" else entry_or_exit[:1])
        breaks = sorted(cuts)
        for rank, (low, high) in enumerate(zip(breaks[:-1], breaks[1:])):
            y = np.linspace(low, high, max(int((high - low) / 120.0), 1) + 1)
            line = np.column_stack([curve(y) + side * CARRIAGEWAY, y])
            on_bridge = any(south <= low and high <= north for south, north in banks)
            # Traffic keeps right: the eastern carriageway goes north. Some western stretches are drawn the other way.
            northwards = side > 0.0 or rank % 3 == 0
            sense = 1 if northwards == (side > 0.0) else -1
            lines.add(line if northwards else line[::-1], "autoroute", number, sense=sense, level=int(on_bridge))


def _ramps(one: Interchange, lines: Lines) -> None:
    """Draw the ramps of an interchange, each in the direction of its traffic."""
    east = (one.x + JUNCTION, one.y)
    west = (one.x - JUNCTION, one.y)
    exit_north = _bend((one.x + CARRIAGEWAY, one.y - RAMP), 1.0, east)
    entry_north = _bend((one.x + CARRIAGEWAY, one.y + RAMP), 1.0, east)[::-1]
    exit_south = _bend((one.x - CARRIAGEWAY, one.y + RAMP), -1.0, west)
    entry_south = _bend((one.x - CARRIAGEWAY, one.y - RAMP), -1.0, west)[::-1]
    ramps = [exit_north, entry_south] if one.kind == "partiel" else [exit_north, entry_north, exit_south, entry_south]
    for ramp in ramps:
        lines.add(ramp, "bretelle", sense=1)


def _bend(motorway: tuple[float, float], side: float, junction: tuple[float, float]) -> Floats:
    """Draw a curve that leaves the motorway along it and comes to the junction (cubic Bézier, 9 points)."""
    start, end = np.array(motorway), np.array(junction)
    toward = np.sign(end[1] - start[1])
    first, second = start + (side * 6.0, toward * 230.0), end + (-side * 70.0, -toward * 110.0)
    t = np.linspace(0.0, 1.0, 9)[:, None]
    return (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t**2 * second + t**3 * end
