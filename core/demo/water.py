"""Writes ports and waterways."""

from __future__ import annotations

import numpy as np
import shapely

from .stage import Stage, codes
from .zones import port_outline


def write_water(stage: Stage) -> None:
    """Write the roles ``port`` and ``voie_navigable``."""
    _ports(stage)
    _waterways(stage)


def _ports(stage: Stage) -> None:
    plan = stage.plan
    y = plan.island[1] + 400.0
    marina = shapely.intersection(
        shapely.box(0.0, y - 120.0, float(plan.coast(y)) + 90.0, y + 120.0), stage.land.buffer(150.0)
    )
    marina = shapely.intersection(marina, shapely.box(float(plan.coast(y)) - 130.0, 0.0, plan.width, plan.height))
    halt_x = float(stage.towns.places[0, 0]) + 250.0
    halt_y = float(plan.rivers[0](halt_x) + plan.river_half_width(0, halt_x))
    shapes = np.array(
        [port_outline(stage.zones), marina, shapely.box(halt_x - 60.0, halt_y, halt_x + 60.0, halt_y + 25.0)],
        dtype=object,
    )
    centre = shapely.get_coordinates(shapely.centroid(shapes))
    stage.writer.add(
        "port",
        shapely.force_3d(shapes, 3.0),
        cleabs=codes("EQUIP_TR", 3),
        nature="Port",
        statut_du_toponyme="Validé",
        fictif=False,
        nature_detaillee=["Port de commerce", "Port de plaisance", "Halte fluviale"],
        toponyme=["Port de Brisance", "Port de plaisance de l'Île", "Halte d'Orvanne"],
        importance=["2", "4", "5"],
        etat_de_l_objet="En service",
        date_creation="2011-02-11",
        insee_commune=stage.code_at(centre),
    )


def _waterways(stage: Stage) -> None:
    plan = stage.plan
    shapes, navigable, width, name = [], [], [], []
    for r, river in enumerate(plan.rivers):
        mouth = float(plan.coast(plan.levels["rivers"][r]))
        cuts = np.r_[mouth, np.arange(4_000.0, plan.width, 1_500.0), plan.width]
        for low, high in zip(cuts[:-1], cuts[1:]):
            x = np.linspace(low, high, 16)
            line = np.column_stack([x, river(x)])
            shapes.append(
                shapely.LineString(np.round(np.column_stack([line, np.maximum(stage.terrain(*line.T), 0.0)]), 2))
            )
            navigable.append(high < mouth + 9_000.0)
            width.append(
                "Plus de 50 m"
                if float(plan.river_half_width(r, low)) > 40.0 or high < mouth + 9_000.0
                else "Entre 15 et 50 m"
            )
            name.append("L'Orvanne" if r == 0 else f"Rivière n° {r + 1}")
    stage.writer.add(
        "voie_navigable",
        np.array(shapes, dtype=object),
        cleabs=codes("TRON_EAU", len(shapes)),
        nature="Écoulement naturel",
        fictif=False,
        position_par_rapport_au_sol="0",
        etat_de_l_objet="En service",
        navigabilite=navigable,
        classe_de_largeur=np.array(width, dtype=object),
        persistance="Permanent",
        salinite=False,
        cpx_toponyme_de_cours_d_eau=np.array(name, dtype=object),
        date_creation="2012-01-01",
    )
