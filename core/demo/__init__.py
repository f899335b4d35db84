"""A fictional intercommunalité to learn and test on, with every reference layer and an inventory of friches.

It is a real place to test on: part of its sites have figures known by construction, listed in a file beside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..output import whole_file
from ..report import Report
from .administration import write_administration
from .axes import add_main_roads
from .basin import write_basin
from .blocks import blocks_of
from .buildings import write_buildings
from .classing import class_edges
from .communes import draw_communes
from .defects import Spoiler
from .easements import write_easements
from .economy import write_economy
from .energy import write_energy
from .facts import known_facts
from .heritage import write_heritage
from .inventory import fill_inventory, write_inventory
from .islet import add_island
from .known import place_known
from .landcover import write_land_cover
from .lines import Lines
from .mesh import build_mesh
from .motorway import add_motorways
from .nature import write_nature
from .network import choose_edges, join_graph
from .parcels import write_parcels
from .people import write_people
from .places import place_sites
from .placing import Clearance
from .plan import draw_plan
from .planning import write_planning
from .pollution import write_pollution
from .rail import write_rail
from .risks import write_risks
from .roads import join_roads, write_roads
from .settings import Settings, settings_of
from .settlements import draw_towns
from .stage import Stage
from .terrain import Terrain
from .transport import write_transport
from .utilities import write_utilities
from .water import write_water
from .writing import Writer, unhurried_disk
from .zones import draw_zones

__all__ = ["INVENTORY_LAYER", "DemoSummary", "build"]

#: name of the layer of the inventory
INVENTORY_LAYER = "friches"
#: what writes the layers that rest on the land, the sites and the roads alone
LAYERS = (
    write_administration,
    write_transport,
    write_rail,
    write_water,
    write_energy,
    write_risks,
    write_nature,
    write_heritage,
    write_pollution,
    write_people,
    write_economy,
    write_basin,
    write_easements,
    write_utilities,
)


@dataclass(frozen=True)
class DemoSummary:
    """What was built: where, and how much of each layer (rows; cells for the raster)."""

    path: Path
    facts_path: Path
    size: str
    seed: int
    sites: int
    segments: int
    layers: dict[str, int]


def build(path: str | Path, *, seed: int = 1, size: str = "small", report: Report | None = None) -> DemoSummary:
    """Build a demo territory: one GeoPackage whose layers carry the names of the roles, and an inventory ``friches``.

    Beside it, ``<stem>_faits.json`` lists the figures known by construction and the defects put into the inventory.
    The same seed and size give the same content. Coordinates are in Lambert-93 (EPSG:2154), metres.

    :param seed: any whole number; its sign does not count.
    :param size: ``small``, ``medium`` or ``large``; figures in ``resources/demo/sizes.json``.
    :raises GisementError: ``demo_size_unknown``, those of :func:`..output.whole_file`, and ``cancelled``.
    """
    report = report or Report()
    settings = settings_of(seed, size)
    path = Path(path)
    facts_path = path.with_name(f"{path.stem}_faits.json")
    with whole_file(path) as draft, unhurried_disk():
        with report.part(0.0, 0.35):
            stage = _draw(settings, Writer(draft), report)
        with report.part(0.35, 1.0):
            facts = _write(stage, report)
        with whole_file(facts_path) as facts_draft:
            facts_draft.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    report.progress(1.0)
    rows = dict(stage.writer.rows)
    return DemoSummary(path, facts_path, size, settings.seed, rows[INVENTORY_LAYER], rows["troncon_de_route"], rows)


def _draw(settings: Settings, writer: Writer, report: Report) -> Stage:
    """Draw the land, the towns, the sites and the roads between them."""
    report.step("demo_plan", size=settings.size, seed=settings.seed)
    plan = draw_plan(settings)
    clearance = Clearance(plan)
    towns = draw_towns(plan, clearance)
    known = place_known(plan, clearance, towns)
    zones = draw_zones(plan, clearance, towns, known)
    places = place_sites(plan, clearance, towns, zones, known)
    communes = draw_communes(plan, towns)
    report.progress(0.25)
    report.step("demo_roads")
    lines = Lines()
    accesses = add_motorways(plan, lines)
    nodes = add_main_roads(plan, towns, lines)
    add_island(plan, lines)
    report.progress(0.4)
    mesh = build_mesh(plan, towns, zones, nodes, places.shape, np.array([bool(key) for key in places.key]))
    report.progress(0.8)
    graph = join_graph(mesh, lines)
    rows = choose_edges(settings, mesh, graph)
    roads = join_roads(plan, lines, mesh, rows, class_edges(settings, mesh, graph, rows, towns.places))
    report.progress(1.0)
    return Stage(
        settings, plan, towns, zones, known, places, communes, Terrain(plan, known), mesh, roads, accesses, writer
    )


def _write(stage: Stage, report: Report) -> list[dict[str, object]]:
    """Write every layer, the largest first; give the known facts."""
    report.step("demo_layers")
    writer = stage.writer
    write_roads(writer, stage.plan, stage.roads, stage.terrain, stage.communes, stage.towns)
    report.progress(0.45)
    for done, write in enumerate(LAYERS, start=1):
        write(stage)
        report.progress(0.45 + 0.25 * done / len(LAYERS))
    zoning = write_planning(stage)
    report.progress(0.75)
    blocks = blocks_of(stage)
    footprint = write_buildings(stage, blocks)
    report.progress(0.82)
    parcels = write_parcels(stage, blocks)
    report.progress(0.88)
    write_land_cover(stage, blocks, zoning, report)
    report.progress(0.95)
    writer.add_raster("mnt", stage.terrain.grid(float(stage.settings["mnt_pas_m"])), float(stage.settings["mnt_pas_m"]))
    table, shapes = fill_inventory(stage, parcels, footprint, zoning)
    site_ids = [str(one) for one in table["site_id"]]
    defects = Spoiler(stage, table, shapes).spoil()
    write_inventory(writer, INVENTORY_LAYER, table, shapes)
    writer.add_sources()
    return known_facts(stage, site_ids, defects)
