"""The table of comparisons as lines of cells: from a text that a spreadsheet has saved, or given as rows."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import GisementError
from ...folding import plain
from ...resources import resource
from ...sites.reading.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...report import Report

#: the rarer a sign is inside labels and numbers, the sooner it is held for the separator
SEPARATORS = ("\t", ";", "|", ",")
SEPARATOR_LINE = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
#: how a workbook begins, which is no text
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: columns of comparisons given one after the other
TRIPLE = 3


@dataclass(frozen=True)
class Cell:
    """A cell with its place, counted from 1 as spreadsheets do."""

    text: str
    line: int
    column: int

    @property
    def place(self) -> dict[str, Any]:
        """Give the place as facts of an error: ``line``, ``column``, and ``cell`` (``C4``)."""
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return {"line": self.line, "column": self.column, "cell": f"{letters}{self.line}"}

    @property
    def is_unknown(self) -> bool:
        """Tell whether it says that nobody has compared."""
        return plain(self.text) in resource("scoring/ahp")["unknown"]


Line = list[Cell]


def read_table(path: str | Path, report: Report) -> list[Line]:
    """Read the cells of a text, every line of it, also those without any.

    :raises GisementError: ``file_not_found``, ``file_empty``, ``file_unreadable``, ``ahp_workbook``, ``csv_invalid``.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise GisementError("file_not_found", file=str(path)) from error
    except OSError as error:
        raise GisementError("file_unreadable", file=str(path), reason=str(error)) from error
    if not data.strip():
        raise GisementError("file_empty", file=str(path))
    if data.startswith(WORKBOOKS):
        raise GisementError("ahp_workbook", file=str(path))
    limits = resource("reading/limits")
    if len(data) > limits["text_bytes"]:
        raise GisementError("file_too_large", file=str(path), limit=f"{limits['text_bytes'] / 1e9:g} GB")
    text, _ = decode(data, None, str(path), report)
    told = SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    separator = told.group(1) if told else _separator(text)
    csv.field_size_limit(limits["cell_characters"])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [_line(record, number) for number, record in enumerate(reader, 1)]
    except csv.Error as error:
        raise GisementError("csv_invalid", file=str(path), reason=f"line {reader.line_num}: {error}") from error


def given_table(given: Sequence[Any]) -> list[Line]:
    """Take rows of cells, or the cells of comparisons one after the other: first, second, value, first, second, …

    :raises GisementError: ``ahp_triples``.
    """
    rows = list(given)
    if not all(isinstance(row, (list, tuple)) for row in rows):
        if len(rows) % TRIPLE:
            raise GisementError("ahp_triples", count=len(rows))
        rows = [rows[at : at + TRIPLE] for at in range(0, len(rows), TRIPLE)]
    return [_line(["" if cell is None else str(cell) for cell in row], number) for number, row in enumerate(rows, 1)]


def blocks(lines: list[Line]) -> list[list[Line]]:
    """Part the lines where one is empty, and leave out columns that are empty at the left of a block."""
    parted: list[list[Line]] = [[]]
    for line in lines:
        if any(cell.text for cell in line):
            parted[-1].append(line)
        elif parted[-1]:
            parted.append([])
    return [_from_first_column(block) for block in parted if block]


def _from_first_column(block: list[Line]) -> list[Line]:
    first = min(next(at for at, cell in enumerate(line) if cell.text) for line in block)
    return [line[first:] for line in block]


def _line(record: Sequence[str], number: int) -> Line:
    cells = [Cell(" ".join(text.split()), number, column) for column, text in enumerate(record, 1)]
    while cells and not cells[-1].text:
        cells.pop()
    return cells


def _separator(text: str) -> str:
    """Choose the sign that parts most lines, outside quotes."""
    parted = {}
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            parted[separator] = sum(len(record) > 1 for record in reader)
        except csv.Error:
            parted[separator] = 0
    return max(SEPARATORS, key=lambda separator: parted[separator])
