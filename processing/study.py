"""`gisement:study`: from an inventory and a territory to a whole study in one GeoPackage."""

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
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ..bridge.loading import load_sites
from ..bridge.texts import tr
from ..core.errors import GisementError
from ..core.resources import listed
from .base import GisementAlgorithm, Parameters
from .places import check_file, check_output, file_behind

if TYPE_CHECKING:
    from ..core.report import Report

#: the layouts that a new study carries
LAYOUTS = ["Carte de maturité"]


class Study(GisementAlgorithm):
    """The main job."""

    SITES, TERRITORY, PROFILE, DATE, PROCEDURES, REGIME, DEMAND, LAYOUT = (
        "SITES",
        "TERRITORY",
        "PROFILE",
        "DATE",
        "PROCEDURES",
        "REGIME",
        "DEMAND",
        "LAYOUT",
    )
    OUTPUT, MAP = "OUTPUT", "MAP"
    SITES_COUNT, RANKED_COUNT, VETO_COUNT = "SITES_COUNT", "RANKED_COUNT", "VETO_COUNT"

    def name(self) -> str:
        """Give the identifier."""
        return "study"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Study of a territory's sites")

    def groupId(self) -> str:
        """Give the group."""
        return "etude"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.SITES, tr("Inventory of sites"), [QgsProcessing.SourceType.TypeVector]
            ),
            tr(
                "The inventory of brownfields: Cartofriches, CNIG standard (also as CSV with geompoint or geomsurf), or any layer with these columns."
            ),
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
            QgsProcessingParameterString(self.PROFILE, tr("Profile"), "industrie_generale"),
            tr("The kind of plant: the name of a profile of Gisement, or the path of your own profile (.json)."),
        )
        today = QDateTime(QDate.currentDate(), QTime(0, 0))
        self.add(
            QgsProcessingParameterDateTime(
                self.DATE, tr("Reference date"), QgsProcessingParameterDateTime.Type.Date, today
            ),
            tr("The day from which months are counted and the age of data is judged."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.PROCEDURES, tr("State of the procedures"), [QgsProcessing.SourceType.TypeVector], optional=True
            ),
            tr(
                "A table with site_id, etape, statut (fait, en_cours, a_faire, sans_objet, inconnu) and reste_mois; what it says wins over what is measured."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                self.REGIME,
                tr("Land consumption regime"),
                listed("zan"),
                defaultValue="climat_resilience_2023",
                optional=True,
                usesStaticStrings=True,
            ),
            tr("The law under which land consumption is counted; the map says which."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.DEMAND, tr("Projects"), [QgsProcessing.SourceType.TypeVector], optional=True
            ),
            tr(
                "A table of plant projects to be matched with the sites, as for “Match projects with sites”; the study then holds who goes where, and why the others do not."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.LAYOUT, tr("Layout of the map"), LAYOUTS[0], optional=True),
            tr("The layout of the study that is exported as the map."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Study"), tr("GeoPackage (*.gpkg)")),
            tr("One GeoPackage with the sites, the tables that explain them, styles, a QGIS project and its layout."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.MAP, tr("Map"), tr("PDF (*.pdf)"), optional=True, createByDefault=False
            ),
            tr("The map of readiness as PDF, A3 landscape."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.SITES_COUNT, tr("Number of sites")))
        self.addOutput(QgsProcessingOutputNumber(self.RANKED_COUNT, tr("Number of ranked sites")))
        self.addOutput(QgsProcessingOutputNumber(self.VETO_COUNT, tr("Number of vetoed sites")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        inputs = (self.SITES, self.TERRITORY, self.PROCEDURES, self.DEMAND)
        for name in inputs:
            check_file(parameters.get(name))
        files = [file_behind(parameters.get(name), context) for name in inputs]
        check_output(parameters.get(self.OUTPUT), ".gpkg", files)
        check_output(parameters.get(self.MAP), ".pdf", [*files, parameters.get(self.OUTPUT)])
        layout = parameters.get(self.LAYOUT)
        if layout and layout not in LAYOUTS:
            raise GisementError("layout_missing", name=layout, layouts=LAYOUTS)

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Compute, write the draft, dress it, and let it appear under its name."""
        from ..bridge.publication import Map, publish
        from ..bridge.texts_layout import language
        from ..core import study

        output = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        map_ = self.parameterAsFileOutput(parameters, self.MAP, context)
        sites, layer = self.source_path(parameters, self.SITES, context, report)
        statuses, statuses_layer = (
            self.source_path(parameters, self.PROCEDURES, context, report)
            if parameters.get(self.PROCEDURES)
            else (None, None)
        )
        demand, demand_layer = (
            self.source_path(parameters, self.DEMAND, context, report) if parameters.get(self.DEMAND) else (None, None)
        )
        with report.part(0.0, 0.85):
            made = study.run(
                sites,
                self.parameterAsFile(parameters, self.TERRITORY, context),
                self.date(parameters, self.DATE, context),
                layer=layer,
                inventory_name=self._name(parameters, context, sites, layer),
                profile=self.parameterAsString(parameters, self.PROFILE, context),
                statuses=statuses,
                statuses_layer=statuses_layer,
                regime=self.parameterAsEnumString(parameters, self.REGIME, context) or study.DEFAULT_REGIME,
                demand=demand,
                demand_layer=demand_layer,
                language=language(),
                report=report,
            )
        with report.part(0.85, 1.0):
            layout = self.parameterAsString(parameters, self.LAYOUT, context)
            publish(made, output, report, Map(layout, Path(map_)) if map_ else None)
        results = {
            self.OUTPUT: str(output),
            self.SITES_COUNT: len(made.sites),
            self.RANKED_COUNT: made.ranked_count,
            self.VETO_COUNT: made.veto_count,
        }
        if map_:
            results[self.MAP] = map_
        load_sites(output, tr("Sites"), self.OUTPUT, context)
        return results

    def _name(self, parameters: Parameters, context: QgsProcessingContext, path: str, layer: str | None) -> str:
        """Name the inventory as the user knows it: its file and layer, or the layer's name when it has no file."""
        given = parameters.get(self.SITES)
        if isinstance(given, str) and Path(given.split("|")[0]).exists():
            return f"{path}|layername={layer}" if layer else path
        return self.parameterAsSource(parameters, self.SITES, context).sourceName()
