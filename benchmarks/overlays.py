"""Shares of area: the environment measure against QGIS's own overlays, each as a whole process.

Both read the same sites and the same territory, and write the sites with the shares of their area. The engine gives all
columns of the measure; QGIS gives those that are shares of area, by the chain that an agency would build: the rows of
each class (`native:extractbyexpression`), layers put together where a column is their union
(`native:mergevectorlayers`), and `native:calculatevectoroverlaps`. The chain runs twice: step by step, each a run of
`qgis_process` as it comes, and as one script in a single process of QGIS, which starts once and keeps what lies between
in memory. Prints the seconds of each (of the fastest of some runs) by the clock and of the processor, the ratios, the
peak memory, and the largest difference between the answers; the exit code is 1 when a share differs by 1e-6 or more.
Then the overlays alone, layer by layer, all layers in memory on both sides: the share of each site that the rows of
each class cover, against `native:calculatevectoroverlaps`.

    dev/python benchmarks/overlays.py [--runs N] TERRITORY INVENTORY

The territory is a GeoPackage whose layers carry the names of the roles, in the schemas of the demonstration territory;
what it lacks is left out of both.
And on any two layers, given as file|layername=layer: what share of each site a layer covers, invalid polygons repaired
first by either's own means. There a difference of 0.1 % is the most.

    dev/python benchmarks/overlays.py [--runs N] --layers SITES LAYER [SITES LAYER…]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

CRS = "EPSG:2154"
RUNS = 3
QGIS_PROCESS = str(Path(__file__).resolve().parent.parent / "dev" / "qgis_process")
FLOOD, BELOW = "\"nomfic\" LIKE '%ppri%'", "\"nomfic\" LIKE '%pprt%'"
RED = "\"typereg\" IN ('03', '04')"
BLUE = f"(\"typereg\" = '02' OR (\"typereg\" = '01' AND {BELOW}))"
#: column → layers whose union it is the share of, each with the expression that keeps its rows ("" keeps all)
SHARES = {
    "ppr_rouge_part": {"ppr_zone": RED},
    "ppr_bleu_part": {"ppr_zone": BLUE},
    "inondation_rouge": {"ppr_zone": f"{RED} AND {FLOOD}"},
    "inondation": {"ppr_zone": f"({RED} OR {BLUE}) AND {FLOOD}"},
    "technologique_rouge": {"ppr_zone": f"{RED} AND {BELOW}"},
    "technologique": {"ppr_zone": f"({RED} OR {BLUE}) AND {BELOW}"},
    "zone_inondable_part": {"zone_inondable": "\"scenario\" != '04Fai'"},
    "natura2000_part": {"natura2000": ""},
    "znieff1_part": {"znieff": "\"id\" LIKE 'znieff1%'"},
    "znieff2_part": {"znieff": "\"id\" LIKE 'znieff2%'"},
    "zone_humide_part": {"zone_humide": ""},
    "protection_forte_part": {"reserve": ""},
    "pnr_part": {"pnr": ""},
    "nature": {"natura2000": "", "znieff": "", "zone_humide": ""},
    "nature_pnr": {"natura2000": "", "znieff": "", "zone_humide": "", "pnr": ""},
    "captage_part": {"captage": "", "servitude": "\"suptype\" = 'as1'"},
    "captage_rapproche": {"captage": "\"typeass\" LIKE '%rapproch%'"},
    "captage_immediat": {"captage": "\"typeass\" LIKE '%imm%diat%'", "servitude": "\"suptype\" = 'as1'"},
    "abords_part": {"abords_mh": ""},
    "spr_part": {"spr": ""},
    "zppa": {"zppa": ""},
    "argile_fort": {"argile": "\"ALEA\" = 'Fort'"},
    "argile_moyen": {"argile": "\"ALEA\" = 'Moyen'"},
    "argile_faible": {"argile": "\"ALEA\" = 'Faible'"},
}
#: column of a class → the share that makes it the worst, its word, and beyond how much: a share, or m²
WORST = {
    "inondation": ("inondation_rouge", "rouge", 0.01),
    "risque_technologique": ("technologique_rouge", "rouge", 0.01),
    "captage": ("captage_immediat", "immédiat", 1),
    "zppa": ("zppa", "oui", 0.01),
    "argile": ("argile_fort", "fort", 0.01),
}
#: keeps every row: a file's layer gets a name of its own, by which the overlaps are told apart
ALL = "true"
OVERLAPS = "native:calculatevectoroverlaps"


@dataclass(frozen=True)
class Taken:
    """What a process took: seconds by the clock and of the processor, peak memory in MB."""

    clock: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} s ({self.processor:.2f} s of the processor, {self.memory:.0f} MB)"

    def over(self, other: Taken) -> str:
        """Tell how many times the other this is."""
        return f"ratio {self.clock / other.clock:.1f} ({self.processor / other.processor:.1f})"


def main(*given: str) -> int:
    """Compare, and print."""
    runs = RUNS
    if given[0] == "--runs":
        runs, given = int(given[1]), given[2:]
    if given[0] == "--layers":
        return max(compare_layers(*pair, runs) for pair in zip(given[1::2], given[2::2]))
    return compare_measure(*given, runs)


def compare_measure(territory: str, inventory: str, runs: int) -> int:
    """Time the whole measure against the chain that gives its shares."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sites, ours, theirs = folder / "sites.gpkg", folder / "engine.gpkg", folder / "qgis.gpkg"
        count = prepared_sites(inventory, sites)
        engine = best([[sys.executable, "-P", __file__, "--engine", str(sites), territory, str(ours)]], ours, runs)
        asked = {"INPUT": sites, "TERRITORY": territory, "OUTPUT": folder / "algorithm.gpkg"}
        algorithm = best([qgis("gisement:measureenvironment", asked)], folder / "algorithm.gpkg", runs)
        steps = [qgis(*step) for step in chain(sites, territory, folder, theirs)]
        chained = best(steps, theirs, runs)
        one = best(
            [[sys.executable, "-P", __file__, "--chain", str(sites), territory, name]], folder / "one.gpkg", runs
        )
        apart = difference(ours, theirs, list(told_by(territory)))
        alone = overlays_alone(sites, territory, folder, theirs)
    print(f"{count} sites, {len(told_by(territory))} shares, largest difference {apart:.1e}")
    print(f"  engine {engine}")
    print(f"  gisement:measureenvironment {algorithm}: QGIS step by step {chained.over(algorithm)}")
    print(f"  QGIS step by step, {len(steps)} runs {chained}: {chained.over(engine)}")
    print(f"  QGIS in one process {one}: {one.over(engine)}")
    print(f"  overlays alone: engine {alone[0]:.2f} s, QGIS {alone[1]:.2f} s: ratio {alone[1] / alone[0]:.1f}")
    return int(max(apart, alone[2]) >= 1e-6)


def overlays_alone(sites: Path, territory: str, folder: Path, chained: Path) -> tuple[float, float, float]:
    """Give the seconds of the engine's overlays and of QGIS's, from layers in memory, and their largest difference."""
    from gisement.core.measures.overlay import overlay

    shapes = pyogrio.read_dataframe(sites).geometry.to_numpy()
    read = pyogrio.read_dataframe
    layers = [
        np.concatenate([read(territory, layer=role, where=rows or None).geometry for role, rows in parts.items()])
        for parts in told_by(territory).values()
    ]
    begun = time.perf_counter()
    covered = [overlay(shapes, polygons).covered() for polygons in layers]
    ours = time.perf_counter() - begun
    found = pyogrio.read_dataframe(chained).set_index("site_id")
    found = found.loc[pyogrio.read_dataframe(sites)["site_id"]]
    areas = [column for column in found.columns if column.endswith("_area")]
    expected = [np.minimum(found[column].to_numpy() / found.area.to_numpy(), 1.0) for column in areas]
    apart = max(float(np.abs(one - other).max()) for one, other in zip(covered, expected))
    return ours, float((folder / "overlaps.txt").read_text()), apart


def compare_layers(sites: str, layer: str, runs: int) -> int:
    """Time the share of each site that a layer covers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, other = prepared_layer(sites, folder / "s.gpkg"), prepared_layer(layer, folder / "o.gpkg")
        ours, fixed, theirs = folder / "engine.gpkg", folder / "fixed.gpkg", folder / "qgis.gpkg"
        engine = best([[sys.executable, "-P", __file__, "--share", str(one), str(other), str(ours)]], ours, runs)
        broken = int((~shapely.is_valid(pyogrio.read_dataframe(other).geometry.to_numpy())).sum())
        steps = [qgis("native:fixgeometries", {"INPUT": other, "OUTPUT": fixed})] if broken else []
        steps.append(qgis(OVERLAPS, {"INPUT": one, "LAYERS": fixed if broken else other, "OUTPUT": theirs}))
        chained = best(steps, theirs, runs)
        found = pyogrio.read_dataframe(theirs).sort_values("rang")
        (area,) = (column for column in found.columns if column.endswith("_area"))
        # where polygons overlap by hairs QGIS may find more than the whole of a site
        expected = np.minimum(found[area].to_numpy() / found.area.to_numpy(), 1.0)
        apart = np.abs(pyogrio.read_dataframe(ours).sort_values("rang")["part"].to_numpy() - expected)
        counts = [pyogrio.read_info(file)["features"] for file in (one, other)]
    said = f"{counts[1]} polygons ({Path(layer).name.rpartition('=')[2]}), {broken} of them invalid"
    print(f"{counts[0]} sites, {said}, largest difference {apart.max():.1e}")
    print(f"  engine {engine}")
    print(f"  QGIS, {len(steps)} runs {chained}: {chained.over(engine)}")
    return int(apart.max() >= 1e-3)


def chain(sites: Path, territory: str, folder: Path, output: Path) -> list[tuple[str, dict[str, object]]]:
    """Give the steps of the chain: the algorithm and its parameters."""
    steps: list[tuple[str, dict[str, object]]] = []
    overlaid = []
    for column, parts in told_by(territory).items():
        kept: list[object] = []
        for role, expression in parts.items():
            kept.append(f"{territory}|layername={role}")
            if expression or len(parts) == 1:
                extracted = folder / f"{column if len(parts) == 1 else f'{column}_{role}'}.gpkg"
                steps.append(
                    (
                        "native:extractbyexpression",
                        {"INPUT": kept[-1], "EXPRESSION": expression or ALL, "OUTPUT": extracted},
                    )
                )
                kept[-1] = extracted
        if len(kept) > 1:
            merged = folder / f"{column}.gpkg"
            steps.append(("native:mergevectorlayers", {"LAYERS": kept, "CRS": CRS, "OUTPUT": merged}))
            kept = [merged]
        overlaid.append(kept[0])
    steps.append((OVERLAPS, {"INPUT": sites, "LAYERS": overlaid, "OUTPUT": output}))
    return steps


def told_by(territory: str) -> dict[str, dict[str, str]]:
    """Give the shares whose layers are all in a territory."""
    there = set(pyogrio.list_layers(territory)[:, 0])
    return {column: parts for column, parts in SHARES.items() if set(parts) <= there}


def qgis(algorithm: str, asked: dict[str, object]) -> list[str]:
    """Give the run of `qgis_process` of an algorithm; a list is given one by one."""
    arguments = [QGIS_PROCESS, "run", algorithm]
    for key, value in asked.items():
        arguments += [f"--{key}={one}" for one in (value if isinstance(value, list) else [value])]
    return arguments


def best(commands: list[list[str]], output: Path, runs: int) -> Taken:
    """Give the least that some commands, one after the other, took of some runs; memory is that of the largest."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    least = None
    for _ in range(runs):
        for left in {output, *(output.parent / f"{name}.gpkg" for name in SHARES), *output.parent.glob("*_*.gpkg")}:
            left.unlink(missing_ok=True)
        began, processor, memory = time.perf_counter(), 0.0, 0.0
        for command in commands:
            running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(running.pid, 0)
            if status:
                raise SystemExit(f"this failed: {' '.join(command)}")
            processor += used.ru_utime + used.ru_stime
            memory = max(memory, used.ru_maxrss / 1024.0)
        taken = Taken(time.perf_counter() - began, processor, memory)
        least = taken if least is None or taken.clock < least.clock else least
    if least is None:
        raise SystemExit("nothing was run")
    return least


def prepared_sites(inventory: str, path: Path) -> int:
    """Write the sites whose shape is known, with their numbers, as both read them."""
    from gisement.core.sites import Findings, add_footprints, import_inventory
    from gisement.core.sites.footprint import has_shape

    file, _, layer = inventory.partition("|layername=")
    sites = add_footprints(import_inventory(file, layer=layer or None).sites, Findings())
    sites = sites[has_shape(sites)]
    rows = gpd.GeoDataFrame({"site_id": sites.index}, geometry=sites.geometry.array, crs=CRS)
    pyogrio.write_dataframe(rows, path, layer="sites", geometry_type="MultiPolygon", promote_to_multi=True)
    return len(rows)


def prepared_layer(place: str, path: Path) -> Path:
    """Write the shapes of a layer as they are, with a number for each, in the working projection."""
    file, _, layer = place.partition("|layername=")
    rows = pyogrio.read_dataframe(file, layer=layer or None, columns=[]).to_crs(CRS)
    rows = rows[~(rows.geometry.isna() | rows.geometry.is_empty)].reset_index(drop=True)
    flat = gpd.GeoSeries(shapely.force_2d(rows.geometry.array), crs=CRS)
    pyogrio.write_dataframe(
        gpd.GeoDataFrame({"rang": np.arange(len(rows))}, geometry=flat),
        path,
        layer=path.stem,
        geometry_type="MultiPolygon",
        promote_to_multi=True,
    )
    return path


def difference(ours: Path, theirs: Path, columns: list[str]) -> float:
    """Give the largest difference between the shares of both; infinite where one says a class and the other not."""
    engine = pyogrio.read_dataframe(ours, read_geometry=False).set_index("site_id")
    chained = pyogrio.read_dataframe(theirs).set_index("site_id")
    # one column of areas for each layer, in their order
    areas = [column for column in chained.columns if column.endswith("_area")]
    share = pd.DataFrame({name: chained[column] / chained.area for name, column in zip(columns, areas)})
    share = share.loc[engine.index].clip(upper=1.0)
    if "nature_pnr" in share:
        share["nature_part"] = share["nature"] + 0.5 * (share["nature_pnr"] - share["nature"])
    apart = max(float((engine[key] - share[key]).abs().max()) for key in share if key.endswith("_part"))
    areas = chained.area.loc[engine.index]
    held = {
        key: ((share[source] if least < 1 else share[source] * areas) > least) == (engine[key] == word)
        for key, (source, word, least) in WORST.items()
        if source in share
    }
    return apart if all(same.all() for same in held.values()) else float("inf")


def run_engine(sites: str, territory: str, output: str) -> int:
    """Measure the environment with the engine alone, and write the sites with its columns."""
    from gisement.core.measures import Request, environment
    from gisement.core.report import Report
    from gisement.core.sites import Findings, add_footprints, import_inventory
    from gisement.core.territory import Territory

    rows = add_footprints(import_inventory(sites, layer="sites").sites, Findings())
    place = Territory.open(territory, CRS)
    place.digests = False
    values = environment.run(rows, place, Request(), Report()).values
    table = gpd.GeoDataFrame(values.reset_index(), geometry=rows.geometry.array, crs=CRS)
    pyogrio.write_dataframe(table, output, layer="sites")
    return 0


def run_share(sites: str, layer: str, output: str) -> int:
    """Give the share of each site that a layer covers with the engine alone."""
    from gisement.core.measures.overlay import overlay

    rows, others = pyogrio.read_dataframe(sites), pyogrio.read_dataframe(layer, columns=[])
    polygons = np.array(others.geometry.array, dtype=object)
    broken = ~shapely.is_valid(polygons)
    polygons[broken] = shapely.make_valid(polygons[broken])
    shapes = rows.geometry.to_numpy()
    rows["part"] = overlay(shapes, polygons).covered()
    pyogrio.write_dataframe(rows, output, layer="sites")
    return 0


def run_chain(sites: str, territory: str, folder: str) -> int:
    """Run the chain in this process alone."""
    from qgis.core import QgsApplication, QgsVectorLayer

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append("/usr/share/qgis/python/plugins")
    from processing.core.Processing import Processing
    from qgis import processing

    Processing.initialize()
    kept: dict[str, object] = {}
    for algorithm, asked in chain(Path(sites), territory, Path(folder), Path(folder) / "one.gpkg"):
        given = {key: _from_memory(value, kept) for key, value in asked.items()}
        last = algorithm == OVERLAPS
        if given.get("EXPRESSION") == ALL:
            kept[str(asked["OUTPUT"])] = QgsVectorLayer(str(asked["INPUT"]), Path(str(asked["OUTPUT"])).stem, "ogr")
            continue
        begun = time.perf_counter()
        done = processing.run(algorithm, {**given, "OUTPUT": str(asked["OUTPUT"]) if last else "memory:"})["OUTPUT"]
        if last:
            (Path(folder) / "overlaps.txt").write_text(str(time.perf_counter() - begun))
        else:
            done.setName(Path(str(asked["OUTPUT"])).stem)
            kept[str(asked["OUTPUT"])] = done
    # Layers in memory that outlive QGIS bring it down at the end: it is left without tidying up.
    os._exit(0)


def _from_memory(value: object, kept: dict[str, object]) -> object:
    """Give the layers in memory for the files that they stand for."""
    if isinstance(value, list):
        return [_from_memory(one, kept) for one in value]
    return kept.get(str(value), str(value))


PARTS = {"--engine": run_engine, "--share": run_share, "--chain": run_chain}

if __name__ == "__main__":
    called = sys.argv[1:]
    sys.exit(PARTS[called[0]](*called[1:]) if called[0] in PARTS else main(*called))
