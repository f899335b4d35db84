"""Listed monuments: which of them stands on a site, and which is the nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .answers import figures
from .nearest import around, metres_told

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt
    import pandas as pd

    from .reading import Ground

ROLE, EASEMENTS = "monument_historique", "servitude"


@dataclass(frozen=True)
class Monuments:
    """What the monuments are to n sites.

    :param shapes: (m,) the monuments around.
    :param metres: (n,) to the nearest; infinite where the layer holds none, NaN where that is not known.
    :param names: (n,) its name.
    :param on: protection (``classé``, ``inscrit``, ``""`` where it is not known) → (n,) whether such a monument stands
        on the site.
    :param doubt: (n,) the share of each site of which the layer tells nothing.
    :param doubt_around: (n,) the share, of the site and its surroundings, of which it tells nothing.
    """

    shapes: npt.NDArray[np.object_]
    metres: npt.NDArray[np.float64]
    names: npt.NDArray[np.object_]
    on: dict[str, npt.NDArray[np.bool_]]
    doubt: npt.NDArray[np.float64]
    doubt_around: npt.NDArray[np.float64]

    @property
    def on_any(self) -> npt.NDArray[np.bool_]:
        """Whether a monument of whatever protection stands on each site."""
        return np.any(list(self.on.values()), axis=0)


def monuments(ground: Ground) -> Monuments | None:
    """Find the monuments around: those of their own layer, else those that the easements (AC1) outline.

    None where nobody tells of any.
    """
    said = figures()["patrimoine"]
    reach = 1_000.0 * said["portee_km"]["value"]
    fields, role = ("nom", "protection", "nature"), ROLE
    read = around(ground, ROLE, fields, reach, lambda rows: rows["nature"] != "abords")
    if read is None:
        role = EASEMENTS
        read = around(ground, EASEMENTS, ("categorie", *fields), reach, _outlined)
    if read is None or (role == EASEMENTS and read[0].empty):
        ground.absent(ROLE)
        return None
    rows, found = read
    shapes = rows.geometry.to_numpy()
    site, row = shapely.STRtree(shapes).query(ground.shapes, predicate="intersects")
    kinds = rows["protection"].fillna("").to_numpy(dtype=object)
    on = {kind: np.isin(np.arange(ground.count), site[kinds[row] == kind]) for kind in ("classé", "inscrit", "")}
    names = found.named(rows["nom"].fillna(said["sans_nom"]))
    metres = metres_told(ground, role, found)
    names[np.isnan(metres)] = None
    surroundings = shapely.buffer(ground.shapes, said["abords_m"]["value"])
    doubts = (ground.unsearched(role, place) for place in (ground.shapes, surroundings))
    return Monuments(shapes, metres, names, on, *doubts)


def _outlined(rows: gpd.GeoDataFrame) -> pd.Series:
    """Tell which easements outline a monument itself."""
    return rows["categorie"].isin(figures()["patrimoine"]["servitudes"]["abords_mh"]) & (rows["nature"] == "monument")
