"""Checks an inventory: the rules of the standard, and those that only a map can judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from ...report import Report
from ..findings import ERROR, REPAIRED, WARNING, Findings
from ..importing import open_inventory, to_standard
from ..personal import hide_names
from ..values.originals import ORIGINALS, Originals
from .case import Case, as_written
from .changes import note_changes
from .codes import check_codes, check_commune_codes
from .communes import check_communes
from .footprints import check_footprints
from .plots import check_parcels
from .standard import check_standard
from .years import check_years

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import geopandas as gpd

    from ...territory.sources import Source

__all__ = ["Checked", "check_inventory"]

RULES = (check_codes, check_years, check_footprints, check_communes, check_parcels)


@dataclass
class Checked:
    """An inventory after its check.

    :param sites: as the file has them, or brought to the standard when they were repaired; names of natural persons
        hidden either way; with `nb_erreurs`, `nb_avertissements`, `nb_reparations`.
    :param findings: what was found; where the sites were not repaired, a correction is a proposal.
    """

    sites: gpd.GeoDataFrame
    findings: Findings
    repaired: bool
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def table(self, language: str = "fr") -> pd.DataFrame:
        """Give the findings as a table (:meth:`Findings.table`); ``reparable`` says whether a repair mends it."""
        if language not in self._tables:
            table = self.findings.table(language, proposed=not self.repaired)
            if self.repaired:
                table["reparable"] = (table["gravite"] == REPAIRED).map({True: "oui", False: "non"})
            self._tables[language] = table
        return self._tables[language]


def check_inventory(
    source: str | Path | gpd.GeoDataFrame,
    *,
    on: date,
    layer: str | None = None,
    sources: dict[str, Source] | None = None,
    repair: bool = False,
    report: Report | None = None,
) -> Checked:
    """Check an inventory by every rule there is; nothing is changed unless it is to be repaired.

    :param source: a file, or records in memory.
    :param on: the day that counts as today.
    :param sources: the reference layers ``commune`` and ``parcelle``; without them what rests on them is not judged.
    :param repair: give the sites with every correction made, instead of as they are.
    :raises GisementError: as :func:`core.sites.importing.open_inventory`.
    """
    report = report or Report()
    with report.part(0.0, 0.5):
        opened = open_inventory(source, layer=layer, sources=sources, report=report)
    standard = to_standard(opened, report=report)
    report.progress(0.6)
    written = hide_names(opened.sites, Findings())
    case = Case(written, standard.sites, opened.findings, sources or {}, on, report)
    schema = Findings()
    check_standard(case, schema)
    check_commune_codes(case, schema)
    for done, rule in enumerate(RULES, start=1):
        rule(case)
        report.progress(0.6 + 0.4 * done / len(RULES))
    findings = Findings()
    for found in (opened.findings, schema, standard.findings.besides(schema), case.findings):
        findings.extend(found)
    sites = _repaired(case) if repair else written
    if repair:
        note_changes(case, sites, findings)
    checked = Checked(sites, findings, repair)
    checked.sites = _with_counts(sites, checked.table())
    return checked


def _repaired(case: Case) -> gpd.GeoDataFrame:
    """Write the corrections; what the file said is kept beside, as the way to the standard keeps it."""
    sites = case.sites.copy()
    originals = Originals(len(sites))
    for name, corrections in case.mended.items():
        if corrections.empty:
            continue
        sites.loc[corrections.index, name] = corrections
        if name not in case.written:
            continue
        texts = as_written(case.written[name]).to_numpy()
        changed = sites.index.isin(corrections.index) & pd.notna(texts) & (texts != as_written(sites[name]).to_numpy())
        originals.keep(name, changed, texts)
    return sites.assign(**{ORIGINALS: originals.column(sites.get(ORIGINALS))})


def _with_counts(sites: gpd.GeoDataFrame, table: pd.DataFrame) -> gpd.GeoDataFrame:
    counts = {
        column: table["site_id"][table["gravite"] == severity].value_counts()
        for column, severity in (("nb_erreurs", ERROR), ("nb_avertissements", WARNING), ("nb_reparations", REPAIRED))
    }
    return sites.assign(
        **{column: count.reindex(sites.index, fill_value=0).astype(int) for column, count in counts.items()}
    )
