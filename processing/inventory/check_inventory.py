"""`gisement:checkinventory`: an inventory judged by the rules of the standard and by those of the map."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
)

from ...bridge.texts import tr, user_language
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, check_output, file_behind, path_of

if TYPE_CHECKING:
    from ...core.report import Report


class CheckInventory(GisementAlgorithm):
    """Finds the defects of an inventory, and mends those that can be, if asked to."""

    INPUT, COMMUNES, PARCELS, REPAIR = "INPUT", "COMMUNES", "PARCELS", "REPAIR"
    OUTPUT, FINDINGS, REPORT = "OUTPUT", "FINDINGS", "REPORT"
    ERROR_COUNT, WARNING_COUNT = "ERROR_COUNT", "WARNING_COUNT"
    ROLES = {COMMUNES: "commune", PARCELS: "parcelle"}

    def name(self) -> str:
        """Give the identifier."""
        return "checkinventory"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Check an inventory")

    def groupId(self) -> str:
        """Give the group."""
        return "inventaire"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Inventory"), [QgsProcessing.SourceType.TypeVector]),
            tr("The inventory as its producer sends it, or as the import has made it."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.COMMUNES, tr("Municipalities"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("They show which sites lie elsewhere than they say. Without them this is not judged."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.PARCELS, tr("Cadastral parcels"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("They show which parcels are gone or lie outside the footprint. Without them this is not judged."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.REPAIR, tr("Repair what can be repaired"), False),
            tr("Write the sites with every correction made, each one listed in the findings; else as they are."),
        )
        self.add_layer_output(
            self.OUTPUT, tr("Inventory checked"), tr("The sites with their numbers of errors, warnings and repairs.")
        )
        self.add_layer_output(
            self.FINDINGS, tr("Findings of the check"), tr("One row per finding, with the rule and the remedy.")
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REPORT, tr("Report"), tr("Web page (*.html)"), optional=True, createByDefault=False
            ),
            tr("One page for those who decide: figures, rules, municipalities, fields, sites. It prints on A4."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.ERROR_COUNT, tr("Number of errors")))
        self.addOutput(QgsProcessingOutputNumber(self.WARNING_COUNT, tr("Number of warnings")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        for name in self.ROLES:
            check_file(parameters.get(name))
        taken = [file_behind(parameters.get(name), context) for name in (self.INPUT, *self.ROLES)]
        self.check_layer_output(parameters, self.OUTPUT, taken)
        taken.append(path_of(parameters.get(self.OUTPUT)))
        self.check_layer_output(parameters, self.FINDINGS, taken, table=True)
        check_output(parameters.get(self.REPORT), ".html", [*taken, path_of(parameters.get(self.FINDINGS))])

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Check, then write the sites, the findings and the page."""
        from ...core.sites.checking import check_inventory
        from ...core.sites.checking.page import write_page

        path, layer = self.source_path(parameters, self.INPUT, context, report)
        today = date.today()
        report.step("checking")
        with report.part(0.0, 0.8):
            checked = check_inventory(
                path,
                on=today,
                layer=layer,
                sources=self.reference(parameters, self.ROLES, context, report),
                repair=self.parameterAsBool(parameters, self.REPAIR, context),
                report=report,
            )
        language = user_language()
        found = checked.table(language)
        report.step("writing_check")
        sites = checked.sites.reset_index()
        written = {
            self.OUTPUT: self.write_layer_output(parameters, self.OUTPUT, sites, "friches", context, "controle"),
            self.FINDINGS: self.write_layer_output(parameters, self.FINDINGS, found, "constats", context, "constats"),
        }
        if parameters.get(self.REPORT):
            page = self.parameterAsFileOutput(parameters, self.REPORT, context)
            write_page(checked, page, file=Path(path).name, on=today, language=language)
            written[self.REPORT] = page
        severities = found["gravite"].value_counts()
        return {
            **written,
            self.ERROR_COUNT: int(severities.get("erreur", 0)),
            self.WARNING_COUNT: int(severities.get("avertissement", 0)),
        }
