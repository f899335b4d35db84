"""Lists of values, whatever the writing: the standard joins them with ``|``."""

from __future__ import annotations

import csv
import json
import re

from ..cleaning import is_blank

#: between items, in files that do not join them with ``|``; counts only where every piece is then an item
OTHER_SEPARATORS = re.compile(r"\s*[;,/\n]\s*")
BLANKS = re.compile(r"[\s;,/]+")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)


def split_list(text: str) -> list[str]:
    """Split a list: ``a|b``, PostgreSQL's ``{a,"b c"}``, ``['a', 'b']`` of Python, ``["a", "b"]`` of JSON.

    Items that say nothing (empty, ``NULL``) are left out. An array split into its letters (``['X', '1', 'a']``) is put
    together again.
    """
    waiting, items = [text], []
    while waiting:
        part = waiting.pop().strip()
        if part.startswith("{") and part.endswith("}") and len(part) > 1:
            waiting += reversed(_postgresql(part[1:-1]))
        elif part.startswith("[") and part.endswith("]") and len(part) > 1:
            waiting += reversed(_brackets(part))
        elif "|" in part:
            waiting += reversed(part.split("|"))
        elif not is_blank(part):
            items.append(part)
    return items


def join_list(items: list[str], aligned: bool) -> str | None:
    """Join the items as the standard does; doubles are kept where items answer to those of another field."""
    return "|".join(items if aligned else dict.fromkeys(items)) or None


def _postgresql(inside: str) -> list[str]:
    if not set('"\\') & set(inside):
        return inside.split(",")
    try:
        rows = list(csv.reader([inside], escapechar="\\", doublequote=False, skipinitialspace=True))
    except csv.Error:
        return [inside]
    return [item for row in rows for item in row]


def _brackets(text: str) -> list[str]:
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        quoted = [single or double for single, double in _QUOTED.findall(text)]
        listed = quoted or text[1:-1].split(",")
    letters = len(listed) > 2 and all(isinstance(item, str) and len(item) == 1 for item in listed)
    if letters:
        return ["".join(listed)]
    return [item if isinstance(item, str) else json.dumps(item) for item in listed if item is not None]
