"""Land on real places: buildings of BD TOPO in three deliveries, a zoned risk plan, polygons of an observatory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from gisement.core.measures import Request, land
from gisement.core.report import Report
from gisement.core.sites import add_footprints, import_inventory
from gisement.core.sites.footprint import has_shape
from gisement.core.sites.parcels import references
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source
from gisement.core.vector import read_layer

if TYPE_CHECKING:
    from pathlib import Path

L93 = "EPSG:2154"
TAKEN = [f"deduit_{name}_m2" for name in ("ppr", "zone_humide", "servitude", "pente", "etroit")]


def prepared(source: Path | gpd.GeoDataFrame, **options) -> gpd.GeoDataFrame:
    imported = import_inventory(source, **options)
    return add_footprints(imported.sites, imported.findings)


def measured(sites: gpd.GeoDataFrame, **sources: Source) -> pd.DataFrame:
    place = Territory("t", sources, L93)
    return land.run(sites, place, Request({"halle_m": {"longueur": 60, "largeur": 40}}), Report()).values


def check_sums(sites: gpd.GeoDataFrame, values: pd.DataFrame) -> None:
    """Hold what must be so on any site of known shape."""
    shaped = has_shape(sites)
    gross = sites["surface_m2"].to_numpy()[shaped]
    found = values[shaped]
    total = found["surface_utile_m2"] + found[TAKEN].fillna(0.0).sum(axis=1)
    assert total.to_numpy() == pytest.approx(gross, abs=1e-4)
    assert (found[TAKEN].fillna(0.0) >= -1e-6).all(axis=None)
    assert (found["plus_grand_tenant_ha"] <= found["surface_utile_ha"] + 1e-9).all()
    area = found["rectangle_l_m"] * found["rectangle_w_m"]
    assert (area <= 10_000 * found["plus_grand_tenant_ha"] + 1e-3).all()
    assert (found["gravelius"] >= 1.0).all()
    assert found["compacite"].between(0.0, 1.0 + 1e-9).all()


@pytest.fixture(scope="module")
def zones(data: Path) -> gpd.GeoDataFrame:
    """The 21 zones of activity or interest of Olemps, as sites."""
    rows = read_layer(data / "bdtopo_v3/bdtopo_v3_olemps_rodez_12174.gpkg", "zone_d_activite_ou_d_interet")
    return prepared(gpd.GeoDataFrame({"site_id": rows["ID"]}, geometry=rows.geometry))


@pytest.mark.parametrize(
    ("file", "layer"),
    [
        ("bdtopo_v3/bdtopo_v3_olemps_rodez_12174.gpkg", "batiment"),
        ("aveyron_olemps/bdtopo_v3_shp/BATIMENT.shp", None),
    ],
)
def test_built_footprint_is_that_of_an_independent_overlay(
    data: Path, zones: gpd.GeoDataFrame, file: str, layer: str | None
) -> None:
    values = measured(zones, batiment=Source("batiment", str(data / file), layer))
    check_sums(zones, values)
    drawn = read_layer(data / file, layer)
    drawn = drawn[(drawn["LEGER"] != "Oui") & ~drawn["ETAT"].isin(["En construction", "En projet"])]
    fields = {"full": drawn.area, "height": drawn["HAUTEUR"].where(drawn["HAUTEUR"] > 0)}
    drawn = gpd.GeoDataFrame(fields, geometry=shapely.force_2d(drawn.geometry.to_numpy()), crs=L93)
    pieces = gpd.overlay(zones[["geometry"]].reset_index(), drawn, keep_geom_type=True)
    pieces = pieces[(pieces.area >= 20) | (pieces.area >= 0.5 * pieces["full"])]
    expected = pieces.dissolve("site_id").area.reindex(zones.index, fill_value=0.0)
    assert values["bati_emprise_m2"].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-3)
    count = pieces.groupby("site_id").size().reindex(zones.index, fill_value=0)
    assert values["bati_compte"].tolist() == count.tolist()
    assert values["bati_compte"].sum() > 50
    assert set(values["bati_etat_mesure"].dropna()) == {"en service"}
    pieces = pieces.assign(weight=pieces.area.where(pieces["height"].notna()))
    pieces["weighted"] = pieces["weight"] * pieces["height"]
    sums = pieces.groupby("site_id")[["weighted", "weight"]].sum(min_count=1).reindex(zones.index)
    mean = (sums["weighted"] / sums["weight"]).to_numpy()
    assert values["bati_hauteur_m"].to_numpy() == pytest.approx(mean, abs=1e-6, nan_ok=True)


def test_one_layer_of_bd_topo_v2_never_says_that_nothing_is_built(data: Path) -> None:
    friches = read_layer(data / "sarthe_la_fleche/cartofriches_reseaux_la_fleche.gpkg", "cartofriches_2024")
    squares = friches.geometry.buffer(100, cap_style="square")
    sites = prepared(gpd.GeoDataFrame({"site_id": friches["site_id"].to_numpy()}, geometry=squares.to_numpy(), crs=L93))
    folder = data / "sarthe_la_fleche"
    values = measured(sites, batiment=Source("batiment", str(folder / "BATI_INDIFFERENCIE.shp")))
    check_sums(sites, values)
    drawn = read_layer(folder / "BATI_INDIFFERENCIE.shp").to_crs(L93)
    near = sites.geometry.map(lambda shape: drawn.intersects(shape).any())
    assert values["bati_compte"].notna().any()
    assert values.loc[~near, "bati_compte"].isna().all()
    assert not (values["bati_reutilisable"] == "aucun").any()


def test_red_zones_of_a_real_plan_are_taken_off_as_an_independent_overlay_finds_them(data: Path) -> None:
    file, layer = data / "risques/pprn_covadis_isere_38DDT20200002.gpkg", "n_zone_reg_pprn_20200002_s_038"
    plan = read_layer(file, layer)
    west, south, east, north = plan.total_bounds
    x, y = (each.ravel() for each in np.meshgrid(np.arange(west, east, 450), np.arange(south, north, 450)))
    shapes = shapely.affinity.rotate(shapely.MultiPolygon(list(shapely.box(x, y, x + 180, y + 120))), 20).geoms
    sites = prepared(gpd.GeoDataFrame({"site_id": [f"s{i}" for i in range(len(x))]}, geometry=list(shapes), crs=L93))
    values = measured(sites, ppr_zone=Source("ppr_zone", str(file), layer))
    check_sums(sites, values)
    red = plan[plan["typereg"].isin(["03", "04"])]
    red = gpd.GeoDataFrame(geometry=shapely.make_valid(shapely.force_2d(red.geometry.to_numpy())), crs=L93)
    left = gpd.overlay(sites[["geometry"]].reset_index(), red, how="difference", keep_geom_type=True)
    area = left.dissolve("site_id").area.reindex(sites.index, fill_value=0.0)
    assert values["deduit_ppr_m2"].to_numpy() == pytest.approx((sites.area - area).to_numpy(), abs=1e-3)
    some = values["deduit_ppr_m2"] > 1
    assert some.sum() > 50
    assert (values.loc[some, "surface_utile_part_max"] < 1).all()


def test_polygons_of_an_observatory_are_all_measured_the_invalid_one_too(data: Path) -> None:
    sites = prepared(data / "ardennes/ardennes.gpkg", layer="ddt08_friches_polygones")
    values = measured(sites)
    assert len(values) == 164
    assert has_shape(sites).all()
    check_sums(sites, values)
    assert values["surface_utile_part_max"].median() > 0.95
    assert values["halle_possible"].isin(["oui", "non"]).all()
    # An opening with a disc, in place of mitres, takes off the corners as well, never less.
    shapes = sites.geometry.to_numpy()
    opened = shapely.intersection(shapely.buffer(shapely.buffer(shapes, -2.9995), 2.9995), shapes)
    assert (values["deduit_etroit_m2"].to_numpy() <= shapely.area(shapes) - shapely.area(opened) + 0.5).all()


def test_parcels_of_the_bondy_site_make_one_piece_of_land(data: Path) -> None:
    file = data / "seine_saint_denis/seine_saint_denis.gpkg"
    known = read_layer(file, "cartofriches_2024")
    listed = max(references(known["l_idpar"][known["comm_insee"] == "93010"]), key=len)
    parcels = read_layer(file, "cadastre_parcelles_bondy_2025").to_crs(L93)
    shape = parcels[parcels["id"].isin(listed)].union_all()
    sites = prepared(gpd.GeoDataFrame({"site_id": ["bondy"]}, geometry=[shape], crs=L93))
    values = measured(sites)
    check_sums(sites, values)
    found = values.iloc[0]
    assert sites["surface_m2"].iloc[0] == pytest.approx(20_439.34, abs=0.05)
    assert found["surface_utile_ha"] > 1.9
    assert found["halle_possible"] == "oui"


@pytest.mark.parametrize(
    ("file", "layer", "category"),
    [
        ("sup_ac1_corse2A.gpkg", "ac1_assiette_sup_s", "AC1"),
        ("sup_el10_parcs_nationaux.gpkg", None, "EL10"),
        ("sup_ac2_sites_classes.gpkg", None, "AC2"),
        ("sup_pm3_eureetloir28.gpkg", "pm3_assiette_sup_s_028", "PM3"),
    ],
)
def test_easements_say_their_category_in_their_names(data: Path, file: str, layer: str | None, category: str) -> None:
    place = Territory("t", {"servitude": Source("servitude", str(data / "servitudes" / file), layer)}, "EPSG:2154")
    assert set(place.read("servitude")["categorie"]) == {category}
