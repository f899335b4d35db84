"""The rows of a reference table, part after part, as fields of its role.

A dialect may say with ``"unpivot": {"columns": "[0-9]{4}-T[1-4]", "name": "trimestre", "value": "taux"}`` that its
columns of these names are rows in truth: the name goes to one column, the value to another.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .dialects import columns_read, translate
from .points import point_columns, points_of

if TYPE_CHECKING:
    import pyproj

    from ..report import Report

Parts = Callable[[Collection[str]], Iterator[pd.DataFrame]]


def table_rows(
    parts: Parts, names: Collection[str], dialect: dict[str, Any], types: dict[str, str], report: Report
) -> pd.DataFrame:
    """Give the rows of a table that the dialect keeps: one column per field, index 0…n-1.

    :param parts: gives the rows with the columns wanted, in parts.
    :param names: of all columns of the table.
    :param types: field → ``text`` or ``number``.
    """
    wanted = columns_read(dialect, types) if "unpivot" not in dialect else set(names)
    found = [translate(unpivoted(part, dialect), dialect, types, report.check) for part in parts(wanted)]
    return _joined(found, types)


def placed_rows(
    parts: Parts,
    dialect: dict[str, Any],
    types: dict[str, str],
    crs: pyproj.CRS,
    extent: tuple[float, float, float, float] | None,
    report: Report,
) -> tuple[gpd.GeoDataFrame, int]:
    """Give the rows of a table that lie within an extent, as points in `crs`; no more of them than one part is held.

    :param extent: xmin, ymin, xmax, ymax in `crs`; None for all.
    :returns: the rows, and how many tell no place.
    """
    found, places, lost = [], [np.empty((0, 2))], 0
    for part in parts(columns_read(dialect, types) | point_columns(dialect)):
        rows = translate(part, dialect, types, report.check)
        xy = points_of(part.loc[rows.index], dialect, crs)
        known = np.isfinite(xy).all(axis=1)
        lost += int((~known).sum())
        if extent is not None:
            known &= ((xy >= extent[:2]) & (xy <= extent[2:])).all(axis=1)
        found.append(rows[known])
        places.append(xy[known])
    return gpd.GeoDataFrame(_joined(found, types), geometry=shapely.points(np.vstack(places)), crs=crs), lost


def _joined(found: list[pd.DataFrame], types: dict[str, str]) -> pd.DataFrame:
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(types))


def table_sha256(rows: pd.DataFrame) -> str:
    """Give the SHA-256 of the fields of a table, in row order; equal content, equal digest."""
    digest = hashlib.sha256()
    digest.update(pd.util.hash_pandas_object(rows, index=False).to_numpy(np.uint64).tobytes())
    return digest.hexdigest()


def unpivoted(rows: pd.DataFrame, dialect: dict[str, Any]) -> pd.DataFrame:
    """Make rows of the columns that are rows in truth, where the dialect says so."""
    form = dialect.get("unpivot")
    if form is None:
        return rows
    pattern = re.compile(form["columns"], re.IGNORECASE)
    series = [name for name in rows.columns if pattern.fullmatch(str(name).strip())]
    kept = [name for name in rows.columns if name not in series]
    long = rows.melt(id_vars=kept, value_vars=series, var_name=form["name"], value_name=form["value"])
    return long[long[form["value"]].notna()].reset_index(drop=True)
