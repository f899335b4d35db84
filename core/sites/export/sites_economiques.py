"""The national standard CNIG Sites économiques: each brownfield as an economic site that holds one plot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from ...report import Report
from ...resources import resource
from ..fields import fields, number
from .cells import neutral, plain
from .conforming import UNKNOWN, conform
from .equivalents import field_values, with_equivalents
from .imported import note_import
from .notes import Notes, rejected_table
from .places import geopoint, places, surface_geojson
from .preparing import (
    IDENTIFIED,
    UPDATED,
    refuse_nothing,
    rejections,
    tell,
    told_apart,
    with_dates,
    with_written_ids,
    without_names,
)
from .writing import FILES, REJECTED, TO_COMPLETE, whole_folder, write_layers, write_side_csv, write_standard_csv

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from .places import Places

SITE, PLOT = "site_eco", "terrain_eco"
CSV = {SITE: "site-eco.csv", PLOT: "terrain-eco.csv"}
IDENTIFIER = {SITE: "site_id", PLOT: "terr_id"}
GEOMETRIES = ("geojson", "geopoint")
#: of the standard's published example
SEPARATOR = ";"


def export_sites_economiques(
    sites: gpd.GeoDataFrame,
    folder: str | Path,
    on: date,
    *,
    producer: str | None = None,
    procedures: pd.DataFrame | None = None,
    epci: gpd.GeoDataFrame | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> int:
    """Write ``site-eco.csv``, ``terrain-eco.csv``, both as GeoPackage, and the two tables that accompany them.

    :param sites: an imported inventory, or the sites of a study: index ``site_id``, a projected CRS.
    :param on: stands in for the dates that the standard requires and the inventory does not know.
    :param producer: fills ``source_producteur`` where the records do not say.
    :param procedures: the table of that name of a study: ``site_id``, ``etape``, ``statut``.
    :param epci: the layer ``fond_epci`` of a study: ``code_siren``, ``nom``.
    :returns: the number of plots, which is that of sites.
    :raises GisementError: ``export_nothing`` when no site has a footprint, and those of the folder.
    """
    report = report or Report()
    report.step("export_values")
    notes = Notes()
    named = sites.assign(inventaire_id=sites.index)
    named = without_names(with_written_ids(named, notes), notes)
    note_import(named, _read(), notes)
    report.progress(0.1)
    place = places(named, notes)
    codes = rejections(named, place, surface_needed=True)
    refuse_nothing(codes, language)
    kept = codes.isna()
    notes.keep(named.index[kept])
    facts = with_equivalents(named[kept], place, procedures, epci, producer)
    facts = with_dates(_dated(facts, notes), on, notes)
    report.progress(0.2)
    tables = {name: _table(name, facts, place, notes, report) for name in (SITE, PLOT)}
    report.step("export_writing")
    with whole_folder(folder, FILES["sites_economiques"]) as drafts:
        for name, table in tables.items():
            write_layers(_layer(name, table, place), drafts["sites_economiques.gpkg"], name)
            report.progress(0.8 if name == SITE else 0.9)
            write_standard_csv(_safe(name, table, notes), drafts[CSV[name]], SEPARATOR)
        write_side_csv(notes.table(language), drafts[TO_COMPLETE])
        write_side_csv(rejected_table(codes[~kept], language), drafts[REJECTED])
        report.progress(1.0)
    tell(notes, int((~kept).sum()), on, report)
    return len(facts)


def _read() -> set[str]:
    """Name the columns of an inventory that the rules read."""
    rules = resource("export/sites_economiques")["fields"].values()
    return {column for rule in rules for column in rule.get("columns", ())}


def _dated(facts: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Bring the two dates of the record to ISO texts."""
    for field in fields():
        if field["name"] in (IDENTIFIED, UPDATED):
            given = facts.get(field["name"], pd.Series(None, index=facts.index, dtype=object))
            facts = facts.assign(**{field["name"]: conform(given, field, notes)})
    return facts


def _table(name: str, facts: pd.DataFrame, place: Places, notes: Notes, report: Report) -> pd.DataFrame:
    """Give the fields of a class of the standard as texts, index as the facts."""
    rules = resource("export/sites_economiques")
    texts: dict[str, pd.Series] = {}
    for field in _fields(name):
        report.check()
        key, rule = field["name"], rules["fields"].get(field["name"], {})
        if field["type"] in GEOMETRIES:
            texts[key] = _geometry(field, place, facts.index)
        elif key in IDENTIFIER.values():
            texts[key] = _identifiers(facts, rules["identifiers"][SITE if key == IDENTIFIER[SITE] else PLOT])
        else:
            values, codes = field_values(field, facts)
            default = UNKNOWN if UNKNOWN in field.get("values", ()) else rule.get("default")
            texts[key] = conform(values, field, notes, default)
            for code in codes.dropna().unique():
                at = (codes == code) & texts[key].notna()
                notes.add(code, facts.index[at], key, None, texts[key][at])
        if "instead" in rule:
            absent = texts[key].isna()
            texts[key] = texts[key].where(~absent, texts[rule["instead"]])
            notes.add("surface_par_defaut", facts.index[absent], key, None, texts[key][absent])
    return pd.DataFrame(texts, index=facts.index)


def _fields(name: str) -> list[dict[str, Any]]:
    return resource("fields/cnig_sites_economiques")[name]


def _identifiers(facts: pd.DataFrame, form: str) -> pd.Series:
    """Make identifiers of the standard's form from the commune and the brownfield's own identifier."""
    insee = plain(facts["comm_insee"])
    local = [site_id[len(code) + 1 :] if site_id.startswith(f"{code}_") else site_id for site_id, code in insee.items()]
    made = [form.format(insee=code, local=own) for code, own in zip(insee, local)]
    return told_apart(pd.Series(made, index=facts.index, dtype=object))


def _geometry(field: dict[str, Any], place: Places, sites: pd.Index) -> pd.Series:
    if field["type"] == "geojson":
        return surface_geojson(place.surfaces.loc[sites])
    return geopoint(place.points.loc[sites])


def _safe(name: str, table: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Give the CSV: no text a formula; a pair of coordinates may begin with a minus, it is no text."""
    texts = [field["name"] for field in _fields(name) if field["type"] not in GEOMETRIES]
    return table.assign(**{field: neutral(table[field], notes) for field in texts})


def _layer(name: str, table: pd.DataFrame, place: Places) -> gpd.GeoDataFrame:
    """Give the layer: the same fields, numbers as such, and the geometry instead of its text."""
    typed = table.drop(columns=[field["name"] for field in _fields(name) if field["type"] == "geojson"])
    for field in _fields(name):
        if field["type"] == "number":
            typed[field["name"]] = number(typed[field["name"]])
        elif field["type"] == "year":
            typed[field["name"]] = number(typed[field["name"]]).astype("Int64")
    return gpd.GeoDataFrame(typed, geometry=place.shapes.loc[table.index].to_numpy(), crs=place.shapes.crs)
