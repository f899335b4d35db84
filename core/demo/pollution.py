"""Writes the registers of polluted soils and of classified installations."""

from __future__ import annotations

import numpy as np
import shapely

from .communes import DEPARTEMENT
from .places import activities
from .risks import seveso
from .stage import Stage, codes, lambert93, points


def write_pollution(stage: Stage) -> None:
    """Write the roles ``sis``, ``instruction_pollution``, ``casias`` and ``icpe``."""
    _soil_sectors(stage)
    _instructions(stage)
    _former_sites(stage)
    _installations(stage)


def casias_number(row: int) -> str:
    """Give the CASIAS number of the site in this row."""
    return f"ORV09{row:05d}"


def basol_number(row: int) -> str:
    """Give the BASOL number of the site in this row."""
    return f"{DEPARTEMENT}.{row:04d}"


def has_history(stage: Stage) -> np.ndarray:
    """Tell which ordinary sites have an entry in CASIAS: one in two of those whose activity is of the kind."""
    rng = stage.settings.rng("casias")
    industrial = np.array([activity["basias"] is not None for activity in activities()])[stage.places.activity]
    ordinary = np.array([not key for key in stage.places.key])
    return np.asarray(ordinary & industrial & (rng.random(len(ordinary)) < 0.5))


def has_instruction(stage: Stage) -> np.ndarray:
    """Tell which ordinary sites are known to the State as polluted."""
    rng = stage.settings.rng("basol")
    return np.asarray(has_history(stage) & (rng.random(len(stage.places)) < 0.25))


def _soil_sectors(stage: Stage) -> None:
    known = [
        one.western_share(float(one.said["part_sis"]), 60.0) for one in stage.known.values() if "part_sis" in one.said
    ]
    some = np.flatnonzero(has_instruction(stage))[::3]
    shapes = np.concatenate(
        [np.array(known, dtype=object), shapely.buffer(stage.places.shape[some], 4.0, join_style="mitre")]
    )
    at = shapely.get_coordinates(shapely.point_on_surface(shapes))
    stage.writer.add(
        "sis",
        shapes,
        id_sis=[f"{DEPARTEMENT}SIS{i + 1:05d}" for i in range(len(shapes))],
        identifiant_ssp=codes("SSP99", len(shapes), 7),
        nom=[f"Secteur n° {i + 1}" for i in range(len(shapes))],
        code_insee=stage.code_at(at),
        nom_commune=stage.name_at(at),
        superficie=np.round(shapely.area(shapes), 1),
        statut_classification="Évalué",
        fiche_risque=np.array(
            [
                f"https://fiches-risques.brgm.fr/georisques/infosols/classification/SSP99{i:07d}"
                for i in range(len(shapes))
            ],
            dtype=object,
        ),
        date_maj="2024-11-05",
    )


def _instructions(stage: Stage) -> None:
    known = [row for row, key in enumerate(stage.places.key) if key and stage.known[key].said.get("basol")]
    rows = np.array(known + list(np.flatnonzero(has_instruction(stage))), dtype=np.int64)
    at = shapely.get_coordinates(shapely.point_on_surface(stage.places.shape[rows]))
    open_ = np.arange(len(rows)) % 2 == 0
    stage.writer.add(
        "instruction_pollution",
        points(at),
        identifiant_ssp=codes("SSP98", len(rows), 7),
        identifiant_basol=[basol_number(row) for row in rows],
        nom=[f"Ancien site {i + 1}" for i in range(len(rows))],
        code_insee=stage.code_at(at),
        nom_commune=stage.name_at(at),
        statut=np.where(open_, "En cours", "Clôturée"),
        date_maj="2024-02-01",
        fiche_risque=[
            f"https://fiches-risques.brgm.fr/georisques/infosols/instruction/SSP98{i:07d}" for i in range(len(rows))
        ],
    )


def _former_sites(stage: Stage) -> None:
    """Points inside sites whose location is precise, and others in towns whose location is rough."""
    rng = stage.settings.rng("casias elsewhere")
    known = [row for row, key in enumerate(stage.places.key) if key and stage.known[key].said.get("casias")]
    rows = np.array(known + list(np.flatnonzero(has_history(stage))), dtype=np.int64)
    inside = shapely.get_coordinates(shapely.point_on_surface(stage.places.shape[rows]))
    count = 6 * len(stage.towns)
    town = rng.choice(len(stage.towns), count, p=stage.towns.population / stage.towns.population.sum())
    angle = rng.uniform(0.0, 2.0 * np.pi, count)
    away = stage.towns.radius[town] * np.sqrt(rng.random(count))
    around = stage.towns.places[town] + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
    at = np.vstack([inside, around])
    listed = activities()
    industrial = [one["basias"] for one in listed if one["basias"]]
    past = [listed[stage.places.activity[row]]["basias"] for row in rows] + list(rng.choice(industrial, count))
    precise = np.array(["localisation à la plaque adresse", "localisation à la parcelle"], dtype=object)[
        np.arange(len(rows)) % 2
    ]
    rough = np.array(
        ["localisation à la rue (sans numéro)", "localisation à la commune", "localisation au lieu-dit"], dtype=object
    )
    number = np.array(
        [casias_number(row) for row in rows] + [casias_number(90_000 - i) for i in range(count)], dtype=object
    )
    stage.writer.add(
        "casias",
        points(at),
        identifiant_ssp=codes("SSP97", len(at), 7),
        identifiant_casias=number,
        code_insee=stage.code_at(at),
        nom_commune=stage.name_at(at),
        nom_etablissement=[f"Établissement {i + 1}" for i in range(len(at))],
        activite_principale=np.array(past, dtype=object),
        statut=np.array(["En arrêt", "Indéterminé", "En activité"], dtype=object)[
            np.r_[np.zeros(len(rows), dtype=int), rng.integers(0, 3, count)]
        ],
        geocodage_qualite=np.r_[precise, rough[rng.integers(0, 3, count)]],
        date_maj="2023-06-30",
        fiche_risque=np.array(
            [f"https://fiches-risques.brgm.fr/georisques/casias/{one}" for one in number], dtype=object
        ),
    )


def _installations(stage: Stage) -> None:
    rng = stage.settings.rng("icpe")
    zones = stage.zones
    owner = np.repeat(np.arange(len(zones)), 3)
    side = rng.uniform(-0.42, 0.42, (len(owner), 2)) * np.column_stack([zones.width, zones.height])[owner]
    cos, sin = np.cos(zones.angle[owner]), np.sin(zones.angle[owner])
    at = zones.centre[owner] + np.column_stack(
        [side[:, 0] * cos - side[:, 1] * sin, side[:, 0] * sin + side[:, 1] * cos]
    )
    in_site = shapely.STRtree(stage.places.shape).query(points(at), predicate="intersects")[0]
    at = np.vstack([[seveso(stage)], np.delete(at, in_site, axis=0)])
    count = len(at)
    l93 = lambert93(at)
    regime = rng.choice(np.array(["A", "E", "D"], dtype=object), count, p=[0.3, 0.45, 0.25])
    regime[0] = "A"
    labels = {"A": "Autorisation", "E": "Enregistrement", "D": "Autres régimes"}
    tier = np.where(np.arange(count) == 0, "1", np.where(np.arange(count) % 29 == 5, "2", "3")).astype(object)
    tiers = {"1": "Seveso seuil haut", "2": "Seveso seuil bas", "3": "Non Seveso"}
    stage.writer.add(
        "icpe",
        points(at),
        code_aiot=[f"00099{i:05d}" for i in range(count)],
        x=l93[:, 0],
        y=l93[:, 1],
        code_epsg=2154,
        nom_ets=np.array(
            ["Pétroles de l'Estuaire"] + [f"Établissement industriel {i}" for i in range(1, count)], dtype=object
        ),
        num_dep=DEPARTEMENT,
        cd_insee=stage.code_at(at),
        commune=stage.name_at(at),
        cd_regime=regime,
        lib_regime=[labels[one] for one in regime],
        seveso=tier,
        lib_seveso=[tiers[one] for one in tier],
        bovins=0,
        porcs=0,
        volailles=0,
        carriere=0,
        eolienne=0,
        industrie=1,
        ied=(tier == "1").astype(int),
        priorite_n=(tier == "1").astype(int),
        url_fiche=np.array(
            [
                f"https://www.georisques.gouv.fr/risques/installations/donnees/details/00099{i:05d}"
                for i in range(count)
            ],
            dtype=object,
        ),
    )
