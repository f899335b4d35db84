"""Pollution: the ladder of evidence, from nothing found (0) to a soil information sector on the site (5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ..resources import resource
from ..sites.fields import known
from ..sites.footprint import has_shape
from .measure import Column, Measure, Measured, Request

if TYPE_CHECKING:
    import geopandas as gpd

    from ..report import Report
    from ..territory import Territory

#: the layers that must all have been searched before nothing found means nothing there
ROLES = ("sis", "instruction_pollution", "casias", "icpe")
EVIDENCE = ["site", "niveau", "preuve"]


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Grade the evidence of soil pollution on and around each site.

    A level found is a level at least: it stands even where a layer is absent. Nothing found is 0 only where every
    layer of :data:`ROLES` was searched around a known shape, and unknown elsewhere.
    """
    figures = resource("measures/pollution")
    pieces = [_from_inventory(sites, figures)]
    for role in ROLES:
        layer = territory.read(role)
        if layer is None:
            report.warn("role_absent", role=role, measure="pollution")
            continue
        pieces.append(_from_layer(sites, layer, role, figures))
    evidence = pd.concat(pieces, ignore_index=True).sort_values(
        ["site", "niveau"], ascending=[True, False], kind="stable"
    )
    found = evidence.groupby("site")["niveau"].max().reindex(range(len(sites))).to_numpy(dtype=float)
    told = evidence.groupby("site")["preuve"].agg(" ; ".join).reindex(range(len(sites)))
    complete = has_shape(sites) & all(role in territory.sources for role in ROLES)
    level = np.where(np.isnan(found) & complete, 0.0, found)
    values = pd.DataFrame(
        {
            "pollution_niveau": level,
            "pollution_preuves": told.where(told.notna(), None).to_numpy(),
            "pollution_complet": np.where(complete, "oui", "non"),
        },
        index=sites.index,
    )
    values["pollution_a_traiter"] = _to_be_treated(sites, values, figures)
    return Measured(values)


def _from_inventory(sites: gpd.GeoDataFrame, figures: dict) -> pd.DataFrame:
    """Take the registers' numbers that the inventory itself gives for the site."""
    pieces = []
    for column, said in figures["inventaire"].items():
        if column in sites:
            numbers = known(sites[column].astype(object)).reset_index(drop=True).dropna()
            pieces.append(
                pd.DataFrame(
                    {
                        "site": numbers.index,
                        "niveau": said["niveau"],
                        "preuve": f"{said['nom']} " + numbers.astype(str) + " (inventaire)",
                    }
                )
            )
    return pd.concat(pieces, ignore_index=True) if pieces else pd.DataFrame(columns=EVIDENCE)


def _from_layer(sites: gpd.GeoDataFrame, layer: gpd.GeoDataFrame, role: str, figures: dict) -> pd.DataFrame:
    """Grade each pair of a site and a record of a register by what lies between them."""
    said, near = figures["registres"][role], figures["voisinage_m"]["value"]
    shapes, records = sites.geometry.to_numpy(), layer.geometry.to_numpy()
    site, found = shapely.STRtree(records).query(shapes, predicate="dwithin", distance=near)
    gap = shapely.distance(shapes[site], records[found])
    inside = (gap == 0) & has_shape(sites)[site]
    is_area = shapely.get_dimensions(records[found]) == 2
    share = np.zeros(len(site))
    over = is_area & (shapely.area(shapes[site]) > 0)
    pieces = shapely.intersection(shapes[site[over]], records[found[over]])
    share[over] = shapely.area(pieces) / shapely.area(shapes[site[over]])
    inside &= ~is_area | (share >= said.get("part_min", 0.0))
    for column, accepted in said.get("si", {}).items():
        values = layer[column].to_numpy()[found]
        inside &= pd.Series(values).astype(str).str.lower().isin(accepted).to_numpy()
    level = np.where(inside, said["niveau"], figures["niveau_voisinage"])
    name = layer["identifiant"].fillna(layer["nom"]).fillna("sans numéro").astype(str).to_numpy()[found]
    where = np.where(
        inside,
        np.where(is_area, [f"{value:.0%} du site" for value in share], "sur le site"),
        np.where(gap == 0, "sur le site ou à côté", [f"à {value:.0f} m" for value in gap]),
    )
    label = pd.Series(name).map(lambda value: f"{said['nom']} {value}") + " (" + pd.Series(where) + ")"
    return pd.DataFrame({"site": site, "niveau": level, "preuve": label.to_numpy()})


def _to_be_treated(sites: gpd.GeoDataFrame, values: pd.DataFrame, figures: dict) -> pd.Series:
    """Tell whether the soil must be treated: as the inventory says, else as the evidence does, else unknown."""
    level = values["pollution_niveau"]
    needed = pd.Series(None, index=sites.index, dtype=object)
    needed[level >= figures["a_traiter_des"]["value"]] = "oui"
    needed[(level < figures["suspect_des"]["value"]) & (values["pollution_complet"] == "oui")] = "non"
    if "sol_pollution_existe" in sites:
        said = known(sites["sol_pollution_existe"].astype(object)).map(figures["inventaire_dit"])
        needed = said.where(said.notna(), needed)
    return needed.where(needed.notna(), None)


MEASURE = Measure(
    name="pollution",
    run=run,
    columns=(
        Column(
            "pollution_niveau",
            "integer",
            "0 à 5",
            "Indices de pollution (0 à 5)",
            "Evidence of pollution (0 to 5)",
            ROLES,
        ),
        Column("pollution_preuves", "text", "", "Preuves de pollution", "Pieces of evidence of pollution", ROLES),
        Column(
            "pollution_complet",
            "text",
            "",
            "Tous les registres de pollution consultés",
            "All pollution registers searched",
            ROLES,
        ),
        Column("pollution_a_traiter", "text", "", "Sol à dépolluer", "Soil to be treated", ROLES),
    ),
)
