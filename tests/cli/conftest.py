"""What the tests by command line share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gisement_tests.outputs import Made, Previous
from gisement_tests.qgis_process import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def made(tiny_territory: Path, tiny_inventory: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The study of the tiny territory, with its map, by KEY=VALUE and with paths relative to the current folder."""
    folder = tmp_path_factory.mktemp("study")
    called = run(
        "study",
        SITES=f"{tiny_inventory}|layername=friches",
        TERRITORY=tiny_territory,
        PROFILE="industrie_generale",
        DATE="2026-11-22",
        OUTPUT="etude.gpkg",
        MAP="carte.pdf",
        cwd=folder,
    )
    return Made(called, folder / "etude.gpkg", folder / "carte.pdf")


@pytest.fixture
def previous(tmp_path: Path) -> Previous:
    """An earlier output in a folder of its own."""
    folder = tmp_path / "out"
    folder.mkdir()
    return Previous(folder)
