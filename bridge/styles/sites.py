"""Style of the sites: a mark per maturity class on small scales, the footprint on large ones, ranks as labels."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsConditionalStyle,
    QgsExpression,
    QgsFeatureRequest,
    QgsField,
    QgsFillSymbol,
    QgsGeometryGeneratorSymbolLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtGui import QColor

from ...core.resources import resource
from ..texts_layout import named
from .marks import factor_for, footprint, mark, size_expression
from .palette import NOT_RANKED, UNKNOWN, classes, colour, marks, text_format

LABEL_PRIORITY = 10
CLASS_FIELD = "classe_carte"


def class_expression(columns: set[str]) -> str:
    """Give the expression of the class drawn for a site: R0 to R5, unknown (also without the columns), not ranked."""
    whens = []
    if "hors_classement" in columns:
        whens.append(f"WHEN coalesce(\"hors_classement\", '') <> '' THEN '{NOT_RANKED}'")
    if "veto" in columns:
        whens.append("WHEN \"veto\" = 'oui' THEN 'R0'")
    if "classe_maturite" in columns:
        known = ", ".join(f"'{style['code']}'" for style in classes() if style["code"] not in (UNKNOWN, NOT_RANKED))
        whens.append(f'WHEN "classe_maturite" IN ({known}) THEN "classe_maturite"')
    return f"CASE {' '.join(whens)} ELSE '{UNKNOWN}' END" if whens else f"'{UNKNOWN}'"


def number_expression(first: list[tuple[str, str]], identifier: str = "site_id") -> str:
    """Give the expression of the number of a site on the map, NULL for those that bear none.

    :param first: identifier and number of the first sites.
    """
    pairs = ", ".join(QgsExpression.quotedValue(word) for pair in first for word in pair)
    return f'map_get(map({pairs}), "{identifier}")' if first else "NULL"


def style_sites(layer: QgsVectorLayer, sites: int, labels: dict[str, str], first: list[tuple[str, str]]) -> None:
    """Give the layer of sites (footprints or points) its symbols, labels, order of drawing and conditional formats.

    :param sites: number of sites in the study, which sets the size of the marks.
    :param labels: class code → text for the legend; a class left out keeps its own name.
    :param first: identifier and number of the sites that bear a number.
    """
    columns = set(layer.fields().names())
    factor = factor_for(sites)
    size = size_expression(columns, factor)
    area = layer.geometryType() == Qgis.GeometryType.Polygon
    categories = []
    for style in classes():
        point = mark(style, marks()["taille_inconnue_mm"] * factor, size, factor)
        symbol = _with_footprint(footprint(style, columns), point) if area else point
        categories.append(QgsRendererCategory(style["code"], symbol, labels.get(style["code"], named(style["nom"]))))
    renderer = QgsCategorizedSymbolRenderer(class_expression(columns), categories)
    renderer.setOrderBy(_drawing_order(columns))
    renderer.setOrderByEnabled(True)
    layer.setRenderer(renderer)
    if first and {"rang", "site_id"} <= columns:
        layer.setLabeling(QgsVectorLayerSimpleLabeling(_rank_labels(number_expression(first), size, area)))
        layer.setLabelsEnabled(True)


def shade_classes(layer: QgsVectorLayer) -> None:
    """Colour the cells of the class columns in attribute tables as on the map.

    A column computed by QGIS holds the class as drawn, so that the unknown is written too.
    """
    if layer.fields().lookupField(CLASS_FIELD) < 0:
        layer.addExpressionField(
            class_expression(set(layer.fields().names())), QgsField(CLASS_FIELD, QMetaType.Type.QString)
        )
    formats = []
    for style in classes():
        shade = QgsConditionalStyle(f"@value = '{style['code']}'")
        shade.setBackgroundColor(QColor(style["fond"]))
        shade.setTextColor(QColor(style["texte"]))
        formats.append(shade)
    for name in (CLASS_FIELD, "classe_maturite"):
        layer.conditionalStyles().setFieldStyles(name, formats)


def _with_footprint(fill: QgsFillSymbol, point: QgsMarkerSymbol) -> QgsFillSymbol:
    """Lay the mark on the footprint where the scale is too small for the footprint to be seen."""
    generator = QgsGeometryGeneratorSymbolLayer.create(
        {"geometryModifier": "point_on_surface(@geometry)", "SymbolType": "Marker"}
    )
    generator.setSubSymbol(point)
    generator.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyLayerEnabled,
        QgsProperty.fromExpression(f"coalesce(@map_scale, 1e9) > {marks()['echelle_emprises']}"),
    )
    fill.appendSymbolLayer(generator)
    return fill


def _drawing_order(columns: set[str]) -> QgsFeatureRequest.OrderBy:
    """Draw the sites out of the ranking first, then the vetoed, then by rank, so that the best lie on top."""
    keys = []
    drawn = class_expression(columns)
    keys.append(f"CASE WHEN {drawn} = '{NOT_RANKED}' THEN 0 WHEN {drawn} = 'R0' THEN 1 ELSE 2 END")
    if "rang" in columns:
        keys.append('-coalesce("rang", 1e9)')
    return QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause(key, True, True) for key in keys])


def _rank_labels(numbers: str, size: str, area: bool) -> QgsPalLayerSettings:
    """Write the rank beside the marks of the first sites, on a white halo, without hiding one another."""
    look = resource("styles/maturite")["etiquettes"]
    settings = QgsPalLayerSettings()
    settings.fieldName = numbers
    settings.isExpression = True
    settings.setFormat(text_format(look["taille_pt"], bold=True, ink=colour("accent"), halo_mm=look["halo_mm"]))
    if area:
        settings.geometryGeneratorEnabled = True
        settings.geometryGenerator = "point_on_surface(@geometry)"
        settings.geometryGeneratorType = Qgis.GeometryType.Point
    settings.placement = Qgis.LabelPlacement.OrderedPositionsAroundPoint
    settings.offsetType = Qgis.LabelOffsetType.FromPoint
    settings.distUnits = Qgis.RenderUnit.Millimeters
    settings.priority = LABEL_PRIORITY
    definitions = settings.dataDefinedProperties()
    keys = QgsPalLayerSettings.Property
    definitions.setProperty(keys.LabelDistance, QgsProperty.fromExpression(f"({size}) / 2 + {look['ecart_mm']}"))
    definitions.setProperty(keys.ZIndex, QgsProperty.fromExpression('1000 - "rang"'))
    settings.setDataDefinedProperties(definitions)
    placement = settings.placementSettings()
    placement.setOverlapHandling(Qgis.LabelOverlapHandling.AllowOverlapIfRequired)
    settings.setPlacementSettings(placement)
    return settings
