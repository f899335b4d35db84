"""Where sites lie: axes, systems and geometries found out, proved by the commune, told."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled, GisementError
from gisement.core.report import Report
from gisement.core.sites.findings import Findings
from gisement.core.sites.footprint import add_footprints, has_shape
from gisement.core.sites.locating import locate
from gisement.core.sites.shapes import with_sound_shapes
from gisement.core.territory.sources import Source

#: Toulouse and a place 100 m square beside it, in Lambert-93
X, Y = 574_000.0, 6_279_000.0
SQUARE = shapely.box(X, Y, X + 100, Y + 100)


def table(**columns: list) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=pd.Index([f"s{i}" for i in range(count)], name="site_id"), dtype=object)


def layer(shapes: list, crs: object = "EPSG:2154", **columns: list) -> gpd.GeoDataFrame:
    index = pd.Index([f"s{i}" for i in range(len(shapes))], name="site_id")
    return gpd.GeoDataFrame(pd.DataFrame(columns, index=index, dtype=object), geometry=shapes, crs=crs)


def codes_of(findings: Findings) -> dict[str, list]:
    found = findings.table()
    return {code: found.loc[found["code"] == code, "site_id"].tolist() for code in found["code"].unique()}


def located(sites: pd.DataFrame, **options: object) -> tuple[gpd.GeoDataFrame, dict[str, list]]:
    findings = Findings()
    result = locate(sites, findings, file="f", **options)
    return result, codes_of(findings)


def as_numbers(crs: str, x: float = X + 50, y: float = Y + 50) -> tuple[float, float]:
    return pyproj.Transformer.from_crs("EPSG:2154", crs, always_xy=True).transform(x, y)


def communes(folder: Path) -> dict[str, Source]:
    """Two communes, west and east of X; only the west one is called 31555."""
    path = folder / "communes.gpkg"
    shapes = [
        shapely.box(X - 9_000, Y - 9_000, X + 200, Y + 9_000),
        shapely.box(X + 200, Y - 9_000, X + 9_000, Y + 9_000),
    ]
    names = {"code_insee": ["31555", "31069"], "nom_officiel": ["Toulouse", "Blagnac"]}
    gpd.GeoDataFrame(names, geometry=shapes, crs="EPSG:2154").to_file(path, layer="commune", engine="pyogrio")
    return {"commune": Source("commune", str(path), "commune")}


def parcels(folder: Path) -> dict[str, Source]:
    """Four squares of 100 m side by side, from X eastward: AB 1 to AB 4, in degrees as the cadastre gives them."""
    path = folder / "parcelles.gpkg"
    shapes = [shapely.box(X + 100 * i, Y, X + 100 * i + 100, Y + 100) for i in range(4)]
    columns = {
        "id": [f"31555000AB000{i}" for i in range(1, 5)],
        "commune": ["31555"] * 4,
        "section": ["AB"] * 4,
        "numero": ["1", "2", "3", "4"],
    }
    gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:2154").to_file(path, layer="parcelle", engine="pyogrio")
    return {"parcelle": Source("parcelle", str(path), "parcelle")}


@pytest.mark.parametrize(
    "crs",
    ["EPSG:2154", "EPSG:3943", "EPSG:27572", "EPSG:4326"],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_coordinates_without_system_are_read_in_the_one_that_puts_them_in_france(crs: str, swapped: bool) -> None:
    x, y = as_numbers(crs)
    sites, codes = located(table(x=[y if swapped else x], y=[x if swapped else y]))
    assert sites.crs.to_epsg() == 2154
    assert sites.geometry.iloc[0].distance(shapely.Point(X + 50, Y + 50)) < 0.01
    assert codes == ({"axes_inverses": ["s0"]} if swapped else {})


@pytest.mark.parametrize("crs", ["EPSG:32631", "EPSG:3857", "EPSG:27572"])
def test_commune_decides_between_systems_that_would_all_do(tmp_path: Path, crs: str) -> None:
    x, y = as_numbers(crs)
    sites, _ = located(table(x=[x], y=[y], comm_insee=["31555"]), sources=communes(tmp_path))
    assert sites.geometry.iloc[0].distance(shapely.Point(X + 50, Y + 50)) < 0.01


def test_commune_of_a_record_counts_more_than_the_system_of_most(tmp_path: Path) -> None:
    # Two sites near Nantes in UTM 30, one in Toulouse in UTM 31, whose numbers UTM 30 would put off Brittany.
    to_utm = pyproj.Transformer.from_crs("EPSG:2154", "EPSG:32630", always_xy=True)
    nantes = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True).transform(-1.5, 47.2)
    path = tmp_path / "deux.gpkg"
    shapes = [shapely.Point(nantes).buffer(9_000), shapely.Point(X, Y).buffer(9_000)]
    names = {"code_insee": ["44109", "31555"], "nom_officiel": ["Nantes", "Toulouse"]}
    gpd.GeoDataFrame(names, geometry=shapes, crs="EPSG:2154").to_file(path, layer="c", engine="pyogrio")
    numbers = [to_utm.transform(*nantes), to_utm.transform(nantes[0] + 50, nantes[1]), as_numbers("EPSG:32631")]
    sites, _ = located(
        table(x=[x for x, _ in numbers], y=[y for _, y in numbers], comm_insee=["44109", "44109", "31555"]),
        sources={"commune": Source("commune", str(path), "c")},
    )
    assert sites["emprise_origine"].tolist() == ["point"] * 3
    assert sites.geometry.iloc[0].distance(shapely.Point(nantes)) < 0.01
    assert sites.geometry.iloc[2].distance(shapely.Point(X + 50, Y + 50)) < 0.01


def test_system_that_only_likelihood_speaks_for_is_told() -> None:
    # A place in the west, in UTM 30: in UTM 31 and 32 these numbers are in France too.
    x, y = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32630", always_xy=True).transform(-1.5, 47.2)
    report = Report()
    located(table(x=[x], y=[y]), report=report)
    (code, facts), *_ = report.warnings
    assert (code, facts["count"]) == ("crs_assumed", 1)
    assert "UTM" in facts["others"]


def test_indian_ocean_and_caribbean_are_told_apart_from_the_south_of_france_by_the_insee_code() -> None:
    x, y = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:5490", always_xy=True).transform(-61.0, 14.6)
    for insee, crs in (("97209", 5490), ("09122", 2154)):
        sites, _ = located(table(x=[x], y=[y], comm_insee=[insee]))
        assert sites.crs.to_epsg() == crs


def test_layer_said_to_be_in_degrees_that_holds_lambert_93_is_put_right_and_told() -> None:
    sites, codes = located(layer([SQUARE], "EPSG:4326"))
    assert sites.geometry.iloc[0].equals(SQUARE)
    assert codes == {"projection_corrigee": ["s0"]}
    findings = Findings()
    locate(layer([SQUARE], "EPSG:4326"), findings)
    assert findings.table()[["gravite", "valeur", "correction"]].iloc[0].tolist() == [
        "repare",
        "EPSG:4326",
        "EPSG:2154",
    ]


def test_row_that_is_no_place_in_the_system_told_does_not_make_the_others_doubtful() -> None:
    # In Web Mercator, all three would be in France.
    south = [shapely.Point(500_000, 6_250_000), shapely.Point(600_000, 6_300_000), shapely.Point(400_000, 5_850_000)]
    sites, codes = located(layer(south))
    assert sites.geometry.tolist() == south
    assert codes == {}
    # Where the claim fails as often as it holds, it still holds for the record that it puts in France.
    sites, codes = located(layer([south[0], south[2]]))
    assert sites.geometry.iloc[0] == south[0]
    assert codes == {"projection_corrigee": ["s1"]}


def test_layer_without_system_is_found_out_with_a_warning_and_refused_where_nothing_fits() -> None:
    report = Report()
    sites, codes = located(layer([SQUARE], None), report=report)
    assert sites.geometry.iloc[0].equals(SQUARE)
    assert codes == {}
    assert report.warnings == [("crs_found_out", {"file": "f", "crs": "EPSG:2154", "count": 1})]
    for nowhere in (shapely.Point(5e7, 5e7), shapely.Point(100.0, 60.0)):
        with pytest.raises(GisementError) as caught:
            located(layer([nowhere], None))
        assert caught.value.code == "layer_without_crs"


def test_what_the_user_says_of_the_system_wins_over_the_file_and_over_likelihood() -> None:
    x, y = as_numbers("EPSG:3943")
    for sites in (layer([shapely.Point(x, y)], "EPSG:4326"), table(x=[str(x)], y=[str(y)])):
        result, codes = located(sites, crs="EPSG:3943")
        assert result.geometry.iloc[0].distance(shapely.Point(X + 50, Y + 50)) < 0.01
        assert codes == {}


def test_user_s_system_that_does_not_exist_is_refused() -> None:
    with pytest.raises(GisementError) as caught:
        located(layer([SQUARE]), crs="EPSG:999999")
    assert (caught.value.code, caught.value.facts["value"]) == ("crs_unknown", "EPSG:999999")


def test_rows_of_one_file_may_differ_in_order_and_in_system() -> None:
    lon, lat = as_numbers("EPSG:4326")
    texts = [f"POINT ({lon} {lat})", f"POINT ({lat} {lon})", f"POINT ({X + 50} {Y + 50})", f"POINT ({Y + 50} {X + 50})"]
    sites, codes = located(table(geompoint=texts))
    assert (sites.distance(shapely.Point(X + 50, Y + 50)) < 0.01).all()
    assert codes == {"axes_inverses": ["s1", "s3"]}


@pytest.mark.parametrize(
    ("column", "form"),
    [
        ("geompoint", "Point ({lon} {lat})"),
        ("wkt", "SRID=4326;POINT({lon} {lat})"),
        ("geom", "c({lon}, {lat})"),
        ("geo_point_2d", "{lat}, {lon}"),
        ("coordonnees", "[{lon}, {lat}]"),
        ("geo_shape", '{{"type": "Point", "coordinates": [{lon}, {lat}]}}'),
        ("geo_shape", "{{'type': 'Point', 'coordinates': [{lon}, {lat}]}}"),
        ("un_nom_a_elle", '{{"coordinates": [{lon}, {lat}], "type": "Point"}}'),
        ("geometry", "POINT Z ({lon} {lat} 150)"),
    ],
)
def test_points_are_read_however_they_are_written(column: str, form: str) -> None:
    lon, lat = as_numbers("EPSG:4326")
    sites, codes = located(table(**{column: [form.format(lon=lon, lat=lat), None]}))
    assert sites.geometry.iloc[0].distance(shapely.Point(X + 50, Y + 50)) < 0.01
    assert codes == {"geometrie_absente": ["s1"]}


def test_hexadecimal_wkb_with_its_system_is_read() -> None:
    text = shapely.to_wkb(shapely.set_srid(SQUARE, 2154), hex=True, include_srid=True)
    sites, _ = located(table(geom=[text]))
    assert sites.geometry.iloc[0].equals(SQUARE)


@pytest.mark.parametrize(
    ("x", "y"),
    [("longitude", "latitude"), ("Long", "Lat"), ("X_WGS84", "Y_WGS84"), ("x", "y"), ("coord_x", "coord_y")],
)
def test_pairs_of_columns_go_by_many_names_and_may_have_decimal_commas(x: str, y: str) -> None:
    lon, lat = as_numbers("EPSG:4326")
    values = {x: [f"{lon:.8f}".replace(".", ",")], y: [f"{lat:.8f}".replace(".", ",")]}
    sites, codes = located(table(**values))
    assert sites.geometry.iloc[0].distance(shapely.Point(X + 50, Y + 50)) < 0.01
    assert codes == {}


def test_name_of_a_column_that_lies_about_its_system_is_told() -> None:
    x, y = as_numbers("EPSG:27572")
    sites, codes = located(table(x_l93=[x], y_l93=[y]))
    assert sites.geometry.iloc[0].distance(shapely.Point(X + 50, Y + 50)) < 0.01
    assert codes == {"projection_corrigee": ["s0"]}


def test_area_wins_over_a_point_whatever_column_it_stands_in() -> None:
    point = shapely.Point(X + 500, Y)
    sites, _ = located(layer([point, SQUARE], geom_2=[SQUARE.wkt, None]))
    assert sites["emprise_origine"].tolist() == ["surface", "surface"]
    sites, _ = located(table(geompoint=[point.wkt, point.wkt], geomsurf=[None, SQUARE.wkt]))
    assert sites["emprise_origine"].tolist() == ["point", "surface"]
    assert sites["geomsurf"].tolist() == [None, SQUARE.wkt]


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e308])
def test_numbers_that_are_no_place_are_told_and_the_record_kept(bad: float) -> None:
    broken = shapely.LinearRing([(X, Y), (X + 9, Y), (X, Y + 9)])
    broken = shapely.transform(shapely.Polygon(broken), lambda xy: np.where(xy == X + 9, bad, xy))
    sites, codes = located(layer([SQUARE, broken]))
    assert sites.geometry.isna().tolist() == [False, True]
    assert list(codes.values()) == [["s1"]]
    assert set(codes) <= {"geometrie_illisible", "coordonnees_incomprises"}


def test_geometry_that_the_reader_could_not_make_is_told() -> None:
    sites, codes = located(layer([SQUARE, None], _geometrie_illisible=[None, '{"type": "Carré"']))
    assert codes == {"geometrie_illisible": ["s1"]}
    assert "_geometrie_illisible" not in sites


@pytest.mark.parametrize("text", ["Point (ancienne usine)", "{}", "nord"])
def test_column_that_only_bears_the_name_of_a_geometry_is_left_alone(text: str) -> None:
    sites, codes = located(layer([SQUARE], position=[text], description=[text]))
    assert codes == {}
    assert sites[["position", "description"]].iloc[0].tolist() == [text, text]


def test_file_without_any_geometry_or_record_is_kept() -> None:
    sites, codes = located(layer([None, shapely.Point()]))
    assert codes == {"geometrie_absente": ["s0", "s1"]}
    assert len(located(layer([]))[0]) == 0
    assert sites.crs.to_epsg() == 2154


def test_place_where_greenwich_meets_the_equator_is_no_place() -> None:
    sites, codes = located(table(longitude=[0, 1.44], latitude=[0, 43.6]))
    assert sites.geometry.isna().tolist() == [True, False]
    assert codes == {"geometrie_absente": ["s0"]}


def test_coordinates_that_fit_no_system_are_told() -> None:
    sites, codes = located(table(x=[5e7, X], y=[5e7, Y]))
    assert sites.geometry.isna().tolist() == [True, False]
    assert codes == {"coordonnees_incomprises": ["s0"]}


def test_file_that_lies_abroad_is_refused() -> None:
    with pytest.raises(GisementError) as caught:
        located(layer([shapely.Point(100, 60)], "EPSG:4326"))
    assert (caught.value.code, caught.value.facts["crs"]) == ("projection_unknown", "EPSG:4326")


def test_table_with_nothing_that_places_is_refused_with_the_columns_that_would() -> None:
    with pytest.raises(GisementError) as caught:
        located(table(site_nom=["a"]))
    assert caught.value.code == "inventory_without_geometry"
    assert "geompoint" in caught.value.facts["columns"]


def test_footprint_is_made_of_the_parcels_named_and_those_that_are_gone_are_told(tmp_path: Path) -> None:
    sites = table(
        unite_fonciere_refcad=[
            "31555000AB0001|31555000AB0003|31555000AB0009",
            "{31555000AB0002}",
            "31069000AB0001",
            None,
        ],
        geompoint=[shapely.Point(X + 5, Y + 5).wkt] * 4,
    )
    report = Report()
    result, codes = located(sites, sources=parcels(tmp_path), report=report)
    assert result["emprise_origine"].tolist() == [
        "parcelles",
        "parcelles",
        "parcelle_sous_point",
        "parcelle_sous_point",
    ]
    assert result.area.tolist() == pytest.approx([20_000.0, 10_000.0, 10_000.0, 10_000.0])
    assert codes == {"parcelle_absente": ["s0"], "emprise_par_la_parcelle": ["s2", "s3"]}
    assert ("parcels_not_covered", {"count": 1}) in report.warnings


def test_area_given_is_not_replaced_by_its_parcels(tmp_path: Path) -> None:
    result, codes = located(
        layer([SQUARE.buffer(9)], unite_fonciere_refcad=["31555000AB0001"]), sources=parcels(tmp_path)
    )
    assert result["emprise_origine"].tolist() == ["surface"]
    assert codes == {}


def test_point_far_from_its_parcels_is_told(tmp_path: Path) -> None:
    sites = layer([shapely.Point(X + 50, Y + 700)], unite_fonciere_refcad=["31555000AB0001"])
    findings = Findings()
    result = locate(sites, findings, sources=parcels(tmp_path))
    assert result["emprise_origine"].tolist() == ["parcelles"]
    assert findings.table()[["code", "valeur"]].iloc[0].tolist() == ["point_loin_des_parcelles", "600"]


def test_site_known_by_its_commune_is_placed_there_and_never_measured(tmp_path: Path) -> None:
    sites = table(comm_insee=["31555", "99999", None], unite_fonciere_surface=["900", "900", "900"])
    findings = Findings()
    result = locate(sites, findings, sources=communes(tmp_path))
    assert result["emprise_origine"].tolist() == ["commune", None, None]
    assert shapely.box(X - 9_000, Y - 9_000, X + 200, Y + 9_000).contains(result.geometry.iloc[0])
    codes = codes_of(findings)
    assert codes == {"situe_a_la_commune": ["s0"], "geometrie_absente": ["s1", "s2"]}
    measured = add_footprints(result, Findings())
    assert measured["emprise_origine"].tolist() == ["commune", None, None]
    assert measured.geometry.isna().all()
    assert measured["surface_m2"].isna().all()
    assert not has_shape(measured).any()


def test_site_of_an_arrondissement_is_placed_in_its_city_where_the_layer_has_no_arrondissements(tmp_path: Path) -> None:
    path = tmp_path / "c.gpkg"
    cities = {"code_insee": ["75056"], "nom_officiel": ["Paris"]}
    gpd.GeoDataFrame(cities, geometry=[SQUARE], crs="EPSG:2154").to_file(path, layer="c", engine="pyogrio")
    result, codes = located(table(comm_insee=["75110"]), sources={"commune": Source("commune", str(path), "c")})
    assert SQUARE.contains(result.geometry.iloc[0])
    assert codes == {"situe_a_la_commune": ["s0"]}


def test_sites_that_only_a_missing_layer_could_place_are_kept_and_told() -> None:
    report = Report()
    result, codes = located(table(comm_insee=["97411"], unite_fonciere_refcad=["97411000AB0001"]), report=report)
    assert result.crs.to_epsg() == 2975
    assert codes == {"geometrie_absente": ["s0"]}
    assert [code for code, _ in report.warnings] == ["parcels_without_layer", "communes_without_layer"]


@pytest.mark.parametrize("origin", ["parcelles", "parcelle_sous_point", "disque"])
def test_origin_of_a_footprint_survives_another_import(origin: str) -> None:
    result, _ = located(layer([SQUARE, SQUARE], emprise_origine=[origin, "surface"]))
    assert result["emprise_origine"].tolist() == [origin, "surface"]
    measured = add_footprints(result, Findings())
    assert measured["emprise_origine"].tolist() == [origin, "surface"]
    assert has_shape(measured).tolist() == [origin != "disque", True]


def test_point_that_only_the_commune_placed_stays_so_in_another_import(tmp_path: Path) -> None:
    sites = layer([shapely.Point(X + 50, Y + 50)], emprise_origine=["commune"])
    assert located(sites, sources=parcels(tmp_path))[0]["emprise_origine"].tolist() == ["commune"]


def test_slivers_that_a_repair_leaves_are_dropped_and_counted() -> None:
    eight = shapely.Polygon(
        [(X, Y), (X + 100, Y + 100), (X + 100, Y + 0.001), (X + 0.001, Y), (X + 0.001, Y + 0.001), (X, Y)]
    )
    spike = shapely.Polygon(
        [
            (X, Y),
            (X + 100, Y),
            (X + 100, Y + 100),
            (X, Y + 100),
            (X, Y + 0.05),
            (X + 0.05, Y + 0.05),
            (X + 0.05, Y - 0.05),
            (X, Y - 0.05),
        ]
    )
    for shape in (eight, spike):
        assert not shape.is_valid
        findings = Findings()
        sound = with_sound_shapes(layer([shape]), findings)
        assert sound.is_valid.all()
        assert (shapely.area(shapely.get_parts(sound.geometry.to_numpy())) >= 0.01).all()
        assert "geometrie_invalide" in findings.table()["code"].tolist()


def test_cancelling_stops_the_search_for_parcels(tmp_path: Path) -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        located(layer([SQUARE.centroid]), sources=parcels(tmp_path), report=Stopped())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.text(max_size=30), st.sampled_from(["POINT (1 44)", "c(1, 44)", "{", "1,5;44,2"])))
)
def test_no_text_is_too_strange_to_be_told(texts: list) -> None:
    sites = table(geompoint=["POINT (1.4 43.6)", *texts])
    result, _ = located(sites)
    assert len(result) == len(sites)
    assert result.index.equals(sites.index)


def test_geojson_in_lambert_93_of_the_standard_s_own_example_is_read() -> None:
    ring = [[X, Y], [X + 100, Y], [X + 100, Y + 100], [X, Y + 100], [X, Y]]
    sites, codes = located(table(geomsurf=[json.dumps({"type": "Polygon", "coordinates": [ring]})]))
    assert sites.geometry.iloc[0].equals(SQUARE)
    assert codes == {}
