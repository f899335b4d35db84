"""What the user may give as the inventory: a layer without file, a selection, a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
from gisement_tests import tiny
from qgis import processing
from qgis.core import (
    Qgis,
    QgsFeature,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
)

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("site_id", "site_nom", "site_statut", "urba_zone_type", "urba_zone_formdomi", "proprio_type", "bati_nombre")


@pytest.fixture
def memory_layer(qgis_new_project: QgsProject) -> QgsVectorLayer:
    """The sites of the tiny inventory that are surfaces, in a scratch layer of the project."""
    columns = "&".join(f"field={name}:{'integer' if name == 'bati_nombre' else 'string'}" for name in FIELDS)
    layer = QgsVectorLayer(f"Polygon?crs={tiny.CRS}&{columns}", "Friches d'essai", "memory")
    for _, row in tiny.inventory().iterrows():
        if row.geometry is None or row.geometry.geom_type != "Polygon":
            continue
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(row.geometry.wkt))
        feature.setAttributes([row[name] for name in FIELDS])
        assert layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    assert QgsProject.instance().addMapLayer(layer) is layer
    return layer


def sites_of(path: str | Path) -> Any:
    return pyogrio.read_dataframe(path, layer="sites").set_index("site_id")


def test_a_scratch_layer_is_studied_as_a_file_is(inputs: dict[str, Any], memory_layer: QgsVectorLayer) -> None:
    done = processing.run("gisement:study", {**inputs, "SITES": memory_layer})
    assert done["SITES_COUNT"] == 6
    sites = sites_of(done["OUTPUT"])
    for column, value in tiny.KNOWN["T-001"].items():
        assert sites.at["T-001", column] == (pytest.approx(value, abs=1e-3) if isinstance(value, float) else value)


def test_only_the_selected_sites_are_studied(inputs: dict[str, Any], memory_layer: QgsVectorLayer) -> None:
    memory_layer.selectByExpression("\"site_id\" in ('T-001', 'T-004')")
    chosen = QgsProcessingFeatureSourceDefinition(memory_layer.id(), selectedFeaturesOnly=True)
    done = processing.run("gisement:study", {**inputs, "SITES": chosen})
    assert sorted(sites_of(done["OUTPUT"]).index) == ["T-001", "T-004"]


def test_only_the_sites_that_a_layer_s_filter_lets_through_are_studied(
    inputs: dict[str, Any], tiny_inventory: Path, qgis_new_project: QgsProject
) -> None:
    layer = QgsVectorLayer(f"{tiny_inventory}|layername=friches", "Friches filtrées", "ogr")
    assert layer.setSubsetString("\"site_id\" in ('T-002', 'T-003')")
    assert QgsProject.instance().addMapLayer(layer) is layer
    done = processing.run("gisement:study", {**inputs, "SITES": layer})
    sites = sites_of(done["OUTPUT"])
    assert sorted(sites.index) == ["T-002", "T-003"]
    # The point stays a point with its declared area, whatever QGIS made of the layer on the way.
    assert sites.at["T-003", "surface_m2"] == pytest.approx(10_000.0)
    assert sites.at["T-003", "emprise_origine"] == "disque"


def test_an_expression_beside_the_source_filters_too(inputs: dict[str, Any], memory_layer: QgsVectorLayer) -> None:
    chosen = QgsProcessingFeatureSourceDefinition(memory_layer.id(), filterExpression="\"site_id\" = 'T-002'")
    done = processing.run("gisement:study", {**inputs, "SITES": chosen})
    assert list(sites_of(done["OUTPUT"]).index) == ["T-002"]


def test_the_state_of_procedures_comes_from_a_scratch_table_too(inputs: dict[str, Any]) -> None:
    fields = "field=site_id:string&field=etape:string&field=statut:string&field=reste_mois:double"
    table = QgsVectorLayer(f"None?{fields}", "etat", "memory")
    for values in (
        ["T-001", "faune_flore", "fait", None],
        ["T-001", "derogation_especes", "en_cours", 2.0],
        ["T-001", "archeo_diagnostic", "sans_objet", None],
        ["ailleurs", "foncier", "fait", None],
    ):
        feature = QgsFeature(table.fields())
        feature.setAttributes(values)
        assert table.dataProvider().addFeature(feature)
    done = processing.run("gisement:study", {**inputs, "PROCEDURES": table})
    sites = sites_of(done["OUTPUT"])
    # What is left: the two months of the waiver and the two of the case-by-case examination, side by side.
    assert sites.at["T-001", "mois_avant_pret"] == pytest.approx(2.0)
    assert sites.at["T-002", "mois_avant_pret"] > 12


def test_a_temporary_output_is_a_geopackage_that_holds_the_study(inputs: dict[str, Any]) -> None:
    done = processing.run("gisement:study", {**inputs, "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT})
    assert done["OUTPUT"].endswith(".gpkg")
    assert len(sites_of(done["OUTPUT"])) == tiny.COUNTS["SITES_COUNT"]


def test_the_sites_are_loaded_into_the_project_with_the_study_s_own_style(
    inputs: dict[str, Any], qgis_new_project: QgsProject
) -> None:
    processing.runAndLoadResults("gisement:study", inputs)
    layers = list(QgsProject.instance().mapLayers().values())
    assert layers
    for layer in layers:
        assert layer.isValid()
        assert layer.renderer().type() in ("categorizedSymbol", "RuleRenderer")
        assert layer.attributeAlias(layer.fields().lookupField("autoroute_km")) != ""
    surfaces = [layer for layer in layers if layer.geometryType() == Qgis.GeometryType.Polygon]
    # The seven sites that have a place: six surfaces, and one point that has become a disc.
    assert [layer.featureCount() for layer in surfaces] == [7]
