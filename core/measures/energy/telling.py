"""Puts what is nearest into columns: kilometres and a name, unknown where nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...nearest import nearest_objects
from ...resources import resource

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from .reading import Told


def names_of(rows: gpd.GeoDataFrame, role: str) -> npt.NDArray[np.object_]:
    """Name each object; one without a name is called after what it is."""
    names = rows["nom"].astype(object)
    blank = names.isna() | (names.astype(str).str.strip() == "")
    return np.where(blank, resource("measures/energy")["sans_nom"][role], names.to_numpy(dtype=object))


def unknown_pair(key: str, count: int) -> Told:
    """Say that nobody knows what is nearest."""
    return {f"{key}_km": np.full(count, np.nan), f"{key}_nom": np.full(count, None, dtype=object)}


def nearest_pair(
    key: str,
    shapes: npt.NDArray[np.object_],
    objects: npt.NDArray[np.object_],
    names: npt.NDArray[np.object_],
    chosen: npt.NDArray[np.bool_],
    unsure: bool,
    report: Report,
) -> Told:
    """Give ``<key>_km`` and ``<key>_nom`` of the nearest of the objects chosen.

    :param chosen: (m,) which of the objects are meant.
    :param unsure: whether others may be meant, too: where none is chosen, nobody then knows that there is none.
    """
    if unsure and not chosen.any():
        return unknown_pair(key, len(shapes))
    found = nearest_objects(shapes, objects[chosen], report)
    return {f"{key}_km": found.kilometres, f"{key}_nom": found.named(names[chosen])}


def nearer(key: str, one: str, other: str, told: Told) -> Told:
    """Give, as ``<key>_…``, the nearer of two answers; where only one is known, that one."""
    first, second = told[f"{one}_km"], told[f"{other}_km"]
    closer = (second < first) | (np.isnan(first) & ~np.isnan(second))
    return {
        f"{key}_km": np.where(closer, second, first),
        f"{key}_nom": np.where(closer, told[f"{other}_nom"], told[f"{one}_nom"]),
    }
