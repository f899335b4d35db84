"""Which territory each municipality lies in: those that the consumption file names, and the user's own zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..communes import commune_codes
from ..errors import GisementError
from ..report import Report
from ..resources import resource
from ..table import Table
from .zone_layers import by_most_of_the_area

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from .consumption import Consumption

COMMUNE, ZONE, ALL = "commune", "zone", "ensemble"
PERCENT = {"%": 1.0}
HECTARES = {"ha": 1.0, "hectares": 1.0, "m2": 0.0001}
NAMED = 5
#: what is said of a municipality, not of its zone
FACTS = ["document", "pene_ha"]


@dataclass(frozen=True)
class Zones:
    """The user's zones.

    :param members: ``commune``, ``code``, ``nom``: which municipality lies in which zone.
    :param facts: index the municipality: ``document`` (oui, non, None: whether a planning document covers it),
        ``pene_ha`` (hectares that projects of national scope have consumed since the period began).
    :param targets: zone → share by which its consumption is to fall, where the table says.
    """

    members: pd.DataFrame
    facts: pd.DataFrame
    targets: dict[str, float]

    @classmethod
    def none(cls) -> Zones:
        """Know of no zone."""
        return cls(
            pd.DataFrame({"commune": [], "code": [], "nom": []}, dtype=object),
            pd.DataFrame(columns=FACTS, index=pd.Index([], dtype=object)),
            {},
        )


def read_zones(
    path: str | Path,
    layer: str | None = None,
    report: Report | None = None,
    communes: Callable[[], gpd.GeoDataFrame | None] | None = None,
) -> Zones:
    """Read a table of municipalities with the zone of each, and what else is known of them; or a layer of zones.

    A municipality may stand in several zones, on a row for each. In a layer of surfaces without municipalities, each
    lies in the zone that covers most of it.

    :param communes: gives the municipalities with ``code_insee`` and their shapes, None where there are none.
    :raises GisementError: ``zones_empty``, ``zones_twice``, ``zones_target``, ``zones_contradict``, those of
        :func:`.zone_layers.by_most_of_the_area`, those of :class:`core.table.Table` and of
        its cells.
    """
    report = report or Report()
    said = resource("registre/zones")
    try:
        table = Table(path, layer, said["colonnes"], report)
    except GisementError as error:
        if error.code == "inventory_empty":
            raise GisementError("zones_empty", file=error.facts["file"]) from error
        raise
    if "commune" not in table.columns and table.shapes is not None:
        return Zones(by_most_of_the_area(table, communes() if communes else None), Zones.none().facts, {})
    table.need("commune")
    codes, _ = commune_codes(pd.Series(table.values("commune", lambda cell: cell.text), dtype=object))
    rows = pd.DataFrame(
        {
            "commune": codes,
            "code": table.values("zone", lambda cell: cell.text),
            "nom": table.values("nom", lambda cell: cell.text),
            "objectif": table.values("objectif_pct", lambda cell: cell.number(PERCENT)),
            "document": table.values("document", lambda cell: cell.word(said["mots"])),
            "pene_ha": table.values("pene_ha", lambda cell: cell.number(HECTARES)),
            "line": table.lines,
        },
        dtype=object,
    )
    rows = rows[rows["commune"].notna()]
    if rows.empty:
        raise GisementError("zones_empty", file=table.file)
    zoned = rows[rows["code"].notna()]
    twice = zoned.duplicated(["commune", "code"])
    if twice.any():
        row = zoned[twice].iloc[0]
        first = zoned[(zoned["commune"] == row["commune"]) & (zoned["code"] == row["code"])].iloc[0]
        raise GisementError(
            "zones_twice",
            file=table.file,
            line=int(row["line"]),
            other_line=int(first["line"]),
            commune=row["commune"],
            zone=row["code"],
        )
    return Zones(
        members=zoned[["commune", "code", "nom"]].reset_index(drop=True),
        facts=_facts(rows, table.file),
        targets=_targets(zoned, table.file),
    )


def _facts(rows: pd.DataFrame, file: str) -> pd.DataFrame:
    """Give what is known of each municipality itself, whatever the rows on which it stands.

    :raises GisementError: ``zones_contradict`` where two rows say two things.
    """
    for name in FACTS:
        told = rows.dropna(subset=[name])
        first = told.groupby("commune")[name].transform("first")
        for row in told[told[name] != first].head(1).itertuples():
            raise GisementError(
                "zones_contradict",
                file=file,
                line=int(row.line),
                commune=row.commune,
                column=name,
                value=getattr(row, name),
                other=first[row.Index],
            )
    return rows.groupby("commune")[FACTS].first()


def _targets(zoned: pd.DataFrame, file: str) -> dict[str, float]:
    """Give the reduction that each zone is set.

    :raises GisementError: ``zones_target`` where a zone is set two, or more than all.
    """
    told = zoned.dropna(subset=["objectif"])
    targets: dict[str, float] = {}
    for row in told.itertuples():
        value = float(row.objectif) / 100.0
        if value > 1.0 or targets.get(row.code, value) != value:
            raise GisementError("zones_target", file=file, line=int(row.line), zone=row.code, value=row.objectif)
        targets[row.code] = value
    return targets


def members(consumption: Consumption, zones: Zones) -> pd.DataFrame:
    """Give the territories: ``niveau``, ``code``, ``nom`` and ``row``, the place of each municipality in the file.

    Municipalities first, then the levels of the file, the user's zones, and all together.
    """
    every = pd.RangeIndex(len(consumption.codes))
    parts = [
        pd.DataFrame({"niveau": COMMUNE, "code": consumption.codes.to_numpy(), "nom": consumption.names, "row": every})
    ]
    for level, table in consumption.levels.items():
        there = table["code"].notna()
        parts.append(table[there].assign(niveau=level, row=every[there]))
    place = pd.Series(every, index=consumption.codes)
    own = zones.members[zones.members["commune"].isin(place.index)]
    parts.append(own[["code", "nom"]].assign(niveau=ZONE, row=place[own["commune"]].to_numpy()))
    parts.append(pd.DataFrame({"niveau": ALL, "code": "", "nom": None, "row": every}))
    return pd.concat(parts, ignore_index=True)[["niveau", "code", "nom", "row"]]


def tell_strangers(zones: Zones, consumption: Consumption, report: Report) -> None:
    """Say which municipalities of the user's zones the file of consumption lacks: their zones are not whole."""
    strange = sorted(set(zones.members["commune"]) - set(consumption.codes))
    if strange:
        report.warn("zones_without_consumption", count=len(strange), communes=strange[:NAMED])
