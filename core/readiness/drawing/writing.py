"""Writes the drawings of all sites into a folder, whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import GisementError
from .gantt import gantt
from .wheel import wheel

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from ...report import Report


def write_drawings(
    folder: str | Path,
    sites: pd.DataFrame,
    procedures: pd.DataFrame,
    on: date,
    by: date,
    language: str,
    report: Report,
) -> int:
    """Write ``<site_id>_gantt.svg`` and ``<site_id>_roue.svg`` for each site, and give how many files there are.

    :param sites: index ``site_id``.
    :raises GisementError: ``output_write_failed``; nothing is written then.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="gisement-", dir=target.parent) as draft:
            count = 0
            for place, (name, rows) in enumerate(procedures.groupby("site_id", sort=False)):
                report.progress(place / max(len(sites), 1))
                stem = _free(re.sub(r"[^\w.-]", "_", str(name)), Path(draft))
                drawn = {"gantt": gantt(rows, on, by, language), "roue": wheel(rows, sites.loc[name], language)}
                for kind, content in drawn.items():
                    (Path(draft) / f"{stem}_{kind}.svg").write_text(content, encoding="utf-8")
                    count += 1
            for file in Path(draft).iterdir():
                shutil.move(str(file), target / file.name)
    except OSError as error:
        raise GisementError("output_write_failed", file=str(folder), reason=error.strerror or str(error)) from error
    return count


def _free(stem: str, folder: Path) -> str:
    """Give a name that no other site has taken: those of two may differ in what no file's name can hold."""
    number, name = 1, stem
    while (folder / f"{name}_roue.svg").exists():
        number += 1
        name = f"{stem}_{number}"
    return name
