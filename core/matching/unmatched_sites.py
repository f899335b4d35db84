"""Why a site has no project."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .fitness import STATES
from .nearest import Near, nearest, remedy
from .needs import Verdict, names
from .sentences import label, label_within, say
from .unmatched import ALLOWANCE, COMPETITION, FITNESS, SITE, Counted, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..report import Report
    from .matching import Matching
    from .pairs import Question
    from .room import Room

#: pairs of a project and a site judged together, as many as a few hundred megabytes hold
PAIRS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class _AllVerdicts:
    """For p projects and s sites: (p, s) which may be assigned by their score; (k, p, s) met, lacking."""

    may: np.ndarray
    met: np.ndarray
    lack: np.ndarray

    def of(self, column: int) -> Verdict:
        return Verdict(self.met[:, :, column], self.lack[:, :, column])


def site_reasons(found: Matching, language: str, report: Report) -> Iterator[Reason]:
    """Give the reason of each site without project, in the order of their identifiers."""
    question = found.question
    left_out = np.flatnonzero(found.free_sites)
    at_once = max(PAIRS_AT_ONCE // len(question.projects), 1)
    room, texts = found.room, question.sites.texts("site_nom")
    for start in range(0, len(left_out), at_once):
        block = left_out[start : start + at_once]
        judged = _judged(question.some(block), report)
        for column, site in enumerate(block):
            identifier = str(question.sites.sites.index[site])
            kind = (SITE, str(texts[site] or identifier), identifier)
            yield _reason(found, kind, int(site), judged.may[:, column], judged.of(column), room, language)


def _judged(question: Question, report: Report) -> _AllVerdicts:
    may, met, lack = [], [], []
    for project in question.projects:
        report.check()
        verdict = question.verdict(project)
        may.append(question.may(project))
        met.append(verdict.met)
        lack.append(verdict.lack)
    return _AllVerdicts(np.array(may), np.stack(met, axis=1), np.stack(lack, axis=1))


def _reason(
    found: Matching,
    kind: tuple[str, str, str | None],
    site: int,
    may: np.ndarray,
    verdict: Verdict,
    room: Room,
    language: str,
) -> Reason:
    admit = found.question.admit_unknown
    suits = (verdict.suits | verdict.may_suit if admit else verdict.suits) & may
    count = Counted(
        candidates=int(may.sum()),
        fails=(verdict.fails & may).sum(axis=1),
        unknown=(verdict.unknown & may).sum(axis=1),
        suit=int(suits.sum()),
        to_verify=0 if admit else int((verdict.may_suit & may).sum()),
    )
    if not may.any():
        return Reason.of(kind, FITNESS, count, *_by_score(found, site, language))
    if suits.any():
        return _suiting(found, kind, site, suits, count, room, language)
    need, known = count.deciding
    place = names().index(need)
    said = say(
        SITE,
        "exigence" if known else "inconnu",
        language,
        count.fails[place] if known else count.unknown[place],
        exigence=label(need, language),
        candidats=count.candidates,
        echouent=int(count.fails[place]),
        inconnus=int(count.unknown[place]),
    )
    return _with_remedy(found, Reason.of(kind, need, count, said, ""), may, verdict, place, language)


def _by_score(found: Matching, site: int, language: str) -> tuple[str, str]:
    """Say what keeps a site out under every profile; where that differs, what does under most of them."""
    profiles = sorted(found.question.sites.fitness.items(), key=lambda item: item[0] or "")
    told = Counter((STATES[int(judged.state[site])], judged.reason[site] or "–") for _, judged in profiles)
    state, reason = told.most_common(1)[0][0]
    return say(SITE, state, language, raison=reason), say("remede", state, language)


def _suiting(
    found: Matching,
    kind: tuple[str, str, str | None],
    site: int,
    suits: np.ndarray,
    count: Counted,
    room: Room,
    language: str,
) -> Reason:
    """The site suits some project: all of these are elsewhere, or the allowance does not suffice for those left."""
    placed = np.isin(np.arange(len(suits)), found.pairs.project[found.taken])
    pairs = np.flatnonzero((found.pairs.site == site) & ~placed[found.pairs.project])
    waiting = [int(pair) for pair in pairs if room.way_in(int(pair), allowance=False) is not None]
    if not waiting:
        said = say(SITE, COMPETITION, language, count.suit, conviennent=count.suit)
        return Reason.of(kind, COMPETITION, count, said, say("remede", "projet_de_plus", language))
    lacks = [found.lacking(pair) for pair in waiting]
    least = int(np.argmin(lacks))
    name = found.question.projects[int(found.pairs.project[waiting[least]])].name
    said = say(SITE, ALLOWANCE, language, len(waiting), conviennent=len(waiting))
    todo = say("manque_a_un_projet", ALLOWANCE, language, nom=name, manque=lacks[least])
    return Reason.of(kind, ALLOWANCE, count, said, todo).beside(Near(0, ALLOWANCE, lacks[least], ()), name)


def _with_remedy(
    found: Matching, reason: Reason, may: np.ndarray, verdict: Verdict, need: int, language: str
) -> Reason:
    """Say what would change it: a fact to verify, else what it lacks for the nearest project, waiting ones first."""
    projects = found.question.projects
    waiting = ~np.isin(np.arange(len(may)), found.pairs.project[found.taken])
    doubtful = np.flatnonzero(may & verdict.may_suit)
    if reason.a_verifier and len(doubtful):
        first = int(doubtful[np.argmax(waiting[doubtful])])
        missing = names()[int(np.argmax(verdict.unknown[:, doubtful].sum(axis=1)))]
        facts = {"exigence": label_within(missing, language), "nom": projects[first].name, "a_verifier": len(doubtful)}
        reason.remede = say("remede", "verifier", language, len(doubtful), **facts)
        reason.le_plus_proche = projects[first].name
        return reason
    near = None
    for among, only in ((may & waiting, None), (may & waiting, need), (may, None), (may, need)):
        near = nearest(verdict, among, only)
        if near is not None and (only is not None or not near.others):
            break
    if near is None:
        reason.remede = say("remede", "autre_projet", language)
        return reason
    name = projects[near.place].name
    reason.remede = remedy(near, "manque_a_un_projet", name, language)
    return reason.beside(near if near.need == reason.exigence else near._replace(lack=np.nan), name)
