"""The language of the user's QGIS."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTING = "locale/userLocale"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make QGIS and the plugin's texts speak a language inside the block."""
    from qgis.core import QgsSettings

    from gisement.bridge.texts import install_translator, remove_translator

    settings = QgsSettings()
    before = settings.value(SETTING)
    settings.setValue(SETTING, language)  # noqa: QGS202
    translator = install_translator()
    try:
        yield
    finally:
        remove_translator(translator)
        if before is None:
            settings.remove(SETTING)
        else:
            settings.setValue(SETTING, before)  # noqa: QGS202
