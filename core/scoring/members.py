"""Reads the members of a profile: criteria, rules, what lessens the confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..resources import resource
from ..said import NUMBER, Said, Wrong, condition, label
from .profile import Criterion, Precision, Rule

if TYPE_CHECKING:
    from collections.abc import Collection

#: entries that say of figures where they come from
SAYING = ("source", "note", "removed")


def criterion(said: Said, group: str) -> Criterion:
    """Read a criterion, which has either knots or classes.

    :raises Wrong: with the place of the fault.
    """
    said.only("key", "weight", "unit", "label", "knots", "classes", *SAYING)
    weight = said.get("weight", NUMBER)
    if weight.value < 0:
        raise Wrong(weight, "below_zero")
    if weight.value > resource("scoring/profils")["poids_max"]["value"]:
        raise Wrong(weight, "range")
    if said.has("knots") == said.has("classes"):
        raise Wrong(said, "knots_or_classes")
    return Criterion(
        key=said.text("key"),
        group=group,
        weight=float(weight.value),
        unit=str(said.get("unit", str).value) if said.has("unit") else "",
        label=label(said),
        knots=_knots(said.get("knots", list)) if said.has("knots") else (),
        classes=_classes(said.get("classes", dict)) if said.has("classes") else None,
        source=str(said.get("source", str).value) if said.has("source") else "",
    )


def _knots(said: Said) -> tuple[tuple[float, float], ...]:
    if not said.value:
        raise Wrong(said, "missing")
    knots: list[tuple[float, float]] = []
    for knot in said.value:
        if len(knot.checked(list).value) != 2:
            raise Wrong(knot, "knot")
        raw, worth = (each.checked(NUMBER) for each in knot.value)
        if knots and raw.value <= knots[-1][0]:
            raise Wrong(raw, "knots_twice" if raw.value == knots[-1][0] else "knots_rise")
        knots.append((float(raw.value), _utility(worth)))
    return tuple(knots)


def _classes(said: Said) -> dict[str, float]:
    if not said.value:
        raise Wrong(said, "missing")
    return {name: _utility(worth.checked(NUMBER)) for name, worth in said.value.items()}


def _utility(said: Said) -> float:
    if not 0 <= said.value <= 1:
        raise Wrong(said, "utilities")
    return float(said.value)


def rules(said: Said, key: str, capped: bool = False) -> tuple[Rule, ...]:
    """Read vetoes, caps or reasons to leave a site out of the ranking.

    :raises Wrong: with the place of the fault.
    """
    made = []
    for each in said.get(key, list).value:
        each.only("id", "label", "when", *(("cap",) if capped else ()), *SAYING)
        when = condition(each.get("when", dict))
        cap = each.number("cap", 0.0, 100.0) if capped else 100.0
        made.append(Rule(each.text("id"), label(each), when, cap))
    return tuple(made)


def precision(said: Said, keys: Collection[str]) -> Precision:
    """Read what lessens the confidence.

    :param keys: the criteria of the profile and of those that it inherits from.
    :raises Wrong: with the place of the fault.
    """
    said.only("id", "label", "factor", "criteria", "remarks", "when", *SAYING)
    for each in said.items("criteria"):
        if each.checked(str).value not in keys:
            raise Wrong(each, "no_criterion")
    if not said.has("criteria") and not said.has("remarks"):
        raise Wrong(said, "missing", "criteria")
    return Precision(
        id=said.text("id"),
        label=label(said),
        factor=said.number("factor", 0.0, 1.0),
        criteria=tuple(each.value for each in said.items("criteria")),
        remarks=tuple(each.checked(str).value for each in said.items("remarks")),
        when=condition(said.get("when", dict)) if said.has("when") else None,
    )
