"""Judges what a project needs against what is known of each site: met, not met, or unknown, and by how much not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..measures.energy.power import level_of, power
from ..resources import resource
from ..scoring.preparing import LONG, SHORT, hall_fits
from .candidates import DAYS

if TYPE_CHECKING:
    from .candidates import Candidates
    from .project import Project

#: needs in the order of `resources/matching/exigences.json`
AREA, HALL, POWER, SIDING, PORT, NUISANCE, DATE, ALLOWANCE = range(8)
MET, NOT_MET = 1.0, 0.0

Judgement = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Verdict:
    """For k needs and n sites: 1 met, 0 not met, NaN unknown; and how much is lacking where it is not met, in the
    unit of the need (NaN where no figure says so).
    """

    met: np.ndarray
    lack: np.ndarray

    @property
    def fails(self) -> np.ndarray:
        """Tell (k, n) which need is known not to be met."""
        return self.met == NOT_MET

    @property
    def unknown(self) -> np.ndarray:
        """Tell (k, n) of which need nobody knows whether it is met."""
        return np.isnan(self.met)

    @property
    def suits(self) -> np.ndarray:
        """Tell (n,) which sites are known to meet every need."""
        return (self.met == MET).all(axis=0)

    @property
    def may_suit(self) -> np.ndarray:
        """Tell (n,) which sites meet every need that is known, and do not suit for what is unknown."""
        return ~self.fails.any(axis=0) & self.unknown.any(axis=0)


def names() -> list[str]:
    """Name the needs, in their order."""
    return list(resource("matching/exigences")["ordre"])


def judge(project: Project, sites: Candidates, new_land: np.ndarray, allowed: np.ndarray) -> Verdict:
    """Judge every need of a project for every site.

    :param new_land: (n,) hectares that the project would newly artificialise there.
    :param allowed: (n,) hectares that the site's territories have left; infinite without limit, NaN where unknown.
    """
    judged = [
        _area(project, sites),
        _hall(project, sites),
        _power(project, sites),
        _siding(project, sites),
        _at_most(project.port, sites.numbers("port_km")),
        _nuisance(project, sites),
        _date(project, sites),
        _within(new_land, allowed),
    ]
    return Verdict(np.array([met for met, _ in judged]), np.array([lack for _, lack in judged]))


def _all_met(count: int) -> Judgement:
    return np.full(count, MET), np.full(count, np.nan)


def _at_most(most: float | None, values: np.ndarray) -> Judgement:
    """Judge that a value is not above a limit; an infinite one is, by an amount that no figure tells."""
    if most is None:
        return _all_met(len(values))
    met = np.where(np.isnan(values), np.nan, np.where(values <= most, MET, NOT_MET))
    return met, np.where((met == NOT_MET) & np.isfinite(values), values - most, np.nan)


def _area(project: Project, sites: Candidates) -> Judgement:
    return _at_most(None if project.area is None else -project.area, -sites.area)


def _hall(project: Project, sites: Candidates) -> Judgement:
    """Judge by the sides of the largest rectangle, either way round; see :func:`core.scoring.preparing.hall_fits`."""
    if project.hall is None:
        return _all_met(len(sites))
    fits = hall_fits(sites.sites, {"longueur": project.hall[0], "largeur": project.hall[1]})
    met = np.select([fits == "oui", fits == "non"], [MET, NOT_MET], np.nan)
    length, width = max(project.hall), min(project.hall)
    lack = np.fmax(length - sites.numbers(LONG), width - sites.numbers(SHORT))
    return met, np.where(met == NOT_MET, lack, np.nan)


def _power(project: Project, sites: Candidates) -> Judgement:
    if project.power is None:
        return _all_met(len(sites))
    away = power({"puissance_mw": project.power}, sites.power, len(sites))["puissance_km"].astype(float)
    return _at_most(float(level_of(project.power)["proche_km"]), away)


def _siding(project: Project, sites: Candidates) -> Judgement:
    if project.siding is None:
        return _all_met(len(sites))
    accepted = resource("matching/exigences")["ite"]["admises"][project.siding]
    found = sites.texts("ite")
    unknown = np.equal(found, None).astype(bool)
    met = np.where(unknown, np.nan, np.where(np.isin(found.astype(str), accepted), MET, NOT_MET))
    return met, np.full(len(sites), np.nan)


def _nuisance(project: Project, sites: Candidates) -> Judgement:
    """Judge every rule on what lies around; the worst of them decides."""
    if project.nuisance is None:
        return _all_met(len(sites))
    rules: list[dict[str, Any]] = resource("matching/exigences")["voisinage"][project.nuisance]
    judged = [_at_most(rule["max"], sites.numbers(rule["column"])) for rule in rules]
    met = np.array([one for one, _ in judged])
    worst = np.where((met == NOT_MET).any(axis=0), NOT_MET, np.where(np.isnan(met).any(axis=0), np.nan, MET))
    return worst, _largest([lack for _, lack in judged])


def _date(project: Project, sites: Candidates) -> Judgement:
    late = []
    if project.deadline is not None:
        days = (sites.ready - np.datetime64(project.deadline, "D")).astype(float)
        late.append(np.where(np.isnat(sites.ready), np.nan, days / DAYS))
    if project.months is not None:
        late.append(sites.months - project.months)
    if not late:
        return _all_met(len(sites))
    return _at_most(0.0, np.max(late, axis=0))


def _within(new_land: np.ndarray, allowed: np.ndarray) -> Judgement:
    """Judge that a project alone does not take more than there is left; where it takes nothing, nothing limits it."""
    takes = new_land > 0
    met = np.where(~takes | (new_land <= allowed), MET, np.where(np.isnan(allowed), np.nan, NOT_MET))
    return met, np.where(met == NOT_MET, new_land - allowed, np.nan)


def _largest(values: list[np.ndarray]) -> np.ndarray:
    stacked = np.array(values)
    return np.where(np.isnan(stacked).all(axis=0), np.nan, np.nanmax(np.nan_to_num(stacked, nan=0.0), axis=0))
