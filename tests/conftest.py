"""What every test shares: the plugin under its real name, and a tiny territory whose figures are known by hand.

The repository's root is kept off `sys.path`: its folder `processing` would hide QGIS's package of that name. Nothing
here imports QGIS, so the tests of the engine run without it.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _register(name: str, folder: Path) -> None:
    """Import a folder as the package `name`, wherever it lies and whatever its own name."""
    if name in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} is no package")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != ROOT]
_register("gisement", ROOT)
_register("gisement_tests", ROOT / "tests" / "helpers")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root, which is the plugin's folder."""
    return ROOT


@pytest.fixture(scope="session")
def demo_territory(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """The small demonstration territory of a seed, made once for all tests that only read it; its facts lie beside."""
    made: dict[int, Path] = {}

    def of_seed(seed: int) -> Path:
        from gisement.core import demo

        if seed not in made:
            made[seed] = tmp_path_factory.mktemp(f"demo_{seed}") / "territoire.gpkg"
            demo.build(made[seed], seed=seed)
        return made[seed]

    return of_seed


@pytest.fixture(scope="session")
def tiny_territory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GeoPackage of BD TOPO v3, COVADIS and Géorisques layers named by role; `gisement_tests.tiny` draws its map."""
    from gisement_tests import tiny

    return tiny.write_territory(tmp_path_factory.mktemp("tiny") / "territoire.gpkg")


@pytest.fixture(scope="session")
def tiny_inventory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GeoPackage whose layer `friches` holds eight sites; `gisement_tests.tiny.KNOWN` lists their figures.

    Counts of the study of it under the general profile: 8 sites, 4 ranked (T-001 first), 2 vetoed, 3 findings.

    * T-001, 2 ha: 3.0 km and 3.0 min by road from its motorway access, 1.0 km from its freight station, 3.0 km from
      its substation, no pollution, no red zone; score 79.56, confidence 4.0, 18 months, class R3.
    * T-002: 87.5 % in a red zone, vetoed; a State instruction on it (pollution 4); 5.0 km by road.
    * T-003: a point of 1 ha declared: a disc, its shape is unknown; 2.0 km by road, although an exit ramp ends at 0 m.
    * T-004: already converted, so not ranked; half in a soil information sector (pollution 5); 1.0 km by road.
    * T-005: 0.08 ha, vetoed; a CASIAS record on its parcel (pollution 3); 2.0 km by road.
    * T-006: outside the territory: only its own land is known.
    * T-007: on a road that leads nowhere: its access is unknown, its substation is not.
    * T-008: no geometry: nothing is known.
    """
    from gisement_tests import tiny

    return tiny.write_inventory(tmp_path_factory.mktemp("tiny") / "friches.gpkg")
