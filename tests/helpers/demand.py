"""Projects and sites for the matching: the worked example of the help, and small ones at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from gisement.core.matching import Project

#: the example of the help: hectares, sides of the largest rectangle, score, months, m² of footprint, m² newly taken
SITES: dict[str, tuple[str, float, float, float, float, float, float, float]] = {
    "F-1": ("Forge", 4.0, 200.0, 80.0, 72.0, 24.0, 40_000.0, 0.0),
    "F-2": ("Tannerie", 6.0, 250.0, 120.0, 64.0, 12.0, 60_000.0, 30_000.0),
    "F-3": ("Filature", 12.0, 300.0, 200.0, 55.0, 18.0, 120_000.0, 30_000.0),
}
#: the example's projects as a table of the user's
PROJECTS = """Projet;Surface (ha);Halle (m);Emplois
Emballages;3;80 × 40;60
Turbines;5,0;180 × 100;140
Batteries;15;;400
"""
ALLOWANCE = 2.0


def example_sites() -> pd.DataFrame:
    """Give the sites of the example, by ``site_id``."""
    import pandas as pd

    names = [
        "site_nom",
        "surface_utile_ha",
        "rectangle_l_m",
        "rectangle_w_m",
        "score",
        "mois_avant_pret",
        "surface_m2",
        "nouvelle_artif_m2",
    ]
    table = pd.DataFrame.from_dict(SITES, orient="index", columns=names).rename_axis("site_id")
    return table.assign(veto="non", rang=range(1, len(table) + 1))


def write_sites(path: Path, sites: pd.DataFrame | None = None) -> Path:
    """Write sites as squares of their footprint's area, in the layer `sites`."""
    import geopandas as gpd
    import numpy as np
    import shapely

    table = example_sites() if sites is None else sites
    half = np.sqrt(table["surface_m2"].to_numpy()) / 2.0
    x = 880_000.0 + 2_000.0 * np.arange(len(table))
    shapes = shapely.box(x - half, 6_270_000.0 - half, x + half, 6_270_000.0 + half)
    frame = gpd.GeoDataFrame(table.reset_index(), geometry=shapes, crs="EPSG:2154")
    frame.to_file(path, layer="sites", engine="pyogrio")
    return path


def write_projects(path: Path, text: str = PROJECTS) -> Path:
    """Write a table of projects as text."""
    path.write_text(text, encoding="utf-8")
    return path


def plain_sites(**columns: list[Any]) -> pd.DataFrame:
    """Give sites named A, B, C… with a score and a usable area, unless given."""
    import pandas as pd

    count = len(next(iter(columns.values()), [None]))
    names = [chr(ord("A") + place) for place in range(count)]
    usual = {"score": [50.0] * count, "surface_utile_ha": [10.0] * count, "veto": ["non"] * count}
    return pd.DataFrame({**usual, **columns}, index=pd.Index(names, name="site_id"))


def many(projects: int, sites: int, seed: int) -> tuple[list[Project], pd.DataFrame]:
    """Draw a demand and an offer, in five municipalities."""
    import numpy as np
    import pandas as pd

    from gisement.core.matching import Project

    draw = np.random.default_rng(seed)
    area = np.round(np.exp(draw.normal(1.2, 1.0, sites)), 2) + 0.5
    table = pd.DataFrame(
        {
            "score": draw.uniform(20, 90, sites),
            "veto": "non",
            "surface_utile_ha": area,
            "surface_m2": area * 10_000,
            "nouvelle_artif_m2": area * 10_000 * draw.choice([0, 0, 0.2, 0.5, 1.0], sites),
            "mois_avant_pret": draw.choice([3.0, 12.0, 18.0, 36.0], sites),
            "comm_insee": [f"13{code:03}" for code in draw.integers(0, 5, sites)],
        },
        index=pd.Index([f"S{place:04}" for place in range(sites)], name="site_id"),
    )
    needs = np.round(np.exp(draw.normal(0.9, 0.9, projects)), 2)
    return [Project(f"P{place:03}", area=float(need)) for place, need in enumerate(needs)], table
