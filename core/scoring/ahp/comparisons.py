"""From the cells of a table to matrices of comparisons: of the groups, of the criteria of a group, or of any criteria.

A table is a list, or a square with the names above and at the left. Several squares stand one below the other, parted
by an empty line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import GisementError
from ...resources import resource
from .judgement import read_judgement
from .listed import is_list, read_list
from .pairs import CRITERIA, GROUPS
from .priorities import parts
from .square import read_square
from .table import blocks

if TYPE_CHECKING:
    import numpy as np

    from ...report import Report
    from .names import Names
    from .pairs import Pairs
    from .table import Cell, Line


@dataclass(frozen=True)
class Comparisons:
    """One matrix.

    :param level: see :class:`.pairs.Pairs`.
    :param items: groups or criteria, in the order of the profile.
    :param matrix: (n, n), NaN where nobody has compared.
    :param label: what is compared, for people.
    :param labels: of the items, for people.
    """

    level: str
    items: tuple[str, ...]
    matrix: np.ndarray
    label: str
    labels: tuple[str, ...]


def read_comparisons(lines: list[Line], names: Names, report: Report) -> list[Comparisons]:
    """Read all matrices of a table; each is connected, so weights can be drawn from it.

    :raises GisementError: ``ahp_empty``, ``ahp_without_names``, ``ahp_matrix_twice``, ``ahp_level_mixed``,
        ``ahp_disconnected``, and those of :func:`.square.read_square` and :func:`.listed.read_list`.
    """
    parted = _with_titles(blocks(lines))
    if not parted:
        raise GisementError("ahp_empty")
    if all(_is_number(cell) for cell in parted[0][0]):
        raise GisementError("ahp_without_names", **parted[0][0][0].place)
    if is_list(parted[0]):
        found = read_list([line for block in parted for line in block], names)
    else:
        found = [read_square(block, names) for block in parted]
    if not found:
        raise GisementError("ahp_empty")
    _check_levels(found, names)
    _tell_beyond_scale(found, report)
    return [_comparisons(pairs, names) for pairs in found]


def _with_titles(parted: list[list[Line]]) -> list[list[Line]]:
    """Bring a line that stands alone back above the block below it."""
    joined: list[list[Line]] = []
    title: list[Line] = []
    for block in parted:
        if len(block) == 1 and len(block[0]) == 1:
            title = block
            continue
        joined.append([*title, *block])
        title = []
    return joined


def _is_number(cell: Cell) -> bool:
    try:
        read_judgement(cell, ("", ""))
    except GisementError as error:
        return error.code in ("ahp_value_not_positive", "ahp_value_too_far")
    return True


def _check_levels(found: list[Pairs], names: Names) -> None:
    """Hold each level to one matrix, and criteria of whatever groups to stand alone."""
    lines: dict[str, int] = {}
    for pairs in found:
        if pairs.level in lines:
            matrix = level_label(pairs.level, names)
            raise GisementError("ahp_matrix_twice", matrix=matrix, line=pairs.line, other_line=lines[pairs.level])
        lines[pairs.level] = pairs.line
    if CRITERIA in lines and len(lines) > 1:
        other = next(line for level, line in lines.items() if level != CRITERIA)
        raise GisementError("ahp_level_mixed", line=lines[CRITERIA], other_line=other)


def level_label(level: str, names: Names) -> str:
    """Name a level as people know it."""
    said = resource("scoring/ahp")["levels"].get(level.strip(":")) if level in (GROUPS, CRITERIA) else None
    return str(said[names.language]) if said else names.group_labels[level]


def _comparisons(pairs: Pairs, names: Names) -> Comparisons:
    all_labels = names.group_labels if pairs.level == GROUPS else names.criterion_labels
    items, matrix = pairs.matrix(all_labels)
    labels = tuple(all_labels[name] for name in items)
    label = level_label(pairs.level, names)
    joined = parts(matrix)
    if len(joined) > 1:
        apart = [[labels[at] for at in part] for part in joined]
        facts: dict[str, Any] = {"first": apart[0][0], "second": apart[1][0], "one": apart[0], "other": apart[1]}
        raise GisementError("ahp_disconnected", matrix=label, line=pairs.line, **facts)
    return Comparisons(pairs.level, items, matrix, label, labels)


def _tell_beyond_scale(found: list[Pairs], report: Report) -> None:
    """Say where a value lies beyond Saaty's scale; it is used as it is."""
    limit = resource("scoring/ahp")["scale_max"]["value"]
    told = [judgement for pairs in found for judgement in pairs.told.values()]
    beyond = [judgement for judgement in told if max(judgement.value, 1.0 / judgement.value) > limit]
    if beyond:
        cells = [judgement.cell.place["cell"] for judgement in beyond]
        report.warn("ahp_beyond_scale", count=len(beyond), limit=limit, cells=cells)
