"""How far what is known can be trusted: the share of the weight that is known, the old and the imprecise lessened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..conditions import judge

if TYPE_CHECKING:
    from datetime import date

    from .profile import Criterion, Profile

#: what the source of a value is called that the inventory itself gives
INVENTORY = "inventaire"
#: when a record of the inventory was last looked at, the better known first
RECORD_DATES = ("site_actu_date", "site_identif_date")
#: in a year
SECONDS = 365.25 * 86_400.0
#: a sum of weights may fall short of a half point by this much
ROUNDING = 1e-9


@dataclass(frozen=True)
class Reliability:
    """Per site and criterion, each (n, k).

    :param factor: what a known value counts in the confidence, from 0 to 1.
    :param old: whether its data are older than the profile allows.
    :param imprecise: for each rule of precision of the profile, whether it holds.
    :param dates: when the data are from; NaT where nobody says.
    """

    factor: np.ndarray
    old: np.ndarray
    imprecise: list[np.ndarray]
    dates: np.ndarray


def confidence(utility: np.ndarray, weights: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """Give 10 × known weight / total weight, rounded to half points, halves up.

    :param factor: (k,) or (n, k), what a known value counts.
    """
    counted = np.where(np.isnan(utility), 0.0, weights * factor)
    share = sum(counted.T) / weights.sum()
    return np.floor(20.0 * share + 0.5 + ROUNDING) / 2.0


def reliability(sites: pd.DataFrame, profile: Profile, origins: pd.DataFrame, on: date) -> Reliability:
    """Tell how far each known value counts.

    What is old counts as the profile says, and so does what nobody tells the age of. A criterion that rests on the
    inventory alone is as old as the record of the site. Of several rules of precision that hold, the severest counts.

    :param origins: index criterion key; columns ``source``, ``millesime``, ``remarque``.
    """
    dates = np.column_stack([_dates(sites, origins, criterion) for criterion in profile.criteria])
    seconds = (np.datetime64(pd.Timestamp(on)) - dates).astype("timedelta64[s]")
    age = np.where(np.isnat(dates), np.nan, seconds.astype(np.int64)) / SECONDS
    old = age > profile.trust.old_after_years
    factor = np.where(old, profile.trust.old_factor, 1.0)
    factor = np.where(np.isnat(dates), profile.trust.unknown_age_factor, factor)
    imprecise = []
    severest = np.ones_like(factor)
    for rule in profile.trust.precision:
        held = np.ones(len(sites), dtype=bool)
        if rule.when is not None:
            held = judge(rule.when, sites).fillna(False).to_numpy(bool)
        meant = np.array([_is_meant(criterion, origins, rule.criteria, rule.remarks) for criterion in profile.criteria])
        imprecise.append(held[:, None] & meant)
        severest = np.where(imprecise[-1], np.minimum(severest, rule.factor), severest)
    return Reliability(factor * severest, old, imprecise, dates)


def _is_meant(criterion: Criterion, origins: pd.DataFrame, criteria: tuple[str, ...], remarks: tuple[str, ...]) -> bool:
    """Tell whether a rule of precision is about a criterion: by its name, by how it was made, or by both."""
    said = origins["remarque"].get(criterion.key)
    made = isinstance(said, str) and said in remarks
    if criteria and remarks:
        return criterion.key in criteria and made
    return criterion.key in criteria or made


def _dates(sites: pd.DataFrame, origins: pd.DataFrame, criterion: Criterion) -> np.ndarray:
    """Give the day that the values of a criterion are from: the same for all sites, or that of each record."""
    if criterion.key in origins.index and origins.at[criterion.key, "source"] == INVENTORY:
        told = pd.Series(pd.NaT, index=sites.index, dtype="datetime64[ns]")
        for name in RECORD_DATES:
            if name in sites:
                told = told.fillna(_days(sites[name]))
        return told.to_numpy(dtype="datetime64[ns]")
    said = origins["millesime"].get(criterion.key)
    return np.full(len(sites), _days(pd.Series([said], dtype=object)).to_numpy()[0], dtype="datetime64[ns]")


def _days(values: pd.Series) -> pd.Series:
    """Read days; what is none, and what no calendar of pandas holds, is unknown."""
    return pd.to_datetime(values.astype(str).where(values.notna()), errors="coerce", utc=True).dt.tz_localize(None)
