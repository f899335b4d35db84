"""Build the plugin's zip from the files git knows, then check it; exit code 1 with one line per complaint."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from packaging_checks import complaints

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "gisement"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip can hold; one date for all makes the same files give the same zip


def exported_files(root: Path) -> dict[str, bytes]:
    """Give the content of each file of the checkout that belongs to the plugin, by its path.

    What git ignores and what .gitattributes marks ``export-ignore`` stay out. Files not yet committed are in, so
    that the zip is what the developer sees; the checkout's own index and objects stay as they are.
    """
    with tempfile.TemporaryDirectory() as scratch:
        own_objects = _git(root, "rev-parse", "--git-path", "objects").decode().strip()
        apart = {
            "GIT_INDEX_FILE": str(Path(scratch, "index")),
            "GIT_OBJECT_DIRECTORY": scratch,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str((root / own_objects).resolve()),
        }
        _git(root, "add", "--all", apart=apart)
        tree = _git(root, "write-tree", apart=apart).decode().strip()
        archive = _git(root, "archive", "--format=tar", tree, apart=apart)
    files = {}
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None:
                files[member.name] = content.read()
    return files


def _git(root: Path, *arguments: str, apart: dict[str, str] | None = None) -> bytes:
    # safe.directory: with sudo the checkout belongs to somebody else than the caller.
    command = ["git", "-c", f"safe.directory={root}", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, **(apart or {})}).stdout


def write_zip(path: Path, files: dict[str, bytes]) -> None:
    """Write the files under one top folder, in the order of their names."""
    draft = path.with_suffix(".part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{PLUGIN}/{name}", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    draft.replace(path)


def main() -> int:
    files = exported_files(ROOT)
    for compiled in (ROOT / "i18n").glob("*.qm"):  # git does not know them: they are made from the .ts
        files[f"i18n/{compiled.name}"] = compiled.read_bytes()
    path = ROOT / "build" / f"{PLUGIN}.zip"
    path.parent.mkdir(exist_ok=True)
    write_zip(path, files)
    found = complaints(path)
    for line in found:
        print(f"gisement: {line}", file=sys.stderr)
    if found:
        return 1
    print(f"gisement: {path} holds {len(files)} files, {path.stat().st_size / 1e6:.1f} MB, and passes the checks.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
