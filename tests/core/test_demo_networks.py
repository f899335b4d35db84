"""The demo territory's networks, easements and quays lie where they should, and touch no site of known figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from gisement.core.measures import Request, energy
from gisement.core.report import Report
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.territory import Territory, catalogue

ROLES = ("servitude", "quai", "reseau_chaleur", "reseau_eau", "reseau_assainissement", "reseau_fibre")

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.fixture(scope="module", params=[1, 4])
def file(request: pytest.FixtureRequest, demo_territory: Callable[[int], Path]) -> Path:
    return demo_territory(request.param)


@pytest.fixture(scope="module")
def place(file: Path) -> Territory:
    return Territory.open(file, "EPSG:2154")


def test_each_layer_is_read_by_the_dialect_that_it_names(place: Territory) -> None:
    schemas = catalogue.resource("demo/schemas")["roles"]
    for role in ROLES:
        rows = place.read(role)
        assert len(rows) and rows["nom"].notna().all(), role
        assert rows.attrs["dialect"]["id"] == schemas[role]["dialecte"], role
        assert not rows.geometry.is_empty.any(), role


def test_immediate_perimeters_lie_inside_those_of_the_catchments(file: Path, place: Territory) -> None:
    easements = place.read("servitude")
    assert set(easements["categorie"]) == {"AS1", "I3", "I4", "T1"}
    catchments = pyogrio.read_dataframe(file, layer="captage")
    near = shapely.union_all(catchments.geometry.array[catchments["typeass"] == "Périmètre de protection rapprochée"])
    own = easements[easements["categorie"] == "AS1"]
    assert set(own["type"]) == {"Périmètre de protection immédiate"}
    assert shapely.covers(near.buffer(0.01), own.geometry.array).all()


def test_easements_follow_lines_tracks_and_pipelines(file: Path, place: Territory) -> None:
    easements = place.read("servitude")
    for kind, layer, column, values in (
        ("I4", "ligne_electrique", "gestionnaire", ["RTE"]),
        ("I3", "reseau_gaz", "type_reseau", ["transport"]),
        ("T1", "troncon_de_voie_ferree", "nature", ["Voie ferrée principale"]),
    ):
        rows = pyogrio.read_dataframe(file, layer=layer)
        lines = shapely.union_all(shapely.force_2d(rows.geometry.array[rows[column].isin(values)]))
        strips = easements.geometry.array[easements["categorie"] == kind]
        assert (shapely.distance(strips, lines) < 0.1).all(), kind


def test_networks_and_easements_stay_away_from_the_sites_of_known_figures(file: Path, place: Territory) -> None:
    facts = json.loads(file.with_name("territoire_faits.json").read_text(encoding="utf-8"))
    sites = pyogrio.read_dataframe(file, layer="friches")
    known = sites[sites["site_id"].isin([fact["site_id"] for fact in facts if fact["fait"] == "surface"])]
    shapes = shapely.union_all(known.geometry.array)
    assert len(known) > 10
    for role in ROLES:
        assert place.read(role).distance(shapes).min() > 50.0, role


def test_heat_is_in_the_largest_town_and_the_quays_are_at_the_port(file: Path, place: Territory) -> None:
    communes = place.read("commune")
    largest = communes.geometry.iloc[communes["population"].argmax()]
    heat = place.read("reseau_chaleur")
    assert len(heat) > 10 and heat.intersects(largest).mean() > 0.9
    ports = pyogrio.read_dataframe(file, layer="port")
    port = ports.geometry[ports["nature_detaillee"] == "Port de commerce"].iloc[0]
    quays = place.read("quai")
    assert len(quays) == 3 and quays.distance(shapely.force_2d(port)).max() < 0.1


def test_all_that_energy_measures_is_known_of_every_site_with_a_place(file: Path, place: Territory) -> None:
    sites = add_footprints(import_inventory(file, layer="friches").sites, Findings())
    values = energy.run(sites, place, Request({"puissance_mw": 20}), Report()).values
    placed = sites.geometry.notna().to_numpy()
    assert isinstance(sites, gpd.GeoDataFrame) and placed.sum() > 30
    for column in energy.COLUMNS:
        assert values.loc[placed, column.key].notna().all(), column.key
    assert not np.isinf(values.loc[placed, "chaleur_km"]).any()
    assert set(values.loc[placed, "desservi_eau"]) == {"oui", "non"}
    source, every = values.loc[placed, "poste_source_km"], values.loc[placed, "htb_km"]
    assert (every <= source).all()
