"""Slopes of sites: known planes by hand, and any relief as gdaldem and zonal statistics have it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.transform import Affine, from_origin

from gisement.core.errors import Cancelled, GisementError
from gisement.core.measures.land import slope as module
from gisement.core.measures.land.slope import Slopes, horn, slopes
from gisement.core.report import Report
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"
X, Y = 700_000.0, 6_600_000.0
#: per cent; what two programmes may differ by
SAME = 1e-4

needs_gdal = pytest.mark.skipif(shutil.which("gdaldem") is None, reason="gdaldem (gdal-bin) is not here")


def write(path: Path, values: np.ndarray, dx: float = 25.0, dy: float = 25.0, **options: Any) -> Path:
    """Write a raster whose north-west corner is at X, Y unless a transform says otherwise."""
    bands = values if values.ndim == 3 else values[None]
    scale, unit = options.pop("scale", None), options.pop("unit", None)
    profile = {"driver": "GTiff", "crs": L93, "transform": Affine(dx, 0, X, 0, -dy, Y), "dtype": bands.dtype, **options}
    path.parent.mkdir(exist_ok=True)
    with rasterio.open(path, "w", count=len(bands), height=bands.shape[1], width=bands.shape[2], **profile) as file:
        file.write(bands)
        if scale:
            file.scales, file.offsets = [[value] * len(bands) for value in scale]
        if unit:
            file.units = [unit] * len(bands)
    return path


def relief(rows: int = 60, columns: int = 70, seed: int = 1) -> np.ndarray:
    """Draw hills with rough ground on them, in metres."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:rows, :columns]
    return (80 + 40 * np.sin(x / 9) * np.cos(y / 7) + rng.normal(0, 1.5, (rows, columns))).astype(np.float32)


def blobs(count: int = 40, west: float = X, north: float = Y, width: float = 1750.0, seed: int = 2) -> np.ndarray:
    """Draw irregular shapes of 2 to 30 cells across; some stick out of the raster."""
    rng = np.random.default_rng(seed)
    shapes = []
    for _ in range(count):
        angle = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(4, 12)))
        reach = rng.uniform(20, 350) * rng.uniform(0.4, 1.0, len(angle))
        at = np.array([west, north - width]) + rng.uniform(0, width, 2)
        ring = at + np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None]
        shapes.append(shapely.make_valid(shapely.Polygon(ring)))
    return np.array(shapes, dtype=object)


def territory(*paths: Path, crs: str = L93, report: Report | None = None, layer: str | None = None) -> Territory:
    files = tuple(str(path) for path in paths) if len(paths) > 1 else ()
    return Territory("t", {"mnt": Source("mnt", str(paths[0]), layer, files=files)}, crs, report)


def measured(shapes: Any, *paths: Path, threshold: float = 10.0, **options: Any) -> Slopes:
    found = slopes(np.array(shapes, dtype=object), territory(*paths, **options), threshold, Report())
    assert found is not None
    return found


def run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def zonal(path: Path, shapes: np.ndarray, *options: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give mean, max and share known of gdaldem's slopes over the cells whose centre lies in each shape."""
    out = path.with_name(f"{path.stem}_pente.tif")
    run("gdaldem", "slope", "-p", *options, path, out)
    with rasterio.open(out) as file:
        found = np.where(file.read(1) == file.nodata, np.nan, file.read(1).astype(float))
        a = file.transform
    # Cells go on beyond the raster, where nothing is known.
    found = np.pad(found, 40, constant_values=np.nan)
    x = a.c + (np.arange(found.shape[1]) - 39.5) * a.a
    y = a.f + (np.arange(found.shape[0]) - 39.5) * a.e
    mean, highest, share = (np.full(len(shapes), np.nan) for _ in range(3))
    for place, shape in enumerate(shapes):
        inside = shapely.contains_xy(shape, *np.meshgrid(x, y))
        known = found[inside & ~np.isnan(found)]
        if len(known):
            mean[place], highest[place] = known.mean(), known.max()
        if inside.any():
            share[place] = len(known) / inside.sum()
    return mean, highest, share


def assert_as_gdal(found: Slopes, expected: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    mean, highest, share = expected
    whole = ~np.isnan(share)
    assert whole.sum() > 20
    np.testing.assert_allclose(found.mean[whole], mean[whole], atol=SAME, rtol=0)
    np.testing.assert_allclose(found.max[whole], highest[whole], atol=SAME, rtol=0)
    np.testing.assert_allclose(found.covered[whole], share[whole], atol=1e-12, rtol=0)


def plane(east: float, south: float, dx: float, dy: float, rows: int = 30, columns: int = 40) -> np.ndarray:
    """Make a plane that rises by so much per metre eastwards and southwards."""
    y, x = np.mgrid[:rows, :columns]
    return (100 + east * dx * x + south * dy * y).astype(np.float64)


# --- planes known by hand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("east", "south", "dx", "dy", "expected"),
    [
        (0.04, 0.0, 25.0, 25.0, 4.0),
        (0.0, -0.04, 25.0, 25.0, 4.0),
        (0.03, 0.04, 25.0, 25.0, 5.0),
        (0.03, 0.04, 20.0, 5.0, 5.0),
        (-0.06, 0.08, 3.0, 11.0, 10.0),
        (0.0, 0.0, 25.0, 25.0, 0.0),
    ],
)
def test_plane_has_its_slope(tmp_path: Path, east: float, south: float, dx: float, dy: float, expected: float) -> None:
    path = write(tmp_path / "p.tif", plane(east, south, dx, dy), dx, dy)
    site = shapely.box(X + 5 * dx, Y - 20 * dy, X + 30 * dx, Y - 5 * dy)
    found = measured([site], path, threshold=expected - 0.01)
    assert (found.mean[0], found.max[0]) == (pytest.approx(expected, abs=1e-9), pytest.approx(expected, abs=1e-9))
    assert found.covered[0] == 1.0
    assert found.steep[0].equals(site)
    assert measured([site], path, threshold=expected + 0.01).steep[0] is None


@settings(max_examples=60, deadline=None)
@given(
    east=st.floats(-1, 1),
    south=st.floats(-1, 1),
    dx=st.floats(0.5, 100),
    dy=st.floats(0.5, 100),
    base=st.floats(-10, 900),
)
def test_any_plane_has_its_slope_everywhere(east: float, south: float, dx: float, dy: float, base: float) -> None:
    found = horn(plane(east, south, dx, dy, 7, 9) + base, dx, dy)
    assert found.shape == (5, 7)
    np.testing.assert_allclose(found, 100 * np.hypot(east, south), atol=1e-8, rtol=0)


def test_site_of_the_demo_territory_has_its_known_slope(demo_territory: Callable[[int], Path]) -> None:
    built = demo_territory(1)
    facts = json.loads(built.with_name("territoire_faits.json").read_text(encoding="utf-8"))
    fact = next(fact for fact in facts if fact["fait"] == "pente")
    place = Territory.open(built, L93)
    sites = pyogrio.read_dataframe(built, layer="friches")
    found = slopes(sites.geometry.to_numpy(), place, 7.0, Report())
    known = (sites["site_id"] == fact["site_id"]).to_numpy()
    assert found.mean[known] == pytest.approx([fact["valeur"]], abs=1e-3) == [4.0]
    assert found.max[known] == pytest.approx([4.0], abs=1e-2)
    assert (found.covered[~sites.geometry.isna()] >= 0).all()
    assert place.state("mnt") == "presente"
    assert place.source("mnt").producer == "Gisement (territoire fictif)"
    assert place.readings["mnt"].rows > 0
    assert place.readings["mnt"].dialect == "raster"


# --- as gdaldem and zonal statistics ---------------------------------------------------------------------------------


@needs_gdal
@pytest.mark.parametrize(("dx", "dy"), [(25.0, 25.0), (25.0, 40.0), (31.7, 12.3)])
def test_relief_is_as_gdaldem_has_it(tmp_path: Path, dx: float, dy: float) -> None:
    path, shapes = write(tmp_path / "r.tif", relief(), dx, dy), blobs()
    assert_as_gdal(measured(shapes, path), zonal(path, shapes))


@needs_gdal
@pytest.mark.parametrize("nodata", [-9999.0, float("nan"), -3.4028234663852886e38, 0.0])
def test_holes_have_no_slope_nor_have_their_neighbours(tmp_path: Path, nodata: float) -> None:
    values = relief()
    values[10:14, 20:25], values[40, 40], values[:, 60] = nodata, nodata, nodata
    path, shapes = write(tmp_path / "r.tif", values, nodata=nodata), blobs()
    found = measured(shapes, path)
    assert_as_gdal(found, zonal(path, shapes))
    assert (found.covered < 1).sum() > 10


@needs_gdal
@pytest.mark.parametrize(("dtype", "nodata"), [("int16", -9999), ("uint8", None), ("uint16", 0), ("int32", -32768)])
def test_whole_metres_are_altitudes_too(tmp_path: Path, dtype: str, nodata: float | None) -> None:
    values = np.round(relief()).astype(dtype)
    if nodata is not None:
        values[5:8, 5:9] = nodata
    path, shapes = write(tmp_path / "r.tif", values, nodata=nodata), blobs()
    assert_as_gdal(measured(shapes, path), zonal(path, shapes))


@needs_gdal
def test_scale_and_offset_are_applied(tmp_path: Path) -> None:
    values = np.round((relief() - 50) * 100).astype(np.int16)
    values[20, 20] = -32768
    path, shapes = write(tmp_path / "r.tif", values, scale=(0.01, 50.0), nodata=-32768), blobs()
    run("gdal_translate", "-unscale", "-ot", "Float64", path, tmp_path / "u.tif")
    assert_as_gdal(measured(shapes, path), zonal(tmp_path / "u.tif", shapes))


@pytest.mark.parametrize("hole", [-9999.0, -99999.0, 3.4e38, np.inf, -32768.0])
def test_hole_that_nobody_declared_is_none_the_less_no_ground(tmp_path: Path, hole: float) -> None:
    declared, undeclared = relief(), relief()
    declared[30, 30], undeclared[30, 30] = -1.0, hole
    one = measured(blobs(), write(tmp_path / "d.tif", declared, nodata=-1.0))
    other = measured(blobs(), write(tmp_path / "u.tif", undeclared))
    np.testing.assert_array_equal(one.mean, other.mean)
    np.testing.assert_array_equal(one.covered, other.covered)


def test_altitudes_in_feet_become_metres(tmp_path: Path) -> None:
    path = write(tmp_path / "p.tif", plane(0.04, 0.0, 25.0, 25.0) / 0.3048, unit="ft")
    assert measured([shapely.box(X + 200, Y - 500, X + 500, Y - 200)], path).mean[0] == pytest.approx(4.0, abs=1e-6)


def test_first_band_holds_the_altitudes(tmp_path: Path) -> None:
    one = measured(blobs(), write(tmp_path / "one.tif", relief()))
    both = measured(blobs(), write(tmp_path / "two.tif", np.stack([relief(), relief(seed=9)])))
    np.testing.assert_array_equal(one.mean, both.mean)


def test_ground_known_nowhere_gives_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", np.full((60, 70), -9999, dtype=np.float32), nodata=-9999)
    found = measured(blobs(5, width=1000), path)
    assert np.isnan(found.mean).all() and np.isnan(found.max).all()
    assert (found.covered == 0).all() and all(steep is None for steep in found.steep)


# --- other projections -----------------------------------------------------------------------------------------------


def moved(tmp_path: Path, found_in: Path, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give gdaldem's slopes on the raster that gdalwarp brings to Lambert-93, on the engine's own cells."""
    with territory(found_in).terrain() as terrain:
        side = terrain.layers[0].grid.dx
        assert not terrain.layers[0].own
    out = tmp_path / "moved.tif"
    words = (
        f"-t_srs {L93} -tr {side} {side} -tap -r bilinear -et 0 -ot Float64 -wo XSCALE=1 -wo YSCALE=1 -dstnodata -9999"
    )
    run("gdalwarp", *words.split(), found_in, out)
    return zonal(out, shapes)


GEOGRAPHIC = from_origin(3.0, 46.5, 0.00030, 0.00022)


@needs_gdal
@pytest.mark.parametrize("holes", [False, True])
@pytest.mark.parametrize(
    ("crs", "transform"),
    [
        ("EPSG:4326", GEOGRAPHIC),
        ("EPSG:32631", from_origin(500_010.0, 5_149_950.0, 25.0, 25.0)),
        ("EPSG:27572", from_origin(652_000.0, 2_166_700.0, 25.0, 25.0)),
    ],
)
def test_other_projections_are_as_gdalwarp_and_gdaldem_have_them(
    tmp_path: Path, crs: str, transform: Affine, holes: bool
) -> None:
    values = relief()
    if holes:
        values[10:14, 20:25], values[40, 40] = -9999, -9999
    path = write(tmp_path / "g.tif", values, crs=crs, transform=transform, nodata=-9999 if holes else None)
    with territory(path).terrain() as terrain:
        west, south, east, north = terrain.layers[0].bounds[0]
    shapes = blobs(60, west, north, min(east - west, north - south))
    assert_as_gdal(measured(shapes, path), moved(tmp_path, path, shapes))


@needs_gdal
def test_raster_that_is_turned_or_stands_on_its_head_is_read(tmp_path: Path) -> None:
    shapes = blobs()
    upright = write(tmp_path / "u.tif", relief())
    head = Affine(25.0, 0, X, 0, 25.0, Y - 60 * 25.0)
    mirrored = write(tmp_path / "m.tif", relief()[::-1], transform=head)
    one, other = measured(shapes, upright), measured(shapes, mirrored)
    np.testing.assert_allclose(one.mean, other.mean, atol=1e-9, rtol=0)
    turned = write(tmp_path / "t.tif", relief(), transform=Affine(25.0, 0, X, 0, -25.0, Y) * Affine.rotation(30))
    assert_as_gdal(measured(shapes, turned), moved(tmp_path, turned, shapes))


def test_system_that_is_the_same_under_another_name_keeps_its_own_cells(tmp_path: Path) -> None:
    with rasterio.open(write(tmp_path / "r.tif", relief())) as file:
        wkt = (
            file.crs.to_wkt().replace("RGF93 v1 / Lambert-93", "Lambert93 de la maison").replace('ID["EPSG",2154]', "")
        )
    named = write(tmp_path / "n.tif", relief(), crs=wkt)
    height = write(tmp_path / "h.tif", relief(), crs="EPSG:5698")
    for path in (named, height):
        with territory(path).terrain() as terrain:
            assert terrain.layers[0].own
        np.testing.assert_array_equal(measured(blobs(), path).mean, measured(blobs(), tmp_path / "r.tif").mean)


# --- tiles -----------------------------------------------------------------------------------------------------------


def cut(path: Path, folder: Path, row: int = 23, column: int = 31) -> list[Path]:
    """Cut a raster in four tiles."""
    with rasterio.open(path) as file:
        values, a, crs = file.read(1), file.transform, file.crs
    tiles = []
    for i, rows in enumerate((slice(None, row), slice(row, None))):
        for j, columns in enumerate((slice(None, column), slice(column, None))):
            transform = a * Affine.translation(columns.start or 0, rows.start or 0)
            tiles.append(write(folder / f"{i}{j}.tif", values[rows, columns], transform=transform, crs=crs))
    return tiles


@pytest.mark.parametrize(("crs", "transform"), [(L93, from_origin(X, Y, 25.0, 25.0)), ("EPSG:4326", GEOGRAPHIC)])
def test_tiles_give_what_the_whole_gives(tmp_path: Path, crs: str, transform: Affine) -> None:
    path = write(tmp_path / "whole.tif", relief(), crs=crs, transform=transform)
    tiles = cut(path, tmp_path / "tiles")
    whole = measured(blobs(), path, threshold=20.0)
    assert np.isfinite(whole.mean).sum() > 30
    for parts in (tiles, [tmp_path / "tiles"], tiles[::-1]):
        found = measured(blobs(), *parts, threshold=20.0)
        np.testing.assert_allclose(found.mean, whole.mean, atol=1e-9, rtol=0)
        np.testing.assert_allclose(found.max, whole.max, atol=1e-9, rtol=0)
        np.testing.assert_array_equal(found.covered, whole.covered)
        for one, other in zip(found.steep, whole.steep):
            assert one is other is None or one.equals(other)


@needs_gdal
def test_mosaic_of_gdal_is_a_raster_like_another(tmp_path: Path) -> None:
    path = write(tmp_path / "whole.tif", relief())
    run("gdalbuildvrt", tmp_path / "m.vrt", *cut(path, tmp_path / "tiles"))
    np.testing.assert_array_equal(measured(blobs(), tmp_path / "m.vrt").mean, measured(blobs(), path).mean)


def test_finest_tile_counts_and_coarser_ones_say_the_rest(tmp_path: Path) -> None:
    south_east = plane(0.04, 0.02, 25.0, 25.0, 60, 70)
    coarse = write(tmp_path / "c.tif", south_east)
    # The centres of the fine cells lie on the same plane.
    y, x = np.mgrid[:100, :100]
    fine_values = 100 + 0.04 * (5.0 * (x + 0.5) - 12.5) + 0.02 * (5.0 * (y + 0.5) - 12.5)
    fine = write(tmp_path / "f.tif", fine_values, 5.0, 5.0)
    across, inside, beyond = (
        shapely.box(X + 400, Y - 400, X + 600, Y - 300),
        shapely.box(X + 100, Y - 400, X + 300, Y - 300),
        shapely.box(X + 1000, Y - 400, X + 1200, Y - 300),
    )
    found = measured([across, inside, beyond], coarse, fine, threshold=4.0)
    assert found.mean == pytest.approx([np.hypot(4, 2)] * 3, abs=1e-6)
    assert (found.covered == 1.0).all()
    # Steep cells are small where the fine tile reaches.
    assert [steep.equals(site) for steep, site in zip(found.steep[:2], (across, inside))] == [True, True]
    with territory(coarse, fine).terrain() as terrain:
        assert terrain.finest(np.array([across, inside, beyond])).tolist() == [0, 0, 1]
        assert [layer.grid.dx for layer in terrain.layers] == [5.0, 25.0]


def test_many_tiles_are_not_all_kept_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gisement.core.territory.tiles.OPEN", 1)
    path = write(tmp_path / "whole.tif", relief())
    tiles = cut(path, tmp_path / "tiles")
    np.testing.assert_array_equal(measured(blobs(), *tiles).mean, measured(blobs(), path).mean)


# --- shapes ----------------------------------------------------------------------------------------------------------


def test_shape_without_a_centre_inside_has_the_cell_under_it(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", relief())
    slope = horn(relief().astype(float), 25.0, 25.0)
    # The cell of row 10 and column 20, of which the slope is at 9, 19.
    x, y = X + 20 * 25.0, Y - 10 * 25.0
    small = shapely.box(x + 2, y - 8, x + 9, y - 2)
    thin = shapely.box(x + 1, y - 4, x + 24, y - 3)
    point = shapely.Point(x + 3, y - 3)
    cell = shapely.box(x, y - 25, x + 25, y)
    found = measured([small, thin, point], path, threshold=slope[9, 19] - 0.1)
    assert found.mean == pytest.approx([slope[9, 19]] * 3, abs=1e-9)
    assert (found.covered == 1.0).all()
    assert all(steep.equals(cell) for steep in found.steep)


def test_centre_on_the_edge_is_not_inside(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", relief())
    slope = horn(relief().astype(float), 25.0, 25.0)
    # From the centres of column 20 to those of column 23: columns 21 and 22 alone, and rows 11 and 12.
    x, y = X + 20.5 * 25.0, Y - 10.5 * 25.0
    found = measured([shapely.box(x, y - 75, x + 75, y)], path)
    assert found.mean[0] == pytest.approx(slope[10:12, 20:22].mean(), abs=1e-9)


def test_model_that_covers_half_a_site_tells_of_this_half(tmp_path: Path) -> None:
    path = write(tmp_path / "p.tif", plane(0.04, 0.0, 25.0, 25.0))
    west = shapely.box(X - 250, Y - 500, X + 250, Y - 250)
    found = measured([west, shapely.box(X - 900, Y - 500, X - 700, Y - 250)], path, threshold=3.0)
    assert found.mean[0] == pytest.approx(4.0, abs=1e-9)
    # Ten columns lie on the model, of which the first has no neighbour in the west.
    assert found.covered.tolist() == [0.45, 0.0]
    assert found.steep[0].equals(shapely.box(X + 25, Y - 500, X + 250, Y - 250))
    assert np.isnan([found.mean[1], found.max[1]]).all() and found.steep[1] is None


def test_no_shape_is_no_share_and_outside_is_a_share_of_zero(tmp_path: Path) -> None:
    path = write(tmp_path / "p.tif", plane(0.04, 0.0, 25.0, 25.0))
    found = measured([None, shapely.Polygon(), shapely.Point(0, 0), shapely.box(0, 0, 90, 90)], path)
    assert np.isnan(found.mean).all() and np.isnan(found.max).all()
    np.testing.assert_array_equal(found.covered, [np.nan, np.nan, 0.0, 0.0])
    assert found.steep.tolist() == [None] * 4
    none = measured(np.array([], dtype=object), path)
    assert len(none.mean) == len(none.steep) == 0


def test_site_with_holes_and_parts_counts_its_own_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", relief())
    ring = shapely.box(X + 200, Y - 900, X + 900, Y - 200).difference(shapely.box(X + 400, Y - 700, X + 700, Y - 400))
    site = shapely.union(ring, shapely.box(X + 1200, Y - 500, X + 1400, Y - 300))
    mean, highest, share = (values[0] for values in zonal(path, np.array([site])))
    found = measured([site], path)
    assert (found.mean[0], found.max[0]) == (pytest.approx(mean, abs=SAME), pytest.approx(highest, abs=SAME))
    assert found.covered[0] == share == 1.0


def test_steep_cells_are_those_above_the_threshold(tmp_path: Path) -> None:
    path, shapes = write(tmp_path / "r.tif", relief()), blobs()
    slope = np.pad(horn(relief().astype(float), 25.0, 25.0), 1, constant_values=np.nan)
    x, y = np.meshgrid(X + (np.arange(70) + 0.5) * 25.0, Y - (np.arange(60) + 0.5) * 25.0)
    cells = shapely.box(x - 12.5, y - 12.5, x + 12.5, y + 12.5)
    drawn = 0
    for shape, steep in zip(shapes, measured(shapes, path, threshold=15.0).steep):
        inside = shapely.contains_xy(shape, x, y)
        above = inside & (slope > 15.0)
        if above.any():
            drawn += not above[inside].all()
            assert steep.is_valid and steep.equals(shapely.union_all(cells[above]))
        elif inside.any():
            assert steep is None
    assert drawn > 15


def test_large_site_read_in_squares_is_the_site_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, shapes = write(tmp_path / "r.tif", relief()), blobs()
    at_once = measured(shapes, path, threshold=20.0)
    monkeypatch.setattr(module, "AT_ONCE", 80)
    monkeypatch.setattr(module, "SIDE", 7)
    in_squares = measured(shapes, path, threshold=20.0)
    np.testing.assert_allclose(in_squares.mean, at_once.mean, atol=1e-12, rtol=0)
    np.testing.assert_array_equal(in_squares.max, at_once.max)
    np.testing.assert_array_equal(in_squares.covered, at_once.covered)
    for one, other in zip(in_squares.steep, at_once.steep):
        assert one is other is None or one.equals(other)


@pytest.mark.parametrize(("crs", "transform"), [(L93, from_origin(X, Y, 25.0, 25.0)), ("EPSG:4326", GEOGRAPHIC)])
def test_site_does_not_depend_on_the_others(tmp_path: Path, crs: str, transform: Affine) -> None:
    path = write(tmp_path / "r.tif", relief(), crs=crs, transform=transform)
    shapes = blobs(25)
    together = measured(shapes, path)
    alone = [measured([shape], path) for shape in shapes]
    np.testing.assert_array_equal([one.mean[0] for one in alone], together.mean)
    np.testing.assert_array_equal([one.max[0] for one in alone], together.max)
    again = measured(shapes[::-1], path)
    np.testing.assert_array_equal(again.mean[::-1], together.mean)


# --- territories -----------------------------------------------------------------------------------------------------


def described(folder: Path, source: Any) -> Territory:
    file = folder / "t.json"
    file.write_text(json.dumps({"roles": {"mnt": source}}), encoding="utf-8")
    return Territory.open(file, L93)


def test_source_is_a_file_a_folder_or_a_list(tmp_path: Path) -> None:
    expected = measured(blobs(), write(tmp_path / "whole.tif", relief())).mean
    names = [f"tiles/{path.name}" for path in cut(tmp_path / "whole.tif", tmp_path / "tiles")]
    for source in (
        "whole.tif",
        "tiles",
        names,
        {"source": names, "producteur": "IGN"},
        {"source": names[:1] + names[1:]},
    ):
        place = described(tmp_path, source)
        assert place.state("mnt") == "presente"
        np.testing.assert_allclose(slopes(blobs(), place, 10.0, Report()).mean, expected, atol=1e-9, rtol=0)
    place = described(tmp_path, {"source": names, "producteur": "IGN", "millesime": 2024})
    source = place.source("mnt")
    assert (source.name, source.vintage, source.place.count(" ; ")) == ("IGN", "2024", 3)
    assert described(tmp_path, names).source("mnt").name == "00.tif"


@pytest.mark.parametrize(
    ("role", "source", "code"),
    [
        ("mnt", [], "role_without_source"),
        ("mnt", ["a.tif", 3], "role_without_source"),
        ("mnt", ["absent.tif"], "file_not_found"),
        ("commune", ["a.tif"], "role_without_source"),
    ],
)
def test_faulty_list_of_files_is_refused(tmp_path: Path, role: str, source: list, code: str) -> None:
    (tmp_path / "a.tif").touch()
    file = tmp_path / "t.json"
    file.write_text(json.dumps({"roles": {role: {"source": source}}}), encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        Territory.open(file, L93)
    assert caught.value.code == code


def test_raster_table_of_a_geopackage_is_read_by_its_name(tmp_path: Path) -> None:
    expected = measured(blobs(), write(tmp_path / "r.tif", relief())).mean
    path = tmp_path / "t.gpkg"
    outline = gpd.GeoDataFrame({"code": ["1"], "nom": ["x"]}, geometry=[shapely.box(X, Y - 1000, X + 1000, Y)], crs=L93)
    outline.to_file(path, layer="commune", engine="pyogrio")
    for number, table in enumerate(("autre", "MNT")):
        options = {"RASTER_TABLE": table, "TILE_FORMAT": "TIFF", "APPEND_SUBDATASET": "YES"}
        write(path, relief() if number else relief(seed=5), driver="GPKG", nodata=-9999, **options)
    assert Territory.open(path, L93).sources["mnt"].layer == "MNT"
    for place in (
        Territory.open(path, L93),
        described(tmp_path, "t.gpkg"),
        described(tmp_path, "t.gpkg|layername=mnt"),
    ):
        np.testing.assert_allclose(slopes(blobs(), place, 10.0, Report()).mean, expected, atol=1e-6, rtol=0)
    with pytest.raises(GisementError) as caught:
        measured(blobs(), path, layer="pente")
    assert (caught.value.code, caught.value.facts["layers"]) == ("layer_missing", "autre, MNT")


def test_absent_model_is_no_slope(tmp_path: Path) -> None:
    assert slopes(blobs(), Territory("t", {}, L93), 10.0, Report()) is None


def test_reading_says_how_many_cells_of_what_content(tmp_path: Path) -> None:
    readings = []
    for values in (relief(), relief(), relief(seed=4)):
        place = territory(write(tmp_path / "r.tif", values))
        slopes(blobs(), place, 10.0, Report())
        readings.append(place.readings["mnt"])
    assert readings[0] == readings[1]
    assert readings[0].sha256 != readings[2].sha256
    assert (len(readings[0].sha256), readings[0].dialect, readings[0].repaired) == (64, "raster", 0)
    assert 0 < readings[0].rows <= 2 * 60 * 70
    some = territory(tmp_path / "r.tif")
    slopes(blobs(), some, 10.0, Report())
    before = some.readings["mnt"]
    slopes(blobs(1), some, 10.0, Report())
    assert some.readings["mnt"] == before


def test_model_without_projection_is_refused(tmp_path: Path) -> None:
    for name, crs in (("none", None), ("engineering", 'LOCAL_CS["x",UNIT["metre",1]]')):
        path = write(tmp_path / f"{name}.tif", relief(), crs=crs)
        with pytest.raises(GisementError) as caught:
            measured(blobs(), path)
        assert (caught.value.code, caught.value.facts) == (
            "layer_without_crs",
            {"role": "mnt", "file": str(path), "layer": name},
        )


def test_model_without_projection_is_read_where_the_territory_says_it(tmp_path: Path) -> None:
    bare, whole = (write(tmp_path / f"{name}.tif", relief(), crs=crs) for name, crs in (("a", None), ("b", L93)))
    told = Territory("t", {"mnt": Source("mnt", str(bare), crs=L93)}, L93)
    known = Territory("t", {"mnt": Source("mnt", str(whole))}, L93)
    one, other = (slopes(blobs(), place, 10.0, Report()) for place in (told, known))
    np.testing.assert_array_equal(one.mean, other.mean)
    assert np.isfinite(one.mean).any()


@pytest.mark.parametrize("content", [b"altitude;1\n2;3\n", b"", b"II*\x00\x08\x00\x00\x00"])
def test_file_that_is_no_raster_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "faux.tif"
    path.write_bytes(content)
    with pytest.raises(GisementError) as caught:
        measured(blobs(), path)
    assert (caught.value.code, caught.value.facts["file"]) == ("file_unreadable", str(path))


def test_file_cut_short_is_refused_when_its_cells_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", relief(300, 300))
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(GisementError) as caught:
        measured([shapely.box(X, Y - 7000, X + 7000, Y)], path)
    assert (caught.value.code, caught.value.facts["file"]) == ("file_unreadable", str(path))


def test_folder_without_raster_is_refused_and_what_is_none_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "dalles"
    folder.mkdir()
    for name in ("", "lisez-moi.txt"):
        if name:
            (folder / name).write_text("rien", encoding="utf-8")
        with pytest.raises(GisementError) as caught:
            measured(blobs(), folder)
        assert caught.value.code == "file_unreadable"
    write(folder / "r.tif", relief())
    (folder / "r.tfw").write_text("25\n", encoding="utf-8")
    (folder / ".cache").write_text("", encoding="utf-8")
    (folder / "sous-dossier").mkdir()
    report = Report()
    found = slopes(blobs(), territory(folder), 10.0, report)
    assert np.isfinite(found.mean).any()
    assert report.warnings == [
        ("terrain_tile_skipped", {"role": "mnt", "folder": str(folder), "count": 1, "files": "lisez-moi.txt"})
    ]


# --- the run ---------------------------------------------------------------------------------------------------------


class Watched(Report):
    """Keeps the fractions it is told, and wants to stop after so many."""

    def __init__(self, stop_after: int = 10**9) -> None:
        super().__init__()
        self.seen: list[float] = []
        self.stop_after = stop_after

    def show_progress(self, fraction: float) -> None:
        self.seen.append(fraction)

    def cancelled(self) -> bool:
        return len(self.seen) >= self.stop_after


def test_progress_rises_to_the_end_and_a_run_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SPARE", 0)
    path, shapes = write(tmp_path / "r.tif", relief()), np.append(blobs(), shapely.Point(X + 500, Y - 500))
    report = Watched()
    slopes(shapes, territory(path), 10.0, report)
    assert report.seen == sorted(report.seen) and report.seen[-1] == 1.0 and len(report.seen) > 10
    stopped = territory(path)
    with pytest.raises(Cancelled):
        slopes(shapes, stopped, 10.0, Watched(stop_after=3))
    assert "mnt" not in stopped.readings
