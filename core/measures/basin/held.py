"""The area of a layer that holds most of each place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ..around import tiles
from ..overlay import overlay

if TYPE_CHECKING:
    from ...report import Report
    from ...territory import Territory

MEASURE = "basin"


@dataclass(frozen=True)
class Held:
    """The area of a layer that holds most of each of n sites: its code, its name, and the share (0 to 1) of the site
    that all areas of the layer hold; NaN where a site has no place.

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

    A layer of lines or points holds nothing, and is told.

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
        keys = rows[code].where(rows[code].notna(), rows[name]).to_numpy(dtype=object)
        lots = _pieces(places[tile.sites], shapes[areal], report)
        lots = lots.assign(key=keys[lots["row"]], name=rows[name].to_numpy()[lots["row"]]).dropna(subset=["key"])
        lots = lots.groupby(["site", "key"], as_index=False).agg({"share": "sum", "name": "first"})
        best = lots.sort_values(["share", "key"], ascending=[False, True]).drop_duplicates("site")
        at = tile.sites[best["site"].to_numpy(dtype=np.int64)]
        codes[at], names[at] = best["key"].to_numpy(), best["name"].to_numpy()
        whole = lots.groupby("site")["share"].sum().clip(upper=1.0)
        share[tile.sites[whole.index.to_numpy(dtype=np.int64)]] = whole.to_numpy()
    if flat:
        report.warn("layer_of_no_areas", role=role, count=flat, measure=MEASURE)
    return Held(codes, names, share, doubt)


def _near(places: npt.NDArray[np.object_], flat: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Tell of each place whether it touches the extent of an object that should be an area and is none."""
    touched = shapely.STRtree(shapely.envelope(flat)).query(places, predicate="intersects")[0]
    return np.isin(np.arange(len(places)), touched)


def _pieces(places: npt.NDArray[np.object_], areas: npt.NDArray[np.object_], report: Report) -> pd.DataFrame:
    """Give what share of each place lies on each area: ``site``, ``row``, ``share``; a point lies there or does not."""
    cut = overlay(places, areas, report)
    share = shapely.area(cut.piece) / cut.area[cut.site]
    point = np.flatnonzero(np.isnan(cut.area))
    which, row = shapely.STRtree(areas).query(places[point], predicate="intersects")
    return pd.DataFrame(
        {
            "site": np.concatenate([cut.site, point[which]]),
            "row": np.concatenate([cut.row, row]),
            "share": np.concatenate([share, np.ones(len(which))]),
        }
    )
