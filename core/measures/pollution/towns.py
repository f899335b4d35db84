"""The records that are lost in a municipality: they speak of every site of it, and of none for sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...errors import GisementError
from ...resources import resource
from . import evidence
from .grades import grades
from .places import PARCEL, insee, is_lost, located

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...territory import Territory
    from .places import Places
    from .records import Search

#: how a record without a geometry was located, unless the register says that it knows the municipality
NOWHERE = "non localisé"

#: what is told of a record without its place
TOLD = ("source", "identifiant", "numero", "nom", "precision", "role", "commune", "geometry")


def lost_records(role: str, source: str, fields: tuple[str, ...], search: Search) -> pd.DataFrame:
    """Read the records of a register that lie in the municipality of a site, nobody knows where.

    They are those without a geometry, and those whose place is no better than the municipality; of those, the ones that
    would be worth more than a neighbour if their place were known.

    :returns: columns of :data:`TOLD`.
    :raises GisementError: ``register_without_place`` for a table without INSEE codes, and those of reading.
    """
    territory, towns = search.territory, set(search.places.commune) - {None}
    nowhere = territory.unplaced(role, fields)
    if nowhere is None:
        return together([])
    if not territory.has_shapes(role) and len(nowhere) and nowhere["commune"].isna().all():
        where = territory.sources[role]
        raise GisementError("register_without_place", role=role, file=where.path, layer=where.layer_name)
    without = int(nowhere["commune"].isna().sum())
    if without:
        search.report.warn("records_without_place", role=role, count=without)
    rows = [nowhere.assign(geometry=None), *_in_towns(role, fields, towns, territory)]
    found = pd.concat([part for part in rows if len(part)] or rows[:1], ignore_index=True)
    shapes = found["geometry"].to_numpy(dtype=object)
    location = located(found, shapes)
    location[shapely.is_missing(shapes) & ~is_lost(location)] = NOWHERE
    codes = insee(found["commune"])
    here = _matters(role, found) & is_lost(location) & pd.Series(codes, dtype=object).isin(towns).to_numpy()
    table = found.assign(source=source, role=role, commune=codes, precision=location, numero=found.get("numero"))
    table["nom"] = evidence.without_persons(table["nom"])
    return table.loc[here, list(TOLD)].reset_index(drop=True)


def _matters(role: str, rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which records would be more than a neighbour, if their place were known: others say nothing of a town."""
    placed = grades(role, rows, np.full(len(rows), PARCEL, dtype=object)).level
    return placed > _least()


def _in_towns(role: str, fields: tuple[str, ...], towns: set[str], territory: Territory) -> list[pd.DataFrame]:
    """Read the rows with a geometry of the municipalities of the sites."""
    written = territory.values(role, "commune") if territory.has_shapes(role) else None
    if written is None:
        return []
    distinct = pd.Series(written.dropna().unique(), dtype=object)
    wanted = distinct[pd.Series(insee(distinct), dtype=object).isin(towns)]
    if not len(wanted):
        return []
    return [pd.DataFrame(territory.read(role, fields=fields, among=("commune", wanted)))]


def together(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Put the lost records of all registers into one table."""
    tables = [table for table in tables if len(table)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(TOLD), dtype=object)


def texts_of(lost: pd.DataFrame, places: Places) -> pd.Series:
    """Write for each site the records lost in its municipality: each where they are few, else how many."""
    if not len(lost):
        return pd.Series([None] * len(places.shapes), dtype=object)
    most = int(resource("measures/pollution")["preuves"]["communales_max"])
    names = evidence.named(lost)
    groups = names.groupby([lost["commune"], lost["source"]], sort=True)
    phrases = groups.agg(
        lambda some: (
            evidence.SEPARATOR.join(some + " (mal localisée dans la commune)")
            if len(some) <= most
            else f"{len(some)} fiches mal localisées dans la commune"
        )
    ).reset_index(name="phrase")
    several = phrases["phrase"].str.match(r"\d+ fiches")
    phrases["phrase"] = np.where(several, phrases["source"] + " : " + phrases["phrase"], phrases["phrase"])
    towns = phrases.groupby("commune")["phrase"].agg(evidence.SEPARATOR.join)
    texts = pd.Series(places.commune, dtype=object).map(towns)
    return texts.where(texts.notna(), None)


def pieces_in_towns(lost: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Give one piece for each lost record and each site of its municipality."""
    sites = pd.DataFrame({"site": np.arange(len(places.commune)), "commune": places.commune}).dropna()
    pieces = sites.merge(lost, on="commune")
    pieces = pieces.assign(relation=evidence.TOWN, distance_m=np.nan, niveau=_least(), clos=False, perdu=True)
    return pieces[list(evidence.COLUMNS)]


def towns_with(lost: pd.DataFrame, places: Places) -> npt.NDArray[np.float64]:
    """Give each site the level that a record lost in its municipality is worth; NaN where there is none."""
    there = pd.Series(places.commune, dtype=object).isin(set(lost["commune"])).to_numpy()
    return np.where(there, _least(), np.nan)


def _least() -> float:
    return float(resource("measures/pollution")["niveau_voisinage"])
