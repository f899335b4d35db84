"""Reads Shapefiles, whose parts get lost and whose encoding is seldom told."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pyproj

from ...errors import GisementError
from .content import DBASE_MARKS
from .encodings import UTF8, WINDOWS, is_mostly_utf8
from .layers import read_rows

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ...report import Report
    from .opened import Opened

#: gives every byte as one character, so that the bytes can be had back; the library knows it by this name alone
BYTES = "ISO-8859-1"
#: the header of a .shp says the file's length in words of two bytes (ESRI Shapefile Technical Description, 1998)
LENGTH_AT, LENGTH_BYTES, WORD = 24, 4, 2
#: the shortest dBase header
TABLE_BYTES = 32
PARTS = (".shp", ".shx", ".dbf", ".prj")
#: the dBase header: its length stands in two bytes at this place
HEADER_LENGTH_AT = 8


def read_shapefile(opened: Opened, encoding: str | None, report: Report) -> tuple[pd.DataFrame, str, str]:
    """Read a Shapefile, or a lone dBase table, from a copy of its parts, so that nothing is written beside it.

    :returns: the rows, the layer's name, the encoding of the texts: the user's, else UTF-8 where the bytes are, else
        that of the ``.cpg``, else cp1252.
    :raises GisementError: ``shapefile_without_shx``, ``shapefile_without_dbf``, ``file_damaged``,
        ``file_unreadable``.
    """
    parts = opened.companions()
    parts[".dbf" if opened.kind == "dbf" else ".shp"] = opened.path
    if opened.kind == "shapefile" or ".shp" in parts:
        for part, code in ((".shx", _without_shx), (".dbf", _without_dbf)):
            if part not in parts:
                raise code(opened)
    kept = {ending: path for ending, path in parts.items() if ending in PARTS}
    if ".prj" in kept and not _is_projection(kept[".prj"]):
        del kept[".prj"]
    main = ".shp" if ".shp" in kept else ".dbf"
    _check_whole(kept, opened)
    copy = opened.copy_as(main, kept)
    with opened.named(copy):
        rows = read_rows(copy, None, opened.shown, report, encoding=BYTES)
    return _decoded(rows, kept[".dbf"], parts.get(".cpg"), encoding, opened.shown, report)


def _check_whole(parts: dict[str, Path], opened: Opened) -> None:
    """Refuse shapes or a table that end too soon: the library would give records without shape or attributes."""
    table = parts[".dbf"].stat().st_size
    with parts[".dbf"].open("rb") as stream:
        known = stream.read(1) in DBASE_MARKS
    if table < TABLE_BYTES or not known:
        raise GisementError("file_damaged", file=opened.shown, reason=f"{parts['.dbf'].name}: {table} B")
    if ".shp" not in parts:
        return
    with parts[".shp"].open("rb") as stream:
        head = stream.read(LENGTH_AT + LENGTH_BYTES)
    size, said = parts[".shp"].stat().st_size, int.from_bytes(head[LENGTH_AT:], "big") * WORD
    if size < said:
        raise GisementError("file_damaged", file=opened.shown, reason=f"{parts['.shp'].name}: {size} / {said} B")


def _is_projection(told: Path) -> bool:
    """Tell whether a .prj holds a coordinate system; of one that is empty or cut, the library makes an error."""
    try:
        pyproj.CRS.from_wkt(told.read_text(encoding=BYTES))
    except pyproj.exceptions.CRSError:
        return False
    return True


def _without_shx(opened: Opened) -> GisementError:
    return GisementError("shapefile_without_shx", file=opened.shown, part=f"{opened.path.stem}.shx")


def _without_dbf(opened: Opened) -> GisementError:
    return GisementError("shapefile_without_dbf", file=opened.shown, part=f"{opened.path.stem}.dbf")


def _decoded(
    rows: pd.DataFrame, table: Path, told: Path | None, encoding: str | None, file: str, report: Report
) -> tuple[pd.DataFrame, str, str]:
    data = table.read_bytes()
    body = data[int.from_bytes(data[HEADER_LENGTH_AT : HEADER_LENGTH_AT + 2], "little") :]
    chosen = encoding or _encoding(body, told, file, report)
    unread = 0
    geometry = getattr(rows, "_geometry_column_name", None)
    rows = rows.rename(columns={name: _text(name, chosen) for name in rows.columns if name != geometry})
    for at, name in enumerate(rows.columns):
        values = rows.iloc[:, at]
        if name == geometry or values.dtype != object:
            continue
        texts = {value: _text(value, chosen) for value in values.unique() if isinstance(value, str)}
        unread += int(values.map({value: "\ufffd" in text for value, text in texts.items()}).eq(True).sum())
        rows.isetitem(at, values.map(texts, na_action="ignore").where(values.notna(), None))
    if unread:
        report.warn("characters_unreadable", file=file, encoding=chosen, count=unread, line=1)
    return rows, table.stem, chosen


def _encoding(body: bytes, told: Path | None, file: str, report: Report) -> str:
    """Find the encoding: the bytes are surer than what the .cpg says of them."""
    said = told.read_text(encoding="ascii", errors="replace").strip() if told else ""
    if body.isascii():
        return UTF8
    if is_mostly_utf8(body):
        found = UTF8
    else:
        found = _codec(said) or WINDOWS
        found = WINDOWS if found == UTF8 else found
    if _codec(said) != found:
        report.warn("shapefile_encoding", file=file, encoding=found)
    return found


def _codec(said: str) -> str | None:
    """Name the codec that a .cpg means: a name, or the number of a Windows code page.

    Latin-1 is read as cp1252, which adds to it the typographic characters that Windows writes under that name too.
    """
    number = said.upper().replace("ANSI", "").strip()
    for name in (said, f"cp{number}"):
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            continue
        return WINDOWS if codec == codecs.lookup(BYTES).name else codec
    return None


def _text(value: str, encoding: str) -> str:
    return value.encode(BYTES, errors="replace").decode(encoding, errors="replace")
