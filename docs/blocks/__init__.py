"""The written parts of the pages, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import columns, examples, inventory, rules, territory

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCKS: dict[str, Callable[[], str]] = {
    "mesures": columns.measures,
    "inventaire": columns.inventory,
    "vocations": columns.vocations,
    "echelle": columns.ladder,
    "vitesses": columns.speeds,
    "fonds": columns.backgrounds,
    "profil": rules.criteria,
    "regles": rules.rules,
    "etapes": rules.steps,
    "classes": rules.classes,
    "codes": inventory.findings,
    "fusion": inventory.merging,
    "indices": inventory.evidence,
    "seuils": inventory.thresholds,
    "roles": territory.roles,
    "dialectes": territory.dialects,
    "exemple_note": examples.score_of_a_site,
    "exemple_delai": examples.months_of_a_site,
    **{part: partial(columns.listed, part) for part in columns.PARTS},
}
