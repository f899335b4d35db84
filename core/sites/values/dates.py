"""Dates and years, in the ways that French files write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ...folding import plain
from ...resources import resource
from .numbers import without_hedge
from .reading import NEARLY_DATED, NORMALISED, NOT_A_DATE, NOT_A_YEAR, Reading

_TIME = r"(?:[t ]+\d{1,2}[:h]\d{2}(?:[:m]\d{2})?(?:[.,]\d+)?s?\s*(?:z|utc|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/. ])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_WORDS = re.compile(r"(?:le\s+)?(?:(\d{1,2})(?:er)?\s+)?([a-z]+)\.?\s+(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
_YEAR = re.compile(r"(\d{4})(?:\.0+)?", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)


def read_date(text: str) -> Reading:
    """Read a date as ``YYYY-MM-DD``; a month or a year alone gives its first day, and a finding says so."""
    day = _day(plain(text))
    if day is not None:
        return Reading(day, None if day == text else NORMALISED)
    first = _first_day(plain(text))
    return Reading(None, NOT_A_DATE) if first is None else Reading(first, NEARLY_DATED)


def read_year(text: str) -> Reading:
    """Read a year: alone (``1989.0``), with a word (``vers 1989``, ``en 1989``), or that of a date."""
    limits = resource("fields/ecritures")["annee"]
    bare = without_hedge(plain(text))
    for word in limits["mots"]:
        bare = bare[len(word) + 1 :].strip() if bare.startswith(plain(word) + " ") else bare
    alone = _YEAR.fullmatch(bare)
    if alone:
        year = alone.group(1)
        if not limits["min"] <= int(year) <= limits["max"]:
            return Reading(None, NOT_A_YEAR)
        return Reading(year, None if _YEAR.fullmatch(text) else NORMALISED)
    dated = None if _SERIAL.fullmatch(bare) else _day(bare) or _first_day(bare)
    return Reading(None, NOT_A_YEAR) if dated is None else Reading(dated[:4], NORMALISED)


def _day(text: str) -> str | None:
    for form in (_YEAR_FIRST, _COMPACT):
        found = form.fullmatch(text)
        if found:
            return _iso(found.group(1), found.groups()[-2], found.groups()[-1])
    found = _DAY_FIRST.fullmatch(text)
    if found:
        day, _, month, year = found.groups()
        return _iso(_four_digits(year), month, day)
    found = _WORDS.fullmatch(text)
    if found and found.group(1):
        return _iso(found.group(3), _month(found.group(2)), found.group(1))
    found = _SERIAL.fullmatch(text)
    return _of_a_spreadsheet(int(found.group(1))) if found else None


def _first_day(text: str) -> str | None:
    found = _WORDS.fullmatch(text)
    if found and not found.group(1):
        return _iso(found.group(3), _month(found.group(2)), "1")
    found = _MONTH_FIRST.fullmatch(text)
    if found:
        return _iso(found.group(2), found.group(1), "1")
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        return _iso(found.group(1), found.group(2), "1")
    found = _YEAR.fullmatch(text)
    return _iso(found.group(1), "1", "1") if found else None


def _month(word: str) -> str:
    return str(resource("fields/ecritures")["mois"].get(word, 0))


def _four_digits(year: str) -> str:
    turn = resource("fields/ecritures")["date"]["siecle"]
    return year if len(year) == 4 else f"{19 if int(year) >= turn else 20}{year}"


def _iso(year: str, month: str, day: str) -> str | None:
    limits = resource("fields/ecritures")["date"]
    try:
        dated = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return dated.isoformat() if limits["min"] <= dated.year <= limits["max"] else None


def _of_a_spreadsheet(number: int) -> str | None:
    serial = resource("fields/ecritures")["tableur"]
    if not serial["min"] <= number <= serial["max"]:
        return None
    return (date.fromisoformat(serial["origine"]) + timedelta(days=number)).isoformat()
