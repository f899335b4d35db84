"""A study beside the window: it computes in its own thread, dresses in the main one, and stops when asked."""

from __future__ import annotations

import gc
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from gisement_tests import tiny
from gisement_tests.outputs import Previous
from gisement_tests.qgis_process import left_behind
from gisement_tests.wide import write_inventory, write_territory
from qgis import processing
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEventLoop, QThread, QTimer

from gisement.bridge.feedback import FeedbackReport

if TYPE_CHECKING:
    from collections.abc import Callable

#: seconds of work between the wish to stop and the end of the run, and of the clock (other processes may be busy)
#: the second within which a run stops, twice over: a busy machine also takes longer over the same work
PATIENCE, WAITING = 2.0, 10.0
HANGS = 120


def in_main_thread() -> bool:
    return QThread.currentThread() is QgsApplication.instance().thread()


def watched(work: Callable[..., Any], threads: list[bool]) -> Callable[..., Any]:
    """Give the same work, which notes whether the main thread does it."""

    def noting(*given: Any, **named: Any) -> Any:
        threads.append(in_main_thread())
        return work(*given, **named)

    return noting


def run_in_worker(parameters: dict[str, Any], feedback: QgsProcessingFeedback) -> tuple[bool, dict[str, Any]]:
    """Run the study as QGIS's toolbox does, with the main thread free to turn its event loop."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("gisement:study")
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    loop, ended = QEventLoop(), []
    task.executed.connect(lambda successful, results: (ended.append((successful, results)), loop.quit()))
    QgsApplication.taskManager().addTask(task)
    QTimer.singleShot(HANGS * 1000, loop.quit)
    loop.exec()
    assert ended, "the run hangs"
    return ended[0]


def test_a_study_in_a_worker_thread_computes_there_and_dresses_in_the_main_thread(
    inputs: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gisement.bridge import publication
    from gisement.core import study

    threads: dict[str, list[bool]] = {"run": [], "dress": [], "export_layout": []}
    monkeypatch.setattr(study, "run", watched(study.run, threads["run"]))
    for name in ("dress", "export_layout"):
        monkeypatch.setattr(publication, name, watched(getattr(publication, name), threads[name]))
    feedback = QgsProcessingFeedback()
    successful, results = run_in_worker({**inputs, "MAP": str(tmp_path / "carte.pdf")}, feedback)
    assert successful, feedback.textLog()
    assert results["SITES_COUNT"] == tiny.COUNTS["SITES_COUNT"]
    assert threads == {"run": [False], "dress": [True], "export_layout": [True]}
    assert (tmp_path / "carte.pdf").stat().st_size > 10_000


def test_an_error_in_a_worker_thread_is_one_sentence_and_no_traceback(inputs: dict[str, Any]) -> None:
    feedback = QgsProcessingFeedback()
    successful, _ = run_in_worker({**inputs, "PROFILE": "aciérie"}, feedback)
    assert not successful
    assert "aciérie" in feedback.textLog()
    assert "Traceback" not in feedback.textLog()


class Button:
    """The Cancel button of a run: it notes when it was pressed."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self.feedback = feedback
        self.worked, self.clock = float("nan"), float("nan")

    def press(self) -> None:
        self.worked, self.clock = time.process_time(), time.monotonic()
        self.feedback.cancel()

    def assert_heeded(self) -> None:
        """Check that the run ended soon after, and that the button was pressed at all."""
        assert time.process_time() - self.worked < PATIENCE
        assert time.monotonic() - self.clock < WAITING


class StopAt(QgsProcessingFeedback):
    """Presses Cancel when a step of the run is announced."""

    def __init__(self, step: int) -> None:
        super().__init__(False)
        self.step, self.announced = step, []
        self.button = Button(self)

    def setProgressText(self, text: str) -> None:
        self.announced.append(text)
        if len(self.announced) == self.step:
            self.button.press()


def layers_alive(folder: Path) -> list[str]:
    """Name the layers of a folder that Python still holds: they would die after the library that reads them."""
    gc.collect()
    layers = [found for found in gc.get_objects() if type(found) is QgsVectorLayer and not sip.isdeleted(found)]
    return [layer.source() for layer in layers if str(folder) in layer.source()]


def steps_of(inputs: dict[str, Any]) -> int:
    """Count the steps of a run that nobody stops."""
    feedback = StopAt(-1)
    processing.run("gisement:study", inputs, feedback=feedback)
    return len(feedback.announced)


def test_a_study_stops_at_any_step_and_leaves_the_previous_one(inputs: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    steps = steps_of(inputs)
    assert steps >= 8
    earlier = Previous(folder)
    for step in range(1, steps + 1):
        feedback = StopAt(step)
        with pytest.raises(QgsProcessingException):
            processing.run("gisement:study", {**inputs, "OUTPUT": str(earlier.path)}, feedback=feedback)
        feedback.button.assert_heeded()
        earlier.assert_whole()
        assert left_behind(folder) == []
        assert layers_alive(folder) == []


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An inventory and a territory on which every step takes its time."""
    folder = tmp_path_factory.mktemp("wide")
    return {
        "SITES": str(write_inventory(folder / "friches.gpkg")),
        "TERRITORY": str(write_territory(folder / "territoire.gpkg")),
    }


@pytest.mark.parametrize(
    ("code", "name", "later"),
    [
        ("measure", "access", 0.3),
        ("measure", "access", 1.5),
        ("score", None, 0.1),
        ("readiness", None, 0.3),
        ("writing", None, 0.2),
        ("dressing", None, 0.1),
    ],
)
def test_in_the_middle_of_a_long_step_a_study_stops_within_a_second(
    code: str,
    name: str | None,
    later: float,
    wide: dict[str, str],
    inputs: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feedback = QgsProcessingFeedback()
    button = Button(feedback)

    def show_step(report: FeedbackReport, announced: str, facts: dict[str, Any]) -> None:
        if announced == code and facts.get("name") == name:
            threading.Timer(later, button.press).start()

    monkeypatch.setattr(FeedbackReport, "show_step", show_step)
    with pytest.raises(QgsProcessingException):
        processing.run("gisement:study", {**inputs, **wide}, feedback=feedback)
    button.assert_heeded()
    assert not Path(inputs["OUTPUT"]).exists()
    assert left_behind(Path(inputs["OUTPUT"]).parent) == []
