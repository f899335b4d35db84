"""Heritage: listed monuments and their surroundings, outstanding heritage sites, listed and registered sites."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ..around import tiles
from ..overlay import overlay
from .answers import class_told, figures, nobody, share_told, worst, yes_or_no
from .monuments import Monuments, monuments
from .reading import EASEMENTS, FIELDS, Found, together

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from .reading import Ground, Told

ABORDS, SPR, REGISTERED, LISTED = "abords", "site patrimonial remarquable", "inscrit", "classé"


def heritage(ground: Ground) -> Told:
    """Measure the monuments, their surroundings and the protected sites, and the worst that a site lies in."""
    known = monuments(ground)
    around, within = _surroundings(ground, known), _perimeters(ground)
    sites = ground.easements(*figures()["patrimoine"]["servitudes"]["sites"])
    told: Told = {
        "monument_sur_site": nobody(ground.count),
        "monument_m": np.full(ground.count, np.nan),
        "monument_nom": nobody(ground.count),
        "abords_part": _share(ground, "abords_part", around),
        "spr_part": _share(ground, "spr_part", within),
        "site_protege_part": _share(ground, "site_protege_part", sites),
        "site_classe_part": _protected_site(ground, "site_classe_part", sites, LISTED),
        "site_inscrit_part": _protected_site(ground, "site_inscrit_part", sites, REGISTERED),
        "patrimoine": _class(ground, known, around, within, sites),
    }
    if known is None:
        return told
    on_site = yes_or_no(known.on_any, known.doubt, ~np.isnan(ground.area))
    return told | {"monument_sur_site": on_site, "monument_m": known.metres, "monument_nom": known.names}


def _surroundings(ground: Ground, known: Monuments | None) -> Found | None:
    """Give the surroundings of monuments: as they were decided, and the radius that the law sets around any other."""
    said = figures()["patrimoine"]
    parts = [ground.found("abords_mh"), ground.easements(*said["servitudes"]["abords_mh"])]
    there = [part.kept(part.fields["nature"] != "monument") for part in parts if part is not None]
    if known is None:
        if not there:
            ground.absent("abords_mh")
            return None
        return together(*there)
    if not there:
        return _circles(ground, known)
    decided = together(*there)
    doubt = np.maximum(decided.doubt, known.doubt_around)
    return replace(together(decided, _circles(ground, known)), doubt=doubt)


def _circles(ground: Ground, known: Monuments) -> Found:
    """Give the radius around the monuments for which no surroundings were decided."""
    reach = figures()["patrimoine"]["abords_m"]["value"]
    row = shapely.STRtree(known.shapes).query(ground.shapes, predicate="dwithin", distance=reach)[1]
    near = known.shapes[np.unique(row)]
    circles = shapely.buffer(near[~_decided(ground, near)], reach, quad_segs=32)
    cut = overlay(ground.shapes, circles, ground.report)
    found = Found(cut, pd.DataFrame(index=range(len(cut.row))), known.doubt_around)
    return found.kept(np.ones(len(cut.row), dtype=bool))


def _decided(ground: Ground, monuments: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Tell which monuments lie in or on surroundings that were decided."""
    decided = np.zeros(len(monuments), dtype=bool)
    for role in ("abords_mh", EASEMENTS):
        for tile in tiles(monuments, ground.territory, role, FIELDS[role], ground.report):
            areas = tile.rows.geometry[_surrounds(tile.rows)].to_numpy()
            within = shapely.STRtree(areas).query(monuments[tile.sites], predicate="intersects")[0]
            decided[tile.sites[within]] = True
    return decided


def _surrounds(rows: gpd.GeoDataFrame) -> npt.NDArray[np.bool_]:
    """Tell which areas surround a monument, and are not the monument itself nor another easement."""
    surrounds = rows["nature"] != "monument"
    if "categorie" in rows:
        surrounds &= rows["categorie"].isin(figures()["patrimoine"]["servitudes"]["abords_mh"])
    return surrounds.to_numpy(dtype=bool)


def _perimeters(ground: Ground) -> Found | None:
    """Give the perimeters of outstanding heritage sites."""
    easements = [ground.easements(name) for name in figures()["patrimoine"]["servitudes"]["spr"]]
    there = [part for part in (ground.found("spr"), *easements) if part is not None]
    if not there:
        ground.absent("spr")
        return None
    return together(*there)


def _share(ground: Ground, key: str, found: Found | None) -> npt.NDArray[np.float64]:
    if found is None:
        return np.full(ground.count, np.nan)
    return share_told(key, found.share(None, ground.report), found.doubt, at_least=True)


def _protected_site(ground: Ground, key: str, found: Found | None, kind: str) -> npt.NDArray[np.float64]:
    """Give the share in listed or registered sites (AC2); one of unknown protection may be either."""
    if found is None:
        return np.full(ground.count, np.nan)
    protection = found.fields["protection"]
    doubt = found.doubt + found.share(protection.isna(), ground.report)
    return share_told(key, found.share(protection == kind, ground.report), doubt, at_least=True)


def _class(
    ground: Ground, known: Monuments | None, around: Found | None, within: Found | None, sites: Found | None
) -> npt.NDArray[np.object_]:
    """Give the worst class that holds on each site; None where what is not known may be worse.

    What is protected without anybody saying how is registered at the least.
    """
    order, report = figures()["patrimoine"]["ordre"], ground.report
    sure = {name: np.zeros(ground.count) for name in order[1:]}
    open_ = {name: np.zeros(ground.count) for name in order[1:]}
    for name, found in ((ABORDS, around), (SPR, within)):
        if found is not None:
            sure[name] += found.share(None, report)
        open_[name] += 1.0 if found is None else found.doubt
    if known is not None:
        sure[LISTED] += known.on[LISTED]
        sure[REGISTERED] += known.on_any
        open_[LISTED] += known.on[""]
    open_[LISTED] += 1.0 if known is None else known.doubt
    if sites is not None:
        protection = sites.fields["protection"]
        sure[LISTED] += sites.share(protection == LISTED, report)
        sure[REGISTERED] += sites.share(None, report)
        open_[LISTED] += sites.share(protection.isna(), report) + sites.doubt
    most = {name: sure[name] + open_[name] for name in sure}
    return class_told(order, worst(order, sure), worst(order, most), ~np.isnan(ground.area))
