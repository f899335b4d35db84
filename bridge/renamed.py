"""Lets the project inside a study open after its GeoPackage was renamed or copied.

A project stored in a GeoPackage names its layers by a path relative to the folder, so QGIS itself finds them again in
another folder but not under another file name. Studies mark the paths that mean "this very file" by a doubled ``./``,
which plain QGIS reads as the name under which the study was written; here such a path becomes the file being opened.
Without this module a renamed study opens once its file bears its first name again; its default styles always work.
"""

from __future__ import annotations

import sqlite3
import threading
import zipfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsMessageLog, QgsPathResolver, QgsProject
from qgis.PyQt.QtCore import QTimer, QUrl, QUrlQuery

from .stored_project import OWN_FILE, point_to_own_file

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "geopackage"
PROJECT = "gisement"


def project_uri(path: Path, name: str = PROJECT) -> str:
    """Give the address of a project stored in a GeoPackage, as QGIS writes it."""
    query = QUrlQuery()
    query.addQueryItem("projectName", name)
    url = QUrl()
    url.setScheme(SCHEME)
    url.setPath(path.as_posix())
    url.setQuery(query)
    return bytes(url.toEncoded()).decode("ascii")


def stored_in(uri: str) -> Path | None:
    """Give the GeoPackage that holds the project at an address, or None for a project kept elsewhere."""
    url = QUrl.fromEncoded(uri.encode("utf-8"))
    return Path(url.path()) if url.scheme() == SCHEME and url.path() else None


class _Reading:
    """The study whose project is being read: said by :func:`reading`, or the one that QGIS is opening."""

    def __init__(self) -> None:
        self.told = threading.local()
        self.opened = ""
        self.reader = ""

    def file(self) -> Path | None:
        """Give the GeoPackage of the project that is being read, None when none is."""
        stack = getattr(self.told, "stack", None)
        if stack:
            return Path(stack[-1])
        project = QgsProject.instance()
        uri = project.fileName() if project is not None else ""
        return None if not uri or uri == self.opened else stored_in(uri)

    def on_read(self, *_: object) -> None:
        """Remember that QGIS has opened its project whole."""
        project = QgsProject.instance()
        self.opened = project.fileName() if project is not None else ""

    def on_cleared(self) -> None:
        """Forget the project that QGIS closed."""
        self.opened = ""

    def on_saved(self) -> None:
        """Mark the paths again: QGIS saves them plain, and a copy of the file would show the data of the first.

        QGIS says that it saved before it puts the project into the file, so this waits for the end of its work.
        """
        project = QgsProject.instance()
        study = stored_in(project.fileName()) if project is not None else None
        if study is not None:
            QTimer.singleShot(0, partial(_mark_again, study))


def _mark_again(study: Path) -> None:
    try:
        point_to_own_file(study)
    except (OSError, sqlite3.Error, zipfile.BadZipFile, ValueError) as error:
        QgsMessageLog.logMessage(f"{study}: {error}", "Gisement", Qgis.MessageLevel.Warning)


_state = _Reading()


def install() -> None:
    """Begin to resolve the paths of renamed studies; a second call changes nothing."""
    if _state.reader:
        return
    project = QgsProject.instance()
    if project is not None:
        _state.opened = project.fileName()
        project.readProject.connect(_state.on_read)
        project.cleared.connect(_state.on_cleared)
        project.projectSaved.connect(_state.on_saved)
    _state.reader = QgsPathResolver.setPathPreprocessor(own_path)


def uninstall() -> None:
    """Stop resolving the paths of renamed studies."""
    if not _state.reader:
        return
    QgsPathResolver.removePathPreprocessor(_state.reader)
    _state.reader = ""
    project = QgsProject.instance()
    if project is not None:
        project.readProject.disconnect(_state.on_read)
        project.cleared.disconnect(_state.on_cleared)
        project.projectSaved.disconnect(_state.on_saved)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say which study's project is read inside the block, for projects other than the one open in QGIS."""
    alone = not _state.reader
    identifier = QgsPathResolver.setPathPreprocessor(own_path) if alone else ""
    stack = _state.told.__dict__.setdefault("stack", [])
    stack.append(path)
    try:
        yield
    finally:
        stack.pop()
        if alone:
            QgsPathResolver.removePathPreprocessor(identifier)


def own_path(source: str) -> str:
    """Turn a path that means "the file that holds this project" into that file's present name; leave others alone."""
    file, bar, rest = source.partition("|")
    if not file.lower().endswith(".gpkg"):
        return source
    study = _state.file()
    if study is None:
        return source
    if file.startswith(OWN_FILE):
        return f"./{study.name}{bar}{rest}"
    return source
