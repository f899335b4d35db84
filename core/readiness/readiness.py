"""Months to "clé en main", the path that decides, the class R0 to R5, and the table of procedures behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..conditions import with_numbers
from ..report import Report
from ..resources import resource
from . import france_2030
from .calendar import dates, months_between
from .classes import classes, left_at_best, left_at_worst, left_of, missing, reasons
from .draws import durations, read_draws
from .schedule import schedule
from .simulation import simulate
from .state import facts_of, state_of
from .steps import LEAST, LIKELY, MOST
from .table import procedures_table

if TYPE_CHECKING:
    import numpy.typing as npt

    from .draws import Draws
    from .steps import Procedures

ARROW = " → "
VETO, ANSWERS = "veto", {"oui": True, "non": False}
#: columns that hold whole numbers
WHOLE_NUMBERS = ("virginie_palier", "f2030_nombre")


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
    *,
    by: date | None = None,
    draws: Draws | None = None,
    report: Report | None = None,
) -> Readiness:
    """Assess the readiness of each site.

    The likely months count what is needed and, out of prudence, what may be needed for all that is known; the least
    count only what is known to be needed, at its shortest; the most count everything, at its longest, excavation too.
    The quantiles of the draws rest on the prudent reckoning, ``mois_p50_min`` and ``p_prete_max`` on the other: what
    is unknown is not needed there.

    :param need: the profile's need; its keys stand in conditions as columns ``besoin.<key>``.
    :param vetoed: per site, see :func:`vetoes`: class R0 where one holds, at worst R0 where one may.
    :param statuses: what the user knows of each step, as :func:`.statuses.read_statuses` gives it.
    :param by: the day by which sites should be ready; that of `resources/readiness/reglages.json` if not given.
    """
    report = report or Report()
    by = by or default_deadline()
    facts = with_numbers(procedures.conditions, facts_of(sites, need))
    state = state_of(facts, procedures, statuses, on, report)
    steps = procedures.steps
    ruled_out, may_be_ruled_out = (vetoed.fillna(doubt).to_numpy(dtype=bool) for doubt in (False, True))
    least, likely, most = (schedule(steps, state.left(case), state.earliest) for case in (LEAST, LIKELY, MOST))
    limit = float(months_between(on, pd.Series([pd.Timestamp(by)]))[0])
    drawn = durations(procedures, draws or read_draws(None, None))
    with report.part(0.1, 0.7):
        prudent = simulate(procedures, state, state.chance_high, drawn, limit, report)
    with report.part(0.7, 0.9):
        hopeful = simulate(procedures, state, state.chance_low, drawn, limit, report, steps=False)
    left = left_of(procedures, state, likely.total)
    found = classes(procedures, left, ruled_out)
    ready = dates(likely.total, on)
    in_time = _in_time(likely.total, least.total, limit)
    motives = sites["veto_motifs"].to_numpy(dtype=object) if "veto_motifs" in sites else np.full(len(sites), None)
    columns = {
        "classe_maturite": found,
        "classe_min": classes(procedures, left_at_worst(procedures, state, most.total), may_be_ruled_out),
        "classe_max": classes(procedures, left_at_best(procedures, state, least.total), ruled_out),
        "classe_motifs": reasons(procedures, left, found, motives, language),
        "classe_manque": missing(procedures, left, found, language),
        "virginie_palier": _tiers(procedures, found),
        "mois_avant_pret": likely.total,
        "mois_min": least.total,
        "mois_max": most.total,
        "mois_p50": prudent.quantiles["mois_p50"],
        "mois_p80": prudent.quantiles["mois_p80"],
        "mois_p50_min": hopeful.quantiles["mois_p50"],
        "date_prete": ready,
        "p_prete": prudent.in_time,
        "p_prete_max": hopeful.in_time,
        "chemin_critique": _path(procedures, likely.critical, language),
        **france_2030.check(facts, procedures, state, in_time),
        "f2030_horizon": france_2030.horizons(found, ready, procedures.vetoed.id, language),
    }
    table = procedures_table(sites.index, procedures, state, likely, prudent, statuses, on, language)
    report.progress(1.0)
    return Readiness(pd.DataFrame(columns, index=sites.index), table)


def vetoes(sites: pd.DataFrame) -> pd.Series:
    """Tell whether a veto rules out each site, by the column of its score: NA where nobody knows, or it has none."""
    told = sites[VETO].map(ANSWERS) if VETO in sites else pd.Series(None, index=sites.index, dtype=object)
    return told.astype("boolean")


def default_deadline() -> date:
    """Give the day by which sites should be ready if nobody says."""
    return date.fromisoformat(resource("readiness/reglages")["echeance"]["value"])


def _in_time(likely: npt.NDArray[np.float64], least: npt.NDArray[np.float64], limit: float) -> npt.NDArray[np.object_]:
    """Tell whether a site is ready in time; None where what is unknown decides."""
    return np.where(likely <= limit, "oui", np.where(least > limit, "non", None)).astype(object)


def _tiers(procedures: Procedures, found: npt.NDArray[np.object_]) -> npt.NDArray[np.float64]:
    tiers = {said.id: said.virginia for said in procedures.classes}
    return pd.Series(found, dtype=object).map(tiers).astype(float).to_numpy()


def _path(procedures: Procedures, critical: npt.NDArray[np.bool_], language: str) -> list[str | None]:
    labels = [step.label[language] for step in procedures.steps]
    return [ARROW.join(label for label, decides in zip(labels, row) if decides) or None for row in critical]
