"""Values of the standard's lists, found whatever the writing, else through the synonyms of `synonymes.json`."""

from __future__ import annotations

from functools import cache
from typing import Any

from ...folding import fold
from ...resources import resource
from ..fields import fields
from .lists import OTHER_SEPARATORS, join_list, split_list
from .reading import NORMALISED, NOT_UNDERSTOOD, REWRITTEN, TO_CONFIRM, Reading


def listed_values(field: dict[str, Any]) -> list[str]:
    """Give the values that a field may take, or those of each of its items; none where it has no list."""
    return field.get("values") or field.get("items") or []


def read_word(field: dict[str, Any], text: str) -> Reading:
    """Read the one value of a field with a list; what is not understood stays, and is told."""
    known = _words(field["name"])
    found = known.get(fold(text))
    if found is None:
        items = dict.fromkeys(split_list(text))
        found = known.get(fold(next(iter(items)))) if len(items) == 1 else None
    if found is None:
        return Reading(text, NOT_UNDERSTOOD)
    value, to_confirm = found
    if value == text:
        return Reading(text)
    return Reading(value, TO_CONFIRM if to_confirm else NORMALISED)


def read_words(field: dict[str, Any], text: str) -> Reading:
    """Read several values of a list; commas and semicolons separate where every piece is then understood."""
    known = _words(field["name"])
    if fold(text) in known:
        return read_word(field, text)
    items = split_list(text)
    pieces = OTHER_SEPARATORS.split(items[0]) if len(items) == 1 else items
    if all(fold(piece) in known for piece in pieces):
        items = pieces
    found = [known.get(fold(item)) for item in items]
    value = join_list([item if word is None else word[0] for item, word in zip(items, found)], "aligned" in field)
    if None in found:
        return Reading(value, NOT_UNDERSTOOD)
    if value == text:
        return Reading(text)
    return Reading(value, REWRITTEN if value == join_list(items, "aligned" in field) else NORMALISED)


@cache
def _words(name: str) -> dict[str, tuple[str, bool]]:
    """Give for each folded writing the value of the field's list, and whether it is to be confirmed."""
    field = next(field for field in fields() if field["name"] == name)
    synonyms = resource("fields/synonymes").get(name, {})
    known = {fold(word): ("inconnu", False) for word in resource("fields/ecritures")["inconnu"]}
    if "inconnu" not in listed_values(field):
        known = {}
    known.update({fold(word): (said["valeur"], said.get("a_confirmer", False)) for word, said in synonyms.items()})
    known.update({fold(value): (value, False) for value in listed_values(field)})
    return known
