"""The commune that a site declares: the proof of where it lies, and its last resort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ...territory.territory import Territory
from ..municipality import without_arrondissements
from ..parcels import insee_codes
from .systems import GEOGRAPHIC

if TYPE_CHECKING:
    from ...report import Report
    from ...territory.sources import Source

#: the field of the standard that names a site's commune
FIELD = "comm_insee"


class DeclaredCommunes:
    """The communes that the records name, each with its outline where the layer of communes has it.

    :param sites: with ``comm_insee``, where the file tells it.
    :param sources: where the layer ``commune`` is, if there is one.
    """

    def __init__(self, sites: pd.DataFrame, sources: dict[str, Source], report: Report) -> None:
        codes = insee_codes(sites[FIELD]) if FIELD in sites else [None] * len(sites)
        self.codes = np.array(codes, dtype=object)
        self.told = np.array([code is not None for code in codes], dtype=bool)
        self.outlines = np.full(len(sites), None, dtype=object)
        self.known = "commune" in sources
        if not self.known or not self.told.any():
            return
        cities = without_arrondissements(pd.Series(self.codes, dtype=object)).to_numpy(dtype=object)
        wanted = {code for code in (*self.codes, *cities) if code is not None}
        territory = Territory("", sources, GEOGRAPHIC.to_string(), report)
        communes = territory.read("commune", fields=["code_insee"], among=("code_insee", wanted))
        if communes is None or communes.empty:
            return
        # A commune in several rows is all of them.
        whole = communes if communes["code_insee"].is_unique else communes.dissolve("code_insee", as_index=False)
        shapes = pd.Series(whole.geometry.to_numpy(), index=whole["code_insee"], dtype=object)
        shapely.prepare(shapes.to_numpy())
        own, city = (pd.Series(each, dtype=object).map(shapes) for each in (self.codes, cities))
        outlines = own.where(own.notna(), city)
        self.outlines = outlines.where(outlines.notna(), None).to_numpy(dtype=object)

    def hold(self, rows: np.ndarray, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Tell which of some records (by place) lie in their commune at these positions; unknown counts as no."""
        outlines = self.outlines[rows]
        told = ~shapely.is_missing(outlines)
        inside = np.zeros(len(rows), dtype=bool)
        inside[told] = shapely.contains_xy(outlines[told], longitude[told], latitude[told])
        return inside

    def parts_of_france(self) -> np.ndarray:
        """Give per record the part of France (place in the list of projections) that its code names, -1 if none."""
        parts = np.full(len(self.codes), -1)
        parts[self.told] = 0
        for place, projection in enumerate(resource("catalogue/projections")["projections"]):
            begins = tuple(projection["insee"])
            if begins:
                parts[[code is not None and code.startswith(begins) for code in self.codes]] = place
        return parts

    def points(self, rows: np.ndarray, crs: str) -> np.ndarray:
        """Give a point inside the commune of each of some records, in `crs`; None where the outline is not known."""
        points = gpd.GeoSeries(shapely.point_on_surface(self.outlines[rows]), crs=GEOGRAPHIC)
        return points.to_crs(crs).to_numpy()
