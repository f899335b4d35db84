"""Inventories: files read as they are met, defects told, nothing lost."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from gisement_tests.inventories import prepare
from hypothesis import given
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.sites import open_inventory
from gisement.core.sites.fields import fields, known, number
from gisement.core.sites.footprint import QUARTER_SEGMENTS

#: 1 km × 1 km around a place in Lambert-93, and the same place in degrees
X, Y = 652_000.0, 6_862_000.0


def inventory(shapes: list, crs: str = "EPSG:2154", **columns: list) -> gpd.GeoDataFrame:
    columns.setdefault("site_id", [f"s{i}" for i in range(len(shapes))])
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)


def codes(prepared) -> dict[str, list[str]]:
    table = prepared.findings.table()
    return table.groupby("code")["site_id"].apply(list).to_dict()


def square(side: float = 100.0) -> shapely.Polygon:
    return shapely.box(X, Y, X + side, Y + side)


def test_standard_has_its_51_fields_and_ten_required_ones() -> None:
    assert len(fields()) == 51
    assert [field["name"] for field in fields() if field["required"]] == [
        "site_id",
        "site_nom",
        "site_type",
        "site_identif_date",
        "site_actu_date",
        "comm_nom",
        "comm_insee",
        "urba_zaer",
        "source_nom",
        "geompoint",
    ]


def test_surface_keeps_its_shape_and_its_measured_area() -> None:
    site = prepare(inventory([square()], unite_fonciere_surface=[99])).sites.iloc[0]
    assert (site["emprise_origine"], site["surface_m2"]) == ("surface", 10_000.0)


def test_point_with_a_declared_area_becomes_a_disc_of_it() -> None:
    prepared = prepare(inventory([shapely.Point(X, Y)], unite_fonciere_surface=["12 500,5"]))
    site = prepared.sites.iloc[0]
    assert (site["emprise_origine"], site["surface_m2"]) == ("disque", 12_500.5)
    corners = 4 * QUARTER_SEGMENTS
    assert site["geometry"].area == pytest.approx(12_500.5 * corners * np.sin(2 * np.pi / corners) / (2 * np.pi))
    assert codes(prepared) == {"emprise_approchee": ["s0"]}


@pytest.mark.parametrize("area", [None, 0, -5, "inconnu"])
def test_point_without_a_usable_area_stays_a_point_of_unknown_area(area: object) -> None:
    prepared = prepare(inventory([shapely.Point(X, Y)], unite_fonciere_surface=[area]))
    site = prepared.sites.iloc[0]
    assert site["emprise_origine"] == "point"
    assert np.isnan(site["surface_m2"])
    assert "surface_absente" in codes(prepared)


def test_invalid_footprint_is_repaired_and_told() -> None:
    bow_tie = shapely.Polygon([(X, Y), (X + 100, Y + 100), (X + 100, Y), (X, Y + 100)])
    prepared = prepare(inventory([bow_tie]))
    assert prepared.sites.geometry.is_valid.all()
    assert prepared.sites["surface_m2"].iloc[0] == pytest.approx(5_000.0)
    assert codes(prepared) == {"geometrie_invalide": ["s0"]}


def test_record_without_geometry_stays_in_the_inventory() -> None:
    prepared = prepare(inventory([square(), None, shapely.Polygon()]))
    assert len(prepared.sites) == 3
    assert codes(prepared) == {"geometrie_absente": ["s1", "s2"]}
    assert prepared.sites["emprise_origine"].tolist() == ["surface", None, None]


def test_line_is_no_site_and_is_told() -> None:
    prepared = prepare(inventory([square(), shapely.LineString([(X, Y), (X + 9, Y)])]))
    assert codes(prepared) == {"geometrie_inattendue": ["s1"]}
    assert prepared.sites.geometry.isna().tolist() == [False, True]


def test_identifiers_missing_or_twice_are_made_unique_and_told() -> None:
    prepared = prepare(inventory([square()] * 4, site_id=["a", "a", None, "a"]))
    assert prepared.sites.index.tolist() == ["a", "a~2", "sans_id_3", "a~3"]
    assert codes(prepared) == {"site_id_absent": ["sans_id_3"], "site_id_double": ["a~2", "a~3"]}


def test_name_of_a_natural_person_is_never_kept() -> None:
    prepared = prepare(
        inventory(
            [square()] * 4,
            proprio_nom=["DUPONT", "COMMUNE", "{_X_}", "DURAND"],
            proprio_personne=["personne physique", "personne morale", None, None],
            proprio_type=[None, "P5a", "{X1a}", "{G1a,X1a}"],
        )
    )
    assert prepared.sites["proprio_nom"].tolist() == ["_X_", "COMMUNE", "_X_", "_X_"]
    assert codes(prepared)["personne_physique"] == ["s0", "s3"]


def test_people_in_columns_beyond_the_standard_are_hidden_and_companies_stay() -> None:
    prepared = prepare(
        inventory(
            [square()] * 3,
            **{
                "Contact du proprietaire": ["M. Jean DUPONT 06 12 34 56 78", "Mairie de Bondy", None],
                "Gérant": ["Marie MARTIN", "SARL FORGES", None],
                "remarque": ["Toiture ouverte", None, None],
            },
        )
    )
    assert prepared.sites["Contact du proprietaire"].tolist() == ["_X_", "Mairie de Bondy", None]
    assert prepared.sites["Gérant"].tolist() == ["_X_", "SARL FORGES", None]
    assert prepared.sites["remarque"].iloc[0] == "Toiture ouverte"
    assert codes(prepared)["personne_physique"] == ["s0", "s0"]
    everything = prepared.sites.to_csv() + prepared.findings.table().to_csv()
    assert "DUPONT" not in everything
    assert "MARTIN" not in everything


def test_plain_headers_of_an_observatory_are_understood() -> None:
    rows = inventory([square()], **{"Superficie (m²)": ["12 500"], "Type": ["Friche industrielle"], "idcom": ["13098"]})
    site = prepare(rows).sites.iloc[0]
    assert (site["unite_fonciere_surface"], site["site_type"], site["comm_insee"]) == (
        12_500,
        "friche industrielle",
        "13098",
    )


def test_text_in_a_field_of_numbers_is_told_and_unknown() -> None:
    prepared = prepare(inventory([square(), square()], bati_nombre=["3", "trois"]))
    assert prepared.sites["bati_nombre"].tolist()[0] == 3.0
    assert codes(prepared) == {"nombre_illisible": ["s1"]}
    assert "trois" in prepared.findings.table()["message"].iloc[0]


def test_records_given_are_not_changed() -> None:
    rows = inventory(
        [square(), shapely.Point(X, Y)],
        Unite_Fonciere_Surface=["1", "x"],
        proprio_personne=["personne physique"] * 2,
        proprio_nom=["A", "B"],
    )
    before = rows.copy(deep=True)
    prepare(rows)
    pd.testing.assert_frame_equal(pd.DataFrame(rows), pd.DataFrame(before))


def test_older_names_of_fields_are_understood() -> None:
    sites = prepare(inventory([square()], local_ancienne_annee=[1950], l_idpar=["{13098000AH0158}"])).sites
    assert sites["local_ancien_annee"].iloc[0] == 1950
    assert sites["unite_fonciere_refcad"].iloc[0] == "13098000AH0158"


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (5.0, 43.5, "EPSG:2154"),
        (55.5, -21.1, "EPSG:2975"),
        (-61.0, 14.6, "EPSG:5490"),
        (-52.3, 4.9, "EPSG:2972"),
        (45.2, -12.8, "EPSG:4471"),
    ],
)
def test_working_projection_is_the_legal_one_of_the_place(lon: float, lat: float, code: str) -> None:
    assert prepare(inventory([shapely.Point(lon, lat)], crs="EPSG:4326")).sites.crs.to_string() == code


def test_inventory_that_is_not_in_france_is_refused() -> None:
    with pytest.raises(GisementError) as caught:
        prepare(inventory([shapely.Point(100.0, 60.0)], crs="EPSG:4326"))
    assert caught.value.code == "projection_unknown"


CSV_HEADER = "site_id;site_nom;comm_insee;unite_fonciere_surface;geompoint;geomsurf"


def csv(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "friches.csv"
    path.write_bytes("\n".join([CSV_HEADER, *lines]).encode(encoding))
    return path


def test_cnig_csv_is_read_with_its_points_and_leading_zeros(tmp_path: Path) -> None:
    sites = prepare(csv(tmp_path, "01001_1;Forge « Été »;01001;900;POINT (4.92 46.15);NA")).sites
    assert sites["comm_insee"].iloc[0] == "01001"
    assert sites["site_nom"].iloc[0] == "Forge « Été »"
    assert sites["emprise_origine"].iloc[0] == "disque"


def test_cnig_csv_in_latin_1_keeps_its_accents(tmp_path: Path) -> None:
    rows = open_inventory(
        csv(tmp_path, "1;Ancienne usine à gaz;01001;900;POINT (4.92 46.15);", encoding="cp1252")
    ).sites
    assert rows["site_nom"].iloc[0] == "Ancienne usine à gaz"


def test_latitude_written_first_is_put_right_and_told(tmp_path: Path) -> None:
    prepared = prepare(csv(tmp_path, "a;;;900;POINT (46.15 4.92);", "b;;;900;POINT (4.92 46.15);"))
    assert codes(prepared)["axes_inverses"] == ["a"]
    places = prepared.sites.geometry.centroid
    assert places.iloc[0].distance(places.iloc[1]) == pytest.approx(0.0, abs=1e-6)


def test_surface_is_preferred_to_the_point_and_may_be_geojson_in_lambert_93(tmp_path: Path) -> None:
    ring = "[[652000, 6862000], [652100, 6862000], [652100, 6862100], [652000, 6862100], [652000, 6862000]]"
    surface = f'"{{""type"": ""Polygon"", ""coordinates"": [{ring}]}}"'
    site = prepare(csv(tmp_path, f"a;;;1;POINT (2.35 48.85);{surface}")).sites.iloc[0]
    assert site["emprise_origine"] == "surface"
    assert site["surface_m2"] == pytest.approx(10_000.0, rel=1e-6)


def test_geometry_that_cannot_be_read_is_told_and_the_record_kept(tmp_path: Path) -> None:
    prepared = prepare(csv(tmp_path, "a;;;9;POINT (4.92 46.15);", "b;;;9;c(4.9;", "c;;;9;{oops;"))
    assert len(prepared.sites) == 3
    assert codes(prepared)["geometrie_illisible"] == ["b", "c"]


def test_comma_separated_file_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text('site_id,site_nom,geompoint\na,"x, y; z","POINT (4.92 46.15)"\n', encoding="utf-8-sig")
    sites = open_inventory(path).sites
    assert sites["site_nom"].to_dict() == {"a": "x, y; z"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"site_id;geompoint\n", "inventory_empty"),
        (b"site_id;site_nom\na;b\n", "inventory_without_geometry"),
        (b"site_id;geompoint\na;POINT (4 46)\nb;c;d;e;f\n", "csv_fields"),
    ],
)
def test_table_that_cannot_be_an_inventory_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    with pytest.raises(GisementError) as caught:
        open_inventory(path)
    assert caught.value.code == code
    assert str(path) in str(caught.value.facts["file"])


def test_file_that_is_not_there_or_no_vector_file_is_refused(tmp_path: Path) -> None:
    lie = tmp_path / "lie.gpkg"
    lie.write_text("not a geopackage", encoding="utf-8")
    for path, code in ((tmp_path / "absent.gpkg", "file_not_found"), (lie, "file_not_inventory")):
        with pytest.raises(GisementError) as caught:
            open_inventory(path)
        assert caught.value.code == code


def test_layer_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "i.gpkg"
    inventory([square()]).to_file(path, layer="friches", engine="pyogrio")
    with pytest.raises(GisementError) as caught:
        open_inventory(path, layer="usines")
    assert (caught.value.code, caught.value.facts["layers"]) == ("layer_missing", "friches")


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_numbers_survive_the_french_way_of_writing_them(value: float) -> None:
    written = f"{value:,.3f}".replace(",", " ").replace(".", ",")
    assert number(pd.Series([written], dtype=object)).iloc[0] == pytest.approx(value, abs=6e-4)


@given(st.lists(st.sampled_from(["", " ", "NA", "nan", "N/A", "Inconnu", "INCONNU ", None])))
def test_words_for_unknown_are_all_unknown(words: list) -> None:
    assert known(pd.Series(words, dtype=object)).isna().all()
