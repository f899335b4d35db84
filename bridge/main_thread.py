"""Runs a short piece of work in the main thread, where QGIS wants its projects and layouts to live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, pyqtSignal

if TYPE_CHECKING:
    from collections.abc import Callable


class _Work(QObject):
    asked = pyqtSignal()

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.work = work
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self.work()
        except BaseException as error:  # carried over to the thread that waits, whatever it is
            self.error = error


def in_main_thread(work: Callable[[], Any]) -> Any:
    """Run `work` in the main thread, wait for it, and give its result or raise its error here."""
    application = QCoreApplication.instance()
    if application is None or QThread.currentThread() is application.thread():
        return work()
    carried = _Work(work)
    carried.moveToThread(application.thread())
    carried.asked.connect(carried.run, Qt.ConnectionType.BlockingQueuedConnection)
    carried.asked.emit()
    if carried.error is not None:
        raise carried.error
    return carried.result
