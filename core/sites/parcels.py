"""Reads references of cadastral parcels, however they are written, as their 14 characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from ..resources import resource
from .cleaning import clean, is_absent
from .fields import said
from .persons import names_a_person
from .values.lists import split_list
from .values.originals import ORIGINALS, Originals
from .values.reading import REWRITTEN, as_texts

if TYPE_CHECKING:
    import geopandas as gpd

    from .findings import Findings

#: the field of the standard that lists a site's parcels
REFERENCES = "unite_fonciere_refcad"
#: code of the finding that tells what could not be read as a reference
UNREADABLE = "parcelle_illisible"

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
    # 000AY34: the commune is told elsewhere
    r"(?P<prefixe>0\d{2})(?P<section>[A-Z]{1,2}|\d[A-Z])_?(?P<numero>\d{1,4})",
    # 0035_10, as the ADEME writes the numbered sections of Alsace and Moselle
    r"0{2,3}(?P<section>\d[1-9]|[1-9]\d)_(?P<numero>\d{1,4})",
    # AY 34, 841 AH 133: what else may be so written is any place, plan, lot or road
    r"(?:(?P<prefixe>\d{3})\s?)?(?P<section>[A-Z]{1,2}|\d[A-Z])[\s_]?(?P<numero>\d{1,4})",
    # 35_10
    r"0?(?P<section>\d[1-9]|[1-9]\d)_(?P<numero>\d{1,4})",
)
_LOST_ZERO, _UNPADDED = 2, re.compile(_FORMS[3])
_NUMBERED, _SHORT, _SHORT_NUMBERED = 6, 7, 8


def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Make one expression of several; a name bears the place of its form, for a name may stand only once."""
    placed = (re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{place}>", form) for place, form in enumerate(forms))
    return re.compile("(?<![0-9A-Za-z])(?:" + "|".join(placed) + ")(?![0-9A-Za-z])")


_REFERENCE, _SURE_REFERENCE = _any_of(_FORMS), _any_of(_FORMS[:_SHORT])
_PLAIN = rf"{_COMMUNE}\d{{3}}[0-9A-Z]{{2}}\d{{4}}"
#: a list that needs no reading, as nearly all are: 08105000AP0084|08105000AP0085, {08105000AP0084,08105000AP0085}
_PLAIN_LIST = re.compile(rf"\{{?{_PLAIN}(?:[|,]{_PLAIN})*\}}?")
_SEPARATORS = re.compile(r"(?:[\s|,;{}\[\]()\"'/]|\bet\b)+")


def references(texts: pd.Series, insee: pd.Series | None = None) -> pd.Series:
    """Give the parcels that each text names: a tuple of ``idu`` in their order, each once; empty where none is read.

    Lists may be separated by ``|``, commas, semicolons, spaces or line ends, and be written as PostgreSQL, Python or
    JSON do. A reference without its commune (``000AY34``) is read where `insee` gives one; a short one (``AY 34``)
    only in a text that holds nothing but references, and never one that may be a road (``RD 14``).

    :param insee: INSEE codes of the sites, same index.
    """
    return pd.Series([found for found, _ in _read_all(texts, insee)], index=texts.index, dtype=object)


def exploded(texts: pd.Series, insee: pd.Series | None = None) -> pd.DataFrame:
    """Give one row per site and parcel: the index of `texts`, called ``site_id``, and the column ``idu``."""
    rows = references(texts, insee).explode().dropna()
    return pd.DataFrame({"idu": rows.astype(object)}).rename_axis("site_id")


def with_whole_references(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Write the lists of parcels with whole references, where all of a list is understood; the text stays on record.

    What cannot be read as a reference is told, and stays.
    """
    if REFERENCES not in sites:
        return sites
    texts, insee = sites[REFERENCES], sites.get("comm_insee")
    read = pd.DataFrame(_read_all(texts, insee), columns=["found", "rest"], index=sites.index, dtype=object)
    whole, understood = read["found"].map("|".join), read["rest"].isna()
    unread = texts[~understood]
    unread = unread[_says_something(unread)].astype(str)
    told = unread.map(lambda text: None if names_a_person(text) else text)
    findings.add(UNREADABLE, unread.index, REFERENCES, told)
    changed = (whole != "") & (whole != texts) & understood
    findings.add(REWRITTEN, sites.index[changed], REFERENCES, texts[changed], whole[changed])
    originals = Originals(len(sites))
    originals.keep(REFERENCES, changed.to_numpy(), as_texts(texts).to_numpy())
    return sites.assign(**{REFERENCES: texts.where(~changed, whole), ORIGINALS: originals.column(sites.get(ORIGINALS))})


def _says_something(texts: pd.Series) -> pd.Series:
    """Tell which texts hold more than words and signs for an absence (``inconnu``, ``{NULL}``)."""
    told = [
        text is not None and any(not is_absent(item, False) for item in split_list(clean(text)))
        for text in _texts(texts)
    ]
    return pd.Series(told, index=texts.index, dtype=bool)


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
    found, rest = _taken(_REFERENCE, text, commune)
    return (found, None) if rest is None else _taken(_SURE_REFERENCE, text, commune)


def _taken(forms: re.Pattern[str], text: str, commune: str | None) -> tuple[tuple[str, ...], str | None]:
    """Take the references of some forms out of a text: what they are, and what is left."""
    found: dict[str, None] = {}

    def keep(match: re.Match[str]) -> str:
        idu = _idu(match, commune)
        if idu is None:
            return match.group()
        found[idu] = None
        return " "

    rest = _SEPARATORS.sub(" ", forms.sub(keep, text)).strip()
    return tuple(found), rest or None


def _idu(match: re.Match[str], commune: str | None) -> str | None:
    """Write a match as ``idu``; None where nobody tells its commune, or where it may be something else."""
    told = {name: part for name, part in match.groupdict().items() if part is not None}
    parts = {name.split("_")[0]: part for name, part in told.items()}
    known = resource("fields/ecritures")["parcelles"]
    if told.get(f"section_{_SHORT}") in known["routes"]:
        return None
    numbered = f"section_{_NUMBERED}" in told or f"section_{_SHORT_NUMBERED}" in told
    if numbered and commune is not None and not commune.startswith(tuple(known["sections_numerotees"])):
        return None
    unpadded = _UNPADDED.fullmatch(match.group())
    if match.group(f"commune_{_LOST_ZERO}") and unpadded and unpadded.group("commune") == commune:
        # 81720000A0400 may be 08172, section 0A, or 81720, section A: the commune of the site decides.
        parts = unpadded.groupdict()
    place = parts.get("commune", commune)
    if place is None:
        return None
    idu = place.zfill(5) + parts.get("prefixe", "000") + parts["section"].zfill(2) + parts["numero"].zfill(4)
    return idu.upper()
