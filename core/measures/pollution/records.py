"""The records of a register, prepared to be set against the sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..overlay import areal
from .grades import Grades, grades
from .places import AREA, LINE, POINT, insee, is_lost, located

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory
    from .places import Places

SECTORS = "sis"


@dataclass(frozen=True)
class Search:
    """What is searched, and around what."""

    places: Places
    territory: Territory
    report: Report


@dataclass(frozen=True)
class Records:
    """The records (m) of a register near some sites.

    :param source: what people call the register.
    :param rows: fields of the role, with the geometries.
    :param shapes: their geometries; of areas, what has an area.
    :param location: how each was located; None where nobody says.
    :param lost: whether its point says nothing of where it is.
    :param commune: INSEE code of its municipality, or None.
    """

    role: str
    source: str
    rows: gpd.GeoDataFrame
    shapes: npt.NDArray[np.object_]
    location: npt.NDArray[np.object_]
    lost: npt.NDArray[np.bool_]
    commune: npt.NDArray[np.object_]
    grades: Grades

    @property
    def wrong(self) -> npt.NDArray[np.bool_]:
        """Tell which have a geometry that cannot say what lies on them: lines, and points where areas are meant."""
        kind = shapely.get_dimensions(self.shapes)
        return (kind == LINE) | ((kind == POINT) & (self.role == SECTORS))


def records_of(role: str, source: str, rows: gpd.GeoDataFrame) -> Records:
    """Prepare the rows of a register."""
    shapes = rows.geometry.to_numpy().copy()
    drawn = shapely.get_dimensions(shapes) == AREA
    shapes[drawn] = areal(shapes[drawn])
    location = located(rows, shapes)
    town = insee(rows["commune"]) if "commune" in rows else np.full(len(rows), None)
    return Records(role, source, rows, shapes, location, is_lost(location), town, grades(role, rows, location))
