"""Style of the background layers of a study (`fond_*`): quiet, so that the sites speak."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsTextBackgroundSettings,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSizeF, Qt
from qgis.PyQt.QtGui import QColor

from ...core.resources import resource
from ..texts_layout import named
from .palette import colour, text_format


def backgrounds() -> dict[str, dict[str, Any]]:
    """Give the background layers and their looks, in order of drawing from the bottom."""
    return dict(resource("styles/fonds"))


def style_background(layer: QgsVectorLayer, role: str) -> None:
    """Give a background layer its symbols and labels, as `resources/styles/fonds.json` describes its role."""
    look = backgrounds()[role]
    if "surface" in look:
        layer.setRenderer(QgsSingleSymbolRenderer(_surface(look["surface"], layer.featureCount())))
    elif "lignes" in look and look["champ"] in layer.fields().names():
        categories = [
            QgsRendererCategory(line["valeur"], _line(line["traits"]), named(line["nom"])) for line in look["lignes"]
        ]
        renderer = QgsCategorizedSymbolRenderer(look["champ"], categories)
        renderer.setUsingSymbolLevels(True)
        for level, category in enumerate(renderer.categories()):
            symbol = category.symbol().clone()
            for index in range(symbol.symbolLayerCount()):
                symbol.symbolLayer(index).setRenderingPass(level + index)
            renderer.updateCategorySymbol(level, symbol)
        layer.setRenderer(renderer)
    elif "lignes" in look:
        layer.setRenderer(QgsSingleSymbolRenderer(_line(look["lignes"][0]["traits"])))
    elif "traits" in look:
        layer.setRenderer(QgsSingleSymbolRenderer(_line(look["traits"], look.get("traverses"))))
    else:
        layer.setRenderer(QgsSingleSymbolRenderer(_point(look["repere"])))
    labels = look.get("etiquettes")
    wanted = {labels["champ"], look.get("champ", labels["champ"])} if labels else set()
    if labels and wanted <= set(layer.fields().names()) and layer.featureCount() <= labels.get("entites_max", 10**9):
        layer.setLabeling(QgsVectorLayerSimpleLabeling(_labels(labels, layer, look)))
        layer.setLabelsEnabled(True)


def _surface(look: dict[str, Any], count: int) -> QgsFillSymbol:
    """Make a fill, or an outline alone; the outlines of many areas are thinner."""
    fill = QgsSimpleFillSymbolLayer()
    if look["fond"] is None:
        fill.setBrushStyle(Qt.BrushStyle.NoBrush)
    else:
        fill.setFillColor(QColor(look["fond"]))
    many = look.get("nombreuses")
    outline = many if many and count >= many["entites_min"] else look
    fill.setStrokeColor(QColor(outline["contour"]))
    fill.setStrokeWidth(outline["contour_mm"])
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, fill)
    return symbol


def _line(strokes: list[dict[str, Any]], ties: dict[str, Any] | None = None) -> QgsLineSymbol:
    symbol = QgsLineSymbol()
    symbol.deleteSymbolLayer(0)
    for stroke in strokes:
        line = QgsSimpleLineSymbolLayer(QColor(stroke["couleur"]), stroke["mm"])
        line.setPenCapStyle(Qt.PenCapStyle.RoundCap)
        line.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
        symbol.appendSymbolLayer(line)
    if ties:
        tie = QgsSimpleMarkerSymbolLayer(QgsSimpleMarkerSymbolLayer.Shape.Line, ties["longueur_mm"])
        tie.setStrokeColor(QColor(ties["couleur"]))
        tie.setStrokeWidth(ties["mm"])
        mark = QgsMarkerSymbol()
        mark.changeSymbolLayer(0, tie)
        along = QgsMarkerLineSymbolLayer(True, ties["pas_mm"])
        along.setSubSymbol(mark)
        symbol.appendSymbolLayer(along)
    return symbol


def _point(look: dict[str, Any]) -> QgsMarkerSymbol:
    shape, found = QgsSimpleMarkerSymbolLayer.decodeShape(look["forme"])
    point = QgsSimpleMarkerSymbolLayer(shape if found else QgsSimpleMarkerSymbolLayer.Shape.Circle, look["mm"])
    point.setFillColor(QColor(look["fond"]))
    point.setStrokeColor(QColor(look["contour"]))
    point.setStrokeWidth(look["contour_mm"])
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, point)
    return symbol


def _labels(labels: dict[str, Any], layer: QgsVectorLayer, look: dict[str, Any]) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = labels["champ"]
    settings.priority = 2
    style = text_format(labels["taille_pt"], ink=QColor(labels["couleur"]), halo_mm=labels.get("halo_mm", 0.0))
    if layer.geometryType() == Qgis.GeometryType.Line:
        _as_shield(style, labels)
        settings.placement = Qgis.LabelPlacement.OverPoint
        settings.geometryGeneratorEnabled = True
        settings.geometryGenerator = "line_interpolate_point(@geometry, length(@geometry) / 2)"
        settings.geometryGeneratorType = Qgis.GeometryType.Point
        settings.isExpression = True
        settings.fieldName = _road_number(labels["champ"], look["champ"], labels["classes"])
    else:
        settings.placement = Qgis.LabelPlacement.Horizontal
        settings.centroidInside = True
    # Base map features must not push each other's labels away.
    obstacles = settings.obstacleSettings()
    obstacles.setIsObstacle(False)
    settings.setObstacleSettings(obstacles)
    settings.setFormat(style)
    return settings


def _road_number(field: str, class_field: str, shown: list[str]) -> str:
    """Write the number of a road once, on its longest piece: carriageways and pieces would repeat it all along."""
    listed = ", ".join(f"'{value}'" for value in shown)
    kept = f"\"{class_field}\" IN ({listed}) AND coalesce(\"{field}\", '') <> ''"
    longest = f'maximum(length(@geometry), "{field}", {kept})'
    first = f"trim(regexp_replace(\"{field}\", '[;,/].*$', ''))"
    return f"CASE WHEN {kept} AND length(@geometry) >= {longest} THEN {first} END"


def _as_shield(style: Any, labels: dict[str, Any]) -> None:
    """Write road numbers on a plate."""
    plate = QgsTextBackgroundSettings()
    plate.setEnabled(True)
    plate.setType(QgsTextBackgroundSettings.ShapeType.ShapeRectangle)
    plate.setSizeType(QgsTextBackgroundSettings.SizeType.SizeBuffer)
    plate.setSize(QSizeF(0.7, 0.25))
    plate.setSizeUnit(Qgis.RenderUnit.Millimeters)
    plate.setRadii(QSizeF(0.4, 0.4))
    plate.setRadiiUnit(Qgis.RenderUnit.Millimeters)
    plate.setFillColor(QColor(labels["cartouche"]))
    plate.setStrokeColor(colour("fond"))
    plate.setStrokeWidth(0.2)
    style.setBackground(plate)
