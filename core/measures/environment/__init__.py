"""Environment and risks: risk plans, floods, nature, water catchments, heritage, archaeology, subsoil.

Every area counts by its share of the footprint, overlaps once. What nobody knows of a site stays unknown, unless what
was found decides already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..measure import Measure, Measured, Request, unknown
from .archaeology import archaeology
from .catchments import catchments
from .columns import COLUMNS
from .floods import flood_areas
from .heritage import heritage
from .nature import protected_nature
from .plans import prevention_plans
from .reading import Ground
from .species import protected_species
from .subsoil import subsoil
from .unknowns import not_known

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np

    from ...report import Report
    from ...territory import Territory

__all__ = ["COLUMNS", "MEASURE", "run"]

PARTS = (
    prevention_plans,
    flood_areas,
    protected_nature,
    protected_species,
    catchments,
    heritage,
    archaeology,
    subsoil,
)


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure what the environment of each site allows, forbids and threatens."""
    ground = Ground(sites, territory, report)
    found: dict[str, np.ndarray] = {}
    for step, part in enumerate(PARTS, start=1):
        found |= part(ground)
        report.progress(step / len(PARTS))
    found["environnement_inconnu"] = not_known(ground, found)
    return Measured(unknown(COLUMNS, sites.index).assign(**found))


MEASURE = Measure("environment", COLUMNS, run, by_area=True)
