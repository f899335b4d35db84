"""Pollution in QGIS: shares and distances against its own algorithms, and the layer of evidence on the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests import tiny

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
COUNT = 60


def scattered(rng: np.random.Generator, count: int, least: float, most: float) -> np.ndarray:
    """Draw rectangles of any direction within 2 km; a part of them overlap."""
    at, size = rng.uniform(0, 2000, (count, 2)), rng.uniform(least, most, (count, 2))
    drawn = shapely.box(*(at + (X, Y)).T, *(at + size + (X, Y)).T)
    return np.array([shapely.affinity.rotate(each, angle) for each, angle in zip(drawn, rng.uniform(0, 180, count))])


@pytest.fixture
def places(plugin: Any, tmp_path: Path) -> dict[str, str]:
    """Sixty sites, two hundred soil information sectors and as many classified installations."""
    rng = np.random.default_rng(20261127)
    sites = gpd.GeoDataFrame(
        {"site_id": [f"s{i:02d}" for i in range(COUNT)], "comm_insee": "93010"},
        geometry=scattered(rng, COUNT, 40, 300),
        crs=L93,
    )
    sectors = gpd.GeoDataFrame(
        {"id_sis": [str(i) for i in range(200)], "nom": "x"}, geometry=scattered(rng, 200, 20, 150), crs=L93
    )
    plants = gpd.GeoDataFrame(
        {
            "code_aiot": [str(i) for i in range(200)],
            "nom_ets": [f"Usine {i}" for i in range(200)],
            "lib_regime": "Autorisation",
            "lib_seveso": ["Seveso seuil haut" if i % 20 == 0 else "Non Seveso" for i in range(200)],
        },
        geometry=shapely.points(rng.uniform(-1000, 3000, (200, 2)) + (X, Y)),
        crs=L93,
    )
    found = {}
    for name, rows in (("friches", sites), ("sis", sectors), ("icpe", plants)):
        path = tmp_path / f"{name}.gpkg"
        rows.to_file(path, layer=name, engine="pyogrio")
        found[name] = f"{path}|layername={name}"
    return found


def run(algorithm: str, **parameters: Any) -> pd.DataFrame:
    from qgis import processing

    return pyogrio.read_dataframe(processing.run(algorithm, parameters)["OUTPUT"])


def test_shares_of_sectors_are_those_that_qgis_finds(places: dict[str, str], tmp_path: Path) -> None:
    own = run("gisement:measurepollution", INPUT=places["friches"], SIS=places["sis"], OUTPUT=str(tmp_path / "a.gpkg"))
    theirs = run(
        "native:calculatevectoroverlaps",
        INPUT=places["friches"],
        LAYERS=[places["sis"]],
        OUTPUT=str(tmp_path / "b.gpkg"),
    )
    share = theirs.set_index("site_id")["sis_pc"] / 100.0
    values = own.set_index("site_id")
    assert values["sis_part"].to_numpy() == pytest.approx(share.loc[values.index].to_numpy(), abs=1e-6)
    assert ((values["sis_part"] > 0.01) & (values["sis_part"] < 0.99)).sum() > 30
    assert (values["pollution_niveau"] == 5).equals(share.loc[values.index] >= 0.05)


def test_distances_are_those_that_qgis_finds(places: dict[str, str], tmp_path: Path) -> None:
    own = run(
        "gisement:measurepollution", INPUT=places["friches"], ICPE=places["icpe"], OUTPUT=str(tmp_path / "a.gpkg")
    ).set_index("site_id")
    upper = run(
        "native:extractbyattribute",
        INPUT=places["icpe"],
        FIELD="lib_seveso",
        OPERATOR=0,
        VALUE="Seveso seuil haut",
        OUTPUT=str(tmp_path / "haut.gpkg"),
    )
    joined = run(
        "native:joinbynearest",
        INPUT=places["friches"],
        INPUT_2=str(tmp_path / "haut.gpkg"),
        NEIGHBORS=1,
        OUTPUT=str(tmp_path / "b.gpkg"),
    ).set_index("site_id")
    assert len(upper) == 10
    assert own["seveso_m"].to_numpy() == pytest.approx(joined.loc[own.index, "distance"].to_numpy(), abs=1e-6)
    assert own["seveso_nom"].tolist() == joined.loc[own.index, "nom_ets"].tolist()


def test_the_evidence_lies_as_far_from_its_site_as_it_says(places: dict[str, str], tmp_path: Path) -> None:
    from qgis import processing
    from qgis.core import QgsGeometry

    done = processing.run(
        "gisement:measurepollution",
        {
            "INPUT": places["friches"],
            "ICPE": places["icpe"],
            "SIS": places["sis"],
            "OUTPUT": str(tmp_path / "a.gpkg"),
            "EVIDENCE": str(tmp_path / "preuves.gpkg"),
        },
    )
    assert pyogrio.list_layers(done["EVIDENCE"])[:, 0].tolist() == ["preuves"]
    pieces = pyogrio.read_dataframe(done["EVIDENCE"])
    sites = pyogrio.read_dataframe(done["OUTPUT"]).set_index("site_id")
    assert set(pieces["source"]) == {"SIS", "ICPE"}
    for piece in pieces.itertuples():
        record, site = (QgsGeometry.fromWkt(shape.wkt) for shape in (piece.geometry, sites.geometry[piece.site_id]))
        assert site.distance(record) == pytest.approx(piece.distance_m, abs=1e-6)
        assert piece.distance_m <= 100
    assert (pieces.groupby("site_id")["niveau"].max() == sites["pollution_niveau"].dropna()).all()
    on_site = pieces[(pieces["source"] == "ICPE") & (pieces["relation"] == "sur le site")].groupby("site_id").size()
    assert sites["icpe_nombre"].loc[on_site.index].tolist() == on_site.tolist()


def test_the_evidence_is_drawn_by_its_level(places: dict[str, str], tmp_path: Path) -> None:
    from qgis import processing
    from qgis.core import QgsProject

    project = QgsProject.instance()
    project.clear()
    processing.runAndLoadResults(
        "gisement:measurepollution",
        {
            "INPUT": places["friches"],
            "ICPE": places["icpe"],
            "SIS": places["sis"],
            "OUTPUT": str(tmp_path / "a.gpkg"),
            "EVIDENCE": str(tmp_path / "preuves.gpkg"),
        },
    )
    layers = list(project.mapLayers().values())
    assert len(layers) == 3, "sites, points of evidence, areas of evidence"
    assert {layer.renderer().type() for layer in layers} == {"categorizedSymbol"}
    project.clear()


def test_a_table_that_cannot_be_placed_is_refused_with_what_to_do(places: dict[str, str], tmp_path: Path) -> None:
    from qgis import processing
    from qgis.core import QgsProcessingException

    (tmp_path / "icpe.csv").write_text(
        "Numéro d'établissement;Nom établissement;Régime en vigueur\n1;Usine;Autorisation\n", encoding="utf-8-sig"
    )
    territory = tmp_path / "t.json"
    territory.write_text('{"roles": {"icpe": "icpe.csv"}}', encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="code_insee"):
        processing.run(
            "gisement:measurepollution",
            {"INPUT": places["friches"], "TERRITORY": str(territory), "OUTPUT": str(tmp_path / "a.gpkg")},
        )
    assert not (tmp_path / "a.gpkg").exists()


def test_known_levels_of_the_tiny_territory_hold(
    plugin: Any, tiny_inventory: Path, tiny_territory: Path, tmp_path: Path
) -> None:
    own = run(
        "gisement:measurepollution",
        INPUT=f"{tiny_inventory}|layername=friches",
        TERRITORY=str(tiny_territory),
        OUTPUT=str(tmp_path / "a.gpkg"),
    ).set_index("site_id")
    for site, known in tiny.KNOWN.items():
        if "pollution_niveau" in known:
            level = own.at[site, "pollution_niveau"]
            assert (None if pd.isna(level) else level) == known["pollution_niveau"], site
