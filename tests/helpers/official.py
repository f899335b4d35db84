"""What frictionless says of an inventory by the standard's TableSchema, and what the check says, in the same words."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pytest

from gisement.core.resources import resource
from gisement.core.sites.fields import fields

TYPES = {
    "text": {"type": "string"},
    "uri": {"type": "string", "format": "uri"},
    "date": {"type": "date", "format": "%Y-%m-%d"},
    "year": {"type": "date", "format": "%Y"},
    "integer": {"type": "integer"},
}
#: code of the check → what frictionless calls it
WORDS = {
    "valeur_requise_absente": "required",
    "valeur_hors_liste": "enum",
    "valeur_ancienne": "enum",
    "forme_non_conforme": "pattern",
    "date_non_conforme": "type",
    "annee_non_conforme": "type",
    "entier_non_conforme": "type",
    "adresse_web_non_conforme": "type",
    "ligne_vide": "blank-row",
    "site_id_double": "primary-key",
}
MISSING_COLUMN = ("colonne_absente", "colonne_recente_absente", "colonne_deduite_absente")
Verdicts = set[tuple[Any, str, str]]


def descriptor() -> dict[str, Any]:
    """Write the standard's fields as a TableSchema."""
    described = []
    for field in fields():
        constraints: dict[str, Any] = {"required": field["required"]}
        if "values" in field:
            constraints["enum"] = field["values"]
        if "pattern" in field:
            constraints["pattern"] = field["pattern"]
        described.append({"name": field["name"], **TYPES[field["type"]], "constraints": constraints})
    return {
        "fields": described,
        "missingValues": resource("checking/standard")["missing"],
        "primaryKey": "site_id",
        # Columns in any order, those of the standard that are compulsory at least.
        "fieldsMatch": "partial",
    }


@cache
def schema() -> Any:
    """Give frictionless's schema, or skip where frictionless is not there."""
    frictionless = pytest.importorskip("frictionless", reason="frictionless, which judges the schema beside us")
    return frictionless.Schema.from_descriptor(descriptor())


def by_frictionless(table: pd.DataFrame) -> Verdicts:
    """Give what frictionless finds in a table of texts: (row from 0, field, kind); (None, field, ``missing-label``)."""
    from frictionless.resources import TableResource

    rows = table.astype(object).where(table.notna(), None)
    data = [list(rows.columns), *rows.values.tolist()]
    checked = TableResource(data=data, schema=schema().to_copy()).validate(limit_errors=10**9)
    found: Verdicts = set()
    for error in checked.tasks[0].errors:
        row = getattr(error, "row_number", None)
        kind = {"type-error": "type"}.get(error.type, error.type)
        if error.type == "constraint-error":
            kind = error.note.split('"')[1]
        field = getattr(error, "field_name", None)
        if error.type == "primary-key":
            field = "site_id"
        found.add((None if row is None else row - 2, field or "", kind))
    return found


def by_the_check(table: pd.DataFrame, site_ids: list[str]) -> Verdicts:
    """Give what the check found, as frictionless would say it; what frictionless cannot judge is left out."""
    row = {site: number for number, site in enumerate(site_ids)}
    found: Verdicts = set()
    for code, site, field in zip(table["code"], table["site_id"], table["champ"]):
        if code in MISSING_COLUMN:
            found.add((None, field, "missing-label"))
        elif code == "site_id_absent":
            found |= {(row[site], "site_id", "required"), (row[site], "site_id", "primary-key")}
        elif code == "comm_insee_deduit":
            found.add((row[site], field, "required"))
        elif code in WORDS:
            found.add((row[site], field, WORDS[code]))
    return found
