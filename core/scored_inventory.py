"""The scoring of measured sites as the user has them: the records themselves, with the score's columns beside theirs.

Scored again from a study's sites, the figures are those of the study.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from .errors import GisementError
from .measured import read_measured
from .measuring import records_with
from .missing import tell_missing
from .report import Report
from .scoring import load_profile, score
from .scoring.preparing import FITS, columns_read, need_text, prepared, unread_classes
from .scoring.score import WHOLE_NUMBERS
from .scoring.telling import tell_ranks
from .scoring.tipping import first_change, smallest_change
from .scoring.trust import INVENTORY
from .study import DEFAULT_PROFILE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from .measured import MeasuredSites
    from .scoring import Profile
    from .scoring.board import Board
    from .scoring.tipping import Change

#: sites named in a sentence
NAMED = 5


@dataclass(frozen=True)
class ScoredInventory:
    """The records with the columns of the score, the long table that explains them, and what ranks them."""

    sites: pd.DataFrame
    criteria: pd.DataFrame
    board: Board
    profile: Profile

    @property
    def veto_count(self) -> int:
        """The number of sites that a veto rules out."""
        return int((self.sites["veto"] == "oui").sum())

    def first_change(self, report: Report) -> Change | None:
        """Find the smallest change of one weight that changes the first rank."""
        return first_change(self.board, report)

    def pair_change(self, one: str, other: str, report: Report) -> Change | None:
        """Find the smallest change of one weight by which one of two sites passes the other.

        :raises GisementError: ``site_without_rank``.
        """
        for name in (one, other):
            if name not in self.board.sites:
                some = ", ".join(map(str, self.board.sites[:NAMED]))
                raise GisementError("site_without_rank", site=name, count=len(self.board.sites), sites=some)
        return smallest_change(self.board, one, other, report)


def score_inventory(
    inventory: str | Path,
    on: date,
    *,
    layer: str | None = None,
    profile: str | Path = DEFAULT_PROFILE,
    draws: int | None = None,
    seed: int | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> ScoredInventory:
    """Score measured sites.

    :param inventory: a file of measured sites: those of a study, or of any measure.
    :param on: the day at which the age of data is judged; that of the study where the sites are from one.
    :param draws: see :func:`core.scoring.score`; `seed` too.
    :returns: every record in its order, with its own columns and values, then the columns of the score, in the place of
        those of an earlier run; a table without geometry where the file has none.
    :raises GisementError: those of :func:`core.measured.read_measured`, :func:`core.scoring.load_profile` and
        :func:`core.scoring.score`.
    """
    report = report or Report()
    chosen = load_profile(profile)
    report.step("inventory")
    with report.part(0.0, 0.3):
        measured = read_measured(inventory, layer=layer, report=report)
    sites = prepared(measured.sites, chosen, measured.profile)
    for key, values in unread_classes(measured.sites, chosen).items():
        accepted = next(list(each.classes or ()) for each in chosen.criteria if each.key == key)
        report.warn("classes_unread", column=key, values=values[:NAMED], accepted=accepted)
    _tell_ages(measured, chosen, report)
    tell_missing(columns_read(chosen, sites), sites, chosen.id, report)
    _tell_undecided_halls(sites, measured, chosen, report)
    report.step("score")
    with report.part(0.3, 0.9):
        found = score(
            sites, chosen, measured.on or on, measured.origins, language, draws=draws, seed=seed, report=report
        )
    tell_ranks(found, report)
    table = records_with(inventory, layer, measured, found.sites.astype(dict.fromkeys(WHOLE_NUMBERS, "Int64")))
    report.progress(1.0)
    return ScoredInventory(table, found.criteria, found.board, chosen)


def _tell_ages(measured: MeasuredSites, profile: Profile, report: Report) -> None:
    """Say of which criteria nobody tells how old they are: they count in full in the confidence."""
    told = measured.origins
    keys = [
        each.key
        for each in profile.criteria
        if each.weight > 0 and each.key in measured.sites and each.key in told.index
    ]
    undated = [key for key in keys if pd.isna(told.at[key, "millesime"]) and told.at[key, "source"] != INVENTORY]
    if undated:
        report.warn("ages_unknown", count=len(undated), columns=undated[:NAMED])


def _tell_undecided_halls(sites: pd.DataFrame, measured: MeasuredSites, profile: Profile, report: Report) -> None:
    if measured.profile == need_text(profile.need) or not profile.need.get("halle_m") or FITS not in sites:
        return
    count = int((sites[FITS].isna() & measured.sites[FITS].notna()).sum())
    if count:
        report.warn("halls_undecided", count=count, profile=profile.id)
