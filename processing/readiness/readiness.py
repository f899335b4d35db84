"""`gisement:readiness`: how many months lie between each site and "clé en main", and what decides them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDate

from ...bridge.texts import tr
from ...bridge.texts_layout import language
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_behind, path_of

if TYPE_CHECKING:
    from ...core.ready_inventory import ReadyInventory
    from ...core.report import Report

DEFAULT_PROFILE, DEFAULT_PROCEDURES = "industrie_generale", "france_2026"
TURNKEY = "R5"


class Readiness(GisementAlgorithm):
    """Lays the procedures of measured sites end to end."""

    INPUT, PROFILE, STATUSES, PROCEDURES = "INPUT", "PROFILE", "STATUSES", "PROCEDURES"
    DATE, TARGET, DRAWS, SEED = "DATE", "TARGET", "DRAWS", "SEED"
    OUTPUT, STEPS, COSTS, TO_FILL, DRAWINGS = "OUTPUT", "STEPS", "COSTS", "TO_FILL", "DRAWINGS"
    SITES_COUNT, TURNKEY_COUNT, READY_COUNT = "SITES_COUNT", "TURNKEY_COUNT", "READY_COUNT"

    def name(self) -> str:
        """Give the identifier."""
        return "readiness"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Assess readiness")

    def groupId(self) -> str:
        """Give the group."""
        return "maturite"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        vector = [QgsProcessing.SourceType.TypeVector]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Measured sites"), vector),
            tr("The layer sites of a study, or the output of one or more measures; what no column tells is unknown."),
        )
        self.add(
            QgsProcessingParameterString(self.PROFILE, tr("Profile"), DEFAULT_PROFILE),
            tr("The kind of plant: the name of a profile of Gisement, or the path of your own profile (.json)."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.STATUSES, tr("State of the procedures"), vector, optional=True),
            tr(
                "A table with site_id, etape, statut, and if you like debut, fin_prevue, reste_mois, document, responsable; what it says wins over what is measured. “Table to fill” makes one."
            ),
        )
        day = QgsProcessingParameterDateTime.Type.Date
        self.add(
            QgsProcessingParameterDateTime(self.DATE, tr("Reference date"), day, None, optional=True),
            tr("The day from which months are counted: that of the study, else today, when left empty."),
        )
        self.add(
            QgsProcessingParameterDateTime(self.TARGET, tr("To be ready by"), day, None, optional=True),
            tr("The day for which the probability of being ready is given; 31 December 2030 when left empty."),
        )
        self.add(
            QgsProcessingParameterString(self.PROCEDURES, tr("Procedures"), DEFAULT_PROCEDURES),
            tr("Which procedures there are and how long they take: a set of Gisement, or your own file (.json)."),
            advanced=True,
        )
        whole = QgsProcessingParameterNumber.Type.Integer
        self.add(
            QgsProcessingParameterNumber(self.DRAWS, tr("Draws of durations"), whole, None, optional=True, minValue=1),
            tr("How many times durations are drawn at random, up to 20 000; 1 000 when left empty."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(self.SEED, tr("Seed of the draws"), whole, None, optional=True, minValue=0),
            tr("The same seed gives the same months, to the last byte; 1 when left empty."),
            advanced=True,
        )
        self.add_layer_output(
            self.OUTPUT,
            tr("Sites with their readiness"),
            tr("The sites with all their own columns and those of readiness."),
        )
        self.add_layer_output(
            self.STEPS,
            tr("Procedures of the sites"),
            tr("One row per site and step: status, months, dates for a Gantt chart, and how much it decides."),
            optional=True,
        )
        self.add_layer_output(
            self.COSTS,
            tr("Costs of the sites"),
            tr("One row per site and line of cost: at the least, likely, at the most, and what was assumed."),
            optional=True,
        )
        self.add_layer_output(
            self.TO_FILL,
            tr("Table to fill"),
            tr("The state of the procedures of all sites, ready to fill and to give as “State of the procedures”."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination(
                self.DRAWINGS, tr("Drawings"), optional=True, createByDefault=False
            ),
            tr("A folder for two drawings of each site (SVG): its steps in time, and its procedures as a wheel."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.SITES_COUNT, tr("Number of sites")))
        self.addOutput(QgsProcessingOutputNumber(self.TURNKEY_COUNT, tr("Number of turnkey sites")))
        self.addOutput(QgsProcessingOutputNumber(self.READY_COUNT, tr("Number of sites likely ready in time")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        files = []
        for name in (self.INPUT, self.STATUSES):
            check_file(parameters.get(name))
            files.append(file_behind(parameters.get(name), context))
        for name, table in ((self.OUTPUT, False), (self.STEPS, True), (self.COSTS, True), (self.TO_FILL, True)):
            self.check_layer_output(parameters, name, files, table=table)
            files.append(path_of(parameters.get(name)))

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Assess, then write the sites and the tables."""
        from ...core.ready_inventory import ready_inventory

        path, layer = self.source_path(parameters, self.INPUT, context, report)
        statuses, statuses_layer = None, None
        if parameters.get(self.STATUSES):
            statuses, statuses_layer = self.source_path(parameters, self.STATUSES, context, report)
        with report.part(0.0, 0.9):
            found = ready_inventory(
                path,
                self._day(parameters, self.DATE, context),
                layer=layer,
                profile=self.parameterAsString(parameters, self.PROFILE, context),
                statuses=statuses,
                statuses_layer=statuses_layer,
                procedures=self.parameterAsString(parameters, self.PROCEDURES, context),
                by=self._day(parameters, self.TARGET, context),
                today=date(*QDate.currentDate().getDate()),
                draws=self._number(parameters, self.DRAWS, context),
                seed=self._number(parameters, self.SEED, context),
                language=language(),
                report=report,
            )
        report.step("readiness_write")
        table = found.sites.reset_index()
        written = {self.OUTPUT: self.write_layer_output(parameters, self.OUTPUT, table, "sites", context, "maturite")}
        tables = (
            (self.STEPS, found.procedures, "procedures"),
            (self.COSTS, found.costs, "couts"),
            (self.TO_FILL, found.statuses, "statuts"),
        )
        for name, rows, title in tables:
            if parameters.get(name):
                written[name] = self.write_layer_output(parameters, name, rows, title, context, title)
        if parameters.get(self.DRAWINGS):
            written[self.DRAWINGS] = self._draw(parameters, found, context, report)
        return {
            **written,
            self.SITES_COUNT: len(found.sites),
            self.TURNKEY_COUNT: found.count(TURNKEY),
            self.READY_COUNT: found.ready_count,
        }

    def _draw(
        self, parameters: Parameters, found: ReadyInventory, context: QgsProcessingContext, report: Report
    ) -> str:
        """Write the drawings of all sites, and give their folder."""
        from ...core.readiness.drawing import write_drawings

        folder = self.parameterAsString(parameters, self.DRAWINGS, context)
        with report.part(0.9, 1.0):
            write_drawings(folder, found.sites, found.procedures, found.on, found.by, language(), report)
        return folder

    def _day(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> date | None:
        """Give a day, None where it is left empty."""
        if parameters.get(name) in (None, ""):
            return None
        moment = self.parameterAsDateTime(parameters, name, context)
        return date(*moment.date().getDate()) if moment.isValid() else None

    def _number(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> int | None:
        """Give a whole number, None where it is left empty."""
        return None if parameters.get(name) in (None, "") else self.parameterAsInt(parameters, name, context)
