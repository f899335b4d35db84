"""Shares the land among kinds of planning zone, each place once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .shapes import surfaces
from .stage import Stage, band

Objects = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Theme:
    """A kind of zone: its CNIG codes, and land cover and use where nothing finer is drawn."""

    typezone: str
    libelle: str
    libelong: str
    formdomi: str
    cs: str
    us: str


THEMES = {
    "ux": Theme(
        "U", "UX", "Zone urbaine à vocation d'activités industrielles et logistiques", "0201", "CS1.1.1.2", "US2"
    ),
    "uxp": Theme("U", "UXp", "Zone portuaire", "0604", "CS1.1.1.2", "US4.1.4"),
    "ua": Theme("U", "UA", "Centre ancien", "0101", "CS1.1.1.2", "US235"),
    "um": Theme("U", "UM", "Zone mixte d'habitat et d'activités", "0300", "CS1.1.1.2", "US235"),
    "uc": Theme("U", "UC", "Zone d'habitat pavillonnaire", "0107", "CS1.1.1.2", "US5"),
    "aux": Theme("AUs", "2AUX", "Zone à urbaniser fermée, à vocation d'activités", "0200", "CS2.2.1", "US1.1"),
    "au": Theme("AUc", "1AUh", "Zone à urbaniser ouverte, à vocation d'habitat", "0100", "CS2.2.1", "US1.1"),
    "n": Theme("N", "N", "Zone naturelle", "0800", "CS2.1.1.1", "US1.2"),
    "a": Theme("A", "A", "Zone agricole", "0700", "CS2.2.1", "US1.1"),
}


def draw_zoning(stage: Stage) -> tuple[Objects, list[str]]:
    """Draw the zones in order of precedence; they may overlap here."""
    shapes: list[shapely.Geometry] = []
    themes: list[str] = []
    for one in stage.known.values():
        if "part_ux" in one.said:
            shapes += [
                one.western_share(float(one.said["part_ux"])),
                shapely.box(*one.box).buffer(40.0, join_style="mitre"),
            ]
            themes += ["ux", "a"]
        elif one.planned:
            shapes.append(shapely.box(*one.box).buffer(40.0, join_style="mitre"))
            themes.append("ux")
    zones = stage.zones.shapes
    grown = shapely.buffer(zones, 130.0, join_style="mitre")
    east = shapely.transform(grown, lambda xy: xy + (160.0, 40.0))
    towns = range(len(stage.towns))
    large = [town for town in towns if stage.towns.population[town] > 2_500]
    layers = [
        ("uxp", list(zones[:1])),
        ("ux", list(zones[1:])),
        ("ua", [stage.towns.outline(town, 0.33) for town in towns]),
        ("um", [stage.towns.outline(town, 0.55) for town in large]),
        ("uc", [stage.towns.outline(town, 1.03) for town in towns]),
        ("aux", list(shapely.difference(shapely.intersection(grown, east), stage.quiet)[1::2])),
        ("au", [shapely.difference(_slice(stage, town), stage.quiet) for town in large]),
        ("n", list(stage.forests) + river_bands(stage)),
    ]
    for theme, found in layers:
        shapes += found
        themes += [theme] * len(found)
    return np.array(shapes, dtype=object), themes


def _slice(stage: Stage, town: int) -> shapely.Geometry:
    x, y = stage.towns.places[town]
    return shapely.intersection(stage.towns.outline(town, 1.22), shapely.box(x, y, x + 5_000.0, y + 5_000.0))


def river_bands(stage: Stage) -> list[shapely.Geometry]:
    """Give the natural strips along the rivers, in stretches of some kilometres, clear of the sites known by hand."""
    plan, bands = stage.plan, []
    for r, river in enumerate(plan.rivers):
        for low in np.arange(0.0, plan.width, 6_500.0):
            x = np.linspace(low, min(low + 6_500.0, plan.width), 60)
            half = plan.river_half_width(r, x) + 210.0
            bands.append(shapely.difference(band(x, river(x) - half, river(x) + half), stage.quiet))
    y = np.arange(0.0, plan.height + 1.0, 100.0)
    coast = plan.coast(y)
    strip = shapely.Polygon(np.vstack([np.column_stack([coast - 50.0, y]), np.column_stack([coast + 320.0, y])[::-1]]))
    return bands + [shapely.difference(strip, stage.quiet)]


def partition(stage: Stage, drawn: Objects, themes: list[str]) -> tuple[Objects, list[str], npt.NDArray[np.int64]]:
    """Cut the zones by commune, each taking only what earlier ones left; what is left over is agricultural."""
    tree = shapely.STRtree(drawn)
    shapes: list[shapely.Geometry] = []
    which: list[str] = []
    commune: list[int] = []
    for c, ground in enumerate(stage.communes.shape):
        left = ground
        for z in np.sort(tree.query(ground, predicate="intersects")):
            part = shapely.intersection(left, drawn[z])
            if part.area < 1.0:
                continue
            left = shapely.difference(left, drawn[z])
            shapes.append(part)
            which.append(themes[z])
            commune.append(c)
        shapes.append(left)
        which.append("a")
        commune.append(c)
    clean = surfaces(np.array(shapes, dtype=object))
    keep = shapely.area(clean) > 1.0
    return clean[keep], [theme for theme, good in zip(which, keep) if good], np.array(commune)[keep]
