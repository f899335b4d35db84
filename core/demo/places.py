"""The sites on the ground: the known ones, and ordinary ones where friches are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from ..resources import resource
from .candidates import KINDS, Candidates, draw_candidates
from .placing import Clearance, apart
from .shapes import rectangles, turned

if TYPE_CHECKING:
    from .known import Known
    from .plan import Plan
    from .settlements import Towns
    from .zones import Zones

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Objects = npt.NDArray[np.object_]

#: share of the ordinary sites that have a corner cut off
NOTCHED = 0.25


@dataclass(frozen=True)
class Places:
    """The sites on the ground, the known ones first: oblong, at an angle.

    `key` is the letter of a known site and "" for an ordinary one; `activity` a row of :func:`activities`.
    """

    key: list[str]
    kind: list[str]
    shape: Objects
    centre: Floats
    length: Floats
    angle: Floats
    activity: Integers

    def __len__(self) -> int:
        return len(self.shape)


def place_sites(plan: Plan, clearance: Clearance, towns: Towns, zones: Zones, known: dict[str, Known]) -> Places:
    """Place as many sites as the size asks for; none touches another, a main road, water or the railway."""
    rng = plan.settings.rng("sites")
    wanted = int(plan.settings["sites"]) - len(known)
    drawn = draw_candidates(plan, towns, zones, wanted, rng)
    drawn = drawn.only(_chosen(clearance, drawn, list(known.values()), wanted))
    shape = _shapes(drawn, rng)
    activity = np.array([rng.choice(KINDS[kind].activities) for kind in drawn.kind], dtype=np.int64)
    first = list(known.values())
    return Places(
        key=[one.key for one in first] + [""] * len(shape),
        kind=["connu"] * len(first) + list(drawn.kind),
        shape=np.concatenate([np.array([one.shape for one in first], dtype=object), shape]),
        centre=np.vstack([[one.centre for one in first], drawn.centre]),
        length=np.concatenate([[one.box[2] - one.box[0] for one in first], drawn.width]),
        angle=np.concatenate([np.zeros(len(first)), drawn.angle]),
        activity=np.concatenate([[one.said["activite"] for one in first], activity]).astype(np.int64),
    )


def _chosen(clearance: Clearance, drawn: Candidates, known: list[Known], wanted: int) -> Integers:
    """Choose candidates that keep clear of everything, each kind in its share."""
    radius, in_zone = drawn.radius, drawn.kind == "zone"
    good = in_zone | clearance.clear(
        drawn.centre,
        roads=radius + 12.0,
        motorways=radius + 70.0,
        rivers=radius + 280.0,
        coast=radius + 50.0,
        avenues=radius + 320.0,
        rails=radius + 14.0,
        interchanges=radius + 420.0,
        border=radius + 150.0,
    )
    taken = np.array([one.centre for one in known])
    reach = np.array([one.radius + 330.0 for one in known])
    kept = np.flatnonzero(good)
    kept = kept[apart(drawn.centre[kept], radius[kept] * 1.05 + 6.0, taken, reach)]
    kind = drawn.kind[kept]
    rows = np.concatenate([np.flatnonzero(kind == name)[: round(said.share * wanted)] for name, said in KINDS.items()])
    rows = rows[:wanted]
    # What one kind lacks the others make up for; zones are spared, they would be crammed.
    rest = np.setdiff1d(np.arange(len(kept)), rows)
    rest = rest[np.argsort(kind[rest] == "zone", kind="stable")]
    return np.asarray(kept[np.sort(np.concatenate([rows, rest[: wanted - len(rows)]]))])


def _shapes(drawn: Candidates, rng: np.random.Generator) -> Objects:
    """Make uneven rectangles, some with their corner cut off."""
    count = len(drawn.kind)
    shape = rectangles(drawn.centre, drawn.width, drawn.height, drawn.angle, rng.uniform(-0.06, 0.06, (count, 4, 2)))
    to_corner = np.column_stack([drawn.width, drawn.height])[:, None, :] * 0.62
    corner = turned(to_corner, drawn.angle, drawn.centre)[:, 0]
    cut = rectangles(corner, drawn.width * 0.9, drawn.height * 0.9, drawn.angle)
    notched = (rng.random(count) < NOTCHED) & (drawn.kind != "ville")
    return np.where(notched, shapely.difference(shape, cut), shape)


def activities() -> list[dict[str, Any]]:
    """Give the list of past activities."""
    return list(resource("demo/words")["activites"])
