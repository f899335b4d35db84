"""Private sidings, tracks open to freight, and waterways, as the crow flies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from ...nearest import NONE_THERE, NearestObjects, nearest_objects
from ...resources import resource

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

UNNAMED = "sans nom"


def sidings(shapes: np.ndarray, located: np.ndarray, territory: Territory, report: Report) -> dict[str, Any]:
    """Give the class ``ite`` of each site, and of its nearest siding the distance, name, state and length."""
    layer = territory.read("ite")
    if layer is None:
        report.warn("role_absent", role="ite", measure="access")
        return {}
    found = nearest_objects(shapes, layer.geometry.to_numpy(), report)
    return {
        "ite": _class(shapes, located, layer),
        **_nearest("ite", found, layer, located),
        "ite_etat": found.of(layer["etat"]),
        "ite_train_entier": found.of(layer["train_entier"]),
        "ite_voie_m": pd.to_numeric(pd.Series(found.of(layer["longueur"]))).to_numpy(dtype=float),
    }


def _class(shapes: np.ndarray, located: np.ndarray, layer: gpd.GeoDataFrame) -> np.ndarray:
    """Give the best class that any siding around gives a site.

    Unknown where a siding of unknown state is so near that it might give a better one.
    """
    said = resource("measures/access")["ite"]
    furthest = max(one["jusqu_a_m"] for one in said["classes"])
    sidings_ = layer.geometry.to_numpy()
    site, row = shapely.STRtree(sidings_).query(np.where(located, shapes, None), predicate="dwithin", distance=furthest)
    away = shapely.distance(shapes[site], sidings_[row])
    state, train = (layer[name].to_numpy(dtype=object)[row] for name in ("etat", "train_entier"))
    none = len(said["classes"])
    best, hoped = np.full(len(shapes), none), np.full(len(shapes), none)
    for rank, one in reversed(list(enumerate(said["classes"]))):
        near = away <= one["jusqu_a_m"]
        sure, maybe = near & (state == one["etat"]), near & ((state == one["etat"]) | pd.isna(state))
        if "train_entier" in one:
            sure, maybe = (
                sure & (train == one["train_entier"]),
                maybe & ((train == one["train_entier"]) | (pd.isna(train) & pd.isna(state))),
            )
        best[site[sure]], hoped[site[maybe]] = rank, rank
    names = np.array([*(one["classe"] for one in said["classes"]), said["aucun"]], dtype=object)
    classes = np.where(hoped < best, None, names[best])
    return np.where(located, classes, None)


def freight_track(shapes: np.ndarray, located: np.ndarray, territory: Territory, report: Report) -> dict[str, Any]:
    """Give the distance and name of the nearest track in service that is open to freight."""
    layer = territory.read("troncon_de_voie_ferree")
    if layer is None:
        report.warn("role_absent", role="troncon_de_voie_ferree", measure="access")
        return {}
    # A producer who says nothing of state or use lists what is run.
    layer = layer[(layer["etat"] != "non exploite") & (layer["fret"] != "non")].reset_index(drop=True)
    return _nearest("voie_fret", nearest_objects(shapes, layer.geometry.to_numpy(), report), layer, located)


def waterway(shapes: np.ndarray, located: np.ndarray, territory: Territory, report: Report) -> dict[str, Any]:
    """Give the distance and name of the nearest waterway."""
    layer = territory.read("voie_navigable")
    if layer is None:
        report.warn("role_absent", role="voie_navigable", measure="access")
        return {}
    return _nearest("voie_navigable", nearest_objects(shapes, layer.geometry.to_numpy(), report), layer, located)


def _nearest(prefix: str, found: NearestObjects, layer: gpd.GeoDataFrame, located: np.ndarray) -> dict[str, Any]:
    names = (
        found.of(layer["nom"].where(layer["nom"].notna(), UNNAMED))
        if len(layer)
        else np.where(located, NONE_THERE, None).astype(object)
    )
    return {f"{prefix}_km": found.kilometres, f"{prefix}_nom": names}
