"""Lays one profile over another: what the heir says replaces, entry by entry, what it inherits."""

from __future__ import annotations

from ..said import Said, Wrong
from .group_weights import with_group_weights
from .names import RULES, RULES_WITHIN, check_names

#: objects whose entries are replaced one by one
OBJECTS = ("need", "aggregation", "confidence", "ranking", "stability")
#: entries of a criterion of which it has one or the other
EITHER = {"knots": "classes", "classes": "knots"}
REMOVED = "removed"


def resolve(chain: list[Said]) -> Said:
    """Make one whole profile of a chain, in which each inherits from the one before it.

    * `need`, `aggregation`, `confidence`, `ranking` and `stability`: entry by entry.
    * `vetoes`, `caps`, `excluded`, `precision`: member by member, by ``id``.
    * criteria: by ``key``, entry by entry, whatever the group; a criterion goes where it is given last.
    * the `weight` of a group: its criteria are brought to that sum, their proportions kept.
    * a member that says ``"removed": true`` goes.

    :raises Wrong: ``repeated`` for two members of one name, ``not_inherited`` for one that removes or changes what is
        not there, ``missing``, ``type``.
    """
    whole: Said | None = None
    for heir in chain:
        check_names(heir)
        laid = heir if whole is None else _laid_over(whole, heir)
        whole = with_group_weights(_without_removed(laid), heir)
    return chain[-1] if whole is None else whole


def _laid_over(old: Said, new: Said) -> Said:
    entries = {**old.value, **new.value}
    for key in OBJECTS:
        if old.has(key) and new.has(key):
            entries[key] = _object(old.value[key], new.value[key], RULES_WITHIN.get(key))
    for key in RULES:
        if old.has(key) and new.has(key):
            entries[key] = _members(old.value[key], new.value[key], "id")
    if old.has("groups") and new.has("groups"):
        entries["groups"] = _groups(old.value["groups"], new.value["groups"])
    return Said(entries, new.file, new.place)


def _object(old: Said, new: Said, rules: str | None = None) -> Said:
    entries = {**old.checked(dict).value, **new.checked(dict).value}
    if rules and old.has(rules) and new.has(rules):
        entries[rules] = _members(old.value[rules], new.value[rules], "id")
    return Said(entries, new.file, new.place)


def _members(old: Said, new: Said, name: str) -> Said:
    """Lay the members of a list over those of another that have the same name; new ones come last."""
    kept = {each.text(name): each for each in old.checked(list).value}
    for each in new.checked(list).value:
        kept[each.text(name)] = _member(kept.get(each.text(name)), each, name)
    return Said(list(kept.values()), new.file, new.place)


def _member(old: Said | None, new: Said, name: str) -> Said:
    if old is None:
        if not new.has("label"):  # it has only what it changes: what it changes is not there
            raise Wrong(new.value[name], "not_inherited")
        return new
    entries = {**old.value, **new.value}
    for own, other in EITHER.items():
        if new.has(own) and not new.has(other):
            entries.pop(other, None)
    return Said(entries, new.file, new.place)


def _removed(said: Said) -> bool:
    return said.has(REMOVED) and bool(said.get(REMOVED, bool).value)


def _groups(old: Said, new: Said) -> Said:
    """Lay groups over groups by ``id``, and their criteria by ``key``, wherever they stood."""
    everywhere = {each.text("key"): each for group in old.checked(list).value for each in group.items("criteria")}
    groups = {group.text("id"): group for group in old.value}
    held = {name: [each.text("key") for each in group.items("criteria")] for name, group in groups.items()}
    for group in new.checked(list).value:
        name = group.text("id")
        if name not in groups and not group.has("label"):
            raise Wrong(group.value["id"], "not_inherited")
        groups[name] = _object(groups[name], group) if name in groups else group
        held.setdefault(name, [])
        for each in group.items("criteria"):
            key = each.text("key")
            everywhere[key] = _member(everywhere.get(key), each, "key")
            if key not in held[name]:
                held = {other: [one for one in keys if one != key] for other, keys in held.items()}
                held[name].append(key)
    made = [_holding(group, [everywhere[key] for key in held[name]]) for name, group in groups.items()]
    return Said(made, new.file, new.place)


def _holding(group: Said, criteria: list[Said]) -> Said:
    return group.but(criteria=Said(criteria, group.file, f"{group.place}.criteria"))


def _without_removed(whole: Said) -> Said:
    """Take out the members that are removed, whatever else is said of them."""

    def left(said: Said) -> Said:
        kept = [each for each in said.checked(list).value if not _removed(each)]
        return Said(kept, said.file, said.place)

    def within(said: Said, key: str) -> Said:
        return said.but(**{key: left(said.value[key])}) if said.has(key) else said

    for key in RULES:
        whole = within(whole, key)
    for key, inner in RULES_WITHIN.items():
        if whole.has(key):
            whole = whole.but(**{key: within(whole.value[key], inner)})
    if whole.has("groups"):
        groups = left(whole.value["groups"])
        held = [within(group, "criteria") for group in groups.value]
        whole = whole.but(groups=Said(held, groups.file, groups.place))
    return whole
