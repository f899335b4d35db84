"""How long scoring takes: sites × criteria × draws of weights, in one process, with the most memory it used.

The sites are drawn at random: one value in six unknown, one site in twenty vetoed, one in ten capped. Prints the
seconds of the whole (score, interval, what to collect, ranks, stability, what weight it takes to pass, long table), of
the draws alone, and the peak of the resident memory; the exit code is 1 when the targets are missed: 20 s and 2 GB for
15 000 sites, 40 criteria and 1 000 draws on two processors.

    dev/python benchmarks/scoring.py [SITES [CRITERIA [DRAWS]]]
"""

from __future__ import annotations

import json
import resource as usage
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from gisement.core.report import Report
from gisement.core.scoring import load_profile, score
from gisement.core.scoring.stability import stability

SECONDS, GIGABYTES = 20.0, 2.0
LABEL = {"fr": "essai", "en": "test"}


def main(sites: str = "15000", criteria: str = "40", draws: str = "1000") -> int:
    """Time it and print."""
    table = random_sites(int(sites), int(criteria))
    profile = load_profile(random_profile(int(criteria)))
    origins = pd.DataFrame(columns=["source", "millesime", "remarque"])
    start = time.perf_counter()
    found = score(table, profile, date(2026, 11, 22), origins, draws=int(draws))
    whole = time.perf_counter() - start
    start = time.perf_counter()
    stability(found.board, profile.draws, Report())
    alone = time.perf_counter() - start
    peak = usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / 1e6
    write = sys.stdout.write
    write(f"{sites} sites, {criteria} criteria, {draws} draws; {len(found.board.sites)} ranked\n")
    write(f"whole {whole:.1f} s (target {SECONDS:g} s), {profile.draws.count} draws alone {alone:.1f} s\n")
    write(f"peak of resident memory {peak:.2f} GB (target {GIGABYTES:g} GB)\n")
    return int(whole > SECONDS or peak > GIGABYTES)


def random_sites(count: int, criteria: int) -> pd.DataFrame:
    """Draw sites: one column per criterion, and the facts of the veto and of the cap."""
    draw = np.random.default_rng(1)
    values = draw.random((count, criteria)).round(3)
    values[draw.random(values.shape) < 1 / 6] = np.nan
    index = pd.Index([f"site {number:05d}" for number in range(count)], name="site_id")
    table = pd.DataFrame(values, columns=[f"c{number:02d}" for number in range(criteria)], index=index)
    return table.assign(rouge=draw.random(count), etroit=np.where(draw.random(count) < 0.1, "oui", "non"))


def random_profile(criteria: int) -> Path:
    """Write a profile that reads the columns of :func:`random_sites`."""
    draw = np.random.default_rng(2)
    members: list[dict[str, Any]] = [
        {
            "key": f"c{number:02d}",
            "weight": int(draw.integers(1, 9)),
            "label": LABEL,
            "knots": [[0, 0], [0.5, 0.7], [1, 1]],
        }
        for number in range(criteria)
    ]
    red = {"id": "rouge", "label": LABEL, "when": {"column": "rouge", "op": ">", "value": 0.95}}
    narrow = {"id": "etroit", "label": LABEL, "cap": 40, "when": {"column": "etroit", "op": "==", "value": "oui"}}
    content = {
        "id": "essai",
        "label": LABEL,
        "need": {},
        "aggregation": {"p": 0.5},
        "confidence": {"old_after_years": 5},
        "ranking": {"key_criteria": ["c00"], "key_unknown_max": 1, "excluded": []},
        "vetoes": [red],
        "caps": [narrow],
        "groups": [{"id": "g", "label": LABEL, "criteria": members}],
    }
    path = Path(tempfile.mkdtemp(prefix="gisement-")) / "essai.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
