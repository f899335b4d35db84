"""What a measure is: the roles it reads, the columns it yields, and one function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from ..report import Report
from ..territory import Territory

Run = Callable[[gpd.GeoDataFrame, Territory, Report], pd.DataFrame]


@dataclass(frozen=True)
class Column:
    """A column that a measure adds to the sites.

    :param kind: ``real``, ``integer`` or ``text``; unknown is NaN or None, and a distance to what is known not to
        exist is infinite.
    :param roles: the reference layers it rests on; none when it rests on the inventory alone.
    :param remark: what a reader of the figure must know of its making, in French.
    """

    key: str
    kind: str
    unit: str
    fr: str
    en: str
    roles: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class Measure:
    """A measure: `run(sites, territory, report)` gives one row per site and one column per :class:`Column`.

    `run` reads the sites and never edits them.
    """

    name: str
    columns: tuple[Column, ...]
    run: Run

    @property
    def roles(self) -> tuple[str, ...]:
        """The reference layers it reads, each once, in order."""
        return tuple(dict.fromkeys(role for column in self.columns for role in column.roles))
