"""The measures: one module each, listed here. All that shows measures is derived from :data:`MEASURES`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from . import access, energy, environment, land, planning, pollution
from .measure import Column, Measure

if TYPE_CHECKING:
    import geopandas as gpd

    from ..report import Report
    from ..sites.findings import Findings
    from ..territory import Territory

MEASURES: tuple[Measure, ...] = (
    land.MEASURE,
    access.MEASURE,
    energy.MEASURE,
    planning.MEASURE,
    environment.MEASURE,
    pollution.MEASURE,
)

__all__ = ["MEASURES", "Column", "Measure", "columns", "measure_all"]


def columns() -> dict[str, Column]:
    """Give every column that the measures yield, by key."""
    return {column.key: column for measure in MEASURES for column in measure.columns}


def measure_all(sites: gpd.GeoDataFrame, territory: Territory, findings: Findings, report: Report) -> gpd.GeoDataFrame:
    """Give the sites with the columns of every measure.

    What rests on reference layers stays unknown for a site that lies outside the territory: the nearest thing known
    would be that of the territory, not that of the site.
    """
    outside = _outside(sites, territory)
    findings.add("hors_territoire", sites.index[outside], "geometrie")
    measured = sites
    for step, measure in enumerate(MEASURES):
        report.step("measure", name=measure.name)
        with report.part(step / len(MEASURES), (step + 1) / len(MEASURES)):
            values = measure.run(measured, territory, report)
        for column in measure.columns:
            if column.roles and outside.any():
                values[column.key] = values[column.key].where(~outside, np.nan if column.kind != "text" else None)
        measured = measured.drop(columns=values.columns, errors="ignore").join(values)
        report.progress((step + 1) / len(MEASURES))
    return measured


def _outside(sites: gpd.GeoDataFrame, territory: Territory) -> pd.Series:
    area = territory.outline
    shapes = sites.geometry.to_numpy()
    located = ~shapely.is_missing(shapes)
    if area is None:
        return pd.Series(False, index=sites.index)
    shapely.prepare(area)
    return pd.Series(located & ~shapely.intersects(area, shapes), index=sites.index)
