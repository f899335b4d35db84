"""The tables of :mod:`.comparing`: the columns of the sites, and the row of each profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .board import ROUNDING
from .judging import SEPARATOR

if TYPE_CHECKING:
    from .interval import Bounds
    from .profile import Profile

#: how many sites that share the first rank are named
NAMED = 5
YES, NO = "oui", "non"


@dataclass(frozen=True)
class Ranking:
    """What one profile says of the n sites, each (n,).

    :param key: the profile as the end of columns.
    :param rank: NaN where a site has none.
    :param excluded: whether the profile leaves a site out of the ranking.
    :param others: method → ranks of the same sites.
    :param agreements: method → Spearman's ρ and Kendall's τ of its ranks and ours before caps.
    """

    key: str
    profile: Profile
    found: Bounds
    rank: np.ndarray
    excluded: np.ndarray
    others: dict[str, np.ndarray]
    agreements: dict[str, tuple[float, float]]


def site_columns(ranking: Ranking) -> pd.DataFrame:
    """Give the columns that one profile adds to the sites."""
    found, key = ranking.found, ranking.key
    told = {
        f"score_{key}": found.score,
        f"score_min_{key}": found.low,
        f"score_max_{key}": found.high,
        f"rang_{key}": _whole(ranking.rank),
        f"veto_{key}": found.veto,
    }
    return pd.DataFrame({**told, **{f"rang_{name}_{key}": _whole(rank) for name, rank in ranking.others.items()}})


def best_profile(rankings: list[Ranking], language: str) -> pd.DataFrame:
    """Tell for each site under which profile it has the highest score, among those under which it has a rank.

    Equal scores are all named. The best is sure where its least score is above the highest that any other may give.
    """
    ranked = np.array([~np.isnan(ranking.rank) for ranking in rankings])
    found = {
        name: np.array([getattr(ranking.found, name) for ranking in rankings]) for name in ("score", "low", "high")
    }
    score, low = (np.where(ranked, np.round(found[name], ROUNDING), -np.inf) for name in ("score", "low"))
    # A profile under which nothing is known of a site gives it no rank, and may still turn out to be the best.
    may_be = np.array([~ranking.excluded & ~ranking.found.vetoed for ranking in rankings])
    high = np.where(may_be, np.round(found["high"], ROUNDING), -np.inf)
    some, columns = ranked.any(axis=0), np.arange(ranked.shape[1])
    first = score.argmax(axis=0)
    is_first = np.arange(len(rankings))[:, None] == first
    next_score, next_high = (np.where(is_first, -np.inf, values).max(axis=0) for values in (score, high))
    level = (score == score.max(axis=0)) & ranked
    names = np.array([ranking.key for ranking in rankings], dtype=object)
    labels = np.array([ranking.profile.label[language] for ranking in rankings], dtype=object)
    several = np.isfinite(next_score)
    gap = np.where(several, score[first, columns], 0.0) - np.where(several, next_score, 0.0)
    return pd.DataFrame(
        {
            "meilleur_profil": [SEPARATOR.join(names[row]) or None for row in level.T],
            "meilleur_profil_libelle": [SEPARATOR.join(labels[row]) or None for row in level.T],
            "meilleur_score": np.where(some, found["score"][first, columns], np.nan),
            "meilleur_score_min": np.where(some, found["low"][first, columns], np.nan),
            "meilleur_score_max": np.where(some, found["high"][first, columns], np.nan),
            "meilleur_rang": _whole(np.array([ranking.rank for ranking in rankings])[first, columns]),
            "meilleur_ecart": np.where(several, gap, np.nan),
            "meilleur_sur": np.where(some, np.where(low[first, columns] > next_high, YES, NO), None),
        },
        index=pd.RangeIndex(ranked.shape[1]),
    )


def profile_row(ranking: Ranking, index: pd.Index, best: pd.Series, language: str) -> dict[str, object]:
    """Give the row of a profile: how many sites it ranks, which are the best, and how alike other methods rank them.

    :param best: the best profile of each site, as :func:`best_profile` names it.
    """
    found = ranking.found
    ranked, first = ~np.isnan(ranking.rank), np.flatnonzero(ranking.rank == 1)
    row: dict[str, object] = {
        "profil": ranking.key,
        "libelle": ranking.profile.label[language],
        "sites": len(index),
        "classes": int(ranked.sum()),
        "veto": int(found.vetoed.sum()),
        "hors_classement": int((ranking.excluded & ~found.vetoed).sum()),
        "plafonnes": int((ranked & (found.cap < found.uncapped)).sum()),
        "meilleur_pour": sum(ranking.key in said.split(SEPARATOR) for said in best.dropna()),
        "meilleur_site": _named(index, first),
        "ex_aequo": len(first),
    }
    # Sites that share the first rank have one score; of their bounds the widest are given.
    for name, values, side in (
        ("score", found.score, min),
        ("score_min", found.low, min),
        ("score_max", found.high, max),
    ):
        row[f"meilleur_{name}"] = float(side(values[first])) if len(first) else np.nan
    for method, rank in ranking.others.items():
        row[f"premier_{method}"] = _named(index, np.flatnonzero(rank == 1))
        row[f"spearman_{method}"], row[f"kendall_{method}"] = ranking.agreements[method]
    return row


def _whole(values: np.ndarray) -> pd.Series:
    """Give whole numbers, NA where there is none."""
    return pd.Series(values).astype("Int64")


def _named(index: pd.Index, rows: np.ndarray) -> str | None:
    """Name sites, the first few by identifier where they are many."""
    names = sorted(str(index[row]) for row in rows)
    return SEPARATOR.join([*names[:NAMED], *(["…"] if len(names) > NAMED else [])]) or None
