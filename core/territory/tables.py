"""Reference tables in files of their own: texts, workbooks, JSON. Layers and databases are the vector library's.

Every value of them is a text as it is written: a code keeps its zeros.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..errors import GisementError
from ..sites.reading.content import HEAD_BYTES, kind_of
from ..sites.reading.opened import Opened
from ..sites.reading.sheets import read_sheets
from ..vector import layer_names
from . import catalogue
from .json_tables import read_document, records_of
from .text_tables import sniff

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ..report import Report
    from .sources import Source

WORKBOOKS = ("xlsx", "ods")
#: what a JSON file that is a layer says of itself at its beginning
_LAYER = re.compile(rb'"type"\s*:\s*"(FeatureCollection|Feature|Topology)"')


@dataclass(frozen=True)
class TableFile:
    """A table, recognised.

    :param names: its columns.
    :param count: its rows; of a text, those looked at to recognise it.
    :param parts: gives the rows in parts, with the columns of these names (any case).
    """

    dialect: dict[str, Any]
    names: list[str]
    count: int
    parts: Callable[[Collection[str]], Iterator[pd.DataFrame]]

    @property
    def info(self) -> dict[str, Any]:
        """Say of the table what :func:`..vector.layer_info` says of a layer."""
        return {"geometry_type": None, "crs": None, "features": self.count, "fields": self.names}


def open_table(role: str, source: Source, report: Report) -> TableFile | None:
    """Recognise the table of a source; None where that is a layer of the vector library.

    Of a workbook, the sheet that the first of the role's dialects recognises, unless the source names one.

    :raises GisementError: ``layer_not_recognised``, and those of the readers.
    """
    path = Path(source.path)
    if not path.is_file():
        return None
    try:
        kind = kind_of(path, str(path))
    except GisementError:
        # The vector library knows formats that an inventory may not come in, and tells what is wrong with the others.
        return None
    if kind == "text":
        return _text(role, path, report)
    if kind in WORKBOOKS:
        return _workbook(role, path, source.layer, kind, report)
    return _json(role, path) if kind == "json" and not _is_layer(path) else None


def _is_layer(path: Path) -> bool:
    with path.open("rb") as stream:
        return _LAYER.search(stream.read(HEAD_BYTES)) is not None


def _text(role: str, path: Path, report: Report) -> TableFile:
    text = sniff(path, report)
    dialect = catalogue.recognise(role, text.names, file=str(path))
    return TableFile(dialect, text.names, text.count, lambda wanted: text.parts(wanted, report))


def _workbook(role: str, path: Path, layer: str | None, kind: str, report: Report) -> TableFile:
    order = [dialect["id"] for dialect in catalogue.schema(role)["dialects"]]
    found: tuple[int, TableFile] | None = None
    refused: GisementError | None = None
    with TemporaryDirectory(prefix="gisement-") as folder:
        opened = Opened(path, str(path), Path(folder), kind)
        for sheet in [layer] if layer else layer_names(path):
            report.check()
            try:
                rows = read_sheets(opened, sheet, report)[0]
                dialect = catalogue.recognise(role, rows.columns, file=str(path), layer=sheet)
            except GisementError as error:
                if error.code not in ("layer_not_recognised", "header_missing"):
                    raise
                # A page of words has no header at all; the sheet with the table says best what it lacks.
                refused = error if refused is None or error.code == "layer_not_recognised" else refused
                continue
            rank = order.index(dialect["id"])
            if found is None or rank < found[0]:
                found = rank, _whole(dialect, rows)
    if found is None:
        raise refused or GisementError("file_without_layer", file=str(path))
    return found[1]


def _json(role: str, path: Path) -> TableFile:
    document = read_document(path)
    names: list[str] = []
    for dialect in catalogue.schema(role)["dialects"]:
        rows = records_of(document, dialect.get("json"))
        if rows is None:
            continue
        names = names or list(rows.columns)
        if {name.lower() for name in rows}.issuperset(name.lower() for name in dialect["columns"]):
            return _whole(dialect, rows)
    dialect = catalogue.recognise(role, names, file=str(path))
    return _whole(dialect, pd.DataFrame(columns=names))


def _whole(dialect: dict[str, Any], rows: pd.DataFrame) -> TableFile:
    return TableFile(dialect, [str(name) for name in rows.columns], len(rows), lambda wanted: iter([rows]))
