"""Numbers places: coordinates that agree to the millimetre are one and the same place."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

#: places closer than this are one, in decimals of a metre: a millimetre
DECIMALS = 3
#: bits of a whole number that hold northings in millimetres, and how large an extent they allow: 4 300 km
_BITS, _REACH = 32, 2**32


def rounded(xy: Floats) -> Floats:
    """Round coordinates in metres to the millimetre."""
    return np.round(xy, DECIMALS)


def number_places(xy: Floats) -> tuple[Integers, Floats]:
    """Number the distinct places among coordinates.

    :param xy: (n, 2) coordinates in metres, rounded.
    :returns: (n,) the number of each, from 0, and (k, 2) the coordinates of each number.
    """
    if not len(xy):
        return np.empty(0, dtype=np.int64), np.empty((0, 2))
    units = np.round((xy - xy.min(axis=0)) * 10**DECIMALS).astype(np.int64)
    if units.max() < _REACH // 2:
        # One whole number a place: sorted several times faster than pairs.
        _, first, number = np.unique(units[:, 0] << _BITS | units[:, 1], return_index=True, return_inverse=True)
    else:
        _, first, number = np.unique(units, axis=0, return_index=True, return_inverse=True)
    return number.ravel().astype(np.int64), xy[first]
