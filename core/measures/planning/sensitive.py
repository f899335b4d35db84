"""Schools, hospitals and other facilities whose people cannot easily be brought away, near each site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...nearest import nearest_objects
from ...resources import resource

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory

ROLE, FIELDS = "equipement_sensible", ("nom", "nature")


def sensitive(sites: gpd.GeoDataFrame, territory: Territory, report: Report) -> dict[str, npt.NDArray[Any]]:
    """Give ``sensibles_200m`` (how many), and the nearest: ``sensible_nom``, ``sensible_m``.

    Distances run as the crow flies, from the edge of the footprint or of the disc that stands for it. Infinite where
    the layer holds none; unknown where one may be nearer outside the area where the layer was collected.
    """
    shapes = sites.geometry.to_numpy()
    nothing = np.full(len(shapes), np.nan)
    told = {"sensibles_200m": nothing, "sensible_nom": np.full(len(shapes), None, dtype=object), "sensible_m": nothing}
    if ROLE not in territory.sources:
        report.warn("role_absent", role=ROLE, measure="planning")
        return told
    figures = resource("measures/planning")
    reach = float(figures["sensibles"]["portee_m"]["value"])
    west, south, east, north = shapely.total_bounds(shapes)
    extent = (west - reach, south - reach, east + reach, north + reach)
    rows = territory.read(ROLE, extent if np.isfinite(extent).all() else None, FIELDS)
    found = nearest_objects(shapes, _places(rows), report)
    if (found.metres > reach).any():
        rows = territory.read(ROLE, fields=FIELDS)
        found = nearest_objects(shapes, _places(rows), report)
    least = float(figures["collecte_min"]["value"])
    near = float(figures["sensibles"]["distance_m"]["value"])
    seen = np.nan_to_num(territory.searched(ROLE, shapely.buffer(shapes, near))) >= least
    finite = np.where(np.isfinite(found.metres), found.metres, reach)
    sure = np.nan_to_num(territory.searched(ROLE, shapely.buffer(shapes, finite))) >= least
    return {
        "sensibles_200m": np.where(seen, _within(shapes, _places(rows), near), np.nan),
        "sensible_nom": np.where(sure, found.named(_names(rows)), None).astype(object),
        "sensible_m": np.where(sure, found.metres, np.nan),
    }


def _places(rows: gpd.GeoDataFrame | None) -> npt.NDArray[np.object_]:
    return np.empty(0, dtype=object) if rows is None else rows.geometry.to_numpy()


def _names(rows: gpd.GeoDataFrame | None) -> npt.NDArray[np.object_]:
    """Name each facility by its own name, else by what it is."""
    if rows is None:
        return np.empty(0, dtype=object)
    names = rows["nom"].where(rows["nom"].notna(), rows["nature"])
    return names.where(names.notna(), resource("measures/planning")["sensibles"]["sans_nom"]).to_numpy(dtype=object)


def _within(
    shapes: npt.NDArray[np.object_], objects: npt.NDArray[np.object_], metres: float
) -> npt.NDArray[np.float64]:
    """Count the objects within a distance of each site; NaN where a site has no place."""
    site, _ = shapely.STRtree(objects).query(shapes, predicate="dwithin", distance=metres)
    count = np.bincount(site, minlength=len(shapes)).astype(float)
    return np.where(shapely.is_missing(shapes) | shapely.is_empty(shapes), np.nan, count)
