"""Assigns projects to sites: as fit as possible, then as soon as possible, then with as little new land as possible.

Lexicographic: the sum of the fitness first; among the assignments that reach it the least sum of months; among these
the least new artificialisation. By successive solves up to the optimum of each where that can be proven in time
(few pairs, or nothing that binds them but one site for one project), else by weights within a gap; see
:mod:`.solving`. The order of projects and sites never changes the result, for they are sorted first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import GisementError
from ..report import Report
from ..resources import resource
from . import beside
from .model import Model, model
from .pairs import Pairs, Question, find_pairs
from .room import TOLERANCE, Room, filled


@dataclass(frozen=True)
class Matching:
    """What was assigned.

    :param taken: places in `pairs` of the pairs assigned, by project.
    :param chosen: which variables of the model are 1.
    :param gap: how far the sum of the fitness may lie below the best that there can be, as a share of that.
    :param proven: how many of the three aims are known to be at their best.
    """

    question: Question
    pairs: Pairs
    model: Model
    taken: np.ndarray
    chosen: np.ndarray
    gap: float
    proven: int

    @property
    def assigned_count(self) -> int:
        """The number of projects that have a site."""
        return len(self.taken)

    @property
    def room(self) -> Room:
        """What could be taken beside what is assigned."""
        return Room(self.model, self.chosen)

    @property
    def free_sites(self) -> np.ndarray:
        """Which sites (n,) have no project."""
        return ~np.isin(np.arange(len(self.question.sites)), self.pairs.site[self.taken])

    @property
    def left(self) -> np.ndarray:
        """The usable hectares (n,) of each site that no project takes."""
        taken = np.bincount(self.pairs.site[self.taken], self.pairs.part[self.taken], len(self.question.sites))
        return np.round(self.question.sites.area - taken, 6)

    def lacking(self, pair: int) -> float:
        """Give the hectares of allowance that a pair lacks beside what is assigned; 0 where it lacks none."""
        question, taken = self.question, self.taken
        if question.allowance is None:
            return 0.0
        counts = np.array([question.counts(project) for project in question.projects], dtype=bool)
        used = question.inside[:, self.pairs.site[taken]] @ (self.pairs.land[taken] * counts[self.pairs.project[taken]])
        left = np.array(list(question.allowance.hectares.values())) - used
        lacks = np.where(question.inside[:, self.pairs.site[pair]], self.pairs.land[pair] - left, 0.0)
        return float(np.round(lacks.max(initial=0.0), 3))

    @property
    def totals(self) -> dict[str, float]:
        """The three aims as they are reached: ``aptitude`` points, ``mois``, ``nouvelle_artif_ha``."""
        sums = {"aptitude": self.pairs.fitness, "mois": self.pairs.months, "nouvelle_artif_ha": self.pairs.land}
        return {name: float(values[self.taken].sum()) for name, values in sums.items()}


def match(
    question: Question, *, gap: float | None = None, seconds: float | None = None, report: Report | None = None
) -> Matching:
    """Assign projects to sites.

    :param gap: share of the best possible fitness that may be given up where the optimum is not sought; 0: it always
        is; by default that of `resources/matching/solveur.json`.
    :param seconds: for the solver, at most.
    :raises GisementError: ``match_too_large``, ``match_failed``; ``cancelled``.
    """
    report = report or Report()
    said = resource("matching/solveur")
    report.step("match_pairs", projects=len(question.projects), sites=len(question.sites))
    with report.part(0.0, 0.2):
        pairs = find_pairs(question, report)
    asked = model(question, pairs)
    allowed = said["ecart"]["value"] if gap is None else gap
    time = said["duree_s"]["value"] if seconds is None else seconds
    exact = allowed == 0 or not asked.tied or len(pairs) <= said["exact"]["paires"]
    report.step("match_solve", count=len(pairs))
    with report.part(0.2, 0.95):
        answer = beside.solve(asked.programme(exact, allowed, time), report)
    report.progress(0.95)
    chosen = answer.chosen
    if answer.proven < len(asked.aims):
        chosen = filled(asked, chosen, report)
    if (asked.rows @ chosen > asked.upper + TOLERANCE).any():
        raise GisementError("match_failed")
    reached, best = float(asked.aims[0] @ chosen), float(np.floor(answer.bound + TOLERANCE))
    found = Matching(
        question=question,
        pairs=pairs,
        model=asked,
        taken=asked.taken(chosen),
        chosen=chosen,
        gap=max(1.0 - reached / best, 0.0) if best < 0 else 0.0,
        proven=answer.proven,
    )
    if not answer.ended:
        report.warn("match_stopped", seconds=f"{time:g}", percent=f"{100 * found.gap:.2f}")
    elif not exact:
        report.warn("match_within_gap", percent=f"{100 * found.gap:.2f}", count=len(pairs))
    report.progress(1.0)
    return found
