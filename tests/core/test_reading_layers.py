"""Vector files: shapes, attributes, encoding and coordinate system as the file says them, and the file untouched."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests.broken_files import VALUES, Broken, collection, good, parts

from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.sites.reading import Records, layers, read_records

NAMES = [line[1] for line in VALUES]


def read(folder: Path, content: Any, name: str = "friches.geojson", report: Report | None = None) -> Records:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return read_records(path, report=report)


def latin_table() -> bytes:
    """Give the table of the good Shapefile in cp1252."""
    table = parts()[".dbf"]
    for value in {value for line in VALUES for value in line if not value.isascii()}:
        utf8, windows = value.encode(), value.encode("cp1252")
        table = table.replace(utf8, windows + b" " * (len(utf8) - len(windows)))
    return table


def _drop_triggers(connection: sqlite3.Connection) -> None:
    """Drop the triggers, which call functions that only the vector library has."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


@pytest.mark.parametrize("ending", [".gpkg", ".geojson", ".fgb", ".shp"])
def test_vector_file_gives_its_shapes_and_values(ending: str, tmp_path: Path) -> None:
    path = Broken("friches", ending, good(ending), parts() if ending == ".shp" else {}).write(tmp_path)
    rows = read_records(path).rows
    assert isinstance(rows, gpd.GeoDataFrame)
    assert rows.geometry.name == "geometry"
    assert rows.crs.to_epsg() == 4326
    # FlatGeobuf orders its records along a curve.
    assert sorted(rows["site_nom"]) == sorted(NAMES)
    first = rows[rows["site_id"] == "F-1"].iloc[0]
    assert (first.geometry.x, first.geometry.y) == (4.95, 43.44)


@pytest.mark.parametrize(
    ("table", "told", "encoding", "warns"),
    [
        ("utf-8", b"UTF-8", "utf-8", False),
        ("utf-8", None, "utf-8", True),
        ("utf-8", b"ISO-8859-1", "utf-8", True),
        ("cp1252", None, "cp1252", True),
        ("cp1252", b"UTF-8", "cp1252", True),
        ("cp1252", b"1252", "cp1252", False),
        ("cp1252", b"ANSI 1252", "cp1252", False),
        ("cp1252", b"ISO-8859-1", "cp1252", False),
    ],
)
def test_encoding_of_a_shapefile_is_found_whatever_the_cpg_says(
    table: str, told: bytes | None, encoding: str, warns: bool, tmp_path: Path
) -> None:
    beside = {**parts(), ".dbf": latin_table() if table == "cp1252" else parts()[".dbf"]}
    del beside[".cpg"]
    if told is not None:
        beside[".cpg"] = told
    report = Report()
    records = read_records(Broken("f", ".shp", good(".shp"), beside).write(tmp_path), report=report)
    assert records.rows["site_nom"].tolist() == NAMES
    assert records.encoding == encoding
    assert ("shapefile_encoding" in dict(report.warnings)) == warns


def test_encoding_of_the_user_wins_for_a_shapefile(tmp_path: Path) -> None:
    path = Broken("f", ".shp", good(".shp"), {**parts(), ".dbf": latin_table()}).write(tmp_path)
    assert read_records(path, encoding="cp850").rows["site_nom"][0].startswith("AciÚrie")


@pytest.mark.parametrize("projection", [None, b"", b"rien", b'GEOGCS["GCS_WGS_1984",DATUM['])
def test_shapefile_without_a_sound_projection_has_none(projection: bytes | None, tmp_path: Path) -> None:
    beside = {ending: data for ending, data in parts().items() if ending != ".prj"}
    if projection is not None:
        beside[".prj"] = projection
    records = read_records(Broken("f", ".shp", good(".shp"), beside).write(tmp_path))
    assert records.rows.crs is None
    assert records.rows["site_nom"].tolist() == NAMES


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_part_that_a_shapefile_lacks_is_named(part: str, tmp_path: Path) -> None:
    beside = {ending: data for ending, data in parts().items() if ending != part}
    with pytest.raises(GisementError) as caught:
        read_records(Broken("f", ".shp", good(".shp"), beside).write(tmp_path))
    assert caught.value.code == f"shapefile_without_{part[1:]}"
    assert caught.value.facts["part"] == f"f{part}"


def test_parts_of_a_shapefile_are_found_whatever_their_case(tmp_path: Path) -> None:
    (tmp_path / "Friches.SHP").write_bytes(good(".shp"))
    for ending, name in ((".shx", "FRICHES.shx"), (".dbf", "friches.DBF"), (".prj", "Friches.Prj")):
        (tmp_path / name).write_bytes(parts()[ending])
    rows = read_records(tmp_path / "Friches.SHP").rows
    assert rows["site_nom"].tolist() == NAMES
    assert rows.crs.to_epsg() == 4326


@pytest.mark.parametrize(
    ("name", "code"),
    [("EPSG:2154", 2154), ("urn:ogc:def:crs:EPSG::3857", 3857), ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326)],
)
def test_geojson_is_in_the_system_that_it_says(name: str, code: int, tmp_path: Path) -> None:
    content = collection(crs={"type": "name", "properties": {"name": name}})
    assert read(tmp_path, content).rows.crs.to_epsg() == code


def test_geojson_that_says_no_system_is_in_degrees(tmp_path: Path) -> None:
    assert read(tmp_path, collection()).rows.crs.to_epsg() == 4326


def test_values_nested_in_geojson_stay_json_text(tmp_path: Path) -> None:
    content = collection()
    content["features"][0]["properties"].update(liste=["é", 1], objet={"a": None}, entier=2**60, vrai=True, nul=None)
    row = read(tmp_path, content).rows.iloc[0]
    assert (row["liste"], row["objet"], row["entier"], row["vrai"], pd.isna(row["nul"])) == (
        '["é", 1]',
        '{"a": null}',
        str(2**60),
        True,
        True,
    )


def test_open_ring_is_closed_and_told(tmp_path: Path) -> None:
    report = Report()
    ring = {"type": "Polygon", "coordinates": [[[4, 43], [5, 43], [5, 44]]]}
    rows = read(tmp_path, collection([ring]), report=report).rows
    assert rows.geometry[0].equals(shapely.Polygon([(4, 43), (5, 43), (5, 44)]))
    assert dict(report.warnings)["rings_closed"]["count"] == 1


def test_open_ring_of_a_geopackage_is_closed_and_told(tmp_path: Path) -> None:
    path, report = tmp_path / "f.gpkg", Report()
    square = shapely.Polygon([(4, 43), (5, 43), (5, 44)])
    pyogrio.write_dataframe(gpd.GeoDataFrame({"site_id": ["a", "b"]}, geometry=[square, square], crs=4326), path)
    whole = shapely.to_wkb(square, byte_order=1)
    # Three of the ring's four points: the last, which closes it, is left out.
    open_ring = whole[:9] + (3).to_bytes(4, "little") + whole[13:-16]
    with closing(sqlite3.connect(path)) as connection:
        (blob,) = connection.execute("SELECT geom FROM f WHERE fid = 1").fetchone()
        _drop_triggers(connection)
        connection.execute("UPDATE f SET geom = ? WHERE fid = 1", (blob[: -len(whole)] + open_ring,))
        connection.commit()
    rows = read_records(path, report=report).rows
    assert rows.geometry[0].equals(square)
    assert dict(report.warnings)["rings_closed"]["count"] == 1


def test_dates_of_a_layer_are_iso_texts(tmp_path: Path) -> None:
    path = tmp_path / "f.gpkg"
    dates = pd.to_datetime(["2021-03-05", None])
    moments = pd.to_datetime(["2021-03-05 10:20", "2021-03-06"])
    layer = gpd.GeoDataFrame({"jour": dates, "instant": moments}, geometry=shapely.points([(5, 43), (5, 44)]), crs=4326)
    pyogrio.write_dataframe(layer, path)
    rows = read_records(path).rows
    assert rows["jour"].tolist() == ["2021-03-05", None]
    assert rows["instant"][0].startswith("2021-03-05T10:20:00")
    assert rows["instant"][1] == "2021-03-06"


def test_layer_with_most_fields_of_the_standard_is_read_and_the_others_told(tmp_path: Path) -> None:
    path, report = tmp_path / "territoire.gpkg", Report()
    points = shapely.points([(5, 43)])
    for layer, columns in (("communes", {"code": ["1"]}), ("friches", {"site_id": ["F-1"], "comm_insee": ["1"]})):
        pyogrio.write_dataframe(gpd.GeoDataFrame(columns, geometry=points, crs=4326), path, layer=layer)
    pyogrio.write_dataframe(
        pd.DataFrame({name: ["x"] for name in ("site_id", "site_nom", "comm_insee")}), path, layer="table"
    )
    assert read_records(path, report=report).layer == "friches"
    assert dict(report.warnings)["layer_chosen"]["others"] == ["communes", "table"]
    assert read_records(path, layer="table").rows["site_nom"].tolist() == ["x"]


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_geopackage_is_read_whatever_its_journal_and_nothing_is_left_beside_it(journal: str, tmp_path: Path) -> None:
    path = Broken("f", ".gpkg", good(".gpkg")).write(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
    before = path.read_bytes()
    assert len(read_records(path).rows) == 4
    assert [entry.name for entry in tmp_path.iterdir()] == ["f.gpkg"]
    assert path.read_bytes() == before


def test_changes_that_another_program_has_not_yet_merged_are_read(tmp_path: Path) -> None:
    path = Broken("f", ".gpkg", good(".gpkg")).write(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        _drop_triggers(connection)
        connection.execute("UPDATE friches SET site_nom = 'renommée' WHERE site_id = 'F-1'")
        connection.commit()
        assert read_records(path).rows["site_nom"][0] == "renommée"


@pytest.mark.parametrize("ending", [".gpkg", ".xlsx", ".ods", ".fgb"])
def test_path_with_an_exclamation_mark_is_read(ending: str, tmp_path: Path) -> None:
    assert len(read(tmp_path, good(ending), f"à faire !{ending}").rows) == 4


def test_format_that_the_library_at_hand_does_not_read_is_named(tmp_path: Path) -> None:
    if "Parquet" in pyogrio.list_drivers(read=True):
        pytest.skip("the library at hand reads GeoParquet")
    with pytest.raises(GisementError) as caught:
        read(tmp_path, b"PAR1" + bytes(100) + b"PAR1", "f.parquet")
    assert (caught.value.code, caught.value.facts["format"]) == ("format_without_driver", "Parquet")


POINTS = gpd.points_from_xy([4.72], [49.76])


def test_layer_with_most_fields_is_found_by_all_their_names(tmp_path: Path) -> None:
    path = tmp_path / "deux.gpkg"
    for layer, columns in (
        ("a_parcelles", {"idu": ["x"], "section": ["x"]}),
        ("b_friches", {"Nom du site": ["x"], "Code_INSEE": ["08105"], "Commune": ["x"]}),
    ):
        pyogrio.write_dataframe(gpd.GeoDataFrame(columns, geometry=POINTS, crs=4326), path, layer=layer)
    assert read_records(path).layer == "b_friches"


@pytest.mark.parametrize("ending", [".geojson", ".shp", ".csv"])
def test_layer_that_a_file_of_one_layer_does_not_have_is_refused(ending: str, tmp_path: Path) -> None:
    path = Broken("f", ending, good(ending), parts() if ending == ".shp" else {}).write(tmp_path)
    assert len(read_records(path, layer="f").rows) == len(NAMES)
    with pytest.raises(GisementError) as caught:
        read_records(path, layer="nope")
    assert (caught.value.code, caught.value.facts["layers"].split(", ")[0]) == ("layer_missing", "f")


def test_geojson_is_also_known_by_the_name_of_its_collection(tmp_path: Path) -> None:
    (tmp_path / "f.geojson").write_text(json.dumps(collection(name="Friches")), encoding="utf-8")
    assert len(read_records(tmp_path / "f.geojson", layer="friches").rows) == len(NAMES)


VRT = """<OGRVRTDataSource><OGRVRTLayer name="autre"><SrcDataSource>{source}</SrcDataSource></OGRVRTLayer>
</OGRVRTDataSource>"""
WFS = """<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs"
xmlns:gml="http://www.opengis.net/gml" xsi:schemaLocation="http://x http://127.0.0.1:9/x.xsd"/>"""


@pytest.mark.parametrize("ending", [".csv", ".vrt", ".gml", ".gpkg", ".kml"])
@pytest.mark.parametrize(
    "text", [VRT, "\n <!-- x -->" + VRT, WFS, "<OGRWFSDataSource><URL>http://127.0.0.1:9</URL></OGRWFSDataSource>"]
)
def test_file_that_leads_to_another_is_not_opened(text: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / "autre.csv").write_text("site_id;site_nom\na;b\n", encoding="utf-8")
    path = tmp_path / f"friches{ending}"
    path.write_text(text.format(source=tmp_path / "autre.csv"), encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        read_records(path)
    assert (caught.value.code, caught.value.facts["format"]) == ("format_not_read", "XML")


def test_binary_format_that_is_not_named_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "friches.mdb").write_bytes(bytes(range(256)) * 8)
    with pytest.raises(GisementError) as caught:
        read_records(tmp_path / "friches.mdb")
    assert (caught.value.code, caught.value.facts["format"]) == ("format_not_read", ".mdb")


@pytest.mark.parametrize("ending", [".gpkg", ".sqlite"])
def test_database_whose_tables_lie_in_other_files_is_not_opened(ending: str, tmp_path: Path) -> None:
    path = Broken("f", ending, good(".gpkg")).write(tmp_path)
    read_records(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "INSERT INTO sqlite_master VALUES ('table', 'autre', 'autre', 0,"
            " 'create virtual table \"autre\" using VirtualText(''/secret.csv'', ''UTF-8'', 1)')"
        )
    with pytest.raises(GisementError) as caught:
        read_records(path)
    assert (caught.value.code, caught.value.facts["modules"]) == ("tables_elsewhere", ["virtualtext"])


def test_large_layer_read_in_parts_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = gpd.GeoDataFrame(
        {"site_id": [f"a{row}" for row in range(25)], "nombre": [None, *range(24)], "note": ["x"] + [None] * 24},
        geometry=gpd.points_from_xy(range(25), range(25)),
        crs="EPSG:2154",
    )
    rows.to_file(tmp_path / "f.gpkg", engine="pyogrio")
    whole = read_records(tmp_path / "f.gpkg").rows
    for at_once in (5, 10, 24):
        monkeypatch.setattr(layers, "ROWS_AT_ONCE", at_once)
        pd.testing.assert_frame_equal(pd.DataFrame(read_records(tmp_path / "f.gpkg").rows), pd.DataFrame(whole))
