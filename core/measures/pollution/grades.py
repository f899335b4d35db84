"""What a record of each register is worth on a site, and on a parcel that touches the site's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...folding import plain
from ...resources import resource
from .places import is_lost

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True)
class Grades:
    """What each record (m,) is worth.

    :param level: level of the ladder where it lies on a site; NaN for what is no evidence at all.
    :param beside: level where it lies on a parcel next door.
    :param unsure: whether it would be worth more, if what the register does not say were known.
    :param closed: whether the State has closed the case.
    """

    level: npt.NDArray[np.float64]
    beside: npt.NDArray[np.float64]
    unsure: npt.NDArray[np.bool_]
    closed: npt.NDArray[np.bool_]


def grades(role: str, rows: pd.DataFrame, location: npt.NDArray[np.object_]) -> Grades:
    """Grade the records of a register by `registres` of the resources.

    :param rows: fields of the role.
    :param location: how each record was located; None where nobody says.
    """
    figures = resource("measures/pollution")
    said, least = figures["registres"][role], float(figures["niveau_voisinage"])
    lost = is_lost(location)
    level, unsure, closed = (np.full(len(rows), fill) for fill in (float(said["niveau"]), False, False))
    for field, accepted in said.get("si", {}).items():
        values = location if field == "precision" else rows[field].to_numpy(dtype=object)
        fits = np.isin(values.astype(str), accepted)
        unsure |= pd.isna(values) & ~lost
        level[~fits] = least
    if "statuts" in said:
        level = _by_state(rows["statut"], said)
    if role == "icpe":
        street = np.isin(location.astype(str), figures["localisations"]["a_la_rue"])
        level = np.where(street, least, level)
        level[rows["regime"].isin(figures["icpe"]["neutres"]).to_numpy()] = np.nan
    if role == "instruction_pollution":
        closed = _closed(rows["etat"], figures["clos"]["motifs"])
    level = np.where(lost, np.minimum(level, least), level)
    beside = np.where(level == said["niveau"], float(said.get("niveau_contigu", least)), least)
    return Grades(level, beside, unsure & ~np.isnan(level), closed)


def _by_state(states: pd.Series, said: dict[str, Any]) -> npt.NDArray[np.float64]:
    """Give the level of each state; of an unknown one, that of the register."""
    worth = {state: value for state, value in said["statuts"].items() if state != "source"}
    levels = states.map({state: np.nan if value is None else float(value) for state, value in worth.items()})
    return levels.where(states.isin(list(worth)), float(said["niveau"])).to_numpy(dtype=float)


def _closed(states: pd.Series, patterns: list[str]) -> npt.NDArray[np.bool_]:
    codes, distinct = pd.factorize(states.to_numpy())
    ends = re.compile("|".join(patterns))
    found = np.array([*(bool(ends.search(plain(str(word)).strip())) for word in distinct), False])
    return found[codes]
