"""Writes listed monuments and their surroundings, heritage sites, archaeology and water catchments."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from .communes import DEPARTEMENT
from .stage import Stage, codes, points

Objects = npt.NDArray[np.object_]
#: legal radius of a monument's surroundings where no other perimeter was decided, in metres
SURROUNDINGS = 500.0


def write_heritage(stage: Stage) -> None:
    """Write ``monument_historique``, ``abords_mh``, ``spr``, ``zppa`` and ``captage``."""
    rng = stage.settings.rng("heritage")
    known = [
        ((one.box[0] + one.box[2]) / 2.0, one.box[3] + float(one.said["monument_m"]))
        for one in stage.known.values()
        if "monument_m" in one.said
    ]
    count = np.clip(np.round(stage.towns.population / 5_000.0), 0, 7).astype(int)
    town = np.repeat(np.arange(len(stage.towns)), count)
    angle = rng.uniform(0.0, 2.0 * np.pi, len(town))
    away = np.minimum(stage.towns.radius[town] * 0.35, 420.0) * np.sqrt(rng.random(len(town)))
    others = stage.towns.places[town] + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
    at = np.vstack([known, others])
    lon, lat = stage.lon_lat(at)
    kinds = np.array(["église", "hôtel de ville", "château", "halle", "phare", "manufacture", "pont"], dtype=object)[
        rng.integers(7, size=len(at))
    ]
    classed = np.arange(len(at)) % 3 == 0
    names = np.array([f"{kind.capitalize()} n° {i + 1}" for i, kind in enumerate(kinds)], dtype=object)
    protection = np.where(classed, "classé MH", "inscrit MH").astype(object)
    stage.writer.add(
        "monument_historique",
        points(at),
        reference=codes("PA099", len(at), 5),
        titre_editorial_de_la_notice=names,
        denomination_de_l_edifice=kinds,
        commune_forme_editoriale=stage.name_at(at),
        cog_insee_lors_de_la_protection=stage.code_at(at),
        nature_de_la_protection=protection,
        date_et_typologie_de_la_protection=np.array(
            [f"1932/03/1{i % 9 + 1} : {one}" for i, one in enumerate(protection)], dtype=object
        ),
        coordonnees_au_format_wgs84=[f"{a}, {o}" for a, o in zip(lat, lon)],
    )
    _easement(stage, "abords_mh", shapely.buffer(points(at), SURROUNDINGS), "ac1", "Périmètre des abords", names)
    cores = np.array([stage.towns.outline(town, 0.3) for town in range(0, len(stage.towns), 12)], dtype=object)
    _easement(
        stage,
        "spr",
        cores,
        "ac4",
        "Périmètre du SPR",
        np.array([f"Site patrimonial de {stage.towns.name[t]}" for t in range(0, len(stage.towns), 12)], dtype=object),
    )
    _archaeology(stage)
    _catchments(stage, rng)


def _easement(stage: Stage, role: str, shapes: Objects, kind: str, typeass: Any, names: Any) -> None:
    count = len(shapes)
    stage.writer.add(
        role,
        shapes,
        gid=np.arange(count) + 1,
        suptype=kind,
        partition=f"{kind.upper()}_{DEPARTEMENT}",
        fichier=f"{kind.upper()}_ACT.pdf",
        idass=codes(f"{kind.upper()}-", count, 6),
        idgen=codes(f"{kind.upper()}-G", count, 6),
        nomsuplitt=names,
        modegeoass="Digitalisation",
        typeass=typeass,
        nomass=[f"{kind.upper()}_{i + 1}_ass" for i in range(count)],
    )


def _archaeology(stage: Stage) -> None:
    towns = range(0, len(stage.towns), 2)
    shapes = np.array(
        [shapely.difference(stage.towns.outline(town, 1.15), stage.quiet) for town in towns], dtype=object
    )
    stage.writer.add(
        "zppa",
        shapes,
        id_zppa=codes("ZPPA", len(shapes), 4),
        nom=[f"Bourg de {stage.towns.name[town]}" for town in towns],
        code_insee=[stage.towns.code[town] for town in towns],
        date_arrete="2018-03-20",
        num_arrete="2018-099",
        seuil_m2=np.where(np.arange(len(shapes)) == 0, 1_000, 10_000),
    )


def _catchments(stage: Stage, rng: np.random.Generator) -> None:
    tiles = stage.settings.columns * stage.settings.rows
    at = rng.uniform((6_000.0, 800.0), (stage.plan.width - 800.0, stage.plan.height - 800.0), (400 * tiles, 2))
    at = at[stage.towns.gap(at) > 1_300.0][: 3 * tiles]
    rings = [
        (shapely.box(*(at - 25.0).T, *(at + 25.0).T), "Périmètre de protection immédiate"),
        (shapely.buffer(points(at), 300.0), "Périmètre de protection rapprochée"),
        (shapely.buffer(points(at), 1_000.0), "Périmètre de protection éloignée"),
    ]
    stage.drawn["captage"] = np.asarray(rings[0][0])
    shapes = [stage.kept_quiet(found) for found, _ in rings]
    kinds = np.repeat(np.array([kind for _, kind in rings], dtype=object), [len(found) for found in shapes])
    _easement(
        stage,
        "captage",
        np.concatenate(shapes),
        "as1",
        kinds,
        np.array([f"Captage n° {i + 1}" for i in range(len(kinds))], dtype=object),
    )
