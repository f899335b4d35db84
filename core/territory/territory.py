"""A territory gives each role's layer in the working CRS, and knows an absent layer from an empty one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from ..errors import GisementError
from ..report import Report
from ..vector import layer_info, read_layer
from . import catalogue
from .dialects import columns_read, translate
from .sources import Source, find_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

Extent = tuple[float, float, float, float]
ABSENT, EMPTY, PRESENT = "absente", "vide", "presente"
#: a layer is read in parts of so many rows, so that a run can be stopped between two
ROWS_AT_ONCE = 25_000


@dataclass
class Reading:
    """What was read of a role during a study, for its manifest."""

    source: Source
    dialect: str
    rows: int
    repaired: int
    sha256: str


class Territory:
    """The reference layers of one territory, read on demand.

    :param sources: role → where its layer is.
    :param crs: the working CRS (projected, in metres) in which layers are given.
    """

    def __init__(self, name: str, sources: dict[str, Source], crs: str, report: Report | None = None) -> None:
        self.name = name
        self.sources = sources
        self.crs = pyproj.CRS(crs)
        self.report = report or Report()
        self.readings: dict[str, Reading] = {}
        self._whole: dict[str, gpd.GeoDataFrame] = {}

    @classmethod
    def open(cls, path: str | Path, crs: str, report: Report | None = None) -> Territory:
        """Open a territory file; see :func:`find_sources` for its forms and errors."""
        name, sources = find_sources(path)
        territory = cls(name or Path(path).stem, sources, crs, report)
        if name is None:
            territory.name = territory._own_name() or territory.name
        return territory

    def state(self, role: str) -> str:
        """Tell ``absente`` (nobody looked: unknown) from ``vide`` (looked, none there) and ``presente``."""
        if role not in self.sources:
            return ABSENT
        if catalogue.geometry_of(role) == "raster":
            return PRESENT
        if role in self.readings:
            return PRESENT if self.readings[role].rows else EMPTY
        return PRESENT if self._info(role)["features"] else EMPTY

    def source(self, role: str) -> Source | None:
        """Say where a role comes from, with the producer and licence that its dialect implies; None when absent."""
        said = self.sources.get(role)
        if said is None or role not in self.readings:
            return said
        return self.readings[role].source

    def read(
        self, role: str, extent: Extent | None = None, fields: Iterable[str] | None = None
    ) -> gpd.GeoDataFrame | None:
        """Read the layer of a role.

        :param extent: (xmin, ymin, xmax, ymax) in the working CRS, in metres; None for the whole layer.
        :param fields: fields of the role (see its dialects file); None for all.
        :returns: one row per feature with a geometry, 2-D, valid, in the working CRS; no row when the layer is empty;
            None when the role is absent.
        :raises GisementError: ``file_unreadable``, ``layer_without_geometry``, ``layer_without_crs``,
            ``layer_not_recognised``, ``layer_missing``.
        """
        if role not in self.sources:
            return None
        if role in self._whole and extent is None:
            return _fields_of(self._whole[role], fields)
        source, info = self.sources[role], self._info(role)
        where = {"file": source.path, "layer": source.layer or ""}
        if info["geometry_type"] is None:
            raise GisementError("layer_without_geometry", role=role, **where)
        if not info["crs"]:
            raise GisementError("layer_without_crs", role=role, **where)
        dialect = catalogue.recognise(role, info["fields"], **where)
        types = catalogue.schema(role)["fields"]
        types = {field: types[field] for field in (fields if fields is not None else types)}
        raw = self._rows(source, info, columns_read(dialect, types), extent)
        self.report.check()
        fields_read = translate(raw, dialect, types)
        self.report.check()
        # An empty table would take all geometries in, so they are chosen first.
        rows = gpd.GeoDataFrame(fields_read, geometry=raw.geometry.loc[fields_read.index], crs=raw.crs)
        rows, repaired = _clean(rows[~(rows.geometry.isna() | rows.geometry.is_empty)])
        self.report.check()
        rows = rows.to_crs(self.crs).reset_index(drop=True)
        self.report.check()
        if repaired:
            self.report.warn("geometries_repaired", role=role, count=repaired)
        rows.attrs["dialect"] = dialect
        if extent is None and fields is None:
            self._whole[role] = rows
        self._note(
            role,
            replace(
                source,
                producer=source.producer or dialect.get("producer"),
                licence=source.licence or dialect.get("licence"),
            ),
            dialect["id"],
            rows,
            repaired,
        )
        return rows

    @cached_property
    def outline(self) -> Any:
        """The territory's own area (a shapely polygon), or None when neither communes nor EPCI are there."""
        for role in catalogue.OUTLINE_ROLES:
            layer = self.read(role)
            if layer is not None and len(layer):
                return shapely.union_all(layer.geometry.array)
        return None

    def _own_name(self) -> str | None:
        """Give the name of the only EPCI, where there is just one."""
        groupings = self.read("epci")
        return str(groupings["nom"].iloc[0]) if groupings is not None and len(groupings) == 1 else None

    def _rows(self, source: Source, info: dict[str, Any], wanted: set[str], extent: Extent | None) -> gpd.GeoDataFrame:
        spelt = {name.lower(): name for name in info["fields"]}
        columns = [spelt[column.lower()] for column in sorted(wanted) if column.lower() in spelt]
        bbox = None
        if extent is not None:
            to_layer = pyproj.Transformer.from_crs(self.crs, info["crs"], always_xy=True)
            bbox = to_layer.transform_bounds(*extent)
        parts = []
        for first in range(0, max(info["features"], 1), ROWS_AT_ONCE):
            self.report.check()
            options = {"columns": columns, "bbox": bbox, "skip_features": first, "max_features": ROWS_AT_ONCE}
            parts.append(read_layer(source.path, source.layer, **options))
            if len(parts[-1]) < ROWS_AT_ONCE:
                break
        return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True)) if len(parts) > 1 else gpd.GeoDataFrame(parts[0])

    def _info(self, role: str) -> dict[str, Any]:
        return layer_info(self.sources[role].path, self.sources[role].layer, role=role)

    def _note(self, role: str, source: Source, dialect: str, rows: gpd.GeoDataFrame, repaired: int) -> None:
        if role in self.readings and self.readings[role].rows >= len(rows):
            return
        self.readings[role] = Reading(source, dialect, len(rows), repaired, content_sha256(rows))


def _fields_of(rows: gpd.GeoDataFrame, fields: Iterable[str] | None) -> gpd.GeoDataFrame:
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


def _clean(rows: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, int]:
    """Drop the third dimension and repair invalid polygons; say how many were repaired."""
    shapes = shapely.force_2d(rows.geometry.array)
    broken = ~shapely.is_valid(shapes) & (shapely.get_dimensions(shapes) == 2)
    if broken.any():
        shapes[broken] = shapely.make_valid(shapes[broken])
    return rows.set_geometry(gpd.GeoSeries(shapes, index=rows.index, crs=rows.crs)), int(broken.sum())
