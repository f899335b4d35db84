"""The assignment as columns: which project a site has, which part of it, how fit, how soon, at what cost of land."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .needs import names
from .sentences import label, say

if TYPE_CHECKING:
    from .matching import Matching

SEPARATOR = " ; "
COLUMNS = [
    "projet",
    "projet_part_ha",
    "projet_aptitude",
    "projet_profil",
    "projet_mois",
    "projet_nouvelle_artif_ha",
    "projet_nouvelle_artif_origine",
    "projet_emplois",
    "projet_a_verifier",
    "reste_ha",
    "zan_regime",
]


def assignments(found: Matching, regime: str, language: str = "fr") -> pd.DataFrame:
    """Give one row per project that has a site: ``site_id`` and :data:`COLUMNS`, by site, then by project.

    What is unknown is NaN or None: months that were counted at worst, needs that were admitted unknown are named.
    """
    question, pairs, taken = found.question, found.pairs, found.taken
    projects = [question.projects[place] for place in pairs.project[taken]]
    site = pairs.site[taken]
    origin = [say("nouvelle_artif", key, language) for key in question.sites.new_origin[site]]
    takes = pairs.part[taken] > 0
    table = pd.DataFrame(
        {
            "site_id": question.sites.sites.index[site],
            "projet": [project.name for project in projects],
            "projet_part_ha": np.where(takes, pairs.part[taken], np.nan),
            "projet_aptitude": pairs.fitness[taken],
            "projet_profil": pd.Series([project.profile for project in projects], dtype=object),
            "projet_mois": question.sites.months[site],
            "projet_nouvelle_artif_ha": np.where(takes, pairs.land[taken], np.nan),
            "projet_nouvelle_artif_origine": pd.Series(origin, dtype=object).where(takes, None),
            "projet_emplois": [np.nan if project.jobs is None else project.jobs for project in projects],
            "projet_a_verifier": pd.Series([_unknown(row, language) for row in pairs.unknown[taken]], dtype=object),
            "reste_ha": found.left[site],
            "zan_regime": pd.Series([regime] * len(taken), dtype=object),
        }
    )
    order = np.lexsort((table["projet"].to_numpy(str), site)) if len(table) else []
    return table.iloc[order].reset_index(drop=True)


def _unknown(row: np.ndarray, language: str) -> str | None:
    return SEPARATOR.join(label(need, language) for need, missing in zip(names(), row) if missing) or None
