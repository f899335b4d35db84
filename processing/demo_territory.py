"""`gisement:demoterritory`: a fictional territory with every reference layer and an inventory, to learn and test on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ..bridge.texts import tr
from .base import GisementAlgorithm, Parameters
from .places import check_output

if TYPE_CHECKING:
    from ..core.report import Report

SIZES = ["small", "medium", "large"]


class DemoTerritory(GisementAlgorithm):
    """Builds the demonstration territory."""

    SEED, SIZE, OUTPUT = "SEED", "SIZE", "OUTPUT"

    def name(self) -> str:
        """Give the identifier."""
        return "demoterritory"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Demonstration territory")

    def groupId(self) -> str:
        """Give the group."""
        return "etude"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterNumber(
                self.SEED, tr("Seed"), QgsProcessingParameterNumber.Type.Integer, 1, minValue=0
            ),
            tr("The same seed gives the same territory."),
        )
        self.add(
            QgsProcessingParameterEnum(self.SIZE, tr("Size"), SIZES, defaultValue="small", usesStaticStrings=True),
            tr(
                "small: 40 sites; medium: 500 sites and 100 000 road segments; large: 15 000 sites and 2 000 000 road segments."
            ),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Territory"), tr("GeoPackage (*.gpkg)")),
            tr(
                "One GeoPackage: a layer per role, and the inventory as the layer friches. What is known of it by construction lies beside it, in a file that ends in _faits.json."
            ),
        )

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the place of the file before anything runs."""
        check_output(parameters.get(self.OUTPUT), ".gpkg", [])

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Build the territory."""
        from ..core import demo

        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        demo.build(
            Path(output),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            size=self.parameterAsEnumString(parameters, self.SIZE, context),
            report=report,
        )
        return {self.OUTPUT: output}
