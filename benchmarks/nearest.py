"""The nearest object of each site: the engine against QGIS's *Join attributes by nearest*, each as a whole process.

Both read the same two GeoPackages in the same projection and write the sites with the name of the nearest object and
the metres to it into a third. QGIS runs `native:joinbynearest` by `qgis_process`, as it comes, and once more without
its Python plugins, which makes it start sooner. Prints the seconds of each (of the fastest of some runs) by the clock
and of the processor, which a busy machine blurs less, the ratios, and the largest difference between the two answers;
the exit code is 1 when an answer differs by a millimetre or more.

    dev/python benchmarks/nearest.py [--runs N] SITES OBJECTS [SITES OBJECTS…]

A layer of a file is given as file|layername=layer. And the same as users run it: all distances of the energy measure
by `gisement:measureenergy`, against `native:joinbynearest` once for each network layer of the territory, which leaves
voltages and kinds of gas still to be told apart.

    dev/python benchmarks/nearest.py --measure TERRITORY INVENTORY
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyogrio
import shapely

CRS = "EPSG:2154"
RUNS = 3
QGIS_PROCESS = str(Path(__file__).resolve().parent.parent / "dev" / "qgis_process")
#: the roles whose objects the energy measure looks for
NETWORKS = (
    "poste_hta",
    "poste_htb",
    "ligne_electrique",
    "reseau_gaz",
    "reseau_chaleur",
    "reseau_eau",
    "reseau_assainissement",
    "reseau_fibre",
)


def main(*given: str) -> int:
    """Compare each pair of layers and print."""
    runs = RUNS
    if given[0] == "--runs":
        runs, given = int(given[1]), given[2:]
    if given[0] == "--measure":
        return compare_measure(*given[1:], runs)
    return max(compare(*pair, runs) for pair in zip(given[::2], given[1::2]))


def compare_measure(territory: str, inventory: str, runs: int) -> int:
    """Time the whole energy measure against a join by QGIS for each of the layers that it reads."""
    there = [role for role in NETWORKS if role in set(pyogrio.list_layers(territory)[:, 0])]
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "engine.gpkg", Path(folder) / "qgis.gpkg"
        asked = {"INPUT": inventory, "TERRITORY": territory, "OUTPUT": ours}
        engine = ["run", "gisement:measureenergy", *(f"--{key}={value}" for key, value in asked.items())]
        taken = best([QGIS_PROCESS, *engine], ours, runs)
        total = np.zeros(2)
        for role in there:
            asked = {"INPUT": ours, "INPUT_2": f"{territory}|layername={role}", "NEIGHBORS": 1, "OUTPUT": theirs}
            join = ["run", "native:joinbynearest", *(f"--{key}={value}" for key, value in asked.items())]
            total += best([QGIS_PROCESS, *join], theirs, runs)
        count = pyogrio.read_info(ours)["features"]
    print(
        f"{count} sites, {len(there)} layers: gisement:measureenergy {taken[0]:.2f} s ({taken[1]:.2f} s of processor)"
    )
    print(f"  native:joinbynearest, once a layer {total[0]:.2f} s ({total[1]:.2f} s): ratio {total[0] / taken[0]:.1f}")
    return 0


def compare(sites: str, objects: str, runs: int) -> int:
    """Time both on one pair of layers; the files that both read are made beforehand."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = (prepared(place, Path(folder) / f"{name}.gpkg") for place, name in ((sites, "s"), (objects, "o")))
        ours, theirs = Path(folder) / "engine.gpkg", Path(folder) / "qgis.gpkg"
        engine = [sys.executable, "-P", __file__, "--engine", str(one), str(other), str(ours)]
        asked = {"INPUT": one, "INPUT_2": other, "NEIGHBORS": 1, "OUTPUT": theirs}
        run = ["run", "native:joinbynearest", *(f"--{key}={value}" for key, value in asked.items())]
        taken = best(engine, ours, runs)
        qgis = {
            "QGIS": best([QGIS_PROCESS, *run], theirs, runs),
            "QGIS without Python": best(["qgis_process", "--no-python", *run], theirs, runs),
        }
        counts = [pyogrio.read_info(file)["features"] for file in (one, other)]
        apart = difference(ours, theirs)
    print(f"{counts[0]} sites, {counts[1]} objects ({Path(objects).name}), largest difference {apart:.1e} m")
    print(f"  engine {taken[0]:.2f} s ({taken[1]:.2f} s of the processor)")
    for name, there in qgis.items():
        ratios = there / taken
        print(f"  {name} {there[0]:.2f} s ({there[1]:.2f} s): ratio {ratios[0]:.1f} ({ratios[1]:.1f})")
    return int(apart >= 1e-3)


def prepared(place: str, path: Path) -> Path:
    """Write the shapes of a layer, and a number for each, in the working projection."""
    file, _, layer = place.partition("|layername=")
    rows = pyogrio.read_dataframe(file, layer=layer or None, columns=[]).to_crs(CRS)
    rows = rows[~(rows.geometry.isna() | rows.geometry.is_empty)].reset_index(drop=True)
    rows = rows.set_geometry(shapely.force_2d(rows.geometry.array)).assign(nom=np.arange(len(rows)).astype(str))
    pyogrio.write_dataframe(rows, path, layer=path.stem)
    return path


def best(command: list[str], output: Path, runs: int) -> np.ndarray:
    """Give the least seconds of some runs, from start to end of the process: by the clock, and of the processor."""
    taken = []
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for _ in range(runs):
        output.unlink(missing_ok=True)
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
        clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append((clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return np.min(taken, axis=0)


def difference(ours: Path, theirs: Path) -> float:
    """Give the largest difference of metres between the two outputs; QGIS repeats a site for each of several equals."""
    one, other = (
        pyogrio.read_dataframe(file, columns=["nom", "distance"], read_geometry=False).groupby("nom")["distance"].min()
        for file in (ours, theirs)
    )
    if not one.index.equals(other.index):
        return float("inf")
    return float(np.abs(one - other).max())


def engine(sites: str, objects: str, output: str) -> int:
    """Do with the engine what QGIS does: read both layers, find the nearest, write the sites with it."""
    from gisement.core.nearest import nearest_objects

    meta, _, shapes, (numbers,) = pyogrio.raw.read(sites)
    _, _, others, (names,) = pyogrio.raw.read(objects)
    found = nearest_objects(shapely.from_wkb(shapes), shapely.from_wkb(others))
    columns = [numbers, found.named(names), found.metres]
    pyogrio.raw.write(
        output,
        shapes,
        columns,
        ["nom", "nom_2", "distance"],
        layer="joined",
        driver="GPKG",
        crs=meta["crs"],
        geometry_type=meta["geometry_type"],
    )
    return 0


if __name__ == "__main__":
    called = sys.argv[1:]
    sys.exit(engine(*called[1:]) if called[0] == "--engine" else main(*called))
