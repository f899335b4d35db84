"""Judges a profile's rules for each site, and names those that hold or may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..conditions import judge
from ..sites.fields import known

if TYPE_CHECKING:
    from .profile import Profile, Rule

SEPARATOR = " ; "


def judged(rules: tuple[Rule, ...], sites: pd.DataFrame) -> pd.DataFrame:
    """Judge each rule (columns, by id) for each site; NA is unknown."""
    return pd.DataFrame({rule.id: judge(rule.when, sites) for rule in rules}, index=sites.index, dtype="boolean")


def sure(held: pd.DataFrame) -> np.ndarray:
    """Tell (n, rules) which hold for sure."""
    return held.fillna(False).to_numpy(bool)


def possible(held: pd.DataFrame) -> np.ndarray:
    """Tell (n, rules) which hold or may hold."""
    return held.fillna(True).to_numpy(bool)


def lowest_cap(caps: tuple[Rule, ...], held: np.ndarray) -> np.ndarray:
    """Give (n,) the lowest of the caps that hold; infinite where none does."""
    values = np.array([rule.cap for rule in caps])
    return np.where(held, values, np.inf).min(axis=1, initial=np.inf)


def labels(rules: tuple[Rule, ...], chosen: np.ndarray, language: str) -> pd.Series:
    """Name, per site, the rules chosen (n, rules); None where there is none."""
    names = np.array([rule.label[language] for rule in rules], dtype=object)
    return pd.Series([SEPARATOR.join(names[row]) or None for row in chosen.astype(bool)], dtype=object)


def to_be_studied(sites: pd.DataFrame, profile: Profile) -> np.ndarray:
    """Tell where so many key criteria are unknown that the score says little: ``oui`` or ``non``."""
    unknown = np.zeros(len(sites), dtype=int)
    for key in profile.key_criteria:
        unknown += known(sites[key]).isna().to_numpy().astype(int) if key in sites else 1
    return np.where(unknown >= profile.key_unknown_max, "oui", "non")
