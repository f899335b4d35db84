"""What the tests of the algorithms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from gisement_tests.language import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True, scope="session")
def nothing_drawn(qgis_canvas: Any) -> None:
    """Keep the window that nobody sees from drawing layers that a test is about to close."""
    qgis_canvas.setRenderFlag(False)


@pytest.fixture(scope="module")
def plugin(qgis_processing: None) -> Iterator[Any]:
    """The plugin as qgis_process loads it: its algorithms are in the registry."""
    import gisement

    loaded = gisement.classFactory(None)
    loaded.initProcessing()
    yield loaded
    loaded.unload()


@pytest.fixture
def inputs(plugin: Any, tiny_territory: Path, tiny_inventory: Path, tmp_path: Path) -> dict[str, Any]:
    """The parameters of a study of the tiny territory."""
    return {
        "SITES": f"{tiny_inventory}|layername=friches",
        "TERRITORY": str(tiny_territory),
        "DATE": "2026-11-22",
        "OUTPUT": str(tmp_path / "etude.gpkg"),
    }


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both languages of the plugin's texts, one after the other."""
    with speaking(request.param):
        yield request.param
