"""What both standards ask before the first field: an identifier each, no name of a person, a place, a commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...errors import GisementError
from ...resources import resource
from ..fields import known
from ..findings import Findings
from ..personal import hide_names
from .cells import column, neutral, plain
from .notes import reasons
from .writing import REJECTED, TO_COMPLETE

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd

    from ...report import Report
    from .notes import Notes
    from .places import Places

IDENTIFIED, UPDATED = "site_identif_date", "site_actu_date"
NAMELESS = "sans_id"


def with_written_ids(sites: gpd.GeoDataFrame, notes: Notes) -> gpd.GeoDataFrame:
    """Give each site the identifier that all files bear: one line, no formula, unique once written so."""
    line = plain(pd.Series(sites.index, index=sites.index, name="site_id")).fillna(NAMELESS)
    safe = neutral(line)
    written = told_apart(safe)
    sites = sites.set_index(pd.Index(written.to_numpy(), name="site_id"))
    for code, before, after in (("formule", line, safe), ("identifiant_double", safe, written)):
        changed = (before != after).to_numpy()
        notes.add(code, sites.index[changed], "site_id", before[changed], after[changed])
    return sites


def told_apart(names: pd.Series) -> pd.Series:
    """Number the second and later bearers of a name, ``a~2``, until no two are the same."""
    while names.duplicated().any():
        again = names.groupby(names.to_numpy()).cumcount()
        names = names.where(again == 0, names + "~" + (again + 1).astype(str))
    return names


def without_names(sites: gpd.GeoDataFrame, notes: Notes) -> gpd.GeoDataFrame:
    """Hide what names a natural person, whatever was done before; each cell that changes is noted without its text."""
    hidden = hide_names(sites, Findings())
    for name in hidden.columns.drop(hidden.geometry.name):
        changed = (hidden[name] != sites[name]) & (hidden[name].notna() | sites[name].notna())
        notes.add("personne_physique", sites.index[changed], name, None, hidden[name][changed])
    return hidden


def rejections(sites: gpd.GeoDataFrame, place: Places, surface_needed: bool = False) -> pd.Series:
    """Say why a site cannot be exported: a code by ``site_id``, None for a site that can."""
    codes = pd.Series(None, index=sites.index, dtype=object)
    # Each overwrites those before it: the one to mend first comes last.
    if surface_needed:
        codes[place.surfaces.isna()] = "sans_surface"
    codes[known(column(sites, "comm_insee")).isna()] = "sans_commune"
    codes[place.by_commune] = "lieu_commune"
    codes[place.points.isna()] = "sans_lieu"
    return codes


def refuse_nothing(codes: pd.Series, language: str) -> None:
    """Refuse to write files without a single site.

    :raises GisementError: ``export_nothing`` with the reasons.
    """
    if codes.notna().all():
        raise GisementError("export_nothing", count=len(codes), reason=" ".join(reasons(codes, language).unique()))


def with_dates(table: pd.DataFrame, on: date, notes: Notes) -> pd.DataFrame:
    """Fill the dates that the standards require; a date of identification never comes after the update."""
    day = on.isoformat()
    first, last = table[IDENTIFIED], table[UPDATED]
    filled = {
        IDENTIFIED: first.where(first.notna(), last.where(last.notna() & (last < day), day)),
        UPDATED: last.where(last.notna(), first.where(first.notna() & (first > day), day)),
    }
    for name, dates in filled.items():
        absent = table[name].isna()
        for code, at in (("date_par_defaut", absent & (dates == day)), ("date_reprise", absent & (dates != day))):
            notes.add(code, table.index[at], name, None, dates[at])
    return table.assign(**filled)


def is_study(sites: pd.DataFrame) -> bool:
    """Tell whether the sites come from a study, whose distances were measured."""
    return set(resource("export/commun")["study"]) <= set(sites.columns)


def tell(notes: Notes, rejected: int, on: date, report: Report) -> None:
    """Warn of what the user should know of the files just written."""
    if rejected:
        report.warn("export_rejected", count=rejected, file=REJECTED)
    dated = notes.sites("date_par_defaut")
    if dated:
        report.warn("export_dates", count=dated, date=on.isoformat(), file=TO_COMPLETE)
    if len(notes):
        report.warn("export_to_complete", count=len(notes), file=TO_COMPLETE)
