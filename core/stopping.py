"""Long steps of a library, which cannot ask by themselves whether to stop."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from .report import Report

Result = TypeVar("Result")
#: seconds between two questions whether to stop
BETWEEN = 0.1


def stoppable(work: Callable[[], Result], report: Report | None) -> Result:
    """Do a long step, and leave it when the user asks to stop.

    The work runs beside, in a thread of its own, and must read only what nobody changes meanwhile. It is of use where
    the library lets other threads run, as GEOS does; what was left ends by itself, and its result is dropped.

    :raises Cancelled: when the user asked to stop; and whatever the work raises.
    """
    if report is None:
        return work()
    beside = ThreadPoolExecutor(max_workers=1)
    try:
        result = beside.submit(work)
        while not wait([result], timeout=BETWEEN).done:
            report.check()
        return result.result()
    finally:
        beside.shutdown(wait=False, cancel_futures=True)
