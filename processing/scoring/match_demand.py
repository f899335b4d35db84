"""`gisement:matchdemand`: plant projects assigned to sites, and why the others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ...bridge.texts import tr
from ...bridge.texts_layout import language
from ...core.resources import listed, resource
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_and_layer, file_behind, path_of

if TYPE_CHECKING:
    from ...core.report import Report

DEFAULT_REGIME = "climat_resilience_2023"


class Allowance(QgsProcessingParameterFile):
    """Hectares, or a table of them."""

    def checkValueIsAcceptable(self, value: Any, context: QgsProcessingContext | None = None) -> bool:  # noqa: N802
        """Accept what the engine looks at itself."""
        return True


class MatchDemand(GisementAlgorithm):
    """Assigns projects to sites by a mixed-integer programme."""

    INPUT, DEMAND, REGIME, ALLOWANCE = "INPUT", "DEMAND", "REGIME", "ALLOWANCE"
    DIVIDE, ADMIT_UNKNOWN, DATE, GAP, TIME_LIMIT = "DIVIDE", "ADMIT_UNKNOWN", "DATE", "GAP", "TIME_LIMIT"
    OUTPUT, UNMATCHED = "OUTPUT", "UNMATCHED"
    ASSIGNED_COUNT, GAP_REACHED = "ASSIGNED_COUNT", "GAP_REACHED"

    def name(self) -> str:
        """Give the identifier."""
        return "matchdemand"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Match projects with sites")

    def groupId(self) -> str:
        """Give the group."""
        return "notation"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        vector = [QgsProcessing.SourceType.TypeVector]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Scored sites"), vector),
            tr(
                "The layer sites of a study, or the output of “Score sites”; measured sites where each project names its profile."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.DEMAND, tr("Projects"), vector),
            tr(
                "A table with one plant project per line: projet, surface_ha, halle_m, puissance_mw, ite, port_km, ae, seveso, emplois, date_limite, profil. Only the name is compulsory; an empty cell asks for nothing."
            ),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.REGIME,
                tr("Land consumption regime"),
                listed("zan"),
                defaultValue=DEFAULT_REGIME,
                optional=True,
                usesStaticStrings=True,
            ),
            tr(
                "The law under which new land counts: under it, projects of national scope stand outside the allowance."
            ),
        )
        self.add(
            Allowance(self.ALLOWANCE, tr("ZAN allowance"), optional=True),
            tr(
                "Hectares that may still be newly artificialised in all, or a table with a code (INSEE or SIREN) and hectares. Without it, nothing is limited."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean(self.DIVIDE, tr("Divide large sites"), False),
            tr("Several projects may then share a site of 10 ha or more, or one whose column divisible says oui."),
        )
        self.add_advanced()
        self.add_layer_output(
            self.OUTPUT,
            tr("Sites with their projects"),
            tr(
                "The sites with all their own columns and the project that each has; one row per project where several share."
            ),
        )
        self.add_layer_output(
            self.UNMATCHED,
            tr("What is left out"),
            tr("Each project and each site left out, the requirement that decides, and what would change it."),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.ASSIGNED_COUNT, tr("Number of projects that have a site")))
        self.addOutput(
            QgsProcessingOutputNumber(self.GAP_REACHED, tr("Gap to the best possible fitness, at most, in per cent"))
        )

    def add_advanced(self) -> None:
        """Declare what few change."""
        self.add(
            QgsProcessingParameterBoolean(self.ADMIT_UNKNOWN, tr("Admit what is unknown"), False),
            tr(
                "A need of which nobody knows whether a site meets it then counts as met, and is named beside the pair."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterDateTime(
                self.DATE,
                tr("Reference date"),
                QgsProcessingParameterDateTime.Type.Date,
                QDateTime(QDate.currentDate(), QTime(0, 0)),
            ),
            tr("The day from which months are counted, where the sites do not say on which day they are ready."),
            advanced=True,
        )
        real = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.GAP, tr("Gap (%)"), real, None, optional=True, minValue=0, maxValue=100),
            tr(
                "Share of the best possible fitness that may be given up on large cases; left empty 1 %, and 0 seeks the proven best at any size. Small cases are always solved to the best."
            ),
            advanced=True,
        )
        seconds = resource("matching/solveur")["duree_s"]["value"]
        self.add(
            QgsProcessingParameterNumber(self.TIME_LIMIT, tr("Time for the solver (s)"), real, seconds, minValue=1),
            tr("What is found by then is kept, and how far it may lie from the best is told."),
            advanced=True,
        )

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        from ...core.matching.allowance import is_quantity

        inputs = [parameters.get(name) for name in (self.INPUT, self.DEMAND)]
        allowance = parameters.get(self.ALLOWANCE)
        if isinstance(allowance, str) and allowance and not is_quantity(allowance):
            inputs.append(allowance)
        for value in inputs:
            check_file(value)
        files = [file_behind(value, context) for value in inputs]
        self.check_layer_output(parameters, self.OUTPUT, files)
        self.check_layer_output(parameters, self.UNMATCHED, [*files, path_of(parameters.get(self.OUTPUT))], table=True)

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Match, then write the sites and what is left out."""
        from ...core.matched_inventory import match_inventory

        path, layer = self.source_path(parameters, self.INPUT, context, report)
        demand, demand_layer = self.source_path(parameters, self.DEMAND, context, report)
        allowance = parameters.get(self.ALLOWANCE)
        table = file_and_layer(allowance)
        given = parameters.get(self.GAP) is not None
        with report.part(0.0, 0.9):
            made = match_inventory(
                path,
                demand,
                self.date(parameters, self.DATE, context),
                layer=layer,
                demand_layer=demand_layer,
                regime=self.parameterAsEnumString(parameters, self.REGIME, context) or DEFAULT_REGIME,
                allowance=table[0] if table else allowance,
                allowance_layer=table[1] if table else None,
                divide=self.parameterAsBoolean(parameters, self.DIVIDE, context),
                admit_unknown=self.parameterAsBoolean(parameters, self.ADMIT_UNKNOWN, context),
                gap=self.parameterAsDouble(parameters, self.GAP, context) / 100.0 if given else None,
                seconds=self.parameterAsDouble(parameters, self.TIME_LIMIT, context),
                language=language(),
                report=report,
            )
        report.step("match_write")
        sites = made.sites.reset_index()
        written = {
            self.OUTPUT: self.write_layer_output(parameters, self.OUTPUT, sites, "sites", context, "affectation")
        }
        if parameters.get(self.UNMATCHED):
            written[self.UNMATCHED] = self.write_layer_output(
                parameters, self.UNMATCHED, made.unmatched, "non_affectes", context, "non_affectes"
            )
        return {
            **written,
            self.ASSIGNED_COUNT: made.matching.assigned_count,
            self.GAP_REACHED: round(100.0 * made.matching.gap, 3),
        }
