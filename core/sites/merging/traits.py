"""What of each record is compared: its place, its parcels, its name, its identifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ..fields import known, number
from ..footprint import declared_area
from ..locating.origin import COMMUNE
from ..municipality import without_arrondissements
from ..parcels import REFERENCES, references
from .names import Names, incidence, read_names

if TYPE_CHECKING:
    import geopandas as gpd
    from scipy import sparse

    from ...report import Report
    from .gathering import Gathered

#: the area of the parcels that a site declares, m²
LAND_UNIT = "unite_fonciere_surface"


@dataclass(frozen=True)
class Traits:
    """The traits of n records, as arrays of length n.

    :param shapes: where each lies; None where nobody knows more than the commune.
    :param surface: whether the shape is a surface.
    :param point: whether it is a point.
    :param area: m², of the surface, else declared for the parcels or the site; NaN where unknown.
    :param parcels: which record has which parcel (n × number of parcels).
    :param crowd: how many records of its inventory lie at the very place of a point; 0 where there is none.
    :param identifier: number of the identifier; -1 where the file gives none.
    :param commune: number of the INSEE code, of an arrondissement that of its city; -1 where unknown.
    :param names: the names, ready to be compared.
    """

    shapes: np.ndarray
    surface: np.ndarray
    point: np.ndarray
    area: np.ndarray
    parcels: sparse.csr_matrix
    crowd: np.ndarray
    identifier: np.ndarray
    commune: np.ndarray
    names: Names


def read_traits(gathered: Gathered, report: Report) -> Traits:
    """Read the traits of the gathered records."""
    records = gathered.records
    shapes = records.geometry.to_numpy().copy()
    origin = _column(records, "emprise_origine").to_numpy()
    nowhere = shapely.is_missing(shapes) | shapely.is_empty(shapes) | (origin == COMMUNE)
    shapes[nowhere] = None
    dimension = shapely.get_dimensions(shapes)
    surface = dimension == 2
    point = (dimension >= 0) & ~surface
    codes = _column(records, "comm_insee")
    lists = references(_column(records, REFERENCES), codes)
    report.check()
    names = read_names(_column(records, "site_nom"), _column(records, "comm_nom"))
    report.check()
    return Traits(
        shapes=shapes,
        surface=surface,
        point=point,
        area=np.where(surface, shapely.area(shapes), _declared(records)),
        parcels=incidence(list(lists)),
        crowd=_crowd(shapes, point, gathered.origin["inventaire"]),
        identifier=pd.factorize(gathered.origin["identifiant"])[0],
        commune=pd.factorize(without_arrondissements(codes))[0],
        names=names,
    )


def _crowd(shapes: np.ndarray, point: np.ndarray, inventory: pd.Series) -> np.ndarray:
    """Count the records of each inventory by place, to the decimetre."""
    centre = shapely.centroid(shapes[point])
    places = pd.DataFrame({"x": shapely.get_x(centre), "y": shapely.get_y(centre)}).round(1)
    crowd = np.zeros(len(shapes), dtype=int)
    by_place = places.assign(inventory=inventory.to_numpy()[point]).groupby(["x", "y", "inventory"])
    crowd[point] = by_place["x"].transform("size").to_numpy()
    return crowd


def _declared(records: gpd.GeoDataFrame) -> np.ndarray:
    """Give the area declared for the parcels, which are what is compared; else that declared for the site."""
    area = declared_area(records)
    if LAND_UNIT not in records:
        return area
    unit = number(records[LAND_UNIT]).to_numpy()
    return np.where(unit > 0, unit, area)


def _column(records: pd.DataFrame, name: str) -> pd.Series:
    if name not in records:
        return pd.Series(None, index=records.index, dtype=object)
    return known(records[name].astype(object))
