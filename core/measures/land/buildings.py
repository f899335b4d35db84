"""What is built on a site: how much, in which state, and whether it can be used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ...resources import resource
from ...sites.fields import known, number
from ..overlay import AT_ONCE

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

FIELDS = ["etat", "legere", "hauteur"]
RUIN = "en ruine"
#: words of the layer as they are told
STATES = {"en service": "en service", RUIN: RUIN, "non exploite": "non exploité"}
MIXED = "mixte"


def buildings(shapes: np.ndarray, territory: Territory, report: Report) -> tuple[dict[str, np.ndarray], bool]:
    """Measure what is built on each site.

    Light constructions do not count, nor what of a building overhangs the site's limit by little. In a layer that
    holds some buildings only, finding none is not knowing.

    :param shapes: (n,) polygons in the territory's CRS; None where the shape of the site is not known.
    :returns: column → (n,) values, none without a layer of buildings; and whether the layer holds all buildings.
    """
    measurable = ~shapely.is_missing(shapes)
    extent = tuple(shapely.total_bounds(shapes)) if measurable.any() else None
    layer = None if extent is None else territory.read("batiment", extent, FIELDS)
    if layer is None:
        if "batiment" not in territory.sources:
            report.warn("role_absent", role="batiment", measure="land")
        return {}, False
    whole = layer.attrs["dialect"]["id"] not in resource("measures/land")["bati"]["dialectes_partiels"]["value"]
    layer = layer[(layer["legere"] != "oui").to_numpy() & (shapely.get_dimensions(layer.geometry.to_numpy()) == 2)]
    pieces = _pieces(shapes, layer.reset_index(drop=True), report)
    by_site, rows = pieces.groupby("site"), range(len(shapes))
    footprint = by_site["piece"].agg(_united).reindex(rows, fill_value=0.0).to_numpy(dtype=float)
    weight = pieces["area"].where(pieces["hauteur"].notna())
    count = by_site.size().reindex(rows, fill_value=0).to_numpy()
    told = measurable & (whole | (count > 0))
    weighted = (weight * pieces["hauteur"]).groupby(pieces["site"]).sum(min_count=1)
    height = (weighted / weight.groupby(pieces["site"]).sum(min_count=1)).reindex(rows).to_numpy(dtype=float)
    values = {
        "bati_emprise_m2": np.where(told, footprint, np.nan),
        "bati_compte": np.where(told, count, np.nan),
        "bati_hauteur_m": height,
        "bati_hauteur_max_m": by_site["hauteur"].max().reindex(rows).to_numpy(dtype=float),
        "bati_etat_mesure": _states(pieces, len(shapes)),
    }
    return values, whole


def _pieces(shapes: np.ndarray, layer: gpd.GeoDataFrame, report: Report) -> pd.DataFrame:
    """Give a row per site and building on it: ``site``, ``piece``, ``area`` in m², ``etat``, ``hauteur`` in m."""
    least = resource("measures/land")["bati"]["morceau"]
    drawn = layer.geometry.to_numpy()
    tree, some = shapely.STRtree(drawn), []
    for first in range(0, len(shapes), AT_ONCE):
        report.check()
        site, found = tree.query(shapes[first : first + AT_ONCE], predicate="intersects")
        piece = shapely.intersection(shapes[first + site], drawn[found])
        area = shapely.area(piece)
        counts = (area >= least["surface_min_m2"]) | (area >= least["part_min"] * shapely.area(drawn[found]))
        counts &= area > 0
        told = layer.loc[found[counts], ["etat", "hauteur"]].reset_index(drop=True)
        some.append(told.assign(site=first + site[counts], piece=piece[counts], area=area[counts]))
    return pd.concat(some, ignore_index=True)


def _united(pieces: pd.Series) -> float:
    """Give the area that pieces cover, overlaps counted once."""
    return float(shapely.area(pieces.iloc[0] if len(pieces) == 1 else shapely.union_all(pieces.to_numpy())))


def _states(pieces: pd.DataFrame, count: int) -> np.ndarray:
    """Give the state of what is built on each site: of all of it, mixed, or None where it is not known of all."""
    by_site = pieces.assign(etat=pieces["etat"].map(STATES)).groupby("site")["etat"]
    kinds, all_known = by_site.nunique(), by_site.count() == by_site.size()
    alike = by_site.first().where(all_known & (kinds == 1))
    told = alike.where(kinds < 2, MIXED).reindex(range(count))
    return told.astype(object).where(told.notna(), None).to_numpy()


def reusable(sites: gpd.GeoDataFrame, values: dict[str, np.ndarray], whole: bool) -> npt.NDArray[np.object_]:
    """Give the class of what could be used again on each site; None where it cannot be told.

    The inventory knows the state better than the layer, which knows the size better.

    :param values: what :func:`buildings` gave.
    :param whole: whether the layer holds all buildings; the size is at least that otherwise.
    """
    said = resource("measures/land")["bati"]
    unknown = np.full(len(sites), np.nan)
    built, count = values.get("bati_emprise_m2", unknown), values.get("bati_compte", unknown)
    state = np.full(len(sites), None, dtype=object)
    if "bati_etat" in sites:
        state = known(sites["bati_etat"].astype(object)).map(said["etats"]).to_numpy(dtype=object)
    ruined = pd.isna(state) & (values.get("bati_etat_mesure", state) == RUIN) & whole
    told = np.where(ruined, said["ruine"], np.where(pd.isna(state) | (state == "bon"), None, state)).astype(object)
    for step in reversed(said["bon"] if whole else said["bon"][:1]):
        told[(state == "bon") & (built >= step["des_m2"])] = step["classe"]
    none = count == 0
    if "bati_nombre" in sites:
        none |= number(sites["bati_nombre"]).to_numpy() == 0
    told[none] = said["aucun"]
    return told


def to_be_cleared(sites: gpd.GeoDataFrame) -> pd.Series:
    """Tell from the inventory whether buildings must be cleared: no building ``non``, ruins ``oui``, else unknown."""
    figures = resource("measures/land")["bati_a_demolir"]
    needed = pd.Series(None, index=sites.index, dtype=object)
    if "bati_etat" in sites:
        state = known(sites["bati_etat"].astype(object)).map(figures["etats"])
        needed = state.where(state.notna(), None)
    if "bati_nombre" in sites:
        needed = needed.where(number(sites["bati_nombre"]).to_numpy() != 0, "non")
    return needed
