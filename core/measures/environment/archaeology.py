"""Preventive archaeology: zones of presumption (ZPPA), and the rule that brings a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...territory.words import are_among
from .answers import figures, nobody, yes_or_no

if TYPE_CHECKING:
    from .reading import Ground, Told

ROLE = "zppa"


def archaeology(ground: Ground) -> Told:
    """Tell whether a site lies in a zone of presumption, and whether its land has to be surveyed before works.

    It has where the site measures 3 ha or lies in a zone whose threshold it reaches; a site known by its declared area
    alone is judged by that. The readiness of a site rests on the same column.
    """
    area = ground.sites["surface_m2"].to_numpy(dtype=float)
    large = area >= figures()["archeologie"]["surface_m2"]["value"]
    found = ground.found(ROLE)
    if found is None:
        ground.absent(ROLE)
        return {"zppa": nobody(ground.count), "archeologie": np.where(large, "oui", None).astype(object)}
    touched = figures()["part_min"]["value"]
    threshold = pd.to_numeric(found.fields["seuil_m2"])
    # A threshold that is written and cannot be read may be any; one that is not written is none.
    said = found.fields["seuil_dit"]
    none = said.isna() | are_among(said, figures()["archeologie"]["sans_seuil"])
    unread = threshold.isna() & ~none
    reached = (threshold.fillna(0.0).to_numpy(dtype=float) <= area[found.overlay.site]) & ~unread.to_numpy()
    share = found.share(None, ground.report)
    known = ~np.isnan(share)
    surveyed = found.share(reached, ground.report) > touched
    told = yes_or_no(large | surveyed, found.doubt + found.share(unread, ground.report), known | large)
    return {"zppa": yes_or_no(share > touched, found.doubt, known), "archeologie": told}
