"""The class of readiness R0 to R5: the best of which all conditions hold, and what is missing for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..resources import resource
from .statuses import UNKNOWN

if TYPE_CHECKING:
    import numpy.typing as npt

    from .state import State
    from .steps import Procedures, ReadinessClass

SEPARATOR = " ; "


@dataclass(frozen=True)
class Left:
    """What is left on n sites in a case.

    :param open: (n, k) which steps are to be reckoned with.
    :param unknown: (n, k) of which of them nobody knows whether they are needed.
    :param heavy: (n, k) which of them are heavy works.
    :param months: (n,) until the site is ready.
    """

    open: npt.NDArray[np.bool_]
    unknown: npt.NDArray[np.bool_]
    heavy: npt.NDArray[np.bool_]
    months: npt.NDArray[np.float64]


def left_of(procedures: Procedures, state: State, months: npt.NDArray[np.float64]) -> Left:
    """Reckon with all that is needed or may well be: what is unknown is held against a site."""
    heavy = np.array([step.heavy for step in procedures.steps])
    unknown = state.status == UNKNOWN
    return Left(state.open | unknown, unknown, state.open & heavy, months)


def left_at_best(procedures: Procedures, state: State, months: npt.NDArray[np.float64]) -> Left:
    """Reckon with what is needed for sure."""
    sure = state.chance_low >= 1.0
    heavy = np.array([step.heavy for step in procedures.steps])
    return Left(sure, np.zeros(sure.shape, dtype=bool), sure & heavy, months)


def left_at_worst(procedures: Procedures, state: State, months: npt.NDArray[np.float64]) -> Left:
    """Reckon with all that may be needed."""
    may = state.chance_high > 0.0
    heavy = np.array([step.heavy for step in procedures.steps])
    return Left(may, state.status == UNKNOWN, may & heavy, months)


def classes(procedures: Procedures, left: Left, vetoed: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    """Give the class of each site: the best of which all conditions hold; that of vetoed sites where a veto holds."""
    found = np.full(len(vetoed), None, dtype=object)
    for said in reversed(procedures.classes):
        found[np.logical_and.reduce(list(_conditions(procedures, left, said).values()))] = said.id
    found[vetoed] = procedures.vetoed.id
    return found


def missing(
    procedures: Procedures, left: Left, found: npt.NDArray[np.object_], language: str
) -> npt.NDArray[np.object_]:
    """Say what keeps each site from the next better class; None where there is none, or a veto holds."""
    said = resource("readiness/mots")
    told = np.full(len(found), None, dtype=object)
    labels = np.array([step.label[language] for step in procedures.steps], dtype=object)
    for better, worse in zip(procedures.classes, procedures.classes[1:]):
        holds = _conditions(procedures, left, better)
        for row in np.flatnonzero(found == worse.id):
            words = []
            if not holds["months"][row]:
                facts = {"mois": f"{left.months[row]:.0f}", "max": f"{better.months_max:.0f}"}
                words.append(said["trop_de_mois"][language].format(**facts))
            named = {"heavy": left.heavy[row], "none_of": left.open[row] & _named(procedures, better)}
            steps = np.zeros(len(labels), dtype=bool)
            for key, those in named.items():
                if not holds[key][row]:
                    steps |= those
            known = steps & ~left.unknown[row]
            words += [said["a_faire"][language].format(etapes=", ".join(labels[known]))] if known.any() else []
            unknown = (steps | (left.unknown[row] if better.nothing_unknown else False)) & left.unknown[row]
            words += [said["a_savoir"][language].format(etapes=", ".join(labels[unknown]))] if unknown.any() else []
            told[row] = f"{better.id} : " + SEPARATOR.join(words)
    return told


def reasons(
    procedures: Procedures, left: Left, found: npt.NDArray[np.object_], vetoes: npt.NDArray[np.object_], language: str
) -> npt.NDArray[np.object_]:
    """Say why each site is in its class: the months, what is to be done, what nobody knows; the veto where one holds.

    :param vetoes: what the vetoes are, for the sites that have any.
    """
    said = resource("readiness/mots")
    labels = np.array([step.label[language] for step in procedures.steps], dtype=object)
    told = np.full(len(found), None, dtype=object)
    for row, name in enumerate(found):
        if name == procedures.vetoed.id:
            told[row] = said["veto"][language].format(motifs=vetoes[row] or "–")
            continue
        words = [said["mois"][language].format(mois=f"{left.months[row]:.0f}")]
        known, unknown = left.open[row] & ~left.unknown[row], left.unknown[row]
        words += [said["a_faire"][language].format(etapes=", ".join(labels[known]))] if known.any() else []
        words += [said["a_savoir"][language].format(etapes=", ".join(labels[unknown]))] if unknown.any() else []
        told[row] = SEPARATOR.join(words)
    return told


def _named(procedures: Procedures, said: ReadinessClass) -> npt.NDArray[np.bool_]:
    return np.array([step.id in said.none_of for step in procedures.steps])


def _conditions(procedures: Procedures, left: Left, said: ReadinessClass) -> dict[str, npt.NDArray[np.bool_]]:
    """Tell for each site which conditions of a class hold."""
    always = np.ones(len(left.months), dtype=bool)
    return {
        "months": always if said.months_max is None else left.months <= said.months_max,
        "heavy": ~left.heavy.any(axis=1) if said.no_heavy else always,
        "unknown": ~left.unknown.any(axis=1) if said.nothing_unknown else always,
        "none_of": ~(left.open & _named(procedures, said)).any(axis=1),
    }
