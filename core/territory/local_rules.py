"""Rules by which a territory says what its own planning zones are for: UE means facilities here and economy there."""

from __future__ import annotations

import json
import re
from typing import Any

from ..errors import GisementError

#: fields of a zone whose patterns a rule may give
MATCHED = ("libelle", "libelong", "idurba")


def read_rules(role: str, said: Any) -> tuple[dict[str, str], ...]:
    """Read the rules of a role: a list, or the JSON of one in a text (as a GeoPackage holds it).

    Each rule gives a ``vocation``, and regular expressions that must be found in fields of the zone (:data:`MATCHED`).

    :raises GisementError: ``vocations_invalid``.
    """
    try:
        rules = json.loads(said) if isinstance(said, str) and said.strip() else said
    except ValueError as error:
        raise GisementError("vocations_invalid", role=role, value=str(said)) from error
    if rules is None or rules == "" or rules != rules:  # a missing text is unequal to itself
        return ()
    if not isinstance(rules, list) or not all(_is_rule(rule) for rule in rules):
        raise GisementError("vocations_invalid", role=role, value=json.dumps(rules, ensure_ascii=False))
    return tuple(rules)


def _is_rule(rule: Any) -> bool:
    """Tell whether a rule names a vocation and at least one expression that can be searched for."""
    if not isinstance(rule, dict) or not all(isinstance(text, str) and text for text in rule.values()):
        return False
    patterns = [text for name, text in rule.items() if name in MATCHED]
    if len(patterns) != len(rule) - 1 or "vocation" not in rule or not patterns:
        return False
    try:
        return all(re.compile(pattern) is not None for pattern in patterns)
    except re.error:
        return False
