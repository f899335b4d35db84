"""What bars a heavy vehicle from a road: limits of height, weight, axle load, width and length; prohibition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..resources import resource

if TYPE_CHECKING:
    import pandas as pd

    from .graph import Mask

FORBIDDEN, RESERVED = "interdit", "restreint"


def standard_vehicle() -> dict[str, float]:
    """Give the vehicle of `resources/measures/access.json`: metres, tonnes."""
    return {name: value for name, value in resource("measures/access")["vehicule"].items() if name != "source"}


def barred(roads: pd.DataFrame, vehicle: dict[str, float]) -> Mask:
    """Tell of each road whether the vehicle may not take it.

    A limit of 0, or none given, bars nobody; a vehicle just as high as the limit passes.

    :param roads: rows of the role ``troncon_de_route``.
    :param vehicle: ``hauteur_m``, ``poids_t``…; a figure that lacks is not held against any limit.
    """
    bars = (roads["acces"] == FORBIDDEN).to_numpy()
    for field, said in resource("measures/access")["limites"].items():
        if said["vehicule"] in vehicle:
            limit = roads[field].to_numpy(dtype=float)
            bars |= (limit > 0) & (limit < vehicle[said["vehicule"]])
    return bars


def reserved(roads: pd.DataFrame) -> Mask:
    """Tell of each road whether it is open to those only who have a right to it."""
    return (roads["acces"] == RESERVED).to_numpy()


def named_limits(roads: pd.DataFrame, vehicle: dict[str, float]) -> npt.NDArray[np.object_]:
    """Say of each road what bars the vehicle, and where: ``hauteur 3,5 m (D 12)``; None where nothing does."""
    limits = resource("measures/access")["limites"]
    told = np.full(len(roads), None, dtype=object)
    for row, road in enumerate(roads.to_dict("records")):
        said = [
            f"{limits[field]['nom']} {road[field]:g} {limits[field]['unite']}".replace(".", ",")
            for field in limits
            if limits[field]["vehicule"] in vehicle and 0 < road[field] < vehicle[limits[field]["vehicule"]]
        ]
        if road["acces"] == FORBIDDEN:
            said.append("interdit aux poids lourds")
        name = road["numero"] or road["nom"]
        if said:
            told[row] = ", ".join(said) + (f" ({name})" if name else "")
    return told
