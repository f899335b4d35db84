"""What to find out first: the unknowns whose knowledge would narrow the interval of the score most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..conditions import columns_of
from ..measures import columns
from ..resources import resource
from ..sites.fields import known
from .interval import bounds, extreme, width
from .judging import SEPARATOR, judged

if TYPE_CHECKING:
    import pandas as pd

    from ..report import Report
    from .profile import Profile, Rule

#: narrowings closer than this are equal: the order of the profile then decides
ROUNDING = 6


def to_collect(
    sites: pd.DataFrame,
    transformed: np.ndarray,
    profile: Profile,
    vetoes: pd.DataFrame,
    caps: pd.DataFrame,
    language: str,
    report: Report,
) -> list[str | None]:
    """Name for each site the unknowns to collect first, at most as many as `resources/scoring/profils.json` says.

    An unknown is a column that a criterion, a veto or a cap reads. Once known, it may turn out at its worst (the lowest
    utility, the rules that it decides hold) or at its best; the interval is computed anew for both, and the mean of the
    two narrowings counts. A veto that turns out to hold leaves nothing to know, so facts of vetoes often come first.

    :param transformed: (k, n) utilities as :func:`.aggregation.terms` gives them, NaN for unknown.
    """
    wide = width(bounds(transformed, profile, vetoes, caps))
    names, gains = [], []
    for key in _read(profile):
        report.check()
        unknown = _unknown(sites, transformed, profile, key)
        if not unknown.any():
            continue
        left = np.zeros(len(sites))
        for at_worst in (True, False):
            found = bounds(
                _with_criterion(transformed, profile, key, at_worst),
                profile,
                _with_facts(profile.vetoes, vetoes, sites, key, at_worst),
                _with_facts(profile.caps, caps, sites, key, at_worst),
            )
            left += width(found) / 2.0
        names.append(_name(profile, key, language))
        gains.append(np.where(unknown, np.round(wide - left, ROUNDING), -np.inf))
    if not gains:
        return [None] * len(sites)
    gain = np.column_stack(gains)
    order = np.argsort(-gain, axis=1, kind="stable")[:, : resource("scoring/profils")["a_collecter"]["value"]]
    named = np.array(names, dtype=object)
    worth = np.take_along_axis(gain, order, axis=1) > 0.0
    return [SEPARATOR.join(named[row[there]]) or None for row, there in zip(order, worth)]


def _read(profile: Profile) -> list[str]:
    """Name the columns that criteria, vetoes and caps read, each once, in the order of the profile."""
    told = [criterion.key for criterion in profile.criteria if criterion.weight > 0]
    for rule in (*profile.vetoes, *profile.caps):
        told += columns_of(rule.when)
    return list(dict.fromkeys(told))


def _unknown(sites: pd.DataFrame, transformed: np.ndarray, profile: Profile, key: str) -> np.ndarray:
    """Tell of which sites a column is unknown: its utility where a criterion reads it, else its value."""
    place = _place(profile, key)
    if place is not None:
        return np.isnan(transformed[place])
    return known(sites[key]).isna().to_numpy() if key in sites else np.ones(len(sites), dtype=bool)


def _place(profile: Profile, key: str) -> int | None:
    return next((place for place, criterion in enumerate(profile.criteria) if criterion.key == key), None)


def _with_criterion(transformed: np.ndarray, profile: Profile, key: str, at_worst: bool) -> np.ndarray:
    place = _place(profile, key)
    if place is None:
        return transformed
    changed = transformed.copy()
    row = transformed[place]
    changed[place] = np.where(np.isnan(row), extreme(profile.criteria[place], profile.power, at_worst), row)
    return changed


def _with_facts(
    rules: tuple[Rule, ...], held: pd.DataFrame, sites: pd.DataFrame, key: str, at_worst: bool
) -> pd.DataFrame:
    """Judge the rules anew that a column may decide, as if each of its comparisons held, or none did.

    What is judged already stays: only what is not known changes. Which of the two is the worse for a rule depends on
    what stands around the comparison (``not``), so both are judged, and the one that lets it hold is the worst.
    """
    changed = held
    for rule in rules:
        if key not in columns_of(rule.when) or not held[rule.id].isna().any():
            continue
        one, other = (judged((_supposing(rule, key, truth),), sites)[rule.id] for truth in (True, False))
        supposed = (one | other) if at_worst else (one & other)
        changed = changed.assign(**{rule.id: held[rule.id].where(held[rule.id].notna(), supposed)})
    return changed


def _supposing(rule: Rule, key: str, truth: bool) -> Rule:
    """Give the rule with each comparison of a column replaced by one that always holds, or never does."""
    given: dict[str, Any] = {"column": key, "op": "known"}
    always: dict[str, Any] = {"any": [given, {"not": given}]}
    constant = always if truth else {"not": always}

    def replaced(condition: dict[str, Any]) -> dict[str, Any]:
        for several in ("all", "any"):
            if several in condition:
                return {several: [replaced(part) for part in condition[several]]}
        if "not" in condition:
            return {"not": replaced(condition["not"])}
        return constant if condition["column"] == key else condition

    return type(rule)(rule.id, rule.label, replaced(rule.when), rule.cap)


def _name(profile: Profile, key: str, language: str) -> str:
    """Name a column: as the criterion that reads it, else as the measure that gives it, else as the rule on it."""
    place = _place(profile, key)
    if place is not None:
        return profile.criteria[place].label[language]
    if key in columns():
        return str(getattr(columns()[key], language))
    return next(rule.label[language] for rule in (*profile.vetoes, *profile.caps) if key in columns_of(rule.when))
