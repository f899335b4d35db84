"""The streets of the island: a small network that no bridge joins to the mainland."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lines import Lines
    from .plan import Plan


def add_island(plan: Plan, lines: Lines) -> None:
    """Draw the island's streets; one is a dead end at the edge of its known site."""
    x, y, _ = plan.island
    west, east, south = x - 240.0, x + 240.0, y - 190.0
    corners = [
        ((west, y), (x, y)),
        ((x, y), (east, y)),
        ((x, y), (x, y + 110.0)),
        ((west, y), (west, south)),
        ((west, south), (x, south)),
        ((x, south), (east, south)),
        ((east, south), (east, y)),
        ((x, south), (x, y)),
        ((x, south), (x, y - 330.0)),
    ]
    for start, end in corners:
        lines.add([start, end], "rue")
