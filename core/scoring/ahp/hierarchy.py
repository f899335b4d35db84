"""From matrices of comparisons to the weights of a profile's criteria, which sum to 100.

What is compared shares out among itself the weight that it has in the profile: all groups, or all criteria of a group,
what the matrix says; some of them alone, their part of it. What nobody compares keeps its weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...resources import resource
from .pairs import CRITERIA, GROUPS
from .priorities import Priorities, on_scale, priorities, spoiler

if TYPE_CHECKING:
    from ...report import Report
    from ..profile import Profile
    from .comparisons import Comparisons
    from .names import Names

TOTAL = 100.0
Weights = dict[str, float]


@dataclass(frozen=True)
class Weighed:
    """A matrix with what it says."""

    comparisons: Comparisons
    priorities: Priorities


def weigh(found: list[Comparisons], force: bool, report: Report) -> list[Weighed]:
    """Draw the weights from each matrix, and refuse comparisons that do not agree.

    :param force: tell it and go on.
    :raises GisementError: ``ahp_inconsistent`` of the matrix that agrees least, with the comparison that spoils it
        most and the value that would suit.
    """
    limit = resource("scoring/ahp")["consistency_ratio_max"]["value"]
    weighed = []
    for comparisons in found:
        report.check()
        made = Weighed(comparisons, priorities(comparisons.matrix))
        weighed.append(made)
        report.step(
            "ahp_matrix",
            matrix=comparisons.label,
            count=len(comparisons.items),
            eigenvalue=f"{made.priorities.largest_eigenvalue:.4f}",
            index=f"{made.priorities.consistency_index:.4f}",
            ratio=f"{made.priorities.consistency_ratio:.4f}",
        )
    spoilt = [made for made in weighed if made.priorities.consistency_ratio > limit]
    for made in sorted(spoilt, key=lambda made: -made.priorities.consistency_ratio):
        facts = {**_spoiled_by(made), "limit": f"{limit:.2f}", "others": len(spoilt) - 1}
        if not force:
            raise GisementError("ahp_inconsistent", **facts)
        report.warn("ahp_inconsistent", **facts)
    return weighed


def _spoiled_by(made: Weighed) -> dict[str, str]:
    labels, matrix = made.comparisons.labels, made.comparisons.matrix
    facts = {"matrix": made.comparisons.label, "ratio": f"{made.priorities.consistency_ratio:.3f}"}
    found = spoiler(matrix)
    if found is not None:
        facts |= {
            "first": labels[found.first],
            "second": labels[found.second],
            "value": written(float(matrix[found.first, found.second])),
            "suited": on_scale(found.suited),
            "exactly": written(found.suited),
            "left": f"{found.ratio_without:.3f}",
        }
    return facts


def written(value: float) -> str:
    """Write a judgement as people do: 3, 1/3, 2.5, 1/2.5."""
    return f"{value:.3g}" if value >= 1.0 else f"1/{1.0 / value:.3g}"


def new_weights(profile: Profile, weighed: list[Weighed], names: Names, report: Report) -> Weights:
    """Give every criterion its weight, by key; they sum to 100 as they are written, with six decimals.

    :raises GisementError: ``ahp_no_weight`` where what is compared has no weight to share, or where a group gets some
        while none of its criteria has.
    """
    total = profile.weights.sum()
    old = {criterion.key: TOTAL * criterion.weight / total for criterion in profile.criteria}
    members: dict[str, list[str]] = {group: [] for group in profile.groups}
    for criterion in profile.criteria:
        members[criterion.group].append(criterion.key)
    of_group = {group: sum(old[key] for key in keys) for group, keys in members.items()}
    shares = {key: old[key] / of_group[group] for group, keys in members.items() if of_group[group] for key in keys}
    by_level = {made.comparisons.level: made for made in weighed}
    if CRITERIA in by_level:
        return rounded({**old, **_shared(by_level[CRITERIA], old, names, report)})
    for level, made in by_level.items():
        if level == GROUPS:
            of_group |= _shared(made, of_group, names, report)
        elif any(key in shares for key in members[level]):
            shares |= _shared(made, {key: shares[key] for key in members[level]}, names, report)
        else:
            own = dict(zip(made.comparisons.items, made.priorities.weights))
            shares |= {key: float(own.get(key, 0.0)) for key in members[level]}
    for group, weight in of_group.items():
        if weight and not any(key in shares for key in members[group]):
            raise GisementError("ahp_no_weight", items=[names.group_labels[group]], matrix=names.group_labels[group])
    return rounded({key: of_group[group] * shares.get(key, 0.0) for group, keys in members.items() for key in keys})


def _shared(made: Weighed, weights: Weights, names: Names, report: Report) -> Weights:
    """Share out the weight of the items of a matrix; say which others keep theirs."""
    comparisons = made.comparisons
    held = sum(weights[item] for item in comparisons.items)
    if not held:
        raise GisementError("ahp_no_weight", items=list(comparisons.labels), matrix=comparisons.label)
    labels = names.group_labels if comparisons.level == GROUPS else names.criterion_labels
    others = [labels[item] for item, weight in weights.items() if weight and item not in comparisons.items]
    if others:
        part = f"{100.0 * held / sum(weights.values()):.0f}"
        report.warn("ahp_not_compared", matrix=comparisons.label, items=others, held=part)
    return {item: held * float(weight) for item, weight in zip(comparisons.items, made.priorities.weights)}


def rounded(weights: Weights) -> Weights:
    """Round weights so that, as written, they still sum to 100: the largest remainders go up."""
    decimals = resource("scoring/ahp")["decimals"]["value"]
    unit = 10**decimals
    exact = {key: weight * unit * TOTAL / sum(weights.values()) for key, weight in weights.items()}
    whole = {key: int(value) for key, value in exact.items()}
    short = round(TOTAL * unit) - sum(whole.values())
    up = sorted(exact, key=lambda key: (-round(exact[key] - whole[key], 6), key))[:short]
    return {key: (whole[key] + (key in up)) / unit for key in weights}
