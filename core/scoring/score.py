"""Scores every site under a profile: score, interval, confidence, rank, vetoes, caps, and what explains them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..conditions import judge
from ..sites.fields import known, number
from .aggregation import contributions, filled, narrowing, power_mean
from .utility import utilities

if TYPE_CHECKING:
    from datetime import date

    from .profile import Profile, Rule

#: how many unknowns are named as worth collecting first
TO_COLLECT = 3
SEPARATOR = " ; "


@dataclass
class Scored:
    """`sites`: the score's columns, by ``site_id``; `criteria`: one row per site and criterion."""

    sites: pd.DataFrame
    criteria: pd.DataFrame


def score(sites: pd.DataFrame, profile: Profile, on: date, origins: pd.DataFrame, language: str = "fr") -> Scored:
    """Score the sites.

    The score is 100 × the weighted power mean over the known criteria, then capped; a veto leaves no score. The
    interval is the same with every unknown at its worst and at its best; a cap or veto whose facts are unknown
    counts as applied in `score_min` only.

    :param sites: measured sites, one column per criterion where measured.
    :param on: the date at which old data count half in the confidence.
    :param origins: index criterion key; columns ``source``, ``millesime`` (date or None), ``remarque``.
    """
    utility = utilities(sites, profile)
    matrix, weights, power = utility.to_numpy(), profile.weights, profile.power
    worst = np.array([criterion.worst for criterion in profile.criteria])
    best = np.array([criterion.best for criterion in profile.criteria])
    middle = 100.0 * power_mean(matrix, weights, power)
    low = 100.0 * power_mean(filled(matrix, worst), weights, power)
    high = 100.0 * power_mean(filled(matrix, best), weights, power)
    # An unknown whose worst is better than all that is known would put the least score above the score.
    low, high = np.fmin(low, middle), np.fmax(high, middle)
    vetoes, caps, unranked = (_held(rules, sites) for rules in (profile.vetoes, profile.caps, profile.unranked))
    for rule in profile.caps:
        held = caps[rule.id]
        sure, possible = held.fillna(False).to_numpy(bool), held.fillna(True).to_numpy(bool)
        middle, high = (np.where(sure, np.minimum(value, rule.cap), value) for value in (middle, high))
        low = np.where(possible, np.minimum(low, rule.cap), low)
    vetoed = vetoes.fillna(False).any(axis=1).to_numpy(bool)
    may_be_vetoed = vetoes.isna().any(axis=1).to_numpy() & ~vetoed
    low = np.where(may_be_vetoed, 0.0, low)
    result = pd.DataFrame(
        {
            "score": np.where(vetoed, np.nan, middle),
            "score_min": np.where(vetoed, np.nan, low),
            "score_max": np.where(vetoed, np.nan, high),
            "confiance": confidence(matrix, weights, _age_factor(profile, origins, on)),
            "veto": np.where(vetoed, "oui", "non"),
            "veto_motifs": _labels(profile.vetoes, vetoes, True, language),
            "veto_possibles": _labels(profile.vetoes + profile.caps, pd.concat([vetoes, caps], axis=1), None, language),
            "plafond_motifs": _labels(profile.caps, caps, True, language),
            "hors_classement": _labels(profile.unranked, unranked, True, language),
            "a_etudier": _to_be_studied(sites, profile),
            "a_collecter": _to_collect(matrix, profile, worst, best, language),
        },
        index=sites.index,
    )
    result["rang"] = _ranks(result)
    return Scored(result, _criteria(sites, utility, profile, origins, language))


def confidence(utility: np.ndarray, weights: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """Give 10 × known weight / total weight, rounded to half points; `factor` (k,) lessens what is old."""
    share = (np.where(np.isnan(utility), 0.0, weights * factor)).sum(axis=1) / weights.sum()
    return np.round(20.0 * share) / 2.0


def _age_factor(profile: Profile, origins: pd.DataFrame, on: date) -> np.ndarray:
    """Give 0.5 for a criterion whose data are older than the profile allows, else 1; an unknown age is not held old."""
    said = origins["millesime"].reindex([criterion.key for criterion in profile.criteria])
    vintages = pd.to_datetime(pd.Series([pd.to_datetime(each, errors="coerce") for each in said], dtype=object))
    age = (pd.Timestamp(on) - vintages).dt.days / 365.25
    return np.where(age.to_numpy(dtype=float) > profile.old_after_years, 0.5, 1.0)


def _held(rules: tuple[Rule, ...], sites: pd.DataFrame) -> pd.DataFrame:
    """Judge each rule (columns, by id) for each site; NA is unknown."""
    return pd.DataFrame({rule.id: judge(rule.when, sites) for rule in rules}, index=sites.index, dtype="boolean")


def _labels(rules: tuple[Rule, ...], held: pd.DataFrame, wanted: bool | None, language: str) -> pd.Series:
    """Name, per site, the rules that hold (`wanted` True) or that may hold (None); None where there is none."""
    chosen = held.isna() if wanted is None else held.fillna(False)
    names = np.array([rule.label[language] for rule in rules], dtype=object)
    told = [SEPARATOR.join(names[row]) or None for row in chosen.to_numpy(bool)]
    return pd.Series(told, index=held.index, dtype=object)


def _to_be_studied(sites: pd.DataFrame, profile: Profile) -> np.ndarray:
    unknown = sum(
        known(sites[key]).isna().to_numpy().astype(int) if key in sites else np.ones(len(sites), dtype=int)
        for key in profile.key_criteria
    )
    return np.where(unknown >= profile.key_unknown_max, "oui", "non")


def _to_collect(
    matrix: np.ndarray, profile: Profile, worst: np.ndarray, best: np.ndarray, language: str
) -> list[str | None]:
    gain = narrowing(matrix, profile.weights, profile.power, worst, best)
    order = np.argsort(np.where(np.isnan(gain), np.inf, -gain), axis=1, kind="stable")[:, :TO_COLLECT]
    names = np.array([criterion.label[language] for criterion in profile.criteria], dtype=object)
    return [SEPARATOR.join(names[row[~np.isnan(gain[site, row])]]) or None for site, row in enumerate(order)]


def _ranks(result: pd.DataFrame) -> pd.Series:
    """Rank by falling score the sites that have one and are not left out; equal scores share the better rank."""
    ranked = result["score"].where(result["hors_classement"].isna())
    return ranked.rank(ascending=False, method="min")


def _criteria(
    sites: pd.DataFrame, utility: pd.DataFrame, profile: Profile, origins: pd.DataFrame, language: str
) -> pd.DataFrame:
    """Lay out every site and criterion in one long table.

    The contributions of a site add up to its score before caps.
    """
    share = 100.0 * contributions(utility.to_numpy(), profile.weights, profile.power)
    blocks = []
    for column, criterion in enumerate(profile.criteria):
        values = sites[criterion.key] if criterion.key in sites else pd.Series(np.nan, index=sites.index)
        is_text = criterion.classes is not None
        numbers = pd.Series(np.nan, index=sites.index) if is_text else number(values)
        origin = origins.loc[criterion.key] if criterion.key in origins.index else None
        found = utility[criterion.key].notna()
        words = (
            values.astype(object).where(found, None) if is_text else pd.Series(None, index=sites.index, dtype=object)
        )
        blocks.append(
            pd.DataFrame(
                {
                    "site_id": sites.index,
                    "critere": criterion.key,
                    "libelle": criterion.label[language],
                    "groupe": profile.groups[criterion.group][language],
                    "valeur": numbers.where(np.isfinite(numbers)).to_numpy(),
                    "modalite": words.to_numpy(),
                    "unite": criterion.unit,
                    "utilite": utility[criterion.key].to_numpy(),
                    "poids": criterion.weight,
                    "contribution": share[:, column],
                    "source": None if origin is None else origin["source"],
                    "millesime": None if origin is None else origin["millesime"],
                    "qualite": _quality(numbers, found, origin),
                }
            )
        )
    table = pd.concat(blocks, ignore_index=True)
    return table.iloc[np.argsort(np.tile(np.arange(len(sites)), len(profile.criteria)), kind="stable")].reset_index(
        drop=True
    )


def _quality(numbers: pd.Series, found: pd.Series, origin: pd.Series | None) -> np.ndarray:
    remark = origin["remarque"] if origin is not None and origin["remarque"] else "connu"
    quality = np.where(found, remark, "inconnu").astype(object)
    quality[np.isinf(numbers.to_numpy(dtype=float))] = "aucun dans le territoire"
    return quality
