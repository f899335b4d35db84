"""`gisement:importinventory`: any file of an inventory, brought to the national standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...bridge.texts import tr, user_language
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_behind, path_of

if TYPE_CHECKING:
    from ...core.report import Report


class ImportInventory(GisementAlgorithm):
    """Opens a file, names its columns, locates its sites, brings its values to the standard."""

    INPUT, LAYER, ENCODING, CRS, MAPPING = "INPUT", "LAYER", "ENCODING", "CRS", "MAPPING"
    PARCELS, COMMUNES, PRODUCER = "PARCELS", "COMMUNES", "PRODUCER"
    OUTPUT, FINDINGS = "OUTPUT", "FINDINGS"
    SITES_COUNT, ERROR_COUNT, WARNING_COUNT = "SITES_COUNT", "ERROR_COUNT", "WARNING_COUNT"
    ROLES = {PARCELS: "parcelle", COMMUNES: "commune"}

    def name(self) -> str:
        """Give the identifier."""
        return "importinventory"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Import an inventory")

    def groupId(self) -> str:
        """Give the group."""
        return "inventaire"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFile(self.INPUT, tr("Inventory")),
            tr(
                "The file as it came: CSV, spreadsheet, GeoPackage, GeoJSON, Shapefile, FlatGeobuf, GeoParquet, also zipped."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.LAYER, tr("Layer, sheet or file in the archive"), optional=True),
            tr("Which one, when the file holds several; the first with geometries when left empty."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.ENCODING, tr("Encoding"), optional=True),
            tr("How a text or Shapefile writes accents (utf-8, cp1252…); found out when left empty."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs(self.CRS, tr("Coordinate reference system"), optional=True),
            tr("That of the file's coordinates; what the file says, else what its figures show, when left empty."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                self.MAPPING, tr("Mapping"), fileFilter=tr("Mapping (*.json *.JSON)"), optional=True
            ),
            tr("A JSON file that says which column is which field of the standard, and which value is which."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.PARCELS, tr("Cadastral parcels"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("Parcels of which the footprint of a site without one is made."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.COMMUNES, tr("Municipalities"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("They prove how coordinates are to be read, and place a site that says nothing but its municipality."),
        )
        self.add(
            QgsProcessingParameterString(self.PRODUCER, tr("Producer"), optional=True),
            tr("Whose inventory it is; written where the records do not say."),
        )
        self.add_layer_output(self.OUTPUT, tr("Inventory in the standard"), tr("The sites in the CNIG columns."))
        self.add_layer_output(
            self.FINDINGS,
            tr("Findings of the import"),
            tr("What was met, what was changed, and what to do about the rest."),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.SITES_COUNT, tr("Number of sites")))
        self.addOutput(QgsProcessingOutputNumber(self.ERROR_COUNT, tr("Number of errors")))
        self.addOutput(QgsProcessingOutputNumber(self.WARNING_COUNT, tr("Number of warnings")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        layers = tuple(self.ROLES)
        for name in (self.INPUT, self.MAPPING, *layers):
            check_file(parameters.get(name))
        files = [file_behind(parameters.get(name), context) for name in (self.INPUT, self.MAPPING, *layers)]
        self.check_layer_output(parameters, self.OUTPUT, files)
        self.check_layer_output(parameters, self.FINDINGS, [*files, path_of(parameters.get(self.OUTPUT))], table=True)

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Import, then write both files."""
        from ...core.sites import import_inventory
        from ...core.sites.findings import ERROR, WARNING
        from ...core.sites.mapping import load_mapping

        path, _, named = self.parameterAsFile(parameters, self.INPUT, context).partition("|layername=")
        mapping = self.parameterAsFile(parameters, self.MAPPING, context)
        report.step("inventory")
        with report.part(0.0, 0.8):
            imported = import_inventory(
                path,
                layer=self.parameterAsString(parameters, self.LAYER, context) or named or None,
                encoding=self.parameterAsString(parameters, self.ENCODING, context) or None,
                crs=self._crs(parameters, context),
                mapping=load_mapping(mapping) if mapping else None,
                sources=self.reference(parameters, self.ROLES, context, report),
                producer=self.parameterAsString(parameters, self.PRODUCER, context) or None,
                report=report,
            )
        report.step("writing_inventory")
        written = {
            self.OUTPUT: self.write_layer_output(
                parameters, self.OUTPUT, imported.sites.reset_index(), "friches", context, "import"
            ),
        }
        if parameters.get(self.FINDINGS):
            written[self.FINDINGS] = self.write_layer_output(
                parameters,
                self.FINDINGS,
                imported.findings.table(user_language()),
                "constats",
                context,
                "constats",
            )
        return {
            **written,
            self.SITES_COUNT: len(imported.sites),
            self.ERROR_COUNT: imported.findings.count(ERROR),
            self.WARNING_COUNT: imported.findings.count(WARNING),
        }

    def _crs(self, parameters: Parameters, context: QgsProcessingContext) -> str | None:
        """Give the system that the user named; one that QGIS does not know goes on as written, and the engine refuses it."""
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        return (crs.authid() or crs.toWkt()) if crs.isValid() else parameters.get(self.CRS) or None
