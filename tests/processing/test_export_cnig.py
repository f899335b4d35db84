"""`gisement:exportcnig`: from an inventory, a layer or a study to the files of a standard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from gisement_tests.exports import economic_schema, faults, notes, read, sites, square
from gisement_tests.official import descriptor
from qgis import processing
from qgis.core import QgsProcessing, QgsProcessingException, QgsVectorLayer

from gisement.core.sites.export import FILES


@pytest.fixture
def inventory(tmp_path: Path) -> Path:
    """A GeoPackage of two squares of one hectare."""
    path = tmp_path / "friches.gpkg"
    sites([square(), square()], site_nom=["Filature", "=1+1"], source_nom=["BASIAS", None]).reset_index().to_file(
        path, layer="friches", engine="pyogrio"
    )
    return path


def run(given: Any, folder: Path, **more: Any) -> dict[str, Any]:
    return processing.run("gisement:exportcnig", {"INPUT": given, "DATE": "2026-11-22", "FOLDER": str(folder), **more})


def test_an_inventory_becomes_the_files_of_the_standard(plugin: Any, inventory: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    made = run(str(inventory), folder, PRODUCER="DDT 63")
    assert made == {"FOLDER": str(folder), "ROW_COUNT": 2}
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES["friches"])
    assert faults(folder / "friches.csv", descriptor()) == []
    table = read(folder / "friches.csv")
    assert table["source_nom"].tolist() == ["BASIAS", "DDT 63"]
    assert table["site_nom"].tolist() == ["Filature", "'=1+1"]
    assert table["site_identif_date"].tolist() == ["2026-11-22"] * 2


def test_a_layer_that_is_open_in_qgis_is_exported_too(plugin: Any, inventory: Path, tmp_path: Path) -> None:
    layer = QgsVectorLayer(f"{inventory}|layername=friches", "Friches", "ogr")
    assert run(layer, tmp_path / "export")["ROW_COUNT"] == 2
    assert read(tmp_path / "export" / "friches.csv")["source_nom"].tolist() == ["BASIAS", "friches.gpkg"]


def test_a_study_becomes_economic_sites_with_what_it_knows(inputs: dict[str, Any], tmp_path: Path) -> None:
    processing.run("gisement:study", inputs)
    folder = tmp_path / "export"
    made = run(f"{inputs['OUTPUT']}|layername=sites", folder, STANDARD="sites_economiques")
    for kind, name in (("site_eco", "site-eco.csv"), ("terrain_eco", "terrain-eco.csv")):
        assert faults(folder / name, economic_schema(kind)) == []
    left = read(folder / "non_exportes.csv")
    # T-003 is known by its point, T-008 by nothing.
    assert {"T-003", "T-008"} <= set(left["site_id"])
    assert made["ROW_COUNT"] == 8 - len(left)
    site = read(folder / "site-eco.csv")
    first = site[site["site_id"].str.endswith("T-001")].iloc[0]
    assert first[["autoroute_nom", "autoroute_echang_dist", "gare_fret_nom", "gare_fret_dist"]].tolist() == [
        "A99",
        "3",
        "Gare d'Essai",
        "1",
    ]
    plots = read(folder / "terrain-eco.csv")
    plot = plots[plots["terr_id"].str.endswith("T-001")].iloc[0]
    assert plot[["terr_surf_brute", "terr_cle_en_main"]].tolist() == ["2", "non"]


def test_a_study_exports_its_disc_as_the_point_that_it_is(inputs: dict[str, Any], tmp_path: Path) -> None:
    processing.run("gisement:study", inputs)
    run(f"{inputs['OUTPUT']}|layername=sites", tmp_path / "export")
    table = read(tmp_path / "export" / "friches.csv")
    assert table.loc["T-003", "geomsurf"] == ""
    assert table.loc["T-001", "geomsurf"].startswith("POLYGON((")
    assert ("T-003", "geomsurf", "emprise_approchee") in notes(tmp_path / "export")


def test_the_export_never_replaces_its_own_inventory(plugin: Any, inventory: Path) -> None:
    before = inventory.read_bytes()
    with pytest.raises(QgsProcessingException, match=r"friches\.gpkg"):
        run(str(inventory), inventory.parent)
    assert inventory.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_refused_before_the_work(
    plugin: Any, inventory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gpd.GeoDataFrame, "to_crs", lambda *_: pytest.fail("computed before the refusal"))
    with pytest.raises(QgsProcessingException, match="absent"):
        run(str(inventory), tmp_path / "absent" / "export")
    with pytest.raises(QgsProcessingException, match="friches.gpkg"):
        run(str(inventory), inventory)


def test_a_temporary_folder_will_do(plugin: Any, inventory: Path) -> None:
    made = processing.run("gisement:exportcnig", {"INPUT": str(inventory), "FOLDER": QgsProcessing.TEMPORARY_OUTPUT})
    assert (Path(made["FOLDER"]) / "friches.csv").is_file()
