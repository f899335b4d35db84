"""Writes the tables of jobs and of the consumption of land, whose first rows are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from .administration import basin_code
from .communes import DEPARTEMENT, REGION

if TYPE_CHECKING:
    from .stage import Stage

Floats = npt.NDArray[np.float64]
#: jobs of the first zone d'emploi: total and industry, so that the share is a round 18 %
KNOWN_JOBS, KNOWN_INDUSTRY = 50_000, 9_000
#: square metres consumed each year in the first commune: 2011-2020, then 2021-2024
KNOWN_BEFORE, KNOWN_SINCE = 40_000.0, 20_000.0
YEARS = range(11, 25)


def write_economy(stage: Stage) -> None:
    """Write the roles ``emploi`` and ``consommation_enaf``."""
    _jobs(stage)
    _consumption(stage)


def _jobs(stage: Stage) -> None:
    """Write jobs at the end of the year by zone d'emploi and commune, in FLORES's long form (BE: industry; _T: all)."""
    rng = stage.settings.rng("jobs")
    basins = len(stage.communes.basin_name)
    total = np.r_[KNOWN_JOBS, rng.integers(8_000, 60_000, basins - 1)]
    industry = np.r_[KNOWN_INDUSTRY, np.round(total[1:] * rng.uniform(0.08, 0.24, basins - 1))].astype(int)
    commune = np.round(stage.towns.population * rng.uniform(0.2, 0.5, len(stage.towns)))
    commune_industry = np.round(commune * rng.uniform(0.03, 0.3, len(stage.towns)))
    places = [basin_code(i) for i in range(basins)] + list(stage.towns.code)
    kind = ["ZE2020"] * basins + ["COM"] * len(stage.towns)
    jobs = {"_T": np.r_[total, commune], "BE": np.r_[industry, commune_industry]}
    stage.writer.add(
        "emploi",
        None,
        ACTIVITY=np.repeat(np.array(list(jobs), dtype=object), len(places)),
        FLORES_MEASURE="EMPL3112",
        LEGAL_FORM_WITH_PUBLIC="1T9X7",
        GEO=np.array(places * 2, dtype=object),
        GEO_OBJECT=np.array(kind * 2, dtype=object),
        NUMBER_EMPL="_T",
        OBS_STATUS="A",
        TIME_PERIOD=2024,
        OBS_VALUE=np.concatenate(list(jobs.values())),
    )


def _consumption(stage: Stage) -> None:
    """Write the Cerema's table; the six destinations add up to each flow, the flows to each period."""
    rng = stage.settings.rng("consumption")
    count = len(stage.towns)
    scale = stage.towns.population[:, None] ** 0.6 * 12.0
    flow = np.round(scale * rng.gamma(1.2, 1.0, (count, len(YEARS))) * np.where(np.array(YEARS) < 21, 1.0, 0.62))
    flow[0] = np.where(np.array(YEARS) < 21, KNOWN_BEFORE, KNOWN_SINCE)
    share = rng.dirichlet([6.0, 3.0, 0.15, 0.4, 0.1, 0.5], (count, len(YEARS)))
    part = np.floor(flow[..., None] * share)
    part[..., 0] += flow - part.sum(axis=-1)
    names = ("hab", "act", "inc", "mix", "fer", "rou")
    columns: dict[str, Floats] = {}
    spans = [(year, year + 1, slice(i, i + 1)) for i, year in enumerate(YEARS)] + [
        (11, 25, slice(0, 14)),
        (11, 21, slice(0, 10)),
        (21, 25, slice(10, 14)),
    ]
    for low, high, window in spans:
        columns[f"naf{low}art{high}"] = flow[:, window].sum(axis=1)
        for d, name in enumerate(names):
            columns[f"art{low}{name}{high}"] = part[:, window, d].sum(axis=1)
    surface = shapely.area(stage.communes.shape)
    stage.writer.add(
        "consommation_enaf",
        None,
        idcom=np.array(stage.towns.code, dtype=object),
        idcomtxt=np.array(stage.towns.name, dtype=object),
        idreg=REGION,
        idregtxt="Région fictive",
        iddep=DEPARTEMENT,
        iddeptxt="Département fictif",
        epci25=np.array(stage.communes.epci_siren, dtype=object)[stage.communes.epci],
        epci25txt=np.array(stage.communes.epci_name, dtype=object)[stage.communes.epci],
        scot="SCoT de l'Orvanne",
        surfcom2025=np.round(surface),
        artcom1125=np.round(100.0 * columns["naf11art25"] / surface, 2),
        pop22=stage.towns.population,
        **columns,
    )
