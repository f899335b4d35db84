"""Names what is not known of each site, so that nobody takes silence for a no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .answers import figures, settled

if TYPE_CHECKING:
    import numpy.typing as npt

    from .reading import Ground, Told


def not_known(ground: Ground, told: Told) -> npt.NDArray[np.object_]:
    """Name the subjects that no layer tells, or not of the whole site, in their order; None where all are known.

    A subject (`sujets` of the resources) is known where all its columns are and its layer was searched on the whole
    site.
    """
    subjects = figures()["sujets"]
    lacking = np.zeros((ground.count, len(subjects)), dtype=bool)
    for place, subject in enumerate(subjects):
        for key in subject["colonnes"]:
            lacking[:, place] |= pd.isna(told[key])
        found = ground.found(subject["couche"]) if subject.get("couche") in ground.territory.sources else None
        if found is not None:
            lacking[:, place] |= ~settled(found.doubt)
    names = np.array([subject["nom"] for subject in subjects], dtype=object)
    return np.array([", ".join(names[row]) or None for row in lacking], dtype=object)
