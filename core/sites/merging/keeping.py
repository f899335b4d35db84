"""Makes one site of the records that are the same one: whose identifier, whose shape, whose values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ..fields import known
from ..findings import Findings
from ..locating.origin import COMMUNE, PARCEL_UNDER_POINT
from ..personal import hide_names

if TYPE_CHECKING:
    from ...report import Report
    from .gathering import Gathered

IDENTIFIED = "site_identif_date"
ISO_DATE = r"^(\d{4}-\d{2}-\d{2})"
#: the mark of the second bearer of an identifier
AGAIN = "~2"
#: how many identifiers a warning names
SHOWN = 5


class Donors:
    """For each record that is kept, which of the records that became it gives what.

    :param kept: for each record, the row of the record it went into.
    """

    def __init__(self, gathered: Gathered, kept: np.ndarray) -> None:
        self.records, self.origin, self.kept = gathered.records, gathered.origin, kept
        self.rows = np.flatnonzero(kept == np.arange(len(kept)))
        self._place = np.full(len(kept), -1)
        self._place[self.rows] = np.arange(len(self.rows))
        self.first_dated = self._oldest()
        self.identity = self._identity()
        self.shape = self._best_shape()

    def first(self, able: np.ndarray) -> np.ndarray:
        """Give the best record that is able to give something; the kept one where none is."""
        donor = np.full(len(self.rows), len(self.kept))
        rows = np.flatnonzero(able)
        np.minimum.at(donor, self._place[self.kept[rows]], rows)
        return np.where(donor == len(self.kept), self.rows, donor)

    def of_records(self, values: np.ndarray) -> np.ndarray:
        """Spread what holds for each kept record over all records."""
        return values[self._place[self.kept]]

    def _oldest(self) -> np.ndarray:
        """Give the record with the oldest date of identification; the kept one where no date is known."""
        dates = self._dates()
        oldest = dates.groupby(self.kept).transform("min")
        return self.first((dates.notna() & (dates == oldest)).to_numpy())

    def _identity(self) -> np.ndarray:
        """Give the record whose identifier is taken: the oldest, unless nobody knows whether the kept one is older."""
        return np.where(self._dates().notna().to_numpy()[self.rows], self.first_dated, self.rows)

    def _dates(self) -> pd.Series:
        if IDENTIFIED not in self.records:
            return pd.Series(pd.NaT, index=self.records.index)
        texts = known(self.records[IDENTIFIED].astype(object)).astype(str).str.extract(ISO_DATE, expand=False)
        return pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")

    def _best_shape(self) -> np.ndarray:
        """Give the record whose shape is taken: a surface before a point, then the better producer."""
        shapes = self.records.geometry.to_numpy()
        origin = self.records["emprise_origine"].to_numpy() if "emprise_origine" in self.records else None
        quality = np.where(shapely.get_dimensions(shapes) == 2, 4, 2)
        if origin is not None:
            quality = np.where(origin == PARCEL_UNDER_POINT, 3, quality)
            quality = np.where(origin == COMMUNE, 1, quality)
        quality[shapely.is_missing(shapes) | shapely.is_empty(shapes)] = 0
        best = pd.Series(quality).groupby(self.kept).transform("max").to_numpy()
        return self.first(quality == best)


def keep(
    gathered: Gathered, kept: np.ndarray, report: Report
) -> tuple[gpd.GeoDataFrame, Donors, dict[str, np.ndarray]]:
    """Make the sites that are kept.

    Each value is that of the best record that knows one. ``site_identif_date`` is the oldest date, ``site_id`` that of
    the same record, or of the best one where this has no date. The geometry is the best producer's, but a surface goes
    before a point.

    :returns: the sites (index ``site_id``, in the order of their rows), who gives what, and for each column that was
        filled the row of the record that filled it (that of the kept record where it was not).
    """
    donors = Donors(gathered, kept)
    fields = resource("merging/champs")
    records = gathered.records
    keys = {name: group[0] for group in fields["ensemble"]["groupes"] for name in group[1:] if group[0] in records}
    columns: dict[str, pd.Series] = {}
    givers: dict[str, np.ndarray] = {}
    first = [name for name in records.columns if name not in keys]
    for name in [*first, *keys]:
        report.check()
        if name in ("site_id", "geometry") or name not in records:
            continue
        giver = _giver(name, donors, columns.get(keys.get(name, "")), keys.get(name))
        columns[name], givers[name] = records[name].iloc[giver], giver
    values = pd.DataFrame({name: columns[name].to_numpy() for name in records.columns if name in columns})
    sites = gpd.GeoDataFrame(values, geometry=_shapes(donors), crs=records.crs)
    sites = hide_names(sites, Findings())
    return sites.set_index(pd.Index(_identifiers(donors, report), name="site_id")), donors, givers


def _giver(name: str, donors: Donors, key: pd.Series | None, key_name: str | None) -> np.ndarray:
    """Find for each kept site the record that gives a field."""
    fields = resource("merging/champs")
    if name == IDENTIFIED:
        return donors.first_dated
    if name in fields["suivent_la_geometrie"]["champs"]:
        return donors.shape
    if name in fields["propres"]["champs"]:
        return donors.rows
    able = known(donors.records[name]).notna().to_numpy()
    if key is not None:
        said = known(donors.records[key_name]).to_numpy()
        agreed = donors.of_records(known(key).to_numpy())
        able &= pd.isna(said) | pd.isna(agreed) | (said == agreed)
    return donors.first(able)


def _shapes(donors: Donors) -> np.ndarray:
    """Give the shapes; of several surfaces of one inventory that went into a record without one, their union."""
    shapes = donors.records.geometry.to_numpy()
    given = shapes[donors.shape].copy()
    surface = shapely.get_dimensions(shapes) == 2
    lent = surface[donors.shape] & ~surface[donors.rows]
    inventory = donors.origin["inventaire"].to_numpy()
    rows = np.flatnonzero(surface & donors.of_records(lent) & (inventory == donors.of_records(inventory[donors.shape])))
    for kept, parts in pd.Series(rows).groupby(donors.kept[rows]):
        if len(parts) > 1:
            given[np.searchsorted(donors.rows, kept)] = shapely.union_all(shapes[parts.to_numpy()])
    return given


def _identifiers(donors: Donors, report: Report) -> np.ndarray:
    """Give the identifiers; where two inventories use the same one for different sites, the later gets a mark."""
    given = donors.origin["site_id"].iloc[donors.identity].reset_index(drop=True)
    own = given
    while given.duplicated().any():
        given = given.where(~given.duplicated(), given + AGAIN)
    changed = given[given != own]
    if len(changed):
        report.warn("merge_ids_renamed", count=len(changed), sites=list(changed[:SHOWN]))
    return given.to_numpy()
