"""The legal projection of the place where an inventory lies."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import shapely

from ..errors import GisementError
from ..resources import resource

if TYPE_CHECKING:
    import geopandas as gpd

#: west, south, east, north, in degrees
Box = tuple[float, float, float, float]


def legal_projection(layer: gpd.GeoDataFrame) -> str:
    """Give the legal projected CRS of the place where most rows of a layer lie.

    :raises GisementError: ``projection_unknown`` when none lies in France.
    """
    bounds = shapely.bounds(layer.geometry.to_crs("EPSG:4326").to_numpy())
    parts = part_of_france((bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2)
    if not (parts >= 0).any():
        raise GisementError("projection_unknown", crs=str(pyproj.CRS(layer.crs).to_string()))
    return projection_of(parts, parts)


def projection_of(parts: np.ndarray, declared: np.ndarray) -> str:
    """Give the legal projected CRS of the part of France in which most sites lie.

    :param parts: for each site the place of that part in `resources/catalogue/projections.json`, by its position; -1
        where the position is unknown or abroad.
    :param declared: the same by its INSEE code; counts where no position is known. Without either, metropolitan France.
    """
    projections = resource("catalogue/projections")["projections"]
    for known in (parts[parts >= 0], declared[declared >= 0]):
        if len(known):
            return str(projections[int(np.bincount(known).argmax())]["code"])
    return str(projections[0]["code"])


def part_of_france(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """Give for each position the part of France it lies in (place in :func:`places`), -1 outside."""
    part = np.full(len(longitude), -1)
    for place, (west, south, east, north) in enumerate(places()):
        inside = (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north)
        part[inside & (part < 0)] = place
    return part


@cache
def places() -> tuple[Box, ...]:
    """Give the box of each part of France, in the order of the legal projections."""
    return tuple(box_of(place) for place in resource("catalogue/projections")["projections"])


def box_of(place: dict[str, Any]) -> Box:
    """Give the box of a place or system of `resources/catalogue/projections.json`: west, south, east, north."""
    (west, east), (south, north) = place["longitude"], place["latitude"]
    return west, south, east, north
