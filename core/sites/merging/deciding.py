"""Judges each pair of records: the same site, different sites, or for a person to look at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from ... import conditions
from ...resources import resource

if TYPE_CHECKING:
    import numpy as np

    from ...report import Report

MERGED, DISTINCT, TO_CHECK = "fusion", "distinct", "a_verifier"
ELSEWHERE, THROUGH_ANOTHER = "fusionne_ailleurs", "reunis_par_un_tiers"


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """Give what is known of each code: ``decision`` and ``motif`` by language."""
    rules = resource("merging/regles")
    return {**{rule["code"]: rule for rule in rules["regles"]}, **rules["apres"]}


def decide(evidence: pd.DataFrame, report: Report) -> pd.DataFrame:
    """Give each pair the code of the first rule that holds; pairs for which none holds are left out.

    A rule whose facts are unknown does not hold (`resources/merging/regles.json`).
    """
    code = pd.Series(None, index=evidence.index, dtype=object)
    for rule in resource("merging/regles")["regles"]:
        report.check()
        left = evidence[code.isna()]
        holds = conditions.judge(rule["si"], left).fillna(False).astype(bool)
        code[left.index[holds.to_numpy()]] = rule["code"]
    decided = evidence.assign(code=code)[code.notna()].reset_index(drop=True)
    return decided.assign(decision=decided["code"].map(lambda code: kinds()[code]["decision"]))


def settle(decided: pd.DataFrame, kept: np.ndarray) -> pd.DataFrame:
    """Bring the judgement of each pair in line with what was merged at last.

    :param kept: for each record, the row of the record it went into (its own where it is kept).
    """
    together = kept[decided["a"]] == kept[decided["b"]]
    merged = (decided["decision"] == MERGED).to_numpy()
    code = decided["code"].mask(merged & ~together, ELSEWHERE).mask(~merged & together, THROUGH_ANOTHER)
    return decided.assign(code=code, decision=code.map(lambda code: kinds()[code]["decision"]))
