"""The relief of a site: its slopes and the earthworks that they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...resources import resource
from .slope import slopes

if TYPE_CHECKING:
    from ...report import Report
    from ...territory import Territory


def relief(
    shapes: np.ndarray, territory: Territory, report: Report
) -> tuple[dict[str, np.ndarray], tuple[np.ndarray, np.ndarray] | None]:
    """Measure the slopes of each site, and what of it is too steep to build on.

    A site of which the elevation model covers too little has no slopes known, only the share covered.

    :param shapes: (n,) polygons in the territory's CRS; None where the shape of the site is not known.
    :returns: column → (n,) values, none without an elevation model; and the subtraction as
        :func:`.usable.subtract` takes it, None without one.
    """
    figures = resource("measures/land")
    steepest = figures["surface_utile"]["pente_max_pct"]["value"]
    found = slopes(shapes, territory, steepest, report)
    if found is None:
        report.warn("role_absent", role="mnt", measure="land")
        return {}, None
    least = figures["pente"]["couverture_min"]["value"]
    known = found.covered >= least
    partly = int((found.covered < least).sum())
    if partly:
        report.warn("slope_partly_covered", count=partly, percent=round(100 * least))
    mean = np.where(known, found.mean, np.nan)
    values = {
        "pente_moyenne_pct": mean,
        "pente_max_pct": np.where(known, found.max, np.nan),
        "pente_couverte_part": found.covered,
        "terrassement": earthworks(mean),
    }
    steep = np.where(~shapely.is_empty(found.steep), found.steep, None)
    # What is not covered may be steep too: what was found is then the least.
    return values, (steep, found.covered >= figures["pente"]["couverture_entiere"]["value"])


def earthworks(mean: np.ndarray) -> np.ndarray:
    """Give the class of earthworks of mean slopes in % (n,); None where unknown."""
    classes: list[dict[str, Any]] = resource("measures/land")["pente"]["terrassement"]["classes"]
    told = np.full(len(mean), None, dtype=object)
    for said in reversed(classes):
        below = np.inf if said["sous_pct"] is None else said["sous_pct"]
        told[mean < below] = said["classe"]
    return told
