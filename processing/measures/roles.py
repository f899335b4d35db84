"""One parameter per role: a layer that takes the place of the territory's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
)

from ...bridge.texts import user_language
from ...core.errors import GisementError
from ...core.resources import resource

if TYPE_CHECKING:
    from ...core.report import Report
    from ...core.territory.sources import Source
    from ..base import GisementAlgorithm, Parameters

RASTER = "raster"
#: how the address of a grid in a GeoPackage begins: ``GPKG:file:grid``
GRID = "GPKG:"
#: geometry of a role in the catalogue → what QGIS offers; what one producer draws as a point another draws as an area
KINDS = {
    "polygon": QgsProcessing.SourceType.TypeVectorPolygon,
    "line": QgsProcessing.SourceType.TypeVectorLine,
    "point": QgsProcessing.SourceType.TypeVectorAnyGeometry,
    "any": QgsProcessing.SourceType.TypeVector,
}


def parameter_name(role: str) -> str:
    """Name the parameter of a role."""
    return role.upper()


def role_parameter(role: str) -> QgsProcessingParameterDefinition:
    """Make the parameter of a role, with the catalogue's label and kind of layer."""
    known = resource("catalogue/roles")[role]
    name, label = parameter_name(role), known["label"][user_language()]
    if known["geometry"] == RASTER:
        return QgsProcessingParameterRasterLayer(name, label, optional=True)
    return QgsProcessingParameterFeatureSource(name, label, [KINDS[known["geometry"]]], optional=True)


def role_source(
    algorithm: GisementAlgorithm, role: str, parameters: Parameters, context: QgsProcessingContext, report: Report
) -> Source:
    """Say where the layer lies that was given for a role; a layer without a file is written to one first.

    :raises GisementError: ``raster_without_file``.
    """
    from ...core.territory.sources import Source

    name = parameter_name(role)
    if resource("catalogue/roles")[role]["geometry"] != RASTER:
        return Source(role, *algorithm.source_path(parameters, name, context, report))
    layer = algorithm.parameterAsRasterLayer(parameters, name, context)
    if layer is None or layer.providerType() != "gdal":
        raise GisementError("raster_without_file", role=role, layer=str(parameters.get(name)))
    return Source(role, *_file_and_grid(layer.source()))


def file_of_grid(value: Any) -> Any:
    """Give the file of a raster that is a grid of a GeoPackage; anything else as it is."""
    return _file_and_grid(value)[0] if isinstance(value, str) and value.upper().startswith(GRID) else value


def _file_and_grid(place: str) -> tuple[str, str | None]:
    """Split the address of a raster, which names a grid of a GeoPackage as ``GPKG:file:grid``."""
    if not place.upper().startswith(GRID):
        return place.partition("|")[0], None
    path, _, grid = place[len(GRID) :].rpartition(":")
    return path, grid
