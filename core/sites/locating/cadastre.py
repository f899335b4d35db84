"""Footprints made of cadastral parcels: those that a site names, or the one under its point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ..parcels import REFERENCES, exploded

if TYPE_CHECKING:
    import geopandas as gpd

    from ...territory.territory import Territory

#: the INSEE code at the head of a reference
COMMUNE = slice(0, 5)


@dataclass
class Rebuilt:
    """What the parcels named by the sites give.

    :param shapes: by site, the union of the parcels found.
    :param vanished: by site, the parcels that a layer covering their commune does not have, ``|``-joined.
    :param uncovered: sites that name parcels of communes that the layer does not cover.
    """

    shapes: pd.Series
    vanished: pd.Series
    uncovered: pd.Index


def rebuild(named: pd.DataFrame, territory: Territory) -> Rebuilt:
    """Make the footprint of each site of the parcels that it names, as far as the layer has them.

    :param named: index ``site_id``, column ``idu``; see :func:`named_parcels`.
    :param territory: with the layer ``parcelle``.
    """
    known = territory.values("parcelle", "idu")
    known = pd.Series(dtype=object) if known is None else known.dropna()
    there = named["idu"].isin(set(known))
    covered = named["idu"].str[COMMUNE].isin(set(known.str[COMMUNE].unique()))
    parcels = territory.read("parcelle", fields=["idu"], among=("idu", set(named.loc[there, "idu"])))
    pieces = named[there].reset_index().merge(parcels, on="idu") if parcels is not None else named.iloc[:0]
    return Rebuilt(
        shapes=_unions(pieces),
        vanished=named.loc[~there & covered, "idu"].groupby(level=0, sort=False).agg("|".join),
        uncovered=named.index[~covered].unique(),
    )


def named_parcels(sites: pd.DataFrame) -> pd.DataFrame:
    """Give the parcels that sites name: index ``site_id``, column ``idu``."""
    if REFERENCES not in sites or sites.empty:
        return pd.DataFrame({"idu": pd.Series(dtype=object)}, index=pd.Index([], name="site_id"))
    return exploded(sites[REFERENCES], sites.get("comm_insee"))


def under_points(points: gpd.GeoSeries, territory: Territory) -> gpd.GeoDataFrame:
    """Give the parcel under each point: index of the points that have one, column ``idu``, geometry.

    Of parcels that meet under a point, the first by reference is taken.
    """
    parcels = territory.read("parcelle", fields=["idu"], touching=points.to_numpy())
    if parcels is None or parcels.empty:
        return points.to_frame("geometry").iloc[:0].assign(idu=None)
    parcels = parcels.sort_values("idu").reset_index(drop=True)
    point, parcel = shapely.STRtree(parcels.geometry.to_numpy()).query(points.to_numpy(), predicate="intersects")
    pairs = pd.DataFrame({"point": point, "parcel": parcel}).groupby("point")["parcel"].min()
    return parcels.iloc[pairs.to_numpy()].set_index(points.index[pairs.index])


def _unions(pieces: pd.DataFrame) -> pd.Series:
    """Unite the pieces of each site; gaps between parcels stay as they are."""
    if pieces.empty:
        return pd.Series(dtype=object)
    by_site = pieces.groupby("site_id", sort=False).indices
    shapes = pieces["geometry"].to_numpy()
    united = np.array([shapely.union_all(shapes[at]) for at in by_site.values()], dtype=object)
    return pd.Series(united, index=pd.Index(list(by_site), name="site_id"), dtype=object)
