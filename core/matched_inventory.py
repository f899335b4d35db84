"""The matching of measured sites as the user has them with a table of projects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from .matching import match_sites, read_allowance, read_demand
from .matching.outcome import COLUMNS
from .measured import read_measured
from .measuring import AREA, own_records
from .report import Report
from .study import DEFAULT_REGIME

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from .matching import Matching
    from .measured import MeasuredSites


@dataclass(frozen=True)
class MatchedInventory:
    """The records, each once, or once per project where a site is divided, with the columns of the assignment."""

    sites: pd.DataFrame
    unmatched: pd.DataFrame
    matching: Matching


def match_inventory(
    inventory: str | Path,
    demand: str | Path,
    on: date,
    *,
    layer: str | None = None,
    demand_layer: str | None = None,
    regime: str = DEFAULT_REGIME,
    allowance: str | float | None = None,
    allowance_layer: str | None = None,
    divide: bool = False,
    admit_unknown: bool = False,
    gap: float | None = None,
    seconds: float | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> MatchedInventory:
    """Match a file of measured sites with a table of projects.

    :param inventory: measured sites, scored or not: those of a study, of `scoresites`, or of any measure where every
        project names its profile.
    :param demand: see :func:`core.matching.read_demand`; `allowance`: see :func:`core.matching.read_allowance`.
    :param on: the day from which months are counted, where neither the sites nor their study say.
    :param divide: whether large sites may be divided; `admit_unknown`: whether unknown needs count as met.
    :param gap: see :func:`core.matching.match`; `seconds` too.
    :returns: the records in the order of their identifiers, with their own columns and those of the assignment.
    :raises GisementError: those of :func:`core.measured.read_measured`, of the readers, and of :func:`match_sites`.
    """
    report = report or Report()
    projects = read_demand(demand, demand_layer, report)
    allowed = read_allowance(allowance, allowance_layer, report)
    report.step("inventory")
    with report.part(0.0, 0.2):
        measured = read_measured(inventory, layer=layer, report=report)
    with report.part(0.2, 0.95):
        made = match_sites(
            measured.sites,
            projects,
            measured.on or on,
            regime=regime,
            allowance=allowed,
            divide=divide,
            admit_unknown=admit_unknown,
            measured_for=measured.profile,
            gap=gap,
            seconds=seconds,
            language=language,
            report=report,
        )
    records = own_records(inventory, layer, kept_id=measured.doubled)
    table = _beside(records.set_axis(measured.sites.index, axis="index"), measured, made.assignments)
    report.progress(1.0)
    return MatchedInventory(table, made.unmatched, made.matching)


def _beside(records: pd.DataFrame, measured: MeasuredSites, assigned: pd.DataFrame) -> pd.DataFrame:
    """Put the assignment beside the records; its columns replace those of an earlier run, others get a new name."""
    if AREA not in records:  # a measure would write its own area; here the file's stays
        records = records.rename(columns={f"{AREA}_origine": AREA})
    if set(COLUMNS) <= set(records.columns):
        own = records.drop(columns=COLUMNS)
    else:
        own = records.rename(columns={name: f"{name}_origine" for name in COLUMNS if name in records})
    table = own.join(assigned.set_index("site_id"))
    table = table.iloc[np.lexsort((table["projet"].fillna("").astype(str), table.index.astype(str)))]
    if measured.sites.geometry.notna().any():
        shapes = measured.sites.geometry.reindex(table.index)
        table = gpd.GeoDataFrame(table, geometry=shapes, crs=measured.sites.crs)
    return table
