"""The sentences of `resources/matching/motifs.json`, with their facts, in the user's language."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..resources import resource


def say(group: str, key: str, language: str, count: float = 1, **facts: Any) -> str:
    """Fill a sentence; of two, the first is for one thing, the second for several.

    Numbers are written as the language does, with two decimals at most.
    """
    said = resource("matching/motifs")[group][key][language]
    if isinstance(said, list):
        said = said[0] if count == 1 else said[1]
    return str(said).format_map({name: _written(fact, language) for name, fact in facts.items()})


def label(need: str, language: str) -> str:
    """Name a need, or another reason."""
    return str(resource("matching/motifs")["exigences"][need][language])


def label_within(need: str, language: str) -> str:
    """Name a need inside a sentence: without its capital, unless it begins with an acronym."""
    said = label(need, language)
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def unit(need: str, language: str) -> str:
    """Give the unit in which a need is lacking; empty where it has none."""
    said = resource("matching/motifs")["unites"][need]
    return str(said[language] if isinstance(said, dict) else said)


def _written(fact: Any, language: str) -> Any:
    if isinstance(fact, (float, np.floating)):
        text = f"{fact:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if language == "fr" else text
    return fact
