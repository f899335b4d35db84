"""`gisement:measureenvironment`: risk plans, floods, nature, catchments, heritage, archaeology, clay and cavities."""

from __future__ import annotations

from ...bridge.texts import tr
from .measure import MeasureAlgorithm


class MeasureEnvironment(MeasureAlgorithm):
    """Measures what the environment of each site forbids and threatens."""

    MEASURE = "environment"
    ROLES = (
        "ppr_zone",
        "zone_inondable",
        "natura2000",
        "znieff",
        "zone_humide",
        "reserve",
        "pnr",
        "especes_protegees",
        "captage",
        "monument_historique",
        "abords_mh",
        "spr",
        "servitude",
        "zppa",
        "argile",
        "cavite",
    )

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Measure the environment and risks")
