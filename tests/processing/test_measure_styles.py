"""What the measures load into QGIS is drawn by what matters in it; their help shows a figure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import pytest
import shapely
from gisement_tests import tiny
from gisement_tests.language import speaking
from qgis import processing
from qgis.core import Qgis, QgsExpression, QgsProcessing, QgsProject, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from gisement.bridge.styles.inventory import style_output
from gisement.core.measures import columns
from gisement.core.resources import resource
from gisement.processing.measures.measure import MeasureAlgorithm
from gisement.processing.provider import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKS = resource("styles/mesures")
MEASURED = [algorithm for algorithm in ALGORITHMS if issubclass(algorithm, MeasureAlgorithm)]


@pytest.fixture
def project(plugin: Any) -> Iterator[QgsProject]:
    """The open project, empty before and after."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()


@pytest.fixture
def inputs(plugin: Any, tiny_inventory: Path, tiny_territory: Path, tmp_path: Path) -> dict[str, Any]:
    """The parameters of a measure of the tiny inventory."""
    return {
        "INPUT": f"{tiny_inventory}|layername=friches",
        "TERRITORY": str(tiny_territory),
        "OUTPUT": str(tmp_path / "mesure.gpkg"),
    }


def layer_of(rows: gpd.GeoDataFrame, path: Path) -> QgsVectorLayer:
    pyogrio.write_dataframe(rows, path, layer="x")
    return QgsVectorLayer(str(path), "x", "ogr")


@pytest.mark.parametrize("name", list(LOOKS["cartes"]))
def test_classes_are_told_apart_without_colour(name: str) -> None:
    entries = LOOKS["cartes"][name]["classes"]
    for place, one in enumerate(entries):
        for other in entries[place + 1 :]:
            shape = (one["forme"], one.get("motif")) != (other["forme"], other.get("motif"))
            tone = abs(QColor(one["fond"]).lightnessF() - QColor(other["fond"]).lightnessF()) >= 0.15
            assert shape or tone or one["mm"] != other["mm"], (one["code"], other["code"])


@pytest.mark.parametrize("algorithm", MEASURED)
def test_every_measure_and_each_of_its_layers_has_a_look(algorithm: type[MeasureAlgorithm]) -> None:
    assert algorithm.MEASURE in LOOKS["cartes"]
    assert set(algorithm.LAYERS.values()) <= set(LOOKS["traces"])


def test_rectangles_are_drawn_in_outline_with_their_sides(project: QgsProject, tmp_path: Path) -> None:
    said = {"site_id": ["a"], "longueur_m": [182.4], "largeur_m": [95.6], "azimut": [12.0], "halle_possible": ["oui"]}
    rows = gpd.GeoDataFrame(said, geometry=[shapely.box(0, 0, 182.4, 95.6)], crs=tiny.CRS)
    layer = layer_of(rows, tmp_path / "r.gpkg")
    style_output(layer, "rectangles")
    context = layer.createExpressionContext()
    context.setFeature(next(layer.getFeatures()))
    settings = layer.labeling().settings()
    assert QgsExpression(settings.fieldName).evaluate(context) == "182 × 96 m"
    assert layer.labelsEnabled()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_loaded_has_its_style_and_readable_columns(
    language: str, inputs: dict[str, Any], project: QgsProject
) -> None:
    with speaking(language):
        chosen = {**inputs, "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT}
        processing.runAndLoadResults("gisement:measureaccess", chosen)
    (layer,) = project.mapLayers().values()
    assert layer.renderer().type() == "categorizedSymbol"
    look = LOOKS["cartes"]["access"]["classes"]
    assert layer.renderer().categories()[0].label() == look[0]["nom"][language]
    column = columns()["autoroute_km"]
    label = column.en if language == "en" else column.fr
    assert layer.attributeAlias(layer.fields().lookupField("autoroute_km")) == f"{label} ({column.unit})"
    assert layer.attributeAlias(layer.fields().lookupField("emprise_origine")) != ""


@pytest.mark.parametrize("name", [algorithm().name() for algorithm in MEASURED])
def test_every_measure_has_a_style_that_draws_its_output(
    name: str, inputs: dict[str, Any], project: QgsProject
) -> None:
    processing.runAndLoadResults(f"gisement:{name}", inputs)
    for layer in project.mapLayers().values():
        assert layer.renderer().type() == "categorizedSymbol"
        assert layer.renderer().orderByEnabled()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("algorithm", MEASURED)
def test_the_help_shows_a_figure_of_the_language_that_is_there(
    algorithm: type[MeasureAlgorithm], language: str
) -> None:
    with speaking(language):
        (address,) = re.findall(r'<img src="file://([^"]+)" width="232" />', algorithm().shortHelpString())
    assert address.endswith(f"{algorithm().name()}_{language}.svg")
    figure = Path(address).read_text(encoding="utf-8")
    assert 'width="232"' in figure
    assert '<rect width="232"' in figure, "a light ground of its own, for QGIS may be dark"


def test_shapes_that_are_drawn_come_apart_by_kind(inputs: dict[str, Any], project: QgsProject, tmp_path: Path) -> None:
    both = [(shapely.Point(tiny.X, tiny.Y), {"site_id": "a"}), (tiny.diamond(0, 0, 50), {"site_id": "b"})]
    pyogrio.write_dataframe(tiny.layer(both), tmp_path / "f.gpkg", layer="friches", geometry_type="Unknown")
    processing.runAndLoadResults("gisement:measureenergy", {**inputs, "INPUT": str(tmp_path / "f.gpkg")})
    kinds = {layer.geometryType() for layer in project.mapLayers().values()}
    assert kinds == {Qgis.GeometryType.Polygon, Qgis.GeometryType.Point}


def test_routes_are_drawn_by_what_they_lead_to(project: QgsProject, tmp_path: Path) -> None:
    line = shapely.LineString([(tiny.X, tiny.Y), (tiny.X + 100, tiny.Y)])
    rows = gpd.GeoDataFrame({"site_id": ["a", "a"], "vers": ["autoroute", "fret"]}, geometry=[line, line], crs=tiny.CRS)
    layer = layer_of(rows, tmp_path / "r.gpkg")
    with speaking("fr"):
        style_output(layer, "itineraires")
    renderer = layer.renderer()
    assert renderer.classAttribute() == "vers"
    assert renderer.usingSymbolLevels()
    widths = [category.symbol().width() for category in renderer.categories()]
    assert widths == sorted(widths, reverse=True), "the next is seen on the one before"
    assert layer.attributeAlias(layer.fields().lookupField("vers")) == "Vers"
