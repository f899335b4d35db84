"""Reads references of cadastral parcels, however they are written, as their 14 characters."""

from __future__ import annotations

import re

import pandas as pd

from .fields import said

#: the field of the standard that lists a site's parcels
REFERENCES = "unite_fonciere_refcad"

# A reference is INSEE code (5), prefix (3), section (2, a single letter written after a 0), number (4): the ``idu`` of
# the IGN, the ``id`` of the Etalab cadastre, the ``idpar`` of the Fichiers fonciers.
_COMMUNE = r"(?:\d{2}|2[ABab])\d{3}"
_FORMS = (
    # 08105000AP0084, 08105 000 AP 0084
    rf"(?P<commune>{_COMMUNE})\s?(?P<prefixe>\d{{3}})\s?(?P<section>[0-9A-Za-z]{{2}})\s?(?P<numero>\d{{4}})",
    # 31555-841-AH-133, 08172 000 A 400
    rf"(?P<commune>{_COMMUNE})[\s_-](?P<prefixe>\d{{3}})[\s_-](?P<section>[0-9A-Za-z]{{1,2}})[\s_-](?P<numero>\d{{1,4}})",
    # 8105000AP0084, whose leading zero a spreadsheet took
    r"(?P<commune>[1-9]\d{3})(?P<prefixe>\d{3})(?P<section>[0-9A-Za-z]?[A-Za-z])(?P<numero>\d{4})",
    # 08172000A0400, whose section was not padded
    rf"(?P<commune>{_COMMUNE})(?P<prefixe>\d{{3}})(?P<section>[A-Za-z])(?P<numero>\d{{4}})",
    # 69096000AS102, whose number was not padded
    rf"(?P<commune>{_COMMUNE})(?P<prefixe>\d{{3}})(?P<section>[A-Za-z]{{2}})(?P<numero>\d{{1,3}})",
    # 000AY34, AY 34: the commune is told elsewhere
    r"(?P<prefixe>\d{3})?\s?(?P<section>[A-Z]{1,2}|\d[A-Z])[\s_]?(?P<numero>\d{1,4})",
    # 0035_10, as the ADEME writes the numbered sections of Alsace and Moselle
    r"0{0,3}(?P<section>\d{2})_(?P<numero>\d{1,4})",
)
_LOST_ZERO, _UNPADDED = 2, re.compile(_FORMS[3])
#: the forms as alternatives of one expression; a name bears the place of its form, for a name may stand only once
_REFERENCE = re.compile(
    "(?<![0-9A-Za-z])(?:"
    + "|".join(re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{place}>", form) for place, form in enumerate(_FORMS))
    + ")(?![0-9A-Za-z])"
)
_PLAIN = rf"{_COMMUNE}\d{{3}}[0-9A-Z]{{2}}\d{{4}}"
#: a list that needs no reading, as nearly all are: 08105000AP0084|08105000AP0085, {08105000AP0084,08105000AP0085}
_PLAIN_LIST = re.compile(rf"\{{?{_PLAIN}(?:[|,]{_PLAIN})*\}}?")
_SEPARATORS = re.compile(r"(?:[\s|,;{}\[\]()\"'/]|\bet\b)+")


def references(texts: pd.Series, insee: pd.Series | None = None) -> pd.Series:
    """Give the parcels that each text names: a tuple of ``idu`` in their order, each once; empty where none is read.

    Lists may be separated by ``|``, commas, semicolons, spaces or line ends, and be written as PostgreSQL, Python or
    JSON do. A reference without its commune (``000AY34``) is read where `insee` gives one.

    :param insee: INSEE codes of the sites, same index.
    """
    return pd.Series([found for found, _ in _read_all(texts, insee)], index=texts.index, dtype=object)


def exploded(texts: pd.Series, insee: pd.Series | None = None) -> pd.DataFrame:
    """Give one row per site and parcel: the index of `texts`, called ``site_id``, and the column ``idu``."""
    rows = references(texts, insee).explode().dropna()
    return pd.DataFrame({"idu": rows.astype(object)}).rename_axis("site_id")


def not_understood(texts: pd.Series, insee: pd.Series | None = None) -> pd.Series:
    """Give what each text holds beside references that could be read; None where nothing is left."""
    return pd.Series([rest for _, rest in _read_all(texts, insee)], index=texts.index, dtype=object)


def _read_all(texts: pd.Series, insee: pd.Series | None) -> list[tuple[tuple[str, ...], str | None]]:
    """Read each different pair of text and commune once."""
    communes = [None] * len(texts) if insee is None else insee_codes(insee)
    pairs = list(zip(_texts(texts), communes))
    read = {pair: _read(*pair) for pair in set(pairs)}
    return [read[pair] for pair in pairs]


def _texts(values: pd.Series) -> list[str | None]:
    return [None if value is None or value != value else str(value) for value in said(values.astype(object))]


def insee_codes(insee: pd.Series) -> list[str | None]:
    """Write INSEE codes as five characters, with the zero that a number has lost; None for what is no code."""
    texts = _texts(insee)
    codes = [None if text is None else text.upper().split(".")[0].zfill(5) for text in texts]
    return [code if code is not None and re.fullmatch(_COMMUNE, code) else None for code in codes]


def _read(text: str | None, commune: str | None) -> tuple[tuple[str, ...], str | None]:
    if text is None:
        return (), None
    if _PLAIN_LIST.fullmatch(text):
        return tuple(dict.fromkeys(text.strip("{}").upper().replace(",", "|").split("|"))), None
    found: dict[str, None] = {}

    def keep(match: re.Match[str]) -> str:
        idu = _idu(match, commune)
        if idu is None:
            return match.group()
        found[idu] = None
        return " "

    rest = _SEPARATORS.sub(" ", _REFERENCE.sub(keep, text)).strip()
    return tuple(found), rest or None


def _idu(match: re.Match[str], commune: str | None) -> str | None:
    """Write a match as ``idu``; None where nobody tells its commune."""
    parts = {name.split("_")[0]: part for name, part in match.groupdict().items() if part is not None}
    unpadded = _UNPADDED.fullmatch(match.group())
    if match.group(f"commune_{_LOST_ZERO}") and unpadded and unpadded.group("commune") == commune:
        # 81720000A0400 may be 08172, section 0A, or 81720, section A: the commune of the site decides.
        parts = unpadded.groupdict()
    place = parts.get("commune", commune)
    if place is None:
        return None
    idu = place.zfill(5) + parts.get("prefixe", "000") + parts["section"].zfill(2) + parts["numero"].zfill(4)
    return idu.upper()
