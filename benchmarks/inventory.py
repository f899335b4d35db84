"""Two checks of an inventory against QGIS's own algorithms, in one run: overlaps, and points in another municipality.

Both get the same footprints (discs of the declared area for the overlaps, points for the municipalities) and the same
municipalities. QGIS runs `native:intersection` of the layer with itself and `native:joinattributesbylocation`. Prints
the seconds of each, the ratio, and both answers; the exit code is 1 when they differ.

    dev/python benchmarks/inventory.py INVENTORY COMMUNES [LAYER]
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from qgis.analysis import QgsNativeAlgorithms
from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingUtils,
)

from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.sites.checking.case import Case
from gisement.core.sites.checking.communes import check_communes
from gisement.core.sites.checking.footprints import check_overlaps
from gisement.core.store import write_file
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable


def main(inventory: str, communes: str, layer: str | None = None) -> int:
    """Compare and print."""
    sites = import_inventory(inventory).sites
    discs = add_footprints(sites, Findings())
    discs = discs[shapely.get_dimensions(discs.geometry.to_numpy()) == 2]
    source = {"commune": Source("commune", communes, layer)}
    ground = Territory("", source, sites.crs).read("commune")
    with tempfile.TemporaryDirectory() as folder:
        place = {name: str(Path(folder) / f"{name}.gpkg") for name in ("sites", "discs", "communes")}
        columns = {"sites": ["comm_insee", "geometry"], "discs": ["geometry"]}
        for name, table in (("sites", sites[sites.geometry.notna()]), ("discs", discs)):
            write_file(gpd.GeoDataFrame(table[columns[name]].reset_index()), place[name], name)
        write_file(ground[["code_insee", "geometry"]], place["communes"], "communes")
        same = compare("overlaps", lambda: overlaps(discs), lambda: overlaps_in_qgis(place["discs"]))
        same &= compare(
            "communes",
            lambda: elsewhere(sites, source),
            lambda: elsewhere_in_qgis(place["sites"], place["communes"], set(ground["code_insee"])),
        )
    return int(not same)


def compare(name: str, ours: Callable[[], int], theirs: Callable[[], int]) -> bool:
    """Time both and print the seconds, the ratio and the answers; tell whether these are the same."""
    began = time.perf_counter()
    found = ours()
    between = time.perf_counter()
    found_there = theirs()
    seconds, seconds_there = between - began, time.perf_counter() - between
    print(
        f"{name:9s} engine {seconds:7.2f} s, {found}   QGIS {seconds_there:7.2f} s, {found_there}   "
        f"ratio {seconds_there / seconds:.0f}"
    )
    return found == found_there


def _case(sites: gpd.GeoDataFrame, sources: dict[str, Source]) -> Case:
    return Case(sites, sites, Findings(), sources, date(2026, 1, 1), Report())


def overlaps(sites: gpd.GeoDataFrame) -> int:
    """Count the pairs of sites that overlap."""
    case = _case(sites, {})
    check_overlaps(case, np.arange(len(sites)))
    return len(case.findings.table()) // 2


def overlaps_in_qgis(sites: str) -> int:
    """Count them by QGIS: every pair comes twice, and every site meets itself."""
    least = resource("checking/seuils")["recouvrement"]["m2"]
    layer = run("native:intersection", {"INPUT": sites, "OVERLAY": sites})
    pairs = (
        feature.geometry().area() > least and feature["site_id"] < feature["site_id_2"]
        for feature in layer.getFeatures()
    )
    return sum(pairs)


def elsewhere(sites: gpd.GeoDataFrame, sources: dict[str, Source]) -> int:
    """Count the sites outside of the municipality that they declare, also where its code is no longer in force."""
    case = _case(sites, sources)
    check_communes(case)
    return int(case.findings.table()["code"].isin(["hors_commune", "code_insee_obsolete"]).sum())


def elsewhere_in_qgis(sites: str, communes: str, codes: set[str]) -> int:
    """Count them by QGIS: those that lie in another municipality, or outside of theirs where the layer has it."""
    joined = run("native:joinattributesbylocation", {"INPUT": sites, "JOIN": communes, "PREDICATE": [0], "METHOD": 0})
    touched: dict[str, set[str]] = {}
    declared: dict[str, str] = {}
    for feature in joined.getFeatures():
        declared[feature["site_id"]] = feature["comm_insee"]
        touched.setdefault(feature["site_id"], set()).add(feature["code_insee"])
    return sum(
        code not in touched[site] and (code in codes or bool(touched[site] & codes)) for site, code in declared.items()
    )


def run(algorithm: str, parameters: dict[str, object]):
    """Run an algorithm of QGIS into memory and give the layer; invalid shapes are taken as they are."""
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    given = {
        name: QgsProcessingFeatureSourceDefinition(value) if isinstance(value, str) else value
        for name, value in parameters.items()
    }
    made = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
    results, done = made.run({**given, "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT}, context, feedback)
    if not done:
        raise RuntimeError(feedback.textLog())
    layer = QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], context)
    context.takeResultLayer(layer.id())
    return layer


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms(QgsApplication.processingRegistry()))
    sys.exit(main(*sys.argv[1:]))
