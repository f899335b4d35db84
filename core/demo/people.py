"""Writes where people live and work: population grid, establishments, sensitive facilities, business parks."""

from __future__ import annotations

import numpy as np
import shapely

from ..resources import resource
from .shapes import rectangles
from .stage import Stage, codes, lambert93, points

#: side of a cell of the population grid, in metres
CELL = 200.0


def write_people(stage: Stage) -> None:
    """Write the roles ``population``, ``etablissement``, ``equipement_sensible`` and ``zae``."""
    _population(stage)
    _establishments(stage)
    _zones_and_facilities(stage)


def _population(stage: Stage) -> None:
    rng = stage.settings.rng("population")
    cells = []
    for town in range(len(stage.towns)):
        reach = 1.3 * stage.towns.radius[town]
        low, high = (
            np.floor((stage.towns.places[town] - reach) / CELL),
            np.ceil((stage.towns.places[town] + reach) / CELL),
        )
        grid = np.stack(np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1])), axis=-1).reshape(-1, 2)
        centre = (grid + 0.5) * CELL
        east, north = (centre - stage.towns.places[town]).T
        inside = np.hypot(east, north) < stage.towns.reach(np.full(len(centre), town), np.arctan2(north, east))
        cells.append(np.column_stack([grid[inside], np.full(inside.sum(), town)]))
    grid = np.vstack(cells)
    _, first = np.unique(grid[:, :2], axis=0, return_index=True)
    grid = grid[np.sort(first)]
    town = grid[:, 2].astype(int)
    weight = rng.uniform(0.3, 1.0, len(grid))
    people = np.round(
        stage.towns.population[town] * weight / np.bincount(town, weights=weight, minlength=len(stage.towns))[town], 1
    )
    corner = grid[:, :2] * CELL
    at = lambert93(corner)
    bands = {
        "ind_0_3": 0.045,
        "ind_4_5": 0.024,
        "ind_6_10": 0.062,
        "ind_11_17": 0.088,
        "ind_18_24": 0.075,
        "ind_25_39": 0.178,
        "ind_40_54": 0.196,
        "ind_55_64": 0.131,
        "ind_65_79": 0.142,
        "ind_80p": 0.059,
    }
    stage.writer.add(
        "population",
        shapely.box(*corner.T, *(corner + CELL).T),
        i_est_200=0,
        lcog_geo=np.array(stage.towns.code, dtype=object)[town],
        ind=people,
        idcar_200m=[f"CRS2154RES200mN{y:.0f}E{x:.0f}" for x, y in at],
        idcar_1km=np.array(
            [f"CRS2154RES1000mN{y // 1000 * 1000:.0f}E{x // 1000 * 1000:.0f}" for x, y in at], dtype=object
        ),
        men=np.round(people / 2.15, 1),
        men_pauv=np.round(people / 2.15 * 0.14, 1),
        men_1ind=np.round(people / 2.15 * 0.37, 1),
        men_5ind=np.round(people / 2.15 * 0.05, 1),
        men_prop=np.round(people / 2.15 * 0.58, 1),
        log_soc=np.round(people / 2.15 * 0.15, 1),
        **{name: np.round(people * share, 2) for name, share in bands.items()},
    )


def _establishments(stage: Stage) -> None:
    rng = stage.settings.rng("establishments")
    words = resource("demo/words")
    count = int(stage.settings["etablissements"])
    kinds = words["naf"]
    weight = np.array([one[2] for one in kinds], dtype=float)
    kind = rng.choice(len(kinds), count, p=weight / weight.sum())
    town = rng.choice(len(stage.towns), count, p=stage.towns.population / stage.towns.population.sum())
    angle = rng.uniform(0.0, 2.0 * np.pi, count)
    away = stage.towns.radius[town] * np.sqrt(rng.random(count)) * 0.95
    at = stage.towns.places[town] + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
    naf = np.array([one[0] for one in kinds], dtype=object)[kind]
    in_zone = np.array([code[:2] < "34" for code in naf]) & (rng.random(count) < 0.7)
    zone = rng.integers(len(stage.zones), size=count)
    side = rng.uniform(-0.45, 0.45, (count, 2)) * np.column_stack([stage.zones.width, stage.zones.height])[zone]
    cos, sin = np.cos(stage.zones.angle[zone]), np.sin(stage.zones.angle[zone])
    moved = stage.zones.centre[zone] + np.column_stack(
        [side[:, 0] * cos - side[:, 1] * sin, side[:, 0] * sin + side[:, 1] * cos]
    )
    at[in_zone] = moved[in_zone]
    siren = np.array([_siren(n) for n in range(count)], dtype=object)
    lon, lat = stage.lon_lat(at)
    l93 = lambert93(at)
    open_ = rng.random(count) < 0.85
    stage.writer.add(
        "etablissement",
        points(at),
        siren=siren,
        nic="00015",
        siret=siren + "00015",
        statutDiffusionEtablissement="O",
        dateCreationEtablissement="2004-09-01",
        trancheEffectifsEtablissement=rng.choice(
            np.array(["01", "02", "03", "11", "12", "21", "22", "31"], dtype=object), count
        ),
        anneeEffectifsEtablissement=2024,
        etablissementSiege=True,
        numeroVoieEtablissement=rng.integers(1, 120, count).astype(str).astype(object),
        libelleVoieEtablissement=np.array(words["voies"], dtype=object)[rng.integers(len(words["voies"]), size=count)],
        libelleCommuneEtablissement=stage.name_at(at),
        codeCommuneEtablissement=stage.code_at(at),
        coordonneeLambertAbscisseEtablissement=l93[:, 0],
        coordonneeLambertOrdonneeEtablissement=l93[:, 1],
        etatAdministratifEtablissement=np.where(open_, "A", "F"),
        denominationUsuelleEtablissement=np.array([one[1] for one in kinds], dtype=object)[kind],
        activitePrincipaleEtablissement=naf,
        nomenclatureActivitePrincipaleEtablissement="NAFRev2",
        caractereEmployeurEtablissement="O",
        x_longitude=lon,
        y_latitude=lat,
        qualite_xy="11",
    )


def _siren(number: int) -> str:
    """Give a nine-digit code that begins with four zeros and passes Luhn's check, as SIREN do."""
    digits = f"0000{number:04d}" if number < 10_000 else f"000{number:05d}"
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def _zones_and_facilities(stage: Stage) -> None:
    zones = stage.zones
    commune = stage.communes.at(zones.centre)
    stage.writer.add(
        "zae",
        zones.shapes,
        cleabs=codes("SURFACTI", len(zones)),
        categorie="Industriel et commercial",
        nature="Zone industrielle",
        nature_detaillee="Zone d'activités",
        toponyme=np.array(zones.name, dtype=object),
        statut_du_toponyme="Validé",
        importance="4",
        fictif=False,
        etat_de_l_objet="En service",
        insee_commune=np.array(stage.towns.code, dtype=object)[commune],
        date_creation="2012-03-01",
    )
    rng = stage.settings.rng("facilities")
    count = np.clip(np.round(stage.towns.population / 1_800.0), 1, 15).astype(int)
    town = np.repeat(np.arange(len(stage.towns)), count)
    angle = rng.uniform(0.0, 2.0 * np.pi, len(town))
    away = stage.towns.radius[town] * np.sqrt(rng.random(len(town))) * 0.85
    at = stage.towns.places[town] + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
    kind = rng.integers(0, 4, len(town))
    kind[0] = 3
    shapes = rectangles(at, np.where(kind == 3, 160.0, 55.0), np.where(kind == 3, 110.0, 35.0), angle)
    hit = shapely.STRtree(stage.places.shape).query(shapes, predicate="intersects")[0]
    keep = np.ones(len(shapes), dtype=bool)
    keep[hit] = False
    nature = np.array(["Enseignement primaire", "Collège", "Lycée", "Hôpital"], dtype=object)[kind]
    stage.writer.add(
        "equipement_sensible",
        shapes[keep],
        cleabs=codes("SURFENSE", int(keep.sum())),
        nature=nature[keep],
        importance="4",
        fictif=False,
        etat_de_l_objet="En service",
        categorie=np.where(kind == 3, "Santé", "Science et enseignement").astype(object)[keep],
        insee_commune=stage.code_at(at[keep]),
        date_creation="2012-03-01",
        toponyme=np.array(
            [f"{one} de {stage.towns.name[t]}" for one, t in zip(nature[keep], town[keep])], dtype=object
        ),
    )
