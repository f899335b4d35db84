"""Lets a computed study appear: written, dressed with styles, project and layout, and only then under its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.output import whole_file
from ..core.store import write_study
from .export import export_layout, open_study
from .main_thread import in_main_thread
from .project import dress

if TYPE_CHECKING:
    from pathlib import Path

    from ..core.report import Report
    from ..core.study import Study


def write_dressed(study: Study, output: Path, report: Report) -> None:
    """Write a study and what only QGIS can add to it; a run that fails or is stopped leaves the earlier file whole.

    :raises GisementError: see :func:`core.output.whole_file` and :func:`core.store.write_study`.
    """
    report.step("writing")
    with whole_file(output) as draft:
        write_study(study, draft)
        report.progress(0.5)
        report.step("dressing")
        in_main_thread(lambda: dress(draft, output.name, report))
        report.progress(1.0)


def export_study_map(study: Path, layout: str, output: Path, report: Report) -> None:
    """Export a layout of a written study as PDF."""
    report.step("map")

    def export() -> None:
        export_layout(open_study(study), layout, output, "pdf", report=report)

    in_main_thread(export)
