"""Slopes of sites against QGIS's own: gdaldem, then zonal statistics."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from qgis import processing
from qgis.core import QgsProcessing
from rasterio.transform import from_origin

from gisement.core.measures.land.slope import slopes
from gisement.core.report import Report
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"
X, Y = 700_000.0, 6_600_000.0

pytestmark = pytest.mark.skipif(shutil.which("gdaldem") is None, reason="gdaldem (gdal-bin) is not here")


def relief(path: Path, dx: float, dy: float) -> Path:
    """Write hills with a hole in them."""
    rng = np.random.default_rng(1)
    y, x = np.mgrid[:60, :70]
    values = (80 + 40 * np.sin(x / 9) * np.cos(y / 7) + rng.normal(0, 1.5, (60, 70))).astype(np.float32)
    values[20:24, 30:33] = -9999.0
    profile = {"driver": "GTiff", "crs": L93, "transform": from_origin(X, Y, dx, dy), "dtype": "float32"}
    with rasterio.open(path, "w", width=70, height=60, count=1, nodata=-9999.0, **profile) as file:
        file.write(values, 1)
    return path


def blobs() -> np.ndarray:
    """Draw irregular shapes, most of them of many cells; some stick out of the raster."""
    rng = np.random.default_rng(3)
    shapes = []
    for _ in range(60):
        angle = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(4, 12)))
        reach = rng.uniform(60, 350) * rng.uniform(0.4, 1.0, len(angle))
        at = np.array([X, Y - 1400]) + rng.uniform(0, 1400, 2)
        shapes.append(
            shapely.make_valid(shapely.Polygon(at + np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None]))
        )
    return np.array(shapes, dtype=object)


@pytest.mark.parametrize(("dx", "dy"), [(25.0, 25.0), (20.0, 30.0)])
def test_slopes_are_those_of_zonal_statistics(plugin: Any, tmp_path: Path, dx: float, dy: float) -> None:
    path, out, shapes = relief(tmp_path / "mnt.tif", dx, dy), tmp_path / "pente.tif", blobs()
    subprocess.run(["gdaldem", "slope", "-q", "-p", str(path), str(out)], check=True)
    gpd.GeoDataFrame({"rang": range(len(shapes))}, geometry=shapes, crs=L93).to_file(tmp_path / "sites.gpkg")
    words = {"INPUT": str(tmp_path / "sites.gpkg"), "INPUT_RASTER": str(out), "STATISTICS": [0, 2, 6]}
    words |= {"COLUMN_PREFIX": "_", "RASTER_BAND": 1, "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT}
    layer = processing.run("native:zonalstatisticsfb", words)["OUTPUT"]
    rows = {feature["rang"]: [feature[name] for name in ("_count", "_mean", "_max")] for feature in layer.getFeatures()}
    expected = np.array([[value or np.nan for value in rows[place]] for place in range(len(shapes))], dtype=float)
    found = slopes(shapes, Territory("t", {"mnt": Source("mnt", str(path))}, L93), 10.0, Report())
    # Of one cell or none, QGIS weighs cells by the area that the site has of them.
    several = expected[:, 0] > 1
    assert several.sum() > 40
    np.testing.assert_allclose(found.mean[several], expected[several, 1], atol=1e-4, rtol=0)
    np.testing.assert_allclose(found.max[several], expected[several, 2], atol=1e-4, rtol=0)
