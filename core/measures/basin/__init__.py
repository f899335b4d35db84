"""The basin: the people, the jobs, the industry, the training and the housing that a plant finds around the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..measure import Measure, Measured, Request
from .columns import COLUMNS
from .industry import industry_around
from .labels import label, vacancy
from .training import training_around
from .where import locate
from .workers import people_by_road
from .zones import zone_and_figures

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

__all__ = ["COLUMNS", "MEASURE", "run"]
#: what is measured of the place of each site, but for the people, who need the roads
PARTS = (zone_and_figures, label, vacancy, industry_around, training_around)


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure what lies around each site: its commune and its zone d'emploi, what is near it, who reaches it."""
    place = locate(sites, territory, report)
    told = {"commune_code": place.commune}
    for part, measured in enumerate(PARTS):
        report.progress(0.05 + 0.06 * part)
        told |= measured(place)
    with report.part(0.35, 1.0):
        told |= people_by_road(place, sites)
    return Measured(pd.DataFrame({column.key: told[column.key] for column in COLUMNS}, index=sites.index))


MEASURE = Measure("basin", COLUMNS, run)
