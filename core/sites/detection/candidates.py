"""From the evidence that parcels bear to candidates: points, class, words, and the fields of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..locating.origin import PARCELS
from ..parcels import REFERENCES
from .search import SEPARATOR

if TYPE_CHECKING:
    from datetime import date

    from ...report import Report
    from .rules import Evidence, Rule

#: what the candidates say of themselves in the inventory
STATUS, TYPE = "friche potentielle", "inconnu"
SOURCE = "Gisement, détection de friches potentielles"
#: units merged between two questions whether to stop
UNITS_AT_ONCE = 500


def score(borne: pd.DataFrame, rules: list[Rule]) -> pd.Series:
    """Add up the points of each unit.

    In a family only the strongest evidence for disuse counts, and the strongest against it: two registers that tell
    the same fact are not two facts.

    :param borne: one row per unit, one column of booleans per rule id.
    """
    total = pd.Series(0.0, index=borne.index)
    for family in dict.fromkeys(rule.family for rule in rules):
        points = np.column_stack([borne[rule.id] * rule.points for rule in rules if rule.family == family])
        total += np.maximum(points.max(axis=1), 0.0) + np.minimum(points.min(axis=1), 0.0)
    return total


def gather(parcels: gpd.GeoDataFrame, unit: pd.Series, borne: pd.DataFrame, report: Report) -> gpd.GeoDataFrame:
    """Make one row per land unit: its shape and its parcels.

    :param parcels: ``idu``, ``code_insee`` and geometry of all parcels.
    :param unit: number of the unit of each parcel that is in one.
    :param borne: evidence of the units wanted (index: their numbers), one column per rule id.
    :returns: index: smallest ``idu`` of the unit, in order; columns ``parcelles`` (joined), ``comm_insee``, those of
        `borne`, geometry.
    """
    unit = unit[unit.isin(borne.index)]
    inside = parcels.loc[unit.index].assign(unit=unit).sort_values(["unit", "idu"], kind="stable")
    number, first = np.unique(inside["unit"].to_numpy(), return_index=True)
    # Nothing splits into one piece, which belongs to no unit.
    ids, pieces = (np.split(inside[name].to_numpy(), first[1:])[: len(number)] for name in ("idu", "geometry"))
    units = borne.loc[number].assign(
        candidat_id=inside["idu"].to_numpy()[first],
        comm_insee=inside["code_insee"].to_numpy()[first],
        parcelles=[SEPARATOR.join(dict.fromkeys(each)) for each in ids],
    )
    shapes = np.empty(len(number), dtype=object)
    for row, parts in enumerate(pieces):
        if row % UNITS_AT_ONCE == 0:
            report.check()
        shapes[row] = shapely.union_all(parts)
    return gpd.GeoDataFrame(units, geometry=shapes, crs=parcels.crs).set_index("candidat_id").sort_index()


def describe(
    units: gpd.GeoDataFrame, evidence: Evidence, not_searched: list[str], language: str, day: date
) -> gpd.GeoDataFrame:
    """Give the candidates their columns, those of the national standard first.

    :param units: as :func:`gather` gives them, with ``force`` (points), ``comm_nom`` and the fields that rules fill.
    :param not_searched: ids of the rules whose layer or table nobody gave.
    :param language: ``fr`` or ``en``, for the sentences.
    :param day: when the candidates were found.
    """
    borne = {rule.id: units[rule.id].to_numpy(dtype=bool) for rule in evidence.rules}
    ids = units.index.to_series().astype(object)
    site_id = units["comm_insee"].astype(object) + "_" + ids.str[5:]
    area = shapely.area(units.geometry.to_numpy())
    filled = list(dict.fromkeys(field for rule in evidence.rules for field in rule.fills))
    sites = pd.DataFrame(
        {
            "site_nom": "Friche potentielle " + site_id,
            "site_type": TYPE,
            "site_identif_date": day.isoformat(),
            "site_actu_date": day.isoformat(),
            "site_statut": STATUS,
            "comm_nom": units["comm_nom"],
            "comm_insee": units["comm_insee"],
            "unite_fonciere_surface": np.round(area).astype(np.int64),
            REFERENCES: units["parcelles"],
            **{field: units[field] for field in filled if field in units},
            "source_nom": SOURCE,
            "candidat_id": ids,
            "surface_m2": np.round(area, 2),
            "parcelles": units["parcelles"],
            "indices": _joined(borne, {rule.id: rule.id for rule in evidence.rules}, SEPARATOR),
            "indices_texte": _joined(borne, {rule.id: _sentence(rule, language) for rule in evidence.rules}, " ; "),
            "force": units["force"],
            "classe": _classes(units["force"], evidence.classes),
            "a_confirmer": _joined(borne, {rule.id: rule.to_confirm[language] for rule in evidence.rules}, " ; "),
            "indices_non_cherches": SEPARATOR.join(not_searched) or None,
            "emprise_origine": PARCELS,
        },
        index=units.index,
    )
    shapes = units.geometry.to_numpy()
    return gpd.GeoDataFrame(sites, geometry=shapes, crs=units.crs).set_index(pd.Index(site_id, name="site_id"))


def _sentence(rule: Rule, language: str) -> str:
    return f"{rule.label[language]} ({rule.points:+g})"


def _joined(borne: dict[str, np.ndarray], words: dict[str, str], separator: str) -> list[str]:
    """Join the words of the evidence that each candidate bears, each word once, in the order of the rules."""
    rows = zip(*borne.values())
    said = list(words.values())
    return [separator.join(dict.fromkeys(word for word, holds in zip(said, row) if holds)) for row in rows]


def _classes(points: pd.Series, classes: list[tuple[str, float]]) -> np.ndarray:
    """Give the strongest class that the points reach; the weakest to those below it, which the user let in."""
    reached = [points.to_numpy() >= least for _, least in classes]
    return np.select(reached, [name for name, _ in classes], default=classes[-1][0])
