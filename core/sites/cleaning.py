"""Texts as they were meant: decoded again where their encoding was mistaken, without control characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ..folding import fold
from ..resources import resource

#: what the first byte of a UTF-8 sequence looks like when read as Latin-1 or Windows-1252
_MISTAKEN = re.compile("[\u00c2\u00c3\u00c5\u00c4\u00e2\u00ef]")
_CONTROL = re.compile("[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028\u2029\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE = re.compile("[\t\n\r\v\f\u0085\u2028\u2029]+")

#: stands for a character that a program could not read
LOST = "\ufffd"
#: a longer text says something
LONGEST_ABSENT = 30


def clean(text: str) -> str:
    """Decode, compose and strip a text; line ends and tabs become blanks, other control characters go."""
    while True:
        cleaned = _once(text)
        if cleaned == text:
            return text
        text = cleaned


def decoded_again(text: str) -> str:
    """Read UTF-8 that was taken for Latin-1 or Windows-1252 (``RÃ©novation``); any other text is given back.

    So is one whose letters were lost before (``forestiï¿½re``): decoding gives no letter again.
    """
    if _MISTAKEN.search(text):
        for mistaken in ("cp1252", "latin-1"):
            try:
                meant = text.encode(mistaken).decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
            return text if LOST in meant else meant
    return text


def _once(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.strip()
    text = decoded_again(text)
    text = _LINE.sub(" ", text.strip())
    text = _CONTROL.sub(_windows_1252, text)
    return unicodedata.normalize("NFC", text).strip()


def _windows_1252(found: re.Match) -> str:
    """Give the sign that Windows-1252 has at the place of a control character of Latin-1, if any."""
    place = ord(found.group())
    return bytes([place]).decode("cp1252", errors="ignore") if 0x80 <= place <= 0x9F else ""


def is_absent(text: str, unknown_is_listed: bool) -> bool:
    """Tell whether a text says that nothing is known.

    :param unknown_is_listed: ``inconnu`` is a value of this field's list, and is kept.
    """
    if is_blank(text):
        return True
    folded, unknown = _absent_words()
    if len(text) > LONGEST_ABSENT:
        return False
    key = fold(text)
    return key in folded or (not unknown_is_listed and key in unknown)


def is_blank(text: str) -> bool:
    """Tell whether a text is empty, signs only, or a program's word for "no value" (``NULL``, ``#N/A``)."""
    exact, signs = _blanks()
    return text in exact or not text.strip(signs)


@cache
def _absent_words() -> tuple[frozenset[str], frozenset[str]]:
    writings = resource("fields/ecritures")
    return frozenset(map(fold, writings["absent"])), frozenset(map(fold, writings["inconnu"]))


@cache
def _blanks() -> tuple[frozenset[str], str]:
    writings = resource("fields/ecritures")
    return frozenset(writings["absent_exact"] + writings["absent_tableur"]), writings["absent_signes"] + " "
