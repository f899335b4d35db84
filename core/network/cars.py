"""How fast cars drive on each road, and which roads are open to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..resources import resource
from .limits import FORBIDDEN, RESERVED

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from .graph import Floats, Mask, RoadGraph


def car_speeds(roads: gpd.GeoDataFrame) -> Floats:
    """Give the speed of a car on each road (m), in km/h.

    The mean speed of light vehicles where the producer gives it, else a share of the legal limit, else the usual speed
    of the class of road; a speed of 0 says nothing. Figures: `resources/measures/access.json`, without what is for
    lorries alone.
    """
    figures = resource("measures/access")["vitesses"]
    usual = roads["classe"].map({name: said["usuelle_kmh"] for name, said in figures["classes"].items()})
    mean, limit = (roads[field].where(roads[field] > 0) for field in ("vitesse_moyenne", "vitesse_limite"))
    return mean.fillna(limit * figures["part_de_la_limite"]).fillna(usual).to_numpy(dtype=float)


def for_cars(graph: RoadGraph, roads: gpd.GeoDataFrame) -> RoadGraph:
    """Give the same graph with the minutes of a car.

    :param roads: the lines that the graph was built of.
    """
    return replace(graph, minutes=graph.length / 1000.0 / car_speeds(roads)[graph.road] * 60.0)


def closed_to_cars(roads: pd.DataFrame) -> Mask:
    """Tell of each road whether no car may take it. Limits of height and weight are for lorries."""
    return np.asarray(_access(roads) == FORBIDDEN)


def reserved_to_some(roads: pd.DataFrame) -> Mask:
    """Tell of each road whether cars may take it that have a right to it, and no others."""
    return np.asarray(_access(roads) == RESERVED)


def _access(roads: pd.DataFrame) -> pd.Series:
    """Give the access for cars where a source tells it apart from that for lorries, else the access."""
    return roads["acces_voiture"].where(roads["acces_voiture"].notna(), roads["acces"])
