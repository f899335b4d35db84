"""The readiness of measured sites as the user has them: the records, with the columns of readiness beside theirs.

Assessed again from a study's sites, the figures are those of the study.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .costs import cost_range
from .errors import GisementError
from .measured import read_measured
from .measuring import records_with
from .missing import tell_missing
from .readiness import (
    DEFAULT_PROCEDURES,
    VETO,
    assess,
    blank_statuses,
    default_deadline,
    load_procedures,
    read_draws,
    read_statuses,
    vetoes,
)
from .readiness.readiness import WHOLE_NUMBERS
from .readiness.statuses import tell_strangers
from .report import Report
from .scoring import load_profile
from .scoring.preparing import prepared
from .study import DEFAULT_PROFILE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

EVEN = 0.5


@dataclass(frozen=True)
class ReadyInventory:
    """The records with the columns of readiness and costs, the tables of procedures and of the lines of costs, and that
    of statuses, ready to fill.
    """

    sites: pd.DataFrame
    procedures: pd.DataFrame
    costs: pd.DataFrame
    statuses: pd.DataFrame
    on: date
    by: date

    @property
    def ready_count(self) -> int:
        """The number of sites that are more likely than not ready in time, without a veto."""
        likely = (self.sites["p_prete"] >= EVEN) & (self.sites["classe_maturite"] != "R0")
        return int(likely.sum())

    def count(self, name: str) -> int:
        """Count the sites of a class."""
        return int((self.sites["classe_maturite"] == name).sum())


def ready_inventory(
    inventory: str | Path,
    on: date | None,
    *,
    layer: str | None = None,
    profile: str | Path = DEFAULT_PROFILE,
    statuses: str | Path | None = None,
    statuses_layer: str | None = None,
    procedures: str | Path = DEFAULT_PROCEDURES,
    by: date | None = None,
    today: date | None = None,
    draws: int | None = None,
    seed: int | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> ReadyInventory:
    """Assess the readiness of measured sites.

    :param inventory: a file of measured sites: those of a study, or of any measure.
    :param on: the reference date, from which months are counted; that of the study the sites are from, else `today`,
        where it is not given.
    :param statuses: where each procedure stands, see :func:`core.readiness.read_statuses`.
    :param by: the day by which sites should be ready.
    :param draws: see :func:`core.readiness.read_draws`; `seed` too.
    :raises GisementError: ``reference_date_missing``, those of :func:`core.measured.read_measured`,
        :func:`core.scoring.load_profile`, :func:`core.readiness.load_procedures` and
        :func:`core.readiness.read_statuses`.
    """
    report = report or Report()
    chosen, steps, drawn = load_profile(profile), load_procedures(procedures), read_draws(draws, seed)
    report.step("inventory")
    with report.part(0.0, 0.2):
        measured = read_measured(inventory, layer=layer, report=report)
    on = on or measured.on or today
    if on is None:
        raise GisementError("reference_date_missing")
    tell_missing(steps.columns, measured.sites, steps.id, report)
    told = None if statuses is None else read_statuses(statuses, steps, on, statuses_layer, report)
    sites = prepared(measured.sites, chosen, measured.profile)
    if told is not None:
        tell_strangers(told, sites.index, report)
    if VETO not in sites:
        report.warn("veto_unknown")
    report.step("readiness")
    with report.part(0.2, 0.95):
        found = assess(
            sites,
            steps,
            chosen.need,
            vetoes(sites),
            on,
            told,
            language,
            by=by,
            draws=drawn,
            report=report,
        )
    priced = cost_range(sites, language)
    values = found.sites.astype(dict.fromkeys(WHOLE_NUMBERS, "Int64")).join(priced.sites)
    table = records_with(inventory, layer, measured, values)
    blank = blank_statuses(steps, found.procedures, told, language)
    report.progress(1.0)
    return ReadyInventory(table, found.procedures, priced.lines, blank, on, by or default_deadline())
