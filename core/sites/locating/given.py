"""The geometries that the records give of each site, wherever they stand: layer, texts, pairs of coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from ...folding import fold_name
from ...resources import resource
from ..fields import number
from .texts import SHOWN, looks_like_geometry, read_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

#: the standard's own columns of geometries
STANDARD = ("geomsurf", "geompoint")
#: where a reader leaves the beginning of a geometry that it could not read
UNREADABLE = "_geometrie_illisible"
#: what findings call the geometry of a layer
LAYER = "geometrie"


@dataclass
class Given:
    """One geometry per record, in the numbers of the file.

    :param column: where it stands; :data:`LAYER` for the geometry of a layer.
    :param shapes: one per record, None where none is given.
    :param claim: the system that the file says the numbers are in; None where it does not say.
    :param unreadable: the text of what could not be read, None elsewhere.
    :param latitude_first: whether the column's own usage writes the latitude before the longitude.
    """

    column: str
    shapes: np.ndarray
    claim: pyproj.CRS | None
    unreadable: np.ndarray
    latitude_first: bool = False


def givens(sites: pd.DataFrame) -> Iterator[Given]:
    """Give the geometries that the records hold, best first: of the layer, of text columns, of pairs of columns."""
    if isinstance(sites, gpd.GeoDataFrame):
        yield _of_layer(sites)
    names: dict[str, str] = {}
    for column in sites.columns:
        names.setdefault(fold_name(str(column)), column)
    yield from _of_texts(sites, names)
    yield from _of_pairs(sites, names)


def _of_layer(sites: gpd.GeoDataFrame) -> Given:
    shapes = sites.geometry.to_numpy().copy()
    unreadable = np.full(len(shapes), None, dtype=object)
    if UNREADABLE in sites:
        unreadable = sites[UNREADABLE].where(sites[UNREADABLE].notna(), None).to_numpy(dtype=object).copy()
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    broken = np.unique(owner[~np.isfinite(coordinates).all(axis=1)])
    with np.errstate(invalid="ignore"):
        unreadable[broken] = [text[:SHOWN] for text in shapely.to_wkt(shapes[broken])]
    shapes[broken] = None
    return Given(LAYER, shapes, sites.crs, unreadable)


def _of_texts(sites: pd.DataFrame, names: dict[str, str]) -> Iterator[Given]:
    usages = resource("catalogue/coordonnees")
    known = [names[name] for name in usages["textes"] if name in names and sites[names[name]].dtype == object]
    others = [column for column in names.values() if column not in known and looks_like_geometry(sites[column])]
    for column in [*known, *others]:
        shapes, claim, unreadable = read_texts(sites[column])
        if column not in STANDARD and shapely.is_missing(shapes).all():
            continue  # A column of that name may hold something else than geometries.
        yield Given(column, shapes, claim, unreadable, fold_name(str(column)) in usages["latitude_d_abord"])


def _of_pairs(sites: pd.DataFrame, names: dict[str, str]) -> Iterator[Given]:
    for pair in resource("catalogue/coordonnees")["paires"]:
        for x_name, y_name in zip(pair["x"], pair["y"]):
            if x_name not in names or y_name not in names:
                continue
            x, y = number(sites[names[x_name]]).to_numpy(), number(sites[names[y_name]]).to_numpy()
            shapes = np.full(len(sites), None, dtype=object)
            there = np.isfinite(x) & np.isfinite(y)
            shapes[there] = shapely.points(x[there], y[there])
            claim = None if pair["crs"] is None else pyproj.CRS(pair["crs"])
            yield Given(f"{names[x_name]}, {names[y_name]}", shapes, claim, np.full(len(sites), None, dtype=object))
            break
