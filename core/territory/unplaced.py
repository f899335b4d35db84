"""The rows of a layer that lie nowhere: those without geometry, or all of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .dialects import columns_read, translate

if TYPE_CHECKING:
    from .rows import Rows


def rows_nowhere(rows: Rows, dialect: dict[str, Any], types: dict[str, str]) -> pd.DataFrame:
    """Read the fields of the rows without geometry; the others are not kept, however many there are.

    :param types: field → ``text`` or ``number``.
    """
    wanted = columns_read(dialect, types)
    if rows.info["geometry_type"] is None:
        raw = rows.read(wanted, read_geometry=False)
    else:
        shapes = rows.read(set(), fid_as_index=True).geometry
        raw = rows.pick(wanted, shapes.index[shapes.isna() | shapes.is_empty])
        raw = pd.DataFrame(raw.drop(columns=raw.geometry.name))
    return translate(raw, dialect, types, rows.report.check).reset_index(drop=True)
