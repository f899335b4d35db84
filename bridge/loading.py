"""Loads the sites of a study into the open project, in the style that the study itself carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("Polygon", "Point")


class OwnStyle(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded output the style stored beside its data, as QGIS does for layers that users open."""

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Apply the stored style."""
        layer.loadDefaultStyle()


def load_sites(study: Path, title: str, output: str, context: QgsProcessingContext) -> list[OwnStyle]:
    """Ask QGIS to load the sites when the run has ended: surfaces and points apart, as QGIS draws one kind a layer.

    :returns: what must stay alive until then; nothing is loaded, and nothing returned, without a project.
    """
    styles: list[OwnStyle] = []
    if context.project() is None:
        return styles
    for kind in KINDS:
        place = f"{study}|layername=sites|geometrytype={kind}"
        if not QgsVectorLayer(place, title, "ogr").featureCount() > 0:
            continue
        details = QgsProcessingContext.LayerDetails(title, context.project(), output)
        styles.append(OwnStyle())
        details.setPostProcessor(styles[-1])
        context.addLayerToLoadOnCompletion(place, details)
    return styles
