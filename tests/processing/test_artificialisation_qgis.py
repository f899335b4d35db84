"""Areas of land cover against QGIS's native:calculatevectoroverlaps: on valid covers, overlapping ones, real ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from gisement_tests.cover import BUILT, FIELD, L93, LAWN, PAVED, WOOD, X, Y, layer, sites

from gisement.core.measures import Request, artificialisation
from gisement.core.report import Report
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

KINDS = (BUILT, PAVED, LAWN, WOOD, FIELD)
SYBARVAL = Path(__file__).resolve().parents[3] / "shared/data/gironde_sybarval/gironde_sybarval_ocsge.gpkg"


def scattered(rng: np.random.Generator, count: int, least: float, most: float) -> list[Any]:
    """Draw rectangles of any direction within 2 km; a part of them overlap."""
    at, size = rng.uniform(0, 2000, (count, 2)), rng.uniform(least, most, (count, 2))
    drawn = shapely.box(*(at + (X, Y)).T, *(at + size + (X, Y)).T)
    return [shapely.affinity.rotate(each, angle) for each, angle in zip(drawn, rng.uniform(0, 180, count))]


def crooked(rng: np.random.Generator, side: int, step: float) -> list[Any]:
    """Draw a cover without gap or overlap: cells whose corners are moved."""
    grid = np.stack(np.meshgrid(*[np.arange(side + 1) * step] * 2, indexing="ij"), axis=-1)
    corner = grid + rng.uniform(-0.3, 0.3, grid.shape) * step + (X, Y)
    rings = [corner[:-1, :-1], corner[1:, :-1], corner[1:, 1:], corner[:-1, 1:]]
    return list(shapely.polygons(np.stack(rings, axis=2).reshape(-1, 4, 2)))


def measured(places: gpd.GeoDataFrame, path: Path, layer_name: str) -> pd.DataFrame:
    territory = Territory("t", {"ocsge": Source("ocsge", str(path), layer_name)}, L93)
    return artificialisation.run(places, territory, Request(), Report()).values


def overlaps(places: gpd.GeoDataFrame, folder: Path, **layers: gpd.GeoDataFrame) -> pd.DataFrame:
    """Let QGIS say the area of each site that each layer covers."""
    from qgis import processing

    places[["geometry"]].reset_index().to_file(folder / "s.gpkg", layer="sites", engine="pyogrio")
    for name, rows in layers.items():
        rows[["geometry"]].to_file(folder / f"{name}.gpkg", layer=name, engine="pyogrio")
    given = {
        "INPUT": f"{folder / 's.gpkg'}|layername=sites",
        "LAYERS": [str(folder / f"{name}.gpkg") for name in layers],
        "OUTPUT": str(folder / "o.gpkg"),
    }
    found = gpd.read_file(processing.run("native:calculatevectoroverlaps", given)["OUTPUT"], engine="pyogrio")
    names = [f"{name}_area" for name in layers]
    return found.set_index("site_id").loc[places.index, names].set_axis(list(layers), axis=1)


def by_kind(rows: gpd.GeoDataFrame, artificial: np.ndarray) -> dict[str, gpd.GeoDataFrame]:
    """Part a cover into the layers that QGIS overlays one by one."""
    cover = rows["code_cs"]
    return {
        "artif": rows[artificial],
        "natural": rows[~artificial],
        "sealed": rows[cover.str.startswith("CS1.1.1")],
        "green": rows[cover.str.startswith("CS2")],
        "whole": rows,
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_on_a_valid_cover_areas_are_those_of_qgis(qgis_processing: None, tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    shapes = crooked(rng, 40, 60.0)
    rows = layer(*zip(shapes, (KINDS[n] for n in rng.integers(0, 5, len(shapes)))))
    rows["artif"] = np.where(rng.random(len(rows)) < 0.5, "artif", "non artif")
    rows.to_file(tmp_path / "t.gpkg", layer="ocsge", engine="pyogrio")
    places = sites(*scattered(rng, 120, 30, 400))
    values = measured(places, tmp_path / "t.gpkg", "ocsge")
    theirs = overlaps(places, tmp_path, **by_kind(rows, (rows["artif"] == "artif").to_numpy()))
    whole = places["surface_m2"].to_numpy()
    assert values["ocsge_couverte_part"].to_numpy() == pytest.approx(theirs["whole"] / whole, rel=1e-6)
    assert values["ocsge_lacune_m2"].to_numpy() == pytest.approx(whole - theirs["whole"], abs=1e-6 * whole.max())
    covered = values["ocsge_couverte_part"].to_numpy() > 1 - 1e-9
    assert covered.sum() > 50
    for key, name in (("artif_m2", "artif"), ("imper_m2", "sealed")):
        known = values[key].notna().to_numpy()
        assert known[covered].all()
        assert values[key].to_numpy()[known] == pytest.approx(theirs[name].to_numpy()[known], rel=1e-6, abs=1e-6)
    green = values["vegetation_part"].to_numpy()
    assert green[covered] == pytest.approx((theirs["green"] / whole).to_numpy()[covered], rel=1e-6, abs=1e-9)


def test_on_a_cover_with_overlaps_and_gaps_areas_are_those_of_qgis(qgis_processing: None, tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    shapes = scattered(rng, 400, 20, 200)
    rows = layer(*zip(shapes, (KINDS[n] for n in rng.integers(0, 5, len(shapes)))))
    rows["artif"] = np.where(rng.random(len(rows)) < 0.5, "artif", "non artif")
    rows.to_file(tmp_path / "t.gpkg", layer="ocsge", engine="pyogrio")
    places = sites(*scattered(rng, 120, 30, 400))
    values = measured(places, tmp_path / "t.gpkg", "ocsge")
    theirs = overlaps(places, tmp_path, **by_kind(rows, (rows["artif"] == "artif").to_numpy()))
    whole = places["surface_m2"].to_numpy()
    found = values["artif_m2"].notna().to_numpy()
    assert found.sum() > 60
    assert (values["ocsge_desaccord_m2"] > 1).sum() > 30
    # What is disputed is not artificialised with us, and lies in both layers of theirs.
    both = (values["artif_m2"] + values["ocsge_desaccord_m2"]).to_numpy()
    assert both[found] == pytest.approx(theirs["artif"].to_numpy()[found], rel=1e-6, abs=1e-6)
    gap = values["ocsge_lacune_m2"].to_numpy()
    assert gap == pytest.approx((whole - theirs["whole"]).to_numpy(), abs=1e-5)
    natural = whole - gap - values["ocsge_inconnu_m2"].to_numpy() - np.nan_to_num(values["artif_m2"].to_numpy())
    assert natural[found] == pytest.approx(theirs["natural"].to_numpy()[found], rel=1e-6, abs=1e-5)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_on_the_real_cover_of_arcachon_areas_are_those_of_qgis(qgis_processing: None, tmp_path: Path) -> None:
    if not SYBARVAL.is_file():
        pytest.skip(f"real data is not here: {SYBARVAL}")
    rows = gpd.read_file(SYBARVAL, layer="A_B_2018_2015", engine="pyogrio")
    assert (~rows.geometry.is_valid).sum() == 1
    largest = rows.geometry.make_valid()[rows.area.nlargest(150).index]
    places = sites(*largest.buffer(20).array)
    values = measured(places, SYBARVAL, "A_B_2018_2015")
    mended = rows.assign(geometry=rows.geometry.make_valid())
    green = mended["cs_2018"].str.startswith("CS2").fillna(False).astype(bool)
    theirs = overlaps(places, tmp_path, whole=mended, green=mended[green])
    whole = places["surface_m2"].to_numpy()
    assert values["ocsge_couverte_part"].to_numpy() == pytest.approx((theirs["whole"] / whole).to_numpy(), rel=1e-3)
    told = values["vegetation_part"].notna().to_numpy()
    assert told.sum() > 100
    assert values["vegetation_part"].to_numpy()[told] == pytest.approx(
        (theirs["green"] / whole).to_numpy()[told], rel=1e-3
    )
