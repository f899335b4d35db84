"""The largest rectangle of every site, and its room for a hall: seconds for 150, 1 500 and 15 000 sites.

Without a layer the sites are drawn: outlines of 8 to 60 corners along a few directions, with cuts, holes and second
parts, of the areas that brownfields have. Prints the seconds of the processor and of the clock, and for the largest
number also those of each of the two searches alone.

    dev/python benchmarks/rectangles.py [LAYER]
"""

from __future__ import annotations

import sys
import time

import geopandas as gpd
import numpy as np
import shapely
from shapely import affinity

from gisement.core.measures.land.rectangles import hall_factors, largest_rectangles, rectangles_and_factors

HALL = (120.0, 60.0)
NUMBERS = (150, 1_500, 15_000)


def main(layer: str | None = None) -> int:
    """Measure and print."""
    shapes = gpd.read_file(layer).geometry.to_numpy() if layer else drawn(NUMBERS[-1])
    numbers = [number for number in NUMBERS if number < len(shapes)] + [len(shapes)]
    edges = shapely.get_num_coordinates(shapes)
    print(f"{len(shapes)} sites of {np.median(edges):.0f} corners (half of them), {edges.max()} at most")
    for number in numbers:
        timed(f"both, {number} sites", number, lambda some=shapes[:number]: rectangles_and_factors(some, *HALL))
    found = timed("rectangles alone", len(shapes), lambda: largest_rectangles(shapes))
    factors = timed("hall alone", len(shapes), lambda: hall_factors(shapes, *HALL))
    there = ~shapely.is_missing(found.shape)
    outside = shapely.area(shapely.difference(found.shape[there], shapely.buffer(shapes[there], 1e-3)))
    share = shapely.area(found.shape[there]) / shapely.area(shapes[there])
    print(f"{there.sum()} with a rectangle, of {100 * np.median(share):.0f} % of the site (half of them)")
    print(f"{(factors >= 1).sum()} take a hall of {HALL[0]:.0f} m by {HALL[1]:.0f} m")
    print(f"{(outside > 0).sum()} stick out by more than a millimetre")
    return int((outside > 0).any())


def timed(name, number, work):
    """Run, print the seconds and the milliseconds of the processor for each site, and give the result."""
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    each = 1000.0 * processor / max(number, 1)
    print(
        f"{name:20s} {processor:8.1f} s of the processor, {clock:8.1f} s of the clock, {each:6.2f} ms a site",
        flush=True,
    )
    return result


def drawn(count: int, seed: int = 1) -> np.ndarray:
    """Draw sites in Lambert-93: blocks along streets, some with a ragged side, with buildings taken out."""
    random = np.random.default_rng(seed)
    shapes = np.array([_site(random) for _ in range(count)], dtype=object)
    place = np.stack([random.uniform(650_000, 900_000, count), random.uniform(6_250_000, 7_000_000, count)], axis=1)
    return shapely.transform(
        shapes, lambda corner: corner + np.repeat(place, shapely.get_num_coordinates(shapes), axis=0)
    )


def _site(random: np.random.Generator) -> shapely.Geometry:
    size = np.exp(random.normal(np.log(120.0), 0.6))
    corners = random.integers(6, 40)
    angle = (np.arange(corners) + random.uniform(0.1, 0.9, corners)) * (2 * np.pi / corners)
    ragged = size * random.uniform(0.7, 1.0, corners)
    outline = shapely.Polygon(np.c_[ragged * np.cos(angle), random.uniform(0.4, 1.0) * ragged * np.sin(angle)])
    block = shapely.box(-size, -size * random.uniform(0.2, 0.9), size * random.uniform(0.3, 1.0), size * 0.5)
    kind = random.integers(3)
    shape = (block, outline, block.union(outline))[kind]
    for _ in range(random.integers(0, 5)):
        cut = shapely.box(0, 0, *random.uniform(0.05, 0.4, 2) * size)
        cut = affinity.rotate(cut, random.choice([0.0, 0.0, random.uniform(0, 90)]))
        shape = shape.difference(affinity.translate(cut, *random.uniform(-size, size, 2)))
    return affinity.rotate(shape, random.uniform(0, 180), origin=(0, 0))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
