"""Étang de Berre: 87 real sites on the real roads, substations and stations around them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest

from gisement.core import study
from gisement.core.report import Report

FILE = "etang_de_berre/etang_de_berre.gpkg"


@pytest.fixture(scope="module")
def berre(data: Path, territories: Path) -> tuple[study.Study, Report]:
    report = Report()
    made = study.run(
        data / FILE, territories / "etang_de_berre.json", date(2026, 11, 22), layer="cartofriches_2024", report=report
    )
    return made, report


def test_every_record_is_there_and_those_that_can_be_are_ranked(berre: tuple[study.Study, Report]) -> None:
    made, _ = berre
    assert (len(made.sites), made.ranked_count, made.veto_count) == (87, 20, 29)
    assert made.sites["hors_classement"].notna().sum() == 59
    assert (made.sites["site_statut"] == "friche potentielle").sum() == 59


def test_vetoed_sites_are_those_declared_smaller_than_the_least_area(berre: tuple[study.Study, Report]) -> None:
    made, _ = berre
    assert ((made.sites["veto"] == "oui") == (made.sites["site_surface"] < 5000)).all()


def test_sites_cut_off_by_the_border_of_the_road_extract_are_told_and_unknown(
    berre: tuple[study.Study, Report],
) -> None:
    made, report = berre
    cut_off = made.sites["autoroute_km"].isna()
    assert cut_off.sum() == 8
    assert (made.sites.loc[cut_off, "comm_insee"] == "13078").all()
    assert ("sites_not_connected", {"count": 8}) in report.warnings


def test_nearest_substation_is_the_one_found_by_measuring_to_every_one(
    data: Path, berre: tuple[study.Study, Report]
) -> None:
    made, _ = berre
    posts = pyogrio.read_dataframe(data / FILE, layer="rte_postes_electriques").to_crs(2154)
    posts = posts[posts["tension"] != "HORS TENSION"]
    for site in made.sites.itertuples():
        metres = posts.distance(site.geometry)
        assert site.htb_km * 1000 == pytest.approx(metres.min(), abs=1e-6)
        assert site.htb_nom in set(posts.loc[metres <= metres.min() + 1e-6, "nom_poste"])


def test_road_distance_is_never_shorter_than_the_straight_line(data: Path, berre: tuple[study.Study, Report]) -> None:
    made, _ = berre
    roads = pyogrio.read_dataframe(data / FILE, layer="osm_routes_2021", columns=["fclass"]).to_crs(2154)
    ramps = roads[roads["fclass"].isin(["motorway_link", "trunk_link", "motorway", "trunk"])].union_all()
    reached = made.sites[made.sites["autoroute_km"].notna()]
    straight = reached.geometry.centroid.distance(ramps)
    assert (reached["autoroute_km"] * 1000 + reached["voirie_m"] + 1e-6 >= straight).all()
    assert (reached["autoroute_min"] >= reached["autoroute_km"] / 90 * 60 - 1e-9).all()


def test_every_site_that_is_a_point_says_so_and_keeps_its_shape_unknown(berre: tuple[study.Study, Report]) -> None:
    made, _ = berre
    assert (made.sites["emprise_origine"] == "disque").all()
    assert made.sites["compacite"].isna().all()
    assert made.sites["surface_m2"].to_numpy() == pytest.approx(made.sites["site_surface"].to_numpy())


def test_bounds_hold_and_contributions_add_up_to_every_score(berre: tuple[study.Study, Report]) -> None:
    made, _ = berre
    scored = made.sites[made.sites["score"].notna()]
    assert (scored["score_min"] <= scored["score"]).all()
    assert (scored["score"] <= scored["score_max"]).all()
    assert (scored["plafond_motifs"].notna() & (scored["score"] == 50)).sum() > 0
    total = made.tables["criteres"].groupby("site_id")["contribution"].sum(min_count=1)
    assert total[made.sites.index].to_numpy() == pytest.approx(made.sites["score"].to_numpy(), nan_ok=True)


def test_background_of_the_map_is_there(berre: tuple[study.Study, Report]) -> None:
    made, _ = berre
    assert {"fond_commune", "fond_route", "fond_fer", "fond_poste_htb", "fond_gare_fret"} <= set(made.backgrounds)
    assert isinstance(made.backgrounds["fond_route"], gpd.GeoDataFrame)
    assert set(np.unique(made.backgrounds["fond_route"]["classe"])) == {"autoroute", "express", "principale"}


def test_site_beside_the_motorway_is_as_far_from_it_as_its_ramp(data: Path, berre: tuple[study.Study, Report]) -> None:
    made, _ = berre
    roads = pyogrio.read_dataframe(data / FILE, layer="osm_routes_2021", columns=["fclass"]).to_crs(2154)
    motorway = roads[roads["fclass"] == "motorway"].union_all()
    # "Ruine industrielle en bord d'autoroute" and "Mini ruine bord autoroute": a stone's throw from the A 7.
    for site, beside, by_road in (("13055_14147", 80.0, 4.164), ("13106_1405", 20.0, 4.132)):
        assert made.sites.geometry[site].centroid.distance(motorway) < beside
        assert made.sites.loc[site, "autoroute_km"] == pytest.approx(by_road, abs=0.001)


def test_lorry_access_and_tracks_are_known_for_every_site_on_a_road(berre: tuple[study.Study, Report]) -> None:
    made, _ = berre
    sites = made.sites
    assert sites["acces_etat"].value_counts().to_dict() == {"relié": 79, "réseau isolé de 262 km": 8}
    assert sites["desserte_pl"].notna().all()
    assert (sites.loc[sites["desserte_pl"] == "directe", "desserte_pl_m"] == 0).all()
    assert sites["voie_fret_km"].between(0, 15).all()
    assert sites["aeroport_nom"].dropna().unique().tolist() == [
        "Marseille Provence Airport",
        "non relié au réseau routier",
    ]
