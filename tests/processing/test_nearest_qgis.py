"""The nearest objects are those of QGIS's own *Join attributes by nearest*, in distance and in name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from gisement.core.nearest import nearest_objects

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
BERRE = DATA / "etang_de_berre" / "etang_de_berre.gpkg"
L93 = "EPSG:2154"

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def by_qgis(sites: gpd.GeoDataFrame, objects: gpd.GeoDataFrame, folder: Path) -> dict[str, tuple[float, set[str]]]:
    """Give for each site the metres to the nearest object and the names of all objects that are so near."""
    from qgis import processing

    for name, rows in (("sites", sites), ("objects", objects)):
        rows.to_file(folder / f"{name}.gpkg", layer=name, engine="pyogrio")
    made = processing.run(
        "native:joinbynearest",
        {
            "INPUT": str(folder / "sites.gpkg"),
            "INPUT_2": str(folder / "objects.gpkg"),
            "FIELDS_TO_COPY": ["nom"],
            "NEIGHBORS": 1,
            "OUTPUT": str(folder / "joined.gpkg"),
        },
    )
    found: dict[str, tuple[float, set[str]]] = {}
    joined = pyogrio.read_dataframe(made["OUTPUT"], columns=["site", "nom", "distance"], read_geometry=False)
    for row in joined.itertuples():
        found.setdefault(row.site, (row.distance, set()))[1].add(row.nom)
    return found


def same_in_both(sites: gpd.GeoDataFrame, objects: gpd.GeoDataFrame, folder: Path) -> None:
    found = nearest_objects(sites.geometry.to_numpy(), objects.geometry.to_numpy())
    names = found.named(objects["nom"].to_numpy())
    theirs = by_qgis(sites, objects, folder)
    assert len(theirs) == len(sites)
    for site, metres, name in zip(sites["site"], found.metres, names):
        distance, ties = theirs[site]
        assert metres == pytest.approx(distance, abs=1e-6), site
        assert name in ties, site


@pytest.mark.skipif(not BERRE.is_file(), reason=f"real data is not here: {BERRE}")
def test_real_substations_are_as_far_as_qgis_says(plugin: Any, tmp_path: Path) -> None:
    sites = pyogrio.read_dataframe(BERRE, layer="cartofriches_2024", columns=["site_id", "site_surface"]).to_crs(L93)
    posts = pyogrio.read_dataframe(BERRE, layer="rte_postes_electriques", columns=["nom_poste"]).to_crs(L93)
    discs = sites.geometry.buffer(np.sqrt(sites["site_surface"].fillna(100.0) / np.pi))
    given = gpd.GeoDataFrame({"site": sites["site_id"]}, geometry=discs, crs=L93)
    same_in_both(given, posts.rename(columns={"nom_poste": "nom"}), tmp_path)


@pytest.mark.parametrize("kind", ["points", "lines", "polygons"])
@pytest.mark.parametrize("seed", [1, 2])
def test_objects_of_any_shape_are_as_far_as_qgis_says(plugin: Any, tmp_path: Path, kind: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    at, other = rng.uniform(0, 20_000, (2, 300, 2))
    shapes = {
        "points": shapely.points(at),
        "lines": shapely.linestrings(np.stack([at, at + (other - 10_000) / 8, at + (other - 9_000) / 5], axis=1)),
        "polygons": shapely.buffer(shapely.points(at), rng.uniform(50, 900, 300)),
    }[kind]
    objects = gpd.GeoDataFrame({"nom": [f"n{i}" for i in range(300)]}, geometry=shapes, crs=L93)
    middle = rng.uniform(0, 20_000, (120, 2))
    boxes = shapely.box(*(middle - 90).T, *(middle + 90).T)
    sites = gpd.GeoDataFrame({"site": [f"s{i}" for i in range(120)]}, geometry=boxes, crs=L93)
    same_in_both(sites, objects, tmp_path)
