"""Environment and risks: the share of the site where a risk prevention plan forbids building."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..sites.footprint import has_shape
from .measure import Column, Measure, Measured, Request
from .overlay import shares

if TYPE_CHECKING:
    import geopandas as gpd

    from ..report import Report
    from ..territory import Territory

FORBIDDEN = "interdiction"


def run(sites: gpd.GeoDataFrame, territory: Territory, request: Request, report: Report) -> Measured:
    """Measure the share of each footprint in zones where building is forbidden (COVADIS TYPEREG 03 and 04)."""
    part = pd.Series(np.nan, index=sites.index)
    zones = territory.read("ppr_zone")
    if zones is None:
        report.warn("role_absent", role="ppr_zone", measure="environment")
    else:
        covered = shares(
            np.where(has_shape(sites), sites.geometry.to_numpy(), None), zones.geometry.to_numpy(), zones["reglement"]
        )
        none = pd.Series(np.where(has_shape(sites), 0.0, np.nan))
        part = pd.Series(covered.get(FORBIDDEN, none).to_numpy(), index=sites.index)
    return Measured(pd.DataFrame({"ppr_rouge_part": part}))


MEASURE = Measure(
    name="environment",
    run=run,
    columns=(
        Column("ppr_rouge_part", "real", "", "Part en zone rouge d'un PPR", "Share in a red risk zone", ("ppr_zone",)),
    ),
)
