"""What errors, warnings and steps say of detecting candidate sites."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "evidence_choice": tr(
            "The evidence file {file} cannot be used: {place} is {value}. It may be one of: {choices}."
        ),
        "evidence_column": tr(
            "The table {file} has no column {column}. Its columns: {columns}. Correct the key or the condition in the evidence file."
        ),
        "evidence_incomplete": tr("The evidence file {file} cannot be used: {place} is missing. Add it there."),
        "evidence_key": tr(
            "The evidence file {file} cannot be used: {key} means nothing in {place}. It may have: {choices}."
        ),
        "evidence_value": tr(
            "The evidence file {file} cannot be used: {place} cannot be {value}. The help of the algorithm shows what belongs there."
        ),
        "parcels_empty": tr(
            "There are no parcels in {file} (layer {layer}) inside the territory. Choose the cadastre of this territory."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "detection_not_searched": tr(
            "{count} of {total} kinds of evidence were not searched, for want of a layer or table that tells: {evidence}. No candidate there does not mean no brownfield."
        ),
        "detection_table_useless": tr(
            "The table {file} points to no parcel of this cadastre: the rows that its condition keeps name {count} parcels, all elsewhere. Check its key and its condition."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "detection_evidence": tr("Looking for evidence: {name}"),
        "detection_known": tr("Land units already in the inventory, not proposed again: {count}"),
        "detection_parcels": tr("Reading the parcels"),
        "detection_units": tr("Joining parcels into land units"),
    }
