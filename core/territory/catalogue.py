"""The roles that a reference layer can play, and the dialects (producers' schemas) in which each may come."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import GisementError
from ..resources import listed, resource
from .years import dated

if TYPE_CHECKING:
    from collections.abc import Iterable

#: roles whose union is the territory itself, best first
OUTLINE_ROLES = ("commune", "epci")


def roles() -> list[str]:
    """Name every role, in the order of the catalogue."""
    return list(resource("catalogue/roles"))


def is_dense(role: str) -> bool:
    """Tell whether what a role holds is everywhere, so that where a layer has none it was not collected."""
    return bool(resource("catalogue/roles").get(role, {}).get("dense", False))


def geometry_of(role: str) -> str:
    """Give the geometry expected of a role: ``point``, ``line``, ``polygon``, ``raster`` or ``any``."""
    return resource("catalogue/roles")[role]["geometry"]


def schema(role: str) -> dict[str, Any]:
    """Give the fields and dialects of a role that the engine reads.

    :raises GisementError: ``role_not_read`` for a role that no measure reads yet.
    """
    if role not in listed("catalogue/dialects"):
        raise GisementError("role_not_read", role=role)
    return resource(f"catalogue/dialects/{role}")


def recognise(role: str, columns: Iterable[str], **where: str) -> dict[str, Any]:
    """Find the dialect of a layer by its columns (any case); the first dialect whose columns are all there wins.

    :raises GisementError: ``layer_not_recognised``, with the columns that each dialect expects.
    """
    present = {column.lower() for column in columns}
    dialects = schema(role)["dialects"]
    for dialect in (dated(one, present) for one in dialects):
        if present.issuperset(column.lower() for column in dialect["columns"]):
            return _named(dialect, where.get("layer") or Path(where.get("file", "")).stem)
    expected = " / ".join(f"{dialect['label']} : {', '.join(dialect['columns'])}" for dialect in dialects)
    raise GisementError("layer_not_recognised", role=role, expected=expected, **where)


def _named(dialect: dict[str, Any], name: str) -> dict[str, Any]:
    """Settle what the name of the layer tells: a field so read is the same in all rows, and so is what it is about."""
    if not any("layer_name" in str(form) for form in (dialect["fields"], dialect.get("only", ""))):
        return dialect
    fields = {field: _settled(form, name) for field, form in dialect["fields"].items()}
    only = _settled(dialect.get("only"), name)
    return {**dialect, "fields": fields, "only": only["constant"] if only else None}


def _settled(form: Any, name: str) -> Any:
    if not isinstance(form, dict):
        return form
    if "first_of" in form:
        return {**form, "first_of": [_settled(one, name) for one in form["first_of"]]}
    if "layer_name" not in form:
        return form
    found = re.search(form["layer_name"], name.lower())
    word = found[1 if found.re.groups else 0] if found else None
    return {"constant": form["values"].get(word) if "values" in form else word}
