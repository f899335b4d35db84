"""Areas of the sites by what the cover says, each square metre counted once, overlaps and gaps told."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...stopping import stoppable
from ..overlay import united_area

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report
    from ..overlay import Overlay
    from .cover import Cover

#: share of a site by which its pieces must exceed what they cover together to overlap: less is rounding
ROUNDING = 1e-9


@dataclass(frozen=True)
class Areas:
    """Areas in m² of n sites, NaN where a site has none.

    artificial + natural + unknown + gap is the area of the site. Where polygons overlap and disagree, what is not
    artificialised wins over what is, and both over what is not known; likewise unsealed ground over sealed. Vegetation
    wins over ground without it.

    :param changed: where a threshold changed what the codes say.
    :param overlapping: what two polygons or more cover.
    :param disputed: the part of it where one says artificialised and another not.
    """

    artificial: npt.NDArray[np.float64]
    natural: npt.NDArray[np.float64]
    unknown: npt.NDArray[np.float64]
    gap: npt.NDArray[np.float64]
    sealed: npt.NDArray[np.float64]
    unsealed: npt.NDArray[np.float64]
    vegetated: npt.NDArray[np.float64]
    bare: npt.NDArray[np.float64]
    changed: npt.NDArray[np.float64]
    overlapping: npt.NDArray[np.float64]
    disputed: npt.NDArray[np.float64]


def areas_of(found: Overlay, cover: Cover, report: Report) -> Areas:
    """Measure what a cover says of each site.

    :param found: the cover cut to the sites.
    """
    count, piece = len(found.area), shapely.area(found.piece)
    plain = np.bincount(found.site, weights=piece, minlength=count)
    together = _united(found, np.ones(len(piece), dtype=bool), report)
    doubled = plain - together > ROUNDING * found.area
    twice = doubled[found.site]

    def covered(chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        """Give the area that the pieces chosen cover; only where pieces overlap need they be united."""
        once = np.bincount(found.site, weights=np.where(chosen, piece, 0.0), minlength=count)
        return np.where(doubled, _united(found, chosen & twice, report), once)

    status = cover.artificial[found.row]
    sealed, vegetated = cover.sealed[found.row], cover.vegetated[found.row]
    natural, unsealed, green = covered(status == 0), covered(sealed == 0), covered(vegetated == 1)
    known, whole = covered(~np.isnan(status)), np.where(doubled, together, plain)
    overlapping, disputed = _overlaps(found, status, twice, report)
    measured = Areas(
        artificial=known - natural,
        natural=natural,
        unknown=whole - known,
        gap=found.area - whole,
        sealed=covered(~np.isnan(sealed)) - unsealed,
        unsealed=unsealed,
        vegetated=green,
        bare=covered(~np.isnan(vegetated)) - green,
        changed=covered(cover.changed[found.row]),
        overlapping=overlapping,
        disputed=disputed,
    )
    return Areas(*(_sound(getattr(measured, field.name), found.area) for field in fields(Areas)))


def _united(found: Overlay, chosen: npt.NDArray[np.bool_], report: Report) -> npt.NDArray[np.float64]:
    """Give the area (n,) that the pieces chosen cover together."""
    result = np.zeros(len(found.area))
    cells, metres = stoppable(partial(united_area, found.site[chosen], found.piece[chosen]), report)
    result[cells] = metres
    return result


def _overlaps(
    found: Overlay, status: npt.NDArray[np.float64], twice: npt.NDArray[np.bool_], report: Report
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give the area (n,) that two pieces or more of a site cover, and that of those that disagree."""
    rows = np.flatnonzero(twice)
    site, pair, piece = stoppable(partial(_meetings, found.site[rows], found.piece[rows]), report)
    one, other = status[rows[pair[0]]], status[rows[pair[1]]]
    disagree = (one != other) & ~np.isnan(one) & ~np.isnan(other)
    told = []
    for chosen in (np.ones(len(site), dtype=bool), disagree):
        area = np.zeros(len(found.area))
        cells, metres = stoppable(partial(united_area, site[chosen], piece[chosen]), report)
        area[cells] = metres
        told.append(area)
    return told[0], told[1]


def _meetings(
    site: npt.NDArray[np.int64], pieces: npt.NDArray[np.object_]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.object_]]:
    """Give where two pieces of one site overlap: the site, the two pieces (2, p), and what they share."""
    pair = shapely.STRtree(pieces).query(pieces, predicate="intersects")
    pair = pair[:, (pair[0] < pair[1]) & (site[pair[0]] == site[pair[1]])]
    shared = shapely.intersection(pieces[pair[0]], pieces[pair[1]])
    real = shapely.area(shared) > 0
    return site[pair[0][real]], pair[:, real], shared[real]


def _sound(metres: npt.NDArray[np.float64], area: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Take for none what rounding leaves of nothing, and leave unknown what has no area."""
    return np.where(np.isnan(area), np.nan, np.where(np.abs(metres) <= ROUNDING * area, 0.0, metres))
