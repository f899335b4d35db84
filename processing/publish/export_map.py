"""`gisement:exportmap`: a layout of a study as PDF, PNG or SVG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...bridge.texts import tr
from ...core.errors import GisementError
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, check_output

if TYPE_CHECKING:
    from ...core.report import Report

FORMATS = ["pdf", "png", "svg"]


class ExportMap(GisementAlgorithm):
    """Exports a layout."""

    STUDY, LAYOUT, TITLE, FORMAT, OUTPUT = "STUDY", "LAYOUT", "TITLE", "FORMAT", "OUTPUT"

    def name(self) -> str:
        """Give the identifier."""
        return "exportmap"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Export a map")

    def groupId(self) -> str:
        """Give the group."""
        return "cartes"

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        """Stay in the main thread: QGIS's layouts are not made for another."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFile(self.STUDY, tr("Study"), fileFilter=tr("GeoPackage (*.gpkg *.GPKG)")),
            tr("A GeoPackage made by the study algorithm."),
        )
        self.add(
            QgsProcessingParameterString(self.LAYOUT, tr("Layout"), "Carte de maturité"),
            tr("The name of a layout of the study's project; one that you changed or made in QGIS will do."),
        )
        self.add(
            QgsProcessingParameterString(self.TITLE, tr("Title"), optional=True),
            tr("The title to print instead of the layout's own."),
        )
        self.add(
            QgsProcessingParameterEnum(self.FORMAT, tr("Format"), FORMATS, optional=True, usesStaticStrings=True),
            tr(
                "PDF for print, PNG (300 dpi) for documents and pages, SVG for drawing programs. When not given, the ending of the file decides."
            ),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Map"), tr("Map (*.pdf *.png *.svg)")),
            tr("The file to write."),
        )

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the study's file before anything runs."""
        check_file(parameters.get(self.STUDY))
        check_output(parameters.get(self.OUTPUT), None, [parameters.get(self.STUDY)])

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Export the layout."""
        from ...bridge.export import export_layout, open_study

        output = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        ending = output.suffix.lower().lstrip(".")
        chosen = self.parameterAsEnumString(parameters, self.FORMAT, context) or (
            ending if ending in FORMATS else "pdf"
        )
        if ending in FORMATS and ending != chosen:
            raise GisementError("format_mismatch", file=str(output), format=chosen)
        report.step("map")
        project = open_study(Path(self.parameterAsFile(parameters, self.STUDY, context)))
        export_layout(
            project,
            self.parameterAsString(parameters, self.LAYOUT, context),
            output,
            chosen,
            title=self.parameterAsString(parameters, self.TITLE, context) or None,
            report=report,
        )
        return {self.OUTPUT: str(output)}
