"""The strips of a site that are too narrow to build on."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ..overlay import areal


def narrow_strips(shapes: np.ndarray) -> np.ndarray:
    """Give of each shape the parts narrower than the least width.

    A morphological opening: the shape is shrunk by half the width and grown again, with mitred corners, so that a
    right angle comes back whole; what does not come back is narrow, the end of a tip sharper than the mitre allows too.

    :param shapes: (n,) polygons, empty ones or None.
    :returns: (n,) polygons, None where nothing is narrow.
    """
    said = resource("measures/land")["surface_utile"]
    # What is just as wide as the least width is not narrower, whatever the rounding of its coordinates.
    half = (said["largeur_min_m"]["value"] - said["largeur_min_m"]["tolerance"]) / 2.0
    mitred = {"join_style": "mitre", "mitre_limit": said["pointe_max"]["value"]}
    core = shapely.buffer(shapes, -half, **mitred)
    rest = areal(shapely.difference(shapes, shapely.buffer(core, half, **mitred)))
    touched = np.flatnonzero(shapely.area(rest) > 0)
    pieces, owner = shapely.get_parts(rest[touched], return_index=True)
    # Offset lines smooth the small notches of an outline: what lies that near the wide part is no strip.
    near = shapely.buffer(core[touched], half + said["bruit_m"]["value"], **mitred)
    vanished = shapely.is_empty(near)[owner]
    is_strip = vanished.copy()
    is_strip[~vanished] = ~shapely.covered_by(pieces[~vanished], near[owner[~vanished]])
    strips = np.full(len(shapes), None, dtype=object)
    for row, group in pd.Series(pieces[is_strip]).groupby(touched[owner[is_strip]]):
        strips[row] = shapely.multipolygons(group.to_numpy())
    return strips
