"""How the layers beside measured sites look: rectangles in outline with their sides, routes by what they lead to.

What is drawn how stands in `resources/styles/mesures.json`.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..texts import user_language
from .palette import colour, text_format

#: dash and gap of a broken line, in widths of the line
DASHES = [4.0, 2.5]


def style_trace(layer: QgsVectorLayer, look: dict[str, Any]) -> None:
    """Draw a layer of areas in outline, one of lines by its classes; a layer of neither kind is left as it is.

    :param look: an entry of ``traces`` in `resources/styles/mesures.json`.
    """
    if layer.geometryType() == Qgis.GeometryType.Polygon and "contour" in look:
        _outline(layer, look)
    elif layer.geometryType() == Qgis.GeometryType.Line and look.get("champ") in layer.fields().names():
        _by_class(layer, look)


def _outline(layer: QgsVectorLayer, look: dict[str, Any]) -> None:
    """Draw a broken outline on a light one, which is seen on footprints of any colour, and the sides as a label."""
    symbol = QgsFillSymbol()
    symbol.deleteSymbolLayer(0)
    for stroke in (look["lisere"], look["contour"]):
        fill = QgsSimpleFillSymbolLayer()
        fill.setBrushStyle(Qt.BrushStyle.NoBrush)
        fill.setStrokeColor(QColor(stroke["couleur"]))
        fill.setStrokeWidth(stroke["mm"])
        fill.setStrokeStyle(Qt.PenStyle.DashLine if stroke.get("tirets") else Qt.PenStyle.SolidLine)
        fill.setPenJoinStyle(Qt.PenJoinStyle.MiterJoin)
        symbol.appendSymbolLayer(fill)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    said = look["etiquette"]
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = said["expression"], True
    settings.placement = Qgis.LabelPlacement.OverPoint
    settings.centroidInside = True
    settings.scaleVisibility, settings.minimumScale, settings.maximumScale = True, said["echelle_max"], 0
    settings.setFormat(text_format(said["taille_pt"], ink=colour("accent"), halo_mm=said["halo_mm"]))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _by_class(layer: QgsVectorLayer, look: dict[str, Any]) -> None:
    """Draw the widest class first, so that of routes on one road each is seen beside the next."""
    categories = [
        QgsRendererCategory(entry["code"], _line(entry, look["lisere"], level), entry["nom"][user_language()])
        for level, entry in enumerate(look["classes"], start=1)
    ]
    renderer = QgsCategorizedSymbolRenderer(look["champ"], categories)
    renderer.setUsingSymbolLevels(True)
    layer.setRenderer(renderer)


def _line(entry: dict[str, Any], casing: dict[str, Any], level: int) -> QgsLineSymbol:
    """Make a line on a light casing; the casings of all classes lie below all lines."""
    symbol = QgsLineSymbol()
    symbol.deleteSymbolLayer(0)
    below = QgsSimpleLineSymbolLayer(QColor(casing["couleur"]), entry["mm"] + 2 * casing["mm"])
    above = QgsSimpleLineSymbolLayer(QColor(entry["couleur"]), entry["mm"])
    if entry.get("tirets"):
        above.setUseCustomDashPattern(True)
        above.setCustomDashVector([share * entry["mm"] for share in DASHES])
    for line, rank in ((below, 0), (above, level)):
        line.setPenCapStyle(Qt.PenCapStyle.RoundCap if line is below else Qt.PenCapStyle.FlatCap)
        line.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
        line.setRenderingPass(rank)
        symbol.appendSymbolLayer(line)
    return symbol
