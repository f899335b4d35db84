"""Territories: roles found, dialects recognised, absence told from emptiness."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.resources import listed, resource
from gisement.core.territory import Territory, catalogue
from gisement.core.territory.dialects import translate
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"


def layer(path: Path, name: str, shapes: list, crs: str = L93, **columns: list) -> None:
    gpd.GeoDataFrame(columns, geometry=shapes, crs=crs).to_file(path, layer=name, engine="pyogrio")


@pytest.fixture
def territory_file(tmp_path: Path) -> Path:
    """Substations in degrees, as RTE gives them; an empty layer of sidings; communes whose ring crosses itself."""
    path = tmp_path / "t.gpkg"
    layer(
        path,
        "poste_htb",
        [shapely.Point(5.0, 43.5), shapely.Point(5.1, 43.5)],
        "EPSG:4326",
        nom_poste=["A", "B"],
        tension=["225kV", "HORS TENSION"],
        etat=["EN EXPLOITATION"] * 2,
    )
    bow_tie = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    layer(path, "commune", [bow_tie], code_insee=["99001"], nom_officiel=["X"], population=[3])
    empty = gpd.GeoDataFrame({"libelle": ["x"], "fret": ["O"]}, geometry=[shapely.Point(0, 0)], crs=L93).iloc[:0]
    empty.to_file(path, layer="gare_fret", engine="pyogrio")
    return path


def opened(path: Path, report: Report | None = None) -> Territory:
    return Territory.open(path, L93, report)


def test_absent_role_is_told_from_an_empty_one(territory_file: Path) -> None:
    territory = opened(territory_file)
    assert [territory.state(role) for role in ("sis", "gare_fret", "poste_htb")] == ["absente", "vide", "presente"]
    assert territory.read("sis") is None
    assert len(territory.read("gare_fret")) == 0


def test_layer_of_which_no_row_is_kept_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    layer(path, "gare_fret", [shapely.Point(0, 0)], libelle=["x"], fret=["N"])
    territory = opened(path)
    assert len(territory.read("gare_fret")) == 0
    assert territory.state("gare_fret") == "vide"


def test_layer_read_in_parts_is_the_layer_read_at_once(territory_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = opened(territory_file).read("poste_htb")
    monkeypatch.setattr("gisement.core.territory.territory.ROWS_AT_ONCE", 1)
    in_parts = opened(territory_file).read("poste_htb")
    pd.testing.assert_frame_equal(pd.DataFrame(at_once), pd.DataFrame(in_parts))


def test_layer_read_twice_is_read_from_its_file_once(territory_file: Path) -> None:
    territory = opened(territory_file)
    first = territory.read("poste_htb")
    territory_file.unlink()
    assert territory.read("poste_htb", fields=["nom"]).columns.tolist() == ["nom", "geometry"]
    assert territory.read("poste_htb").equals(first)


def test_layer_comes_in_the_working_projection_with_the_fields_of_its_role(territory_file: Path) -> None:
    posts = opened(territory_file).read("poste_htb")
    assert posts.crs.to_string() == L93
    assert posts["nom"].tolist() == ["A", "B"]
    assert posts["tension_kv"].tolist()[0] == 225.0
    assert pd.isna(posts["tension_kv"].iloc[1])
    there = gpd.GeoSeries([shapely.Point(5.0, 43.5)], crs="EPSG:4326").to_crs(L93).iloc[0]
    assert posts.geometry.iloc[0].distance(there) < 1e-6


def test_extent_is_given_in_the_working_projection(territory_file: Path) -> None:
    territory = opened(territory_file)
    x, y = territory.read("poste_htb").geometry.iloc[0].coords[0]
    assert territory.read("poste_htb", extent=(x - 500, y - 500, x + 500, y + 500))["nom"].tolist() == ["A"]


def test_invalid_polygons_are_repaired_counted_and_told(territory_file: Path) -> None:
    report = Report()
    territory = opened(territory_file, report)
    communes = territory.read("commune")
    assert communes.geometry.is_valid.all()
    assert communes.area.sum() == pytest.approx(50.0)
    assert ("geometries_repaired", {"role": "commune", "count": 1}) in report.warnings
    assert territory.readings["commune"].repaired == 1


def test_reading_notes_the_content_for_the_manifest(territory_file: Path) -> None:
    first, second = opened(territory_file), opened(territory_file)
    first.read("poste_htb")
    second.read("poste_htb")
    assert first.readings["poste_htb"] == second.readings["poste_htb"]
    assert (first.readings["poste_htb"].rows, len(first.readings["poste_htb"].sha256)) == (2, 64)


def test_content_that_changes_has_another_digest(territory_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "o.gpkg"
    layer(
        other,
        "poste_htb",
        [shapely.Point(5.0, 43.5), shapely.Point(5.1, 43.5)],
        "EPSG:4326",
        nom_poste=["A", "C"],
        tension=["225kV", "HORS TENSION"],
        etat=["EN EXPLOITATION"] * 2,
    )
    one, two = opened(territory_file), opened(other)
    one.read("poste_htb")
    two.read("poste_htb")
    assert one.readings["poste_htb"].sha256 != two.readings["poste_htb"].sha256


def test_sources_table_says_producer_vintage_and_licence(territory_file: Path) -> None:
    table = pd.DataFrame(
        {"role": ["commune"], "producteur": ["IGN"], "millesime": ["2026-06-15"], "licence": ["LO 2.0"]}
    )
    pyogrio.write_dataframe(table, territory_file, layer="sources")
    source = opened(territory_file).source("commune")
    assert (source.producer, source.vintage, source.licence) == ("IGN", "2026-06-15", "LO 2.0")


@pytest.mark.parametrize(("given", "expected"), [(2021, "2021"), ("2021-07", "2021-07"), (None, None), ("", None)])
def test_vintage_is_text_however_it_is_given(
    territory_file: Path, tmp_path: Path, given: object, expected: str | None
) -> None:
    file = tmp_path / "t.json"
    said = {"source": "t.gpkg|layername=commune", "millesime": given}
    file.write_text(json.dumps({"roles": {"commune": said}}), encoding="utf-8")
    assert opened(file).source("commune").vintage == expected


def test_place_never_shows_a_password() -> None:
    source = Source("commune", "PG:host=a password='se cret' user=b", "commune")
    assert source.place == "PG:host=a password=… user=b|layername=commune"


def test_producer_and_licence_follow_from_the_dialect_where_nobody_says(territory_file: Path) -> None:
    territory = opened(territory_file)
    territory.read("poste_htb")
    assert (territory.source("poste_htb").producer, territory.source("poste_htb").licence) == (
        "RTE",
        "Licence Ouverte 2.0",
    )


def test_json_names_sources_from_its_own_folder(territory_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ailleurs"
    folder.mkdir()
    file = folder / "t.json"
    said = {
        "nom": "Ici",
        "roles": {
            "poste_htb": {"source": "../t.gpkg|layername=poste_htb", "millesime": "2025-01-01"},
            "commune": "../t.gpkg|layername=commune",
        },
    }
    file.write_text(json.dumps(said), encoding="utf-8")
    territory = opened(file)
    assert territory.name == "Ici"
    assert territory.source("poste_htb").vintage == "2025-01-01"
    assert len(territory.read("commune")) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({}, "territory_invalid"),
        ([], "territory_invalid"),
        ({"roles": {"routes": "x.gpkg"}}, "role_unknown"),
        ({"roles": {"commune": {}}}, "role_without_source"),
        ({"roles": {"commune": "absent.gpkg"}}, "file_not_found"),
    ],
)
def test_faulty_description_of_a_territory_is_refused(tmp_path: Path, content: object, code: str) -> None:
    file = tmp_path / "t.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        opened(file)
    assert caught.value.code == code


def test_file_without_any_role_is_refused_with_its_layers(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    layer(path, "routes", [shapely.Point(0, 0)], a=[1])
    with pytest.raises(GisementError) as caught:
        opened(path)
    assert (caught.value.code, caught.value.facts["layers"]) == ("territory_empty", "routes")


def test_layer_without_geometry_schema_or_projection_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    layer(path, "poste_htb", [shapely.Point(0, 0)], inconnu=[1])
    pyogrio.write_dataframe(pd.DataFrame({"libelle": ["x"], "fret": ["O"]}), path, layer="gare_fret")
    gpd.GeoDataFrame({"code_insee": ["1"], "nom_officiel": ["x"]}, geometry=[shapely.box(0, 0, 1, 1)]).to_file(
        path, layer="commune", engine="pyogrio"
    )
    territory = opened(path)
    for role, code in (
        ("poste_htb", "layer_not_recognised"),
        ("gare_fret", "layer_without_geometry"),
        ("commune", "layer_without_crs"),
    ):
        with pytest.raises(GisementError) as caught:
            territory.read(role)
        assert caught.value.code == code
        assert caught.value.facts["role"] == role


def test_the_territory_says_the_projection_of_a_file_that_does_not(tmp_path: Path) -> None:
    place = shapely.box(5.0, 43.0, 5.1, 43.1)
    bare = gpd.GeoDataFrame({"code_insee": ["1"], "nom_officiel": ["x"]}, geometry=[place])
    bare.to_file(tmp_path / "t.gpkg", layer="commune", engine="pyogrio")
    file = tmp_path / "t.json"
    said = {"source": "t.gpkg|layername=commune", "crs": "EPSG:4326"}
    file.write_text(json.dumps({"roles": {"commune": said}}), encoding="utf-8")
    expected = gpd.GeoSeries([place], crs=4326).to_crs(L93)
    assert opened(file).read("commune").geometry.geom_equals_exact(expected, 1e-6).all()
    assert len(opened(file).read("commune", extent=tuple(expected.total_bounds))) == 1


def test_a_projection_that_does_not_exist_is_refused(tmp_path: Path, territory_file: Path) -> None:
    file = tmp_path / "t.json"
    said = {"source": f"{territory_file}|layername=commune", "crs": "EPSG:1"}
    file.write_text(json.dumps({"roles": {"commune": said}}), encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        opened(file)
    assert (caught.value.code, caught.value.facts["value"]) == ("role_crs_unknown", "EPSG:1")


def test_every_dialect_names_roles_and_fields_that_exist() -> None:
    for role in listed("catalogue/dialects"):
        assert role in catalogue.roles()
        schema = catalogue.schema(role)
        for dialect in schema["dialects"]:
            assert set(dialect["fields"]) <= set(schema["fields"]), (role, dialect["id"])
            for field, form in dialect["fields"].items():
                if isinstance(form, dict):
                    given = {value for _, value in form.get("rules", [])} | set(form.get("values", {}).values())
                    given |= {form["otherwise"]} if form.get("otherwise") else set()
                    assert given <= set(schema.get("values", {}).get(field, given)), (role, dialect["id"], field)


def bd_topo(**changes: object) -> pd.DataFrame:
    road = {
        "NATURE": "Route à 1 chaussée",
        "IMPORTANCE": "5",
        "SENS_DE_CIRCULATION": "Double sens",
        "VITESSE_MOYENNE_VL": 50,
        "ETAT_DE_L_OBJET": "En service",
        "ACCES_VEHICULE_LEGER": "Libre",
        "CPX_NUMERO": "D9",
        "CPX_TOPONYME_ROUTE_NOMMEE": None,
    }
    return pd.DataFrame([{**road, **changes}])


def as_road(frame: pd.DataFrame) -> dict | None:
    schema = resource("catalogue/dialects/troncon_de_route")
    dialect = catalogue.recognise("troncon_de_route", frame.columns)
    rows = translate(frame, dialect, schema["fields"]).to_dict("records")
    return rows[0] if rows else None


@pytest.mark.parametrize(
    ("changes", "classe"),
    [
        ({}, "locale"),
        ({"NATURE": "Type autoroutier", "IMPORTANCE": "1"}, "autoroute"),
        ({"NATURE": "Bretelle", "IMPORTANCE": "2"}, "bretelle"),
        ({"NATURE": "Route à 2 chaussées", "IMPORTANCE": "2"}, "express"),
        ({"NATURE": "Route à 2 chaussées", "IMPORTANCE": "4"}, "locale"),
        ({"IMPORTANCE": "2"}, "principale"),
        ({"IMPORTANCE": "3"}, "secondaire"),
        ({"IMPORTANCE": "6"}, "desserte"),
        ({"NATURE": "Route empierrée"}, "chemin"),
        ({"NATURE": "Sentier"}, "impraticable"),
        ({"ACCES_VEHICULE_LEGER": "Physiquement impossible"}, "impraticable"),
    ],
)
def test_bd_topo_roads_get_their_class(changes: dict, classe: str) -> None:
    assert as_road(bd_topo(**changes))["classe"] == classe


def test_bd_topo_road_not_in_service_is_left_out() -> None:
    assert as_road(bd_topo(SENS_DE_CIRCULATION="Sens inverse"))["sens"] == "inverse"
    assert as_road(bd_topo(ETAT_DE_L_OBJET="En construction")) is None


@pytest.mark.parametrize(
    ("fclass", "oneway", "classe", "sens"),
    [
        ("motorway", "F", "autoroute", "direct"),
        ("trunk", "F", "express", "direct"),
        ("trunk", "B", "principale", "double"),
        ("motorway_link", "T", "bretelle", "inverse"),
        ("residential", "B", "locale", "double"),
        ("service", "B", "desserte", "double"),
        ("track_grade2", "B", "chemin", "double"),
        ("footway", "B", "impraticable", "double"),
    ],
)
def test_openstreetmap_roads_get_their_class_and_direction(fclass: str, oneway: str, classe: str, sens: str) -> None:
    road = as_road(pd.DataFrame([{"fclass": fclass, "oneway": oneway, "maxspeed": 0, "ref": "N 568", "name": None}]))
    assert (road["classe"], road["sens"]) == (classe, sens)
    assert pd.isna(road["vitesse_limite"])
    assert pd.isna(road["nom"])


@pytest.fixture(params=[None, ""], ids=["alone", "inside QGIS"])
def shape_encoding(request: pytest.FixtureRequest) -> Iterator[None]:
    """The library's own setting, and that of QGIS, which decodes texts for itself."""
    before = pyogrio.get_gdal_config_option("SHAPE_ENCODING")
    pyogrio.set_gdal_config_options({"SHAPE_ENCODING": request.param})
    yield
    pyogrio.set_gdal_config_options({"SHAPE_ENCODING": before})


@pytest.mark.usefixtures("shape_encoding")
@pytest.mark.parametrize(("encoding", "cpg"), [("UTF-8", True), ("UTF-8", False), ("ISO-8859-1", False)])
def test_shapefile_is_read_in_its_own_encoding_told_or_not(tmp_path: Path, encoding: str, cpg: bool) -> None:
    roads = gpd.GeoDataFrame(
        {
            "NATURE": ["Route à 1 chaussée"],
            "IMPORTANCE": ["3"],
            "SENS": ["Double sens"],
            "VIT_MOY_VL": [60],
            "NUMERO": ["Dé"],
        },
        geometry=[shapely.LineString([(880_000, 6_270_000), (880_100, 6_270_000)])],
        crs="EPSG:2154",
    )
    path = tmp_path / "ROUTE.shp"
    pyogrio.write_dataframe(roads, path, encoding=encoding)
    if not cpg:
        path.with_suffix(".cpg").unlink()
        # The table's own mark of its language goes too.
        content = bytearray(path.with_suffix(".dbf").read_bytes())
        content[29] = 0
        path.with_suffix(".dbf").write_bytes(content)
    read = Territory("t", {"troncon_de_route": Source("troncon_de_route", str(path))}, "EPSG:2154").read(
        "troncon_de_route"
    )
    assert read[["numero", "classe"]].to_numpy().tolist() == [["Dé", "secondaire"]]
