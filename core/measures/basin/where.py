"""Where the sites lie: in which commune, and in which area of a layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ...communes import Movements, Rows, commune_codes, read_movements, rows_of
from ...resources import resource
from ...sites.footprint import has_shape
from .held import MEASURE, holding

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

#: column → one value per site
Told = dict[str, np.ndarray]
INVENTORY_CODE = "comm_insee"


@dataclass(frozen=True)
class Where:
    """Where n sites lie.

    :param shapes: their footprints, or the discs and points that stand for them.
    :param places: the footprint where it is known, else the middle of what stands for it.
    :param commune: the code of each site's commune; None where unknown.
    :param known: all codes of the vintage in which `commune` is written.
    """

    shapes: npt.NDArray[np.object_]
    places: npt.NDArray[np.object_]
    commune: npt.NDArray[np.object_]
    known: frozenset[str]
    movements: Movements
    territory: Territory
    report: Report

    def rows(self, role: str, codes: pd.Series, *, complete: bool = True) -> Rows:
        """Find the rows of a table of communes that speak of the communes of the sites, and tell what does not join.

        :param codes: the commune of each row, as the table writes it.
        :param complete: whether the table should have every commune.
        """
        written, lost = commune_codes(codes)
        if lost:
            self.report.warn("codes_without_zero", role=role, count=lost)
        found = rows_of(set(known_of(self.commune)), written, self.movements, self.known)
        moved = found.pairs.loc[~found.pairs["own"], "commune"].nunique()
        if moved:
            self.report.warn("communes_changed", role=role, count=moved)
        if complete and found.lacking:
            self.report.warn("communes_not_joined", role=role, count=len(found.lacking), codes=found.lacking[:5])
        return found

    def of_communes(self, values: pd.Series) -> npt.NDArray[np.object_]:
        """Give each site the value of its commune (index of `values`); None where there is none."""
        told = pd.Series(self.commune, dtype=object).map(values).astype(object)
        return told.where(told.notna(), None).to_numpy(dtype=object)

    def collected(self, role: str, kilometres: float = 0.0) -> npt.NDArray[np.bool_]:
        """Tell of each site whether a layer was collected at its place, or in the whole disc around it."""
        if self.territory.sources[role].covers is None:
            return np.ones(len(self.shapes), dtype=bool)
        figures = resource("measures/basin")["couverture"]
        around = shapely.buffer(shapely.centroid(self.places), 1_000.0 * kilometres) if kilometres else self.places
        least = figures["part_min"] if kilometres else figures["lieu_part_min"]
        return np.asarray(self.territory.searched(role, around) >= least["value"])


def summed(values: pd.Series, communes: pd.Series) -> pd.Series:
    """Add up the values of each commune; unknown where one of them is."""
    groups = communes.to_numpy(dtype=object)
    total, unknown = values.groupby(groups).sum(), values.isna().groupby(groups).any()
    return total.where(~unknown)


def known_of(values: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Give the values that are known."""
    return values[~pd.isna(values)]


def locate(sites: gpd.GeoDataFrame, territory: Territory, report: Report) -> Where:
    """Find the commune of each site: the one that holds most of it; beyond the layer, that of the inventory."""
    shapes = sites.geometry.to_numpy()
    places = np.where(has_shape(sites), shapes, shapely.centroid(shapes))
    commune, known = np.full(len(sites), None, dtype=object), frozenset[str]()
    if "commune" in territory.sources:
        held = holding(places, territory, "commune", "code_insee", "nom", report)
        commune = commune_codes(pd.Series(held.code))[0].to_numpy(dtype=object)
        codes = territory.values("commune", "code_insee")
        known = frozenset() if codes is None else frozenset(commune_codes(codes)[0].dropna())
    else:
        report.warn("role_absent", role="commune", measure=MEASURE)
    said = _of_inventory(sites)
    # A code of the layer that holds the site elsewhere contradicts the inventory.
    lacking = pd.isna(commune) & ~pd.isna(said) & ~np.isin(said.astype(str), list(known))
    if lacking.any():
        report.warn("communes_of_inventory", count=int(lacking.sum()))
    commune = np.where(lacking, said, commune)
    known |= frozenset(known_of(commune))
    return Where(shapes, places, commune, known, read_movements(territory, report), territory, report)


def _of_inventory(sites: gpd.GeoDataFrame) -> npt.NDArray[np.object_]:
    """Give the code of the commune that the inventory says; None for a site that lies nowhere."""
    none = pd.Series(None, index=sites.index, dtype=object)
    codes, _ = commune_codes(sites.get(INVENTORY_CODE, none))
    return codes.where(~shapely.is_missing(sites.geometry.to_numpy()), None).to_numpy(dtype=object)
