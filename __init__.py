"""Gisement: from an inventory of brownfields to a map of sites clés en main.

Nothing is imported here: the engine works without QGIS, and QGIS loads the plugin without the engine's libraries.
"""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:
    """Give QGIS the plugin; `iface` is None in qgis_process."""
    from .plugin import GisementPlugin

    return GisementPlugin(iface)
