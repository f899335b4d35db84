"""The industrial establishments around each site, and the sectors that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ..around import tiles
from .held import MEASURE

if TYPE_CHECKING:
    import numpy.typing as npt

    from .where import Told, Where

ROLE = "etablissement"
FIELDS = ("naf", "nomenclature", "employeur")
#: sites whose surroundings are searched between two questions whether to stop
AT_ONCE = 250
NONE_NEAR = "aucun"


def industry_around(where: Where) -> Told:
    """Give ``etab_industriels_10km`` and ``secteurs_voisins``."""
    count = len(where.shapes)
    told: Told = {
        "etab_industriels_10km": np.full(count, np.nan),
        "secteurs_voisins": np.full(count, None, dtype=object),
    }
    if ROLE not in where.territory.sources:
        where.report.warn("role_absent", role=ROLE, measure=MEASURE)
        return told
    figures = resource("measures/basin")["etablissements"]
    reach = float(figures["rayon_km"]["value"])
    number, sectors = np.full(count, np.nan), np.full(count, None, dtype=object)
    unclear, met, sure = 0, False, np.ones(count, dtype=bool)
    for tile in tiles(where.shapes, where.territory, ROLE, FIELDS, where.report, metres=1_000.0 * reach):
        division, kept, doubtful = _industrial(tile.rows)
        unclear, met = unclear + int(doubtful.sum()), met or len(tile.rows) > 0
        places = tile.rows.geometry.to_numpy()
        near = (tile.sites, places[kept], division[kept], 1_000.0 * reach)
        number[tile.sites], sectors[tile.sites] = _around(where, *near)
        unread = _within(where, tile.sites, places[doubtful], 1_000.0 * reach)
        sure[tile.sites] = unread <= figures["illisibles_max"]["value"] * (number[tile.sites] + unread)
    if unclear:
        where.report.warn("establishments_without_activity", role=ROLE, count=unclear)
    whole = where.collected(ROLE, reach)
    enough = number >= figures["suffisant"]["value"]
    _tell_partly(where, ROLE, ~whole & ~enough & ~np.isnan(number))
    decided = (whole & sure & (met or not _all_nowhere(where))) | enough
    told["etab_industriels_10km"] = np.where(decided, number, np.nan)
    told["secteurs_voisins"] = np.where(decided, sectors, None)
    return told


def _tell_partly(where: Where, role: str, partly: npt.NDArray[np.bool_]) -> None:
    if partly.any():
        where.report.warn("surroundings_partly_covered", role=role, count=int(partly.sum()))


def _all_nowhere(where: Where) -> bool:
    """Tell whether the layer has establishments and the place of none."""
    nowhere, placed = where.territory.unplaced(ROLE, FIELDS), where.territory.read(ROLE, fields=FIELDS)
    if nowhere is None or placed is None or len(nowhere) == 0 or len(placed) > 0:
        return False
    if where.territory.has_shapes(ROLE):  # of a table, reading it has told so
        where.report.warn("rows_without_place", role=ROLE, count=len(nowhere))
    return True


def _within(
    where: Where, sites: npt.NDArray[np.int64], places: npt.NDArray[np.object_], metres: float
) -> npt.NDArray[np.float64]:
    """Count the places that lie within so many metres of the edge of each site."""
    found = np.zeros(len(sites))
    tree = shapely.STRtree(places)
    for first in range(0, len(sites), AT_ONCE):
        where.report.check()
        some = where.shapes[sites[first : first + AT_ONCE]]
        near = tree.query(some, predicate="dwithin", distance=metres)[0]
        found[first : first + AT_ONCE] = np.bincount(near, minlength=len(some))
    return found


def _industrial(
    rows: pd.DataFrame,
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Tell of each establishment its division, whether it is an industrial one, and whether nobody can tell.

    A code that has lost its zero (8.12Z) is read with it. One without employees is no doubt: it does not count anyway.
    """
    figures = resource("measures/basin")["etablissements"]
    code = rows["naf"].astype(object).where(rows["naf"].notna(), "").astype(str).str.upper().str.strip()
    bare = code.str.replace(r"^[A-U](?=\d)", "", regex=True).str.replace(r"^(?=\d\.\d\d|\d{3}[A-Z]$)", "0", regex=True)
    bare = bare.str.replace(".", "", regex=False)
    division = bare.str.extract(r"^(\d\d)", expand=False)
    number = pd.to_numeric(division, errors="coerce").to_numpy(dtype=float)
    within = (number >= figures["divisions"]["de"]) & (number <= figures["divisions"]["a"])
    trade = bare.isin([one.replace(".", "") for one in figures["hors_industrie"]["codes"]]).to_numpy()
    counted = figures["sans_salarie"]["compte"] | (rows["employeur"] != "non").to_numpy()
    unread = np.isnan(number) | (rows["nomenclature"] == "ancienne").to_numpy()
    return division.to_numpy(dtype=object), within & ~trade & counted & ~unread, unread & counted


def _around(
    where: Where,
    sites: npt.NDArray[np.int64],
    places: npt.NDArray[np.object_],
    division: npt.NDArray[np.object_],
    metres: float,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.object_]]:
    """Count the establishments within so many metres of each site's edge, and name the divisions that have most."""
    number, named = np.zeros(len(sites)), np.full(len(sites), NONE_NEAR, dtype=object)
    tree, codes = shapely.STRtree(places), pd.factorize(division, sort=True)
    for first in range(0, len(sites), AT_ONCE):
        where.report.check()
        some = slice(first, first + AT_ONCE)
        site, found = tree.query(where.shapes[sites[some]], predicate="dwithin", distance=metres)
        size = len(where.shapes[sites[some]])
        table = np.zeros((size, len(codes[1])))
        np.add.at(table, (site, codes[0][found]), 1.0)
        number[some] = table.sum(axis=1)
        named[some] = _sectors(table, codes[1])
    return number, named


def _sectors(table: npt.NDArray[np.float64], divisions: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Write the divisions with most establishments in a row: ``25 produits métalliques (12), …``."""
    figures = resource("measures/basin")
    names = figures["divisions"]["noms"]
    labels = np.array([f"{one} {names.get(one, '')}".strip() for one in divisions], dtype=object)
    order = np.argsort(-table, axis=1, kind="stable")[:, : figures["etablissements"]["secteurs"]["value"]]
    text = np.full(len(table), "", dtype=object)
    for rank in range(order.shape[1]):
        amount = table[np.arange(len(table)), order[:, rank]].astype(int)
        one = labels[order[:, rank]] + np.array([f" ({number})" for number in amount], dtype=object)
        text = np.where(amount > 0, text + (", " if rank else "") + one, text)
    return np.where(table.sum(axis=1) > 0, text, NONE_NEAR)
