"""Energy and networks: substations and lines by voltage, gas, heat, water, waste water, fibre, and the megawatts asked.

Distances run as the crow flies, from the edge of the footprint (or of the disc that stands for it). A layer that is not
there leaves its columns unknown; one that holds no such object makes the distance infinite, and the name says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..measure import Measure, Measured, Request
from .columns import COLUMNS
from .electricity import electricity
from .networks import networks, served
from .power import power
from .reading import Surroundings

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

__all__ = ["COLUMNS", "MEASURE", "run"]


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the networks around each site, and judge the connection that the profile's megawatts need."""
    around = Surroundings(sites, territory, report)
    told = electricity(around)
    report.progress(0.5)
    told |= networks(around)
    told |= served(sites, told, report)
    told |= power(request.need, told, len(sites))
    return Measured(pd.DataFrame({column.key: told[column.key] for column in COLUMNS}, index=sites.index))


MEASURE = Measure("energy", COLUMNS, run)
