"""What errors, warnings and steps say of merging and comparing inventories."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "merge_needs_inventories": tr("No inventory was given: give one or more layers or files to merge."),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "merge_producer_unknown": tr(
            "Ranked, but met neither as an inventory nor as a producer nor as a source: {producers}. See how they are written in source_producteur, or give the name of the file."
        ),
        "merge_crowded": tr(
            "{count} parcels, identifiers or names belong to more than {limit} records: each of these was compared with {limit} others only."
        ),
        "merge_ids_renamed": tr(
            "{count} sites had the identifier of another site and got a mark behind theirs: {sites}. The decisions list the pairs of the same identifier."
        ),
        "merge_import_errors": tr(
            "{inventory}: the import met {count} errors. Import this inventory by itself to read and mend them."
        ),
        "merge_overlaps_left": tr(
            "{count} pairs of footprints of the merged inventory still overlap, by {area} m² in all: nothing was cut. The decisions say which to look at."
        ),
        "compare_columns_new": tr("Columns that only the later inventory has, not compared: {columns}."),
        "compare_columns_gone": tr("Columns that only the earlier inventory has, not compared: {columns}."),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "merge_open": tr("Opening {inventory}"),
        "merge_candidates": tr("Looking for records that may be the same among {count}"),
        "merge_compare": tr("Comparing {count} pairs of records"),
        "merge_keep": tr("Merging {count} records into others"),
        "merge_write": tr("Writing the merged inventory and the decisions"),
        "compare_match": tr("Matching {before} sites of before with {after} of after"),
        "compare_values": tr("Comparing shapes and values"),
        "compare_write": tr("Writing the changes"),
    }
