"""The sentences that a person reads: for each code of the engine, what happened, where, why, and what to do."""

from __future__ import annotations

from typing import Any

from ...core.errors import GisementError
from ...core.resources import resource
from ..texts import user_language
from . import (
    artificialisation,
    basin,
    checking,
    detection,
    environment,
    exporting,
    general,
    ledger,
    locating,
    mapping,
    matching,
    measuring,
    merging,
    planning,
    pollution,
    readiness,
    reading,
    scoring,
    weighting,
)

ROOMS = (
    general,
    reading,
    locating,
    mapping,
    checking,
    merging,
    detection,
    exporting,
    measuring,
    planning,
    basin,
    environment,
    artificialisation,
    pollution,
    scoring,
    weighting,
    matching,
    readiness,
    ledger,
)


def error_text(error: GisementError) -> str:
    """Make the sentence of an error."""
    return _filled(_sentence("errors", error.code), error.code, error.facts)


def warning_text(code: str, facts: dict[str, Any]) -> str:
    """Make the sentence of a warning."""
    return _filled(_sentence("warnings", code), code, facts)


def step_text(code: str, facts: dict[str, Any]) -> str:
    """Make the sentence that announces a step."""
    return _filled(_sentence("steps", code), code, facts)


def _sentence(kind: str, code: str) -> str | None:
    for room in ROOMS:
        said: dict[str, str] = getattr(room, kind)()
        if code in said:
            return said[code]
    return None


def _filled(sentence: str | None, code: str, facts: dict[str, Any]) -> str:
    """Fill the facts in; a role is named as people name it."""
    if sentence is None:
        return str(GisementError(code, **facts))
    if "role" in facts:
        label = resource("catalogue/roles").get(facts["role"], {}).get("label", {}).get(user_language(), facts["role"])
        facts = {**facts, "role": f"{label} ({facts['role']})"}
    if code in ("profile_invalid", "procedures_invalid", "regime_invalid"):
        facts = {**facts, "reason": scoring.faults().get(facts.get("reason", ""), facts.get("reason"))}
    if code in ("measure", "measure_without_layers", "columns_not_measured"):
        facts = {**facts, "name": general.measures().get(facts.get("name", ""), facts.get("name"))}
    facts = {
        name: ", ".join(map(str, fact)) if isinstance(fact, (list, tuple)) else fact for name, fact in facts.items()
    }
    return sentence.format_map(_Facts(facts))


class _Facts(dict):
    """Facts in which one that is not known reads as a dash instead of breaking the sentence."""

    def __missing__(self, key: str) -> str:
        return "–"
