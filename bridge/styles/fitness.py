"""How fitness is written: in whole points, at most two figures that mean something, and never without its bounds."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

from qgis.core import Qgis, QgsEditorWidgetSetup, QgsPalLayerSettings, QgsVectorLayer, QgsVectorLayerSimpleLabeling

from ...core.resources import resource
from .palette import colour, text_format

SCORE, BOUNDS = "score", {"score_min", "score_max"}


def fitness_expression(columns: set[str], sign: str = "''") -> str:
    """Give the expression that writes fitness: ``71 [58–79]``; ``≈ 71`` where nobody gives bounds; NULL without score.

    :param sign: expression of a text that stands behind the score.
    """
    if SCORE not in columns:
        return "NULL"
    rounded = 'round("score")'
    alone = f"'≈ ' || {rounded} || {sign}"
    if not columns >= BOUNDS:
        return alone
    bounds = "' [' || round(\"score_min\") || '–' || round(\"score_max\") || ']'"
    return f"coalesce({rounded} || {sign} || {bounds}, {alone})"


def studied_sign(columns: set[str]) -> str:
    """Give the expression of the sign behind the score of a site that is to be studied: too little is known of it."""
    return "if(\"a_etudier\" = 'oui', '°', '')" if "a_etudier" in columns else "''"


def round_columns(layer: QgsVectorLayer) -> None:
    """Have attribute tables and forms show the figures of a score without decimals that mean nothing."""
    decimals = resource("styles/notation")["decimales"]
    for index, field in enumerate(layer.fields()):
        # Of profiles laid side by side the columns end in a profile's name.
        pattern = next((each for each in decimals if fnmatchcase(field.name(), each)), None)
        if pattern is not None and field.isNumeric():
            shown = {"Precision": decimals[pattern], "AllowNull": True}
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Range", shown))


def label_first(layer: QgsVectorLayer, look: dict[str, Any]) -> None:
    """Write rank and fitness, with its bounds, beside the first sites of a layer of scored sites.

    :param look: `etiquette` of `resources/styles/notation.json`.
    """
    columns = set(layer.fields().names())
    if "rang" not in columns:
        return
    settings = QgsPalLayerSettings()
    sign = studied_sign(columns)
    written = f"\"rang\" || ' : ' || {fitness_expression(columns, sign)}"
    settings.fieldName, settings.isExpression = f'if("rang" <= {look["premiers"]}, {written}, NULL)', True
    settings.setFormat(text_format(look["taille_pt"], ink=colour("accent"), halo_mm=look["halo_mm"]))
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        settings.geometryGeneratorEnabled = True
        settings.geometryGenerator = "point_on_surface(@geometry)"
        settings.geometryGeneratorType = Qgis.GeometryType.Point
    settings.placement = Qgis.LabelPlacement.OrderedPositionsAroundPoint
    settings.dist, settings.distUnits = look["ecart_mm"], Qgis.RenderUnit.Millimeters
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
