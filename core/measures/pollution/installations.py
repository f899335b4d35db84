"""The classified installations on the sites: how many, under which regime, in which state, and Seveso near by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...nearest import nearest_objects
from ...resources import resource
from .evidence import without_persons

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...territory import Territory
    from .records import Search
    from .registers import Register

ROLE = "icpe"
#: worst first
TIERS = ("haut", "bas")
Told = dict[str, Any]


def installations(register: Register | None, search: Search) -> Told:
    """Count and describe the installations on each site; unknown where nobody looked.

    What is found stands, even where the register is not complete; that there is none needs all of it.

    :param register: the register as it was read; None where the territory has none.
    """
    count = len(search.places.shapes)
    if register is None:
        return {**_unknown(count), **_nearest(None, search)}
    figures = resource("measures/pollution")["icpe"]
    here = pd.concat(register.present, ignore_index=True) if register.present else pd.DataFrame({"site": []})
    here = here[~here["regime"].isin(figures["neutres"])] if len(here) else here
    number = np.bincount(here["site"].astype(np.int64), minlength=count).astype(float)
    none = (number == 0) & register.searched & search.places.shaped
    told = _unknown(count)
    told["icpe_nombre"] = np.where((number > 0) | none, number, np.nan)
    if len(here):
        told["icpe_regime"] = _first(here, "regime", list(figures["regimes"]), count)
        known = pd.Series(told["icpe_regime"]).map(figures["regimes"])
        told["icpe_regime"] = known.where(known.notna(), None).to_numpy(dtype=object)
        told["icpe_etat"] = _first(here, "etat", figures["etats"], count)
        told["seveso"] = _tier(here, count, figures, register.searched)
    for column, word in figures["aucun"].items():
        told[column][none] = word
    return {**told, **_nearest(register, search)}


def _unknown(count: int) -> Told:
    texts = {column: np.full(count, None, dtype=object) for column in ("icpe_regime", "icpe_etat", "seveso")}
    return {"icpe_nombre": np.full(count, np.nan), **texts}


def _first(here: pd.DataFrame, field: str, order: list[str], count: int) -> npt.NDArray[np.object_]:
    """Give for each site the first value of an order that one of its installations has; None where none has any."""
    rank = here[field].map({value: place for place, value in enumerate(order)}).to_numpy(dtype=float)
    best = np.full(count, np.inf)
    np.fmin.at(best, here["site"].to_numpy(dtype=np.int64), rank)
    told = np.full(count, None, dtype=object)
    there = np.isfinite(best)
    told[there] = np.array(order, dtype=object)[best[there].astype(np.int64)]
    return told


def _tier(here: pd.DataFrame, count: int, figures: dict, searched: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    """Give the worst tier on each site; non only where every installation is known to be none, and all are known."""
    said = _seveso(here, figures)
    told = _first(here.assign(seveso=said), "seveso", [*TIERS, "non"], count)
    unsure = np.zeros(count, dtype=bool)
    unsure[here["site"].to_numpy(dtype=np.int64)[pd.isna(said)]] = True
    told[(told == "non") & (unsure | ~searched)] = None
    return told


def _seveso(rows: pd.DataFrame, figures: dict) -> npt.NDArray[np.object_]:
    """Give the tier of each installation; what does not say it is none, under a regime that knows no Seveso."""
    never = rows["regime"].isin(figures["seveso_sans_mention"]) & rows["seveso"].isna()
    return rows["seveso"].where(~never, "non").to_numpy(dtype=object)


def _nearest(register: Register | None, search: Search) -> Told:
    """Measure to the nearest Seveso establishment of the whole register, from the edge of each site.

    A register that holds a part of them tells the nearest it has; only a whole one tells that there is none.
    """
    count, territory = len(search.places.shapes), search.territory
    unknown = {"seveso_m": np.full(count, np.nan), "seveso_nom": np.full(count, None, dtype=object)}
    tiers = territory.values(ROLE, "seveso") if register is not None else None
    if register is None or tiers is None or not territory.has_shapes(ROLE):
        return unknown
    rows = territory.read(ROLE, fields=("identifiant", "nom"), among=("seveso", TIERS))
    if rows is None or (not len(rows) and (not register.whole or _may_hide_some(territory, tiers))):
        return unknown
    names = without_persons(rows["nom"].where(rows["nom"].notna(), rows["identifiant"]))
    found = nearest_objects(search.places.shapes, rows.geometry.to_numpy(), search.report)
    # Where the register was not collected another may be nearer, unless this one lies on the site.
    told = register.collected | (found.metres == 0)
    words = np.where(told, found.named(names), None)
    return {"seveso_m": np.where(told, found.metres, np.nan), "seveso_nom": words}


def _may_hide_some(territory: Territory, tiers: pd.Series) -> bool:
    """Tell whether some installation does not say its tier, under a regime that knows Seveso."""
    never = resource("measures/pollution")["icpe"]["seveso_sans_mention"]
    regimes = territory.values(ROLE, "regime")
    return bool((tiers.isna() & (True if regimes is None else ~regimes.isin(never))).any())
