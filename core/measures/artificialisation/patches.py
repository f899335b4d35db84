"""Patches: contiguous polygons of the same class, grown as far as their size must be known, and no farther."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from .borders import Borders

if TYPE_CHECKING:
    import numpy.typing as npt

    from .borders import Neighbours

NOWHERE = -1


@dataclass(frozen=True)
class Patches:
    """Patches among m polygons.

    :param patch: (m,) the patch of each polygon that was looked at, or touches one; :data:`NOWHERE` for others.
    :param area: (k,) m² of each patch, infinite where it is known to be large enough; a least where it is not whole.
    :param small: (k,) whether a patch is whole and under the threshold.
    :param borders: all borders of the polygons that were looked at.
    """

    patch: npt.NDArray[np.int64]
    area: npt.NDArray[np.float64]
    small: npt.NDArray[np.bool_]
    borders: Borders


def grow(
    seeds: npt.NDArray[np.int64],
    kind: npt.NDArray[np.float64],
    area: npt.NDArray[np.float64],
    least: float,
    neighbours: Neighbours,
) -> Patches:
    """Grow the patches of some polygons until each is whole or large enough, and those that surround a small one.

    :param seeds: rows whose patches are asked for.
    :param kind: (m,) class of each polygon, NaN where it is not known.
    :param area: (m,) m² of each polygon; infinite for one that need not be judged.
    :param least: the threshold in m²: a patch of that size is large enough.
    """
    looked_at = np.zeros(len(kind), dtype=bool)
    nothing = np.empty(0, dtype=np.int64)
    borders = Borders(nothing, nothing, np.empty(0))
    rows = seeds
    while True:
        looked_at[rows] = True
        borders = Borders.joined([borders, neighbours.of(rows)])
        patch, size = _labelled(borders, seeds, kind, area)
        inside = np.flatnonzero(patch != NOWHERE)
        open_ended = np.zeros(len(size), dtype=bool)
        open_ended[patch[inside[~looked_at[inside]]]] = True
        small = (size < least) & ~open_ended
        rows = inside[~looked_at[inside] & (size[patch[inside]] < least)]
        if not len(rows):
            rows = _small_around(borders, patch, small, kind, area, least, looked_at)
        if not len(rows):
            return Patches(patch, size, small, borders)


def _labelled(
    borders: Borders,
    seeds: npt.NDArray[np.int64],
    kind: npt.NDArray[np.float64],
    area: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Number the patches of the polygons met so far, and add up their areas."""
    alike = kind[borders.one] == kind[borders.other]
    one, other = borders.one[alike], borders.other[alike]
    met = np.unique(np.concatenate([seeds, borders.one, other]))
    place = np.searchsorted(met, np.stack([one, other]))
    links = coo_matrix((np.ones(len(one)), tuple(place)), shape=(len(met), len(met)))
    count, label = connected_components(links, directed=False)
    patch = np.full(len(kind), NOWHERE)
    patch[met] = label
    return patch, np.bincount(label, weights=area[met], minlength=count).astype(np.float64)


def _small_around(
    borders: Borders,
    patch: npt.NDArray[np.int64],
    small: npt.NDArray[np.bool_],
    kind: npt.NDArray[np.float64],
    area: npt.NDArray[np.float64],
    least: float,
    looked_at: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Give the polygons around small patches that may belong to small ones themselves, and are not looked at yet."""
    other = borders.other[small[patch[borders.one]]]
    return np.unique(other[~looked_at[other] & ~np.isnan(kind[other]) & (area[other] < least)])
