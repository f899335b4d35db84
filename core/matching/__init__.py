"""The demand and the sites matched: which plant on which site, and why not the others."""

from .allowance import Allowance, read_allowance, regime_allows
from .candidates import candidates
from .demand import read_demand
from .matched import Matched, match_sites
from .matching import Matching, match
from .outcome import assignments
from .pairs import Question
from .project import Project
from .unmatched import unmatched

__all__ = [
    "Allowance",
    "Matched",
    "Matching",
    "Project",
    "Question",
    "assignments",
    "candidates",
    "match",
    "match_sites",
    "read_allowance",
    "read_demand",
    "regime_allows",
    "unmatched",
]
