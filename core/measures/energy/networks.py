"""Gas, heat, water, waste water and fibre: the nearest of each, and whether a site is served."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...resources import resource
from ...sites.fields import known
from ...territory.words import said_as
from .telling import names_of, nearest_pair, unknown_pair

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from .reading import Surroundings, Told

GAS, GAS_TYPES = "reseau_gaz", ("transport", "distribution")
#: key of the columns → role of the layer
OTHERS = {
    "chaleur": "reseau_chaleur",
    "eau": "reseau_eau",
    "assainissement": "reseau_assainissement",
    "fibre": "reseau_fibre",
}
#: column that tells whether a site is served → key of the distance
SERVED = {"desservi_eau": "eau", "desservi_assainissement": "assainissement", "desservi_fibre": "fibre"}


def networks(around: Surroundings) -> Told:
    """Measure the distance to each network."""
    told = around.settle(partial(_gas, around))
    for key, role in OTHERS.items():
        told |= around.settle(partial(_network, around, key, role))
    return told


def _network(around: Surroundings, key: str, role: str, far: bool) -> Told:
    rows = around.read(role, far)
    if rows is None:
        return unknown_pair(key, len(around.shapes))
    every, mixed = np.ones(len(rows), dtype=bool), rows.attrs["dialect"].get("mixed", False)
    return nearest_pair(key, around.shapes, rows.geometry.to_numpy(), names_of(rows, role), every, mixed, around.report)


def _gas(around: Surroundings, far: bool) -> Told:
    """Measure to the gas network, and to each of its two kinds where the layer tells them apart.

    A layer that is about one kind alone (``types`` of its dialect) knows nothing of the other; one of pipelines of all
    sorts (``mixed``) that holds no gas is not the layer of gas, and knows nothing.
    """
    rows, count = around.read(GAS, far), len(around.shapes)
    if rows is None:
        keys = ("gaz", *(f"gaz_{kind}" for kind in GAS_TYPES))
        return {name: value for key in keys for name, value in unknown_pair(key, count).items()}
    told = _network(around, "gaz", GAS, far)
    shapes, names, kinds = rows.geometry.to_numpy(), names_of(rows, GAS), rows["type"]
    dialect = rows.attrs["dialect"]
    for kind in GAS_TYPES:
        unsure = kind not in dialect.get("types", GAS_TYPES) or dialect.get("mixed", False) or bool(kinds.isna().any())
        chosen = (kinds == kind).to_numpy()
        told |= nearest_pair(f"gaz_{kind}", around.shapes, shapes, names, chosen, unsure, around.report)
    return told


def served(sites: gpd.GeoDataFrame, told: Told, report: Report) -> Told:
    """Tell of water, waste water and fibre whether they serve each site (oui, non, None), and the share of oui.

    What the inventory says wins; else a network within the distance of the resources serves the site, and one that is
    farther does not.
    """
    figures = resource("measures/energy")["presence"]
    columns: Told = {}
    for column, key in SERVED.items():
        metres = 1_000.0 * told[f"{key}_km"]
        near = np.where(metres <= figures["distance_m"]["value"], "oui", "non").astype(object)
        near[np.isnan(metres)] = None
        said = _said(sites, figures["inventaire"][column], figures["mots"], report)
        columns[column] = np.where(pd.isna(said), near, said)
    answers = np.column_stack(list(columns.values()))
    answered = pd.notna(answers).sum(axis=1)
    share = np.full(len(sites), np.nan)
    np.divide((answers == "oui").sum(axis=1), answered, out=share, where=answered > 0)
    return {**columns, "reseaux": share}


def _said(sites: gpd.GeoDataFrame, names: list[str], words: dict[str, Any], report: Report) -> npt.NDArray[np.object_]:
    """Give what the inventory says: oui, non, or None; the first of its columns that speaks counts."""
    own = {str(column).lower(): column for column in sites.columns}
    answer = pd.Series(None, index=sites.index, dtype=object)
    for name in names:
        if name not in own:
            continue
        values = known(sites[own[name]].astype(object))
        texts = values.map(str, na_action="ignore")
        meant = said_as(texts, words, None)
        lost = int((values.notna() & meant.isna()).sum())
        if lost:
            report.warn("network_not_understood", column=str(own[name]), count=lost)
        answer = answer.where(answer.notna(), meant)
    return answer.where(answer.notna(), None).to_numpy(dtype=object)
