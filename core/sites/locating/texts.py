"""Geometries written as text."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...errors import GisementError
from ..fields import said

GEOGRAPHIC = "EPSG:4326"
PROJECTED = "EPSG:2154"
#: CNIG text columns that hold a geometry, best first
GEOMETRY_COLUMNS = ("geomsurf", "geompoint")
#: what a geometry text that cannot be read leaves in this column
UNREADABLE = "_geometrie_illisible"
SWAPPED = "_axes_inverses"
#: degrees of metropolitan France: a latitude and a longitude cannot be mistaken for one another
LATITUDES, LONGITUDES = (41.0, 52.0), (-6.0, 10.0)


def geometries_from_text(rows: pd.DataFrame, file: str) -> gpd.GeoDataFrame:
    """Give the rows a geometry from their ``geomsurf``, else ``geompoint``: WKT or GeoJSON, degrees or Lambert-93.

    Degrees may come latitude first, as in the standard's own example; they are put right and the row is marked.

    :raises GisementError: ``inventory_without_geometry`` when neither column is there.
    """
    names = {column.lower(): column for column in rows.columns}
    texts = [rows[names[column]] for column in GEOMETRY_COLUMNS if column in names]
    if not texts:
        raise GisementError("inventory_without_geometry", file=file, columns=", ".join(GEOMETRY_COLUMNS))
    text = said(texts[0].astype(object))
    for other in texts[1:]:
        text = text.where(text.notna(), said(other.astype(object)))
    shapes = _shapes(text)
    rows = rows.copy()
    rows[UNREADABLE] = np.where(text.notna() & shapely.is_missing(shapes), text.str.slice(0, 60), None)
    shapes, rows[SWAPPED] = _put_axes_right(shapes)
    projected = shapely.bounds(shapes)[:, 0] > 180
    if projected.any():
        lambert = gpd.GeoSeries(shapes[projected], crs=PROJECTED).to_crs(GEOGRAPHIC)
        shapes[projected] = lambert.to_numpy()
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=GEOGRAPHIC)


def _shapes(text: pd.Series) -> np.ndarray:
    is_json = text.str.lstrip().str.startswith("{", na=False)
    shapes = np.full(len(text), None, dtype=object)
    shapes[~is_json] = shapely.from_wkt(
        text[~is_json].where(text[~is_json].notna(), None).to_numpy(), on_invalid="ignore"
    )
    shapes[is_json] = shapely.from_geojson(_geojson_only(text[is_json]), on_invalid="ignore")
    return shapes


def _geojson_only(text: pd.Series) -> np.ndarray:
    """Keep texts that are JSON: the reader of geometries takes others for a fault of the whole column."""

    def readable(value: str) -> str | None:
        try:
            json.loads(value)
        except ValueError:
            return None
        return value

    return text.map(readable).to_numpy(dtype=object)


def _put_axes_right(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, y = shapely.bounds(shapes)[:, 0], shapely.bounds(shapes)[:, 1]
    swapped = (x >= LATITUDES[0]) & (x <= LATITUDES[1]) & (y >= LONGITUDES[0]) & (y <= LONGITUDES[1])
    shapes = shapes.copy()
    shapes[swapped] = shapely.transform(shapes[swapped], lambda xy: xy[:, ::-1])
    return shapes, swapped
