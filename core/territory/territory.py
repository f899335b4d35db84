"""A territory gives each role's layer in the working CRS, and knows an absent layer from an empty one."""

from __future__ import annotations

from contextlib import contextmanager
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
from ..resources import listed
from ..vector import layer_info
from . import catalogue
from .collected import collected_area
from .content import content_sha256, fields_of, sound
from .dialects import columns_read, translate
from .points import tells_places
from .rows import Rows
from .sources import Source, find_sources
from .table_rows import placed_rows, table_rows, table_sha256
from .terrain import Terrain, open_terrain
from .unplaced import rows_nowhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .table_rows import Parts
    from .tables import TableFile


Extent = tuple[float, float, float, float]
ABSENT, EMPTY, PRESENT = "absente", "vide", "presente"
#: a layer is read in parts of so many rows at least
ROWS_AT_ONCE = 50_000


@dataclass
class Reading:
    """What was read of a role during a study, for its manifest.

    :param whole: whether the whole layer was read, so that no row means none there.
    """

    source: Source
    dialect: str
    rows: int
    repaired: int
    sha256: str | None
    whole: bool = True


class Territory:
    """The reference layers of one territory, read on demand.

    :param sources: role → where its layer is.
    :param crs: the working CRS (projected, in metres) in which layers are given.
    :param digests: whether to digest the content of what is read, which only a manifest asks for.
    """

    def __init__(
        self,
        name: str,
        sources: dict[str, Source],
        crs: str,
        report: Report | None = None,
        *,
        digests: bool = True,
    ) -> None:
        self.name = name
        self.sources = sources
        self.crs = pyproj.CRS(crs)
        self.report = report or Report()
        self.digests = digests
        self.readings: dict[str, Reading] = {}
        self._whole: dict[str, gpd.GeoDataFrame] = {}
        self._values: dict[tuple[str, str], pd.Series] = {}
        self._areas: dict[str, Any] = {}
        self._infos: dict[str, dict[str, Any]] = {}
        self._tables: dict[str, TableFile | None] = {}

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
        reading = self.readings.get(role)
        if reading is not None and (reading.rows or reading.whole):
            return PRESENT if reading.rows else EMPTY
        return PRESENT if self._info(role)["features"] else EMPTY

    def count(self, role: str) -> int:
        """Count the rows of a role's layer, with and without a geometry; 0 where the role is absent."""
        return int(self._info(role)["features"]) if role in self.sources else 0

    def searched(self, role: str, shapes: np.ndarray) -> np.ndarray:
        """Give the share (0 to 1) of each shape that lies where a role's layer was collected.

        It is 1 everywhere unless the territory says how far the layer goes (`couvre`), 0 where the role is absent, and
        NaN where the shape is missing: a layer that ends in the middle of the territory knows nothing of the rest. Of
        what is everywhere (`dense` in the catalogue: buildings) a layer knows nothing wholly beyond its own objects.

        :param shapes: (n,) geometries in the working CRS; of one without area, whether it lies there.
        """
        share = np.where(shapely.is_missing(shapes) | shapely.is_empty(shapes), np.nan, 1.0)
        if role not in self.sources:
            return share * 0.0
        area = self._collected(role)
        if area is None:
            bounds = self._bounds(role) if catalogue.is_dense(role) else None
            if bounds is not None:
                share[~np.isnan(share)] *= shapely.intersects(
                    shapely.box(*bounds), np.asarray(shapes)[~np.isnan(share)]
                )
            return share
        shapely.prepare(area)
        there = ~np.isnan(share)
        share[there] = shapely.intersects(area, shapes[there])
        part = np.flatnonzero((share > 0) & (shapely.area(shapes) > 0) & ~shapely.covers(area, shapes))
        share[part] = shapely.area(shapely.intersection(shapes[part], area)) / shapely.area(shapes[part])
        return share

    def _collected(self, role: str) -> Any:
        """Give the area where a role's layer was collected (a shapely polygon); None where nothing is said of it."""
        said = self.sources[role].covers
        if said is None:
            return None
        if role not in self._areas:
            self._areas[role] = collected_area(said, self)
        return self._areas[role]

    def lies_within(self, role: str, extent: Extent) -> bool:
        """Tell whether the whole layer of a role, as far as its file says how far it goes, lies within an extent.

        :param extent: (xmin, ymin, xmax, ymax) in the working CRS, in metres.
        """
        if role not in self.sources or role in self._whole:
            return True
        here = self._bounds(role)
        if here is None:
            return False
        return extent[0] <= here[0] and extent[1] <= here[1] and here[2] <= extent[2] and here[3] <= extent[3]

    def _bounds(self, role: str) -> Extent | None:
        """Give the bounds of a role's layer in the working CRS, where its file says them."""
        info = self._info(role)
        bounds = info.get("total_bounds")
        if not info["crs"] or bounds is None or not np.isfinite(bounds).all():
            return None
        west, south, east, north = pyproj.Transformer.from_crs(info["crs"], self.crs, always_xy=True).transform_bounds(
            *bounds
        )
        return west, south, east, north

    def source(self, role: str) -> Source | None:
        """Say where a role comes from, with the producer and licence that its dialect implies; None when absent."""
        said = self.sources.get(role)
        if said is None or role not in self.readings:
            return said
        return self.readings[role].source

    def read(
        self,
        role: str,
        extent: Extent | None = None,
        fields: Iterable[str] | None = None,
        *,
        among: tuple[str, Iterable[str]] | None = None,
        touching: np.ndarray | None = None,
    ) -> gpd.GeoDataFrame | None:
        """Read the layer of a role.

        :param extent: (xmin, ymin, xmax, ymax) in the working CRS, in metres; None for the whole layer.
        :param fields: fields of the role (see its dialects file); None for all.
        :param among: a field and the values wanted of it; other rows are not read, however large the layer.
        :param touching: points in the working CRS; rows that none of them touches are not read.
        :returns: one row per feature with a geometry, 2-D, valid, in the working CRS; no row when the layer is empty;
            None when the role is absent.
        :raises GisementError: ``file_unreadable``, ``layer_without_geometry``, ``layer_without_crs``,
            ``layer_not_recognised``, ``layer_missing``.
        """
        if role not in self.sources:
            return None
        whole = extent is None and among is None and touching is None
        if role in self._whole and whole:
            return fields_of(self._whole[role], fields)
        source, info, dialect = self._schema(role)
        if info["geometry_type"] is None:
            return self._placed(role, extent, fields)
        if not info["crs"]:
            raise GisementError("layer_without_crs", role=role, file=source.path, layer=source.layer_name)
        types = catalogue.schema(role)["fields"]
        types = {field: types[field] for field in (fields if fields is not None else types)}
        wanted = columns_read(dialect, types)
        rows_of = Rows(source, info, self.report, ROWS_AT_ONCE)
        if among is not None:
            known = self.values(role, among[0])
            fids = known.index[known.isin(set(among[1]))] if known is not None else pd.Index([])
            raw = rows_of.pick(wanted, fids)
        elif touching is not None:
            raw = rows_of.touching(wanted, gpd.GeoSeries(touching, crs=self.crs).to_crs(info["crs"]).to_numpy())
        else:
            to_layer = pyproj.Transformer.from_crs(self.crs, info["crs"], always_xy=True)
            raw = rows_of.read(wanted, bbox=None if extent is None else to_layer.transform_bounds(*extent))
        if raw.crs is None or raw.crs.name.lower().startswith("undefined"):
            raw = raw.set_crs(info["crs"], allow_override=True)
        self.report.check()
        fields_read = translate(pd.DataFrame(raw.drop(columns=raw.geometry.name)), dialect, types, self.report.check)
        self.report.check()
        # An empty table would take all geometries in, so they are chosen first.
        shapes = raw.geometry if len(fields_read) == len(raw) else raw.geometry.loc[fields_read.index]
        rows = gpd.GeoDataFrame(fields_read, geometry=shapes, crs=raw.crs)
        nowhere = rows.geometry.isna() | rows.geometry.is_empty
        rows, repaired = sound(rows[~nowhere] if nowhere.any() else rows, self.report)
        self.report.check()
        rows = (rows if rows.crs == self.crs else rows.to_crs(self.crs)).reset_index(drop=True)
        self.report.check()
        if repaired:
            self.report.warn("geometries_repaired", role=role, count=repaired)
        rows.attrs["dialect"] = dialect
        if whole and fields is None:
            self._whole[role] = rows
        self._note(role, self._said(source, dialect), dialect["id"], rows, repaired, whole)
        return rows

    def table(self, role: str, fields: Iterable[str] | None = None) -> pd.DataFrame | None:
        """Read the rows of a role without their geometries, from a layer, a table, or a text, workbook or JSON file.

        :param fields: fields of the role (see its dialects file); None for all.
        :returns: one row per record that the dialect keeps, index 0…n-1; None when the role is absent.
        :raises GisementError: ``file_unreadable``, ``layer_not_recognised``, ``layer_missing``, ``csv_invalid``.
        """
        if role not in self.sources:
            return None
        source, info, dialect = self._schema(role)
        types = catalogue.schema(role)["fields"]
        types = {field: types[field] for field in (fields if fields is not None else types)}
        rows = table_rows(self._parts(role), info["fields"], dialect, types, self.report)
        self._note(role, self._said(source, dialect), dialect["id"], rows, 0, True)
        return rows

    def _placed(self, role: str, extent: Extent | None, fields: Iterable[str] | None) -> gpd.GeoDataFrame:
        """Read a table whose columns tell where its rows lie, as points."""
        source, _, dialect = self._schema(role)
        if not tells_places(dialect, self._info(role)["fields"]):
            raise GisementError("layer_without_geometry", role=role, file=source.path, layer=source.layer_name)
        types = catalogue.schema(role)["fields"]
        types = {field: types[field] for field in (fields if fields is not None else types)}
        rows, lost = placed_rows(self._parts(role), dialect, types, self.crs, extent, self.report)
        if lost:
            self.report.warn("rows_without_place", role=role, count=lost)
        rows.attrs["dialect"] = dialect
        self._note(role, self._said(source, dialect), dialect["id"], rows, 0, extent is None)
        return rows

    def _parts(self, role: str) -> Parts:
        """Give what reads the rows of a table in parts, with the columns wanted."""
        file = self._table_file(role)
        if file is not None:
            return file.parts
        rows_of = Rows(self.sources[role], self._info(role), self.report, ROWS_AT_ONCE)
        return lambda wanted: iter([rows_of.read(set(wanted), read_geometry=False)])

    def _table_file(self, role: str) -> TableFile | None:
        """Recognise the table in a file of its own that a role may have."""
        # Its readers are those of inventories, which know territories in turn.
        from .tables import open_table

        if role not in self._tables:
            known = role in listed("catalogue/dialects")
            self._tables[role] = open_table(role, self.sources[role], self.report) if known else None
        return self._tables[role]

    @contextmanager
    def terrain(self, role: str = "mnt", report: Report | None = None) -> Iterator[Terrain | None]:
        """Open the altitudes of a raster role for a while, and note for the manifest the cells that were read.

        :returns: None when the role is absent.
        :raises GisementError: ``file_unreadable``, ``layer_missing``, ``layer_without_crs``.
        """
        source = self.sources.get(role)
        if source is None:
            yield None
            return
        with open_terrain(source, self.crs, report or self.report, digests=self.digests) as terrain:
            yield terrain
        if role not in self.readings or self.readings[role].rows < terrain.cells:
            self.readings[role] = Reading(source, "raster", terrain.cells, 0, terrain.sha256)

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

    def values(self, role: str, field: str) -> pd.Series | None:
        """Read one field of a layer without its geometries: index the features' numbers in the file (``fid``).

        :returns: None when the role is absent or its layer does not know the field.
        :raises GisementError: as :meth:`read`.
        """
        if role not in self.sources:
            return None
        source, info, dialect = self._schema(role)
        columns = columns_read(dialect, [field])
        if not columns:
            return None
        if (role, field) not in self._values:
            rows_of = Rows(source, info, self.report, ROWS_AT_ONCE)
            raw = rows_of.read(columns, read_geometry=False, fid_as_index=True)
            self._values[role, field] = translate(raw, dialect, {field: catalogue.schema(role)["fields"][field]})[field]
        return self._values[role, field]

    def has_shapes(self, role: str) -> bool:
        """Tell whether the layer of a role has geometries; a table has none, and neither has an absent role."""
        return role in self.sources and self._info(role)["geometry_type"] is not None

    def drawn_as(self, role: str) -> str | None:
        """Give the kind of geometry that the file of a role announces ("MultiPolygon"); None for a table."""
        return self._info(role)["geometry_type"] if role in self.sources else None

    def dialect(self, role: str) -> dict[str, Any]:
        """Give the dialect in which the layer of a role comes.

        :raises GisementError: ``layer_not_recognised``, ``layer_missing``, ``file_unreadable``.
        """
        return self._schema(role)[2]

    def has_places(self, role: str) -> bool:
        """Tell whether the rows of a role have a place: a geometry, or coordinates in a table."""
        if role not in self.sources or self.has_shapes(role):
            return role in self.sources
        _, info, dialect = self._schema(role)
        return tells_places(dialect, info["fields"])

    def unplaced(self, role: str, fields: Iterable[str]) -> pd.DataFrame | None:
        """Read the rows of a layer that have no geometry: all of them where it is a table.

        :returns: one column per field; None when the role is absent.
        :raises GisementError: as :meth:`read`, but for what a table lacks.
        """
        if role not in self.sources:
            return None
        if not self.has_shapes(role):
            return self.table(role, fields)
        source, info, dialect = self._schema(role)
        types = catalogue.schema(role)["fields"]
        rows = Rows(source, info, self.report, ROWS_AT_ONCE)
        return rows_nowhere(rows, dialect, {field: types[field] for field in fields})

    def _schema(self, role: str) -> tuple[Source, dict[str, Any], dict[str, Any]]:
        source, info, file = self.sources[role], self._info(role), self._table_file(role)
        if file is not None:
            return source, info, file.dialect
        return source, info, catalogue.recognise(role, info["fields"], file=source.path, layer=source.layer_name)

    def _info(self, role: str) -> dict[str, Any]:
        source, file = self.sources[role], self._table_file(role)
        if file is not None:
            return file.info
        if role not in self._infos:
            info = layer_info(source.path, source.layer, role=role)
            self._infos[role] = {**info, "crs": info["crs"] or source.crs}
        return self._infos[role]

    def _said(self, source: Source, dialect: dict[str, Any]) -> Source:
        """Add what the dialect implies of the producer and the licence."""
        producer, licence = (getattr(source, said) or dialect.get(said) for said in ("producer", "licence"))
        return replace(source, producer=producer, licence=licence)

    def _note(self, role: str, source: Source, dialect: str, rows: pd.DataFrame, repaired: int, whole: bool) -> None:
        known = self.readings.get(role)
        if known is not None and (known.rows, known.whole) >= (len(rows), whole):
            return
        digest_of = content_sha256 if isinstance(rows, gpd.GeoDataFrame) else table_sha256
        digest = digest_of(rows) if self.digests else None
        self.readings[role] = Reading(source, dialect, len(rows), repaired, digest, whole)
