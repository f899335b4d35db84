"""Brings the values to the lists and forms of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fields import fields, known, number, said

if TYPE_CHECKING:
    import geopandas as gpd

    from .findings import Findings
    from .mapping import Mapping


def to_standard_values(
    sites: gpd.GeoDataFrame, findings: Findings, mapping: Mapping | None = None
) -> gpd.GeoDataFrame:
    """Give new sites whose values are those of the standard."""
    sites = sites.copy()
    for column in sites.columns.drop(sites.geometry.name):
        if sites[column].dtype == object:
            sites[column] = said(sites[column])
    for field in fields():
        name = field["name"]
        if field["type"] not in ("integer", "year") or name not in sites or sites[name].dtype != object:
            continue
        given, read = known(sites[name]), number(sites[name])
        wrong = given.notna() & read.isna()
        findings.add("nombre_illisible", sites.index[wrong], name, given[wrong])
        sites[name] = read
    return sites
