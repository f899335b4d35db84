"""Solves in a process beside, which can be ended at any moment: the solver keeps Python to itself while it works.

The process is the Python that runs here, on files of this folder: no shell, and no word of the user's.
"""

from __future__ import annotations

import json
import subprocess  # nosec B404
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ..resources import resource
from . import solving
from .programme import answer_from_file, to_file

if TYPE_CHECKING:
    from ..report import Report
    from .programme import Answer, Programme

#: seconds between two questions whether to stop
BETWEEN = 0.1
#: what the process does: look for libraries where this one does and nowhere else, take this folder for a package, solve
PROLOGUE = """
import json, sys, types
with open(sys.argv[1], encoding="utf-8") as stream:
    sys.path[:] = json.load(stream)
package = sys.modules["matching"] = types.ModuleType("matching")
package.__path__ = [sys.argv[2]]
from matching.solving import main
main(*sys.argv[3:])
"""
#: a window of its own is of no use to it (Windows)
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def solve(programme: Programme, report: Report) -> Answer:
    """Solve a programme; a small one here and at once, others beside.

    Where no process can be started, it is solved here, and cannot be stopped before its time is over: this is told.

    :raises Cancelled: when the user asked to stop.
    """
    here = resource("matching/solveur")["dans_ce_processus"]
    report.check()
    if programme.aims.shape[1] <= here["paires"] and programme.exact:
        answer = solving.solve(programme._replace(seconds=min(programme.seconds, here["duree_s"])))
        if answer.proven == len(programme.aims) or programme.seconds <= here["duree_s"]:
            return answer
    found = _beside(programme, report)
    if found is None:
        report.warn("match_not_stoppable", seconds=f"{programme.seconds:g}")
        return solving.solve(programme)
    return found


def _beside(programme: Programme, report: Report) -> Answer | None:
    python = interpreter()
    if python is None:
        return None
    with tempfile.TemporaryDirectory(prefix="gisement-") as name:
        folder = Path(name)
        (folder / "chemins.json").write_text(json.dumps([path for path in sys.path if path]), encoding="utf-8")
        to_file(programme, str(folder / "programme.npz"))
        files = [str(folder / file) for file in ("programme.npz", "reponse.npz")]
        command = [python, "-c", PROLOGUE, str(folder / "chemins.json"), str(Path(__file__).parent), *files]
        return answer_from_file(files[1]) if _ran(command, folder, programme.seconds, report) else None


def _ran(command: list[str], folder: Path, seconds: float, report: Report) -> bool:
    """Run a command up to its end, or up to the moment when the user asks to stop; tell whether it went well.

    :param seconds: that it may take, by which its progress is told.
    """
    began = time.monotonic()
    try:
        process = subprocess.Popen(  # nosec B603
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=NO_WINDOW,
        )
    except OSError:
        return False
    try:
        while True:
            try:
                return process.wait(BETWEEN) == 0
            except subprocess.TimeoutExpired:
                report.progress((time.monotonic() - began) / max(seconds, BETWEEN))
    finally:
        process.kill()
        process.wait()


def interpreter() -> str | None:
    """Find the Python that runs here, by where its libraries are.

    Where QGIS embeds it, the name of the running programme is QGIS's own, or that of any Python on the path.
    """
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    root = Path(sys.exec_prefix)
    places = [root / name for name in ("pythonw.exe", "python.exe", f"bin/{version}", "bin/python3")]
    places += [Path(sys.executable)] if sys.executable else []
    return next((str(path) for path in places if path.name.lower().startswith("python") and path.is_file()), None)
