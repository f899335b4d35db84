"""The mark of each maturity class: a disc whose fill, hatch or inner sign tells the class without colour."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtGui import QColor

from .palette import colour, marks

# Strokes of a hatched disc: length and distance from the centre, as shares of the diameter.
HATCH = ((0.92, 0.0), (0.78, 0.24), (0.78, -0.24))
LIGHTER = 145
# Signs inside a disc: shape, and share of its diameter.
INNER = {
    "point": (QgsSimpleMarkerSymbolLayer.Shape.Circle, 0.42),
    "croix": (QgsSimpleMarkerSymbolLayer.Shape.Star, 0.71),
}


def area_expression(columns: set[str]) -> str:
    """Give the expression of a site's area in hectares from the columns that the study has (NULL when unknown)."""
    known = [
        term
        for name, term in (("surface_m2", '"surface_m2" / 10000.0'), ("surface_utile_ha", '"surface_utile_ha"'))
        if name in columns
    ]
    return f"coalesce({', '.join(known)})" if known else "NULL"


def size_expression(columns: set[str], factor: float) -> str:
    """Give the expression of a mark's size in mm, by class of area, times `factor`."""
    sizes = marks()
    area = area_expression(columns)
    steps = sorted(sizes["tailles"], key=lambda step: -float(step["ha_min"]))
    whens = " ".join(f"WHEN {area} >= {float(step['ha_min'])} THEN {step['mm'] * factor:.2f}" for step in steps)
    return f"CASE {whens} ELSE {sizes['taille_inconnue_mm'] * factor:.2f} END"


def factor_for(sites: int) -> float:
    """Give the factor that keeps marks apart when there are many sites."""
    return float(
        max((step for step in marks()["facteurs"] if sites >= step["sites_min"]), key=lambda step: step["sites_min"])[
            "facteur"
        ]
    )


def mark(style: dict[str, Any], size: float, expression: str | None = None, factor: float = 1.0) -> QgsMarkerSymbol:
    """Make the mark of a class.

    :param style: entry of ``classes`` in `resources/styles/maturite.json`.
    :param size: diameter in mm, used where no expression is given (legends).
    :param expression: expression of the diameter in mm, evaluated for each site.
    :param factor: factor for the widths of lines.
    """
    if style["motif"] == "petit":
        size, expression = marks()["taille_hors_classement_mm"] * factor, None
    symbol = QgsMarkerSymbol()
    symbol.deleteSymbolLayer(0)
    for layer, share, aside in _mark_layers(style, size, marks()["contour_mm"] * max(factor, 0.4)):
        if expression:
            properties = QgsSymbolLayer.Property
            layer.setDataDefinedProperty(
                properties.PropertySize, QgsProperty.fromExpression(f"({expression}) * {share}")
            )
            if aside:
                moved = QgsProperty.fromExpression(f"array(({expression}) * {aside}, 0)")
                layer.setDataDefinedProperty(properties.PropertyOffset, moved)
        symbol.appendSymbolLayer(layer)
    return symbol


def footprint(style: dict[str, Any], columns: set[str]) -> QgsFillSymbol:
    """Make the fill of a class for footprints seen from near; a disc of declared area has a dashed outline."""
    fill = QgsSimpleFillSymbolLayer()
    fill.setFillColor(QColor(style["fond"]))
    fill.setStrokeColor(QColor(style["contour"]))
    fill.setStrokeWidth(0.3)
    if style["motif"] == "tirets":
        fill.setStrokeStyle(Qt.PenStyle.DashLine)
    elif "emprise_origine" in columns:
        fill.setDataDefinedProperty(
            QgsSymbolLayer.Property.PropertyStrokeStyle,
            QgsProperty.fromExpression("if(\"emprise_origine\" = 'disque', 'dash', 'solid')"),
        )
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, fill)
    if style["motif"] == "hachures":
        symbol.appendSymbolLayer(_hatch(1.6))
    return symbol


def _mark_layers(style: dict[str, Any], size: float, stroke: float) -> list[tuple[QgsSymbolLayer, float, float]]:
    """List the symbol layers of a mark, each with its share of the diameter and how far it lies beside the centre."""
    motif = style["motif"]
    disc = _disc(size, QColor(style["fond"]), QColor(style["contour"]), stroke * (2.0 if motif == "anneau" else 1.0))
    layers: list[tuple[QgsSymbolLayer, float, float]] = [(disc, 1.0, 0.0)]
    if motif == "tirets":
        disc.setStrokeStyle(Qt.PenStyle.DashLine)
    elif motif == "hachures":
        disc.setFillColor(QColor(style["fond"]).lighter(LIGHTER))
        layers += [(_stroke(size, length, aside, stroke), length, aside) for length, aside in HATCH]
    elif motif in INNER:
        shape, share = INNER[motif]
        inner = _disc(size * share, QColor(style["texte"]), QColor(style["texte"]), 0.0)
        inner.setShape(shape)
        layers.append((inner, share, 0.0))
    return layers


def _stroke(size: float, length: float, aside: float, width: float) -> QgsSimpleMarkerSymbolLayer:
    """Make one stroke of a hatched disc: a line at 45° (a pattern would need clipping, which SVG files lack)."""
    line = QgsSimpleMarkerSymbolLayer(QgsSimpleMarkerSymbolLayer.Shape.Line, size * length, 45)
    line.setStrokeColor(colour("texte_second"))
    line.setStrokeWidth(width)
    line.setOffset(QPointF(size * aside, 0))
    return line


def _disc(size: float, fill: QColor, outline: QColor, stroke: float) -> QgsSimpleMarkerSymbolLayer:
    disc = QgsSimpleMarkerSymbolLayer(QgsSimpleMarkerSymbolLayer.Shape.Circle, size)
    disc.setFillColor(fill)
    disc.setStrokeColor(outline)
    disc.setStrokeWidth(stroke)
    if not stroke:
        disc.setStrokeStyle(Qt.PenStyle.NoPen)
    return disc


def _hatch(distance: float) -> QgsLinePatternFillSymbolLayer:
    hatch = QgsLinePatternFillSymbolLayer()
    hatch.setLineAngle(45)
    hatch.setClipMode(Qgis.LineClipMode.ClipToIntersection)
    hatch.setDistance(distance)
    line = hatch.subSymbol()
    if line is not None:
        stroke = QgsSimpleLineSymbolLayer(colour("texte_second"), distance * 0.28)
        line.changeSymbolLayer(0, stroke)
    return hatch
