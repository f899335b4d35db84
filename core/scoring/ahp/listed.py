"""Comparisons as a list: one a line, with the first, the second and the value, and the group where it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import GisementError
from ...folding import fold
from ...resources import resource
from .judgement import read_judgement
from .pairs import CRITERIA, GROUPS, Pairs

if TYPE_CHECKING:
    from .names import Names
    from .table import Cell, Line

#: the columns of a list without headings, by their number
WITHOUT_HEADINGS = {3: ("first", "second", "value"), 4: ("group", "first", "second", "value")}


def is_list(block: list[Line]) -> bool:
    """Tell a list from a square: it has headings of ours, or a value at the end of its first line."""
    return _headings(block[0]) is not None or (len(block[0]) in WITHOUT_HEADINGS and _is_value(block[0][-1]))


def read_list(block: list[Line], names: Names) -> list[Pairs]:
    """Read a block, and part it into matrices: of the groups, of the criteria of each group, or of all criteria that
    are named where criteria of different groups are compared with one another.

    :raises GisementError: ``ahp_incomplete_line``, ``ahp_itself``, ``ahp_across_groups``, and those of
        :class:`.names.Names`, :func:`.judgement.read_judgement` and :meth:`.pairs.Pairs.add`.
    """
    headings = _headings(block[0])
    order = headings or {name: at for at, name in enumerate(WITHOUT_HEADINGS[len(block[0])])}
    lines = [{name: line[at] for name, at in order.items() if at < len(line)} for line in block[bool(headings) :]]
    told = [(_level(line, names), line) for line in lines]
    levels = {level for level, _ in told}
    if CRITERIA in levels:
        for level, line in told:
            if level == GROUPS or ("group" in line and names.group(line["group"].text)):
                across = next(line for level, line in told if level == CRITERIA)
                raise GisementError("ahp_across_groups", other_line=line["first"].line, **across["first"].place)
        told = [(CRITERIA, line) for _, line in told]
    found: dict[str, Pairs] = {}
    for level, line in told:
        pairs = found.setdefault(level, Pairs(level, [], line["first"].line))
        name = names.group if level == GROUPS else names.criterion
        first, second = (name(line[side].text) or "" for side in ("first", "second"))
        if first == second:
            raise GisementError("ahp_itself", value=line["first"].text, **line["second"].place)
        pairs.items += [each for each in (first, second) if each not in pairs.items]
        if "value" in line and not line["value"].is_unknown:
            judgement = read_judgement(line["value"], (line["first"].text, line["second"].text))
            pairs.add(first, second, judgement)
    return list(found.values())


def _level(line: dict[str, Cell], names: Names) -> str:
    """Tell which matrix a line belongs to; ``:criteria`` where it compares across groups."""
    for side in ("first", "second"):
        if side not in line or not line[side].text:
            present = next(iter(line.values()))
            raise GisementError("ahp_incomplete_line", line=present.line)
    sides = [line["first"], line["second"]]
    group = names.group(line["group"].text) if "group" in line else None
    if group is None and names.are_groups(sides):
        return GROUPS
    keys = []
    for cell in sides:
        key = names.criterion(cell.text, group)
        if key is None:
            raise names.unknown(cell, group)
        keys.append(key)
    groups = {names.group_of[key] for key in keys}
    return groups.pop() if len(groups) == 1 else CRITERIA


def _headings(line: Line) -> dict[str, int] | None:
    """Give the place of each column that the headings name, None where the line has no headings of ours."""
    spellings = resource("scoring/ahp")["headings"]
    places: dict[str, int] = {}
    for at, cell in enumerate(line):
        for name, written in spellings.items():
            if fold(cell.text) in written:
                places.setdefault(name, at)
    return places if {"first", "second", "value"} <= set(places) else None


def _is_value(cell: Cell) -> bool:
    try:
        read_judgement(cell, ("", ""))
    except GisementError as error:
        return error.code != "ahp_value_unreadable"
    return True
