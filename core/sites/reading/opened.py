"""A file on its way to being read: where its bytes are, and what people call it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Opened:
    """A file to be read.

    :param path: where its bytes are: the source itself, or what was unpacked from it.
    :param shown: its name for people, ``archive.zip/member.csv`` when it was packed.
    :param folder: a scratch folder, removed after the reading.
    :param kind: see :func:`.content.kind_of`.
    """

    path: Path
    shown: str
    folder: Path
    kind: str

    @contextmanager
    def named(self, path: Path | None = None) -> Iterator[None]:
        """Make failures of the block name the file as people know it, not the copy that was read."""
        try:
            yield
        except GisementError as error:
            copy = str(path or self.path)
            for fact, value in error.facts.items():
                if isinstance(value, str):
                    error.facts[fact] = value.replace(copy, self.shown).replace(str(self.folder), "…")
            raise

    @property
    def is_plain(self) -> bool:
        """Tell whether the library takes the path for one file: an exclamation mark parts an archive's name for it."""
        return "!" not in str(self.path)

    def check_layer(self, layer: str | None, *names: str | None) -> None:
        """Refuse a layer that a file of only one does not have.

        :param names: of that layer, beside the file's own, under which the vector library knows it too.
        :raises GisementError: ``layer_missing``.
        """
        known = [self.path.stem, *(name for name in names if name)]
        if layer and layer.lower() not in {self.path.name.lower(), *(name.lower() for name in known)}:
            raise GisementError("layer_missing", file=self.shown, layer=layer, layers=", ".join(dict.fromkeys(known)))

    def ending_in(self, ending: str) -> Path:
        """Give a path to the file that ends truly: its own, or that of a copy."""
        return self.path if self.path.suffix.lower() == ending and self.is_plain else self.copy_as(ending)

    def copy_as(self, ending: str, companions: dict[str, Path] | None = None) -> Path:
        """Copy the file, and the files that belong to it, under a name that tells the truth; give the copy's path.

        :param companions: what is added to the copy's stem or name → file.
        """
        folder = self.folder / "copie"
        folder.mkdir(exist_ok=True)
        stem = self.path.stem.replace("!", "_") or "inventaire"
        copy = folder / f"{stem}{ending}"
        try:
            shutil.copyfile(self.path, copy)
            for added, companion in (companions or {}).items():
                shutil.copyfile(companion, folder / f"{stem}{added}")
        except OSError as error:
            raise GisementError("file_unreadable", file=self.shown, reason=str(error)) from error
        return copy

    def companions(self) -> dict[str, Path]:
        """Find the files beside it of the same name and a companion's ending, whatever their case: ending → file."""
        wanted = resource("reading/formats")["companions"]
        beside = sorted(self.path.parent.iterdir())
        return {
            entry.suffix.lower(): entry
            for entry in beside
            if entry.stem.lower() == self.path.stem.lower() and entry.suffix.lower() in wanted and entry.is_file()
        }
