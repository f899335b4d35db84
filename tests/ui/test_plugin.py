"""The plugin comes and goes: with a window, without one, and twice in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from gisement_tests.language import speaking
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication

import gisement
from gisement.bridge import renamed

if TYPE_CHECKING:
    from collections.abc import Iterator

ALGORITHMS = {"gisement:study", "gisement:demoterritory", "gisement:exportmap"}


@pytest.fixture(autouse=True)
def nothing_left(qgis_processing: None) -> Iterator[None]:
    """No test begins with, or leaves behind, a provider of ours."""
    registry = QgsApplication.processingRegistry()
    assert registry.providerById("gisement") is None
    yield
    assert registry.providerById("gisement") is None


def provided() -> set[str]:
    registry = QgsApplication.processingRegistry()
    provider = registry.providerById("gisement")
    return set() if provider is None else {algorithm.id() for algorithm in provider.algorithms()}


def test_in_a_window_the_algorithms_come_and_go_with_the_plugin(qgis_iface: Any) -> None:
    plugin = gisement.classFactory(qgis_iface)
    plugin.initGui()
    assert provided() >= ALGORITHMS
    plugin.unload()
    assert provided() == set()


def test_without_a_window_the_algorithms_are_there_all_the_same() -> None:
    plugin = gisement.classFactory(None)
    plugin.initProcessing()
    assert provided() >= ALGORITHMS
    plugin.unload()


def test_qgis_may_ask_for_the_algorithms_before_the_window(qgis_iface: Any) -> None:
    providers = QgsApplication.processingRegistry().providers
    before = len(providers())
    plugin = gisement.classFactory(qgis_iface)
    plugin.initProcessing()
    plugin.initGui()
    assert len(providers()) == before + 1
    plugin.unload()
    assert len(providers()) == before


def test_unloading_twice_and_loading_again_do_no_harm(qgis_iface: Any) -> None:
    for _ in range(2):
        plugin = gisement.classFactory(qgis_iface)
        plugin.initGui()
        assert provided() >= ALGORITHMS
        plugin.unload()
        plugin.unload()
        assert provided() == set()


def test_a_plugin_that_was_never_started_unloads(qgis_iface: Any) -> None:
    plugin = gisement.classFactory(qgis_iface)
    plugin.unload()
    assert provided() == set()


def test_paths_of_projects_are_left_alone_once_the_plugin_is_gone(qgis_iface: Any) -> None:
    plugin = gisement.classFactory(qgis_iface)
    plugin.initGui()
    assert renamed._state.reader
    plugin.unload()
    assert not renamed._state.reader


def test_a_french_window_reads_french_until_the_plugin_is_gone(qgis_iface: Any) -> None:
    with speaking("fr"):
        plugin = gisement.classFactory(qgis_iface)
        assert QCoreApplication.translate("@default", "Number of sites") == "Nombre de sites"
        plugin.unload()
