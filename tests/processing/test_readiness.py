"""The readiness of measured sites in QGIS: outputs, the example of the help, refusals."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests.language import speaking
from qgis import processing
from qgis.core import QgsProcessingException

from gisement.core.ready_inventory import ready_inventory
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.store import write_file

ROOT = Path(__file__).resolve().parent.parent.parent
ON = date(2026, 11, 27)
#: a site from which every procedure is purged, by what is known of it
PURGED = {
    "maitrise_publique": "oui", "zone_compatible_part": 1.0, "surface_m2": 9_000.0, "vegetation_part": 0.0,
    "nature_part": 0.0, "especes_protegees": "non", "pollution_a_diagnostiquer": "non", "pollution_a_traiter": "non",
    "bati_a_demolir": "non", "archeologie": "non", "viabilise": "oui", "rubrique_39": "aucune",
    "rubrique_39_systematique": "non", "veto": "non",
}  # fmt: skip
EXAMPLE = {
    "maitrise_publique": "non", "pollution_a_diagnostiquer": "oui", "pollution_a_traiter": "oui", "viabilise": "non",
}  # fmt: skip


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    """The site of the example, one that is turnkey, one ruled out by a veto."""
    rows = [{**PURGED, **EXAMPLE}, PURGED, {**PURGED, "veto": "oui", "veto_motifs": "zone rouge"}]
    table = pd.DataFrame(rows).assign(site_id=["s", "pret", "exclu"])
    shapes = [shapely.Point(900_000 + place, 6_270_000) for place in range(3)]
    path = tmp_path / "sites.gpkg"
    write_file(gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:2154"), path, "sites")
    return path


@pytest.mark.parametrize("language", ["en", "fr"])
def test_example_of_the_help_is_what_the_engine_computes(sites: Path, language: str) -> None:
    text = (ROOT / "resources" / "help" / language / "readiness.md").read_text(encoding="utf-8")
    text = text.replace("\u00a0", " ")
    site = ready_inventory(sites, ON, layer="sites", language=language).sites.loc["s"]
    assert site[["mois_avant_pret", "mois_min", "mois_max", "classe_maturite"]].tolist() == [39, 15, 66, "R2"]
    assert site["date_prete"] == pd.Timestamp("2030-02-27")
    steps = ready_inventory(sites, ON, layer="sites").procedures.set_index(["site_id", "etape"])
    comma = "," if language == "fr" else "."
    told = [f"{site[name]:.1f}".replace(".", comma) for name in ("mois_p50", "mois_p80")]
    told += [f"{100 * site['p_prete']:.0f} %", f"{100 * steps.loc[('s', 'foncier'), 'criticite']:.0f} %", "2030-02-27"]
    assert [value for value in told if value not in text] == []


def test_outputs_are_written_with_the_columns_of_the_sites(plugin: object, sites: Path, tmp_path: Path) -> None:
    out = {"OUTPUT": str(tmp_path / "o.gpkg"), "STEPS": str(tmp_path / "e.csv"), "TO_FILL": str(tmp_path / "s.csv")}
    asked = {"INPUT": f"{sites}|layername=sites", "DATE": "2026-11-27", **out}
    done = processing.run("gisement:readiness", asked)
    assert (done["SITES_COUNT"], done["TURNKEY_COUNT"], done["READY_COUNT"]) == (3, 1, 2)
    rows = pyogrio.read_dataframe(tmp_path / "o.gpkg").set_index("site_id")
    assert rows["classe_maturite"].tolist() == ["R2", "R5", "R0"]
    assert rows["viabilise"].tolist() == ["non", "oui", "oui"]
    assert "zone rouge" in rows.loc["exclu", "classe_motifs"]
    steps = pd.read_csv(tmp_path / "e.csv")
    assert steps[steps["site_id"] == "s"]["mois"].sum() == 9 + 6 + 18 + 12
    # filled in and given back: the land is bought
    filled = pd.read_csv(tmp_path / "s.csv", dtype=object)
    filled.loc[(filled["site_id"] == "s") & (filled["etape"] == "foncier"), "statut"] = "fait"
    filled.to_csv(tmp_path / "rempli.csv", index=False)
    processing.run(
        "gisement:readiness", {**asked, "STATUSES": str(tmp_path / "rempli.csv"), "OUTPUT": str(tmp_path / "p.gpkg")}
    )
    again = pyogrio.read_dataframe(tmp_path / "p.gpkg").set_index("site_id")
    assert again.loc["s", "mois_avant_pret"] == 6 + 18 + 12
    assert again.loc["s", "f2030_foncier"] == "oui"


def test_same_seed_gives_the_same_bytes_in_whatever_order_sites_come(sites: Path, tmp_path: Path) -> None:
    rows = pyogrio.read_dataframe(sites)
    write_file(rows.iloc[::-1], tmp_path / "t.gpkg", "sites")
    one = ready_inventory(sites, ON, layer="sites", seed=3).sites
    other = ready_inventory(tmp_path / "t.gpkg", ON, layer="sites", seed=3).sites
    columns = [name for name in one.columns if name.startswith(("mois_", "p_", "classe_"))]
    assert one[columns].equals(other.loc[one.index, columns])


def test_table_of_texts_is_read_as_numbers(sites: Path, tmp_path: Path) -> None:
    rows = pyogrio.read_dataframe(sites, read_geometry=False)
    rows = rows.assign(zone_compatible_part=0.5, zone_dominante="activité")
    write_file(gpd.GeoDataFrame(rows, geometry=[None] * 3, crs="EPSG:2154"), tmp_path / "n.gpkg", "sites")
    rows.to_csv(tmp_path / "t.csv", sep=";", decimal=",", index=False)
    told, texts = (ready_inventory(tmp_path / name, ON).sites for name in ("n.gpkg", "t.csv"))
    columns = [name for name in told.columns if name.startswith(("mois_", "p_", "classe_", "cout_"))]
    assert texts[columns].equals(told[columns])
    assert "Évolution du document" in texts.loc["s", "classe_motifs"]
    rows.assign(nature_part="un peu").to_csv(tmp_path / "f.csv", index=False)
    report = Report()
    ready_inventory(tmp_path / "f.csv", ON, report=report)
    told = {"column": "nature_part", "count": 3, "values": ["un peu"]}
    assert ("numbers_unread", told) in report.warnings


def test_columns_that_procedures_read_and_sites_lack_are_told(sites: Path, tmp_path: Path) -> None:
    report = Report()
    rows = pyogrio.read_dataframe(sites).drop(columns=["nature_part", "viabilise"])
    write_file(rows, tmp_path / "t.gpkg", "sites")
    own = resource("procedures/france_2026")
    steps = [{**step, "when": {"column": "maitrise_publik", "op": "==", "value": "non"}} for step in own["steps"][:1]]
    (tmp_path / "p.json").write_text(json.dumps({**own, "steps": [*steps, *own["steps"][1:]]}), encoding="utf-8")
    ready_inventory(tmp_path / "t.gpkg", ON, procedures=tmp_path / "p.json", report=report)
    told = [facts for code, facts in report.warnings if code == "columns_not_measured"]
    assert {"name": "environment", "columns": ["nature_part"]} in told
    assert ("columns_known_to_nobody", {"reader": "france_2026", "columns": ["maitrise_publik"]}) in report.warnings


def test_sites_that_were_not_scored_are_told_so(sites: Path, tmp_path: Path) -> None:
    report = Report()
    rows = pyogrio.read_dataframe(sites).drop(columns="veto")
    write_file(rows, tmp_path / "t.gpkg", "sites")
    found = ready_inventory(tmp_path / "t.gpkg", ON, layer="sites", report=report)
    assert ("veto_unknown", {}) in report.warnings
    assert "R0" not in found.sites["classe_maturite"].tolist()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"STATUSES": "sites.gpkg"}, "sites.gpkg"),
        ({"PROCEDURES": "absent.json"}, "no procedures named absent.json"),
        ({"PROFILE": "absent"}, "no profile named absent"),
        ({"DRAWS": 30_000}, "30000"),
        ({"OUTPUT": "o.txt"}, ".gpkg"),
        ({"OUTPUT": "sites.gpkg"}, "input"),
    ],
)
def test_what_cannot_be_is_refused(plugin: object, sites: Path, tmp_path: Path, asked: dict, told: str) -> None:
    asked = {key: str(tmp_path / value) if str(value).endswith("gpkg") else value for key, value in asked.items()}
    given = {"INPUT": f"{sites}|layername=sites", "OUTPUT": str(tmp_path / "o.gpkg"), **asked}
    with speaking("en"), pytest.raises(QgsProcessingException) as caught:
        processing.run("gisement:readiness", given)
    assert told in str(caught.value)
    assert not (tmp_path / "o.gpkg").exists()
