"""The longest path through the procedures, for all sites at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .procedures import Step

NO_STEP = -1


@dataclass(frozen=True)
class Schedule:
    """Months from the reference date, (n sites, k steps): when each step starts and ends; 0 where it is not needed.

    `total` is the end of the last step of each site; `critical` marks the steps that decide it.
    """

    start: np.ndarray
    end: np.ndarray
    total: np.ndarray
    critical: np.ndarray


def schedule(steps: tuple[Step, ...], months: np.ndarray, earliest: np.ndarray | None = None) -> Schedule:
    """Start each step as soon as those it waits for have ended, and no earlier than it may.

    :param steps: k steps, each after those it waits for.
    :param months: (n, k) months that each step takes; NaN where it is not needed: it then keeps nobody waiting.
    :param earliest: (n, k) months before which it does not begin.
    """
    place = {step.id: column for column, step in enumerate(steps)}
    needed = ~np.isnan(months)
    start, end = np.zeros(months.shape), np.zeros(months.shape)
    waits_for = np.full(months.shape, NO_STEP)
    first = np.zeros(months.shape) if earliest is None else earliest
    for column, step in enumerate(steps):
        before = [place[name] for name in step.after if name in place]
        last = end[:, before].max(axis=1) if before else np.zeros(len(months))
        start[:, column] = np.where(needed[:, column], np.maximum(last, first[:, column]), 0.0)
        if before:
            decisive = np.array(before)[end[:, before].argmax(axis=1)]
            waiting = needed[:, column] & (last > 0) & (last >= first[:, column])
            waits_for[:, column] = np.where(waiting, decisive, NO_STEP)
        end[:, column] = np.where(needed[:, column], start[:, column] + np.nan_to_num(months[:, column]), 0.0)
    total = end.max(axis=1) if len(steps) else np.zeros(len(months))
    return Schedule(start, end, total, _critical(end, total, waits_for))


def _critical(end: np.ndarray, total: np.ndarray, waits_for: np.ndarray) -> np.ndarray:
    """Walk back from the step that ends last, all sites in step."""
    critical = np.zeros(end.shape, dtype=bool)
    if not end.shape[1]:
        return critical
    at = np.where(total > 0, end.argmax(axis=1), NO_STEP)
    while (at != NO_STEP).any():
        walking = np.flatnonzero(at != NO_STEP)
        critical[walking, at[walking]] = True
        at[walking] = waits_for[walking, at[walking]]
    return critical
