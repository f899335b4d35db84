"""Reads the layers around the sites and cuts their areas to them: what lies on each site, and how far that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ...sites.footprint import has_shape
from ..around import tiles
from ..overlay import Overlay, areal, overlay

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory

#: column → one value per site
Told = dict[str, np.ndarray]
#: the fields read of each role
FIELDS = {
    "ppr_zone": ("reglement", "alea", "plan", "zone", "nom", "document", "expose", "procedure"),
    "zone_inondable": ("nom", "scenario", "alea", "precision"),
    "natura2000": ("nom", "code"),
    "znieff": ("nom", "code", "type"),
    "zone_humide": ("nom",),
    "reserve": ("nom", "code", "type"),
    "pnr": ("nom", "code"),
    "captage": ("nom", "perimetre"),
    "abords_mh": ("nom", "nature"),
    "spr": ("nom",),
    "zppa": ("nom", "seuil_m2", "seuil_dit"),
    "argile": ("niveau",),
    "servitude": ("categorie", "type", "nom", "nature", "perimetre", "protection"),
}
EASEMENTS = "servitude"
#: geometries without an area
FLAT = ("Point", "LineString", "MultiPoint", "MultiLineString")


@dataclass(frozen=True)
class Found:
    """What of a layer lies on n sites, in p pieces.

    :param overlay: the pieces; their rows number them.
    :param fields: (p rows) the fields of the object that each piece is of.
    :param doubt: (n,) the share of each site of which the layer tells nothing, 0 to 1.
    :param only: the one kind of objects that the layer is about, where it holds no other.
    """

    overlay: Overlay
    fields: pd.DataFrame
    doubt: npt.NDArray[np.float64]
    only: str | None = None

    def share(self, chosen: pd.Series | npt.NDArray[np.bool_] | None, report: Report) -> npt.NDArray[np.float64]:
        """Give the share (0 to 1) of each site that the chosen pieces cover together, overlaps counted once."""
        return self.overlay.covered(None if chosen is None else np.asarray(chosen, dtype=bool), report)

    def kept(self, chosen: pd.Series | npt.NDArray[np.bool_]) -> Found:
        """Give what some of the pieces are, alone."""
        at = np.flatnonzero(np.asarray(chosen, dtype=bool))
        cut = self.overlay
        pieces = Overlay(cut.area, cut.site[at], np.arange(len(at)), cut.piece[at])
        return Found(pieces, self.fields.iloc[at].reset_index(drop=True), self.doubt, self.only)


def together(*parts: Found) -> Found:
    """Put what several layers have on the same sites together; where one of them knows, it is known."""
    cuts = [part.overlay for part in parts]
    site, piece = (np.concatenate([getattr(cut, name) for cut in cuts]) for name in ("site", "piece"))
    pieces = Overlay(cuts[0].area, site, np.arange(len(site)), piece)
    fields = pd.concat([part.fields for part in parts], ignore_index=True)
    return Found(pieces, fields, np.min([part.doubt for part in parts], axis=0))


class Ground:
    """The sites, and what each layer has on them; every layer is read once, tile by tile, and only its pieces kept."""

    def __init__(self, sites: gpd.GeoDataFrame, territory: Territory, report: Report) -> None:
        self.sites, self.territory, self.report = sites, territory, report
        self.places = sites.geometry.to_numpy()
        self.shapes = areal(np.where(has_shape(sites), self.places, None))
        area = shapely.area(self.shapes)
        #: m² of each site; NaN where its shape is not known
        self.area = np.where(area > 0, area, np.nan)
        self.count = len(sites)
        self._found: dict[str, Found | None] = {}
        self._told_absent: set[str] = set()
        self._told_partly: set[str] = set()

    def found(self, role: str) -> Found | None:
        """Give what a layer has on the sites; None where the role is absent."""
        if role not in self._found:
            there = role in self.territory.sources
            self._found[role] = self._read(role) if there else None
        return self._found[role]

    def easements(self, *categories: str) -> Found | None:
        """Give the public easements of some categories; None unless their layer holds any of each, somewhere."""
        held = self.territory.values(EASEMENTS, "categorie")
        if held is None or not set(categories) <= set(held.dropna().unique()):
            return None
        found = self.found(EASEMENTS)
        return None if found is None else found.kept(found.fields["categorie"].isin(categories))

    def absent(self, role: str) -> None:
        """Say once that nothing answers for a role."""
        if role not in self._told_absent:
            self._told_absent.add(role)
            self.report.warn("role_absent", role=role, measure="environment")

    def partly_collected(self, role: str) -> bool:
        """Tell whether the territory says that a layer was collected in a part of it."""
        return role in self.territory.sources and self.territory.sources[role].covers is not None

    def unsearched(self, role: str, places: npt.NDArray[np.object_]) -> npt.NDArray[np.float64]:
        """Give the share of each place that lies beyond where a layer was collected; what is tolerated is none."""
        beyond = 1.0 - self.territory.searched(role, places)
        tolerated = resource("measures/environment")["tolerance_couverture"]["value"]
        partly = int((beyond > tolerated).sum())
        if partly and role not in self._told_partly:
            self._told_partly.add(role)
            self.report.warn("sites_beyond_layer", role=role, count=partly)
        return np.where(beyond <= tolerated, 0.0, beyond)

    def _read(self, role: str) -> Found:
        fields, doubt = FIELDS[role], self.unsearched(role, self.shapes)
        parts: list[tuple[np.ndarray, np.ndarray, pd.DataFrame]] = []
        only, flat = None, 0
        for tile in tiles(self.shapes, self.territory, role, fields, self.report):
            rows = tile.rows if role != EASEMENTS else _meant(tile.rows)
            only = only or rows.attrs.get("dialect", {}).get("only")
            shapes = rows.geometry.to_numpy()
            cut = overlay(self.shapes[tile.sites], shapes, self.report)
            parts.append((tile.sites[cut.site], cut.piece, rows[list(fields)].iloc[cut.row]))
            lacking = shapely.get_dimensions(shapes) < 2
            if lacking.any():
                flat += int(lacking.sum())
                doubt[tile.sites[_touched(self.shapes[tile.sites], shapes, lacking)]] = 1.0
        drawn_flat = self.territory.drawn_as(role) in FLAT
        if drawn_flat:
            doubt, flat = np.where(np.isnan(doubt), doubt, 1.0), max(flat, self.territory.count(role))
        if drawn_flat:
            self.report.warn("layer_without_area", role=role, count=flat)
        elif flat:
            self.report.warn("objects_without_area", role=role, count=flat)
        if only is not None:
            self.report.warn("layer_of_one_kind", role=role, kind=only)
        return Found(*_joined(parts, self.area, fields), doubt, only)


def _meant(easements: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the easements that this measure reads."""
    chosen = easements[easements["categorie"].isin(resource("measures/environment")["servitudes_lues"])]
    return chosen.reset_index(drop=True)


def _touched(
    sites: npt.NDArray[np.object_], shapes: npt.NDArray[np.object_], lacking: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Number the sites of which a layer with lines or points for areas tells nothing: all, where it has no area."""
    if lacking.all():
        return np.arange(len(sites))
    return np.unique(shapely.STRtree(shapes[lacking]).query(sites, predicate="intersects")[0])


def _joined(
    parts: list[tuple[np.ndarray, np.ndarray, pd.DataFrame]], area: np.ndarray, fields: tuple[str, ...]
) -> tuple[Overlay, pd.DataFrame]:
    if not parts:
        nothing = np.empty(0, dtype=np.int64)
        empty = pd.DataFrame({field: pd.Series(dtype=object) for field in fields})
        return Overlay(area, nothing, nothing, np.empty(0, dtype=object)), empty
    site, piece = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
    rows = pd.DataFrame(pd.concat([part[2] for part in parts], ignore_index=True))
    return Overlay(area, site, np.arange(len(site)), piece), rows
