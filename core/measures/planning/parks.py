"""Whether each site lies in a business park, touches one, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ...sites.fields import known
from ...sites.footprint import has_shape
from ...territory.words import are_among
from ..around import tiles
from ..overlay import overlay

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory

ROLE = "zae"
INSIDE, TOUCHING, NONE = "dedans", "au contact", "aucune"


def parks(sites: gpd.GeoDataFrame, territory: Territory, report: Report) -> dict[str, npt.NDArray[np.object_]]:
    """Give ``zae`` (dedans, au contact, aucune) and ``zae_nom``.

    Of a site known by a disc or a point only, it is told where the whole of it lies inside; the rest is unknown.
    """
    said = resource("measures/planning")["zae"]
    told, name = _by_inventory(sites), np.full(len(sites), None, dtype=object)
    if ROLE not in territory.sources:
        report.warn("role_absent", role=ROLE, measure="planning")
        return {"zae": told, "zae_nom": name}
    share, found = _shares(sites, territory, report)
    contact, least = float(said["contact_m"]["value"]), float(said["part_dedans_min"]["value"])
    shapes, shaped = sites.geometry.to_numpy(), has_shape(sites)
    near = found["row"].notna().to_numpy()
    inside = np.where(shaped, share >= least, share >= 1.0 - 1e-9)
    searched = territory.searched(ROLE, shapely.buffer(shapes, contact))
    nowhere = shaped & ~near & (searched >= float(resource("measures/planning")["collecte_min"]["value"]))
    told[nowhere] = NONE
    told[near & shaped] = TOUCHING
    told[inside] = INSIDE
    name = np.where((near & shaped) | inside, found["name"].to_numpy(dtype=object), None)
    return {"zae": told, "zae_nom": name.astype(object)}


def _by_inventory(sites: gpd.GeoDataFrame) -> npt.NDArray[np.object_]:
    """Give what the inventory itself says: that a site is in a business park; that it is not leaves two classes."""
    said = resource("measures/planning")["zae"]["inventaire"]
    if said["colonne"] not in sites:
        return np.full(len(sites), None, dtype=object)
    words = known(sites[said["colonne"]].astype(object)).astype(str).str.lower()
    return np.where(words == "oui", said["oui"], None).astype(object)


def _shares(
    sites: gpd.GeoDataFrame, territory: Territory, report: Report
) -> tuple[npt.NDArray[np.float64], pd.DataFrame]:
    """Give the share of each site in business parks, and of the park that is most its own: ``row``, ``name``.

    A park is a site's own by the area they have in common, else by its nearness, within the distance of contact.
    """
    said = resource("measures/planning")["zae"]
    contact = float(said["contact_m"]["value"])
    shapes = sites.geometry.to_numpy()
    share = np.zeros(len(shapes))
    own: dict[str, Any] = {"row": np.full(len(shapes), np.nan), "name": np.full(len(shapes), None, dtype=object)}
    for tile in tiles(shapes, territory, ROLE, ("nom", "nature"), report, metres=contact):
        rows = tile.rows[~are_among(tile.rows["nature"], said["neutres"])].reset_index(drop=True)
        polygons, here = rows.geometry.to_numpy(), shapes[tile.sites]
        common = overlay(here, polygons, report)
        points = np.isnan(common.area)
        site, row = shapely.STRtree(polygons).query(here, predicate="dwithin", distance=contact)
        pairs = pd.DataFrame({"site": site, "row": row, "gap": shapely.distance(here[site], polygons[row])})
        areas = pd.DataFrame({"site": common.site, "row": common.row, "area": shapely.area(common.piece)})
        pairs = pairs.merge(areas, how="left").fillna({"area": 0.0})
        pairs = pairs.sort_values(["site", "area", "gap", "row"], ascending=[True, False, True, True])
        first = pairs.drop_duplicates("site")
        names = rows["nom"].where(rows["nom"].notna(), said["sans_nom"]).to_numpy(dtype=object)
        own["row"][tile.sites[first["site"]]] = first["row"]
        own["name"][tile.sites[first["site"]]] = names[first["row"]]
        touched = pairs.groupby("site")["gap"].min().reindex(range(len(here))).to_numpy()
        share[tile.sites] = np.where(points, (touched == 0).astype(float), np.nan_to_num(common.covered(report=report)))
    return share, pd.DataFrame(own)
