"""Writes the land cover and use (OCS GE) of two years, artificialised or not by the official matrix and thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ..measures.artificialisation.cover import Cover
from ..measures.artificialisation.matrix import natures
from ..measures.artificialisation.thresholds import judge
from .mesh import TOWN, ZONE
from .shapes import strips
from .stage import Stage, codes
from .zoning import THEMES

if TYPE_CHECKING:
    from ..report import Report
    from .blocks import Blocks

Objects = npt.NDArray[np.object_]
#: cover and use of the strips of an ordinary site: sealed, mineral, grassed, wooded
STRIPS = (("CS1.1.1.2", "US2"), ("CS1.1.2.1", "US6.2"), ("CS2.2.1", "US6.2"), ("CS2.1.1.1", "US6.2"))
#: cover and use of the four quarters of the known site: built, sealed, grassed, wooded
QUARTERS = (("CS1.1.1.1", "US2"), ("CS1.1.1.2", "US2"), ("CS2.2.1", "US6.2"), ("CS2.1.1.1", "US6.2"))
#: what the fourth strip and the fourth quarter were at the vintage before: trees have grown on abandoned grass
GROWN_OVER = ("CS2.2.1", "US6.2")
#: at the vintage before, every so many-th paved piece of a business park was still a field
LATE, FIELD = 40, ("CS2.2.1", "US1.1")
YEARS = {"ocsge": 2021, "ocsge_avant": 2018}


def write_land_cover(stage: Stage, blocks: Blocks, zoning: tuple[Objects, list[str]], report: Report) -> None:
    """Write the roles ``ocsge`` and ``ocsge_avant``, without overlap: blocks or planning zones, and sites in detail."""
    ground, cover, use = _blocks(stage, blocks) if stage.settings["ilots_ocsge"] else _zoning(*zoning)
    tree = shapely.STRtree(stage.places.shape)
    rows, site = tree.query(ground, predicate="intersects")
    ground = ground.copy()
    order = np.argsort(rows, kind="stable")
    rows, site = rows[order], site[order]
    touched, start = np.unique(rows, return_index=True)
    for row, sites in zip(touched, np.split(site, start[1:])):
        ground[row] = shapely.difference(ground[row], shapely.union_all(stage.places.shape[sites]))
    shapes, site_cover, site_use = _sites(stage)
    everything = np.concatenate([ground, shapes])
    cover, use = np.concatenate([cover, site_cover]), np.concatenate([use, site_use])
    keep = shapely.area(everything) > 1.0
    everything, cover, use = everything[keep], cover[keep], use[keep]
    on_site = np.arange(len(keep))[keep] >= len(ground)
    _write(stage, "ocsge", everything, cover, use, report)
    grown = on_site & (cover == QUARTERS[3][0]) & (use == QUARTERS[3][1])
    late = np.flatnonzero(~on_site & (cover == "CS1.1.1.2") & (use == "US2"))[::LATE]
    cover, use = cover.copy(), use.copy()
    cover[grown], use[grown] = GROWN_OVER
    cover[late], use[late] = FIELD
    _write(stage, "ocsge_avant", everything, cover, use, report)


def _write(stage: Stage, role: str, shapes: Objects, cover: Objects, use: Objects, report: Report) -> None:
    """Write a vintage, judged as its producer does: by the matrix, then by the thresholds."""
    says = natures(pd.Series(cover), pd.Series(use))
    not_told = np.zeros(len(shapes), dtype=bool)
    layer = Cover(
        shape=shapes,
        artificial=says.artificial,
        sealed=says.sealed,
        vegetated=says.vegetated,
        building=cover == "CS1.1.1.1",
        told=not_told,
        changed=not_told,
        year=np.full(len(shapes), float(YEARS[role])),
        codes=cover,
    )
    everywhere = (-np.inf, -np.inf, np.inf, np.inf)
    judged = judge(layer, np.arange(len(shapes)), everywhere, report).cover
    stage.writer.add(
        role,
        shapes,
        id=codes("OCSGE09_", len(shapes), 10),
        code_cs=cover,
        code_us=use,
        millesime=YEARS[role],
        artif=np.where(judged.artificial == 1, "artif", "non artif"),
        crit_seuil=judged.changed,
        source="PIA",
        ossature=False,
        surface=np.round(shapely.area(shapes), 1),
    )


def _blocks(stage: Stage, blocks: Blocks) -> tuple[Objects, Objects, Objects]:
    rng = stage.settings.rng("land cover")
    count = len(blocks.kind)
    wooded = np.zeros(count, dtype=bool)
    wooded[shapely.STRtree(stage.forests).query(shapely.points(blocks.centre), predicate="within")[0]] = True
    drawn = rng.random(count)
    cover = np.where(wooded, "CS2.1.1.1", np.where(drawn < 0.06, "CS2.1.2", "CS2.2.1")).astype(object)
    use = np.where(wooded, "US1.2", np.where(drawn < 0.06, "US6.3", "US1.1")).astype(object)
    town, zone = blocks.kind == TOWN, blocks.kind == ZONE
    cover[town] = np.where(drawn[town] < 0.55, "CS1.1.1.2", np.where(drawn[town] < 0.9, "CS2.2.1", "CS2.1.1.1"))
    use[town] = np.where(drawn[town] < 0.15, "US235", "US5")
    cover[zone], use[zone] = np.where(drawn[zone] < 0.8, "CS1.1.1.2", "CS2.2.1"), "US2"
    return blocks.shape, cover, use


def _zoning(shapes: Objects, themes: list[str]) -> tuple[Objects, Objects, Objects]:
    return (
        shapes,
        np.array([THEMES[theme].cs for theme in themes], dtype=object),
        np.array([THEMES[theme].us for theme in themes], dtype=object),
    )


def _sites(stage: Stage) -> tuple[Objects, Objects, Objects]:
    places = stage.places
    whole = np.array([bool(key) and bool(stage.known[key].said.get("ocsge_quarts")) for key in places.key])
    rows = np.flatnonzero(~whole)
    pieces, owner = strips(
        places.shape[rows], places.centre[rows], places.length[rows], places.angle[rows], np.full(len(rows), 4)
    )
    first = np.r_[0, np.flatnonzero(np.diff(owner)) + 1]
    rank = np.arange(len(owner)) - np.repeat(first, np.diff(np.r_[first, len(owner)]))
    shapes, said = list(pieces), [STRIPS[r % 4] for r in rank]
    for row in np.flatnonzero(whole):
        one = stage.known[places.key[row]]
        west, south, east, north = one.box
        x, y = one.centre
        boxes = [
            shapely.box(west, south, x, y),
            shapely.box(x, south, east, y),
            shapely.box(west, y, x, north),
            shapely.box(x, y, east, north),
        ]
        shapes += boxes
        said += list(QUARTERS)
    return (
        np.array(shapes, dtype=object),
        np.array([one for one, _ in said], dtype=object),
        np.array([one for _, one in said], dtype=object),
    )
