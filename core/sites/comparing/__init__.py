"""Compares two dates of an inventory: what was added, removed, redrawn, divided, joined, and which values changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...report import Report
from ...resources import resource
from .matching import Matches, match
from .redrawn import redrawn
from .steps import read_steps, why
from .values import changed_values

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLUMNS", "Comparison", "compare_inventories", "read_steps"]

COLUMNS = [
    "changement",
    "site_id",
    "site_id_avant",
    "site_nom",
    "sites_avant",
    "sites_apres",
    "champ",
    "valeur_avant",
    "valeur_apres",
    "surface_avant_m2",
    "surface_apres_m2",
    "gagne_m2",
    "perdu_m2",
    "distance_m",
    "pourquoi",
    "resume",
]
ADDED, REMOVED, RENAMED, DIVIDED, JOINED, REDRAWN, STATUS, CLASS, VALUE = (
    "ajoute",
    "retire",
    "renomme",
    "divise",
    "reuni",
    "redessine",
    "statut",
    "classe",
    "valeur",
)
#: the order of the changes of one site
ORDER = (ADDED, REMOVED, RENAMED, DIVIDED, JOINED, REDRAWN, STATUS, CLASS, VALUE)
#: fields whose change is of a kind of its own
OWN_KIND = {"site_statut": STATUS, "classe_maturite": CLASS}
_FIGURES = ["surface_avant_m2", "surface_apres_m2", "gagne_m2", "perdu_m2", "distance_m"]


@dataclass(frozen=True)
class Comparison:
    """The changes (columns :data:`COLUMNS` and the geometry of after, or of before where the site is gone)."""

    changes: gpd.GeoDataFrame

    def count(self, kind: str) -> int:
        """Count the changes of a kind (:data:`ADDED` … :data:`VALUE`)."""
        return int((self.changes["changement"] == kind).sum())


def compare_inventories(
    before: gpd.GeoDataFrame,
    after: gpd.GeoDataFrame,
    *,
    steps: tuple[pd.DataFrame | None, pd.DataFrame | None] = (None, None),
    language: str = "fr",
    report: Report | None = None,
) -> Comparison:
    """Compare two imported inventories (index ``site_id``), one row per change; what is unchanged is not listed.

    Sites are the same by identifier; those without a counterpart by their land (`resources/merging/comparaison.json`).
    A column that only one of the two has is told once, as a warning.

    :param steps: the procedures of before and after, where both are studies: they say why a class changed.
    :param language: of ``resume``, ``fr`` or ``en``.
    """
    report = report or Report()
    before, after = _ready(before), _ready(after)
    if before.crs != after.crs:
        before = before.to_crs(after.crs)
    _tell_columns(before, after, report)
    report.step("compare_match", before=len(before), after=len(after))
    report.progress(0.1)
    found = match(before, after, report)
    report.step("compare_values")
    report.progress(0.6)
    parts = [*_whole_sites(found, before, after), pd.DataFrame(list(_parts(found, before, after)))]
    alone = ~found.pairs["site_id"].isin(found.in_parts) & ~found.pairs["site_id_avant"].isin(found.in_parts)
    parts.append(redrawn(found.pairs[alone], before, after).assign(changement=REDRAWN))
    report.progress(0.8)
    values = changed_values(found.pairs, before, after, report)
    values = values.assign(changement=values["champ"].map(OWN_KIND).fillna(VALUE), pourquoi=None)
    moved = (values["changement"] == CLASS).to_numpy()
    if moved.any():
        values.loc[moved, "pourquoi"] = why(values[moved], before, after, steps, language)
    parts.append(values)
    return Comparison(_table(parts, before, after, language))


def _ready(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return sites.set_axis(sites.index.astype(str)).rename_axis("site_id")


def _tell_columns(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, report: Report) -> None:
    new, gone = after.columns.difference(before.columns), before.columns.difference(after.columns)
    if len(new):
        report.warn("compare_columns_new", columns=list(new))
    if len(gone):
        report.warn("compare_columns_gone", columns=list(gone))


def _whole_sites(found: Matches, before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> Iterator[pd.DataFrame]:
    """Give the changes of sites that stand for one of the other date, or for none."""
    renamed = found.pairs[found.pairs["site_id"] != found.pairs["site_id_avant"]]
    for kind, old, new in (
        (RENAMED, renamed["site_id_avant"].tolist(), renamed["site_id"].tolist()),
        (ADDED, [], found.added),
        (REMOVED, found.removed, []),
    ):
        shapes = (after.geometry.loc[new] if new else before.geometry.loc[old]).to_numpy()
        yield pd.DataFrame(
            {
                "changement": kind,
                "site_id": new or old,
                "site_id_avant": old or None,
                "surface_avant_m2": _areas(before.geometry.loc[old].to_numpy()) if old else np.nan,
                "surface_apres_m2": _areas(after.geometry.loc[new].to_numpy()) if new else np.nan,
                "geometry": shapes,
            }
        )


def _parts(found: Matches, before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """Give the sites that were divided or joined, with the land gained and lost in all."""
    divided = [(DIVIDED, site, [site], pieces) for site, pieces in found.divided.items()]
    joined = [(JOINED, site, pieces, [site]) for site, pieces in found.joined.items()]
    for kind, site, old, new in (*divided, *joined):
        was, is_ = before.geometry.loc[old].union_all(), after.geometry.loc[new].union_all()
        areas = _areas(np.array([was, is_], dtype=object))
        drawn = bool(np.isfinite(areas).all())
        yield {
            "changement": kind,
            "site_id": site,
            "site_id_avant": site if kind == DIVIDED else None,
            "sites_avant": "|".join(old),
            "sites_apres": "|".join(new),
            "surface_avant_m2": areas[0],
            "surface_apres_m2": areas[1],
            "gagne_m2": is_.difference(was).area if drawn else np.nan,
            "perdu_m2": was.difference(is_).area if drawn else np.nan,
            "geometry": None if is_.is_empty else is_,
        }


def _areas(shapes: np.ndarray) -> np.ndarray:
    """Measure surfaces in m²; NaN for what is none."""
    return np.where(shapely.get_dimensions(shapes) == 2, shapely.area(shapes), np.nan)


def _table(
    parts: list[pd.DataFrame], before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, language: str
) -> gpd.GeoDataFrame:
    """Lay the changes under each other, by site, with a sentence each."""
    table = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    table = table.reindex(columns=[*COLUMNS, "geometry"])
    # Without any change pandas would take every column for numbers.
    table[_FIGURES] = table[_FIGURES].astype(float).round(1)
    texts = [name for name in COLUMNS if name not in _FIGURES]
    table[texts] = table[texts].astype(object)
    for sites, key in ((after, "site_id"), (before, "site_id_avant")):
        if "site_nom" in sites:
            table["site_nom"] = table["site_nom"].fillna(table[key].map(sites["site_nom"]))
    table["resume"] = pd.Series(_sentences(table, language), index=table.index, dtype=object)
    order = {kind: place for place, kind in enumerate(ORDER)}
    table = table.iloc[
        np.lexsort((table["champ"].fillna(""), table["changement"].map(order), table["site_id"].astype(str)))
    ]
    return gpd.GeoDataFrame(table.reset_index(drop=True), geometry="geometry", crs=after.crs)


def _sentences(table: pd.DataFrame, language: str) -> list[str]:
    """Say each change in a sentence; a point that moved has its own, and a value that is not quoted."""
    said = resource("merging/comparaison")["changements"]
    moved = (table["changement"] == REDRAWN) & table["gagne_m2"].isna() & table["perdu_m2"].isna()
    unquoted = (table["changement"] == VALUE) & table["valeur_avant"].isna() & table["valeur_apres"].isna()
    kinds = table["changement"].mask(moved, "deplace").mask(unquoted, "valeur_tue")
    facts = table.drop(columns="geometry").astype(object)
    facts[_FIGURES] = table[_FIGURES].apply(lambda figures: figures.map("{:.0f}".format, na_action="ignore"))
    facts = facts.where(facts.notna(), "–")
    return [said[kind][language].format_map(row) for kind, row in zip(kinds, facts.to_dict("records"))]
