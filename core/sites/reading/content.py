"""Tells a file's format from its bytes, for its name may lie."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...resources import resource
from .encodings import probable_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: how much of a file is looked at
HEAD_BYTES = 65_536
#: what a page of a web site begins with, where a table was expected
HTML = ("<!doctype html", "<html", "<head", "<body", "<!-- html")
#: first bytes of a dBase table, which has no surer mark
DBASE_MARKS = tuple(bytes([mark]) for mark in b"\x02\x03\x04\x05\x30\x31\x83\x8b\x8e\xf5")
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(path: Path, shown: str, encoding: str | None = None) -> str:
    """Tell the format: ``gzip``, ``zip``, ``xlsx``, ``ods``, ``sqlite``, ``flatgeobuf``, ``parquet``, ``shapefile``,
    ``dbf``, ``xls``, ``json`` or ``text``.

    Nothing else is given to the vector library: it knows formats, mostly XML, that name other files or addresses to
    be read in their stead.

    :raises GisementError: ``file_empty``, ``file_is_html``, ``file_not_inventory``, ``format_not_read``,
        ``archive_unknown``, ``file_unreadable``.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise GisementError("file_unreadable", file=shown, reason=str(error)) from error
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise GisementError("file_empty", file=shown)
    kind, name = _signature(head)
    if kind == "archive":
        raise GisementError("archive_unknown", file=shown, format=name)
    if kind == "other":
        raise GisementError("file_not_inventory", file=shown, format=name)
    if kind == "zip":
        return _zipped_kind(path)
    if kind == "shapefile" and path.suffix.lower() == ".dbf":
        return "dbf"
    if kind is not None:
        return kind
    if path.suffix.lower() == ".dbf" and head[:1] in DBASE_MARKS:
        return "dbf"
    return _text_kind(head, shown, encoding)


def _signature(head: bytes) -> tuple[str | None, str | None]:
    signatures: Iterable[dict[str, str]] = resource("reading/formats")["signatures"]
    for signature in signatures:
        if head.startswith(signature["begins"].encode("latin-1")):
            return signature["kind"], signature.get("name")
    return None, None


def _zipped_kind(path: Path) -> str:
    """Tell a spreadsheet, which is an archive too, from an archive of files."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names and archive.read("mimetype")[:64].startswith(ODS_TYPE):
                return "ods"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        # What is wrong with it is told by whoever unpacks it.
        return "zip"
    return "zip"


def _text_kind(head: bytes, shown: str, encoding: str | None) -> str:
    text = probable_text(head, encoding)
    if text is None:
        raise GisementError("format_not_read", file=shown, format=PurePath(shown).suffix or "?")
    start = text.lstrip("\ufeff \t\r\n\x00")[:64].lower()
    if start.startswith(HTML):
        raise GisementError("file_is_html", file=shown)
    if start.startswith(("{", "[")):
        return "json"
    if start.startswith("<"):
        raise GisementError("format_not_read", file=shown, format="XML")
    return "text"
