"""What errors and warnings say of plans, easements and neighbours."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "vocation_unknown": tr(
            "{role}: a rule of the territory (vocations) gives zones the vocation {value}, which does not exist. Write one of: {choices}."
        ),
        "vocations_invalid": tr(
            '{role}: the rules of the territory (vocations) are not understood: {value}. Write a list of rules such as {{"libelle": "^UE", "vocation": "activité"}}; libelle, libelong and idurba are regular expressions.'
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "dwellings_not_told": tr(
            "{role}: this layer does not say where people live, or holds a part of the buildings only: the dwellings stay unknown. Give the buildings of BD TOPO v3."
        ),
        "layer_without_area": tr(
            "{role}: the {count} objects near the sites are points or lines, which cover no area: what rests on them stays unknown. Give the layer of surfaces."
        ),
        "objects_without_area": tr(
            "{role}: {count} objects near the sites are points or lines, which cover no area, and were left out."
        ),
        "zones_overlap": tr(
            "On {count} sites planning zones lie one over another: each share is told as it is (zones, zone_superposee_part), and weighs less, so that together they make no more than the site."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {}
