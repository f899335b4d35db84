"""Colours, fonts and maturity classes of the maps, read from `resources/styles/maturite.json`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from qgis.core import Qgis, QgsTextBufferSettings, QgsTextFormat
from qgis.PyQt.QtGui import QColor, QFont, QFontDatabase

from ...core.resources import resource

UNKNOWN = "?"
NOT_RANKED = "–"


def classes() -> list[dict[str, Any]]:
    """List the maturity classes, best first, then the unknown and the not ranked."""
    return list(resource("styles/maturite")["classes"])


def marks() -> dict[str, Any]:
    """Give the sizes of the marks of the sites."""
    return dict(resource("styles/maturite")["reperes"])


def colour(name: str) -> QColor:
    """Give a colour of the charter by name (``accent``, ``texte``, ``filet``…)."""
    return QColor(resource("styles/maturite")["couleurs"][name])


@lru_cache(maxsize=1)
def font_family() -> str:
    """Give the first font of the charter that this machine has, else the first."""
    wanted = resource("styles/maturite")["polices"]
    present = set(QFontDatabase().families())
    return str(next((family for family in wanted if family in present), wanted[0]))


def text_format(
    points: float, *, bold: bool = False, italic: bool = False, ink: QColor | None = None, halo_mm: float = 0.0
) -> QgsTextFormat:
    """Give a text format of the charter: size in points, colour, and a white halo in mm when wanted on a map."""
    font = QFont(font_family())
    font.setBold(bold)
    font.setItalic(italic)
    style = QgsTextFormat()
    style.setFont(font)
    style.setNamedStyle(
        {(True, True): "Bold Italic", (True, False): "Bold", (False, True): "Italic"}.get((bold, italic), "Regular")
    )
    style.setSize(points)
    style.setSizeUnit(Qgis.RenderUnit.Points)
    style.setColor(ink or colour("texte"))
    if halo_mm:
        halo = QgsTextBufferSettings()
        halo.setEnabled(True)
        halo.setSize(halo_mm)
        halo.setSizeUnit(Qgis.RenderUnit.Millimeters)
        halo.setColor(colour("fond"))
        style.setBuffer(halo)
    return style
