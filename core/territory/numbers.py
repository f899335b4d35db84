"""The numbers by which a GeoPackage finds the rows of a layer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RowNumbers:
    """The column that numbers the rows of a layer from 1, and the last number ever given."""

    column: str
    last: int


def row_numbers(path: str, layer: str | None) -> RowNumbers | None:
    """Give the numbers of the rows of a layer; None where the file is no GeoPackage or does not count them."""
    if Path(path).suffix.lower() != ".gpkg" or layer is None:
        return None
    try:
        with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as connection:
            keys = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0", (layer,)).fetchall()
            last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (layer,)).fetchone()
    except sqlite3.Error:
        return None
    return RowNumbers(keys[0][0], int(last[0])) if len(keys) == 1 and last is not None else None
