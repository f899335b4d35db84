"""The measures: one module each, listed here. All that shows measures is derived from :data:`MEASURES`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from . import access, energy, environment, land, planning, pollution
from .measure import Column, Measure

if TYPE_CHECKING:
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

    To a measure that reads reference layers, a site outside the territory has no place: the nearest thing known would
    be that of the territory, not that of the site. What its own record says still counts.
    """
    outside = _outside(sites, territory)
    findings.add("hors_territoire", sites.index[outside], "geometrie")
    shapes = gpd.GeoSeries(np.where(outside, None, sites.geometry), index=sites.index, crs=sites.crs)
    inside = sites.set_geometry(shapes).assign(emprise_origine=sites["emprise_origine"].where(~outside, None))
    measured = sites
    for step, measure in enumerate(MEASURES):
        report.step("measure", name=measure.name)
        with report.part(step / len(MEASURES), (step + 1) / len(MEASURES)):
            values = measure.run(inside if measure.roles else sites, territory, report)
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
