"""The table of the first sites, alive: it follows the layer."""

from __future__ import annotations

from qgis.core import (
    QgsExpression,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutTable,
    QgsLayoutTableColumn,
    QgsPrintLayout,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt

from ...core.resources import resource
from ..styles.fitness import fitness_expression, studied_sign
from ..styles.marks import area_expression
from ..styles.palette import colour, text_format
from ..styles.sites import CLASS_FIELD, number_expression
from ..texts_layout import language, text
from .facts import IDENTIFIER, StudyFacts
from .words import text_height

SLACK = 0.4


def add_ranking(layout: QgsPrintLayout, table: QgsVectorLayer, facts: StudyFacts, box: QRectF) -> QgsLayoutFrame:
    """Add the table of the first sites in a frame as high as its rows; `box` gives its place and greatest height."""
    sizes = resource("layouts/carte_maturite")["tableau"]
    points = resource("layouts/carte_maturite")["textes_pt"]
    columns = set(table.fields().names())
    item = QgsLayoutItemAttributeTable.create(layout)
    layout.addMultiFrame(item)
    item.setVectorLayer(table)
    first = facts.first[: sizes["lignes"]] if {"rang", IDENTIFIER} <= columns else []
    item.setColumns(_columns(columns, number_expression(first), box.width()))
    identifiers = ", ".join(QgsExpression.quotedValue(identifier) for identifier, _ in first)
    if first:
        item.setFeatureFilter(f'"{IDENTIFIER}" IN ({identifiers})')
        order = QgsLayoutTableColumn()
        order.setAttribute(f'array_find(array({identifiers}), "{IDENTIFIER}")')
        order.setSortOrder(Qt.SortOrder.AscendingOrder)
        item.setSortColumns([order])
    else:
        item.setFeatureFilter("false")
    item.setFilterFeatures(True)
    item.setMaximumNumberOfFeatures(sizes["lignes"])
    item.setUseConditionalStyling(True)
    item.setWrapBehavior(QgsLayoutTable.WrapBehavior.WrapText)
    item.setCellMargin(sizes["cellule_marge_mm"])
    item.setVerticalGrid(False)
    item.setGridStrokeWidth(0.1)
    item.setGridColor(colour("filet"))
    item.setHeaderTextFormat(text_format(points["courant"], bold=True, ink=colour("accent")))
    item.setContentTextFormat(text_format(points["courant"]))
    item.setHeaderHAlignment(QgsLayoutTable.HeaderHAlignment.FollowColumn)
    item.setEmptyTableBehavior(QgsLayoutTable.EmptyTableMode.ShowMessage)
    item.setEmptyTableMessage(text("aucun_classe"))
    item.refresh()
    frame = QgsLayoutFrame(layout, item)
    frame.setId("premiers_tableau")
    frame.attemptSetSceneRect(QRectF(box.x(), box.y(), box.width(), min(_height(layout, item), box.height())))
    item.addFrame(frame, False)
    return frame


def _height(layout: QgsPrintLayout, item: QgsLayoutItemAttributeTable) -> float:
    """Measure the height of the table in mm: QGIS itself only tells that of its frames."""
    widths = [column.width() for column in item.columns()]
    rows = [([column.heading() for column in item.columns()], item.headerTextFormat(), widths)]
    rows += [([str(cell) for cell in row], item.contentTextFormat(), widths) for row in item.contents()]
    if not item.contents():
        rows.append(([item.emptyTableMessage()], item.contentTextFormat(), [sum(widths)]))
    total = item.gridStrokeWidth() + SLACK
    for cells, style, room in rows:
        tallest = max(text_height(layout, cell, style, width) for cell, width in zip(cells, room))
        total += tallest + 2 * item.cellMargin() + item.gridStrokeWidth()
    return total


def _columns(columns: set[str], numbers: str, width: float) -> list[QgsLayoutTableColumn]:
    widths = resource("layouts/carte_maturite")["tableau"]["colonnes_mm"]
    right, left, centre = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter
    made = []
    margins = 2 * resource("layouts/carte_maturite")["tableau"]["cellule_marge_mm"]
    widths = dict(widths, site=width - sum(widths.values()) - (len(widths) + 1) * margins)
    for key, expression, align in (
        ("rang", numbers, right),
        ("site", _name(columns), left),
        ("surface", _figure(area_expression(columns)), right),
        ("aptitude", _score(columns), right),
        ("classe", CLASS_FIELD, centre),
    ):
        column = QgsLayoutTableColumn()
        column.setAttribute(expression)
        column.setHeading(text(f"colonne_{key}"))
        column.setWidth(widths[key])
        column.setHAlignment(align)
        column.setVAlignment(Qt.AlignmentFlag.AlignVCenter)
        made.append(column)
    return made


def _name(columns: set[str]) -> str:
    """Name the site and its commune in about two lines: too long a name ends with an ellipsis, the commune stays."""
    longest = resource("layouts/carte_maturite")["tableau"]["nom_max"]
    names = [f"nullif(trim(\"{name}\"), '')" for name in ("site_nom", "site_id") if name in columns]
    name = f"coalesce({', '.join(names)}, '–')" if names else "'–'"
    # Calls for projects name the file first and the friche last: only the latter tells a reader anything.
    name = f"regexp_replace({name}, '^.* - friche *: *', '')"
    place = "coalesce(', ' || nullif(trim(\"comm_nom\"), ''), '')" if "comm_nom" in columns else "''"
    cut = "if(length(@nom) > @reste, trim(left(@nom, @reste - 1)) || '…', @nom) || @place"
    room = f"with_variable('reste', max(12, {longest} - length(@place)), {cut})"
    return f"with_variable('nom', {name}, with_variable('place', {place}, {room}))"


def _score(columns: set[str]) -> str:
    """Write fitness with its bounds, "71 [58–79]", and a degree sign where the site is to be studied."""
    return fitness_expression(columns, studied_sign(columns))


def _figure(area: str) -> str:
    """Write hectares: one decimal under 10 ha, none above, with the reader's decimal mark."""
    written = f"with_variable('ha', {area}, if(@ha < 9.95, format_number(@ha, 1, 'en'), format_number(@ha, 0, 'en')))"
    if language() == "en":
        return written
    return f"replace(replace({written}, ',', '\u00a0'), '.', ',')"
