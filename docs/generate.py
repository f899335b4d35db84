"""Writes the parts of this folder's pages that follow from the code and the resources.

    . dev/env.sh; $PYTHON docs/generate.py            write them
    . dev/env.sh; $PYTHON docs/generate.py --check    exit with 1 where one is out of date

A page keeps its own words; what stands between ``<!-- début : name -->`` and ``<!-- fin : name -->`` is written here.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BLOCK = re.compile(r"(<!-- début : (\w+) -->\n).*?(<!-- fin : \2 -->)", re.DOTALL)


def register(name: str, folder: Path) -> None:
    """Import a folder as the package `name`, wherever it lies and whatever its own name."""
    if name in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} is no package")
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])


def pages() -> dict[Path, str]:
    """Give every page that has a written part, with that part as it should be."""
    register("gisement", FOLDER.parent)
    register("gisement_docs", FOLDER / "blocks")
    from gisement_docs import BLOCKS
    from gisement_docs.words import typographic

    texts = {path: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
    return {
        path: BLOCK.sub(lambda found: f"{found[1]}\n{typographic(BLOCKS[found[2]]())}\n\n{found[3]}", text)
        for path, text in texts.items()
        if BLOCK.search(text)
    }


def main() -> int:
    """Write the pages, or tell which are out of date."""
    stale = {path: text for path, text in pages().items() if text != path.read_text(encoding="utf-8")}
    for path, text in stale.items():
        sys.stdout.write(f"{path.name}\n")
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
