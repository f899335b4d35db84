"""Why a project has no site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..resources import resource
from .fitness import MAY, STATES
from .nearest import Near, nearest, remedy
from .needs import names
from .sentences import label, label_within, say
from .unmatched import ALLOWANCE, COMPETITION, FITNESS, PROJECT, Counted, Reason, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .matching import Matching
    from .needs import Verdict
    from .room import Room


def project_reasons(found: Matching, language: str) -> Iterator[Reason]:
    """Give the reason of each project without site, in the order of their names."""
    placed = set(found.pairs.project[found.taken].tolist())
    room = found.room
    for place in range(len(found.question.projects)):
        if place not in placed:
            yield _reason(found, place, room, language)


def _reason(found: Matching, place: int, room: Room, language: str) -> Reason:
    question, project = found.question, found.question.projects[place]
    kind = (PROJECT, project.name, None)
    candidates, verdict = question.may(project), question.verdict(project)
    count = counted(verdict, candidates, question.admit_unknown)
    if not count.candidates:
        return Reason.of(kind, FITNESS, count, *_without_candidates(found, place, language))
    own = np.flatnonzero(found.pairs.project == place)
    if len(own):
        free = [int(pair) for pair in own if room.way_in(int(pair), allowance=False) is not None]
        if free:
            return _without_allowance(found, kind, count, free, language)
        said = say(PROJECT, COMPETITION, language, count.suit, conviennent=count.suit)
        return _with_remedy(found, place, Reason.of(kind, COMPETITION, count, said, ""), verdict, None, language)
    need, known = count.deciding
    said = say(
        PROJECT,
        "exigence" if known else "inconnu",
        language,
        count.fails[names().index(need)] if known else count.unknown[names().index(need)],
        exigence=label(need, language),
        candidats=count.candidates,
        echouent=int(count.fails[names().index(need)]),
        inconnus=int(count.unknown[names().index(need)]),
    )
    return _with_remedy(found, place, Reason.of(kind, need, count, said, ""), verdict, need, language)


def _without_candidates(found: Matching, place: int, language: str) -> tuple[str, str]:
    state = found.question.sites.fitness[found.question.projects[place].profile].state
    counts = {name: int((state == code).sum()) for code, name in enumerate(STATES) if code != MAY}
    said = say(PROJECT, FITNESS, language, sites=len(state), **counts)
    return said, say("remede", FITNESS, language)


def _without_allowance(
    found: Matching, kind: tuple[str, str, str | None], count: Counted, free: list[int], language: str
) -> Reason:
    """Name the free site that takes least beyond what is left."""
    lacks = [found.lacking(pair) for pair in free]
    least = int(np.argmin(lacks))
    name = site_name(found, int(found.pairs.site[free[least]]))
    said = say(PROJECT, ALLOWANCE, language, count.suit, conviennent=count.suit)
    todo = say("manque_a_un_site", ALLOWANCE, language, nom=name, manque=lacks[least])
    near = Near(0, ALLOWANCE, lacks[least], ())
    return Reason.of(kind, ALLOWANCE, count, said, todo).beside(near, name)


def _with_remedy(
    found: Matching, place: int, reason: Reason, verdict: Verdict, need: str | None, language: str
) -> Reason:
    """Say what would change it: a fact to verify, a site to divide, else what the nearest free site lacks."""
    project = found.question.projects[place]
    candidates, free = found.question.may(project), found.free_sites
    doubtful = np.flatnonzero(candidates & free & verdict.may_suit)
    if reason.a_verifier and len(doubtful):
        missing = names()[int(np.argmax(verdict.unknown[:, doubtful].sum(axis=1)))]
        best = doubtful[int(np.nanargmax(found.question.sites.fitness[project.profile].score[doubtful]))]
        reason.remede = say(
            "remede",
            "verifier",
            language,
            len(doubtful),
            exigence=label_within(missing, language),
            nom=site_name(found, int(best)),
            a_verifier=len(doubtful),
        )
        reason.le_plus_proche = site_name(found, int(best))
        return reason
    divided = _to_divide(found, place)
    if need is None and divided is not None:
        name = site_name(found, divided)
        reason.remede = say("remede", "diviser", language, nom=name, manque=float(found.left[divided]))
        reason.le_plus_proche = name
        return reason
    which = None if need is None else names().index(need)
    near = None
    # First a free site that lacks nothing but one thing, whatever it is; then one that lacks what most lack.
    for among, only in ((candidates & free, None), (candidates & free, which), (candidates, which)):
        near = nearest(verdict, among, only)
        if near is not None and (only is not None or not near.others or need is None):
            break
    if near is None or (need is None and not free[near.place]):
        reason.remede = say("remede", "autre_site", language)
        return reason
    name = site_name(found, near.place)
    taken = "" if free[near.place] else f" {say('remede', 'pris', language)}"
    reason.remede = remedy(near, "manque_a_un_site", name, language) + taken
    return reason.beside(near if near.need == reason.exigence else near._replace(lack=np.nan), name)


def _to_divide(found: Matching, place: int) -> int | None:
    """Find the site that suits, is taken and would have the most room left for the project, were it divided."""
    project = found.question.projects[place]
    if project.area is None or not project.divisible:
        return None
    common = resource("matching/exigences")["division"]["commun_part"]["value"]
    sites = found.pairs.site[found.pairs.project == place]
    left = found.left[sites] - common * found.question.sites.area[sites]
    enough = (left >= project.area) & ~found.question.sites.divisible[sites]
    return int(sites[enough][int(np.argmax(left[enough]))]) if enough.any() else None


def site_name(found: Matching, site: int) -> str:
    """Name a site as a person knows it: its name with its identifier."""
    identifier = str(found.question.sites.sites.index[site])
    name = found.question.sites.texts("site_nom")[site]
    return identifier if name is None or str(name) == identifier else f"{name} ({identifier})"
