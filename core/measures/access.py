"""Access: kilometres and minutes by road to the nearest motorway access and freight station."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ..network import Joined, Nearest, RoadGraph, build_graph, join, nearest
from ..network.accesses import motorway_accesses
from ..resources import resource
from ..sites.footprint import DISC, POINT
from .measure import Column, Measure, Measured, Request

if TYPE_CHECKING:
    import geopandas as gpd

    from ..report import Report
    from ..territory import Territory

NOT_CONNECTED, NONE_THERE = "non relié au réseau routier", "aucun dans le territoire"


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the road access of each site; everything is unknown without a road layer."""
    unknown = pd.DataFrame(
        {
            column.key: pd.Series(
                np.nan if column.kind == "real" else None,
                index=sites.index,
                dtype=float if column.kind == "real" else object,
            )
            for column in COLUMNS
        }
    )
    roads = territory.read("troncon_de_route")
    if roads is None:
        report.warn("role_absent", role="troncon_de_route", measure="access")
        return Measured(unknown)
    if roads.empty:
        report.warn("role_empty", role="troncon_de_route")
    report.progress(0.3)
    graph = build_graph(roads, roads.attrs["dialect"].get("connection", "vertices"), report)
    report.progress(0.5)
    usable = ~np.isin(roads["classe"].to_numpy()[graph.road], resource("measures/access")["raccordement_exclu"])
    places = join(_fronts(sites), graph, usable)
    values = unknown.assign(voirie_m=places.gap)
    report.progress(0.6)
    ramps, names = _motorway_accesses(graph, roads, territory)
    found = nearest(graph, places, ramps)
    located = ~shapely.is_missing(sites.geometry.to_numpy())
    values["autoroute_km"], values["autoroute_acces"] = _told(found, places, located, len(ramps), names)
    values["autoroute_min"] = np.where(np.isfinite(found.minutes), found.minutes, np.nan)
    cut_off = int((values["autoroute_acces"] == NOT_CONNECTED).sum())
    if cut_off:
        report.warn("sites_not_connected", count=cut_off)
    report.progress(0.8)
    stations = territory.read("gare_fret")
    if stations is None:
        report.warn("role_absent", role="gare_fret", measure="access")
        return Measured(values)
    yards = join(stations.geometry.to_numpy(), graph, usable)
    found = nearest(graph, places, yards)
    values["fret_km"], values["fret_nom"] = _told(found, places, located, len(stations), stations["nom"].to_numpy())
    return Measured(values)


def _fronts(sites: gpd.GeoDataFrame) -> np.ndarray:
    """Give what is joined to the road: the footprint, or the point at the middle of a disc that stands for one."""
    shapes = sites.geometry.to_numpy()
    approximate = sites["emprise_origine"].isin([DISC, POINT]).to_numpy()
    return np.where(approximate, shapely.centroid(shapes), shapes)


def _motorway_accesses(graph: RoadGraph, roads: gpd.GeoDataFrame, territory: Territory) -> tuple[Joined, np.ndarray]:
    """Take the accesses that the territory names, else those that the ramps show."""
    named = territory.read("acces_autoroute")
    if named is not None:
        names = named["numero"].where(named["nom"].isna(), named["nom"])
        return join(named.geometry.to_numpy(), graph), names.to_numpy()
    found = motorway_accesses(graph, roads)
    return join(shapely.points(graph.nodes[found["node"].to_numpy()]), graph), found["nom"].to_numpy()


def _told(
    found: Nearest, places: Joined, located: np.ndarray, targets: int, names: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give kilometres and the name of what was reached.

    Infinite when there is none in the territory; unknown when there is one but no road of the layer leads to it.
    """
    name = np.full(len(places), None, dtype=object)
    if not targets:
        name[located] = NONE_THERE
        return np.where(located, np.inf, np.nan), name
    reached = found.target >= 0
    name[reached] = names[found.target[reached]]
    name[~reached & (places.edge >= 0)] = NOT_CONNECTED
    return np.where(reached, found.metres / 1000.0, np.nan), name


COLUMNS = (
    Column(
        "autoroute_km", "real", "km", "Accès autoroutier par la route", "Motorway access by road", ("troncon_de_route",)
    ),
    Column(
        "autoroute_min",
        "real",
        "min",
        "Temps poids lourd jusqu'à l'accès autoroutier",
        "Lorry time to the motorway access",
        ("troncon_de_route",),
    ),
    Column("autoroute_acces", "text", "", "Accès autoroutier", "Motorway access", ("troncon_de_route",)),
    Column("voirie_m", "real", "m", "Distance à la route", "Distance to the road", ("troncon_de_route",)),
    Column(
        "fret_km",
        "real",
        "km",
        "Gare de fret par la route",
        "Freight station by road",
        ("gare_fret", "troncon_de_route"),
    ),
    Column("fret_nom", "text", "", "Gare de fret", "Freight station", ("gare_fret", "troncon_de_route")),
)
MEASURE = Measure("access", COLUMNS, run)
