"""Writes wetlands, Natura 2000, ZNIEFF, reserves, the regional nature park and protected species."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..resources import resource
from .stage import Stage, band, blobs, codes, points

Objects = npt.NDArray[np.object_]


def write_nature(stage: Stage) -> None:
    """Write the roles of protected nature."""
    rng = stage.settings.rng("nature")
    wet = _wetlands(stage, rng)
    estuary = _estuary(stage)
    known = list(stage.known.values())
    shares = [one.western_share(float(one.said["part_natura"])) for one in known if "part_natura" in one.said]
    natura = np.concatenate([np.array(shares, dtype=object), estuary])
    _patrinat(
        stage,
        "natura2000",
        natura,
        "sic",
        "site/natura2000",
        "FR99099",
        sitename=["Landes de l'Orvanne"] * len(shares)
        + [f"Estuaire et vallée n° {i + 1}" for i in range(len(estuary))],
    )
    woods = stage.forests
    valley = stage.kept_quiet(shapely.buffer(estuary, 420.0))
    znieff = np.concatenate([woods[::2], valley])
    kinds = np.array(["znieff1"] * len(woods[::2]) + ["znieff2"] * len(valley), dtype=object)
    names = np.array(
        [f"{'Bois' if kind == 'znieff1' else 'Vallée'} n° {i + 1}" for i, kind in enumerate(kinds)], dtype=object
    )
    _patrinat(stage, "znieff", znieff, kinds, "zone/znieff", "99000", nom=names)
    strips = [_southern(one) for one in known if "part_reserve" in one.said]
    marsh = stage.kept_quiet(shapely.buffer(wet[len(wet) // 2 : len(wet) // 2 + 2], -20.0))
    reserve = np.concatenate([np.array(strips, dtype=object), marsh])
    kinds = np.array(["rnn"] * len(strips) + ["apb"] * len(marsh), dtype=object)
    _patrinat(
        stage,
        "reserve",
        reserve,
        kinds,
        "espace/protege",
        "FR3699",
        nom=[f"Réserve des Landes {i + 1}" for i in range(len(reserve))],
    )
    park = shapely.box(stage.plan.width * 0.62, stage.plan.height * 0.02, stage.plan.width, stage.plan.height * 0.22)
    park = stage.kept_quiet(np.array([shapely.union_all([park.buffer(-600.0).buffer(1_200.0)])], dtype=object))
    _patrinat(stage, "pnr", park, "pnr", "espace/protege", "FR8099", nom="Marais et collines de l'Orvanne")
    _species(stage, rng, natura)


def _southern(one: Any) -> shapely.Polygon:
    """Give a rectangle that covers exactly the reserve's share of a known site, from its south."""
    west, south, east, north = one.box
    return shapely.box(
        west - 30.0, south - 30.0, east + 30.0, south + (north - south) * float(one.said["part_reserve"])
    )


def _wetlands(stage: Stage, rng: np.random.Generator) -> Objects:
    plan = stage.plan
    count = 16 * stage.settings.columns * stage.settings.rows
    x = rng.uniform(3_000.0, plan.width, count)
    row = rng.integers(len(plan.rivers), size=count)
    y = np.array([float(plan.rivers[r](v)) for r, v in zip(row, x)]) + rng.choice([-1.0, 1.0], count) * rng.uniform(
        120.0, 520.0, count
    )
    shapes = stage.kept_quiet(blobs(np.column_stack([x, y]), rng.uniform(60.0, 260.0, count), rng))
    known = [
        one.western_share(float(one.said["part_humide"])) for one in stage.known.values() if "part_humide" in one.said
    ]
    shapes = np.concatenate([np.array(known, dtype=object), shapes])
    stage.writer.add(
        "zone_humide",
        shapes,
        id_zh=codes("ZH", len(shapes), 5),
        nom=[f"Zone humide n° {i + 1}" for i in range(len(shapes))],
        typologie="Bordures de cours d'eau",
        critere="pédologique et floristique",
        surface_ha=np.round(shapely.area(shapes) / 10_000.0, 2),
        date_inventaire="2022-05-01",
        producteur="Syndicat de bassin de l'Orvanne",
    )
    return shapes


def _estuary(stage: Stage) -> Objects:
    plan, shapes = stage.plan, []
    for r, river in enumerate(plan.rivers):
        mouth = float(plan.coast(plan.levels["rivers"][r]))
        for low, high, wide in ((mouth - 900.0, mouth + 2_600.0, 260.0), (mouth + 9_500.0, mouth + 14_500.0, 320.0)):
            x = np.linspace(low, min(high, plan.width), 60)
            half = plan.river_half_width(r, x) + wide * (0.5 + 0.5 * np.sin((x - low) / (high - low) * np.pi))
            shapes.append(band(x, river(x) - half, river(x) + half))
    return np.asarray(shapely.difference(np.array(shapes, dtype=object), stage.quiet))


def _patrinat(
    stage: Stage, role: str, shapes: Objects, kind: Objects | str, path: str, prefix: str, **names: Any
) -> None:
    count = len(shapes)
    numbers = np.array([f"{prefix}{i + 1:03d}" for i in range(count)], dtype=object)
    kinds = np.broadcast_to(np.asarray(kind, dtype=object), count)
    code = {"sitecode": numbers} if role == "natura2000" else {"id_mnhn": numbers}
    stage.writer.add(
        role,
        shapes,
        id=[f"{one}.{i + 1}" for i, one in enumerate(kinds)],
        date_crea="2006-04-30",
        modif_geo="2018-03-13",
        gest_site="Conservatoire de l'Orvanne",
        operateur="DREAL",
        precision="25000",
        src_geom="BD TOPO",
        marin="F",
        p1_nature="T",
        territoire="METROP",
        area_sig=np.round(shapely.area(shapes) / 10_000.0, 2),
        url=[f"https://inpn.mnhn.fr/{path}/{number}" for number in numbers],
        **code,
        **names,
    )


def _species(stage: Stage, rng: np.random.Generator, natura: Objects) -> None:
    words = resource("demo/words")["especes"]
    there = [one.centre for one in stage.known.values() if one.said.get("especes")]
    elsewhere = rng.uniform(
        (3_000.0, 0.0), (stage.plan.width, stage.plan.height), (60 * stage.settings.columns * stage.settings.rows, 2)
    )
    elsewhere = elsewhere[
        (stage.plan.inland(*elsewhere.T) > 0.0)
        & (stage.towns.gap(elsewhere) > 100.0)
        & ~shapely.contains(stage.quiet, points(elsewhere))
    ]
    at = np.vstack([np.array(there), np.array(there) + (18.0, -12.0), elsewhere])
    pick = rng.integers(len(words), size=len(at))
    said = np.array(words, dtype=object)[pick]
    stage.writer.add(
        "especes_protegees",
        points(at),
        id_sinp=codes("SINP", len(at), 10),
        cd_nom=said[:, 0],
        nom_scientifique=said[:, 1],
        nom_vernaculaire=said[:, 2],
        date_observation="2024-05-14",
        statut_validation="certain",
        precision_m=10,
        code_insee=stage.code_at(at),
        organisme="Association naturaliste de l'Orvanne",
    )
