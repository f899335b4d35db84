"""Merges inventories: the same site told by several producers becomes one, and every decision is on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...report import Report
from ...resources import resource
from .candidates import candidates
from .clusters import kept_records
from .deciding import MERGED, decide, settle
from .decisions import decision_table
from .evidence import measure
from .gathering import NamedInventory, gather
from .history import remember
from .keeping import keep
from .traits import read_traits

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

__all__ = ["Merged", "NamedInventory", "merge_inventories"]


@dataclass(frozen=True)
class Merged:
    """The sites (index ``site_id``), the table of decisions, and how many records went into another."""

    sites: gpd.GeoDataFrame
    decisions: pd.DataFrame
    merged_count: int


def merge_inventories(
    inventories: Sequence[NamedInventory],
    *,
    priority: Sequence[str] = (),
    overlap: float = 0.10,
    language: str = "fr",
    report: Report | None = None,
) -> Merged:
    """Merge the records that are the same site, across inventories and inside each.

    As many records come in as sites go out and records went into another. The result does not depend on the order
    of the inventories, except between producers that `priority` does not tell apart.

    :param inventories: imported inventories; the result is in the CRS of the first.
    :param priority: producers, best first.
    :param overlap: share of the smaller footprint above which two are the same site (0 to 1).
    :param language: of the reasons in the table of decisions, ``fr`` or ``en``.
    :raises GisementError: ``merge_needs_inventories``.
    """
    report = report or Report()
    gathered = gather(inventories, priority, report)
    report.progress(0.05)
    traits = read_traits(gathered, report)
    report.step("merge_candidates", count=len(gathered.records))
    report.progress(0.1)
    a, b = candidates(traits, report)
    report.step("merge_compare", count=len(a))
    report.progress(0.3)
    evidence = measure(traits, a, b, overlap, report)
    report.progress(0.6)
    decided = decide(evidence, report)
    report.progress(0.65)
    kept = kept_records(decided[decided["decision"] == MERGED], len(gathered.records))
    decided = settle(decided, kept)
    report.step("merge_keep", count=int((kept != np.arange(len(kept))).sum()))
    report.progress(0.7)
    sites, donors, givers = keep(gathered, kept, report)
    sites = remember(sites, gathered, donors, givers, report)
    report.progress(0.9)
    _tell_overlaps(sites, report)
    decisions = decision_table(decided, gathered, donors, sites.index.to_numpy(), language)
    return Merged(sites, decisions, len(gathered.records) - len(sites))


def _tell_overlaps(sites: gpd.GeoDataFrame, report: Report) -> None:
    """Warn of footprints that still overlap by more than the drawing may be wrong: nothing is cut unasked."""
    shapes = sites.geometry.to_numpy()
    shapes = shapes[shapely.get_dimensions(shapes) == 2]
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = left < right
    area = shapely.area(shapely.intersection(shapes[left[once]], shapes[right[once]]))
    area = area[area > resource("merging/regles")["recherche"]["debordement_m2"]]
    if len(area):
        report.warn("merge_overlaps_left", count=len(area), area=round(float(area.sum())))
