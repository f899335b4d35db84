"""Labels of a layout, and whether their text fits: measured, never hoped for."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsLayout,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutUtils,
    QgsRenderContext,
    QgsTextFormat,
    QgsTextRenderer,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QRectF, Qt

from ...core.resources import resource
from ..styles.palette import colour, text_format

MEASURE_DPI = 300
# Widths differ a little between devices: a text counts as fitting when it fits this share of its width.
SURE_SHARE = 0.985
ELLIPSIS = "…"


def add_label(
    layout: QgsLayout,
    name: str,
    words: str,
    box: QRectF,
    style: QgsTextFormat,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QgsLayoutItemLabel:
    """Add a label with an id; `box` is in millimetres of the page."""
    label = QgsLayoutItemLabel(layout)
    label.setId(name)
    label.setText(words)
    label.setTextFormat(style)
    label.setMarginX(0)
    label.setMarginY(0)
    label.setHAlign(align)
    place(label, box)
    layout.addLayoutItem(label)
    return label


def place(item: QgsLayoutItem, box: QRectF, name: str | None = None) -> None:
    """Put an item at a place of the page given in millimetres, and give it an id when it gets a name."""
    if name:
        item.setId(name)
    item.attemptMove(QgsLayoutPoint(box.x(), box.y(), QgsUnitTypes.LayoutUnit.LayoutMillimeters))
    item.attemptResize(QgsLayoutSize(box.width(), box.height(), QgsUnitTypes.LayoutUnit.LayoutMillimeters))


def text_height(layout: QgsLayout, words: str, style: QgsTextFormat, width: float) -> float:
    """Measure the height in mm of a text wrapped to a width in mm, a line too many rather than one too few."""
    context = _measuring(layout)
    pixels = context.convertToPainterUnits(1.0, Qgis.RenderUnit.Millimeters)
    height = QgsTextRenderer.textHeight(
        context,
        style,
        words.split("\n"),
        Qgis.TextLayoutMode.RectangleAscentBased,
        None,
        Qgis.TextRendererFlag.WrapLines,
        width * SURE_SHARE * pixels,
    )
    return float(height) / pixels


def text_width(layout: QgsLayout, words: str, style: QgsTextFormat) -> float:
    """Measure the width in mm of the longest line of a text."""
    context = _measuring(layout)
    width = QgsTextRenderer.textWidth(context, style, words.split("\n"))
    return float(width) / context.convertToPainterUnits(1.0, Qgis.RenderUnit.Millimeters)


def _measuring(layout: QgsLayout) -> QgsRenderContext:
    """Make a context that measures as layouts draw."""
    context = QgsLayoutUtils.createRenderContextForLayout(layout, None, MEASURE_DPI)
    context.setFlag(Qgis.RenderContextFlag.ApplyScalingWorkaroundForTextRendering)
    return context


def fit(
    layout: QgsLayout, words: str, style: QgsTextFormat, width: float, height: float, smallest: float
) -> tuple[str, QgsTextFormat]:
    """Make a text fit its box: first by smaller letters down to `smallest` points, then by fewer words.

    :returns: the text, shortened with an ellipsis if it must be, and its format.
    """
    fitted = QgsTextFormat(style)
    while not _fits(layout, words, fitted, width, height) and fitted.size() - 0.5 >= smallest:
        fitted.setSize(fitted.size() - 0.5)
    return balanced(layout, shorten(layout, words, fitted, width, height), fitted, width), fitted


def balanced(layout: QgsLayout, words: str, style: QgsTextFormat, width: float) -> str:
    """Break a text that needs two lines where both are as equal as can be; other texts are left alone."""
    one, two = (text_height(layout, "\n".join(["Ép"] * lines), style, width) for lines in (1, 2))
    pieces = words.split(" ")
    if len(pieces) < 2 or "\n" in words or not one + 0.1 < text_height(layout, words, style, width) <= two + 0.1:
        return words
    breaks = [(" ".join(pieces[:index]), " ".join(pieces[index:])) for index in range(1, len(pieces))]
    widest = {lines: max(text_width(layout, line, style) for line in lines) for lines in breaks}
    best = min(breaks, key=lambda lines: widest[lines])
    return "\n".join(best) if widest[best] <= width else words


def shorten(
    layout: QgsLayout, words: str, style: QgsTextFormat, width: float, height: float, ending: str = ELLIPSIS
) -> str:
    """Cut a text at a space so that, with its ending, it fits a box in mm; a text that fits is left whole."""
    if _fits(layout, words, style, width, height):
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(layout, words[:middle].rstrip() + ending, style, width, height):
            low = middle
        else:
            high = middle - 1
    cut = words[:low].rstrip()
    at_space = cut.rsplit(" ", 1)[0] if " " in cut[len(cut) // 2 :] and low < len(words) and words[low] != " " else cut
    return at_space.rstrip(" ,;:") + ending


def measure(value: float) -> QgsLayoutMeasurement:
    """Give a length in millimetres as layouts want it."""
    return QgsLayoutMeasurement(value, QgsUnitTypes.LayoutUnit.LayoutMillimeters)


def _fits(layout: QgsLayout, words: str, style: QgsTextFormat, width: float, height: float) -> bool:
    """Tell whether a text, wrapped at its spaces, fits a box; a word longer than a line does not."""
    longest = text_width(layout, "\n".join(words.split()), style)
    return longest <= width and text_height(layout, words, style, width) <= height


def retitle(layout: QgsLayout, label: QgsLayoutItemLabel, words: str) -> None:
    """Replace the text of a title by one made to fit its box."""
    points = resource("layouts/carte_maturite")["textes_pt"]
    box = label.rect()
    words, style = fit(
        layout,
        words,
        text_format(points["titre"], bold=True, ink=colour("accent")),
        box.width(),
        box.height(),
        points["titre_min"],
    )
    label.setText(words)
    label.setTextFormat(style)
