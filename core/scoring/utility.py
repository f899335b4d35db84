"""Brings each criterion's raw value to a utility between 0 (worst) and 1 (best)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..sites.fields import known, number

if TYPE_CHECKING:
    from .profile import Criterion, Profile


def utilities(sites: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Give the utility of each criterion (columns, by key) for each site; NaN where the raw value is unknown."""
    return pd.DataFrame(
        {criterion.key: utility(sites.get(criterion.key), criterion, sites.index) for criterion in profile.criteria},
        index=sites.index,
    )


def utility(values: pd.Series | None, criterion: Criterion, index: pd.Index) -> pd.Series:
    """Interpolate between knots, or look up a class.

    Beyond the ends the utility is constant, so an infinite distance is worth the last knot.

    A text that is none of the classes is unknown.
    """
    if values is None:
        return pd.Series(np.nan, index=index)
    if criterion.classes is not None:
        return known(values.astype(object)).map(criterion.classes).astype(float)
    raw, worth = zip(*criterion.knots)
    numbers = number(values).to_numpy()
    return pd.Series(np.where(np.isnan(numbers), np.nan, np.interp(numbers, raw, worth)), index=index)
