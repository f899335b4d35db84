"""`gisement:compareinventories`: what changed between two dates of an inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
)

from ...bridge.texts import tr, user_language
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_behind

if TYPE_CHECKING:
    import geopandas as gpd

    from ...core.report import Report


class CompareInventories(GisementAlgorithm):
    """Tells two dates of an inventory apart, site by site and value by value."""

    BEFORE, AFTER, OUTPUT = "BEFORE", "AFTER", "OUTPUT"
    #: number of output → kind of change
    COUNTS = {
        "ADDED": "ajoute",
        "REMOVED": "retire",
        "RESHAPED": "redessine",
        "STATUS_CHANGED": "statut",
        "CLASS_CHANGED": "classe",
        "SPLIT": "divise",
        "JOINED": "reuni",
        "VALUE_CHANGED": "valeur",
        "RENAMED": "renomme",
    }

    def name(self) -> str:
        """Give the identifier."""
        return "compareinventories"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Compare two dates of an inventory")

    def groupId(self) -> str:
        """Give the group."""
        return "inventaire"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        vector = [QgsProcessing.SourceType.TypeVector]
        self.add(
            QgsProcessingParameterFeatureSource(self.BEFORE, tr("Inventory before"), vector),
            tr("The inventory at the earlier date."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.AFTER, tr("Inventory after"), vector),
            tr("The inventory at the later date."),
        )
        self.add_layer_output(
            self.OUTPUT,
            tr("Changes"),
            tr("One row per change, with the shape of after, or of before where the site is gone."),
        )
        for name, label in self._labels().items():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _labels(self) -> dict[str, str]:
        return {
            "ADDED": tr("Number of sites added"),
            "REMOVED": tr("Number of sites removed"),
            "RESHAPED": tr("Number of sites drawn anew"),
            "STATUS_CHANGED": tr("Number of changes of status"),
            "CLASS_CHANGED": tr("Number of sites whose readiness class changed"),
            "SPLIT": tr("Number of sites divided"),
            "JOINED": tr("Number of sites made of several"),
            "VALUE_CHANGED": tr("Number of other values changed"),
            "RENAMED": tr("Number of identifiers changed"),
        }

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        for name in (self.BEFORE, self.AFTER):
            check_file(parameters.get(name))
        files = [file_behind(parameters.get(name), context) for name in (self.BEFORE, self.AFTER)]
        self.check_layer_output(parameters, self.OUTPUT, files)

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Import both, compare them, write the changes."""
        from ...core.sites.comparing import compare_inventories, read_steps

        with report.part(0.0, 0.3):
            before = self._opened(parameters, self.BEFORE, context, report)
        with report.part(0.3, 0.6):
            after = self._opened(parameters, self.AFTER, context, report)
        with report.part(0.6, 0.9):
            steps = tuple(
                read_steps(self.source_path(parameters, name, context, report)[0]) for name in (self.BEFORE, self.AFTER)
            )
            compared = compare_inventories(
                before, after, steps=(steps[0], steps[1]), language=user_language(), report=report
            )
        report.step("compare_write")
        output = self.write_layer_output(
            parameters, self.OUTPUT, compared.changes, "changements", context, "changements"
        )
        return {self.OUTPUT: output, **{name: compared.count(kind) for name, kind in self.COUNTS.items()}}

    def _opened(
        self, parameters: Parameters, name: str, context: QgsProcessingContext, report: Report
    ) -> gpd.GeoDataFrame:
        from ...core.sites import import_inventory

        path, layer = self.source_path(parameters, name, context, report)
        return import_inventory(path, layer=layer, report=report).sites
