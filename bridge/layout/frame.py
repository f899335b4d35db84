"""The large map: which extent at which round scale, and in which corners its ornaments hide the least."""

from __future__ import annotations

import math

from qgis.core import (
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsPointXY,
    QgsPrintLayout,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QRectF

from ...core.resources import resource
from ..styles.palette import colour
from .facts import StudyFacts, sites_extent
from .words import measure, place


def map_extent(facts: StudyFacts, territory: QgsRectangle | None) -> QgsRectangle:
    """Choose the extent: the territory with the sites in it or near; without one the sites, less a few far away.

    :param territory: extent of the communes in the map's CRS, None when the study has none.
    """
    rules = resource("layouts/carte_maturite")["carte"]
    alone = rules["points_isoles"]
    many = len(facts.points) >= alone["sites_min"]
    sites = sites_extent(facts.points, alone["part"] if many and territory is None else 0.0)
    if territory is None or territory.isEmpty():
        return sites
    # A site typed into another region must not shrink the territory to a stain: it is counted as out of the frame.
    near = territory.buffered(rules["abords"] * max(territory.width(), territory.height()))
    both = sites_extent([point for point in facts.points if near.contains(QgsPointXY(point[0], point[1]))], 0.0)
    both.combineExtentWith(territory)
    return both


def round_scale(extent: QgsRectangle, width_mm: float, height_mm: float) -> float:
    """Give the largest round scale (its denominator) at which an extent in metres fits a frame with a margin."""
    rules = resource("layouts/carte_maturite")["carte"]
    needed = max(extent.width() / width_mm, extent.height() / height_mm) * 1000 * (1 + 2 * rules["marge"])
    needed = max(needed, rules["echelle_min"])
    return float(next((scale for scale in rules["echelles"] if scale >= needed), math.ceil(needed / 1e6) * 1e6))


def add_map(
    layout: QgsPrintLayout, layers: list[QgsMapLayer], extent: QgsRectangle, crs: object, box: QRectF
) -> QgsLayoutItemMap:
    """Add the large map with its layers fixed, showing `extent` at a round scale."""
    rules = resource("layouts/carte_maturite")["carte"]
    item = QgsLayoutItemMap(layout)
    place(item, box, "carte")
    item.setCrs(crs)
    item.setLayers(layers)
    item.setKeepLayerSet(True)
    item.setBackgroundColor(colour("fond"))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(colour("accent"))
    item.setFrameStrokeWidth(measure(0.3))
    layout.addLayoutItem(item)
    scale = round_scale(extent, box.width(), box.height())
    width, height = box.width() * scale / 1000, box.height() * scale / 1000
    # The ornaments stand at the foot: most of the blank goes there.
    lowered = (height - extent.height()) * (0.5 - rules["blanc_en_haut"])
    centre = QgsPointXY(extent.center().x(), extent.center().y() - lowered)
    item.setExtent(QgsRectangle.fromCenterAndSize(centre, width, height))
    item.setScale(scale)
    return item


def corners(box: QRectF, width: float, height: float, gap: float) -> dict[str, QRectF]:
    """Give the places of a block of a size in the corners of a box, in millimetres, the usual corner first."""
    left, right = box.x() + gap, box.right() - gap - width
    top, bottom = box.y() + gap, box.bottom() - gap - height
    return {
        "bas_gauche": QRectF(left, bottom, width, height),
        "bas_droite": QRectF(right, bottom, width, height),
        "haut_gauche": QRectF(left, top, width, height),
        "haut_droite": QRectF(right, top, width, height),
    }


def freest(places: dict[str, QRectF], facts: StudyFacts, frame: QgsRectangle, box: QRectF) -> str:
    """Name the place that hides the fewest sites, a ranked site counting for ten."""
    scale = box.width() / frame.width()

    def hidden(place: QRectF) -> float:
        wide = place.adjusted(-4, -4, 4, 4)
        return sum(
            (10.0 if math.isfinite(rank) else 1.0)
            for x, y, rank in facts.points
            if wide.contains(box.x() + (x - frame.xMinimum()) * scale, box.y() + (frame.yMaximum() - y) * scale)
        )

    return min(places, key=lambda name: hidden(places[name]))


def outside(facts: StudyFacts, frame: QgsRectangle) -> int:
    """Count the sites that the map cannot show: out of its frame, or without a location."""
    shown = sum(
        frame.xMinimum() <= x <= frame.xMaximum() and frame.yMinimum() <= y <= frame.yMaximum()
        for x, y, _ in facts.points
    )
    return facts.sites - shown
