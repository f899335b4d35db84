"""Planning: zones, prescriptions, easements, business parks, neighbours, and the rule on environmental assessment.

Shares of area, never centroids. What no layer covers is unknown, unless the inventory itself says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...sites.footprint import has_shape
from ..measure import Measure, Measured, Request
from ..overlay import areal
from .columns import COLUMNS
from .dwellings import dwellings
from .parks import parks
from .regulations import regulations
from .rubric import rubric_39
from .sensitive import sensitive
from .zones import zones_of
from .zoning import planned, zoning

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

__all__ = ["COLUMNS", "MEASURE", "run"]


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure what plans, easements and neighbours say of each site."""
    shapes = areal(np.where(has_shape(sites), sites.geometry.to_numpy(), None))
    told = zoning(sites, zones_of(shapes, territory, report), report)
    report.progress(0.3)
    told |= rubric_39(sites, request.need, told)
    told |= regulations(shapes, planned(told["zone_couverte_part"]), territory, report)
    report.progress(0.6)
    told |= parks(sites, territory, report)
    report.progress(0.7)
    told |= dwellings(sites, territory, report)
    report.progress(0.95)
    told |= sensitive(sites, territory, report)
    return Measured(pd.DataFrame({column.key: told[column.key] for column in COLUMNS}, index=sites.index))


MEASURE = Measure("planning", COLUMNS, run, by_area=True)
