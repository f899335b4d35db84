"""The largest rectangle of a site's usable area, and whether the hall of the profile stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from ...errors import GisementError
from .rectangles import largest_rectangles, rectangles_and_factors

if TYPE_CHECKING:
    import pandas as pd

    from ...report import Report
    from ..measure import Request

LAYER = "rectangles"
#: what the rounding of coordinates may cost a hall that fits to the last millimetre, as a share of its size
SEARCHED = 1e-6


def hall(shapes: np.ndarray, request: Request, report: Report) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Find the largest rectangle of each site, and the room that the hall of the request has there.

    :param shapes: (n,) usable areas, empty where nothing is left, None where the shape of the site is not known.
    :returns: column → (n,) values, and the (n,) rectangles, None where there is none.
    :raises GisementError: ``need_invalid`` for a hall that is not two lengths above zero.
    """
    sides = _sides(request.need.get("halle_m"))
    known = ~shapely.is_missing(shapes)
    factor = np.full(len(shapes), np.nan)
    if sides is None:
        found = largest_rectangles(shapes, report)
    else:
        found, factor = rectangles_and_factors(shapes, *sides, report)
        # Where nothing is left, no hall stands, however small.
        factor = np.where(known & np.isnan(factor), 0.0, factor)
    judged, fits = ~np.isnan(factor), factor >= 1.0 - SEARCHED
    none = known & shapely.is_missing(found.shape)
    width = np.where(none, 0.0, found.width)
    values = {
        "rectangle_l_m": np.where(none, 0.0, found.length),
        "rectangle_w_m": width,
        "rectangle_azimut": found.azimuth,
        "rectangle_petit_cote_m": width,
        "halle_possible": np.where(judged, np.where(fits, "oui", "non"), None),
        "halle_marge_pct": np.where(fits, np.maximum(factor - 1.0, 0.0), factor - 1.0) * 100.0,
    }
    return values, found.shape


def rectangle_layer(sites: gpd.GeoDataFrame, values: pd.DataFrame, shapes: np.ndarray) -> gpd.GeoDataFrame:
    """Make the layer of the rectangles, one row per site that has one."""
    there = ~shapely.is_missing(shapes)
    table = {
        "site_id": sites.index[there],
        "longueur_m": values.loc[there, "rectangle_l_m"].to_numpy(),
        "largeur_m": values.loc[there, "rectangle_w_m"].to_numpy(),
        "azimut": values.loc[there, "rectangle_azimut"].to_numpy(),
        "halle_possible": values.loc[there, "halle_possible"].to_numpy(),
    }
    return gpd.GeoDataFrame(table, geometry=shapes[there], crs=sites.crs)


def _sides(said: Any) -> tuple[float, float] | None:
    """Read the hall of a profile: length and width in metres; None where it asks for none."""
    if said is None:
        return None
    length, width = (said.get("longueur"), said.get("largeur")) if isinstance(said, dict) else (None, None)
    if isinstance(length, (int, float)) and isinstance(width, (int, float)) and min(length, width) > 0:
        return float(length), float(width)
    raise GisementError("need_invalid", name="halle_m", value=str(said))
