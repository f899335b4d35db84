"""Dresses a written study: default style, project and layout inside its own GeoPackage."""

from __future__ import annotations

import gc
import sqlite3
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsNullSymbolRenderer,
    QgsProject,
    QgsProjectMetadata,
    QgsReferencedRectangle,
    QgsRelation,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import GisementError
from ..core.report import Report
from ..core.resources import resource
from .layout.facts import StudyFacts, study_facts
from .layout.layers import SITES, StudyLayers, open_layer, open_layers, open_tables
from .layout.legend import class_labels
from .layout.maturity import add_layout
from .renamed import project_uri
from .stored_project import point_to_own_file
from .styles.background import style_background
from .styles.form import name_columns
from .styles.inventory import style_output
from .styles.sites import shade_classes, style_sites
from .texts_layout import language, named, text

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "etude"
STYLE_NAME = "gisement"
KEY = "site_id"


def dress(path: Path, final_name: str, report: Report | None = None) -> None:
    """Put default styles, the project ``gisement`` and its layout into a study that core has written.

    :param path: the study, under its temporary name.
    :param final_name: the file name it will bear, in the same folder; the project's paths name it already.
    :param report: asked between two steps whether to stop.
    :raises GisementError: ``study_unreadable`` when the layer of sites cannot be opened, ``project_not_written``.

    Runs in the main thread. All handles on the file are released on return.
    """
    report = report or Report()
    try:
        styles = _write(path, report)
        # The provider keeps the file open as long as a layer lives.
        gc.collect()
        for style in styles:
            report.check()
            style.store(path)
    finally:
        gc.collect()
    try:
        point_to_own_file(path, name=final_name)
    except (sqlite3.Error, zipfile.BadZipFile) as error:
        raise GisementError("project_not_written", file=str(path), reason=str(error)) from error


@dataclass
class _Style:
    """A style to store in the file: of which layer, under which name, as its default or not."""

    layer: str
    title: str
    definition: QDomDocument
    name: str = STYLE_NAME
    default: bool = True

    def store(self, path: Path) -> None:
        """Store the style by a layer opened for it alone: storing trips connections that read the same file."""
        layer = open_layer(path, self.layer, self.title)
        read, reason = layer.importNamedStyle(self.definition)
        reason = layer.saveStyleToDatabase(self.name, self.title, self.default, "") if read else reason
        if reason:
            raise GisementError("project_not_written", file=str(path), reason=reason)


def _write(path: Path, report: Report) -> list[_Style]:
    """Write the project into the file and give the styles of its layers."""
    project = QgsProject()
    try:
        return _write_with(project, path, report)
    finally:
        project.clear()  # its layers hold the file, also when the run is stopped here


def _write_with(project: QgsProject, path: Path, report: Report) -> list[_Style]:
    layers = open_layers(path)
    tables = open_tables(path)
    manifest = next((table for table in tables if table.name() == MANIFEST), None)
    facts = study_facts(layers.table, manifest)
    report.check()
    styles = [*_style(layers, facts), *_trace_styles(path)]
    report.check()
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    crs = layers.table.crs()
    _fill(project, layers, tables)
    _describe(project, layers, facts, crs)
    add_layout(project, layers, facts, crs)
    report.check()
    if not project.write(project_uri(path)):
        raise GisementError("project_not_written", file=str(path), reason=project.error())
    return styles


def _style(layers: StudyLayers, facts: StudyFacts) -> list[_Style]:
    """Style all layers and give the styles to store, as the defaults for whoever opens a layer alone."""
    labels = class_labels(facts)
    for layer in layers.drawn:
        style_sites(layer, facts.sites, labels, facts.first)
        name_columns(layer)
    name_columns(layers.table)
    shade_classes(layers.table)
    layers.table.setRenderer(QgsNullSymbolRenderer())
    # A file has one default style per table: that of the footprints, where there are any.
    styles = []
    for layer, name in zip(layers.drawn, (STYLE_NAME, f"{STYLE_NAME}_points")):
        kind = layer.source().rpartition("|")[2]
        styles.append(_Style(f"{SITES}|{kind}", layer.name(), _definition(layer), name, name == STYLE_NAME))
    for role, layer in layers.backgrounds.items():
        style_background(layer, role)
        styles.append(_Style(role, layer.name(), _definition(layer)))
    return styles


def _trace_styles(path: Path) -> list[_Style]:
    """Give the styles of the layers that show how sites were measured, which the project does not show by itself."""
    styles = []
    for name in resource("styles/mesures")["traces"]:
        layer = open_layer(path, name, name)
        if layer.isValid() and layer.featureCount():
            style_output(layer, name)
            styles.append(_Style(name, name, _definition(layer)))
    return styles


def _definition(layer: QgsVectorLayer) -> QDomDocument:
    definition = QDomDocument()
    reason = layer.exportNamedStyle(definition)
    if reason:
        raise GisementError("project_not_written", file=layer.source(), reason=reason)
    return definition


def _fill(project: QgsProject, layers: StudyLayers, tables: list[QgsVectorLayer]) -> None:
    """Add the layers to the project in groups: sites on top, base map below, tables folded at the end."""
    titles = {key: named(value) for key, value in resource("styles/sites")["couches"].items()}
    root = project.layerTreeRoot()
    sites, ground, folded = (root.addGroup(titles[f"groupe_{key}"]) for key in ("sites", "fond", "tables"))
    for layer in layers.drawn:
        _add(project, sites, layer)
    for layer in reversed(list(layers.backgrounds.values())):
        _add(project, ground, layer).setExpanded(False)
    if layers.countries is not None:
        _add(project, ground, layers.countries).setItemVisibilityChecked(False)
    for layer in (layers.table, *tables):
        _add(project, folded, layer)
    folded.setExpanded(False)
    for layer in layers.drawn:
        for table in tables:
            _relate(project, layer, table)


def _add(project: QgsProject, group: QgsLayerTreeGroup, layer: QgsVectorLayer) -> QgsLayerTreeLayer:
    """Add a layer to the project inside a group of its tree."""
    if project.addMapLayer(layer, False) is None:
        raise GisementError("project_not_written", file=layer.source(), reason=layer.name())
    return group.addLayer(layer)


def _relate(project: QgsProject, sites: QgsVectorLayer, table: QgsVectorLayer) -> None:
    """Show the rows of a long table in the form of their site."""
    if min(layer.fields().lookupField(KEY) for layer in (sites, table)) < 0:
        return
    relation = QgsRelation()
    relation.setId(f"{table.name()}_{sites.geometryType().name.lower()}")
    relation.setName(table.name())
    relation.setReferencedLayer(sites.id())
    relation.setReferencingLayer(table.id())
    relation.addFieldPair(KEY, KEY)
    project.relationManager().addRelation(relation)


def _describe(project: QgsProject, layers: StudyLayers, facts: StudyFacts, crs: QgsCoordinateReferenceSystem) -> None:
    """Set the title, the CRS, the units and what QGIS shows at first."""
    place = facts.manifest.get("territoire")
    title = f"{text('titre')} – {place}" if place else text("titre")
    project.setTitle(title)
    metadata = QgsProjectMetadata()
    metadata.setTitle(title)
    metadata.setLanguage(language())
    project.setMetadata(metadata)
    project.setCrs(crs)
    project.setEllipsoid(crs.ellipsoidAcronym() or "NONE")
    project.setDistanceUnits(Qgis.DistanceUnit.Kilometers)
    project.setAreaUnits(Qgis.AreaUnit.Hectares)
    shown = layers.backgrounds.get("fond_commune") or layers.table
    if not shown.extent().isEmpty():
        project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(shown.extent(), crs))
