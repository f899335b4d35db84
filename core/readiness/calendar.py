"""Months from the reference date and dates, one from the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

#: mean length of a month in days, for the part of a month that is not whole
DAYS = 365.25 / 12.0


def dates(months: npt.NDArray[np.float64], on: date) -> pd.DatetimeIndex:
    """Count calendar months from a day; the same day of the month, or its last one where the month is shorter.

    :param months: (n,) from the day on; not NaN.
    """
    whole = np.floor(months).astype(np.int64)
    month = np.datetime64(on, "M") + whole.astype("timedelta64[M]")
    last_day = (month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")
    day = np.minimum(np.timedelta64(on.day, "D"), last_day) - np.timedelta64(1, "D")
    rest = np.round((months - whole) * DAYS).astype("timedelta64[D]")
    return pd.DatetimeIndex(month.astype("datetime64[D]") + day + rest)


def months_between(on: date, days: pd.Series) -> npt.NDArray[np.float64]:
    """Count the months (n,) from a day to others: whole calendar months, and the days beyond as a part of one.

    Before the day they are below zero; NaN where a date is missing. :func:`dates` gives the day back.
    """
    there = days.notna().to_numpy()
    given = pd.to_datetime(days.where(days.notna(), pd.Timestamp(on)))
    months = ((given.dt.year - on.year) * 12 + given.dt.month - on.month).to_numpy(dtype=float)
    months -= (dates(months, on) > pd.DatetimeIndex(given)).astype(float)
    rest = (pd.DatetimeIndex(given) - dates(months, on)).days.to_numpy(dtype=float)
    return np.where(there, months + rest / DAYS, np.nan)
