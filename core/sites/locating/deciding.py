"""Decides in which system and order the numbers of a file are to be read: for the file, and for each record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

import numpy as np
import shapely

from ..projection import part_of_france
from .systems import Reading, claimed, is_legal, presumed

if TYPE_CHECKING:
    import pyproj

    from .given import Given

#: says which of some records (by place) lie, at these longitudes and latitudes, in the commune they declare
Proof = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


@dataclass
class Decision:
    """How each record of one given column is read.

    :param readings: the readings chosen from.
    :param chosen: the place in `readings` for each record; -1 where nothing was given or nothing fits.
    :param longitude: of the middle of each shape, in degrees; NaN where not read.
    :param latitude: as `longitude`.
    :param rivals: per record, names of other systems that would fit as well, None where the choice is clear.
    """

    readings: list[Reading]
    chosen: np.ndarray
    longitude: np.ndarray
    latitude: np.ndarray
    rivals: np.ndarray


def decide(given: Given, proof: Proof, expected: np.ndarray, user_crs: pyproj.CRS | None = None) -> Decision:
    """Choose for each record among the readings that are possible.

    What the user says is only ever read as is or swapped. Else the reading that puts the record in its own commune
    wins; among several or none, the one that does so for most records of the file, then what the file claims, then the
    reading possible for most, then the likeliest. A record for which no reading is possible is read as the file claims,
    if that is a place on Earth.

    :param expected: per record, the part of France (place in :func:`places`) that its INSEE code names, -1 if none.
    """
    claim = user_crs or given.claim
    readings = claimed(claim) if claim is not None else []
    if user_crs is None:
        readings += presumed(claim)
    bounds = shapely.bounds(given.shapes)
    x, y = (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
    rows = np.flatnonzero(np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0)))
    positions, possible, proved, astray = _try(readings, x[rows], y[rows], rows, proof, expected[rows])
    if claim is not None and claim.is_projected and 2 * possible[0].sum() > len(rows):
        # The claim holds: a record that it puts abroad is misplaced, not in another system, unless its commune says so.
        others = [place for place, reading in enumerate(readings) if reading.presumed and reading.crs.is_projected]
        possible[others] &= proved[others]
    chosen, clear = _choose(readings, possible, proved, astray)
    # The first reading is the claim, or degrees where nothing is claimed: a place abroad is still a place.
    nowhere = chosen < 0
    chosen[nowhere] = np.where(np.isfinite(positions[0][0][nowhere]), 0, -1)
    return _decision(readings, given, rows, chosen, positions, _rivals(readings, possible, chosen, clear))


def _try(
    readings: list[Reading], x: np.ndarray, y: np.ndarray, rows: np.ndarray, proof: Proof, expected: np.ndarray
) -> tuple[list[tuple[np.ndarray, np.ndarray]], np.ndarray, np.ndarray, np.ndarray]:
    """Give, by reading: positions, which are possible, which are proved, which lie in another part of France."""
    positions = []
    possible, proved, astray = (np.zeros((len(readings), len(x)), dtype=bool) for _ in range(3))
    for place, reading in enumerate(readings):
        longitude, latitude = reading.positions(x, y)
        positions.append((longitude, latitude))
        possible[place] = fits = reading.possible(longitude, latitude)
        proved[place, fits] = proof(rows[fits], longitude[fits], latitude[fits])
        astray[place, fits] = (expected[fits] >= 0) & (
            part_of_france(longitude[fits], latitude[fits]) != expected[fits]
        )
    return positions, possible, proved, astray


def _choose(
    readings: list[Reading], possible: np.ndarray, proved: np.ndarray, astray: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the best reading of each record, -1 where none is possible, and whether its commune proves it."""
    count = len(readings)
    presumed_only = np.array([reading.presumed for reading in readings])
    order = np.lexsort((np.arange(count), -possible.sum(axis=1), presumed_only, -proved.sum(axis=1)))
    rank = np.empty(count, dtype=int)
    rank[order] = np.arange(count)
    cost = rank[:, None] + count * ~proved + 2 * count * astray
    cost = np.where(possible, cost, 4 * count)
    chosen = cost.argmin(axis=0)
    clear = proved[chosen, np.arange(possible.shape[1])]
    return np.where(possible.any(axis=0), chosen, -1), clear


def _rivals(readings: list[Reading], possible: np.ndarray, chosen: np.ndarray, clear: np.ndarray) -> np.ndarray:
    """Name the systems that fit as many records as a presumed one, unless that is a legal one or a commune decides."""
    rivals = np.full(len(chosen), None, dtype=object)
    fitting = possible.sum(axis=1)
    for place in np.unique(chosen[(chosen >= 0) & ~clear]):
        reading = readings[place]
        if not reading.presumed or reading.crs.is_geographic or is_legal(reading.crs):
            continue
        others = [
            readings[other].crs.name
            for other in np.flatnonzero(fitting >= fitting[place])
            if readings[other].crs != reading.crs
        ]
        if others:
            rivals[(chosen == place) & ~clear] = ", ".join(dict.fromkeys(others))
    return rivals


def _decision(
    readings: list[Reading],
    given: Given,
    rows: np.ndarray,
    chosen: np.ndarray,
    positions: list[tuple[np.ndarray, np.ndarray]],
    rivals: np.ndarray,
) -> Decision:
    count = len(given.shapes)
    whole = Decision(
        readings, np.full(count, -1), np.full(count, np.nan), np.full(count, np.nan), np.full(count, None, dtype=object)
    )
    whole.chosen[rows], whole.rivals[rows] = chosen, rivals
    for place in np.unique(chosen[chosen >= 0]):
        of_place = chosen == place
        whole.longitude[rows[of_place]] = positions[place][0][of_place]
        whole.latitude[rows[of_place]] = positions[place][1][of_place]
    return whole
