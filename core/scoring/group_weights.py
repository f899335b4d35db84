"""The weight of a group of criteria: brings its criteria to that sum, their proportions kept."""

from __future__ import annotations

from ..said import NUMBER, Said, Wrong


def with_group_weights(whole: Said, heir: Said) -> Said:
    """Bring the criteria of each group that the heir gives a weight to that sum.

    :raises Wrong: ``below_zero``; ``weights`` for a group to be given weight whose criteria have none.
    """
    asked = {each.text("id"): each.get("weight", NUMBER) for each in heir.items("groups") if each.has("weight")}
    if not asked:
        return whole
    groups = []
    for group in whole.items("groups"):
        name = group.text("id")
        groups.append(_scaled(group, asked[name]) if name in asked else group)
    return whole.but(groups=Said(groups, heir.file, "groups"))


def _scaled(group: Said, weight: Said) -> Said:
    weights = [each.get("weight", NUMBER).value for each in group.items("criteria")]
    if weight.value < 0:
        raise Wrong(weight, "below_zero")
    total = sum(weights)
    if any(each < 0 for each in weights):
        return group  # told at its own place when the criterion is read
    if total <= 0 and weight.value > 0:
        raise Wrong(weight, "weights")
    factor = weight.value / total if total > 0 else 0.0
    criteria = [
        each.but(weight=Said(own * factor, weight.file, weight.place))
        for each, own in zip(group.items("criteria"), weights)
    ]
    return group.but(criteria=Said(criteria, group.file, f"{group.place}.criteria"))
