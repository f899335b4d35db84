"""Inventories that are broken, each in one way that its name says, made from one small good inventory."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEADER = ["site_id", "site_nom", "comm_insee", "unite_fonciere_surface", "site_actu_date", "sol_pollution_existe"]
VALUES = [
    ["F-1", "Aciérie de l’Étang", "13039", "12500,5", "05/03/2021", "pollution avérée"],
    ["F-2", "Filature; des Prés", "13047", "8000", "2021-12-31", "inconnu"],
    ["F-3", 'Gare aux "marchandises"', "13077", "430", "", "pollution inexistante"],
    ["F-4", "Papeterie", "13098", "22000", "01/01/2020", ""],
]
PLACES = [(4.95, 43.44), (4.99, 43.51), (5.04, 43.42), (4.87, 43.39)]
DRIVERS = {
    ".gpkg": "GPKG",
    ".geojson": "GeoJSON",
    ".fgb": "FlatGeobuf",
    ".shp": "ESRI Shapefile",
    ".xlsx": "XLSX",
    ".ods": "ODS",
}
PARTS = (".shx", ".dbf", ".prj", ".cpg")


@dataclass(frozen=True)
class Broken:
    """A broken file: what is broken about it, its ending, its bytes, and those of the files beside it by ending."""

    what: str
    ending: str
    data: bytes
    beside: dict[str, bytes] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.what}{self.ending}"

    def write(self, folder: Path) -> Path:
        path = folder / str(self)
        path.write_bytes(self.data)
        for ending, data in self.beside.items():
            path.with_suffix(ending).write_bytes(data)
        return path


def broken_files() -> list[Broken]:
    """Make all of them."""
    families = (cut, flipped, texts, tables, features, databases, workbooks, shapefiles, archives, liars)
    return [broken for family in families for broken in family()]


@cache
def good(ending: str) -> bytes:
    """Give the good inventory in a format."""
    if ending == ".csv":
        return csv()
    if ending == ".zip":
        return zipped({"friches.csv": csv()})
    if ending == ".gz":
        return gzip.compress(csv(), mtime=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"friches{ending}"
        layer = gpd.GeoDataFrame(VALUES, columns=HEADER, geometry=shapely.points(PLACES), crs=4326)
        table = pd.DataFrame(layer.drop(columns="geometry")).assign(lon=layer.geometry.x, lat=layer.geometry.y)
        pyogrio.write_dataframe(table if ending in (".xlsx", ".ods") else layer, path, driver=DRIVERS[ending])
        if ending == ".shp":
            good_parts.update({part: path.with_suffix(part).read_bytes() for part in PARTS})
        return path.read_bytes()


good_parts: dict[str, bytes] = {}


def parts() -> dict[str, bytes]:
    """Give what lies beside the good Shapefile."""
    good(".shp")
    return dict(good_parts)


def csv(
    separator: str = ";",
    encoding: str = "utf-8",
    header: list[str] | None = None,
    lines: list[list[str]] | None = None,
    quote: bool = True,
) -> bytes:
    """Write the good inventory, or one that differs in a part, as CSV with WKT points."""
    header = [*HEADER, "geompoint"] if header is None else header
    if lines is None:
        lines = [[*line, f"POINT ({x} {y})"] for line, (x, y) in zip(VALUES, PLACES)]

    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if quote and (separator in value or '"' in value) else value

    text = "\n".join(separator.join(map(cell, line)) for line in [header, *lines]) + "\n"
    return text.encode(encoding, errors="replace")


def with_value(name: str, value: str, row: int = 1) -> bytes:
    """Write the good inventory with one other value."""
    header = [*HEADER, "geompoint"]
    lines = [[*line, f"POINT ({x} {y})"] for line, (x, y) in zip(VALUES, PLACES)]
    lines[row][header.index(name)] = value
    return csv(lines=lines)


def collection(shapes: list[Any] | None = None, **members: Any) -> dict[str, Any]:
    """Give the good inventory as GeoJSON, or one of other geometries or members."""
    points = [{"type": "Point", "coordinates": list(place)} for place in PLACES]
    shapes = points if shapes is None else [*shapes, *points[len(shapes) :]]
    features = [
        {"type": "Feature", "properties": dict(zip(HEADER, line)), "geometry": shape}
        for line, shape in zip(VALUES, shapes)
    ]
    return {"type": "FeatureCollection", "features": features, **members}


def geojson(shapes: list[Any] | None = None, **members: Any) -> bytes:
    return json.dumps(collection(shapes, **members), ensure_ascii=False).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def cut() -> Iterator[Broken]:
    """Every format, cut at several places as a broken download leaves it."""
    for ending in (".csv", ".geojson", ".gpkg", ".fgb", ".shp", ".xlsx", ".ods", ".zip", ".gz"):
        data = good(ending)
        beside = parts() if ending == ".shp" else {}
        for share in (0.03, 0.25, 0.5, 0.8, 0.99):
            yield Broken(f"cut_at_{share * 100:.0f}_percent", ending, data[: max(int(len(data) * share), 1)], beside)


def flipped() -> Iterator[Broken]:
    """Every format, with some bytes that a bad disk or line has turned."""
    for ending in (".csv", ".geojson", ".gpkg", ".shp", ".xlsx", ".ods", ".zip", ".gz"):
        for step in (7, 101):
            data = bytearray(good(ending))
            for at in range(step, len(data), step):
                data[at] ^= 0x55
            yield Broken(f"every_{step}th_byte_turned", ending, bytes(data), parts() if ending == ".shp" else {})


def texts() -> Iterator[Broken]:
    """CSV whose characters or lines are broken."""
    data = csv()
    lines = data.split(b"\n")
    cases = {
        "empty": b"",
        "blank_lines_only": b"\n\n\r\n",
        "one_byte": b"x",
        "null_bytes_only": bytes(500),
        "header_only": lines[0] + b"\n",
        "header_without_end_of_line": lines[0],
        "latin1": csv(encoding="latin-1"),
        "cp1252": csv(encoding="cp1252"),
        "mac_roman": csv(encoding="mac-roman"),
        "utf16_with_mark": csv(encoding="utf-16"),
        "utf16_without_mark": csv(encoding="utf-16-le"),
        "utf16_with_a_lost_byte": csv(encoding="utf-16")[:-1],
        "utf32": csv(encoding="utf-32"),
        "utf8_with_two_marks": b"\xef\xbb\xbf" * 2 + data,
        "utf16_mark_on_utf8": b"\xff\xfe" + data,
        "encodings_mixed": data + csv(encoding="cp1252").split(b"\n")[1] + b"\n",
        "twice_encoded": data.decode("latin-1").encode(),
        "bytes_of_no_encoding": data.replace("é".encode(), b"\x81\x8d\x8f"),
        "cut_inside_a_character": data[: data.index("é".encode()) + 1],
        "null_in_a_name": data.replace(b"Papeterie", b"Pape\x00terie"),
        "control_characters": data.replace(b"Papeterie", b"Pa\x01pe\x07te\x1brie"),
        "old_mac_line_ends": data.replace(b"\n", b"\r"),
        "mixed_line_ends": data.replace(b"\n", b"\r\n", 2),
        "quote_never_closed": data.replace(b"Papeterie", b'"Papeterie'),
        "quote_in_the_middle": data.replace(b"Papeterie", b'Pape"terie'),
        "quote_after_a_quoted_value": data.replace(b"Papeterie", b'"Pape"terie'),
        "typographic_quotes": data.replace(b'"Filature; des Pr\xc3\xa9s"', "“Filature; des Prés”".encode()),
        "separator_not_quoted": csv(quote=False),
        "line_too_long": data.replace(b"Papeterie", b"Papeterie;x;y"),
        "line_too_short": lines[0] + b"\n" + lines[1] + b"\nF-9;seul\n" + lines[3] + b"\n",
        "header_with_commas_rows_with_semicolons": lines[0].replace(b";", b",") + b"\n" + b"\n".join(lines[1:]),
        "separated_by_spaces": data.replace(b";", b" "),
        "separated_by_colons": data.replace(b";", b":"),
        "trailing_separators": b"\n".join(line + b";;;" for line in lines if line),
        "separator_line": b"sep=;\n" + data,
        "separator_line_that_lies": b"sep=,\n" + data,
        "banner_of_five_lines": b"Export du 12/03/2024\n\n;;\nService;Friches\n\n" + data,
        "names_twice": data + b"\n" + data,
        "one_column": b"site_id\nF-1\nF-2\n",
        "ten_thousand_columns": b";".join(b"c%d" % n for n in range(10_000)) + b"\n" + b";" * 9_999 + b"\n",
        "cell_of_a_million_characters": with_value("site_nom", "x" * 1_000_000),
        "only_separators": b";;;;;\n;;;;;\n",
        "formula_cells": with_value("site_nom", '=HYPERLINK("http://x","y")'),
        "html_cells": with_value("site_nom", "<script>alert(1)</script>"),
        "sql_in_a_cell": with_value("site_id", "'; DROP TABLE sites; --"),
        "braces_in_a_cell": with_value("site_nom", "{file} {0} %s"),
        "emoji_and_bidi": with_value("site_nom", "🏭 \u202efriche\u202c \ud7ff"),
    }
    for what, content in cases.items():
        yield Broken(what, ".csv", content)


def tables() -> Iterator[Broken]:
    """CSV that is sound as a text and broken as an inventory."""
    header = [*HEADER, "geompoint"]
    rows = [[*line, f"POINT ({x} {y})"] for line, (x, y) in zip(VALUES, PLACES)]
    yield Broken("headers_twice", ".csv", csv(header=["site_id", "site_nom", "SITE_NOM", *header[3:]]))
    yield Broken("header_all_empty", ".csv", csv(header=[""] * 7))
    yield Broken("header_of_numbers", ".csv", csv(header=list("1234567")))
    yield Broken("without_header", ".csv", csv(header=rows[0], lines=rows[1:]))
    yield Broken("geometry_as_header_of_a_text", ".csv", csv(header=[*HEADER, "geometry"]))
    yield Broken(
        "inner_names_as_headers",
        ".csv",
        csv(header=["site_id", "index", "level_0", "fid", "_axes_inverses", "emprise_origine", "geompoint"]),
    )
    yield Broken("without_geometry", ".csv", csv(header=HEADER, lines=VALUES))
    yield Broken("without_id", ".csv", csv(header=header[1:], lines=[row[1:] for row in rows]))
    yield Broken("all_ids_alike", ".csv", csv(lines=[["F-1", *row[1:]] for row in rows]))
    values = {
        "geompoint": {
            "nan": "POINT (nan nan)",
            "infinite": "POINT (inf 43)",
            "enormous": "POINT (1e308 1e308)",
            "null_island": "POINT (0 0)",
            "empty": "POINT EMPTY",
            "swapped": "POINT (43.44 4.95)",
            "cut": "POINT (4.95",
            "words": "près de la gare",
            "decimal_commas": "POINT (4,95 43,44)",
            "lambert": "POINT (860000 6260000)",
            "on_the_moon": "POINT (1000 -500)",
            "line": "LINESTRING (4.9 43.4, 5 43.5)",
            "self_crossing": "POLYGON ((4.9 43.4, 5 43.5, 5 43.4, 4.9 43.5, 4.9 43.4))",
            "ring_open": "POLYGON ((4.9 43.4, 5 43.4, 5 43.5))",
            "ring_of_two_points": "POLYGON ((4.9 43.4, 5 43.4, 4.9 43.4))",
            "collection": "GEOMETRYCOLLECTION (POINT (5 43.4), POLYGON ((4.9 43.4, 5 43.4, 5 43.5, 4.9 43.4)))",
            "three_dimensions": "POINT Z (4.95 43.44 12)",
            "measured": "POINT M (4.95 43.44 12)",
            "curve": "CURVEPOLYGON (CIRCULARSTRING (4.9 43.4, 5 43.5, 5.1 43.4, 5 43.3, 4.9 43.4))",
            "srid": "SRID=4326;POINT (4.95 43.44)",
            "wkb": "0101000000CDCCCCCCCCCC13400000000000C04540",
            "json_cut": '{"type": "Point", "coordinates": [4.95',
            "json_of_words": '{"type": "Point", "coordinates": ["a", "b"]}',
            "json_null": "null",
        },
        "site_actu_date": {
            "of_zeros": "00/00/0000",
            "that_does_not_exist": "31/02/2021",
            "of_year_zero": "01/01/0000",
            "of_year_99999": "01/01/99999",
            "american": "12/31/2021",
            "as_number": "44561",
            "in_words": "printemps 2021",
        },
        "unite_fonciere_surface": {
            "negative": "-500",
            "infinite": "1e999",
            "not_a_number": "nan",
            "in_hectares": "1,2 ha",
            "of_forty_digits": "1" * 40,
        },
        "comm_insee": {"too_short": "1", "of_letters": "Istres", "float": "13047.0", "foreign": "99999"},
        "site_id": {"with_line_breaks": "F\n2\r\n", "of_ten_thousand_characters": "F" * 10_000, "blank": "   "},
    }
    for name, cases in values.items():
        for what, value in cases.items():
            yield Broken(f"{name}_{what}", ".csv", with_value(name, value))
    for what in ("POINT (0 0)", "POINT EMPTY", "POINT (1e308 1e308)", "rien", ""):
        yield Broken(f"all_places_{what or 'absent'}", ".csv", csv(lines=[[*row[:-1], what] for row in rows]))


def features() -> Iterator[Broken]:
    """GeoJSON broken as JSON or as a collection."""
    ring = [[4.9, 43.4], [5.0, 43.4], [5.0, 43.5], [4.9, 43.4]]
    shapes: dict[str, Any] = {
        "geometry_null": None,
        "geometry_without_type": {"coordinates": [5, 43]},
        "geometry_of_unknown_type": {"type": "Blob", "coordinates": [5, 43]},
        "geometry_that_is_text": "POINT (5 43)",
        "geometry_that_is_a_list": [5, 43],
        "coordinates_absent": {"type": "Point"},
        "coordinates_null": {"type": "Point", "coordinates": None},
        "coordinates_empty": {"type": "Point", "coordinates": []},
        "coordinates_text": {"type": "Point", "coordinates": ["5", "43"]},
        "coordinates_too_deep": {"type": "Point", "coordinates": [[[5, 43]]]},
        "coordinates_one_only": {"type": "Point", "coordinates": [5]},
        "coordinates_nan": {"type": "Point", "coordinates": [float("nan"), 43]},
        "coordinates_infinite": {"type": "Point", "coordinates": [float("inf"), 43]},
        "coordinates_enormous": {"type": "Point", "coordinates": [1e308, -1e308]},
        "coordinates_of_five_dimensions": {"type": "Point", "coordinates": [5, 43, 1, 2, 3]},
        "ring_open": {"type": "Polygon", "coordinates": [ring[:3]]},
        "ring_of_one_point": {"type": "Polygon", "coordinates": [ring[:1]]},
        "ring_crossing_itself": {"type": "Polygon", "coordinates": [[ring[0], ring[2], ring[1], [4.9, 43.5], ring[0]]]},
        "polygon_without_rings": {"type": "Polygon", "coordinates": []},
        "polygon_of_polygons": {"type": "Polygon", "coordinates": [[ring]]},
        "collection_in_collection": {
            "type": "GeometryCollection",
            "geometries": [{"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [ring]}]}],
        },
    }
    for what, shape in shapes.items():
        yield Broken(what, ".geojson", geojson([shape]))
    good_one = collection()
    first = good_one["features"][0]
    contents: dict[str, Any] = {
        "collection_without_features": {"type": "FeatureCollection"},
        "features_empty": {"type": "FeatureCollection", "features": []},
        "features_null": {"type": "FeatureCollection", "features": None},
        "features_an_object": {"type": "FeatureCollection", "features": {"0": first}},
        "features_of_numbers": {"type": "FeatureCollection", "features": [1, 2]},
        "feature_alone": first,
        "geometry_alone": first["geometry"],
        "feature_without_properties": {"type": "FeatureCollection", "features": [{"geometry": first["geometry"]}]},
        "properties_null": {**good_one, "features": [{**first, "properties": None}]},
        "properties_a_list": {**good_one, "features": [{**first, "properties": ["F-1"]}]},
        "properties_nested": {
            **good_one,
            "features": [{**first, "properties": {"site_id": {"a": [1, {"b": None}]}, "site_nom": ["x", "y"]}}],
        },
        "number_beyond_64_bits": {**good_one, "features": [{**first, "properties": {"site_id": 10**40}}]},
        "crs_unknown": {**good_one, "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}},
        "crs_a_text": {**good_one, "crs": "EPSG:2154"},
        "crs_a_list": {**good_one, "crs": {"type": "name", "properties": ["EPSG:2154"]}},
        "crs_lambert_that_lies": {**good_one, "crs": {"type": "name", "properties": {"name": "EPSG:2154"}}},
        "error_of_a_server": {"error": {"code": 404, "message": "not found"}},
        "list_of_records": [dict(zip(HEADER, line)) for line in VALUES],
        "list_empty": [],
        "object_empty": {},
    }
    for what, content in contents.items():
        yield Broken(what, ".geojson", json.dumps(content).encode())
    text = geojson()
    yield Broken("comma_after_the_last_feature", ".geojson", text[:-2] + b",]}")
    yield Broken("comments_in_json", ".geojson", b"// export\n" + text)
    yield Broken("single_quotes", ".geojson", text.replace(b'"', b"'"))
    yield Broken("two_documents", ".geojson", text + b"\n" + text)
    yield Broken("one_feature_per_line", ".geojson", b"\n".join(json.dumps(f).encode() for f in good_one["features"]))
    yield Broken("line_of_features_cut", ".geojson", json.dumps(first).encode() + b'\n{"type": "Fea')
    yield Broken("nested_ten_thousand_deep", ".geojson", b'{"a":' * 10_000)
    yield Broken("latin1", ".geojson", text.decode().encode("cp1252"))
    yield Broken("utf16", ".geojson", text.decode().encode("utf-16"))
    yield Broken("control_characters", ".geojson", text.replace(b"Papeterie", b"Pape\x01terie"))
    yield Broken("half_a_surrogate", ".geojson", text.replace(b"Papeterie", b"\\ud83d Papeterie"))
    yield Broken("number_of_five_thousand_digits", ".geojson", text.replace(b'"430"', b"9" * 5_000))


def databases() -> Iterator[Broken]:
    """GeoPackages whose tables are not as they should be."""
    table = "friches"
    cases = {
        "without_contents": "DROP TABLE gpkg_contents",
        "without_geometry_columns": "DROP TABLE gpkg_geometry_columns",
        "without_reference_systems": "DELETE FROM gpkg_spatial_ref_sys",
        "unknown_reference_system": "UPDATE gpkg_geometry_columns SET srs_id = 12345",
        "undefined_reference_system": "UPDATE gpkg_geometry_columns SET srs_id = -1",
        "without_its_table": f"DROP TABLE {table}",
        "without_rows": f"DELETE FROM {table}",
        "geometry_of_random_bytes": f"UPDATE {table} SET geom = x'00112233445566' WHERE fid = 2",
        "geometry_cut": f"UPDATE {table} SET geom = substr(geom, 1, 20) WHERE fid = 2",
        "geometry_text": f"UPDATE {table} SET geom = 'POINT (5 43)' WHERE fid = 2",
        "geometry_null": f"UPDATE {table} SET geom = NULL",
        "text_not_utf8": f"UPDATE {table} SET site_nom = CAST(x'e9e8' AS TEXT) WHERE fid = 2",
        "text_with_null": f"UPDATE {table} SET site_nom = 'a' || char(0) || 'b' WHERE fid = 2",
        "bytes_in_a_text": f"UPDATE {table} SET site_nom = x'00ff' WHERE fid = 2",
        "number_in_a_text": f"UPDATE {table} SET site_nom = 12.5 WHERE fid = 2",
        "wrong_type_of_geometry": "UPDATE gpkg_geometry_columns SET geometry_type_name = 'CURVEPOLYGON'",
        "extent_that_lies": "UPDATE gpkg_contents SET min_x = 1e9, max_x = -1e9",
        "journal_ahead": "PRAGMA journal_mode = WAL",
    }
    for what, statement in cases.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "friches.gpkg"
            path.write_bytes(good(".gpkg"))
            with closing(sqlite3.connect(path)) as connection:
                triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
                for (name,) in triggers:
                    connection.execute(f'DROP TRIGGER "{name}"')
                connection.commit()
                connection.execute(statement)
                connection.commit()
            yield Broken(what, ".gpkg", path.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "autre.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE sites (site_id TEXT)")
            connection.commit()
        yield Broken("plain_sqlite", ".gpkg", path.read_bytes())


def workbooks() -> Iterator[Broken]:
    """Workbooks whose sheets or insides are not as they should be."""

    def changed(ending: str, change: Callable[[str, bytes], bytes | None]) -> bytes:
        members = {}
        with zipfile.ZipFile(io.BytesIO(good(ending))) as archive:
            for name in archive.namelist():
                data = change(name, archive.read(name))
                if data is not None:
                    members[name] = data
        return zipped(members)

    sheet, book = "xl/worksheets/sheet1.xml", "content.xml"
    yield Broken("without_its_sheet", ".xlsx", changed(".xlsx", lambda name, data: None if name == sheet else data))
    yield Broken("sheet_empty", ".xlsx", changed(".xlsx", lambda name, data: b"" if name == sheet else data))
    yield Broken("sheet_cut", ".xlsx", changed(".xlsx", lambda name, data: data[:-200] if name == sheet else data))
    yield Broken(
        "without_shared_texts", ".xlsx", changed(".xlsx", lambda n, data: None if "sharedStrings" in n else data)
    )
    yield Broken("without_styles", ".xlsx", changed(".xlsx", lambda n, data: None if "styles" in n else data))
    yield Broken(
        "sheet_of_entities",
        ".xlsx",
        changed(".xlsx", lambda n, data: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + data if n == sheet else data),
    )
    yield Broken("content_empty", ".ods", changed(".ods", lambda name, data: b"" if name == book else data))
    yield Broken("content_cut", ".ods", changed(".ods", lambda name, data: data[:-200] if name == book else data))
    yield Broken("without_content", ".ods", changed(".ods", lambda name, data: None if name == book else data))
    yield Broken("protected_or_old", ".xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))


def shapefiles() -> Iterator[Broken]:
    """Shapefiles with parts that are absent or do not fit."""
    data, beside = good(".shp"), parts()
    for part in PARTS:
        yield Broken(f"without_{part[1:]}", ".shp", data, {e: d for e, d in beside.items() if e != part})
        yield Broken(f"with_an_empty_{part[1:]}", ".shp", data, {**beside, part: b""})
        yield Broken(f"with_random_{part[1:]}", ".shp", data, {**beside, part: b"\x13\x37 nonsense" * 20})
        yield Broken(f"with_a_cut_{part[1:]}", ".shp", data, {**beside, part: beside[part][: len(beside[part]) // 2]})
    yield Broken("parts_in_upper_case", ".SHP", data, {part.upper(): bytes_ for part, bytes_ in beside.items()})
    yield Broken("cpg_that_lies", ".shp", data, {**beside, ".cpg": b"ISO-8859-1"})
    latin = beside[".dbf"].replace("é".encode(), b"\xe9 ").replace("É".encode(), b"\xc9 ")
    yield Broken("cpg_says_utf8_of_cp1252", ".shp", data, {**beside, ".dbf": latin, ".cpg": b"UTF-8"})
    yield Broken("table_alone", ".dbf", beside[".dbf"])
    yield Broken("table_claims_a_million_records", ".shp", data, {**beside, ".dbf": _claiming(beside[".dbf"])})


def _claiming(table: bytes) -> bytes:
    return table[:4] + (1_000_000).to_bytes(4, "little") + table[8:]


def archives() -> Iterator[Broken]:
    """Archives of nothing, of too much, or of what cannot be unpacked."""
    shapefile = {".shp": good(".shp"), **parts()}
    encrypted = bytearray(good(".zip"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[encrypted.index(mark) + place] |= 1
    method = bytearray(good(".zip"))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        method[method.index(mark) + place] = 97
    content = good(".zip")
    for depth in range(6):
        content = zipped({f"{depth}.zip": content})
    cases = {
        "without_members": zipped({}),
        "of_folders_only": zipped({"friches/": b""}),
        "of_a_letter": zipped({"lisez-moi.pdf": b"%PDF-1.4"}),
        "of_two_inventories": zipped({"a.csv": csv(), "b/b.geojson": geojson()}),
        "of_an_empty_file": zipped({"friches.csv": b""}),
        "of_a_shapefile_in_a_folder": zipped({f"d/FRICHES{end.upper()}": bytes_ for end, bytes_ in shapefile.items()}),
        "of_a_shapefile_without_shx": zipped({f"f{e}": bytes_ for e, bytes_ in shapefile.items() if e != ".shx"}),
        "with_a_path_outside": zipped({"../../friches.csv": csv()}),
        "with_an_absolute_path": zipped({"/etc/friches.csv": csv()}),
        "with_litter_of_a_mac": zipped({"__MACOSX/._friches.csv": b"\x00\x05", "friches.csv": csv()}),
        "with_a_password": bytes(encrypted),
        "of_an_unknown_method": bytes(method),
        "packed_too_often": content,
        "that_is_a_gzip": gzip.compress(csv(), mtime=0),
        "with_bytes_before_it": b"garbage" + good(".zip"),
        "with_bytes_after_it": good(".zip") + b"garbage" * 20,
    }
    for what, data in cases.items():
        yield Broken(what, ".zip", data)
    yield Broken("that_is_a_zip", ".csv.gz", good(".zip"))
    yield Broken("of_a_page", ".csv.gz", gzip.compress(b"<html><body>404</body></html>", mtime=0))
    yield Broken("with_garbage_after_it", ".csv.gz", good(".gz") + b"garbage")
    yield Broken("of_nothing", ".csv.gz", gzip.compress(b"", mtime=0))


def liars() -> Iterator[Broken]:
    """Files whose names say another format than they are."""
    for said, true in (
        (".geojson", ".csv"),
        (".csv", ".geojson"),
        (".csv", ".xlsx"),
        (".xlsx", ".csv"),
        (".ods", ".xlsx"),
        (".shp", ".gpkg"),
        (".gpkg", ".geojson"),
        (".fgb", ".gpkg"),
        (".csv", ".zip"),
        (".csv", ".gz"),
        (".gpkg", ".fgb"),
    ):
        yield Broken(f"in_truth_{true[1:]}", said, good(true))
    page = b"<!DOCTYPE html>\n<html><head><title>403</title></head><body>Access denied</body></html>"
    others = {
        "page_of_a_site": page,
        "page_after_blanks": b"\xef\xbb\xbf\n\n  " + page,
        "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(100),
        "rar": b"Rar!\x1a\x07\x00" + bytes(100),
        "parquet": b"PAR1" + bytes(100) + b"PAR1",
        "xml": b"<?xml version='1.0'?><note><to>x</to></note>",
        "random_bytes": bytes((index * index * 31 + 7) % 256 for index in range(5_000)),
        "letter": "Monsieur le Préfet,\n\nVeuillez trouver, ci-joint, la liste.\n".encode(),
        "git_lfs_pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n",
    }
    for what, data in others.items():
        for ending in (".csv", ".gpkg"):
            yield Broken(f"in_truth_{what}", ending, data)
