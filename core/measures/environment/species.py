"""Protected species seen on a site, or known there by the inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...sites.fields import known
from ...territory.words import said_as
from ..around import tiles
from .answers import figures, nobody

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from .reading import Ground, Told

ROLE, FIELDS = "especes_protegees", ("validation", "precision_m", "precision_dit")


def protected_species(ground: Ground) -> Told:
    """Tell whether protected species are on each site: what the inventory says wins, else what was observed there.

    An observation whose place is vague (a grid cell, a commune) leaves it open.
    """
    said = _said(ground.sites)
    if ROLE not in ground.territory.sources:
        if pd.isna(said).any():
            ground.absent(ROLE)
        return {"especes_protegees": said}
    seen = np.where(np.isnan(ground.area), None, "non").astype(object)
    seen[ground.unsearched(ROLE, ground.shapes) > 0] = None
    for tile in tiles(ground.shapes, ground.territory, ROLE, FIELDS, ground.report):
        rows = tile.rows[~tile.rows["validation"].isin(figures()["especes"]["ecartees"])]
        at, row = shapely.STRtree(rows.geometry.to_numpy()).query(ground.shapes[tile.sites], predicate="intersects")
        vague = _vague(rows)[row]
        seen[tile.sites[at[vague]]] = None
        seen[tile.sites[at[~vague]]] = "oui"
    return {"especes_protegees": np.where(pd.isna(said), seen, said)}


def _vague(rows: gpd.GeoDataFrame) -> npt.NDArray[np.bool_]:
    """Tell which observations may come from beside the site: wide ones, and those whose precision cannot be read."""
    figure = figures()["especes"]
    metres = pd.to_numeric(rows["precision_m"]).to_numpy(dtype=float)
    wide = shapely.area(rows.geometry.to_numpy()) > figure["maille_max_m2"]["value"]
    unread = np.isnan(metres) & rows["precision_dit"].notna().to_numpy()
    return np.asarray(wide | unread | (metres > figure["precision_max_m"]["value"]))


def _said(sites: gpd.GeoDataFrame) -> npt.NDArray[np.object_]:
    """Give what the inventory says: oui, non, or None."""
    figure = figures()["especes"]
    own = {str(column).lower(): column for column in sites.columns}
    answer = nobody(len(sites))
    for name in figure["inventaire"]:
        if name in own:
            texts = known(sites[own[name]].astype(object)).map(str, na_action="ignore")
            meant = said_as(texts, figure["mots"], None).to_numpy(dtype=object)
            answer = np.where(pd.isna(answer), meant, answer)
    return np.where(pd.isna(answer), None, answer).astype(object)
