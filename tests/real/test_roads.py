"""Real road layers of IGN in each of its schemas: every road read, with its class, direction and what else it says."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest

from gisement.core.errors import GisementError
from gisement.core.network import build_graph
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
CASTANET = "bdtopo_v3/bdtopo_v3_troncon_de_route_castanet31.gpkg"
BASQUE = "bdtopo_v3/bdtopo_v3_roads_pays_basque64_clip.gpkg"
OLEMPS = "aveyron_olemps/bdtopo_v2_olemps_rodez.gpkg"


def read(path: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    place = Territory("t", {"troncon_de_route": Source("troncon_de_route", str(path), layer)}, "EPSG:2154")
    roads = place.read("troncon_de_route")
    assert roads is not None
    return roads


@pytest.mark.parametrize(
    ("file", "layer", "dialect", "classes", "one_way"),
    [
        # The counts of NATURE and SENS in the files: 757 "Type autoroutier", 245 "Bretelle", 447 "Route à 2 chaussées".
        (CASTANET, "roads2", "bdtopo_v3_shp", {"autoroute": 757, "bretelle": 245, "express": 447}, 1815 + 316),
        (CASTANET, "roads1", "bdtopo_v3_shp", {"autoroute": 522, "bretelle": 57, "express": 0}, 565 + 20),
        # 4 981 less one under construction; its 228 "Sentier", 59 "Escalier", 35 "Piste cyclable" are no roads.
        (OLEMPS, "ROUTE", "bdtopo_v2", {"bretelle": 9, "impraticable": 228 + 59 + 35, "chemin": 308 + 256}, 666 + 486),
        # Letters were lost in this one: "Route � 1 chauss�e".
        ("sarthe_la_fleche/ROUTE.shp", None, "bdtopo_v2", {"express": 24, "chemin": 147 + 121}, 102 + 37),
        (BASQUE, None, "bdtopo_generalisee", {"principale": 119, "secondaire": 124, "chemin": 331}, 0),
    ],
)
def test_roads_are_read_with_their_classes_and_directions(
    data: Path, file: str, layer: str | None, dialect: str, classes: dict[str, int], one_way: int
) -> None:
    roads = read(data / file, layer)
    assert roads.attrs["dialect"]["id"] == dialect
    assert {name: int((roads["classe"] == name).sum()) for name in classes} == classes
    assert int((roads["sens"] != "double").sum()) == one_way
    graph = build_graph(roads, roads.attrs["dialect"]["connection"])
    assert 0 < graph.node_count < 2 * len(graph.length)


def test_speeds_and_widths_of_bd_topo_v3_are_read(data: Path) -> None:
    roads = read(data / CASTANET, "roads2")
    speeds = roads["vitesse_moyenne"].value_counts()
    assert speeds[[50, 25, 67, 75, 45, 125]].tolist() == [785, 437, 357, 300, 245, 192]
    assert int((roads["largeur"] == 10.5).sum()) == 251


def test_roads_without_attributes_are_refused_with_what_they_lack(data: Path) -> None:
    with pytest.raises(GisementError, match="layer_not_recognised") as told:
        read(data / "aveyron_olemps" / "bdtopo_v3_shp" / "TRONCON_DE_ROUTE.shp")
    assert "sens_de_circulation" in told.value.facts["expected"]


def test_the_long_names_of_a_geopackage_say_the_same_as_the_short_ones_of_a_shapefile(
    data: Path, tmp_path: Path
) -> None:
    """No file here has the long names: the rows of Castanet are given them."""
    names = {
        "ID": "cleabs",
        "NATURE": "nature",
        "IMPORTANCE": "importance",
        "NB_VOIES": "nombre_de_voies",
        "SENS": "sens_de_circulation",
        "VIT_MOY_VL": "vitesse_moyenne_vl",
        "LARGEUR": "largeur_de_chaussee",
    }
    rows = gpd.read_file(data / CASTANET, layer="roads2", engine="pyogrio").rename(columns=names)
    rows.to_file(tmp_path / "bdtopo.gpkg", layer="troncon_de_route", engine="pyogrio")
    short, long = read(data / CASTANET, "roads2"), read(tmp_path / "bdtopo.gpkg", "troncon_de_route")
    assert long.attrs["dialect"]["id"] == "bdtopo_v3"
    fields = ["classe", "sens", "vitesse_moyenne", "largeur", "importance"]
    assert short[fields].equals(long[fields])
    one, other = (build_graph(roads, "ends") for roads in (short, long))
    assert (one.minutes == other.minutes).all()
