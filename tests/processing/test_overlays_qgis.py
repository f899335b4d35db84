"""Shares of area against QGIS's native:calculatevectoroverlaps: on valid shapes, and on real layers as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gisement.core.measures import Request, environment
from gisement.core.measures.overlay import overlay, shares
from gisement.core.report import Report
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
RED, BLUE = ("03", "04"), ("02",)


def by_qgis(sites: np.ndarray, polygons: np.ndarray, folder: Path, *, repair: bool = False) -> np.ndarray:
    """Give the share of each site that QGIS finds covered, invalid polygons repaired by QGIS first."""
    from qgis import processing

    one, other = folder / "sites.gpkg", folder / "layer.gpkg"
    for path, shapes in ((one, sites), (other, polygons)):
        rows = gpd.GeoDataFrame({"rang": np.arange(len(shapes))}, geometry=shapes, crs=L93)
        path.unlink(missing_ok=True)
        rows.to_file(path, layer="x", engine="pyogrio")
    layer: Any = f"{other}|layername=x"
    if repair:
        repaired = processing.run("native:fixgeometries", {"INPUT": layer, "OUTPUT": str(folder / "fixed.gpkg")})
        layer = repaired["OUTPUT"]
    out = folder / "out.gpkg"
    out.unlink(missing_ok=True)
    asked = {"INPUT": f"{one}|layername=x", "LAYERS": [layer], "OUTPUT": str(out)}
    processing.run("native:calculatevectoroverlaps", asked)
    found = pyogrio.read_dataframe(out, read_geometry=False).sort_values("rang")
    (area,) = (column for column in found.columns if column.endswith("_area"))
    return found[area].to_numpy() / shapely.area(sites)


def scattered(rng: np.random.Generator, count: int, least: float, most: float) -> np.ndarray:
    """Draw rounded shapes, some with a hole, and rectangles of any direction, within 2 km; many overlap."""
    at = rng.uniform(0, 2_000, (count, 2)) + (X, Y)
    size = rng.uniform(least, most, count)
    discs = shapely.buffer(shapely.points(at), size / 2, quad_segs=6)
    holed = shapely.difference(discs, shapely.buffer(shapely.points(at + size[:, None] / 8), size / 5, quad_segs=4))
    boxes = shapely.box(*(at - size[:, None] / 2).T, *(at + size[:, None] / 2).T)
    turned = np.array([shapely.affinity.rotate(each, angle) for each, angle in zip(boxes, rng.uniform(0, 90, count))])
    kind = rng.integers(3, size=count)
    return np.select([kind == 0, kind == 1], [discs, holed], turned)


def test_shares_of_classes_that_overlap_are_those_of_qgis(qgis_processing: None, tmp_path: Path) -> None:
    rng = np.random.default_rng(20261123)
    sites, polygons = scattered(rng, 80, 40, 400), scattered(rng, 400, 10, 500)
    classes = pd.Series(rng.choice(["a", "b", "c"], 400))
    found = shares(sites, polygons, classes)
    for name in "abc":
        expected = by_qgis(sites, polygons[classes == name], tmp_path)
        assert found[name].to_numpy() == pytest.approx(expected, abs=1e-6)
        assert ((expected > 0) & (expected < 1)).sum() > 40
    whole = overlay(sites, polygons).covered()
    assert whole == pytest.approx(by_qgis(sites, polygons, tmp_path), abs=1e-6)


def made_sites(polygons: np.ndarray, count: int, side: float) -> gpd.GeoDataFrame:
    """Put boxes into real polygons, and on their edges."""
    rng = np.random.default_rng(5)
    there = polygons[~(shapely.is_missing(polygons) | shapely.is_empty(polygons))]
    inside = shapely.get_coordinates(shapely.point_on_surface(there[rng.integers(len(there), size=count // 2)]))
    edges = shapely.get_coordinates(there[rng.integers(len(there), size=count)])
    at = np.vstack([inside, edges[rng.integers(len(edges), size=count - len(inside))]])
    at = at + rng.uniform(-side / 3, side / 3, at.shape)
    boxes = shapely.box(*(at - side / 2).T, *(at + side / 2).T)
    index = pd.Index([f"s{number}" for number in range(len(boxes))], name="site_id")
    said = {"emprise_origine": "surface", "surface_m2": shapely.area(boxes)}
    return gpd.GeoDataFrame(said, geometry=boxes, index=index, crs=L93)


CASES = [
    ("ppr_zone", "risques/pprn_covadis_isere_38DDT20010005.gpkg", "n_zone_reg_pprn_20010005_s_038", "ppr_rouge_part"),
    ("ppr_zone", "risques/pprn_covadis_isere_38DDT20200002.gpkg", "n_zone_reg_pprn_20200002_s_038", "ppr_bleu_part"),
    (
        "ppr_zone",
        "risques/ppr_cnig2023_pprm_38ddt20180002.gpkg",
        "pprm_38ddt20180002_zonereglementaireurba_s",
        "ppr_rouge_part",
    ),
    (
        "zone_inondable",
        "risques/pprn_cnig_refonte_scie_76.gpkg",
        "refonte_n_zonealeareference_pprn_20120001_s_076",
        "zone_inondable_part",
    ),
    (
        "zone_inondable",
        "risques/tri_zone_inondable_vienne_clain.gpkg",
        "tri_zone_inondable_vienne_clain",
        "zone_inondable_part",
    ),
    ("natura2000", "nature/patrinat_valdoise95_2025.gpkg", "sic", "natura2000_part"),
    ("znieff", "nature/patrinat_valdoise95_2025.gpkg", "znieff1", "znieff1_part"),
    ("pnr", "nature/patrinat_valdoise95_2025.gpkg", "pnr", "pnr_part"),
    ("reserve", "nature/inpn_2013_2016_4_zones.gpkg", "apb", "protection_forte_part"),
    ("abords_mh", "servitudes/sup_ac1_corse2A.gpkg", "ac1_assiette_sup_s", "abords_part"),
    ("zone_humide", "nature/inpn_2013_2016_4_zones.gpkg", "cen", "zone_humide_part"),
]


def chosen(rows: gpd.GeoDataFrame, key: str) -> gpd.GeoDataFrame:
    """Keep the rows that a column counts, by their own codes."""
    code = rows.get("typereg", rows.get("typereglement"))
    if key in ("ppr_rouge_part", "ppr_bleu_part"):
        return rows[code.isin(RED if key == "ppr_rouge_part" else BLUE)]
    if key == "abords_part":
        return rows[rows["ModegeoAss"] == "Zone tampon"]
    return rows


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.skipif(not DATA.is_dir(), reason=f"real data is not here: {DATA}")
@pytest.mark.parametrize(("role", "file", "name", "key"), CASES)
def test_shares_on_real_layers_are_those_of_qgis(
    qgis_processing: None, role: str, file: str, name: str, key: str, tmp_path: Path
) -> None:
    rows = pyogrio.read_dataframe(DATA / file, layer=name).to_crs(L93)
    rows = rows.set_geometry(gpd.GeoSeries(shapely.force_2d(rows.geometry.array), index=rows.index, crs=L93))
    sites = made_sites(shapely.make_valid(chosen(rows, key).geometry.to_numpy()), 44, 150.0)
    place = Territory("t", {role: Source(role, str(DATA / file), name)}, L93)
    values = environment.run(sites, place, Request(), Report()).values[key].to_numpy()
    expected = by_qgis(sites.geometry.to_numpy(), chosen(rows, key).geometry.to_numpy(), tmp_path, repair=True)
    known = ~np.isnan(values)
    assert values[known] == pytest.approx(expected[known], abs=1e-3)
    # what is not told is either none found in a layer of one kind, or too little to decide
    assert (expected[~known] <= 0.5).all()
    assert known.sum() >= 30
    assert ((expected > 1e-3) & (expected < 0.999)).sum() > 5
