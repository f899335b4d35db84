"""Tables written as text: how they are written is found out from their beginning, then they are read in parts."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from ..errors import GisementError
from ..resources import resource
from ..sites.reading.delimited import SEPARATOR_LINE, separator_of
from ..sites.reading.encodings import found_encoding
from ..sites.reading.header import find_header, usable_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from ..report import Report

#: bytes at the beginning of a text that show how it is written; a text up to the other limit is looked at whole
BEGINNING, WHOLE = 1_000_000, 64_000_000
#: values read at once, whatever the width of the table: columns that are not wanted are read, for only so does the
#: library refuse a line with too many of them
VALUES_AT_ONCE = 3_000_000


@dataclass(frozen=True)
class TextTable:
    """How a text is written.

    :param above: lines down to the header, with it.
    :param names: of all columns.
    :param count: records seen at the beginning.
    """

    path: Path
    encoding: str
    separator: str
    above: int
    names: list[str]
    count: int

    def parts(self, wanted: Collection[str], report: Report) -> Iterator[pd.DataFrame]:
        """Read the columns wanted (any case), every value as the text that it is; an empty one is unknown.

        :raises GisementError: ``csv_invalid`` with the reason, ``file_unreadable``.
        """
        spelt = {name.lower() for name in wanted}
        columns = [name for name in self.names if name.lower() in spelt]
        try:
            with pd.read_csv(
                self.path,
                sep=self.separator,
                encoding=self.encoding,
                encoding_errors="replace",
                header=None,
                names=self.names,
                skiprows=self.above,
                index_col=False,
                dtype=str,
                keep_default_na=False,
                na_values=[""],
                chunksize=max(1, VALUES_AT_ONCE // len(self.names)),
            ) as reader:
                for part in reader:
                    report.check()
                    yield part[columns]
        except pd.errors.ParserError as error:
            raise GisementError("csv_invalid", file=str(self.path), reason=str(error)) from error
        except (OSError, UnicodeError, ValueError) as error:
            raise GisementError("file_unreadable", file=str(self.path), reason=str(error)) from error


def sniff(path: Path, report: Report) -> TextTable:
    """Find out the encoding, the separator and the header of a text, below any banner.

    :raises GisementError: ``file_unreadable``, ``header_missing``, ``csv_invalid``.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(WHOLE if path.stat().st_size <= WHOLE else BEGINNING)
    except OSError as error:
        raise GisementError("file_unreadable", file=str(path), reason=str(error)) from error
    encoding = found_encoding(data)
    text = data[:BEGINNING].decode(encoding, errors="replace").lstrip("\ufeff")
    told = SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    separator = told.group(1) if told else separator_of(text)
    ends, records = _beginning(text, separator, str(path))
    if not records:
        raise GisementError("file_empty", file=str(path))
    header = find_header(records, str(path))
    width = max(len(record) for record in records[header:])
    names = records[header]
    # Where all records are one cell wider, the first column is one without name, as R writes its row names.
    below = [len(record) for record in records[header + 1 :]]
    ahead = (
        [""] if below and min(below) == len(names) + 1 and any(record[-1] for record in records[header + 1 :]) else []
    )
    names = usable_names([*ahead, *names, *[""] * (width - len(names) - len(ahead))], str(path), report)
    return TextTable(path, encoding, separator, ends[header] + bool(told), names, len(below))


def _beginning(text: str, separator: str, file: str) -> tuple[list[int], list[list[str]]]:
    """Part the first lines into records; note the number of the line with which each ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    limits = resource("reading/limits")
    ends, records = [], []
    try:
        for record in islice(reader, limits["sampled_lines"] + limits["banner_lines"]):
            if any(record):
                ends.append(reader.line_num)
                records.append(record)
    except csv.Error as error:
        raise GisementError("csv_invalid", file=file, line=reader.line_num, reason=str(error)) from error
    return ends, records
