"""Reference layers of parcels and communes: each producer's columns, and only the rows that are wanted."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from gisement.core.sites import import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"
X, Y = 574_000.0, 6_279_000.0
#: 20 × 20 squares of 10 m
SQUARES = np.array(
    [shapely.box(X + 10 * i, Y + 10 * j, X + 10 * i + 10, Y + 10 * j + 10) for j in range(20) for i in range(20)]
)
IDS = [f"31555000AB{number:04d}" for number in range(400)]


@pytest.fixture(params=["parcelles.gpkg", "parcelles.geojson", "parcelles.shp"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Territory:
    """Squares in degrees as the IGN gives parcels, in a format with an index of places and in some without."""
    path = tmp_path / request.param
    rows = gpd.GeoDataFrame({"IDU": IDS, "CONTENANCE": 100}, geometry=SQUARES, crs=L93).to_crs("EPSG:4326")
    rows.to_file(path, engine="pyogrio")
    return Territory("t", {"parcelle": Source("parcelle", str(path))}, L93)


def test_rows_wanted_are_read_and_no_others(place: Territory) -> None:
    wanted = ["31555000AB0003", "31555000AB0398", "31555000ZZ0001"]
    rows = place.read("parcelle", fields=["idu", "contenance"], among=("idu", wanted))
    assert sorted(rows["idu"]) == wanted[:2]
    assert rows["contenance"].tolist() == [100.0, 100.0]
    assert rows.area.tolist() == pytest.approx([100.0, 100.0], rel=1e-5)
    assert len(place.read("parcelle", fields=["idu"], among=("idu", []))) == 0


def test_rows_wanted_are_the_same_when_most_of_the_layer_is(place: Territory) -> None:
    rows = place.read("parcelle", fields=["idu"], among=("idu", IDS[5:]))
    assert sorted(rows["idu"]) == IDS[5:]


@pytest.mark.parametrize("at_once", [10, 1_000])
def test_rows_that_points_touch_are_read_once_each(
    place: Territory, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("gisement.core.territory.territory.ROWS_AT_ONCE", at_once)
    points = shapely.points([[X + 5, Y + 5], [X + 6, Y + 6], [X + 195, Y + 195], [X - 500, Y]])
    rows = place.read("parcelle", fields=["idu"], touching=points)
    assert sorted(rows["idu"]) == ["31555000AB0000", "31555000AB0399"]


def test_values_of_a_field_bear_the_numbers_of_the_rows(place: Territory) -> None:
    values = place.values("parcelle", "idu")
    assert values.tolist() == IDS
    assert values.index.is_unique
    assert place.values("parcelle", "proprietaire") is None or place.values("parcelle", "proprietaire").isna().all()
    assert place.values("commune", "code_insee") is None


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            {
                "id": "31555841AH0133",
                "commune": "31555",
                "prefixe": "841",
                "section": "AH",
                "numero": "133",
                "contenance": 250,
            },
            ["31555841AH0133", "31555", 250.0, None],
        ),
        (
            {"idu": "31555841AH0133", "code_insee": "31555", "contenance": 250, "section": "AH"},
            ["31555841AH0133", "31555", 250.0, None],
        ),
        (
            {"idpar": "31555841AH0133", "idcom": "31555", "dcntpa": 250, "idprocpte": "31555+00012"},
            ["31555841AH0133", "31555", 250.0, "31555+00012"],
        ),
        (
            {"NUMERO": "0133", "SECTION": "AH", "CODE_DEP": "31", "CODE_COM": "555", "COM_ABS": "841"},
            ["31555841AH0133", "31555", np.nan, None],
        ),
    ],
)
def test_parcels_of_each_producer_are_understood(tmp_path: Path, columns: dict, expected: list) -> None:
    path = tmp_path / "p.gpkg"
    gpd.GeoDataFrame([columns], geometry=[SQUARES[0]], crs=L93).to_file(path, layer="p", engine="pyogrio")
    row = Territory("t", {"parcelle": Source("parcelle", str(path), "p")}, L93).read("parcelle").iloc[0]
    found = [row["idu"], row["code_insee"], row["contenance"], row["proprietaire"]]
    assert [None if pd.isna(value) else value for value in found] == [
        None if pd.isna(value) else value for value in expected
    ]


@pytest.mark.parametrize(
    "columns",
    [
        {"code_insee": "31555", "nom_officiel": "Toulouse"},
        {"code": "31555", "nom": "Toulouse"},
        {"INSEE_COM": "31555", "NOM": "Toulouse", "STATUT": "Préfecture"},
        {"pk": 1, "code_insee": "31555", "nom": "Toulouse"},
        {"insee": "31555", "nom": "Toulouse", "surf_ha": 11_830},
        {"id": "31555", "nom": "Toulouse", "created": "2018-01-01"},
    ],
)
def test_communes_of_each_producer_are_understood(tmp_path: Path, columns: dict) -> None:
    path = tmp_path / "c.gpkg"
    gpd.GeoDataFrame([columns], geometry=[SQUARES[0]], crs=L93).to_file(path, layer="c", engine="pyogrio")
    row = Territory("t", {"commune": Source("commune", str(path), "c")}, L93).read("commune").iloc[0]
    assert row[["code_insee", "nom"]].tolist() == ["31555", "Toulouse"]


def test_a_site_that_names_its_commune_without_a_code_is_placed_there(tmp_path: Path) -> None:
    shapes = [shapely.box(x, 6_860_000.0, x + 900.0, 6_861_000.0) for x in (650_000.0, 651_000.0, 652_000.0)]
    names = ["Saint-Étienne", "Le Bourg", "Le Bourg"]
    layer = gpd.GeoDataFrame({"code": ["78001", "78002", "78003"], "nom": names}, geometry=shapes, crs="EPSG:2154")
    layer.to_file(tmp_path / "communes.gpkg", layer="communes", engine="pyogrio")
    (tmp_path / "f.csv").write_text("site_id;comm_nom\na;ST ETIENNE\nb;Bourg\nc;Ailleurs\n", encoding="utf-8")
    sources = {"commune": Source("commune", str(tmp_path / "communes.gpkg"), "communes")}
    sites = import_inventory(tmp_path / "f.csv", sources=sources).sites
    # Two municipalities bear the second name, none the third: nobody tells which.
    assert sites["comm_insee"].tolist()[0] == "78001"
    assert sites["comm_insee"].isna().tolist() == [False, True, True]
    assert sites["emprise_origine"].tolist() == ["commune", None, None]
    assert shapes[0].contains(sites.geometry.iloc[0])
