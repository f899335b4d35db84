"""Which reader reads the texts of a field."""

from __future__ import annotations

from functools import partial
from typing import Any

from ...folding import fold
from ..cleaning import clean, decoded_again, is_absent
from .codes import read_addresses, read_insee, read_items, read_purpose
from .dates import read_date, read_year
from .lists import join_list, split_list
from .numbers import read_number
from .reading import MIS_ENCODED, NORMALISED, REWRITTEN, Reader, Reading
from .words import listed_values, read_word, read_words

#: how often a text is read again, at most
PASSES = 8


def reader_of(field: dict[str, Any]) -> Reader:
    """Give the reader of a field's texts, which are clean and not absent."""
    form, several = field.get("form"), "several" in field
    if field["type"] == "integer":
        return partial(read_number, field)
    if field["type"] in ("year", "date"):
        return read_year if field["type"] == "year" else read_date
    if form in ("adresse", "code insee", "vocation"):
        return {"adresse": read_addresses, "code insee": read_insee, "vocation": read_purpose}[form]
    if listed_values(field):
        return partial(read_words if several else read_word, field)
    if "item" in field:
        return partial(read_items, field)
    return partial(_read_list, field) if several else Reading


def takes_any_text(field: dict[str, Any]) -> bool:
    """Tell whether a field is free text, or a list of free texts, with no values to be brought to."""
    return field["type"] == "text" and not {"values", "items", "item", "form"} & set(field)


def whole_reader(field: dict[str, Any] | None, said: dict[str, str | None]) -> Reader:
    """Give the reader of a column's texts as the file has them: cleaned, absent or not, then read as the field wants.

    :param field: None for a column of the file's own, which is cleaned only.
    :param said: the user's own words and what they mean, for a whole text or an item of a list; they go first.
    """
    settled = partial(
        _read_settled,
        Reading if field is None else reader_of(field),
        field is None or "inconnu" in listed_values(field),
    )
    if not said:
        return settled
    meant = {_key(word): value for word, value in said.items()}
    several = field is not None and "several" in field

    def read(text: str) -> Reading:
        items = split_list(text) if several and _key(text) not in meant else [text]
        if not any(_key(item) in meant for item in items):
            return settled(text)
        words = [word for word in (meant.get(_key(item), item) for item in items) if word is not None]
        value = settled("|".join(words)).value
        return Reading(value, None if value == text.strip() else NORMALISED)

    return read


def _key(word: str) -> str:
    """Fold a word; one of signs alone stays as it is."""
    return fold(word) or word.strip()


def _read_settled(reader: Reader, knows_unknown: bool, text: str) -> Reading:
    """Read a text until that says nothing new: a list may hold lists."""
    reading, before = _read_once(reader, knows_unknown, text), text
    for _ in range(PASSES):
        if reading.value is None or reading.value == before:
            break
        before = reading.value
        again = _read_once(reader, knows_unknown, before)
        reading = Reading(again.value, reading.code or again.code)
    return reading


def _read_once(reader: Reader, knows_unknown: bool, text: str) -> Reading:
    cleaned = clean(text)
    if is_absent(cleaned, knows_unknown):
        return Reading(None)
    reading = reader(cleaned)
    if reading.code is None and cleaned != text.strip():
        return Reading(reading.value, MIS_ENCODED if decoded_again(text) != text else NORMALISED)
    return reading


def _read_list(field: dict[str, Any], text: str) -> Reading:
    value = join_list(split_list(text), "aligned" in field)
    return Reading(value, None if value == text else REWRITTEN)
