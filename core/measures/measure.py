"""What a measure is: the roles it reads, the columns and layers it yields, and one function."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..report import Report
from ..territory import Territory


@dataclass(frozen=True)
class Request:
    """What is asked of the measures beyond the sites themselves.

    :param need: the profile's need (`need` of `resources/profiles/<name>.json`): hall, megawatts…; what it does not
        say is not judged.
    :param vehicle: what a truck measures and weighs (`vehicule` of `resources/measures/access.json`), where it is not
        the one of the resources.
    :param layers: the layers wanted beside the columns, by name; others are not made.
    """

    need: dict[str, Any] = field(default_factory=dict)
    vehicle: dict[str, float] = field(default_factory=dict)
    layers: Collection[str] = ()


@dataclass(frozen=True)
class Measured:
    """What a measure found: one row per site (index ``site_id``), and the layers asked for."""

    values: pd.DataFrame
    layers: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)


Run = Callable[[gpd.GeoDataFrame, Territory, Request, Report], Measured]


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
    """A measure: `run(sites, territory, request, report)` gives one row per site and one column per :class:`Column`.

    `run` reads the sites and never edits them.

    :param layers: names of the layers that it can make beside the columns.
    :param also_reads: roles it reads that no single column names.
    :param by_area: whether it measures by area, and so knows little of a site whose footprint is not known.
    """

    name: str
    columns: tuple[Column, ...]
    run: Run
    layers: tuple[str, ...] = ()
    also_reads: tuple[str, ...] = ()
    by_area: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """The reference layers it reads, each once, in order."""
        named = (role for column in self.columns for role in column.roles)
        return tuple(dict.fromkeys([*named, *self.also_reads]))


def unknown(columns: tuple[Column, ...], index: pd.Index) -> pd.DataFrame:
    """Give a row per site in which every column is unknown: NaN where numbers stand, None where texts do."""
    values = {
        column.key: np.full(len(index), None, dtype=object) if column.kind == "text" else np.full(len(index), np.nan)
        for column in columns
    }
    return pd.DataFrame(values, index=index)
