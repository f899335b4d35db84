"""Scores every site under a profile: score, interval, confidence, rank, vetoes, caps, and what explains them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..report import Report
from ..resources import resource
from .aggregation import terms
from .board import Board, possible_ranks, ranks, sharing
from .collecting import to_collect
from .interval import FULL, Bounds, bounds
from .judging import judged, labels, possible, sure, to_be_studied
from .stability import stability
from .table import criteria_table
from .tipping import changes, first_change
from .trust import confidence, reliability
from .utility import utilities

if TYPE_CHECKING:
    from datetime import date

    from .profile import Draws, Profile

__all__ = ["WHOLE_NUMBERS", "Scored", "confidence", "score"]

#: columns that hold whole numbers
WHOLE_NUMBERS = ("rang", "ex_aequo", "rang_p05", "rang_p95", "rang_au_mieux", "rang_au_pire")


@dataclass
class Scored:
    """`sites`: the score's columns, by ``site_id``; `criteria`: one row per site and criterion; `board`: what ranks."""

    sites: pd.DataFrame
    criteria: pd.DataFrame
    board: Board


def score(
    sites: pd.DataFrame,
    profile: Profile,
    on: date,
    origins: pd.DataFrame,
    language: str = "fr",
    *,
    draws: int | None = None,
    seed: int | None = None,
    report: Report | None = None,
) -> Scored:
    """Score the sites.

    The score is 100 × the weighted power mean over the known criteria, then capped; a veto leaves no score. The
    interval is the same with every unknown at its worst and at its best; a cap or veto whose facts are unknown
    counts as applied in `score_min` only. Ranked are the sites that have a score and are not left out.

    :param sites: measured sites, one column per criterion where measured; index unique.
    :param on: the date at which the age of data is judged.
    :param origins: index criterion key; columns ``source``, ``millesime`` (date or None), ``remarque``.
    :param draws: how many times weights are drawn, and from which seed; those of the profile by default.
    :raises GisementError: ``draws_invalid``, ``seed_invalid``, ``cancelled``.
    """
    report = report or Report()
    utility = utilities(sites, profile)
    transformed = np.ascontiguousarray(terms(utility.to_numpy(), profile.power).T)
    vetoes, caps, unranked = (judged(rules, sites) for rules in (profile.vetoes, profile.caps, profile.unranked))
    found = bounds(transformed, profile, vetoes, caps)
    trusted = reliability(sites, profile, origins, on)
    both = profile.vetoes + profile.caps + profile.unranked
    result = pd.DataFrame(
        {
            "score": found.score,
            "score_min": found.low,
            "score_max": found.high,
            "confiance": confidence(utility.to_numpy(), profile.weights, trusted.factor),
            "veto": found.veto,
            "veto_motifs": labels(profile.vetoes, sure(vetoes), language),
            "veto_possibles": labels(both, np.hstack([vetoes.isna(), caps.isna(), unranked.isna()]), language),
            "plafond_motifs": labels(profile.caps, sure(caps), language),
            "hors_classement": labels(profile.unranked, sure(unranked), language),
            "a_etudier": to_be_studied(sites, profile),
            "a_collecter": to_collect(sites, transformed, profile, vetoes, caps, language, report),
        },
    ).set_axis(sites.index, axis="index")
    board = _board(sites.index, transformed, found, ~sure(unranked).any(axis=1), profile)
    used = replace(
        profile.draws,
        count=profile.draws.count if draws is None else draws,
        seed=profile.draws.seed if seed is None else seed,
    )
    ranked = _ranked(board, profile, used, language, report)
    nothing = np.isnan(found.score) & ~found.vetoed & ~sure(unranked).any(axis=1)
    result["hors_classement"] = result["hors_classement"].mask(nothing, resource("scoring/profils")["rien"][language])
    low, high = (result.loc[board.sites, name].to_numpy() for name in ("score_min", "score_max"))
    leaving = possible(unranked).any(axis=1) | found.may_be_vetoed
    may_go = pd.Series(leaving, index=sites.index)[board.sites].to_numpy()
    best, worst = possible_ranks(low, high, may_go, int(nothing.sum()))
    ranked = ranked.assign(rang_au_mieux=best.astype(float), rang_au_pire=worst.astype(float)).reindex(sites.index)
    table = criteria_table(sites, utility, profile, origins, found, caps, trusted, language)
    return Scored(result.join(ranked), table, board)


def _board(index: pd.Index, transformed: np.ndarray, found: Bounds, kept: np.ndarray, profile: Profile) -> Board:
    """Take the sites that have a rank, with their weights brought to a sum of 100."""
    rows = np.flatnonzero(kept & ~np.isnan(found.score))
    weights = profile.weights / profile.weights.sum() * FULL
    return Board(index[rows], np.ascontiguousarray(transformed[:, rows]), weights, found.cap[rows], profile.power)


def _ranked(board: Board, profile: Profile, draws: Draws, language: str, report: Report) -> pd.DataFrame:
    """Give the columns that only ranked sites have: rank, ranks under drawn weights, what weight it takes to pass."""
    rank = ranks(board.scores(board.weights[:, None]))[0]
    steady = stability(board, draws, report)
    first = board.first()
    criterion, new = np.full(len(rank), -1), np.full(len(rank), np.nan)
    if first is not None:
        criterion, new = changes(board, first, report)
        own = first_change(board, report)
        if own is not None:
            criterion[first], new[first] = own.criterion, own.new
    names = np.array([each.label[language] for each in profile.criteria], dtype=object)
    there = criterion >= 0
    return pd.DataFrame(
        {
            "rang": rank.astype(float),
            "ex_aequo": sharing(rank).astype(float),
            "rang_moyen": steady.mean,
            "rang_p05": steady.low,
            "rang_p95": steady.high,
            "p_top10": steady.among_first,
            "bascule_critere": np.where(there, names[criterion], None).astype(object),
            "bascule_de": np.where(there, board.weights[criterion], np.nan),
            "bascule_vers": new,
        },
        index=board.sites,
    )
