"""The connection that the profile's power needs: its voltage level, what it leads to, and whether that is near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import GisementError
from ...resources import resource
from .telling import nearer, unknown_pair

if TYPE_CHECKING:
    from .reading import Told


def power(need: dict[str, Any], told: Told, count: int) -> Told:
    """Repeat the megawatts that the profile asks for, and judge the connection; all is unknown where it asks for none.

    :param told: distances and names ``bt``, ``poste_source``, ``htb``, ``htb2``, ``htb3``.
    """
    asked = _megawatts(need)
    columns: Told = {
        "puissance_mw": np.full(count, asked),
        "puissance_niveau": np.full(count, None, dtype=object),
        **unknown_pair("puissance", count),
        "puissance_proche": np.full(count, None, dtype=object),
    }
    if np.isnan(asked):
        return columns
    level = level_of(asked)
    columns["puissance_niveau"][:] = level["niveau"]
    columns |= {"BT": _low, "HTA": _medium, "HTB": _high}[level["niveau"]](told, asked)
    away = columns["puissance_km"]
    near = np.where(away <= level["proche_km"], "oui", "non").astype(object)
    near[np.isnan(away)] = None
    return {**columns, "puissance_proche": near}


def level_of(megawatts: float) -> dict[str, Any]:
    """Find the lowest level that carries so many megawatts (`puissance.niveaux` of the resources)."""
    levels = resource("measures/energy")["puissance"]["niveaux"]
    return next(level for level in levels if level["max_mw"] is None or megawatts <= level["max_mw"])


def _megawatts(need: dict[str, Any]) -> float:
    """Give what the profile asks for; NaN where it says nothing.

    :raises GisementError: ``need_invalid`` for what is no quantity.
    """
    said = need.get("puissance_mw")
    if said is None:
        return float("nan")
    if isinstance(said, bool) or not isinstance(said, (int, float)) or not said >= 0.0:
        raise GisementError("need_invalid", name="puissance_mw", value=str(said))
    return float(said)


def _low(told: Told, asked: float) -> Told:
    return {"puissance_km": told["bt_km"], "puissance_nom": told["bt_nom"]}


def _medium(told: Told, asked: float) -> Told:
    """Lead to the substation that feeds the distribution grid; where nobody can tell it, to an HTB one, and say so."""
    words = resource("measures/energy")["puissance"]["a_defaut"]
    proxy = np.isnan(told["poste_source_km"]) & np.isfinite(told["htb_km"])
    instead = np.array([words.format(nom=name) for name in told["htb_nom"]], dtype=object)
    return {
        "puissance_km": np.where(proxy, told["htb_km"], told["poste_source_km"]),
        "puissance_nom": np.where(proxy, instead, told["poste_source_nom"]),
    }


def _high(told: Told, asked: float) -> Told:
    """Lead to a substation of 63 to 225 kV; to one of 225 kV or more from the megawatts of the resources on.

    Where no voltage is known, to the nearest HTB substation.
    """
    if asked >= resource("measures/energy")["puissance"]["htb2_des_mw"]["value"]:
        return nearer("puissance", "htb2", "htb3", told)
    found = nearer("puissance", "htb1", "htb2", told)
    unknown = np.isnan(found["puissance_km"])
    return {
        "puissance_km": np.where(unknown, told["htb_km"], found["puissance_km"]),
        "puissance_nom": np.where(unknown, told["htb_nom"], found["puissance_nom"]),
    }
