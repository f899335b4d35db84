"""`gisement:detectsites`: land units that may be brownfields, with the evidence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)

from ...bridge.texts import tr, user_language
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_behind

if TYPE_CHECKING:
    from ...core.report import Report


class DetectSites(GisementAlgorithm):
    """Finds candidates in the cadastre, from what the layers of a territory say of each parcel."""

    PARCELS, TERRITORY, EVIDENCE, MIN_AREA, SITES = "PARCELS", "TERRITORY", "EVIDENCE", "MIN_AREA", "SITES"
    OUTPUT, COUNT = "OUTPUT", "COUNT"

    def name(self) -> str:
        """Give the identifier."""
        return "detectsites"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Detect candidate sites")

    def groupId(self) -> str:
        """Give the group."""
        return "inventaire"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.PARCELS, tr("Cadastral parcels"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            tr("The parcels that are searched: Etalab cadastre, IGN's Parcellaire Express, or the Fichiers fonciers."),
        )
        self.add(
            QgsProcessingParameterFile(
                self.TERRITORY, tr("Territory"), fileFilter=tr("Territory (*.gpkg *.GPKG *.json *.JSON)")
            ),
            tr(
                "The reference layers: a GeoPackage whose layers carry the names of the roles, or a JSON file that says where each role lies."
            ),
        )
        self.add(
            QgsProcessingParameterFile(
                self.EVIDENCE, tr("Evidence"), fileFilter=tr("Evidence (*.json *.JSON)"), optional=True
            ),
            tr("A JSON file with your own tables of vacant premises, rules and thresholds; the help shows its form."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MIN_AREA,
                tr("Least area (m²)"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0,
            ),
            tr("Smaller land units are left out; 2 000 m² when left empty, or what the evidence file says."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.SITES, tr("Known inventory"), [QgsProcessing.SourceType.TypeVector], optional=True
            ),
            tr("An inventory whose sites are not proposed again."),
        )
        self.add_layer_output(
            self.OUTPUT,
            tr("Candidate sites"),
            tr("One footprint per candidate, with its evidence, how strong it is, and what would confirm it."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of candidates")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        inputs = (self.PARCELS, self.TERRITORY, self.EVIDENCE, self.SITES)
        for name in inputs:
            check_file(parameters.get(name))
        self.check_layer_output(
            parameters, self.OUTPUT, [file_behind(parameters.get(name), context) for name in inputs]
        )

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Detect, then write the candidates."""
        from ...core.sites import open_inventory
        from ...core.sites.detection import detect

        parcels = self.reference(parameters, {self.PARCELS: "parcelle"}, context, report)["parcelle"]
        known = None
        if parameters.get(self.SITES):
            report.step("inventory")
            path, layer = self.source_path(parameters, self.SITES, context, report)
            with report.part(0.0, 0.1):
                known = open_inventory(path, layer=layer, report=report).sites
        least = parameters.get(self.MIN_AREA)
        with report.part(0.1, 0.95):
            candidates = detect(
                parcels,
                self.parameterAsFile(parameters, self.TERRITORY, context),
                evidence=self.parameterAsFile(parameters, self.EVIDENCE, context) or None,
                min_area=None if least in (None, "") else self.parameterAsDouble(parameters, self.MIN_AREA, context),
                known_sites=known,
                language=user_language(),
                report=report,
            )
        output = self.write_layer_output(
            parameters, self.OUTPUT, candidates.reset_index(), "candidats", context, "candidats"
        )
        return {self.OUTPUT: output, self.COUNT: len(candidates)}
