"""`gisement:measureenergy`: the grids within reach of a site, and where the power that the plant needs is drawn."""

from __future__ import annotations

from ...bridge.texts import tr
from .measure import MeasureAlgorithm


class MeasureEnergy(MeasureAlgorithm):
    """Measures the grids around each site."""

    MEASURE = "energy"
    ROLES = (
        "poste_htb",
        "poste_hta",
        "ligne_electrique",
        "reseau_gaz",
        "reseau_chaleur",
        "reseau_eau",
        "reseau_assainissement",
        "reseau_fibre",
    )

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Measure energy and networks")
