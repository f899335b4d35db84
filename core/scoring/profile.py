"""A profile: what one kind of plant needs, as a JSON file of `resources/profiles/` or of the user."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import GisementError
from ..resources import RESOURCES, listed, read_json

Text = dict[str, str]


@dataclass(frozen=True)
class Criterion:
    """One criterion: the column it reads, its weight, and its utility by knots (numbers) or by class (texts)."""

    key: str
    group: str
    weight: float
    unit: str
    label: Text
    knots: tuple[tuple[float, float], ...] = ()
    classes: dict[str, float] | None = None
    source: str = ""

    @property
    def worst(self) -> float:
        """The lowest utility it can give."""
        return min(self.classes.values()) if self.classes else min(utility for _, utility in self.knots)

    @property
    def best(self) -> float:
        """The highest utility it can give."""
        return max(self.classes.values()) if self.classes else max(utility for _, utility in self.knots)


@dataclass(frozen=True)
class Rule:
    """A veto, a cap or a reason to leave a site out of the ranking, with the condition that brings it.

    `cap` is the highest score left; 100 takes nothing away.
    """

    id: str
    label: Text
    when: dict[str, Any]
    cap: float = 100.0


@dataclass(frozen=True)
class Profile:
    """All that scoring and readiness need to know of a kind of plant."""

    id: str
    label: Text
    need: dict[str, Any]
    power: float
    criteria: tuple[Criterion, ...]
    groups: dict[str, Text]
    vetoes: tuple[Rule, ...]
    caps: tuple[Rule, ...]
    unranked: tuple[Rule, ...]
    key_criteria: tuple[str, ...]
    key_unknown_max: int
    old_after_years: float

    @property
    def weights(self) -> np.ndarray:
        """The weights of the criteria, in their order."""
        return np.array([criterion.weight for criterion in self.criteria], dtype=float)


def profiles() -> list[str]:
    """Name the profiles that come with Gisement."""
    return listed("profiles")


def load_profile(name: str | Path) -> Profile:
    """Load a profile by name, or from the user's own file.

    :raises GisementError: ``profile_unknown`` with the names there are; ``profile_invalid`` with the place in the file.
    """
    if str(name) in profiles():
        path = RESOURCES / "profiles" / f"{name}.json"
    else:
        path = Path(name)
        if path.suffix.lower() != ".json" or not path.is_file():
            raise GisementError("profile_unknown", value=str(name), choices=", ".join(profiles()))
    content = read_json(path)
    try:
        return _build(content)
    except _Wrong as wrong:
        raise GisementError("profile_invalid", file=str(path), place=wrong.place, reason=wrong.reason) from wrong


class _Wrong(Exception):
    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason


def _build(content: Any) -> Profile:
    ranking = _get(content, "ranking", dict, "")
    groups = _get(content, "groups", list, "")
    criteria = tuple(
        _criterion(said, group["id"], f"groups[{i}].criteria[{j}]")
        for i, group in enumerate(groups)
        for j, said in enumerate(_get(group, "criteria", list, f"groups[{i}]"))
    )
    if not criteria or sum(criterion.weight for criterion in criteria) <= 0:
        raise _Wrong("groups", "no weight above zero")
    aggregation = _get(content, "aggregation", dict, "")
    power = _get(aggregation, "p", (int, float), "aggregation")
    if power <= 0:
        raise _Wrong("aggregation.p", "must be above zero")
    return Profile(
        id=_get(content, "id", str, ""),
        label=_get(content, "label", dict, ""),
        need=_get(content, "need", dict, ""),
        power=float(power),
        criteria=criteria,
        groups={group["id"]: group["label"] for group in groups},
        vetoes=_rules(content, "vetoes"),
        caps=_rules(content, "caps"),
        unranked=_rules(ranking, "excluded", "ranking."),
        key_criteria=tuple(_get(ranking, "key_criteria", list, "ranking")),
        key_unknown_max=_get(ranking, "key_unknown_max", int, "ranking"),
        old_after_years=float(
            _get(_get(content, "confidence", dict, ""), "old_after_years", (int, float), "confidence")
        ),
    )


def _criterion(said: Any, group: str, place: str) -> Criterion:
    weight = _get(said, "weight", (int, float), place)
    if weight < 0:
        raise _Wrong(f"{place}.weight", "must not be below zero")
    knots, classes = said.get("knots"), said.get("classes")
    if bool(knots) == bool(classes):
        raise _Wrong(place, "either knots or classes")
    if knots:
        raw = [knot[0] for knot in knots]
        if raw != sorted(set(raw)):
            raise _Wrong(f"{place}.knots", "raw values must rise")
    if not all(0 <= utility <= 1 for utility in (classes.values() if classes else (knot[1] for knot in knots))):
        raise _Wrong(place, "utilities must lie between 0 and 1")
    return Criterion(
        key=_get(said, "key", str, place),
        group=group,
        weight=float(weight),
        unit=said.get("unit", ""),
        label=_get(said, "label", dict, place),
        knots=tuple((float(raw), float(utility)) for raw, utility in knots) if knots else (),
        classes=classes,
        source=said.get("source", ""),
    )


def _rules(content: dict[str, Any], key: str, prefix: str = "") -> tuple[Rule, ...]:
    rules = []
    for i, said in enumerate(_get(content, key, list, prefix.rstrip("."))):
        place = f"{prefix}{key}[{i}]"
        rules.append(
            Rule(
                _get(said, "id", str, place),
                _get(said, "label", dict, place),
                _get(said, "when", dict, place),
                float(said.get("cap", 100.0)),
            )
        )
        if key == "caps":
            _get(said, "cap", (int, float), place)
    return tuple(rules)


def _get(content: Any, key: str, kind: Any, place: str) -> Any:
    where = f"{place}.{key}" if place else key
    if not isinstance(content, dict) or key not in content:
        raise _Wrong(where, "is missing")
    if not isinstance(content[key], kind):
        raise _Wrong(where, f"is a {type(content[key]).__name__}")
    return content[key]
