"""Scale bar, scale in figures and north arrow, on one white plate."""

from __future__ import annotations

import base64
import math

from qgis.core import (
    Qgis,
    QgsBasicNumericFormat,
    QgsFillSymbol,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsPrintLayout,
    QgsSimpleFillSymbolLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt

from ...core.resources import RESOURCES, resource
from ..styles.palette import colour, text_format
from ..texts_layout import NO_BREAK_SPACE, language, number, text
from .words import add_label, place


def add_scale(layout: QgsPrintLayout, main: QgsLayoutItemMap, box: QRectF) -> None:
    """Add the scale bar (round distances, kilometres or metres), the scale in figures and the arrow to grid north."""
    points = resource("layouts/carte_maturite")["textes_pt"]
    _add_plate(layout, box)
    arrow = 8.0
    _add_bar(layout, main, QRectF(box.x() + 3, box.y() + 1.2, box.width() - arrow - 8, box.height() - 6))
    add_label(
        layout,
        "echelle_texte",
        text("echelle", echelle=number(main.scale())),
        QRectF(box.x() + 3, box.bottom() - 4.6, box.width() - arrow - 8, 3.8),
        text_format(points["petit"], ink=colour("texte_second")),
    )
    picture = QgsLayoutItemPicture(layout)
    picture.setId("nord")
    drawn = base64.b64encode((RESOURCES / "layouts" / "nord.svg").read_bytes()).decode("ascii")
    picture.setPicturePath(f"base64:{drawn}", Qgis.PictureFormat.SVG)
    picture.setLinkedMap(main)
    picture.setNorthMode(QgsLayoutItemPicture.NorthMode.GridNorth)
    layout.addLayoutItem(picture)
    place(picture, QRectF(box.right() - arrow - 2, box.y() + 4.6, arrow, box.height() - 5.6))
    add_label(
        layout,
        "nord_texte",
        text("nord"),
        QRectF(box.right() - arrow - 2, box.y() + 0.8, arrow, 3.8),
        text_format(points["courant"], bold=True, ink=colour("accent")),
        Qt.AlignmentFlag.AlignHCenter,
    )


def round_distance(metres: float) -> float:
    """Give the largest of 1, 2, 5 × 10ⁿ metres that is at most `metres`."""
    power = 10.0 ** math.floor(math.log10(metres))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= metres * (1 + 1e-9))


def _add_plate(layout: QgsPrintLayout, box: QRectF) -> None:
    plate = QgsLayoutItemShape(layout)
    plate.setId("echelle_fond")
    plate.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    fill = QgsSimpleFillSymbolLayer()
    fill.setFillColor(colour("fond"))
    fill.setStrokeColor(colour("accent"))
    fill.setStrokeWidth(0.2)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, fill)
    plate.setSymbol(symbol)
    layout.addLayoutItem(plate)
    place(plate, box)


def _add_bar(layout: QgsPrintLayout, main: QgsLayoutItemMap, box: QRectF) -> None:
    rules = resource("layouts/carte_maturite")["echelle"]
    points = resource("layouts/carte_maturite")["textes_pt"]
    bar = QgsLayoutItemScaleBar(layout)
    bar.setId("echelle")
    bar.setStyle("Single Box")
    bar.setLinkedMap(main)
    segment = round_distance(rules["longueur_mm"] / rules["segments_min"] * main.scale() / 1000)
    kilometres = segment >= 1000
    bar.setUnits(Qgis.DistanceUnit.Kilometers if kilometres else Qgis.DistanceUnit.Meters)
    bar.setUnitLabel("km" if kilometres else "m")
    bar.setUnitsPerSegment(segment / 1000 if kilometres else segment)
    bar.setMapUnitsPerScaleBarUnit(1.0)
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(int(rules["longueur_mm"] // (segment / main.scale() * 1000)))
    figures = QgsBasicNumericFormat()
    if language() != "en":
        figures.setDecimalSeparator(",")
        figures.setThousandsSeparator(NO_BREAK_SPACE)
    bar.setNumericFormat(figures)
    bar.setHeight(1.4)
    bar.setBoxContentSpace(0.0)
    bar.setLabelBarSpace(0.8)
    bar.setTextFormat(text_format(points["petit"]))
    layout.addLayoutItem(bar)
    place(bar, box)
    bar.update()
