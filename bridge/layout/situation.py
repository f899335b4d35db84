"""The small map that says where the territory lies, from the world map that comes with QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsLayoutItemMap,
    QgsLayoutItemMapOverview,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsSimpleFillSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...core.resources import resource
from ..styles.palette import colour
from ..texts_layout import named
from .words import measure, place

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QRectF

WORLD_MAP = "resources/data/world_map.gpkg"


def country_layer() -> QgsVectorLayer | None:
    """Open the countries of QGIS's own world map, or give None where this QGIS has none."""
    look = resource("layouts/carte_maturite")["situation"]
    path = Path(QgsApplication.pkgDataPath()) / WORLD_MAP
    if not path.is_file():
        return None
    layer = QgsVectorLayer(
        f"{path}|layername=countries", named(resource("styles/sites")["couches"]["situation"]), "ogr"
    )
    if not layer.isValid():
        return None
    fill = QgsSimpleFillSymbolLayer()
    fill.setFillColor(QColor(look["terre"]))
    fill.setStrokeColor(QColor(look["contour"]))
    fill.setStrokeWidth(0.15)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, fill)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def situation_extent(
    countries: QgsVectorLayer, frame: QgsRectangle, crs: QgsCoordinateReferenceSystem
) -> QgsRectangle | None:
    """Choose what the small map shows: the piece of the country that holds the territory, else its surroundings.

    :param frame: extent of the large map, in `crs`.
    :returns: an extent in `crs`, or None when the large map is too large for a small one to add anything.
    """
    look = resource("layouts/carte_maturite")["situation"]
    around = QgsRectangle(frame)
    around.scale(look["facteur"])
    try:
        to_map = QgsCoordinateTransform(countries.crs(), crs, QgsProject())
        home = QgsCoordinateTransform(crs, countries.crs(), QgsProject()).transformBoundingBox(frame)
        for country in countries.getFeatures(QgsFeatureRequest().setFilterRect(home)):
            for part in country.geometry().asGeometryCollection():
                if not part.boundingBox().intersects(home):
                    continue
                piece = to_map.transformBoundingBox(part.boundingBox())
                # A neighbour far larger than the reach of the map's projection would only blur the place.
                if max(piece.width(), piece.height()) <= look["etendue_max_m"] and piece.contains(frame.center()):
                    around = piece
    except QgsCsException:
        return None
    largest = max(around.width(), around.height())
    if max(frame.width(), frame.height()) > look["part_max"] * largest:
        return None
    return QgsRectangle.fromCenterAndSize(around.center(), largest * 1.08, largest * 1.08)


def add_situation(
    layout: QgsPrintLayout, main: QgsLayoutItemMap, countries: QgsVectorLayer, extent: QgsRectangle, box: QRectF
) -> QgsLayoutItemMap:
    """Add the small map; the rectangle on it follows the large map."""
    item = QgsLayoutItemMap(layout)
    place(item, box, "situation")
    item.setCrs(main.crs())
    item.setLayers([countries])
    item.setKeepLayerSet(True)
    item.setBackgroundColor(colour("fond"))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(colour("accent"))
    item.setFrameStrokeWidth(measure(0.2))
    layout.addLayoutItem(item)
    item.zoomToExtent(extent)
    overview = QgsLayoutItemMapOverview("situation", item)
    overview.setLinkedMap(main)
    fill = QgsSimpleFillSymbolLayer()
    tint = colour("accent")
    tint.setAlpha(70)
    fill.setFillColor(tint)
    fill.setStrokeColor(colour("accent"))
    fill.setStrokeWidth(0.4)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, fill)
    overview.setFrameSymbol(symbol)
    item.overviews().addOverview(overview)
    return item
