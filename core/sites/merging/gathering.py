"""Lays the records of several inventories under each other, best producer first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from ...errors import GisementError
from ...folding import fold
from ..fields import known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...report import Report

#: an identifier made for a record that had none, and the mark of a second bearer (see :mod:`..identity`)
_MADE, _AGAIN = re.compile(r"sans_id_\d+"), re.compile(r"~\d+$")


@dataclass(frozen=True)
class NamedInventory:
    """The sites of one file (index ``site_id``, projected CRS), and the name by which a ranking may call it."""

    name: str
    sites: gpd.GeoDataFrame


@dataclass(frozen=True)
class Gathered:
    """All records, row n being the n-th best.

    :param records: the records, index 0…n-1, ``site_id`` as a column; the columns of the first inventory come first.
    :param origin: same index: ``site_id``, ``identifiant`` (as the file gives it; None where it gives none),
        ``producteur``, ``inventaire``.
    """

    records: gpd.GeoDataFrame
    origin: pd.DataFrame


def gather(inventories: Sequence[NamedInventory], priority: Sequence[str], report: Report) -> Gathered:
    """Lay the records under each other in the CRS of the first inventory, in the order of `priority`.

    A producer of `priority` is looked for in the name of the inventory, else in ``source_producteur``, else in
    ``source_nom``, without regard to accents and case. What is not named comes last; equals keep the order of the
    inventories and of their rows.

    :raises GisementError: ``merge_needs_inventories``.
    """
    if not inventories:
        raise GisementError("merge_needs_inventories")
    crs = inventories[0].sites.crs
    parts = [inventory.sites.to_crs(crs).reset_index() for inventory in inventories]
    records = pd.concat(parts, ignore_index=True)
    names = np.repeat([inventory.name for inventory in inventories], [len(part) for part in parts])
    origin = pd.DataFrame({"site_id": records["site_id"].astype(str), "inventaire": names})
    origin["identifiant"] = origin["site_id"].str.replace(_AGAIN, "", regex=True)
    origin["identifiant"] = origin["identifiant"].where(~origin["site_id"].str.fullmatch(_MADE), None)
    producer = _column(records, "source_producteur")
    origin["producteur"] = producer.where(producer.notna(), origin["inventaire"])
    rank = _ranks([origin["inventaire"], producer, _column(records, "source_nom")], priority, report)
    order = np.argsort(rank, kind="stable")
    records = gpd.GeoDataFrame(records.iloc[order].reset_index(drop=True), geometry="geometry", crs=crs)
    return Gathered(records, origin.iloc[order].reset_index(drop=True))


def _column(records: pd.DataFrame, name: str) -> pd.Series:
    if name not in records:
        return pd.Series(None, index=records.index, dtype=object)
    return known(records[name].astype(object))


def _ranks(names: list[pd.Series], priority: Sequence[str], report: Report) -> np.ndarray:
    """Give each record the place of the first of its names that `priority` has; its length where it has none."""
    rank = np.full(len(names[0]), len(priority))
    wanted = [fold(text) for text in priority]
    met: set[int] = set()
    for column in names:
        places = {name: _place(fold(name), wanted) for name in column.dropna().unique()}
        found = column.map(places).fillna(len(priority)).to_numpy(dtype=int)
        met |= set(places.values())
        rank = np.where(rank == len(priority), found, rank)
    absent = [text for place, text in enumerate(priority) if place not in met]
    if absent:
        report.warn("merge_producer_unknown", producers=absent)
    return rank


def _place(name: str, wanted: list[str]) -> int:
    """Give the place of the first wanted text whose words stand in the name one after the other."""
    padded = f" {name} "
    return next((place for place, text in enumerate(wanted) if text and f" {text} " in padded), len(wanted))
