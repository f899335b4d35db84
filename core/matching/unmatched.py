"""Every project and every site that is left out: the one requirement that decides, and what would change it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..report import Report
from .needs import names
from .sentences import label, unit

if TYPE_CHECKING:
    from .matching import Matching
    from .nearest import Near
    from .needs import Verdict

PROJECT, SITE = "projet", "site"
FITNESS, COMPETITION, ALLOWANCE = "aptitude", "concurrence", "enveloppe"
COLUMNS = [
    "objet",
    "nom",
    "site_id",
    "exigence",
    "exigence_libelle",
    "candidats",
    "echouent",
    "inconnus",
    "conviennent",
    "a_verifier",
    "manque",
    "unite",
    "le_plus_proche",
    "motif",
    "remede",
]


@dataclass
class Counted:
    """How many candidates there are; per need how many do not meet it, and of how many nobody knows; how many suit; how
    many would, if what is unknown were met.
    """

    candidates: int
    fails: np.ndarray
    unknown: np.ndarray
    suit: int
    to_verify: int

    @property
    def deciding(self) -> tuple[str, bool]:
        """The need that most candidates fail, and whether they are known to; else the one that is unknown for most."""
        if self.fails.any():
            return names()[int(np.argmax(self.fails))], True
        return names()[int(np.argmax(self.unknown))], False


def counted(verdict: Verdict, candidates: np.ndarray, admit_unknown: bool) -> Counted:
    """Count over the candidates (n,) of a project."""
    suits = verdict.suits | verdict.may_suit if admit_unknown else verdict.suits
    return Counted(
        candidates=int(candidates.sum()),
        fails=(verdict.fails & candidates).sum(axis=1),
        unknown=(verdict.unknown & candidates).sum(axis=1),
        suit=int((suits & candidates).sum()),
        to_verify=0 if admit_unknown else int((verdict.may_suit & candidates).sum()),
    )


@dataclass
class Reason:
    """A row of the table: why, of how many, what is lacking where it is nearest, in words, and the remedy."""

    objet: str
    nom: str
    site_id: str | None
    exigence: str
    candidats: int
    echouent: int
    inconnus: int
    conviennent: int
    a_verifier: int
    motif: str
    remede: str
    manque: float = float("nan")
    le_plus_proche: str | None = None

    @classmethod
    def of(cls, kind: tuple[str, str, str | None], need: str, count: Counted, said: str, remedy: str) -> Reason:
        """Fill in the counts."""
        place = names().index(need) if need in names() else None
        fails, unknown = (0, 0) if place is None else (int(count.fails[place]), int(count.unknown[place]))
        return cls(*kind, need, count.candidates, fails, unknown, count.suit, count.to_verify, said, remedy)

    def beside(self, near: Near | None, name: str) -> Reason:
        """Note what is lacking where it is nearest."""
        if near is not None:
            self.manque, self.le_plus_proche = near.lack, name
        return self

    def row(self, language: str) -> dict[str, Any]:
        """Give the row."""
        measured = np.isfinite(self.manque)
        more = {
            "exigence_libelle": label(self.exigence, language),
            "manque": round(self.manque, 3) if measured else None,
            "unite": (unit(self.exigence, language) or None) if measured else None,
        }
        return {**asdict(self), **more}


def unmatched(found: Matching, language: str = "fr", report: Report | None = None) -> pd.DataFrame:
    """Say of each project without site, then of each site without project, why it is left out.

    :returns: :data:`COLUMNS`; projects by name, sites by identifier.
    """
    from .unmatched_projects import project_reasons
    from .unmatched_sites import site_reasons

    reasons = (*project_reasons(found, language), *site_reasons(found, language, report or Report()))
    rows = [reason.row(language) for reason in reasons]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"manque": float}) if len(table) else table
