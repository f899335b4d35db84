"""`gisement:measureplanning`: zones and what they allow, prescriptions, easements, business parks, neighbours."""

from __future__ import annotations

from ...bridge.texts import tr
from .measure import MeasureAlgorithm


class MeasurePlanning(MeasureAlgorithm):
    """Measures what plans, easements and neighbours say of each site."""

    MEASURE = "planning"
    ROLES = (
        "zone_urba",
        "secteur_cc",
        "prescription_surf",
        "information_surf",
        "servitude",
        "zae",
        "batiment",
        "equipement_sensible",
    )

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Measure the planning")
