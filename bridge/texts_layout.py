"""The words and figures printed on maps, in the language of the reader."""

from __future__ import annotations

from datetime import date
from typing import Any

from qgis.core import QgsSettings

from ..core.resources import resource

NO_BREAK_SPACE = "\u00a0"


def language() -> str:
    """Give ``"en"`` when the user chose an English QGIS, else ``"fr"``: the maps go into French planning documents.

    The language of the machine does not count: servers speak English whatever their users read.
    """
    settings = QgsSettings()
    chosen = settings.value("locale/overrideFlag", False, type=bool)
    locale = str(settings.value("locale/userLocale", "") or "")
    return "en" if chosen and locale.lower().startswith("en") else "fr"


def text(key: str, **facts: Any) -> str:
    """Give the text `key` of the maturity map with its facts filled in."""
    return str(resource("layouts/carte_maturite")["textes"][key][language()]).format(**facts)


def counted(key: str, count: int, **facts: Any) -> str:
    """Give the text `key` for a count, from its three forms: none, one and many."""
    forms = resource("layouts/carte_maturite")["textes"][key][language()]
    return str(forms[min(count, 2)]).format(n=number(count), **facts)


def named(entry: dict[str, str]) -> str:
    """Give the name of a resource's entry ``{"fr": …, "en": …}`` in the reader's language."""
    return entry.get(language()) or entry["fr"]


def number(value: float, decimals: int = 0) -> str:
    """Write a number as the reader does: "1 234,5" in French, "1,234.5" in English."""
    written = f"{value:,.{decimals}f}"
    if language() == "en":
        return written
    return written.replace(",", NO_BREAK_SPACE).replace(".", ",")


def hectares(value: float) -> str:
    """Write an area in hectares: one decimal under 10 ha, none above."""
    return number(value, 1 if 0 < round(value, 1) < 10 else 0)


def long_date(value: str) -> str:
    """Write a date in words, "22 novembre 2026"; what is no date stays."""
    known = _date(value)
    if known is None:
        return value
    month = resource("layouts/carte_maturite")["mois"][language()][known.month - 1]
    day = "1er" if known.day == 1 and language() == "fr" else str(known.day)
    return f"{day}{NO_BREAK_SPACE}{month} {known.year}"


def short_date(value: str) -> str:
    """Write a date in figures as the reader does, "22/11/2026" in French; a year alone or what is no date stays."""
    known = _date(value)
    return value if known is None or language() == "en" else known.strftime("%d/%m/%Y")


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
