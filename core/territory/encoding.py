"""The encoding of a Shapefile that does not tell its own: the library would take every such file for Latin-1."""

from __future__ import annotations

import codecs
from pathlib import Path

#: how much of a table shows whether its texts are UTF-8
SAMPLE = 1 << 20


def told_encoding(path: str) -> dict[str, str]:
    """Give the reader's option for the texts of a Shapefile without ``.cpg`` whose table is UTF-8; else none."""
    file = Path(path)
    table = next((file.with_suffix(ending) for ending in (".dbf", ".DBF") if file.with_suffix(ending).is_file()), None)
    told = any(file.with_suffix(ending).is_file() for ending in (".cpg", ".CPG"))
    if file.suffix.lower() != ".shp" or table is None or told:
        return {}
    with table.open("rb") as opened:
        sample = opened.read(SAMPLE)
    # The sample may end in the middle of a letter, and the header holds numbers, which are no text.
    texts = sample[int.from_bytes(sample[8:10], "little") :]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(texts)
    except UnicodeDecodeError:
        return {}
    return {} if texts.isascii() else {"encoding": "UTF-8"}
