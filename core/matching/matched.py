"""Measured sites and projects brought together: what is assigned, and why the rest is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..report import Report
from .allowance import regime_allows
from .candidates import candidates
from .matching import Matching, match
from .outcome import assignments
from .pairs import Question
from .telling import tell_found, tell_question
from .unmatched import unmatched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from .allowance import Allowance
    from .project import Project


@dataclass(frozen=True)
class Matched:
    """What is assigned (one row per project), what is left out, and the matching itself."""

    assignments: pd.DataFrame
    unmatched: pd.DataFrame
    matching: Matching


def match_sites(
    sites: pd.DataFrame,
    projects: Sequence[Project],
    on: date,
    *,
    regime: str,
    allowance: Allowance | None = None,
    divide: bool = False,
    admit_unknown: bool = False,
    measured_for: str | None = None,
    gap: float | None = None,
    seconds: float | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> Matched:
    """Match measured sites with projects.

    :param sites: index ``site_id``; distances to what does not exist are infinite.
    :param on: the day from which months are counted where the sites do not say on which day they are ready.
    :param regime: the law under which new land counts, by name.
    :param divide: whether large sites may be divided; `admit_unknown`: whether unknown needs count as met.
    :param measured_for: the need that they were measured for; see :func:`core.scoring.preparing.need_text`.
    :param gap: see :func:`.matching.match`; `seconds` too.
    :raises GisementError: ``regime_unknown``, ``match_without_score``, and those of :func:`.matching.match`.
    """
    report = report or Report()
    outside = regime_allows(regime)
    profiles = [project.profile for project in projects]
    known = candidates(sites, profiles, on, measured_for=measured_for, divide=divide, language=language)
    question = Question(projects, known, allowance, outside, admit_unknown)
    tell_question(question, report)
    with report.part(0.0, 0.9):
        found = match(question, gap=gap, seconds=seconds, report=report)
    tell_found(found, language, report)
    left_out = unmatched(found, language, report)
    report.progress(1.0)
    return Matched(assignments(found, regime, language), left_out, found)
