"""`gisement:mergeinventories` and `gisement:compareinventories` as QGIS runs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from gisement.core.vector import read_layer, write_layer
from gisement.processing.inventory.compare_inventories import CompareInventories
from gisement.processing.inventory.merge_inventories import MergeInventories

PLACE = (820_000, 6_900_000)


def sites(*rows: tuple[str, str, float]) -> gpd.GeoDataFrame:
    """Squares of 100 m: identifier, name, metres to the east."""
    return gpd.GeoDataFrame(
        {"site_id": [row[0] for row in rows], "site_nom": [row[1] for row in rows], "site_statut": "inconnu"},
        geometry=[shapely.box(PLACE[0] + x, PLACE[1], PLACE[0] + x + 100, PLACE[1] + 100) for _, _, x in rows],
        crs="EPSG:2154",
    )


@pytest.fixture
def ddt(tmp_path: Path) -> Path:
    write_layer(sites(("08105_1", "Oxame", 0), ("08105_2", "Thomé", 1000)), tmp_path / "ddt08.gpkg", "friches")
    return tmp_path / "ddt08.gpkg"


@pytest.fixture
def cerema(tmp_path: Path) -> Path:
    """A CSV with its geometry as text: QGIS alone would see no place in it."""
    table = sites(("08105_9", "Oxame (ex-Porcher)", 10), ("08105_8", "Sucrerie", 5000)).to_wkt()
    table["geomsurf"] = table.pop("geometry")
    table.assign(comm_insee="08105").to_csv(tmp_path / "cartofriches.csv", index=False)
    return tmp_path / "cartofriches.csv"


def run(algorithm: Any, parameters: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Run as QGIS does: parameters looked at, then computed. Gives the results, or the reason of the refusal."""
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    instance = algorithm.create()
    possible, why = instance.checkParameterValues(parameters, context)
    if not possible:
        return {}, why
    results, done = instance.run(parameters, context, feedback)
    return (results if done else {}), feedback.textLog()


@pytest.mark.usefixtures("plugin")
def test_inventories_are_merged_and_decisions_written(ddt: Path, cerema: Path, tmp_path: Path) -> None:
    output, decisions = tmp_path / "merged.gpkg", tmp_path / "decisions.csv"
    results, log = run(
        MergeInventories(),
        {
            "INPUTS": [str(ddt), str(cerema)],
            "PRIORITY": "cartofriches, ddt08",
            "OUTPUT": str(output),
            "DECISIONS": str(decisions),
        },
    )
    assert results["MERGED_COUNT"] == 1, log
    merged = read_layer(output).set_index("site_id")
    assert sorted(merged.index) == ["08105_2", "08105_8", "08105_9"]
    assert merged.loc["08105_9", "site_nom"] == "Oxame (ex-Porcher)"
    assert merged.loc["08105_9", "producteurs"] == "cartofriches|ddt08"
    assert "recouvrement" in decisions.read_text(encoding="utf-8-sig").splitlines()[0]
    assert "08105_9,cartofriches,cartofriches,08105_1,ddt08,ddt08" in decisions.read_text(encoding="utf-8-sig")


@pytest.mark.usefixtures("plugin")
def test_layers_of_the_project_and_one_file_alone_are_taken_too(ddt: Path, tmp_path: Path) -> None:
    layer = QgsVectorLayer(f"{ddt}|layername=friches", "DDT", "ogr")
    for given in ([layer, f"{ddt}|layername=friches"], str(ddt)):
        results, log = run(MergeInventories(), {"INPUTS": given, "OUTPUT": str(tmp_path / "merged.gpkg")})
        assert results, log
        assert len(read_layer(tmp_path / "merged.gpkg")) == 2


@pytest.mark.usefixtures("plugin")
def test_a_file_that_only_our_reader_opens_is_no_reason_to_refuse(cerema: Path, tmp_path: Path) -> None:
    disguised = cerema.rename(tmp_path / "export.dat")
    results, log = run(MergeInventories(), {"INPUTS": [str(disguised)], "OUTPUT": str(tmp_path / "merged.gpkg")})
    assert results, log


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("inputs", "output", "reason"),
    [
        ([], "merged.gpkg", "No inventory"),
        (["absent.gpkg"], "merged.gpkg", "absent.gpkg"),
        (["ddt08.gpkg"], "merged.shp", ".gpkg"),
        (["ddt08.gpkg"], "ddt08.gpkg", "ddt08.gpkg"),
    ],
)
def test_what_cannot_do_is_refused_before_anything_runs(
    ddt: Path, tmp_path: Path, inputs: list[str], output: str, reason: str
) -> None:
    before = ddt.read_bytes()
    results, why = run(
        MergeInventories(), {"INPUTS": [str(tmp_path / name) for name in inputs], "OUTPUT": str(tmp_path / output)}
    )
    assert not results
    assert reason in why
    assert ddt.read_bytes() == before


@pytest.mark.usefixtures("plugin")
def test_two_dates_are_compared_and_the_changes_counted(ddt: Path, tmp_path: Path) -> None:
    after = tmp_path / "after.gpkg"
    table = sites(("08105_1", "Oxame", 30), ("08105_7", "Sucrerie", 3000))
    table.loc[0, "site_statut"] = "friche avec projet"
    write_layer(table, after, "friches")
    results, log = run(
        CompareInventories(), {"BEFORE": str(ddt), "AFTER": str(after), "OUTPUT": str(tmp_path / "changes.gpkg")}
    )
    assert results, log
    counts = {name: results[name] for name in CompareInventories.COUNTS}
    assert counts == {
        "ADDED": 1,
        "REMOVED": 1,
        "RESHAPED": 1,
        "STATUS_CHANGED": 1,
        "CLASS_CHANGED": 0,
        "SPLIT": 0,
        "JOINED": 0,
        "VALUE_CHANGED": 0,
        "RENAMED": 0,
    }
    changes = read_layer(tmp_path / "changes.gpkg")
    assert changes["changement"].tolist() == ["redessine", "statut", "retire", "ajoute"]
    assert changes.loc[0, ["gagne_m2", "perdu_m2"]].tolist() == [3000, 3000]


@pytest.mark.usefixtures("plugin")
def test_no_change_gives_an_empty_layer(ddt: Path, tmp_path: Path) -> None:
    results, log = run(
        CompareInventories(), {"BEFORE": str(ddt), "AFTER": str(ddt), "OUTPUT": str(tmp_path / "changes.gpkg")}
    )
    assert results["ADDED"] == 0, log
    assert read_layer(tmp_path / "changes.gpkg").empty
