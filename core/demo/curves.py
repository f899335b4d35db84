"""Lines that wander: coast, rivers, motorways and roads are drawn as functions of one coordinate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.interpolate import PchipInterpolator

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = npt.NDArray[np.float64]


class Curve:
    """A smooth function of one coordinate, in metres, exactly constant where it was asked to be.

    A river or an east-west road gives y from x, a coast or a north-south road x from y.
    """

    def __init__(self, at: Floats, values: Floats) -> None:
        self._curve = PchipInterpolator(at, values)
        self.low, self.high = float(at[0]), float(at[-1])
        # A monotone cubic never leaves the range of its knots.
        self.least, self.most = float(values.min()), float(values.max())

    def __call__(self, at: npt.ArrayLike) -> Floats:
        """Give the value at each place; beyond the ends the value of the end."""
        return np.asarray(self._curve(np.clip(at, self.low, self.high)), dtype=float)

    def passed_by(self, value: Floats, at: Floats) -> npt.NDArray[np.bool_]:
        """Tell which places lie beyond the curve: their value is greater than the curve's there."""
        beyond = value > self.most
        near = np.flatnonzero(~beyond & (value >= self.least))
        beyond[near] = value[near] > self(at[near])
        return np.asarray(beyond)

    def within(self, reach: npt.ArrayLike, value: Floats, at: Floats) -> npt.NDArray[np.bool_]:
        """Tell which places lie within a reach (metres, one for all or one each) of the curve, along its value."""
        reach = np.broadcast_to(np.asarray(reach, dtype=float), value.shape)
        found = (value > self.least - reach) & (value < self.most + reach)
        near = np.flatnonzero(found)
        found[near] = np.abs(value[near] - self(at[near])) <= reach[near]
        return np.asarray(found)


def wandering(
    rng: np.random.Generator,
    length: float,
    level: float,
    amplitude: float,
    step: float,
    straight: Sequence[tuple[float, float, float]] = (),
) -> Curve:
    """Draw a curve that wanders around a level.

    :param length: the curve runs from 0 to here, in metres.
    :param amplitude: how far it leaves its level, in metres.
    :param step: metres between two draws.
    :param straight: (from, to, value): stretches where the curve is exactly constant; a monotone cubic has no slope
        where two neighbouring knots are equal, so the stretch is a straight line to the last decimal.
    """
    count = max(int(round(length / step)), 1)
    at = np.linspace(0.0, length, count + 1) + np.r_[0.0, rng.uniform(-0.2, 0.2, count - 1) * step, 0.0]
    values = level + rng.uniform(-1.0, 1.0, count + 1) * amplitude
    kept = np.ones(count + 1, dtype=bool)
    for low, high, _ in straight:
        kept &= (at < low - 0.45 * step) | (at > high + 0.45 * step)
    at, values = at[kept], values[kept]
    for low, high, value in straight:
        at, values = np.r_[at, low, high], np.r_[values, value, value]
    order = np.argsort(at, kind="stable")
    at, values = at[order], values[order]
    if at[0] > 0.0:
        at, values = np.r_[0.0, at], np.r_[values[0], values]
    if at[-1] < length:
        at, values = np.r_[at, length], np.r_[values, values[-1]]
    return Curve(at, values)


def crossing(vertical: Curve, horizontal: Curve, near: float) -> tuple[float, float]:
    """Find where a north-south curve x(y) meets an east-west curve y(x); both are flat enough to meet once."""
    x = near
    for _ in range(60):
        x = float(vertical(horizontal(x)))
    return x, float(horizontal(x))
