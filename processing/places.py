"""What the user gives as a file, a layer or the place of an output: found, and refused in time where it cannot do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
)

from ..core.errors import GisementError
from ..core.output import check_writable


def file_and_layer(value: Any) -> tuple[str, str | None] | None:
    """Give the file and layer of a source given as ``file`` or ``file|layername=…``; None for anything else."""
    if not isinstance(value, str):
        return None
    path, *options = value.split("|")
    named = dict(option.partition("=")[::2] for option in options)
    return (path, named.get("layername")) if Path(path).is_file() and set(named) <= {"layername"} else None


def check_file(value: Any) -> None:
    """Refuse a file that is absent or empty, when a source is a path (``file`` or ``file|layername=…``).

    Whether it can be read is for the engine to say, which opens more than QGIS does.

    :raises GisementError: ``file_not_found``, ``file_empty``.
    """
    if not isinstance(value, str) or value.startswith(("PG:", "postgres", "http", "memory:")):
        return
    path = Path(value.split("|")[0])
    looks_like_path = path.suffix or "/" in value or "\\" in value
    if looks_like_path and not path.exists():
        raise GisementError("file_not_found", file=str(path))
    if path.is_file() and path.stat().st_size == 0:
        raise GisementError("file_empty", file=str(path))


def file_behind(value: Any, context: QgsProcessingContext) -> str | None:
    """Give the file of an input, given as a path, as a layer or as the name of one; None where it has none."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.valueAsString(context.expressionContext())[0]
    if isinstance(value, str) and value:
        layer = None if Path(value.split("|")[0]).exists() else QgsProcessingUtils.mapLayerFromString(value, context)
    else:
        layer = value if isinstance(value, QgsMapLayer) else None
    source = layer.source() if layer is not None else value
    return source.split("|")[0] if isinstance(source, str) and source else None


def path_of(output: Any) -> str | None:
    """Give the path that the user chose for an output; None for a temporary one."""
    if isinstance(output, QgsProcessingOutputLayerDefinition):
        output = output.sink.staticValue()
    return output if isinstance(output, str) and output != QgsProcessing.TEMPORARY_OUTPUT else None


def check_output(value: Any, suffix: str | None, inputs: list[str | None]) -> None:
    """Refuse an output that nobody could write, that has another ending, or that would replace an input.

    :param suffix: the ending that the file must have (any case), None where several will do.
    :raises GisementError: ``output_suffix``, ``output_is_input``, and those of :func:`core.output.check_writable`.
    """
    if not isinstance(value, str) or not value or value == QgsProcessing.TEMPORARY_OUTPUT:
        return
    path = Path(value)
    if suffix is not None and path.suffix.lower() != suffix:
        raise GisementError("output_suffix", file=value, suffix=suffix)
    for given in inputs:
        if given and Path(given).resolve() == path.resolve():
            raise GisementError("output_is_input", file=value)
    check_writable(path)
