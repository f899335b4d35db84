"""Planning: what the zoning lets be built, by share of area, or as the inventory says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..resources import resource
from ..sites.fields import known
from ..sites.footprint import has_shape
from .measure import Column, Measure, Measured, Request
from .overlay import shares

if TYPE_CHECKING:
    import geopandas as gpd

    from ..report import Report
    from ..territory import Territory


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the vocation of the zoning: by the zones' shares of the footprint, else by the inventory's own fields."""
    purposes = _purposes(sites.get("urba_zone_lib"), sites.get("urba_zone_formdomi"), sites.index)
    said = _vocations(sites.get("urba_zone_type"), purposes, sites.index)
    in_town = _in_town(sites.get("urba_zone_type"), sites.index)
    rules = resource("measures/planning")["vocations"]
    utility = {rule["vocation"]: rule["utilite"] for rule in rules}
    compatible = {rule["vocation"]: rule["compatible"] for rule in rules}
    values = pd.DataFrame(
        {
            "zone_vocation": said.map(utility).astype(float),
            "zone_dominante": said,
            "zone_compatible_part": said.map(compatible).astype(float),
            "zone_u": in_town,
            "viabilise": in_town,
        },
        index=sites.index,
    )
    zones = territory.read("zone_urba")
    if zones is None:
        report.warn("role_absent", role="zone_urba", measure="planning")
        return Measured(values)
    measurable = has_shape(sites)
    zoned = shares(
        np.where(measurable, sites.geometry.to_numpy(), None),
        zones.geometry.to_numpy(),
        _vocations(zones["typezone"], zones["formdomi"], zones.index),
    )
    covered = zoned.sum(axis=1).to_numpy()
    measured = pd.Series(measurable & (covered > 0), index=sites.index)
    if not measured.any():
        return Measured(values)
    served = shares(
        np.where(measurable, sites.geometry.to_numpy(), None),
        zones.geometry.to_numpy(),
        _in_town(zones["typezone"], zones.index),
    )
    urban = np.where(served.get("oui", 0.0) >= covered / 2.0, "oui", "non")[measured]
    values.loc[measured, "zone_u"] = values.loc[measured, "viabilise"] = urban
    zoned.index = sites.index
    zoned = zoned[measured]
    total = zoned.sum(axis=1)
    values.loc[measured, "zone_vocation"] = (zoned * pd.Series(utility)[zoned.columns]).sum(axis=1) / total
    values.loc[measured, "zone_compatible_part"] = (zoned * pd.Series(compatible)[zoned.columns]).sum(axis=1) / total
    values.loc[measured, "zone_dominante"] = zoned.idxmax(axis=1)
    return Measured(values)


def _vocations(kinds: pd.Series | None, purposes: pd.Series | None, index: pd.Index) -> pd.Series:
    """Give the vocation of each zone from its kind and main purpose; None where the kind is unknown."""
    if kinds is None:
        return pd.Series(None, index=index, dtype=object)
    kind = known(kinds.astype(object)).astype(str)
    purpose = known(purposes.astype(object)) if purposes is not None else pd.Series(None, index=index, dtype=object)
    purpose = purpose.map(_purpose_code)
    vocation = pd.Series(None, index=index, dtype=object)
    for rule in reversed(resource("measures/planning")["vocations"]):
        holds = kind.isin(rule["typezone"])
        if rule.get("formdomi"):
            holds &= purpose.str.startswith(tuple(rule["formdomi"]))
        vocation = vocation.where(~holds, rule["vocation"])
    return vocation


def _purposes(labels: pd.Series | None, codes: pd.Series | None, index: pd.Index) -> pd.Series:
    """Give the purpose of the inventory's zones: that of the label's words where they tell one, else of the code."""
    unknown = pd.Series(None, index=index, dtype=object)
    code = unknown if codes is None else codes.astype(object)
    if labels is None:
        return code
    text = known(labels.astype(object)).fillna("").astype(str).str.lower()
    words = resource("measures/planning")["mots"]
    work, homes = (text.str.contains("|".join(words[name]), regex=True) for name in ("activité", "habitat"))
    return code.mask(work & ~homes, "activité").mask(homes & ~work, "habitat")


def _in_town(kinds: pd.Series | None, index: pd.Index) -> pd.Series:
    """Tell whether a zone is urban (U), which public networks then serve; None where its kind is unknown."""
    if kinds is None:
        return pd.Series(None, index=index, dtype=object)
    said = resource("measures/planning")["viabilise"]
    answer = {kind: word for word in ("oui", "non") for kind in said[word]}
    return known(kinds.astype(object)).map(answer).astype(object).where(lambda words: words.notna(), None)


def _purpose_code(value: object) -> str:
    """Bring a main purpose to its code: files drop its leading zero ("202"), some give its label instead."""
    if value is None or pd.isna(value):
        return ""
    text = str(value).split(".")[0].strip().lower()
    return text.zfill(4 if len(text) > 2 else 2) if text.isdigit() else text


MEASURE = Measure(
    name="planning",
    run=run,
    columns=(
        Column(
            "zone_vocation",
            "real",
            "",
            "Vocation économique du zonage (0 à 1)",
            "Economic purpose of the zoning (0 to 1)",
            ("zone_urba",),
        ),
        Column(
            "zone_dominante", "text", "", "Vocation dominante du zonage", "Main purpose of the zoning", ("zone_urba",)
        ),
        Column(
            "zone_compatible_part", "real", "", "Part en zone compatible", "Share in a compatible zone", ("zone_urba",)
        ),
        Column("zone_u", "text", "", "Principalement en zone U", "Mainly in a U zone", ("zone_urba",)),
        Column(
            "viabilise",
            "text",
            "",
            "Desservi par les réseaux publics",
            "Served by public networks",
            ("zone_urba",),
            "déduit du type de zone",
        ),
    ),
)
