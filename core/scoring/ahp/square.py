"""A matrix as a square: the names above and at the left, 1 on the diagonal, either half or both filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import GisementError
from .judgement import read_judgement
from .pairs import CRITERIA, GROUPS, Pairs

if TYPE_CHECKING:
    from .names import Names
    from .table import Cell, Line


def read_square(block: list[Line], names: Names) -> Pairs:
    """Read one block of a table.

    A line of one cell above the square, or the cell in its corner, may name the group whose criteria are compared;
    where neither does, the names tell it.

    :raises GisementError: ``ahp_not_square``, ``ahp_outside``, ``ahp_diagonal``, ``ahp_label_twice``, and those of
        :class:`.names.Names`, :func:`.judgement.read_judgement` and :meth:`.pairs.Pairs.add`.
    """
    above = [cell.text for cell in _filled(block[0])] if len(_filled(block[0])) == 1 else []
    head, *rows = block[1:] if above and len(block) > 1 else block
    corner, *columns = head
    columns = [cell for cell in columns if cell.text]
    if not columns:
        raise GisementError("ahp_not_square", rows=len(rows), columns=0, missing=[], **corner.place)
    group = next((group for group in map(names.group, [*above, corner.text]) if group), None)
    heads = [line[0] for line in rows]
    nameless = next((cell for line in rows for cell in line if not line[0].text and cell.text), None)
    if nameless:
        raise GisementError("ahp_outside", value=nameless.text, **nameless.place)
    level, found = _items(columns, heads, group, names)
    _check_once(columns, found)
    _check_once(heads, found)
    _check_square(columns, heads, found)
    pairs = Pairs(level, [found[cell.text] for cell in columns], head[0].line)
    name_of = {cell.column: cell for cell in columns}
    for line in rows:
        for cell in line[1:]:
            if cell.is_unknown:
                continue
            if cell.column not in name_of:
                raise GisementError("ahp_outside", value=cell.text, **cell.place)
            above_it = name_of[cell.column]
            judgement = read_judgement(cell, (line[0].text, above_it.text))
            first, second = found[line[0].text], found[above_it.text]
            if first != second:
                pairs.add(first, second, judgement)
            elif judgement.value != 1.0:
                raise GisementError("ahp_diagonal", value=cell.text, name=line[0].text, **cell.place)
    return pairs


def _filled(line: Line) -> Line:
    return [cell for cell in line if cell.text]


def _items(columns: Line, heads: Line, group: str | None, names: Names) -> tuple[str, dict[str, str]]:
    """Give the level of the matrix, and the group or criterion of each name."""
    cells = [*columns, *heads]
    if group is None and names.are_groups(cells):
        return GROUPS, {cell.text: names.group(cell.text) or "" for cell in cells}
    found = {}
    for cell in cells:
        criterion = names.criterion(cell.text, group)
        if criterion is None:
            raise names.unknown(cell, group)
        found[cell.text] = criterion
    groups = {names.group_of[criterion] for criterion in found.values()}
    return groups.pop() if len(groups) == 1 else CRITERIA, found


def _check_once(cells: Line, found: dict[str, str]) -> None:
    seen: dict[str, Cell] = {}
    for cell in cells:
        other = seen.setdefault(found[cell.text], cell)
        if other is not cell:
            raise GisementError("ahp_label_twice", value=cell.text, other_cell=other.place["cell"], **cell.place)


def _check_square(columns: Line, heads: Line, found: dict[str, str]) -> None:
    across, down = ({found[cell.text]: cell for cell in cells} for cells in (columns, heads))
    missing = [cell for name, cell in across.items() if name not in down]
    missing += [cell for name, cell in down.items() if name not in across]
    if missing:
        raise GisementError(
            "ahp_not_square",
            rows=len(down),
            columns=len(across),
            missing=[cell.text for cell in missing],
            **missing[0].place,
        )
