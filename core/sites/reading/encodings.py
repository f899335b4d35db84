"""Finds out how the characters of a text were written."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...resources import resource

if TYPE_CHECKING:
    from ...report import Report

UTF8, WINDOWS = "utf-8", "cp1252"
#: byte-order marks, the longest first: that of UTF-32 begins as that of UTF-16 does
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: how many times more French letters make an encoding that is rare today the likelier
CLEARLY = 2
REPLACEMENT = "\ufffd"
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: how much of a text shows whether it is UTF-16, whose every second byte is then mostly zero
_SAMPLE, _ZEROS = 4096, 0.4


def check_encoding(encoding: str) -> None:
    """Refuse an encoding that does not exist.

    :raises GisementError: ``encoding_unknown`` with the usual ones.
    """
    try:
        b"    ".decode(encoding)
    except UnicodeError:
        return
    except (LookupError, ValueError) as error:
        choices = resource("reading/formats")["encodings"]
        raise GisementError("encoding_unknown", value=encoding, choices=choices) from error


def found_encoding(data: bytes) -> str:
    """Tell the encoding of a text from its bytes: by its mark, as UTF-16 by its zeros, as UTF-8 by its sequences,
    else cp1252, of which Latin-1's letters are a part, unless another old encoding gives clearly more French letters.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) > _ZEROS and min(even, odd) < _ZEROS / 2:
        return "utf-16-le" if odd > even else "utf-16-be"
    return UTF8 if is_mostly_utf8(data) else _old_encoding(data)


def _old_encoding(data: bytes) -> str:
    """Choose an encoding of one byte per character by the French letters that it gives."""
    formats = resource("reading/formats")
    letters = set(formats["french_letters"])

    def french(encoding: str) -> int:
        high = b"".join(_HIGH.findall(data)).decode(encoding, errors="replace")
        return sum(count for letter, count in Counter(high).items() if letter in letters)

    usual, *others = formats["old_encodings"]
    best = max(others, key=french)
    return best if french(best) > CLEARLY * french(usual) else usual


def is_mostly_utf8(data: bytes) -> bool:
    """Tell whether more characters beyond ASCII are sound UTF-8 than not; of pure ASCII too."""
    text = data.decode(UTF8, errors="replace")
    wrong = text.count(REPLACEMENT)
    return not wrong or len(_HIGH.findall(data)) - wrong > 2 * wrong


def decode(data: bytes, encoding: str | None, file: str, report: Report) -> tuple[str, str]:
    """Decode a text; lines that are not of its encoding are read as cp1252, and what is of neither is told.

    :param encoding: the user's, else found out.
    :returns: the text without byte-order mark and null characters, and the encoding.
    """
    chosen = encoding or found_encoding(data)
    if not encoding and chosen in resource("reading/formats")["old_encodings"][1:]:
        report.warn("encoding_guessed", file=file, encoding=chosen)
    if codecs.lookup(chosen).name == UTF8 and data.startswith(codecs.BOM_UTF8):
        chosen = "utf-8-sig"
    try:
        text = data.decode(chosen)
    except UnicodeError:
        text = _decode_lines(data, chosen, encoding is None, file, report)
    text = text.lstrip("\ufeff")
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        report.warn("null_characters", file=file, count=text.count("\x00"), line=line)
        text = text.replace("\x00", "")
    return text, chosen


def _decode_lines(data: bytes, encoding: str, may_mix: bool, file: str, report: Report) -> str:
    """Decode a text of which some bytes are not of its encoding."""
    text = data.decode(encoding, errors="replace")
    if may_mix and encoding.startswith(UTF8):
        lines, mixed = data.split(b"\n"), []
        for at, written in enumerate(lines):
            try:
                written.decode(UTF8)
            except UnicodeError:
                lines[at] = written.decode(WINDOWS, errors="replace").encode(UTF8)
                mixed.append(at + 1)
        report.warn("encodings_mixed", file=file, count=len(mixed), line=mixed[0])
        text = b"\n".join(lines).decode("utf-8-sig")
    if REPLACEMENT in text:
        line = text[: text.index(REPLACEMENT)].count("\n") + 1
        report.warn("characters_unreadable", file=file, encoding=encoding, count=text.count(REPLACEMENT), line=line)
    return text


def probable_text(head: bytes, encoding: str | None = None) -> str | None:
    """Give the beginning of a file as text, or None where it is no text."""
    text = head.decode(encoding or found_encoding(head), errors="replace")
    controls = len(_CONTROL.findall(text)) + (0 if encoding else text.count(REPLACEMENT))
    return text if controls <= resource("reading/limits")["control_share"] * len(text) + 1 else None
