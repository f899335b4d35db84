"""`gisement:measurebasin`: the people, jobs, industry, training and housing that a plant finds around the site."""

from __future__ import annotations

from ...bridge.texts import tr
from .measure import MeasureAlgorithm


class MeasureBasin(MeasureAlgorithm):
    """Measures what surrounds each site: communes, zones d'emploi, people by road, industry."""

    MEASURE = "basin"
    ROLES = (
        "commune",
        "mouvement_commune",
        "zone_emploi",
        "emploi",
        "chomage",
        "population",
        "troncon_de_route",
        "etablissement",
        "formation",
        "territoire_industrie",
        "logement_vacant",
    )

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Measure the employment basin")
