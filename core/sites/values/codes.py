"""Codes and addresses: INSEE codes, purposes of zones, coded items, web addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...resources import resource
from .lists import BLANKS, join_list, split_list
from .reading import NORMALISED, NOT_UNDERSTOOD, REWRITTEN, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

_WHOLE = re.compile(r"([0-9]+)(?:\.0+)?")
_SCHEME = re.compile(r"(?i)h?tt+ps?\s*[:;]?\s*/{1,3}(?=\w)")
_BETWEEN_ADDRESSES = re.compile(r"(?i)(?:\s+(?:et|/)\s+|[\s;,]+)(?=https?\W|www\.)")


def read_insee(text: str) -> Reading:
    """Read a municipality's code: its lost zero is put back, Corsica's letter written large."""
    code = re.sub(r"\s", "", text).upper()
    whole = _WHOLE.fullmatch(code)
    if whole:
        code = whole.group(1).zfill(5) if len(whole.group(1)) == 4 else whole.group(1)
    if code == text or not re.fullmatch(resource("fields/ecritures")["code_insee"], code):
        return Reading(text)
    return Reading(code, NORMALISED)


def read_purpose(text: str) -> Reading:
    """Read the purpose of a zone: the lost zero of ``202`` or ``2`` is put back; two digits are the former list's."""
    whole = _WHOLE.fullmatch(text)
    if not whole:
        return Reading(text)
    digits = whole.group(1)
    code = digits.zfill(len(digits) + len(digits) % 2)
    return Reading(code, None if code == text else NORMALISED)


def read_items(field: dict[str, Any], text: str) -> Reading:
    """Read a list of codes; blanks, commas and semicolons separate where every piece is then a code.

    What is no code stays and is told, save for parcels, whose references have a reader of their own.
    """
    items = split_list(text)
    pieces = [piece for item in items for piece in BLANKS.split(item) if piece]
    is_code = re.compile(field["item"]).fullmatch
    codes = [piece if is_code(piece) else _recased(is_code, piece) for piece in pieces]
    known = [code for code in codes if code is not None]
    understood = len(known) == len(pieces)
    value = join_list(known if understood else items, "aligned" in field)
    if not understood and field.get("form") != "parcelles":
        return Reading(value, NOT_UNDERSTOOD)
    if value == text:
        return Reading(text)
    return Reading(value, NORMALISED if understood and codes != pieces else REWRITTEN)


def read_addresses(text: str) -> Reading:
    """Read web addresses: ``http//`` gets its colon, ``www.`` its scheme; anything else is left as it is."""
    items = [_address(part) for item in split_list(text) for part in _BETWEEN_ADDRESSES.split(item) if part]
    value = join_list(items, aligned=False)
    return Reading(value, None if value == text else NORMALISED)


def _recased(is_code: Callable[[str], object], piece: str) -> str | None:
    """Give the code that a piece is but for its case; None where it is none."""
    upper = piece.upper()
    return next((code for code in (upper, upper[:-1] + upper[-1:].lower()) if is_code(code)), None)


def _address(text: str) -> str:
    scheme = _SCHEME.match(text)
    if scheme:
        secure = "s" in scheme.group().lower()
        return ("https://" if secure else "http://") + text[scheme.end() :]
    return "https://" + text if text.lower().startswith("www.") else text
