"""Access by road, all kinds of facility together: the engine against QGIS's own network analysis, in one run.

Both get the same drivable roads in memory, in the same projection, with the same directions, the same entries of the
sites and of the facilities. QGIS builds its graph and grows one tree of shortest ways for each entry, as its algorithms
do, and takes the nearest facility of each kind from it; the engine does the whole measure from the roads on: graph,
parts, frontages, motorway accesses, lorry access, every kind of facility. Prints the seconds of each, the ratio, and
the largest difference between the two answers.

    dev/python benchmarks/access.py TERRITORY INVENTORY [LAYER]

Without arguments but a folder, how time grows: the engine alone on the territories small, medium and large of
`gisement:demoterritory` in that folder, beside the time of just reading the road layer, and the most memory used.

    dev/python benchmarks/access.py FOLDER
"""

from __future__ import annotations

import resource as usage
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
from qgis.core import QgsApplication
from qgis_network import QgisNetwork, qgis_layer

from gisement.core.measures import Request, access
from gisement.core.measures.access.facilities import KINDS, facilities, placed, to_facilities
from gisement.core.measures.access.motorway import to_motorway
from gisement.core.measures.access.roads import read_roads
from gisement.core.network.limits import standard_vehicle
from gisement.core.report import Report
from gisement.core.sites import add_footprints, import_inventory
from gisement.core.sites.findings import Findings
from gisement.core.territory import Territory

if TYPE_CHECKING:
    import geopandas as gpd

    from gisement.core.measures.access.reaching import Reached

SIZES = ("small", "medium", "large")


def main(*arguments: str) -> int:
    """Compare, or show how time grows; the exit code is 1 when an answer differs by a metre or more."""
    warnings.simplefilter("ignore")
    return grow(Path(arguments[0])) if Path(arguments[0]).is_dir() else compare(*arguments)


def compare(path: str, inventory: str, layer: str | None = None) -> int:
    """Compare the two on a territory."""
    sites = add_footprints(import_inventory(inventory, layer=layer).sites, Findings())
    place = Territory.open(path, sites.crs)
    for role in ("troncon_de_route", "acces_autoroute", *(role for roles in KINDS.values() for role in roles)):
        place.read(role)  # QGIS gets its layers in memory too
    found, seconds = by_engine(sites, place)
    began = time.perf_counter()
    made = access.MEASURE.run(sites, place, Request(), Report())
    whole = time.perf_counter() - began
    print(f"engine  {seconds:8.3f} s from roads in memory; the whole measure {whole:.3f} s")
    theirs, graph, search = by_qgis(found)
    print(f"QGIS    {graph + search:8.3f} s: graph {graph:.3f}, {len(found['places'].edge)} trees {search:.3f}")
    print(f"ratio   {(graph + search) / seconds:.0f} (to the whole measure {(graph + search) / whole:.0f})")
    apart = 0.0
    for kind, metres in theirs.items():
        ours = found["reached"][kind].metres
        together = np.isfinite(ours) == np.isfinite(metres)
        both = np.isfinite(ours) & np.isfinite(metres)
        apart = max(apart, np.abs(ours - metres)[both].max(initial=0.0), 0.0 if together.all() else np.inf)
        print(
            f"{kind:10s} {both.sum()} reached by both, {(together & ~both).sum()} by neither, "
            f"{(~together).sum()} by one; largest difference {np.abs(ours - metres)[both].max(initial=0.0):.4f} m"
        )
    print(f"columns {len(made.values.columns)}")
    return int(apart >= 1.0)


def by_engine(sites: gpd.GeoDataFrame, place: Territory) -> tuple[dict[str, Any], float]:
    """Build the graph and reach every kind of facility; give what was found and the seconds."""
    began = time.perf_counter()
    read = read_roads(sites, place, standard_vehicle(), Report())
    places = read.join_sites(sites)
    located = placed(sites)
    _, first, _ = to_motorway(read, places, located, place)
    reached: dict[str, Reached] = {"autoroute": first}
    for kind in KINDS:
        there = facilities(place, kind)
        if there is not None:
            _, reached[kind] = to_facilities(read, places, located, *there, kind)
    return {"roads": read, "places": places, "reached": reached}, time.perf_counter() - began


def by_qgis(found: dict[str, Any]) -> tuple[dict[str, np.ndarray], float, float]:
    """Give the metres from each site to the nearest of each kind, the seconds of the graph and of the search."""
    layer = qgis_layer(found["roads"].rows)
    places, kinds = found["places"], found["reached"]
    began = time.perf_counter()
    network = QgisNetwork(layer, found["roads"].graph, places, *(one.targets for one in kinds.values()))
    built = time.perf_counter()
    first = len(places.edge)
    goals, metres = {}, {}
    for kind, one in kinds.items():
        goals[kind] = list(range(first, first + len(one.targets.edge)))
        metres[kind] = np.full(places.count, np.inf)
        first += len(one.targets.edge)
    for entry, place in enumerate(places.place):
        tree = network.tree(entry)
        for kind, some in goals.items():
            metres[kind][place] = min(metres[kind][place], *(tree[network.vertex[goal]] for goal in some), np.inf)
    return metres, built - began, time.perf_counter() - built


def grow(folder: Path) -> int:
    """Print the seconds of just reading the roads, and of the whole measure, for each size."""
    for size in SIZES:
        path = folder / f"{size}.gpkg"
        if not path.is_file():
            continue
        sites = add_footprints(import_inventory(path, layer="friches").sites, Findings())
        place = Territory.open(path, sites.crs)
        place.digests = False
        began, worked = time.perf_counter(), time.process_time()
        count = len(pyogrio.read_dataframe(path, layer="troncon_de_route"))
        reading, read = time.perf_counter() - began, time.process_time() - worked
        began, worked = time.perf_counter(), time.process_time()
        access.MEASURE.run(sites, place, Request(), Report())
        took, work = time.perf_counter() - began, time.process_time() - worked
        memory = usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / 1024**2
        print(
            f"{size:7s} {len(sites):6d} sites {count:8d} roads   read {reading:7.2f} s ({read:.2f} of work)   "
            f"measure {took:7.2f} s ({work:.2f} of work)   memory {memory:.2f} GB"
        )
    return 0


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    sys.exit(main(*sys.argv[1:]))
