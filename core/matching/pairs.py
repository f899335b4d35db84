"""The pairs of a project and a site that may be assigned, with all that the programme weighs of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ..errors import GisementError
from ..resources import resource
from .fitness import MAY
from .needs import Verdict, judge, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..report import Report
    from .allowance import Allowance
    from .candidates import Candidates
    from .project import Project


@dataclass(frozen=True)
class Question:
    """What is asked: projects in the order of their names, sites in that of their identifiers, under which allowance.

    :param national_outside: projects of national scope stand outside the allowance.
    :param admit_unknown: a need of which nobody knows whether it is met counts as met.
    """

    projects: Sequence[Project]
    sites: Candidates
    allowance: Allowance | None = None
    national_outside: bool = False
    admit_unknown: bool = False
    inside: np.ndarray = field(init=False)
    allowed: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        """Find what each site's territories have left: their least, NaN in none of those of a table."""
        count = len(self.sites)
        inside, allowed = np.zeros((0, count), dtype=bool), np.full(count, np.inf)
        if self.allowance is not None:
            inside = self.allowance.inside(self.sites)
            left = np.where(inside, np.array(list(self.allowance.hectares.values()))[:, None], np.inf)
            allowed = np.where(inside.any(axis=0), left.min(axis=0, initial=np.inf), np.nan)
        object.__setattr__(self, "inside", inside)
        object.__setattr__(self, "allowed", allowed)

    def some(self, places: np.ndarray) -> Question:
        """Ask the same of some of the sites, by their places."""
        return replace(self, sites=self.sites.some(places))

    def part(self, project: Project) -> np.ndarray:
        """Give (n,) the hectares that a project takes of each site: its area, else all that is usable, or there is."""
        return self.sites.whole if project.area is None else np.full(len(self.sites), project.area)

    def new_land(self, project: Project) -> np.ndarray:
        """Give (n,) the hectares that a project would newly artificialise on each site, at worst where unknown."""
        step = resource("matching/solveur")["surface_pas"]["value"]
        land = np.nan_to_num(self.part(project)) * self.sites.new_share
        return np.round(np.round(land / step) * step, 9)

    def counts(self, project: Project) -> bool:
        """Tell whether a project counts in the allowance."""
        return not (project.national and self.national_outside)

    def verdict(self, project: Project) -> Verdict:
        """Judge the needs of a project for every site."""
        allowed = self.allowed if self.counts(project) else np.full(len(self.sites), np.inf)
        return judge(project, self.sites, self.new_land(project), allowed)

    def may(self, project: Project) -> np.ndarray:
        """Tell (n,) which sites may be assigned to a project at all, by their score."""
        return self.sites.fitness[project.profile].state == MAY


@dataclass(frozen=True)
class Pairs:
    """m pairs, by project, then by site.

    :param project: place of the project; `site`: of the site.
    :param fitness: score; `months`, at worst where unknown; `land`: hectares newly artificialised.
    :param part: hectares taken.
    :param unknown: (m, k) needs that were admitted without being known.
    :param doubtful: (k,) of each need, how many pairs it keeps out, or would, only because it is not known.
    """

    project: np.ndarray
    site: np.ndarray
    fitness: np.ndarray
    months: np.ndarray
    land: np.ndarray
    part: np.ndarray
    unknown: np.ndarray
    doubtful: np.ndarray

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.project)


def find_pairs(question: Question, report: Report) -> Pairs:
    """Judge every project for every site, and keep the pairs that may be assigned.

    :raises GisementError: ``match_too_large``; ``cancelled``.
    """
    most = resource("matching/solveur")["paires_max"]["value"]
    worst = _at_worst(question.sites)
    blocks: list[tuple[np.ndarray, ...]] = []
    count, doubtful = 0, np.zeros(len(names()), dtype=int)
    for place, project in enumerate(question.projects):
        report.progress(place / len(question.projects))
        verdict = question.verdict(project)
        doubtful += (verdict.unknown & verdict.may_suit & question.may(project)).sum(axis=1)
        suits = verdict.suits | verdict.may_suit if question.admit_unknown else verdict.suits
        sites = np.flatnonzero(question.may(project) & suits)
        count += len(sites)
        if count > most:
            raise GisementError(
                "match_too_large", projects=len(question.projects), sites=len(question.sites), most=most
            )
        blocks.append(
            (
                np.full(len(sites), place),
                sites,
                question.sites.fitness[project.profile].score[sites],
                worst[sites],
                question.new_land(project)[sites],
                np.nan_to_num(question.part(project)[sites]),
                verdict.unknown.T[sites],
            )
        )
    of, site, fitness, months, land, part, unknown = (np.concatenate(parts) for parts in zip(*blocks))
    return Pairs(of, site, fitness, months, land, part, unknown, doubtful)


def _at_worst(sites: Candidates) -> np.ndarray:
    """Give the months of each site; of one of which nobody knows them, the most that any known one takes."""
    known = sites.months[np.isfinite(sites.months)]
    return np.where(np.isfinite(sites.months), sites.months, known.max(initial=0.0))
