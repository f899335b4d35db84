"""The right column of a layout, filled from the top: heights are measured, so nothing can overlap or be cut."""

from __future__ import annotations

from qgis.core import (
    QgsLayoutItem,
    QgsLayoutItemPolyline,
    QgsLineSymbol,
    QgsPrintLayout,
    QgsSimpleLineSymbolLayer,
    QgsTextFormat,
)
from qgis.PyQt.QtCore import QPointF, QRectF
from qgis.PyQt.QtGui import QPolygonF

from ..styles.palette import colour
from .words import add_label, shorten, text_height

# Most air that a section gets when the column is shorter than the map, and the blank on each side of a rule, in mm.
MOST_AIR = 6.0
RULE_GAP = 1.9
# What a label needs beyond its measured text so that no letter touches its edge.
LABEL_SLACK = 0.5


class Column:
    """A column as it fills; `y` is where the next item goes, in mm of the page."""

    def __init__(self, layout: QgsPrintLayout, box: QRectF) -> None:
        self.layout, self.box, self.y = layout, box, box.y()
        self.before = set(layout.items())
        self.sections: list[list[QgsLayoutItem]] = []

    def rest(self) -> QRectF:
        """Give what is still free."""
        return QRectF(self.box.x(), self.y, self.box.width(), self.box.bottom() - self.y)

    def take(self, height: float) -> None:
        """Mark a height as used."""
        self.y += height

    def space(self, height: float) -> None:
        """Leave a blank."""
        self.y += height

    def label(
        self, name: str, words: str, style: QgsTextFormat, lines: int | None = None, height: float | None = None
    ) -> None:
        """Add a text as wide as the column and as high as it needs, in at most `lines` lines or a fixed height."""
        if lines is not None:
            room = text_height(self.layout, "\n".join(["Ép"] * lines), style, self.box.width()) + 0.1
            words = shorten(self.layout, words, style, self.box.width(), room)
        needed = height or text_height(self.layout, words, style, self.box.width()) + LABEL_SLACK
        add_label(self.layout, name, words, QRectF(self.box.x(), self.y, self.box.width(), needed), style)
        self.y += needed

    def close_section(self) -> None:
        """Gather what was laid since the last rule."""
        laid = [item for item in self.layout.items() if isinstance(item, QgsLayoutItem) and item not in self.before]
        self.before.update(laid)
        self.sections.append(laid)

    def spread(self) -> None:
        """Share what is left at the foot among the sections, so that the column is as high as the map."""
        self.close_section()
        share = min(self.rest().height() / max(len(self.sections) - 1, 1), MOST_AIR)
        for index, section in enumerate(self.sections):
            for item in section:
                before_rule = share / 2 if isinstance(item, QgsLayoutItemPolyline) else 0.0
                item.attemptMoveBy(0, index * share - before_rule)

    def rule(self, name: str) -> None:
        """Draw a thin line across the column with blanks around it."""
        self.close_section()
        self.y += RULE_GAP
        stroke = QgsSimpleLineSymbolLayer(colour("filet"), 0.2)
        symbol = QgsLineSymbol()
        symbol.changeSymbolLayer(0, stroke)
        line = QgsLayoutItemPolyline(
            QPolygonF([QPointF(self.box.x(), self.y), QPointF(self.box.right(), self.y)]), self.layout
        )
        line.setId(name)
        line.setSymbol(symbol)
        self.layout.addLayoutItem(line)
        self.y += RULE_GAP
