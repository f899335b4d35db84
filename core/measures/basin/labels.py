"""Whether a site lies in a Territoire d'industrie, and how many dwellings of its commune are vacant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...communes import commune_codes
from ...resources import resource
from .held import MEASURE, holding
from .where import summed
from .zones import one_of

if TYPE_CHECKING:
    from .where import Told, Where

LABEL, HOMES = "territoire_industrie", "logement_vacant"
#: how INSEE writes the code of a commune
CODE = r"(?:\d\d|2[AB])\d{3}"


def label(where: Where) -> Told:
    """Give ``territoire_industrie`` (oui, non, unknown) and ``territoire_industrie_nom``."""
    if LABEL not in where.territory.sources:
        where.report.warn("role_absent", role=LABEL, measure=MEASURE)
        none = np.full(len(where.shapes), None, dtype=object)
        return {"territoire_industrie": none, "territoire_industrie_nom": none.copy()}
    inside, name, known = _by_area(where) if where.territory.has_shapes(LABEL) else _by_commune(where)
    known &= inside | where.collected(LABEL)
    answer = np.where(inside, "oui", "non").astype(object)
    return {
        "territoire_industrie": np.where(known, answer, None),
        "territoire_industrie_nom": np.where(known & inside, name, None),
    }


Answer = tuple[np.ndarray, np.ndarray, np.ndarray]


def _by_area(where: Where) -> Answer:
    """Ask the perimeters: a site is inside with half of its area. Tell inside, the name, and whether that is known."""
    held = holding(where.places, where.territory, LABEL, "identifiant", "nom", where.report)
    least = resource("measures/basin")["territoire_industrie"]["part_min"]["value"]
    inside = held.share >= least
    return inside, held.name, ~np.isnan(held.share) & (inside | ~held.doubt)


def _by_commune(where: Where) -> Answer:
    """Ask the list of communes; one that is not in it is outside. One merged with a member is inside.

    A list of which no code can be read tells nothing.
    """
    rows = where.territory.table(LABEL, ["identifiant", "nom", "commune"])
    if rows is None:
        none = np.zeros(len(where.shapes), dtype=bool)
        return none, np.full(len(where.shapes), None, dtype=object), none
    rows = rows[rows["nom"].notna() | rows["identifiant"].notna()].reset_index(drop=True)
    pairs = where.rows(LABEL, rows["commune"], complete=False).pairs
    at = pairs["row"].to_numpy(dtype=np.int64)
    name = rows["nom"].where(rows["nom"].notna(), rows["identifiant"]).to_numpy(dtype=object)
    members = pairs.assign(nom=name[at]).sort_values("own", ascending=False, kind="stable")
    names = where.of_communes(members.drop_duplicates("commune").set_index("commune")["nom"])
    return ~pd.isna(names), names, ~pd.isna(where.commune) & _readable(where, rows["commune"])


def _readable(where: Where, codes: pd.Series) -> bool:
    """Tell whether the members of a list can be known, and warn of those whose code nobody can read."""
    read = commune_codes(codes)[0].astype("string").str.fullmatch(CODE).fillna(False).to_numpy(dtype=bool)
    if not read.all():
        where.report.warn("members_without_code", role=LABEL, count=int((~read).sum()))
    return bool(read.any()) or not len(read)


def vacancy(where: Where) -> Told:
    """Give ``logements_vacants_pct`` of the commune: of counts, those of all its rows together."""
    none = np.full(len(where.shapes), np.nan)
    rows = where.territory.table(HOMES, ["commune", "taux", "vacants", "parc"])
    if rows is None:
        where.report.warn("role_absent", role=HOMES, measure=MEASURE)
        return {"logements_vacants_pct": none}
    pairs = where.rows(HOMES, rows["commune"]).pairs
    said = rows.iloc[pairs["row"].to_numpy(dtype=np.int64)].reset_index(drop=True)
    without = said["taux"].isna() & said[["vacants", "parc"]].isna().any(axis=1)
    if without.any():
        where.report.warn("dwellings_not_told", role=HOMES, count=int(without.sum()))
    pairs = pairs.reset_index(drop=True).assign(taux=said["taux"])
    vacant, stock = (summed(said[name], pairs["commune"]) for name in ("vacants", "parc"))
    of_counts = (100.0 * vacant / stock.where(stock > 0)).dropna()
    rate = of_counts.combine_first(one_of(pairs, "taux").astype(float))
    return {"logements_vacants_pct": pd.Series(where.commune, dtype=object).map(rate).to_numpy(dtype=float)}
