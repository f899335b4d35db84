"""Writes buildings: houses in town blocks, halls in zones, what stands on the sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from .mesh import TOWN, ZONE
from .shapes import rectangles
from .stage import Stage, codes

if TYPE_CHECKING:
    from .blocks import Blocks

Floats = npt.NDArray[np.float64]
Objects = npt.NDArray[np.object_]


def write_buildings(stage: Stage, blocks: Blocks) -> Floats:
    """Write the role ``batiment``; give the footprint (m²) on each site."""
    rng = stage.settings.rng("buildings")
    on_site, owner, footprint = _on_sites(stage, rng)
    homes, dwellings = _homes(stage, blocks, int(stage.settings["batiments"]), rng)
    halls = _halls(blocks, stage, rng)
    known_home, known_dwellings = _known_home(stage)
    shapes = np.concatenate([known_home, on_site, homes, halls])
    count = len(shapes)
    kinds = np.repeat(
        ["logement", "site", "logement", "activite"], [len(known_home), len(on_site), len(homes), len(halls)]
    )
    lived = kinds == "logement"
    number = np.full(count, 0.0)
    number[lived] = np.r_[known_dwellings, dwellings]
    floors = np.where(lived, np.clip(np.round(number**0.6), 1, 9), 1.0)
    height = np.where(lived, 2.8 * floors + 1.5, rng.uniform(6.0, 14.0, count))
    centre = shapely.get_coordinates(shapely.centroid(shapes))
    ground = np.round(stage.terrain(*centre.T), 1)
    drawn = rng.random(count)
    stage.writer.add(
        "batiment",
        shapely.force_3d(shapes, ground),
        cleabs=codes("BATIMENT", count),
        construction_legere=drawn < 0.03,
        nature=np.where(lived, "Indifférenciée", "Industriel, agricole ou commercial"),
        usage_1=np.where(lived, "Résidentiel", np.where(drawn < 0.7, "Industriel", "Commercial et services")).astype(
            object
        ),
        etat_de_l_objet=np.where((kinds == "site") & (drawn < 0.1), "En ruine", "En service"),
        nombre_de_logements=number,
        nombre_d_etages=np.where(drawn < 0.4, floors, np.nan),
        hauteur=np.round(height, 1),
        altitude_minimale_sol=ground,
        altitude_maximale_sol=ground,
        origine_du_batiment="Cadastre",
        date_creation="2013-06-01",
        date_d_apparition=np.where(kinds == "site", "1958-01-01", "1985-01-01"),
    )
    return footprint


def _on_sites(stage: Stage, rng: np.random.Generator) -> tuple[Objects, npt.NDArray[np.int64], Floats]:
    """Draw one hall on most sites, in their axis; the site in known quarters has exactly one quarter built."""
    places = stage.places
    area = shapely.area(places.shape)
    built = (rng.random(len(places)) < 0.8) & (area > 900.0)
    share = rng.uniform(0.18, 0.42, len(places))
    width = np.where(built, places.length * 0.55, 0.0)
    height = area * share / np.maximum(places.length * 0.55, 1.0)
    quarry = places.activity == 13
    built &= ~quarry
    halls = rectangles(places.centre, width, height, places.angle)
    halls = shapely.intersection(halls, shapely.buffer(places.shape, -3.0))
    for row, key in enumerate(places.key):
        if key and stage.known[key].said.get("ocsge_quarts"):
            west, south, _, _ = stage.known[key].box
            halls[row], built[row] = shapely.box(west, south, *stage.known[key].centre), True
    built &= (shapely.area(halls) > 60.0) & (shapely.get_type_id(halls) == 3)
    footprint = np.where(built, shapely.area(halls), 0.0)
    owner = np.flatnonzero(built)
    return halls[owner], owner, footprint


def _homes(stage: Stage, blocks: Blocks, wanted: int, rng: np.random.Generator) -> tuple[Objects, Floats]:
    urban = np.flatnonzero(
        (blocks.kind == TOWN) & (shapely.area(blocks.shape) > 1_500.0) & (shapely.area(blocks.shape) < 60_000.0)
    )
    each = 1 + max(wanted // max(len(urban), 1), 0)
    rows = np.repeat(urban, min(each, 4))
    slot = np.tile(np.arange(min(each, 4)), len(urban))
    width, height = rng.uniform(8.0, 17.0, len(rows)), rng.uniform(7.0, 11.0, len(rows))
    corner = shapely.get_coordinates(shapely.get_point(shapely.get_exterior_ring(blocks.shape[rows]), 0))
    side = corner - blocks.centre[rows]
    angle = np.arctan2(side[:, 1], side[:, 0]) + np.pi / 4.0
    turn = angle + slot * np.pi / 2.0
    away = np.minimum(np.sqrt(shapely.area(blocks.shape[rows])) * 0.2, 26.0)
    centre = (
        blocks.centre[rows] + np.column_stack([np.cos(turn), np.sin(turn)]) * np.where(each > 1, away, 0.0)[:, None]
    )
    shapes = rectangles(centre, width, height, angle)
    hit = shapely.STRtree(shapely.buffer(stage.places.shape, 4.0)).query(shapes, predicate="intersects")[0]
    free = np.ones(len(shapes), dtype=bool)
    free[hit] = False
    kept = np.flatnonzero(free)
    kept = np.sort(rng.permutation(kept)[:wanted])
    central = np.clip(1.0 - stage.towns.gap(centre[kept]) / -800.0, 0.0, 1.0)
    dwellings = np.maximum(1.0, np.round(rng.exponential(1.0, len(kept)) * (1.0 + 5.0 * (1.0 - central))))
    return shapes[kept], dwellings


def _halls(blocks: Blocks, stage: Stage, rng: np.random.Generator) -> Objects:
    rows = np.flatnonzero(blocks.kind == ZONE)
    rows = rows[rng.random(len(rows)) < 0.75]
    if not len(rows):
        return np.empty(0, dtype=object)
    halls = blocks.shrunk(rows, 0.6)
    hit = shapely.STRtree(shapely.buffer(stage.places.shape, 4.0)).query(halls, predicate="intersects")[0]
    free = np.ones(len(halls), dtype=bool)
    free[hit] = False
    return np.asarray(halls[free])


def _known_home(stage: Stage) -> tuple[Objects, Floats]:
    """Draw the only dwellings near the known site, at their known distance south of it."""
    shapes, dwellings = [], []
    for one in stage.known.values():
        if "logements" in one.said:
            west, south, east, _ = one.box
            middle, top = (west + east) / 2.0, south - float(one.said["logements_m"])
            shapes.append(shapely.box(middle - 12.0, top - 14.0, middle + 12.0, top))
            dwellings.append(float(one.said["logements"]))
    return np.array(shapes, dtype=object), np.array(dwellings)
