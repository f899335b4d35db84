"""Opens the project of a study and prints its layouts to PDF, PNG or SVG, without a window."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemShape,
    QgsMapClippingRegion,
    QgsPrintLayout,
    QgsProject,
)
from qgis.PyQt.QtGui import QImageWriter

from ..core.errors import GisementError
from ..core.output import whole_file
from ..core.report import Report
from .layout.words import retitle
from .renamed import PROJECT, project_uri, reading

FORMATS = ("pdf", "png", "svg")
RESOLUTION = 300
TITLE = "titre"
# What the first and last bytes of a whole file look like; a full disk gives neither.
SIGNATURES = {"pdf": (b"%PDF-", b"%%EOF"), "png": (b"\x89PNG", b"IEND\xaeB`\x82"), "svg": (b"<?xml", b"</svg>")}


def open_study(path: str | Path) -> QgsProject:
    """Read the project stored in a study, wherever the file now is and whatever its name.

    :raises GisementError: ``file_not_found``; ``study_unreadable`` for no GeoPackage or broken layers;
        ``study_without_project`` for a GeoPackage that holds no project of ours.
    """
    path = Path(path).absolute()
    if not path.is_file():
        raise GisementError("file_not_found", file=str(path))
    if PROJECT not in _stored_projects(path):
        raise GisementError("study_without_project", file=str(path), project=PROJECT)
    project = QgsProject()
    with reading(path):
        read = project.read(project_uri(path))
    if not read:
        raise GisementError("study_unreadable", file=str(path), reason=project.error())
    broken = [
        layer.name() for layer in project.mapLayers().values() if not layer.isValid() and _is_own(layer.source(), path)
    ]
    if broken:
        raise GisementError("study_unreadable", file=str(path), reason=", ".join(sorted(broken)))
    return project


def export_layout(
    project: QgsProject,
    layout_name: str,
    output_path: str | Path,
    fmt: str,
    title: str | None = None,
    report: Report | None = None,
) -> None:
    """Print a layout of a project; the file appears under its name only when it is whole.

    :param fmt: ``pdf``, ``png`` or ``svg``.
    :param title: replaces the text of the layout's title; it is made to fit.
    :raises GisementError: ``layout_missing``, ``format_unknown``, ``export_failed``, or those of
        :func:`~..core.output.whole_file`.
    """
    report = report or Report()
    manager = project.layoutManager()
    layout = manager.layoutByName(layout_name)
    if not isinstance(layout, QgsPrintLayout):
        raise GisementError(
            "layout_missing", name=layout_name, layouts=sorted(known.name() for known in manager.printLayouts())
        )
    fmt = fmt.lower()
    if fmt not in FORMATS:
        raise GisementError("format_unknown", value=fmt, choices=list(FORMATS))
    report.check()
    label = layout.itemById(TITLE)
    if title and isinstance(label, QgsLayoutItemLabel):
        retitle(layout, label, title)
    layout.refresh()
    with whole_file(output_path) as draft:
        reason = _export(layout, draft, fmt)
        if reason or not _is_whole(draft, fmt):
            reason = reason or "incomplete file"
            raise GisementError("export_failed", file=str(output_path), name=layout_name, format=fmt, reason=reason)
        report.check()
    report.progress(1.0)


def _export(layout: QgsPrintLayout, path: Path, fmt: str) -> str:
    """Export to a path and give the reason of a failure, or an empty text."""
    exporter = QgsLayoutExporter(layout)
    if fmt == "png":
        return _export_image(exporter, layout, path)
    if fmt == "pdf":
        pdf = QgsLayoutExporter.PdfExportSettings()
        pdf.dpi = RESOLUTION
        pdf.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
        pdf.exportMetadata = True
        result = exporter.exportToPdf(str(path), pdf)
    else:
        _clip_maps(layout)
        svg = QgsLayoutExporter.SvgExportSettings()
        svg.dpi = RESOLUTION
        # Outlines look the same on a machine that lacks the font.
        svg.textRenderFormat = Qgis.TextRenderFormat.AlwaysOutlines
        result = exporter.exportToSvg(str(path), svg)
    return "" if result == QgsLayoutExporter.ExportResult.Success else exporter.errorMessage() or result.name


def _export_image(exporter: QgsLayoutExporter, layout: QgsPrintLayout, path: Path) -> str:
    """Draw the first page; QGIS's own image export would also try to georeference the file, which PNG cannot bear."""
    image = exporter.renderPageToImage(0, dpi=RESOLUTION)
    if image.isNull():
        return "no memory for the image"
    for metre in (image.setDotsPerMeterX, image.setDotsPerMeterY):
        metre(round(RESOLUTION / 0.0254))
    image.setText("Title", layout.project().title() or layout.name())
    writer = QImageWriter(str(path), b"png")
    return "" if writer.write(image) else writer.errorString()


def _clip_maps(layout: QgsPrintLayout) -> None:
    """Cut what the maps draw at their frames: Qt's SVG knows no clipping, and lines would run over the legend."""
    for item in [known for known in layout.items() if isinstance(known, QgsLayoutItemMap)]:
        clipping = item.itemClippingSettings()
        if clipping.isActive():
            continue
        frame = QgsLayoutItemShape(layout)
        frame.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
        frame.setSymbol(QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"}))
        layout.addLayoutItem(frame)
        frame.attemptSetSceneRect(item.mapRectToScene(item.rect()))
        clipping.setEnabled(True)
        clipping.setSourceItem(frame)
        clipping.setFeatureClippingType(QgsMapClippingRegion.FeatureClippingType.ClipToIntersection)
        clipping.setForceLabelsInsideClipPath(True)


def _is_whole(path: Path, fmt: str) -> bool:
    """Tell whether a file begins and ends as its format does: a full disk does not always make QGIS fail."""
    first, last = SIGNATURES[fmt]
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(len(first))
        file.seek(max(path.stat().st_size - 64, 0))
        return start == first and last in file.read()


def _stored_projects(path: Path) -> list[str]:
    """List the projects stored in a GeoPackage.

    :raises GisementError: ``study_unreadable`` when the file is no SQLite database.
    """
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            return [row[0] for row in connection.execute("SELECT name FROM qgis_projects")]
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return []
        raise GisementError("study_unreadable", file=str(path), reason=str(error)) from error
    except sqlite3.DatabaseError as error:
        raise GisementError("study_unreadable", file=str(path), reason=str(error)) from error


def _is_own(source: str, path: Path) -> bool:
    """Tell whether a layer lies in the study itself; others (the world map of QGIS) may be missing."""
    return Path(source.partition("|")[0]).name == path.name
