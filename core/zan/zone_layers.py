"""Zones drawn on a map: each municipality lies in the one that covers most of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ..communes import commune_codes
from ..errors import GisementError
from ..measures.overlay import overlay

if TYPE_CHECKING:
    import geopandas as gpd

    from ..table import Table

#: share of a municipality that its zone covers at least
MOST = 0.5


def by_most_of_the_area(table: Table, communes: gpd.GeoDataFrame | None) -> pd.DataFrame:
    """Give ``commune``, ``code``, ``nom``; a municipality of which no zone covers more than half is in none.

    :param table: zones, with their shapes.
    :param communes: ``code_insee`` and shapes.
    :raises GisementError: ``zones_without_communes``, ``zones_without_crs``, ``table_columns``.
    """
    table.need("zone")
    if communes is None:
        raise GisementError("zones_without_communes", file=table.file)
    if table.shapes is None or table.shapes.crs is None:
        raise GisementError("zones_without_crs", file=table.file)
    polygons = shapely.make_valid(table.shapes.to_crs(communes.crs).to_numpy())
    zone, name = (table.values(column, lambda cell: cell.text) for column in ("zone", "nom"))
    shares = overlay(communes.geometry.to_numpy(), polygons).shares(pd.Series(zone, dtype=object)).fillna(0.0)
    codes = commune_codes(communes["code_insee"])[0].to_numpy(dtype=object)
    names = pd.Series(name, index=zone, dtype=object).groupby(level=0).first()
    site, column = np.nonzero(shares.to_numpy() > MOST)
    code = shares.columns.to_numpy(dtype=object)[column]
    return pd.DataFrame({"commune": codes[site], "code": code, "nom": names.reindex(code).to_numpy(dtype=object)})
