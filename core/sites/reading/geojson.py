"""Reads GeoJSON, and lists of records in JSON, without losing what their properties nest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from ...errors import GisementError
from ...resources import resource
from ..flat import flat
from .encodings import decode

if TYPE_CHECKING:
    from ...report import Report
    from .opened import Opened

#: RFC 7946, section 4: a GeoJSON that says nothing else is in WGS 84, longitude first
DEFAULT_CRS = "EPSG:4326"
SAME_AS_DEFAULT = ("CRS84", "EPSG::4326", "EPSG:4326")
#: where web services put a list of records
LISTS = ("features", "results", "records", "data", "friches", "sites")
#: what a geometry that cannot be read leaves in this column
UNREADABLE = "_geometrie_illisible"


def read_geojson(opened: Opened, layer: str | None, encoding: str | None, report: Report) -> tuple[pd.DataFrame, str]:
    """Read a FeatureCollection, a Feature, features one per line, or a list of records.

    A value that is a list or an object stays JSON text. Open rings are closed, with a warning; of a geometry that
    cannot be read, the beginning stays in the column ``_geometrie_illisible``.

    :param layer: the name of the file or of its collection, if any is asked for.
    :returns: the rows (a GeoDataFrame where there are features), and the encoding they were read in.
    :raises GisementError: ``file_too_large``, ``json_invalid`` with the line, ``json_without_records``,
        ``layer_missing``.
    """
    limit = resource("reading/limits")["text_bytes"]
    if opened.path.stat().st_size > limit:
        raise GisementError("file_too_large", file=opened.shown, limit=f"{limit / 1e9:g} GB")
    text, encoding = decode(opened.path.read_bytes(), encoding, opened.shown, report)
    content = _parsed(text, opened.shown)
    opened.check_layer(layer, _name(content))
    report.check()
    records = _records(content, opened.shown)
    if not any("geometry" in record for record in records):
        return _table([_properties(record) for record in records]), encoding
    rows = _table([_properties(record) for record in records])
    rows = rows.rename(columns={"geometry": "geometry_texte"})
    report.check()
    shapes, unread, closed = _shapes([record.get("geometry") for record in records])
    if closed:
        report.warn("rings_closed", file=opened.shown, count=closed)
    if unread:
        rows[UNREADABLE] = pd.Series(unread, dtype=object).reindex(rows.index).where(lambda said: said.notna(), None)
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=_crs(content)), encoding


def _parsed(text: str, file: str) -> Any:
    """Parse JSON, else one JSON value per line."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line.strip("\x1e \t\r") for line in text.split("\n")]
        lines = [line for line in lines if line]
        # A text that is cut or broken has no whole value on its first line.
        if error.msg == "Extra data" and len(lines) > 1:
            try:
                return _together([json.loads(line) for line in lines])
            except json.JSONDecodeError:
                raise GisementError("json_invalid", file=file, line=error.lineno, reason=error.msg) from error
        raise GisementError("json_invalid", file=file, line=error.lineno, reason=error.msg) from error
    except RecursionError as error:
        raise GisementError("json_too_deep", file=file) from error
    except ValueError as error:
        # A whole number of more digits than Python reads.
        raise GisementError("file_unreadable", file=file, reason=str(error)) from error


def _together(values: list[Any]) -> Any:
    """Put features that came in several collections, one per line, into one."""
    if all(isinstance(value, dict) and isinstance(value.get("features"), list) for value in values):
        return {**values[0], "features": [feature for value in values for feature in value["features"]]}
    return values


def _name(content: Any) -> str | None:
    """Give the name that a collection bears, as some programs write it."""
    name = content.get("name") if isinstance(content, dict) else None
    return name if isinstance(name, str) else None


def _records(content: Any, file: str) -> list[dict[str, Any]]:
    found = content
    if isinstance(content, dict):
        lists = [content[name] for name in LISTS if isinstance(content.get(name), list)]
        found = lists[0] if lists else [content] if content.get("type") == "Feature" else None
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        keys = list(content)[:8] if isinstance(content, dict) else [type(content).__name__]
        raise GisementError("json_without_records", file=file, keys=keys)
    return found


def _properties(record: dict[str, Any]) -> dict[str, Any]:
    """Give the values of a record: a feature's properties, and its id where they have none."""
    if "geometry" not in record and "properties" not in record:
        return record
    properties = record.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    if record.get("id") is not None and "id" not in properties:
        return {"id": record["id"], **properties}
    return properties


def _table(records: list[dict[str, Any]]) -> pd.DataFrame:
    rows = pd.DataFrame(
        [{name: _flat(value) for name, value in record.items()} for record in records], index=range(len(records))
    )
    texts = rows.select_dtypes(object)
    return rows.assign(**texts.where(texts.notna(), None))


def _flat(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, int) and abs(value) > 2**53 else value


def _shapes(geometries: list[Any]) -> tuple[np.ndarray, dict[int, str], int]:
    """Make the shapes; tell those that cannot be made (position → their text), and how many rings were closed."""
    geometries = [flat(shape) for shape in geometries]
    texts = np.array([json.dumps(shape) if isinstance(shape, dict) else None for shape in geometries], dtype=object)
    shapes = shapely.from_geojson(texts, on_invalid="ignore")
    closed, unread = 0, {}
    for at in np.flatnonzero(shapely.is_missing(shapes)):
        if geometries[at] is None:
            continue
        if isinstance(geometries[at], dict):
            shapes[at] = shapely.from_geojson(json.dumps(_closed(geometries[at])), on_invalid="ignore")
        if shapes[at] is None:
            unread[int(at)] = json.dumps(geometries[at])[:60]
        else:
            closed += 1
    return shapes, unread, closed


def _closed(shape: dict[str, Any]) -> dict[str, Any]:
    """Close the rings of a polygon's or multipolygon's coordinates."""
    depth = {"Polygon": 1, "MultiPolygon": 2}.get(str(shape.get("type")))
    return {**shape, "coordinates": _closed_rings(shape.get("coordinates"), depth)} if depth else shape


def _closed_rings(value: Any, depth: int) -> Any:
    if not isinstance(value, list):
        return value
    if depth:
        return [_closed_rings(part, depth - 1) for part in value]
    return [*value, value[0]] if value and value[0] != value[-1] else value


def _crs(content: Any) -> str | None:
    """Give the coordinate system that a GeoJSON says it is in; None where it names one that does not exist."""
    said = content.get("crs") if isinstance(content, dict) else None
    properties = said.get("properties") if isinstance(said, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or name.endswith(SAME_AS_DEFAULT):
        return DEFAULT_CRS
    try:
        return str(pyproj.CRS.from_user_input(name).to_string())
    except pyproj.exceptions.CRSError:
        return None
