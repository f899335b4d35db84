"""`gisement:exportcnig`: an inventory or a study in the files of a national standard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ...bridge.texts import tr, user_language
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, check_output, file_behind

if TYPE_CHECKING:
    import pandas as pd

    from ...core.report import Report

#: the standards, the one of brownfields first
STANDARDS = ["friches", "sites_economiques"]
#: what the export takes from a study beside its sites: argument → table or layer
STUDY_TABLES = {"procedures": "procedures", "epci": "fond_epci"}


class ExportCnig(GisementAlgorithm):
    """Imports the inventory, then writes the files of the standard into a folder."""

    INPUT, STANDARD, PRODUCER, DATE = "INPUT", "STANDARD", "PRODUCER", "DATE"
    FOLDER, ROW_COUNT = "FOLDER", "ROW_COUNT"

    def name(self) -> str:
        """Give the identifier."""
        return "exportcnig"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Export to a CNIG standard")

    def groupId(self) -> str:
        """Give the group."""
        return "inventaire"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Inventory or study"), [QgsProcessing.SourceType.TypeVector]
            ),
            tr("An inventory in any form that the import reads, or the layer sites of a study."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.STANDARD, tr("Standard"), STANDARDS, defaultValue=STANDARDS[0], usesStaticStrings=True
            ),
            tr("friches: the 51 fields of brownfields; sites_economiques: economic sites and their plots."),
        )
        self.add(
            QgsProcessingParameterString(self.PRODUCER, tr("Producer"), optional=True),
            tr(
                "Whose inventory it is: the producer of the records that name none, and their source where they name none either."
            ),
        )
        today = QDateTime(QDate.currentDate(), QTime(0, 0))
        self.add(
            QgsProcessingParameterDateTime(
                self.DATE, tr("Date"), QgsProcessingParameterDateTime.Type.Date, today, optional=True
            ),
            tr("Stands in for the dates that the standard requires and the inventory does not know."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination(self.FOLDER, tr("Folder of the export")),
            tr("Made where it is missing. Files of an earlier export in it are replaced."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.ROW_COUNT, tr("Number of sites exported")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the inventory and at the folder before anything runs."""
        from ...core.sites.export import FILES, check_folder

        check_file(parameters.get(self.INPUT))
        folder = parameters.get(self.FOLDER)
        if not isinstance(folder, str) or not folder or folder == QgsProcessing.TEMPORARY_OUTPUT:
            return
        check_folder(folder)
        own = file_behind(parameters.get(self.INPUT), context)
        if Path(folder).is_dir():
            for name in FILES[self._standard(parameters, context)]:
                check_output(str(Path(folder) / name), None, [own])

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Import, then write."""
        from ...core.sites import import_inventory
        from ...core.sites.export import export_friches, export_sites_economiques

        folder = self.parameterAsString(parameters, self.FOLDER, context)
        path, layer = self.source_path(parameters, self.INPUT, context, report)
        producer = self.parameterAsString(parameters, self.PRODUCER, context) or None
        on = self.date(parameters, self.DATE, context)
        report.step("inventory")
        with report.part(0.0, 0.5):
            sites = import_inventory(path, layer=layer, producer=producer, report=report).sites
        with report.part(0.5, 1.0):
            if self._standard(parameters, context) == "friches":
                count = export_friches(
                    sites,
                    folder,
                    on,
                    producer=producer,
                    source=self._source_name(parameters, context),
                    language=user_language(),
                    report=report,
                )
            else:
                count = export_sites_economiques(
                    sites,
                    folder,
                    on,
                    producer=producer,
                    **_study_tables(path),
                    language=user_language(),
                    report=report,
                )
        return {self.FOLDER: folder, self.ROW_COUNT: count}

    def _standard(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        return self.parameterAsEnumString(parameters, self.STANDARD, context) or STANDARDS[0]

    def _source_name(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        """Name the inventory as the user knows it: by its file, else by its layer."""
        own = file_behind(parameters.get(self.INPUT), context)
        if own and Path(own).is_file():
            return Path(own).name
        return self.parameterAsSource(parameters, self.INPUT, context).sourceName()


def _study_tables(path: str) -> dict[str, pd.DataFrame]:
    """Give the tables that a study holds beside its sites, by argument of the export; none of a file that is no study."""
    from ...core.vector import layer_names, read_layer

    if Path(path).suffix.lower() != ".gpkg" or not {"sites", "etude"} <= set(layer_names(path)):
        return {}
    there = layer_names(path)
    return {argument: read_layer(path, layer) for argument, layer in STUDY_TABLES.items() if layer in there}
