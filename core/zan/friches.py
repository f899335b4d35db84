"""What the ranked friches of each territory offer: hectares by class and by year, and what their reuse saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..communes import commune_codes
from ..sites.fields import known, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..communes import Movements
    from ..report import Report

HECTARE = 10_000.0
#: columns of a site → columns of the ledger: what its reuse newly takes, gives back, and spares, in hectares
BALANCE = {
    "nouvelle_artif_m2": ("nouvelle_artif_ha", HECTARE),
    "desartif_possible_m2": ("desartif_possible_ha", HECTARE),
    "enaf_evite_ha": ("enaf_evite_ha", 1.0),
}
VETOED = "R0"
NAMED = 5
#: what no site offers
NOTHING = pd.DataFrame({"row": np.array([], dtype=np.int64), "classe": [], "annee": [], "ha": []})


def offer(sites: pd.DataFrame, codes: pd.Index, movements: Movements, report: Report) -> pd.DataFrame:
    """Give what each ranked site offers: ``row`` (place of its municipality), ``classe``, ``annee``, ``ha``, balances.

    A site counts with its usable area, else with its footprint. Sites without rank are left out; those of which the
    municipality is not in the file are told.

    :param codes: (n,) municipalities of the file.
    """
    ranked = sites[number(sites["rang"]).notna()] if "rang" in sites else sites.iloc[:0]
    if "rang" not in sites:
        report.warn("ledger_without_ranks")
    own = ranked["comm_insee"] if "comm_insee" in ranked else pd.Series(None, index=ranked.index, dtype=object)
    meant = movements.to(commune_codes(known(own.astype(object)))[0], set(codes))
    place = pd.Series(range(len(codes)), index=codes)
    lost = meant.isna()
    if lost.any():
        report.warn("ledger_sites_without_commune", count=int(lost.sum()), sites=ranked.index[lost][:NAMED].tolist())
    area = _numbers(ranked, "surface_utile_ha").fillna(_numbers(ranked, "surface_m2") / HECTARE)
    unknown = area.isna() & ~lost.to_numpy()
    if unknown.any():
        report.warn("ledger_sites_without_area", count=int(unknown.sum()), sites=ranked.index[unknown][:NAMED].tolist())
    ready = pd.to_datetime(ranked["date_prete"]) if "date_prete" in ranked else pd.Series(pd.NaT, index=ranked.index)
    classes = known(ranked["classe_maturite"].astype(object)) if "classe_maturite" in ranked else None
    table = pd.DataFrame(
        {
            "row": place.reindex(meant.to_numpy()).to_numpy(),
            "classe": classes if classes is not None else pd.Series(None, index=ranked.index, dtype=object),
            "annee": ready.dt.year,
            "ha": area,
            **{name: _numbers(ranked, column) / unit for column, (name, unit) in BALANCE.items()},
        },
        index=ranked.index,
    )
    offered = table[table["row"].notna() & (table["classe"] != VETOED)].astype({"row": np.int64})
    undated = offered[["classe", "annee"]].isna().any(axis=1)
    if undated.any():
        names = offered.index[undated][:NAMED].tolist()
        report.warn("ledger_sites_without_class", count=int(undated.sum()), sites=names)
    return offered


def _numbers(sites: pd.DataFrame, column: str) -> pd.Series:
    return number(sites[column]) if column in sites else pd.Series(np.nan, index=sites.index)


def totals(offered: pd.DataFrame, which: pd.DataFrame) -> pd.DataFrame:
    """Sum what is offered by territory: ``friches``, ``friches_ha``, the balances and of how many sites they are known.

    :param which: see :func:`.zones.members`.
    """
    each = which.merge(offered, on="row")
    grouped = each.groupby(["niveau", "code"], sort=False)
    names = [name for name, _ in BALANCE.values()]
    table = grouped[["ha", *names]].sum(min_count=1).rename(columns={"ha": "friches_ha"})
    table.insert(0, "friches", grouped.size())
    table["artif_connue"] = grouped["nouvelle_artif_ha"].count()
    table["solde_artif_ha"] = table["nouvelle_artif_ha"] - table["desartif_possible_ha"]
    return table.reset_index()


def coverage(offered: pd.DataFrame, which: pd.DataFrame, demand: Mapping[str, float]) -> pd.DataFrame:
    """Tell class by class and year by year how many hectares are ready, and which part of the demand they cover.

    A row per territory, class and year in which sites of it become ready; `ha_cumule` and `part_demande_pct` add up the
    better classes and the earlier years of the same territory: what is ready in that class or a better one by then.

    :param demand: hectares sought, by code of a territory; of all under the empty code.
    """
    each = which.merge(offered.dropna(subset=["classe", "annee"]), on="row")
    keys = ["niveau", "code", "classe", "annee"]
    table = each.groupby(keys, sort=False).agg(sites=("ha", "size"), ha=("ha", "sum")).reset_index()
    table = table.astype({"annee": np.int64}).sort_values(
        ["niveau", "code", "classe", "annee"], ascending=[True, True, False, True], kind="stable", ignore_index=True
    )
    table["ha_cumule"] = _ready_by_then(table)
    sought = table["code"].map(demand).astype(float)
    table["demande_ha"] = sought
    table["part_demande_pct"] = 100.0 * table["ha_cumule"] / sought.where(sought > 0)
    return table


def tell_elsewhere(demand: Mapping[str, float], which: pd.DataFrame, report: Report) -> None:
    """Say for which codes hectares are sought that are those of no territory."""
    strange = sorted(set(demand) - set(which["code"]))
    if strange:
        report.warn("ledger_demand_elsewhere", count=len(strange), codes=strange[:NAMED])


def _ready_by_then(table: pd.DataFrame) -> np.ndarray:
    """Add up the hectares of a territory that are in the class or a better one and ready in the year or before."""
    together = np.zeros(len(table))
    for _, rows in table.groupby(["niveau", "code"], sort=False):
        classes, years, area = (rows[name].to_numpy() for name in ("classe", "annee", "ha"))
        within = (classes[None, :] >= classes[:, None]) & (years[None, :] <= years[:, None])
        together[rows.index] = within @ area
    return together
