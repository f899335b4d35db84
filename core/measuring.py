"""One measure on an inventory as the user has it: the records themselves, with the measure's columns beside theirs.

The sites are read as a study reads them, so the figures are those of a study; what is given back are the records as
the file holds them. Measured again, or by another measure, the result gives the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from .errors import GisementError
from .measures import MEASURES, Measure, Request, measure_inside, outside_of
from .report import Report
from .scoring import load_profile
from .sites import add_footprints, import_inventory
from .sites.findings import ERROR, Findings
from .sites.locating.given import UNREADABLE
from .sites.reading import read_records
from .study import DEFAULT_PROFILE, PLACE_COLUMNS
from .territory import Territory
from .territory.sources import Source, find_sources

if TYPE_CHECKING:
    from collections.abc import Collection

    from .measured import MeasuredSites

KEY = "site_id"
#: what says of a site how it was measured; they are written beside its geometry
ORIGIN, AREA = "emprise_origine", "surface_m2"
#: roles by which a site is placed, whether the measure reads them or not
PLACES = ("commune", "parcelle")


@dataclass
class MeasuredInventory:
    """The records with the columns of the measure, the layers asked for, how many sites lie where it can measure."""

    sites: gpd.GeoDataFrame
    layers: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    measured_count: int = 0


def measure_inventory(
    inventory: str | Path | gpd.GeoDataFrame,
    measure: str,
    *,
    layer: str | None = None,
    inventory_name: str | None = None,
    territory: str | Path | None = None,
    sources: dict[str, Source] | None = None,
    profile: str | Path = DEFAULT_PROFILE,
    vehicle: dict[str, float] | None = None,
    layers: Collection[str] = (),
    report: Report | None = None,
) -> MeasuredInventory:
    """Run one measure on an inventory.

    :param inventory: the inventory's file, or its records.
    :param measure: its name, as :data:`core.measures.MEASURES` has it.
    :param territory: as for :func:`core.study.run`.
    :param sources: role → layer; each wins over the territory's.
    :param profile: only its need matters here.
    :param layers: names of the layers wanted beside the columns; one that the measure cannot make is empty.
    :returns: every record in its order (index ``site_id``), with its own columns and values; as its geometry the
        footprint that was measured, in the legal projected CRS, with ``emprise_origine`` and ``surface_m2``; then the
        columns of the measure, in the place of those that an earlier run has left.
    :raises GisementError: ``measure_without_layers``, and those of the inventory, the territory and the profile.
    """
    report = report or Report()
    chosen = named_measure(measure)
    need = load_profile(profile).need
    found = _sources(chosen, territory, sources or {})
    report.step("inventory")
    with report.part(0.0, 0.3):
        places = {role: found[role] for role in PLACES if role in found}
        imported = import_inventory(inventory, layer=layer, sources=places, report=report)
    sites = add_footprints(imported.sites, imported.findings)
    if sites.geometry.isna().all():
        file = inventory_name or str(inventory)
        raise GisementError("inventory_without_geometry", file=file, columns=" / ".join(PLACE_COLUMNS))
    reference = Territory(Path(territory).stem if territory else "", found, sites.crs, report, digests=False)
    outside = outside_of(sites, reference)
    imported.findings.add("hors_territoire", sites.index[outside], "geometrie")
    report.step("measure", name=chosen.name)
    with report.part(0.3, 0.95):
        request = Request(need, vehicle or {}, tuple(layers))
        measured = measure_inside(chosen, sites, outside, reference, request, report)
    _tell(imported.findings, report)
    records = own_records(inventory, layer, kept_id=bool(imported.findings.sites_with("site_id_double")))
    report.progress(1.0)
    return MeasuredInventory(
        sites=_beside(records, sites, _whole_numbers(chosen, measured.values)),
        layers={name: measured.layers.get(name, _nothing(sites)) for name in layers},
        measured_count=int((~shapely.is_missing(sites.geometry.to_numpy()) & ~outside.to_numpy()).sum()),
    )


def named_measure(name: str) -> Measure:
    """Give a measure by its name; KeyError for a name that no measure has."""
    return {measure.name: measure for measure in MEASURES}[name]


def _sources(measure: Measure, territory: str | Path | None, given: dict[str, Source]) -> dict[str, Source]:
    """Say where each role lies; a layer given by itself wins over the territory's."""
    if territory is None and not given and measure.roles:
        raise GisementError("measure_without_layers", name=measure.name, roles=list(measure.roles))
    return {**(find_sources(territory)[1] if territory is not None else {}), **given}


def _tell(findings: Findings, report: Report) -> None:
    """Say how many findings there are, for no table of this result lists them."""
    found = findings.table()
    if len(found):
        report.warn("measure_findings", count=len(found), errors=int((found["gravite"] == ERROR).sum()))


def own_records(inventory: gpd.GeoDataFrame | str | Path, layer: str | None, kept_id: bool) -> pd.DataFrame:
    """Give the records as the file holds them, without their geometry and identifier, which the sites give.

    Nothing is told of the file: the import has done so. A column that bears a name of ours, and is not ours, gets
    another.

    :param kept_id: several records bear the same identifier: what they bear stays in ``site_id_origine``.
    """
    rows = inventory if isinstance(inventory, gpd.GeoDataFrame) else read_records(inventory, layer=layer).rows
    plain = pd.DataFrame(rows.drop(columns=rows.geometry.name) if isinstance(rows, gpd.GeoDataFrame) else rows)
    plain = plain.drop(columns=UNREADABLE, errors="ignore").rename(columns={"geometry": "geometrie_texte"})
    if ORIGIN not in plain:
        plain = plain.rename(columns={AREA: f"{AREA}_origine"})
    for name in [name for name in plain.columns if str(name).lower() == KEY]:
        plain = plain.rename(columns={name: f"{KEY}_origine"}) if kept_id else plain.drop(columns=name)
        kept_id = False
    return pd.DataFrame({name: _with_time(plain[name]) for name in plain.columns}, index=plain.index)


def records_with(
    inventory: str | Path, layer: str | None, measured: MeasuredSites, values: pd.DataFrame
) -> pd.DataFrame:
    """Give the records of a file of measured sites in their order, with some columns beside their own.

    :param values: in the order of the sites; they take the place of columns of the same names.
    :returns: a table without geometry where the file has none.
    """
    records = own_records(inventory, layer, kept_id=measured.doubled)
    own = records.set_axis(measured.sites.index, axis="index").drop(columns=values.columns, errors="ignore")
    table = own.join(values)
    if measured.sites.geometry.notna().any():
        return gpd.GeoDataFrame(table, geometry=measured.sites.geometry, crs=measured.sites.crs)
    return table


def _with_time(values: pd.Series) -> pd.Series:
    """Write moments as text: what is written as a date would lose the hour."""
    if not pd.api.types.is_datetime64_any_dtype(values) or (values.dropna().dt.normalize() == values.dropna()).all():
        return values
    return values.map(lambda moment: moment.isoformat(), na_action="ignore").astype(object)


def _beside(records: pd.DataFrame, sites: gpd.GeoDataFrame, values: pd.DataFrame) -> gpd.GeoDataFrame:
    """Put footprints and columns of the measure beside the records, which are in the order of the sites."""
    own = records.set_axis(sites.index, axis="index").drop(columns=values.columns, errors="ignore")
    table = own.assign(**{ORIGIN: sites[ORIGIN], AREA: sites[AREA]}).join(values)
    return gpd.GeoDataFrame(table, geometry=sites.geometry, crs=sites.crs)


def _whole_numbers(measure: Measure, values: pd.DataFrame) -> pd.DataFrame:
    return values.astype({column.key: "Int64" for column in measure.columns if column.kind == "integer"})


def _nothing(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({KEY: pd.Series(dtype=object)}, geometry=[], crs=sites.crs)
