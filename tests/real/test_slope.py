"""Slopes of made-up sites on real elevation models, as gdalwarp, gdaldem and zonal means have them.

gdaldem adds altitudes up in single precision, which shifts the slope of a cell by up to 0.0003 % at 2 800 m. Taking a
constant off the altitudes leaves slopes as they are and takes most of that away.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely

from gisement.core.errors import GisementError
from gisement.core.measures.land.slope import slopes
from gisement.core.report import Report
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"
#: per cent; what two programmes may differ by
SAME = 1e-4

pytestmark = pytest.mark.skipif(shutil.which("gdaldem") is None, reason="gdaldem (gdal-bin) is not here")


def run(words: str, *paths: Path) -> None:
    subprocess.run([*words.split(), *(str(path) for path in paths)], check=True, capture_output=True)


def territory(path: Path) -> Territory:
    return Territory("t", {"mnt": Source("mnt", str(path))}, L93)


def sites(bounds: np.ndarray, count: int = 400) -> np.ndarray:
    """Draw irregular shapes of 40 to 500 m around places within bounds; some stick out."""
    rng = np.random.default_rng(7)
    shapes = []
    for _ in range(count):
        angle = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(4, 14)))
        reach = rng.uniform(40, 500) * rng.uniform(0.4, 1.0, len(angle))
        at = rng.uniform(bounds[:2], bounds[2:])
        shapes.append(
            shapely.make_valid(shapely.Polygon(at + np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None]))
        )
    return np.array(shapes, dtype=object)


def lowered(path: Path, out: Path, by: float) -> Path:
    """Write the altitudes less a constant, in double precision."""
    with rasterio.open(path) as file:
        values, profile = file.read(1, masked=True).astype(float), file.profile
    profile.update(dtype="float64", nodata=-9999.0, driver="GTiff")
    with rasterio.open(out, "w", **profile) as file:
        file.write((values - by).filled(-9999.0), 1)
    return out


def zonal(path: Path, shapes: np.ndarray, by: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give mean, max and number of gdaldem's slopes over the cells whose centre lies in each shape."""
    low, out = lowered(path, path.parent / "bas.tif", by), path.parent / "pente.tif"
    run("gdaldem slope -p", low, out)
    with rasterio.open(out) as file:
        found, a = np.where(file.read(1) == file.nodata, np.nan, file.read(1).astype(float)), file.transform
    x, y = a.c + (np.arange(found.shape[1]) + 0.5) * a.a, a.f + (np.arange(found.shape[0]) + 0.5) * a.e
    result = np.full((3, len(shapes)), np.nan)
    for place, shape in enumerate(shapes):
        west, south, east, north = shape.bounds
        columns, rows = (x > west) & (x < east), (y > south) & (y < north)
        inside = shapely.contains_xy(shape, *np.meshgrid(x[columns], y[rows]))
        values = found[np.ix_(rows, columns)][inside]
        values = values[~np.isnan(values)]
        result[:, place] = (values.mean(), values.max(), len(values)) if len(values) else (np.nan, np.nan, 0)
    return result[0], result[1], result[2]


def assert_same(path: Path, reference: Path, by: float, bounds: np.ndarray, least: int) -> None:
    shapes = sites(bounds)
    found = slopes(shapes, territory(path), 10.0, Report())
    mean, highest, count = zonal(reference, shapes, by)
    some = count > 0
    assert some.sum() > least
    np.testing.assert_allclose(found.mean[some], mean[some], atol=SAME, rtol=0)
    np.testing.assert_allclose(found.max[some], highest[some], atol=SAME, rtol=0)


def bounds_of(path: Path) -> np.ndarray:
    with territory(path).terrain() as terrain:
        return terrain.layers[0].bounds[0]


def test_alps_at_90_m_are_as_gdaldem_has_them(data: Path, tmp_path: Path) -> None:
    path = data / "mnt/dem_isere_grenoble_90m.tif"
    copy = Path(shutil.copy(path, tmp_path / "alpes.tif"))
    assert_same(path, copy, 1200.0, bounds_of(path), 300)


def test_sarthe_at_25_m_is_as_gdaldem_has_it_once_its_projection_is_said(data: Path, tmp_path: Path) -> None:
    path = data / "sarthe_la_fleche/MNT_25M_asc.asc"
    with pytest.raises(GisementError) as caught:
        slopes(np.array([shapely.Point(470_000, 6_740_000)]), territory(path), 10.0, Report())
    assert (caught.value.code, caught.value.facts["file"]) == ("layer_without_crs", str(path))
    said = tmp_path / "sarthe.vrt"
    run(f"gdal_translate -of VRT -a_srs {L93}", path, said)
    assert_same(said, said, 60.0, bounds_of(said), 300)


def test_morbihan_in_degrees_without_a_code_is_as_gdalwarp_and_gdaldem_have_it(data: Path, tmp_path: Path) -> None:
    path, out = data / "mnt/mnt_rgealti_morbihan_happign.tif", tmp_path / "morbihan.tif"
    with territory(path).terrain() as terrain:
        grid = terrain.layers[0].grid
    # 20.0 by 5.8 m make squares of the same area.
    assert grid.dx == grid.dy == pytest.approx(10.8)
    run(
        f"gdalwarp -t_srs {L93} -tr {grid.dx} {grid.dy} -tap -r bilinear -et 0 -ot Float64 -wo XSCALE=1 -wo YSCALE=1"
        " -dstnodata -9999",
        path,
        out,
    )
    assert_same(path, out, 120.0, bounds_of(path), 300)


def test_four_tiles_of_the_alps_are_the_alps(data: Path, tmp_path: Path) -> None:
    path = data / "mnt/dem_isere_grenoble_90m.tif"
    for number, window in enumerate(("0 0 250 200", "250 0 238 200", "0 200 250 317", "250 200 238 317")):
        run(f"gdal_translate -srcwin {window}", path, tmp_path / f"{number}.tif")
    shapes = sites(bounds_of(path))
    whole, tiled = (slopes(shapes, territory(one), 30.0, Report()) for one in (path, tmp_path))
    np.testing.assert_allclose(tiled.mean, whole.mean, atol=1e-9, rtol=0)
    np.testing.assert_array_equal(tiled.covered, whole.covered)
