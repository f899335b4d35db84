"""The national standard CNIG Friches, as its validator wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from ...report import Report
from ...resources import resource
from ..fields import fields, number
from .cells import column, neutral, plain
from .conforming import UNKNOWN, conform
from .imported import note_import
from .notes import Notes, rejected_table
from .places import places, point_wkt, surface_wkt
from .preparing import (
    is_study,
    refuse_nothing,
    rejections,
    tell,
    with_dates,
    with_written_ids,
    without_names,
)
from .writing import FILES, REJECTED, TO_COMPLETE, whole_folder, write_layers, write_side_csv, write_standard_csv

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from .places import Places

POINT, SURFACE = "geompoint", "geomsurf"
WHOLE = ("integer", "year")


def export_friches(
    sites: gpd.GeoDataFrame,
    folder: str | Path,
    on: date,
    *,
    producer: str | None = None,
    source: str | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> int:
    """Write ``friches.csv``, ``friches.gpkg``, ``a_completer.csv`` and ``non_exportes.csv`` into a folder.

    :param sites: an imported inventory, or the sites of a study: index ``site_id``, a projected CRS.
    :param on: stands in for the dates that the standard requires and the inventory does not know.
    :param producer: whose inventory it is: the source of the records that name neither source nor producer.
    :param source: the name of the inventory's file, where there is no producer either.
    :returns: the number of sites exported.
    :raises GisementError: ``export_nothing`` when no site can be exported, and those of the folder.
    """
    report = report or Report()
    report.step("export_values")
    notes = Notes()
    sites = without_names(with_written_ids(sites, notes), notes)
    note_import(sites, [field["name"] for field in fields()], notes)
    report.progress(0.1)
    place = places(sites, notes)
    codes = rejections(sites, place)
    refuse_nothing(codes, language)
    kept = codes.isna()
    notes.keep(sites.index[kept])
    report.progress(0.2)
    table = _attributes(sites[kept], producer, source, notes, report)
    table = with_dates(table, on, notes)
    report.step("export_writing")
    with whole_folder(folder, FILES["friches"]) as drafts:
        write_layers(_layer(table, place), drafts["friches.gpkg"], "friches")
        report.progress(0.8)
        write_standard_csv(_texts(table, place, notes), drafts["friches.csv"])
        report.progress(0.95)
        write_side_csv(notes.table(language), drafts[TO_COMPLETE])
        write_side_csv(rejected_table(codes[~kept], language), drafts[REJECTED])
        report.progress(1.0)
    tell(notes, int((~kept).sum()), on, report)
    return len(table)


def _attributes(
    sites: gpd.GeoDataFrame, producer: str | None, source: str | None, notes: Notes, report: Report
) -> pd.DataFrame:
    """Give the fields of the standard but for the geometries, as texts; only the dates may still lack."""
    defaults = resource("export/friches")["defaults"]
    given = sites.drop(columns=sites.geometry.name).assign(site_id=sites.index)
    given = given.assign(
        desserte_distance=_access(given, notes), source_nom=_sources(given, producer, source or UNKNOWN, notes)
    )
    texts = {}
    for done, field in enumerate(fields()):
        name = field["name"]
        if name in (POINT, SURFACE):
            continue
        texts[name] = conform(given[name] if name in given else column(given, name), field, notes, defaults.get(name))
        with report.part(0.2, 0.7):
            report.progress(done / len(fields()))
    return pd.DataFrame(texts, index=given.index)


def _access(sites: pd.DataFrame, notes: Notes) -> pd.Series:
    """Give ``desserte_distance``: what a study measured when it knows all three, else what the inventory declares."""
    declared = column(sites, "desserte_distance")
    columns = resource("export/friches")["desserte"]["columns"]
    if not is_study(sites) or not set(columns) <= set(sites.columns):
        return declared
    measured = pd.concat([number(sites[name]).round() for name in columns], axis=1)
    known = measured.notna().all(axis=1)
    result = declared.copy()
    if known.any():
        result[known] = measured[known].astype("int64").astype(str).agg("|".join, axis=1)
    replaced = known & declared.notna() & (declared != result)
    notes.add("mesure", sites.index[replaced], "desserte_distance", declared[replaced], result[replaced])
    return result


def _sources(sites: pd.DataFrame, producer: str | None, source: str, notes: Notes) -> pd.Series:
    """Name the source of each record: its own, else its own producer, else the producer given, else the file."""
    own = column(sites, "source_nom")
    absent = own.isna() | (own == UNKNOWN)
    stand_in = column(sites, "source_producteur")
    for next_best in (producer, source):
        stand_in = stand_in.where(stand_in.notna(), plain(pd.Series(next_best, own.index, dtype=object)))
    notes.add("source_par_defaut", sites.index[absent], "source_nom", None, stand_in[absent])
    return own.where(~absent, stand_in)


def _texts(table: pd.DataFrame, place: Places, notes: Notes) -> pd.DataFrame:
    """Give the CSV: the 51 fields in their order, no cell a formula."""
    geometries = {
        POINT: point_wkt(place.points.loc[table.index]),
        SURFACE: surface_wkt(place.surfaces.loc[table.index]),
    }
    return pd.DataFrame(
        {
            field["name"]: geometries[field["name"]]
            if field["name"] in geometries
            else neutral(table[field["name"]], notes)
            for field in fields()
        }
    )


def _layer(table: pd.DataFrame, place: Places) -> gpd.GeoDataFrame:
    """Give the layer: the same fields, numbers as such, and the geometry instead of its texts."""
    typed = table.copy()
    for field in fields():
        if field["type"] in WHOLE:
            typed[field["name"]] = number(typed[field["name"]]).astype("Int64")
    return gpd.GeoDataFrame(typed, geometry=place.shapes.loc[table.index].to_numpy(), crs=place.shapes.crs)
