"""The matching of projects with sites: how long it takes, and how far from the best it may lie.

Projects and sites are drawn at random from a fixed seed: areas are log-normal (a median of 2.5 ha asked, of 3.3 ha
offered), scores lie between 20 and 90, half of the projects need a hall or megawatts, two sites of five take new land.
Four cases: one site for one project; large sites divided; five groupings with 30 ha each; and large sites divided under
fifty municipalities with 3 ha each, which is the hardest that we know. Prints of each the pairs, the seconds (judging,
solving and the reasons of what is left out), the gap to the best possible fitness at most, and what is assigned.

    dev/python benchmarks/matching.py [PROJECTS SITES [SEED]]
"""

from __future__ import annotations

import resource as usage
import sys
import time
from datetime import date

import numpy as np
import pandas as pd

from gisement.core.matching import Allowance, Project, match_sites

REGIME, TODAY = "climat_resilience_2023", date(2026, 11, 22)
#: the targets: seconds and gap
SECONDS, GAP = 60.0, 0.01


def main(projects: int = 200, sites: int = 500, seed: int = 0) -> int:
    """Run the cases; the exit code is 1 where one misses a target."""
    demand, offer = drawn(projects, sites, seed)
    groupings = Allowance({f"2000000{code:02}": 30.0 for code in range(5)})
    municipalities = Allowance({f"13{code:03}": 3.0 for code in range(50)})
    cases = {
        "one for one": (None, False),
        "divided": (None, True),
        "groupings": (groupings, False),
        "divided, municipalities": (municipalities, True),
    }
    missed = 0
    for name, (allowance, divide) in cases.items():
        began = time.perf_counter()
        made = match_sites(offer, demand, TODAY, regime=REGIME, allowance=allowance, divide=divide)
        seconds, found = time.perf_counter() - began, made.matching
        missed += seconds > SECONDS or found.gap > GAP
        print(
            f"{name:24s} {len(found.pairs):6d} pairs  {seconds:6.1f} s  gap {100 * found.gap:5.2f} %  "
            f"{found.assigned_count} of {projects} assigned, {found.totals['aptitude']:.0f} points, "
            f"{found.totals['mois']:.0f} months, {found.totals['nouvelle_artif_ha']:.1f} ha new"
        )
    print(f"most memory {usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB here")
    return int(missed > 0)


def drawn(projects: int, sites: int, seed: int) -> tuple[list[Project], pd.DataFrame]:
    """Draw a demand and an offer."""
    draw = np.random.default_rng(seed)
    area = np.round(np.exp(draw.normal(1.2, 1.0, sites)), 2)
    place = draw.integers(0, 50, sites)
    offer = pd.DataFrame(
        {
            "score": draw.uniform(20, 90, sites),
            "veto": "non",
            "surface_utile_ha": area,
            "rectangle_l_m": draw.uniform(50, 400, sites),
            "rectangle_w_m": draw.uniform(30, 200, sites),
            "poste_source_km": draw.uniform(0, 12, sites),
            "htb_km": draw.uniform(0, 20, sites),
            "hta_km": draw.uniform(0, 1, sites),
            "mois_avant_pret": draw.choice([3.0, 12.0, 18.0, 36.0, 54.0], sites),
            "surface_m2": area * 10_000,
            "nouvelle_artif_m2": area * 10_000 * draw.choice([0, 0, 0, 0.5, 1.0], sites),
            "comm_insee": [f"13{code:03}" for code in place],
            "site_epci_siren": [f"2000000{code // 10:02}" for code in place],
        },
        index=pd.Index([f"S{number:05}" for number in range(sites)], name="site_id"),
    )
    demand = [
        Project(
            f"P{number:04}",
            area=float(np.round(np.exp(draw.normal(0.9, 0.9)), 2)),
            hall=(100.0, 50.0) if number % 4 == 0 else None,
            power=float(draw.choice([0.1, 5.0, 30.0])) if number % 4 == 1 else None,
        )
        for number in range(projects)
    ]
    return demand, offer


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
