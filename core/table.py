"""A table of the user's, such as the projects: its columns by the names that people give them, its cells as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from .errors import GisementError
from .folding import fold_name, plain
from .sites.reading import read_records
from .sites.values.dates import read_date
from .sites.values.numbers import read_number
from .sites.values.reading import as_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from .report import Report


@dataclass(frozen=True)
class Cell:
    """The text of a cell, and where it stands."""

    text: str
    file: str
    line: int
    column: str
    factor: float = 1.0

    @property
    def place(self) -> dict[str, Any]:
        """The facts of an error that say where."""
        return {"file": self.file, "line": self.line, "column": self.column, "value": self.text}

    def number(self, units: Mapping[str, float], above: bool = False) -> float:
        """Read a number that is not negative, with or without one of the units.

        :param above: it may not be zero either.
        :raises GisementError: ``table_number``, ``table_negative``.
        """
        found = read_quantity(self.text, units, self.factor)
        if found is None:
            raise GisementError("table_number", **self.place)
        if found < 0 or (above and found == 0):
            raise GisementError("table_negative", **self.place)
        return found

    def day(self) -> date:
        """Read a date; a month or a year alone is its first day.

        :raises GisementError: ``table_date``.
        """
        found = read_date(self.text).value
        if found is None:
            raise GisementError("table_date", **self.place)
        return date.fromisoformat(found)

    def word(self, words: Mapping[str, list[str]]) -> str:
        """Give the key of the list that holds the word.

        :raises GisementError: ``table_word``, with one writing of each.
        """
        for key, writings in words.items():
            if is_one_of(self.text, writings):
                return key
        raise GisementError("table_word", **self.place, choices=[writings[0] for writings in words.values()])


class Table:
    """The records of a table, with their lines."""

    def __init__(self, path: str | Path, layer: str | None, named: Mapping[str, Any], report: Report) -> None:
        """Read a file.

        :param named: column → ``noms`` and, if any, ``unites`` (unit → factor), which a name may end in.
        :raises GisementError: ``table_column_twice``, and those of :func:`core.sites.reading.read_records`.
        """
        records = read_records(path, layer=layer, report=report)
        rows = records.rows
        self.shapes: gpd.GeoSeries | None = rows.geometry if isinstance(rows, gpd.GeoDataFrame) else None
        if isinstance(rows, gpd.GeoDataFrame):
            rows = pd.DataFrame(rows.drop(columns=rows.geometry.name))
        self.file = records.file
        self.lines = records.lines or tuple(range(1, len(rows) + 1))
        self._named = named
        headings = _headings(named)
        self.columns: dict[str, tuple[str, float]] = {}
        self.unused: list[str] = []
        for own in rows.columns:
            column, factor = headings.get(fold_name(str(own)), (None, 1.0))
            if column is None:
                self.unused.append(str(own))
            elif column in self.columns:
                both = [self.columns[column][0], str(own)]
                raise GisementError("table_column_twice", file=self.file, columns=both, name=column)
            else:
                self.columns[column] = (str(own), factor)
        self._texts = {column: as_texts(rows[own]).tolist() for column, (own, _) in self.columns.items()}

    def __len__(self) -> int:
        """Count the records."""
        return len(self.lines)

    def need(self, *columns: str) -> None:
        """Refuse a table that lacks one of the columns.

        :raises GisementError: ``table_columns``.
        """
        missing = [self._named[column]["noms"][0] for column in columns if column not in self.columns]
        if missing:
            raise GisementError("table_columns", file=self.file, columns=missing, found=self.unused or ["–"])

    def values(self, column: str, read: Callable[[Cell], Any]) -> list[Any]:
        """Read a column, each distinct text once; None where a cell is empty, everywhere where the column is missing.

        :param read: gives the value of a cell, or raises an error that names its place.
        """
        if column not in self.columns:
            return [None] * len(self)
        meant: dict[str, Any] = {}
        own, factor = self.columns[column]
        for text, line in zip(self._texts[column], self.lines):
            if isinstance(text, str) and text.strip() and text not in meant:
                meant[text] = read(Cell(text.strip(), self.file, line, own, factor))
        return [meant.get(text) if isinstance(text, str) else None for text in self._texts[column]]

    def cells(self, record: int) -> dict[str, Cell]:
        """Give the cells of a record that hold something, by column."""
        return dict(self._filled(record))

    def _filled(self, record: int) -> Iterator[tuple[str, Cell]]:
        for column, (own, factor) in self.columns.items():
            text = self._texts[column][record]
            if isinstance(text, str) and text.strip():
                yield column, Cell(text.strip(), self.file, self.lines[record], own, factor)


def is_one_of(text: str, writings: Iterable[str]) -> bool:
    """Tell whether a text is one of the writings, whatever its case, accents and blanks."""
    bare = fold_name(text)
    return any(text.strip() == writing or (bare and bare == fold_name(writing)) for writing in writings)


def read_quantity(text: str, units: Mapping[str, float], factor: float = 1.0) -> float | None:
    """Read ``3,5``, ``3.5 ha`` or ``35 000 m²``; None for what is no number.

    :param factor: of a number without unit.
    """
    bare = plain(text).strip()
    for unit in sorted(units, key=len, reverse=True):
        if bare.endswith(unit) and bare[: -len(unit)].rstrip()[-1:].isdigit():
            bare, factor = bare[: -len(unit)].rstrip(), units[unit]
            break
    found = read_number({}, bare).value
    # As a person writes it: 35 000 m² are 3.5 ha, not 3.5000000000000004.
    return None if found is None else round(float(found) * factor, 9)


def _headings(named: Mapping[str, Any]) -> dict[str, tuple[str, float]]:
    """Give what each name stands for, with and without its unit."""
    known: dict[str, tuple[str, float]] = {}
    for column, said in named.items():
        for name in [column, *said["noms"]]:
            known.setdefault(fold_name(name), (column, 1.0))
            for unit, factor in said.get("unites", {}).items():
                known.setdefault(fold_name(name + unit), (column, factor))
    return known
