"""Writes risk prevention zones, clay and cavities."""

from __future__ import annotations

import numpy as np
import shapely

from .communes import DEPARTEMENT
from .stage import Stage, band, blobs, codes, points
from .zones import port_outline

#: metres from the bank to the edge of the red and of the blue flood zone
RED, BLUE = 110.0, 340.0
#: event of the flood directive → metres from the bank that it reaches
FLOODS = {"01For": 70.0, "02Moy": 230.0, "04Fai": 480.0}


def write_risks(stage: Stage) -> None:
    """Write the roles ``ppr_zone``, ``zone_inondable``, ``argile`` and ``cavite``."""
    _prevention_plans(stage)
    _floods(stage)
    _clay(stage)
    _cavities(stage)


def seveso(stage: Stage) -> tuple[float, float]:
    """Give the place of the upper-tier Seveso plant, in the port."""
    west, south, east, north = port_outline(stage.zones).bounds
    return east - 140.0, (south + north) / 2.0


def _prevention_plans(stage: Stage) -> None:
    plan = stage.plan
    red, blue = [], []
    for r, river in enumerate(plan.rivers):
        for low in np.arange(0.0, plan.width, 5_200.0):
            x = np.linspace(low, min(low + 5_200.0, plan.width), 90)
            bank = plan.river_half_width(r, x)
            near, far = (
                bank + RED * (1.0 + 0.35 * np.sin(x / 700.0)),
                bank + BLUE * (1.0 + 0.3 * np.sin(x / 1_100.0 + 1.0)),
            )
            inner, outer = band(x, river(x) - near, river(x) + near), band(x, river(x) - far, river(x) + far)
            red.append(inner)
            blue.append(shapely.difference(outer, inner))
    known = [
        one.western_share(float(one.said["part_rouge"])) for one in stage.known.values() if "part_rouge" in one.said
    ]
    plant = shapely.Point(seveso(stage))
    groups = [
        (np.array(known, dtype=object), "Zone rouge, interdiction", "R1", "04", "I"),
        (stage.kept_quiet(np.array(red, dtype=object)), "Zone rouge, interdiction", "R2", "03", "I"),
        (stage.kept_quiet(np.array(blue, dtype=object)), "Zone bleue, prescriptions", "B1", "02", "I"),
        (np.array([plant.buffer(140.0)], dtype=object), "Zone grisée et rouge foncé", "R", "04", "T"),
        (
            np.array([plant.buffer(420.0).difference(plant.buffer(140.0))], dtype=object),
            "Zone bleu clair",
            "b",
            "01",
            "T",
        ),
    ]
    shapes = np.concatenate([found for found, *_ in groups])
    sizes = [len(found) for found, *_ in groups]
    name, zone, rule, plan_kind = (
        np.repeat(np.array([group[i] for group in groups], dtype=object), sizes) for i in (1, 2, 3, 4)
    )
    flood = plan_kind == "I"
    stage.writer.add(
        "ppr_zone",
        shapes,
        id_zone=np.arange(len(shapes)) + 1,
        nom=name,
        codezone=zone,
        typereg=rule,
        precision="M",
        id_gaspar=np.where(flood, f"{DEPARTEMENT}DDT20190001", f"{DEPARTEMENT}DREAL20120001"),
        soumisalea="oui",
        nomfic=np.where(flood, "reglement_ppri_orvanne.pdf", "reglement_pprt_port.pdf"),
        srce_geom="Plan cadastral informatisé",
        srce_annee="2018",
    )


def _floods(stage: Stage) -> None:
    """Write what each event of the flood directive covers; the wider ones lie over the narrower."""
    plan, shapes, events, names = stage.plan, [], [], []
    for r, river in enumerate(plan.rivers):
        x = np.linspace(0.0, plan.width, 160)
        for event, reach in FLOODS.items():
            half = plan.river_half_width(r, x) + reach * (1.0 + 0.25 * np.sin(x / 900.0))
            cut = stage.kept_quiet(np.array([band(x, river(x) - half, river(x) + half)], dtype=object))
            shapes += list(cut)
            events += [event] * len(cut)
            names += [f"Orvanne, bras {r + 1}"] * len(cut)
    stage.writer.add(
        "zone_inondable",
        np.array(shapes, dtype=object),
        id_zone=codes("ZI", len(shapes), 4),
        id_tri="TRI_ORVANNE",
        typ_inond="01",
        scenario=np.array(events, dtype=object),
        datentree="2020-12-01",
        cours_deau=np.array(names, dtype=object),
        est_ref="oui",
    )


def _clay(stage: Stage) -> None:
    rng = stage.settings.rng("clay")
    count = 5 * stage.settings.columns * stage.settings.rows
    places = rng.uniform((4_000.0, 0.0), (stage.plan.width, stage.plan.height), (count, 2))
    strong_sites = shapely.union_all(
        [one.shape.buffer(300.0) for one in stage.known.values() if one.said.get("argile_fort")]
    )
    strong = shapely.union_all(
        np.concatenate([stage.kept_quiet(blobs(places, rng.uniform(600.0, 1_600.0, count), rng)), [strong_sites]])
    )
    medium = shapely.difference(shapely.buffer(strong, 900.0), strong)
    weak = shapely.difference(
        shapely.intersection(stage.land, shapely.buffer(strong, 3_500.0)), shapely.union_all([strong, medium])
    )
    shapes = np.array([shapely.intersection(shape, stage.land) for shape in (strong, medium, weak)], dtype=object)
    stage.writer.add(
        "argile", shapes, DPT=DEPARTEMENT, NIVEAU=[3, 2, 1], ALEA=np.array(["Fort", "Moyen", "Faible"], dtype=object)
    )


def _cavities(stage: Stage) -> None:
    rng = stage.settings.rng("cavities")
    count = 30 * stage.settings.columns * stage.settings.rows
    at = rng.uniform((4_000.0, 0.0), (stage.plan.width, stage.plan.height), (count, 2))
    at = at[(stage.plan.inland(*at.T) > 0.0) & ~shapely.contains(stage.quiet, points(at))]
    lon, lat = stage.lon_lat(at)
    kinds = np.array(["carrière", "cave", "naturelle", "ouvrage civil", "indéterminé"], dtype=object)
    stage.writer.add(
        "cavite",
        points(at),
        identifiant=codes("ORVAA", len(at), 7),
        nom=None,
        type=kinds[rng.integers(len(kinds), size=len(at))],
        statut="Avérée",
        reperage_geo="imprécis",
        longitude=lon,
        latitude=lat,
        departement=DEPARTEMENT,
        code_insee=stage.code_at(at),
        commune=stage.name_at(at),
    )
