"""What errors, warnings and steps say of a user's mapping."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "mapping_column_missing": tr(
            "The mapping names a column {column} that the inventory {file} does not have. Its columns: {columns}. Correct the name in the mapping."
        ),
        "mapping_field_unknown": tr(
            "The mapping {file} names, at {place}, a field {field} that the standard does not have. Choose one of: {choices}."
        ),
        "mapping_invalid": tr(
            "The mapping {file} is not as expected at {place} (found: {value}). It has three optional parts: columns (column of the file to field), values (field to value met to value of the standard) and constants (field to value); names and values are texts."
        ),
        "mapping_part_unknown": tr(
            "The mapping {file} has a part {part} that is not known. Its parts are: {choices}. Correct the name or remove the part."
        ),
        "mapping_value_unknown": tr(
            "The mapping {file} gives, at {place}, the value {value}, which is not in the standard's list. Choose one of: {choices}."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {}


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {}
