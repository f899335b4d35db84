"""Writes shares as a planner reads them, and the classes of a site in one line, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .covers import SITE

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from .covers import Cover


def each(values: pd.Series, meaning: Callable[[Any], Any]) -> pd.Series:
    """Give the meaning of each value, each distinct one looked at once; None for what is missing."""
    codes, distinct = pd.factorize(values.to_numpy())
    meant = np.empty(len(distinct) + 1, dtype=object)
    meant[:-1] = [meaning(value) for value in distinct]
    return pd.Series(meant[codes], index=values.index)


def percent(shares: npt.ArrayLike) -> npt.NDArray[np.object_]:
    """Write shares (0 to 1) in whole percents; neither a little nor nearly all is rounded away."""
    values = np.asarray(shares, dtype=float)
    texts = pd.Series(np.round(100.0 * np.nan_to_num(values))).astype(int).astype(str) + " %"
    texts = texts.mask(values < 0.005, "moins de 1 %").mask((values > 0.995) & (values < 0.9995), "plus de 99 %")
    return texts.to_numpy(dtype=object)


def number(value: float, decimals: int = 0) -> str:
    """Write a number with a decimal comma and a space between thousands."""
    return f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",")


def largest_first(shares: pd.DataFrame, cover: Cover, least: float) -> pd.DataFrame:
    """Order the classes of each site by share; those that cover less than `least` m² of it only touch it."""
    real = shares["share"].to_numpy() * cover.area[shares[SITE].to_numpy()] >= least
    # Shares that differ only in how they were computed are equal, and go by name.
    ordered = shares[real].assign(order=-shares["share"].round(9)).sort_values([SITE, "order", "class"], kind="stable")
    return ordered.drop(columns="order")


def lines(words: pd.Series, site: pd.Series, count: int, between: str) -> npt.NDArray[np.object_]:
    """Join the words of each site (n,) in their order; None where there are none."""
    joined = words.groupby(site.to_numpy(), sort=False).agg(between.join).reindex(range(count))
    return joined.astype(object).where(joined.notna(), None).to_numpy()
