"""Vector files in and out: one place that speaks to the library, and turns its failures into ours."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyogrio
import pyproj
import shapely

from .errors import GisementError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

FAILURES = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.CRSError,
    pyogrio.errors.GeometryError,
    shapely.errors.ShapelyError,
    OverflowError,
    ValueError,
    RuntimeError,
)
#: how a workbook is read when its header is still to be found
AS_TEXT = {"HEADERS": "DISABLE", "FIELD_TYPES": "STRING"}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep still that a GeoPackage 1.4 is newer than the library: what vector layers need of it has not changed."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*may only be partially supported.*")
        yield


def _reason(error: Exception) -> str:
    """Say why the library failed, without its advice to programmers."""
    return str(error).split("; It might help")[0]


def layer_names(path: str | Path) -> list[str]:
    """Name the layers and tables of a file.

    :raises GisementError: ``file_unreadable``.
    """
    try:
        with _quiet():
            return [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    except FAILURES as error:
        raise GisementError("file_unreadable", file=str(path), reason=_reason(error)) from error


def layer_info(path: str | Path, layer: str | None = None, **facts: Any) -> dict[str, Any]:
    """Say of a layer: ``crs`` (None when undefined), ``fields``, ``features`` (count), ``geometry_type``
    (None for a table).

    :raises GisementError: ``layer_missing`` with the layers there are, ``file_unreadable``.
    """
    try:
        with _quiet():
            info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
    except pyogrio.errors.DataLayerError as error:
        names = ", ".join(layer_names(path))
        raise GisementError("layer_missing", file=str(path), layer=layer or "", layers=names, **facts) from error
    except FAILURES as error:
        raise GisementError("file_unreadable", file=str(path), reason=_reason(error), **facts) from error
    # A GeoPackage writes an unknown system as one that is called undefined.
    if info["crs"] and pyproj.CRS(info["crs"]).name.lower().startswith("undefined"):
        info["crs"] = None
    return info


def read_layer(path: str | Path, layer: str | None = None, **options: Any) -> pd.DataFrame:
    """Read a layer (a GeoDataFrame) or a table (a DataFrame); options as pyogrio takes them.

    :raises GisementError: ``layer_missing``, ``file_unreadable``.
    """
    try:
        with _quiet():
            return pyogrio.read_dataframe(path, layer=layer, **options)
    except FAILURES as error:
        # Naming the layers of a large GeoPackage takes longer than reading one of them: only a failure asks for it.
        if layer is not None and layer not in (names := layer_names(path)):
            raise GisementError("layer_missing", file=str(path), layer=layer, layers=", ".join(names)) from error
        raise GisementError("file_unreadable", file=str(path), reason=_reason(error)) from error


def read_shapes(path: str | Path, layer: str | None = None, **options: Any) -> tuple[pd.DataFrame, int]:
    """Read a layer as :func:`read_layer` does, and close the rings that are open, which stop that one.

    :returns: the layer, and how many of its shapes had to be closed; a shape that cannot be read is None.
    """
    try:
        return read_layer(path, layer, **options), 0
    except GisementError as error:
        if not isinstance(error.__cause__, shapely.errors.ShapelyError):
            raise
    closed = read_layer(path, layer, on_invalid="fix", **options)
    as_they_are = read_layer(path, layer, on_invalid="ignore", **options)
    return closed, int((closed.geometry.notna() & as_they_are.geometry.isna()).sum())


def read_sheet(path: str | Path, sheet: str) -> pd.DataFrame:
    """Read a sheet of an XLSX or ODS workbook: every line a record, every value a text, None where a cell is empty.

    :raises GisementError: ``layer_missing``, ``file_unreadable``.
    """
    with _settings(**{f"OGR_{kind}_{name}": value for kind in ("XLSX", "ODS") for name, value in AS_TEXT.items()}):
        return read_layer(path, sheet, read_geometry=False)


def has_driver(name: str) -> bool:
    """Tell whether the library at hand reads a format."""
    return name in pyogrio.list_drivers(read=True)


@contextmanager
def _settings(**values: str) -> Iterator[None]:
    """Set options of the library for a moment; it has no others for workbooks before GDAL 3.8."""
    before = {name: pyogrio.get_gdal_config_option(name) for name in values}
    pyogrio.set_gdal_config_options(values)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


def write_layer(table: pd.DataFrame, path: str | Path, layer: str, **options: Any) -> None:
    """Write a layer or table into a GeoPackage, beside those it already holds.

    :raises GisementError: ``output_write_failed``.
    """
    try:
        with _quiet():
            pyogrio.write_dataframe(table, path, layer=layer, driver="GPKG", append=False, **options)
    except (*FAILURES, OSError) as error:
        raise GisementError("output_write_failed", file=str(path), reason=_reason(error)) from error
