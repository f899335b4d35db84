"""The figures known by construction, for the file beside the territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .basin_facts import basin_facts
from .economy import KNOWN_BEFORE, KNOWN_SINCE
from .site_facts import Fact, fact, facts_of_site

if TYPE_CHECKING:
    from .defects import Defect
    from .stage import Stage


def known_facts(stage: Stage, site_ids: list[str], defects: list[Defect]) -> list[dict[str, Any]]:
    """List the known figures of sites, then those of places, then the defects put in on purpose.

    Each has ``site_id``, ``fait``, ``colonne``, ``valeur``, ``unite``, ``tolerance`` and ``comment``; a value of None
    means that the right answer is "unknown".
    """
    of_sites = [
        {"site_id": site_id, **known}
        for site_id, key in zip(site_ids, stage.places.key)
        if key
        for known in (*facts_of_site(stage.known[key]), *basin_facts(stage, key))
    ]
    of_places = [{"site_id": None, **known} for known in _facts_of_places(stage)]
    spoilt = [
        {"site_id": one.site_id, **fact(f"defaut_{one.kind}", one.column, one.value, comment=one.comment)}
        for one in defects
    ]
    return of_sites + of_places + spoilt


def _facts_of_places(stage: Stage) -> list[Fact]:
    commune = f"commune {stage.towns.code[0]}"
    meeting = "nœuds où la route ordinaire rencontre une bretelle d'entrée"
    return [
        fact("enaf_reference", "naf11art21", 10 * KNOWN_BEFORE, "m²", 0.0, commune),
        fact("enaf_depuis", "naf21art25", 4 * KNOWN_SINCE, "m²", 0.0, commune),
        fact("acces_autoroute", "acces_autoroute", len(stage.accesses), "points", 0.0, meeting),
        fact("troncons", "troncon_de_route", len(stage.roads.shape), "tronçons", 0.0),
        fact("sites", "friches", len(stage.places), "fiches", 0.0, "défauts compris"),
    ]
