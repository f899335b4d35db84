"""Lays several profiles side by side: which plant each site is for, which site is the best for each plant.

The scores, intervals, ranks and vetoes are those of :func:`.score.score`. The second opinions of
:mod:`.second_opinions` rank the same sites by the same utilities and weights. Caps are left out of them, and out of the
ranking that they are compared with, so that the correlation tells of the way of aggregating alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..folding import plain
from ..report import Report
from .aggregation import terms
from .board import ROUNDING
from .board import ranks as ranks_by_row
from .comparison_tables import Ranking, best_profile, profile_row, site_columns
from .interval import bounds
from .judging import judged, sure
from .preparing import prepared
from .second_opinions import METHODS, agreement, ranks
from .utility import utilities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .profile import Profile


@dataclass(frozen=True)
class Compared:
    """`sites`: columns by site, `profiles`: one row per profile; see :func:`compare_profiles`."""

    sites: pd.DataFrame
    profiles: pd.DataFrame


def compare_profiles(
    sites: pd.DataFrame,
    profiles: Sequence[Profile],
    *,
    measured_for: str | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> Compared:
    """Score sites under several profiles and compare.

    :param sites: measured sites, one column per criterion where measured; index unique.
    :param measured_for: the profile for which they were measured, if anybody says; see :func:`.preparing.prepared`.
    :returns: of each site its best profile (``meilleur_profil`` …) and, for each profile ``p``, ``score_p``,
        ``score_min_p``, ``score_max_p``, ``rang_p``, ``veto_p``, and its ranks by other methods, ``rang_topsis_p``,
        ``rang_produit_p``, ``rang_somme_p``; of each profile its best site and how alike the methods rank.
    """
    report = report or Report()
    rankings = []
    for place, (key, profile) in enumerate(zip(keys(profiles), profiles)):
        report.step("compare_profile", profile=profile.label[language])
        rankings.append(_ranking(key, profile, prepared(sites, profile, measured_for), report))
        report.progress((place + 1) / (len(profiles) + 1))
    best = best_profile(rankings, language)
    columns = pd.concat([best, *(site_columns(ranking) for ranking in rankings)], axis=1)
    rows = [profile_row(ranking, sites.index, best["meilleur_profil"], language) for ranking in rankings]
    report.progress(1.0)
    return Compared(columns.set_axis(sites.index, axis="index"), pd.DataFrame(rows))


def keys(profiles: Sequence[Profile]) -> list[str]:
    """Name profiles as ends of columns: their ids in plain letters, a second bearer with ``_2``."""
    found: list[str] = []
    for profile in profiles:
        own = re.sub(r"[^a-z0-9]+", "_", plain(profile.id)).strip("_") or "profil"
        free, again = own, 2
        while free in found:
            free, again = f"{own}_{again}", again + 1
        found.append(free)
    return found


def _ranking(key: str, profile: Profile, sites: pd.DataFrame, report: Report) -> Ranking:
    """Score the sites under one profile, and rank those that have a score and are not left out."""
    matrix = utilities(sites, profile).to_numpy()
    transformed = np.ascontiguousarray(terms(matrix, profile.power).T)
    report.check()
    vetoes, caps, unranked = (judged(rules, sites) for rules in (profile.vetoes, profile.caps, profile.unranked))
    found = bounds(transformed, profile, vetoes, caps)
    excluded = sure(unranked).any(axis=1)
    rows = np.flatnonzero(~excluded & ~np.isnan(found.score))
    rank = np.full(len(sites), np.nan)
    rank[rows] = ranks_by_row(np.round(found.score[rows], ROUNDING)[None, :])[0]
    ours = ranks(np.round(found.uncapped[rows], ROUNDING))
    others, agreements = {}, {}
    for name, method in METHODS.items():
        report.check()
        theirs = ranks(method(matrix[rows], profile.weights))
        others[name] = np.full(len(sites), np.nan)
        others[name][rows] = theirs
        agreements[name] = agreement(ours, theirs)
    return Ranking(key, profile, found, rank, excluded, others, agreements)
