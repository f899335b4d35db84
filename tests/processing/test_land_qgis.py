"""Usable areas against QGIS's own overlay: the same layers, taken off by native:difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from gisement.core.measures import Request, land
from gisement.core.report import Report
from gisement.core.sites import add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0


def scattered(rng: np.random.Generator, count: int, least: float, most: float) -> np.ndarray:
    """Draw rectangles of any direction within 2 km; a part of them overlap."""
    at, size = rng.uniform(0, 2000, (count, 2)), rng.uniform(least, most, (count, 2))
    drawn = shapely.box(*(at + (X, Y)).T, *(at + size + (X, Y)).T)
    return np.array([shapely.affinity.rotate(each, angle) for each, angle in zip(drawn, rng.uniform(0, 180, count))])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Sixty sites, and a territory with two hundred red zones and as many wetlands."""
    rng = np.random.default_rng(20261122)
    sites, territory = tmp_path / "friches.gpkg", tmp_path / "territoire.gpkg"
    shapes = scattered(rng, 60, 40, 300)
    frame = gpd.GeoDataFrame({"site_id": [f"s{i:02d}" for i in range(60)]}, geometry=shapes, crs=L93)
    frame.to_file(sites, layer="friches", engine="pyogrio")
    for role, column in (("ppr_zone", {"TYPEREG": ["03"] * 200}), ("zone_humide", {"id_zh": ["x"] * 200})):
        rows = gpd.GeoDataFrame(column, geometry=scattered(rng, 200, 20, 150), crs=L93)
        rows.to_file(territory, layer=role, engine="pyogrio")
    return sites, territory


def areas(path: str) -> dict[str, float]:
    rows = gpd.read_file(path, engine="pyogrio")
    return rows.assign(area=rows.area).groupby("site_id")["area"].sum().to_dict()


def test_what_is_left_is_what_qgis_leaves(qgis_processing: None, files: tuple[Path, Path], tmp_path: Path) -> None:
    from qgis import processing

    sites, territory = files
    left: list[dict[str, Any]] = []
    layer = f"{sites}|layername=friches"
    for role in ("ppr_zone", "zone_humide"):
        parameters = {"INPUT": layer, "OVERLAY": f"{territory}|layername={role}"}
        layer = processing.run("native:difference", {**parameters, "OUTPUT": str(tmp_path / f"{role}.gpkg")})["OUTPUT"]
        left.append(areas(layer))
    imported = import_inventory(sites)
    rows = add_footprints(imported.sites, imported.findings)
    values = land.run(rows, Territory("t", find_sources(territory)[1], L93), Request(), Report()).values
    first, second = ([found.get(site, 0.0) for site in rows.index] for found in left)
    after_red = (rows["surface_m2"] - values["deduit_ppr_m2"]).to_numpy()
    after_both = after_red - values["deduit_zone_humide_m2"].to_numpy()
    assert after_red == pytest.approx(first, abs=1e-4)
    assert after_both == pytest.approx(second, abs=1e-4)
    assert (values["surface_utile_m2"] + values["deduit_etroit_m2"]).to_numpy() == pytest.approx(second, abs=1e-4)
    assert (values["deduit_ppr_m2"] > 1).sum() > 30
    assert (values["deduit_etroit_m2"] > 1).sum() > 5
