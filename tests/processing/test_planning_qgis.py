"""Shares of planning layers against native:calculatevectoroverlaps, and dwellings against QGIS's search by distance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gisement.core.measures import Request, planning
from gisement.core.measures.planning.covers import cover
from gisement.core.report import Report
from gisement.core.sites import add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0


def scattered(rng: np.random.Generator, count: int, least: float, most: float, across: float = 2_000.0) -> np.ndarray:
    """Draw rectangles of any direction; a part of them overlap."""
    at, size = rng.uniform(0, across, (count, 2)), rng.uniform(least, most, (count, 2))
    drawn = shapely.box(*(at + (X, Y)).T, *(at + size + (X, Y)).T)
    return np.array([shapely.affinity.rotate(each, angle) for each, angle in zip(drawn, rng.uniform(0, 180, count))])


def inventory(path: Path, shapes: Any, crs: str = L93) -> gpd.GeoDataFrame:
    """Write sites as an inventory and read them as a measure does."""
    rows = gpd.GeoDataFrame({"site_id": [f"s{i:03d}" for i in range(len(shapes))]}, geometry=list(shapes), crs=crs)
    rows.to_file(path, layer="friches", engine="pyogrio")
    imported = import_inventory(path)
    return add_footprints(imported.sites, imported.findings)


@pytest.fixture
def overlaps(qgis_processing: None, tmp_path: Path) -> Callable[[Path, str, str], pd.Series]:
    """QGIS's percentage of each site that a layer covers."""
    from qgis import processing
    from qgis.core import QgsFeatureRequest, QgsProcessingContext

    def percents(sites: Path, layer: str, key: str) -> pd.Series:
        # A dirty layer would stop the run: what is invalid is made valid first, by QGIS itself.
        fixed = processing.run("native:fixgeometries", {"INPUT": layer, "OUTPUT": str(tmp_path / f"{key}_ok.gpkg")})
        context = QgsProcessingContext()
        context.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck.GeometryNoCheck)
        done = processing.run(
            "native:calculatevectoroverlaps",
            {
                "INPUT": f"{sites}|layername=friches",
                "LAYERS": [fixed["OUTPUT"]],
                "OUTPUT": str(tmp_path / f"{key}.gpkg"),
            },
            context=context,
        )
        rows = pyogrio.read_dataframe(done["OUTPUT"]).set_index("site_id")
        (column,) = [name for name in rows.columns if name.endswith("_pc")]
        return rows[column].astype(float)

    return percents


def test_shares_of_valid_layers_are_those_of_qgis(overlaps: Callable, tmp_path: Path) -> None:
    rng = np.random.default_rng(20261122)
    sites = inventory(tmp_path / "friches.gpkg", scattered(rng, 60, 40, 300))
    path = tmp_path / "couches.gpkg"
    labels = rng.choice(np.array(["UE", "A", "N"], dtype=object), 150)
    plan = gpd.GeoDataFrame({"libelle": labels, "typezone": "U"}, geometry=scattered(rng, 150, 20, 250), crs=L93)
    plan.to_file(path, layer="zone_urba", engine="pyogrio")
    place = Territory("t", {"zone_urba": Source("zone_urba", str(path), "zone_urba")}, L93)
    found = cover(sites.geometry.to_numpy(), place, "zone_urba", ("libelle",), Report())
    whole = overlaps(tmp_path / "friches.gpkg", f"{path}|layername=zone_urba", "tout") / 100.0
    assert found.covered() == pytest.approx(whole.loc[sites.index].to_numpy(), abs=1e-6)
    table = found.table(found.pieces["libelle"])
    for label in ("UE", "A", "N"):
        plan[plan["libelle"] == label].to_file(path, layer=label, engine="pyogrio")
        part = overlaps(tmp_path / "friches.gpkg", f"{path}|layername={label}", label) / 100.0
        assert table[label].to_numpy() == pytest.approx(part.loc[sites.index].to_numpy(), abs=1e-6), label
    assert (whole > 0.01).sum() > 40


@pytest.mark.parametrize(
    ("role", "layer"),
    [
        ("zone_urba", "plui_zone_urba_bondy"),
        ("prescription_surf", "plui_prescription_surf_bondy"),
        ("information_surf", "plui_info_surf_bondy"),
    ],
)
def test_shares_of_the_plan_of_bondy_are_those_of_qgis(
    role: str, layer: str, overlaps: Callable, tmp_path: Path
) -> None:
    path = DATA / "seine_saint_denis/seine_saint_denis.gpkg"
    if not path.is_file():
        pytest.skip(f"real data is not here: {path}")
    parcels = pyogrio.read_dataframe(path, layer="cadastre_parcelles_bondy_2025", columns=["id"]).to_crs(L93)
    large = parcels[parcels.area > 4_000].geometry.to_numpy()
    sites = inventory(tmp_path / "friches.gpkg", large)
    place = Territory("t", {role: Source(role, str(path), layer)}, L93)
    found = cover(sites.geometry.to_numpy(), place, role, ("libelle",), Report())
    # QGIS is given the surfaces alone, as one layer: a clip has left points and lines among them.
    rows = pyogrio.read_dataframe(path, layer=layer)
    areal = rows.geometry.explode(index_parts=False)
    areal = areal[areal.geom_type == "Polygon"]
    gpd.GeoDataFrame(geometry=areal.to_numpy(), crs=L93).to_file(tmp_path / "plan.gpkg", layer="plan", engine="pyogrio")
    expected = overlaps(tmp_path / "friches.gpkg", f"{tmp_path / 'plan.gpkg'}|layername=plan", role) / 100.0
    assert found.covered() == pytest.approx(expected.loc[sites.index].to_numpy(), abs=1e-6)
    assert len(sites) > 60


def test_dwellings_are_those_that_qgis_finds_within_the_distance(qgis_processing: None, tmp_path: Path) -> None:
    from qgis import processing

    rng = np.random.default_rng(5)
    sites = inventory(tmp_path / "friches.gpkg", scattered(rng, 40, 40, 120))
    homes = gpd.GeoDataFrame(
        {
            "usage_1": "Résidentiel",
            "etat_de_l_objet": "En service",
            "nombre_de_logements": rng.integers(0, 9, 500).astype(float),
        },
        geometry=scattered(rng, 500, 8, 15),
        crs=L93,
    )
    # None lies on a site, where it would be no neighbour.
    homes = homes[~homes.intersects(shapely.union_all(sites.geometry.array))]
    path = tmp_path / "couches.gpkg"
    homes.to_file(path, layer="batiment", engine="pyogrio")
    place = Territory("t", {"batiment": Source("batiment", str(path), "batiment")}, L93)
    values = planning.run(sites, place, Request(), Report()).values
    for metres in (100, 200, 500):
        around = processing.run(
            "native:extractwithindistance",
            {
                "INPUT": f"{path}|layername=batiment",
                "REFERENCE": f"{tmp_path / 'friches.gpkg'}|layername=friches|subset=site_id = 's000'",
                "DISTANCE": metres,
                "OUTPUT": str(tmp_path / f"a{metres}.gpkg"),
            },
        )["OUTPUT"]
        expected = pyogrio.read_dataframe(around)["nombre_de_logements"].sum()
        assert values.loc["s000", f"logements_{metres}m"] == expected
