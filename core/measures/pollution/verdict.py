"""From the pieces of evidence to one answer: the level, what is proposed, and whether to survey and to treat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...resources import resource
from ...sites.fields import known

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt


@dataclass(frozen=True)
class Found:
    """What all registers say of n sites.

    :param level: (n,) the highest level found, NaN where nothing was.
    :param closed: (n,) whether the State has closed every case that gives this level.
    :param complete: (n,) whether every register was searched around a known shape.
    :param doubt: (n,) whether something near may be worth more than it is graded.
    """

    level: npt.NDArray[np.float64]
    closed: npt.NDArray[np.bool_]
    complete: npt.NDArray[np.bool_]
    doubt: npt.NDArray[np.bool_]


def strongest(pieces: pd.DataFrame, lost: npt.NDArray[np.float64], count: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the highest level of each site (NaN where there is none), and whether all that gives it is closed.

    :param lost: (n,) level of what is lost in the municipality of the site; NaN where nothing is.
    """
    level = np.full(count, -np.inf)
    site, worth = pieces["site"].to_numpy(dtype=np.int64), pieces["niveau"].to_numpy(dtype=float)
    np.maximum.at(level, site, worth)
    open_ = np.zeros(count, dtype=bool)
    open_[site[(worth == level[site]) & ~pieces["clos"].to_numpy(dtype=bool)]] = True
    level = np.fmax(np.where(np.isfinite(level), level, np.nan), lost)
    return level, ~open_ & (level > np.nan_to_num(lost, nan=-1.0))


def answers(sites: gpd.GeoDataFrame, found: Found) -> dict[str, npt.NDArray]:
    """Judge by one rule; what the inventory says (``sol_pollution_existe``) wins over what the evidence proposes.

    A level found is a level at least: it shows that the soil is suspect or polluted wherever else nobody looked. That
    it is hardly so, or treated, or that nothing is there, is said only where everything was searched.
    """
    figures = resource("measures/pollution")
    level = np.where(np.isnan(found.level) & found.complete & ~found.doubt, 0.0, found.level)
    return {
        "pollution_niveau": level,
        "pollution_complet": np.where(found.complete, "oui", "non").astype(object),
        "sol_pollution_propose": _proposed(level, found, figures),
        **_needed(_said(sites), level, found, figures),
    }


def _proposed(level: npt.NDArray[np.float64], found: Found, figures: dict) -> npt.NDArray[np.object_]:
    words = {float(rung): word for rung, word in figures["propose"]["niveaux"].items()}
    proposed = pd.Series(level).map(words).astype(object)
    treated = found.closed & (level >= figures["a_traiter_des"]["value"])
    proposed[treated] = figures["propose"]["clos"]
    little = level < figures["suspect_des"]["value"]
    unsure = (little & (found.doubt | ~found.complete)) | (treated & ~found.complete)
    return proposed.where(proposed.notna() & ~unsure, None).to_numpy(dtype=object)


def _needed(
    said: npt.NDArray[np.object_], level: npt.NDArray[np.float64], found: Found, figures: dict
) -> dict[str, npt.NDArray]:
    """Tell whether the soil is to be treated and to be surveyed: oui, non, or None where nobody knows."""
    polluted = (level >= figures["a_traiter_des"]["value"]) & ~found.closed
    suspect = level >= figures["suspect_des"]["value"]
    clear = (level < figures["suspect_des"]["value"]) & found.complete & ~found.doubt
    treated = (level >= figures["a_traiter_des"]["value"]) & found.closed & found.complete
    treat = _chosen(polluted, clear | treated)
    own = pd.Series(said, dtype=object).map(figures["inventaire_dit"]).to_numpy(dtype=object)
    suspected = np.isin(said.astype(str), figures["inventaire_suspecte"])
    treat[suspected & (treat == "non")] = None
    return {
        "pollution_a_traiter": np.where(pd.notna(own), own, treat),
        "pollution_a_diagnostiquer": _chosen(suspect | suspected, clear),
    }


def _chosen(yes: npt.NDArray[np.bool_], no: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    """Answer oui, non, or None where neither holds."""
    words = np.full(len(yes), None, dtype=object)
    words[no] = "non"
    words[yes] = "oui"
    return words


def _said(sites: gpd.GeoDataFrame) -> npt.NDArray[np.object_]:
    if "sol_pollution_existe" not in sites:
        return np.full(len(sites), None, dtype=object)
    return known(sites["sol_pollution_existe"].astype(object)).to_numpy(dtype=object)
