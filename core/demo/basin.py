"""Writes what a plant's people live by: unemployment, training sites, vacant dwellings, a merger of communes."""

from __future__ import annotations

import numpy as np
import shapely

from .administration import basin_code
from .communes import DEPARTEMENT, REGION
from .stage import Stage, codes, points

#: rate of the first zone d'emploi in the last quarter
KNOWN_RATE, LAST_QUARTER = 8.1, "2025-T4"
#: vacant dwellings, and all of the private stock, of the two communes that merged
KNOWN_VACANT, KNOWN_STOCK = (30, 15), (400, 100)
#: the site in the merged commune; the one with a training site so many metres north of it, and no other within so many
MERGED, TRAINED, TRAINING_AWAY, TRAINING_CLEAR = "a", "k", 1_200.0, 4_000.0
#: the code that the merger gave up, its date, the vintage of the vacant dwellings, which is older
GIVEN_UP, MERGER = f"{DEPARTEMENT}999", "2025-01-01"
QUARTERS = [f"{year}-T{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)]


def write_basin(stage: Stage) -> None:
    """Write the roles ``chomage``, ``formation``, ``logement_vacant`` and ``mouvement_commune``."""
    _unemployment(stage)
    _training(stage)
    merged = int(stage.communes.at(np.array([stage.known[MERGED].centre]))[0])
    _vacancy(stage, merged)
    _movements(stage, merged)


def _unemployment(stage: Stage) -> None:
    rng = stage.settings.rng("unemployment")
    names = stage.communes.basin_name
    rates = np.round(rng.uniform(5.0, 11.0, len(names))[:, None] + rng.normal(0.0, 0.15, (len(names), 8)), 1)
    rates[0, -1] = KNOWN_RATE
    stage.writer.add(
        "chomage",
        None,
        ZE2020=[basin_code(i) for i in range(len(names))],
        LIBZE2020=np.array(names, dtype=object),
        REG=REGION,
        LIBREG="Région fictive",
        **{quarter: rates[:, i] for i, quarter in enumerate(QUARTERS)},
    )


def _training(stage: Stage) -> None:
    """Write schools of all kinds; those with a trade or a technical stream train for industry."""
    rng = stage.settings.rng("training")
    towns = stage.towns
    count = np.clip(np.round(towns.population / 4_000.0), 1, 8).astype(int)
    town = np.repeat(np.arange(len(towns)), count)
    angle = rng.uniform(0.0, 2.0 * np.pi, len(town))
    away = towns.radius[town] * np.sqrt(rng.random(len(town))) * 0.8
    at = towns.places[town] + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
    one = stage.known[TRAINED]
    clear = shapely.distance(points(at), one.shape) > TRAINING_CLEAR
    kind = np.r_[rng.integers(0, 4, int(clear.sum())), 1]
    at = np.vstack([at[clear], [one.centre[0], one.box[3] + TRAINING_AWAY]])
    nature = np.array(
        ["COLLEGE", "LYCEE PROFESSIONNEL", "LYCEE POLYVALENT", "LYCEE D ENSEIGNEMENT GENERAL"], dtype=object
    )[kind]
    label = np.array(["Collège", "Lycée professionnel", "Lycée polyvalent", "Lycée"], dtype=object)[kind]
    names = stage.name_at(at)
    lon, lat = stage.lon_lat(at)
    stage.writer.add(
        "formation",
        points(at),
        identifiant_de_l_etablissement=[f"{code}Z" for code in codes("0999", len(at), 3)],
        nom_etablissement=np.array([f"{one} de {name}" for one, name in zip(label, names)], dtype=object),
        type_etablissement=np.where(kind == 0, "Collège", "Lycée").astype(object),
        statut_public_prive="Public",
        code_commune=stage.code_at(at),
        nom_commune=names,
        voie_generale=np.isin(kind, (2, 3)).astype(int),
        voie_technologique=(kind == 2).astype(int),
        voie_professionnelle=np.isin(kind, (1, 2)).astype(int),
        apprentissage=0,
        greta=0,
        post_bac=(kind == 2).astype(int),
        latitude=lat,
        longitude=lon,
        etat="OUVERT",
        libelle_nature=nature,
    )


def _vacancy(stage: Stage, merged: int) -> None:
    """Write the vacant dwellings in the vintage before the merger: the merged commune is in two rows."""
    rng = stage.settings.rng("vacancy")
    towns = stage.towns
    code = np.array([*towns.code, GIVEN_UP], dtype=object)
    stock = np.round(np.r_[towns.population / 2.3, 1.0])
    vacant = np.round(stock * rng.uniform(0.04, 0.12, len(code)))
    both = [merged, len(towns)]
    vacant[both], stock[both] = KNOWN_VACANT, KNOWN_STOCK
    stage.writer.add(
        "logement_vacant",
        None,
        CODGEO_25=code,
        LIBGEO_25=np.array([*towns.name, "Ancienne commune"], dtype=object),
        DEP=DEPARTEMENT,
        REG=REGION,
        pp_vacant_24=vacant,
        pp_vacant_plus_2ans_24=np.round(vacant * 0.5),
        pp_total_24=stock,
    )


def _movements(stage: Stage, merged: int) -> None:
    """Write the merger as INSEE does: both communes become the new one, and stay in it as delegated ones."""
    code, name = stage.towns.code[merged], stage.towns.name[merged]
    before = np.array([code, code, GIVEN_UP, GIVEN_UP], dtype=object)
    names = np.array([name, name, "Ancienne commune", "Ancienne commune"], dtype=object)
    kind = np.array(["COM", "COMD"] * 2, dtype=object)
    stage.writer.add(
        "mouvement_commune",
        None,
        MOD="32",
        DATE_EFF=MERGER,
        TYPECOM_AV="COM",
        COM_AV=before,
        LIBELLE_AV=names,
        TYPECOM_AP=kind,
        COM_AP=np.where(kind == "COM", code, before),
        LIBELLE_AP=np.where(kind == "COM", name, names),
    )
