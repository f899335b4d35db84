"""The roads around the sites, as a heavy vehicle finds them: open, reserved, or barred to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...network import Joined, Network, RoadGraph, build_graph, join_fronts
from ...network.accesses import without_short_express
from ...network.limits import barred, reserved
from ...resources import resource
from ...sites.footprint import DISC, POINT

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

#: metres from a named access within which ramps and roads are its own; next to nothing, for it stands on them
AT_THE_ACCESS = 1.0
#: among how many roads, and how far (times the nearest one, and metres more), one on the same side is looked for
ROADS_TRIED, TIMES_AS_FAR, METRES_MORE = 60, 3.0, 100.0


@dataclass
class Roads:
    """The roads, their graph, and how sites and facilities meet them.

    :param rows: the role ``troncon_de_route``, in the CRS of the sites.
    :param vehicle: metres and tonnes of the heavy vehicle.
    :param reach_km: how far a facility may be: the roads are read so far around the sites, and a longer way than that
        might not be the shortest.
    """

    rows: gpd.GeoDataFrame
    graph: RoadGraph
    vehicle: dict[str, float]
    reach_km: float
    report: Report

    @cached_property
    def barred(self) -> np.ndarray:
        """(m,) whether an edge is barred to the vehicle."""
        return barred(self.rows, self.vehicle)[self.graph.road]

    @cached_property
    def reserved(self) -> np.ndarray:
        """(m,) whether an edge is open to those only who have a right to it."""
        return reserved(self.rows)[self.graph.road]

    def networks(self, places: Joined, targets: Joined) -> list[Network]:
        """What may be driven, from the strictest to the widest.

        First open roads, and the reserved ones that lead to a target: its visitors have a right to them. Then the
        reserved ones around the sites too, for those alone whom no open road serves: a reserved road is no through
        road. Then all reserved ones; then barred ones, so that what bars the way can be told where there is no other.
        """
        to_target, to_site = self._reserved_around(targets), self._reserved_around(places)
        open_ = ~self.barred & ~self.reserved
        free = ~self.barred
        masks: list[np.ndarray] = []
        for mask in (open_ | (free & to_target), open_ | (free & (to_target | to_site)), free, np.ones_like(free)):
            if not masks or (mask != masks[-1]).any():
                masks.append(mask)
        return [self._network(mask) for mask in masks]

    def _reserved_around(self, joined: Joined) -> np.ndarray:
        """(m,) the reserved edges of one piece with those by which places are left or reached."""
        if not self.reserved.any():
            return self.reserved
        on = joined.edge[self.reserved[joined.edge]]
        return self.reserved & np.isin(self._reserved_piece, np.unique(self._reserved_piece[on]))

    @cached_property
    def _reserved_piece(self) -> np.ndarray:
        """(m,) the piece of reserved roads in which each edge lies."""
        return Network(self.graph, self.reserved).parts()[self.graph.start]

    def _network(self, mask: np.ndarray) -> Network:
        """Make a network ready once, however many kinds of facility ask for it."""
        for known, network in self._made:
            if np.array_equal(known, mask):
                return network
        self._made.append((mask, Network(self.graph, mask)))
        return self._made[-1][1]

    @cached_property
    def _made(self) -> list[tuple[np.ndarray, Network]]:
        return []

    @cached_property
    def everywhere(self) -> Network:
        """All roads, barred and reserved ones too."""
        return self._network(np.ones(len(self.graph.length), dtype=bool))

    @cached_property
    def unbarred(self) -> Network:
        """All roads that the vehicle may take, reserved ones too."""
        return self._network(~self.barred)

    @cached_property
    def open(self) -> Network:
        """The roads that the vehicle may take and that are open to everybody."""
        return self._network(~self.barred & ~self.reserved)

    @cached_property
    def parts(self) -> np.ndarray:
        """(n,) the part of the whole network, cut off from all others, in which each node lies."""
        return self.everywhere.parts()

    @cached_property
    def kilometres_of_part(self) -> np.ndarray:
        """Kilometres of road of each part."""
        part = self.parts[self.graph.start]
        return np.bincount(part, weights=self.graph.length, minlength=part.max() + 1 if len(part) else 0) / 1000.0

    @cached_property
    def frontage(self) -> np.ndarray:
        """(m,) whether an edge may be joined: on the ground, and neither motorway nor ramp."""
        figures = resource("measures/access")
        excluded = self.rows["classe"].isin(figures["raccordement_exclu"]).to_numpy()
        return ~excluded[self.graph.road] & self._on_the_ground

    def join_sites(self, sites: gpd.GeoDataFrame) -> Joined:
        """Join sites at their frontage: where roads run along the footprint, else at the nearest road.

        A disc that stands for a site has no true edge, so it is joined at the road nearest to its middle.
        """
        shapes = sites.geometry.to_numpy()
        approximate = sites["emprise_origine"].isin([DISC, POINT]).to_numpy()
        places = np.where(approximate, shapely.centroid(shapes), shapes)
        return self._joined(places, shapes, "raccordement_max")

    def join_facilities(self, shapes: np.ndarray) -> Joined:
        """Join facilities in the same way; theirs is the nearest road even when it is farther."""
        return self._joined(shapes, shapes, "raccordement_equipement_max")

    def join_accesses(self, shapes: np.ndarray) -> Joined:
        """Join named motorway accesses to the ramps and roads at them, never to the carriageway itself."""
        figures = resource("measures/access")
        main = np.isin(self.rows["classe"].to_numpy()[self.graph.road], figures["acces"]["voies_principales"])
        joined = join_fronts(shapes, self.graph, ~main, front=AT_THE_ACCESS, report=self.report)
        return joined.kept(joined.gap <= figures["raccordement_equipement_max"]["value"])

    def _joined(self, places: np.ndarray, shapes: np.ndarray, reach: str) -> Joined:
        figures = resource("measures/access")
        joined = join_fronts(places, self.graph, self.frontage, front=figures["facade"]["value"], report=self.report)
        joined = self._on_this_side(places, joined, figures[reach]["value"])
        away = shapely.distance(shapes[joined.place], self.graph.shape[joined.edge])
        return joined.kept(away <= figures[reach]["value"])

    def _on_this_side(self, places: np.ndarray, joined: Joined, reach: float) -> Joined:
        """Join places to the nearest road on their own side of a motorway, where the nearest of all lies beyond it.

        Only a place without frontage is joined over a distance; where no road is on its side, the first one stays.
        """
        main = np.isin(self.rows["classe"].to_numpy()[self.graph.road], ("autoroute", "express")) & self._on_the_ground
        if not main.any() or not len(joined.edge):
            return joined
        carriageways = shapely.STRtree(self.graph.shape[main])
        way = shapely.shortest_line(self.graph.shape[joined.edge], places[joined.place])
        beyond = np.unique(carriageways.query(way, predicate="crosses")[0])
        if not len(beyond):
            return joined
        usable = np.flatnonzero(self.frontage)
        roads = shapely.STRtree(self.graph.shape[usable])
        edge, offset, gap = joined.edge.copy(), joined.offset.copy(), joined.gap.copy()
        for entry in beyond:  # a handful: what lies along a motorway and nowhere else
            place = places[joined.place[entry]]
            near = min(reach, TIMES_AS_FAR * gap[entry] + METRES_MORE)
            around = usable[roads.query(place, predicate="dwithin", distance=near)]
            away = shapely.distance(self.graph.shape[around], place)
            around = around[np.argsort(away, kind="stable")[:ROADS_TRIED]]
            lines = shapely.shortest_line(self.graph.shape[around], place)
            free = np.setdiff1d(np.arange(len(around)), carriageways.query(lines, predicate="crosses")[0])
            if len(free):
                best = free[0]
                edge[entry], gap[entry] = around[best], shapely.length(lines[best])
                offset[entry] = shapely.line_locate_point(
                    self.graph.shape[around[best]], shapely.get_point(lines[best], 0)
                )
        return Joined(joined.place, edge, offset, gap, joined.count)

    @cached_property
    def _on_the_ground(self) -> np.ndarray:
        """(m,) whether an edge is neither bridge nor tunnel, as far as its source says."""
        return ~(np.abs(self.rows["niveau"].to_numpy(dtype=float)) > 0)[self.graph.road]


def read_roads(
    sites: gpd.GeoDataFrame, territory: Territory, vehicle: dict[str, float], report: Report
) -> Roads | None:
    """Read the roads around the sites and build their graph; None where the role is absent.

    Oddities of the layer are told once: a stretch of no length, one that stands twice, a speed of 0, an importance that
    nobody knows.
    """
    reach = resource("measures/access")["portee"]["value"]
    bounds = sites.total_bounds
    extent = None if np.isnan(bounds).any() else tuple(bounds + np.array([-1, -1, 1, 1]) * 1000.0 * reach)
    whole = extent is None or territory.lies_within("troncon_de_route", extent)
    rows = territory.read("troncon_de_route", None if whole else extent)
    if rows is None:
        report.warn("role_absent", role="troncon_de_route", measure="access")
        return None
    if rows.empty:
        report.warn("role_empty", role="troncon_de_route")
    report.progress(0.4)
    graph = build_graph(rows, rows.attrs["dialect"].get("connection", "vertices"), report)
    report.progress(0.5)
    _tell_oddities(rows, graph, report)
    return Roads(without_short_express(graph, rows), graph, vehicle, reach, report)


def _tell_oddities(rows: gpd.GeoDataFrame, graph: RoadGraph, report: Report) -> None:
    drivable = ~rows["classe"].isin(resource("measures/access")["classes_exclues"]).to_numpy()
    limits = resource("measures/access")["limites"]
    low, high = np.minimum(graph.start, graph.end), np.maximum(graph.start, graph.end)
    order = np.lexsort((graph.length.round(3), high, low))
    same = np.ones(max(len(order) - 1, 0), dtype=bool)
    for values in (low, high, graph.length.round(3)):
        same &= np.diff(values[order]) == 0
    told = {
        "zero_length": int((shapely.length(rows.geometry.to_numpy()) == 0).sum()),
        "doubles": int(same.sum()),
        "no_speed": int((rows["vitesse_moyenne"].to_numpy(dtype=float)[drivable] <= 0).sum()),
        "no_importance": int(rows["importance"].isna().to_numpy()[drivable].sum()),
        "zero_limits": int((rows[list(limits)].to_numpy(dtype=float) == 0).any(axis=1).sum()),
    }
    if any(told.values()):
        report.warn("roads_odd", **told)
