"""Reads tables written as text: one record per line, values parted by semicolon, comma, tab or bar."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from ...errors import GisementError
from ...resources import resource
from .encodings import decode
from .header import find_header, usable_names

if TYPE_CHECKING:
    from ...report import Report
    from .opened import Opened

#: how Excel lets a file say its separator
SEPARATOR_LINE = re.compile(r"sep=([;,\t|:])\r?\n?", re.IGNORECASE)
#: endings of formats that are no text: what bears one and has no columns is no table whose name lies
BINARY = (".gpkg", ".shp", ".dbf", ".fgb", ".parquet", ".xlsx", ".ods", ".sqlite")
#: lines read between two questions whether to stop
CHUNK_LINES = 20_000
#: how much of a text shows its separator
SAMPLED_CHARACTERS = 1_000_000


def read_delimited(opened: Opened, encoding: str | None, report: Report) -> tuple[pd.DataFrame, str, tuple[int, ...]]:
    """Read a delimited text, every value as a text and as it is written.

    Blank lines, a line ``sep=;``, lines of a banner above the header and empty columns at the end are left out; so are
    the row numbers that R and pandas write in a first column without name.

    :returns: the rows, the encoding they were read in, and the line of each.
    :raises GisementError: ``file_too_large``, ``file_not_inventory``, ``header_missing``, ``csv_invalid``,
        ``csv_fields`` and ``csv_quote`` with the line.
    """
    limits = resource("reading/limits")
    if opened.path.stat().st_size > limits["text_bytes"]:
        raise GisementError("file_too_large", file=opened.shown, limit=f"{limits['text_bytes'] / 1e9:g} GB")
    csv.field_size_limit(limits["cell_characters"])
    text, encoding = decode(opened.path.read_bytes(), encoding, opened.shown, report)
    report.check()
    told = SEPARATOR_LINE.match(text)
    skipped = 1 if told else 0
    text = text[told.end() :] if told else text
    separator = told.group(1) if told else separator_of(text)
    lines, records = _records(text, separator, opened.shown, skipped, report)
    if not records:
        return pd.DataFrame(), encoding, ()
    if opened.path.suffix.lower() in BINARY and max(map(len, records)) == 1:
        raise GisementError("file_not_inventory", file=opened.shown, format="TXT")
    records[0] = _parted_as_the_rest(records)
    header = find_header(records, opened.shown)
    lines, names, records = lines[header + 1 :], records[header], records[header + 1 :]
    lines, records = _without_headers(names, lines, records, opened.shown, report)
    names, records = _same_width(names, lines, records, opened.shown)
    names, columns = _without_row_numbers(names, list(zip(*records)))
    usable = usable_names(names, opened.shown, report)
    return pd.DataFrame(dict(zip(usable, columns)), columns=usable, dtype=object), encoding, tuple(lines)


def separator_of(text: str) -> str:
    """Choose the separator that parts most values, alike on most lines."""
    sampled = resource("reading/limits")["sampled_lines"]
    beginning, values = text[:SAMPLED_CHARACTERS], {}
    for separator in resource("reading/formats")["separators"]:
        reader = csv.reader(io.StringIO(beginning, newline=""), delimiter=separator)
        try:
            widths = [len(record) for record in islice(reader, sampled) if record]
        except csv.Error:
            widths = []
        usual = max(set(widths), key=widths.count) if widths else 0
        values[separator] = (usual - 1) * widths.count(usual)
    return max(values, key=lambda separator: values[separator])


def _records(text: str, separator: str, file: str, skipped: int, report: Report) -> tuple[list[int], list[list[str]]]:
    """Part the text into records, and note the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines, records, begun = [], [], 1
    # Values that come again are kept once: an inventory says the same words on every line.
    known: dict[str, str] = {}
    kept = known.setdefault
    try:
        for record in reader:
            if any(record):
                lines.append(begun + skipped)
                records.append([kept(value, value) for value in record])
                if len(records) % CHUNK_LINES == 0:
                    report.check()
            begun = reader.line_num + 1
    except csv.Error as error:
        line = reader.line_num + skipped
        raise GisementError("csv_invalid", file=file, line=line, reason=f"line {line}: {error}") from error
    return lines, records


def _parted_as_the_rest(records: list[list[str]]) -> list[str]:
    """Part the first line anew where its values are parted by another separator than those below it."""
    first, widths = records[0], {len(record) for record in records[1 : resource("reading/limits")["sampled_lines"]]}
    if len(first) > 1 or len(widths) != 1 or widths == {1}:
        return first
    for separator in resource("reading/formats")["separators"]:
        names = first[0].split(separator)
        if {len(names)} == widths:
            return names
    return first


def _without_headers(
    names: list[str], lines: list[int], records: list[list[str]], file: str, report: Report
) -> tuple[list[int], list[list[str]]]:
    """Leave out the header where it comes again, as in files that were put one below another."""
    again = [line for line, record in zip(lines, records) if record == names]
    if not again:
        return lines, records
    report.warn("header_again", file=file, count=len(again), line=again[0])
    kept = [(line, record) for line, record in zip(lines, records) if record != names]
    return [line for line, _ in kept], [record for _, record in kept]


def _same_width(
    names: list[str], lines: list[int], records: list[list[str]], file: str
) -> tuple[list[str], list[list[str]]]:
    """Hold every record to the width of the header; empty cells at a line's end do not count.

    Where all records are one cell wider, the first column is one without name, as R writes its row names.
    """
    while names and not names[-1].strip() and not any(any(record[len(names) - 1 :]) for record in records):
        names = names[:-1]
    width = len(names)
    if records and all(len(record) == width + 1 for record in records) and any(record[-1] for record in records):
        names, width = ["", *names], width + 1
    for line, record in zip(lines, records):
        if len(record) == width or (len(record) > width and not any(record[width:])):
            continue
        # A quote that is never closed takes all lines up to the end into its cell.
        if record is records[-1] and any(end in record[-1] for end in "\r\n"):
            raise GisementError("csv_quote", file=file, line=line)
        raise GisementError("csv_fields", file=file, line=line, found=len(record), expected=width)
    return names, [record if len(record) == width else record[:width] for record in records]


def _without_row_numbers(names: list[str], columns: list[tuple[str, ...]]) -> tuple[list[str], list[tuple[str, ...]]]:
    if names and not names[0].strip() and columns:
        for start in (0, 1):
            if columns[0] == tuple(str(number) for number in range(start, start + len(columns[0]))):
                return names[1:], columns[1:]
    return names, columns
