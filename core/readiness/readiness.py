"""Months to "clé en main", the path that decides, the class R0 to R5, and the table of procedures behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..conditions import judge
from .schedule import Schedule, schedule

if TYPE_CHECKING:
    from datetime import date

    from .procedures import Procedures

LEAST, LIKELY, MOST = 0, 1, 2
RUNNING, UNKNOWN = "en_cours", "inconnu"
#: statuses of a step that still takes time
NEEDED = ["a_faire", RUNNING]
#: mean length of a month in days, for the part of a month that is not whole
DAYS = 365.25 / 12.0
ARROW = " → "


@dataclass
class Readiness:
    """`sites`: the columns of readiness, by ``site_id``; `procedures`: one row per site and step."""

    sites: pd.DataFrame
    procedures: pd.DataFrame


def assess(
    sites: pd.DataFrame,
    procedures: Procedures,
    need: dict[str, Any],
    vetoed: pd.Series,
    on: date,
    statuses: pd.DataFrame | None = None,
    language: str = "fr",
) -> Readiness:
    """Assess the readiness of each site.

    The likely months count what is needed and, out of prudence, what may be needed for all that is known; the least
    count only what is known to be needed, at its shortest; the most count everything, at its longest, excavation too.

    :param need: the profile's need; its keys stand in conditions as columns ``besoin.<key>``.
    :param vetoed: per site, True where a veto holds: class R0.
    :param statuses: what the user knows of each step, as :func:`read_statuses` gives it.
    """
    facts = sites.assign(**{f"besoin.{key}": value for key, value in need.items()})
    steps = procedures.steps
    status = np.column_stack([_triggered(step.when, facts) for step in steps]).astype(object)
    left = np.full(status.shape, np.nan)
    sure = np.tile([step.probability >= 0.5 for step in steps], (len(sites), 1))
    status[(status == "a_faire") & ~sure] = UNKNOWN  # what may turn out not to be needed is not yet to be done
    if statuses is not None and len(statuses):
        _apply(statuses, procedures, sites.index, status, left, sure)
    months = {case: _months(steps, status, left, sure, case) for case in (LEAST, LIKELY, MOST)}
    least, likely, most = (schedule(steps, months[case]) for case in (LEAST, LIKELY, MOST))
    result = pd.DataFrame(
        {
            "classe_maturite": _classes(procedures, status, sure, likely.total, vetoed.to_numpy(bool)),
            "mois_avant_pret": likely.total,
            "mois_min": least.total,
            "mois_max": most.total,
            "date_prete": _dates(likely.total, on),
            "chemin_critique": [
                ARROW.join(step.label[language] for step, decides in zip(steps, row) if decides) or None
                for row in likely.critical
            ],
        },
        index=sites.index,
    )
    return Readiness(result, _table(sites.index, procedures, status, likely, months[LIKELY], on, language))


def _triggered(condition: dict[str, Any], facts: pd.DataFrame) -> np.ndarray:
    held = judge(condition, facts)
    return np.where(held.isna(), UNKNOWN, np.where(held.fillna(False), "a_faire", "sans_objet"))


def _apply(
    statuses: pd.DataFrame,
    procedures: Procedures,
    sites: pd.Index,
    status: np.ndarray,
    left: np.ndarray,
    sure: np.ndarray,
) -> None:
    """Let what the user says win over what the measures trigger; what the user says is needed is surely so."""
    row = sites.get_indexer(statuses["site_id"])
    column = pd.Index([step.id for step in procedures.steps]).get_indexer(statuses["etape"])
    there = row >= 0
    status[row[there], column[there]] = statuses["statut"].to_numpy()[there]
    left[row[there], column[there]] = statuses["reste_mois"].to_numpy(dtype=float)[there]
    sure[row[there], column[there]] |= np.isin(statuses["statut"].to_numpy()[there], NEEDED)


def _months(steps: tuple, status: np.ndarray, left: np.ndarray, sure: np.ndarray, case: int) -> np.ndarray:
    """Give the months each step still takes in a case, NaN where it takes none."""
    usual = np.array([step.months[case] for step in steps])
    counted = np.isin(status, NEEDED)
    if case != LEAST:
        counted |= status == UNKNOWN
    if case != MOST:
        counted &= sure
    remaining = np.where((status == RUNNING) & ~np.isnan(left), left, usual)
    return np.where(counted, remaining, np.nan)


def _classes(
    procedures: Procedures, status: np.ndarray, sure: np.ndarray, months: np.ndarray, vetoed: np.ndarray
) -> np.ndarray:
    """Give the best class whose conditions all hold; what is unknown is held against a site."""
    open_ = np.isin(status, [*NEEDED, UNKNOWN])
    heavy = sure & np.array([step.heavy for step in procedures.steps])
    names = [step.id for step in procedures.steps]
    result = np.full(len(months), None, dtype=object)
    for said in reversed(procedures.classes):
        holds = np.ones(len(months), dtype=bool)
        if said["months_max"] is not None:
            holds &= months <= said["months_max"]
        if said.get("no_heavy"):
            holds &= ~(open_ & heavy).any(axis=1)
        if said.get("nothing_unknown"):
            holds &= ~(status == UNKNOWN).any(axis=1)
        for name in said.get("none_of", ()):
            holds &= ~open_[:, names.index(name)]
        result[holds] = said["class"]
    result[vetoed] = procedures.vetoed["class"]
    return result


def _dates(months: np.ndarray, on: date) -> pd.DatetimeIndex:
    """Count calendar months from a day; the same day of the month, or its last one where the month is shorter."""
    whole = np.floor(months).astype(np.int64)
    month = np.datetime64(on, "M") + whole.astype("timedelta64[M]")
    last_day = (month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")
    day = np.minimum(np.timedelta64(on.day, "D"), last_day) - np.timedelta64(1, "D")
    rest = np.round((months - whole) * DAYS).astype("timedelta64[D]")
    return pd.DatetimeIndex(month.astype("datetime64[D]") + day + rest)


def _table(
    sites: pd.Index,
    procedures: Procedures,
    status: np.ndarray,
    plan: Schedule,
    months: np.ndarray,
    on: date,
    language: str,
) -> pd.DataFrame:
    count = len(procedures.steps)
    counted = ~np.isnan(months).ravel()
    start, end = (
        _dates(values.ravel(), on).to_series(index=range(len(counted))).where(counted)
        for values in (plan.start, plan.end)
    )
    return pd.DataFrame(
        {
            "site_id": np.repeat(sites.to_numpy(), count),
            "etape": np.tile([step.id for step in procedures.steps], len(sites)),
            "libelle": np.tile([step.label[language] for step in procedures.steps], len(sites)),
            "statut": status.ravel(),
            "mois": months.ravel(),
            "debut": start.to_numpy(),
            "fin": end.to_numpy(),
            "critique": np.where(plan.critical.ravel(), "oui", "non"),
        }
    )
