"""The long table that explains every score: one row per site and criterion, and one for what a cap takes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..nearest import NONE_THERE
from ..resources import resource
from ..sites.fields import number
from .aggregation import contributions
from .interval import FULL, Bounds
from .judging import SEPARATOR, sure
from .trust import INVENTORY, Reliability

if TYPE_CHECKING:
    from .profile import Criterion, Profile

#: key and group of the rows that tell what a cap takes away
CAP = "plafond"
KNOWN, UNKNOWN, OLD = "connu", "inconnu", "données anciennes"


def criteria_table(
    sites: pd.DataFrame,
    utility: pd.DataFrame,
    profile: Profile,
    origins: pd.DataFrame,
    found: Bounds,
    caps: pd.DataFrame,
    trusted: Reliability,
    language: str,
) -> pd.DataFrame:
    """Lay out every site and criterion; the contributions of a site add up to its score.

    A criterion's contribution is its share in the score before caps, see :func:`.aggregation.contributions`. Where a
    cap lowers the score, a row with the key ``plafond`` has what it takes away, as a contribution below zero. A site
    that a veto rules out has no contributions, as it has no score.
    """
    share = FULL * contributions(utility.to_numpy(), profile.weights, profile.power)
    share = np.where(found.vetoed[:, None], np.nan, share)
    blocks = [
        _block(place, criterion, sites, utility, profile, origins, trusted, share, language)
        for place, criterion in enumerate(profile.criteria)
    ]
    blocks.append(_cap_rows(sites, profile, found, caps, language))
    table = pd.concat(blocks, ignore_index=True)
    row = table.pop("row").to_numpy(dtype=int)
    return table.iloc[np.argsort(row, kind="stable")].reset_index(drop=True)


def _block(
    place: int,
    criterion: Criterion,
    sites: pd.DataFrame,
    utility: pd.DataFrame,
    profile: Profile,
    origins: pd.DataFrame,
    trusted: Reliability,
    share: np.ndarray,
    language: str,
) -> pd.DataFrame:
    count, there = len(sites), utility[criterion.key].notna().to_numpy()
    values = sites[criterion.key] if criterion.key in sites else pd.Series(np.nan, index=sites.index)
    numbers, words = np.full(count, np.nan), np.full(count, None, dtype=object)
    if criterion.classes is None:
        numbers = number(values).to_numpy()
    else:
        words = np.where(there, values.astype(object), None)
    origin = origins.loc[criterion.key] if criterion.key in origins.index else None
    dates = pd.Series(trusted.dates[:, place]).dt.strftime("%Y-%m-%d").astype(object)
    if origin is not None and origin["source"] != INVENTORY:
        dates[:] = origin["millesime"]
    return pd.DataFrame(
        {
            "row": np.arange(count),
            "site_id": sites.index,
            "critere": criterion.key,
            "libelle": criterion.label[language],
            "groupe": profile.groups[criterion.group][language],
            "valeur": np.where(np.isfinite(numbers), numbers, np.nan),
            "modalite": words,
            "unite": criterion.unit,
            "utilite": utility[criterion.key].to_numpy(),
            "poids": criterion.weight,
            "contribution": share[:, place],
            "fiabilite": np.where(there, trusted.factor[:, place], 0.0),
            "source": None if origin is None else origin["source"],
            "millesime": dates.where(dates.notna(), None).to_numpy(),
            "qualite": _quality(place, numbers, there, origin, profile, trusted, language),
        }
    )


def _quality(
    place: int,
    numbers: np.ndarray,
    there: np.ndarray,
    origin: pd.Series | None,
    profile: Profile,
    trusted: Reliability,
    language: str,
) -> np.ndarray:
    """Say how a value was made and what lessens it; that there is none in the territory; or that it is unknown."""
    said = None if origin is None else origin["remarque"]
    remark = said if isinstance(said, str) and said else KNOWN
    told = np.full(len(there), remark, dtype=object)
    for rule, held in zip(profile.trust.precision, trusted.imprecise):
        if remark not in rule.remarks:
            told[held[:, place]] += SEPARATOR + rule.label[language]
    told[trusted.old[:, place]] += SEPARATOR + OLD
    told[~there] = UNKNOWN
    told[np.isinf(numbers)] = NONE_THERE
    return told


def _cap_rows(sites: pd.DataFrame, profile: Profile, found: Bounds, caps: pd.DataFrame, language: str) -> pd.DataFrame:
    """Give a row for each site whose score a cap lowers: the cap, and the points that it takes away."""
    with np.errstate(invalid="ignore"):
        lowered = np.flatnonzero(found.uncapped > found.cap)
    values = np.array([rule.cap for rule in profile.caps])
    names = np.array([rule.label[language] for rule in profile.caps], dtype=object)
    binding = [names[row & (values == cap)] for row, cap in zip(sure(caps)[lowered], found.cap[lowered])]
    return pd.DataFrame(
        {
            "row": lowered,
            "site_id": sites.index[lowered],
            "critere": CAP,
            "libelle": [SEPARATOR.join(each) for each in binding],
            "groupe": resource("scoring/profils")["plafonds"][language],
            "valeur": found.cap[lowered],
            "unite": "points",
            "contribution": found.cap[lowered] - found.uncapped[lowered],
        }
    )
