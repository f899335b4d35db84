"""The roads around the sites, as a heavy vehicle finds them: open, reserved, or barred to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...network import Joined, Network, RoadGraph, build_graph, join_fronts
from ...network.limits import barred, reserved
from ...resources import resource
from ...sites.footprint import DISC, POINT

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory


@dataclass
class Roads:
    """The roads, their graph, and how sites and facilities meet them.

    :param rows: the role ``troncon_de_route``, in the CRS of the sites.
    :param vehicle: metres and tonnes of the heavy vehicle.
    :param reach_km: how far around the sites the roads were read; None where they were read whole.
    """

    rows: gpd.GeoDataFrame
    graph: RoadGraph
    vehicle: dict[str, float]
    reach_km: float | None
    report: Report

    @cached_property
    def barred(self) -> np.ndarray:
        """(m,) whether an edge is barred to the vehicle."""
        return barred(self.rows, self.vehicle)[self.graph.road]

    @cached_property
    def reserved(self) -> np.ndarray:
        """(m,) whether an edge is open to those only who have a right to it."""
        return reserved(self.rows)[self.graph.road]

    @cached_property
    def networks(self) -> list[Network]:
        """What may be driven, from the strictest to the widest: open roads; reserved ones too; barred ones too.

        A reserved road leads to who has a right to it, and is no through road: it is taken by those alone whom no open
        road serves. A barred road is taken where there is no other, so that what bars it can be told.
        """
        masks: list[np.ndarray] = []
        for mask in (~self.barred & ~self.reserved, ~self.barred, np.ones(len(self.graph.length), dtype=bool)):
            if not masks or (mask != masks[-1]).any():
                masks.append(mask)
        return [Network(self.graph, mask) for mask in masks]

    @cached_property
    def parts(self) -> np.ndarray:
        """(n,) the part of the whole network, cut off from all others, in which each node lies."""
        return self.networks[-1].parts()

    @cached_property
    def kilometres_of_part(self) -> np.ndarray:
        """Kilometres of road of each part."""
        part = self.parts[self.graph.start]
        return np.bincount(part, weights=self.graph.length, minlength=part.max() + 1 if len(part) else 0) / 1000.0

    @cached_property
    def frontage(self) -> np.ndarray:
        """(m,) whether an edge may be joined: on the ground, and neither motorway nor ramp."""
        figures = resource("measures/access")
        level = self.rows["niveau"].to_numpy(dtype=float)
        excluded = self.rows["classe"].isin(figures["raccordement_exclu"]).to_numpy()
        return (~excluded & ~(np.abs(level) > 0))[self.graph.road]

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

    def _joined(self, places: np.ndarray, shapes: np.ndarray, reach: str) -> Joined:
        figures = resource("measures/access")
        joined = join_fronts(places, self.graph, self.frontage, front=figures["facade"]["value"], report=self.report)
        away = shapely.distance(shapes[joined.place], self.graph.shape[joined.edge])
        return joined.kept(away <= figures[reach]["value"])


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
    return Roads(rows, graph, vehicle, None if whole else reach, report)


def _tell_oddities(rows: gpd.GeoDataFrame, graph: RoadGraph, report: Report) -> None:
    drivable = ~rows["classe"].isin(resource("measures/access")["classes_exclues"]).to_numpy()
    limits = resource("measures/access")["limites"]
    low, high = np.minimum(graph.start, graph.end), np.maximum(graph.start, graph.end)
    pairs = np.column_stack([low, high, np.round(graph.length * 1000)]).astype(np.int64)
    told = {
        "zero_length": int((shapely.length(rows.geometry.to_numpy()) == 0).sum()),
        "doubles": len(pairs) - len(np.unique(pairs, axis=0)),
        "no_speed": int((rows["vitesse_moyenne"].to_numpy(dtype=float)[drivable] <= 0).sum()),
        "no_importance": int(rows["importance"].isna().to_numpy()[drivable].sum()),
        "zero_limits": int((rows[list(limits)].to_numpy(dtype=float) == 0).any(axis=1).sum()),
    }
    if any(told.values()):
        report.warn("roads_odd", **told)
