"""Places that a table tells by coordinates or by the code of a cell.

A dialect says where with ``"point"``, one form or several, of which the first that tells a row's place wins:

* ``{"x": "longitude", "y": "latitude", "crs": "EPSG:4326"}``: coordinates in two columns (``"within"``: xmin, ymin,
  xmax, ymax outside which they are none of that system);
* ``{"cell": "idcar_200m"}``: INSEE's code of a square, ``CRS3035RES200mN2387600E3728800``: its middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyproj

if TYPE_CHECKING:
    from collections.abc import Iterable

Floats = npt.NDArray[np.float64]
#: what names a column in a form
KEYS = ("x", "y", "cell")
#: system, side in metres, northing and easting of the south-west corner
CELL = r"CRS(?P<crs>\d+)RES(?P<side>\d+)mN(?P<north>\d+)E(?P<east>\d+)"


def point_columns(dialect: dict[str, Any]) -> set[str]:
    """Name the columns that tell where a row lies."""
    return {form[key] for form in _forms(dialect) for key in KEYS if key in form}


def tells_places(dialect: dict[str, Any], present: Iterable[str]) -> bool:
    """Tell whether a table has the columns of one of the forms."""
    names = {name.lower() for name in present}
    return any({form[key].lower() for key in KEYS if key in form} <= names for form in _forms(dialect))


def points_of(rows: pd.DataFrame, dialect: dict[str, Any], crs: pyproj.CRS) -> Floats:
    """Give the place (n, 2) of each row in `crs`; NaN where its columns tell none."""
    rows = rows.set_axis([str(name).lower() for name in rows.columns], axis=1)
    found = np.full((len(rows), 2), np.nan)
    for form in _forms(dialect):
        if not {form[key].lower() for key in KEYS if key in form} <= set(rows.columns):
            continue
        for system, at, xy in _cells(rows, form) if "cell" in form else _coordinates(rows, form):
            new = at[np.isnan(found[at, 0]) & np.isfinite(xy).all(axis=1)]
            told = xy[np.isin(at, new)]
            x, y = pyproj.Transformer.from_crs(system, crs, always_xy=True).transform(*told.T)
            found[new] = np.column_stack([x, y])
    found[~np.isfinite(found).all(axis=1)] = np.nan
    return found


Told = tuple[str, npt.NDArray[np.int64], Floats]


def _forms(dialect: dict[str, Any]) -> list[dict[str, Any]]:
    said = dialect.get("point", [])
    return said if isinstance(said, list) else [said]


def _numbers(values: pd.Series) -> Floats:
    texts = values.astype(object).where(values.notna(), "").astype(str).str.strip().str.replace(",", ".", regex=False)
    return pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float)


def _coordinates(rows: pd.DataFrame, form: dict[str, Any]) -> Iterable[Told]:
    xy = np.column_stack([_numbers(rows[form["x"].lower()]), _numbers(rows[form["y"].lower()])])
    west, south, east, north = form.get("within", (-np.inf, -np.inf, np.inf, np.inf))
    outside = (xy < (west, south)) | (xy > (east, north))
    xy[outside.any(axis=1)] = np.nan
    yield form["crs"], np.arange(len(rows)), xy


def _cells(rows: pd.DataFrame, form: dict[str, Any]) -> Iterable[Told]:
    read = rows[form["cell"].lower()].astype(str).str.extract(CELL).astype(float)
    for system, some in read.groupby("crs"):
        middle = some[["east", "north"]].to_numpy() + some[["side"]].to_numpy() / 2.0
        yield f"EPSG:{int(system)}", rows.index.get_indexer(some.index), middle
