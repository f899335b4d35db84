"""What the user should know of a matching beside its tables: what was not known, and what limits little or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .candidates import WORST
from .fitness import UNRANKED, VETOED
from .needs import names
from .sentences import label

if TYPE_CHECKING:
    from ..report import Report
    from .matching import Matching
    from .pairs import Question

#: territories or sites named in a sentence
NAMED = 5


def tell_question(question: Question, report: Report) -> None:
    """Say where the sites leave little to choose, and where the allowance and the sites do not meet."""
    states = np.array([judged.state for judged in question.sites.fitness.values()])
    if states.all():
        vetoed, unranked = ((states == code).all(axis=0).sum() for code in (VETOED, UNRANKED))
        report.warn("match_no_candidate", count=len(question.sites), vetoed=int(vetoed), unranked=int(unranked))
    elif len(question.sites) == 1:
        report.warn("match_single_site", site=str(question.sites.sites.index[0]))
    if question.allowance is None or not question.allowance.listed:
        return
    strange = [code for code, inside in zip(question.allowance.hectares, question.inside) if not inside.any()]
    if strange:
        report.warn("match_territory_without_site", count=len(strange), codes=strange[:NAMED])
    outside = np.isnan(question.allowed)
    if outside.any():
        some = [str(name) for name in question.sites.sites.index[outside][:NAMED]]
        report.warn("match_outside_allowance", count=int(outside.sum()), sites=some)


def tell_found(found: Matching, language: str, report: Report) -> None:
    """Say what was not known of the pairs: needs, months, new land."""
    pairs, question = found.pairs, found.question
    if pairs.doubtful.any():
        need = names()[int(np.argmax(pairs.doubtful))]
        facts = {"need": label(need, language), "count": int(pairs.doubtful.max())}
        if question.admit_unknown:
            report.warn("match_admitted_unknown", **facts)
        else:
            report.warn("match_to_verify", **facts)
    sites = np.unique(pairs.site)
    months = int(np.isnan(question.sites.months[sites]).sum())
    if months:
        report.warn("match_months_unknown", count=months, of=len(sites))
    land = int((question.sites.new_origin[sites] == WORST).sum())
    if land:
        report.warn("match_land_unknown", count=land, of=len(sites))
