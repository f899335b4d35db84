"""How fast a heavy vehicle drives on each road."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..resources import resource

if TYPE_CHECKING:
    import geopandas as gpd


def speeds(roads: gpd.GeoDataFrame) -> npt.NDArray[np.float64]:
    """Give the speed of a heavy vehicle on each road, in km/h.

    The mean speed of light vehicles where the producer gives it, else a share of the legal limit, else the usual speed
    of the class of road; never above what a heavy vehicle may drive there. A speed of 0 says nothing. Figures:
    `resources/measures/access.json`.
    """
    figures = resource("measures/access")["vitesses"]
    classes = roads["classe"]
    usual = classes.map({name: said["usuelle_kmh"] for name, said in figures["classes"].items()})
    legal = classes.map({name: said["poids_lourd_max_kmh"] for name, said in figures["classes"].items()})
    mean, limit = (roads[field].where(roads[field] > 0) for field in ("vitesse_moyenne", "vitesse_limite"))
    speed = mean.fillna(limit * figures["part_de_la_limite"]).fillna(usual)
    return np.minimum(speed, legal).to_numpy(dtype=float)
