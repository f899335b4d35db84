"""The layers of a study as QGIS opens them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsMapLayer, QgsProviderRegistry, QgsVectorLayer

from ...core.errors import GisementError
from ...core.resources import resource
from ..styles.background import backgrounds
from ..texts_layout import named, text
from .situation import country_layer

if TYPE_CHECKING:
    from pathlib import Path

SITES = "sites"
HIDDEN_TABLES = ("layer_styles", "qgis_projects")


@dataclass
class StudyLayers:
    """The layers of a study as QGIS opened them: `drawn` sites (top first), the `table` of all, backgrounds by role."""

    table: QgsVectorLayer
    drawn: list[QgsVectorLayer]
    backgrounds: dict[str, QgsVectorLayer] = field(default_factory=dict)
    countries: QgsVectorLayer | None = None

    def on_map(self) -> list[QgsMapLayer]:
        """List what the large map draws, top first."""
        return [*self.drawn, *reversed(list(self.shown_backgrounds().values()))]

    def shown_backgrounds(self) -> dict[str, QgsVectorLayer]:
        """Give the backgrounds of the large map by role: thousands of stations would hide the sites."""
        looks = backgrounds()
        return {
            role: layer
            for role, layer in self.backgrounds.items()
            if layer.featureCount() <= looks[role].get("entites_max", math.inf)
        }


def open_layer(path: Path, name: str, title: str) -> QgsVectorLayer:
    """Open a layer of a study for reading alone, which leaves the file's journal as it is; it may be invalid.

    :param name: the layer's name, and after a bar what else the address says (``sites|geometrytype=Point``).
    """
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    options.forceReadOnly = True
    return QgsVectorLayer(f"{path}|layername={name}", title, "ogr", options)


def open_layers(path: Path) -> StudyLayers:
    """Open the sites as footprints and as points (a QGIS layer draws one kind of geometry), and the backgrounds."""
    titles = {key: named(value) for key, value in resource("styles/sites")["couches"].items()}
    table = open_layer(path, SITES, titles["tableau"])
    if not table.isValid():
        raise GisementError("study_unreadable", file=str(path), reason=text("sans_sites"))
    areas = open_layer(path, f"{SITES}|geometrytype=Polygon", titles["emprises"])
    points = open_layer(path, f"{SITES}|geometrytype=Point", titles["points"])
    drawn = [layer for layer in (areas, points) if layer.isValid() and layer.featureCount()]
    layers = StudyLayers(table, drawn or [areas if areas.isValid() else points], countries=country_layer())
    present = {details.name() for details in QgsProviderRegistry.instance().querySublayers(str(path))}
    for role, look in backgrounds().items():
        if role in present:
            layer = open_layer(path, role, named(look["nom"]))
            if layer.isValid() and layer.featureCount():
                layers.backgrounds[role] = layer
    return layers


def open_tables(path: Path) -> list[QgsVectorLayer]:
    """Open the tables without geometry, under their own names."""
    found = QgsProviderRegistry.instance().querySublayers(str(path))
    names = [details.name() for details in found if details.wkbType() == Qgis.WkbType.NoGeometry]
    tables = [open_layer(path, name, name) for name in names if name not in HIDDEN_TABLES]
    return [table for table in tables if table.isValid()]
