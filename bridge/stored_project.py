"""Rewrites a project that QGIS stored in a GeoPackage: a zip in hexadecimal, in the table ``qgis_projects``."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Plain QGIS reads "././study.gpkg" as "study.gpkg"; `renamed` reads it as "the file that holds this project".
OWN_FILE = "././"
DEFINITION = ".qgs"
LOGIN = re.compile(r' saveUser(?:Full)?="[^"]*"')


def point_to_own_file(path: Path, *, former: Path | None = None, name: str | None = None) -> None:
    """Make the layers of the stored projects that lie in their own GeoPackage say so.

    The login of the user, which QGIS writes in each project and beside it, is taken out: studies are published.

    :param path: the GeoPackage.
    :param former: the file that the layers' paths name now; `path` itself by default.
    :param name: the file name that the paths shall bear; that of `path` by default.
    :raises sqlite3.Error, zipfile.BadZipFile: when the file is locked, full or damaged.
    """
    former = former or path
    own = f"{OWN_FILE}{name or path.name}"

    def mark(definition: str) -> str:
        for written in (f"{OWN_FILE}{former.name}", f"./{former.name}", former.as_posix()):
            # The place of a path is known by what stands before it: an attribute's quote or an element's end.
            for before in ('"', ">"):
                definition = definition.replace(f"{before}{_in_xml(written)}|", f"{before}{_in_xml(own)}|")
        return LOGIN.sub("", definition)

    connection = sqlite3.connect(path)
    try:
        with connection:
            for project, metadata, content in connection.execute(
                "SELECT name, metadata, content FROM qgis_projects"
            ).fetchall():
                row = (_without_login(_text(metadata)), _rewritten(_text(content), mark), project)
                connection.execute("UPDATE qgis_projects SET metadata = ?, content = ? WHERE name = ?", row)
    finally:
        connection.close()


def _rewritten(content: str, change: Callable[[str], str]) -> str:
    """Apply `change` to the project's definition in its archive and leave the other files as they are."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(bytes.fromhex(content))) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            held = before.read(entry)
            if entry.filename.endswith(DEFINITION):
                held = change(held.decode("utf-8")).encode("utf-8")
            after.writestr(entry.filename, held)
    return written.getvalue().hex()


def _without_login(metadata: str) -> str:
    record = json.loads(metadata)
    record["last_modified_user"] = ""
    return json.dumps(record)


def _text(value: str | bytes) -> str:
    """Give the text of a column that QGIS declares as a blob and fills with text."""
    return value.decode("utf-8") if isinstance(value, bytes) else value


def _in_xml(words: str) -> str:
    """Escape as Qt does when it writes XML: the apostrophe stays."""
    return escape(words, quote=False).replace('"', "&quot;")
