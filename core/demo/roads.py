"""The table of roads: lines and chosen mesh edges together, with the attributes of their class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ..resources import resource

if TYPE_CHECKING:
    from .communes import Communes
    from .lines import Lines
    from .mesh import Mesh
    from .plan import Plan
    from .settlements import Towns
    from .terrain import Terrain
    from .writing import Writer

Floats = npt.NDArray[np.float64]
Objects = npt.NDArray[np.object_]
Integers = npt.NDArray[np.int64]
#: classes drawn with bends, and how far a bend leaves the straight line (share of the length)
BENT, BEND = ("rurale", "chemin", "empierree", "sentier", "locale"), 0.07


@dataclass(frozen=True)
class Roads:
    """All roads: shape, class, number, name, sense (0, 1, -1) and level, one row each."""

    shape: Objects
    classe: Objects
    number: Objects
    name: Objects
    sense: npt.NDArray[np.int8]
    level: npt.NDArray[np.int8]


def join_roads(plan: Plan, lines: Lines, mesh: Mesh, rows: Integers, classe: Objects) -> Roads:
    """Put lines and the chosen mesh edges into one table; lanes get bends, everything keeps its ends."""
    rng = plan.settings.rng("roads")
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines.coords])
    drawn = shapely.linestrings(np.vstack(lines.coords), indices=owner)
    start, end = mesh.xy[mesh.edges[rows, 0]], mesh.xy[mesh.edges[rows, 1]]
    bent = np.isin(classe, BENT)
    edges = np.empty(len(start), dtype=object)
    edges[~bent] = shapely.linestrings(np.stack([start, end], axis=1)[~bent])
    edges[bent] = shapely.linestrings(_bends(start[bent], end[bent], rng))
    _straighten(edges, drawn, np.stack([start, end], axis=1), bent)
    none = np.full(len(edges), None, dtype=object)
    numbers = none.copy()
    numbers[classe == "locale"] = "D900"
    return Roads(
        shape=np.concatenate([drawn, edges]),
        classe=np.concatenate([np.array(lines.classe, dtype=object), classe]),
        number=np.concatenate([np.array(lines.number, dtype=object), numbers]),
        name=np.concatenate([np.array(lines.name, dtype=object), none]),
        sense=np.concatenate([lines.sense, np.zeros(len(edges))]).astype(np.int8),
        level=np.concatenate([lines.level, np.zeros(len(edges))]).astype(np.int8),
    )


def _bends(start: Floats, end: Floats, rng: np.random.Generator) -> Floats:
    """Give four points for each edge: its ends, and two between them off the straight line."""
    along = end - start
    sideways = np.column_stack([-along[:, 1], along[:, 0]])
    off = rng.uniform(-BEND, BEND, (2, len(start), 1))
    first, second = start + along * 0.36 + sideways * off[0], start + along * 0.66 + sideways * off[1]
    return np.stack([start, np.round(first, 2), np.round(second, 2), end], axis=1)


def _straighten(edges: Objects, drawn: Objects, straight: Floats, bent: npt.NDArray[np.bool_]) -> None:
    """Make straight again, in place, the bends that crossed a neighbour."""
    around = np.concatenate([edges, drawn])
    for _ in range(3):
        rows = np.flatnonzero(bent)
        hit = rows[np.unique(shapely.STRtree(around).query(edges[rows], predicate="crosses")[0])]
        if not len(hit):
            return
        edges[hit] = shapely.linestrings(straight[hit])
        around[hit], bent[hit] = edges[hit], False


def write_roads(writer: Writer, plan: Plan, roads: Roads, terrain: Terrain, communes: Communes, towns: Towns) -> None:
    """Write the role ``troncon_de_route`` in the schema of BD TOPO v3."""
    rng = plan.settings.rng("road attributes")
    said = resource("demo/roads")
    names = list(said["classes"])
    code = _codes(roads.classe, names)

    def by_class(key: str, otherwise: object = None) -> Objects:
        return np.array([said["classes"][name].get(key, otherwise) for name in names], dtype=object)[code]

    count = len(code)
    middle = shapely.get_coordinates(shapely.line_interpolate_point(roads.shape, 0.5, normalized=True))
    commune = np.array(towns.code, dtype=object)[communes.at(middle)]
    urban = by_class("urbain").astype(bool) | (
        np.isin(roads.classe, ["principale", "secondaire"]) & (towns.gap(middle) < 0.0)
    )
    speed = by_class("vitesse_moyenne_vl", 0).astype(float)
    speed = np.where(urban & np.isin(roads.classe, ["principale", "secondaire"]), 40.0, speed)
    limits = _limits(roads, rng, said["restrictions"])
    street = resource("demo/words")["voies"]
    named = np.isin(roads.classe, ["rue", "desserte"])
    street_name = np.where(named, np.array(street, dtype=object)[rng.integers(len(street), size=count)], None)
    writer.add(
        "troncon_de_route",
        _with_height(roads.shape, terrain, roads.level),
        cleabs=[f"TRONROUT{n:016d}" for n in range(count)],
        nature=by_class("nature"),
        importance=by_class("importance"),
        fictif=False,
        nom_collaboratif_gauche=street_name,
        nom_collaboratif_droite=street_name,
        position_par_rapport_au_sol=np.where(roads.level == 1, "1", "0"),
        etat_de_l_objet="En service",
        nombre_de_voies=by_class("nombre_de_voies"),
        largeur_de_chaussee=by_class("largeur_de_chaussee"),
        itineraire_vert=by_class("itineraire_vert", False),
        prive=False,
        sens_de_circulation=np.array(["Double sens", "Sens direct", "Sens inverse"], dtype=object)[roads.sense],
        urbain=urban,
        vitesse_moyenne_vl=speed,
        acces_vehicule_leger=by_class("acces_vehicule_leger", "Libre"),
        restriction_de_hauteur=limits[0],
        restriction_de_poids_total=limits[1],
        insee_commune_gauche=commune,
        insee_commune_droite=commune,
        cpx_numero=roads.number,
        cpx_classement_administratif=np.where(pd.notna(roads.number), by_class("classement"), None),
        cpx_gestionnaire=by_class("gestionnaire"),
        cpx_toponyme_route_nommee=roads.name,
    )


def _codes(classe: Objects, names: list[str]) -> npt.NDArray[np.int64]:
    code = np.zeros(len(classe), dtype=np.int64)
    for n, name in enumerate(names):
        code[classe == name] = n
    return code


def _limits(roads: Roads, rng: np.random.Generator, said: dict[str, Any]) -> tuple[Floats, Floats]:
    """Draw limits of height (m) on some main roads, of weight (t) on some bridges and country roads; NaN for none."""
    height, weight = np.full(len(roads.classe), np.nan), np.full(len(roads.classe), np.nan)
    main = roads.classe == "secondaire"
    for rows, share, limit, values in (
        (np.flatnonzero(main & (roads.level == 0)), said["part_des_routes"], height, said["hauteur_m"]),
        (np.flatnonzero(main & (roads.level == 1)), said["part_des_ponts"], weight, said["poids_t"]),
        (np.flatnonzero(roads.classe == "rurale"), said["part_des_routes"], weight, said["poids_t"]),
    ):
        some = rng.permutation(rows)[: max(1, round(share * len(rows)))]
        limit[some] = rng.choice(values, len(some))
    return height, weight


def _with_height(shapes: Objects, terrain: Terrain, level: npt.NDArray[np.int8]) -> Objects:
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    z = np.round(terrain(*xy.T) + 6.0 * level[owner], 1)
    return np.asarray(shapely.linestrings(np.column_stack([xy, z]), indices=owner))
