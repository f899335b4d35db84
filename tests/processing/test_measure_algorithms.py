"""The algorithms of the measures, as the toolbox runs them: one layer per role, chains, styles, refusals."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
import rasterio
from gisement_tests import tiny
from gisement_tests.language import speaking
from qgis import processing
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from gisement.core.measuring import named_measure
from gisement.core.resources import resource
from gisement.processing.measures.measure import MeasureAlgorithm
from gisement.processing.provider import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Iterator

MEASURED = [algorithm for algorithm in ALGORITHMS if issubclass(algorithm, MeasureAlgorithm)]
NAMES = [algorithm().name() for algorithm in MEASURED]


@pytest.fixture
def inputs(plugin: Any, tiny_inventory: Path, tiny_territory: Path, tmp_path: Path) -> dict[str, Any]:
    """The parameters of a measure of the tiny inventory."""
    return {
        "INPUT": f"{tiny_inventory}|layername=friches",
        "TERRITORY": str(tiny_territory),
        "OUTPUT": str(tmp_path / "mesure.gpkg"),
    }


@pytest.fixture
def project(plugin: Any) -> Iterator[QgsProject]:
    """The open project, empty before and after."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()


def made(algorithm: type[MeasureAlgorithm]) -> Any:
    return algorithm().create()


def sites_of(path: str) -> pd.DataFrame:
    return pyogrio.read_dataframe(path).set_index("site_id")


# --- What they declare


@pytest.mark.parametrize("algorithm", MEASURED)
def test_there_is_a_parameter_for_each_role_that_the_measure_reads(algorithm: type[MeasureAlgorithm]) -> None:
    measure = named_measure(algorithm.MEASURE)
    assert set(algorithm.ROLES) == set(measure.roles)
    assert set(algorithm.LAYERS.values()) == set(measure.layers)
    instance, optional = made(algorithm), QgsProcessingParameterDefinition.Flag.FlagOptional
    for role in algorithm.ROLES:
        definition = instance.parameterDefinition(role.upper())
        known = resource("catalogue/roles")[role]
        assert definition.description() in known["label"].values()
        assert definition.flags() & optional
        assert isinstance(definition, QgsProcessingParameterRasterLayer) == (known["geometry"] == "raster")


def test_they_stand_between_the_inventory_and_the_maps_in_the_order_of_the_interface() -> None:
    groups = [algorithm().groupId() for algorithm in ALGORITHMS]
    assert list(dict.fromkeys(groups)) == ["etude", "inventaire", "mesures", "notation", "maturite", "cartes"]
    assert NAMES[:3] == ["measureland", "measureaccess", "measureenergy"]


def test_the_lorry_is_that_of_the_resources_unless_the_user_says_otherwise() -> None:
    usual = resource("measures/access")["vehicule"]
    access = made(next(algorithm for algorithm in MEASURED if algorithm.MEASURE == "access"))
    for name, key in access.VEHICLE.items():
        definition = access.parameterDefinition(name)
        assert definition.defaultValue() == usual[key]
        assert definition.flags() & QgsProcessingParameterDefinition.Flag.FlagAdvanced
    given = {"VEHICLE_HEIGHT": "4.3", "VEHICLE_WEIGHT": None}
    assert access.vehicle(given, QgsProcessingContext()) == {
        "hauteur_m": 4.3,
        "poids_t": usual["poids_t"],
        "largeur_m": usual["largeur_m"],
    }


# --- What they give


@pytest.mark.parametrize("name", NAMES)
def test_the_output_is_the_input_with_the_columns_of_the_measure(name: str, inputs: dict[str, Any]) -> None:
    done = processing.run(f"gisement:{name}", inputs)
    assert set(done) == {"OUTPUT", "SITES_COUNT", "MEASURED_COUNT"}
    assert (done["SITES_COUNT"], done["MEASURED_COUNT"]) == (8, 6)
    sites = sites_of(done["OUTPUT"])
    own = tiny.inventory().set_index("site_id")
    assert sites.index.tolist() == own.index.tolist()
    names = [column for column in own.columns if column != "geometry"]
    pd.testing.assert_frame_equal(
        pd.DataFrame(sites[names]), pd.DataFrame(own[names]), check_dtype=False, check_column_type=False
    )
    added = [column.key for column in named_measure(name.replace("measure", "")).columns]
    assert list(sites.columns.drop([*names, "geometry"])) == ["emprise_origine", "surface_m2", *added]


def test_a_chain_of_measures_gives_what_the_study_gives(inputs: dict[str, Any], tmp_path: Path) -> None:
    study = processing.run(
        "gisement:study",
        {
            "SITES": inputs["INPUT"],
            "TERRITORY": inputs["TERRITORY"],
            "DATE": "2026-11-22",
            "OUTPUT": str(tmp_path / "e.gpkg"),
        },
    )
    place = inputs["INPUT"]
    for step, name in enumerate([*NAMES, NAMES[0]]):
        output = str(tmp_path / f"{step}.gpkg")
        place = processing.run(f"gisement:{name}", {**inputs, "INPUT": place, "OUTPUT": output})["OUTPUT"]
    whole = pyogrio.read_dataframe(study["OUTPUT"], layer="sites").set_index("site_id").loc[list(tiny.SITES)]
    chained = sites_of(place)
    measured = [column.key for algorithm in MEASURED for column in named_measure(algorithm.MEASURE).columns]
    known = [*measured, "emprise_origine", "surface_m2"]
    pd.testing.assert_frame_equal(
        pd.DataFrame(chained[known]), pd.DataFrame(whole[known]), check_dtype=False, check_exact=True
    )
    assert chained.geometry.isna().equals(whole.geometry.isna())
    assert chained.geometry.dropna().geom_equals(whole.geometry.dropna()).all()


def test_a_layer_of_the_project_wins_over_the_territory(inputs: dict[str, Any], project: QgsProject) -> None:
    posts = QgsVectorLayer(f"Point?crs={tiny.CRS}&field=nom_poste:string&field=tension:string", "postes", "memory")
    feature = next(iter(_features(posts, tiny.X + 1000, tiny.Y + 1250, ["Poste tracé", "63kV"])))
    assert posts.dataProvider().addFeature(feature)
    assert project.addMapLayer(posts) is posts
    sites = sites_of(processing.run("gisement:measureenergy", {**inputs, "POSTE_HTB": posts})["OUTPUT"])
    assert sites.at["T-001", "htb_nom"] == "Poste tracé"
    assert sites.at["T-001", "htb_km"] == pytest.approx(0.0, abs=1e-6)


def _features(layer: QgsVectorLayer, x: float, y: float, values: list[Any]) -> Iterator[Any]:
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
    feature.setAttributes(values)
    yield feature


def test_layers_one_by_one_do_without_a_territory(inputs: dict[str, Any], tiny_territory: Path) -> None:
    given = {role.upper(): f"{tiny_territory}|layername={role}" for role in ("troncon_de_route", "gare_fret")}
    sites = sites_of(processing.run("gisement:measureaccess", {**inputs, "TERRITORY": None, **given})["OUTPUT"])
    for column in ("autoroute_km", "autoroute_acces", "fret_km", "fret_nom", "voirie_m"):
        known = tiny.KNOWN["T-001"][column]
        assert sites.at["T-001", column] == (pytest.approx(known, abs=1e-3) if isinstance(known, float) else known)


def test_an_optional_layer_is_written_where_it_is_asked_for(inputs: dict[str, Any], tmp_path: Path) -> None:
    for name, output in (("measureland", "RECTANGLES"), ("measureaccess", "ROUTES")):
        done = processing.run(f"gisement:{name}", {**inputs, output: str(tmp_path / f"{output}.gpkg")})
        assert pyogrio.list_layers(done[output])[:, 0].tolist() == [output.lower().replace("routes", "itineraires")]
        assert pyogrio.read_info(done[output])["crs"] == tiny.CRS


def test_a_raster_may_be_a_file_a_layer_or_a_grid_of_a_geopackage(plugin: Any, tmp_path: Path) -> None:
    from gisement.core.report import Report
    from gisement.processing.measures.roles import role_source

    transform = rasterio.transform.from_origin(tiny.X, tiny.Y + 100, 25, 25)
    for path, options in (("mnt.tif", {"driver": "GTiff"}), ("mnt.gpkg", {"driver": "GPKG", "RASTER_TABLE": "mnt"})):
        size = {"width": 4, "height": 4, "count": 1, "dtype": "float32", "crs": tiny.CRS, "transform": transform}
        with rasterio.open(tmp_path / path, "w", **size, **options) as grid_file:
            grid_file.write(np.ones((1, 4, 4), dtype="float32"))  # noqa: QGS201
    grid = f"GPKG:{tmp_path / 'mnt.gpkg'}:mnt"
    given = {
        str(tmp_path / "mnt.tif"): (str(tmp_path / "mnt.tif"), None),
        grid: (str(tmp_path / "mnt.gpkg"), "mnt"),
    }
    land = made(MEASURED[0])
    for place, expected in given.items():
        for value in (place, QgsRasterLayer(place, "mnt")):
            source = role_source(land, "mnt", {"MNT": value}, QgsProcessingContext(), Report())
            assert (source.path, source.layer) == expected
    fits, why = land.checkParameterValues(
        {"INPUT": str(tmp_path / "absent.gpkg"), "MNT": grid, "OUTPUT": str(tmp_path / "mnt.gpkg")},
        QgsProcessingContext(),
    )
    assert not fits
    assert "absent.gpkg" in why


# --- What is refused


@pytest.mark.parametrize("name", NAMES)
def test_without_territory_and_without_layer_there_is_nothing_to_measure_by(name: str, inputs: dict[str, Any]) -> None:
    roles = next(algorithm.ROLES for algorithm in MEASURED if algorithm().name() == name)
    del inputs["TERRITORY"]
    with speaking("en"), pytest.raises(QgsProcessingException, match="neither a territory nor a layer") as caught:
        processing.run(f"gisement:{name}", inputs)
    assert "Give TERRITORY" in str(caught.value)
    assert all(role.upper() in str(caught.value) for role in roles)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"INPUT": "/nowhere/friches.gpkg"}, "/nowhere/friches.gpkg"),
        ({"TERRITORY": "/nowhere/territoire.gpkg"}, "/nowhere/territoire.gpkg"),
        ({"POSTE_HTB": "/nowhere/postes.gpkg"}, "/nowhere/postes.gpkg"),
        ({"OUTPUT": "/nowhere/mesure.gpkg"}, "/nowhere"),
        ({"OUTPUT": "mesure.shp"}, r"\.gpkg"),
        ({"PROFILE": "aciérie"}, "industrie_generale"),
        ({"TERRITOIRE": "x"}, "TERRITOIRE.*POSTE_HTB"),
        ({"TRONCON_DE_ROUTE": "x"}, "TRONCON_DE_ROUTE"),
    ],
)
def test_what_cannot_do_is_refused_with_its_place(inputs: dict[str, Any], changes: dict[str, Any], said: str) -> None:
    with pytest.raises(QgsProcessingException, match=said):
        processing.run("gisement:measureenergy", {**inputs, **changes})
    assert not Path(inputs["OUTPUT"]).exists()


@pytest.mark.parametrize("name", ["INPUT", "TERRITORY", "POSTE_HTB"])
def test_an_output_does_not_replace_what_it_is_made_from(name: str, inputs: dict[str, Any], tmp_path: Path) -> None:
    own = Path(shutil.copy(inputs["TERRITORY"], tmp_path / "precious.gpkg"))
    content = own.read_bytes()
    given = f"{own}|layername=poste_htb" if name == "POSTE_HTB" else str(own)
    with pytest.raises(QgsProcessingException, match=r"precious\.gpkg"):
        processing.run("gisement:measureenergy", {**inputs, name: given, "OUTPUT": str(own)})
    assert own.read_bytes() == content


def test_the_sites_and_the_routes_go_to_two_files(inputs: dict[str, Any]) -> None:
    with pytest.raises(QgsProcessingException, match=r"mesure\.gpkg"):
        processing.run("gisement:measureaccess", {**inputs, "ROUTES": inputs["OUTPUT"]})


def test_a_layer_that_does_not_suit_its_role_is_refused_by_name(inputs: dict[str, Any], tiny_territory: Path) -> None:
    wrong = {"POSTE_HTB": f"{tiny_territory}|layername=commune"}
    algorithm, feedback = made(MEASURED[2]), QgsProcessingFeedback()
    with speaking("en"):
        _, done = algorithm.run({**inputs, **wrong}, QgsProcessingContext(), feedback)
    assert not done
    assert re.search(r"commune.*\(poste_htb\).*known schemas", feedback.textLog())
    assert not Path(inputs["OUTPUT"]).exists()


def test_a_run_that_is_stopped_leaves_nothing(inputs: dict[str, Any]) -> None:
    class Stopped(QgsProcessingFeedback):
        def setProgressText(self, text: str) -> None:
            if text.startswith("Measuring"):
                self.cancel()

    feedback = Stopped()
    with speaking("en"):
        _, done = made(MEASURED[1]).run(inputs, QgsProcessingContext(), feedback)
    assert not done
    assert "Stopped at your request" in feedback.textLog()
    assert not Path(inputs["OUTPUT"]).exists()
