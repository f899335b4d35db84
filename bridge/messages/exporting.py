"""What errors, warnings and steps say of writing the standards."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "export_folder_is_file": tr(
            "{folder} is a file: the export needs a folder of that name. Choose another folder."
        ),
        "export_nothing": tr(
            "None of the {count} sites of the inventory can be exported, so nothing was written. {reason}"
        ),
        "export_parent_missing": tr(
            "The folder {folder} cannot be made, because {parent} does not exist. Create that one, or choose another."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "export_dates": tr(
            "{count} sites whose date of identification or of update is not known bear {date} instead: {file} names them."
        ),
        "export_rejected": tr(
            "{count} sites lack what the standard requires and were not exported: {file} names each and says why."
        ),
        "export_to_complete": tr(
            "{count} values were left out, replaced or filled in to fit the standard: {file} lists each."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "export_values": tr("Bringing the values to the standard"),
        "export_writing": tr("Writing the files of the standard"),
    }
