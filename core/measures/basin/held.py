"""The area of a layer that holds most of each place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ...stopping import stoppable
from ..around import tiles
from ..overlay import overlay, united_area

if TYPE_CHECKING:
    from ...report import Report
    from ...territory import Territory

MEASURE = "basin"


@dataclass(frozen=True)
class Held:
    """The area of a layer that holds most of each of n sites: its code (None where only its name is known), its name,
    and the share (0 to 1) of the site that all areas hold, overlaps once; NaN where a site has no place.

    :param doubt: whether an area may hold the site that the layer draws without surface.
    """

    code: npt.NDArray[np.object_]
    name: npt.NDArray[np.object_]
    share: npt.NDArray[np.float64]
    doubt: npt.NDArray[np.bool_]


def holding(
    places: npt.NDArray[np.object_], territory: Territory, role: str, code: str, name: str, report: Report
) -> Held:
    """Find the area of a layer that holds most of each place.

    A layer of lines or points holds nothing, and is told. What is drawn twice holds a place once.

    :param code: the field that tells areas apart; where it is unknown, `name` does.
    """
    count = len(places)
    codes, names = np.full(count, None, dtype=object), np.full(count, None, dtype=object)
    share = np.where(shapely.is_missing(places) | shapely.is_empty(places), np.nan, 0.0)
    doubt, flat = np.zeros(count, dtype=bool), 0
    for tile in tiles(places, territory, role, (code, name), report):
        shapes = tile.rows.geometry.to_numpy()
        areal = shapely.get_dimensions(shapes) == 2
        rows, flat = tile.rows[areal], flat + int((~areal).sum())
        doubt[tile.sites] = _near(places[tile.sites], shapes[~areal]) if areal.any() else not areal.all()
        keys = rows[code].where(rows[code].notna(), rows[name])
        pieces = _pieces(places[tile.sites], shapes[areal], keys.to_numpy(dtype=object), report)
        best = pieces.lots.sort_values(["share", "key"], ascending=[False, True]).drop_duplicates("site")
        at = tile.sites[best["site"].to_numpy(dtype=np.int64)]
        said = rows[[code, name]].astype(object).groupby(keys).first().reindex(best["key"])
        said = said.where(said.notna(), None)
        codes[at], names[at] = said[code].to_numpy(dtype=object), said[name].to_numpy(dtype=object)
        share[tile.sites[pieces.site]] = pieces.share
    if flat:
        report.warn("layer_of_no_areas", role=role, count=flat, measure=MEASURE)
    return Held(codes, names, share, doubt)


def _near(places: npt.NDArray[np.object_], flat: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Tell of each place whether it touches the extent of an object that should be an area and is none."""
    touched = shapely.STRtree(shapely.envelope(flat)).query(places, predicate="intersects")[0]
    return np.isin(np.arange(len(places)), touched)


class _Pieces(NamedTuple):
    """What share of each place each key holds (``site``, ``key``, ``share``); of the sites held, what all keys hold."""

    lots: pd.DataFrame
    site: npt.NDArray[np.int64]
    share: npt.NDArray[np.float64]


def _pieces(
    places: npt.NDArray[np.object_], areas: npt.NDArray[np.object_], keys: npt.NDArray[np.object_], report: Report
) -> _Pieces:
    """Cut the areas that have a key to the places, overlaps once; a point lies there or does not."""
    known = np.flatnonzero(~pd.isna(keys))
    key, names = pd.factorize(keys[known], sort=True)
    cut = overlay(places, areas[known], report)
    size, whole = max(len(names), 1), cut.area[cut.site]
    cell = cut.site * size + key[cut.row]
    cells, parts = stoppable(partial(united_area, cell, cut.piece, whole), report)
    site, square_metres = stoppable(partial(united_area, cut.site, cut.piece, whole), report)
    point = np.flatnonzero(np.isnan(cut.area))
    which, row = shapely.STRtree(areas[known]).query(places[point], predicate="intersects")
    on = np.unique(point[which] * size + key[row])
    held = np.concatenate([cells, on])
    share = np.concatenate([parts / cut.area[cells // size], np.ones(len(on))])
    lots = pd.DataFrame({"site": held // size, "key": names[held % size], "share": share})
    there = np.unique(point[which])
    every = np.concatenate([square_metres / cut.area[site], np.ones(len(there))])
    return _Pieces(lots, np.concatenate([site, there]), np.minimum(every, 1.0))
