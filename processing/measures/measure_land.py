"""`gisement:measureland`: usable area, the largest rectangle, slope, buildings, control of the land."""

from __future__ import annotations

from ...bridge.texts import tr
from .measure import MeasureAlgorithm


class MeasureLand(MeasureAlgorithm):
    """Measures the land of each site."""

    MEASURE = "land"
    ROLES = ("ppr_zone", "zone_humide", "servitude", "mnt", "batiment")
    RECTANGLES = "RECTANGLES"
    LAYERS = {RECTANGLES: "rectangles"}

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Measure the land")

    def layer_outputs(self) -> list[tuple[str, str, str]]:
        """Give the layer of the rectangles."""
        return [
            (
                self.RECTANGLES,
                tr("Largest rectangles"),
                tr("The largest rectangle that fits into the usable land of each site, to be looked at on the map."),
            )
        ]
