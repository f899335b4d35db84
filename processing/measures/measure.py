"""What the algorithms of measures share: the sites, the territory, a layer per role, the sites with their columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...bridge.texts import tr
from ...core.errors import GisementError
from ..base import GisementAlgorithm, Parameters
from ..places import check_file, file_behind, path_of
from .roles import file_of_grid, parameter_name, role_parameter, role_source

if TYPE_CHECKING:
    from ...core.report import Report
    from ...core.territory.sources import Source


class MeasureAlgorithm(GisementAlgorithm):
    """One measure of :mod:`core.measures`: a subclass names it, its roles and its layers.

    The roles stand here, for the engine that knows them is not loaded before an algorithm runs.
    """

    INPUT, TERRITORY, PROFILE, OUTPUT = "INPUT", "TERRITORY", "PROFILE", "OUTPUT"
    SITES_COUNT, MEASURED_COUNT = "SITES_COUNT", "MEASURED_COUNT"
    #: name of the measure
    MEASURE: ClassVar[str] = ""
    #: the roles that it reads, in the order of the parameters
    ROLES: ClassVar[tuple[str, ...]] = ()
    #: optional output → the measure's layer
    LAYERS: ClassVar[dict[str, str]] = {}

    def name(self) -> str:
        """Give the identifier."""
        return f"measure{self.MEASURE}"

    def groupId(self) -> str:
        """Give the group."""
        return "mesures"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Sites"), [QgsProcessing.SourceType.TypeVector]),
            tr("An inventory in any form that the import reads, a study's sites, or the output of another measure."),
        )
        self.add(
            QgsProcessingParameterFile(
                self.TERRITORY,
                tr("Territory"),
                fileFilter=tr("Territory (*.gpkg *.GPKG *.json *.JSON)"),
                optional=True,
            ),
            tr(
                "The reference layers, as for the study; it can be left out where the layers below are given one by one."
            ),
        )
        for role in self.ROLES:
            self.add(role_parameter(role), tr("Wins over the layer of this role in the territory."))
        self.add(
            QgsProcessingParameterString(self.PROFILE, tr("Profile"), "industrie_generale", optional=True),
            tr("The kind of plant, whose need (hall, power) the sites are measured by: a profile's name or file."),
        )
        self.add_more()
        self.add_layer_output(
            self.OUTPUT,
            tr("Measured sites"),
            tr("The sites with all their own columns, the footprint that was measured, and the measure's columns."),
        )
        for name, label, help_ in self.layer_outputs():
            self.add_layer_output(name, label, help_, optional=True)
        self.addOutput(QgsProcessingOutputNumber(self.SITES_COUNT, tr("Number of sites")))
        self.addOutput(QgsProcessingOutputNumber(self.MEASURED_COUNT, tr("Number of sites placed in the territory")))

    def add_more(self) -> None:
        """Declare parameters that this measure alone has."""

    def layer_outputs(self) -> list[tuple[str, str, str]]:
        """Give name, label and help of each output of :attr:`LAYERS`."""
        return []

    def vehicle(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, float]:
        """Give the measures of the vehicle that the user chose, by the keys of `resources/measures/access.json`."""
        return {}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        roles = [parameter_name(role) for role in self.ROLES]
        if self.ROLES and not any(parameters.get(name) for name in (self.TERRITORY, *roles)):
            raise GisementError("measure_without_layers", name=self.MEASURE, roles=roles)
        inputs = (self.INPUT, self.TERRITORY, *roles)
        for name in inputs:
            check_file(file_of_grid(parameters.get(name)))
        taken = [file_of_grid(file_behind(parameters.get(name), context)) for name in inputs]
        for name in (self.OUTPUT, *self.LAYERS):
            self.check_layer_output(parameters, name, taken)
            taken.append(path_of(parameters.get(name)))

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Measure, then write the sites and the layers asked for."""
        from ...core.measuring import measure_inventory
        from ...core.study import DEFAULT_PROFILE

        wanted = {name: layer for name, layer in self.LAYERS.items() if parameters.get(name)}
        path, layer = self.source_path(parameters, self.INPUT, context, report)
        with report.part(0.0, 0.9):
            measured = measure_inventory(
                path,
                self.MEASURE,
                layer=layer,
                inventory_name=self._name(parameters, context, path),
                territory=self.parameterAsFile(parameters, self.TERRITORY, context) or None,
                sources=self._sources(parameters, context, report),
                profile=self.parameterAsString(parameters, self.PROFILE, context) or DEFAULT_PROFILE,
                vehicle=self.vehicle(parameters, context),
                layers=tuple(wanted.values()),
                report=report,
            )
        report.step("writing_measure")
        sites = measured.sites.reset_index()
        written = {self.OUTPUT: self.write_layer_output(parameters, self.OUTPUT, sites, "sites", context, self.MEASURE)}
        for name, layer in wanted.items():
            table = measured.layers[layer]
            written[name] = self.write_layer_output(parameters, name, table, layer, context, layer)
        return {**written, self.SITES_COUNT: len(sites), self.MEASURED_COUNT: measured.measured_count}

    def _sources(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Source]:
        """Say where the layers lie that were given by themselves."""
        given = [role for role in self.ROLES if parameters.get(parameter_name(role))]
        return {role: role_source(self, role, parameters, context, report) for role in given}

    def _name(self, parameters: Parameters, context: QgsProcessingContext, path: str) -> str:
        """Name the inventory as the user knows it: its file, or the layer's name when it has none."""
        own = file_behind(parameters.get(self.INPUT), context)
        if own and Path(own).is_file():
            return path
        return self.parameterAsSource(parameters, self.INPUT, context).sourceName()
