"""Reads the layers around the sites, and goes farther only where a site finds nothing there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

#: the fields read of each role
FIELDS = {
    "poste_htb": ("nom", "tension_kv", "poste_source"),
    "poste_hta": ("nom",),
    "ligne_electrique": ("nom", "tension_kv", "niveau", "gestionnaire"),
    "reseau_gaz": ("nom", "type"),
    "reseau_chaleur": ("nom",),
    "reseau_eau": ("nom",),
    "reseau_assainissement": ("nom",),
    "reseau_fibre": ("nom",),
}
#: column → one value per site
Told = dict[str, np.ndarray]


class Surroundings:
    """The layers around the sites, each read once near them, and once whole where that is asked for.

    An object that touches the extent read is not farther than the reach from some site, and no object within the reach
    of a site lies outside: what is found within the reach is the nearest of the whole layer.
    """

    def __init__(self, sites: gpd.GeoDataFrame, territory: Territory, report: Report) -> None:
        figures = resource("measures/energy")
        self.shapes = sites.geometry.to_numpy()
        self.reach_km = float(figures["portee_km"]["value"])
        self.report = report
        self._territory = territory
        # Substations at the edge of what is read still need the lines that tell their voltage.
        grown = 1_000.0 * self.reach_km + float(figures["tension_deduite_m"]["value"])
        west, south, east, north = shapely.total_bounds(self.shapes)
        near = (west - grown, south - grown, east + grown, north + grown)
        self._near = near if np.isfinite(near).all() else None
        self._read: dict[tuple[str, bool], gpd.GeoDataFrame | None] = {}

    def read(self, role: str, far: bool) -> gpd.GeoDataFrame | None:
        """Give the objects of a role, all of them or those near; None, and a warning, where the role is absent."""
        if (role, far) not in self._read:
            rows = self._territory.read(role, extent=None if far else self._near, fields=FIELDS[role])
            if rows is None and not any(known == role for known, _ in self._read):
                self.report.warn("role_absent", role=role, measure="energy")
            self._read[role, far] = rows
        return self._read[role, far]

    def settle(self, answer: Callable[[bool], Told]) -> Told:
        """Give the answer that holds for every site: from the objects near, or from all of them.

        :param answer: gives columns, those of distances named ``…_km``, from the near layers (False) or the whole
            (True).
        """
        told = answer(False)
        beyond = any((values > self.reach_km).any() for key, values in told.items() if key.endswith("_km"))
        return answer(True) if beyond else told
