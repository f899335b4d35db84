"""`gisement:measurebasin` takes tables in any form that a planner has them: text, workbook, JSON, a layer of QGIS."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
from gisement_tests import tiny
from qgis import processing
from qgis.core import QgsFeature, QgsProcessingException, QgsVectorLayer

from gisement.core.measures import basin


@pytest.fixture
def inputs(plugin: Any, tiny_inventory: Path, tiny_territory: Path, tmp_path: Path) -> dict[str, Any]:
    """The parameters of the measure of the tiny inventory."""
    return {
        "INPUT": f"{tiny_inventory}|layername=friches",
        "TERRITORY": str(tiny_territory),
        "OUTPUT": str(tmp_path / "bassin.gpkg"),
    }


def measured(inputs: dict[str, Any]) -> pd.DataFrame:
    return pyogrio.read_dataframe(processing.run("gisement:measurebasin", inputs)["OUTPUT"]).set_index("site_id")


def test_tables_come_as_text_as_json_and_as_a_layer_of_the_project(inputs: dict[str, Any], tmp_path: Path) -> None:
    zones, rates = tmp_path / "communes.csv", tmp_path / "chomage.json"
    zones.write_text("Composition communale;;\nCODGEO;ZE2020;LIBZE2020\n13999;0052;Arles\n", encoding="cp1252")
    series = {"zes": {"0052": {"label": "Arles", "rate_pct": [9.6, 9.8]}}, "quarters": ["2025-T3", "2025-T4"]}
    rates.write_text(json.dumps(series), encoding="utf-8")
    vacant = QgsVectorLayer("NoGeometry?field=INSEE_C:string&field=taux_vacance_25_pct:double", "lovac", "memory")
    row = QgsFeature(vacant.fields())
    row.setAttributes(["13999", 7.5])
    assert vacant.dataProvider().addFeatures([row])[0]
    given = {"ZONE_EMPLOI": str(zones), "CHOMAGE": str(rates), "LOGEMENT_VACANT": vacant}
    sites = measured({**inputs, **given})
    known = sites.loc["T-001", ["commune_code", "zone_emploi", "zone_emploi_nom", "chomage_pct", "chomage_trimestre"]]
    assert known.tolist() == ["13999", "0052", "Arles", 9.8, "2025-T4"]
    assert sites.at["T-001", "logements_vacants_pct"] == 7.5
    assert sites.loc["T-008", [column.key for column in basin.COLUMNS]].isna().all()


def test_people_reach_the_sites_of_the_tiny_territory_by_its_roads(inputs: dict[str, Any], tmp_path: Path) -> None:
    rows = [
        (tiny.diamond(x, 1000, 50), {f"ind_{band}": people / 4 for band in ("18_24", "25_39", "40_54", "55_64")})
        for x, people in ((500, 40), (11_500, 400))
    ]
    pyogrio.write_dataframe(tiny.layer(rows), tmp_path / "carreaux.gpkg", layer="carreaux")
    sites = measured({**inputs, "POPULATION": f"{tmp_path / 'carreaux.gpkg'}|layername=carreaux"})
    assert sites.loc[["T-001", "T-002", "T-003", "T-004", "T-005"], "actifs_30min"].tolist() == [440.0] * 5
    # On a road that leads nowhere, outside, and without geometry.
    assert sites.loc[["T-006", "T-007", "T-008"], "actifs_30min"].isna().all()


def test_table_that_is_none_of_the_known_ones_is_refused_with_the_columns_expected(
    inputs: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "autre.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="CODGEO"):
        processing.run("gisement:measurebasin", {**inputs, "ZONE_EMPLOI": str(tmp_path / "autre.csv")})
