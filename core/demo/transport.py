"""Writes motorway accesses and the aerodrome."""

from __future__ import annotations

import numpy as np
import shapely

from .placing import Clearance
from .shapes import rectangles
from .stage import Stage, codes, points


def write_transport(stage: Stage) -> None:
    """Write the roles ``acces_autoroute`` and ``aeroport``."""
    _accesses(stage)
    _aerodrome(stage)


def _accesses(stage: Stage) -> None:
    at = np.array([(one.x, one.y) for one in stage.accesses])
    town = stage.name_at(at)
    names = [f"Échangeur {one.exit} – {near} (direction {one.heading})" for one, near in zip(stage.accesses, town)]
    numbers = np.array([one.number for one in stage.accesses], dtype=object)
    kinds = {"complet": "Échangeur complet", "partiel": "Échangeur partiel"}
    stage.writer.add(
        "acces_autoroute",
        points(at),
        nom=np.array(names, dtype=object),
        numero=numbers,
        cpx_numero=numbers,
        type=[kinds[one.kind] for one in stage.accesses],
    )


def _aerodrome(stage: Stage) -> None:
    rng = stage.settings.rng("aerodrome")
    places = rng.uniform((6_000.0, 1_500.0), (stage.plan.width - 1_500.0, stage.plan.height - 1_500.0), (3_000, 2))
    gap = np.minimum(
        stage.towns.gap(places),
        np.hypot(*(places[:, None, :] - stage.places.centre[None, :400, :]).transpose(2, 0, 1)).min(axis=1),
    )
    clearance = Clearance(stage.plan)
    for family in ("roads", "motorways", "avenues", "rails", "rivers"):
        gap = np.minimum(gap, clearance.gap(family, places))
    gap[shapely.contains(stage.quiet.buffer(800.0), points(places))] = 0.0
    at = places[np.argmax(np.minimum(gap, 1_500.0))][None, :]
    shape = rectangles(at, np.array([1_250.0]), np.array([320.0]), np.array([0.35]))
    stage.writer.add(
        "aeroport",
        shapely.force_3d(shape, np.round(stage.terrain(*at.T), 1)),
        cleabs=codes("AERODROM", 1),
        categorie="Régional",
        nature="Aérodrome",
        usage="Civil",
        toponyme="Aérodrome d'Orvanne",
        statut_du_toponyme="Validé",
        fictif=False,
        etat_de_l_objet="En service",
        date_creation="2012-01-01",
        altitude=np.round(stage.terrain(*at.T)),
    )
