"""Reads one register around the sites: its pieces of evidence, and where it was searched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ...territory import catalogue
from ..around import tiles
from .around import covered_by_sectors, least_level, levels_of, pairs_near, pieces_of, with_next_door
from .places import tell_strange_words
from .records import SECTORS, records_of
from .towns import lost_records

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..around import Tile
    from .records import Search


@dataclass
class Register:
    """What one register says of n sites.

    :param whole: whether it holds all that its name says, each with its place.
    :param collected: (n,) whether it was collected around the site.
    :param told: (n,) whether what it holds there can be told: its shapes, and the municipality of what it has lost.
    :param doubt: (n,) whether something on or beside the site may be worth more than it is graded here.
    :param pieces: the pieces of evidence of its records that have a place, part by part.
    :param lost: its records of which the municipality alone is known.
    :param present: the records on the sites, part by part: ``site`` and the fields of the role.
    :param share: (n,) share of the site that sectors cover together; for soil information sectors alone.
    :param wrong: how many records have a geometry that does not say what lies on them.
    """

    whole: bool
    collected: npt.NDArray[np.bool_]
    told: npt.NDArray[np.bool_]
    doubt: npt.NDArray[np.bool_]
    pieces: list[pd.DataFrame] = field(default_factory=list)
    lost: pd.DataFrame = field(default_factory=pd.DataFrame)
    present: list[pd.DataFrame] = field(default_factory=list)
    share: npt.NDArray[np.float64] | None = None
    wrong: int = 0

    @property
    def searched(self) -> npt.NDArray[np.bool_]:
        """Tell around which sites nothing of it is missing, so that nothing found means nothing there."""
        return self.collected & self.told & self.whole


def read_register(role: str, search: Search) -> Register:
    """Read a register that the territory has.

    :raises GisementError: ``register_without_place``, and those of :meth:`Territory.read`.
    """
    said, places, territory = resource("measures/pollution")["registres"][role], search.places, search.territory
    fields, dialect, drawn = (
        tuple(catalogue.schema(role)["fields"]),
        territory.dialect(role),
        territory.has_shapes(role),
    )
    source = dialect.get("register", said["nom"])
    whole = drawn and not dialect.get("partial", False)
    yes, no = (np.full(len(places.shapes), answer) for answer in (True, False))
    found = Register(whole, _collected(role, search), yes, no)
    if role == SECTORS:
        found.share = np.where(places.shaped, 0.0, np.nan)
    if drawn:
        tell_strange_words(role, territory, search.report)
        for tile in tiles(places.shapes, territory, role, fields, search.report, metres=_reach(role)):
            _add(found, role, source, tile, search)
    if found.wrong:
        search.report.warn("register_wrong_shapes", role=role, count=found.wrong)
    if "commune" in fields:
        found.lost = lost_records(role, source, fields, search)
        if len(found.lost):
            found.told &= pd.notna(places.commune)
    return found


def _reach(role: str) -> float:
    """Give the metres around the sites within which the records of a register are read."""
    figures = resource("measures/pollution")
    near = float(figures["voisinage_m"]["value"])
    return max(near, float(figures["parcelles"]["portee_m"]["value"])) if _has_next_door(role) else near


def _has_next_door(role: str) -> bool:
    return "niveau_contigu" in resource("measures/pollution")["registres"][role]


def _collected(role: str, search: Search) -> npt.NDArray[np.bool_]:
    """Tell around which sites a register was collected, as far as its records count as being near."""
    figures, around = resource("measures/pollution"), search.places.shapes
    if search.territory.sources[role].covers is not None:
        around = shapely.buffer(around, float(figures["voisinage_m"]["value"]))
    return search.territory.searched(role, around) >= 1.0 - float(figures["collecte_manque_max"]["value"])


def _add(found: Register, role: str, source: str, tile: Tile, search: Search) -> None:
    """Add to what was found the records of one tile."""
    places, report = search.places, search.report
    records = records_of(role, source, tile.rows)
    if records.wrong.any():
        found.wrong += int(records.wrong.sum())
        found.told[tile.sites] = False
    report.check()
    pairs = pairs_near(records, tile.sites, search)
    report.check()
    pairs, untold = pairs.assign(beside=False), np.empty(0, dtype=np.int64)
    if _has_next_door(role):
        pairs, untold = with_next_door(pairs.drop(columns="beside"), records, tile.sites, search)
    found.doubt[untold] = True
    unsure = records.grades.unsure[pairs["record"]] & (pairs["metres"] == 0) & places.shaped[pairs["site"]]
    found.doubt[pairs.loc[unsure, "site"]] = True
    level = levels_of(pairs, records, places)
    if found.share is not None:
        found.share[tile.sites] = covered_by_sectors(records, tile.sites, search)
        enough = found.share[pairs["site"]] >= resource("measures/pollution")["registres"][role]["part_min"]
        level = np.where(enough | np.isnan(level), level, np.minimum(level, least_level()))
    report.check()
    found.pieces.append(pieces_of(pairs, level, records))
    here = pairs[pairs["inside"]]
    fields = pd.DataFrame(records.rows.iloc[here["record"]].drop(columns="geometry"))
    found.present.append(fields.assign(site=here["site"].to_numpy()).reset_index(drop=True))
