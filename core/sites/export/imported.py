"""What the import made of the inventory's values before they were exported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..fields import fields
from ..values.originals import ORIGINALS
from ..values.reader import whole_reader
from ..values.reading import NEARLY_DATED, NOT_A_DATE, NOT_A_NUMBER, NOT_A_YEAR, TO_CONFIRM, read_column
from .cells import plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from .notes import Notes

#: codes of the values that the import had to leave out, and of those that it took for what they do not quite say
UNREAD, PRESUMED = (NOT_A_DATE, NOT_A_NUMBER, NOT_A_YEAR), (NEARLY_DATED, TO_CONFIRM)


def note_import(sites: pd.DataFrame, names: Collection[str], notes: Notes) -> None:
    """Note the values of the file that the import could not read, and those that it presumed to mean another.

    Those that it only wrote in the standard's way say the same and are no note.

    :param sites: with what the file said in :data:`ORIGINALS`; nothing is known of a value without.
    :param names: the fields that the export reads.
    """
    texts = sites[ORIGINALS].dropna() if ORIGINALS in sites else pd.Series(dtype=object)
    said = pd.DataFrame([_said(text) for text in texts], index=texts.index)
    for field in fields():
        name = field["name"]
        if name not in said or name not in sites or name not in names:
            continue
        read = read_column(said[name], whole_reader(field, {}))
        now = sites.loc[said.index, name].astype(object)
        codes = pd.Series(read.codes, index=said.index)
        unread = codes.isin(UNREAD) & now.isna()
        presumed = codes.isin(PRESUMED) & (now == read.values)
        notes.add("hors_forme", said.index[unread], name, plain(said[name][unread]))
        notes.add("presume", said.index[presumed], name, plain(said[name][presumed]), now[presumed])


def _said(text: Any) -> dict[str, Any]:
    """Read what the file said of a record; a column of that name which is the file's own says nothing."""
    try:
        said = json.loads(text)
    except (TypeError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
