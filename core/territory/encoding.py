"""The encoding of a Shapefile: told by its ``.cpg``, else found out from its table.

It is always told to the reader: left alone, it takes a table without ``.cpg`` for Latin-1, and inside QGIS, which
settles encodings for itself, every table.
"""

from __future__ import annotations

import codecs
from pathlib import Path

#: how much of a table shows whether its texts are UTF-8
SAMPLE = 1 << 20
#: as the reader names what others are called
NAMES = {"utf-8": "UTF-8", "cp1252": "CP1252", "iso8859-1": "ISO-8859-1", "cp850": "CP850", "iso8859-15": "ISO-8859-15"}


def told_encoding(path: str) -> dict[str, str]:
    """Give the reader's option for the texts of a Shapefile; none for another file."""
    file = Path(path)
    if file.suffix.lower() != ".shp":
        return {}
    said = _companion(file, ".cpg")
    if said is not None:
        name = _known(said.read_text(encoding="ascii", errors="ignore").strip())
        if name is not None:
            return {"encoding": name}
    table = _companion(file, ".dbf")
    return {} if table is None else {"encoding": "UTF-8" if _is_utf8(table) else "CP1252"}


def _companion(file: Path, ending: str) -> Path | None:
    places = (file.with_suffix(ending), file.with_suffix(ending.upper()))
    return next((place for place in places if place.is_file()), None)


def _known(said: str) -> str | None:
    """Give the reader's name of an encoding; None for a word that names none."""
    for word in (said, f"cp{said}", said.replace("ISO", "iso-").replace("88591", "8859-1")):
        try:
            return NAMES.get(codecs.lookup(word).name)
        except LookupError:
            continue
    return None


def _is_utf8(table: Path) -> bool:
    with table.open("rb") as opened:
        sample = opened.read(SAMPLE)
    # The sample may end in the middle of a letter, and the header holds numbers, which are no text.
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample[int.from_bytes(sample[8:10], "little") :])
    except UnicodeDecodeError:
        return False
    return True
