"""The basin on real tables and layers: INSEE, ANCT, LOVAC, SIRENE, and who reaches Berre and Rodez by road."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gisement.core.communes import Movements, commune_codes, read_movements
from gisement.core.measures import Request, basin
from gisement.core.network.cars import for_cars
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
L93 = "EPSG:2154"
BERRE = "etang_de_berre/etang_de_berre.gpkg"
BONDY = "seine_saint_denis/seine_saint_denis.gpkg"
ARDENNES = "ardennes/ardennes.gpkg"
RODEZ = "aveyron_olemps/bdtopo_v2_olemps_rodez.gpkg"
MOVES = "tables/insee_mvtcommune2019.csv"
COMPOSITION = "tables/insee_ze2020_composition_2022.xlsx"
RATES = "tables/insee_chomage_ze2020_2021T1_2025T4_gazetteer.json"
LOVAC = "tables/lovac2025_communes_gazetteer.csv"


def place(data: Path, report: Report | None = None, **layers: str | tuple[str, str]) -> Territory:
    sources = {}
    for role, said in layers.items():
        path, layer = said if isinstance(said, tuple) else (said, None)
        sources[role] = Source(role, str(data / path), layer)
    return Territory("t", sources, L93, report)


def sites_of(file: Path, layer: str | None = "cartofriches_2024") -> gpd.GeoDataFrame:
    return add_footprints(import_inventory(file, layer=layer).sites, Findings())


def measured(sites: gpd.GeoDataFrame, territory: Territory, report: Report | None = None) -> pd.DataFrame:
    return basin.run(sites, territory, Request(), report or Report()).values


def told(report: Report, code: str) -> list[dict[str, Any]]:
    return [facts for said, facts in report.warnings if said == code]


# --- Communes


@pytest.fixture(scope="module")
def oracle(data: Path) -> pd.Series:
    """The code of 2025 of each commune that has been."""
    table = pd.read_csv(data / "tables/cogiter_table_passage_com_historique_2025.csv", dtype=str)
    return table.set_index("DEPCOM_HIST")["DEPCOM"]


def test_movements_of_insee_lead_every_code_where_the_table_of_2025_does(data: Path, oracle: pd.Series) -> None:
    moves = read_movements(place(data, mouvement_commune=MOVES), Report())
    codes = pd.Series(oracle.index, dtype=object)
    found = moves.to(codes, set(oracle))
    wrong = found.notna().to_numpy() & (found.to_numpy() != oracle.to_numpy())
    assert wrong.sum() == 0
    # The list ends in 2019: the others are led to a commune that has merged since, and which the table leads on.
    later = codes[found.isna().to_numpy()]
    assert len(later) == 138
    ends = moves.ends(later)
    assert oracle[ends].tolist() == oracle[later].tolist()


def test_table_of_old_and_new_codes_is_its_own_resolver(data: Path, oracle: pd.Series) -> None:
    table = place(data, mouvement_commune="tables/cogiter_table_passage_com_historique_2025.csv")
    found = read_movements(table, Report()).to(pd.Series(oracle.index, dtype=object), set(oracle))
    assert found.tolist() == oracle.tolist()


def test_mergers_that_lost_their_zeros_are_led_where_the_table_of_2025_leads_them(
    data: Path, oracle: pd.Series
) -> None:
    report = Report()
    moves = read_movements(place(data, mouvement_commune="tables/zlv_cog_fusions.csv"), report)
    assert told(report, "codes_without_zero") == [{"role": "mouvement_commune", "count": 145}]
    raw = pd.read_csv(data / "tables/zlv_cog_fusions.csv", dtype=str)
    before = commune_codes(raw["COM_INI"])[0]
    assert before.str.len().eq(5).all()
    found = moves.to(before, set(oracle))
    known = found.notna().to_numpy() & before.isin(oracle.index).to_numpy()
    assert known.sum() > 2_600
    assert found[known].tolist() == oracle[before[known]].tolist()


def test_both_lists_together_leave_what_merged_in_2025_alone(data: Path, oracle: pd.Series) -> None:
    territory = place(data, mouvement_commune=MOVES)
    insee = territory.table("mouvement_commune")
    insee = insee[(insee["type_avant"] == "commune") & (insee["type_apres"] == "commune")]
    mergers = place(data, mouvement_commune="tables/zlv_cog_fusions.csv").table("mouvement_commune")
    mergers = mergers[mergers["date"].astype(int) > 2019]
    both = pd.concat([insee, mergers])
    moves = Movements.of(commune_codes(both["avant"])[0], commune_codes(both["apres"])[0], both["date"])
    found = moves.to(pd.Series(oracle.index, dtype=object), set(oracle))
    assert (found.notna().to_numpy() & (found.to_numpy() != oracle.to_numpy())).sum() == 0
    assert found.isna().sum() == 98


# --- Zones d'emploi, unemployment, jobs


@pytest.mark.parametrize(
    ("area", "count", "file"), [(BERRE, 87, COMPOSITION), (BONDY, 141, RATES), (ARDENNES, 210, COMPOSITION)]
)
def test_zone_and_rate_are_those_of_the_tables_themselves(data: Path, area: str, count: int, file: str) -> None:
    sites = sites_of(data / area)
    territory = place(data, commune=(area, "communes"), zone_emploi=file, chomage=RATES, mouvement_commune=MOVES)
    values = measured(sites, territory)
    said = json.loads((data / RATES).read_text(encoding="utf-8"))
    assert len(values) == count
    known = values[values["zone_emploi"].notna()]
    assert len(known) >= len(sites) - 7
    assert known["zone_emploi"].tolist() == [said["communes"].get(code, "?") for code in known["commune_code"]]
    assert known["zone_emploi_nom"].tolist() == [said["zes"][code]["label"] for code in known["zone_emploi"]]
    assert known["chomage_pct"].tolist() == [said["zes"][code]["rate_pct"][-1] for code in known["zone_emploi"]]
    assert set(known["chomage_trimestre"]) == {"2025-T4"}


def test_workbook_and_document_agree_on_every_commune(data: Path, oracle: pd.Series) -> None:
    workbook = place(data, zone_emploi=COMPOSITION).table("zone_emploi")
    document = place(data, zone_emploi="national/zones_emploi_chomage.json").table("zone_emploi")
    assert (len(workbook), len(document)) == (34_955, 34_875)
    one, other = (rows.set_index("commune")["code"] for rows in (workbook, document))
    assert one.str.fullmatch(r"\d{4}").all() and one["13004"] == "0052"
    both = one.index.intersection(other.index)
    assert len(both) > 34_800
    assert (one[both] != other[both]).sum() <= 10


def test_jobs_of_flores_are_totals_of_communes_which_are_no_zone(data: Path) -> None:
    territory = place(data, emploi="tables/DS_FLORES_A5_2024_data.csv")
    rows = territory.table("emploi").set_index(["territoire", "secteur"])["emplois"]
    assert (rows["33063", "industrie"], rows["33063", "ensemble"]) == (8571.0, 201045.0)
    assert rows["13201", "ensemble"] == 22724.0
    assert np.isnan(rows["15031", "industrie"])
    report = Report()
    sites = sites_of(data / BERRE).head(3)
    layers = {"commune": (BERRE, "communes"), "zone_emploi": COMPOSITION, "emploi": "tables/DS_FLORES_A5_2024_data.csv"}
    assert measured(sites, place(data, **layers), report)["emploi_industriel_pct"].isna().all()
    assert told(report, "zones_without_figure")[0]["role"] == "emploi"


def test_census_tells_working_ages_in_one_table_and_not_in_the_other(data: Path) -> None:
    active = place(data, population="tables/DS_RP_EMPLOI_LR_PRINC_2023_data.csv").table("population")
    latest = active[active["annee"] == 2023].set_index("commune")["actifs"]
    assert latest.round(2).to_dict() == {"75101": 11008.44, "33063": 191928.31, "33281": 51768.76}
    ages = place(data, population="tables/DS_RP_POPULATION_COMP_2023_data.csv").table("population")
    assert set(ages["commune"]) == {"75101", "33063", "33281"}
    assert ages["actifs"].isna().all()


# --- Territoires d'industrie, vacant dwellings, establishments


@pytest.mark.parametrize("area", [BERRE, BONDY, ARDENNES])
def test_label_of_the_perimeters_is_that_of_geopandas(data: Path, area: str) -> None:
    sites = sites_of(data / area)
    values = measured(sites, place(data, territoire_industrie="national/anct_territoires_industrie.geojson"))
    perimeters = pyogrio.read_dataframe(data / "national/anct_territoires_industrie.geojson").to_crs(L93)
    middle = gpd.GeoDataFrame(geometry=sites.centroid[sites.geometry.notna()], crs=L93)
    joined = gpd.sjoin(middle, perimeters[["lib_ti", "geometry"]])
    names = joined[~joined.index.duplicated()]["lib_ti"]
    expected = names.reindex(sites.index)
    found = values["territoire_industrie_nom"].astype(object).where(values["territoire_industrie"] == "oui", np.nan)
    # These sites are points and discs, whose middle counts.
    assert found.fillna("").tolist() == expected.fillna("").tolist()
    assert (values["territoire_industrie"] == "oui").sum() > 0


def test_sites_inside_the_perimeters_are_in_the_communes_listed_for_them(data: Path) -> None:
    listed = "tables/territoires_industrie_2026_13_93_08_rouages.csv"
    inside = {}
    for area in (BERRE, BONDY, ARDENNES):
        sites = sites_of(data / area)
        drawn = measured(sites, place(data, territoire_industrie=(area, "territoires_industrie")))[
            "territoire_industrie"
        ]
        said = measured(
            sites, place(data, commune=(area, "communes"), territoire_industrie=listed, mouvement_commune=MOVES)
        )
        both = (drawn == "oui") & said["commune_code"].notna()
        assert (said.loc[both, "territoire_industrie"] == "oui").mean() >= 0.95, area
        inside[area] = int((drawn == "oui").sum()), int((said["territoire_industrie"] == "oui").sum())
    # The list of 2026 has the whole métropole of Aix-Marseille, the perimeter 18 communes of it.
    assert inside[BERRE] == (53, 87)
    assert min(found for pair in inside.values() for found in pair) > 0


def test_first_generation_of_the_label_is_joined_through_mergers(data: Path) -> None:
    sites = sites_of(data / ARDENNES)
    file = "tables/territoires_industrie_2020_v2_fix_datapi.csv"
    values = measured(
        sites, place(data, commune=(ARDENNES, "communes"), territoire_industrie=file, mouvement_commune=MOVES)
    )
    raw = pd.read_csv(data / file, dtype=str)
    direct = values["commune_code"].isin(raw["code_commune"])
    assert (values["territoire_industrie"][direct] == "oui").all()
    assert (values["territoire_industrie"] == "oui").sum() == direct.sum() == 157
    assert set(values["territoire_industrie_nom"].dropna()) == {"Nord Est Ardenne"}


def test_perimeters_drawn_without_area_leave_the_label_unknown(data: Path) -> None:
    report = Report()
    sites = sites_of(data / BERRE)
    layer = "malformed/anct_ti_geometries_degenerees.geojson"
    values = measured(sites, place(data, report, territoire_industrie=layer), report)
    assert values["territoire_industrie"].isna().all()
    assert told(report, "layer_of_no_areas")[0]["count"] == 1


def test_vacant_dwellings_are_those_of_the_table(data: Path) -> None:
    raw = pd.read_csv(data / LOVAC, sep=";", dtype={"INSEE_C": str}).set_index("INSEE_C")["taux_vacance_25_pct"]
    for area in (BERRE, BONDY, ARDENNES):
        values = measured(sites_of(data / area), place(data, commune=(area, "communes"), logement_vacant=LOVAC))
        known = values[values["commune_code"].isin(raw.index)]
        assert known["logements_vacants_pct"].tolist() == pytest.approx(
            raw[known["commune_code"]].tolist(), nan_ok=True
        )
        assert values.loc[~values["commune_code"].isin(raw.index), "logements_vacants_pct"].isna().all()


def test_establishments_around_are_those_that_geopandas_counts(data: Path) -> None:
    file = data / "tables/sirene_StockEtablissement_utf8_geo_sample.csv"
    raw = pd.read_csv(file, dtype=str)
    raw = raw[(raw["etatAdministratifEtablissement"] == "A") & raw["longitude"].notna()]
    at = gpd.GeoDataFrame(raw, geometry=gpd.points_from_xy(raw["longitude"], raw["latitude"]), crs="EPSG:4326").to_crs(
        L93
    )
    industry = at[at["activitePrincipaleEtablissement"].str[:2].astype(int).between(5, 39)]
    industry = industry[industry["caractereEmployeurEtablissement"] == "O"]
    grid = shapely.box(*at.total_bounds)
    west, south, east, north = grid.bounds
    xy = np.stack(np.meshgrid(np.arange(west, east, 4_000), np.arange(south, north, 4_000)), -1).reshape(-1, 2)
    index = pd.Index([str(i) for i in range(len(xy))], name="site_id")
    shapes = shapely.box(*(xy - 60).T, *(xy + 60).T)
    sites = gpd.GeoDataFrame({"emprise_origine": "surface"}, geometry=shapes, index=index, crs=L93)
    report = Report()
    values = measured(
        sites, place(data, report, etablissement="tables/sirene_StockEtablissement_utf8_geo_sample.csv"), report
    )
    pairs = gpd.sjoin(sites[["geometry"]], industry[["geometry"]], predicate="dwithin", distance=10_000.0)
    expected = pairs.groupby(level=0).size().reindex(sites.index, fill_value=0)
    assert values["etab_industriels_10km"].tolist() == expected.tolist()
    assert values["etab_industriels_10km"].max() == 1
    assert told(report, "rows_without_place")[0]["count"] == 2


# --- Who reaches the sites


def grid_over(area: gpd.GeoDataFrame, step: float) -> gpd.GeoDataFrame:
    """Lay squares over an area, each with so many people that every sum tells who is in it."""
    west, south, east, north = area.total_bounds
    xy = np.stack(np.meshgrid(np.arange(west, east, step), np.arange(south, north, step)), -1).reshape(-1, 2)
    shapes = shapely.box(*xy.T, *(xy + 200).T)
    kept = shapely.intersects(shapely.union_all(area.geometry.array), shapes)
    people = np.random.default_rng(2).integers(1, 500, int(kept.sum()))
    bands = {"ind_18_24": people, "ind_25_39": 2 * people, "ind_40_54": 0 * people, "ind_55_64": 0 * people}
    return gpd.GeoDataFrame({"ind": 9 * people, **bands}, geometry=shapes[kept], crs=area.crs)


def within(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    """Ask for another limit of time."""
    figures = copy.deepcopy(resource("measures/basin"))
    figures["actifs"]["minutes"]["value"] = minutes
    known = resource
    for module in (basin.workers, basin.homes):
        monkeypatch.setattr(module, "resource", lambda name: figures if name == "measures/basin" else known(name))


def by_networkx(
    sites: gpd.GeoDataFrame, territory: Territory, homes: gpd.GeoDataFrame, minutes: float, some: list
) -> list:
    """Add up the people with networkx on the same roads: squares and sites cut into their edges."""
    networkx = pytest.importorskip("networkx")
    roads = basin.workers.roads_around(sites, territory, Report())
    graph, places = for_cars(roads.graph, roads.rows), roads.join_sites(sites)
    only = np.ones(len(graph.length), dtype=bool)
    parts = basin.workers._Parts(graph, only, places)
    where = basin.locate(sites, territory, Report())
    joined = basin.workers._join_homes(roads, parts, only, shapely.centroid(homes.geometry.to_numpy()), where)
    people = (homes["ind_18_24"] + homes["ind_25_39"] + homes["ind_40_54"] + homes["ind_55_64"]).to_numpy()
    backwards = networkx.DiGraph()
    tail, head, edge = graph.arcs()
    order = np.argsort(-graph.minutes[edge], kind="stable")
    backwards.add_weighted_edges_from(zip(head[order], tail[order], graph.minutes[edge][order]))
    sums = []
    for site in some:
        own = places.place == site
        goal = f"site {site}"
        for on, offset in zip(places.edge[own], places.offset[own]):
            share = offset / graph.length[on]
            for open_, node, part in (
                (graph.forward[on], graph.start[on], share),
                (graph.backward[on], graph.end[on], 1 - share),
            ):
                if (
                    open_
                    and part * graph.minutes[on] < backwards.get_edge_data(goal, node, {"weight": np.inf})["weight"]
                ):
                    backwards.add_edge(goal, node, weight=part * graph.minutes[on])
        away = networkx.single_source_dijkstra_path_length(backwards, goal, cutoff=minutes)
        total = 0
        for home, on, offset in zip(joined.place, joined.edge, joined.offset):
            share = offset / graph.length[on]
            ways = [np.inf]
            if graph.forward[on]:
                ways.append((1 - share) * graph.minutes[on] + away.get(graph.end[on], np.inf))
            if graph.backward[on]:
                ways.append(share * graph.minutes[on] + away.get(graph.start[on], np.inf))
            total += people[home] if min(ways) <= minutes else 0
        sums.append(total)
    return sums


def test_people_who_reach_the_sites_of_berre_are_those_that_networkx_finds(data: Path, tmp_path: Path) -> None:
    communes = pyogrio.read_dataframe(data / BERRE, layer="communes").to_crs(L93)
    homes = grid_over(communes, 1_500)
    pyogrio.write_dataframe(homes, tmp_path / "carreaux.gpkg", layer="population")
    sites = sites_of(data / BERRE)
    territory = place(data, troncon_de_route=(BERRE, "osm_routes_2021"), commune=(BERRE, "communes"))
    territory.sources["population"] = Source("population", str(tmp_path / "carreaux.gpkg"), "population")
    values = measured(sites, territory)["actifs_30min"]
    assert values.notna().sum() == 87
    assert values.nunique() > 60
    some = [0, 29, 58]
    assert values.iloc[some].tolist() == by_networkx(sites, territory, homes, 30.0, some)
    # Around the lagoon, a road is longer than the straight line: the disc of half an hour holds more.
    assert values.max() < 3 * homes["ind_18_24"].sum()


@pytest.mark.parametrize("minutes", [5.0, 10.0])
def test_people_who_reach_the_sites_of_rodez_are_those_of_the_grid_that_networkx_finds(
    data: Path, monkeypatch: pytest.MonkeyPatch, minutes: float
) -> None:
    within(monkeypatch, minutes)
    sites = sites_of(data / RODEZ)
    territory = place(data, troncon_de_route=(RODEZ, "ROUTE"), population=(RODEZ, "population"))
    values = measured(sites, territory)["actifs_30min"]
    homes = pyogrio.read_dataframe(data / RODEZ, layer="population").to_crs(L93)
    known = np.flatnonzero(values.notna())
    assert len(known) == 18
    expected = np.round(by_networkx(sites, territory, homes, minutes, list(known)))
    assert values.iloc[known].tolist() == expected.tolist()
    assert 0 < values.max() <= round(homes[["ind_18_24", "ind_25_39", "ind_40_54", "ind_55_64"]].to_numpy().sum())


def test_land_use_areas_of_olemps_hold_no_training_site(data: Path) -> None:
    sites = sites_of(data / RODEZ)
    layer = ("bdtopo_v3/bdtopo_v3_olemps_rodez_12174.gpkg", "zone_d_activite_ou_d_interet")
    values = measured(sites, place(data, formation=layer))
    assert np.isinf(values["formation_km"]).all()
    assert set(values["formation_nom"]) == {"aucun dans le territoire"}
    assert set(values["formations_30km"]) == {0.0}
