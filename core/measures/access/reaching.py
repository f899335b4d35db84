"""Finds the nearest facility of each site by road: on open roads first, then on reserved ones, then on any."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ...network import Joined, Nearest, Network, nearest

if TYPE_CHECKING:
    from .roads import Roads

NOWHERE = -1


@dataclass
class Reached:
    """For n sites: the nearest facility of one kind (-1: none), metres and minutes, and on which roads.

    :param networks: those on which ways were sought, from the strictest to the widest; see :meth:`Roads.networks`.
    :param stage: the one on which the way was found; -1 where there is none.
    :param ways: what was found on each.
    """

    targets: Joined
    target: np.ndarray
    metres: np.ndarray
    minutes: np.ndarray
    stage: np.ndarray
    networks: list[Network]
    ways: list[Nearest] = field(default_factory=list)

    @property
    def found(self) -> np.ndarray:
        """Whether there is a way at all."""
        return self.target >= 0

    def stuck(self, roads: Roads) -> np.ndarray:
        """Whether every way is barred to the vehicle, so that the one found is barred too."""
        last = self.networks[-1]
        return self.found & (self.stage == len(self.networks) - 1) & bool((last.only & roads.barred).any())


def reach(roads: Roads, places: Joined, targets: Joined) -> Reached:
    """Find the nearest of the targets for each place.

    One search for each network, whatever the number of sites; the wider networks are searched only while a site that
    they may serve is left.
    """
    count = places.count
    reached = Reached(
        targets,
        np.full(count, NOWHERE),
        np.full(count, np.inf),
        np.full(count, np.inf),
        np.full(count, NOWHERE),
        roads.networks(places, targets),
    )
    possible = _in_parts_of(roads, places, targets)
    for stage, network in enumerate(reached.networks):
        if not (possible & ~reached.found).any():
            break
        roads.report.check()
        ways = nearest(network, places, targets)
        new = ways.reached & ~reached.found
        for name in ("target", "metres", "minutes"):
            getattr(reached, name)[new] = getattr(ways, name)[new]
        reached.stage[new] = stage
        reached.ways.append(ways)
    return reached


def _in_parts_of(roads: Roads, places: Joined, targets: Joined) -> np.ndarray:
    """Tell of each place whether a target lies in its own part of the network."""
    possible = np.zeros(places.count, dtype=bool)
    if len(places.edge) and len(targets.edge):
        served = np.unique(roads.parts[roads.graph.start[targets.edge]])
        possible[places.place[np.isin(roads.parts[roads.graph.start[places.edge]], served)]] = True
    return possible
