"""The land cover around some sites: its polygons, what they say, and of which year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ..covering import areal
from .matrix import natures

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import numpy.typing as npt

#: the fields read of the roles of land cover
FIELDS = ("couverture", "usage", "artif", "seuil", "millesime", "couverture_lue", "usage_lu")
SAID = {"oui": 1.0, "non": 0.0}


@dataclass(frozen=True)
class Cover:
    """The polygons of a land cover.

    :param shape: (m,) polygons.
    :param artificial: (m,) 1 artificialised, 0 not, NaN not known: as the producer says, else by the matrix.
    :param sealed: (m,) the same for sealed ground.
    :param vegetated: (m,) the same for vegetation.
    :param building: (m,) whether it is built.
    :param told: (m,) whether the producer says whether it is artificialised.
    :param changed: (m,) whether a threshold changed what the codes say.
    :param year: (m,) its vintage; NaN where nobody says.
    :param codes: (m,) the codes as they are written in the layer.
    """

    shape: npt.NDArray[np.object_]
    artificial: npt.NDArray[np.float64]
    sealed: npt.NDArray[np.float64]
    vegetated: npt.NDArray[np.float64]
    building: npt.NDArray[np.bool_]
    told: npt.NDArray[np.bool_]
    changed: npt.NDArray[np.bool_]
    year: npt.NDArray[np.float64]
    codes: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.shape)

    def take(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> Cover:
        """Give some of the polygons."""
        return Cover(*(values[rows] for values in vars(self).values()))


def cover_of(rows: gpd.GeoDataFrame, neglected_grass: bool, vintage: str | None) -> Cover:
    """Make the cover of the rows of a layer that are areas.

    :param neglected_grass: see :func:`.matrix.natures`.
    :param vintage: of the whole layer, where its rows do not tell.
    """
    shapes = areal(rows.geometry.to_numpy())
    rows, shapes = rows[shapely.area(shapes) > 0], shapes[shapely.area(shapes) > 0]
    built = resource("measures/artificialisation")["seuils"]["bati"]
    nature = natures(rows["couverture"], rows["usage"], neglected_grass)
    said = rows["artif"].map(SAID).to_numpy(dtype=float)
    told = ~np.isnan(said)
    years = pd.to_numeric(rows["millesime"], errors="coerce").to_numpy(dtype=float)
    written = rows[["couverture_lue", "usage_lu"]].fillna("–").astype(str)
    return Cover(
        shape=shapes,
        artificial=np.where(told, said, nature.artificial),
        sealed=nature.sealed,
        vegetated=nature.vegetated,
        building=(rows["couverture"] == built["couverture"]).to_numpy(),
        told=told,
        changed=told & (rows["seuil"] == "oui").to_numpy(),
        year=np.where(np.isnan(years), _year(vintage), years),
        codes=(written["couverture_lue"] + " × " + written["usage_lu"]).to_numpy(dtype=object),
    )


def _year(vintage: str | None) -> float:
    found = pd.Series([vintage or ""]).str.extract(r"((?:19|20)\d{2})", expand=False)
    return float(pd.to_numeric(found).iloc[0])


def chosen(need: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what the profile's need says of the measure, if it does."""
    said = need.get("artificialisation")
    return said if isinstance(said, dict) else {}
