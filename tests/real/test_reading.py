"""Real files of producers are opened as they are: all records, their accents, their systems, their defects."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest

from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.sites.reading import read_records


@pytest.mark.parametrize(
    ("file", "records", "columns", "encoding"),
    [
        ("friches/cartofriches_national_2024-03-10.gpkg", 23_878, 75, None),
        ("friches/cartofriches_export_cnig_test_2024_utf8_semicolon.csv", 2_594, 50, "utf-8"),
        ("friches/cartofriches_liste_latin1_geomR.csv", 21_865, 5, "cp1252"),
        ("friches/ddt08_obs_friches/data.csv", 164, 20, "utf-8"),
        ("friches/ddt08_obs_friches/data_2025-12-12.csv", 164, 18, "utf-8"),
        ("friches/ddt08_obs_friches/friches.geojson", 164, 12, "utf-8"),
        ("friches/ddt08_obs_friches/friches_2025-12-15_v1.geojson", 164, None, "utf-8"),
        ("friches/ademe_sites_pollues.geojson", 419, None, "utf-8"),
        ("friches/fonds_friches_dossiers.csv", 4_446, 13, "utf-8"),
        ("tables/InstallationsClassees_France.shp", 1_224, 26, "cp1252"),
        ("tables/lovac2025_communes_gazetteer.csv", 16_501, 3, "utf-8"),
        ("urbanisme/shp_latin1/PRESCRIPTION_PCT.shp", 59, 8, "cp1252"),
    ],
)
def test_every_record_and_column_is_read(
    data: Path, file: str, records: int, columns: int | None, encoding: str | None
) -> None:
    read = read_records(data / file)
    attributes = read.rows.drop(columns="geometry", errors="ignore")
    assert len(attributes) == records
    assert columns is None or attributes.shape[1] == columns
    assert read.encoding == encoding


def test_accents_of_a_latin1_list_are_read(data: Path) -> None:
    rows = read_records(data / "friches/cartofriches_liste_latin1_geomR.csv").rows
    assert rows["nature"][0] == "MTE non vérifié"
    assert rows["geom"][0] == "c(2.57426230514216, 42.7624565795885)"


def test_accents_of_a_shapefile_without_cpg_are_read(data: Path) -> None:
    report = Report()
    rows = read_records(data / "tables/InstallationsClassees_France.shp", report=report).rows
    assert rows["adresse"][0] == "ZI GARONOR bâtiment 22"
    assert dict(report.warnings)["shapefile_encoding"]["encoding"] == "cp1252"


def test_header_of_a_workbook_is_found_below_its_banner(data: Path) -> None:
    path = data / "tables/insee_ze2020_composition_2022.xlsx"
    rows = read_records(path).rows
    assert rows.columns.tolist() == ["ZE2020", "LIBZE2020", "NB_COM"]
    assert rows.iloc[0].tolist() == ["0051", "Alençon", "185"]
    communes = read_records(path, layer="Composition_communale").rows
    assert communes["CODGEO"][0] == "01001"
    assert len(communes) == int(rows["NB_COM"].astype(int).sum())


def test_inventory_of_a_territory_is_found_among_its_layers(data: Path) -> None:
    assert read_records(data / "ardennes/ardennes.gpkg").layer == "cartofriches_2024"
    assert len(read_records(data / "ardennes/ardennes.gpkg", layer="ddt08_friches_polygones").rows) == 164


@pytest.mark.parametrize("name", ["m3_zone_urba.shp", "m3_zone_urba.dbf"])
def test_shapefile_without_shx_is_refused_by_the_name_of_what_it_lacks(data: Path, name: str) -> None:
    before = sorted(entry.name for entry in (data / "malformed").iterdir())
    with pytest.raises(GisementError) as caught:
        read_records(data / "malformed" / name)
    assert (caught.value.code, caught.value.facts["part"]) == ("shapefile_without_shx", "m3_zone_urba.shx")
    assert sorted(entry.name for entry in (data / "malformed").iterdir()) == before


@pytest.mark.parametrize(
    ("name", "records"),
    [("anct_ti_geometries_degenerees.geojson", 5), ("canalisations_hydrocarbures_crs_faux.geojson", 1_258)],
)
def test_malformed_geojson_is_read_whole(data: Path, name: str, records: int) -> None:
    rows = read_records(data / "malformed" / name).rows
    assert isinstance(rows, gpd.GeoDataFrame)
    assert len(rows) == records
    assert rows.geometry.notna().all()


def test_packed_inventory_is_the_same_as_the_plain_one(data: Path, tmp_path: Path) -> None:
    plain = data / "friches/cartofriches_export_cnig_test_2024_utf8_semicolon.csv"
    packed = {name: tmp_path / name for name in ("friches.zip", "friches.csv.gz")}
    with zipfile.ZipFile(packed["friches.zip"], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, f"export/{plain.name}")
    packed["friches.csv.gz"].write_bytes(gzip.compress(plain.read_bytes()))
    rows = read_records(plain).rows
    for path in packed.values():
        assert read_records(path).rows.equals(rows)
