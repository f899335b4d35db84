"""The rules that need the municipalities: where a site lies against where it says it does."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ...territory import Territory
from ..locating.origin import COMMUNE
from ..municipality import folded, without_arrondissements
from .footprints import common_area

if TYPE_CHECKING:
    import geopandas as gpd

    from .case import Case

FIELD = "comm_insee"


def check_communes(case: Case) -> None:
    """Find sites outside the municipality they declare, codes no longer in force, and names of another one."""
    layer = Territory("", case.sources, case.crs, case.report).read("commune", None, ["code_insee", "nom"])
    if layer is None or layer.empty:
        return
    communes = _by_code(layer)
    declared = without_arrondissements(case.texts(FIELD))
    place = _place(case, communes)
    declared = _check_codes(case, communes, declared, place)
    _check_place(case, communes, declared, place)
    _check_names(case, communes, declared, place)


def _check_codes(case: Case, communes: gpd.GeoDataFrame, declared: pd.Series, place: pd.Series) -> pd.Series:
    """Find codes that no municipality of the layer has, although its sites lie in the layer.

    A code of another département than the place, or of which one site lies outside of the layer or near its edge, is
    that of a municipality that the layer does not have, and may well be in force.

    :returns: the codes by which a site's place can be judged, put right where they are no longer in force.
    """
    strange = declared.notna() & ~declared.isin(communes.index)
    within = _within(case, communes, place[strange].dropna().index)
    within &= (declared[within.index].map(_department) == place[within.index].map(_department)).to_numpy()
    elsewhere = set(declared[strange & ~declared.index.isin(within.index[within])])
    obsolete = strange & ~declared.isin(elsewhere)
    case.note("code_insee_obsolete", declared.index[obsolete], FIELD, case.texts(FIELD)[obsolete], place[obsolete])
    case.mend(FIELD, place[obsolete])
    foreign = strange & ~obsolete & place.notna()
    told = [f"{code} → {_named(communes, at)}" for code, at in zip(declared[foreign], place[foreign])]
    case.note("hors_commune", declared.index[foreign], FIELD, told)
    return declared.where(~strange, None).where(~obsolete, place)


def _by_code(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Index the municipalities by code, one row each; arrondissements together make their city."""
    layer = layer[layer["code_insee"].notna()]
    layer = layer.assign(code_insee=without_arrondissements(layer["code_insee"]))
    if layer["code_insee"].duplicated().any():
        return layer.dissolve("code_insee")
    return layer.set_index("code_insee")


def _located(case: Case) -> pd.Series:
    """Tell which sites have a place of their own, not that of their municipality."""
    shapes = case.sites.geometry
    located = ~(shapes.isna() | shapes.is_empty)
    return located & (case.texts("emprise_origine") != COMMUNE)


def _place(case: Case, communes: gpd.GeoDataFrame) -> pd.Series:
    """Give the code of the municipality in which a point of each site lies; None outside of all."""
    located = _located(case)
    points = shapely.point_on_surface(case.sites.geometry[located].to_numpy())
    at, commune = shapely.STRtree(communes.geometry.to_numpy()).query(points, predicate="intersects")
    place = pd.Series([None] * len(case.sites.index), index=case.sites.index, dtype=object)
    place[located.index[located][at]] = communes.index[commune].to_numpy()
    case.report.check()
    return place


def _within(case: Case, communes: gpd.GeoDataFrame, site_ids: pd.Index) -> pd.Series:
    """Tell of sites that lie in the layer whether they do so well away from its edge."""
    limits = resource("checking/seuils")["couverture"]
    points = shapely.point_on_surface(case.sites.geometry[site_ids].to_numpy())
    around = shapely.buffer(points, limits["rayon_m"])
    shapes = communes.geometry.to_numpy()
    at, near = shapely.STRtree(shapes).query(around, predicate="intersects")
    covered = np.bincount(at, common_area(around[at], shapes[near]), len(around)) / shapely.area(around)
    return pd.Series(covered >= limits["part"], index=site_ids)


def _department(code: str) -> str:
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def _check_place(case: Case, communes: gpd.GeoDataFrame, declared: pd.Series, place: pd.Series) -> None:
    judged = declared.notna() & _located(case)
    shapes = case.sites.geometry[judged].to_numpy()
    expected = communes.geometry.reindex(declared[judged]).to_numpy()
    distance = np.where(place[judged] == declared[judged], 0.0, np.nan)
    far = np.flatnonzero(np.isnan(distance))
    distance[far] = shapely.distance(shapes[far], expected[far])
    case.report.check()
    ids, found = judged.index[judged], place[judged]
    outside = distance > 0
    told = [
        f"{code} ({_metres(metres)}) → {_named(communes, at)}"
        for code, metres, at in zip(declared[judged][outside], distance[outside], found[outside])
    ]
    case.note("hors_commune", ids[outside], FIELD, told)
    straddles = (distance == 0) & (shapely.get_dimensions(shapes) == 2) & (found != declared[judged]).to_numpy()
    share = common_area(shapes[straddles], expected[straddles]) / shapely.area(shapes[straddles])
    small = share < resource("checking/seuils")["commune_part_principale"]
    told = [
        f"{code} ({part:.0%}) → {_named(communes, at)}"
        for code, part, at in zip(declared[judged][straddles][small], share[small], found[straddles][small])
    ]
    case.note("commune_secondaire", ids[straddles][small], FIELD, told)


def _metres(distance: float) -> str:
    return f"{distance:.0f} m" if distance >= 1 else "< 1 m"


def _named(communes: gpd.GeoDataFrame, code: str | None) -> str:
    return "–" if code is None else f"{code} {communes['nom'].get(code)}"


def _check_names(case: Case, communes: gpd.GeoDataFrame, declared: pd.Series, place: pd.Series) -> None:
    """Find names that are not the one of the code.

    The name is taken for misspelt where it is nearly the official one, or where the site lies in that municipality or
    at no known place; elsewhere it may be the code that is wrong.
    """
    cities = resource("checking/arrondissements")["communes"]
    given = case.texts("comm_nom")
    official = declared.map(communes["nom"])
    wrong = given.notna() & official.notna() & ~declared.isin(cities) & (folded(given) != folded(official))
    misspelt = wrong & ((place == declared) | ~_located(case) | _alike(given[wrong], official[wrong], wrong.index))
    misspelt &= ~folded(given).isin(set(folded(communes["nom"]).dropna()))
    contrary = wrong & ~misspelt
    told = given + " ; " + declared + " " + official
    case.note("comm_nom_et_code_contraires", given.index[contrary], "comm_nom", told[contrary])
    case.note("comm_nom_different", given.index[misspelt], "comm_nom", given[misspelt], official[misspelt])
    case.mend("comm_nom", official[misspelt])


def _alike(names: pd.Series, others: pd.Series, site_ids: pd.Index) -> pd.Series:
    """Tell at which sites a name hardly differs from the other of its pair; False at the sites without one."""
    least = resource("checking/seuils")["nom_de_commune_proche"]
    pairs = zip(folded(names), folded(others))
    alike = [SequenceMatcher(None, name, other).ratio() >= least for name, other in pairs]
    return pd.Series(alike, names.index, dtype=bool).reindex(site_ids, fill_value=False)
