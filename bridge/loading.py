"""Loads what an algorithm has written into the open project, points and surfaces apart, each in its style."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from qgis.core import (
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

from .styles.inventory import kind_of, style_output

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("Polygon", "Point")
#: QGIS keeps no hold on a post-processor, and ends the algorithm before it uses it
_kept: deque[QgsProcessingLayerPostProcessorInterface] = deque(maxlen=64)


class OwnStyle(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded output the style stored beside its data, as QGIS does for layers that users open."""

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Apply the stored style."""
        layer.loadDefaultStyle()


class OutputStyle(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded output of the inventory its style, its kind of shapes in its name, and counts in its legend."""

    def __init__(self, style: str, several: bool) -> None:
        """Remember the style (see :func:`.styles.inventory.style_output`) and whether the output is several layers."""
        super().__init__()
        self.style, self.several = style, several

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Apply the style, in the main thread and after the layer has its place in the tree."""
        style_output(layer, self.style)
        if self.several:
            layer.setName(f"{layer.name()} – {kind_of(layer)}")
        node = context.project().layerTreeRoot().findLayer(layer.id()) if context.project() else None
        if isinstance(node, QgsLayerTreeLayer) and layer.isSpatial():
            node.setCustomProperty("showFeatureCount", True)
        layer.triggerRepaint()


def load_output(path: str, context: QgsProcessingContext, style: str | None = None) -> None:
    """Have QGIS load an output, where it is to be loaded: in a style, and apart by kind where it has both kinds.

    :param style: see :func:`.styles.inventory.style_output`; QGIS's own choice by default.
    """
    planned = context.layersToLoadOnCompletion()
    if path not in planned:
        return
    places = [f"{path}|geometrytype={kind}" for kind in KINDS]
    places = [place for place in places if QgsVectorLayer(place, "", "ogr").featureCount() > 0]
    several = len(places) > 1
    details = planned.pop(path)
    for place in places if several else [path]:
        own = QgsProcessingContext.LayerDetails(details)
        if style is not None:
            _kept.append(OutputStyle(style, several))
            own.setPostProcessor(_kept[-1])
        planned[place] = own
    context.setLayersToLoadOnCompletion(planned)


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
