"""What is known of each site that a project may need: areas, sides, distances, months, new artificialisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..resources import resource
from ..sites.fields import known, number
from .fitness import Fitness, fitness

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

#: grids whose distance the power asked for is judged by; of HTA/BT posts alone no column tells, so BT goes by HTA
GRIDS = {"bt": "hta", "poste_source": "poste_source", "htb": "htb", "htb1": "htb1", "htb2": "htb2", "htb3": "htb3"}
#: where the new artificialisation of a site comes from
MEASURED, DERIVED, WORST = "mesure", "part_non_artificialisee", "au_pire"
SQUARE_METRES = 10_000.0
#: mean length of a month in days
DAYS = 365.25 / 12.0


@dataclass(frozen=True)
class Candidates:
    """n sites in the order of their identifiers; what is unknown is NaN, NaT or None.

    :param sites: all their columns, index ``site_id``.
    :param area: usable hectares.
    :param power: distances to the grids and names, as :func:`core.measures.energy.power.power` takes them.
    :param months: before the site is ready; `ready`: on which day it is.
    :param new_share: share of what a project takes that is newly artificialised, 1 where nobody knows; and whence.
    :param divisible: whether the site may be divided.
    """

    sites: pd.DataFrame
    area: np.ndarray
    power: dict[str, np.ndarray]
    months: np.ndarray
    ready: np.ndarray
    new_share: np.ndarray
    new_origin: np.ndarray
    divisible: np.ndarray
    fitness: dict[str | None, Fitness]

    def __len__(self) -> int:
        """Count the sites."""
        return len(self.sites)

    @property
    def whole(self) -> np.ndarray:
        """The usable hectares, else those of the footprint."""
        return np.where(np.isnan(self.area), self.numbers("surface_m2") / SQUARE_METRES, self.area)

    def some(self, places: np.ndarray) -> Candidates:
        """Give some of the sites, by their places."""
        return Candidates(
            sites=self.sites.iloc[places],
            area=self.area[places],
            power={name: values[places] for name, values in self.power.items()},
            months=self.months[places],
            ready=self.ready[places],
            new_share=self.new_share[places],
            new_origin=self.new_origin[places],
            divisible=self.divisible[places],
            fitness={name: judged.some(places) for name, judged in self.fitness.items()},
        )

    def numbers(self, column: str) -> np.ndarray:
        """Give a column as numbers; NaN throughout where it is not there."""
        return _numbers(self.sites, column)

    def texts(self, column: str) -> np.ndarray:
        """Give a column as texts, None where unknown."""
        if column not in self.sites:
            return np.full(len(self.sites), None, dtype=object)
        values = self.sites[column].astype(object)
        return known(values.where(values.notna(), None)).to_numpy(dtype=object)


def candidates(
    sites: pd.DataFrame,
    profiles: Iterable[str | None],
    on: date,
    *,
    measured_for: str | None = None,
    divide: bool = False,
    language: str = "fr",
) -> Candidates:
    """Gather what the sites tell, in the order of their identifiers.

    :param sites: index ``site_id``; distances to what does not exist are infinite.
    :param on: the day from which months are counted where the sites do not say on which day they are ready.
    :param divide: whether large sites may be divided.
    """
    sites = sites.iloc[np.argsort(sites.index.astype(str), kind="stable")]
    area = _numbers(sites, "surface_utile_ha")
    area = np.where(np.isnan(area), _numbers(sites, "surface_utile_m2") / SQUARE_METRES, area)
    area = np.where(area >= 0, area, np.nan)
    months = _numbers(sites, "mois_avant_pret")
    share, origin = _new_share(sites)
    return Candidates(
        sites=sites,
        area=area,
        power=_power(sites),
        months=np.where(months >= 0, months, np.nan),
        ready=_ready(sites, months, on),
        new_share=share,
        new_origin=origin,
        divisible=_divisible(sites, area) if divide else np.zeros(len(sites), dtype=bool),
        fitness=fitness(sites, profiles, measured_for, language),
    )


def _numbers(sites: pd.DataFrame, column: str) -> np.ndarray:
    if column not in sites:
        return np.full(len(sites), np.nan)
    values = sites[column]
    return (number(values) if values.dtype == object else values.astype(float)).to_numpy(dtype=float)


def _power(sites: pd.DataFrame) -> dict[str, np.ndarray]:
    told: dict[str, Any] = {}
    for grid, column in GRIDS.items():
        told[f"{grid}_km"] = _numbers(sites, f"{column}_km")
        names = sites.get(f"{column}_nom", pd.Series(None, index=sites.index, dtype=object))
        told[f"{grid}_nom"] = names.astype(object).to_numpy()
    return told


def _ready(sites: pd.DataFrame, months: np.ndarray, on: date) -> np.ndarray:
    known = np.isfinite(months)
    days = np.round(np.where(known, months, 0.0) * DAYS).astype("timedelta64[D]")
    counted = np.where(known, np.datetime64(on, "D") + days, np.datetime64("NaT"))
    if "date_prete" not in sites:
        return counted
    said = pd.to_datetime(sites["date_prete"], errors="coerce").to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(said), counted, said)


def _new_share(sites: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give the share of the footprint that a plant would newly artificialise, and where that figure comes from."""
    said = resource("matching/exigences")["artificialisation"]
    whole = _numbers(sites, said["emprise"])
    with np.errstate(divide="ignore", invalid="ignore"):
        measured = _numbers(sites, said["nouvelle"]) / whole
        square_metres, per_cent = (_numbers(sites, column) for column in said["artificialisee"])
        derived = 1.0 - np.where(np.isnan(square_metres / whole), per_cent / 100.0, square_metres / whole)
    share = np.where(np.isfinite(measured), measured, np.where(np.isfinite(derived), derived, 1.0))
    origin = np.select([np.isfinite(measured), np.isfinite(derived)], [MEASURED, DERIVED], WORST)
    return np.clip(share, 0.0, 1.0), origin.astype(object)


def _divisible(sites: pd.DataFrame, area: np.ndarray) -> np.ndarray:
    large = area >= resource("matching/exigences")["division"]["site_min_ha"]["value"]
    if "divisible" not in sites:
        return large
    said = known(sites["divisible"].astype(object)).astype(object)
    return np.where(said == "oui", ~np.isnan(area), np.where(said == "non", False, large))
