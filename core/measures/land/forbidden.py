"""Where nothing may be built: the red zones of risk plans, wetlands, and the easements that forbid it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely

from ...folding import fold
from ...resources import resource
from ..overlay import covering

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import numpy as np

    from ...report import Report
    from ...territory import Territory

#: a zone that covers less m² of a site than this only touches it
DOUBT = 1e-3


def forbidden(shapes: np.ndarray, territory: Territory, report: Report) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Give, by subtraction, what of each site may not be built on, and where that is known.

    Where a site lies partly in a zone of which nobody says what it forbids, what is known to be forbidden is the least.

    :param shapes: (n,) polygons in the territory's CRS; None where the shape of the site is not known.
    :returns: subtraction → (n,) polygons (None: nothing), (n,) whether that is all;
        one whose layer is absent is left out.
    """
    known = ~shapely.is_missing(shapes)
    extent = tuple(shapely.total_bounds(shapes)) if known.any() else None
    found = {}
    for name, (role, fields, chosen) in LAYERS.items():
        layer = None if extent is None else territory.read(role, extent, fields)
        if layer is not None:
            found[name] = _taken(shapes, layer.geometry.to_numpy(), chosen(layer), report)
        elif role not in territory.sources:
            report.warn("role_absent", role=role, measure="land")
    return found


def _taken(shapes: np.ndarray, zones: np.ndarray, forbids: pd.Series, report: Report) -> tuple[np.ndarray, np.ndarray]:
    cover = covering(shapes, zones[forbids.fillna(False).to_numpy(dtype=bool)], report)
    doubtful = covering(shapes, zones[forbids.isna().to_numpy()], report)
    known = ~shapely.is_missing(shapes) & ~(shapely.area(shapely.intersection(shapes, doubtful)) > DOUBT)
    return cover, known


def red_zones(zones: gpd.GeoDataFrame) -> pd.Series:
    """Tell which zones of risk plans forbid building; NA where the plan's rule is not known."""
    rules = resource("measures/land")["surface_utile"]["ppr"]["reglement"]
    return zones["reglement"].isin(rules).astype("boolean").where(zones["reglement"].notna(), pd.NA)


def prohibitions(easements: gpd.GeoDataFrame) -> pd.Series:
    """Tell which easements forbid building, not only restrict it; NA where their kind is not known."""
    category = easements["categorie"].astype(str).str.strip().str.upper()
    kind = easements["type"].fillna("").astype(str).map(fold)
    forbids = pd.Series(False, index=easements.index, dtype="boolean")
    unknown = easements["categorie"].isna()
    for said in resource("measures/land")["surface_utile"]["servitudes"]:
        right = category == said["categorie"].upper()
        if "types" in said:
            unknown |= right & (kind == "")
            right &= kind.str.contains("|".join(rf"\b{fold(word)}" for word in said["types"]))
        forbids |= right
    return forbids.mask(unknown, pd.NA)


def _all(layer: gpd.GeoDataFrame) -> pd.Series:
    return pd.Series(True, index=layer.index, dtype="boolean")


#: subtraction → the role that tells it, the fields read, and which rows count
LAYERS: dict[str, tuple[str, list[str], Callable[[gpd.GeoDataFrame], pd.Series]]] = {
    "ppr": ("ppr_zone", ["reglement"], red_zones),
    "zone_humide": ("zone_humide", [], _all),
    "servitude": ("servitude", ["categorie", "type"], prohibitions),
}
