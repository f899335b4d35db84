"""The zone d'emploi of each site, the share of industry in its jobs, its unemployment rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from ...communes import zone_codes
from .held import MEASURE, holding
from .where import known_of

if TYPE_CHECKING:
    from .where import Told, Where

ZONES, JOBS, RATES = "zone_emploi", "emploi", "chomage"
#: how a quarter is written: ``2025-T4``, ``2025_T4``, ``2025T4``
QUARTER = r"(\d{4})\D*([1-4])$"


def zone_and_figures(where: Where) -> Told:
    """Give ``zone_emploi``, ``zone_emploi_nom``, and what its figures tell."""
    code, name = _zone(where)
    told, names = _rates(where, code)
    name = np.where(pd.isna(name) & ~pd.isna(code), pd.Series(code, dtype=object).map(names), name)
    told |= _jobs(where, code)
    return {"zone_emploi": code, "zone_emploi_nom": np.where(pd.isna(name), None, name), **told}


def _zone(where: Where) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Find the zone that holds most of each site, or that of its commune in a list of communes."""
    none = np.full(len(where.shapes), None, dtype=object)
    if ZONES not in where.territory.sources:
        where.report.warn("role_absent", role=ZONES, measure=MEASURE)
        return none, none.copy()
    if where.territory.has_shapes(ZONES):
        held = holding(where.places, where.territory, ZONES, "code", "nom", where.report)
        return zone_codes(pd.Series(held.code))[0].to_numpy(dtype=object), held.name
    rows = where.territory.table(ZONES, ["code", "nom", "commune"])
    if rows is None:
        return none, none.copy()
    rows = rows.assign(code=_codes(where, ZONES, rows["code"]))
    pairs = where.rows(ZONES, rows["commune"]).pairs
    pairs = pairs.assign(code=rows["code"].to_numpy()[pairs["row"].to_numpy(dtype=np.int64)])
    code = where.of_communes(one_of(pairs, "code"))
    names = rows.dropna(subset=["code", "nom"]).drop_duplicates("code").set_index("code")["nom"]
    return code, pd.Series(code, dtype=object).map(names).to_numpy(dtype=object)


def one_of(pairs: pd.DataFrame, field: str) -> pd.Series:
    """Give for each commune the one value of its rows: that of its own code, else the one on which all agree."""
    known = pairs.dropna(subset=[field])
    own = known[known["own"]].drop_duplicates("commune").set_index("commune")[field]
    others = known.groupby("commune")[field].agg(["first", "nunique"])
    agreed = others.loc[others["nunique"] == 1, "first"]
    return own.combine_first(agreed).astype(object)


def _codes(where: Where, role: str, values: pd.Series) -> pd.Series:
    codes, lost = zone_codes(values)
    if lost:
        where.report.warn("codes_without_zero", role=role, count=lost)
    return codes


def _jobs(where: Where, code: npt.NDArray[np.object_]) -> Told:
    """Give the share of industry in the jobs of each site's zone, of the latest year that has both figures."""
    none = np.full(len(code), np.nan)
    told = {"emploi_industriel_pct": none, "emploi_industriel_annee": none.copy()}
    rows = where.territory.table(JOBS, ["territoire", "niveau", "secteur", "emplois", "annee"])
    if rows is None:
        where.report.warn("role_absent", role=JOBS, measure=MEASURE)
        return told
    rows = rows[rows["niveau"] == "zone d'emploi"]
    rows = rows.assign(zone=_codes(where, JOBS, rows["territoire"]), annee=rows["annee"].fillna(-1))
    wide = rows.pivot_table(index=["zone", "annee"], columns="secteur", values="emplois", aggfunc="first")
    wide = wide.reindex(columns=["industrie", "ensemble"]).dropna()
    wide = wide[wide["ensemble"] > 0].reset_index().sort_values("annee").drop_duplicates("zone", keep="last")
    share = pd.Series(100.0 * (wide["industrie"] / wide["ensemble"]).to_numpy(), index=wide["zone"], dtype=float)
    year = pd.Series(wide["annee"].to_numpy(), index=wide["zone"], dtype=float)
    _tell_lacking(where, JOBS, code, share.index)
    zone = pd.Series(code, dtype=object)
    told["emploi_industriel_pct"] = zone.map(share).to_numpy(dtype=float)
    told["emploi_industriel_annee"] = zone.map(year.where(year > 0)).to_numpy(dtype=float)
    return told


def _rates(where: Where, code: npt.NDArray[np.object_]) -> tuple[Told, pd.Series]:
    """Give the latest rate of each site's zone and its quarter; and the names that the table gives the zones."""
    told: Told = {
        "chomage_pct": np.full(len(code), np.nan),
        "chomage_trimestre": np.full(len(code), None, dtype=object),
    }
    rows = where.territory.table(RATES, ["zone", "nom", "trimestre", "taux"])
    if rows is None:
        where.report.warn("role_absent", role=RATES, measure=MEASURE)
        return told, pd.Series(dtype=object)
    rows = rows.assign(zone=_codes(where, RATES, rows["zone"]))
    quarter = rows["trimestre"].astype(str).str.extract(QUARTER)
    rows = rows.assign(trimestre=quarter[0] + "-T" + quarter[1])
    names = rows.dropna(subset=["zone", "nom"]).drop_duplicates("zone").set_index("zone")["nom"]
    known = rows.dropna(subset=["zone", "taux", "trimestre"]).sort_values("trimestre")
    last = known.drop_duplicates("zone", keep="last").set_index("zone")
    _tell_lacking(where, RATES, code, last.index)
    zone = pd.Series(code, dtype=object)
    told["chomage_pct"] = zone.map(last["taux"]).to_numpy(dtype=float)
    found = zone.map(last["trimestre"]).astype(object)
    told["chomage_trimestre"] = found.where(found.notna(), None).to_numpy(dtype=object)
    return told, names


def _tell_lacking(where: Where, role: str, code: npt.NDArray[np.object_], known: pd.Index) -> None:
    lacking = sorted(set(known_of(code)) - set(known))
    if lacking:
        where.report.warn("zones_without_figure", role=role, count=len(lacking), codes=lacking[:5])
