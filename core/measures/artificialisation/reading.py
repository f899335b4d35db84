"""Measures one cover on the sites of a tile: thresholds, areas, vintages, who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..overlay import overlay
from .areas import Areas, areas_of
from .thresholds import judge

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report
    from .cover import Cover
    from .telling import Remarks

#: who says what is artificialised: nobody, the matrix, the producer, both
SAYERS = np.array([None, "matrice", "IGN", "IGN et matrice"], dtype=object)


@dataclass(frozen=True)
class Found:
    """What one cover says of n sites.

    :param areas: see :class:`.areas.Areas`.
    :param years: (n,) the vintages on each site, comma between; None where nobody says.
    :param sayers: (n,) one of :data:`SAYERS`; None where nothing is known.
    """

    areas: Areas
    years: npt.NDArray[np.object_]
    sayers: npt.NDArray[np.object_]


def measured(
    shapes: npt.NDArray[np.object_],
    cover: Cover,
    extent: tuple[float, float, float, float],
    remarks: Remarks,
    report: Report,
) -> Found:
    """Measure a cover on sites.

    :param shapes: (n,) polygons, or None.
    :param extent: within which the cover was read whole.
    """
    found = overlay(shapes, cover.shape, report)
    on_sites = np.unique(found.row)
    judged = judge(cover, on_sites, extent, report)
    remarks.of_cover(judged.cover, on_sites, judged)
    areas = areas_of(found, judged.cover, report)
    remarks.of_areas(areas, found.area)
    known = ~np.isnan(judged.cover.artificial[found.row])
    told = cover.told[found.row]
    count = len(shapes)
    by_producer, by_matrix = (
        np.bincount(found.site[chosen], minlength=count) > 0 for chosen in (known & told, known & ~told)
    )
    sayers = SAYERS[2 * by_producer + by_matrix]
    return Found(areas, _years(found.site, cover.year[found.row], count), sayers)


def _years(site: npt.NDArray[np.int64], year: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.object_]:
    """Write the vintages met on each of `count` sites."""
    known = ~np.isnan(year)
    years, place = np.unique(year[known].astype(int), return_inverse=True)
    met = np.zeros((count, len(years)), dtype=bool)
    met[site[known], place.ravel()] = True
    kinds, kind = np.unique(met, axis=0, return_inverse=True)
    texts = [", ".join(map(str, years[row])) or None for row in kinds]
    return np.array(texts, dtype=object)[kind.ravel()]
