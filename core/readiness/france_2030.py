"""The five criteria of France 2030 for turnkey sites, as a check of each site, and when it becomes available."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..conditions import judge
from ..resources import resource
from ..sites.fields import number

if TYPE_CHECKING:
    import numpy.typing as npt

    from .state import State
    from .steps import Procedures

PREFIX = "f2030_"
#: columns of a site that criteria read as a share, or as a number
NEW, AREA, SCORE = "nouvelle_artif_m2", "surface_m2", "score"


def criteria() -> list[dict[str, Any]]:
    """Give the five criteria (`resources/readiness/france_2030.json`)."""
    return list(resource("readiness/france_2030")["criteres"])


def check(
    facts: pd.DataFrame, procedures: Procedures, state: State, in_time: npt.NDArray[np.object_]
) -> dict[str, npt.NDArray[Any]]:
    """Judge the five criteria for n sites: ``f2030_<id>`` oui, non or None, and ``f2030_nombre``, how many are met.

    :param facts: the columns of the sites, those of the score too.
    :param in_time: whether each site is ready in time: oui, non, None where what is unknown decides.
    """
    status = {
        f"etape.{step.id}": pd.Series(state.status[:, place], index=facts.index, dtype=object)
        for place, step in enumerate(procedures.steps)
    }
    asked = facts.assign(**status, pret_a_temps=in_time, nouvelle_artif_part=_share(facts))
    if SCORE in asked:  # a file may hold it as a text
        asked[SCORE] = number(asked[SCORE])
    told: dict[str, npt.NDArray[Any]] = {}
    for said in criteria():
        held = judge(said["when"], asked)
        told[PREFIX + said["id"]] = np.where(held.isna(), None, np.where(held.fillna(False), "oui", "non"))
    told[f"{PREFIX}nombre"] = np.sum([values == "oui" for values in told.values()], axis=0).astype(float)
    return told


def _share(facts: pd.DataFrame) -> pd.Series:
    """Give the share of each site that the programme newly artificialises; NaN where either is unknown."""
    if NEW not in facts or AREA not in facts:
        return pd.Series(np.nan, index=facts.index)
    area = number(facts[AREA])
    return number(facts[NEW]) / area.where(area > 0)


def horizons(
    found: npt.NDArray[np.object_], days: pd.DatetimeIndex, vetoed: str, language: str
) -> npt.NDArray[np.object_]:
    """Name for each site the wave in which it becomes available; None where a veto holds.

    :param found: the classes; `days`: when each site is ready; `vetoed`: the class of a veto.
    """
    told = np.full(len(found), None, dtype=object)
    for said in reversed(resource("readiness/france_2030")["horizons"]):
        holds = np.ones(len(found), dtype=bool)
        if "classe" in said:
            holds &= found == said["classe"]
        if "jusqu_a" in said:
            holds &= np.asarray(days <= pd.Timestamp(said["jusqu_a"]))
        told[holds] = said["label"][language]
    told[found == vetoed] = None
    return told
