"""Measured sites as the user has them, under several profiles: the records themselves, with what each profile says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd

from .measured import read_measured
from .measuring import own_records
from .missing import tell_missing
from .report import Report
from .scoring import load_profile, profiles
from .scoring.comparing import compare_profiles
from .scoring.preparing import columns_read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd


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
    asked = [name for profile in chosen for name in columns_read(profile, measured.sites)]
    tell_missing(asked, measured.sites, ", ".join(profile.id for profile in chosen), report)
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
