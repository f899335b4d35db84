"""The rules of the standard's schema, judged as frictionless judges them on the official TableSchema.

Of one value: a missing word is an absence; then the type is judged; the list and the pattern only of a sound type.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...resources import resource
from ..cleaning import clean, is_absent
from ..fields import fields, number
from ..values.lists import split_list
from ..values.words import listed_values
from .case import as_written, note

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from ..findings import Findings
    from .case import Case

#: columns that the way of an inventory adds to those of its file
ADDED = ("emprise_origine", "valeurs_origine")
#: a web address starts with its protocol (RFC 3986, 3.1)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")

#: how the schema writes that a text is a list of items
LIST_PATTERN = re.compile(r"\(\?:\(\?:\^\|\\\|\)\((?P<item>.+)\|\)\\1\+(?P=item)\)\+\$")


def check_standard(case: Case, findings: Findings) -> None:
    """Find missing columns, empty records, missing values, and values of a wrong type, list or form."""
    _check_columns(case, findings)
    blank = _check_blank(case, findings)
    for field in fields():
        case.report.check()
        name = field["name"]
        if name not in case.written or name == "site_id":
            continue
        texts = as_written(case.written[name])
        broken = broken_rule(field, texts)
        if name == "geompoint":  # a layer says the place otherwise
            broken = broken.where(case.written.geometry.isna().to_numpy() | (broken != "valeur_requise_absente"), None)
        broken = broken.where(~(blank & (broken == "valeur_requise_absente")), None).dropna()
        if broken.empty:
            continue
        corrections = _corrections(case, field, broken.index)
        for code in broken.unique():
            at = broken.index[broken == code]
            note(findings, code, at, name, texts[at], corrections[at])


def broken_rule(field: dict[str, Any], texts: pd.Series) -> pd.Series:
    """Give the code of the rule that each value breaks; None where it breaks none.

    :param field: of the standard (:func:`core.sites.fields.fields`).
    :param texts: the values as text; None where there is none.
    """
    missing = texts.isna() | texts.isin(resource("checking/standard")["missing"])
    told = {text: _judge(field, text) for text in texts[~missing].unique()}
    codes = texts.map(told).where(~missing, "valeur_requise_absente" if field["required"] else None)
    return codes.astype(object).where(codes.notna(), None)


def _judge(field: dict[str, Any], text: str) -> str | None:
    kind = field["type"]
    if kind in TYPES:
        readable, code = TYPES[kind]
        if not readable(text):
            return code
    if "values" in field and text not in field["values"]:
        former = resource("checking/standard")["anciennes"].get(field["name"], ())
        return "valeur_ancienne" if text in former else "valeur_hors_liste"
    if "pattern" in field and not _pattern(field["pattern"]).match(text):
        return "forme_non_conforme"
    return None


def _is_date(text: str) -> bool:
    return _follows(text, "%Y-%m-%d")


def _is_year(text: str) -> bool:
    return _follows(text, "%Y")


def _follows(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def _is_integer(text: str) -> bool:
    try:
        int(text)
    except ValueError:
        return False
    return True


def _has_scheme(text: str) -> bool:
    return SCHEME.match(text) is not None


#: type → its test, and the code of what fails it
TYPES: dict[str, tuple[Callable[[str], bool], str]] = {
    "date": (_is_date, "date_non_conforme"),
    "year": (_is_year, "annee_non_conforme"),
    "integer": (_is_integer, "entier_non_conforme"),
    "uri": (_has_scheme, "adresse_web_non_conforme"),
}


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    """Compile a pattern as frictionless does: a line's begin and end around it, alternatives not bracketed."""
    return re.compile(f"^{LIST_PATTERN.sub(_told_apart, expression)}$")


def _told_apart(match: re.Match[str]) -> str:
    """Write the schema's pattern of a list so that each list is read in one way only.

    In ``(item|)\\1+item`` the empty alternative may be repeated at will, so that a list of thirty items of which the
    last is wrong takes for ever. The same texts are: items separated by ``|``, maybe one before the first, each maybe
    after another item written twice or more.
    """
    item = match["item"]
    first, next_ = (rf"(?:(?P<{name}>{item})(?P={name})+)?{item}" for name in ("first", "next"))
    return rf"\|?{first}(?:\|{next_})*$"


def _check_columns(case: Case, findings: Findings) -> None:
    """Find the compulsory columns that are not there; ``site_id`` is told site by site when it is made up."""
    kinds = resource("checking/standard")["absence"]
    for field in fields():
        name = field["name"]
        if not field["required"] or name in case.written or name == "site_id":
            continue
        code = kinds.get(name, "colonne_absente")
        if code == "colonne_deduite_absente" and case.written.geometry.isna().all():
            code = "colonne_absente"
        note(findings, code, [None], name)


def written_columns(sites: gpd.GeoDataFrame) -> pd.DataFrame:
    """Give the columns of the file as texts, without those that the way of an inventory adds."""
    columns = sites.columns.drop([sites.geometry.name, *ADDED], errors="ignore")
    return pd.DataFrame({name: as_written(sites[name]) for name in columns}, index=sites.index, dtype=object)


def _check_blank(case: Case, findings: Findings) -> pd.Series:
    """Find the records that say nothing at all, and tell where they are."""
    blank = pd.Series(case.written.geometry.isna().to_numpy(), index=case.written.index)
    missing = resource("checking/standard")["missing"]
    texts = written_columns(case.written[blank])
    blank[blank] = (texts.isna() | texts.isin(missing)).all(axis=1)
    note(findings, "ligne_vide", blank.index[blank], "")
    return blank


def _corrections(case: Case, field: dict[str, Any], at: pd.Index) -> pd.Series:
    """Give what the way to the standard makes of the values, where that obeys the rules; None elsewhere.

    Of a measure that the standard wants whole, the nearest whole number; of a word that says nothing, an empty text.
    """
    proposed = case.texts(field["name"])[at]
    if field["type"] == "integer":
        proposed = as_written(number(proposed).round())
        case.mend(field["name"], number(proposed.dropna()))
    corrections = proposed.where(proposed.notna() & broken_rule(field, proposed).isna(), None)
    if field["required"]:
        return corrections
    written = as_written(case.written[field["name"]])[at][proposed.isna()].dropna()
    nothing = written.map(partial(says_nothing, field)).astype(bool)
    return corrections.where(~corrections.index.isin(nothing.index[nothing]), "")


def says_nothing(field: dict[str, Any] | None, text: str) -> bool:
    """Tell whether a text stands for an absence (``non renseigné``), or a list has nothing in it (``{NULL}``).

    :param field: of the standard; None for a column of the file's own.
    """
    cleaned = clean(text)
    if field is None:
        return is_absent(cleaned, unknown_is_listed=True)
    return is_absent(cleaned, "inconnu" in listed_values(field)) or ("several" in field and not split_list(cleaned))
