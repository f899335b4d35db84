"""Whole numbers and areas, with blanks, a decimal comma or a unit."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

from ...folding import plain
from ...resources import resource
from .reading import NORMALISED, NOT_A_NUMBER, Reading

_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_THOUSANDS = (re.compile(r"\d{1,3}(?:\.\d{3})+,\d+"), re.compile(r"\d{1,3}(?:,\d{3})+\.\d+"))
_ONLY_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")


def read_number(field: dict[str, Any], text: str) -> Reading:
    """Read a number (``12 500``, ``1.234,5``, ``environ 300``); an area also with its unit, brought to m².

    A finding tells of a unit, or of words, that were taken away; a mere blank or decimal comma is none.
    """
    bare = without_hedge(text)
    factor = 1.0
    if "unit" in field:
        bare, factor = _without_unit(bare)
    digits = _digits(bare)
    number = float(digits) * factor if _NUMBER.fullmatch(digits) else math.inf
    if math.isinf(number):
        return Reading(None, NOT_A_NUMBER)
    return Reading(shortest(number), None if factor == 1 and _digits(text) == digits else NORMALISED)


def without_hedge(text: str) -> str:
    """Take the word for "about" off the beginning of a text."""
    for word in _hedges():
        if plain(text).startswith(word) and len(plain(text)) == len(text):
            return text[len(word) :].strip()
    return text


def shortest(number: float) -> str:
    """Write a number, a whole one without its point."""
    return str(int(number)) if number.is_integer() else repr(round(number, 6))


def _digits(text: str) -> str:
    digits = _BLANKS.sub("", text)
    if _THOUSANDS[0].fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if _THOUSANDS[1].fullmatch(digits):
        return digits.replace(",", "")
    if _ONLY_THOUSANDS.fullmatch(digits):
        return digits.replace(".", "").replace(",", "")
    return digits.replace(",", ".")


def _without_unit(text: str) -> tuple[str, float]:
    lower = plain(text)
    for unit, factor in _units():
        if lower.endswith(unit) and lower[: -len(unit)].rstrip()[-1:].isdigit():
            return lower[: -len(unit)].rstrip(), factor
    return text, 1


@cache
def _hedges() -> tuple[str, ...]:
    return tuple(sorted(map(plain, resource("fields/ecritures")["environ"]), key=len, reverse=True))


@cache
def _units() -> tuple[tuple[str, float], ...]:
    units = {plain(unit): factor for unit, factor in resource("fields/ecritures")["unites"].items()}
    return tuple(sorted(units.items(), key=lambda unit: -len(unit[0])))
