"""The usable area of a site: what is left when all that is known not to be usable is taken from it, one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...stopping import stoppable
from ..overlay import without
from .narrow import narrow_strips

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report

#: the subtractions in their order: what an earlier one took is not counted again
NAMES = {
    "ppr": "ppr",
    "zone_humide": "zone humide",
    "servitude": "servitude",
    "pente": "pente",
    "etroit": "étroit",
}


@dataclass(frozen=True)
class Usable:
    """For n sites: what is left of each, and what was taken.

    :param shape: (n,) polygons, empty where nothing is left, None where the shape of the site is not known.
    :param gross: (n,) m², NaN where the shape is not known.
    :param taken: subtraction → (n,) m², NaN where no layer tells it; gross = area of `shape` + their sum.
    :param whole: subtraction → (n,) whether that is all of it; what is only partly known is taken, and is the least.
    """

    shape: np.ndarray
    gross: npt.NDArray[np.float64]
    taken: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    whole: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)

    @property
    def area(self) -> npt.NDArray[np.float64]:
        """The area left in m²; NaN where the shape is not known."""
        return shapely.area(self.shape)

    @property
    def complete(self) -> npt.NDArray[np.bool_]:
        """Whether every subtraction is known."""
        return np.column_stack(list(self.whole.values())).all(axis=1)

    @property
    def not_told(self) -> np.ndarray:
        """Name the subtractions that no layer tells, or not all of, in their order; None where all are known."""
        unknown = ~np.column_stack(list(self.whole.values()))
        names = np.array([NAMES[name] for name in self.taken], dtype=object)
        return np.array([", ".join(names[row]) or None for row in unknown], dtype=object)


def subtract(
    shapes: np.ndarray, covers: dict[str, tuple[np.ndarray, np.ndarray]], report: Report | None = None
) -> Usable:
    """Take from each site what covers it, in the order of :data:`NAMES`, then its narrow strips.

    :param shapes: (n,) polygons; None where the shape of the site is not known.
    :param covers: subtraction → (n,) what is not usable (None: nothing), and (n,) whether that is known; a subtraction
        that is not there is unknown everywhere.
    :param report: asked during each subtraction whether to stop.
    """
    left, gross = shapes, shapely.area(shapes)
    taken: dict[str, np.ndarray] = {}
    whole: dict[str, np.ndarray] = {}
    there = ~shapely.is_missing(shapes)
    for name in NAMES:
        if name == "etroit":
            cover, whole[name] = stoppable(partial(narrow_strips, left), report), there
        elif name in covers:
            cover, whole[name] = covers[name]
        else:
            taken[name], whole[name] = np.full(len(shapes), np.nan), np.zeros(len(shapes), dtype=bool)
            continue
        before, left = shapely.area(left), stoppable(partial(without, left, cover), report)
        taken[name] = np.where(there, before - shapely.area(left), np.nan)
    return Usable(left, gross, taken, whole)
