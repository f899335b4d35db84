"""An output that cannot be written, a disk that is full, a run that is killed: the previous output stays whole."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
from gisement_tests import tiny
from gisement_tests.outputs import Previous
from gisement_tests.qgis_process import PATIENCE, left_behind, run, start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def good(tiny_territory: Path, tiny_inventory: Path) -> dict[str, Any]:
    """The parameters of a study that would end well, but for its output."""
    return {"SITES": tiny_inventory, "TERRITORY": tiny_territory, "DATE": "2026-11-22"}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on which a test may mount a file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    yield folder
    if folder.is_mount():
        subprocess.run(["umount", str(folder)], check=True)


def mount(folder: Path, options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting a file system is not allowed here: {done.stderr.strip()}")


@pytest.fixture
def read_only(disk: Path) -> Iterator[Previous]:
    """An earlier output in a folder in which nobody may write: for root, that takes a disk of its own."""
    if os.geteuid() == 0:
        mount(disk, "size=1m")
        earlier = Previous(disk)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield earlier
        return
    earlier = Previous(disk)
    disk.chmod(0o500)
    yield earlier
    disk.chmod(0o700)


def test_a_read_only_folder_is_refused_by_name(read_only: Previous, good: dict[str, Any]) -> None:
    done = run("study", **good, OUTPUT=read_only.path)
    read_only.assert_refused(done, "etude.gpkg", "cannot be written", "Choose a folder where you may write")


def test_a_folder_that_does_not_exist_is_refused_and_not_made(good: dict[str, Any], tmp_path: Path) -> None:
    done = run("study", **good, OUTPUT=tmp_path / "absent" / "etude.gpkg")
    assert done.code == 1, done.said
    assert "absent" in done.said
    assert "Create it or choose another" in done.said
    assert "Traceback" not in done.said
    assert not (tmp_path / "absent").exists()


def test_an_output_that_is_a_folder_is_refused(good: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "etude.gpkg").mkdir()
    done = run("study", **good, OUTPUT=tmp_path / "etude.gpkg")
    assert done.code == 1, done.said
    assert "is a folder" in done.said
    assert "Traceback" not in done.said


# The whole study takes some 900 kB: the disk fills up while its tables, or its project, are written.
@pytest.mark.parametrize("kilobytes", [200, 600], ids=["at the tables", "at the project"])
def test_a_full_disk_leaves_the_previous_study(kilobytes: int, disk: Path, good: dict[str, Any]) -> None:
    mount(disk, f"size={kilobytes}k")
    earlier = Previous(disk)
    earlier.assert_refused(run("study", **good, OUTPUT=earlier.path), "etude.gpkg", "Free some space")


def test_a_full_disk_leaves_the_previous_map_and_its_study(
    disk: Path, good: dict[str, Any], previous: Previous
) -> None:
    mount(disk, "size=32k")
    (disk / "carte.pdf").write_bytes(Previous.CONTENT)
    done = run("study", **good, OUTPUT=previous.path, MAP=disk / "carte.pdf")
    previous.assert_refused(done, "carte.pdf")
    assert (disk / "carte.pdf").read_bytes() == Previous.CONTENT
    assert left_behind(disk) == []


def kill_when_writing(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Kill a run as soon as it writes its draft."""
    give_up = time.monotonic() + PATIENCE
    while not left_behind(folder):
        assert process.poll() is None, "the run ended before it was seen to write"
        assert time.monotonic() < give_up
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=30) == -signal.SIGKILL


def test_a_killed_run_leaves_the_previous_study_and_the_next_one_clears_up(
    previous: Previous, good: dict[str, Any]
) -> None:
    folder = previous.path.parent
    kill_when_writing(start("study", **good, OUTPUT=previous.path), folder)
    previous.assert_whole()
    assert left_behind(folder) != []
    done = run("study", **good, OUTPUT=previous.path)
    assert done.code == 0, done.said
    assert left_behind(folder) == []
    assert pyogrio.read_info(previous.path, layer="sites")["features"] == tiny.COUNTS["SITES_COUNT"]
