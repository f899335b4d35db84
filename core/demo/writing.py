"""Writes the layers of a demo territory, each in its producer's schema, into one GeoPackage in Lambert-93."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import rasterio
import rasterio.errors
import shapely
from rasterio.transform import from_origin

from ..errors import GisementError
from ..resources import resource
from .shapes import surfaces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CRS = "EPSG:2154"
NODATA = -9999.0
#: how the column types of ``resources/demo/schemas.json`` are held in a table
TYPES: dict[str, Any] = {
    "int": "Int64",
    "real": float,
    "bool": "boolean",
    "date": "datetime64[ms]",
    "datetime": "datetime64[ms]",
}


@contextmanager
def unhurried_disk() -> Iterator[None]:
    """Let SQLite wait for no disk inside the block: a draft that a crash spoils is thrown away anyway."""
    pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": "OFF"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": None})


class Writer:
    """Writes roles one by one; the columns that a caller leaves out are there, and null."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: dict[str, int] = {}

    def add(self, role: str, geometry: npt.NDArray[np.object_] | None, **columns: Any) -> None:
        """Write the layer of a role.

        :param geometry: shapes in metres from the south-west corner; None for a table.
        :param columns: the values known, one per row or one for all; names as in the schema.
        """
        schema = resource("demo/schemas")["roles"][role]
        count = (
            len(geometry)
            if geometry is not None
            else max(len(values) for values in columns.values() if not np.isscalar(values))
        )
        lost = set(columns) - set(schema["columns"])
        if lost:
            raise KeyError(f"{role}: {sorted(lost)}")
        table = pd.DataFrame(
            {name: _column(columns.get(name), kind, count) for name, kind in schema["columns"].items()}
        )
        self.write(role, table, geometry, schema["geometry"])

    def write(
        self, layer: str, table: pd.DataFrame, geometry: npt.NDArray[np.object_] | None, kind: str | None
    ) -> None:
        """Write a layer as it is."""
        self.rows[layer] = len(table)
        multi = bool(kind and kind.startswith("Multi"))
        if geometry is not None:
            shapes = to_lambert93(np.asarray(geometry, dtype=object))
            # Moving a shape rounds its coordinates anew, so it is made valid where it will stay.
            shapes = surfaces(shapes) if multi else shapes
            table = gpd.GeoDataFrame(table, geometry=shapes, crs=CRS)
        with self._told(layer):
            pyogrio.write_dataframe(
                table, self.path, layer=layer, driver="GPKG", geometry_type=kind, promote_to_multi=multi
            )

    def add_raster(self, role: str, values: npt.NDArray[np.float32], step: float) -> None:
        """Write a raster table; `values` has its first row in the north, `step` is the side of a cell in metres."""
        origin = resource("demo/sizes")["origine_lambert93"]
        rows, columns = values.shape
        self.rows[role] = rows * columns
        with (
            self._told(role),
            rasterio.open(
                self.path,
                "w",
                driver="GPKG",
                width=columns,
                height=rows,
                count=1,
                dtype="float32",
                crs=CRS,
                nodata=NODATA,
                transform=from_origin(origin["x"], origin["y"] + rows * step, step, step),
                APPEND_SUBDATASET="YES",
                RASTER_TABLE=role,
                TILE_FORMAT="TIFF",
            ) as table,
        ):
            table.write(values.astype(np.float32), 1)

    def add_sources(self) -> None:
        """Write the table that says of each layer who made it, when, and in which schema."""
        schemas = resource("demo/schemas")
        said = [
            {
                "role": role,
                "producteur": schemas["producteur"],
                "millesime": one["millesime"],
                "licence": one["licence"],
                "dialecte": one["dialecte"],
                "modele": one["modele"],
                "lignes": self.rows[role],
            }
            for role, one in schemas["roles"].items()
            if role in self.rows
        ]
        self.write("sources", pd.DataFrame(said), None, None)

    @contextmanager
    def _told(self, layer: str) -> Iterator[None]:
        """Tell in the engine's words what the writing libraries raise: a full disk, above all."""
        try:
            yield
        except (RuntimeError, rasterio.errors.RasterioError) as error:
            raise GisementError("output_write_failed", file=str(self.path), layer=layer, reason=str(error)) from error


def to_lambert93(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Move shapes from metres of the territory to Lambert-93; heights stay."""
    origin = resource("demo/sizes")["origine_lambert93"]
    flat = shapes[~shapely.is_missing(shapes)]
    has_z = bool(len(flat)) and bool(shapely.has_z(flat).any())
    shift = np.array([origin["x"], origin["y"], 0.0])[: 3 if has_z else 2]
    return np.asarray(shapely.transform(shapes, lambda xy: xy + shift, include_z=has_z))


def _column(values: Any, kind: str, count: int) -> Any:
    if kind == "text":
        column = np.full(count, None, dtype=object)
        if values is not None:
            column[:] = values
        return column
    if values is None or np.isscalar(values):
        values = [values] * count
    if kind in ("date", "datetime"):
        return pd.to_datetime(pd.Series(values)).astype(TYPES[kind])
    if kind == "bool":
        return pd.array([None if value is None else bool(value) for value in values], dtype="boolean")
    return pd.Series(pd.to_numeric(pd.Series(values), errors="coerce")).astype(TYPES[kind])
