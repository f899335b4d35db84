"""Freight yards, ports, quays and airports: kilometres and minutes by road, and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...nearest import NONE_THERE
from .reaching import Reached, reach

if TYPE_CHECKING:
    import geopandas as gpd

    from ...network import Joined
    from ...territory import Territory
    from .roads import Roads

NOT_CONNECTED = "non relié au réseau routier"
#: stands for the name of a facility whose producer gives it none
UNNAMED = {
    "gare_fret": "gare sans nom",
    "port": "port sans nom",
    "quai": "quai sans nom",
    "aeroport": "aérodrome sans nom",
}
#: prefix of the columns → roles whose nearest object counts
KINDS: dict[str, tuple[str, ...]] = {"fret": ("gare_fret",), "port": ("port", "quai"), "aeroport": ("aeroport",)}


def facilities(territory: Territory, kind: str) -> tuple[np.ndarray, np.ndarray] | None:
    """Give the shapes and names of the facilities of a kind; None where no layer of the kind is there."""
    layers = [(role, territory.read(role)) for role in KINDS[kind]]
    there = [(role, layer) for role, layer in layers if layer is not None]
    if not there:
        territory.report.warn("role_absent", role=KINDS[kind][0], measure="access")
        return None
    shapes = np.concatenate([layer.geometry.to_numpy() for _, layer in there])
    names = np.concatenate([_names(role, layer) for role, layer in there])
    return shapes, names


def _names(role: str, layer: gpd.GeoDataFrame) -> np.ndarray:
    return layer["nom"].where(layer["nom"].notna(), UNNAMED[role]).to_numpy(dtype=object)


def to_facilities(
    roads: Roads, places: Joined, located: np.ndarray, shapes: np.ndarray, names: np.ndarray, prefix: str
) -> tuple[dict[str, Any], Reached]:
    """Measure to the facilities of a kind.

    :param located: (n,) whether a site has a place at all.
    :returns: the columns ``<prefix>_km``, ``_min`` and ``_nom``, and the ways.
    """
    found = reach(roads, places, roads.join_facilities(shapes))
    kilometres, minutes, name = told(roads, places, located, found, len(shapes), names)
    return {f"{prefix}_km": kilometres, f"{prefix}_min": minutes, f"{prefix}_nom": name}, found


def told(
    roads: Roads, places: Joined, located: np.ndarray, found: Reached, targets: int, names: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give kilometres, minutes and the name of what was reached.

    Infinite when there is none in the territory, or none within the reach of the figures; unknown when there is one
    but no road of the layer leads to it, or when the site itself has no road.
    """
    name = np.full(places.count, None, dtype=object)
    if not targets:
        name[located] = NONE_THERE
        return np.where(located, np.inf, np.nan), np.full(places.count, np.nan), name
    name[found.found] = names[found.target[found.found]]
    joined = np.zeros(places.count, dtype=bool)
    joined[places.place] = True
    kilometres = np.where(found.found, found.metres / 1000.0, np.nan)
    name[joined & ~found.found] = NOT_CONNECTED
    # Alone or among others, a site finds the same: roads are read that far around all of them.
    beyond = kilometres > roads.reach_km
    name[beyond] = f"aucun à moins de {roads.reach_km:g} km"
    kilometres = np.where(beyond, np.inf, kilometres)
    return kilometres, np.where(np.isfinite(kilometres), found.minutes, np.nan), name


def placed(sites: gpd.GeoDataFrame) -> np.ndarray:
    """Tell of each site whether it has a place."""
    shapes = sites.geometry.to_numpy()
    return ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
