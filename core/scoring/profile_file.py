"""Loads a profile by name or from the user's own file, and refuses a faulty one with the place of the fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import GisementError
from ..resources import resource
from ..said import Said, Wrong, label
from .entries import check_minimum, columns_of_rules, read_count, read_draws, read_key_criteria, read_need, read_trust
from .inheriting import resolve
from .members import criterion, rules
from .profile import Profile
from .reading import profiles, read_chain

if TYPE_CHECKING:
    from pathlib import Path

    from .profile import Criterion

__all__ = ["load_profile", "profile_content", "profiles"]

#: what a profile may say
ENTRIES = (
    "id",
    "label",
    "version",
    "inherits",
    "source",
    "note",
    "need",
    "aggregation",
    "confidence",
    "ranking",
    "stability",
    "vetoes",
    "caps",
    "groups",
)


def load_profile(name: str | Path) -> Profile:
    """Load a profile by name, or from the user's own file, with all that it inherits.

    :raises GisementError: those of :func:`.reading.read_chain`; ``profile_invalid`` with the file, the place in it and
        the reason, a word of :func:`bridge.messages.scoring.faults`.
    """
    return _checked(name)[0]


def profile_content(name: str | Path) -> dict[str, Any]:
    """Give a profile as plain JSON content, whole, with all that it inherits.

    :raises GisementError: those of :func:`load_profile`.
    """
    content = _checked(name)[1].plain
    return {key: value for key, value in content.items() if key != "inherits"}


def _checked(name: str | Path) -> tuple[Profile, Said]:
    try:
        chain = read_chain(name)
        for each in chain:
            each.only(*ENTRIES).text("id")
            label(each)
        whole = resolve(chain)
        return _profile(whole, _keys(chain)), whole
    except Wrong as wrong:
        raise GisementError(
            "profile_invalid", file=wrong.file, place=wrong.place or "{}", reason=wrong.reason
        ) from wrong


def _keys(chain: list[Said]) -> set[str]:
    """Name all criteria of a chain, those too that an heir removes."""
    groups = [group for content in chain for group in content.items("groups")]
    return {criterion_.text("key") for group in groups for criterion_ in group.items("criteria")}


def _profile(content: Said, keys: set[str]) -> Profile:
    ranking = content.get("ranking", dict).only("key_criteria", "key_unknown_max", "excluded", "source", "note")
    groups, criteria = _criteria(content)
    vetoes, caps = rules(content, "vetoes"), rules(content, "caps", capped=True)
    unranked = rules(ranking, "excluded")
    read = keys | columns_of_rules(vetoes + caps + unranked)
    need = read_need(content.get("need", dict))
    check_minimum(content.get("need", dict), need, vetoes)
    return Profile(
        id=content.text("id"),
        label=label(content),
        need=need,
        power=_power(content.get("aggregation", dict)),
        criteria=criteria,
        groups=groups,
        vetoes=vetoes,
        caps=caps,
        unranked=unranked,
        key_criteria=read_key_criteria(ranking.get("key_criteria", list), read),
        key_unknown_max=read_count(ranking, "key_unknown_max"),
        trust=read_trust(content.get("confidence", dict), keys),
        draws=read_draws(content),
    )


def _power(said: Said) -> float:
    said.only("method", "p", "source", "note")
    if said.has("method") and said.get("method", str).value != "power_mean":
        raise Wrong(said.value["method"], "method")
    return said.number("p", 0.0, resource("scoring/profils")["puissance_max"]["value"])


def _criteria(content: Said) -> tuple[dict[str, dict[str, str]], tuple[Criterion, ...]]:
    groups, criteria = {}, []
    for group in content.get("groups", list).value:
        group.only("id", "label", "weight", "criteria", "removed", "source", "note")
        groups[group.text("id")] = label(group)
        criteria += [criterion(each, group.text("id")) for each in group.get("criteria", list).value]
    if sum(each.weight for each in criteria) <= 0:
        raise Wrong(content.value["groups"], "weights")
    return groups, tuple(criteria)
