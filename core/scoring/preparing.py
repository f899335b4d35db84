"""Brings measured sites to what a profile asks of them: its own need, numbers where its rules compare numbers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from ..conditions import columns_of, with_numbers
from ..errors import GisementError
from ..folding import fold_name
from ..measures import columns
from ..sites.fields import known, number

if TYPE_CHECKING:
    import pandas as pd

    from .profile import Profile

#: columns that the need of a profile makes what they are
FITS, POWER = "halle_possible", "puissance_mw"
OF_HALL, OF_POWER = (FITS, "halle_marge_pct"), "puissance_"
LONG, SHORT = "rectangle_l_m", "rectangle_w_m"


def prepared(sites: pd.DataFrame, profile: Profile, measured_for: str | None) -> pd.DataFrame:
    """Give the sites with the columns that depend on the need as this profile would have them.

    Measured for another profile, or nobody knows for which one: whether the hall fits is told by the largest rectangle,
    see :func:`hall_fits`; what is said of the power stays if the megawatts are the same, else it is unknown. Texts that
    hold numbers become numbers where a rule compares them with one.

    :param measured_for: the need that the sites were measured for, as :func:`need_text` writes it; None where nobody
        says.
    """
    rules = (*profile.vetoes, *profile.caps, *profile.unranked)
    sites = _with_classes(with_numbers([rule.when for rule in rules], sites), profile)
    if measured_for == need_text(profile.need):
        return sites
    changed: dict[str, Any] = {}
    if FITS in sites:
        changed[FITS] = hall_fits(sites, profile.need.get("halle_m"))
        changed[OF_HALL[1]] = np.nan
    if POWER in sites:
        megawatts, asked = number(sites[POWER]), profile.need.get(POWER)
        same = megawatts.isna() if asked is None else megawatts == float(asked)
        for key, column in columns().items():
            if key.startswith(OF_POWER) and key in sites:
                empty = None if column.kind == "text" else np.nan
                changed[key] = sites[key].where(same, empty)
    return sites.assign(**changed)


def need_text(need: dict[str, Any]) -> str:
    """Write what measures read of a need as one text: the hall and the megawatts."""
    hall = need.get("halle_m")
    sides = [hall.get(side) for side in ("longueur", "largeur")] if isinstance(hall, dict) else None
    return json.dumps({"halle_m": sides, POWER: need.get(POWER)})


def hall_fits(sites: pd.DataFrame, hall: Any) -> np.ndarray:
    """Tell whether a hall fits, from the sides of the rectangle of largest area: ``oui``, ``non``, or None (unknown).

    It fits where that rectangle holds it; it does not where its area is larger than the largest there is. Between the
    two, another rectangle, longer and narrower or shorter and wider, may hold it: that is not known.
    """
    told = np.full(len(sites), None, dtype=object)
    if not isinstance(hall, dict) or LONG not in sites or SHORT not in sites:
        return told
    length, width = (float(hall[side]) for side in ("longueur", "largeur"))
    length, width = max(length, width), min(length, width)
    long, short = number(sites[LONG]).to_numpy(), number(sites[SHORT]).to_numpy()
    with np.errstate(invalid="ignore"):
        told[(long >= length) & (short >= width)] = "oui"
        told[long * short < length * width] = "non"
    return told


def unread_classes(sites: pd.DataFrame, profile: Profile) -> dict[str, list[str]]:
    """Give for each criterion with classes the values of the sites that are none of them, however they are spelt."""
    found = {}
    for criterion in profile.criteria:
        if criterion.classes is not None and criterion.key in sites:
            told = known(sites[criterion.key].astype(object)).dropna().astype(str)
            names = {fold_name(name) for name in criterion.classes}
            strange = sorted({value for value in told.unique() if fold_name(value) not in names})
            if strange:
                found[criterion.key] = strange
    return found


def _with_classes(sites: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Write classes as the profile does, whatever their case and accents; a value that is none of them is unknown.

    Rules read the same columns: what a criterion cannot read is no known "no" for them.
    """
    changed = {}
    for criterion in profile.criteria:
        if criterion.classes is None or criterion.key not in sites:
            continue
        names = {fold_name(name): name for name in criterion.classes}
        values = known(sites[criterion.key].astype(object))
        changed[criterion.key] = values.map(
            lambda value, names=names: names.get(fold_name(str(value))), na_action="ignore"
        )
    return sites.assign(**changed)


def columns_read(profile: Profile, sites: pd.DataFrame) -> list[str]:
    """Name the columns that a profile reads: those of its criteria that weigh, and those of its rules.

    :raises GisementError: ``no_criterion_measured`` where the sites have none that a criterion reads.
    """
    weighing = [criterion.key for criterion in profile.criteria if criterion.weight > 0]
    if not set(weighing) & set(sites.columns):
        raise GisementError("no_criterion_measured", profile=profile.id, columns=weighing)
    rules = (*profile.vetoes, *profile.caps, *profile.unranked)
    return [*weighing, *(name for rule in rules for name in columns_of(rule.when))]
