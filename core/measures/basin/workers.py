"""The working-age people who reach each site by car within half an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ...network import Network
from ...network.cars import closed_to_cars, for_cars, reserved_to_some
from ...network.catchment import sums_within
from ...network.joining import join_fronts
from ...resources import resource
from ..shared_roads import let_go, roads_around
from .held import MEASURE
from .homes import homes_around

if TYPE_CHECKING:
    import geopandas as gpd

    from ...network import Joined, RoadGraph
    from ..access.roads import Roads
    from .where import Told, Where

PEOPLE, ROADS = "population", "troncon_de_route"


def people_by_road(where: Where, sites: gpd.GeoDataFrame) -> Told:
    """Give ``actifs_30min``."""
    unknown = {"actifs_30min": np.full(len(sites), np.nan)}
    absent = [role for role in (PEOPLE, ROADS) if role not in where.territory.sources]
    for role in absent:
        where.report.warn("role_absent", role=role, measure=MEASURE)
    if absent:
        return unknown
    homes = homes_around(where)
    if homes is None:
        return unknown
    with where.report.part(0.3, 0.6):
        roads = roads_around(sites, where.territory, where.report)
    let_go(where.territory)  # the last that drives
    if roads is None:
        return unknown
    figures = resource("measures/basin")["actifs"]
    graph, places = for_cars(roads.graph, roads.rows), roads.join_sites(sites)
    only = _open_to_cars(roads, places)
    places = places.kept(only[places.edge])
    parts = _Parts(graph, only, places)
    where.report.progress(0.65)
    joined = _join_homes(roads, parts, only, homes.places, where)
    amounts = np.column_stack([np.nan_to_num(homes.people), np.isnan(homes.people)])
    sums = sums_within(graph, only, places, joined, amounts, float(figures["minutes"]["value"]), where.report)
    reach = float(resource("measures/basin")["couverture"]["actifs_rayon_km"]["value"])
    whole = where.collected(PEOPLE, reach) & where.collected(ROADS, reach) & ~(sums[:, 1] > 0)
    people = np.where(parts.isolated, np.nan, np.round(sums[:, 0]))
    decided = whole | (people >= figures["suffisant"]["value"])
    partly = ~decided & ~np.isnan(people)
    if parts.isolated.any():
        where.report.warn("sites_isolated", count=int(parts.isolated.sum()))
    if partly.any():
        where.report.warn("surroundings_partly_covered", role=PEOPLE, count=int(partly.sum()))
    return {"actifs_30min": np.where(decided, people, np.nan)}


def _open_to_cars(roads: Roads, places: Joined) -> npt.NDArray[np.bool_]:
    """Tell which edges may be driven: those open to all, and the reserved ones that lead to a site."""
    closed, reserved = closed_to_cars(roads.rows)[roads.graph.road], reserved_to_some(roads.rows)[roads.graph.road]
    if not reserved.any():
        return ~closed
    piece = Network(roads.graph, reserved).parts()[roads.graph.start]
    theirs = np.unique(piece[places.edge[reserved[places.edge]]])
    return ~closed & (~reserved | np.isin(piece, theirs))


class _Parts:
    """The parts of the network that nothing joins to each other, and the sites on those that are no more than a scrap.

    :ivar of: (m,) the part of each edge.
    :ivar kilometres: of road of each part.
    :ivar isolated: (n,) whether a site lies on a short part that is not the main one.
    """

    def __init__(self, graph: RoadGraph, only: npt.NDArray[np.bool_], places: Joined) -> None:
        self.of = Network(graph, only).parts()[graph.start]
        length = graph.length[only] / 1_000.0
        self.kilometres = np.bincount(self.of[only], weights=length, minlength=int(self.of.max(initial=-1)) + 1)
        self.touched = np.unique(self.of[places.edge])
        largest = np.full(places.count, -1.0)
        np.maximum.at(largest, places.place, self.kilometres[self.of[places.edge]])
        short = resource("measures/basin")["actifs"]["partie_isolee_km"]["value"]
        main = self.kilometres.max(initial=0.0)
        self.isolated = (largest >= 0) & (largest < min(short, main))


def _join_homes(
    roads: Roads, parts: _Parts, only: npt.NDArray[np.bool_], homes: npt.NDArray[np.object_], where: Where
) -> Joined:
    """Join each home to the nearest road that people live on: no bridge, no motorway, no scrap that leads nowhere."""
    figures = resource("measures/basin")["actifs"]
    large = parts.kilometres >= figures["partie_min_km"]["value"]
    large[parts.touched] = True
    usable = roads.frontage & only & large[parts.of]
    joined = join_fronts(homes, roads.graph, usable, front=0.0, report=where.report)
    near = joined.kept(joined.gap <= figures["raccordement_max"]["value"])
    if len(near.place) < len(homes):
        where.report.warn("people_without_road", role=PEOPLE, count=len(homes) - len(near.place))
    return near
