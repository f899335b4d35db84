"""The voltage of lines and substations, and that of substations whose layer gives none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt
    import pandas as pd

HTA = "HTA"
#: stands for a voltage that is only known to be below the high ones
BELOW = 0.0
#: a figure from which on a voltage was written in volts
VOLTS_FROM = 1_000.0


def line_kilovolts(lines: gpd.GeoDataFrame, least: float) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Give of each line its voltage (:data:`BELOW` where it is only known to be HTA) and whether it is HTA.

    :param least: kilovolts from which on a voltage is HTB.
    """
    volts = kilovolts(lines["tension_kv"])
    said = (lines["niveau"] == HTA).to_numpy()
    return np.where(said & ~(volts < least), BELOW, volts), said | (volts < least)


def kilovolts(values: pd.Series) -> npt.NDArray[np.float64]:
    """Give voltages in kilovolts; no line carries a thousand of them, so those were volts."""
    volts = values.to_numpy(dtype=float)
    return np.where(volts >= VOLTS_FROM, volts / 1_000.0, volts)


def line_names(
    lines: gpd.GeoDataFrame, volts: npt.NDArray[np.float64], words: dict[str, str]
) -> npt.NDArray[np.object_]:
    """Name each line as its producer does, else by its voltage and its operator: ``Ligne 225 kV (RTE)``."""
    kinds, place = np.unique(np.where(np.isnan(volts), -1.0, volts), return_inverse=True)
    said = [_kind(kind, words) for kind in kinds]
    built = np.array(said, dtype=object)[place.ravel()] if len(lines) else np.empty(0, dtype=object)
    owner = lines["gestionnaire"]
    built = built + np.where(owner.isna(), "", " (" + owner.fillna("").astype(str) + ")").astype(object)
    return np.where(lines["nom"].isna(), built, lines["nom"].to_numpy(dtype=object))


def _kind(volts: float, words: dict[str, str]) -> str:
    if volts < 0.0:
        return words["inconnue"]
    return words["hta"] if volts == BELOW else words["tension"].format(kv=f"{volts:g}")


def inferred_kilovolts(
    posts: npt.NDArray[np.object_],
    lines: npt.NDArray[np.object_],
    volts: npt.NDArray[np.float64],
    within: float,
    between: tuple[float, float],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.object_]]:
    """Infer the voltage of substations from the lines that reach them.

    :param volts: (m,) voltage of each line, NaN where unknown.
    :param within: metres between a line and the substation it reaches.
    :param between: voltages, the second left out, of the lines that feed a substation of the distribution grid.
    :returns: the highest voltage of those lines (NaN where none reaches it), and ``oui`` or ``non`` (None) as one of
        them feeds it.
    """
    told = np.flatnonzero(~np.isnan(volts))
    post, line = shapely.STRtree(lines[told]).query(posts, predicate="dwithin", distance=within)
    reached = volts[told][line]
    highest = np.full(len(posts), -np.inf)
    np.maximum.at(highest, post, reached)
    known = np.isfinite(highest)
    feeds = np.zeros(len(posts), dtype=bool)
    feeds[post[(reached >= between[0]) & (reached < between[1])]] = True
    return np.where(known, highest, np.nan), np.where(known, np.where(feeds, "oui", "non"), None)
