"""Long steps of GEOS are left within a second when the user asks to stop."""

from __future__ import annotations

import time

import numpy as np
import pytest
import shapely

from gisement.core.errors import Cancelled
from gisement.core.measures.land.usable import subtract
from gisement.core.report import Report
from gisement.core.stopping import stoppable


class Impatient(Report):
    """Asks to stop after some tenths of a second."""

    def __init__(self, after: float) -> None:
        super().__init__()
        self.until = time.monotonic() + after

    def cancelled(self) -> bool:
        """Say whether the time is over."""
        return time.monotonic() > self.until


def crumpled(corners: int) -> shapely.Polygon:
    """A disc with teeth, whose narrow strips take GEOS many seconds."""
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    away = 1_700 + np.where(np.arange(corners) % 2, 400.0, 0.0)
    return shapely.Polygon(np.column_stack([away * np.cos(turn), away * np.sin(turn)]))


def test_result_and_failure_of_the_work_come_back() -> None:
    assert stoppable(lambda: 3, Report()) == 3
    assert stoppable(lambda: 3, None) == 3
    with pytest.raises(ZeroDivisionError):
        stoppable(lambda: 1 // 0, Report())


def test_the_usable_area_of_a_huge_outline_is_left_when_asked() -> None:
    shapes = np.array([crumpled(20_000)], dtype=object)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        subtract(shapes, {}, Impatient(0.3))
    assert time.monotonic() - began < 2.0
