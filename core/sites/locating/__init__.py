"""Finds out where each site lies: by its geometry, by texts, by coordinates, by its parcels, by its commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from ...errors import GisementError
from ...report import Report
from ..projection import legal_projection
from .texts import SWAPPED, UNREADABLE, geometries_from_text

if TYPE_CHECKING:
    import pandas as pd

    from ...territory.sources import Source
    from ..findings import Findings


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

    :param sites: index ``site_id``, columns named as in the standard; a GeoDataFrame where the file had geometries.
    :param crs: of the file's coordinates, when the user says so.
    :raises GisementError: ``inventory_without_geometry``, ``layer_without_crs``, ``projection_unknown``.
    """
    if not isinstance(sites, gpd.GeoDataFrame):
        sites = geometries_from_text(sites, file=file)
    elif sites.crs is None:
        raise GisementError("layer_without_crs", file=file, layer="", role="sites")
    sites = sites.to_crs(legal_projection(sites))
    shapes = sites.geometry.to_numpy()
    if UNREADABLE in sites:
        unreadable = sites[UNREADABLE]
        findings.add("geometrie_illisible", sites.index[unreadable.notna()], "geometrie", unreadable.dropna())
    else:
        unreadable = sites["geometry"].isna() & False
        unreadable = unreadable.where(unreadable)
    if SWAPPED in sites:
        swapped = sites.index[sites[SWAPPED].to_numpy(dtype=bool)]
        findings.add("axes_inverses", swapped, "geometrie", corrections=["x, y"] * len(swapped))
    absent = (shapely.is_missing(shapes) | shapely.is_empty(shapes)) & unreadable.isna().to_numpy()
    findings.add("geometrie_absente", sites.index[absent], "geometrie")
    return sites.drop(columns=[UNREADABLE, SWAPPED], errors="ignore")
