"""How the outputs of the algorithms look: marks on small scales, footprints on large ones, coloured rows.

What is drawn how stands in `resources/styles/inventaire.json`, for measured sites in `resources/styles/mesures.json`,
for scored ones in `resources/styles/notation.json`.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsCentroidFillSymbolLayer,
    QgsConditionalStyle,
    QgsExpression,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...core.resources import resource
from ..texts import user_language
from .fitness import label_first, round_columns
from .marks import factor_for, footprint
from .traces import style_trace

DRAWN = (Qgis.GeometryType.Polygon, Qgis.GeometryType.Point)
#: the class of whatever has none of its own
OTHERS = ""


def style_output(layer: QgsVectorLayer, style: str) -> None:
    """Give an output its symbols or the colours of its rows, and its columns their readable names.

    :param style: key of ``cartes`` or ``tables`` in `resources/styles/inventaire.json`, of ``cartes`` or ``traces`` in
        `resources/styles/mesures.json`, or of ``cartes`` in `resources/styles/notation.json`; one that stands in none
        of them has no look of its own.

    An output without what it is drawn by (an empty one, for instance) keeps the symbols that it has.
    """
    looks, measures, scores = (resource(f"styles/{name}") for name in ("inventaire", "mesures", "notation"))
    marked = {name: look for name, look in measures["traces"].items() if "expression" in look}
    sites = {**looks["cartes"], **measures["cartes"], **scores["cartes"], **marked}
    if style in looks["tables"]:
        _colour_rows(layer, looks["tables"][style])
    elif style in measures["traces"] and style not in marked:
        style_trace(layer, measures["traces"][style])
    elif style in sites and layer.geometryType() in DRAWN:
        _draw(layer, sites[style])
        if "etiquette" in sites[style]:
            label_first(layer, sites[style]["etiquette"])
    _name_columns(layer)
    round_columns(layer)


def kind_of(layer: QgsVectorLayer) -> str:
    """Name the shapes of a layer, to tell points and surfaces of one output apart."""
    kind = "surfaces" if layer.geometryType() == Qgis.GeometryType.Polygon else "points"
    return str(resource("styles/inventaire")["formes"][kind][user_language()])


def _draw(layer: QgsVectorLayer, look: dict[str, Any]) -> None:
    """Draw each class by its symbol, the first of the legend on top."""
    codes = [entry["code"] for entry in look["classes"]]
    expression = _class_expression(look["expression"], codes)
    values, read = QgsVectorLayerUtils.getValues(layer, expression)
    if not read:
        return
    shown = [entry for entry in look["classes"] if entry["code"] in values or not entry.get("si_present")]
    columns, factor = set(layer.fields().names()), factor_for(len(values))
    area = layer.geometryType() == Qgis.GeometryType.Polygon
    categories = [
        QgsRendererCategory(
            entry["code"],
            _surface(entry, columns, factor) if area else _mark(entry, factor),
            entry["nom"][user_language()],
        )
        for entry in shown
    ]
    renderer = QgsCategorizedSymbolRenderer(expression, categories)
    order = ", ".join(QgsExpression.quotedValue(code) for code in reversed(codes))
    place = QgsFeatureRequest.OrderByClause(f"array_find(array({order}), {expression})", True, True)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([place]))
    renderer.setOrderByEnabled(True)
    layer.setRenderer(renderer)


def _class_expression(expression: str, codes: list[str]) -> str:
    """Give the expression of a feature's class; whatever has none of its own is among the others, where there are."""
    if OTHERS not in codes:
        return expression
    own = ", ".join(QgsExpression.quotedValue(code) for code in codes if code != OTHERS)
    return f"if({expression} IN ({own}), {expression}, {QgsExpression.quotedValue(OTHERS)})"


def _mark(entry: dict[str, Any], factor: float) -> QgsMarkerSymbol:
    """Make the mark of a class, told by its shape as well as by its colour."""
    marks = resource("styles/inventaire")["reperes"]
    shape, _ = QgsSimpleMarkerSymbolLayer.decodeShape(entry["forme"])
    mark = QgsSimpleMarkerSymbolLayer(shape, entry["mm"] * factor, entry.get("angle", 0))
    mark.setFillColor(QColor(entry["fond"]))
    mark.setStrokeColor(QColor(entry["contour"]))
    uncertain = entry.get("motif") == "tirets"
    mark.setStrokeWidth(marks["contour_vide_mm" if uncertain else "contour_mm"] * factor)
    if uncertain:
        mark.setStrokeStyle(Qt.PenStyle.DotLine)
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, mark)
    return symbol


def _surface(entry: dict[str, Any], columns: set[str], factor: float) -> QgsFillSymbol:
    """Make the fill of a class, under its mark where the scale is too small for footprints to be seen."""
    marks = resource("styles/inventaire")["reperes"]
    veiled = QColor(entry["fond"])
    veiled.setAlphaF(entry.get("opacite", marks["opacite"]))
    look = {"motif": entry.get("motif"), "contour": entry["contour"], "fond": veiled.name(QColor.NameFormat.HexArgb)}
    fill = footprint(look, columns)
    middle = QgsCentroidFillSymbolLayer()
    middle.setPointOnSurface(True)
    middle.setSubSymbol(_mark(entry, factor))
    middle.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyLayerEnabled,
        QgsProperty.fromExpression(f"coalesce(@map_scale, 1e9) > {marks['echelle_emprises']}"),
    )
    fill.appendSymbolLayer(middle)
    return fill


def _colour_rows(layer: QgsVectorLayer, look: dict[str, Any]) -> None:
    """Colour the rows of a table in QGIS's attribute table."""
    rows = []
    for entry in look["lignes"]:
        row = QgsConditionalStyle(
            f"{QgsExpression.quotedColumnRef(look['champ'])} = {QgsExpression.quotedValue(entry['code'])}"
        )
        row.setBackgroundColor(QColor(entry["fond"]))
        row.setTextColor(QColor(resource("styles/inventaire")["encre"]))
        rows.append(row)
    layer.conditionalStyles().setRowStyles(rows)


def _name_columns(layer: QgsVectorLayer) -> None:
    """Give columns the labels of the standard, of the measures, or of the algorithms; others keep their names."""
    from .form import measured_labels  # it loads the engine, which a plugin that only starts does without

    labels = {
        **resource("styles/mesures")["alias"],
        **resource("styles/notation")["alias"],
        **resource("styles/sites")["alias"],
        **measured_labels(),
        **resource("styles/inventaire")["alias"],
        **{field["name"]: field["label"] for field in resource("fields/cnig_friches")["fields"]},
    }
    present = layer.fields()
    for index, name in enumerate(present.names()):
        if name in labels:
            layer.setFieldAlias(index, labels[name][user_language()])
    names = [f"nullif(\"{name}\", '')" for name in ("site_nom", "site_id") if present.lookupField(name) >= 0]
    if names:
        layer.setDisplayExpression(f"coalesce({', '.join(names)})")
