"""What warnings say of risks, nature and heritage."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {}


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "cavities_unplaced": tr(
            "cavite: {count} cavities of the layer are placed at the centre of their commune. Nobody knows where they lie, so they count for no site: ask for a survey where a site's commune has any."
        ),
        "layer_of_one_kind": tr(
            "{role}: by its name, this layer holds one kind alone ({kind}). What it shows counts; where it shows nothing, the other kinds are not known. Give one layer of all kinds."
        ),
        "sites_beyond_layer": tr(
            "{role}: {count} sites lie, wholly or in part, beyond where this layer was collected: what is found there is the least, and what is not found stays unknown."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {}
