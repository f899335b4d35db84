"""What errors and warnings say of the measure of pollution."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "register_without_place": tr(
            "{role}: the table {layer} of {file} has neither geometries nor INSEE codes, so nothing of it can be placed. Load it in QGIS as points by its X and Y columns (Layer > Add Layer > Add Delimited Text Layer) and give that layer, or add a column code_insee, or leave this role out: it then counts as unknown."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "register_wrong_shapes": tr(
            "{role}: {count} objects near the sites are drawn as lines, or as points where areas are needed: how much of a site they cover cannot be told. They count by their distance, and the register as not wholly searched. Give the producer's original layer."
        ),
        "location_not_understood": tr(
            "{role}: {count} records say how they were located in words that are not known ({words}); they count as if they did not say."
        ),
        "records_without_place": tr(
            "{role}: {count} records have neither a geometry nor an INSEE code and were left out: nobody can tell which site they speak of."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step: this measure has none of its own."""
    return {}
