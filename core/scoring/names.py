"""The names by which members of a profile are told apart: each stands once in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..said import Said, Wrong

if TYPE_CHECKING:
    from collections.abc import Iterable

#: lists whose members are told apart by their id: of the profile, and of some of its entries
RULES = ("vetoes", "caps")
RULES_WITHIN = {"ranking": "excluded", "confidence": "precision"}


def check_names(content: Said) -> None:
    """Refuse two members of one name within one file.

    :raises Wrong: ``repeated``, and ``missing`` for a member without a name.
    """
    lists = [(content.items(key), "id") for key in RULES]
    for outer, inner in RULES_WITHIN.items():
        lists.append((content.get(outer, dict).items(inner) if content.has(outer) else [], "id"))
    groups = content.items("groups")
    lists += [(groups, "id"), ([each for group in groups for each in group.checked(dict).items("criteria")], "key")]
    for members, name in lists:
        _check_each_once(members, name)


def _check_each_once(members: Iterable[Said], name: str) -> None:
    seen = set()
    for each in members:
        if each.text(name) in seen:
            raise Wrong(each.value[name], "repeated")
        seen.add(each.text(name))
