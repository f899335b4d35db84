"""Files appear under their name only when they are whole."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from gisement.core.errors import GisementError
from gisement.core.output import whole_file


def test_file_appears_only_when_the_block_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "etude.gpkg"
    with whole_file(path) as draft:
        sqlite3.connect(draft).execute("CREATE TABLE t (a)").connection.close()
        assert not path.exists()
    assert path.exists()
    assert [each.name for each in tmp_path.iterdir()] == ["etude.gpkg"]


def test_failure_leaves_the_earlier_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "carte.pdf"
    path.write_bytes(b"earlier")
    with pytest.raises(RuntimeError, match="stop"), whole_file(path) as draft:
        draft.write_bytes(b"half")
        raise RuntimeError("stop")
    assert path.read_bytes() == b"earlier"
    assert [each.name for each in tmp_path.iterdir()] == ["carte.pdf"]


def test_what_lies_in_the_log_of_a_geopackage_is_in_the_file_once_renamed(tmp_path: Path) -> None:
    path = tmp_path / "etude.gpkg"
    with whole_file(path) as draft:
        connection = sqlite3.connect(draft)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE t (a)")
        connection.execute("INSERT INTO t VALUES (7)")
        connection.commit()
        connection.close()
    again = sqlite3.connect(path)
    assert again.execute("SELECT a FROM t").fetchall() == [(7,)]
    assert again.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    again.close()


def test_draft_of_a_run_that_was_killed_is_removed_by_the_next(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f".etude.{ended.pid}.part.gpkg"
    running = tmp_path / f".etude.{os.getppid()}.part.gpkg"
    other = tmp_path / f".autre.{ended.pid}.part.gpkg"
    for each in (left, running, other):
        each.write_bytes(b"half")
    with whole_file(tmp_path / "etude.gpkg") as draft:
        sqlite3.connect(draft).execute("CREATE TABLE t (a)").connection.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([running.name, other.name, "etude.gpkg"])


def test_draft_is_found_again_whatever_stands_in_the_name(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f".étude [1].{ended.pid}.part.pdf"
    left.write_bytes(b"half")
    with whole_file(tmp_path / "étude [1].pdf") as draft:
        draft.write_bytes(b"whole")
    assert [each.name for each in tmp_path.iterdir()] == ["étude [1].pdf"]


@pytest.mark.parametrize(
    ("name", "code"), [("absent/etude.gpkg", "output_folder_missing"), ("dossier", "output_is_folder")]
)
def test_place_where_nothing_can_be_written_is_refused_at_once(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "dossier").mkdir()
    with pytest.raises(GisementError) as caught, whole_file(tmp_path / name):
        pytest.fail("the block must not run")
    assert caught.value.code == code


def test_folder_that_refuses_writing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(GisementError) as caught, whole_file(tmp_path / "etude.gpkg"):
        pytest.fail("the block must not run")
    assert caught.value.code == "output_not_writable"
    assert caught.value.facts["reason"] == "Permission denied"
