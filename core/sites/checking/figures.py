"""The figures of a check that a manager reads: by rule, by municipality, by field, by site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..fields import fields, known
from ..findings import ERROR, REMARK, REPAIRED, WARNING
from .case import as_written

if TYPE_CHECKING:
    from . import Checked

#: severities, gravest first
ORDER = (ERROR, WARNING, REPAIRED, REMARK)
#: stands for a municipality that is not told
UNKNOWN = "–"


def by_rule(table: pd.DataFrame) -> pd.DataFrame:
    """Count the findings of each rule on each field, gravest and most frequent first.

    :param table: of findings (:meth:`Checked.table`).
    :returns: columns ``code``, ``gravite``, ``champ``, ``regle``, ``remede``, ``nombre``, ``reparables``.
    """
    keys = ["code", "gravite", "champ", "regle", "remede"]
    rows = table.assign(corrige=(table["reparable"] == "oui").astype(int))
    rows = rows.groupby(keys, sort=False)["corrige"].agg(nombre="size", reparables="sum").reset_index()
    rows["rang"] = rows["gravite"].map({severity: rank for rank, severity in enumerate(ORDER)})
    return rows.sort_values(["rang", "nombre"], ascending=[True, False], kind="stable").drop(columns="rang")


def by_commune(checked: Checked) -> pd.DataFrame:
    """Count sites and findings by municipality as declared, those with most errors first.

    :returns: columns ``code``, ``nom``, ``sites``, ``en_erreur`` (sites), ``erreurs``, ``avertissements``.
    """
    sites = checked.sites
    code, name = (_texts(sites, column) for column in ("comm_insee", "comm_nom"))
    rows = pd.DataFrame(
        {
            "code": code.fillna(UNKNOWN),
            "nom": name.fillna(UNKNOWN),
            "en_erreur": (sites["nb_erreurs"] > 0).astype(int),
            "erreurs": sites["nb_erreurs"],
            "avertissements": sites["nb_avertissements"],
        }
    )
    groups = rows.groupby("code", sort=True)
    found = groups[["en_erreur", "erreurs", "avertissements"]].sum()
    found = found.assign(nom=groups["nom"].first(), sites=groups.size()).reset_index()
    return found.sort_values(["erreurs", "avertissements"], ascending=False, kind="stable")


def by_field(sites: pd.DataFrame) -> pd.DataFrame:
    """Give of each field of the standard the share of sites (0 to 1) where it says something; ``inconnu`` does not.

    :returns: columns ``champ``, ``obligatoire``, ``part``.
    """
    rows = []
    for field in fields():
        name = field["name"]
        if name == "site_id":
            filled = ~pd.Series(sites.index).astype(str).str.startswith("sans_id_")
        elif name in sites:
            filled = _texts(sites, name).notna()
        elif name in ("geompoint", "geomsurf"):
            filled = _carried(sites, name)
        else:
            filled = pd.Series(False, index=sites.index)
        rows.append({"champ": name, "obligatoire": field["required"], "part": float(filled.mean())})
    return pd.DataFrame(rows)


def _carried(sites: pd.DataFrame, name: str) -> pd.Series:
    """Tell which sites have in their geometry what a text column of the standard would hold."""
    shapes = sites.geometry
    there = ~(shapes.isna() | shapes.is_empty)
    return there if name == "geompoint" else there & shapes.geom_type.isin(["Polygon", "MultiPolygon"])


def with_findings(checked: Checked, count: int) -> pd.DataFrame:
    """Give the first sites that have findings, those with most errors first.

    :returns: index ``site_id``, columns ``nom``, ``commune``; None where unknown.
    """
    sites = checked.sites
    told = sites[(sites["nb_erreurs"] + sites["nb_avertissements"] + sites["nb_reparations"]) > 0]
    told = told.sort_values(["nb_erreurs", "nb_avertissements"], ascending=False, kind="stable").head(count)
    return pd.DataFrame(
        {"nom": _texts(told, "site_nom"), "commune": _texts(told, "comm_nom")}, index=told.index, dtype=object
    )


def _texts(sites: pd.DataFrame, name: str) -> pd.Series:
    if name not in sites:
        return pd.Series([None] * len(sites.index), index=sites.index, dtype=object)
    texts = known(as_written(sites[name])).astype(object)
    return texts.where(texts.notna(), None)
