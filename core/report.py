"""How long work tells where it stands: progress, steps, warnings, and the wish to stop."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator


class Report:
    """A silent report that keeps its warnings; subclasses show them.

    The engine receives a report and never a QGIS feedback, so that the same run works in a script, a worker or QGIS.
    """

    def __init__(self) -> None:
        self.warnings: list[tuple[str, dict[str, Any]]] = []
        self._low, self._high = 0.0, 1.0

    def progress(self, fraction: float) -> None:
        """Say which fraction (0 to 1) of the current part is done, and stop here if the user asked for it.

        :raises Cancelled: when :meth:`cancelled` is true.
        """
        self.check()
        self.show_progress(self._low + (self._high - self._low) * min(max(fraction, 0.0), 1.0))

    @contextmanager
    def part(self, low: float, high: float) -> Iterator[Report]:
        """Make the fractions given inside the block run from `low` to `high` of the current part."""
        outer = self._low, self._high
        width = outer[1] - outer[0]
        self._low, self._high = outer[0] + width * low, outer[0] + width * high
        try:
            yield self
        finally:
            self._low, self._high = outer

    def step(self, code: str, **facts: Any) -> None:
        """Announce the step that begins, by code, and stop here if the user asked for it."""
        self.check()
        self.show_step(code, facts)

    def warn(self, code: str, **facts: Any) -> None:
        """Keep and show something the user should know, once, without stopping."""
        if (code, facts) not in self.warnings:
            self.warnings.append((code, facts))
            self.show_warning(code, facts)

    def check(self) -> None:
        """Raise :class:`Cancelled` if the user asked to stop."""
        if self.cancelled():
            raise Cancelled

    def cancelled(self) -> bool:
        """Tell whether the user asked to stop."""
        return False

    def show_progress(self, fraction: float) -> None:
        """Show the fraction of the whole run that is done."""

    def show_step(self, code: str, facts: dict[str, Any]) -> None:
        """Show that a step begins."""

    def show_warning(self, code: str, facts: dict[str, Any]) -> None:
        """Show a warning."""


class Quiet(Report):
    """A report that shows nothing, and stops when another one does."""

    def __init__(self, outer: Report) -> None:
        super().__init__()
        self.outer = outer

    def cancelled(self) -> bool:
        """Tell whether the user asked the other one to stop."""
        return self.outer.cancelled()
