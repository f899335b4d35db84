"""`gisement:scoresites`: the fitness of measured sites for a kind of plant, with its interval and its stability."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDate

from ...bridge.messages.scoring import first_text, pair_text
from ...bridge.texts import tr
from ...bridge.texts_layout import language
from ...core.errors import GisementError
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_behind, path_of

if TYPE_CHECKING:
    from ...core.report import Report
    from ...core.scored_inventory import ScoredInventory

DEFAULT_PROFILE = "industrie_generale"


class ScoreSites(GisementAlgorithm):
    """Scores measured sites under a profile."""

    INPUT, PROFILE, DRAWS, SEED, SITE, RIVAL = "INPUT", "PROFILE", "DRAWS", "SEED", "SITE", "RIVAL"
    OUTPUT, CRITERIA = "OUTPUT", "CRITERIA"
    SITES_COUNT, RANKED_COUNT, VETO_COUNT = "SITES_COUNT", "RANKED_COUNT", "VETO_COUNT"
    FIRST_CHANGE, PAIR_CHANGE = "FIRST_CHANGE", "PAIR_CHANGE"

    def name(self) -> str:
        """Give the identifier."""
        return "scoresites"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Score sites")

    def groupId(self) -> str:
        """Give the group."""
        return "notation"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Measured sites"), [QgsProcessing.SourceType.TypeVector]
            ),
            tr("The layer sites of a study, or the output of one or more measures; what no column tells is unknown."),
        )
        self.add(
            QgsProcessingParameterString(self.PROFILE, tr("Profile"), DEFAULT_PROFILE),
            tr("The kind of plant: the name of a profile of Gisement, or the path of your own profile (.json)."),
        )
        whole = QgsProcessingParameterNumber.Type.Integer
        self.add(
            QgsProcessingParameterNumber(self.DRAWS, tr("Draws of weights"), whole, None, optional=True, minValue=1),
            tr(
                "How many times weights are drawn at random, up to 10 000; as the profile says when left empty (1 000)."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(self.SEED, tr("Seed of the draws"), whole, None, optional=True, minValue=0),
            tr("The same seed gives the same ranks, to the last byte; as the profile says when left empty (1)."),
            advanced=True,
        )
        for name, label in ((self.SITE, tr("Site to compare")), (self.RIVAL, tr("With this other site"))):
            self.add(
                QgsProcessingParameterString(name, label, optional=True),
                tr("The site_id of one of two sites: which change of one weight makes one of them pass the other."),
                advanced=True,
            )
        self.add_layer_output(
            self.OUTPUT, tr("Scored sites"), tr("The sites with all their own columns and those of the score.")
        )
        self.add_layer_output(
            self.CRITERIA,
            tr("Criteria"),
            tr("One row per site and criterion, which explains the score: contributions add up to it."),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.SITES_COUNT, tr("Number of sites")))
        self.addOutput(QgsProcessingOutputNumber(self.RANKED_COUNT, tr("Number of ranked sites")))
        self.addOutput(QgsProcessingOutputNumber(self.VETO_COUNT, tr("Number of vetoed sites")))
        self.addOutput(QgsProcessingOutputString(self.FIRST_CHANGE, tr("What would change the first rank")))
        self.addOutput(QgsProcessingOutputString(self.PAIR_CHANGE, tr("What would change which of two sites leads")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        check_file(parameters.get(self.INPUT))
        files = [file_behind(parameters.get(self.INPUT), context)]
        self.check_layer_output(parameters, self.OUTPUT, files)
        self.check_layer_output(parameters, self.CRITERIA, [*files, path_of(parameters.get(self.OUTPUT))], table=True)
        if bool(parameters.get(self.SITE)) != bool(parameters.get(self.RIVAL)):
            raise GisementError("pair_incomplete")

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Score, then write the sites and the criteria."""
        from ...core.scored_inventory import score_inventory

        path, layer = self.source_path(parameters, self.INPUT, context, report)
        with report.part(0.0, 0.9):
            scored = score_inventory(
                path,
                date(*QDate.currentDate().getDate()),
                layer=layer,
                profile=self.parameterAsString(parameters, self.PROFILE, context),
                draws=self._number(parameters, self.DRAWS, context),
                seed=self._number(parameters, self.SEED, context),
                language=language(),
                report=report,
            )
        told = self._changes(parameters, scored, context, report)
        report.step("score_write")
        table = scored.sites.reset_index()
        written = {self.OUTPUT: self.write_layer_output(parameters, self.OUTPUT, table, "sites", context, "notation")}
        if parameters.get(self.CRITERIA):
            written[self.CRITERIA] = self.write_layer_output(
                parameters, self.CRITERIA, scored.criteria, "criteres", context, "criteres"
            )
        return {
            **written,
            **told,
            self.SITES_COUNT: len(scored.sites),
            self.RANKED_COUNT: len(scored.board.sites),
            self.VETO_COUNT: scored.veto_count,
        }

    def _changes(
        self, parameters: Parameters, scored: ScoredInventory, context: QgsProcessingContext, report: Report
    ) -> dict[str, str]:
        """Say what would change the first rank, and which of the two sites asked for leads."""
        board = scored.board
        first = board.first()
        name = None if first is None else str(board.sites[first])
        change = scored.first_change(report)
        told = {self.FIRST_CHANGE: first_text(scored.profile, name, board.shared_first(), change)}
        one, other = (self.parameterAsString(parameters, key, context).strip() for key in (self.SITE, self.RIVAL))
        if one and other:
            told[self.PAIR_CHANGE] = pair_text(scored.profile, one, other, scored.pair_change(one, other, report))
        return told

    def _number(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> int | None:
        """Give a whole number, None where it is left empty."""
        return None if parameters.get(name) in (None, "") else self.parameterAsInt(parameters, name, context)
