"""Writes the networks under the streets: heat in the largest town, water, waste water and optical fibre."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from .stage import Objects, Stage, codes

#: roads that are streets, under which networks lie
STREETS = ("rue", "desserte", "locale")
#: most streets that a network follows, those of the largest towns: a large territory takes no longer than a small one
MOST = 6_000
#: metres from the middle of the largest town to which its heat network reaches
HEAT = 650.0
#: inhabitants of the communes that have sewers, and optical fibre
SEWERS, FIBRE = 1_500, 4_000


def write_utilities(stage: Stage) -> None:
    """Write the roles ``reseau_chaleur``, ``reseau_eau``, ``reseau_assainissement`` and ``reseau_fibre``."""
    streets, people = _streets(stage)
    _heat(stage, streets)
    _pipes(stage, "reseau_eau", _beside(streets, 1.5), "AEP", contcanaep="01")
    sewers = _beside(streets[people > SEWERS], -1.5)
    _pipes(stage, "reseau_assainissement", sewers, "ASS", typreseau="03", contcanass="01")
    _fibre(stage, _beside(streets[people > FIBRE], 3.0))


def _streets(stage: Stage) -> tuple[Objects, npt.NDArray[np.int64]]:
    """Give the streets away from the known sites, largest towns first, and the inhabitants of the commune of each."""
    streets = stage.roads.shape[np.isin(stage.roads.classe, STREETS)]
    quiet = stage.quiet
    shapely.prepare(quiet)
    streets = streets[~shapely.intersects(quiet, streets)]
    middle = shapely.get_coordinates(shapely.line_interpolate_point(streets, 0.5, normalized=True))
    town = stage.communes.at(middle)
    first = np.argsort(town, kind="stable")[:MOST]
    return streets[first], stage.towns.population[town[first]]


def _beside(lines: Objects, metres: float) -> Objects:
    """Move lines a little, so that no two networks lie in the same trench."""
    return np.asarray(shapely.transform(lines, lambda xy: np.round(xy + (metres, -metres), 2)))


def _heat(stage: Stage, streets: Objects) -> None:
    town = shapely.Point(stage.towns.places[0])
    near = streets[shapely.distance(streets, town) < HEAT]
    shapes = _beside(near if len(near) else streets[:1], -3.0)
    length = round(float(shapely.length(shapes).sum()) / 1_000.0, 1)
    stage.writer.add(
        "reseau_chaleur",
        shapes,
        **{"Identifiant reseau": "0901C", "Gestionnaire": "Chaleur de l'Orvanne", "MO": "Communauté d'agglomération"},
        nom_reseau=f"Réseau de {stage.towns.name[0]}",
        annee_creation=1987,
        longueur_reseau=length,
        livraisons_totale_MWh=round(3_000.0 * length),
    )


def _pipes(stage: Stage, role: str, shapes: Objects, prefix: str, **more: Any) -> None:
    rng = stage.settings.rng(role)
    stage.writer.add(
        role,
        shapes,
        idcana=codes(prefix, len(shapes), 7),
        mouvrage="Communauté d'agglomération Orvanne Estuaire",
        gexploit="Régie des eaux de l'Orvanne",
        enservice="O",
        branchemnt="N",
        materiau="00",
        diametre=rng.choice([60, 80, 100, 150, 200], len(shapes)),
        anfinpose=rng.integers(1955, 2024, len(shapes)).astype(str),
        qualglocxy="02",
        datemaj="2024-05-01",
        **more,
    )


def _fibre(stage: Stage, shapes: Objects) -> None:
    stage.writer.add(
        "reseau_fibre",
        shapes,
        cl_code=codes("CL09", len(shapes), 7),
        cl_cb_code=codes("CB09", len(shapes), 7),
        cl_long=np.round(shapely.length(shapes), 1),
        cl_geolqlt=1.5,
    )
