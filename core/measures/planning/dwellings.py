"""Dwellings around each site, within some distances of its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...resources import resource
from ...sites.footprint import has_shape
from ..around import tiles

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory

ROLE = "batiment"
FIELDS = ("usage", "usage_2", "etat", "legere", "logements")
#: sites around which buildings are counted between two questions whether to stop
AT_ONCE = 50


def dwellings(sites: gpd.GeoDataFrame, territory: Territory, report: Report) -> dict[str, npt.NDArray[np.float64]]:
    """Give ``logements_<m>m``, and ``logements_supposes_<m>m``: how many of them are counted without a number.

    A building that lies mostly on the site is no neighbour. Around a disc or a point every building counts.
    """
    reaches = np.array(resource("measures/planning")["logements"]["distances_m"], dtype=float)
    shapes = sites.geometry.to_numpy()
    count, assumed = (np.full((len(shapes), len(reaches)), np.nan) for _ in range(2))
    if ROLE not in territory.sources:
        report.warn("role_absent", role=ROLE, measure="planning")
    own = np.where(has_shape(sites), shapes, None)
    for tile in tiles(shapes, territory, ROLE, FIELDS, report, metres=float(reaches.max())):
        if not _tells_dwellings(tile.rows.attrs["dialect"]):
            report.warn("dwellings_not_told", role=ROLE)
            break
        homes, guessed = _homes(tile.rows)
        lived_in = homes > 0
        around = _Homes(tile.rows.geometry.to_numpy()[lived_in], homes[lived_in], guessed[lived_in], reaches)
        for first in range(0, len(tile.sites), AT_ONCE):
            report.check()
            some = tile.sites[first : first + AT_ONCE]
            count[some], assumed[some] = around.count(shapes[some], own[some])
    for place, metres in enumerate(reaches):
        unknown = ~_searched(shapes, territory, metres)
        count[unknown, place] = assumed[unknown, place] = np.nan
    told = {f"logements_{metres:.0f}m": count[:, place] for place, metres in enumerate(reaches)}
    return told | {f"logements_supposes_{metres:.0f}m": assumed[:, place] for place, metres in enumerate(reaches)}


def _tells_dwellings(dialect: dict[str, Any]) -> bool:
    """Tell whether a layer of buildings says where people live, and holds all of them."""
    partial = resource("measures/land")["bati"]["dialectes_partiels"]["value"]
    return dialect["id"] not in partial and bool({"logements", "usage"} & set(dialect["fields"]))


def _searched(shapes: npt.NDArray[np.object_], territory: Territory, metres: float) -> npt.NDArray[np.bool_]:
    """Tell whether the whole ground around a site lies where the layer was collected."""
    least = float(resource("measures/planning")["collecte_min"]["value"])
    around = territory.searched(ROLE, shapely.buffer(shapes, metres))
    return np.nan_to_num(around) >= least


def _homes(rows: gpd.GeoDataFrame) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give the dwellings of each building, and those of them that are assumed from its use alone."""
    said = resource("measures/planning")["logements"]
    given = rows["logements"].to_numpy(dtype=float)
    lived_in = ((rows["usage"] == said["usage"]) | (rows["usage_2"] == said["usage"])) & (rows["legere"] != "oui")
    guessed = np.where(np.isnan(given) & lived_in.to_numpy(), float(said["par_batiment"]["value"]), 0.0)
    stands = ~rows["etat"].isin(said["etats_sans"]).to_numpy()
    return np.where(stands, np.where(np.isnan(given), guessed, given), 0.0), np.where(stands, guessed, 0.0)


class _Homes:
    """The buildings in which people live, to be counted around sites."""

    def __init__(
        self,
        shapes: npt.NDArray[np.object_],
        homes: npt.NDArray[np.float64],
        assumed: npt.NDArray[np.float64],
        reaches: npt.NDArray[np.float64],
    ) -> None:
        self.shapes, self.homes, self.assumed, self.reaches = shapes, homes, assumed, reaches
        self.tree = shapely.STRtree(shapes)

    def count(
        self, sites: npt.NDArray[np.object_], own: npt.NDArray[np.object_]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Count the dwellings, and those assumed, within each reach: (k sites, reaches).

        :param own: (k,) the ground of each site, None where its shape is not known.
        """
        site, found = self.tree.query(sites, predicate="dwithin", distance=self.reaches.max())
        away = shapely.distance(sites[site], self.shapes[found])
        away[self._on_the_site(own[site], found, away)] = np.inf
        within = away[:, None] <= self.reaches
        totals = []
        for numbers in (self.homes, self.assumed):
            total = np.zeros((len(sites), len(self.reaches)))
            np.add.at(total, site, np.where(within, numbers[found][:, None], 0.0))
            totals.append(total)
        return totals[0], totals[1]

    def _on_the_site(
        self, ground: npt.NDArray[np.object_], found: npt.NDArray[np.int64], away: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.int64]:
        """Give the pairs in which the building lies on the ground for the most part."""
        least = float(resource("measures/planning")["logements"]["sur_site_part"]["value"])
        touching = np.flatnonzero((away == 0) & ~shapely.is_missing(ground))
        built = self.shapes[found[touching]]
        common = shapely.area(shapely.intersection(ground[touching], built))
        inside = np.where(shapely.area(built) > 0, common >= least * shapely.area(built), True)
        return touching[inside]
