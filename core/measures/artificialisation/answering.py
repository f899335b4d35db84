"""Puts what the covers say into columns: areas at least, shares where the site is known, the change between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from ...resources import resource
from .programme import Programme, effects

if TYPE_CHECKING:
    import numpy.typing as npt

    from .reading import Found

#: column → one value per site
Told = dict[str, np.ndarray]


def answers(shapes: npt.NDArray[np.object_], found: Found, programme: Programme) -> Told:
    """Give the columns that the cover of today tells.

    Nearly all of a site must be known (`connu_min`) for a share, and for an area of none; an area found in a site that
    is less known stands as the least. The share of vegetation stands too where it alone decides (`vegetation_decide`).
    """
    figures = resource("measures/artificialisation")
    areas, area = found.areas, shapely.area(shapes)
    whole = known(found, area)
    least = figures["connu_min"]["value"] * area
    sealed_known = areas.sealed + areas.unsealed >= least
    green = areas.vegetated / area
    green_known = (areas.vegetated + areas.bare >= least) | (green > figures["vegetation_decide"]["value"])
    return {
        "artif_m2": _at_least(areas.artificial, whole),
        "artif_pct": np.where(whole, 100.0 * areas.artificial / area, np.nan),
        "artif_origine": found.sayers,
        "artif_seuil_m2": _at_least(areas.changed, whole),
        "imper_m2": _at_least(areas.sealed, sealed_known),
        "imper_pct": np.where(sealed_known, 100.0 * areas.sealed / area, np.nan),
        "vegetation_part": np.where(green_known, green, np.nan),
        "ocsge_millesime": found.years,
        "ocsge_couverte_part": 1.0 - areas.gap / area,
        "ocsge_lacune_m2": areas.gap,
        "ocsge_inconnu_m2": areas.unknown,
        "ocsge_recouvrement_m2": areas.overlapping,
        "ocsge_desaccord_m2": areas.disputed,
        **effects(area, areas.artificial, areas.natural, whole, programme),
    }


def before(shapes: npt.NDArray[np.object_], now: Found, earlier: Found | None) -> Told:
    """Give the columns that the cover of before tells; the change is known where both covers tell nearly all."""
    if earlier is None:
        return {}
    area = shapely.area(shapes)
    whole = known(earlier, area)
    change = now.areas.artificial - earlier.areas.artificial
    return {
        "artif_avant_m2": _at_least(earlier.areas.artificial, whole),
        "ocsge_millesime_avant": earlier.years,
        "artif_evolution_m2": np.where(whole & known(now, area), change, np.nan),
    }


def known(found: Found, area: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell of which sites (n,) the cover says nearly everywhere whether they are artificialised."""
    share = resource("measures/artificialisation")["connu_min"]["value"]
    return np.asarray(found.areas.artificial + found.areas.natural >= share * area)


def _at_least(metres: npt.NDArray[np.float64], whole: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    return np.where(whole | (metres > 0.0), metres, np.nan)
