"""The simulation of readiness: many sites, each in a state of its own, all steps needed by many, many draws.

States are drawn at random, so that hardly two sites share one: the worst case, as sites in the same state are laid out
once. Prints seconds and peak memory of the whole assessment, and the ratio to as many paths by networkx, of which some
are timed. The exit code is 1 where the longest paths differ.

    dev/python benchmarks/readiness.py [--sites 15000] [--draws 1000]
"""

from __future__ import annotations

import argparse
import resource
import time
from datetime import date

import networkx
import numpy as np
import pandas as pd

from gisement.core.readiness import assess, load_procedures, read_draws
from gisement.core.readiness.statuses import COLUMNS

ON = date(2026, 11, 27)
BESIDE = 20
WORDS = np.array(["a_faire", "en_cours", "fait", "sans_objet", "inconnu"], dtype=object)


def main() -> int:
    """Time, compare, and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sites", type=int, default=15_000)
    asked.add_argument("--draws", type=int, default=1_000)
    given = asked.parse_args()
    procedures = load_procedures()
    sites, statuses = drawn(given.sites, [step.id for step in procedures.steps])
    begun = time.perf_counter()
    found = assess(
        sites,
        procedures,
        {},
        pd.Series(False, index=sites.index),
        ON,
        statuses,
        draws=read_draws(given.draws, 1),
    )
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    states = found.procedures.groupby("site_id")["statut"].agg("".join).nunique()
    print(f"{given.sites} sites ({states} states), {len(procedures.steps)} steps, {given.draws} draws")
    print(f"  assess {seconds:.1f} s, {memory:.0f} MB")
    begun = time.perf_counter()
    apart = max(
        abs(longest(procedures, found, site) - found.sites.loc[site, "mois_avant_pret"]) for site in some(sites)
    )
    each = (time.perf_counter() - begun) / BESIDE
    print(f"  networkx {each * 1e3:.2f} ms a path: ratio {each * given.sites * given.draws / seconds:.0f}")
    print(f"  largest difference of the longest path, {BESIDE} sites: {apart:.1e}")
    return int(apart > 1e-6)


def drawn(count: int, steps: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give sites without facts, and a status drawn for each step of each."""
    random = np.random.default_rng(5)
    sites = pd.DataFrame(
        {"surface_m2": 20_000.0}, index=pd.Index([f"s{place}" for place in range(count)], name="site_id")
    )
    table = pd.DataFrame({"site_id": np.repeat(sites.index, len(steps)), "etape": np.tile(steps, count)})
    table["statut"] = random.choice(WORDS, len(table), p=[0.5, 0.2, 0.1, 0.1, 0.1])
    running = (table["statut"] == "en_cours").to_numpy()
    table["reste_mois"] = np.where(running, random.integers(1, 30, len(table)), np.nan)
    table = table.reindex(columns=COLUMNS)
    for column in ("debut", "fin_prevue"):
        table[column] = pd.to_datetime(table[column])
    return sites, table


def some(sites: pd.DataFrame) -> list[str]:
    """Name the sites that are looked at."""
    return sites.index[:: max(len(sites) // BESIDE, 1)][:BESIDE].tolist()


def longest(procedures, found, site: str) -> float:
    """Find the longest path of a site by networkx."""
    rows = found.procedures[found.procedures["site_id"] == site].set_index("etape")["mois"].dropna()
    graph = networkx.DiGraph()
    graph.add_node("fin")
    for step in procedures.steps:
        if step.id in rows:
            graph.add_edge(step.id, "fin", weight=rows[step.id])
            for before in step.after:
                if before in rows:
                    graph.add_edge(before, step.id, weight=rows[before])
    return float(networkx.dag_longest_path_length(graph, weight="weight"))


if __name__ == "__main__":
    raise SystemExit(main())
