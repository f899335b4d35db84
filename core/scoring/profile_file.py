"""Reads a profile from its JSON file and refuses a faulty one with the place of the fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .. import conditions
from ..errors import GisementError
from ..resources import RESOURCES, listed, read_json
from .profile import Criterion, Profile, Rule

NUMBER = (int, float)
LANGUAGES = ("fr", "en")


def profiles() -> list[str]:
    """Name the profiles that come with Gisement."""
    return listed("profiles")


def load_profile(name: str | Path) -> Profile:
    """Load a profile by name, or from the user's own file.

    :raises GisementError: ``profile_unknown`` with the names there are; ``profile_invalid`` with the place in the file
        and the reason, one of ``missing``, ``type``, ``label``, ``condition``, ``above_zero``, ``below_zero``,
        ``knots_or_classes``, ``knots_rise``, ``utilities``, ``weights``.
    """
    if str(name) in profiles():
        path = RESOURCES / "profiles" / f"{name}.json"
    else:
        path = Path(name)
        if path.suffix.lower() != ".json" or not path.is_file():
            raise GisementError("profile_unknown", value=str(name), choices=", ".join(profiles()))
    content = read_json(path)
    try:
        return _profile(content)
    except _Wrong as wrong:
        raise GisementError("profile_invalid", file=str(path), place=wrong.place, reason=wrong.reason) from wrong


class _Wrong(Exception):
    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason


def _profile(content: Any) -> Profile:
    ranking = _get(content, "ranking", dict)
    confidence = _get(content, "confidence", dict)
    power = _get(_get(content, "aggregation", dict), "p", NUMBER, "aggregation")
    if power <= 0:
        raise _Wrong("aggregation.p", "above_zero")
    groups = {}
    criteria: list[Criterion] = []
    for i, said in enumerate(_get(content, "groups", list)):
        place = f"groups[{i}]"
        groups[_get(said, "id", str, place)] = _label(said, place)
        for j, criterion in enumerate(_get(said, "criteria", list, place)):
            criteria.append(_criterion(criterion, said["id"], f"{place}.criteria[{j}]"))
    if sum(criterion.weight for criterion in criteria) <= 0:
        raise _Wrong("groups", "weights")
    return Profile(
        id=_get(content, "id", str),
        label=_label(content, ""),
        need=_get(content, "need", dict),
        power=float(power),
        criteria=tuple(criteria),
        groups=groups,
        vetoes=_rules(content, "vetoes"),
        caps=_rules(content, "caps", capped=True),
        unranked=_rules(ranking, "excluded", "ranking"),
        key_criteria=tuple(_get(ranking, "key_criteria", list, "ranking")),
        key_unknown_max=_get(ranking, "key_unknown_max", int, "ranking"),
        old_after_years=float(_get(confidence, "old_after_years", NUMBER, "confidence")),
    )


def _criterion(said: Any, group: str, place: str) -> Criterion:
    weight = _get(said, "weight", NUMBER, place)
    if weight < 0:
        raise _Wrong(f"{place}.weight", "below_zero")
    knots, classes = said.get("knots"), said.get("classes")
    if bool(knots) == bool(classes):
        raise _Wrong(place, "knots_or_classes")
    return Criterion(
        key=_get(said, "key", str, place),
        group=group,
        weight=float(weight),
        unit=str(said.get("unit", "")),
        label=_label(said, place),
        knots=_knots(knots, f"{place}.knots") if knots else (),
        classes=_classes(classes, f"{place}.classes") if classes else None,
        source=str(said.get("source", "")),
    )


def _knots(said: Any, place: str) -> tuple[tuple[float, float], ...]:
    if not isinstance(said, list) or not all(
        isinstance(knot, list) and len(knot) == 2 and all(_is_number(value) for value in knot) for knot in said
    ):
        raise _Wrong(place, "type")
    raw = [knot[0] for knot in said]
    if raw != sorted(set(raw)):
        raise _Wrong(place, "knots_rise")
    if not all(0 <= utility <= 1 for _, utility in said):
        raise _Wrong(place, "utilities")
    return tuple((float(value), float(utility)) for value, utility in said)


def _classes(said: Any, place: str) -> dict[str, float]:
    if not isinstance(said, dict) or not all(_is_number(utility) for utility in said.values()):
        raise _Wrong(place, "type")
    if not all(0 <= utility <= 1 for utility in said.values()):
        raise _Wrong(place, "utilities")
    return {name: float(utility) for name, utility in said.items()}


def _rules(content: dict[str, Any], key: str, within: str = "", capped: bool = False) -> tuple[Rule, ...]:
    rules = []
    for i, said in enumerate(_get(content, key, list, within)):
        place = f"{within}.{key}[{i}]" if within else f"{key}[{i}]"
        when = _get(said, "when", dict, place)
        try:
            conditions.check(when)
        except GisementError as error:
            raise _Wrong(f"{place}.when", "condition") from error
        cap = float(_get(said, "cap", NUMBER, place)) if capped else 100.0
        rules.append(Rule(_get(said, "id", str, place), _label(said, place), when, cap))
    return tuple(rules)


def _label(said: Any, place: str) -> dict[str, str]:
    label = _get(said, "label", dict, place)
    if not all(isinstance(label.get(language), str) for language in LANGUAGES):
        raise _Wrong(f"{place}.label" if place else "label", "label")
    return label


def _get(content: Any, key: str, kind: Any, place: str = "") -> Any:
    where = f"{place}.{key}" if place else key
    if not isinstance(content, dict) or key not in content:
        raise _Wrong(where, "missing")
    if not isinstance(content[key], kind) or (kind is NUMBER and not _is_number(content[key])):
        raise _Wrong(where, "type")
    return content[key]


def _is_number(value: Any) -> bool:
    return isinstance(value, NUMBER) and not isinstance(value, bool)
