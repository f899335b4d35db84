"""The plugin: its texts in the user's language, its algorithms, and studies that open after they were renamed."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication

from .bridge import renamed
from .bridge.texts import install_translator, remove_translator
from .processing.provider import GisementProvider


class GisementPlugin:
    """Works with a window (QGIS), and without (qgis_process: `iface` is None, only algorithms are asked for)."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.provider: GisementProvider | None = None
        self.translator = install_translator()

    def initProcessing(self) -> None:
        """Register the algorithms; all that qgis_process calls."""
        if self.provider is not None:
            return
        self.provider = GisementProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        renamed.install()

    def initGui(self) -> None:
        """Set up what a window needs."""
        self.initProcessing()

    def unload(self) -> None:
        """Take everything back that the plugin set up."""
        renamed.uninstall()
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        remove_translator(self.translator)
        self.translator = None
