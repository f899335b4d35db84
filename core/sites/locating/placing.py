"""Chooses, of the geometries that a file gives of each site, the best that can be read, and brings it into one CRS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from ...errors import GisementError
from ..projection import part_of_france, projection_of
from .deciding import Decision, decide
from .given import LAYER, Given, givens

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import pyproj

    from ...report import Report
    from ..findings import Findings
    from .communes import DeclaredCommunes
    from .systems import Reading

#: an area is better than a point, and a point than a line, which is no site but is told
_WORTH = {2: 3, 0: 2, 1: 1}


@dataclass
class Placed:
    """The sites' shapes in the legal CRS, None where the file gives none that can be read.

    :param told: sites of which a finding already says why they have no shape.
    :param empty: whether the file has no geometry, text or coordinates at all.
    """

    shapes: np.ndarray
    crs: str
    told: np.ndarray
    empty: bool


def place(
    sites: pd.DataFrame,
    communes: DeclaredCommunes,
    findings: Findings,
    *,
    file: str,
    user_crs: pyproj.CRS | None,
    report: Report,
) -> Placed:
    """Give each site the best geometry of its record.

    :raises GisementError: ``layer_without_crs``, ``projection_unknown``.
    """
    expected = communes.parts_of_france()
    worth, best = np.zeros(len(sites), dtype=int), np.full(len(sites), -1)
    longitude, latitude = np.full(len(sites), np.nan), np.full(len(sites), np.nan)
    read: list[tuple[Given, Decision]] = []
    for given in givens(sites):
        report.check()
        # What the user says is of the layer's geometry where there is one, else of whatever the table holds.
        said = user_crs if not read or read[0][0].column != LAYER else None
        decision = decide(given, communes.hold, expected, said)
        dimension = shapely.get_dimensions(given.shapes)
        here = np.select([dimension == one for one in _WORTH], list(_WORTH.values()), 0)
        better = (decision.chosen >= 0) & (here > worth)
        best[better], worth[better] = len(read), here[better]
        longitude[better], latitude[better] = decision.longitude[better], decision.latitude[better]
        read.append((given, decision))
        if (worth == _WORTH[2]).all():
            break
    parts = part_of_france(longitude, latitude)
    if len(sites) and not (parts >= 0).any():
        _refuse_abroad(read, best, file, user_crs)
    crs = projection_of(parts, expected)
    shapes = _in_one_crs(read, best, crs)
    report.check()
    told = _tell(sites, read, best, shapes, findings)
    _warn(read, best, file, user_crs, report)
    return Placed(shapes, crs, told, empty=not read)


def _refuse_abroad(
    read: list[tuple[Given, Decision]], best: np.ndarray, file: str, user_crs: pyproj.CRS | None
) -> None:
    """Refuse a file of which no geometry lies in France, if it has any."""
    if not read:
        return
    given, decision = read[0]
    there = ~(shapely.is_missing(given.shapes) | shapely.is_empty(given.shapes))
    if given.column == LAYER and given.claim is None and user_crs is None and there.any():
        raise GisementError("layer_without_crs", file=file, layer="", role="sites")
    if (best >= 0).any():
        given, decision = read[int(best[best >= 0][0])]
        reading = decision.readings[int(decision.chosen[decision.chosen >= 0][0])]
        raise GisementError("projection_unknown", file=file, crs=_name(reading.crs))


def _groups(
    read: list[tuple[Given, Decision]], best: np.ndarray
) -> Iterator[tuple[Given, Decision, Reading, np.ndarray]]:
    """Give the records that were read alike: where from, how, and which they are (a mask)."""
    for number, (given, decision) in enumerate(read):
        for chosen in np.unique(decision.chosen[best == number]):
            reading = decision.readings[int(chosen)]
            yield given, decision, reading, (best == number) & (decision.chosen == chosen)


def _in_one_crs(read: list[tuple[Given, Decision]], best: np.ndarray, crs: str) -> np.ndarray:
    shapes = np.full(len(best), None, dtype=object)
    for given, _, reading, rows in _groups(read, best):
        raw = given.shapes[rows]
        if reading.swapped:
            raw = shapely.transform(raw, lambda xy: xy[:, ::-1])
        shapes[rows] = gpd.GeoSeries(raw, crs=reading.crs).to_crs(crs).to_numpy()
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    shapes[np.unique(owner[~np.isfinite(coordinates).all(axis=1)])] = None
    return shapes


def _tell(
    sites: pd.DataFrame,
    read: list[tuple[Given, Decision]],
    best: np.ndarray,
    shapes: np.ndarray,
    findings: Findings,
) -> np.ndarray:
    """Find what could not be read and what was put right; tell which sites a finding says something of."""
    told = np.zeros(len(sites), dtype=bool)
    for given, decision in read:
        unread = np.array([text is not None for text in given.unreadable], dtype=bool)
        findings.add("geometrie_illisible", sites.index[unread], given.column, given.unreadable[unread])
        bounds = shapely.bounds(given.shapes)
        lost = ~np.isnan(bounds[:, 0]) & (bounds[:, :2] != 0).any(axis=1) & (decision.chosen < 0)
        lost |= (decision.chosen >= 0) & (best >= 0) & shapely.is_missing(shapes) & ~shapely.is_missing(given.shapes)
        numbers = [f"{x:.10g}, {y:.10g}" for x, y in bounds[lost, :2]]
        findings.add("coordonnees_incomprises", sites.index[lost], given.column, numbers)
        told |= unread | lost
    for given, _, reading, rows in _groups(read, best):
        there = rows & ~shapely.is_missing(shapes)
        ids, count = sites.index[there], int(there.sum())
        if reading.swapped and not given.latitude_first:
            findings.add("axes_inverses", ids, given.column, corrections=["x, y"] * count)
        if given.claim is not None and reading.presumed:
            claim, found = [_name(given.claim)] * count, [_name(reading.crs)] * count
            findings.add("projection_corrigee", ids, given.column, claim, found)
    return told


def _warn(
    read: list[tuple[Given, Decision]], best: np.ndarray, file: str, user_crs: pyproj.CRS | None, report: Report
) -> None:
    """Say which systems were found out, and which of them nothing but likelihood speaks for."""
    for given, decision, reading, rows in _groups(read, best):
        rivals = [names for names in decision.rivals[rows] if names is not None]
        if rivals:
            report.warn(
                "crs_assumed",
                file=file,
                column=given.column,
                crs=_name(reading.crs),
                count=len(rivals),
                others=rivals[0],
            )
        elif given.column == LAYER and given.claim is None and user_crs is None:
            report.warn("crs_found_out", file=file, crs=_name(reading.crs), count=int(rows.sum()))


def _name(crs: pyproj.CRS) -> str:
    authority = crs.to_authority()
    return ":".join(authority) if authority else str(crs.name)
