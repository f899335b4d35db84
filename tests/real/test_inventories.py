"""Real inventories: the national one, the CNIG table, the polygons of a département, and files broken in the wild."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from gisement_tests.inventories import prepare

from gisement.core.errors import GisementError
from gisement.core.sites import open_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source
from gisement.core.vector import read_layer


def test_national_inventory_is_read_whole(data: Path) -> None:
    prepared = prepare(data / "friches/cartofriches_national_2024-03-10.gpkg")
    assert len(prepared.sites) == 23_878
    assert prepared.sites.index.is_unique
    assert prepared.sites.crs.to_epsg() == 2154
    owners = prepared.sites["proprio_nom"][prepared.sites["proprio_type"].astype(str).str.contains("X1a")].dropna()
    assert owners.str.contains("_X_", regex=False).all()


def test_published_distance_to_the_nearest_station_is_found_again(data: Path) -> None:
    rows = open_inventory(data / "friches/cartofriches_national_2024-03-10.gpkg").sites.to_crs(2154)
    rows = rows[rows["desserte_distance_ferroviaire"].notna() & ~rows.geometry.is_empty]
    stations = read_layer(data / "national/sncf_liste_des_gares.geojson").to_crs(2154)
    tree = shapely.STRtree(stations.geometry.to_numpy())
    _, metres = tree.query_nearest(rows.geometry.to_numpy(), return_distance=True, all_matches=False)
    assert (np.abs(metres - rows["desserte_distance_ferroviaire"].to_numpy()) <= 1.0).mean() > 0.98


def test_cnig_table_with_semicolons_is_read_whole(data: Path) -> None:
    prepared = prepare(data / "friches/cartofriches_export_cnig_test_2024_utf8_semicolon.csv")
    assert len(prepared.sites) == 2594
    assert prepared.sites.geometry.notna().all()


def test_polygons_of_the_ardennes_keep_their_shape_and_the_broken_one_is_repaired(data: Path) -> None:
    prepared = prepare(data / "friches/ddt08_obs_friches/friches.geojson")
    assert len(prepared.sites) == 164
    assert (prepared.sites["emprise_origine"] == "surface").all()
    assert prepared.findings.table()["code"].tolist().count("geometrie_invalide") == 1


def test_shapefile_without_its_index_and_projection_is_refused_with_a_reason(data: Path) -> None:
    with pytest.raises(GisementError) as caught:
        open_inventory(data / "malformed/m3_zone_urba.shp")
    assert caught.value.code == "shapefile_without_shx"
    assert "m3_zone_urba" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "layer", "shares"),
    [
        (
            "risques/pprn_covadis_isere_38DDT20010005.gpkg",
            "n_zone_reg_pprn_20010005_s_038",
            {"prescription": 108, "interdiction": 57},
        ),
        (
            "risques/ppr_cnig2023_pprm_38ddt20180002.gpkg",
            "pprm_38ddt20180002_zonereglementaireurba_s",
            {"prescription": 68, "prescription hors aléa": 12, "interdiction": 300},
        ),
    ],
)
def test_risk_plans_are_read_in_both_of_their_standards(
    data: Path, file: str, layer: str, shares: dict[str, int]
) -> None:
    territory = Territory("t", {"ppr_zone": Source("ppr_zone", str(data / file), layer)}, "EPSG:2154")
    assert territory.read("ppr_zone")["reglement"].value_counts().to_dict() == shares
