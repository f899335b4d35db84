"""Layers read around the sites, tile by tile, and how far a layer was collected."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from gisement.core.errors import GisementError
from gisement.core.measures import around
from gisement.core.report import Report
from gisement.core.territory import Territory

L93 = "EPSG:2154"
WETLANDS = "t.gpkg|layername=zone_humide"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two communes side by side, 10 km wide each, and wetlands of 100 m every kilometre."""
    path = tmp_path / "t.gpkg"
    boxes = [shapely.box(x, 0, x + 10_000, 10_000) for x in (0, 10_000)]
    communes = gpd.GeoDataFrame(
        {"code_insee": ["99001", "99002"], "nom_officiel": ["A", "B"], "population": [1, 2]}, geometry=boxes, crs=L93
    )
    communes.to_file(path, layer="commune", engine="pyogrio")
    wet = [shapely.box(x, y, x + 100, y + 100) for x in range(0, 20_000, 1_000) for y in range(0, 10_000, 1_000)]
    rows = gpd.GeoDataFrame({"nom": [str(at) for at in range(len(wet))]}, geometry=wet, crs=L93)
    rows.to_file(path, layer="zone_humide", engine="pyogrio")
    return path


def test_each_site_is_in_one_tile_with_all_that_lies_around_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    territory = Territory.open(file, L93)
    shapes = np.array([shapely.Point(x + 50, x / 2 + 50).buffer(200) for x in range(0, 20_000, 700)] + [None])
    whole = territory.read("zone_humide").geometry.to_numpy()
    monkeypatch.setattr(around, "AT_ONCE", 10)
    monkeypatch.setattr(around, "TILE", 5_000.0)
    seen: list[int] = []
    for tile in around.tiles(shapes, territory, "zone_humide", (), Report(), metres=600.0):
        seen += tile.sites.tolist()
        assert len(tile.rows) < len(whole)
        for at in tile.sites:
            near = shapely.dwithin(whole, shapes[at], 600.0).sum()
            assert shapely.dwithin(tile.rows.geometry.to_numpy(), shapes[at], 600.0).sum() == near
    assert sorted(seen) == list(range(len(shapes) - 1))


def test_a_small_layer_is_read_at_once_and_an_absent_one_not_at_all(file: Path) -> None:
    territory = Territory.open(file, L93)
    shapes = np.array([shapely.box(0, 0, 50, 50), shapely.box(15_000, 0, 15_050, 50)])
    (tile,) = around.tiles(shapes, territory, "zone_humide", (), Report())
    assert tile.sites.tolist() == [0, 1]
    assert not list(around.tiles(shapes, territory, "sis", (), Report()))
    assert not list(around.tiles(np.array([None]), territory, "zone_humide", (), Report()))


def sites_on_the_border() -> np.ndarray:
    return np.array(
        [shapely.box(0, 0, 100, 100), shapely.box(9_900, 0, 10_300, 100), shapely.box(15_000, 0, 15_100, 100), None]
    )


@pytest.mark.parametrize("said", [["99001"], "collecte.gpkg|layername=aire"])
def test_a_layer_collected_in_a_part_of_the_territory_knows_nothing_of_the_rest(file: Path, said: object) -> None:
    area = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 10_000, 10_000)], crs=L93).to_crs(4326)
    area.to_file(file.parent / "collecte.gpkg", layer="aire", engine="pyogrio")
    roles = {"commune": "t.gpkg|layername=commune", "zone_humide": {"source": WETLANDS, "couvre": said}}
    place = file.parent / "t.json"
    place.write_text(json.dumps({"roles": roles}))
    territory = Territory.open(place, L93)
    share = territory.searched("zone_humide", sites_on_the_border())
    assert share == pytest.approx([1.0, 0.25, 0.0, np.nan], abs=1e-4, nan_ok=True)
    assert territory.searched("commune", sites_on_the_border()) == pytest.approx([1, 1, 1, np.nan], nan_ok=True)
    assert territory.searched("sis", sites_on_the_border()) == pytest.approx([0, 0, 0, np.nan], nan_ok=True)


@pytest.mark.parametrize(
    ("said", "code"), [(["99009"], "coverage_unknown"), (3, "coverage_invalid"), ("nulle_part.gpkg", "file_not_found")]
)
def test_a_collected_area_that_cannot_be_found_is_told(file: Path, said: object, code: str) -> None:
    roles = {"commune": "t.gpkg|layername=commune", "zone_humide": {"source": WETLANDS, "couvre": said}}
    place = file.parent / "t.json"
    place.write_text(json.dumps({"roles": roles}))
    with pytest.raises(GisementError) as told:
        Territory.open(place, L93).searched("zone_humide", sites_on_the_border())
    assert told.value.code == code
