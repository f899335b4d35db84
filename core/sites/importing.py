"""The way of an inventory: opened as it is, then brought to the national standard; every step on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from ..report import Report
from .columns import name_columns
from .fields import said, standard_first
from .findings import Findings
from .identity import identify
from .locating import locate
from .municipality import with_codes_of_names
from .parcels import with_whole_references
from .personal import hide_names
from .reading import Records, read_records
from .shapes import with_sound_shapes
from .values import to_standard_values

if TYPE_CHECKING:
    from pathlib import Path

    from ..territory.sources import Source
    from .mapping import Mapping


@dataclass
class Inventory:
    """The sites (index ``site_id``, a legal projected CRS, CNIG columns first) and what was found on the way."""

    sites: gpd.GeoDataFrame
    findings: Findings


def import_inventory(
    source: str | Path | gpd.GeoDataFrame, *, mapping: Mapping | None = None, **options: Any
) -> Inventory:
    """Open an inventory and bring it to the standard; options and errors as :func:`open_inventory`."""
    opened = open_inventory(source, mapping=mapping, **options)
    standard = to_standard(opened, mapping, options.get("report"))
    findings = Findings()
    findings.extend(opened.findings)
    findings.extend(standard.findings)
    return Inventory(standard.sites, findings)


def open_inventory(
    source: str | Path | gpd.GeoDataFrame,
    *,
    layer: str | None = None,
    encoding: str | None = None,
    crs: str | None = None,
    mapping: Mapping | None = None,
    sources: dict[str, Source] | None = None,
    producer: str | None = None,
    report: Report | None = None,
) -> Inventory:
    """Read the records of a file, name their columns, identify and locate the sites; no value is changed.

    :param source: a file, or records in memory.
    :param encoding: of a text or a Shapefile; found out when None.
    :param crs: of the file's coordinates; found out when None.
    :param mapping: the user's own names of columns and values.
    :param sources: where the reference layers ``commune`` and ``parcelle`` are, as far as there are any.
    :param producer: whose inventory it is; fills ``source_producteur`` where the records do not say.
    :raises GisementError: for a file that gives no sites at all; see :mod:`.reading` and :mod:`.locating`.
    """
    report = report or Report()
    findings = Findings()
    if isinstance(source, gpd.GeoDataFrame):
        records = Records(source, "")
    else:
        records = read_records(source, layer=layer, encoding=encoding, report=report)
    report.progress(0.3)
    sites = name_columns(records, findings, mapping)
    sites = identify(sites, findings)
    sites = with_codes_of_names(sites, sources or {}, findings, report)
    if producer:
        sites = _with_producer(sites, producer)
    report.progress(0.4)
    located = locate(sites, findings, file=records.file, crs=crs, sources=sources or {}, report=report)
    report.progress(0.9)
    return Inventory(located, findings)


def to_standard(opened: Inventory, mapping: Mapping | None = None, report: Report | None = None) -> Inventory:
    """Bring the values to the standard's lists and forms, repair shapes, hide the names of natural persons.

    :returns: new sites, and the findings of this step alone.
    """
    findings = Findings()
    sites = with_sound_shapes(opened.sites, findings)
    sites = with_whole_references(sites, findings)
    sites = to_standard_values(sites, findings, mapping, report)
    sites = hide_names(sites, findings)
    return Inventory(sites, findings)


def _with_producer(sites: pd.DataFrame, producer: str) -> pd.DataFrame:
    given = sites.get("source_producteur", pd.Series(None, index=sites.index, dtype=object)).astype(object)
    return standard_first(sites.assign(source_producteur=given.where(said(given).notna(), producer)))
