"""`gisement:measureaccess`: the road to the site for a lorry, and from there to motorway, rail, port and airport."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, ClassVar

from qgis.core import QgsProcessingContext, QgsProcessingParameterNumber

from ...bridge.texts import tr
from ...core.errors import GisementError
from ...core.resources import resource
from .measure import MeasureAlgorithm

if TYPE_CHECKING:
    from ..base import Parameters


class MeasureAccess(MeasureAlgorithm):
    """Measures the access of each site."""

    MEASURE = "access"
    ROLES = (
        "troncon_de_route",
        "acces_autoroute",
        "gare_fret",
        "port",
        "quai",
        "aeroport",
        "ite",
        "troncon_de_voie_ferree",
        "voie_navigable",
    )
    ROUTES = "ROUTES"
    LAYERS = {ROUTES: "itineraires"}
    VEHICLE_HEIGHT, VEHICLE_WEIGHT, VEHICLE_WIDTH = "VEHICLE_HEIGHT", "VEHICLE_WEIGHT", "VEHICLE_WIDTH"
    #: parameter → what `resources/measures/access.json` calls it
    VEHICLE: ClassVar[dict[str, str]] = {
        VEHICLE_HEIGHT: "hauteur_m",
        VEHICLE_WEIGHT: "poids_t",
        VEHICLE_WIDTH: "largeur_m",
    }

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Measure the access")

    def add_more(self) -> None:
        """Declare the lorry that has to get through."""
        texts = {
            self.VEHICLE_HEIGHT: (tr("Height of the lorry (m)"), tr("A bridge that is lower is not passed under.")),
            self.VEHICLE_WEIGHT: (tr("Weight of the lorry (t)"), tr("A road that bears less is not taken.")),
            self.VEHICLE_WIDTH: (tr("Width of the lorry (m)"), tr("A road that is narrower is not taken.")),
        }
        usual = resource("measures/access")["vehicule"]
        for name, (label, help_) in texts.items():
            self.add(
                QgsProcessingParameterNumber(
                    name,
                    label,
                    QgsProcessingParameterNumber.Type.Double,
                    usual[self.VEHICLE[name]],
                    optional=True,
                    minValue=0.1,
                ),
                help_,
                advanced=True,
            )

    def layer_outputs(self) -> list[tuple[str, str, str]]:
        """Give the layer of the routes."""
        return [(self.ROUTES, tr("Routes"), tr("The way of the lorry from each site to what it was measured to."))]

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the lorry too: in place of what is no number, QGIS would take the usual one without a word."""
        super().check(parameters, context)
        for name in self.VEHICLE:
            value = parameters.get(name)
            if isinstance(value, str) and value.strip() and not _is_number(value):
                raise GisementError("number_invalid", parameter=name, value=value)

    def vehicle(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, float]:
        """Give what the lorry measures and weighs; what is left empty is that of the resources."""
        usual = resource("measures/access")["vehicule"]
        return {
            key: self.parameterAsDouble(parameters, name, context)
            if parameters.get(name) not in (None, "")
            else float(usual[key])
            for name, key in self.VEHICLE.items()
        }


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False
