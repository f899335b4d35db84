"""The legal projection of the place where an inventory lies."""

from __future__ import annotations

import geopandas as gpd
import pyproj

from ..errors import GisementError
from ..resources import resource


def legal_projection(sites: gpd.GeoDataFrame) -> str:
    """Give the legal projected CRS of the place where most sites lie (`resources/catalogue/projections.json`)."""
    shapes = sites.geometry[~(sites.geometry.isna() | sites.geometry.is_empty)]
    bounds = shapes.to_crs("EPSG:4326").bounds
    x, y = (bounds["minx"] + bounds["maxx"]) / 2, (bounds["miny"] + bounds["maxy"]) / 2
    inside = {
        place["code"]: int((x.between(*place["longitude"]) & y.between(*place["latitude"])).sum())
        for place in resource("catalogue/projections")["projections"]
    }
    best = max(inside, key=lambda code: inside[code])
    if not inside[best]:
        raise GisementError("projection_unknown", crs=str(pyproj.CRS(sites.crs).to_string()))
    return best
