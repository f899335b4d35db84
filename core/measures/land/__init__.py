"""Land: usable area and what is taken off it, shape, relief, buildings, public control."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...sites.footprint import has_shape
from ..measure import Measure, Measured, Request, unknown
from ..overlay import areal
from .buildings import buildings, reusable, to_be_cleared
from .columns import COLUMNS
from .forbidden import forbidden
from .hall import LAYER, hall, rectangle_layer
from .owners import public_control
from .relief import relief
from .shape import compactness, gravelius, largest_part
from .usable import Usable, subtract

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory

__all__ = ["COLUMNS", "MEASURE", "public_control", "run", "to_be_cleared"]


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the land of each site.

    A site whose true shape is not known keeps the area that it declares; nothing is taken off it.
    """
    shapes = areal(np.where(has_shape(sites), sites.geometry.to_numpy(), None))
    covers = forbidden(shapes, territory, report)
    report.progress(0.2)
    with report.part(0.2, 0.5):
        slopes, steep = relief(shapes, territory, report)
    if steep is not None:
        covers["pente"] = steep
    left = subtract(shapes, covers, report)
    report.progress(0.6)
    built, whole = buildings(shapes, territory, report)
    report.progress(0.75)
    with report.part(0.75, 1.0):
        rooms, rectangles = hall(left.shape, request, report)
    found = {
        **_areas(sites, left),
        **rooms,
        **slopes,
        **built,
        "compacite": compactness(shapes),
        "gravelius": gravelius(shapes),
        "bati_reutilisable": reusable(sites, built, whole),
        "maitrise_publique": public_control(sites),
        "bati_a_demolir": to_be_cleared(sites),
    }
    values = unknown(COLUMNS, sites.index).assign(**found)
    layers = {LAYER: rectangle_layer(sites, values, rectangles)} if LAYER in request.layers else {}
    return Measured(values, layers)


def _areas(sites: gpd.GeoDataFrame, left: Usable) -> dict[str, np.ndarray]:
    """Give the columns of the usable area, and what was taken off."""
    declared = sites["surface_m2"].to_numpy(dtype=float)
    area = np.where(np.isnan(left.gross), declared, left.area)
    share = np.divide(left.area, left.gross, out=np.full(len(area), np.nan), where=left.gross > 0)
    return {
        "surface_utile_ha": area / 10_000.0,
        "surface_utile_m2": area,
        "surface_utile_part": np.where(left.complete, share, np.nan),
        "surface_utile_part_max": share,
        **{f"deduit_{name}_m2": metres for name, metres in left.taken.items()},
        "deductions_inconnues": left.not_told,
        "plus_grand_tenant_ha": largest_part(left.shape) / 10_000.0,
    }


MEASURE = Measure("land", COLUMNS, run, layers=(LAYER,), by_area=True)
