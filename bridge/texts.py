"""The user's language: one way to translate a text, and the translator that knows the French ones."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

ROOT = Path(__file__).resolve().parent.parent
#: width of the figures of the help in pixels: QGIS opens its panel 256 wide, with frame, scroll bar and margin in it
FIGURE_WIDTH = 232


def tr(text: str) -> str:
    """Translate a literal English text; facts are filled in afterwards with ``.format``."""
    return QCoreApplication.translate("@default", text)


def user_language() -> str:
    """Give the language of the user's QGIS, as ``fr`` or ``en``; qgis_process has no setting and follows the system."""
    locale = str(QgsSettings().value("locale/userLocale", "") or QLocale().name())
    return "fr" if locale.lower().startswith("fr") else "en"


def install_translator() -> QTranslator | None:
    """Load the texts of the user's language; None when they are the English ones or were not compiled."""
    translator = QTranslator()
    if not translator.load(str(ROOT / "i18n" / f"gisement_{user_language()}.qm")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: QTranslator | None) -> None:
    """Undo :func:`install_translator`."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)


def help_text(algorithm: str) -> str:
    """Give the help of an algorithm as the inside of an HTML page on one line, in the user's language.

    QGIS puts it into a page of its own and makes a paragraph of every line, which would cut lists. A figure gets the
    address of its file: that page lies nowhere.
    """
    from qgis.PyQt.QtGui import QTextDocument

    document = QTextDocument()
    path = ROOT / "resources" / "help" / user_language() / f"{algorithm}.md"
    document.setMarkdown(path.read_text(encoding="utf-8"))
    page = document.toHtml()
    inside = page[page.index("<body") : page.rindex("</body>")].partition(">")[2]
    line = " ".join(inside.splitlines())
    return re.sub(r'<img src="([^":]+)"[^>]*>', lambda found: _figure(path.parent / found[1]), line)


def _figure(path: Path) -> str:
    return f'<img src="{path.resolve().as_uri()}" width="{FIGURE_WIDTH}" />'
