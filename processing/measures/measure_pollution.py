"""`gisement:measurepollution`: what the registers of polluted soils and of classified installations say of a site."""

from __future__ import annotations

from ...bridge.texts import tr
from .measure import MeasureAlgorithm


class MeasurePollution(MeasureAlgorithm):
    """Grades the evidence of soil pollution on and around each site."""

    MEASURE = "pollution"
    ROLES = ("sis", "instruction_pollution", "casias", "icpe", "parcelle")
    EVIDENCE = "EVIDENCE"
    LAYERS = {EVIDENCE: "preuves"}

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Measure pollution")

    def layer_outputs(self) -> list[tuple[str, str, str]]:
        """Give the layer of the pieces of evidence."""
        return [
            (
                self.EVIDENCE,
                tr("Evidence"),
                tr(
                    "Each record of a register that speaks of a site: which, how it lies to the site, how far away, and what it is worth."
                ),
            )
        ]
