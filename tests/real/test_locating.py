"""Real sites placed: by parcels, by text coordinates, by their commune, in systems that the file does not say."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from gisement.core.sites.findings import Findings
from gisement.core.sites.locating import locate
from gisement.core.territory.sources import Source
from gisement.core.vector import read_layer

SEINE_SAINT_DENIS = "seine_saint_denis/seine_saint_denis.gpkg"


def sources(data: Path) -> dict[str, Source]:
    path = str(data / SEINE_SAINT_DENIS)
    layers = {"commune": "communes", "parcelle": "cadastre_parcelles_bondy_2025"}
    return {role: Source(role, path, layer) for role, layer in layers.items()}


def records(path: Path, layer: str | None = None) -> pd.DataFrame:
    rows = read_layer(path, layer).rename(columns={"l_idpar": "unite_fonciere_refcad", "Code_INSEE": "comm_insee"})
    return rows.rename_axis("site_id").rename(index=str)


def test_site_of_bondy_is_rebuilt_from_its_twenty_parcels(data: Path) -> None:
    sites = records(data / SEINE_SAINT_DENIS, "cartofriches_2024")
    findings = Findings()
    located = locate(sites, findings, sources=sources(data))
    rebuilt = located[located["emprise_origine"] == "parcelles"]
    assert rebuilt.crs.to_epsg() == 2154
    assert [text.count(",") + 1 for text in rebuilt["unite_fonciere_refcad"]] == [20]
    assert rebuilt.area.round(2).tolist() == [20_439.34]
    assert "parcelle_absente" not in findings.table()["code"].tolist()


def test_sites_without_geometry_are_placed_in_the_communes_at_hand(data: Path) -> None:
    sites = pd.DataFrame(records(data / SEINE_SAINT_DENIS, "cartofriches_2024").drop(columns="geometry"))
    located = locate(sites, Findings(), sources=sources(data))
    placed = located[located["emprise_origine"] == "commune"]
    communes = read_layer(data / SEINE_SAINT_DENIS, "communes").to_crs(located.crs).set_index("code")
    inside = placed.geometry.within(communes.geometry.reindex(placed["comm_insee"]).set_axis(placed.index))
    assert inside.all()
    assert (len(placed), (located["emprise_origine"] == "parcelles").sum()) == (134, 1)


def test_national_points_written_in_any_way_lie_where_the_layer_has_them(data: Path) -> None:
    rows = records(data / "friches/cartofriches_national_2024-03-10.gpkg")
    true = rows.geometry.to_crs("EPSG:2154")
    plain = pd.DataFrame(rows[["comm_insee"]])
    metropolitan = ~rows["comm_insee"].str.startswith("97").fillna(False)
    degrees = [f"{lat}, {lon}" for lon, lat in zip(rows.geometry.x, rows.geometry.y)]
    web = rows.geometry.to_crs("EPSG:3857")
    for columns, which in (
        ({"geo_point_2d": degrees}, np.ones(len(rows), dtype=bool)),
        ({"x": true.x.astype(str).str.replace(".", ",", regex=False), "y": true.y.astype(str)}, metropolitan),
        ({"x": web.x, "y": web.y}, metropolitan),
    ):
        located = locate(plain.assign(**columns), Findings())
        assert (located.geometry[which].distance(true[which]) < 0.05).all()


def test_coordinates_of_the_ademe_in_lambert_2_agree_with_its_points(data: Path) -> None:
    rows = records(data / "friches/ademe_sites_pollues.geojson")
    located = locate(pd.DataFrame(rows.drop(columns="geometry")), Findings())
    true = rows.geometry.to_crs(located.crs)
    both = located.geometry.notna() & true.notna() & ~true.is_empty
    metropolitan = both & (true.y > 6_000_000) & (true.y < 7_200_000)
    assert metropolitan.sum() > 380
    assert np.median(located.geometry[metropolitan].distance(true[metropolitan])) < 5.0


def test_layer_said_to_be_in_degrees_that_holds_lambert_93_is_put_right(data: Path) -> None:
    rows = records(data / "malformed/canalisations_hydrocarbures_crs_faux.geojson")
    findings = Findings()
    located = locate(rows, findings)
    assert located.crs.to_epsg() == 2154
    np.testing.assert_array_equal(located.total_bounds, rows.total_bounds)
    assert (findings.table()["code"] == "projection_corrigee").sum() == 1258


@pytest.mark.parametrize("file", ["friches.geojson", "friches_2025-12-15_v1.geojson"])
def test_areas_of_the_ardennes_are_kept_as_they_are(data: Path, file: str) -> None:
    rows: gpd.GeoDataFrame = records(data / "friches/ddt08_obs_friches" / file)
    located = locate(rows, Findings(), sources=sources(data))
    assert (located["emprise_origine"] == "surface").all()
    np.testing.assert_allclose(located.area, rows.to_crs("EPSG:2154").area)
