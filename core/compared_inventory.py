"""Measured sites as the user has them, under several profiles: the records themselves, with what each profile says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd

from .conditions import columns_of
from .errors import GisementError
from .measured import read_measured
from .measuring import own_records
from .report import Report
from .scoring import load_profile, profiles
from .scoring.comparing import compare_profiles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from .scoring import Profile


@dataclass(frozen=True)
class ComparedInventory:
    """The records with the columns of the comparison, and one row per profile."""

    sites: pd.DataFrame
    profiles: pd.DataFrame


def compare_inventory(
    inventory: str | Path,
    names: Sequence[str | Path] = (),
    *,
    layer: str | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> ComparedInventory:
    """Score measured sites under several profiles and compare.

    :param inventory: a file of measured sites: those of a study, or of any measure.
    :param names: profiles by name or file; all that come with Gisement by default.
    :returns: every record in its order, with its own columns and values, then the columns of
        :func:`core.scoring.comparing.compare_profiles`, in the place of those of an earlier run; a table without
        geometry where the file has none.
    :raises GisementError: ``no_criterion_measured``, and those of :func:`core.measured.read_measured` and
        :func:`core.scoring.load_profile`.
    """
    report = report or Report()
    chosen = [load_profile(name) for name in names or profiles()]
    report.step("inventory")
    with report.part(0.0, 0.3):
        measured = read_measured(inventory, layer=layer, report=report)
    _tell_missing(measured.sites, chosen, report)
    with report.part(0.3, 0.9):
        found = compare_profiles(
            measured.sites, chosen, measured_for=measured.profile, language=language, report=report
        )
    records = own_records(inventory, layer, kept_id=measured.doubled).set_axis(measured.sites.index, axis="index")
    table = records.drop(columns=found.sites.columns, errors="ignore").join(found.sites)
    if measured.sites.geometry.notna().any():
        table = gpd.GeoDataFrame(table, geometry=measured.sites.geometry, crs=measured.sites.crs)
    report.progress(1.0)
    return ComparedInventory(table, found.profiles)


def _tell_missing(sites: pd.DataFrame, chosen: list[Profile], report: Report) -> None:
    """Say once which columns the profiles read and the sites do not have.

    :raises GisementError: ``no_criterion_measured`` for a profile of which there is none that a criterion reads.
    """
    asked: dict[str, None] = {}
    for profile in chosen:
        weighing = [criterion.key for criterion in profile.criteria if criterion.weight > 0]
        if not set(weighing) & set(sites.columns):
            raise GisementError("no_criterion_measured", profile=profile.id, columns=weighing)
        rules = (*profile.vetoes, *profile.caps, *profile.unranked)
        asked |= dict.fromkeys([*weighing, *(name for rule in rules for name in columns_of(rule.when))])
    missing = [name for name in asked if name not in sites]
    if missing:
        report.warn("compare_columns_missing", columns=missing)
