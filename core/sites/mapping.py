"""The user's own names of columns and values, from the JSON file MAPPING."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import GisementError
from ..resources import read_json
from .fields import fields
from .values.words import listed_values

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("columns", "values", "constants")


@dataclass(frozen=True)
class Mapping:
    """What the user says of the file.

    :param columns: column of the file → field of the standard; of two columns for one field the first is the better.
    :param values: field → value met → value of the standard, None for unknown.
    :param constants: field → value of every site that has none.
    """

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str | None]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


def load_mapping(path: str | Path) -> Mapping:
    """Read a mapping file: ``{"columns": {…}, "values": {field: {…}}, "constants": {…}}``, each part optional.

    :raises GisementError: ``file_not_found``, ``file_unreadable``, ``json_invalid``; ``mapping_invalid`` where an
        object or a text is expected, ``mapping_part_unknown``, ``mapping_field_unknown``, ``mapping_value_unknown``,
        each with the place in the file.
    """
    file = str(path)
    content = _object(read_json(path), file, "")
    for part in content:
        if part not in PARTS:
            raise GisementError("mapping_part_unknown", file=file, part=part, choices=list(PARTS))
    columns = _object(content.get("columns", {}), file, "columns")
    for column, name in columns.items():
        _field(_text(name, file, f"columns.{column}"), file, f"columns.{column}")
    values = _object(content.get("values", {}), file, "values")
    for name, said in values.items():
        place = f"values.{name}"
        of = _field(name, file, place)
        for met, value in _object(said, file, place).items():
            if value is not None:
                _value(of, _text(value, file, f"{place}.{met}"), file, f"{place}.{met}")
    constants = _object(content.get("constants", {}), file, "constants")
    for name, value in constants.items():
        place = f"constants.{name}"
        _value(_field(name, file, place), _text(value, file, place), file, place)
    return Mapping(columns, values, constants)


def _object(content: Any, file: str, place: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise GisementError(
            "mapping_invalid", file=file, place=place or "{}", value=json.dumps(content, ensure_ascii=False)
        )
    return content


def _text(content: Any, file: str, place: str) -> str:
    if not isinstance(content, str):
        raise GisementError("mapping_invalid", file=file, place=place, value=json.dumps(content, ensure_ascii=False))
    return content


def _field(name: str, file: str, place: str) -> dict[str, Any]:
    known = {known["name"]: known for known in fields()}
    if name not in known:
        raise GisementError("mapping_field_unknown", file=file, place=place, field=name, choices=list(known))
    return known[name]


def _value(of: dict[str, Any], value: str, file: str, place: str) -> None:
    choices = listed_values(of)
    said = value.split("|") if "several" in of else [value]
    if choices and not set(said) <= set(choices):
        raise GisementError("mapping_value_unknown", file=file, place=place, value=value, choices=choices)
