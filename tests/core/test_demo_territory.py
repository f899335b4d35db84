"""The demo territory is what it says: deterministic, complete, and its known figures hold by independent means."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from gisement.core import demo
from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.resources import resource

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


class Watched(Report):
    """A report that keeps every fraction it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[float] = []

    def show_progress(self, fraction: float) -> None:
        self.seen.append(fraction)


class Place:
    """A built territory, its facts by site and name, and its layers read once."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.report = Watched()
        self.summary = demo.build(folder / f"territoire_{seed}.gpkg", seed=seed, report=self.report)
        self.facts = json.loads(self.summary.facts_path.read_text(encoding="utf-8"))
        self._layers: dict[str, gpd.GeoDataFrame] = {}

    def layer(self, name: str) -> gpd.GeoDataFrame:
        if name not in self._layers:
            self._layers[name] = pyogrio.read_dataframe(self.summary.path, layer=name)
        return self._layers[name]

    def fact(self, name: str, index: int = 0) -> dict:
        return [fact for fact in self.facts if fact["fait"] == name][index]

    def site(self, fact: dict) -> shapely.Geometry:
        sites = self.layer("friches")
        return sites.geometry[sites["site_id"] == fact["site_id"]].iloc[0]

    def defects(self, kind: str) -> list[dict]:
        return [fact for fact in self.facts if fact["fait"] == f"defaut_{kind}"]


SEEDS = (1, 7)


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> dict[int, Place]:
    return {seed: Place(tmp_path_factory.mktemp("demo"), seed) for seed in SEEDS}


@pytest.fixture(scope="module", params=SEEDS)
def place(request, places) -> Place:
    return places[request.param]


# --- what is there ---------------------------------------------------------------------------------------------------


def test_every_role_is_there_with_the_columns_of_its_producer(place):
    schemas = resource("demo/schemas")["roles"]
    assert list(schemas) == list(resource("catalogue/roles"))
    for role, schema in schemas.items():
        if schema["geometry"] == "raster":
            continue
        info = pyogrio.read_info(place.summary.path, layer=role)
        assert list(info["fields"]) == list(schema["columns"]), role
        assert info["features"] > 0, role
        assert info["geometry_type"] == schema["geometry"], role
        if schema["geometry"]:
            assert info["crs"] == "EPSG:2154", role
            assert place.layer(role).geometry.is_valid.all(), role


def test_sources_give_producer_and_vintage_of_every_role(place):
    sources = place.layer("sources").set_index("role")
    assert set(sources.index) == set(resource("catalogue/roles"))
    assert (sources["producteur"] == "Gisement (territoire fictif)").all()
    assert sources["millesime"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()


def test_a_small_inventory_has_forty_records_and_the_columns_of_the_standard(place):
    sites = place.layer("friches")
    standard = [
        field["name"] for field in resource("fields/cnig_friches")["fields"] if not field["name"].startswith("geom")
    ]
    assert len(sites) == 40 == place.summary.sites
    columns = [name for name in sites.columns if name != "geometry"]
    assert columns == standard[:49] + ["site_numero_basias", "site_numero_basol"]
    assert set(sites.geometry.dropna().geom_type) == {"MultiPolygon", "Point"}
    touched = {fact["site_id"] for fact in place.facts if fact["fait"].startswith("defaut_")}
    assert 24 <= len(set(sites["site_id"]) - touched) <= 26


def test_the_number_of_road_segments_is_exactly_as_asked(place):
    assert (
        len(place.layer("troncon_de_route"))
        == resource("demo/sizes")["tailles"]["small"]["troncons"]
        == place.summary.segments
    )


def test_commune_codes_are_of_no_real_commune_and_keep_their_leading_zero(place):
    codes = place.layer("commune")["code_insee"]
    assert codes.str.fullmatch(r"09[4-9]\d\d").all() and codes.is_unique


def test_communes_cover_their_epci_once(place):
    communes = place.layer("commune").geometry
    union = shapely.union_all(communes.array)
    assert communes.area.sum() == pytest.approx(union.area, rel=1e-9)
    assert place.layer("epci").geometry.area.sum() == pytest.approx(union.area, rel=1e-6)


# --- the same seed, another seed -------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_content(places, tmp_path):
    first, second = places[SEEDS[0]], Place(tmp_path, SEEDS[0])
    assert first.facts == second.facts
    for name in pyogrio.list_layers(first.summary.path)[:, 0]:
        one, other = first.layer(name), second.layer(name)
        if isinstance(one, gpd.GeoDataFrame):
            assert list(one.geometry.to_wkb()) == list(other.geometry.to_wkb()), name
        assert one.drop(columns="geometry", errors="ignore").equals(other.drop(columns="geometry", errors="ignore")), (
            name
        )
    assert np.array_equal(_raster(first), _raster(second))


def _raster(place: Place) -> np.ndarray:
    with rasterio.open(f"GPKG:{place.summary.path}:mnt") as table:
        return table.read(1)


def test_another_seed_gives_another_geography(places):
    one, other = (shapely.union_all(built.layer("commune").geometry.array) for built in places.values())
    assert one.symmetric_difference(other).area > 1e6
    towns, others = (
        set(
            zip(
                built.layer("batiment").geometry.centroid.x.round(), built.layer("batiment").geometry.centroid.y.round()
            )
        )
        for built in places.values()
    )
    assert len(towns & others) < 0.01 * len(towns)


# --- roads -----------------------------------------------------------------------------------------------------------


@dataclass
class Network:
    """Nodes and directed arcs of the segments as given: they meet where their ends coincide exactly."""

    nature: np.ndarray
    nodes: np.ndarray
    start: np.ndarray
    end: np.ndarray
    forward: np.ndarray
    backward: np.ndarray
    metres: np.ndarray

    @classmethod
    def of(cls, roads: gpd.GeoDataFrame, drivable: bool = True) -> Network:
        if drivable:
            roads = roads[~roads["nature"].isin(["Chemin", "Sentier", "Escalier", "Route empierrée"])]
        lines = roads.geometry.force_2d().array
        ends = np.vstack([shapely.get_coordinates(shapely.get_point(lines, at)) for at in (0, -1)])
        nodes, node = np.unique(ends, axis=0, return_inverse=True)
        start, end = node.ravel()[: len(lines)], node.ravel()[len(lines) :]
        sense = roads["sens_de_circulation"].to_numpy()
        forward, backward = sense != "Sens inverse", sense != "Sens direct"
        return cls(roads["nature"].to_numpy(), nodes, start, end, forward, backward, shapely.length(lines))

    @property
    def arcs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Tail, head and segment of each way one may drive a segment."""
        segment = np.r_[np.flatnonzero(self.forward), np.flatnonzero(self.backward)]
        there, back = self.forward, self.backward
        return np.r_[self.start[there], self.end[back]], np.r_[self.end[there], self.start[back]], segment

    def components(self, connection: str = "weak") -> np.ndarray:
        """Label the nodes by component, 0 for the largest."""
        tail, head, _ = self.arcs
        graph = csr_matrix((np.ones(len(tail)), (tail, head)), shape=(len(self.nodes),) * 2)
        label = connected_components(graph, connection=connection)[1]
        return np.argsort(np.argsort(-np.bincount(label), kind="stable"))[label]

    def node_at(self, x: float, y: float) -> int:
        (here,) = np.flatnonzero(np.hypot(*(self.nodes - (x, y)).T) < 1e-6)
        return int(here)

    def metres_to(self, node: int, targets: list[int]) -> float:
        """Give the shortest drive from a node to the nearest of the targets."""
        tail, head, segment = self.arcs
        metres = self.metres[segment]
        order = np.lexsort((metres, head, tail))
        shortest = order[np.r_[True, (np.diff(tail[order]) != 0) | (np.diff(head[order]) != 0)]]
        where = (tail[shortest], head[shortest])
        graph = csr_matrix((metres[shortest], where), shape=(len(self.nodes),) * 2)
        return float(dijkstra(graph, indices=node)[targets].min())

    def accesses(self) -> list[int]:
        """Find by plain search where an ordinary road meets a ramp that leads, along ramps, onto a motorway."""
        motorway, ramp = self.nature == "Type autoroutier", self.nature == "Bretelle"
        on_motorway = {*self.start[motorway], *self.end[motorway]}
        on_ordinary = {*self.start[~motorway & ~ramp], *self.end[~motorway & ~ramp]}
        following: dict[int, list[int]] = {}
        for tail, head, segment in zip(*self.arcs):
            if ramp[segment]:
                following.setdefault(tail, []).append(head)
        found = set()
        for node in set(following) & on_ordinary:
            seen, left = {node}, [node]
            while left:
                for head in following.get(left.pop(), []):
                    if head not in seen:
                        seen.add(head)
                        left.append(head)
            if seen & on_motorway:
                found.add(node)
        return sorted(found)


@pytest.fixture(scope="module")
def network(place) -> Network:
    return Network.of(place.layer("troncon_de_route"))


def _front(place, network, fact) -> int:
    """Give the one road node that touches a site."""
    (front,) = np.flatnonzero(shapely.distance(shapely.points(network.nodes), place.site(fact)) < 1e-6)
    return int(front)


def test_known_distances_to_the_motorway_hold_along_the_network(place, network):
    for index, metres in enumerate((2_000.0, 750.0)):
        fact = place.fact("autoroute", index)
        assert fact["valeur"] * 1_000.0 == metres
        found = network.metres_to(_front(place, network, fact), network.accesses())
        assert found == pytest.approx(metres, abs=1e-6)


def test_known_distance_to_the_freight_yard_holds_along_the_network(place, network):
    fact = place.fact("fret")
    stations = place.layer("gare_fret")
    stations = stations[stations["fret"] == "O"]
    yard = stations.geometry[stations["libelle"] == place.fact("fret_nom")["valeur"]].iloc[0]
    found = network.metres_to(_front(place, network, fact), [network.node_at(yard.x, yard.y)])
    assert found == pytest.approx(5_000.0, abs=1e-6)
    assert fact["valeur"] == 5.0
    # No other freight station can be nearer: each is farther even as the crow flies.
    assert (np.sort(stations.distance(place.site(fact)))[1:] > 5_000.0).all()


def test_nothing_but_its_own_road_comes_near_a_site_with_a_known_distance(place):
    roads = place.layer("troncon_de_route")
    for name in ("autoroute", "fret"):
        fact = place.fact(name)
        near = roads[roads.distance(place.site(fact)) < 30.0]
        assert len(near) == 1


def test_listed_accesses_are_the_nodes_where_the_road_meets_an_entry_ramp(place, network):
    listed = shapely.get_coordinates(place.layer("acces_autoroute").geometry.array)
    found = network.nodes[network.accesses()]
    assert {tuple(at) for at in np.round(listed, 3)} == {tuple(at) for at in np.round(found, 3)}
    assert place.fact("acces_autoroute")["valeur"] == len(listed)


@pytest.mark.parametrize("drivable", [True, False])
def test_only_the_island_is_cut_off(place, drivable):
    whole = Network.of(place.layer("troncon_de_route"), drivable)
    label = whole.components()
    away = shapely.distance(shapely.points(whole.nodes), place.site(place.fact("ile")))
    assert label.max() == 1
    assert away[label == 1].max() < 1_000.0
    assert away[label == 0].min() > 300.0


def test_one_can_drive_from_every_node_to_every_other_on_the_mainland(place, network):
    apart = network.nodes[network.components("strong") > 0]
    island = shapely.distance(shapely.points(apart), place.site(place.fact("ile"))) < 1_000.0
    ours = np.isin(network.nature, ["Type autoroutier", "Bretelle"])
    motorway = {tuple(at) for at in network.nodes[np.r_[network.start[ours], network.end[ours]]]}
    # What is left are motorways between the border and their first ramp: one comes from outside, or leaves to outside.
    assert {tuple(at) for at in apart[~island]} <= motorway


def test_roads_at_the_same_level_meet_only_at_their_ends(place):
    roads = place.layer("troncon_de_route")
    flat = roads[(roads["position_par_rapport_au_sol"] == "0") & ~roads["nature"].isin(["Type autoroutier"])]
    lines = flat.geometry.force_2d().array
    one, other = shapely.STRtree(lines).query(lines, predicate="crosses")
    assert len(one) == 0
    overlap, with_ = shapely.STRtree(lines).query(lines, predicate="overlaps")
    assert len(overlap) == 0 == len(with_)


def test_an_ordinary_road_passes_over_the_motorway_without_meeting_it(place):
    roads = place.layer("troncon_de_route")
    motorway = shapely.union_all(roads[roads["nature"] == "Type autoroutier"].geometry.force_2d().array)
    over = roads[
        (roads["position_par_rapport_au_sol"] == "1") & (roads["nature"] == "Route à 1 chaussée")
    ].geometry.force_2d()
    assert over.crosses(motorway).any()


def test_road_values_are_of_the_bd_topo(place):
    roads = place.layer("troncon_de_route")
    assert set(roads["nature"]) >= {
        "Type autoroutier",
        "Bretelle",
        "Route à 2 chaussées",
        "Route à 1 chaussée",
        "Rond-point",
        "Chemin",
        "Route empierrée",
        "Sentier",
    }
    assert set(roads["importance"]) == set("123456")
    assert set(roads["sens_de_circulation"]) == {"Double sens", "Sens direct", "Sens inverse"}
    assert roads["restriction_de_hauteur"].notna().any() and roads["restriction_de_poids_total"].notna().any()
    assert roads.geometry.has_z.all() and roads["cleabs"].is_unique


# --- known figures of sites ------------------------------------------------------------------------------------------


def test_known_areas_and_compactness_hold(place):
    for fact in place.facts:
        if fact["fait"] == "surface":
            assert place.site(fact).area == pytest.approx(fact["valeur"], abs=1e-6)
        if fact["fait"] == "compacite":
            site = place.site(fact)
            assert site.area / site.convex_hull.area == pytest.approx(fact["valeur"], abs=1e-9)
    assert sorted({round(fact["valeur"], 6) for fact in place.facts if fact["fait"] == "compacite"}) == [
        round(6 / 7, 6),
        1.0,
    ]


def _share(place, fact, layer) -> float:
    site = place.site(fact)
    return shapely.intersection(site, shapely.union_all(layer.geometry.array)).area / site.area


def test_known_shares_of_zones_hold(place):
    ppr = place.layer("ppr_zone")
    red = ppr[ppr["typereg"].isin(["03", "04"])]
    for index, share in ((0, 0.5), (1, 0.75)):
        fact = place.fact("zone_rouge", index)
        assert fact["valeur"] == share == pytest.approx(_share(place, fact, red), abs=1e-9)
    for name, layer in (
        ("sis", "sis"),
        ("zone_humide", "zone_humide"),
        ("natura2000", "natura2000"),
        ("reserve", "reserve"),
    ):
        fact = place.fact(name)
        assert _share(place, fact, place.layer(layer)) == pytest.approx(fact["valeur"], abs=1e-9)
    nature = place.fact("natura2000")
    assert _share(place, nature, place.layer("znieff")) == 0.0 == _share(place, nature, place.layer("zone_humide"))
    clay = place.layer("argile")
    assert _share(place, place.fact("argile"), clay[clay["ALEA"] == "Fort"]) == pytest.approx(1.0)


def test_known_planning_zones_hold(place):
    zones = place.layer("zone_urba")
    activity = zones[zones["formdomi"] == "0201"]
    agricultural = zones[zones["typezone"] == "A"]
    for fact in (fact for fact in place.facts if fact["fait"] == "zone_vocation"):
        assert _share(place, fact, activity) == pytest.approx(fact["valeur"], abs=1e-9)
        assert _share(place, fact, agricultural) == pytest.approx(1.0 - fact["valeur"], abs=1e-9)
    assert zones["datvalid"].notna().all() and set(zones["typezone"]) >= {"U", "AUc", "AUs", "A", "N"}


def test_planning_zones_do_not_overlap(place):
    zones = place.layer("zone_urba").geometry
    assert zones.area.sum() == pytest.approx(shapely.union_all(zones.array).area, rel=1e-6)


def test_known_straight_distances_hold(place):
    stations = place.layer("poste_htb")
    high = stations[stations["tension"].str.fullmatch(r"\d+kV")]
    fact = place.fact("poste_htb")
    distance = high.distance(place.site(fact))
    assert distance.min() == pytest.approx(3_000.0, abs=1e-6)
    assert high.loc[distance.idxmin(), "nom_poste"] == place.fact("poste_htb_nom")["valeur"]
    assert stations.distance(place.site(fact)).min() < 3_000.0, "a substation below 63 kV stands nearer"
    for name, layer, metres in (
        ("poste_hta", "poste_hta", 250.0),
        ("gaz", "reseau_gaz", 500.0),
        ("monument", "monument_historique", 300.0),
        ("ite", "ite", 0.0),
    ):
        found = place.layer(layer).distance(place.site(place.fact(name))).min()
        assert found == pytest.approx(metres, abs=1e-6), name


def test_known_evidence_of_pollution_holds(place):
    by_level = {fact["valeur"]: place.site(fact) for fact in place.facts if fact["fait"] == "pollution"}
    assert set(by_level) == {3, 4, 5}
    state, casias = place.layer("instruction_pollution"), place.layer("casias")
    assert state[state.within(by_level[4])]["statut"].tolist() == ["En cours"]
    assert casias[casias.within(by_level[3])]["geocodage_qualite"].tolist() == ["localisation à la plaque adresse"]
    assert not state.within(by_level[3]).any() and not place.layer("sis").intersects(by_level[3]).any()


def test_known_slope_holds_on_the_raster(place):
    fact = place.fact("pente")
    west, south, east, north = place.site(fact).bounds
    with rasterio.open(f"GPKG:{place.summary.path}:mnt") as table:
        assert table.crs.to_epsg() == 2154 and table.dtypes == ("float32",)
        step = table.res[0]
        window = rasterio.windows.from_bounds(west - step, south - step, east + step, north + step, table.transform)
        heights = table.read(1, window=window).astype(float)
    dy, dx = np.gradient(heights, step)
    slope = 100.0 * np.hypot(dx, dy)
    assert slope.min() == pytest.approx(fact["valeur"], abs=1e-3) and slope.max() == pytest.approx(
        fact["valeur"], abs=1e-3
    )


def test_known_land_cover_holds(place):
    site = place.site(place.fact("artificialise"))
    cover = place.layer("ocsge")
    cover = cover[cover.intersects(site)]
    part = cover.intersection(site).area
    artificial, sealed = cover["artif"] == "artif", cover["code_cs"].isin(["CS1.1.1.1", "CS1.1.1.2"])
    assert part.sum() == pytest.approx(site.area)
    assert part[artificial].sum() == pytest.approx(place.fact("artificialise")["valeur"])
    assert part[sealed].sum() == pytest.approx(place.fact("impermeable")["valeur"])
    buildings = place.layer("batiment")
    assert buildings.intersection(site).area.sum() == pytest.approx(place.fact("bati")["valeur"])
    near = buildings[buildings.geometry.force_2d().distance(site) <= 100.0]
    assert near["nombre_de_logements"].sum() == place.fact("logements")["valeur"]
    assert near[near["nombre_de_logements"] > 0].distance(site).min() == pytest.approx(60.0)


def test_land_cover_does_not_overlap(place):
    cover = place.layer("ocsge").geometry
    assert cover.area.sum() == pytest.approx(shapely.union_all(cover.array).area, rel=1e-6)


def test_the_site_on_the_island_is_on_land_and_reaches_no_motorway(place):
    fact = place.fact("ile")
    assert fact["valeur"] is None
    assert shapely.union_all(place.layer("commune").geometry.array).covers(place.site(fact))


def test_known_figures_of_places_hold(place):
    jobs = place.layer("emploi")
    basin = place.layer("zone_emploi")["ze2020"].iloc[0]
    own = jobs[(jobs["GEO_OBJECT"] == "ZE2020") & (jobs["GEO"] == basin)].set_index("ACTIVITY")["OBS_VALUE"]
    assert 100.0 * own["BE"] / own["_T"] == pytest.approx(place.fact("emploi_industriel")["valeur"])
    land = place.layer("consommation_enaf").set_index("idcom")
    first = land.loc[place.fact("enaf_reference")["comment"].split()[-1]]
    assert (
        first["naf11art21"] == place.fact("enaf_reference")["valeur"]
        and first["naf21art25"] == place.fact("enaf_depuis")["valeur"]
    )


def test_consumption_adds_up_by_year_and_by_destination(place):
    land = place.layer("consommation_enaf")
    years = [land[f"naf{year}art{year + 1}"] for year in range(11, 25)]
    assert sum(years).tolist() == land["naf11art25"].tolist()
    assert sum(years[:10]).tolist() == land["naf11art21"].tolist()
    assert (
        sum(land[f"art11{kind}25"] for kind in ("hab", "act", "inc", "mix", "fer", "rou")).tolist()
        == land["naf11art25"].tolist()
    )


def test_parcels_of_a_clean_site_cover_it(place):
    site = place.fact("surface")
    record = place.layer("friches").set_index("site_id").loc[site["site_id"]]
    parcels = place.layer("parcelle").set_index("idu")
    own = parcels.loc[record["unite_fonciere_refcad"].split("|")]
    assert own.geometry.area.sum() == pytest.approx(record.geometry.area)
    assert parcels.index.str.fullmatch(r"(\d{2}|2[AB])\d{3}\d{3}[0-9A-Z]{2}\d{4}").all() and parcels.index.is_unique


# --- defects ---------------------------------------------------------------------------------------------------------


def _records(place, kind):
    sites = place.layer("friches")
    return sites[sites["site_id"].isin([fact["site_id"] for fact in place.defects(kind)])]


def test_two_records_share_a_point(place):
    points = _records(place, "point_en_double").geometry
    assert len(points) == 2 and (points.geom_type == "Point").all() and points.iloc[0].equals(points.iloc[1])


def test_two_sites_overlap_by_more_than_ten_per_cent(place):
    one, other = _records(place, "superposition").geometry
    assert one.intersection(other).area > 0.1 * min(one.area, other.area)


def test_geometry_defects_are_there(place):
    assert not _records(place, "geometrie_invalide").geometry.is_valid.any()
    assert _records(place, "sans_geometrie").geometry.isna().all() and len(_records(place, "sans_geometrie")) == 1
    land = shapely.union_all(place.layer("commune").geometry.array)
    assert (_records(place, "hors_territoire").distance(land) > 5_000.0).all()
    assert (_records(place, "surface_infime").area < 500.0).all()
    assert place.layer("friches").geometry.area.max() > 500_000.0


def test_attribute_defects_are_there(place):
    assert _records(place, "commune_disparue")["comm_insee"].iloc[0] not in set(place.layer("commune")["code_insee"])
    assert _records(place, "zero_perdu")["comm_insee"].str.fullmatch(r"9\d{3}").all()
    assert _records(place, "date_jj_mm_aaaa")["site_identif_date"].str.fullmatch(r"\d{2}/\d{2}/\d{4}").all()
    reversed_ = _records(place, "dates_inversees").iloc[0]
    assert reversed_["site_actu_date"] < reversed_["site_identif_date"]
    assert _records(place, "personne_physique")["proprio_nom"].iloc[0] != "_X_"
    assert set(_records(place, "type_hors_liste")["site_type"]) == {"friche agro industrielle", "mixte"}
    assert (_records(place, "pollution_hors_liste")["sol_pollution_existe"] == "pollution probable").all()
    assert _records(place, "apostrophe_typographique")["site_type"].str.contains("’").all()
    conflict = _records(place, "surface_contradictoire").iloc[0]
    assert conflict["unite_fonciere_surface"] < 0.2 * conflict.geometry.area
    assert (_records(place, "surface_nulle")["unite_fonciere_surface"] == 0).all()
    named = _records(place, "nom_egal_identifiant").iloc[0]
    assert named["site_nom"] == named["site_id"]
    lost = _records(place, "parcelle_disparue").iloc[0]
    assert lost["unite_fonciere_refcad"].split("|")[-1] not in set(place.layer("parcelle")["idu"])
    assert set(place.layer("friches")["site_statut"]) == {
        "friche sans projet",
        "friche avec projet",
        "friche potentielle",
        "friche reconvertie",
    }
    sites = place.layer("friches")
    assert (sites["site_id"].duplicated(keep=False)).sum() == 2
    assert sites["site_numero_basias"].notna().any() and sites["site_numero_basol"].notna().any()


# --- running it ------------------------------------------------------------------------------------------------------


def test_an_unknown_size_is_refused_with_the_choices(tmp_path):
    with pytest.raises(GisementError) as caught:
        demo.build(tmp_path / "x.gpkg", size="huge")
    assert caught.value.code == "demo_size_unknown" and caught.value.facts["choices"] == ["small", "medium", "large"]
    assert not list(tmp_path.iterdir())


def test_a_cancelled_build_leaves_nothing_and_keeps_what_was_there(tmp_path):
    class Impatient(Report):
        shown = 0.0

        def show_progress(self, fraction: float) -> None:
            self.shown = fraction

        def cancelled(self) -> bool:
            return self.shown > 0.3

    path = tmp_path / "x.gpkg"
    path.write_bytes(b"before")
    with pytest.raises(GisementError) as caught:
        demo.build(path, report=Impatient())
    assert caught.value.code == "cancelled"
    assert path.read_bytes() == b"before" and [one.name for one in tmp_path.iterdir()] == ["x.gpkg"]


def test_progress_goes_from_nothing_to_all_and_never_back(place):
    seen = place.report.seen
    assert seen == sorted(seen) and seen[-1] == 1.0 and len(seen) > 10


def test_the_file_is_a_whole_geopackage(place):
    connection = sqlite3.connect(place.summary.path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
