"""Finds out where each site lies: by its geometry, by texts, by coordinates, by its parcels, by its commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from ...errors import GisementError
from ...report import Report
from ...resources import resource
from ...territory.territory import Territory
from ..parcels import REFERENCES
from .cadastre import named_parcels, rebuild, under_points
from .communes import FIELD, DeclaredCommunes
from .given import LAYER, UNREADABLE
from .origin import COMMUNE, DISC, PARCEL_UNDER_POINT, PARCELS, POINT, SURFACE
from .placing import place

if TYPE_CHECKING:
    from ...territory.sources import Source
    from ..findings import Findings

#: columns that a table without geometries may have instead, as the error names them
COLUMNS = ("geomsurf", "geompoint", "longitude, latitude", "x, y", "unite_fonciere_refcad", "comm_insee")


def locate(
    sites: pd.DataFrame,
    findings: Findings,
    *,
    file: str = "",
    crs: str | None = None,
    sources: dict[str, Source] | None = None,
    report: Report | None = None,
) -> gpd.GeoDataFrame:
    """Give the sites their geometry in the legal projected CRS of the place where most lie.

    Best first: an area that the record gives, whatever column it stands in; the parcels that it names; the parcel under
    its point; its point; a point in its commune. ``emprise_origine`` says which. Parcels and communes count as far as
    `sources` has their layers.

    :param sites: index ``site_id``, columns named as in the standard; a GeoDataFrame where the file had geometries.
    :param crs: of the file's coordinates, when the user says so.
    :raises GisementError: ``inventory_without_geometry``, ``layer_without_crs``, ``projection_unknown``,
        ``crs_unknown``.
    """
    report, sources = report or Report(), sources or {}
    communes = DeclaredCommunes(sites, sources, report)
    placed = place(sites, communes, findings, file=file, user_crs=_user_crs(crs), report=report)
    parcels = named_parcels(sites)
    if placed.empty and parcels.empty and not communes.told.any():
        raise GisementError("inventory_without_geometry", file=file, columns=" / ".join(COLUMNS))
    located = gpd.GeoDataFrame(
        _without_geometry(sites), geometry=gpd.GeoSeries(placed.shapes, index=sites.index, crs=placed.crs)
    )
    located["emprise_origine"] = _origins(sites, placed.shapes)
    if "parcelle" in sources:
        report.step("parcels")
        located = _by_parcels(located, parcels, Territory("", sources, placed.crs, report), findings, report)
    elif (nowhere := _nowhere(located) & located.index.isin(parcels.index)).any():
        report.warn("parcels_without_layer", count=int(nowhere.sum()))
    located = _by_communes(located, communes, findings, report)
    absent = _nowhere(located) & ~placed.told
    findings.add("geometrie_absente", located.index[absent], LAYER)
    return located


def _user_crs(crs: str | None) -> pyproj.CRS | None:
    if not crs:
        return None
    try:
        return pyproj.CRS(crs)
    except pyproj.exceptions.CRSError as error:
        raise GisementError("crs_unknown", value=crs, reason=str(error)) from error


def _without_geometry(sites: pd.DataFrame) -> pd.DataFrame:
    """Make room for the geometry; a text column that bears its name takes another."""
    plain = sites.drop(columns=sites.geometry.name) if isinstance(sites, gpd.GeoDataFrame) else sites
    plain = pd.DataFrame(plain).drop(columns=UNREADABLE, errors="ignore")
    return plain.rename(columns={"geometry": "geometrie_texte"})


def _origins(sites: pd.DataFrame, shapes: np.ndarray) -> np.ndarray:
    """Say where the shapes come from; what an inventory made earlier says of its own shapes holds."""
    dimension = shapely.get_dimensions(shapes)
    origin = np.full(len(sites), None, dtype=object)
    origin[dimension == 2], origin[dimension == 0] = SURFACE, POINT
    origin[shapely.is_empty(shapes)] = None
    if "emprise_origine" in sites:
        said = sites["emprise_origine"].to_numpy(dtype=object)
        for dimensions, kept in ((2, (PARCELS, PARCEL_UNDER_POINT, DISC)), (0, (COMMUNE,))):
            holds = (dimension == dimensions) & np.isin(said.astype(str), kept)
            origin[holds] = said[holds]
    return origin


def _nowhere(located: gpd.GeoDataFrame) -> np.ndarray:
    shapes = located.geometry.to_numpy()
    return shapely.is_missing(shapes) | shapely.is_empty(shapes)


def _by_parcels(
    located: gpd.GeoDataFrame, parcels: pd.DataFrame, territory: Territory, findings: Findings, report: Report
) -> gpd.GeoDataFrame:
    """Give sites without an area that of the parcels they name, else of the parcel under their point."""
    shapes = located.geometry.to_numpy().copy()
    origin = located["emprise_origine"].to_numpy(dtype=object).copy()
    without = shapely.get_dimensions(shapes) < 2
    rebuilt = rebuild(parcels[parcels.index.isin(located.index[without])], territory)
    findings.add("parcelle_absente", rebuilt.vanished.index, REFERENCES, rebuilt.vanished)
    if len(rebuilt.uncovered):
        report.warn("parcels_not_covered", count=len(rebuilt.uncovered))
    rows = located.index.get_indexer(rebuilt.shapes.index)
    _tell_far_points(located, rows, rebuilt.shapes.to_numpy(), findings)
    shapes[rows], origin[rows] = rebuilt.shapes.to_numpy(), PARCELS
    report.check()
    points = np.flatnonzero(origin == POINT)
    if len(points):
        found = under_points(located.geometry.iloc[points], territory)
        findings.add("emprise_par_la_parcelle", found.index, LAYER, found["idu"])
        rows = located.index.get_indexer(found.index)
        shapes[rows], origin[rows] = found.geometry.to_numpy(), PARCEL_UNDER_POINT
    located = located.set_geometry(gpd.GeoSeries(shapes, index=located.index, crs=located.crs))
    return located.assign(emprise_origine=origin)


def _tell_far_points(located: gpd.GeoDataFrame, rows: np.ndarray, footprints: np.ndarray, findings: Findings) -> None:
    """Find the points that lie far from the parcels that take their place."""
    limit = resource("catalogue/coordonnees")["point_loin_m"]
    away = shapely.distance(located.geometry.to_numpy()[rows], footprints)
    far = (located["emprise_origine"].to_numpy()[rows] == POINT) & (away > limit)
    metres = [f"{distance:.0f}" for distance in away[far]]
    findings.add("point_loin_des_parcelles", located.index[rows[far]], LAYER, metres)


def _by_communes(
    located: gpd.GeoDataFrame, communes: DeclaredCommunes, findings: Findings, report: Report
) -> gpd.GeoDataFrame:
    """Give sites that nothing else places a point in their commune."""
    nowhere = _nowhere(located)
    known = np.flatnonzero(nowhere & ~shapely.is_missing(communes.outlines))
    if not communes.known and (nowhere & communes.told).any():
        report.warn("communes_without_layer", count=int((nowhere & communes.told).sum()))
    if not len(known):
        return located
    shapes = located.geometry.to_numpy().copy()
    shapes[known] = communes.points(known, located.crs.to_string())
    findings.add("situe_a_la_commune", located.index[known], FIELD, communes.codes[known])
    origin = located["emprise_origine"].to_numpy(dtype=object).copy()
    origin[known] = COMMUNE
    located = located.set_geometry(gpd.GeoSeries(shapes, index=located.index, crs=located.crs))
    return located.assign(emprise_origine=origin)
