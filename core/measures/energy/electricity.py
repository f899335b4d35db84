"""Electricity: the nearest substations and lines of each voltage, and of the medium voltage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...nearest import nearest_objects
from ...resources import resource
from .telling import names_of, nearer, nearest_pair, unknown_pair
from .voltage import inferred_kilovolts, kilovolts, line_kilovolts, line_names

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from .reading import Surroundings, Told

SUBSTATIONS, LINES, POSTS = "poste_htb", "ligne_electrique", "poste_hta"


def electricity(around: Surroundings) -> Told:
    """Measure the distance to substations and lines; what is asked of an absent layer stays unknown."""
    told = around.settle(partial(_lines, around))
    told |= around.settle(partial(_substations, around))
    told |= around.settle(partial(_medium_voltage, around))
    _tell_inferred(around)
    return told


def domains() -> dict[str, tuple[float, float]]:
    """Give the voltages of each high-voltage domain: from, in kV, and up to, which is no more of it."""
    least = resource("measures/energy")["domaines"]["min_kv"]
    return {name: (low, high) for (name, low), high in zip(least.items(), [*list(least.values())[1:], np.inf])}


def _lines(around: Surroundings, far: bool) -> Told:
    """Measure to the lines of each domain; a line of unknown voltage may be of any."""
    lines, count = around.read(LINES, far), len(around.shapes)
    told: Told = {}
    if lines is not None:
        shapes, volts, names, hta = _described(lines)
    for name, (low, high) in domains().items():
        key = f"ligne_{name}"
        if lines is None:
            told |= unknown_pair(key, count)
            continue
        chosen, unsure = (volts >= low) & (volts < high), bool(np.isnan(volts).any())
        told |= nearest_pair(key, around.shapes, shapes, names, chosen, unsure, around.report)
    return told


def _described(
    lines: gpd.GeoDataFrame,
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.float64], npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """Give the shapes, kilovolts and names of lines, and whether each is HTA."""
    figures = resource("measures/energy")
    volts, hta = line_kilovolts(lines, figures["tension_min_kv"]["value"])
    return lines.geometry.to_numpy(), volts, line_names(lines, volts, figures["lignes"]), hta


def _substations(around: Surroundings, far: bool) -> Told:
    """Measure to the HTB substations: all of them, those of each domain, and those that feed the distribution grid.

    In a layer that gives voltages an unknown one is left out; where they are inferred, or nobody gives any, it counts
    as HTB, and as of no domain.
    """
    posts, count = around.read(SUBSTATIONS, far), len(around.shapes)
    keys = ("htb", "poste_source", *domains())
    if posts is None:
        unknown = {"htb_kv": np.full(count, np.nan)}
        return unknown | {name: value for key in keys for name, value in unknown_pair(key, count).items()}
    shapes, names = posts.geometry.to_numpy(), names_of(posts, SUBSTATIONS)
    volts, source, given = _voltages(around, posts, far)
    unsure = not given and bool(np.isnan(volts).any())
    least = float(resource("measures/energy")["tension_min_kv"]["value"])
    high = (volts >= least) | (np.isnan(volts) & (not given))
    found = nearest_objects(around.shapes, shapes[high], around.report)
    told: Told = {
        "htb_km": found.kilometres,
        "htb_kv": found.of(volts[high]).astype(float),
        "htb_nom": found.named(names[high]),
    }
    feeds = source == "oui"
    unclear = bool(pd.isna(source).any())
    told |= nearest_pair("poste_source", around.shapes, shapes, names, feeds, unclear, around.report)
    for name, (low, top) in domains().items():
        chosen = (volts >= low) & (volts < top)
        told |= nearest_pair(name, around.shapes, shapes, names, chosen, unsure, around.report)
    return told


def _voltages(
    around: Surroundings, posts: gpd.GeoDataFrame, far: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.object_], bool]:
    """Give the kilovolts of each substation, whether it feeds the distribution grid (oui, non, None), and whether the
    layer itself gives voltages.
    """
    figures = resource("measures/energy")
    between = domains()[figures["poste_source"]["domaine"]]
    volts = kilovolts(posts["tension_kv"])
    given = bool((~np.isnan(volts)).any())
    source = np.full(len(posts), None, dtype=object)
    lines = None if given else around.read(LINES, far)
    if given:
        # What a layer with voltages gives none for is dead, or runs on direct current: it feeds nothing.
        source = np.where((volts >= between[0]) & (volts < between[1]), "oui", "non").astype(object)
    elif lines is not None:
        shapes, reached, _, _ = _described(lines)
        within = float(figures["tension_deduite_m"]["value"])
        volts, source = inferred_kilovolts(posts.geometry.to_numpy(), shapes, reached, within, between)
    said = posts["poste_source"].to_numpy(dtype=object)
    return volts, np.where(posts["poste_source"].notna(), said, source), given


def _medium_voltage(around: Surroundings, far: bool) -> Told:
    """Measure to the HTA/BT posts (``bt``), and to the nearer of them and of a line below HTB (``hta``)."""
    posts, count = around.read(POSTS, far), len(around.shapes)
    if posts is None:
        return unknown_pair("bt", count) | unknown_pair("hta", count)
    every = np.ones(len(posts), dtype=bool)
    told = nearest_pair(
        "bt", around.shapes, posts.geometry.to_numpy(), names_of(posts, POSTS), every, False, around.report
    )
    lines = around.read(LINES, far)
    if lines is None:
        return told | {"hta_km": told["bt_km"], "hta_nom": told["bt_nom"]}
    shapes, _, names, hta = _described(lines)
    line = nearest_pair("ligne", around.shapes, shapes, names, hta, False, around.report)
    both = nearer("hta", "bt", "ligne", told | line)
    return {"hta_km": both["hta_km"], "hta_nom": both["hta_nom"], "bt_km": told["bt_km"], "bt_nom": told["bt_nom"]}


def _tell_inferred(around: Surroundings) -> None:
    """Say how many substations got their voltage from lines, and how many have none, among those near the sites."""
    posts, lines = around.read(SUBSTATIONS, False), around.read(LINES, False)
    if posts is None or lines is None or posts.empty or posts["tension_kv"].notna().any():
        return
    known = int((~np.isnan(_voltages(around, posts, False)[0])).sum())
    around.report.warn("voltage_inferred", role=SUBSTATIONS, count=known, unknown=len(posts) - known)
