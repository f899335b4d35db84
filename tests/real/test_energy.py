"""Energy on real layers: substations of Berre and La Flèche, HTA/BT posts of Grenoble, heat network of Bondy."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gisement.core.measures import Request, energy
from gisement.core.report import Report
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
L93 = "EPSG:2154"
BERRE = "etang_de_berre/etang_de_berre.gpkg"


def sites_of(file: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    return add_footprints(import_inventory(file, layer=layer).sites, Findings())


def measured(sites: gpd.GeoDataFrame, need: dict | None = None, **layers: tuple[Path, str | None]) -> pd.DataFrame:
    sources = {role: Source(role, str(path), layer) for role, (path, layer) in layers.items()}
    return energy.run(sites, Territory("t", sources, L93), Request(need or {}), Report()).values


def flat(path: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(path, layer=layer).to_crs(L93)


def nearest_by_joining(sites: gpd.GeoDataFrame, objects: gpd.GeoDataFrame) -> pd.Series:
    """Give the kilometres that geopandas finds by its own join."""
    joined = gpd.sjoin_nearest(sites[["geometry"]], objects[["geometry"]], distance_col="m")
    return (joined["m"].groupby(level=0).min() / 1_000.0).reindex(sites.index)


def test_substations_around_berre_are_as_far_as_geopandas_says_voltage_by_voltage(data: Path) -> None:
    sites = sites_of(data / BERRE, "cartofriches_2024")
    posts = flat(data / BERRE, "rte_postes_electriques")
    values = measured(sites, {"puissance_mw": 20}, poste_htb=(data / BERRE, "rte_postes_electriques"))
    volts = posts["tension"].str.extract(r"(\d+)", expand=False).astype(float)
    feeds = (posts["fonction_du_poste"] != "Poste de piquage") & (volts >= 63) & (volts <= 150)
    meant = {
        "htb": volts >= 63,
        "poste_source": feeds,
        "htb1": (volts >= 63) & (volts <= 150),
        "htb2": volts == 225,
        "htb3": volts == 400,
    }
    assert len(sites) == 87
    for key, chosen in meant.items():
        expected = nearest_by_joining(sites, posts[chosen])
        assert values[f"{key}_km"].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-9), key
        assert set(values[f"{key}_nom"]) <= set(posts.loc[chosen, "nom_poste"])
    assert (values["puissance_niveau"] == "HTB").all()
    nearer = values[["htb1_km", "htb2_km"]].min(axis=1)
    assert values["puissance_km"].equals(nearer.rename("puissance_km"))
    assert values["puissance_proche"].eq("oui").equals(nearer <= 10)


def test_the_national_file_gives_the_same_as_the_clip_where_the_clip_holds_the_nearest(data: Path) -> None:
    sites = sites_of(data / BERRE, "cartofriches_2024")
    clip = measured(sites, poste_htb=(data / BERRE, "rte_postes_electriques"))
    whole = measured(sites, poste_htb=(data / "national/rte_postes_electriques.geojson", None))
    assert (whole["htb_km"] <= clip["htb_km"] + 1e-9).all()
    assert whole["htb_km"].to_numpy() == pytest.approx(
        nearest_by_joining(sites, _live(flat(data / "national/rte_postes_electriques.geojson"))).to_numpy(), abs=1e-9
    )


def _live(posts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    volts = posts["tension"].str.extract(r"(\d+)", expand=False).astype(float)
    return posts[(volts >= 63) & (posts["etat"] == "EN EXPLOITATION")]


def test_pipelines_of_hydrocarbons_are_no_gas_network_and_tell_nothing_of_it(data: Path) -> None:
    sites = sites_of(data / BERRE, "cartofriches_2024")
    values = measured(sites, reseau_gaz=(data / BERRE, "canalisations_hydrocarbures"))
    assert values[["gaz_km", "gaz_nom", "gaz_transport_km", "gaz_distribution_km"]].isna().all(axis=None)


def test_posts_of_grenoble_are_found_with_their_names(data: Path) -> None:
    path = data / "reseaux/postes_htabt_greenalp_isere.gpkg"
    posts = flat(path)
    rng = np.random.default_rng(3)
    some = posts.geometry.array[rng.integers(len(posts), size=60)]
    at = shapely.get_coordinates(some) + rng.uniform(-900, 900, (60, 2))
    boxes = shapely.box(*(at - 40).T, *(at + 40).T)
    index = pd.Index([str(i) for i in range(60)], name="site_id")
    sites = gpd.GeoDataFrame({"emprise_origine": "surface"}, geometry=boxes, index=index, crs=L93)
    values = measured(sites, {"puissance_mw": 0.2}, poste_hta=(path, None))
    assert values["hta_km"].to_numpy() == pytest.approx(nearest_by_joining(sites, posts).to_numpy(), abs=1e-9)
    for box, name, km in zip(boxes, values["hta_nom"], values["hta_km"]):
        same = posts[posts["nom_poste"].astype(str) == name]
        assert same.distance(box).min() == pytest.approx(1_000 * km, abs=1e-6)
    assert values["puissance_nom"].equals(values["hta_nom"].rename("puissance_nom"))
    assert values["puissance_proche"].eq("oui").equals(values["hta_km"] <= 0.25)


@pytest.mark.parametrize(
    ("layer", "name"), [("reseau", "réseau de chaleur"), ("sousStation", None), ("zone", None), ("itherm", None)]
)
def test_heat_network_of_bondy_is_measured_whatever_its_drawing(data: Path, layer: str, name: str | None) -> None:
    path = data / "reseaux/reseau_chaleur_bondy93.gpkg"
    sites = sites_of(data / "seine_saint_denis/seine_saint_denis.gpkg", "cartofriches_2024")
    drawn = flat(path, layer)
    values = measured(sites, reseau_chaleur=(path, layer))
    placed = sites[sites.geometry.notna()]
    expected = nearest_by_joining(placed, drawn)
    assert values.loc[placed.index, "chaleur_km"].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-9)
    assert values.loc[placed.index, "chaleur_nom"].notna().all()
    if name is not None:
        assert set(values.loc[placed.index, "chaleur_nom"]) == {name}


def test_the_one_substation_of_la_fleche_is_the_nearest_of_all_its_sites(data: Path) -> None:
    path = data / "sarthe_la_fleche/cartofriches_reseaux_la_fleche.gpkg"
    sites = sites_of(path, "cartofriches_2024")
    (post,) = flat(path, "rte_postes_electriques").itertuples()
    values = measured(sites, poste_htb=(path, "rte_postes_electriques"))
    assert len(sites) == 10
    assert values["htb_km"].to_numpy() == pytest.approx(sites.distance(post.geometry).to_numpy() / 1_000, abs=1e-9)
    assert set(values["htb_nom"]) == {post.nom_poste}
    assert np.isinf(values["htb3_km"]).all() and set(values["htb3_nom"]) == {"aucun dans le territoire"}
