"""The tracks of the railway: main lines, freight yard, branches to the port and to private sidings, a disused line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .placing import straight_roads
from .plan import FREIGHT_X
from .zones import port_outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stage import Stage

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Track:
    """A track: its points (metres), and the values that BD TOPO gives of it."""

    points: Floats
    nature: str = "Voie de service"
    use: str | None = "Fret"
    state: str = "En service"
    tracks: int = 1
    electric: bool = False


def yard(stage: Stage) -> tuple[float, float]:
    """Give the place of the freight yard, where the straight road of 5 000 m starts."""
    x, y, _, _ = straight_roads(stage.plan)["c"]
    return x, y


def siding_places(stage: Stage) -> Floats:
    """Give x, y, and 1 for good or 0 for bad, of each private siding; the first stands on its known site."""
    on_site = [(*one.centre, 1.0) for one in stage.known.values() if one.said.get("ite")]
    x, y = stage.zones.centre.T
    away = np.min([np.abs(rail(x) - y) for rail in stage.plan.rails], axis=0)
    near = np.argsort(away, kind="stable")[: 1 + 2 * stage.settings.columns * stage.settings.rows]
    in_zone = [(x[i] + 40.0, y[i] + 25.0, float(rank % 2)) for rank, i in enumerate(near) if away[i] < 2_500.0]
    return np.array(on_site + in_zone)


def draw_tracks(stage: Stage) -> list[Track]:
    """Draw all tracks."""
    return [*_main_lines(stage), *_freight_yard(stage), _port_branch(stage), *_siding_branches(stage), _disused_line()]


def _main_lines(stage: Stage) -> Iterator[Track]:
    for rail in stage.plan.rails:
        start = float(stage.plan.coast(float(rail(3_000.0)))) + 1_300.0
        first = 2_000.0 * (np.floor(start / 2_000.0) + 1.0)
        cuts = np.r_[start, np.arange(first, stage.plan.width, 2_000.0), stage.plan.width]
        for low, high in zip(cuts[:-1], cuts[1:]):
            x = np.linspace(low, high, 21)
            yield Track(np.column_stack([x, rail(x)]), "Voie ferrée principale", None, tracks=2, electric=True)


def _freight_yard(stage: Stage) -> Iterator[Track]:
    """Draw three tracks beside the main line, each a little shorter than the one before."""
    main = float(stage.plan.rails[0](FREIGHT_X))
    for offset in (14.0, 26.0, 38.0):
        x = FREIGHT_X + np.array([-850.0, 6.0 * offset - 720.0, 720.0 - 6.0 * offset, 850.0])
        yield Track(np.column_stack([x, main + np.array([0.0, offset, offset, 0.0])]))


def _port_branch(stage: Stage) -> Track:
    west, south, east, _ = port_outline(stage.zones).bounds
    rail, leaves = stage.plan.rails[0], east + 1_400.0
    beside = float(rail(leaves - 500.0)) - 60.0
    x = [leaves, leaves - 500.0, east + 150.0, west + 150.0]
    return Track(np.column_stack([x, [float(rail(leaves)), beside, south + 120.0, south + 70.0]]))


def _siding_branches(stage: Stage) -> Iterator[Track]:
    for x, y, _ in siding_places(stage):
        rail = min(stage.plan.rails, key=lambda line: abs(float(line(x)) - y))
        leaves = x - 700.0 if x > 5_000.0 else x + 700.0
        middle = ((leaves + x) / 2.0, (float(rail(x)) + y) / 2.0)
        yield Track(np.array([(leaves, float(rail(leaves))), middle, (x, y)]))


def _disused_line() -> Track:
    x = np.linspace(5_800.0, 12_500.0, 24)
    return Track(np.column_stack([x, 3_600.0 + 180.0 * np.sin(x / 900.0)]), "Sans objet", "Sans objet", "Non exploité")
