"""Writes the cadastre: parcels of the sites, which cover them exactly, and parcels of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from .communes import DEPARTEMENT
from .mesh import COUNTRY
from .shapes import strips

if TYPE_CHECKING:
    from .blocks import Blocks
    from .stage import Stage

Objects = npt.NDArray[np.object_]
LETTERS = np.array(list("ABCDEFGHJKLMNPRSTUVWXYZ"), dtype=object)


def write_parcels(stage: Stage, blocks: Blocks) -> list[str]:
    """Write the role ``parcelle``; give the references of the parcels of each site, joined by ``|``."""
    rng = stage.settings.rng("parcels")
    places = stage.places
    count = np.clip(np.round(shapely.area(places.shape) / 9_000.0), 1, 6).astype(np.int64)
    pieces, owner = strips(places.shape, places.centre, places.length, places.angle, count)
    wanted = max(int(stage.settings["parcelles"]) - len(pieces), 0)
    rows = np.flatnonzero(
        (shapely.area(blocks.shape) > 300.0) & ((blocks.kind != COUNTRY) | (rng.random(len(blocks.kind)) < 0.25))
    )
    rows = np.sort(rng.permutation(rows)[:wanted])
    others = blocks.shrunk(rows, 0.93)
    hit = shapely.STRtree(places.shape).query(others, predicate="intersects")[0]
    others = np.delete(others, hit)
    shapes = np.concatenate([pieces, others])
    at = shapely.get_coordinates(shapely.point_on_surface(shapes))
    commune = stage.communes.at(at)
    reference = _references(np.array(stage.towns.code, dtype=object)[commune], commune)
    codes = np.array(stage.towns.code, dtype=object)[commune]
    stage.writer.add(
        "parcelle",
        shapes,
        gid=np.arange(len(shapes)) + 1,
        idu=reference,
        numero=[one[10:] for one in reference],
        feuille=1,
        section=[one[8:10] for one in reference],
        code_dep=DEPARTEMENT,
        nom_com=np.array(stage.towns.name, dtype=object)[commune],
        code_com=[one[2:] for one in codes],
        com_abs="000",
        code_arr="000",
        code_insee=codes,
        contenance=np.round(shapely.area(shapes)),
    )
    order = np.argsort(owner, kind="stable")
    joined: list[str] = []
    for part in np.split(reference[: len(pieces)][order], np.cumsum(np.bincount(owner, minlength=len(places)))[:-1]):
        joined.append("|".join(part))
    return joined


def _references(code: Objects, commune: npt.NDArray[np.int64]) -> Objects:
    """Number parcels within each commune: INSEE code, prefix 000, section of two letters, number of four digits."""
    order = np.argsort(commune, kind="stable")
    start = np.r_[0, np.flatnonzero(np.diff(commune[order])) + 1]
    rank = np.arange(len(commune)) - np.repeat(start, np.diff(np.r_[start, len(commune)]))
    number = np.empty(len(commune), dtype=np.int64)
    number[order] = rank
    sheet, place = number // 9_000, number % 9_000 + 1
    section = LETTERS[0] + LETTERS[sheet % len(LETTERS)]
    return np.array([f"{c}000{s}{n:04d}" for c, s, n in zip(code, section, place)], dtype=object)
