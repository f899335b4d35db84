"""The measures: one module each, listed here. All that shows measures is derived from :data:`MEASURES`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely

from ..report import Quiet
from ..sites.footprint import has_shape
from ..territory import Territory
from . import access, artificialisation, basin, energy, environment, land, planning, pollution
from .measure import Column, Measure, Measured, Request

if TYPE_CHECKING:
    import geopandas as gpd

    from ..report import Report
    from ..sites.findings import Findings

MEASURES: tuple[Measure, ...] = (
    land.MEASURE,
    access.MEASURE,
    energy.MEASURE,
    planning.MEASURE,
    environment.MEASURE,
    pollution.MEASURE,
    artificialisation.MEASURE,
    basin.MEASURE,
)

__all__ = ["MEASURES", "Column", "Measure", "Measured", "Request", "columns", "measure_all", "measure_inside"]


def columns() -> dict[str, Column]:
    """Give every column that the measures yield, by key."""
    return {column.key: column for measure in MEASURES for column in measure.columns}


def measure_all(
    sites: gpd.GeoDataFrame, territory: Territory, request: Request, findings: Findings, report: Report
) -> tuple[gpd.GeoDataFrame, dict[str, gpd.GeoDataFrame]]:
    """Give the sites with the columns of every measure, and the layers asked for."""
    outside = outside_of(sites, territory)
    findings.add("hors_territoire", sites.index[outside], "geometrie")
    measured, layers = sites, {}
    for step, measure in enumerate(MEASURES):
        report.step("measure", name=measure.name)
        with report.part(step / len(MEASURES), (step + 1) / len(MEASURES)):
            found = measure_inside(measure, sites, outside, territory, request, report)
        measured = measured.drop(columns=found.values.columns, errors="ignore").join(found.values)
        layers.update(found.layers)
        report.progress((step + 1) / len(MEASURES))
    return measured, layers


def measure_inside(
    measure: Measure,
    sites: gpd.GeoDataFrame,
    outside: pd.Series,
    territory: Territory,
    request: Request,
    report: Report,
) -> Measured:
    """Run one measure on the sites.

    A site outside the territory has no place among its layers: the nearest thing known would be that of the territory,
    not that of the site. It is measured as if no layer were there: its own shape and record still count.

    :param outside: see :func:`outside_of`.
    """
    shapeless = int((sites.geometry.notna() & ~has_shape(sites)).sum()) if measure.by_area else 0
    if shapeless:
        report.warn("sites_without_footprint", count=shapeless, of=len(sites))
    if not measure.roles or not outside.any():
        return measure.run(sites, territory, request, report)
    nowhere = Territory("", {}, territory.crs, Quiet(report))
    alone = measure.run(sites[outside], nowhere, request, nowhere.report)
    if outside.all():
        return alone
    inside = measure.run(sites[~outside], territory, request, report)
    values = pd.concat([inside.values, alone.values]).loc[sites.index]
    layers = {name: pd.concat([layer, *_also(alone, name)]) for name, layer in inside.layers.items()}
    return Measured(values, layers)


def _also(measured: Measured, name: str) -> list[gpd.GeoDataFrame]:
    return [measured.layers[name]] if len(measured.layers.get(name, ())) else []


def outside_of(sites: gpd.GeoDataFrame, territory: Territory) -> pd.Series:
    """Tell of each site whether it lies wholly outside the territory; unknown, hence no, where that has no outline."""
    area = territory.outline
    shapes = sites.geometry.to_numpy()
    located = ~shapely.is_missing(shapes)
    if area is None:
        return pd.Series(False, index=sites.index)
    shapely.prepare(area)
    return pd.Series(located & ~shapely.intersects(area, shapes), index=sites.index)
