"""What the zoning lets be built on each site, by share of area; what no zone covers is as the inventory says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...resources import resource
from ...sites.fields import known
from ...territory.words import said_as
from .vocations import kinds, vocations
from .zone_words import zone_words

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from .covers import Cover

Told = dict[str, "npt.NDArray[Any]"]
#: shares closer than this are level
LEVEL = 1e-9
OF_INVENTORY = {"libelle": "urba_zone_lib", "typezone": "urba_zone_type", "formdomi": "urba_zone_formdomi"}


def zoning(sites: gpd.GeoDataFrame, zones: Cover | None, report: Report) -> Told:
    """Give the columns that rest on the zones.

    :param zones: see :func:`.zones.zones_of`.
    """
    figures = resource("measures/planning")
    own = _of_inventory(sites)
    told = zone_words(zones, len(sites), own, report)
    of_zones = {"vocation": "vocation", "zone_u": "type", "viabilise": "type"}
    shares, unknown = {}, {}
    for name, field in of_zones.items():
        classes = None
        if zones is not None:
            classes = zones.pieces[field]
            if name != "vocation":
                classes = classes.map(figures["typezones"][name])
        shares[name], unknown[name] = _filled(zones, classes, own[name], told["zone_couverte_part"])
    rules = {rule["vocation"]: rule for rule in figures["vocations"]}
    tolerated = 1.0 - float(figures["zonage"]["couverture_min"]["value"])
    worth = shares["vocation"]
    for column, meaning in (("zone_vocation", "utilite"), ("zone_compatible_part", "compatible")):
        each = np.array([float(rules[name][meaning]) for name in worth.columns])
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = (worth.to_numpy() @ each) / worth.to_numpy().sum(axis=1)
        told[column] = np.where(unknown["vocation"] <= tolerated, mean, np.nan)
    told["hors_zone_u_part"] = _part(shares["zone_u"], unknown["zone_u"], "non", tolerated)
    told["zone_dominante"] = _leading(worth, unknown["vocation"], tolerated)
    for column in ("zone_u", "viabilise"):
        told[column] = _leading(
            shares[column].reindex(columns=["oui", "non"], fill_value=0.0), unknown[column], tolerated
        )
    return told


def planned(covered: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell where a plan is known to be: where its zones cover the site, or nobody has any zones to say otherwise."""
    least = float(resource("measures/planning")["zonage"]["couverture_min"]["value"])
    return np.isnan(covered) | (covered >= least)


def _of_inventory(sites: gpd.GeoDataFrame) -> dict[str, pd.Series]:
    """Give what the inventory itself says of the zoning of each site."""
    figures = resource("measures/planning")
    rows = pd.DataFrame({name: sites.get(column) for name, column in OF_INVENTORY.items()}, index=sites.index)
    rows = pd.DataFrame({name: known(rows[name].astype(object)) for name in rows}).reset_index(drop=True)
    kind = kinds(rows, by_label=False)
    said = {name: kind.map(figures["typezones"][name]).astype(object) for name in ("zone_u", "viabilise")}
    documents = sites.get("urba_doc_type", pd.Series(None, index=sites.index, dtype=object)).reset_index(drop=True)
    return {
        **said,
        "vocation": vocations(rows, figures["zonage"]["ordre_inventaire"], kind),
        "libelle": rows["libelle"],
        "document": said_as(known(documents.astype(object)), figures["documents"]["types"], None),
        "type": kind,
    }


def _filled(
    zones: Cover | None, classes: pd.Series | None, own: pd.Series, covered: npt.NDArray[np.float64]
) -> tuple[pd.DataFrame, npt.NDArray[np.float64]]:
    """Give the share of each site in each class (n rows), and the share of which nobody knows it.

    Where zones lie one over another their shares are brought down to what they cover together. What no zone tells is
    as the inventory says, where it is more than a margin.
    """
    count = len(own)
    table = pd.DataFrame(index=range(count))
    if zones is not None and classes is not None:
        marked = classes.fillna("?")
        table = zones.table(marked).fillna(0.0)
        with np.errstate(invalid="ignore", divide="ignore"):
            down = np.minimum(np.nan_to_num(covered) / table.sum(axis=1).to_numpy(), 1.0)
        table = table.mul(np.nan_to_num(down, nan=1.0), axis=0).drop(columns="?", errors="ignore")
    rest = np.clip(1.0 - table.sum(axis=1).to_numpy(), 0.0, 1.0)
    margin = 1.0 - float(resource("measures/planning")["zonage"]["couverture_min"]["value"])
    taken = own.notna().to_numpy() & (rest > margin)
    for name in sorted(own[taken].unique()):
        before = table[name].to_numpy() if name in table else np.zeros(count)
        table[name] = before + np.where(taken & (own == name).to_numpy(), rest, 0.0)
    return table.astype(float), np.where(taken, 0.0, rest)


def _part(
    shares: pd.DataFrame, unknown: npt.NDArray[np.float64], name: str, tolerated: float
) -> npt.NDArray[np.float64]:
    """Give the share of a class in what is known; NaN where too much is not."""
    part = shares[name].to_numpy(dtype=float) if name in shares else np.zeros(len(shares))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(unknown <= tolerated, part / shares.sum(axis=1).to_numpy(), np.nan)


def _leading(shares: pd.DataFrame, unknown: npt.NDArray[np.float64], tolerated: float) -> npt.NDArray[np.object_]:
    """Give the class that covers most of each site; None where two cover as much, or what is unknown could decide."""
    if not len(shares.columns):
        return np.full(len(shares), None, dtype=object)
    values = np.column_stack([shares.to_numpy(dtype=float), np.zeros(len(shares))])
    ordered = np.sort(values, axis=1)
    apart = ordered[:, -1] - ordered[:, -2]
    sure = ((unknown <= tolerated) | (apart >= unknown)) & (apart > LEVEL)
    first = np.array([*shares.columns, None], dtype=object)[values.argmax(axis=1)]
    return np.where(sure & (ordered[:, -1] > 0), first, None).astype(object)
