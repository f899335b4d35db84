"""How far places are from what they must not touch, and how to pick places that keep their distance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from .plan import FREIGHT_ROAD, FREIGHT_X, JUNCTION, Plan

Floats = npt.NDArray[np.float64]
SAMPLE = 60.0


class Clearance:
    """Distances from any place to the families of obstacles, in metres (Euclid, to samples 60 m apart)."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        x, y = np.arange(0.0, plan.width, SAMPLE), np.arange(0.0, plan.height, SAMPLE)
        across, along = [np.column_stack([x, curve(x)]) for curve in plan.axes], []
        along += [np.column_stack([curve(y), y]) for curve in plan.meridians]
        self._trees = {
            "roads": cKDTree(np.vstack(across + along)),
            "motorways": cKDTree(np.vstack([np.column_stack([curve(y), y]) for curve in plan.motorways])),
            "rivers": cKDTree(np.vstack([np.column_stack([x, curve(x)]) for curve in plan.rivers])),
            "rails": cKDTree(np.vstack([np.column_stack([x, curve(x)]) for curve in plan.rails])),
            "coast": cKDTree(np.column_stack([plan.coast(y), y])),
            "interchanges": cKDTree([(one.x, one.y) for one in plan.interchanges if one.kind != "pont"]),
            "avenues": cKDTree(np.vstack([_samples(*line) for line in straight_roads(plan).values()])),
        }

    def gap(self, family: str, places: Floats) -> Floats:
        """Give the distance from each place (k, 2) to the nearest obstacle of a family."""
        return np.asarray(self._trees[family].query(places)[0])

    def clear(self, places: Floats, **distances: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Tell which places keep, from each family named, at least the distance given; and are on land, inside."""
        x, y = places.T
        margin = np.asarray(distances.pop("border", 300.0))
        good = (x > margin) & (x < self.plan.width - margin) & (y > margin) & (y < self.plan.height - margin)
        good &= self.plan.inland(x, y) > 0.0
        for family, least in distances.items():
            good[good] = self.gap(family, places[good]) >= np.broadcast_to(least, good.shape)[good]
        return good


def straight_roads(plan: Plan) -> dict[str, tuple[float, float, float, float]]:
    """Give the roads whose length is known: straight, along an axis of coordinates, from their start to their end.

    ``a``: 2 000 m south of the entry ramp's junction of the northern interchange; ``b``: 750 m north of that of the
    central one; ``c``: 5 000 m north of the freight yard. No way is shorter than a straight line, whatever is built.
    """
    north, central = plan.home_interchange(3), plan.home_interchange(1)
    yard_y = float(plan.rails[0](FREIGHT_X)) + 60.0
    return {
        "a": (north.x + JUNCTION, north.y, north.x + JUNCTION, north.y - 2_000.0),
        "b": (central.x - JUNCTION, central.y, central.x - JUNCTION, central.y + 750.0),
        "c": (FREIGHT_X, yard_y, FREIGHT_X, yard_y + FREIGHT_ROAD),
    }


def _samples(x0: float, y0: float, x1: float, y1: float) -> Floats:
    share = np.linspace(0.0, 1.0, 60)
    return np.column_stack([x0 + (x1 - x0) * share, y0 + (y1 - y0) * share])


def apart(
    places: Floats, radii: Floats, taken: Floats | None = None, taken_radii: Floats | None = None
) -> npt.NDArray[np.bool_]:
    """Tell which discs to keep so that none overlaps another that comes before it, nor one already taken."""
    keep = np.ones(len(places), dtype=bool)
    if taken is not None and taken_radii is not None and len(taken):
        reach = cKDTree(taken).query_ball_point(places, radii + taken_radii.max())
        keep = np.array(
            [not any(_touch(p, r, taken[i], taken_radii[i]) for i in near) for p, r, near in zip(places, radii, reach)]
        )
    pairs = cKDTree(places).query_pairs(2.0 * radii.max(), output_type="ndarray")
    if len(pairs):
        distance = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
        pairs = np.sort(pairs[distance < radii[pairs[:, 0]] + radii[pairs[:, 1]]], axis=1)
        for first, second in pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]:
            if keep[first]:
                keep[second] = False
    return keep


def _touch(place: Floats, radius: float, other: Floats, other_radius: float) -> bool:
    return bool(np.hypot(*(place - other)) < radius + other_radius)
