"""`gisement:ahpweights`: a profile whose weights come from pairwise comparisons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...bridge.texts import tr, user_language
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, check_output

if TYPE_CHECKING:
    from ...core.report import Report


class ComparisonTable(QgsProcessingParameterFile):
    """A file, or the table itself as rows, which JSON and Python can give.

    A matrix as QGIS has it would know no names of rows, no size of its own and no fractions, and could not be kept
    beside the study; a file is what a spreadsheet leaves, and has one form in the window, on the command line and in
    JSON.
    """

    def checkValueIsAcceptable(self, value: Any, context: QgsProcessingContext | None = None) -> bool:  # noqa: N802
        """Accept what the engine looks at itself."""
        return bool(value)


class AhpWeights(GisementAlgorithm):
    """Turns comparisons of groups and criteria, two by two, into the weights of a profile."""

    MATRIX, PROFILE, FORCE, OUTPUT = "MATRIX", "PROFILE", "FORCE", "OUTPUT"
    CONSISTENCY_RATIO = "CONSISTENCY_RATIO"

    def name(self) -> str:
        """Give the identifier."""
        return "ahpweights"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Weights by pairwise comparison (AHP)")

    def groupId(self) -> str:
        """Give the group."""
        return "notation"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            ComparisonTable(
                self.MATRIX, tr("Comparisons"), fileFilter=tr("Table (*.csv *.CSV *.txt *.TXT *.tsv *.TSV)")
            ),
            tr(
                "A table saved as CSV: squares with the names of groups or criteria above and at the left, or one comparison a line (a, b, valeur). In JSON also the rows themselves."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.PROFILE, tr("Profile"), "industrie_generale"),
            tr("The profile to start from, by name or file; all of it but the weights is kept."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.FORCE, tr("Take comparisons that contradict one another"), False),
            tr("Without it a consistency ratio above 0.10 is refused."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("New profile"), tr("JSON (*.json)")),
            tr("A profile, which the other algorithms take as PROFILE; its name becomes that of the profile."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.CONSISTENCY_RATIO, tr("Consistency ratio, of the worst matrix")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        inputs = [parameters.get(name) for name in (self.MATRIX, self.PROFILE)]
        for value in inputs:
            check_file(value)
        files: list[str | None] = [value for value in inputs if isinstance(value, str)]
        check_output(parameters.get(self.OUTPUT), ".json", files)

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Read the comparisons, draw the weights, write the profile."""
        from ...core.scoring.ahp import ahp_profile, write_profile

        given = parameters.get(self.MATRIX)
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        if not isinstance(given, (list, tuple)):
            given = self.parameterAsFile(parameters, self.MATRIX, context)
        made = ahp_profile(
            given,
            self.parameterAsString(parameters, self.PROFILE, context),
            name=Path(output).stem,
            force=self.parameterAsBoolean(parameters, self.FORCE, context),
            language=user_language(),
            report=report,
        )
        report.step("ahp_write")
        write_profile(made.content, output)
        return {self.OUTPUT: output, self.CONSISTENCY_RATIO: made.consistency_ratio}
