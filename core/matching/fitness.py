"""How fit each site is for a kind of plant, and whether it may be assigned at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..errors import GisementError
from ..resources import resource
from ..scoring import load_profile
from ..scoring.aggregation import terms
from ..scoring.interval import bounds
from ..scoring.judging import judged, labels, sure
from ..scoring.preparing import prepared
from ..scoring.utility import utilities
from ..sites.fields import known, number

if TYPE_CHECKING:
    from collections.abc import Iterable

#: why a site may not be assigned; 0: it may
MAY, VETOED, UNRANKED, UNSCORED, UNFIT = range(5)
STATES = ("", "veto", "hors_classement", "sans_score", "aptitude_nulle")


@dataclass(frozen=True)
class Fitness:
    """For n sites: the score (0 to 100; NaN where there is none), in steps of `resources/matching/solveur.json`; the
    state, one of :data:`MAY` and the others; what vetoes it or leaves it out, in words, or None.
    """

    score: np.ndarray
    state: np.ndarray
    reason: np.ndarray

    def some(self, places: np.ndarray) -> Fitness:
        """Give that of some of the sites, by their places."""
        return Fitness(self.score[places], self.state[places], self.reason[places])


def fitness(
    sites: pd.DataFrame, profiles: Iterable[str | None], measured_for: str | None, language: str
) -> dict[str | None, Fitness]:
    """Judge the sites under each profile; None stands for the score that they carry.

    :param measured_for: the profile for which they were measured, if anybody says.
    :raises GisementError: ``match_without_score`` where a score is wanted that the sites do not carry.
    """
    found = {}
    for profile in sorted(set(profiles), key=lambda name: name or ""):
        found[profile] = _carried(sites) if profile is None else _under(sites, profile, measured_for, language)
    return found


def _carried(sites: pd.DataFrame) -> Fitness:
    if "score" not in sites:
        raise GisementError("match_without_score")
    score = number(sites["score"]).to_numpy()
    vetoed = (_texts(sites, "veto") == "oui").to_numpy()
    left_out = _texts(sites, "hors_classement")
    unranked = left_out.notna().to_numpy()
    if "rang" in sites:
        unranked = unranked | (number(sites["rang"]).isna().to_numpy() & ~np.isnan(score))
    reason = np.where(vetoed, _texts(sites, "veto_motifs"), left_out)
    return _fitness(score, vetoed, unranked, reason)


def _under(sites: pd.DataFrame, name: str, measured_for: str | None, language: str) -> Fitness:
    profile = load_profile(name)
    ready = prepared(sites, profile, measured_for)
    transformed = np.ascontiguousarray(terms(utilities(ready, profile).to_numpy(), profile.power).T)
    vetoes, caps, unranked = (judged(rules, ready) for rules in (profile.vetoes, profile.caps, profile.unranked))
    found = bounds(transformed, profile, vetoes, caps)
    vetoed, left_out = (
        labels(rules, sure(held), language).to_numpy()
        for rules, held in ((profile.vetoes, vetoes), (profile.unranked, unranked))
    )
    reason = np.where(found.vetoed, vetoed, left_out)
    return _fitness(found.score, found.vetoed, sure(unranked).any(axis=1), reason)


def _fitness(score: np.ndarray, vetoed: np.ndarray, unranked: np.ndarray, reason: np.ndarray) -> Fitness:
    step = resource("matching/solveur")["aptitude_pas"]["value"]
    score = np.round(np.round(score / step) * step, 9)
    state = np.select([vetoed, unranked, np.isnan(score), score <= 0], [VETOED, UNRANKED, UNSCORED, UNFIT], MAY)
    return Fitness(np.where(state == MAY, score, np.nan), state, np.where(pd.isna(reason), None, reason))


def _texts(sites: pd.DataFrame, column: str) -> pd.Series:
    values = sites[column].astype(object) if column in sites else pd.Series(None, index=sites.index, dtype=object)
    return known(values.where(values.notna(), None))
