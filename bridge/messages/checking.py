"""What errors, warnings and steps say of checking an inventory."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {}


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {}


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "checking": tr("Checking the inventory"),
        "writing_check": tr("Writing the findings"),
    }
