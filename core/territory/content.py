"""The rows of a reference layer, once read: made sound, cut to the fields asked for, told by a digest."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..report import Report

#: shapes looked at between two questions whether to stop
AT_ONCE = 200_000


def fields_of(rows: gpd.GeoDataFrame, fields: Iterable[str] | None) -> gpd.GeoDataFrame:
    """Give the rows with some of their fields, or all of them when None."""
    chosen = rows if fields is None else rows[[*fields, rows.geometry.name]]
    chosen = chosen.copy(deep=False)
    chosen.attrs.update(rows.attrs)
    return chosen


def content_sha256(rows: gpd.GeoDataFrame) -> str:
    """Give the SHA-256 of the geometries and fields of a layer, in row order; equal content, equal digest."""
    digest = hashlib.sha256()
    digest.update(b"".join(shapely.to_wkb(rows.geometry.array)))
    table = pd.DataFrame(rows.drop(columns=rows.geometry.name))
    if len(table.columns):
        digest.update(pd.util.hash_pandas_object(table, index=False).to_numpy(np.uint64).tobytes())
    return digest.hexdigest()


def sound(rows: gpd.GeoDataFrame, report: Report) -> tuple[gpd.GeoDataFrame, int]:
    """Drop the third dimension and repair invalid polygons; say how many were repaired."""
    shapes = np.array(rows.geometry.array, dtype=object)
    repaired = 0
    for first in range(0, len(shapes), AT_ONCE):
        report.check()
        some = shapes[first : first + AT_ONCE]
        if shapely.has_z(some).any():
            some[:] = shapely.force_2d(some)
        polygons = np.flatnonzero(shapely.get_dimensions(some) == 2)
        broken = polygons[~shapely.is_valid(some[polygons])]
        some[broken] = shapely.make_valid(some[broken])
        repaired += len(broken)
    return with_shapes(rows, shapes), repaired


def with_shapes(rows: gpd.GeoDataFrame, shapes: np.ndarray) -> gpd.GeoDataFrame:
    """Give the rows with other geometries in the same system, in the same order."""
    fields = pd.DataFrame(rows.drop(columns=rows.geometry.name))
    return gpd.GeoDataFrame(fields, geometry=gpd.GeoSeries(shapes, index=rows.index, crs=rows.crs))
