"""Artificialisation: what of the site is artificialised and sealed, since when, and what a plant there would change.

The cover is that of the OCS GE: as IGN says where it says so, else by the matrix of cover and use and the thresholds of
the decree. What no polygon covers and what no code explains stays unknown, and is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...sites.footprint import has_shape
from ..covering import areal
from ..measure import Measure, Measured, Request, unknown
from .answering import answers, before
from .columns import COLUMNS
from .covers import Covers
from .programme import programme_of

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

__all__ = ["COLUMNS", "MEASURE", "run"]


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the land cover of each site, and judge the profile's programme on it.

    :raises GisementError: ``programme_invalid``, and those of reading a layer.
    """
    programme = programme_of(request.need)
    covers = Covers(territory, request.need, report)
    shapes = areal(np.where(has_shape(sites), sites.geometry.to_numpy(), None))
    values = {key: column.to_numpy(copy=True) for key, column in unknown(COLUMNS, sites.index).items()}
    measured = 0
    for around in covers.tiles(shapes):
        some = shapes[around.sites]
        now = covers.measure_now(some, around)
        told = answers(some, now, programme) | before(some, now, covers.measure_before(some, around, now))
        for key, found in told.items():
            values[key][around.sites] = found
        measured += len(around.sites)
        report.progress(measured / len(sites))
    covers.tell()
    return Measured(pd.DataFrame(values, index=sites.index))


MEASURE = Measure("artificialisation", COLUMNS, run, by_area=True)
