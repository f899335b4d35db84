"""Writes the land cover and use (OCS GE), artificialised or not by the official matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from .mesh import TOWN, ZONE
from .shapes import strips
from .stage import Stage, codes
from .zoning import THEMES

if TYPE_CHECKING:
    from .blocks import Blocks

Objects = npt.NDArray[np.object_]
#: cover and use of the strips of an ordinary site: sealed, mineral, grassed, wooded
STRIPS = (("CS1.1.1.2", "US2"), ("CS1.1.2.1", "US6.2"), ("CS2.2.1", "US6.2"), ("CS2.1.1.1", "US6.2"))
#: cover and use of the four quarters of the known site: built, sealed, grassed, wooded
QUARTERS = (("CS1.1.1.1", "US2"), ("CS1.1.1.2", "US2"), ("CS2.2.1", "US6.2"), ("CS2.1.1.1", "US6.2"))
#: herbaceous cover is artificialised under these uses, and woods and water never are (matrix of the OCS GE)
GRASS_ARTIFICIAL = (
    "US2",
    "US3",
    "US235",
    "US4.1.1",
    "US4.1.2",
    "US4.1.3",
    "US4.1.4",
    "US4.1.5",
    "US4.2",
    "US4.3",
    "US5",
    "US6.1",
    "US6.2",
)


def write_land_cover(stage: Stage, blocks: Blocks, zoning: tuple[Objects, list[str]]) -> None:
    """Write the role ``ocsge``, without overlap: blocks or planning zones as the size asks, and sites in detail."""
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
    artificial = np.isin(cover, ["CS1.1.1.1", "CS1.1.1.2", "CS1.1.2.1"]) | (
        (cover == "CS2.2.1") & np.isin(use, GRASS_ARTIFICIAL)
    )
    stage.writer.add(
        "ocsge",
        everything,
        id=codes("OCSGE09_", len(everything), 10),
        code_cs=cover,
        code_us=use,
        millesime=2021,
        artif=np.where(artificial, "artif", "non artif"),
        crit_seuil=False,
        source="PIA",
        ossature=False,
        surface=np.round(shapely.area(everything), 1),
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
