"""`gisement:compareprofiles`: several profiles side by side, with second opinions on each ranking."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from ...bridge.texts import tr
from ...bridge.texts_layout import language
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_behind, path_of

if TYPE_CHECKING:
    from ...core.report import Report


class ProfileNames(QgsProcessingParameterString):
    """Names or files of profiles in one text, or as a list, which JSON and Python can give."""

    def checkValueIsAcceptable(self, value: Any, context: QgsProcessingContext | None = None) -> bool:  # noqa: N802
        """Accept what the algorithm looks at itself."""
        return True


class CompareProfiles(GisementAlgorithm):
    """Scores the same sites for several kinds of plant, and tells which is for which."""

    INPUT, PROFILES, OUTPUT, SUMMARY = "INPUT", "PROFILES", "OUTPUT", "SUMMARY"

    def name(self) -> str:
        """Give the identifier."""
        return "compareprofiles"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Compare profiles")

    def groupId(self) -> str:
        """Give the group."""
        return "notation"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Measured sites"), [QgsProcessing.SourceType.TypeVector]
            ),
            tr("Sites with the columns of the measures: the output of a measure, or the sites of a study."),
        )
        self.add(
            ProfileNames(self.PROFILES, tr("Profiles"), optional=True),
            tr("Names or files of profiles, separated by commas; all that come with Gisement when left empty."),
        )
        self.add_layer_output(
            self.OUTPUT,
            tr("Compared sites"),
            tr("The sites with their best profile, and the score, interval, rank and veto under each profile."),
        )
        self.add_layer_output(
            self.SUMMARY,
            tr("Compared profiles"),
            tr("One row per profile: its best site, and how alike other methods rank the sites."),
            optional=True,
        )

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        check_file(parameters.get(self.INPUT))
        profiles = names_given(parameters.get(self.PROFILES))
        for name in profiles:
            check_file(name)
        files = [file_behind(parameters.get(self.INPUT), context), *profiles]
        self.check_layer_output(parameters, self.OUTPUT, files)
        self.check_layer_output(parameters, self.SUMMARY, [*files, path_of(parameters.get(self.OUTPUT))], table=True)

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Read the sites, score them under each profile, write the tables."""
        from ...core.compared_inventory import compare_inventory

        path, layer = self.source_path(parameters, self.INPUT, context, report)
        with report.part(0.0, 0.9):
            compared = compare_inventory(
                path,
                names_given(parameters.get(self.PROFILES)),
                layer=layer,
                language=language(),
                report=report,
            )
        report.step("compare_profiles_write")
        sites = compared.sites.reset_index()
        written = {
            self.OUTPUT: self.write_layer_output(parameters, self.OUTPUT, sites, "sites", context, "comparaison")
        }
        if parameters.get(self.SUMMARY):
            written[self.SUMMARY] = self.write_layer_output(
                parameters, self.SUMMARY, compared.profiles, "profils", context, "profils"
            )
        return written


def names_given(value: Any) -> list[str]:
    """Give the profiles of a parameter, one text or several, as a list; each once."""
    texts = value if isinstance(value, (list, tuple)) else re.split(r"[,;|\n]", str(value or ""))
    return list(dict.fromkeys(name for name in (str(text).strip() for text in texts) if name))
