"""Runs the project's own `dev/qgis_process`, as a person or a scheduled job does."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = ROOT / "dev" / "qgis_process"
#: seconds after which a call counts as hung
PATIENCE = 240


@dataclass(frozen=True)
class Call:
    """What a call gave: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that was written."""
        return f"{self.out}\n{self.err}"

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON on standard output, which must hold nothing else."""
        return json.loads(self.out)


def environment(language: str = "C") -> dict[str, str]:
    """Give the environment of a call: that of the tests, without the profile in which they run QGIS themselves."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QGIS_", "LC_", "LANG"))}
    return {**kept, "LANG": language}


def call(*arguments: str, stdin: str | None = None, language: str = "C", cwd: Path | None = None) -> Call:
    """Call it and wait for the end."""
    done = subprocess.run(
        [str(COMMAND), *arguments],
        input=stdin if stdin is not None else "",
        capture_output=True,
        encoding="utf-8",
        env=environment(language),
        cwd=cwd,
        timeout=PATIENCE,
        check=False,
    )
    return Call(done.returncode, done.stdout, done.stderr)


def run(algorithm: str, cwd: Path | None = None, language: str = "C", **parameters: Any) -> Call:
    """Run an algorithm with parameters as ``--KEY=VALUE``."""
    values = [f"--{name}={value}" for name, value in parameters.items()]
    return call("run", f"gisement:{algorithm}", *values, cwd=cwd, language=language)


def start(algorithm: str, **parameters: Any) -> subprocess.Popen[bytes]:
    """Start an algorithm and do not wait; the process is `qgis_process` itself."""
    values = [f"--{name}={value}" for name, value in parameters.items()]
    return subprocess.Popen(
        [str(COMMAND), "run", f"gisement:{algorithm}", *values],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )


def left_behind(folder: Path) -> list[str]:
    """Name the drafts and companions of a database that lie in a folder."""
    endings = ("-wal", "-shm", "-journal")
    return sorted(entry.name for entry in folder.iterdir() if ".part" in entry.name or entry.name.endswith(endings))
