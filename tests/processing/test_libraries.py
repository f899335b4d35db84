"""Where a library is missing the plugin still loads, and says which one and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any

import pytest
from gisement_tests.language import speaking
from qgis import processing
from qgis.core import QgsProcessingException

from gisement.bridge import libraries
from gisement.processing.provider import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: the engine's libraries, none of which QGIS is sure to have
ENGINE = ("numpy", "pandas", "shapely", "pyproj", "pyogrio", "fiona", "geopandas", "scipy", "rasterio")
LOAD_WITHOUT_LIBRARIES = """
import importlib.util, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocker())
spec = importlib.util.spec_from_file_location("gisement", {init!r}, submodule_search_locations=[{root!r}])
gisement = sys.modules["gisement"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gisement)
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
plugin = gisement.classFactory(None)
plugin.initProcessing()
for algorithm in plugin.provider.algorithms():
    algorithm.create().canExecute()
    print(algorithm.id())
plugin.unload()
application.exitQgis()
"""


def without(*absent: str, **other: str) -> Callable[[str], str]:
    """Answer for the versions installed as a machine would that lacks some libraries, or has others' versions."""

    def version(name: str) -> str:
        if name in absent:
            raise PackageNotFoundError(name)
        return other.get(name) or installed(name)

    return version


def test_the_plugin_and_its_algorithms_load_without_any_of_the_libraries(root: Path) -> None:
    script = LOAD_WITHOUT_LIBRARIES.format(blocked=set(ENGINE), init=str(root / "__init__.py"), root=str(root))
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    assert {line for line in done.stdout.split() if line.startswith("gisement:")} == {
        f"gisement:{algorithm().name()}" for algorithm in ALGORITHMS
    }


@pytest.mark.parametrize("language", ["en", "fr"], indirect=True)
def test_an_algorithm_names_the_missing_library_and_the_remedy(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "version", without("geopandas"))
    for algorithm in ALGORITHMS:
        possible, why = algorithm().canExecute()
        assert not possible
        assert "geopandas ≥ 1.0" in why
        assert "scipy" not in why
        assert "make setup" in why or "pip install" in why


def test_a_library_that_is_too_old_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "version", without(shapely="1.8.5", geopandas="0.12.2"))
    assert libraries.missing_libraries() == ["shapely ≥ 2.0", "geopandas ≥ 1.0"]


def test_a_newer_library_is_not_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "version", without(numpy="2.10.1", pandas="3.0", shapely="2.1.0", geopandas="1.1.0"))
    assert libraries.missing_libraries() == []


@pytest.mark.parametrize(("system", "word"), [("Windows", "OSGeo4W"), ("Darwin", "QGIS.app"), ("Linux", "make setup")])
def test_the_remedy_is_that_of_the_platform(system: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries.platform, "system", lambda: system)
    with speaking("en"):
        assert word in libraries.missing_libraries_text(["pyogrio ≥ 0.7"])


def test_a_run_is_refused_before_it_starts(inputs: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "version", without("pyogrio"))
    with pytest.raises(QgsProcessingException, match="pyogrio"):
        processing.run("gisement:study", inputs)
