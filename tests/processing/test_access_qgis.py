"""Distances by road are those of QGIS's own network analysis, to the metre, on real roads of two producers."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from gisement.core.report import Report
from gisement.core.sites import add_footprints, import_inventory
from gisement.core.sites.findings import Findings
from gisement.core.territory import Territory

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT.parent / "shared" / "data"
TERRITORIES = ROOT / "tests" / "real" / "territories"
BERRE = ("etang_de_berre.json", "etang_de_berre/etang_de_berre.gpkg", 79, 8)
OLEMPS = ("olemps.json", "aveyron_olemps/bdtopo_v2_olemps_rodez.gpkg", 17, 3)

pytestmark = [
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
    pytest.mark.skipif(not DATA.is_dir(), reason=f"real data is not here: {DATA}"),
]


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """The benchmark, which sets both up on the same roads."""
    folder = str(ROOT / "benchmarks")
    sys.path.insert(0, folder)
    try:
        spec = importlib.util.spec_from_file_location("gisement_benchmark_access", ROOT / "benchmarks" / "access.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(folder)
    return module


@pytest.mark.parametrize(("territory", "inventory", "reached", "every"), [BERRE, OLEMPS])
def test_distances_by_road_are_those_of_qgis_network_analysis(
    benchmark: ModuleType, qgis_app: object, territory: str, inventory: str, reached: int, every: int
) -> None:
    sites = import_inventory(DATA / inventory, layer="cartofriches_2024").sites
    sites = add_footprints(sites, Findings())
    place = Territory.open(TERRITORIES / territory, sites.crs, Report())
    found, _ = benchmark.by_engine(sites, place)
    assert found["reached"]["autoroute"].found.sum() == reached
    # One tree of QGIS takes a quarter of a second: some sites are enough here, the benchmark takes them all.
    some = np.isin(found["places"].place, np.arange(0, len(sites), every))
    few = {**found, "places": found["places"].kept(some)}
    theirs, _, _ = benchmark.by_qgis(few)
    for kind, metres in theirs.items():
        ours = np.where(np.isin(np.arange(len(sites)), few["places"].place), found["reached"][kind].metres, np.inf)
        assert (np.isfinite(ours) == np.isfinite(metres)).all(), kind
        assert np.isfinite(ours).sum() >= 5, kind
        assert np.abs(ours - metres)[np.isfinite(ours)].max() < 0.01, kind
