"""The nearest station of 23 878 real sites, against the distance that the national inventory publishes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio

from gisement.core.nearest import nearest_objects


def test_published_distances_to_the_nearest_station_are_met_within_a_metre(data: Path) -> None:
    column = "desserte_distance_ferroviaire"
    sites = pyogrio.read_dataframe(data / "friches/cartofriches_national_2024-03-10.gpkg", columns=[column])
    stations = pyogrio.read_dataframe(data / "national/sncf_liste_des_gares.geojson", columns=["libelle"])
    published = pd.to_numeric(sites[column], errors="coerce").to_numpy(dtype=float)
    found = nearest_objects(sites.to_crs(2154).geometry.to_numpy(), stations.to_crs(2154).geometry.to_numpy())
    both = ~np.isnan(published)
    assert both.sum() > 19_000
    within = np.abs(found.metres[both] - published[both]) < 1.0
    assert within.mean() >= 0.98
