"""Measured sites as a file holds them, a study's or those of a measure, read again to be scored.

A file loses three things that scoring needs, and they are found again here: an infinite distance is empty in a file,
and only the name beside it says that there is none; where figures come from stands in a study's table `etude`; and the
columns that rest on the need of a profile may have been measured for another one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from .errors import GisementError
from .measures import columns
from .nearest import NONE_THERE
from .report import Quiet, Report
from .sites import Findings, Inventory, to_standard
from .sites.columns import name_columns
from .sites.fields import known, number
from .sites.identity import identify
from .sites.reading import read_records
from .territory.sources import Source
from .vector import layer_names, read_layer

if TYPE_CHECKING:
    from collections.abc import Mapping

#: name beside a distance, where it is not the distance's own with another ending
NAMED = {"autoroute_km": "autoroute_acces"}
KILOMETRES, NAME = "_km", "_nom"
#: values shown in a sentence
SHOWN = 5
#: how the name begins of what lies beyond the reach of the measure
BEYOND_REACH = "aucun à moins de "
#: table of a study that says what it was made of, and what it says of each layer
MANIFEST, LAYER = "etude", "couche:"
INVENTORY = "inventaire"


@dataclass(frozen=True)
class MeasuredSites:
    """Measured sites with what their file says of them.

    :param sites: index ``site_id``, the columns of the standard under its names; measured columns as the measures give
        them, infinite distances included.
    :param origins: per measured column ``source``, ``millesime``, ``remarque``.
    :param on: the reference date of the study that they are from, if any.
    :param profile: what of the profile of that study its measures rest on, if any; see
        :func:`core.scoring.preparing.need_text`.
    :param doubled: whether several records bear the same identifier.
    """

    sites: gpd.GeoDataFrame
    origins: pd.DataFrame
    on: date | None = None
    profile: str | None = None
    doubled: bool = False


def read_measured(path: str | Path, *, layer: str | None = None, report: Report | None = None) -> MeasuredSites:
    """Read measured sites; nothing is told of the inventory that was told when it was measured.

    :raises GisementError: ``nothing_measured`` where no column of any measure is there, and those of
        :func:`core.sites.reading.read_records`.
    """
    findings = Findings()
    records = read_records(path, layer=layer, report=Quiet(report or Report()))
    named = identify(name_columns(records, findings), findings)
    doubled = bool(findings.sites_with("site_id_double"))
    if not isinstance(named, gpd.GeoDataFrame):
        named = gpd.GeoDataFrame(named, geometry=[None] * len(named))
    sites = to_standard(Inventory(named, findings), report=report).sites
    if not set(columns()) & set(sites.columns):
        raise GisementError("nothing_measured", file=str(path), layer=layer or Path(path).stem)
    said = _manifest(path)
    told = {name: value for name, value in said.items() if not name.startswith(LAYER)}
    return MeasuredSites(
        sites=_with_infinities(_as_measured(sites, report or Report())),
        origins=origins_of(_sources(said)) if said else _origins_unknown(),
        on=_day(told.get("date_reference")),
        profile=told.get("besoin"),
        doubled=doubled,
    )


def origins_of(sources: Mapping[str, Source]) -> pd.DataFrame:
    """Say for each measured column where its values come from, by the sources of roles that were there.

    :returns: index column; ``source``, ``millesime`` (the oldest), ``remarque``.
    """
    rows = {}
    for key, column in columns().items():
        used = [sources[role] for role in column.roles if role in sources]
        vintages = [source.vintage for source in used if source.vintage]
        rows[key] = {
            "source": ", ".join(dict.fromkeys(source.name for source in used)) or INVENTORY,
            "millesime": min(vintages) if vintages else None,
            "remarque": column.remark,
        }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["source", "millesime", "remarque"])


def _origins_unknown() -> pd.DataFrame:
    """Say where values come from that no study tells of: only that what reads no layer is the inventory's own."""
    told = origins_of({})
    reads = pd.Series({key: bool(column.roles) for key, column in columns().items()})
    return told.assign(source=told["source"].astype(object).where(~reads, None))


def _as_measured(sites: gpd.GeoDataFrame, report: Report) -> gpd.GeoDataFrame:
    """Read as numbers the measured columns that a table of texts holds; what is no number is unknown, and told."""
    changed = {}
    for key, column in columns().items():
        if column.kind != "text" and key in sites and sites[key].dtype == object:
            changed[key] = number(sites[key])
            texts = known(sites[key])[changed[key].isna()].dropna()
            if len(texts):
                examples = texts.drop_duplicates().astype(str).tolist()[:SHOWN]
                report.warn("numbers_unread", column=key, count=len(texts), values=examples)
    return sites.assign(**changed)


def _with_infinities(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make infinite the distances that are empty because there is nothing to measure to."""
    changed: dict[str, Any] = {}
    for key in columns():
        name = NAMED.get(key, f"{key[: -len(KILOMETRES)]}{NAME}")
        if not key.endswith(KILOMETRES) or key not in sites or name not in sites:
            continue
        words = known(sites[name].astype(object)).fillna("").astype(str)
        none = (words == NONE_THERE) | words.str.startswith(BEYOND_REACH)
        changed[key] = sites[key].mask(none & sites[key].isna(), np.inf)
    return sites.assign(**changed)


def _manifest(path: str | Path) -> dict[str, str]:
    """Read what a study says of itself; nothing where the file is none."""
    if Path(path).suffix.lower() != ".gpkg" or MANIFEST not in layer_names(path):
        return {}
    table = read_layer(path, MANIFEST, read_geometry=False)
    if not {"cle", "valeur"} <= set(table.columns):
        return {}
    table = table.dropna(subset=["cle", "valeur"])
    return dict(zip(table["cle"].astype(str), table["valeur"].astype(str)))


def _sources(manifest: dict[str, str]) -> dict[str, Source]:
    """Give the sources of a study's layers."""
    found = {}
    for name, value in manifest.items():
        said = _object(value) if name.startswith(LAYER) else {}
        if isinstance(said.get("source"), str):
            role = name[len(LAYER) :]
            place, _, layer = said["source"].partition("|layername=")
            found[role] = Source(role, place, layer or None, said.get("producteur"), said.get("millesime"))
    return found


def _object(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
