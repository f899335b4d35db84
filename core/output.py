"""Files appear under their name only when they are whole."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import GisementError

#: bytes left on a disk that counts as full: less than a small file needs
NO_SPACE_LEFT = 1 << 20

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """Give a temporary neighbour of `path` to write to, and rename it to `path` when the block ends well.

    On any failure the neighbour is removed, and what stood at `path` before stays as it was. Neighbours that a
    killed run left behind are removed too.

    :raises GisementError: ``output_folder_missing``, ``output_not_writable``, ``output_is_folder``.
    """
    path = Path(path).absolute()
    check_writable(path)
    _remove_left_behind(path)
    draft = _draft(path)
    try:
        yield draft
        if path.suffix.lower() == ".gpkg":
            _leave_wal(draft)
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(path)
    except OSError as error:
        reason = _why(path.parent, error.strerror or str(error))
        raise GisementError("output_write_failed", file=str(path), reason=reason) from error
    except GisementError as error:
        # The user asked for `path` and never saw the draft.
        if error.facts.get("file") == str(draft):
            error.facts.update(file=str(path), reason=_why(path.parent, str(error.facts.get("reason", ""))))
        raise
    finally:
        _remove(draft)


def check_writable(path: str | Path) -> None:
    """Refuse a place where no file can be written, before any work is done for it.

    :raises GisementError: ``output_folder_missing``, ``output_is_folder``, ``output_not_writable``.
    """
    path = Path(path).absolute()
    if not path.parent.is_dir():
        raise GisementError("output_folder_missing", file=str(path), folder=str(path.parent))
    if path.is_dir():
        raise GisementError("output_is_folder", file=str(path))
    draft = _draft(path)
    try:
        draft.touch()
        draft.unlink()
    except OSError as error:
        raise GisementError("output_not_writable", file=str(path), reason=error.strerror) from error


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")


def _why(folder: Path, reason: str) -> str:
    """Say that the disk is full where it is: the libraries tell only which of their steps failed."""
    return os.strerror(errno.ENOSPC) if shutil.disk_usage(folder).free < NO_SPACE_LEFT else reason


def _leave_wal(path: Path) -> None:
    """Bring SQLite's write-ahead log back into the file: a renamed file would lose what lies in the log."""
    try:
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise GisementError("output_write_failed", file=str(path), reason=str(error)) from error


def _remove_left_behind(path: Path) -> None:
    for left in path.parent.glob(f".{glob.escape(path.stem)}.*.part{glob.escape(path.suffix)}"):
        owner = left.name.split(".")[-3]
        if owner.isdigit() and not _is_running(int(owner)):
            with suppress(OSError):
                _remove(left)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # there, the question itself would end the process; a file in use cannot be removed anyway
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _remove(path: Path) -> None:
    for companion in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))):
        companion.unlink(missing_ok=True)
