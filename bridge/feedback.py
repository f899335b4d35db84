"""Shows the engine's report in QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.report import Report
from .messages import step_text, warning_text

if TYPE_CHECKING:
    from qgis.core import QgsProcessingFeedback


class FeedbackReport(Report):
    """A report that speaks through the feedback of a Processing algorithm."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        super().__init__()
        self.feedback = feedback

    def cancelled(self) -> bool:
        """Tell whether the user pressed Cancel."""
        return bool(self.feedback.isCanceled())

    def show_progress(self, fraction: float) -> None:
        """Move the progress bar."""
        self.feedback.setProgress(100.0 * fraction)

    def show_step(self, code: str, facts: dict[str, Any]) -> None:
        """Say which step begins."""
        self.feedback.setProgressText(step_text(code, facts))

    def show_warning(self, code: str, facts: dict[str, Any]) -> None:
        """Show a warning in the log."""
        self.feedback.pushWarning(warning_text(code, facts))
