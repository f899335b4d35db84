"""The ways in which a file's numbers may be read: each a coordinate reference system and an order of the axes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj

from ...resources import resource
from ..projection import Box, box_of, places

if TYPE_CHECKING:
    from collections.abc import Iterator

GEOGRAPHIC = pyproj.CRS("EPSG:4326")
#: no system has coordinates beyond this, in metres
FARTHEST = 1e8


@dataclass(frozen=True)
class Reading:
    """Numbers read in a system, as they are or with the axes swapped.

    :param boxes: the places (degrees) where a position so read is possible.
    :param presumed: whether nothing but the numbers speaks for it; False for what the file or the user says.
    """

    crs: pyproj.CRS
    swapped: bool
    boxes: tuple[Box, ...]
    presumed: bool = True

    def positions(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the longitudes and latitudes of numbers so read; infinite where the system has no such place."""
        if self.swapped:
            x, y = y, x
        if self.crs.is_geographic:
            inside = (np.abs(x) <= 180) & (np.abs(y) <= 90)
            longitude, latitude = np.where(inside, x, np.inf), np.where(inside, y, np.inf)
            if self.crs == GEOGRAPHIC:
                return longitude, latitude
            x, y = longitude, latitude
        longitude, latitude = np.full(len(x), np.inf), np.full(len(x), np.inf)
        worth = self._worth_reading(x, y)
        longitude[worth], latitude[worth] = _to_degrees(self.crs).transform(x[worth], y[worth])
        return longitude, latitude

    def _worth_reading(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Leave out the numbers that the system cannot give in its boxes; a told system is read anywhere on Earth."""
        worth = (np.abs(x) < FARTHEST) & (np.abs(y) < FARTHEST)
        if self.presumed:
            worth = np.zeros(len(x), dtype=bool)
            for box in self.boxes:
                west, south, east, north = _numbers(self.crs, box)
                worth |= (x >= west) & (x <= east) & (y >= south) & (y <= north)
        return worth

    def possible(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Tell which positions lie where this reading is in use."""
        inside = np.zeros(len(longitude), dtype=bool)
        for west, south, east, north in self.boxes:
            inside |= (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north)
        return inside


def claimed(crs: pyproj.CRS) -> list[Reading]:
    """Give the readings of numbers whose system is told: as they are, else swapped."""
    return [Reading(crs, swapped, places(), presumed=False) for swapped in (False, True)]


def presumed(without: pyproj.CRS | None) -> Iterator[Reading]:
    """Give the readings that the numbers alone may suggest, the likeliest first, but for a system already told."""
    if without is None or not without.is_geographic:
        for swapped in (False, True):
            yield Reading(GEOGRAPHIC, swapped, places())
    for swapped in (False, True):
        for system in resource("catalogue/projections")["systems"]:
            crs = _system(system["code"])
            if without is None or crs != without:
                yield Reading(crs, swapped, (box_of(system),))


def is_legal(crs: pyproj.CRS) -> bool:
    """Tell whether a system is the legal projection of a part of France."""
    return any(crs == _system(place["code"]) for place in resource("catalogue/projections")["projections"])


@cache
def _system(code: str) -> pyproj.CRS:
    return pyproj.CRS(code)


@cache
def _to_degrees(crs: pyproj.CRS) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True)


@cache
def _numbers(crs: pyproj.CRS, box: Box) -> Box:
    """Give the box of a system's own numbers that holds a box of degrees."""
    return pyproj.Transformer.from_crs(GEOGRAPHIC, crs, always_xy=True).transform_bounds(*box)
