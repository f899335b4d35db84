"""Outputs before and after a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .qgis_process import Call, left_behind

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Made:
    """A study made once for several tests."""

    call: Call
    output: Path
    map: Path


class Previous:
    """An earlier output, which a failing run must leave as it is."""

    CONTENT = b"an earlier study, which no failing run may touch" * 100

    def __init__(self, folder: Path) -> None:
        self.path = folder / "etude.gpkg"
        self.path.write_bytes(self.CONTENT)

    def assert_refused(self, call: Call, *words: str) -> None:
        """Check that a run failed as a run must: exit code, sentence, no traceback, nothing touched, nothing left."""
        assert call.code == 1, call.said
        assert "Traceback" not in call.said
        for word in words:
            assert word in call.said
        self.assert_whole()
        assert left_behind(self.path.parent) == []

    def assert_whole(self) -> None:
        """Check that nothing touched it."""
        assert self.path.read_bytes() == self.CONTENT
