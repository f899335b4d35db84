"""What is known of the surroundings of the known sites: commune, zone d'emploi, training, vacant dwellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .basin import KNOWN_RATE, KNOWN_STOCK, KNOWN_VACANT, LAST_QUARTER, MERGED, TRAINED, TRAINING_AWAY
from .economy import KNOWN_INDUSTRY, KNOWN_JOBS
from .site_facts import Fact, fact

if TYPE_CHECKING:
    from .stage import Stage


def basin_facts(stage: Stage, key: str) -> list[Fact]:
    """List what is known of the surroundings of a known site; of its commune where that holds the whole of it."""
    one, facts = stage.known[key], []
    if key == TRAINED:
        crow = "à vol d'oiseau, au nord du site"
        facts.append(fact("formation", "formation_km", TRAINING_AWAY / 1_000.0, "km", 1e-6, crow))
    commune = int(stage.communes.at(np.array([one.centre]))[0])
    if not shapely.covers(stage.communes.shape[commune], one.shape):
        return facts
    labelled = "oui" if stage.communes.epci[commune] == 0 else "non"
    facts += [
        fact("commune", "commune_code", stage.towns.code[commune]),
        fact("territoire_industrie", "territoire_industrie", labelled, comment="périmètre d'une intercommunalité"),
    ]
    if stage.communes.basin[commune] == 0:
        basin = f"zone d'emploi {stage.communes.basin_name[0]}"
        share = 100.0 * KNOWN_INDUSTRY / KNOWN_JOBS
        facts += [
            fact("emploi_industriel", "emploi_industriel_pct", share, "%", 1e-6, basin),
            fact("chomage", "chomage_pct", KNOWN_RATE, "%", 1e-6, f"{basin}, {LAST_QUARTER}"),
        ]
    if key == MERGED:
        vacant = 100.0 * sum(KNOWN_VACANT) / sum(KNOWN_STOCK)
        merger = "deux communes de l'ancien découpage, ensemble"
        facts.append(fact("logements_vacants", "logements_vacants_pct", vacant, "%", 1e-6, merger))
    return facts
