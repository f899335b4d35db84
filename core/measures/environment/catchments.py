"""Perimeters that protect the catchment of drinking water."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .answers import class_told, figures, nobody, share_told, worst
from .reading import together

if TYPE_CHECKING:
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
    least = worst(order, rings)
    most = worst(order, {order[-1]: rings[order[-1]] + doubt})
    return {
        "captage": class_told(order, least, np.maximum(least, most), ~np.isnan(share)),
        "captage_part": share_told("captage_part", share, found.doubt, at_least=True),
    }
