"""The comparisons of one matrix as they are told, each once: told twice, both must say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ...errors import GisementError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .judgement import Judgement


#: the levels that are no group
GROUPS, CRITERIA = ":groups", ":criteria"


@dataclass
class Pairs:
    """The comparisons of some items, which are groups or criteria.

    :param level: :data:`GROUPS`, :data:`CRITERIA` (of whatever groups), or the group whose criteria are compared.
    :param items: all that are compared, also those of which no comparison is known.
    :param line: where it begins in the table.
    """

    level: str
    items: list[str]
    line: int
    told: dict[tuple[str, str], Judgement] = field(default_factory=dict)

    def add(self, first: str, second: str, judgement: Judgement) -> None:
        """Take a comparison, and of one that is told again the more exact writing.

        :raises GisementError: ``ahp_not_reciprocal`` with both places.
        """
        for name in (first, second):
            if name not in self.items:
                self.items.append(name)
        known = self.told.pop((first, second), None)
        turned = self.told.pop((second, first), None)
        for other in (known, turned.inverse if turned else None):
            if other is None:
                continue
            if not judgement.agrees_with(other):
                raise _contradiction(judgement, other)
            judgement = judgement.better_of(other)
        self.told[first, second] = judgement

    def matrix(self, order: Iterable[str]) -> tuple[tuple[str, ...], np.ndarray]:
        """Give the items in an order, and their comparisons: (n, n), NaN where nobody has compared."""
        items = tuple(sorted(self.items, key=list(order).index))
        place = {name: at for at, name in enumerate(items)}
        matrix = np.full((len(items), len(items)), np.nan)
        matrix[np.diag_indices(len(items))] = 1.0
        for (first, second), judgement in self.told.items():
            matrix[place[first], place[second]] = judgement.value
            matrix[place[second], place[first]] = 1.0 / judgement.value
        return items, matrix


def _contradiction(told: Judgement, other: Judgement) -> GisementError:
    return GisementError(
        "ahp_not_reciprocal",
        first=told.names[0],
        second=told.names[1],
        value=told.cell.text,
        other_first=other.names[0],
        other_second=other.names[1],
        other_value=other.cell.text,
        other_cell=other.cell.place["cell"],
        other_line=other.cell.line,
        **told.cell.place,
    )
