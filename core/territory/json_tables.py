"""Tables in JSON: a list of objects, or the parts of a document that a dialect names.

A dialect says with ``"json"`` where its records are: ``{"records": "zes", "key": "ze2020"}`` makes a record of each
entry of the object ``zes``, its name in the column ``ze2020``; with ``"value"`` the entry is the value of that column;
``"series": {"rate_pct": "quarters"}`` makes a column of each value of the list ``rate_pct``, named by the list
``quarters`` of the document; ``"labels": {"libze2020": ["ze2020", "zes", "label"]}`` adds the ``label`` of what the
object ``zes`` holds under the value of ``ze2020``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..errors import GisementError
from ..resources import read_json, resource

if TYPE_CHECKING:
    from pathlib import Path


def read_document(path: Path) -> Any:
    """Read a JSON file.

    :raises GisementError: ``file_too_large``, and those of :func:`..resources.read_json`.
    """
    limit = resource("reading/limits")["text_bytes"]
    if path.stat().st_size > limit:
        raise GisementError("file_too_large", file=str(path), limit=f"{limit / 1e9:g} GB")
    return read_json(path)


def records_of(document: Any, form: dict[str, Any] | None) -> pd.DataFrame | None:
    """Give the records of a document, each value a text; None where it does not hold what the form names.

    :param form: ``json`` of a dialect; None for a plain list of objects, by itself or as the only one in an object.
    """
    if form is None:
        rows = _plain_list(document)
        return None if rows is None else _texts(rows)
    entries = document.get(form["records"]) if isinstance(document, dict) else None
    if not isinstance(entries, dict):
        return None
    rows = [_record(name, entry, form, document) for name, entry in entries.items()]
    return _texts(rows)


def _plain_list(document: Any) -> list[dict[str, Any]] | None:
    if isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list)]
        document = lists[0] if len(lists) == 1 else None
    if not isinstance(document, list) or not document or not all(isinstance(row, dict) for row in document):
        return None
    return document


def _record(name: str, entry: Any, form: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = {form["key"]: name}
    if "value" in form:
        record[form["value"]] = entry
    elif isinstance(entry, dict):
        record.update(entry)
        for series, labels in form.get("series", {}).items():
            record.update(zip(map(str, document.get(labels, [])), entry.get(series) or []))
    for column, (of, within, field) in form.get("labels", {}).items():
        found = document.get(within, {}).get(record.get(of))
        record[column] = found.get(field) if isinstance(found, dict) else None
    return record


def _texts(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Write every value as a text; what is a list or an object itself is left out."""
    plain = [
        {
            str(name): None if value is None else str(value)
            for name, value in row.items()
            if not isinstance(value, (list, dict))
        }
        for row in rows
    ]
    return pd.DataFrame(plain, dtype=object)
