"""Writes substations, power lines and the gas network."""

from __future__ import annotations

import numpy as np
import shapely

from .communes import DEPARTEMENT, REGION
from .mesh import TOWN, ZONE
from .stage import Stage, codes, points

#: metres that every other HTB substation keeps from the site whose distance to one is known, beyond that distance
SPARE = 350.0


def write_energy(stage: Stage) -> None:
    """Write the roles ``poste_htb``, ``poste_hta``, ``ligne_electrique`` and ``reseau_gaz``."""
    _high_voltage(stage)
    _medium_voltage(stage)
    _gas(stage)


def _high_voltage(stage: Stage) -> None:
    rng = stage.settings.rng("htb")
    site = next(one for one in stage.known.values() if one.said.get("poste_htb_m"))
    west, south, east, north = site.box
    away = float(site.said["poste_htb_m"])
    known = (east + away, (south + north) / 2.0)
    # A substation below 63 kV stands nearer: it is none of the HTB.
    trap = (west - away / 2.0, (south + north) / 2.0)
    tiles = stage.settings.columns * stage.settings.rows
    large = stage.towns.places[: 1 + 4 * tiles] + rng.choice([-1.0, 1.0], (1 + 4 * tiles, 2)) * (
        stage.towns.radius[: 1 + 4 * tiles, None] * 0.75 + 250.0
    )
    zone = stage.zones.centre[::3] + np.column_stack(
        [stage.zones.radius[::3] + 60.0, np.zeros(len(stage.zones.radius[::3]))]
    )
    others = np.vstack([large, zone])
    inside = (
        (others > 100.0).all(axis=1)
        & (others[:, 0] < stage.plan.width - 100.0)
        & (others[:, 1] < stage.plan.height - 100.0)
    )
    others = others[inside & (stage.plan.inland(*others.T) > 150.0)]
    others = others[shapely.distance(site.shape, points(others)) > away + SPARE]
    others = others[shapely.distance(points(others), shapely.union_all(stage.places.shape[: len(stage.known)])) > 60.0]
    at = np.vstack([[known], [trap], others])
    volts = np.array([225, 45] + [(63, 63, 90, 225, 63, 400)[i % 6] for i in range(len(others))])
    names = ["LES TROIS PYLONES", "LA PETITE MOTTE"] + [
        f"{name.upper()} {i + 1}" for i, name in enumerate(stage.name_at(others))
    ]
    stage.writer.add(
        "poste_htb",
        points(at),
        code_poste=[f"ORV{i:03d}" for i in range(len(at))],
        nom_poste=np.array(names, dtype=object),
        fonction="Poste de transformation",
        etat="EN EXPLOITATION",
        departement=DEPARTEMENT,
        tension=[f"{v}kV" if v > 45 else "<45kV" for v in volts],
    )
    order = np.argsort(at[:, 0], kind="stable")
    order = order[volts[order] >= 63]
    starts, ends = at[order[:-1]], at[order[1:]]
    near = np.hypot(*(ends - starts).T) < 25_000.0
    starts, ends, tension = starts[near], ends[near], np.minimum(volts[order[:-1]], volts[order[1:]])[near]
    bend = (starts + ends) / 2.0 + rng.uniform(-400.0, 400.0, starts.shape)
    xy = np.stack([starts, bend, ends], axis=1)
    stage.drawn["ligne"] = np.asarray(shapely.linestrings(np.round(xy, 2)))
    z = stage.terrain(xy[..., 0], xy[..., 1]) + 25.0
    stage.writer.add(
        "ligne_electrique",
        shapely.linestrings(np.round(np.dstack([xy, z]), 2)),
        cleabs=codes("LIG_ELEC", len(xy)),
        etat_de_l_objet="En service",
        voltage=[f"{v} kV" for v in tension],
        gestionnaire="RTE",
        siren_gestionnaire="444619258",
        date_creation="2012-01-01",
    )


def _medium_voltage(stage: Stage) -> None:
    rng = stage.settings.rng("hta")
    mesh = stage.mesh
    urban = np.flatnonzero(np.isin(mesh.kind, [TOWN, ZONE]))
    every = urban[rng.random(len(urban)) < 0.06]
    site = next(one for one in stage.known.values() if one.said.get("poste_hta_m"))
    west, south, east, _ = site.box
    known = ((west + east) / 2.0, south - float(site.said["poste_hta_m"]))
    at = np.vstack([[known], mesh.xy[every] + (6.0, 4.0)])
    commune = stage.communes.at(at)
    epci = stage.communes.epci[commune]
    stage.writer.add(
        "poste_hta",
        points(at),
        nom_poste=codes("P", len(at), 6),
        type_poste="HTA/BT",
        operateur="Enedis",
        code_commune=stage.code_at(at),
        nom_commune=stage.name_at(at),
        code_epci=np.array(stage.communes.epci_siren, dtype=object)[epci],
        nom_epci=np.array(stage.communes.epci_name, dtype=object)[epci],
        code_departement=DEPARTEMENT,
        nom_departement="Département fictif",
        code_region=REGION,
        nom_region="Région fictive",
    )


def _gas(stage: Stage) -> None:
    site = next(one for one in stage.known.values() if one.said.get("gaz_m"))
    west, south, east, north = site.box
    x, away = east + float(site.said["gaz_m"]), float(site.said["gaz_m"])
    known = shapely.LineString([(x, south - 600.0), (x, north + 600.0)])
    plan = stage.plan
    across = np.arange(4_500.0, plan.width, 500.0)
    transport = [
        shapely.LineString(np.round(np.column_stack([across, plan.axes[a](across) + 45.0]), 2))
        for a in range(1, len(plan.axes), 4)
    ]
    stage.drawn["gaz"] = np.array(transport, dtype=object)
    streets = stage.roads.shape[np.isin(stage.roads.classe, ["rue"])]
    streets = streets[:: 4 if len(streets) < 100_000 else 20]
    middle = shapely.get_coordinates(shapely.line_interpolate_point(streets, 0.5, normalized=True))
    streets = streets[stage.towns.population[stage.communes.at(middle)] > 2_500]
    others = np.concatenate([np.array(transport, dtype=object), streets])
    others = shapely.difference(others, shapely.buffer(site.shape, away + 60.0))
    others = shapely.get_parts(others[~shapely.is_empty(others)])
    shapes = np.concatenate([np.array([known], dtype=object), others])
    middle = shapely.get_coordinates(shapely.line_interpolate_point(shapes, 0.5, normalized=True))
    long = shapely.length(shapes) > 2_000.0
    stage.writer.add(
        "reseau_gaz",
        shapes,
        id_canalisation=codes("GAZ", len(shapes), 7),
        operateur=np.where(long, "Transporteur", "GRDF"),
        etat_serv="En service",
        type_reseau=np.where(long, "transport", "distribution"),
        pression=np.where(long, "HP", "MPB"),
        diametre_mm=np.where(long, 300, 110),
        code_insee_administratif=stage.code_at(middle),
        nom_commune=stage.name_at(middle),
    )
