"""Land: area, compactness, public control."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ...sites.fields import known, number
from ...sites.footprint import has_shape
from ..measure import Column, Measure, Measured, Request

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the land of each site."""
    shapes = sites.geometry.to_numpy()
    hull = shapely.area(shapely.convex_hull(shapes))
    compact = np.divide(shapely.area(shapes), hull, out=np.full(len(sites), np.nan), where=hull > 0)
    values = pd.DataFrame(
        {
            "surface_utile_ha": sites["surface_m2"].to_numpy(dtype=float) / 10_000.0,
            "compacite": np.where(has_shape(sites), compact, np.nan),
            "maitrise_publique": public_control(sites),
            "bati_a_demolir": to_be_cleared(sites),
        },
        index=sites.index,
    )
    return Measured(values)


def public_control(sites: gpd.GeoDataFrame) -> pd.Series:
    """Tell from the kinds of owner whether public bodies own all of the site: ``oui``, ``non``, or None (unknown)."""
    if "proprio_type" not in sites:
        return pd.Series(None, index=sites.index, dtype=object)
    figures = resource("measures/land")["maitrise_publique"]
    owners = known(sites["proprio_type"].astype(object)).astype(str).str.findall(r"[A-Z]\d[a-z]")
    public = owners.map(lambda codes: all(code in figures["codes"] or code[0] in figures["familles"] for code in codes))
    return public.map({True: "oui", False: "non"}).where(owners.map(len) > 0, None)


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


MEASURE = Measure(
    name="land",
    run=run,
    columns=(
        Column(
            "surface_utile_ha",
            "real",
            "ha",
            "Surface utile",
            "Usable area",
            remark="surface brute : aucune déduction mesurée",
        ),
        Column("compacite", "real", "", "Compacité (surface / enveloppe convexe)", "Compactness (area / convex hull)"),
        Column("maitrise_publique", "text", "", "Entièrement en maîtrise publique", "Wholly under public control"),
        Column("bati_a_demolir", "text", "", "Bâti à démolir", "Buildings to be cleared"),
    ),
)
