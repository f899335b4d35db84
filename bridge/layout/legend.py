"""The legends: sites by class with their number and hectares, sizes, and the networks that the study holds."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsLayerTreeLayer,
    QgsLayoutItem,
    QgsLayoutItemLegend,
    QgsLayoutItemMarker,
    QgsLayoutPoint,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt

from ...core.resources import resource
from ..styles.background import backgrounds
from ..styles.marks import factor_for, mark
from ..styles.palette import NOT_RANKED, classes, colour, marks, text_format
from ..texts_layout import counted, hectares, named, number, text
from .words import add_label, place, text_width

if TYPE_CHECKING:
    from .facts import StudyFacts

BREAK = "|"
# Between a mark and its text, in mm.
TOUCH = 1.0
# Between the rows of a legend, in mm.
ROW_GAP = 1.6
# Share of its height that a legend gets above what it needs: letters are taller on screens than on paper.
SPARE = 0.035
# Reasons that the legend names.
REASONS = 2


def class_labels(facts: StudyFacts) -> dict[str, str]:
    """Write the classes for the panel of layers: "R4 – Sous 12 mois, sans travaux lourds (3 sites, 41 ha)"."""
    return {style["code"]: f"{_class_name(style, facts)} ({_class_count(facts, style['code'])})" for style in classes()}


def add_class_legend(
    layout: QgsPrintLayout, layer: QgsVectorLayer, facts: StudyFacts, box: QRectF
) -> QgsLayoutItemLegend:
    """Add the legend by class at the top of `box`; classes that need no mention when empty are left out."""
    legend = _new_legend(layout, "legende_classes", box)
    node = legend.model().rootGroup().addLayer(layer)
    shown = []
    grey = colour("texte_second").name()
    for index, style in enumerate(classes()):
        count = f'<span style="color:{grey}">{_class_count(facts, style["code"])}</span>'
        words = f"{_class_name(style, facts, bold=True)}<br>{count}"
        QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, index, words)
        QgsMapLayerLegendUtils.setLegendNodeCustomSymbol(node, index, mark(style, marks()["taille_legende_mm"]))
        if facts.counts[style["code"]].sites or not style.get("si_present"):
            shown.append(index)
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)
    return _settle(legend, [node], box)


def add_network_legend(layout: QgsPrintLayout, layers: dict[str, QgsVectorLayer], box: QRectF) -> QgsLayoutItemLegend:
    """Add the legend of the networks, by role, in three columns."""
    legend = _new_legend(layout, "legende_fonds", box)
    nodes = []
    for role, layer in layers.items():
        node = legend.model().rootGroup().addLayer(layer)
        lines = backgrounds()[role].get("lignes", [])
        if lines:
            QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(reversed(range(len(lines)))))
        nodes.append(node)
    legend.setColumnCount(3)
    legend.setSplitLayer(True)
    legend.setEqualColumnWidth(True)
    legend.setColumnSpace(4)
    return _settle(legend, nodes, box)


def add_size_legend(layout: QgsPrintLayout, sites: int, box: QRectF) -> list[QgsLayoutItem]:
    """Add one row with the mark of each class of area at its size on the map."""
    points = resource("layouts/carte_maturite")["textes_pt"]
    style = text_format(points["petit"], ink=colour("texte_second"))
    middle = Qt.AlignmentFlag.AlignVCenter
    steps = marks()["tailles"]
    words = [text("tailles")]
    for index, step in enumerate(steps):
        last = index + 1 == len(steps)
        key = "taille_derniere" if last else "taille" if index else "taille_premiere"
        words.append(text(key, bas=number(step["ha_min"]), haut="" if last else number(steps[index + 1]["ha_min"])))
    widths = [text_width(layout, word, style) + 0.3 for word in words]
    sizes = [0.0, *(step["mm"] * factor_for(sites) for step in steps)]
    between = (box.width() - sum(widths) - sum(sizes) - len(steps) * TOUCH) / len(steps)
    neutral = {"motif": None, "fond": colour("fond").name(), "contour": colour("accent").name()}
    items: list[QgsLayoutItem] = []
    left = box.x()
    for index, (word, width, size) in enumerate(zip(words, widths, sizes)):
        if size:
            sample = QgsLayoutItemMarker(layout)
            sample.setId(f"taille_{index}")
            sample.setSymbol(mark(neutral, size))
            layout.addLayoutItem(sample)
            sample.setReferencePoint(QgsLayoutItem.ReferencePoint.Middle)
            sample.attemptMove(QgsLayoutPoint(left + size / 2, box.center().y()))
            items.append(sample)
            left += size + TOUCH
        label = add_label(layout, f"taille_{index}_texte", word, QRectF(left, box.y(), width, box.height()), style)
        label.setVAlign(middle)
        items.append(label)
        left += width + between
    return items


def _class_name(style: dict[str, Any], facts: StudyFacts, bold: bool = False) -> str:
    """Name a class; for the sites that are not ranked, say why."""
    name = named(style["nom"])
    if style["code"] == NOT_RANKED and (reasons := [escape(reason, quote=False) for reason in facts.reasons if reason]):
        more = counted("autres_motifs", len(reasons) - REASONS) if len(reasons) > REASONS else ""
        name = text("motifs", nom=name, motifs=text("entre_sources").join(reasons[:REASONS]) + more)
    code = f"<b>{style['code']}</b>" if bold else style["code"]
    return name if style.get("si_present") else text("classe", code=code, nom=name)


def _class_count(facts: StudyFacts, code: str) -> str:
    count = facts.counts[code]
    known = count.without_area < count.sites
    words = counted(
        "classe_compte" if known else "classe_compte_sans_surface", count.sites, ha=hectares(count.hectares)
    )
    return f"{words}{counted('dont_vetos', facts.vetoed_unranked)}" if code == NOT_RANKED else words


def _new_legend(layout: QgsPrintLayout, name: str, box: QRectF) -> QgsLayoutItemLegend:
    points = resource("layouts/carte_maturite")["textes_pt"]
    legend = QgsLayoutItemLegend(layout)
    legend.setId(name)
    legend.setAutoUpdateModel(False)
    legend.model().rootGroup().clear()
    legend.setWrapString(BREAK)
    legend.setBoxSpace(0)
    legend.setSymbolWidth(6.5)
    legend.setSymbolHeight(4.0)
    for component in (QgsLegendStyle.Style.Group, QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel):
        look = legend.style(component)
        words = text_format(points["courant"])
        words.setAllowHtmlFormatting(True)
        look.setTextFormat(words)
        look.setMargin(QgsLegendStyle.Side.Top, 0.0)
        legend.setStyle(component, look)
    legend.rstyle(QgsLegendStyle.Style.Symbol).setMargin(QgsLegendStyle.Side.Top, ROW_GAP)
    legend.rstyle(QgsLegendStyle.Style.SymbolLabel).setMargin(QgsLegendStyle.Side.Left, 1.5)
    layout.addLayoutItem(legend)
    place(legend, box)
    return legend


def _settle(legend: QgsLayoutItemLegend, nodes: list[QgsLayerTreeLayer], box: QRectF) -> QgsLayoutItemLegend:
    """Hide the names of the layers, let the legend take the height it needs, and keep it to its place."""
    for node in nodes:
        QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)
        legend.model().refreshLayerLegend(node)
    legend.setResizeToContents(False)
    needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
    place(legend, QRectF(box.x(), box.y(), box.width(), needed.height() * (1 + SPARE)))
    return legend
