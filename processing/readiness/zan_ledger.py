"""`gisement:zanledger`: what territories consumed of natural land, what is left to them, and what friches cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...bridge.texts import tr
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_behind, path_of

if TYPE_CHECKING:
    from ...core.report import Report

DEFAULT_REGIME = "climat_resilience_2023"


class ZanLedger(GisementAlgorithm):
    """Keeps the land ledger of municipalities and their groupings."""

    INPUT, CONSUMPTION, ZONES, REGIME = "INPUT", "CONSUMPTION", "ZONES", "REGIME"
    TERRITORY, DEMAND = "TERRITORY", "DEMAND"
    OUTPUT, YEARS, COVERAGE = "OUTPUT", "YEARS", "COVERAGE"
    TERRITORIES_COUNT, LEFT_HA = "TERRITORIES_COUNT", "LEFT_HA"

    def name(self) -> str:
        """Give the identifier."""
        return "zanledger"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Keep the land ledger (ZAN)")

    def groupId(self) -> str:
        """Give the group."""
        return "maturite"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        vector = [QgsProcessing.SourceType.TypeVector]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Ranked sites"), vector, optional=True),
            tr(
                "The layer sites of a study, or the output of “Score sites” and “Assess readiness”: what they offer is set against the demand. Left empty, the ledger alone is kept."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.CONSUMPTION, tr("Consumption of natural land"), vector),
            tr(
                "The Cerema's table of consumption by municipality (conso_com, any vintage), or that of the State's dashboard, with a row for each year."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.ZONES, tr("Zones"), vector, optional=True),
            tr(
                "A table with code_insee and zone, and if you like nom_zone, objectif_pct (the reduction that a plan sets), document (oui, non), pene_ha; or a layer of surfaces with a column zone."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.REGIME, tr("Land consumption regime"), DEFAULT_REGIME),
            tr(
                "The law in force (climat_resilience_2023), a scenario not verified (simplification_2026, trace_senat_2025), or your own file (.json)."
            ),
        )
        self.add(
            QgsProcessingParameterFile(
                self.TERRITORY, tr("Territory"), optional=True, fileFilter=tr("Territory (*.gpkg *.GPKG *.json *.JSON)")
            ),
            tr("For its municipalities, where zones are drawn, and its list of municipalities that merged."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.DEMAND, tr("Land that plants seek"), optional=True),
            tr("Hectares for the whole, or a table with a code (municipality, EPCI, zone) and hectares."),
            advanced=True,
        )
        self.add_layer_output(
            self.OUTPUT, tr("Ledger"), tr("One row per municipality, department, EPCI, SCoT, zone, and one for all.")
        )
        self.add_layer_output(
            self.YEARS,
            tr("Years"),
            tr("One row per territory and year: hectares consumed, of them economic."),
            optional=True,
        )
        self.add_layer_output(
            self.COVERAGE,
            tr("Coverage of the demand"),
            tr("Hectares of ranked brownfields by territory, class and year in which they are ready, and their share."),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES_COUNT, tr("Number of territories")))
        self.addOutput(QgsProcessingOutputNumber(self.LEFT_HA, tr("Hectares left in all")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        files = []
        for name in (self.INPUT, self.CONSUMPTION, self.ZONES):
            check_file(parameters.get(name))
            files.append(file_behind(parameters.get(name), context))
        for name in (self.OUTPUT, self.YEARS, self.COVERAGE):
            self.check_layer_output(parameters, name, files, table=True)
            files.append(path_of(parameters.get(name)))

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Keep the ledger, then write its tables."""
        from ...core.ledger_inventory import ledger_inventory

        sources: dict[str, tuple[str | None, str | None]] = {}
        for name in (self.INPUT, self.CONSUMPTION, self.ZONES):
            given = parameters.get(name) not in (None, "")
            sources[name] = self.source_path(parameters, name, context, report) if given else (None, None)
        with report.part(0.0, 0.9):
            found = ledger_inventory(
                sources[self.INPUT][0],
                str(sources[self.CONSUMPTION][0]),
                layer=sources[self.INPUT][1],
                consumption_layer=sources[self.CONSUMPTION][1],
                zones=sources[self.ZONES][0],
                zones_layer=sources[self.ZONES][1],
                territory=self.parameterAsFile(parameters, self.TERRITORY, context) or None,
                regime=self.parameterAsString(parameters, self.REGIME, context) or DEFAULT_REGIME,
                demand=self.parameterAsString(parameters, self.DEMAND, context) or None,
                report=report,
            )
        report.step("ledger_write")
        written = {
            self.OUTPUT: self.write_layer_output(
                parameters, self.OUTPUT, found.territories, "registre", context, "registre"
            )
        }
        for name, rows, title in ((self.YEARS, found.years, "annees"), (self.COVERAGE, found.coverage, "couverture")):
            if parameters.get(name):
                written[name] = self.write_layer_output(parameters, name, rows, title, context, title)
        every = found.territories["niveau"] == "ensemble"
        return {
            **written,
            self.TERRITORIES_COUNT: len(found.territories),
            self.LEFT_HA: float(found.territories.loc[every, "reste_ha"].iloc[0]),
        }
