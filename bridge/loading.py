"""Loads the sites of a study into the open project, in the style that the study itself carries."""

from __future__ import annotations

from collections import deque
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
#: QGIS keeps no hold on a post-processor, and ends the algorithm before it uses it
_kept: deque[OwnStyle] = deque(maxlen=64)


class OwnStyle(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded output the style stored beside its data, as QGIS does for layers that users open."""

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Apply the stored style."""
        layer.loadDefaultStyle()


def load_each_kind(path: str, context: QgsProcessingContext) -> None:
    """Have QGIS load the points and the surfaces of an output apart, where it is to be loaded and has both."""
    planned = context.layersToLoadOnCompletion()
    if path not in planned:
        return
    places = [f"{path}|geometrytype={kind}" for kind in KINDS]
    places = [place for place in places if QgsVectorLayer(place, "", "ogr").featureCount() > 0]
    if len(places) < 2:
        return
    details = planned.pop(path)
    context.setLayersToLoadOnCompletion({**planned, **dict.fromkeys(places, details)})


def load_sites(study: Path, title: str, output: str, context: QgsProcessingContext) -> None:
    """Ask QGIS to load the sites when the run has ended: surfaces and points apart, as QGIS draws one kind a layer.

    Nothing is loaded without a project (qgis_process).
    """
    if context.project() is None:
        return
    for kind in KINDS:
        place = f"{study}|layername=sites|geometrytype={kind}"
        if QgsVectorLayer(place, title, "ogr").featureCount() <= 0:
            continue
        details = QgsProcessingContext.LayerDetails(title, context.project(), output)
        _kept.append(OwnStyle())
        details.setPostProcessor(_kept[-1])
        context.addLayerToLoadOnCompletion(place, details)
