"""Lets a computed study appear: written, dressed with styles, project and layout, and only then under its name."""

from __future__ import annotations

import gc
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Map:
    """A map asked for with a study: which layout, to which PDF."""

    layout: str
    path: Path


def publish(study: Study, output: Path, report: Report, map_: Map | None = None) -> None:
    """Write a study, what only QGIS can add to it, and its map.

    A run that fails or is stopped anywhere, in the map too, leaves the earlier study whole.

    :raises GisementError: see :func:`core.output.whole_file`, :func:`core.store.write_study`,
        :func:`bridge.project.dress` and :func:`bridge.export.export_layout`.
    """
    report.step("writing")
    with whole_file(output) as draft:
        write_study(study, draft, report)
        report.progress(0.4)
        report.step("dressing")
        in_main_thread(lambda: dress(draft, output.name, report))
        report.progress(0.7)
        if map_ is not None:
            report.step("map")
            in_main_thread(lambda: _export(draft, map_, report))
        report.progress(1.0)


def _export(study: Path, map_: Map, report: Report) -> None:
    project = open_study(study)
    try:
        export_layout(project, map_.layout, map_.path, "pdf", report=report)
    finally:
        project.clear()
        gc.collect()  # the layers keep the draft open as long as they live
