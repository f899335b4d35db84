"""Perimeters that protect the catchment of drinking water."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .answers import class_told, figures, nobody, share_told, worst
from .reading import together

if TYPE_CHECKING:
    import numpy.typing as npt

    from .reading import Ground, Told

ROLE = "captage"


def catchments(ground: Ground) -> Told:
    """Measure the strictest perimeter that a site lies in, and its share in any of them."""
    said = figures()["captage"]
    parts = [part for part in (ground.found(ROLE), ground.easements(*said["servitudes"])) if part is not None]
    if not parts:
        ground.absent(ROLE)
        return {"captage": nobody(ground.count), "captage_part": np.full(ground.count, np.nan)}
    found = together(*parts)
    ring = found.fields["perimetre"]
    unsure, counted = ring.isna(), ~ring.isin(said["neutres"])
    doubt = found.doubt + found.share(unsure, ground.report)
    share = found.share(counted, ground.report)
    order = said["ordre"]
    rings = {name: found.share(ring == name, ground.report) for name in order[1:]}
    strictest = order[-1]
    least = np.where(_entered(ground, rings[strictest]), len(order) - 1, worst(order, rings))
    most = np.where(_entered(ground, rings[strictest] + doubt), len(order) - 1, least)
    return {
        "captage": class_told(order, least, most, ~np.isnan(share)),
        "captage_part": share_told("captage_part", share, found.doubt, at_least=True),
    }


def _entered(ground: Ground, share: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell whether more of a site than the edges of two drawings may share lies in the strictest perimeter."""
    return np.asarray(share * ground.area > figures()["captage"]["immediat_m2"]["value"])
