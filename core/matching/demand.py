"""The demand: a table of plant projects, each with what it needs of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import GisementError
from ..folding import fold_name
from ..report import Report
from ..resources import resource
from ..table import Table
from .project import PROJECT, Project, project_of

if TYPE_CHECKING:
    from pathlib import Path


def read_demand(path: str | Path, layer: str | None = None, report: Report | None = None) -> list[Project]:
    """Read the projects, in the order of their names.

    :raises GisementError: ``demand_empty``, ``demand_without_name``, ``demand_name_twice``, ``demand_hall``,
        ``demand_date``, ``demand_profile``, those of :class:`core.table.Table` and of its cells.
    """
    report = report or Report()
    named = resource("matching/demande")["colonnes"]
    try:
        table = Table(path, layer, named, report)
    except GisementError as error:
        if error.code == "inventory_empty":
            raise GisementError("demand_empty", file=error.facts["file"]) from error
        raise
    table.need(PROJECT)
    if table.unused:
        report.warn("demand_columns_unused", file=table.file, columns=table.unused)
    projects: dict[str, Project] = {}
    lines: dict[str, int] = {}
    for record in range(len(table)):
        cells = table.cells(record)
        if not cells:
            continue
        if PROJECT not in cells:
            raise GisementError("demand_without_name", file=table.file, line=table.lines[record])
        project = project_of(cells)
        key = fold_name(project.name) or project.name
        if key in lines:
            raise GisementError("demand_name_twice", **cells[PROJECT].place, other_line=lines[key])
        lines[key], projects[key] = table.lines[record], project
    if not projects:
        raise GisementError("demand_empty", file=table.file)
    return sorted(projects.values(), key=lambda project: project.name)
