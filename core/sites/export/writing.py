"""The folder of an export: all its files appear together, each whole, or none does."""

from __future__ import annotations

import csv
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...output import check_writable, whole_file
from ...vector import write_layer
from .cells import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd

TO_COMPLETE, REJECTED = "a_completer.csv", "non_exportes.csv"
#: the files of each standard
FILES = {
    "friches": ("friches.csv", "friches.gpkg", TO_COMPLETE, REJECTED),
    "sites_economiques": ("site-eco.csv", "terrain-eco.csv", "sites_economiques.gpkg", TO_COMPLETE, REJECTED),
}


def check_folder(folder: str | Path) -> None:
    """Refuse a folder that cannot be made or written to, before any work is done for it.

    :raises GisementError: ``export_folder_is_file``, ``export_parent_missing``, ``output_not_writable``.
    """
    folder = Path(folder).absolute()
    if folder.exists() and not folder.is_dir():
        raise GisementError("export_folder_is_file", folder=str(folder))
    if not folder.parent.is_dir():
        raise GisementError("export_parent_missing", folder=str(folder), parent=str(folder.parent))
    there = folder if folder.is_dir() else folder.parent
    check_writable(there / TO_COMPLETE)


@contextmanager
def whole_folder(folder: str | Path, names: tuple[str, ...]) -> Iterator[dict[str, Path]]:
    """Give a draft for each file; all get their names when the block ends well, and none does otherwise.

    The folder is made where it is missing, and taken away again on failure.

    :raises GisementError: those of :func:`check_folder` and :func:`core.output.whole_file`.
    """
    check_folder(folder)
    folder = Path(folder).absolute()
    new = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        with ExitStack() as stack:
            yield {name: stack.enter_context(whole_file(folder / name)) for name in names}
    except OSError as error:
        raise GisementError("output_not_writable", file=str(folder), reason=error.strerror or str(error)) from error
    finally:
        if new:
            with suppress(OSError):
                folder.rmdir()  # which succeeds only on an empty folder


def write_standard_csv(table: pd.DataFrame, path: Path, separator: str = ",") -> None:
    """Write the CSV that the validator reads: UTF-8 without mark, every cell quoted.

    Quotes everywhere keep the validator, which guesses the separator, from being misled by what the texts say.
    """
    table.to_csv(path, sep=separator, index=False, encoding="utf-8", lineterminator="\n", quoting=csv.QUOTE_ALL)


def write_side_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table that accompanies the export, for people: no cell of it is a formula."""
    table.apply(neutral).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def write_layers(sites: gpd.GeoDataFrame, path: Path, name: str) -> None:
    """Write the sites into a GeoPackage: one layer, or one of surfaces and one of points where there are both.

    :param name: of the layer; ``<name>_surface`` and ``<name>_point`` where there are two.
    """
    points = sites.geom_type == "Point"
    both = bool(points.any() and not points.all())
    for ending, part in (("surface", sites[~points]), ("point", sites[points])):
        if len(part):
            write_layer(part, path, f"{name}_{ending}" if both else name, promote_to_multi=ending == "surface")
