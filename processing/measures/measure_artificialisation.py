"""`gisement:measureartificialisation`: what of a site is artificialised or sealed, since when, and what a plant changes."""

from __future__ import annotations

from ...bridge.texts import tr
from .measure import MeasureAlgorithm


class MeasureArtificialisation(MeasureAlgorithm):
    """Measures the land cover of each site."""

    MEASURE = "artificialisation"
    ROLES = ("ocsge", "ocsge_avant")

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Measure artificialisation")
