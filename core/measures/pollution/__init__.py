"""Pollution: the ladder of evidence, from nothing found (0) to a soil information sector on the site (5).

Registers say what is known of the past and of the State's doings, not what is in the ground: a level is a suspicion
with its reasons, each of which is told. What the inventory says of the soil (``sol_pollution_existe``) stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..measure import Measure, Measured, Request
from .cited import cited_pieces, without_doubles
from .columns import COLUMNS, ROLES
from .evidence import gathered, layer_of, told
from .installations import ROLE as INSTALLATIONS
from .installations import installations
from .parcels import ROLE as PARCELS
from .places import places_of
from .records import SECTORS, Search
from .registers import Register, read_register
from .towns import pieces_in_towns, texts_of, together, towns_with
from .verdict import Found, answers, strongest

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

__all__ = ["COLUMNS", "MEASURE", "ROLES", "run"]

EVIDENCE = "preuves"


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Grade the evidence of soil pollution on and around each site, and describe the installations on it.

    A level found is a level at least: it stands even where a layer is absent. Nothing found is 0 only where every
    register of :data:`ROLES` was searched around a known shape, and unknown elsewhere.
    """
    search = Search(places_of(sites), territory, report)
    registers = _registers(search)
    pieces, cited = without_doubles(
        gathered([piece for register in registers.values() for piece in register.pieces]),
        cited_pieces(sites, territory),
    )
    pieces = gathered([pieces, cited])
    lost = together([register.lost for register in registers.values()])
    report.progress(0.8)
    level, closed = strongest(pieces, towns_with(lost, search.places), len(sites))
    complete = search.places.shaped & np.all(
        [registers[role].searched if role in registers else np.zeros(len(sites), dtype=bool) for role in ROLES], axis=0
    )
    doubt = np.any([np.zeros(len(sites), dtype=bool), *(register.doubt for register in registers.values())], axis=0)
    values = {
        **answers(sites, Found(level, closed, complete, doubt)),
        "pollution_preuves": told(pieces, len(sites), texts_of(lost, search.places)),
        "sis_part": _share(registers.get(SECTORS), len(sites)),
        **installations(registers.get(INSTALLATIONS), search),
    }
    layers = {}
    if EVIDENCE in request.layers:
        all_ = gathered([pieces, pieces_in_towns(lost, search.places)])
        layers[EVIDENCE] = layer_of(all_, sites.index, sites.crs)
    table = pd.DataFrame({column.key: values[column.key] for column in COLUMNS}, index=sites.index)
    return Measured(table, layers)


def _registers(search: Search) -> dict[str, Register]:
    """Read the registers that are there, and tell of the layers that are not."""
    found = {}
    for step, role in enumerate(ROLES):
        search.report.progress(0.7 * step / len(ROLES))
        if role in search.territory.sources:
            found[role] = read_register(role, search)
        else:
            search.report.warn("role_absent", role=role, measure="pollution")
    if PARCELS not in search.territory.sources:
        search.report.warn("role_absent", role=PARCELS, measure="pollution")
    return found


def _share(sectors: Register | None, count: int) -> np.ndarray:
    """Give the share of each site in soil information sectors; unknown where nobody looked for all of them."""
    if sectors is None or sectors.share is None:
        return np.full(count, np.nan)
    return np.where(sectors.searched, sectors.share, np.nan)


MEASURE = Measure("pollution", COLUMNS, run, layers=(EVIDENCE,))
