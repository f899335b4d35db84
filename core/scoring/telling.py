"""What the user should know of a ranking before it is shown to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..report import Report
    from .score import Scored

#: how many sites of a ranking are looked at by whoever looks at its top
TOP = 10


def tell_ranks(found: Scored, report: Report) -> None:
    """Say where a ranking says little: nobody is ranked, or one alone, or its top stands on few known facts."""
    ranked = found.sites["rang"].notna()
    if not ranked.any():
        _tell_nobody(found, report)
        return
    if ranked.sum() == 1:
        report.warn("one_ranked", site=str(found.board.sites[0]))
    top = found.sites.loc[ranked].sort_values("rang", kind="stable").head(TOP)
    little = int((top["a_etudier"] == "oui").sum())
    if little:
        report.warn("top_little_known", count=little, first=len(top), confidence=float(top["confiance"].median()))


def _tell_nobody(found: Scored, report: Report) -> None:
    ruled_out = found.sites["veto"] == "oui"
    left_out = found.sites["hors_classement"].notna() & ~ruled_out
    reasons = found.sites.loc[ruled_out, "veto_motifs"].value_counts()
    report.warn(
        "nobody_ranked",
        count=len(found.sites),
        vetoed=int(ruled_out.sum()),
        left_out=int(left_out.sum()),
        reason=reasons.index[0] if len(reasons) else "–",
    )
