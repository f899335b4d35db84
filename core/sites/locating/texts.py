"""Geometries written as text: WKT, GeoJSON, hexadecimal WKB, pairs of numbers."""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pyproj
import shapely

from ..fields import said
from ..flat import flat

_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_DECIMAL_COMMA = r"[-+]?\d+,\d+"
#: c(2.57, 42.76) as R writes it, (2.57 42.76), 42.76;2.57, 42,76 ; 2,57
_PAIRS = tuple(
    re.compile(rf"(?:c|point)?\s*[(\[]?\s*({one})\s*{between}\s*({one})\s*[)\]]?", re.IGNORECASE)
    for one, between in ((_NUMBER, r"(?:[,;]\s*|\s)"), (_DECIMAL_COMMA, r"(?:[,;]\s+|;|\s)"))
)
_WKT = re.compile(
    r"(?:SRID=(?P<srid>\d+);)?\s*(?P<wkt>(?:(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_HEXADECIMAL = re.compile(r"(?:[0-9A-Fa-f]{2}){9,}")
#: the longest part of an unreadable text that a finding shows
SHOWN = 60


def looks_like_geometry(values: pd.Series) -> bool:
    """Tell whether the first text of a column is a geometry in WKT or GeoJSON."""
    if values.dtype != object:
        return False
    first = next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")
    if _form(first) not in ("wkt", "json"):
        return False
    return read_texts(pd.Series([first], dtype=object))[0][0] is not None


def read_texts(values: pd.Series) -> tuple[np.ndarray, pyproj.CRS | None, np.ndarray]:
    """Read geometries from texts, in the numbers written.

    :returns: a shape for each text (None where there is none), the system that the texts all name by its SRID (None
        where they name none), and the beginning of each text that could not be read (None elsewhere).
    """
    texts = said(values.astype(object)).to_numpy()
    texts = np.array([text if isinstance(text, str) else None for text in texts], dtype=object)
    shapes = np.full(len(texts), None, dtype=object)
    srids = np.zeros(len(texts), dtype=int)
    forms = np.array([_form(text) for text in texts], dtype=object)
    for form, read in (("wkt", _from_wkt), ("json", _from_json), ("wkb", _from_wkb), ("pair", _from_pairs)):
        at = np.flatnonzero(forms == form)
        if len(at):
            shapes[at], srids[at] = read(texts[at])
    flawed = _not_finite(shapes)
    shapes[flawed] = None
    unreadable = np.array(
        [text[:SHOWN] if text is not None and shape is None else None for text, shape in zip(texts, shapes)],
        dtype=object,
    )
    return shapes, _system(np.unique(srids[srids > 0])), unreadable


def _form(text: str | None) -> str | None:
    if text is None:
        return None
    if text.startswith("{"):
        return "json"
    if _WKT.fullmatch(text):
        return "wkt"
    return "wkb" if _HEXADECIMAL.fullmatch(text) else "pair"


def _from_wkt(texts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    found = [_WKT.fullmatch(text) for text in texts]
    shapes = shapely.from_wkt(np.array([match["wkt"] for match in found if match], dtype=object), on_invalid="ignore")
    return shapes, np.array([int(match["srid"] or 0) for match in found if match])


def _from_json(texts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    # The reader of geometries takes one text that is no JSON for a fault of the whole column.
    readable = np.array([_as_json(text) for text in texts], dtype=object)
    return shapely.from_geojson(readable, on_invalid="ignore"), np.zeros(len(texts), dtype=int)


def _as_json(text: str) -> str | None:
    """Keep a text that is JSON; of one that Python wrote, change the quotes."""
    for candidate in (text, text.replace("'", '"')):
        try:
            return json.dumps(flat(json.loads(candidate)))
        except (ValueError, RecursionError):
            continue
    return None


def _from_wkb(texts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    shapes = shapely.from_wkb(texts, on_invalid="ignore")
    srids = shapely.get_srid(shapes)
    return shapely.set_srid(shapes, 0), srids


def _from_pairs(texts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    shapes = np.full(len(texts), None, dtype=object)
    for pattern in _PAIRS:
        found = {place: match for place, match in enumerate(map(pattern.fullmatch, texts)) if match}
        at = [place for place in found if shapes[place] is None]
        if at:
            pairs = [[float(part.replace(",", ".")) for part in found[place].groups()] for place in at]
            shapes[at] = shapely.points(pairs)
    return shapes, np.zeros(len(texts), dtype=int)


def _not_finite(shapes: np.ndarray) -> np.ndarray:
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    return np.unique(owner[~np.isfinite(coordinates).all(axis=1)])


def _system(srids: np.ndarray) -> pyproj.CRS | None:
    if len(srids) != 1:
        return None
    try:
        return pyproj.CRS.from_epsg(int(srids[0]))
    except pyproj.exceptions.CRSError:
        return None
