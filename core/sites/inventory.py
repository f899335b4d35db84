"""Brings the records of an inventory to the table of sites that every later step reads."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from ..errors import GisementError
from ..resources import resource
from .fields import fields, known, number, said
from .findings import Findings
from .footprint import add_footprints
from .reading import SWAPPED, UNREADABLE


@dataclass
class Inventory:
    """The sites (index ``site_id``, CNIG columns, footprints in a legal projected CRS) and what was found in them."""

    sites: gpd.GeoDataFrame
    findings: Findings


def prepare(rows: gpd.GeoDataFrame, crs: str | None = None) -> Inventory:
    """Make the table of sites of raw records.

    :param rows: records with a geometry and a CRS, as :func:`read_inventory` gives them; not changed.
    :param crs: working CRS; the legal projection of the place where most sites lie when None.
    :raises GisementError: ``projection_unknown`` when no record lies in France.
    """
    findings = Findings()
    sites = _named(rows)
    sites = _identified(sites, findings)
    sites = sites.to_crs(crs or legal_projection(sites))
    sites = _with_sound_geometries(sites, findings)
    sites = _with_numbers(sites, findings)
    sites = _without_personal_names(sites, findings)
    sites = add_footprints(sites, findings)
    return Inventory(sites, findings)


def legal_projection(sites: gpd.GeoDataFrame) -> str:
    """Give the legal projected CRS of the place where most sites lie (`resources/catalogue/projections.json`)."""
    shapes = sites.geometry[~(sites.geometry.isna() | sites.geometry.is_empty)]
    bounds = shapes.to_crs("EPSG:4326").bounds
    x, y = (bounds["minx"] + bounds["maxx"]) / 2, (bounds["miny"] + bounds["maxy"]) / 2
    inside = {
        place["code"]: int((x.between(*place["longitude"]) & y.between(*place["latitude"])).sum())
        for place in resource("catalogue/projections")["projections"]
    }
    best = max(inside, key=lambda code: inside[code])
    if not inside[best]:
        raise GisementError("projection_unknown", crs=str(pyproj.CRS(sites.crs).to_string()))
    return best


def _named(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give the columns their names in the standard; what the standard does not know keeps its own name."""
    sites = rows.rename(columns={column: column.lower() for column in rows.columns if column != rows.geometry.name})
    sites = sites.rename_geometry("geometry") if sites.geometry.name != "geometry" else sites
    for field in fields():
        for alias in field.get("aliases", ()):
            if alias in sites and field["name"] not in sites:
                sites = sites.rename(columns={alias: field["name"]})
    for column in sites.columns.drop("geometry"):
        if sites[column].dtype == object and column not in (UNREADABLE, SWAPPED):
            sites[column] = said(sites[column])
    return sites


def _identified(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    given = sites["site_id"] if "site_id" in sites else pd.Series(None, index=sites.index, dtype=object)
    given = known(given.astype(object)).map(lambda value: None if value is None or pd.isna(value) else str(value))
    number_ = pd.Series(np.arange(1, len(sites) + 1).astype(str), index=sites.index)
    absent = given.isna()
    name = given.where(~absent, "sans_id_" + number_)
    again = name.groupby(name).cumcount()
    final = name.where(again == 0, name + "~" + (again + 1).astype(str))
    findings.add("site_id_absent", final[absent], "site_id", final[absent])
    findings.add("site_id_double", final[again > 0], "site_id", name[again > 0])
    sites = sites.drop(columns="site_id", errors="ignore")
    return sites.set_index(pd.Index(final.to_numpy(), name="site_id"))


def _with_sound_geometries(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    shapes = shapely.force_2d(sites.geometry.to_numpy())
    unreadable = sites[UNREADABLE] if UNREADABLE in sites else pd.Series(None, index=sites.index, dtype=object)
    findings.add("geometrie_illisible", sites.index[unreadable.notna()], "geometrie", unreadable.dropna())
    if SWAPPED in sites:
        findings.add("axes_inverses", sites.index[sites[SWAPPED].to_numpy(dtype=bool)], "geometrie")
    absent = (shapely.is_missing(shapes) | shapely.is_empty(shapes)) & unreadable.isna().to_numpy()
    findings.add("geometrie_absente", sites.index[absent], "geometrie")
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    findings.add("geometrie_reparee", sites.index[broken], "geometrie", shapely.is_valid_reason(shapes[broken]))
    shapes[broken] = shapely.make_valid(shapes[broken])
    shapes = _single_kind(shapes)
    odd = shapely.get_dimensions(shapes) == 1
    findings.add("geometrie_inattendue", sites.index[odd], "geometrie", sites.geom_type[odd])
    shapes[odd] = None
    shapes[shapely.is_empty(shapes)] = None
    sites = sites.drop(columns=[UNREADABLE, SWAPPED], errors="ignore")
    return sites.set_geometry(gpd.GeoSeries(shapes, index=sites.index, crs=sites.crs))


def _single_kind(shapes: np.ndarray) -> np.ndarray:
    """Keep of a mixed collection (what a repair may leave) its polygons, and of a multipoint of one its point."""
    shapes = shapes.copy()
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    for at in np.flatnonzero(mixed):
        parts = shapely.get_parts(shapes[at])
        shapes[at] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    alone = (shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    shapes[alone] = shapely.get_geometry(shapes[alone], 0)
    return shapes


def _with_numbers(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    for field in fields():
        name = field["name"]
        if field["type"] != "integer" or name not in sites or sites[name].dtype != object:
            continue
        given, read = known(sites[name]), number(sites[name])
        wrong = given.notna() & read.isna()
        findings.add("nombre_illisible", sites.index[wrong], name, given[wrong])
        sites[name] = read
    return sites


def _without_personal_names(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Hide the owner where one of them is a natural person: the standard forbids the name."""
    if "proprio_nom" not in sites:
        return sites
    hidden = resource("measures/land")["personne_physique"]
    person = pd.Series(False, index=sites.index)
    for column in ("proprio_personne", "proprio_type"):
        if column in sites:
            person |= sites[column].astype(str).str.contains(hidden[column], regex=True)
    person &= sites["proprio_nom"].notna() & ~sites["proprio_nom"].astype(str).str.fullmatch(r"\{?_X_\}?")
    findings.add("personne_physique", sites.index[person], "proprio_nom")
    sites["proprio_nom"] = sites["proprio_nom"].where(~person, "_X_")
    return sites
