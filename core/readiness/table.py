"""The long table of procedures: for each site and step its status, months, dates, and how much it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .calendar import dates
from .steps import LEAST, LIKELY, MOST

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from .schedule import Schedule
    from .simulation import Simulation
    from .state import State
    from .steps import Procedures

#: what the user says of a step, carried from the table of statuses into this one
SAID = ("document", "responsable")


def procedures_table(
    sites: pd.Index,
    procedures: Procedures,
    state: State,
    plan: Schedule,
    simulation: Simulation,
    statuses: pd.DataFrame | None,
    on: date,
    language: str,
) -> pd.DataFrame:
    """Give a row per site and step, in the order of the procedures."""
    steps, count = procedures.steps, len(sites)
    likely = state.left(LIKELY)
    counted = ~np.isnan(likely).ravel()
    start, end = (pd.Series(dates(values.ravel(), on)).where(counted) for values in (plan.start, plan.end))
    labels = [np.array([way.label[language] for way in step.variants], dtype=object) for step in steps]
    ways = np.column_stack([names[state.variant[:, place]] for place, names in enumerate(labels)])
    sources = [np.array([way.source for way in step.variants], dtype=object) for step in steps]
    told = np.column_stack([names[state.variant[:, place]] for place, names in enumerate(sources)])
    several = np.array([len(step.variants) > 1 for step in steps])
    needed = state.chance_high > 0
    least, most = (np.where(needed, state.months[case], np.nan) for case in (LEAST, MOST))
    table = pd.DataFrame(
        {
            "site_id": np.repeat(sites.to_numpy(), len(steps)),
            "etape": np.tile([step.id for step in steps], count),
            "libelle": np.tile([step.label[language] for step in steps], count),
            "famille": np.tile([step.family for step in steps], count),
            "variante": np.where(several & needed, ways, None).ravel(),
            "statut": state.status.ravel(),
            "mois": likely.ravel(),
            "mois_min": least.ravel(),
            "mois_max": most.ravel(),
            "debut": start.to_numpy(),
            "fin": end.to_numpy(),
            "critique": np.where(plan.critical.ravel(), "oui", "non"),
            "source": np.where(needed, told, None).ravel(),
            "criticite": _decided(simulation.criticality, needed),
            "gain_un_mois": _decided(simulation.gain, needed),
        }
    )
    for name in SAID:
        table[name] = None
    if statuses is not None and len(statuses):
        told = table[["site_id", "etape"]].merge(
            statuses[["site_id", "etape", *SAID]], on=["site_id", "etape"], how="left"
        )
        table[list(SAID)] = told[list(SAID)].astype(object).where(told[list(SAID)].notna(), None)
    return table


def _decided(values: npt.NDArray[np.float64], needed: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    return np.where(needed, values, np.nan).ravel()
