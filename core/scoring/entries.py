"""Reads the entries of a profile that are no members: need, key criteria, confidence, draws.

Each raises :class:`.said.Wrong` with the place of a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..conditions import columns_of
from ..measures import columns
from ..resources import resource
from ..said import NUMBER, Said, Wrong
from ..sites.fields import fields
from .members import precision
from .profile import Draws, Trust

if TYPE_CHECKING:
    from .profile import Rule

#: entries of a need that measures and scores read
HALL, MINIMUM, QUANTITIES = "halle_m", "surface_min_ha", ("surface_min_ha", "surface_max_ha", "puissance_mw")
FLAGS = ("autorisation_environnementale",)
USABLE = "surface_utile_ha"


def read_need(said: Said) -> dict[str, Any]:
    """Give the need; of a figure with its source, the figure.

    :raises Wrong: ``type``, ``missing``, ``range``, ``hall``, where measures or scores read what is no quantity.
    """
    found = {}
    for key, each in said.value.items():
        figure = each.value["value"] if each.has("value") else each
        if isinstance(figure.value, (int, float)):
            figure.checked((int, float) if not isinstance(figure.value, bool) else bool)
        if key in QUANTITIES and figure.value is not None and figure.checked(NUMBER).value < 0:
            raise Wrong(figure, "below_zero")
        if key in FLAGS and figure.value is not None:
            figure.checked(bool)
        if key == HALL and figure.value is not None:
            _hall(figure)
        found[key] = figure.plain
    return {key: value for key, value in found.items() if key not in ("source", "note")}


def _hall(said: Said) -> None:
    """Check a hall: two sides in metres."""
    if not isinstance(said.value, dict):
        raise Wrong(said, "hall")
    for side in ("longueur", "largeur"):
        if said.get(side, NUMBER).value <= 0:
            raise Wrong(said.value[side], "hall")


def check_minimum(said: Said, need: dict[str, Any], vetoes: tuple[Rule, ...]) -> None:
    """Refuse a minimum of the need that is not the one of the veto on the usable area: one of them was forgotten.

    :raises Wrong: ``minimum_differs``.
    """
    least = need.get(MINIMUM)
    ruled = [value for rule in vetoes for value in _floors(rule.when)]
    if least is not None and ruled and min(ruled) != least:
        raise Wrong(said.value[MINIMUM], "minimum_differs")


def _floors(when: dict[str, Any]) -> list[float]:
    """Give the areas below which a condition holds."""
    parts = [*when.get("all", ()), *when.get("any", ())]
    if when.get("column") == USABLE and when.get("op") in ("<", "<="):
        return [float(when["value"])]
    return [value for part in parts for value in _floors(part)]


def read_count(said: Said, key: str) -> int:
    """Read a whole number of one or more."""
    count = said.get(key, int)
    if count.value < 1:
        raise Wrong(count, "range")
    return int(count.value)


def columns_of_rules(rules_: tuple[Rule, ...]) -> set[str]:
    """Name the columns that rules read."""
    return {name for rule in rules_ for name in columns_of(rule.when)}


def read_key_criteria(said: Said, keys: set[str]) -> tuple[str, ...]:
    """Read the key criteria: criteria of the profile, columns that its rules read, or others that somebody measures.

    :param keys: the criteria and the columns of the rules.
    """
    known = keys | set(columns()) | {field["name"] for field in fields()}
    for each in said.value:
        if each.checked(str).value not in known:
            raise Wrong(each, "no_column")
    return tuple(each.value for each in said.value)


def read_trust(said: Said, keys: set[str]) -> Trust:
    """Read what makes known values count less; what is not said is as `resources/scoring/profils.json` has it.

    :param keys: the criteria of the profile and of those that it inherits from.
    """
    usual = resource("scoring/profils")["confiance"]
    said.only("old_after_years", "old_factor", "unknown_age_factor", "precision", "source", "note")
    return Trust(
        old_after_years=said.number("old_after_years", 0.0, 1000.0),
        old_factor=said.number("old_factor", 0.0, 1.0, usual["ancien"]["value"]),
        unknown_age_factor=said.number("unknown_age_factor", 0.0, 1.0, usual["age_inconnu"]["value"]),
        precision=tuple(precision(each, keys) for each in said.items("precision")),
    )


def read_draws(content: Said) -> Draws:
    """Read how weights are drawn; what is not said is as `resources/scoring/profils.json` has it."""
    limits = resource("scoring/profils")["tirages"]
    said = content.get("stability", dict) if content.has("stability") else Said({}, content.file, "stability")
    said.only("draws", "seed", "concentration", "source", "note")
    usual = {key: limits[key]["value"] for key in ("draws", "seed", "concentration")}
    for key in ("draws", "seed"):
        if said.has(key):
            said.get(key, int)
    return Draws(
        count=int(said.number("draws", 1, limits["draws"]["max"], usual["draws"])),
        seed=int(said.number("seed", 0, limits["seed"]["max"], usual["seed"])),
        concentration=said.number("concentration", 1.0, limits["concentration"]["max"], usual["concentration"]),
    )
