"""What the inventory's algorithms load into QGIS is drawn by what matters in it, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from gisement_tests import tiny
from gisement_tests.language import speaking
from qgis import processing
from qgis.core import (
    Qgis,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProcessing,
    QgsProcessingContext,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

from gisement.bridge.loading import load_output
from gisement.bridge.styles.inventory import style_output
from gisement.core.resources import resource
from gisement.core.sites.comparing import ORDER
from gisement.core.sites.findings import ERROR, REPAIRED, WARNING
from gisement.core.sites.locating import origin
from gisement.core.sites.merging.deciding import DISTINCT, kinds
from gisement.core.store import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOKS = resource("styles/inventaire")
SQUARE = shapely.box(tiny.X, tiny.Y, tiny.X + 100, tiny.Y + 100)
POINT = shapely.Point(tiny.X + 1000, tiny.Y)


@pytest.fixture
def project(plugin: Any) -> Iterator[QgsProject]:
    """The open project, empty before and after."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()


def written(path: Path, rows: list[tuple[Any, dict[str, Any]]]) -> QgsVectorLayer:
    """Write a layer as the algorithms do, and open it."""
    write_file(tiny.layer(rows), path, "friches")
    return QgsVectorLayer(str(path), "friches", "ogr")


def classes(layer: QgsVectorLayer) -> dict[str, list[str]]:
    """Give the labels of the legend under which the renderer draws the sites, by ``site_id``."""
    renderer = layer.renderer().clone()
    context = QgsRenderContext()
    context.setExpressionContext(layer.createExpressionContext())
    renderer.startRender(context, layer.fields())
    labels = {item.ruleKey(): item.label() for item in renderer.legendSymbolItems()}
    found = {}
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        keys = renderer.legendKeysForFeature(feature, context)
        found[feature["site_id"]] = [labels[key] for key in keys]
    renderer.stopRender(context)
    return found


def legend(layer: QgsVectorLayer) -> list[str]:
    return [category.label() for category in layer.renderer().categories()]


def rendered(layer: QgsVectorLayer, scale: float) -> set[str]:
    """Draw the middle of a layer at a scale and give the colours that are there."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(60, 60))
    settings.setOutputDpi(96)
    settings.setFlag(Qgis.MapSettingsFlag.Antialiasing, False)
    metres = 60 * 0.0254 / 96 * scale
    middle = layer.extent().center()
    middle_box = shapely.Point(middle.x(), middle.y()).buffer(metres / 2).bounds
    settings.setExtent(type(layer.extent())(*middle_box))
    context = layer.createExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    return {QColor(image.pixel(x, y)).name() for x in range(60) for y in range(60)}


def test_every_value_that_is_drawn_by_has_its_class() -> None:
    codes = {name: {entry["code"] for entry in look["classes"]} for name, look in LOOKS["cartes"].items()}
    assert codes["changements"] == set(ORDER)
    origins = {value for name, value in vars(origin).items() if name.isupper() and isinstance(value, str)}
    assert codes["import"] == {*origins, ""}
    assert codes["candidats"] == {entry["classe"] for entry in resource("detection/indices")["classes"]}
    assert codes["controle"] == {ERROR, WARNING, REPAIRED, "rien"}
    decisions = {kind["decision"] for kind in kinds().values()}
    assert {row["code"] for row in LOOKS["tables"]["decisions"]["lignes"]} == decisions - {DISTINCT}


@pytest.mark.parametrize("name", list(LOOKS["cartes"]))
def test_classes_are_told_apart_without_colour(name: str) -> None:
    """By the form of the mark, by its tone, or by its size."""
    entries = LOOKS["cartes"][name]["classes"]
    for place, one in enumerate(entries):
        for other in entries[place + 1 :]:
            shape = (one["forme"], one.get("angle"), one.get("motif")) != (
                other["forme"],
                other.get("angle"),
                other.get("motif"),
            )
            tone = abs(QColor(one["fond"]).lightnessF() - QColor(other["fond"]).lightnessF()) >= 0.15
            assert shape or tone or one["mm"] != other["mm"], (one["code"], other["code"])


def test_checked_sites_are_drawn_by_their_worst_finding(project: QgsProject, tmp_path: Path) -> None:
    counts = {"a": (2, 1, 0), "b": (0, 3, 1), "c": (0, 0, 1), "d": (0, 0, 0)}
    names = ("nb_erreurs", "nb_avertissements", "nb_reparations")
    rows = [(POINT, {"site_id": site, **dict(zip(names, numbers))}) for site, numbers in counts.items()]
    with speaking("fr"):
        layer = written(tmp_path / "controle.gpkg", rows)
        style_output(layer, "controle")
    assert classes(layer) == {
        "a": ["Une erreur au moins"],
        "b": ["Un avertissement au moins"],
        "c": ["Réparations seules"],
        "d": ["Ni erreur ni avertissement"],
    }


def test_merged_sites_are_told_from_those_that_stand_alone(project: QgsProject, tmp_path: Path) -> None:
    rows = [
        (SQUARE, {"site_id": "a", "sites_fusionnes": "x|y", "producteurs": "DDT|Cartofriches"}),
        (SQUARE, {"site_id": "b", "sites_fusionnes": "z", "producteurs": "DDT"}),
        (SQUARE, {"site_id": "c", "sites_fusionnes": None, "producteurs": "DDT"}),
    ]
    with speaking("en"):
        layer = written(tmp_path / "fusion.gpkg", rows)
        style_output(layer, "fusion")
    assert classes(layer) == {
        "a": ["Merged from several producers"],
        "b": ["Doubles of one producer"],
        "c": ["Record alone"],
    }


def test_no_site_is_left_undrawn(project: QgsProject, tmp_path: Path) -> None:
    """A site whose origin is NULL, or one that nobody foresaw, has a class too; classes without a site have none."""
    rows = [(POINT, {"site_id": site, "emprise_origine": said}) for site, said in zip("abc", ("point", None, "drone"))]
    with speaking("fr"):
        layer = written(tmp_path / "import.gpkg", rows)
        style_output(layer, "import")
    assert legend(layer) == ["Point seul", "Origine inconnue"]
    assert classes(layer) == {"a": ["Point seul"], "b": ["Origine inconnue"], "c": ["Origine inconnue"]}


def test_a_footprint_too_small_to_be_seen_has_a_mark(project: QgsProject, tmp_path: Path) -> None:
    layer = written(tmp_path / "candidats.gpkg", [(SQUARE, {"site_id": "a", "classe": "forte"})])
    style_output(layer, "candidats")
    assert "#7a0177" in rendered(layer, 400_000)  # where 100 m are a quarter of a millimetre
    # 45 % of #7a0177 over white, which alone fills an image of 79 m
    assert rendered(layer, 5_000) == {"#c38cc2"}


def test_the_worst_lies_on_top(project: QgsProject, tmp_path: Path) -> None:
    rows = [
        (POINT, {"site_id": site, "nb_erreurs": errors, "nb_avertissements": 0, "nb_reparations": 0})
        for site, errors in (("a", 1), ("b", 0))
    ]
    layer = written(tmp_path / "controle.gpkg", rows)
    style_output(layer, "controle")
    worst, *_, nothing = LOOKS["cartes"]["controle"]["classes"]
    assert worst["fond"] in rendered(layer, 10_000)
    assert nothing["fond"] not in rendered(layer, 10_000)


@pytest.mark.parametrize(
    ("language", "label", "alias"),
    [("fr", "Ni erreur ni avertissement", "Nom du site"), ("en", "Neither error nor warning", "Site name")],
)
def test_what_the_check_loads_is_styled_in_the_language_of_the_user(
    project: QgsProject, tmp_path: Path, language: str, label: str, alias: str
) -> None:
    sites = gpd.GeoDataFrame(
        {"site_id": ["78001_1", "78001_2"], "site_nom": ["Usine", None]},
        geometry=[SQUARE, POINT],
        crs="EPSG:2154",
    )
    write_file(sites, tmp_path / "friches.gpkg", "friches")
    with speaking(language):
        processing.runAndLoadResults(
            "gisement:checkinventory",
            {
                "INPUT": str(tmp_path / "friches.gpkg"),
                "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT,
                "FINDINGS": str(tmp_path / "constats.csv"),
            },
        )
    drawn = [layer for layer in project.mapLayers().values() if layer.isSpatial()]
    (table,) = [layer for layer in project.mapLayers().values() if not layer.isSpatial()]
    assert {layer.geometryType() for layer in drawn} == {Qgis.GeometryType.Polygon, Qgis.GeometryType.Point}
    assert len({layer.name() for layer in drawn}) == 2
    for layer in drawn:
        assert label in legend(layer)
        assert layer.attributeAlias(layer.fields().lookupField("site_nom")) == alias
        assert project.layerTreeRoot().findLayer(layer.id()).customProperty("showFeatureCount")
    rules = [style.rule() for style in table.conditionalStyles().rowStyles()]
    assert rules == [f"\"gravite\" = '{severity}'" for severity in (ERROR, WARNING, REPAIRED)]


def test_an_empty_output_is_loaded_as_it_is(project: QgsProject, tmp_path: Path) -> None:
    write_file(tiny.layer([(POINT, {"site_id": "a", "changement": "ajoute"})]).iloc[:0], tmp_path / "vide.gpkg", "x")
    layer = QgsVectorLayer(str(tmp_path / "vide.gpkg"), "x", "ogr")
    style_output(layer, "changements")
    assert layer.isValid()
    assert layer.featureCount() == 0


def test_nothing_is_planned_for_what_is_not_to_be_loaded(project: QgsProject, tmp_path: Path) -> None:
    written(tmp_path / "import.gpkg", [(POINT, {"site_id": "a", "emprise_origine": "point"})])
    context = QgsProcessingContext()
    load_output(str(tmp_path / "import.gpkg"), context, "import")
    assert context.layersToLoadOnCompletion() == {}


def test_every_style_that_an_algorithm_names_exists(project: QgsProject, tmp_path: Path) -> None:
    """The keys are given by the algorithms; a layer of one site runs through each of them."""
    for style in (*LOOKS["cartes"], *LOOKS["tables"]):
        layer = written(tmp_path / f"{style}.gpkg", [(SQUARE, {"site_id": "a", "site_nom": "Usine"})])
        style_output(layer, style)
        assert layer.displayExpression().startswith("coalesce(")
