"""What a merged site remembers: the records that went into it, what they said otherwise, who filled what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ..fields import known
from ..headings import personal_columns

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from .gathering import Gathered
    from .keeping import Donors

#: the columns that tell it
MERGED_IDS, PRODUCERS, HISTORY, FILLED, SHAPE_FROM = (
    "sites_fusionnes",
    "producteurs",
    "historique",
    "valeurs_de",
    "geometrie_de",
)
COLUMNS = (MERGED_IDS, PRODUCERS, HISTORY, FILLED, SHAPE_FROM)
#: decimals of a metre in a shape that is remembered
DECIMALS = 2


def remember(
    sites: gpd.GeoDataFrame, gathered: Gathered, donors: Donors, givers: dict[str, np.ndarray], report: Report
) -> gpd.GeoDataFrame:
    """Add to the sites what became of the records that are not kept.

    ``sites_fusionnes``: their identifiers, joined by ``|``; ``producteurs``: all producers, so joined; ``historique``:
    JSON, a list of ``{"producteur", "inventaire", "site_id", "valeurs": {field: value that was not kept}}``, first the
    kept record where its own date, shape or identifier gave way; ``valeurs_de``: JSON, field → producer who filled it;
    ``geometrie_de``: whose the geometry is. What an earlier merge has written there is kept. No column that may name a
    natural person is quoted.
    """
    kept, origin = donors.kept, gathered.origin
    gone = np.flatnonzero(kept != np.arange(len(kept)))
    place = np.searchsorted(donors.rows, kept[gone])
    joined = np.unique(kept[gone])
    earlier = {name: _earlier(gathered.records, name) for name in COLUMNS}
    told = np.r_[joined, gone]
    otherwise = _otherwise(sites, gathered, told, np.searchsorted(donors.rows, kept[told]), report)
    ids = [[*_split(earlier[MERGED_IDS][row])] for row in donors.rows]
    producers = [[*_split(earlier[PRODUCERS][row] or origin["producteur"].iat[row])] for row in donors.rows]
    histories = [_parsed(earlier[HISTORY][row], []) for row in donors.rows]
    for row, site in zip(joined, np.searchsorted(donors.rows, joined)):
        if row in otherwise or donors.identity[site] != row:
            histories[site] = [*histories[site], _entry(origin, row, otherwise)]
    for row, site in zip(gone, place):
        report.check()
        producer, identifier = origin["producteur"].iat[row], origin["site_id"].iat[row]
        ids[site] += [identifier, *_split(earlier[MERGED_IDS][row])]
        producers[site] += _split(earlier[PRODUCERS][row] or producer)
        histories[site] = [
            *histories[site],
            _entry(origin, row, otherwise),
            *_parsed(earlier[HISTORY][row], []),
        ]
    # The identifier that is kept may be that of a record which is not.
    for site in np.flatnonzero(donors.identity != donors.rows):
        own, given = origin["site_id"].iat[donors.rows[site]], origin["site_id"].iat[donors.identity[site]]
        ids[site] = [own, *(one for one in ids[site] if one != given)]
    shape_from = origin["producteur"].to_numpy()[donors.shape]
    merged = np.isin(donors.rows, kept[gone])
    before = earlier[SHAPE_FROM][donors.shape]
    return sites.assign(
        **{
            MERGED_IDS: _joined(ids),
            PRODUCERS: _joined(producers),
            HISTORY: [_written(history) for history in histories],
            FILLED: _filled(gathered, donors, givers, earlier[FILLED]),
            SHAPE_FROM: np.where(pd.notna(before), before, np.where(merged, shape_from, None)),
        }
    )


def _entry(origin: pd.DataFrame, row: int, otherwise: dict[int, dict[str, Any]]) -> dict[str, Any]:
    told = {name: origin.at[row, name] for name in ("producteur", "inventaire", "site_id")}
    return {**told, "valeurs": otherwise.get(int(row), {})}


def _otherwise(
    sites: gpd.GeoDataFrame, gathered: Gathered, rows: np.ndarray, place: np.ndarray, report: Report
) -> dict[int, dict[str, Any]]:
    """Give, by row, what the records of merged sites say otherwise than the site they went into."""
    left_out = {*resource("merging/champs")["sans_historique"]["champs"], *COLUMNS, "site_id", "geometry"}
    left_out |= personal_columns(sites.columns)
    found: dict[int, dict[str, Any]] = {}
    for name in sites.columns:
        report.check()
        if name in left_out or name not in gathered.records:
            continue
        theirs = known(gathered.records[name].iloc[rows]).astype(object).to_numpy()
        differs = pd.notna(theirs) & (theirs != sites[name].astype(object).to_numpy()[place])
        for row, value in zip(rows[differs], theirs[differs]):
            found.setdefault(int(row), {})[name] = _plain(value)
    shapes = gathered.records.geometry.to_numpy()[rows]
    drawn = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    drawn &= ~shapely.equals_exact(shapes, sites.geometry.to_numpy()[place])
    for row, text in zip(rows[drawn], shapely.to_wkt(shapes[drawn], rounding_precision=DECIMALS)):
        found.setdefault(int(row), {})["geometrie"] = text
    return found


def _filled(gathered: Gathered, donors: Donors, givers: dict[str, np.ndarray], earlier: np.ndarray) -> list[str | None]:
    """Write for each site which field came from which producer, where it is not the record that is kept."""
    told: list[dict[str, str]] = [_parsed(earlier[row], {}) for row in donors.rows]
    follow = {*resource("merging/champs")["suivent_la_geometrie"]["champs"], *COLUMNS}
    producer = gathered.origin["producteur"].to_numpy()
    for name, giver in givers.items():
        if name in follow:
            continue
        for site in np.flatnonzero(giver != donors.rows):
            told[site] = {**told[site], name: producer[giver[site]]}
    return [_written(fields) for fields in told]


def _earlier(records: gpd.GeoDataFrame, name: str) -> np.ndarray:
    if name not in records:
        return np.full(len(records), None, dtype=object)
    values = records[name].astype(object)
    return values.where(values.notna(), None).to_numpy()


def _split(text: Any) -> list[str]:
    return [] if text is None else str(text).split("|")


def _joined(lists: list[list[str]]) -> list[str | None]:
    return ["|".join(dict.fromkeys(one)) or None for one in lists]


def _parsed(text: Any, otherwise: Any) -> Any:
    """Read what an earlier merge has written; what is no JSON of that form counts as nothing."""
    if not isinstance(text, str):
        return otherwise
    try:
        read = json.loads(text)
    except json.JSONDecodeError:
        return otherwise
    return read if isinstance(read, type(otherwise)) else otherwise


def _written(content: Any) -> str | None:
    return json.dumps(content, ensure_ascii=False) if content else None


def _plain(value: Any) -> Any:
    """Give a value as JSON writes it: whole numbers as such, dates as text."""
    if isinstance(value, (float, np.floating)):
        return int(value) if float(value).is_integer() else float(value)
    return value.item() if isinstance(value, np.generic) else value if isinstance(value, (str, int)) else str(value)
