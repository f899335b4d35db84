"""Unpacks a zipped or gzipped inventory into a scratch folder."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from ...errors import GisementError
from ...resources import resource

if TYPE_CHECKING:
    from ...report import Report
    from .opened import Opened

CHUNK_BYTES = 1 << 20
#: members that systems and packers leave behind
LITTER = ("__MACOSX/", "Thumbs.db", "desktop.ini")
FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
ENCRYPTED = 0x1


def unpack(opened: Opened, layer: str | None, folder: Path, report: Report) -> tuple[Path, str, str | None]:
    """Unpack the one inventory that an archive holds.

    :param layer: names a member of a zip that holds several; else it names a layer inside the only one.
    :param folder: a new folder for it.
    :returns: the unpacked file, its name for people, and the layer still to be looked for.
    :raises GisementError: ``archive_empty``, ``archive_ambiguous``, ``archive_encrypted``, ``archive_too_large``,
        ``file_damaged``.
    """
    try:
        if opened.kind == "gzip":
            name = opened.path.stem if opened.path.suffix.lower() == ".gz" else opened.path.name
            with gzip.open(opened.path) as stream:
                _copy(stream, folder / name, opened, report)
            return folder / name, opened.shown, layer
        with zipfile.ZipFile(opened.path) as archive:
            return _from_zip(archive, opened, layer, folder, report)
    except FAILURES as error:
        raise GisementError("file_damaged", file=opened.shown, reason=str(error)) from error


def check_size(opened: Opened) -> None:
    """Refuse a spreadsheet, which is an archive too, that would unpack to more than memory holds.

    :raises GisementError: ``archive_too_large``, ``file_damaged``.
    """
    try:
        with zipfile.ZipFile(opened.path) as archive:
            _check_members(archive.infolist(), opened)
    except FAILURES as error:
        raise GisementError("file_damaged", file=opened.shown, reason=str(error)) from error


def _check_members(members: list[zipfile.ZipInfo], opened: Opened) -> None:
    limits = resource("reading/limits")
    size = sum(member.file_size for member in members)
    if size > limits["unpacked_bytes"] or len(members) > limits["archive_members"]:
        raise _too_large(opened)


def _too_large(opened: Opened) -> GisementError:
    limit = resource("reading/limits")["unpacked_bytes"]
    return GisementError("archive_too_large", file=opened.shown, limit=f"{limit / 1e9:g} GB")


def _from_zip(
    archive: zipfile.ZipFile, opened: Opened, layer: str | None, folder: Path, report: Report
) -> tuple[Path, str, str | None]:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not any(part in member.filename for part in LITTER)
        and not PurePosixPath(member.filename).name.startswith(".")
    ]
    candidates = _candidates(members)
    asked = _asked(layer, candidates, members)
    if asked:
        candidates, layer = [asked], None
    if not candidates:
        raise GisementError("archive_empty", file=opened.shown)
    if len(candidates) > 1:
        names = [member.filename for member in candidates]
        raise GisementError("archive_ambiguous", file=opened.shown, members=names)
    chosen = candidates[0]
    together = _together(chosen, members)
    _check_members(together, opened)
    for member in together:
        if member.flag_bits & ENCRYPTED:
            raise GisementError("archive_encrypted", file=opened.shown, member=member.filename)
        with archive.open(member) as stream:
            _copy(stream, folder / _base(member), opened, report)
    return folder / _base(chosen), f"{opened.shown}/{chosen.filename}", layer


def _candidates(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Choose the members that may be the inventory: those of the surest endings that there are."""
    for endings in resource("reading/formats")["member_endings"]:
        found = [member for member in members if PurePosixPath(member.filename).suffix.lower() in endings]
        if found:
            return found
    return members if len(members) == 1 else []


def _together(chosen: zipfile.ZipInfo, members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Add to a member the companions that it cannot be read without."""
    companions = resource("reading/formats")["companions"]
    place = PurePosixPath(chosen.filename)
    if place.suffix.lower() not in companions:
        return [chosen]
    return [
        member
        for member in members
        if PurePosixPath(member.filename).parent == place.parent
        and PurePosixPath(member.filename).stem.lower() == place.stem.lower()
        and PurePosixPath(member.filename).suffix.lower() in companions
    ]


def _asked(
    layer: str | None, candidates: list[zipfile.ZipInfo], members: list[zipfile.ZipInfo]
) -> zipfile.ZipInfo | None:
    """Find the member that the layer names: by its path or name, and among several candidates by its stem too."""
    named = [member for member in members if layer in (member.filename, PurePosixPath(member.filename).name)]
    if not named and len(candidates) > 1:
        named = [member for member in candidates if layer == PurePosixPath(member.filename).stem]
    return named[0] if len(named) == 1 else None


def _base(member: zipfile.ZipInfo) -> str:
    """Name a member without its folders, of which some may point outside."""
    return member.filename.replace("\\", "/").rsplit("/", 1)[-1].replace(":", "_") or "inventaire"


def _copy(stream: IO[bytes] | gzip.GzipFile, path: Path, opened: Opened, report: Report) -> None:
    """Unpack to a file, and stop where it grows beyond the limit, whatever size the archive claims."""
    limit, written = resource("reading/limits")["unpacked_bytes"], 0
    with path.open("wb") as target:
        while chunk := stream.read(CHUNK_BYTES):
            report.check()
            written += len(chunk)
            if written > limit:
                raise _too_large(opened)
            target.write(chunk)
