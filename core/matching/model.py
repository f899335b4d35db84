"""Puts the pairs into a mixed-integer programme, and reads what it chose.

A variable says of each pair whether the project has the site for itself; another of each pair that can share whether
it has a part of it; another of each site that may be divided whether it is. Rows: a project has one site at most; a
site is one project's own, or divided, or neither; the parts of a divided site, and what they have in common, fit in it;
no territory takes more new land than it has left. (Parts that hang on the division of their site bound the programme
more tightly than projects that merely exclude it.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from ..resources import resource
from .programme import Programme
from .solving import HALF, NEARLY

if TYPE_CHECKING:
    from .pairs import Pairs, Question

Rows = tuple[sparse.coo_matrix, np.ndarray]


@dataclass(frozen=True)
class Model:
    """The programme's parts, with one variable per pair, then one per part, then one per division.

    :param aims: (3, n) whole numbers to be made small: fitness below zero, months, new land.
    :param rows: (m, n); the last `territories` of them are those of the allowance.
    :param shared: pairs that the variables of parts stand for; `divided`: sites that the last variables stand for.
    """

    aims: np.ndarray
    rows: sparse.csr_matrix
    upper: np.ndarray
    territories: int
    shared: np.ndarray
    divided: np.ndarray
    pairs: Pairs

    @property
    def tied(self) -> bool:
        """Tell whether anything else than one site for one project binds the pairs."""
        return bool(len(self.divided) or self.territories)

    @property
    def pair_of(self) -> np.ndarray:
        """Give (n,) the pair of each variable; -1 for a division."""
        return np.concatenate([np.arange(len(self.pairs)), self.shared, np.full(len(self.divided), -1)])

    def taken(self, chosen: np.ndarray) -> np.ndarray:
        """Give the pairs that are chosen, as a part or whole, in order."""
        pairs = self.pair_of[chosen]
        return np.unique(pairs[pairs >= 0])

    def programme(self, exact: bool, gap: float, seconds: float) -> Programme:
        """Give the programme to be solved."""
        said = resource("matching/solveur")
        share, kept = said["part_de_l_ecart"]["value"], said["gardees_par_projet"]["value"]
        groups = np.where(self.pair_of < 0, -1, np.append(self.pairs.project, -1)[self.pair_of])
        return Programme(self.aims, self.rows, self.upper, groups, exact, gap, share, kept, seconds)


def model(question: Question, pairs: Pairs) -> Model:
    """Build the programme."""
    said = resource("matching/solveur")
    shares = sharing(question, pairs)
    sites, counts = np.unique(pairs.site[shares], return_counts=True)
    divided = sites[counts > 1]
    shared = np.flatnonzero(shares & np.isin(pairs.site, divided))
    layout = _Layout(pairs, shared, divided)
    own = [
        -np.round(pairs.fitness / said["aptitude_pas"]["value"]),
        np.round(pairs.months / said["mois_pas"]["value"]),
        _whole(pairs.land),
    ]
    aims = np.array([layout.of_pairs(values) for values in own])
    allowance = _allowance(question, layout)
    blocks = [layout.projects(len(question.projects)), layout.sites(len(question.sites))]
    blocks += [layout.parts(_room(question)), layout.several()] if len(divided) else []
    rows = sparse.vstack([block for block, _ in (*blocks, *allowance)]).tocsr()
    upper = np.concatenate([most for _, most in (*blocks, *allowance)])
    return Model(aims, rows, upper, len(allowance), shared, divided, pairs)


def sharing(question: Question, pairs: Pairs) -> np.ndarray:
    """Tell (m,) which pairs can be one of several on a site: the site may be divided, the project takes a part of it,
    and what remains is large enough to be another's.
    """
    rest = resource("matching/exigences")["division"]["reste_min_ha"]["value"]
    willing = np.array([project.divisible and project.area is not None for project in question.projects], dtype=bool)
    site = pairs.site
    enough = _whole(pairs.part) + _whole(rest) <= _room(question)[site]
    return question.sites.divisible[site] & willing[pairs.project] & enough


def _room(question: Question) -> np.ndarray:
    """Give (sites,) what the parts of each site may take, once it is divided: all but what they have in common."""
    common = resource("matching/exigences")["division"]["commun_part"]["value"]
    return _whole(question.sites.area) - _whole(question.sites.area * common)


def _whole(hectares: np.ndarray | float) -> np.ndarray:
    return np.round(np.nan_to_num(hectares) / resource("matching/solveur")["surface_pas"]["value"])


@dataclass(frozen=True)
class _Layout:
    """Where the variables stand, and the rows that bind them."""

    pairs: Pairs
    shared: np.ndarray
    divided: np.ndarray

    @property
    def width(self) -> int:
        return len(self.pairs) + len(self.shared) + len(self.divided)

    @property
    def part(self) -> np.ndarray:
        return len(self.pairs) + np.arange(len(self.shared))

    @property
    def division(self) -> np.ndarray:
        return len(self.pairs) + len(self.shared) + np.arange(len(self.divided))

    def of_pairs(self, values: np.ndarray) -> np.ndarray:
        """Give each variable the value of its pair, 0 to divisions."""
        return np.concatenate([values, values[self.shared], np.zeros(len(self.divided))])

    def rows(self, values: np.ndarray, row: np.ndarray, column: np.ndarray, count: int) -> sparse.coo_matrix:
        return sparse.coo_matrix((values, (row, column)), shape=(count, self.width))

    def projects(self, count: int) -> Rows:
        """A project has one site at most."""
        row = np.concatenate([self.pairs.project, self.pairs.project[self.shared]])
        return self.rows(np.ones(len(row)), row, np.arange(len(row)), count), np.ones(count)

    def sites(self, count: int) -> Rows:
        """A site is one project's own, or divided, or neither."""
        row = np.concatenate([self.pairs.site, self.divided])
        column = np.concatenate([np.arange(len(self.pairs)), self.division])
        return self.rows(np.ones(len(row)), row, column, count), np.ones(count)

    def parts(self, room: np.ndarray) -> Rows:
        """The parts of a site fit in it, and there are none where it is not divided."""
        place = np.searchsorted(self.divided, self.pairs.site[self.shared])
        values = np.concatenate([_whole(self.pairs.part[self.shared]), -room[self.divided]])
        row = np.concatenate([place, np.arange(len(self.divided))])
        column = np.concatenate([self.part, self.division])
        return self.rows(values, row, column, len(self.divided)), np.full(len(self.divided), HALF)

    def several(self) -> Rows:
        """A site is divided for two projects at least: for one alone there would be two ways to say the same."""
        place = np.searchsorted(self.divided, self.pairs.site[self.shared])
        values = np.concatenate([-np.ones(len(self.shared)), np.full(len(self.divided), 2.0)])
        row = np.concatenate([place, np.arange(len(self.divided))])
        column = np.concatenate([self.part, self.division])
        return self.rows(values, row, column, len(self.divided)), np.zeros(len(self.divided))


def _allowance(question: Question, layout: _Layout) -> list[Rows]:
    """No territory takes more than it has left; one that never can needs no row."""
    if question.allowance is None:
        return []
    counts = np.array([question.counts(project) for project in question.projects], dtype=bool)
    pairs, step = layout.pairs, resource("matching/solveur")["surface_pas"]["value"]
    land = _whole(pairs.land) * counts[pairs.project]
    blocks = []
    for inside, hectares in zip(question.inside, question.allowance.hectares.values()):
        taken = np.where(inside[pairs.site], land, 0.0)
        most = np.zeros(len(question.projects))
        np.maximum.at(most, pairs.project, taken)
        left = float(np.floor(hectares / step + NEARLY))
        if most.sum() > left:
            weights = layout.of_pairs(taken)
            every = np.flatnonzero(weights)
            rows = layout.rows(weights[every], np.zeros(len(every), dtype=int), every, 1)
            blocks.append((rows, np.array([left + HALF])))
    return blocks
