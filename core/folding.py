"""Writings that differ only by case, accents, apostrophes, hyphens, blanks or plural are one and the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Give words without case, accents, punctuation or plural: ``Friches d’Habitat`` is ``friche d habitat``."""
    words = re.findall(r"[a-z0-9]+", plain(text))
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words)


def fold_name(text: str) -> str:
    """Give the letters and digits of a column's name alone: ``Nom du site`` is ``nomdusite``."""
    return "".join(re.findall(r"[a-z0-9]+", plain(text)))


def plain(text: str) -> str:
    """Give a text in lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()
